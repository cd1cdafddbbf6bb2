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

/* The month `n` months before; the first of all when there is none. */
static wire_date months_before(wire_date date, int n)
{
	int month = date.year * 12 + date.month - 1 - n;
	return month < 12 ? (wire_date){1, 1, 0} : (wire_date){month / 12, month % 12 + 1, 0};
}

/* The latest such weekday, `today` included. */
static int32_t latest_weekday(int weekday, int32_t today)
{
	return today - (wire_day_weekday(today) - weekday + 7) % 7;
}

/* `today`, `this week`, `last month` ...: false when the words are none of them. */
static bool relative(wire_period *out, wire_str text, int32_t today)
{
	wire_date now = wire_date_from_day(today);
	int32_t monday = latest_weekday(1, today);
	const struct {
		const char *words;
		wire_period period;
	} table[] = {
		{"today", {today, today}},
		{"yesterday", {today - 1, today - 1}},
		{"this week", {monday, monday + 6}},
		{"last week", {monday - 7, monday - 1}},
		{"this month", days((wire_date){now.year, now.month, 0})},
		{"last month", days(months_before(now, 1))},
		{"this year", days((wire_date){now.year, 0, 0})},
		{"last year", days((wire_date){now.year - 1, 0, 0})},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (wire_str_equal_nocase(text, wire_str_from(table[i].words))) {
			*out = table[i].period;
			return true;
		}
	bool last = wire_str_equal_nocase(wire_str_slice(text, 0, 5), WIRE_STR("last "));
	int weekday = wire_weekday_from_name(last ? wire_str_slice(text, 5, text.len) : text);
	int32_t day = latest_weekday(weekday, last ? today - 1 : today);
	*out = (wire_period){day, day};
	return weekday >= 0;
}

/* Blanks and what stands between them; at most `max` words, SIZE_MAX words when there are more. */
static size_t split(wire_str *words, size_t max, wire_str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		while (i < text.len && text.data[i] != ' ')
			i++;
		if (i > start && n == max)
			return SIZE_MAX;
		if (i > start)
			words[n++] = wire_str_slice(text, start, i);
		i++;
	}
	return n;
}

/* 1 to 9999, of digits alone; 0 for anything else. */
static int small_number(wire_str text)
{
	int value = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9' || text.len > 4)
			return 0;
		value = value * 10 + (text.data[i] - '0');
	}
	return value;
}

/* The day so many months before, in a shorter month its last one. */
static int32_t day_months_before(int32_t day, int n)
{
	wire_date date = wire_date_from_day(day), then = months_before(date, n);
	int last = wire_days_in_month(then.year, then.month);
	then.day = date.day < last ? date.day : last;
	return wire_date_to_day(then);
}

/* `last 7 days`, `past 2 months`: up to today; `3 days ago`. */
static bool counted(wire_period *out, wire_str text, int32_t today)
{
	static const struct {
		const char *unit;
		int days, months;
	} units[] = {{"day", 1, 0}, {"week", 7, 0}, {"month", 0, 1}, {"year", 0, 12}};
	wire_str words[3];
	if (split(words, 3, text) != 3)
		return false;
	bool ago = wire_str_equal_nocase(words[2], WIRE_STR("ago"));
	bool last = wire_str_equal_nocase(words[0], WIRE_STR("last")) ||
		    wire_str_equal_nocase(words[0], WIRE_STR("past"));
	int n = small_number(words[ago ? 0 : 1]);
	wire_str unit = words[ago ? 1 : 2];
	if (wire_str_equal_nocase(wire_str_slice(unit, unit.len - 1, unit.len), WIRE_STR("s")))
		unit.len--;
	for (size_t i = 0; i < sizeof units / sizeof *units && n > 0 && (ago || last); i++) {
		if (!wire_str_equal_nocase(unit, wire_str_from(units[i].unit)))
			continue;
		int32_t first = units[i].days > 0 ? today - n * units[i].days
						  : day_months_before(today, n * units[i].months);
		*out = ago ? (wire_period){first, first} : (wire_period){first + 1, today};
		return !ago || units[i].days == 1;
	}
	return false;
}

