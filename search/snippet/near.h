/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * NEAR and ADJ within one text: which matches of their words stand where they hold. What the engine
 * decides for a whole story is decided here for each word, so that none is marked where the query
 * would not match.
 */
#ifndef SEARCH_SNIPPET_NEAR_H
#define SEARCH_SNIPPET_NEAR_H

#include "search/query/ast.h"
#include "search/snippet/marker.h"

/**
 * Set `holds` of each match that takes part in a place where its NEAR or ADJ holds: groups[group -
 * 1].
 * @param matches  by position; of one position those of later kids first
 * Time is linear in matches times groups. WIRE_ENOMEM.
 */
wire_status wire_near_judge(wire_matches *matches, const wire_node *const *groups, size_t n_groups,
	wire_arena *arena) WIRE_MUST_CHECK;

#endif
