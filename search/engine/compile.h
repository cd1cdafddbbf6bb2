/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * From the tree to the engine's query, by the field table.
 *
 * A bare word becomes a synonym of `Z`stem and stem; quotes and `=` use the forms; NEAR and ADJ take
 * an OR of the forms that share the stem, found by walking the vocabulary under the stem's
 * beginning; a prefix takes an OR of the most frequent forms that it begins. Dates become an OR of the
 * fewest year, month and day terms.
 */
#ifndef SEARCH_ENGINE_COMPILE_H
#define SEARCH_ENGINE_COMPILE_H

#include "search/query/ast.h"
#include "wire/query.h"
#include "wire/stem.h"
#include "wire/store.h"

/** A prefix needs this many characters, and takes this many words at most. */
#define WIRE_PREFIX_MIN       2u
#define WIRE_EXPANSION_MAX    500u

/**
 * @param notes  what the reader must know of an expansion that was cut ("taiw*: the 500 most
 *               frequent of 612 words"); in the arena.
 * @return WIRE_OK; WIRE_EQUERY (a prefix too short, a date range that holds nothing); the store's errors.
 */
wire_status wire_node_compile(wire_query **out, wire_list *notes, const wire_node *root,
	wire_reader *reader, wire_stemmer *stemmer, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

#endif
