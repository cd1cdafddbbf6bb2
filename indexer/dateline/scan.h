/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The parts of a dateline, each read at a cursor: places, dates, agencies, marks between them.
 * A part that is not there leaves the cursor where it was.
 */
#ifndef INDEXER_DATELINE_SCAN_H
#define INDEXER_DATELINE_SCAN_H

#include "indexer/context.h"

typedef struct wire_cursor {
	wire_str text;
	size_t at;
} wire_cursor;

/** Skip blanks. */
void wire_scan_blanks(wire_cursor *cursor);
/** Skip blanks, then `mark`; false when it is not there. */
bool wire_scan_mark(wire_cursor *cursor, const char *mark);
/** Anything left but blanks? */
bool wire_scan_more(wire_cursor cursor);

/**
 * A date: `June 14`, `Dec. 2, 2005`, `4 ene`, `3 JAN 90`, `22nd April, 2026`, `2006-11-30`, a year twice.
 * Typing errors of month names are forgiven. Parts that are not printed are 0; `NO DATE` reads as
 * all 0 and true.
 */
bool wire_scan_date(wire_date *out, wire_cursor *cursor);

/**
 * A name of one to six words, in capitals or capitalised, as places and regions are written;
 * `*upper` when it has no small letters. `any_case` takes small letters too.
 */
bool wire_scan_name(wire_str *out, bool *upper, wire_cursor *cursor, bool any_case);

/** An agency in brackets or slashes, `(Reuters)`, `(tca/dpa)`, `/TASS/`: what is between them. */
bool wire_scan_bracketed(wire_str *out, wire_cursor *cursor);
/** The next word, letters only. */
bool wire_scan_word(wire_str *out, wire_cursor *cursor);

/** An end mark: `--`, ` - `, a dash, ` _ `, `.-`, `:`; blanks behind it too. */
bool wire_scan_end(wire_cursor *cursor);

#endif
