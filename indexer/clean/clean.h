/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Cleaning: from the text as it was scraped or wired to headline, body and the rest.
 *
 * In: story->body holds the raw text in NFC (wire_text_clean()), story->headline the format's own
 * headline or nothing. Out: headline without update marks (action and version set from them),
 * caption, ednote, credit, byline; body as clean paragraphs separated by one empty line, the
 * dateline still in it; every whole line that was taken out in story->removed.
 * Noise goes by whole lines only, end marks only near the end, and nothing that could be news is
 * dropped. Cleaning what was cleaned changes nothing.
 */
#ifndef INDEXER_CLEAN_CLEAN_H
#define INDEXER_CLEAN_CLEAN_H

#include "indexer/context.h"
#include "indexer/dateline/parse.h"

/** What cleaning saw and later stages want to know, so that none of them judges a line again. */
typedef struct wire_cleaning {
	wire_dateline dateline; /* of the text, its `start` in story->body; length 0: there is none */
	wire_list bylines;      /* lines that went and may name the agency: `By Jo Roe, Reuters` ... */
	wire_list copyrights;   /* ... and `(c) 2023 Reuters` */
} wire_cleaning;

/** The stage. WIRE_ENOMEM. */
wire_status wire_clean_stage(wire_cleaning *out, wire_story *story, const wire_context *ctx)
	WIRE_MUST_CHECK;

#endif
