/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * From the tree to the engine's query, by the field table.
 *
 * A bare word becomes a synonym of `Z`stem and stem; `=` uses the form; a prefix is an OR of the forms
 * that it begins; phrases, NEAR and ADJ are made by positional.h. Dates become an OR of the fewest
 * year, month and day terms.
 */
#ifndef SEARCH_ENGINE_COMPILE_H
#define SEARCH_ENGINE_COMPILE_H

#include "search/engine/budget.h"
#include "wire/query.h"

/**
 * Compile `root`. The query is watched by the budget's meter, which must outlive it.
 * @return WIRE_OK; WIRE_EQUERY with its place (a prefix too short, a part that takes the query over
 *         one of the budget's limits); WIRE_ENOMEM; the store's errors. Never without words.
 */
wire_status wire_node_compile(wire_query **out, const wire_node *root, const wire_engine *engine,
	wire_error *err) WIRE_MUST_CHECK;

#endif
