/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The table of what is not news: lines of web pages, credits, notes, end marks, and what to do with
 * each. Rules look at whole paragraphs, and at what a scrape glued to one. Sources: lines counted
 * in scraped pages and agency feeds.
 */
#ifndef INDEXER_CLEAN_RULES_H
#define INDEXER_CLEAN_RULES_H

#include "wire/str.h"

typedef enum wire_line_kind {
	WIRE_LINE_NEWS,       /* nothing known against it */
	WIRE_LINE_NOISE,      /* of the page around the story */
	WIRE_LINE_COPYRIGHT,  /* whose the story is: it may name the agency */
	WIRE_LINE_BYLINE,     /* who wrote it; no rule of the table, wire_byline_is() knows it */
	WIRE_LINE_CAPTION,    /* a photo's */
	WIRE_LINE_CREDIT,     /* who reported, wrote, edited, and where to reach them */
	WIRE_LINE_NOTE,       /* to editors */
	WIRE_LINE_UPDATE,     /* a note that says what was added or changed */
	WIRE_LINE_CORRECTION, /* a note that says what was wrong */
	WIRE_LINE_REPEAT,     /* a note that says why the story is sent again */
	WIRE_LINE_END,        /* an end mark or sign-off: believed at the end alone */
	WIRE_LINE_CONTACT,    /* a newsroom's telephone: a credit, believed at the end alone */
	WIRE_LINE_NOTE_BLOCK, /* this and all that follows is a note to editors */
} wire_line_kind;

/** No note, credit or caption that is glued to a paragraph is longer, in bytes. */
#define WIRE_GLUE_MAX 800u

/** What kind of line a paragraph is, by itself. Bounded in time by the table, not the length. */
wire_line_kind wire_line_kind_of(wire_str paragraph);

/**
 * Where what is glued before a paragraph's text ends: a caption ("... | License Photo A study
 * of ..."), a note in brackets ("(Corrects date) LONDON, ..."); 0 when there is nothing.
 */
size_t wire_line_glued_head(wire_str paragraph);
/**
 * Where the last note or credit in brackets, or a newsroom's telephone behind `--`, that is glued
 * behind a paragraph's text begins ("... he said. (Reporting by ...)"); paragraph.len when there is
 * nothing.
 */
size_t wire_line_glued_tail(wire_str paragraph);

/** A caption without its photo credit. */
wire_str wire_line_without_credit(wire_str caption);

#endif
