/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_PER_ERA = 146097, DAYS_TO_EPOCH = 719468, YEAR_MAX = 9999 };

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int wire_days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool wire_date_valid(wire_date date)
{
	return date.year >= 1 && date.year <= YEAR_MAX && date.month >= 1 && date.month <= 12 &&
	       date.day >= 1 && date.day <= wire_days_in_month(date.year, date.month);
}

/*
 * Days in the Gregorian calendar by eras of 400 years, with years that begin in March so that the
 * leap day comes last (H. Hinnant, "chrono-compatible low-level date algorithms").
 */
int32_t wire_date_to_day(wire_date date)
{
	int year = date.year - (date.month <= 2);
	int era = year / 400;
	int year_of_era = year - era * 400;
	int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

wire_date wire_date_from_day(int32_t day)
{
	int64_t shifted = (int64_t)day + DAYS_TO_EPOCH;
	int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
	int day_of_era = (int)(shifted - era * DAYS_PER_ERA);
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
				  day_of_era / (DAYS_PER_ERA - 1)) /
			  365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month = (5 * day_of_year + 2) / 153;
	wire_date date = {
		.year = (int)(year_of_era + era * 400),
		.month = month < 10 ? month + 3 : month - 9,
		.day = day_of_year - (153 * month + 2) / 5 + 1,
	};
	date.year += date.month <= 2;
	return date;
}

int wire_day_weekday(int32_t day)
{
	int weekday = (int)(((int64_t)day + 4) % 7); /* 1970-01-01 was a Thursday */
	return weekday < 0 ? weekday + 7 : weekday;
}

/* Exactly `n` digits at `at`, as a number; -1 when they are not there. */
static int digits(wire_str text, size_t at, size_t n)
{
	int value = 0;
	if (at + n > text.len)
		return -1;
	for (size_t i = at; i < at + n; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return -1;
		value = value * 10 + (text.data[i] - '0');
	}
	return value;
}

static bool hyphens(wire_str text, size_t first, size_t second)
{
	return text.data[first] == '-' && text.data[second] == '-';
}

bool wire_date_parse(wire_date *out, wire_str text)
{
	wire_date date = {0};
	*out = date;
	switch (text.len) {
	case 10: /* YYYY-MM-DD */
		if (!hyphens(text, 4, 7))
			return false;
		date = (wire_date){digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)};
		break;
	case 8: /* YYYYMMDD */
		date = (wire_date){digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2)};
		break;
	case 7: /* YYYY-MM, --MM-DD */
		if (hyphens(text, 0, 1) && text.data[4] == '-')
			date = (wire_date){0, digits(text, 2, 2), digits(text, 5, 2)};
		else if (hyphens(text, 4, 4))
			date = (wire_date){digits(text, 0, 4), digits(text, 5, 2), 0};
		else
			return false;
		break;
	case 4:
		date.year = digits(text, 0, 4);
		break;
	default:
		return false;
	}
	/* Unknown parts are checked as if known: a leap year, January, the first. */
	wire_date whole = {date.year == 0 ? 2000 : date.year, date.month == 0 ? 1 : date.month,
		date.day == 0 ? 1 : date.day};
	bool zero = (text.len != 7 && date.year == 0) || (text.len >= 7 && date.month == 0) ||
		    ((text.len >= 8 || date.year == 0) && date.day == 0);
	if (zero || !wire_date_valid(whole))
		return false;
	*out = date;
	return true;
}

void wire_date_format(char out[11], wire_date date)
{
	unsigned year = (unsigned)date.year % 10000, month = (unsigned)date.month % 100,
		 day = (unsigned)date.day % 100;
	if (year > 0 && month > 0 && day > 0)
		snprintf(out, 11, "%04u-%02u-%02u", year, month, day);
	else if (year > 0 && month > 0)
		snprintf(out, 11, "%04u-%02u", year, month);
	else if (year > 0)
		snprintf(out, 11, "%04u", year);
	else if (month > 0 && day > 0)
		snprintf(out, 11, "--%02u-%02u", month, day);
	else
		out[0] = '\0';
}

