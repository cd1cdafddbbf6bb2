/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "wire/date.h"

static void test_date__days_and_dates_are_inverse(void **state)
{
	(void)state;
	assert_int_equal(wire_date_to_day((wire_date){1970, 1, 1}), 0);
	assert_int_equal(wire_date_to_day((wire_date){2000, 3, 1}), 11017);
	for (int32_t day = -719162; day <= 2932896; day += 97) {
		wire_date date = wire_date_from_day(day);
		assert_true(wire_date_valid(date));
		assert_int_equal(wire_date_to_day(date), day);
	}
	assert_int_equal(wire_day_weekday(wire_date_to_day((wire_date){2023, 6, 14})), 3);
}

static void test_date__calendar(void **state)
{
	static const int months[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	(void)state;
	for (int month = 1; month <= 12; month++)
		assert_int_equal(wire_days_in_month(2023, month), months[month - 1]);
	assert_int_equal(wire_days_in_month(2024, 2), 29);
	assert_int_equal(wire_days_in_month(1900, 2), 28);
	assert_int_equal(wire_days_in_month(2000, 2), 29);
	for (int32_t day = 0; day < 14; day++) /* 1970-01-01 was a Thursday */
		assert_int_equal(wire_day_weekday(day), (4 + day) % 7);
	assert_int_equal(wire_day_weekday(-1), 3);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("sunday")), 0);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("Wed")), 3);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("THURS")), 4);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("sa")), -1);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("satx")), -1);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("")), -1);
}

static void test_date__parse(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"2023-06-14", "2023-06-14", "a day"},
		{"20230614", "2023-06-14", "without hyphens"},
		{"2023-06", "2023-06", "a month"},
		{"2023", "2023", "a year"},
		{"--06-14", "--06-14", "a day without its year"},
		{"--02-29", "--02-29", "a leap day exists in some year"},
		{"2023-02-29", "", "no such day"},
		{"2023-13", "", "no such month"},
		{"2023-00-10", "", "no month nought"},
		{"0000", "", "no year nought"},
		{"2023-6-14", "", "months have two digits"},
		{"2023-06-14T10:00", "", "a time is more than a date"},
		{"", "", "nothing"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[11];
		wire_date date;
		bool good = wire_date_parse(&date, wire_str_from(cases[i].text));
		wire_date_format(text, date);
		if (good != (cases[i].want[0] != '\0') || strcmp(text, cases[i].want) != 0)
			fail_msg("%s: '%s' gave '%s'", cases[i].why, cases[i].text, text);
	}
}

static void test_date__nearest_year(void **state)
{
	int32_t june = wire_date_to_day((wire_date){2023, 6, 30});
	int32_t january = wire_date_to_day((wire_date){2023, 1, 2});
	(void)state;
	assert_int_equal(wire_date_nearest_year(6, 14, june, 2), 2023);
	assert_int_equal(wire_date_nearest_year(12, 31, june, 2), 2022); /* not to come */
	assert_int_equal(wire_date_nearest_year(7, 2, june, 2), 2023);   /* two days ahead */
	assert_int_equal(wire_date_nearest_year(12, 31, january, 183), 2022);
	assert_int_equal(wire_date_nearest_year(2, 29, june, 2), 2020);
	assert_int_equal(wire_date_nearest_year(2, 30, june, 2), 0);
}

