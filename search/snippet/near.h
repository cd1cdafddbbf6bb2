/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * NEAR and ADJ within one text: which matches of their words stand where they hold. What the engine
 * decides for a whole story is decided here for each word, by the same rules (wire/span.h), so that
 * none is marked where the query would not match.
 */
#ifndef SEARCH_SNIPPET_NEAR_H
#define SEARCH_SNIPPET_NEAR_H

#include "search/snippet/marker.h"
#include "wire/span.h"

/** One NEAR or ADJ that is under no other. */
typedef struct wire_near_group {
	wire_span_node *root; /* its words are among `words` below */
	bool whole;           /* a phrase: its matches are one each, from its first word to its last */
} wire_near_group;

/**
 * Set `holds` of each match that takes part in a place where its NEAR or ADJ holds.
 * @param matches  by position
 * @param words    for each leaf of the query its WORD in a group; NULL: it is in none
 * Where there are more places than are told apart (WIRE_SPANS_MAX), none of the group holds.
 * WIRE_ENOMEM.
 */
wire_status wire_near_judge(wire_matches *matches, const wire_near_group *groups, size_t n_groups,
	wire_span_node *const *words, size_t n_leaves, wire_arena *arena) WIRE_MUST_CHECK;

#endif
