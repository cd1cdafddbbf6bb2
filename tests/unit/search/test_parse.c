/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "queries.h"

#include "search/query/explain.h"
#include "search/query/parse.h"

static wire_status parse(wire_node **out, wire_str text, wire_error *err)
{
	return parse_in(out, text, arena, err);
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
static const struct {
	const char *query, *want, *why;
} understood[] = {
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
	{"Status-Quo", "status-quo", "a word with a hyphen stays one"},
	{"face-to-face NOT F-16", "(face-to-face NOT f-16)", "of any number of parts"},
	{"cease-fire NEAR/5 talks", "(cease-fire NEAR/5 talks)", "NEAR takes it as one word"},
	{"by:al-haj =cease-fire", "(by:\"al haj\" AND \"cease-fire\")",
		"names and exact words: as written"},
	{"COVID-19", "covid-19", "letters and digits"},
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
	{"a ADJ/3 b ADJ/3 c", "(a ADJ/3 b ADJ/3 c)", "three, from the left"},
	{"a NEAR b NEAR/10 c", "(a NEAR/10 b NEAR/10 c)", "the usual one, once said"},
	{"a NEAR/2 b ADJ/9 c", "(a NEAR/2 b ADJ/9 c)", "each its own distance and order"},
	{"(a NEAR/2 b) NEAR/3 c", "(a NEAR/2 b NEAR/3 c)", "brackets on the left say the same"},
	{"c NEAR/3 (a NEAR/2 b)", "(c NEAR/3 (a NEAR/2 b))", "those on the right are kept"},
	{"(\"a b\" OR c) NEAR/5 \"d e\"", "((\"a b\" OR c) NEAR/5 \"d e\")",
		"phrases near each other"},
	{"\"an F-16 flew\"", "\"an f-16 flew\"", "a hyphen in a phrase stays"},
	{"\"no deal. We go\"", "\"no deal. We go\"", "a sentence's end, too"},
	{"GOLD 1500 FIX - APRIL 7", "(gold AND 1500 AND fix AND april AND 7)", "a dash"},
	{"Blinken — Qin", "(blinken AND qin)", "an em dash"},
	{"Blinken – Qin", "(blinken AND qin)", "an en dash"},
	{"oil & gas / coal", "(oil AND gas AND coal)", "signs between words"},
	{"oil -- gas ... coal", "(oil AND gas AND coal)", "several of them"},
	{"(oil - ) ! gas ?", "(oil AND gas)", "beside a bracket"},
	{"a AND - b", "(a AND b)", "beside an operator"},
	{"COVID-19: what now", "(covid-19 AND what AND now)", "copy with a colon"},
	{"10:30", "\"10 30\"", "a time"},
	{"people:Reagan", "person:reagan", "the record's name of a field"},
	{"countries:Chinese", "country:CN", "the other"},
	{"language:en byline:roe", "(lang:en AND by:roe)", "and those without a facet"},
	{"a NOT b NOT c", "(a NOT b NOT c)", "NOTs from the left"},
	{"NOT a NOT b", "(NOT a NOT b)", "with nothing before them"},
	{"a NOT (b NOT c)", "(a NOT (b NOT c))", "brackets that mean something"},
	{"=МВД", "=МВД", "capitals of another script"},
	{"=мвд", "=мвд", "and its small letters"},
	{"=ΕΕ", "=ΕΕ", "Greek"},
	{"id:\"a\xC2\xA0z\"", "id:\"a\xC2\xA0z\"", "a space that is not ASCII"},
	{"id:a*b", "id:\"a*b\"", "a star in an identity"},
	{"source:NEAR/x", "source:NEAR/x", "a value that looks like an operator"},
	{"source:AND", "source:AND", "and another"},
	{"date:june", "date:--06", "a month of any year"},
	{"date:\"june 14\"", "date:--06-14", "a day of any year"},
	{"date:06-14", "date:--06-14", "in figures"},
	{"date:\"last 7 days\"", "date:2023-06-08..2023-06-14", "up to today"},
	{"date:\"May 2023\"..\"June 2023\"", "date:2023-05-01..2023-06-30", "two names"},
	{"date:2023-06-14..16", "date:2023-06-14..2023-06-16", "a short end"},
	{"date:\"before 1987\"", "date:..1986-12-31", "a half"},
	{"date:2023-06.. taiwan", "(date:2023-06-01.. AND taiwan)", "an open end, then a word"},
	{"date:2023 AND may", "(date:2023 AND may)", "a month that is a word"},
	{"(a OR b) NEAR/5 c", "((a OR b) NEAR/5 c)", "choices near a word"},
	{"headline:a NEAR/2 headline:b", "(headline:a NEAR/2 headline:b)", "in a field"},
};

static void test_parse__understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof understood / sizeof *understood; i++) {
		char text[512], again[512];
		wire_error err = {0};
		wire_node *root;
		wire_arena_reset(arena);
		if (parse(&root, wire_str_from(understood[i].query), &err) != WIRE_OK)
			fail_msg("%s: '%s': %s", understood[i].why, understood[i].query,
				err.message);
		explain(text, sizeof text, root);
		if (strcmp(text, understood[i].want) != 0)
			fail_msg("%s: '%s' is '%s'", understood[i].why, understood[i].query, text);
		if (parse(&root, wire_str_from(text), &err) != WIRE_OK)
			fail_msg("%s: canonical '%s': %s", understood[i].why, text, err.message);
		explain(again, sizeof again, root);
		assert_string_equal(again, text);
	}
}

