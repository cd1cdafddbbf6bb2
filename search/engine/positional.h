/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Phrases, NEAR and ADJ as trees of terms (wire/span.h): what the engine compares places by.
 */
#ifndef SEARCH_ENGINE_POSITIONAL_H
#define SEARCH_ENGINE_POSITIONAL_H

#include "search/engine/budget.h"
#include "wire/span.h"

/** A prefix needs this many characters. */
#define WIRE_PREFIX_MIN 2u

/**
 * The tree for a word, a prefix, a phrase, NEAR, ADJ or a choice of them. A word stands for all forms
 * of its stem and a prefix for the forms that it begins, found by walking the vocabulary (expand.h)
 * and charged to the budget.
 * @param stories  in how many at most all that it needs is found
 * @return WIRE_OK; WIRE_EQUERY with its place (a prefix too short, a part that takes the query over
 *         one of the budget's limits); WIRE_ENOMEM; the store's errors. Never without words.
 */
wire_status wire_positional_make(wire_span_node **out, uint64_t *stories, const wire_node *node,
	const wire_engine *engine, wire_error *err) WIRE_MUST_CHECK;

#endif
