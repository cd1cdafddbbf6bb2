/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a dateline, each by itself: what is read, and where the cursor stands after. */
#include "support/cmocka.h"

#include "indexer/dateline/scan.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Where nothing is read the cursor stays. */
static void check(bool found, const wire_cursor *c, const char *rest, const char *text)
{
	wire_str left = wire_str_slice(c->text, c->at, c->text.len);
	if (found != (rest != NULL) || !wire_str_equal(left, wire_str_from(found ? rest : text)))
		fail_msg("'%s': %d, left '" WIRE_FMT "'", text, found, WIRE_ARG(left));
}

static void test_scan__dates(void **state)
{
	static const struct {
		const char *text, *rest; /* NULL: no date */
		wire_date date;
	} rows[] = {
		{"June 14 (UPI)", " (UPI)", {0, 6, 14}},
		{" \t\nDec. 2, 2005 x", " x", {2005, 12, 2}},
		{"Dec 2 2005", "", {2005, 12, 2}},
		{"Dec 2,2005", "", {2005, 12, 2}},
		{"4 ene x", " x", {0, 1, 4}},
		{"3 JAN 90 x", " x", {1990, 1, 3}},
		{"3 JAN 50", "", {1950, 1, 3}},
		{"3 JAN 49", "", {2049, 1, 3}},
		{"JAN 3 90", " 90", {0, 1, 3}},
		{"22nd April, 2026", "", {2026, 4, 22}},
		{"1st May", "", {0, 5, 1}},
		{"3RD May", "", {0, 5, 3}},
		{"4th May", "", {0, 5, 4}},
		{"4ths May", NULL, {0}},
		{"2006-11-30 x", " x", {2006, 11, 30}},
		{"2006-11-301", NULL, {0}},
		{"2006-11", NULL, {0}},
		{"2006/11/30", NULL, {0}},
		{"Dec 12, 2005, 2005 x", " x", {2005, 12, 12}},
		{"Dec 12, 2005, 2006", ", 2006", {2005, 12, 12}},
		{"May 1", "", {0, 5, 1}},
		{"May 31", "", {0, 5, 31}},
		{"May 32", NULL, {0}},
		{"May 0", NULL, {0}},
		{"May 314", NULL, {0}},
		{"May 3x", NULL, {0}},
		{"Feb 29", "", {0, 2, 29}},
		{"Feb 30", NULL, {0}},
		{"Feb 29, 2023", NULL, {0}},
		{"May 2, 1800", "", {1800, 5, 2}},
		{"May 2, 1799", ", 1799", {0, 5, 2}},
		{"May 2, 2199", "", {2199, 5, 2}},
		{"May 2, 2200", ", 2200", {0, 5, 2}},
		{"May 2, 20055", ", 20055", {0, 5, 2}},
		{"March 2 1/4", " 1/4", {0, 3, 2}},
		{"NO DATE x", " x", {0}},
		{"March", NULL, {0}},
		{"14", NULL, {0}},
		{"Xyz 14", NULL, {0}},
		{"", NULL, {0}},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_cursor c = {wire_str_from(rows[i].text), 0};
		wire_date date;
		check(wire_scan_date(&date, &c), &c, rows[i].rest, rows[i].text);
		if (date.year != rows[i].date.year || date.month != rows[i].date.month ||
			date.day != rows[i].date.day)
			fail_msg("%s: %d-%d-%d", rows[i].text, date.year, date.month, date.day);
	}
}

