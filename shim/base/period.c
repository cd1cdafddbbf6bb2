/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "wire/date.h"

/* Where in the whole text a part begins, for the place of an error. */
typedef struct part {
	wire_str text;
	size_t offset;
} part;

static wire_status fail_at(wire_error *err, part p, const char *reason)
{
	return wire_fail_at(err, WIRE_EQUERY, p.offset, p.text.len, "%s: '" WIRE_FMT "'", reason,
		WIRE_ARG(wire_str_slice(p.text, 0, 64)));
}

static part trim(part p)
{
	wire_str trimmed = wire_str_trim(p.text);
	if (trimmed.data != NULL && p.text.data != NULL)
		p.offset += (size_t)(trimmed.data - p.text.data);
	p.text = trimmed;
	return p;
}

static wire_period days(wire_date date)
{
	wire_period period = {0};
	wire_date_period(&period, date);
	return period;
}

static wire_date add_months(wire_date date, int n)
{
	int month = date.year * 12 + date.month - 1 + n;
	return (wire_date){month / 12, month % 12 + 1, 0};
}

/* `today`, `this week`, `last month` ...: false when the words are none of them. */
static bool relative(wire_period *out, wire_str text, int32_t today)
{
	wire_date now = wire_date_from_day(today);
	int32_t monday = today - (wire_day_weekday(today) + 6) % 7;
	const struct {
		const char *words;
		wire_period period;
	} table[] = {
		{"today", {today, today}},
		{"yesterday", {today - 1, today - 1}},
		{"this week", {monday, monday + 6}},
		{"last week", {monday - 7, monday - 1}},
		{"this month", days((wire_date){now.year, now.month, 0})},
		{"last month", days(add_months(now, -1))},
		{"this year", days((wire_date){now.year, 0, 0})},
		{"last year", days((wire_date){now.year - 1, 0, 0})},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (wire_str_equal_nocase(text, wire_str_from(table[i].words))) {
			*out = table[i].period;
			return true;
		}
	return false;
}

/* `2023-Q2`, `Q2-2023`, `Q2 2023`. */
static bool quarter(wire_period *out, wire_str text)
{
	if (text.len != 7)
		return false;
	bool year_first = text.data[0] != 'Q' && text.data[0] != 'q';
	wire_str year = wire_str_slice(text, year_first ? 0 : 3, year_first ? 4 : 7);
	wire_str q = wire_str_slice(text, year_first ? 5 : 0, year_first ? 7 : 2);
	wire_date date;
	if ((q.data[0] | 0x20) != 'q' || q.data[1] < '1' || q.data[1] > '4' ||
		strchr("- ", text.data[year_first ? 4 : 2]) == NULL ||
		!wire_date_parse(&date, year))
		return false;
	date.month = (q.data[1] - '1') * 3 + 1;
	*out = days(date);
	date.month += 2;
	out->last = days(date).last;
	return true;
}

/* `june 2023`, `14 june 2023`, `june 14, 2023`, `june`: the latest June that is not to come. */
static bool named_month(wire_period *out, wire_str text, int32_t today)
{
	wire_date date = {0};
	wire_str rest = text;
	while (rest.len > 0) {
		size_t length = 0;
		while (length < rest.len && strchr(" ,", rest.data[length]) == NULL)
			length++;
		wire_str word = wire_str_slice(rest, 0, length);
		rest = wire_str_slice(rest, length + 1, rest.len);
		wire_date year;
		int month = wire_month_from_name(word, false);
		if (word.len == 0)
			continue;
		bool number = word.len <= 2 && word.data[0] >= '0' && word.data[0] <= '9' &&
			      (word.len == 1 || (word.data[1] >= '0' && word.data[1] <= '9'));
		if (month > 0 && date.month == 0)
			date.month = month;
		else if (word.len == 4 && date.year == 0 && wire_date_parse(&year, word))
			date.year = year.year;
		else if (number && date.day == 0)
			date.day = word.len == 1 ? word.data[0] - '0'
						 : (word.data[0] - '0') * 10 + word.data[1] - '0';
		else
			return false;
	}
	if (date.month == 0)
		return false;
	if (date.year == 0) {
		wire_date now = wire_date_from_day(today);
		date.year = date.month > now.month ? now.year - 1 : now.year;
	}
	return wire_date_period(out, date);
}

/* RFC 3339 times count by their date. */
static wire_str without_time(wire_str text)
{
	bool time = text.len > 10 && (text.data[10] == 'T' || text.data[10] == 't') &&
		    text.data[4] == '-';
	return time ? wire_str_slice(text, 0, 10) : text;
}

static bool only_digits_and_hyphens(wire_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] != '-' && (text.data[i] < '0' || text.data[i] > '9'))
			return false;
	return true;
}

static wire_status one_period(wire_period *out, part p, int32_t today, wire_error *err)
{
	wire_date date;
	wire_str text = without_time(p.text);
	if (wire_date_parse(&date, text))
		return wire_date_period(out, date) ? WIRE_OK
						   : fail_at(err, p, "a date needs its year");
	if (relative(out, text, today) || quarter(out, text) || named_month(out, text, today))
		return WIRE_OK;
	bool numeric = text.len > 0 && only_digits_and_hyphens(text);
	return fail_at(err, p,
		numeric && text.len >= 7 ? "no such day or month"
					 : "not a date (want 2023-06-14, 2023-06, "
					   "2023, A..B, yesterday, \"last week\")");
}

wire_status wire_period_parse(wire_period *out, wire_str text, int32_t today, wire_error *err)
{
	part whole = trim((part){text, 0});
	size_t dots = wire_str_find(whole.text, WIRE_STR(".."), 0);
	*out = (wire_period){INT32_MIN, INT32_MAX};
	if (whole.text.len == 0)
		return fail_at(err, whole, "empty date");
	if (dots == SIZE_MAX)
		return one_period(out, whole, today, err);
	part from = trim((part){wire_str_slice(whole.text, 0, dots), whole.offset});
	part to = trim((part){
		wire_str_slice(whole.text, dots + 2, whole.text.len), whole.offset + dots + 2});
	wire_period first = *out, last = *out;
	if (from.text.len == 0 && to.text.len == 0)
		return fail_at(err, whole, "a range needs an end");
	wire_status status = WIRE_OK;
	if (from.text.len > 0)
		status = one_period(&first, from, today, err);
	if (status == WIRE_OK && to.text.len > 0)
		status = one_period(&last, to, today, err);
	if (status != WIRE_OK)
		return status;
	if (first.first > last.last)
		return fail_at(err, whole, "the range ends before it begins");
	*out = (wire_period){first.first, last.last};
	return WIRE_OK;
}
