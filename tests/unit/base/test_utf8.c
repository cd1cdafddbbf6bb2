/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decoding that survives any bytes. */
#include "support/cmocka.h"

#include "wire/text.h"

static void test_utf8__sequences(void **state)
{
	static const struct {
		wire_str bytes;
		uint32_t code; /* of the first */
		size_t length;
		const char *why;
	} rows[] = {
		{WIRE_STR_INIT("a"), 'a', 1, "ASCII"},
		{WIRE_STR_INIT("\x7F"), 0x7F, 1, "its end"},
		{WIRE_STR_INIT("\xC2\x80"), 0x80, 2, "the first of two bytes"},
		{WIRE_STR_INIT("\xDF\xBF"), 0x7FF, 2, "the last"},
		{WIRE_STR_INIT("\xE0\xA0\x80"), 0x800, 3, "the first of three"},
		{WIRE_STR_INIT("\xED\x9F\xBF"), 0xD7FF, 3, "the last before the surrogates"},
		{WIRE_STR_INIT("\xEE\x80\x80"), 0xE000, 3, "the first behind them"},
		{WIRE_STR_INIT("\xEF\xBF\xBF"), 0xFFFF, 3, "the last"},
		{WIRE_STR_INIT("\xF0\x90\x80\x80"), 0x10000, 4, "the first of four"},
		{WIRE_STR_INIT("\xF4\x8F\xBF\xBF"), 0x10FFFF, 4, "the last of all"},
		{WIRE_STR_INIT("\x80"), WIRE_REPLACEMENT, 1, "a stray byte"},
		{WIRE_STR_INIT("\xBF"
			       "a"),
			WIRE_REPLACEMENT, 1, "another"},
		{WIRE_STR_INIT("\xC0\x80"), WIRE_REPLACEMENT, 1, "an overlong NUL"},
		{WIRE_STR_INIT("\xC1\xBF"), WIRE_REPLACEMENT, 1, "overlong in two"},
		{WIRE_STR_INIT("\xE0\x9F\xBF"), WIRE_REPLACEMENT, 1, "in three"},
		{WIRE_STR_INIT("\xF0\x8F\xBF\xBF"), WIRE_REPLACEMENT, 1, "in four"},
		{WIRE_STR_INIT("\xED\xA0\x80"), WIRE_REPLACEMENT, 1, "a surrogate"},
		{WIRE_STR_INIT("\xED\xBF\xBF"), WIRE_REPLACEMENT, 1, "the last of them"},
		{WIRE_STR_INIT("\xF4\x90\x80\x80"), WIRE_REPLACEMENT, 1, "past the end"},
		{WIRE_STR_INIT("\xF8\x88\x80\x80\x80"), WIRE_REPLACEMENT, 1, "five bytes"},
		{WIRE_STR_INIT("\xFF"), WIRE_REPLACEMENT, 1, "no lead at all"},
		/* Behind what is no lead the bytes that a lead would have make none of it. */
		{WIRE_STR_INIT("\x81\x90\x80\x80"), WIRE_REPLACEMENT, 1, "a stray byte of four"},
		{WIRE_STR_INIT("\xBF\x80\xA0\x80"), WIRE_REPLACEMENT, 1, "the last such"},
		{WIRE_STR_INIT("\xC1\x90\x80\x80"), WIRE_REPLACEMENT, 1, "below the leads of two"},
		{WIRE_STR_INIT("\xF5\x80\x80\x80"), WIRE_REPLACEMENT, 1, "above those of four"},
		{WIRE_STR_INIT("\xF9\x90\x80\x80"), WIRE_REPLACEMENT, 1, "far above"},
		{WIRE_STR_INIT("\xC3"), WIRE_REPLACEMENT, 1, "cut after one"},
		{WIRE_STR_INIT("\xE2\x82"), WIRE_REPLACEMENT, 1, "after two"},
		{WIRE_STR_INIT("\xF0\x9F\x98"), WIRE_REPLACEMENT, 1, "after three"},
		{WIRE_STR_INIT("\xC3"
			       "a"),
			WIRE_REPLACEMENT, 1, "a letter in its place"},
		{WIRE_STR_INIT("\xE2\x82"
			       "a"),
			WIRE_REPLACEMENT, 1, "in the third"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t code;
		size_t length = wire_utf8_decode(&code, rows[i].bytes, 0);
		if (code != rows[i].code || length != rows[i].length)
			fail_msg("%s: U+%04X in %zu", rows[i].why, (unsigned)code, length);
		assert_true(wire_utf8_valid(rows[i].bytes) == (code != WIRE_REPLACEMENT));
	}
}

/* Every scalar value comes back in its own length. */
static void test_utf8__there_and_back(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char bytes[4];
		uint32_t back;
		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		size_t length = wire_utf8_encode(bytes, code);
		if (wire_utf8_decode(&back, (wire_str){bytes, length}, 0) != length || back != code)
			fail_msg("U+%04X comes back as U+%04X", (unsigned)code, (unsigned)back);
	}
}

/* No code point is cut, and no more is left out than must be. */
static void test_utf8__cut(void **state)
{
	const wire_str text = WIRE_STR("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");
	static const size_t want[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
	(void)state;
	for (size_t max = 0; max < sizeof want / sizeof *want; max++) {
		wire_str cut = wire_utf8_cut(text, max);
		assert_ptr_equal(cut.data, text.data);
		assert_int_equal(cut.len, want[max]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8__sequences),
		cmocka_unit_test(test_utf8__there_and_back),
		cmocka_unit_test(test_utf8__cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
