/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a story is called in a list: its headline or what stands in for one, and the mark of its take.
 */
#ifndef SEARCH_RENDER_TITLE_H
#define SEARCH_RENDER_TITLE_H

#include "wire/record.h"

/** The headline, or the first words of the lead where there is none. */
typedef struct wire_title {
	wire_str text; /* of the story, one line; empty: it has neither headline nor body */
	bool lead;     /* the words are the lead's */
	bool cut;      /* and the lead goes on: U+2026 is due */
} wire_title;

wire_title wire_title_of(const wire_story *story);

/** Bytes of the longest mark and its NUL. */
#define WIRE_TAKE_MARK_SIZE 24

/**
 * What a reader must see before anything else of a story: `[KILLED]`, `[WITHHELD]`, `[CORRECTED]`,
 * `[UPDATE 2]`, `[REPEAT]`; the gravest one alone. The number is the agency's: `UPDATE 2` is a story's
 * third version. False, and "", for a first take.
 */
bool wire_take_mark(char out[WIRE_TAKE_MARK_SIZE], const wire_story *story);

#endif
