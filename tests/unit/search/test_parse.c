/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "search/query/explain.h"
#include "search/query/parse.h"

static wire_arena *arena;
static wire_country_names *countries;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(64u << 20);
	return arena == NULL || wire_country_names_load(&countries, NULL, NULL) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_country_names_free(countries);
	wire_arena_free(arena);
	return 0;
}

static wire_status parse(wire_node **out, wire_str text, wire_error *err)
{
	const wire_parse_context ctx = {
		.arena = arena,
		.today = wire_date_to_day((wire_date){2023, 6, 14}),
		.countries = countries,
	};
	return wire_node_parse(out, text, &ctx, err);
}

static void explain(char *out, size_t size, const wire_node *root)
{
	wire_buf text;
	wire_buf_init(&text, 1 << 16);
	wire_node_explain(&text, root);
	assert_int_equal(wire_buf_status(&text), WIRE_OK);
	snprintf(out, size, "%s", text.data == NULL ? "" : text.data);
	wire_buf_release(&text);
}

/* What each query means, as its canonical text; which must mean the same again. */
static void test_parse__understood(void **state)
{
	static const struct {
		const char *query, *want, *why;
	} cases[] = {
		{"", "", "nothing asks for everything"},
		{"  \t ", "", "blanks too"},
		{"Blinken", "blinken", "a word folds"},
		{"blinken taiwan", "(blinken AND taiwan)", "words that stand together are ANDed"},
		{"a AND b OR c", "((a AND b) OR c)", "AND binds closer than OR"},
		{"a OR b c", "(a OR (b AND c))", "so does standing together"},
		{"a b NOT c", "(a AND (b NOT c))", "NOT binds closer than AND"},
		{"-blinken", "(NOT blinken)", "not the positive query"},
		{"-country:china", "(NOT country:CN)", "nor here"},
		{"NOT blinken", "(NOT blinken)", "a pure NOT"},
		{"a -b", "(a AND (NOT b))", "minus"},
		{"a and b", "(a AND and AND b)", "operators are in capitals"},
		{"(a OR b) c", "((a OR b) AND c)", "brackets"},
		{"((a))", "a", "brackets that group nothing"},
		{"\"red line\"", "\"red line\"", "a phrase"},
		{"“red line”", "\"red line\"", "curly quotes"},
		{"\"talks\"", "=talks", "one word in quotes is that form"},
		{"=taxes", "=taxes", "this form"},
		{"=US", "=US", "in capitals"},
		{"U.S.", "us", "initials"},
		{"status-quo", "\"status quo\"", "a hyphen joins words as written"},
		{"COVID-19", "\"covid 19\"", "letters and digits"},
		{"AT&T", "at&t", "& joins"},
		{"3.5%", "3.5", "signs around a number"},
		{"why?", "why", "a question mark at the end is punctuation"},
		{"taiw*", "taiw*", "a prefix"},
		{"headline:strike", "headline:strike", "a field"},
		{"HEADLINE:strike", "headline:strike", "fields in any case"},
		{"headline:(a OR b)", "(headline:a OR headline:b)", "a field over a group"},
		{"person:\"Qin Gang\"", "person:\"qin gang\"", "a phrase of names"},
		{"country:china", "country:CN", "a name becomes its code"},
		{"country:\"South Korea\"", "country:KR", "a name of two words"},
		{"country:(china OR \"South Korea\")", "(country:CN OR country:KR)", "a list"},
		{"source:UPI", "source:UPI", "a whole value"},
		{"id:reuters-21578:91", "id:reuters-21578:91", "colons in a value"},
		{"id:file:/a/b.txt", "id:file:/a/b.txt", "what looks like a field in a value"},
		{"slug:AND", "slug:and", "what looks like an operator in a value"},
		{"date:2023-06", "date:2023-06", "a month"},
		{"date:2023-06-15", "date:2023-06-15", "a day"},
		{"date:2023-06..2023-07", "date:2023-06-01..2023-07-31", "a range of months"},
		{"date:2023..2024", "date:2023-01-01..2024-12-31", "a range of years"},
		{"date:..2022", "date:..2022-12-31", "an open beginning"},
		{"date:2023-06..", "date:2023-06-01..", "an open end"},
		{"date:yesterday", "date:2023-06-13", "relative"},
		{"date:\"last week\"", "date:2023-06-05..2023-06-11", "in quotes"},
		{"a NEAR/5 b", "(a NEAR/5 b)", "near"},
		{"a NEAR b", "(a NEAR/10 b)", "near, by default"},
		{"a ADJ/2 b ADJ/3 c", "(a ADJ/3 b ADJ/3 c)", "the widest distance counts"},
		{"(a OR b) NEAR/5 c", "((a OR b) NEAR/5 c)", "choices near a word"},
		{"headline:a NEAR/2 headline:b", "(headline:a NEAR/2 headline:b)", "in a field"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[512], again[512];
		wire_error err = {0};
		wire_node *root;
		wire_arena_reset(arena);
		if (parse(&root, wire_str_from(cases[i].query), &err) != WIRE_OK)
			fail_msg("%s: '%s': %s", cases[i].why, cases[i].query, err.message);
		explain(text, sizeof text, root);
		if (strcmp(text, cases[i].want) != 0)
			fail_msg("%s: '%s' is '%s'", cases[i].why, cases[i].query, text);
		if (parse(&root, wire_str_from(text), &err) != WIRE_OK)
			fail_msg("%s: canonical '%s': %s", cases[i].why, text, err.message);
		explain(again, sizeof again, root);
		assert_string_equal(again, text);
	}
}

/* What cannot be understood is an error that points at its place. */
static void test_parse__refused(void **state)
{
	static const struct {
		const char *query;
		size_t offset, length;
		const char *says, *why;
	} cases[] = {
		{"(fish", 0, 1, "not closed", "an open bracket"},
		{"fish)", 4, 1, "never opened", "a closing one"},
		{"a (b", 2, 1, "not closed", "in the middle"},
		{"()", 0, 2, "nothing between", "empty brackets"},
		{"\"fish", 0, 1, "not closed", "an open quote"},
		{"\"\"", 0, 2, "nothing between", "empty quotes"},
		{"AND", 0, 3, "missing", "an operator alone"},
		{"a AND", 5, 0, "missing", "nothing behind it"},
		{"OR a", 0, 2, "missing", "nothing before it"},
		{"a OR OR b", 5, 2, "missing", "nothing between"},
		{"NOT", 3, 0, "missing", "NOT alone"},
		{"unknown:foo", 0, 8, "no field", "an unknown field"},
		{"http://example.org", 0, 5, "quotes", "an address"},
		{"country:South Korea", 8, 5, "quotes", "a name cut in two"},
		{"country:Atlantis", 8, 8, "no country", "no such country"},
		{"headline:", 0, 9, "no value", "a field without a value"},
		{"headline: a", 0, 9, "no value", "a blank behind the colon"},
		{"date:2023-13", 5, 7, "no such", "a bad month"},
		{"date:2023..2023-02-30", 11, 10, "no such", "the bad end of a range"},
		{"date:whenever", 5, 8, "not a date", "no date"},
		{"date:(2023)", 5, 1, "no parentheses", "brackets on a date"},
		{"*ken", 0, 1, "end of a word", "a leading star"},
		{"blin*en", 4, 1, "end of a word", "a star inside"},
		{"ru?ning", 2, 1, "not supported", "a question mark inside"},
		{"\"market*\"", 7, 1, "inside quotes", "a star in a phrase"},
		{"blinken^2", 7, 1, "not supported", "a boost"},
		{"blink~", 5, 1, "not supported", "a fuzzy word"},
		{"???", 0, 3, "nothing to search", "no word"},
		{"a NEAR/0 b", 2, 6, "number", "no distance"},
		{"a NEAR/x b", 2, 6, "number", "not a number"},
		{"a NEAR/9999 b", 2, 9, "too large", "too far"},
		{"\"a b\" NEAR/5 c", 6, 6, "not phrases", "a phrase near a word"},
		{"a NEAR/5 headline:b", 2, 6, "one field", "two fields"},
		{"headline:(date:2023)", 10, 5, "inside another", "a field in a field"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_error err = {0};
		wire_node *root;
		wire_arena_reset(arena);
		wire_status status = parse(&root, wire_str_from(cases[i].query), &err);
		if (status != WIRE_EQUERY || err.offset != cases[i].offset ||
			err.length != cases[i].length || strstr(err.message, cases[i].says) == NULL)
			fail_msg("%s: '%s': status %d at %zu+%zu: %s", cases[i].why, cases[i].query,
				status, err.offset, err.length, err.message);
		assert_null(root);
	}
}

static void test_parse__limits(void **state)
{
	static char text[WIRE_QUERY_BYTES_MAX + 64];
	wire_error err;
	wire_node *root;
	(void)state;
	memset(text, 'a', WIRE_QUERY_BYTES_MAX + 1);
	assert_int_equal(
		parse(&root, (wire_str){text, WIRE_QUERY_BYTES_MAX + 1}, &err), WIRE_EQUERY);
	memset(text, '(', 200);
	assert_int_equal(parse(&root, (wire_str){text, 200}, &err), WIRE_EQUERY);
	for (size_t i = 0; i < 2000; i++)
		text[i] = i % 2 == 0 ? 'a' : ' ';
	assert_int_equal(parse(&root, (wire_str){text, 2000}, &err), WIRE_EQUERY);
	assert_non_null(strstr(err.message, "too many"));
}

/* Any mixture of the language's pieces either parses, and then its canonical text does, or fails.
 */
static void test_parse__any_mixture_ends_well(void **state)
{
	static const char *const pieces[] = {"a", "b", "AND", "OR", "NOT", "(", ")", "\"", "-", "*",
		"=", "headline:", "country:china", "date:2023", " ", "NEAR/3", "ADJ", "\xFF",
		"U.S.", "x-1"};
	unsigned seed = 3;
	(void)state;
	for (int round = 0; round < 20000; round++) {
		char query[256] = "", text[4096], again[4096];
		wire_error err = {0};
		wire_node *root;
		for (int i = 0; i < 8; i++) {
			seed = seed * 1103515245u + 12345u;
			strcat(query, pieces[(seed >> 16) % 20]);
			strcat(query, (seed >> 8) % 3 ? " " : "");
		}
		wire_arena_reset(arena);
		wire_status status = parse(&root, wire_str_from(query), &err);
		if (status == WIRE_EQUERY) {
			assert_true(err.offset + err.length <= strlen(query));
			continue;
		}
		assert_int_equal(status, WIRE_OK);
		explain(text, sizeof text, root);
		if (parse(&root, wire_str_from(text), &err) != WIRE_OK)
			fail_msg("'%s' is '%s': %s", query, text, err.message);
		explain(again, sizeof again, root);
		if (strcmp(again, text) != 0)
			fail_msg("'%s' is '%s', then '%s'", query, text, again);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse__understood),
		cmocka_unit_test(test_parse__refused),
		cmocka_unit_test(test_parse__limits),
		cmocka_unit_test(test_parse__any_mixture_ends_well),
	};
	return cmocka_run_group_tests_name("parse", tests, set_up, tear_down);
}
