/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates as people write them: each way at its bounds, and what is nearly one. */
#include "support/cmocka.h"

#include "wire/date.h"

typedef struct row {
	wire_str text;
	wire_date_reading reading;
	wire_date date;
} row;

#define T(literal) WIRE_STR_INIT(literal)

static const row in_figures[] = {
	{T("2023"), WIRE_DATE_READ, {2023, 0, 0}},
	{T("0001"), WIRE_DATE_READ, {1, 0, 0}},
	{T("9999-12-31"), WIRE_DATE_READ, {9999, 12, 31}},
	{T(" 2023-06 "), WIRE_DATE_READ, {2023, 6, 0}},
	{T("2023-6-4"), WIRE_DATE_READ, {2023, 6, 4}},
	{T("2023.06.14"), WIRE_DATE_READ, {2023, 6, 14}},
	{T("2023/06/14"), WIRE_DATE_READ, {2023, 6, 14}},
	{T("20230614"), WIRE_DATE_READ, {2023, 6, 14}},
	{T("06-2023"), WIRE_DATE_READ, {2023, 6, 0}},
	{T("14-06-2023"), WIRE_DATE_READ, {2023, 6, 14}},
	{T("06-14-2023"), WIRE_DATE_READ, {2023, 6, 14}},
	{T("06-06-2023"), WIRE_DATE_READ, {2023, 6, 6}},
	{T("06-07-2023"), WIRE_DATE_AMBIGUOUS, {2023, 6, 7}},
	{T("12-11-2023"), WIRE_DATE_AMBIGUOUS, {2023, 12, 11}},
	{T("12-13"), WIRE_DATE_READ, {0, 12, 13}},
	{T("13-12"), WIRE_DATE_READ, {0, 12, 13}},
	{T("12-12"), WIRE_DATE_READ, {0, 12, 12}},
	{T("29/02"), WIRE_DATE_READ, {0, 2, 29}},
	{T("--06"), WIRE_DATE_READ, {0, 6, 0}},
	{T("--6-4"), WIRE_DATE_READ, {0, 6, 4}},
	{T("--02-29"), WIRE_DATE_READ, {0, 2, 29}},
	{T("14-06-87"), WIRE_DATE_SHORT_YEAR, {0, 0, 0}},
	{T("1-1-1"), WIRE_DATE_SHORT_YEAR, {0, 0, 0}},
	{T("13-2023"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("13-13"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("0-1"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("2023-00"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("2023-01-00"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("0000"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("2023-02-29"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("20231301"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("--02-30"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("--13"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
};

static const row in_no_way[] = {
	{T(""), 0, {0}},
	{T(" "), 0, {0}},
	{T("6"), 0, {0}},
	{T("12"), 0, {0}},
	{T("123"), 0, {0}},
	{T("20236"), 0, {0}},
	{T("2023061"), 0, {0}},
	{T("202306145"), 0, {0}},
	{T("20230614-1"), 0, {0}},
	{T("1-20230614"), 0, {0}},
	{T("--20230614"), 0, {0}},
	{T("--2023"), 0, {0}},
	{T("--06-2023"), 0, {0}},
	{T("--2023-06"), 0, {0}},
	{T("--06-14-1"), 0, {0}},
	{T("--123"), 0, {0}},
	{T("--"), 0, {0}},
	{T("-2023"), 0, {0}},
	{T("2023-"), 0, {0}},
	{T("2023--06"), 0, {0}},
	{T("2023-06.14"), 0, {0}},
	{T("2023:06"), 0, {0}},
	{T("2023,06"), 0, {0}},
	{T("2023-06-14-1"), 0, {0}},
	{T("2023-06-2024"), 0, {0}},
	{T("2023-123"), 0, {0}},
	{T("1-123"), 0, {0}},
	{T("1-123-2023"), 0, {0}},
	{T("123-1-2023"), 0, {0}},
	{T("2023\0"), 0, {0}},
	{T("june\0 14"), 0, {0}},
	{T("sunday"), 0, {0}},
	{T("sun june"), 0, {0}},
	{T("sat june 2023"), 0, {0}},
	{T("sun mon june 14"), 0, {0}},
	{T("june june"), 0, {0}},
	{T("14 14 june"), 0, {0}},
	{T("june 2023 2024"), 0, {0}},
	{T("june 123"), 0, {0}},
	{T("june 0"), 0, {0}},
	{T("june 14thh"), 0, {0}},
	{T("june th"), 0, {0}},
	{T("june x"), 0, {0}},
	{T("su june 11 2023"), 0, {0}},
	{T("sundayy june 11"), 0, {0}},
	{T("of the"), 0, {0}},
	{T("june;14"), 0, {0}},
};

static const row in_words[] = {
	{T("june"), WIRE_DATE_READ, {0, 6, 0}},
	{T("MAY 2023"), WIRE_DATE_READ, {2023, 5, 0}},
	{T("june 1"), WIRE_DATE_READ, {0, 6, 1}},
	{T("june 30"), WIRE_DATE_READ, {0, 6, 30}},
	{T("june 9"), WIRE_DATE_READ, {0, 6, 9}},
	{T("1ST june"), WIRE_DATE_READ, {0, 6, 1}},
	{T("2nd june"), WIRE_DATE_READ, {0, 6, 2}},
	{T("3rd june"), WIRE_DATE_READ, {0, 6, 3}},
	{T("19th june"), WIRE_DATE_READ, {0, 6, 19}},
	{T("The 1st Of June, 2023"), WIRE_DATE_READ, {2023, 6, 1}},
	{T("14-Jun-2023"), WIRE_DATE_READ, {2023, 6, 14}},
	{T("14/jun/2023"), WIRE_DATE_READ, {2023, 6, 14}},
	{T("june\t14,2023"), WIRE_DATE_READ, {2023, 6, 14}},
	{T("2023,, june  14,"), WIRE_DATE_READ, {2023, 6, 14}},
	{T("feb 29"), WIRE_DATE_READ, {0, 2, 29}},
	{T("feb 29 2024"), WIRE_DATE_READ, {2024, 2, 29}},
	{T("Sun 11 June 2023"), WIRE_DATE_READ, {2023, 6, 11}},
	{T("sunda, june 11 2023"), WIRE_DATE_READ, {2023, 6, 11}},
	{T("Sat. 10 June 2023"), WIRE_DATE_READ, {2023, 6, 10}},
	{T("mon june 14"), WIRE_DATE_READ, {0, 6, 14}},
	{T("Sun 12 June 2023"), WIRE_DATE_OTHER_WEEKDAY, {2023, 6, 12}},
	{T("Mon 11 June 2023"), WIRE_DATE_OTHER_WEEKDAY, {2023, 6, 11}},
	{T("june 31"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("june 32"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("feb 29 2023"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
	{T("feb 30"), WIRE_DATE_NO_SUCH_DAY, {0, 0, 0}},
};

static void expect(const row *r, wire_date_reading reading)
{
	wire_date date = {7, 7, 7};
	wire_date_reading got = wire_date_read(&date, r->text);
	if (got != reading || date.year != r->date.year || date.month != r->date.month ||
		date.day != r->date.day)
		fail_msg("'%s': %d, %d-%d-%d", r->text.data, got, date.year, date.month, date.day);
}

static void test_date_read__figures(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof in_figures / sizeof *in_figures; i++)
		expect(&in_figures[i], in_figures[i].reading);
}

static void test_date_read__words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof in_words / sizeof *in_words; i++)
		expect(&in_words[i], in_words[i].reading);
}

static void test_date_read__what_is_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof in_no_way / sizeof *in_no_way; i++)
		expect(&in_no_way[i], WIRE_DATE_NONE);
}

static void test_date_read__weekdays(void **state)
{
	static const char *const names[] = {
		"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
	(void)state;
	for (int day = 0; day < 7; day++)
		for (size_t length = 0; length <= strlen(names[day]); length++)
			assert_int_equal(wire_weekday_from_name((wire_str){names[day], length}),
				length >= 3 ? day : -1);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("SUN.")), 0);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("su.")), -1);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("sun..")), -1);
	assert_int_equal(wire_weekday_from_name(WIRE_STR(".")), -1);
	assert_int_equal(wire_weekday_from_name(WIRE_STR("sundays")), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_date_read__figures),
		cmocka_unit_test(test_date_read__words),
		cmocka_unit_test(test_date_read__what_is_none),
		cmocka_unit_test(test_date_read__weekdays),
	};
	return cmocka_run_group_tests_name("date_read", tests, NULL, NULL);
}
