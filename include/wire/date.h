/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Civil dates of the proleptic Gregorian calendar, years 1 to 9999, and periods of whole days.
 * Day numbers count from 1970-01-01 = 0. No time zones here: a story's date is the date printed.
 */
#ifndef WIRE_DATE_H
#define WIRE_DATE_H

#include <stdint.h>

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A date whose parts may be unknown: 0 stands for unknown. */
typedef struct wire_date {
	int year, month, day; /* 1..9999, 1..12, 1..31 */
} wire_date;

/** From first to last, both included; as day numbers. An open end is INT32_MIN or INT32_MAX. */
typedef struct wire_period {
	int32_t first, last;
} wire_period;

bool wire_date_valid(wire_date date); /* year, month and day known, and such a day exists */
int32_t wire_date_to_day(wire_date date); /* needs wire_date_valid() */
wire_date wire_date_from_day(int32_t day);
int wire_days_in_month(int year, int month);

/** 0 Sunday ... 6 Saturday. */
int wire_day_weekday(int32_t day);

/**
 * Read `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `--MM-DD` or `YYYYMMDD`, whole and nothing else.
 * False (and all zero) for anything else, also for days that do not exist (--02-29 exists).
 */
bool wire_date_parse(wire_date *out, wire_str text);
/** Write `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `--MM-DD` or ``; NUL-terminated. */
void wire_date_format(char out[11], wire_date date);
/** Digits of a time key and its NUL. */
#define WIRE_TIME_KEY_SIZE 15
/**
 * Write what orders stories by time, `YYYYMMDDHHMMSS`: the valid date as printed, and within it the
 * time of `issued` (RFC 3339, in UTC where it has an offset), kept within that day; 000000 where
 * `issued` tells no time.
 */
void wire_time_key(char out[WIRE_TIME_KEY_SIZE], wire_date date, wire_str issued);
/** The days that a date with unknown month or day covers; false when the year is unknown. */
bool wire_date_period(wire_period *out, wire_date date);

/**
 * The year that puts month and day nearest to day `near`, at most `ahead` days after it.
 * Returns 0 when the month and day exist in no year near it.
 */
int wire_date_nearest_year(int month, int day, int32_t near, int ahead);

/**
 * Number of an English, French, Spanish, German, Portuguese or Italian month name or abbreviation
 * in any case, with or without accents and a final full stop; 0 when it is none. Typing errors of
 * the wire one edit away from an English name of five letters or more, or a transposition
 * (`Narch`, `Juen`), are accepted when `lenient`.
 */
int wire_month_from_name(wire_str name, bool lenient);

/**
 * Read what a person may write after `date:`: a partial date as above, `A..B`, `A..`, `..B`, and
 * `today`, `yesterday`, `this week|month|year`, `last week|month|year`, a month name with or
 * without a year (`june 2023`), `2023-Q2`, and RFC 3339 times by their date part.
 * Weeks begin on Monday. `today` is the day number that relative words count from.
 *
 * @return WIRE_OK; WIRE_EQUERY with a reason ("no such day", "not a date") and the offset in `text`.
 */
wire_status wire_period_parse(wire_period *out, wire_str text, int32_t today, wire_error *err);

#ifdef __cplusplus
}
#endif
#endif