/* What cannot be understood is an error that points at its place. */
static const struct {
	const char *query;
	size_t offset, length;
	const char *says, *why;
} refused[] = {
	{"(fish", 0, 1, "not closed", "an open bracket"},
	{"fish date : 1987", 5, 4, "colon stands at its name", "a colon apart"},
	{"country :China", 0, 7, "colon stands at its name", "from the name alone"},
	{"status:killed", 7, 6, "usable, withheld, canceled", "no such status: not nothing found"},
	{"fish action:kil", 12, 3, "new, update, correction, kill, repeat", "no such action"},
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
	{"Re: Blinken", 0, 3, "for the words themselves, use quotes", "copy with a colon"},
	{"from:UPI", 0, 5, "did you mean source:", "another system's name"},
	{"author:Roe", 0, 7, "did you mean by:", "another"},
	{"title:x", 0, 6, "did you mean headline:", "another"},
	{"before:2023", 0, 7, "did you mean date:", "a date"},
	{"counrty:china", 0, 8, "did you mean country:", "letters swapped"},
	{"persn:Roe", 0, 6, "did you mean person:", "a letter missing"},
	{"xyz:Roe", 0, 4, "the fields are headline:", "near to nothing"},
	{"x1:foo", 0, 3, "no field", "a figure in the name"},
	{"date_from:2023", 0, 10, "no field", "an underscore"},
	{"head-line:x", 0, 10, "did you mean headline:", "a hyphen"},
	{"país:x", 0, 6, "no field", "letters that are not ASCII"},
	{"-", 0, 1, "nothing to search", "a sign and nothing else"},
	{"a (-)", 2, 3, "nothing between", "in brackets"},
	{"a AND -", 7, 0, "missing", "behind an operator"},
	{"=US*", 0, 4, "leave one out", "one form and all that begin so"},
	{"headline:=tax*", 9, 5, "leave one out", "in a field"},
	{"source:Reut*", 7, 5, "whole values", "the beginning of a value"},
	{"oil | gas", 4, 1, "write OR", "a bar"},
	{"oil|gas", 3, 1, "write OR", "without blanks"},
	{"oil && gas", 4, 2, "write AND", "two ampersands"},
	{"oil !gas", 4, 1, "write -gas", "a bang"},
	{"oil –gas", 4, 3, "write -gas", "a word processor's dash"},
	{"tai! gas", 3, 1, "write tai*", "a beginning, in Nexis"},
	{"oil w/5 gas", 4, 3, "write NEAR/5", "Lexis"},
	{"oil near/5 gas", 4, 6, "write NEAR/5", "small letters"},
	{"oil PRE/3 gas", 4, 5, "write ADJ/3", "in this order"},
	{"oil /s gas", 4, 2, "write NEAR/10", "the same sentence"},
	{"oil NEAR5 gas", 4, 5, "write NEAR/5", "without the slash"},
	{"atleast5(oil)", 0, 8, "not supported", "at least so often"},
	{"date=2023-06", 0, 12, "date:2023-06", "an equals sign"},
	{"date>2023", 0, 9, "after 2023", "greater than"},
	{"date:june 2023", 5, 9, "needs quotes: date:\"june 2023\"", "a date of two words"},
	{"date:last week", 5, 9, "needs quotes", "another"},
	{"date:2023 .. 2024", 5, 12, "needs quotes", "a range with blanks"},
	{"date:2023-06-01 ..2023-06-15", 5, 23, "needs quotes", "on one side"},
	{"date:2023-06-01.. 2023-06-15", 5, 23, "needs quotes", "on the other"},
	{"date:\"May 2023\".. \"June 2023\"", 5, 12, "no blank", "between quotes"},
	{"date:\"May 2023\" .. \"June 2023\"", 16, 2, "nothing to search", "on both sides"},
	{"date:06/07/2023", 5, 10, "can be two days", "an ambiguous date"},
	{"date:\"whenever", 5, 1, "not closed", "an open quote on a date"},
	{"http://example.org", 0, 5, "quotes", "an address"},
	{"country:South Korea", 8, 5, "South Korea", "a name cut in two"},
	{"country:Atlantis", 8, 8, "no country", "no such country"},
	{"country:Jpan", 8, 4, "'Jpan': Japan?", "a country misspelt"},
	{"country:Korea", 8, 5, "North Korea or South Korea?", "one of two"},
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
	{"(a AND b) NEAR/5 c", 10, 6, "not AND", "a group near a word"},
	{"a NEAR/5 (b OR headline:c)", 2, 6, "one field", "a choice of two fields"},
	{"a NEAR/5 headline:b", 2, 6, "one field", "two fields"},
	{"headline:(date:2023)", 10, 5, "inside another", "a field in a field"},
};