/* `2023-Q2`, `Q2-2023`, `Q2 2023`, `2023Q2`. */
static bool quarter(wire_period *out, wire_str text)
{
	if (text.len < 6 || text.len > 7)
		return false;
	bool year_first = text.data[0] != 'Q' && text.data[0] != 'q';
	wire_str year = year_first ? wire_str_slice(text, 0, 4)
				   : wire_str_slice(text, text.len - 4, text.len);
	wire_str q = year_first ? wire_str_slice(text, text.len - 2, text.len)
				: wire_str_slice(text, 0, 2);
	char between = text.data[year_first ? 4 : 2];
	wire_date date;
	if ((q.data[0] | 0x20) != 'q' || q.data[1] < '1' || q.data[1] > '4' ||
		(text.len == 7 && between != '-' && between != ' ' && between != '/') ||
		!wire_date_parse(&date, year))
		return false;
	date.month = (q.data[1] - '1') * 3 + 1;
	*out = days(date);
	date.month += 2;
	out->last = days(date).last;
	return true;
}

/* `1980s`, `the 1980s`; `1900s` could be a century. */
static bool decade(wire_period *out, wire_str text)
{
	if (wire_str_equal_nocase(wire_str_slice(text, 0, 4), WIRE_STR("the ")))
		text = wire_str_slice(text, 4, text.len);
	wire_date year;
	if (text.len != 5 || (text.data[4] | 0x20) != 's' || text.data[3] != '0' ||
		text.data[2] == '0' || !wire_date_parse(&year, wire_str_slice(text, 0, 4)))
		return false;
	*out = (wire_period){days(year).first, days((wire_date){year.year + 9, 0, 0}).last};
	return true;
}

/* RFC 3339 times count by their date. */
static wire_str without_time(wire_str text)
{
	bool time = text.len > 10 && (text.data[10] == 'T' || text.data[10] == 't') &&
		    text.data[4] == '-';
	return time ? wire_str_slice(text, 0, 10) : text;
}

static wire_status fail_reading(wire_error *err, part p, wire_date_reading reading, wire_date date)
{
	char one[11], other[11];
	switch (reading) {
	case WIRE_DATE_NO_SUCH_DAY:
		return fail_at(err, p, "no such day or month");
	case WIRE_DATE_SHORT_YEAR:
		return fail_at(err, p, "a year has four figures");
	case WIRE_DATE_OTHER_WEEKDAY:
		return fail_at(err, p, "that day is another day of the week");
	case WIRE_DATE_AMBIGUOUS:
		wire_date_format(one, date);
		wire_date_format(other, (wire_date){date.year, date.day, date.month});
		return wire_fail_at(err, WIRE_EQUERY, p.offset, p.text.len,
			"'" WIRE_FMT "' can be two days: write %s or %s", WIRE_ARG(p.text), one,
			other);
	default:
		return wire_fail_at(err, WIRE_EQUERY, p.offset, p.text.len,
			"not a date: '" WIRE_FMT "' (want 2023-06-14, 2023-06, 2023, "
			"\"14 June 2023\", \"June 14\", yesterday, \"last 7 days\", A..B)",
			WIRE_ARG(wire_str_slice(p.text, 0, 64)));
	}
}

static wire_status one_period(
	wire_period *out, wire_date *yearless, part p, int32_t today, wire_error *err)
{
	wire_date date;
	*out = (wire_period){0};
	wire_date_reading reading = wire_date_read(&date, without_time(p.text));
	if (reading != WIRE_DATE_READ) {
		bool other = reading == WIRE_DATE_NONE &&
			     (relative(out, p.text, today) || counted(out, p.text, today) ||
				     quarter(out, p.text) || decade(out, p.text));
		return other ? WIRE_OK : fail_reading(err, p, reading, date);
	}
	if (date.year > 0 && wire_date_period(out, date))
		return WIRE_OK;
	if (yearless == NULL)
		return fail_at(err, p, "this date needs its year");
	*yearless = date;
	return WIRE_OK;
}

/* ---- ranges ---- */

