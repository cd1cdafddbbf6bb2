/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The inside of a searcher, for the files that share the work of one request: searcher.c, hits.c,
 * ids.c, facets.c, diagnose.c.
 */
#ifndef SEARCH_ANSWER_SEARCHER_H
#define SEARCH_ANSWER_SEARCHER_H

#include "search/answer/result.h"
#include "search/engine/shown.h"
#include "wire/country.h"

struct wire_searcher {
	wire_reader *reader;
	wire_stemmer *stemmer;
	wire_tokenizer *tokenizer;
	wire_country_names *countries;
};

/** One request under way, on one snapshot: what every part of its answer needs at hand. */
typedef struct wire_inquiry {
	wire_searcher *searcher;
	const wire_request *request;
	wire_node *root;
	wire_engine engine; /* its arena is the result's, its budget the request's */
	wire_shown shown;
	wire_budget budget;
	wire_list notes; /* of the parser: the result's first */
	wire_result *out;
} wire_inquiry;

/**
 * The tree of `text`, read as the request's query is. `notes` gets what else may have been meant; NULL:
 * not wanted. WIRE_EQUERY with its place; WIRE_ENOMEM.
 */
wire_status wire_inquiry_parse(wire_node **out, wire_list *notes, const wire_searcher *searcher,
	const wire_request *request, wire_str text, wire_arena *arena,
	wire_error *err) WIRE_MUST_CHECK;

/** Begin: parse the query and fill what of the result needs no database. Errors as above. */
wire_status wire_inquiry_begin(wire_inquiry *out, wire_result *result, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/** Do `body` with the inquiry on one snapshot and within its time. `body` begins with wire_inquiry_reset(). */
wire_status wire_inquiry_run(
	wire_inquiry *inquiry, wire_snapshot_fn *body, wire_error *err) WIRE_MUST_CHECK;

/** Forget what an earlier run on another revision found; find revision, archive and what is shown. */
wire_status wire_inquiry_reset(wire_inquiry *inquiry, wire_error *err) WIRE_MUST_CHECK;

/** Compile a tree as a query of its own: what it matches of what is shown. */
wire_status wire_inquiry_compile(wire_query **out, const wire_inquiry *inquiry,
	const wire_node *node, wire_error *err) WIRE_MUST_CHECK;

/**
 * The request's whole query under its filters, in the order in which its hits are wanted: of those
 * by relevance the near ones first.
 */
wire_status wire_inquiry_ranked(wire_query **out, const wire_inquiry *inquiry,
	const wire_query *filtered, wire_error *err) WIRE_MUST_CHECK;

/** Tell the reader something. WIRE_ENOMEM, with words. */
wire_status wire_inquiry_note(const wire_inquiry *inquiry, wire_error *err, const char *format, ...)
	WIRE_PRINTF(3, 4) WIRE_MUST_CHECK;

/** The canonical text of a tree, in the arena. WIRE_ENOMEM, with words. */
wire_status wire_searcher_canonical(
	wire_str *out, const wire_node *node, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

#endif
