/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Which branches of a query a story satisfies. `(grain port) OR oil` finds stories with oil alone: in
 * them `grain` is no match, and not to be marked. A text does not tell, where the branch has a date in it
 * or a person; so the engine is asked.
 */
#ifndef SEARCH_ANSWER_BRANCHES_H
#define SEARCH_ANSWER_BRANCHES_H

#include "search/answer/searcher.h"
#include "search/snippet/marker.h"

typedef struct wire_branches {
	bool *held; /* held[branch * n_hits + hit] */
	size_t len, n_hits;
} wire_branches;

/**
 * Ask for each branch of the marker, in one search each, which of the hits satisfy it. A branch that
 * the budget does not let through is satisfied by none. In the inquiry's arena. WIRE_ENOMEM; the
 * store's errors.
 */
wire_status wire_branches_find(wire_branches *out, const wire_inquiry *inquiry,
	const wire_marker *marker, const wire_hits *hits, wire_error *err) WIRE_MUST_CHECK;

/** Let the marker mark what hit number `hit` satisfies. */
void wire_branches_choose(const wire_branches *branches, wire_marker *marker, size_t hit);

#endif
