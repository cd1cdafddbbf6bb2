/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Datelines: `BEIJING, June 14 (Reuters) -` and its kin of all agencies.
 *
 *   dateline = [EDNOTE] [PLACES] [sep DATE] [sep] [AGENCY] END
 *
 * The grammar is that of the agencies' own copy, measured on it; a place or an agency must be there,
 * and an end mark or an agency: prose that merely begins in capitals is no dateline.
 */
#ifndef INDEXER_DATELINE_PARSE_H
#define INDEXER_DATELINE_PARSE_H

#include "indexer/context.h"

#define WIRE_DATELINE_PLACES_MAX 4
/** A dateline is looked for in this many bytes from a paragraph's start. */
#define WIRE_DATELINE_MAX 200

typedef struct wire_dateline {
	wire_str raw;                              /* as printed, end mark included, trimmed */
	size_t start;                              /* in story->body, bytes; the cleaner sets it */
	size_t length;                             /* bytes of the text that it took, blanks after it too */
	wire_str places[WIRE_DATELINE_PLACES_MAX]; /* each as printed, without its region */
	wire_str regions[WIRE_DATELINE_PLACES_MAX]; /* state or country printed after the place; may be empty */
	size_t n_places;
	wire_date date;                            /* unknown parts 0; a weekday alone gives no date */
	wire_str agency;                           /* canonical name; empty when none is printed */
} wire_dateline;

/**
 * Read the dateline at the start of `text` (a paragraph, or a format's dateline field when
 * `whole`: then an end mark is not needed). False when there is none. Slices borrow from `text`
 * or from the gazetteer.
 */
bool wire_dateline_parse(
	wire_dateline *out, wire_str text, bool whole, const wire_gazetteer *gazetteer);

/**
 * The stage: given the dateline that the cleaner found in the text (length 0: none), take it off the
 * body and set story->dateline, place, places, date, date_from and, from its agency, source where
 * they are empty. A format's own field in story->dateline comes first: then `*dateline` is what that
 * says, and the text's goes where it says the same. The parse stays for later stages; n_places is 0
 * when there is none. WIRE_ENOMEM.
 */
wire_status wire_dateline_stage(
	wire_dateline *dateline, wire_story *story, const wire_context *ctx) WIRE_MUST_CHECK;

#endif