/* `2023-06-14..16`, `2023-06..08`, `2023-06-14..07-02`: the end by what it leaves out. */
static bool short_end(wire_period *out, wire_str from, wire_str to)
{
	wire_date date;
	int first = small_number(wire_str_slice(to, 0, 2)), second = 0;
	if (wire_date_read(&date, from) != WIRE_DATE_READ || date.year == 0 || date.month == 0 ||
		wire_str_find(wire_str_slice(from, 0, 4), WIRE_STR("-"), 0) != SIZE_MAX ||
		wire_str_find(from, WIRE_STR("-"), 0) != 4 || first == 0)
		return false;
	if (to.len == 5 && to.data[2] == '-')
		second = small_number(wire_str_slice(to, 3, 5));
	if (to.len > 2 && (second == 0 || date.day == 0))
		return false;
	if (second > 0)
		date = (wire_date){date.year, first, second};
	else if (date.day > 0)
		date.day = first;
	else
		date.month = first;
	if (date.month > 12)
		return false;
	return wire_date_period(out, date);
}

/* Both ends, either of which may be left out. */
static wire_status range(
	wire_period *out, part whole, part from, part to, int32_t today, wire_error *err)
{
	wire_period first = {INT32_MIN, INT32_MAX}, last = first;
	wire_status status = WIRE_OK;
	from = trim(from);
	to = trim(to);
	if (from.text.len == 0 && to.text.len == 0)
		return fail_at(err, whole, "a range needs an end");
	if (from.text.len > 0)
		status = one_period(&first, NULL, from, today, err);
	if (status == WIRE_OK && to.text.len > 0 && !short_end(&last, from.text, to.text))
		status = one_period(&last, NULL, to, today, err);
	if (status != WIRE_OK)
		return status;
	if (first.first > last.last)
		return fail_at(err, whole, "the range ends before it begins");
	*out = (wire_period){first.first, last.last};
	return WIRE_OK;
}

static part slice(part p, size_t start, size_t end)
{
	return (part){wire_str_slice(p.text, start, end), p.offset + start};
}

/* `from A to B`, `between A and B`. */
static bool spoken_range(part *from, part *to, part whole)
{
	static const struct {
		const char *open, *middle;
	} forms[] = {{"from ", " to "}, {"between ", " and "}};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		size_t open = strlen(forms[i].open);
		size_t middle = wire_str_find(whole.text, wire_str_from(forms[i].middle), 0);
		if (!wire_str_equal_nocase(
			    wire_str_slice(whole.text, 0, open), wire_str_from(forms[i].open)) ||
			middle == SIZE_MAX || middle < open)
			continue;
		*from = slice(whole, open, middle);
		*to = slice(whole, middle + strlen(forms[i].middle), whole.text.len);
		return true;
	}
	return false;
}

/* `before A`, `after A`, `since A`, `until A`: false when it begins with none of them. */
static bool half_range(
	wire_status *status, wire_period *out, part whole, int32_t today, wire_error *err)
{
	static const char *const words[] = {"before ", "after ", "since ", "until "};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t length = strlen(words[i]);
		wire_period one;
		if (!wire_str_equal_nocase(
			    wire_str_slice(whole.text, 0, length), wire_str_from(words[i])))
			continue;
		part rest = trim(slice(whole, length, whole.text.len));
		*status = one_period(&one, NULL, rest, today, err);
		if (*status != WIRE_OK)
			return true;
		*out = (wire_period){INT32_MIN, INT32_MAX};
		if (i == 0 || i == 3)
			out->last = i == 0 ? one.first - 1 : one.last;
		else
			out->first = i == 1 ? one.last + 1 : one.first;
		return true;
	}
	return false;
}

wire_status wire_period_parse(
	wire_period *out, wire_date *yearless, wire_str text, int32_t today, wire_error *err)
{
	part whole = trim((part){text, 0}), from, to;
	wire_status status = WIRE_OK;
	*out = (wire_period){INT32_MIN, INT32_MAX};
	if (yearless != NULL)
		*yearless = (wire_date){0};
	if (whole.text.len == 0)
		return fail_at(err, whole, "empty date");
	if (half_range(&status, out, whole, today, err))
		return status;
	size_t dots = wire_str_find(whole.text, WIRE_STR(".."), 0);
	if (dots != SIZE_MAX) {
		from = slice(whole, 0, dots);
		to = slice(whole, dots + 2, whole.text.len);
	} else if (!spoken_range(&from, &to, whole)) {
		return one_period(out, yearless, whole, today, err);
	}
	return range(out, whole, from, to, today, err);
}
