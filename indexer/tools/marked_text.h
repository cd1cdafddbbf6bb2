/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Stories in which persons' names are marked, for wire-train: `-DOC-` on a line before each, then
 * the headline's line (it may be empty), then the body. A name stands between the bytes 2 and 3;
 * what is not to be learned from, between 4 and 3. Marks do not nest.
 */
#ifndef INDEXER_TOOLS_MARKED_TEXT_H
#define INDEXER_TOOLS_MARKED_TEXT_H

#include <stdio.h>

#include "indexer/facts/tagger.h"
#include "wire/buf.h"

/** The tag of a word that is not to be learned from, beside enum wire_tag. */
enum { MARKED_UNKNOWN = 3 };

/** Bytes of a zone that are marked. */
typedef struct marked_span {
	size_t start, end;
	bool unknown;
} marked_span;

/** Headline or body without its marks. */
typedef struct marked_zone {
	wire_buf text;
	marked_span *spans;
	size_t n_spans, at; /* at: the span that marked_tag() looks at first */
} marked_zone;

typedef struct marked_story {
	marked_zone headline, body;
	char *line; /* as read last */
	size_t line_size;
} marked_story;

/** Start empty. False: out of memory. */
bool marked_init(marked_story *story);
void marked_release(marked_story *story);

/** Read the next story that has text; false at the end. `*fault` says what is wrong, or is NULL. */
bool marked_read(marked_story *story, FILE *file, const char **fault);

/** The tag of a zone's word; words are asked for in their order. */
uint8_t marked_tag(marked_zone *zone, const wire_word *word);

#endif
