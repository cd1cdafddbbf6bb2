/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "indexer/formats/format.h"

static void test_formats__by_name(void **state)
{
	(void)state;
	assert_ptr_equal(wire_format_by_name(WIRE_STR("text")), &wire_format_text);
	assert_ptr_equal(wire_format_by_name(WIRE_STR("TEXT")), &wire_format_text);
	assert_ptr_equal(wire_format_by_name(WIRE_STR("reuters-sgml")), &wire_format_reuters_sgml);
	assert_null(wire_format_by_name(WIRE_STR("tex")));
	assert_null(wire_format_by_name(WIRE_STR("")));
}

static void test_formats__every_format_has_a_name_of_its_own(void **state)
{
	(void)state;
	assert_non_null(wire_formats[0]);
	for (size_t i = 0; wire_formats[i] != NULL; i++)
		assert_ptr_equal(
			wire_format_by_name(wire_str_from(wire_formats[i]->name)), wire_formats[i]);
}

static void test_formats__detect(void **state)
{
	static const struct {
		wire_str head;
		const char *want, *why;
	} cases[] = {
		{WIRE_STR_INIT("A day in court\n\nThe judge"), "text", "prose"},
		{WIRE_STR_INIT(""), "text", "an empty file is the format's to name"},
		{WIRE_STR_INIT("\xEF\xBB\xBFText"), "text", "UTF-8 with its mark"},
		{WIRE_STR_INIT("\xFF\xFEH\0i\0"), "text", "UTF-16"},
		{WIRE_STR_INIT("caf\xE9 and th\xE9, caf\xE9 and th\xE9"), "text", "Latin-1"},
		{WIRE_STR_INIT("\x16\x16\x01"
			       "A0001\x1F"
			       "a copy with the wire's control bytes, and then its text, as long "
			       "as it is"),
			"text", "a few control bytes"},
		{WIRE_STR_INIT("One stray NUL\0 in a long line of text"), "text", "a NUL"},
		{WIRE_STR_INIT("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"), "reuters-sgml",
			"its document type"},
		{WIRE_STR_INIT("<REUTERS TOPICS=\"NO\" NEWID=\"1\">"), "reuters-sgml",
			"its first tag"},
		{WIRE_STR_INIT("a\0\0\1\0\2\0\3\0\4b"), NULL, "mostly control bytes"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int score;
		const wire_format *got =
			wire_format_detect(&score, cases[i].head, &(wire_item){.size = 1});
		const char *name = got == NULL ? "none" : got->name;
		if (strcmp(name, cases[i].want == NULL ? "none" : cases[i].want) != 0)
			fail_msg("%s: got %s", cases[i].why, name);
		assert_true((score > 0) == (got != NULL));
		assert_true(got != &wire_format_text || score == WIRE_DETECT_FALLBACK);
	}
}

/* What is compressed looks like any bytes: whatever the seed, it is no text. */
static void test_formats__random_bytes_are_no_text(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 50; seed++) {
		char bytes[4096];
		uint32_t x = seed * 2654435761u;
		for (size_t i = 0; i < sizeof bytes; i++) {
			x = x * 1664525u + 1013904223u;
			bytes[i] = (char)(x >> 24);
		}
		int score;
		wire_item item = {.size = sizeof bytes};
		assert_null(wire_format_detect(&score, (wire_str){bytes, sizeof bytes}, &item));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats__by_name),
		cmocka_unit_test(test_formats__every_format_has_a_name_of_its_own),
		cmocka_unit_test(test_formats__detect),
		cmocka_unit_test(test_formats__random_bytes_are_no_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