static void test_parse__refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		wire_error err = {0};
		wire_node *root;
		wire_arena_reset(arena);
		wire_status status = parse(&root, wire_str_from(refused[i].query), &err);
		if (status != WIRE_EQUERY || err.offset != refused[i].offset ||
			err.length != refused[i].length ||
			strstr(err.message, refused[i].says) == NULL)
			fail_msg("%s: '%s': status %d at %zu+%zu: %s", refused[i].why,
				refused[i].query, status, err.offset, err.length, err.message);
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
	assert_non_null(strstr(err.message, "the limit is 64"));
	for (size_t i = 0; i < 2000; i++)
		text[i] = i % 2 == 0 ? 'a' : ' ';
	assert_int_equal(parse(&root, (wire_str){text, 2000}, &err), WIRE_EQUERY);
	assert_non_null(strstr(err.message, "too many"));
	assert_non_null(strstr(err.message, "256"));
}

/* The limits count what a person wrote: what is within them is within them as --explain prints it.
 */
static void test_parse__limits_hold_for_the_explained(void **state)
{
	static const struct {
		const char *piece;
		size_t times;
		const char *why;
	} cases[] = {{"a ", 256, "as many words as may be: ANDs are put in"},
		{"bcd NOT ", 200, "NOTs in a row are no nesting"},
		{"headline:bcdefgh OR ", 200, "names of fields are no words"},
		{"(a OR b c ", 16, "brackets are put in around ANDs"}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		static char query[WIRE_QUERY_TEXT_MAX], text[WIRE_QUERY_TEXT_MAX],
			again[WIRE_QUERY_TEXT_MAX];
		wire_error err = {0};
		wire_node *root;
		size_t at = 0;
		for (size_t k = 0; k < cases[i].times; k++)
			at += (size_t)snprintf(query + at, sizeof query - at, "%s", cases[i].piece);
		if (cases[i].times < 256)
			at += (size_t)snprintf(query + at, sizeof query - at, "z");
		for (size_t k = 0; k < 16 && cases[i].piece[0] == '('; k++)
			at += (size_t)snprintf(query + at, sizeof query - at, ")");
		wire_arena_reset(arena);
		if (parse(&root, (wire_str){query, at}, &err) != WIRE_OK)
			fail_msg("%s: %s", cases[i].why, err.message);
		explain(text, sizeof text, root);
		if (parse(&root, wire_str_from(text), &err) != WIRE_OK)
			fail_msg("%s, explained: %s", cases[i].why, err.message);
		explain(again, sizeof again, root);
		assert_string_equal(again, text);
	}
}