static void test_date__months(void **state)
{
	static const struct {
		const char *name;
		int strict, lenient;
		const char *why;
	} cases[] = {
		{"January", 1, 1, "in full"},
		{"sept.", 9, 9, "with a full stop"},
		{"MArch", 3, 3, "in any case"},
		{"août", 8, 8, "French, with accents"},
		{"ene", 1, 1, "Spanish"},
		{"Dez", 12, 12, "German"},
		{"maggio", 5, 5, "Italian"},
		{"junho", 6, 6, "Portuguese"},
		{"Narch", 0, 3, "one letter wrong"},
		{"Juen", 0, 6, "two letters swapped"},
		{"Ma", 0, 0, "too short"},
		{"Friday", 0, 0, "a day"},
		{"Japan", 0, 0, "not near enough"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_str name = wire_str_from(cases[i].name);
		if (wire_month_from_name(name, false) != cases[i].strict ||
			wire_month_from_name(name, true) != cases[i].lenient)
			fail_msg("%s: %s is %d, %d", cases[i].why, cases[i].name,
				wire_month_from_name(name, false),
				wire_month_from_name(name, true));
	}
	assert_int_equal(wire_month_from_name((wire_str){"ott\0\4e 0ott", 11}, true), 0);
}

/* Relative words count from Wednesday, 14 June 2023. */
static void test_date__periods(void **state)
{
	static const struct {
		const char *text, *first, *last, *why;
	} cases[] = {
		{"2023", "2023-01-01", "2023-12-31", "a year"},
		{"2024-02", "2024-02-01", "2024-02-29", "a leap month"},
		{"2023-06-14", "2023-06-14", "2023-06-14", "a day"},
		{"2023-06..2023-08", "2023-06-01", "2023-08-31", "both ends are whole"},
		{" 2022 .. 2023-01 ", "2022-01-01", "2023-01-31", "blanks"},
		{"today", "2023-06-14", "2023-06-14", "today"},
		{"Yesterday", "2023-06-13", "2023-06-13", "in any case"},
		{"this week", "2023-06-12", "2023-06-18", "weeks begin on Monday"},
		{"last week", "2023-06-05", "2023-06-11", "the week before"},
		{"last month", "2023-05-01", "2023-05-31", "the month before"},
		{"last year", "2022-01-01", "2022-12-31", "the year before"},
		{"june 2023", "2023-06-01", "2023-06-30", "a month by name"},
		{"14 June 2022", "2022-06-14", "2022-06-14", "a day by name"},
		{"1987-3-2", "1987-03-02", "1987-03-02", "a month and a day of one figure"},
		{"2023/06", "2023-06-01", "2023-06-30", "slashes"},
		{"2023/06/14", "2023-06-14", "2023-06-14", "slashes"},
		{"06/2023", "2023-06-01", "2023-06-30", "the month first"},
		{"14/06/2023", "2023-06-14", "2023-06-14", "only one order is possible"},
		{"6/14/2023", "2023-06-14", "2023-06-14", "or the other"},
		{"6/6/2023", "2023-06-06", "2023-06-06", "or both are the same"},
		{"14.6.2023", "2023-06-14", "2023-06-14", "stops"},
		{"20230614", "2023-06-14", "2023-06-14", "eight figures"},
		{"14th June 2023", "2023-06-14", "2023-06-14", "an ordinal"},
		{"the 1st of June, 2023", "2023-06-01", "2023-06-01", "small words"},
		{"Wed 14 June 2023", "2023-06-14", "2023-06-14", "its weekday"},
		{"Wednesday, June 14, 2023", "2023-06-14", "2023-06-14", "with commas"},
		{"14-Jun-2023", "2023-06-14", "2023-06-14", "hyphens"},
		{"2023 june 14", "2023-06-14", "2023-06-14", "in any order"},
		{"last 7 days", "2023-06-08", "2023-06-14", "seven days, today the last"},
		{"past 2 weeks", "2023-06-01", "2023-06-14", "fourteen days"},
		{"last 3 months", "2023-03-15", "2023-06-14", "three months up to today"},
		{"last 1 year", "2022-06-15", "2023-06-14", "one year up to today"},
		{"3 days ago", "2023-06-11", "2023-06-11", "a day"},
		{"monday", "2023-06-12", "2023-06-12", "the latest Monday"},
		{"Wed", "2023-06-14", "2023-06-14", "which may be today"},
		{"last wednesday", "2023-06-07", "2023-06-07", "or not"},
		{"1980s", "1980-01-01", "1989-12-31", "a decade"},
		{"the 1980s", "1980-01-01", "1989-12-31", "as it is said"},
		{"2023-06-14..16", "2023-06-14", "2023-06-16", "a short end: the day"},
		{"2023-06..08", "2023-06-01", "2023-08-31", "the month"},
		{"2023-06-14..07-02", "2023-06-14", "2023-07-02", "both"},
		{"May 2023..June 2023", "2023-05-01", "2023-06-30", "names in a range"},
		{"from May 2023 to 2023-06", "2023-05-01", "2023-06-30", "a range in words"},
		{"between 1987 and 1988", "1987-01-01", "1988-12-31", "the other"},
		{"2023Q3", "2023-07-01", "2023-09-30", "a quarter, close"},
		{"2023-Q2", "2023-04-01", "2023-06-30", "a quarter"},
		{"Q4 2022", "2022-10-01", "2022-12-31", "the other way"},
		{"2023-06-14T12:00:00Z", "2023-06-14", "2023-06-14", "a time by its date"},
	};
	int32_t today = wire_date_to_day((wire_date){2023, 6, 14});
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_period period;
		wire_error err = {0};
		char first[11], last[11];
		if (wire_period_parse(&period, NULL, wire_str_from(cases[i].text), today, &err) !=
			WIRE_OK)
			fail_msg("%s: '%s': %s", cases[i].why, cases[i].text, err.message);
		wire_date_format(first, wire_date_from_day(period.first));
		wire_date_format(last, wire_date_from_day(period.last));
		if (strcmp(first, cases[i].first) != 0 || strcmp(last, cases[i].last) != 0)
			fail_msg("%s: '%s' is %s..%s", cases[i].why, cases[i].text, first, last);
	}
}

