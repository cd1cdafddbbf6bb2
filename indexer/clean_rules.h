/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The table of what is not news: lines of web pages, credits, notes, end marks, and what to do with
 * each. Rules look at whole paragraphs. Sources: lines counted in scraped pages and agency feeds.
 */
#ifndef INDEXER_CLEAN_RULES_H
#define INDEXER_CLEAN_RULES_H

#include "wire/str.h"

typedef enum wire_line_kind {
	WIRE_LINE_NEWS,       /* nothing known against it */
	WIRE_LINE_NOISE,      /* of the page around the story */
	WIRE_LINE_CAPTION,    /* a photo's */
	WIRE_LINE_CREDIT,     /* who reported, wrote, edited */
	WIRE_LINE_NOTE,       /* to editors */
	WIRE_LINE_UPDATE,     /* a note that says what was added or changed */
	WIRE_LINE_CORRECTION, /* a note that says what was wrong */
	WIRE_LINE_COPYRIGHT,
	WIRE_LINE_END,        /* an end mark or sign-off: believed at the end alone */
	WIRE_LINE_NOTE_BLOCK, /* this and all that follows is a note to editors */
} wire_line_kind;

/** What kind of line a paragraph is, by itself. */
wire_line_kind wire_line_kind_of(wire_str paragraph);

/**
 * Where the caption at the start of a paragraph ends that a scrape glued to the text behind it
 * ("... | License Photo A study of ..."); 0 when there is none.
 */
size_t wire_line_glued_caption(wire_str paragraph);

/** A caption without its photo credit. */
wire_str wire_line_without_credit(wire_str caption);

#endif
