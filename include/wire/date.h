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

/** How one date in a person's writing was read. */
typedef enum wire_date_reading {
	WIRE_DATE_READ,
	WIRE_DATE_NONE,          /* it is no date */
	WIRE_DATE_NO_SUCH_DAY,   /* 2023-02-30, 2023-13 */
	WIRE_DATE_AMBIGUOUS,     /* 06/07/2023: `out` has one of the two */
	WIRE_DATE_SHORT_YEAR,    /* 14/06/87 */
	WIRE_DATE_OTHER_WEEKDAY, /* Monday, 14 June 2023: `out` has the date without it */
} wire_date_reading;

/**
 * Read one date as people write it, whole and nothing else: what wire_date_parse() takes, and
 * `1987-3-2`, `2023/06/14`, `06/2023`, `14.6.2023`, `14th June 2023`, `June 14, 2023`,
 * `Wed 14 June 2023`, `14-Jun-2023`, `June 2023`; without a year `June 14`, `06-14`, `--06-14`, and
 * a month of any year, `June`, `--06`. Day and month in figures are read where only one order is
 * possible. `*out` is all zero unless something was read.
 */
wire_date_reading wire_date_read(wire_date *out, wire_str text);

/** 0 Sunday ... 6 Saturday for an English name or its first three letters or more; -1: none. */
int wire_weekday_from_name(wire_str name);

/**
 * Read what a person may write after `date:`. One date as above; `A..B`, `A..`, `..B` (an end may
 * leave out what it shares with the beginning: `2023-06-14..16`), `before A`, `after A`, `since A`,
 * `until A`, `from A to B`, `between A and B`; `2023-Q2`, `Q2 2023`, `1980s`; `today`, `yesterday`,
 * `this` or `last` with `week`, `month` or `year`, `monday` (the latest that was), `last 7 days`,
 * `last 2 weeks|months|years` (up to today), `3 days ago`; RFC 3339 times by their date part. Weeks
 * begin on Monday. `today` is the day number that relative words count from.
 *
 * @param yearless  month and day of any year, or a month of any year, where the year is left out:
 *                  then `*out` is empty of meaning; else all zero. NULL: a year is needed.
 * @return WIRE_OK; WIRE_EQUERY with a reason ("no such day", "not a date", "can be two days") and the
 *         offset in `text`.
 */
wire_status wire_period_parse(
	wire_period *out, wire_date *yearless, wire_str text, int32_t today, wire_error *err);

#ifdef __cplusplus
}
#endif
#endif