static void test_date__no_periods(void **state)
{
	static const struct {
		const char *text;
		size_t offset;
		const char *says, *why;
	} cases[] = {
		{"", 0, "empty", "nothing"},
		{"..", 0, "an end", "no end at all"},
		{"2023-13", 0, "no such", "no such month"},
		{"2023..2023-02-30", 6, "no such", "the place of the bad end"},
		{"2024..2023", 0, "before it begins", "it ends before it begins"},
		{"--06-14", 0, "its year", "no year"},
		{"june", 0, "its year", "nor here"},
		{"june 14..june 16", 0, "its year", "a range needs years"},
		{"someday", 0, "not a date", "not a date"},
		{"31 june 2023", 0, "no such", "no such day"},
		{"06/07/2023", 0, "write 2023-06-07 or 2023-07-06", "it could be two days"},
		{"06-07", 0, "write --06-07 or --07-06", "so could it without a year"},
		{"14/06/87", 0, "four figures", "a short year"},
		{"Mon 14 June 2023", 0, "day of the week", "it was a Wednesday"},
		{"2023-00-14", 0, "no such", "no month nought"},
		{"13/13/2023", 0, "no such", "no month in either order"},
		{"2023-06-14..06/16", 12, "", "two ways of writing"},
		{"2023-06-14..40", 12, "not a date", "no such day in a short end"},
		{"1900s", 0, "not a date", "a decade or a century"},
		{"last 0 days", 0, "not a date", "no days"},
		{"last 99999 days", 0, "not a date", "too many"},
		{"2 weeks ago", 0, "not a date", "which day of that week?"},
		{"before", 0, "not a date", "before what?"},
		{"before june", 7, "its year", "the place of the date"},
		{"june june 2023", 0, "not a date", "twice"},
		{"2023-06/14", 0, "not a date", "two signs"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_period period;
		wire_error err = {0};
		if (wire_period_parse(&period, NULL, wire_str_from(cases[i].text), 19000, &err) !=
				WIRE_EQUERY ||
			err.offset != cases[i].offset || strstr(err.message, cases[i].says) == NULL)
			fail_msg("%s: '%s' at %zu: %s", cases[i].why, cases[i].text, err.offset,
				err.message);
	}
	wire_period open;
	assert_int_equal(wire_period_parse(&open, NULL, WIRE_STR("2023.."), 0, NULL), WIRE_OK);
	assert_int_equal(open.last, INT32_MAX);
	assert_int_equal(wire_period_parse(&open, NULL, WIRE_STR("..2023"), 0, NULL), WIRE_OK);
	assert_int_equal(open.first, INT32_MIN);
	assert_int_equal(wire_period_parse(&open, NULL, WIRE_STR("before 1987"), 0, NULL), WIRE_OK);
	assert_int_equal(open.first, INT32_MIN);
	assert_int_equal(open.last, wire_date_to_day((wire_date){1986, 12, 31}));
	assert_int_equal(
		wire_period_parse(&open, NULL, WIRE_STR("after May 2023"), 0, NULL), WIRE_OK);
	assert_int_equal(open.first, wire_date_to_day((wire_date){2023, 6, 1}));
	assert_int_equal(open.last, INT32_MAX);
	assert_int_equal(wire_period_parse(&open, NULL, WIRE_STR("since 1987"), 0, NULL), WIRE_OK);
	assert_int_equal(open.first, wire_date_to_day((wire_date){1987, 1, 1}));
	assert_int_equal(wire_period_parse(&open, NULL, WIRE_STR("until 1987"), 0, NULL), WIRE_OK);
	assert_int_equal(open.last, wire_date_to_day((wire_date){1987, 12, 31}));
}

/* Without a year: that day, or that month, of any year. */
static void test_date__without_a_year(void **state)
{
	static const struct {
		const char *text;
		int month, day;
	} cases[] = {{"june 14", 6, 14}, {"14 June", 6, 14}, {"Wed 14 June", 6, 14},
		{"06-14", 6, 14}, {"14/06", 6, 14}, {"--06-14", 6, 14}, {"--02-29", 2, 29},
		{"--06-07", 6, 7}, {"feb", 2, 0}, {"juin", 6, 0}, {"--06", 6, 0}, {"2023", 0, 0}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_period period;
		wire_date day;
		wire_error err = {0};
		if (wire_period_parse(&period, &day, wire_str_from(cases[i].text), 0, &err) !=
			WIRE_OK)
			fail_msg("'%s': %s", cases[i].text, err.message);
		if (day.year != 0 || day.month != cases[i].month || day.day != cases[i].day)
			fail_msg("'%s' is %d-%d", cases[i].text, day.month, day.day);
	}
}

/*
 * Stories are ordered by their printed day, and within it by their time in UTC: what was sent
 * before or after that day, elsewhere on earth, is first or last of it.
 */
static void test_date__time_keys(void **state)
{
	static const struct {
		const char *issued, *want, *why;
	} rows[] = {
		{"", "20230614000000", "no time"},
		{"2023-06-14", "20230614000000", "a day alone"},
		{"2023-06-14T10:07:09Z", "20230614100709", "UTC"},
		{"2023-06-14T10:07:09", "20230614100709", "without a zone"},
		{"2023-06-14 10:07:09", "20230614100709", "a blank between"},
		{"2023-06-14T10:07Z", "20230614100700", "without seconds"},
		{"2023-06-14T10:07:09.123Z", "20230614100709", "a fraction"},
		{"2023-06-14T10:07:09.5+02:00", "20230614080709", "and an offset"},
		{"2023-06-14T10:07:09+02:00", "20230614080709", "east of Greenwich"},
		{"2023-06-14T10:07:09-05:30", "20230614153709", "west of it"},
		{"2023-06-14T10:07:09-0530", "20230614153709", "without a colon"},
		{"2023-06-14T10:07:09-05", "20230614150709", "hours alone"},
		{"2023-06-14T10:07-05", "20230614150700", "and no seconds"},
		{"2023-06-14T10:07+02:00", "20230614080700", "without seconds, with an offset"},
		{"2023-06-14T01:00:00+02:00", "20230614000000", "the day before, in UTC"},
		{"2023-06-14T23:00:00-02:00", "20230614235959", "the day after"},
		{"2023-06-13T23:30:00-01:00", "20230614003000",
			"sent on the eve, in UTC on the day"},
		{"2023-06-12T10:00:00Z", "20230614000000", "an earlier day"},
		{"2024-01-01T10:00:00Z", "20230614235959", "a later one"},
		{"2023-06-14T23:59:60Z", "20230614235959", "a leap second"},
		{"2023-06-14T24:00:00Z", "20230614000000", "no such hour"},
		{"2023-06-14T10:60:00Z", "20230614000000", "no such minute"},
		{"2023-06-31T10:00:00Z", "20230614000000", "no such day"},
		{"yesterday at noon sharp", "20230614000000", "no time at all"},
	};
	char key[WIRE_TIME_KEY_SIZE];
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		wire_time_key(key, (wire_date){2023, 6, 14}, wire_str_from(rows[i].issued));
		if (strcmp(key, rows[i].want) != 0)
			fail_msg("%s: %s, want %s", rows[i].why, key, rows[i].want);
	}
	wire_time_key(key, (wire_date){1, 1, 1}, WIRE_STR("0001-01-01T00:00:01Z"));
	assert_string_equal(key, "00010101000001");
	wire_time_key(key, (wire_date){9999, 12, 31}, WIRE_STR("9999-12-31T23:59:59Z"));
	assert_string_equal(key, "99991231235959");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_date__calendar),
		cmocka_unit_test(test_date__time_keys),
		cmocka_unit_test(test_date__days_and_dates_are_inverse),
		cmocka_unit_test(test_date__parse),
		cmocka_unit_test(test_date__nearest_year),
		cmocka_unit_test(test_date__months),
		cmocka_unit_test(test_date__periods),
		cmocka_unit_test(test_date__no_periods),
		cmocka_unit_test(test_date__without_a_year),
	};
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