/* What is understood as it stands, and may have been meant otherwise, is said. */
static void test_parse__notes(void **state)
{
	static const struct {
		const char *query, *want, *why;
	} cases[] = {
		{"oil or gas", "'or' is searched as a word; the operator is OR", "small letters"},
		{"not gas", "'not' is searched as a word; the operator is NOT", "at the beginning"},
		{"or gas", "", "no operator could stand there"},
		{"Blinken and (Qin or Xi)",
			"'and' is searched as a word; the operator is AND|"
			"'or' is searched as a word; the operator is OR",
			"two of them"},
		{"a or b or c", "'or' is searched as a word; the operator is OR", "said once"},
		{"oil not gas", "'not' is searched as a word; the operator is NOT", "NOT"},
		{"oil OR gas", "", "an operator"},
		{"\"oil or gas\"", "", "in quotes it is meant"},
		{"oil or", "", "at the end it can be no operator"},
		{"headline:or", "", "nor as a value"},
		{"2023-06-14",
			"'2023-06-14' is searched as words; for the date write: date:2023-06-14",
			"a date alone"},
		{"oil 1987-3-2",
			"'1987-3-2' is searched as words; for the date write: oil "
			"date:1987-03-02",
			"among words"},
		{"june 14 2023",
			"'june 14 2023' is searched as words; for the date write: "
			"date:2023-06-14",
			"in words"},
		{"oil on March 2, 1987 opec",
			"'March 2, 1987' is searched as words; for the date "
			"write: oil on date:1987-03-02 opec",
			"in the middle"},
		{"2023", "'2023' is searched as words; for the date write: date:2023",
			"a year alone"},
		{"yesterday",
			"'yesterday' is searched as words; for the date write: "
			"date:\"yesterday\"",
			"a relative day alone"},
		{"oil 1987", "", "a year among words is a number"},
		{"march", "", "a month is a word"},
		{"monday", "", "so is a day"},
		{"oil yesterday", "", "and a relative one among words"},
		{"date:2023-06-14", "", "a date that is one"},
		{"\"june 14 2023\"", "", "in quotes it is meant"},
		{"slug:2023-06-14", "", "a field's value"},
		{"1987-03-02 OR 1987-03-03",
			"'1987-03-02' is searched as words; for the date write: "
			"date:1987-03-02 OR date:1987-03-03",
			"two of them"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_list notes = {0};
		wire_node *root;
		wire_error err = {0};
		char got[512] = "";
		wire_arena_reset(arena);
		const wire_parse_context ctx = {.arena = arena,
			.today = wire_date_to_day((wire_date){2023, 6, 14}),
			.notes = &notes};
		if (wire_node_parse(&root, wire_str_from(cases[i].query), &ctx, &err) != WIRE_OK)
			fail_msg("%s: %s", cases[i].why, err.message);
		for (size_t k = 0; k < notes.len; k++)
			snprintf(got + strlen(got), sizeof got - strlen(got), "%s" WIRE_FMT,
				k > 0 ? "|" : "", WIRE_ARG(notes.items[k]));
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: '%s': '%s'", cases[i].why, cases[i].query, got);
	}
}

/* Any mixture of the language's pieces either parses, and then its canonical text does, or fails.
 */
static void test_parse__any_mixture_ends_well(void **state)
{
	static const char *const pieces[] = {"a", "b", "AND", "OR", "NOT", "(", ")", "\"", "-", "*",
		"=", "headline:", "country:china", "date:2023", " ", "NEAR/3", "ADJ", "\xFF",
		"U.S.", "x-1", "or", "/", "1987-3-2", "date:june", "=МВД", "id:", "ﷺ", "|",
		"people:x", ".."};
	unsigned seed = 3;
	(void)state;
	for (int round = 0; round < 20000; round++) {
		char query[256] = "", text[4096], again[4096];
		wire_error err = {0};
		wire_node *root;
		for (int i = 0; i < 8; i++) {
			seed = seed * 1103515245u + 12345u;
			strcat(query, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
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
		cmocka_unit_test(test_parse__limits_hold_for_the_explained),
		cmocka_unit_test(test_parse__notes),
		cmocka_unit_test(test_parse__any_mixture_ends_well),
	};
	return cmocka_run_group_tests_name("parse", tests, set_up, tear_down);
}
