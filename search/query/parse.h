/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The query language: text -> tree, by recursive descent. What cannot be understood is an error with
 * its place; nothing is ever silently turned into another query.
 *
 *   query  = [ or ]                              empty: every story
 *   or     = and *( "OR" and )
 *   and    = not *( ["AND"] not )                words that stand together are ANDed
 *   not    = ["NOT"] near *( "NOT" near )        a NOT b: a without b; NOT b alone: all without b
 *   near   = unary *( ("NEAR" | "ADJ") ["/" n] unary )      from the left; each its own distance
 *   unary  = "-" unary | primary
 *   primary = "(" or ")" | field ":" value | `"` words `"` | "=" word | word "*" | word
 */
#ifndef SEARCH_QUERY_PARSE_H
#define SEARCH_QUERY_PARSE_H

#include "search/query/ast.h"
#include "wire/country.h"

/**
 * Limits on what a stranger may ask; over one of them: WIRE_EQUERY that names it. They count what a
 * person writes, words and values, and not the operators and brackets that `--explain` adds; so the
 * text as a whole may be some times as long as its words.
 */
#define WIRE_QUERY_BYTES_MAX 4096u /* of words and values */
#define WIRE_QUERY_TEXT_MAX  (8 * WIRE_QUERY_BYTES_MAX)
#define WIRE_QUERY_PARTS_MAX 256u /* words, phrases and values */
#define WIRE_QUERY_DEPTH_MAX 64u  /* of brackets, and of the tree */
/** The default distance of NEAR and ADJ, and the largest that may be asked for. */
#define WIRE_NEAR_DEFAULT 10u
#define WIRE_NEAR_MAX     100u

typedef struct wire_parse_context {
	wire_arena *arena;
	int32_t today; /* day number that `date:yesterday` counts from */
	const wire_country_names *countries; /* what `country:` may be given; NULL: none */
	wire_list *notes; /* what else may have been meant is appended; NULL: not wanted */
} wire_parse_context;

/**
 * Parse `text` (any bytes). WIRE_EQUERY: err->message says what is wrong, err->offset and length
 * where (bytes of `text`). WIRE_ENOMEM.
 */
wire_status wire_node_parse(
	wire_node **out, wire_str text, const wire_parse_context *ctx, wire_error *err) WIRE_MUST_CHECK;

#endif
