/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Leaves of the query tree: a word, a phrase or a field's value as typed, to the node that it means.
 */
#ifndef SEARCH_QUERY_LEAF_H
#define SEARCH_QUERY_LEAF_H

#include "search/query/lexer.h"
#include "search/query/parse.h"

/** A word or phrase under `field`. WIRE_EQUERY with its place, WIRE_ENOMEM. */
wire_status wire_leaf_read(wire_node **out, const wire_field *field, const wire_lexeme *lexeme,
	const wire_parse_context *ctx, wire_error *err) WIRE_MUST_CHECK;

#endif
