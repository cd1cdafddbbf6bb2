/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Queries of the engine: a tree of terms, built bottom up. No text is parsed here (search/ does),
 * no stemming, no folding: terms are bytes as the field table makes them.
 *
 * Every constructor takes over the queries given to it, also when it fails, so that calls nest
 * without clean-up. None returns NULL: a query that could not be made is a query all the same,
 * which carries the status of its failure, makes what it becomes a part of fail with the same
 * status, and whose search fails with it. So a whole tree is built straight and asked once, with
 * wire_query_status(); err was written when the failure happened. WIRE_ENOMEM; WIRE_ETOOBIG (a term
 * over WIRE_TERM_MAX). A NULL that is passed in counts as WIRE_ENOMEM.
 */
#ifndef WIRE_QUERY_H
#define WIRE_QUERY_H

#include <stdint.h>

#include "wire/span.h"
#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wire_query wire_query;
struct wire_meter;

/** WIRE_OK, or why the query could not be made. */
wire_status wire_query_status(const wire_query *query) WIRE_MUST_CHECK;

wire_query *wire_query_term(wire_str term, wire_error *err);
wire_query *wire_query_all(wire_error *err);     /* matches every story */
wire_query *wire_query_nothing(wire_error *err); /* matches none */
wire_query *wire_query_and(wire_query **parts, size_t n, wire_error *err); /* n 0: all */
wire_query *wire_query_or(wire_query **parts, size_t n, wire_error *err);  /* n 0: nothing */
/** `yes` without the stories that match `no`. */
wire_query *wire_query_not(wire_query *yes, wire_query *no, wire_error *err);
/** Matches `query`'s stories that `filter` matches too; `filter` has no part in the ranking. */
wire_query *wire_query_filter(wire_query *query, wire_query *filter, wire_error *err);
/** Any of the terms, ranked as if they were one term. */
wire_query *wire_query_synonym(wire_query **parts, size_t n, wire_error *err);
/** The terms side by side in this order. Parts are terms, or ORs or synonyms of terms. */
wire_query *wire_query_phrase(wire_query **parts, size_t n, wire_error *err);
/**
 * All within a window of `size` words (at least n); in this order when `ordered`. By Xapian's own
 * OP_NEAR, which misses places where two parts share a term (span.cc says how): for what ranks, and
 * for what wire_query_spans() knows to be right.
 */
wire_query *wire_query_near(
	wire_query **parts, size_t n, unsigned size, bool ordered, wire_error *err);
/**
 * Stories in which `root` (wire/span.h), whose WORDs have their terms, has a match; ranked by all
 * the terms. The matching counts in `meter` and ends at its deadline. `root` is copied. A match that
 * cannot be decided within WIRE_SPANS_MAX ends with WIRE_ETOOBIG.
 */
wire_query *wire_query_spans(
	const wire_span_node *root, struct wire_meter *meter, wire_error *err);
/**
 * Can Xapian itself decide `root`, and so a server, too? A word, a phrase of words, two words near
 * each other. Others are decided here, with the database's files at hand: a server would let all of
 * its stories with the words pass.
 */
bool wire_query_spans_are_simple(const wire_span_node *root);

/** `query`, each of whose matches that `better` matches too scores `bonus` more (over 0). */
wire_query *wire_query_prefer(
	wire_query *query, wire_query *better, double bonus, wire_error *err);
/**
 * `query`, whose matching counts the stories it looks at in `meter` (which outlives the query) and
 * ends at its deadline. For parts that look at many stories for each that they find: phrases, NEAR.
 */
wire_query *wire_query_watch(wire_query *query, struct wire_meter *meter, wire_error *err);

wire_query *wire_query_copy(const wire_query *query, wire_error *err);
void wire_query_free(wire_query *query); /* NULL allowed */

#ifdef __cplusplus
}
#endif
#endif
