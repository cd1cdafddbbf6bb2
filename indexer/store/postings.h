/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The postings of one story while they are gathered: each term once, with its positions in
 * ascending order. A table in the story's arena.
 */
#ifndef INDEXER_STORE_POSTINGS_H
#define INDEXER_STORE_POSTINGS_H

#include "wire/store.h"
#include "wire/table.h"

typedef struct wire_term_entry wire_term_entry;
struct wire_term_entry {
	wire_str term;
	uint32_t frequency;
	uint32_t *positions;
	size_t n_positions, cap_positions;
	/* Terms that follow from a form's own, looked up on its first occurrence in the story. */
	wire_term_entry *stem, *capital;
	bool stem_known;
	wire_term_entry *next; /* in the order of first occurrence */
};

/** All zero but the arena is empty. */
typedef struct wire_postings {
	wire_arena *arena;
	wire_table table; /* term -> wire_term_entry */
	wire_term_entry *first, *last;
} wire_postings;

/** The entry of `term`, made (term copied) when missing; NULL when out of memory. */
wire_term_entry *wire_postings_get(wire_postings *postings, wire_str term) WIRE_MUST_CHECK;
/** Add a position; positions of a term must not descend, one already there is not added twice. */
wire_status wire_postings_position(
	wire_postings *postings, wire_term_entry *entry, uint32_t position) WIRE_MUST_CHECK;
/** All entries as an array in the arena. */
wire_status wire_postings_list(
	const wire_posting **out, size_t *n, const wire_postings *postings) WIRE_MUST_CHECK;

#endif
