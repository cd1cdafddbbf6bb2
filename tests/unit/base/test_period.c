/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Periods at their ends: the first and the last quarter, month, weekday; one day; one figure too
 * many. */
#include "support/cmocka.h"

#include <stdint.h>

#include "wire/date.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct row {
	const char *text, *first, *last; /* "" for an end that is open */
} row;

static void expect_rows(const row *rows, size_t n, wire_date today)
{
	for (size_t i = 0; i < n; i++) {
		wire_period period;
		wire_error err = {0};
		char first[11] = "", last[11] = "";
		if (wire_period_parse(&period, NULL, wire_str_from(rows[i].text),
			    wire_date_to_day(today), &err) != WIRE_OK)
			fail_msg("'%s': %s", rows[i].text, err.message);
		if (period.first != INT32_MIN)
			wire_date_format(first, wire_date_from_day(period.first));
		if (period.last != INT32_MAX)
			wire_date_format(last, wire_date_from_day(period.last));
		if (strcmp(first, rows[i].first) != 0 || strcmp(last, rows[i].last) != 0)
			fail_msg("'%s' is %s..%s", rows[i].text, first, last);
	}
}

static void test_period__on_a_wednesday_in_june(void **state)
{
	static const row rows[] = {
		{"Q1 2023", "2023-01-01", "2023-03-31"},
		{"q4-2023", "2023-10-01", "2023-12-31"},
		{"Q2/2023", "2023-04-01", "2023-06-30"},
		{"Q32023", "2023-07-01", "2023-09-30"},
		{"2023q1", "2023-01-01", "2023-03-31"},
		{"2023 Q4", "2023-10-01", "2023-12-31"},
		{"2023/q2", "2023-04-01", "2023-06-30"},
		{"2023-Q3", "2023-07-01", "2023-09-30"},
		{"Today", "2023-06-14", "2023-06-14"},
		{"yesterday", "2023-06-13", "2023-06-13"},
		{"this week", "2023-06-12", "2023-06-18"},
		{"LAST WEEK", "2023-06-05", "2023-06-11"},
		{"this month", "2023-06-01", "2023-06-30"},
		{"this year", "2023-01-01", "2023-12-31"},
		{"thursday", "2023-06-08", "2023-06-08"},
		{"tuesday", "2023-06-13", "2023-06-13"},
		{"sunday", "2023-06-11", "2023-06-11"},
		{"last sunday", "2023-06-11", "2023-06-11"},
		{"Last Tuesday", "2023-06-13", "2023-06-13"},
		{"last 1 day", "2023-06-14", "2023-06-14"},
		{"LAST 2 DAYS", "2023-06-13", "2023-06-14"},
		{"Past 1 Week", "2023-06-08", "2023-06-14"},
		{"last  3  days", "2023-06-12", "2023-06-14"},
		{"past 1 month", "2023-05-15", "2023-06-14"},
		{"last 5 years", "2018-06-15", "2023-06-14"},
		{"last 9999 days", "1996-01-29", "2023-06-14"},
		{"1 day ago", "2023-06-13", "2023-06-13"},
		{"2 days AGO", "2023-06-12", "2023-06-12"},
		{"1910s", "1910-01-01", "1919-12-31"},
		{"1990S", "1990-01-01", "1999-12-31"},
		{"THE 2010s", "2010-01-01", "2019-12-31"},
		{"2023-06-14t12:00", "2023-06-14", "2023-06-14"},
		{"2023-06-14T", "2023-06-14", "2023-06-14"},
		{"2023-06-14..14", "2023-06-14", "2023-06-14"},
		{"2023-12-01..31", "2023-12-01", "2023-12-31"},
		{"2023-01..12", "2023-01-01", "2023-12-31"},
		{"2023-01-31..12-01", "2023-01-31", "2023-12-01"},
		{"2023-06-01..9", "2023-06-01", "2023-06-09"},
		{" 2023 .. 2024 ", "2023-01-01", "2024-12-31"},
		{"2023..2023", "2023-01-01", "2023-12-31"},
		{"2023-06-14..", "2023-06-14", ""},
		{"..2023-06-14", "", "2023-06-14"},
		{"before 2023-06-14", "", "2023-06-13"},
		{"BEFORE 1987", "", "1986-12-31"},
		{"after 2023-06-14", "2023-06-15", ""},
		{"since  june 2023", "2023-06-01", ""},
		{"until june 2023", "", "2023-06-30"},
		{"before yesterday", "", "2023-06-12"},
		{"From 1987 to 1988", "1987-01-01", "1988-12-31"},
		{"between 1987-03 and 1987-04", "1987-03-01", "1987-04-30"},
		{"from 1987 to 1987", "1987-01-01", "1987-12-31"},
	};
	(void)state;
	expect_rows(rows, COUNT(rows), (wire_date){2023, 6, 14});
}

