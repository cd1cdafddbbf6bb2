/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "wire/date.h"

enum { DATE_BYTES_MAX = 64, PARTS_MAX = 3 };

/* Numbers with one and the same sign between them. */
typedef struct numbers {
	int value[PARTS_MAX];
	size_t digits[PARTS_MAX];
	size_t len;
} numbers;

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* `2023-6-14`, `14/06/2023`, `14.6.`: one sign between numbers of eight digits at most. */
static bool read_numbers(numbers *out, wire_str text)
{
	char sign = '\0';
	*out = (numbers){.len = 0};
	for (size_t i = 0; i < text.len;) {
		if (out->len == PARTS_MAX)
			return false;
		size_t start = i;
		int value = 0;
		for (; i < text.len && is_digit(text.data[i]) && i - start < 8; i++)
			value = value * 10 + (text.data[i] - '0');
		if (i == start)
			return false;
		out->value[out->len] = value;
		out->digits[out->len++] = i - start;
		if (i == text.len)
			break;
		bool known = strchr("-/.", text.data[i]) != NULL && text.data[i] != '\0';
		if (!known || (sign != '\0' && text.data[i] != sign) || i + 1 == text.len)
			return false;
		sign = text.data[i++];
	}
	return out->len > 0;
}

/* Which of the two is the month? */
static wire_date_reading day_and_month(wire_date *out, int a, int b)
{
	out->month = a > 12 ? b : a;
	out->day = a > 12 ? a : b;
	return a > 12 || b > 12 || a == b ? WIRE_DATE_READ : WIRE_DATE_AMBIGUOUS;
}

static wire_date_reading read_numeric(wire_date *out, wire_str text)
{
	numbers n;
	bool yearless = wire_str_starts(text, WIRE_STR("--"));
	if (!read_numbers(&n, yearless ? wire_str_slice(text, 2, text.len) : text))
		return WIRE_DATE_NONE;
	for (size_t i = 0; i < n.len; i++)
		if (n.value[i] == 0)
			return WIRE_DATE_NO_SUCH_DAY;
	bool year_first = n.digits[0] == 4, year_last = n.len > 1 && n.digits[n.len - 1] == 4;
	for (size_t i = 0; i < n.len && n.digits[0] != 8; i++)
		if (n.digits[i] > 2 && !(i == 0 && year_first) && !(i == n.len - 1 && year_last))
			return WIRE_DATE_NONE;
	if (n.digits[0] == 8 && n.len == 1 && !yearless)
		*out = (wire_date){n.value[0] / 10000, n.value[0] / 100 % 100, n.value[0] % 100};
	else if (yearless && n.len <= 2 && !year_first && !year_last && n.digits[0] <= 2)
		*out = (wire_date){0, n.value[0], n.value[1]};
	else if (yearless || n.digits[0] == 8 || (year_first && year_last))
		return WIRE_DATE_NONE;
	else if (year_first)
		*out = (wire_date){n.value[0], n.value[1], n.value[2]};
	else if (n.len == 2 && year_last)
		*out = (wire_date){n.value[1], n.value[0], 0};
	else if (n.len == 3)
		return year_last ? (out->year = n.value[2],
					   day_and_month(out, n.value[0], n.value[1]))
				 : WIRE_DATE_SHORT_YEAR;
	else
		return n.len == 2 ? day_and_month(out, n.value[0], n.value[1]) : WIRE_DATE_NONE;
	return WIRE_DATE_READ;
}

int wire_weekday_from_name(wire_str name)
{
	static const struct {
		const char *name;
		int weekday;
	} names[] = {{"sunday", 0}, {"monday", 1}, {"tuesday", 2}, {"wednesday", 3},
		{"thursday", 4}, {"friday", 5}, {"saturday", 6}};
	if (wire_str_ends(name, WIRE_STR(".")))
		name.len--;
	for (size_t i = 0; i < sizeof names / sizeof *names && name.len >= 3; i++)
		if (wire_str_equal_nocase(
			    name, wire_str_slice(wire_str_from(names[i].name), 0, name.len)) &&
			name.len <= strlen(names[i].name))
			return names[i].weekday;
	return -1;
}

/* `14`, `14th`; 0 for anything else. */
static int day_number(wire_str word)
{
	size_t n = 0;
	int day = 0;
	for (; n < word.len && n < 2 && is_digit(word.data[n]); n++)
		day = day * 10 + (word.data[n] - '0');
	wire_str rest = wire_str_slice(word, n, word.len);
	static const char *const endings[] = {"", "st", "nd", "rd", "th"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (wire_str_equal_nocase(rest, wire_str_from(endings[i])))
			return day;
	return 0;
}

/* What a date in words has said so far. */
typedef struct spoken {
	wire_date date;
	int weekday; /* -1: none */
} spoken;

/* One word; false when it has no place in a date, or says twice the same. */
static bool add_word(spoken *s, wire_str word)
{
	wire_date year;
	int month = wire_month_from_name(word, false), weekday = wire_weekday_from_name(word);
	int day = day_number(word);
	if (wire_str_equal_nocase(word, WIRE_STR("of")) ||
		wire_str_equal_nocase(word, WIRE_STR("the")))
		return true;
	if (weekday >= 0 && s->weekday < 0)
		s->weekday = weekday;
	else if (weekday < 0 && month > 0 && s->date.month == 0)
		s->date.month = month;
	else if (word.len == 4 && s->date.year == 0 && wire_date_parse(&year, word))
		s->date.year = year.year;
	else if (day > 0 && s->date.day == 0)
		s->date.day = day;
	else
		return false;
	return true;
}

/* `14 June 2023`, `June 14th, 2023`, `Wed 14 June`, `14-Jun-2023`, `June 2023`, `June`. */
static wire_date_reading read_spoken(wire_date *out, wire_str text)
{
	spoken s = {.weekday = -1};
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		while (i < text.len && strchr(" ,-/\t", text.data[i]) == NULL)
			i++;
		if (i > start && !add_word(&s, wire_str_slice(text, start, i)))
			return WIRE_DATE_NONE;
		i++;
	}
	if (s.date.month == 0)
		return WIRE_DATE_NONE;
	*out = s.date;
	bool known = wire_date_valid(s.date);
	if (s.weekday >= 0 && known && wire_day_weekday(wire_date_to_day(s.date)) != s.weekday)
		return WIRE_DATE_OTHER_WEEKDAY;
	return s.weekday >= 0 && s.date.day == 0 ? WIRE_DATE_NONE : WIRE_DATE_READ;
}

wire_date_reading wire_date_read(wire_date *out, wire_str text)
{
	wire_date date = {0};
	*out = date;
	text = wire_str_trim(text);
	if (text.len == 0 || text.len > DATE_BYTES_MAX || memchr(text.data, '\0', text.len) != NULL)
		return WIRE_DATE_NONE;
	wire_date_reading reading = read_numeric(&date, text);
	if (reading == WIRE_DATE_NONE)
		reading = read_spoken(&date, text);
	/* Unknown parts are checked as if known: a leap year, January, the first. */
	const wire_date whole = {date.year == 0 ? 2000 : date.year,
		date.month == 0 ? 1 : date.month, date.day == 0 ? 1 : date.day};
	if (reading == WIRE_DATE_READ && !wire_date_valid(whole))
		return WIRE_DATE_NO_SUCH_DAY;
	if (reading != WIRE_DATE_NONE && reading != WIRE_DATE_NO_SUCH_DAY)
		*out = date;
	return reading;
}
