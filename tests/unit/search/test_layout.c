/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines at their width, to the column; and what is written in place of control characters. */
#include "support/cmocka.h"

#include "search/render/layout.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static wire_buf out;

static int set_up(void **state)
{
	(void)state;
	wire_buf_init(&out, 1u << 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wire_buf_release(&out);
	return 0;
}

static void test_layout__controls(void **state)
{
	static const struct {
		const char *text, *safe, *escaped;
	} rows[] = {
		{"", "", ""},
		{"a", "a", "a"},
		{"\x01\x1F !", "?? !", "\\x01\\x1f !"},
		{"~\x7F", "~?", "~\\x7f"},
		{"\xC2\x80\xC2\x9F\xC2\xA0", "??\xC2\xA0", "\\x80\\x9f\xC2\xA0"},
		{"a\nb\tc\r", "a b c?", "a\\nb\\tc\\x0d"},
		{"\xE5\x8F\xB0", "\xE5\x8F\xB0", "\xE5\x8F\xB0"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_buf_clear(&out);
		wire_buf_puts(&out, "");
		wire_text_put_safe(&out, wire_str_from(rows[i].text));
		assert_string_equal(out.data, rows[i].safe);
		wire_buf_clear(&out);
		wire_text_put_escaped(&out, wire_str_from(rows[i].text));
		assert_string_equal(out.data, rows[i].escaped);
	}
}

/* The text as a run of lines, `*` around matches: those parts are at odd places of `parts`. */
static const char *laid_out(unsigned width, bool color, const char *const *parts)
{
	const wire_text_style style = {.width = width, .color = color};
	wire_layout layout = {.out = &out, .style = &style};
	wire_buf_clear(&out);
	wire_layout_begin(&layout, false);
	for (size_t i = 0; parts[i] != NULL; i++)
		wire_layout_put(&layout, wire_str_from(parts[i]), i % 2 == 1);
	wire_layout_end(&layout);
	return out.data;
}

static void test_layout__lines(void **state)
{
	static const struct {
		unsigned width;
		bool color;
		const char *parts[6];
		const char *want, *why;
	} rows[] = {
		{20, false, {"abcdefgh ijklmno"}, "    abcdefgh ijklmno\n",
			"twenty columns, filled"},
		{20, false, {"abcdefgh ijklmnop"}, "    abcdefgh\n    ijklmnop\n", "one more"},
		{21, false, {"abcdefgh ijklmnop"}, "    abcdefgh ijklmnop\n", "where there is one"},
		{0, false, {"abcdefgh ijklmno"}, "    abcdefgh ijklmno\n", "the least width"},
		{19, false, {"abcdefgh ijklmno"}, "    abcdefgh ijklmno\n", "is not undercut"},
		{20, false, {"abcdefghijklmnopqrst u"}, "    abcdefghijklmnopqrst\n    u\n",
			"a word that is longer than a line"},
		{20, false, {" a \n\t b "}, "    a b\n",
			"white space is one blank, and none at the ends"},
		{20, false, {"a", "b", "c"}, "    a*b*c\n", "a match within a word"},
		{20, false, {"a ", "b c", " d"}, "    a *b c* d\n", "over two words"},
		{20, false, {"", "a"}, "    *a*\n", "alone"},
		{20, false, {"", " "}, "\n", "of white space there is none"},
		{20, false, {"abcdefgh ", "ijklm"}, "    abcdefgh *ijklm*\n",
			"its marks take columns"},
		{20, false, {"abcdefgh ", "ijklmn"}, "    abcdefgh\n    *ijklmn*\n",
			"one too many"},
		{20, true, {"abcdefgh ", "ijklmno"},
			"    abcdefgh " WIRE_STYLE_MATCH "ijklmno" WIRE_STYLE_RESET "\n",
			"colours take none"},
		{20, true, {"a", "b", "c"}, "    a" WIRE_STYLE_MATCH "b" WIRE_STYLE_RESET "c\n",
			"and end with the match"},
		{20, true, {"", "a b"},
			"    " WIRE_STYLE_MATCH "a" WIRE_STYLE_RESET " " WIRE_STYLE_MATCH
			"b" WIRE_STYLE_RESET "\n",
			"each word has its own"},
		{20, false,
			{"a\x01\xC2\x9F"
			 "b"},
			"    a??b\n", "control characters"},
		{20, false,
			{"\xE5\x8F\xB0\xE5\x8F\xB0\xE5\x8F\xB0\xE5\x8F\xB0\xE5\x8F\xB0\xE5\x8F\xB0"
			 "\xE5\x8F\xB0\xE5\x8F\xB0\xE5\x8F\xB0"},
			"    "
			"\xE5\x8F\xB0\xE5\x8F\xB0\xE5\x8F\xB0\xE5\x8F\xB0\xE5\x8F\xB0\xE5\x8F\xB0"
			"\xE5\x8F\xB0\xE5\x8F\xB0\n    \xE5\x8F\xB0\n",
			"characters of two columns, of which any may begin a line"},
		{20, false, {""}, "\n", "nothing"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *got = laid_out(rows[i].width, rows[i].color, rows[i].parts);
		if (strcmp(got + strspn(got, rows[i].want[0] == '\n' ? " " : ""), rows[i].want) !=
			0)
			fail_msg("%s: '%s'", rows[i].why, got);
	}
}

/* No word is lost that is longer than its buffer, whatever its bytes, with colours and without. */
static void test_layout__long_words(void **state)
{
	(void)state;
	for (size_t length = 210; length < 270; length++)
		for (int color = 0; color < 2; color++) {
			char word[600] = "";
			size_t n = 0;
			memset(word, 'x', length);
			memcpy(word + length, "\xE2\x82\xAC", 3);
			const char *const parts[] = {"a ", word, NULL};
			const char *got = laid_out(80, color == 1, parts);
			for (const char *at = got; (at = strchr(at, 'x')) != NULL; at++)
				n++;
			assert_int_equal(n, length);
			assert_non_null(strstr(got, "\xE2\x82\xAC"));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_layout__controls, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_layout__lines, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_layout__long_words, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