/* Months are not of one length, and years have a first. */
static void test_period__at_the_ends_of_months_and_years(void **state)
{
	static const row march[] = {{"last 1 month", "2023-03-01", "2023-03-31"},
		{"last 13 months", "2022-03-01", "2023-03-31"},
		{"last month", "2023-02-01", "2023-02-28"},
		{"this month", "2023-03-01", "2023-03-31"}};
	static const row leap[] = {{"last 1 month", "2024-03-01", "2024-03-31"},
		{"last month", "2024-02-01", "2024-02-29"}};
	static const row january[] = {{"last month", "2022-12-01", "2022-12-31"},
		{"last 1 month", "2023-01-01", "2023-01-31"},
		{"last year", "2022-01-01", "2022-12-31"},
		{"last 1 year", "2022-02-01", "2023-01-31"}};
	static const row december[] = {{"last month", "2023-11-01", "2023-11-30"},
		{"last 12 months", "2023-01-01", "2023-12-31"},
		{"this year", "2023-01-01", "2023-12-31"}};
	static const row monday[] = {{"monday", "2023-06-12", "2023-06-12"},
		{"last monday", "2023-06-05", "2023-06-05"},
		{"this week", "2023-06-12", "2023-06-18"}, {"sunday", "2023-06-11", "2023-06-11"}};
	static const row sunday[] = {{"monday", "2023-06-12", "2023-06-12"},
		{"this week", "2023-06-12", "2023-06-18"}, {"sunday", "2023-06-18", "2023-06-18"},
		{"last sunday", "2023-06-11", "2023-06-11"},
		{"last week", "2023-06-05", "2023-06-11"}};
	static const row first[] = {{"last month", "0001-01-01", "0001-01-31"},
		{"this year", "0001-01-01", "0001-12-31"}};
	static const row second[] = {{"last month", "0001-12-01", "0001-12-31"}};
	(void)state;
	expect_rows(march, COUNT(march), (wire_date){2023, 3, 31});
	expect_rows(leap, COUNT(leap), (wire_date){2024, 3, 31});
	expect_rows(january, COUNT(january), (wire_date){2023, 1, 31});
	expect_rows(december, COUNT(december), (wire_date){2023, 12, 31});
	expect_rows(monday, COUNT(monday), (wire_date){2023, 6, 12});
	expect_rows(sunday, COUNT(sunday), (wire_date){2023, 6, 18});
	expect_rows(first + 1, 1, (wire_date){1, 2, 3});
	expect_rows(first, 1, (wire_date){1, 2, 3});
	expect_rows(second, 1, (wire_date){2, 1, 3});
}