bool wire_date_period(wire_period *out, wire_date date)
{
	*out = (wire_period){0};
	if (date.year == 0)
		return false;
	wire_date first = {
		date.year, date.month == 0 ? 1 : date.month, date.day == 0 ? 1 : date.day};
	wire_date last = {date.year, date.month == 0 ? 12 : date.month, date.day};
	if (last.day == 0)
		last.day = wire_days_in_month(last.year, last.month);
	if (!wire_date_valid(first) || !wire_date_valid(last))
		return false;
	*out = (wire_period){wire_date_to_day(first), wire_date_to_day(last)};
	return true;
}

int wire_date_nearest_year(int month, int day, int32_t near, int ahead)
{
	int around = wire_date_from_day(near).year, best = 0;
	int32_t best_distance = INT32_MAX;
	/* Four years either way reach a leap day, but for century years. */
	for (int year = around - 8; year <= around + 8; year++) {
		wire_date date = {year, month, day};
		if (!wire_date_valid(date))
			continue;
		int32_t offset = wire_date_to_day(date) - near;
		if (offset <= ahead && abs(offset) < best_distance) {
			best_distance = abs(offset);
			best = year;
		}
	}
	return best;
}

/* Minutes of an offset `+02:00`, `-0500`, `Z`; 0 where none can be read. */
static int offset_minutes(wire_str text)
{
	int hours = 0, minutes = 0;
	char copy[8] = "";
	memcpy(copy, text.data, text.len < sizeof copy - 1 ? text.len : sizeof copy - 1);
	if (copy[0] != '+' && copy[0] != '-')
		return 0;
	if (sscanf(copy + 1, "%2d:%2d", &hours, &minutes) < 2 &&
		sscanf(copy + 1, "%2d%2d", &hours, &minutes) < 1)
		return 0;
	return (copy[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/* Seconds after midnight UTC of issued's own day; 0 where it tells no time. */
static long seconds_of(wire_str issued)
{
	int hour = 0, minute = 0, second = 0;
	char time[9] = "";
	bool seconds = issued.len >= 19 && issued.data[16] == ':';
	memcpy(time, issued.data + 11, seconds ? 8 : 5);
	if (sscanf(time, "%2d:%2d:%2d", &hour, &minute, &second) < 2 || hour < 0 || hour > 23 ||
		minute < 0 || minute > 59 || second < 0 || second > 60)
		return 0;
	size_t zone = seconds ? 19 : 16;
	while (zone < issued.len && (issued.data[zone] == '.' ||
					    (issued.data[zone] >= '0' && issued.data[zone] <= '9')))
		zone++;
	int offset = offset_minutes(wire_str_slice(issued, zone, issued.len));
	return (hour * 60L + minute - offset) * 60 + second;
}

void wire_time_key(char out[WIRE_TIME_KEY_SIZE], wire_date date, wire_str issued)
{
	enum { DAY_SECONDS = 24 * 60 * 60 };
	wire_date day;
	char key[64];
	long seconds = 0;
	if (issued.len >= 16 && wire_date_parse(&day, wire_str_slice(issued, 0, 10)) &&
		wire_date_valid(day))
		seconds = ((long)wire_date_to_day(day) - wire_date_to_day(date)) * DAY_SECONDS +
			  seconds_of(issued);
	seconds = seconds < 0 ? 0 : seconds >= DAY_SECONDS ? DAY_SECONDS - 1 : seconds;
	snprintf(key, sizeof key, "%04d%02d%02d%02ld%02ld%02ld", date.year, date.month, date.day,
		seconds / 3600, seconds / 60 % 60, seconds % 60);
	memcpy(out, key, WIRE_TIME_KEY_SIZE - 1);
	out[WIRE_TIME_KEY_SIZE - 1] = '\0';
}
