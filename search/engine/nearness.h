/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Nearness in the ranking: of the stories that match a query of several words, those in which words
 * that are neighbours in the query stand together come first, be it in the headline or the body.
 *
 * For each pair of neighbours a story scores more when they are within ten words of each other, in any
 * form and order, and more again when they stand side by side in the order of the query. The
 * bonus is over what the words' own weights can differ by, so stories are ranked by nearness first and
 * by weight (BM25) among the equally near. It changes neither what matches nor how many.
 */
#ifndef SEARCH_ENGINE_NEARNESS_H
#define SEARCH_ENGINE_NEARNESS_H

#include "search/engine/budget.h"

/**
 * `*query` (compiled from `root`) with that preference; as it was when the query has no two words
 * that are ANDed, or more parts than WIRE_BUDGET_PAIR_PARTS, or when looking would cost more than the budget has (WIRE_BUDGET_PAIR_STORIES,
 * WIRE_BUDGET_WALK): then `*left_out` is set. On failure *query is as it was.
 */
wire_status wire_nearness_prefer(wire_query **query, bool *left_out, const wire_node *root,
	const wire_engine *engine, wire_error *err) WIRE_MUST_CHECK;

#endif