/* What is nearly a period is none, and the place of what is wrong is told. */
static const struct {
	const char *text;
	size_t offset, length;
	const char *says;
} near_misses[] = {
	{"Q0 2023", 0, 7, "not a date: 'Q0 2023' (want 2023-06-14"},
	{"Q5 2023", 0, 7, "not a date"},
	{"2023-Q5", 0, 7, "not a date"},
	{"2023-Q0", 0, 7, "not a date"},
	{"2023_Q2", 0, 7, "not a date"},
	{"Q2,2023", 0, 7, "not a date"},
	{"2023-R2", 0, 7, "not a date"},
	{"2023-P2", 0, 7, "not a date"},
	{"2023--Q2", 0, 8, "not a date"},
	{"Q2 20x3", 0, 7, "not a date"},
	{"2023Q", 0, 5, "not a date"},
	{"last days", 0, 9, "not a date"},
	{"last x days", 0, 11, "not a date"},
	{"last 1: days", 0, 12, "not a date"},
	{"last 1/ days", 0, 12, "not a date"},
	{"last 0 days", 0, 11, "not a date"},
	{"last 10000 days", 0, 15, "not a date"},
	{"last 7 dayss", 0, 12, "not a date"},
	{"last 7 da", 0, 9, "not a date"},
	{"next 7 days", 0, 11, "not a date"},
	{"last 7 days ago", 0, 15, "not a date"},
	{"past 7", 0, 6, "not a date"},
	{"1 month ago", 0, 11, "not a date"},
	{"1 year ago", 0, 10, "not a date"},
	{"last funday", 0, 11, "not a date"},
	{"past monday", 0, 11, "not a date"},
	{"1985s", 0, 5, "not a date"},
	{"2000s", 0, 5, "not a date"},
	{"180s", 0, 4, ""},
	{"1980x", 0, 5, "not a date"},
	{"the1980s", 0, 8, "not a date"},
	{"19800s", 0, 6, "not a date"},
	{"2023-06-14X", 0, 11, "not a date"},
	{"2023-01..13", 9, 2, "not a date"},
	{"2023-06-14..0", 12, 1, ""},
	{"2023-06-14..13", 0, 14, "the range ends before it begins: '2023-06-14..13'"},
	{"2023-06-14..06:16", 12, 5, "not a date"},
	{"2023-06..07-02", 9, 5, ""},
	{"2023-06-14..123", 12, 3, "not a date"},
	{" .. ", 1, 2, "a range needs an end: '..'"},
	{"  ", 1, 0, "empty date"},
	{"from 2023", 0, 9, "not a date"},
	{"from to 2023", 0, 12, "not a date"},
	{"between 1987 to 1988", 0, 20, "not a date"},
	{"from 1988 to x", 13, 1, "not a date: 'x'"},
	{"between x and 1988", 8, 1, "not a date: 'x'"},
	{" before  x", 9, 1, "not a date: 'x'"},
	{"since june", 6, 4, "this date needs its year: 'june'"},
	{"x..2023", 0, 1, "not a date: 'x'"},
	{"2023-02-30", 0, 10, "no such day or month: '2023-02-30'"},
	{"14/06/87", 0, 8, "a year has four figures: '14/06/87'"},
	{"Mon 14 June 2023", 0, 16, "that day is another day of the week"},
	{"06/07/2023", 0, 10, "'06/07/2023' can be two days: write 2023-06-07 or 2023-07-06"},
};

static void test_period__nearly(void **state)
{
	int32_t today = wire_date_to_day((wire_date){2023, 6, 14});
	(void)state;
	for (size_t i = 0; i < COUNT(near_misses); i++) {
		wire_period period;
		wire_error err = {0};
		wire_status status = wire_period_parse(
			&period, NULL, wire_str_from(near_misses[i].text), today, &err);
		if (status != WIRE_EQUERY || err.offset != near_misses[i].offset ||
			err.length != near_misses[i].length ||
			strncmp(err.message, near_misses[i].says, strlen(near_misses[i].says)) != 0)
			fail_msg("'%s': %d, %zu bytes at %zu: %s", near_misses[i].text, status,
				err.length, err.offset, err.message);
	}
	/* A long text is shown in its beginning. */
	char text[100] = "", shown[65] = "";
	wire_period period;
	wire_error err = {0};
	memset(text, 'x', sizeof text - 1);
	memset(shown, 'x', sizeof shown - 1);
	assert_int_equal(
		wire_period_parse(&period, NULL, wire_str_from(text), today, &err), WIRE_EQUERY);
	assert_non_null(strstr(err.message, shown));
	assert_true(strstr(err.message, shown)[64] == '\'');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_period__on_a_wednesday_in_june),
		cmocka_unit_test(test_period__at_the_ends_of_months_and_years),
		cmocka_unit_test(test_period__nearly),
	};
	return cmocka_run_group_tests_name("period", tests, NULL, NULL);
}
