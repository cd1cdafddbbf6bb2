/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A request and its result: the one thing that text, JSON and page are all rendered from.
 */
#ifndef SEARCH_ANSWER_RESULT_H
#define SEARCH_ANSWER_RESULT_H

#include "search/query/parse.h"
#include "search/snippet/snippet.h"
#include "wire/record.h"
#include "wire/store.h"

#define WIRE_LIMIT_DEFAULT 10u
#define WIRE_LIMIT_MAX     1000u
#define WIRE_FILTERS_MAX   32u
/** Values of a facet that a result lists when nobody says how many, and how many may be asked for. */
#define WIRE_FACET_VALUES     20u
#define WIRE_FACET_VALUES_MAX 100000u

typedef struct wire_filter {
	const wire_field *field;
	wire_str value; /* canonical */
} wire_filter;

typedef struct wire_request {
	wire_str query; /* as typed */
	uint32_t offset, limit;
	wire_sort sort;
	wire_filter filters[WIRE_FILTERS_MAX]; /* values of one field are ORed, fields are ANDed */
	size_t n_filters;
	unsigned facets; /* bit 1u << wire_field_id for each facet to count */
	uint32_t facet_limit; /* values listed of each facet; 0: WIRE_FACET_VALUES */
	int32_t today;
} wire_request;

typedef struct wire_result_hit {
	uint32_t rank; /* from 1, over all pages */
	double score;
	wire_story story;
	wire_segments headline, snippet;
} wire_result_hit;

typedef struct wire_facet_value {
	wire_str value, label; /* label: `China` for `CN`; else the value */
	uint32_t count;
	bool chosen; /* a filter of the request */
} wire_facet_value;

typedef struct wire_facet {
	const wire_field *field;
	wire_facet_value *values;
	size_t len;
	size_t distinct; /* values in all, of which `len` are listed */
} wire_facet;

/** How many stories a part of the query matches alone: shown when the whole matches none. */
typedef struct wire_part {
	wire_str text; /* canonical */
	uint32_t count;
} wire_part;

typedef struct wire_result {
	wire_str query, understood;
	uint32_t total, offset;
	uint32_t archive; /* stories in the databases */
	wire_result_hit *hits;
	size_t n_hits;
	wire_facet *facets;
	size_t n_facets;
	wire_part *parts; /* only when total is 0 */
	size_t n_parts;
	wire_str suggestion; /* a query with likely spellings; empty: none. Only when total is 0 */
	wire_list notes;
} wire_result;

typedef struct wire_searcher wire_searcher;

/**
 * Open databases for requests.
 * Errors as wire_reader_open().
 */
wire_status wire_searcher_open(
	wire_searcher **out, const char *const *paths, size_t n, wire_error *err);
void wire_searcher_close(wire_searcher *searcher); /* NULL allowed */

/** The code of a country by any of its names, for filters; empty: unknown. WIRE_ENOMEM. */
wire_status wire_searcher_country(wire_str *out, const wire_searcher *searcher, wire_str name)
	WIRE_MUST_CHECK;

/** Answer a request. The result lives in `arena`. WIRE_EQUERY with its place, and the store's errors. */
wire_status wire_searcher_run(wire_result *out, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/** How the query is understood, without running it. */
wire_status wire_searcher_explain(wire_str *out, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/** The story with this id. WIRE_ENOTFOUND. */
wire_status wire_searcher_story(
	wire_story *out, wire_searcher *searcher, wire_str id, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/** The database's revision, for ETags. */
wire_status wire_searcher_revision(wire_buf *out, wire_searcher *searcher, wire_error *err);

#endif
