/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "wire/display.h"

static void test_display__columns(void **state)
{
	static const struct {
		const char *text;
		size_t want;
		const char *why;
	} cases[] = {
		{"", 0, "nothing"},
		{"Köln", 4, "a letter a column"},
		{"Ko\xCC\x88ln", 4, "a combining mark has none of its own"},
		{"台湾", 4, "an ideograph two"},
		{"서울", 4, "Hangul two"},
		{"ＡＢ", 4, "full-width letters two"},
		{"ｱｲ", 2, "half-width kana one"},
		{"\xFF\xFE", 2, "bytes that are no text one each"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (wire_text_columns(wire_str_from(cases[i].text)) != cases[i].want)
			fail_msg("%s: '%s'", cases[i].why, cases[i].text);
}

static void test_display__breaks(void **state)
{
	static const struct {
		uint32_t before, after;
		bool want;
		const char *why;
	} cases[] = {
		{0x53F0, 0x6E7E, true, "between ideographs"},
		{'a', 0x53F0, true, "before one"},
		{0x53F0, 'a', true, "behind one"},
		{'a', 'b', false, "within a word"},
		{0, 0x53F0, true, "at the beginning"},
		{0x53F0, 0x3002, false, "before a full stop"},
		{0x53F0, 0x3001, false, "before a comma"},
		{0x53F0, ',', false, "before a Western one"},
		{0x300C, 0x53F0, false, "behind an opening quote"},
		{0x53F0, 0x300C, true, "before it"},
		{0x30AB, 0x30FC, false, "before a long vowel's mark"},
		{0x53F0, 0x0301, false, "before a combining mark"},
		{0xC11C, 0xC6B8, false, "Hangul is parted by spaces"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (wire_char_breaks(cases[i].before, cases[i].after) != cases[i].want)
			fail_msg("%s", cases[i].why);
}

static void test_display__unturned(void **state)
{
	wire_arena *arena = wire_arena_new(1u << 20);
	wire_str out, plain = WIRE_STR("Erdo\xC4\x9F"
				       "an \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D");
	(void)state;
	assert_non_null(arena);
	assert_int_equal(wire_text_unturned(&out, arena, plain), WIRE_OK);
	assert_ptr_equal(out.data, plain.data);
	assert_int_equal(wire_text_unturned(&out, arena,
				 WIRE_STR("a\xE2\x80\xAE"
					  "b\xE2\x81\xA6\xE2\x81\xA9"
					  "c\xE2\x80\x8F")),
		WIRE_OK);
	/* A mark of direction that only helps (U+200F) stays. */
	assert_true(wire_str_equal(out, WIRE_STR("abc\xE2\x80\x8F")));
	wire_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_display__columns),
		cmocka_unit_test(test_display__breaks),
		cmocka_unit_test(test_display__unturned),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