static void test_scan__names(void **state)
{
	static const struct {
		const char *text, *rest, *name; /* NULL: none */
		bool any, upper;
	} rows[] = {
		{"OSLO, Norway", ", Norway", "OSLO", false, true},
		{"Oslo said", " said", "Oslo", false, false},
		{"OSLo", "", "OSLo", false, false},
		{"oslo", NULL, NULL, false, false},
		{"oslo x", "", "oslo x", true, false},
		{"RIO DE JANEIRO (AP)", " (AP)", "RIO DE JANEIRO", false, true},
		{"Rio de Janeiro", "", "Rio de Janeiro", false, false},
		{"Rio de (AP)", " de (AP)", "Rio", false, false},
		{"A B C D E F G", " G", "A B C D E F", false, true},
		{"PARIS AND OSLO", " AND OSLO", "PARIS", false, true},
		{"St. Louis.", "", "St. Louis.", false, false},
		{"Mexico. City", " City", "Mexico.", false, false},
		{"Calif. X", " X", "Calif.", false, false},
		{"Penn. X", "", "Penn. X", false, false},
		{"O'FALLON", "", "O'FALLON", false, true},
		{"STRATFORD-ON", "", "STRATFORD-ON", false, true},
		{"OSLO- x", "- x", "OSLO", false, true},
		{"OSLO.- x", ".- x", "OSLO", false, true},
		{"Pa.--(B", "--(B", "Pa.", false, false},
		{"NEW YORK March 2", " March 2", "NEW YORK", false, true},
		{"NEW YORK May 20 x", " May 20 x", "NEW YORK", false, true},
		{"1ST", NULL, NULL, false, false},
		{"", NULL, NULL, false, false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_cursor c = {wire_str_from(rows[i].text), 0};
		wire_str name;
		bool upper;
		bool found = wire_scan_name(&name, &upper, &c, rows[i].any);
		check(found, &c, rows[i].rest, rows[i].text);
		if (found && (!wire_str_equal(name, wire_str_from(rows[i].name)) ||
				     upper != rows[i].upper))
			fail_msg("%s: '" WIRE_FMT "' %d", rows[i].text, WIRE_ARG(name), upper);
	}
	/* A name has 60 bytes at most. */
	char text[64];
	memset(text, 'A', sizeof text);
	for (size_t length = 60; length <= 61; length++) {
		wire_cursor c = {{text, length}, 0};
		wire_str name;
		bool upper;
		assert_int_equal(wire_scan_name(&name, &upper, &c, false), length == 60);
	}
}

static void test_scan__brackets(void **state)
{
	static const struct {
		const char *text, *rest, *inside; /* NULL: none */
	} rows[] = {
		{" (Reuters) x", " x", "Reuters"},
		{"( AP )", "", "AP"},
		{"/TASS/.", ".", "TASS"},
		{"[ANI]: x", ": x", "ANI"},
		{"()", NULL, NULL},
		{"( )", NULL, NULL},
		{"(AP", NULL, NULL},
		{"(AP]", NULL, NULL},
		{"{AP}", NULL, NULL},
		{"", NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_cursor c = {wire_str_from(rows[i].text), 0};
		wire_str inside;
		bool found = wire_scan_bracketed(&inside, &c);
		if (found && !wire_str_equal(inside, wire_str_from(rows[i].inside)))
			fail_msg("%s", rows[i].text);
		check(found, &c, rows[i].rest, rows[i].text);
	}
	/* The closing mark is among the sixty bytes behind the opening one. */
	char text[64];
	for (size_t inside = 59; inside <= 60; inside++) {
		memset(text, 'A', sizeof text);
		text[0] = '(';
		text[inside + 1] = ')';
		wire_cursor c = {{text, sizeof text}, 0};
		wire_str out;
		assert_int_equal(wire_scan_bracketed(&out, &c), inside == 59);
	}
}

static void test_scan__ends_and_words(void **state)
{
	static const struct {
		const char *text, *rest; /* NULL: no end mark */
	} ends[] = {
		{" -- The", "The"},
		{"--The", "The"},
		{".- Un", "Un"},
		{".-La", "La"},
		{". - The", "The"},
		{" – The", "The"},
		{"—The", "The"},
		{" - The", "The"},
		{"- The", "The"},
		{" -The", "The"},
		{"-built", NULL},
		{"-", ""},
		{" _ The", "The"},
		{"_x", NULL},
		{": The", "The"},
		{":The", "The"},
		{". The", NULL},
		{"The", NULL},
		{"", NULL},
	};
	static const struct {
		const char *text, *rest, *word;
	} words[] = {
		{" Kyodo - A", " - A", "Kyodo"},
		{"été1", "1", "été"},
		{"1a", NULL, NULL},
		{"", NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(ends); i++) {
		wire_cursor c = {wire_str_from(ends[i].text), 0};
		check(wire_scan_end(&c), &c, ends[i].rest, ends[i].text);
	}
	for (size_t i = 0; i < COUNT(words); i++) {
		wire_cursor c = {wire_str_from(words[i].text), 0};
		wire_str word;
		bool found = wire_scan_word(&word, &c);
		check(found, &c, words[i].rest, words[i].text);
		if (found)
			assert_true(wire_str_equal(word, wire_str_from(words[i].word)));
	}
	assert_true(wire_scan_more((wire_cursor){WIRE_STR(" \t\nx"), 0}));
	assert_false(wire_scan_more((wire_cursor){WIRE_STR(" \t\n"), 0}));
	wire_cursor c = {WIRE_STR(" ,x"), 0};
	assert_true(wire_scan_mark(&c, ","));
	assert_int_equal(c.at, 2);
	assert_false(wire_scan_mark(&c, ","));
	assert_int_equal(c.at, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scan__dates),
		cmocka_unit_test(test_scan__names),
		cmocka_unit_test(test_scan__brackets),
		cmocka_unit_test(test_scan__ends_and_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
