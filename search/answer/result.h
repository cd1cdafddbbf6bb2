/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A request and its result: the one thing that text, JSON and page are all rendered from.
 */
#ifndef SEARCH_ANSWER_RESULT_H
#define SEARCH_ANSWER_RESULT_H

#include "search/engine/budget.h"
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
/** The limit of a request that wants all ids (wire_searcher_ids()). */
#define WIRE_LIMIT_NONE UINT32_MAX

typedef struct wire_filter {
	const wire_field *field;
	wire_str value; /* canonical */
	wire_str key;   /* it folded, ids as they are: filters of one field with one key are one */
} wire_filter;

typedef struct wire_request {
	wire_str query; /* as typed */
	uint32_t offset, limit;
	wire_sort sort;
	wire_filter filters[WIRE_FILTERS_MAX]; /* values of one field are ORed, fields are ANDed */
	size_t n_filters;
	unsigned facets;      /* bit 1u << wire_field_id for each facet to count */
	uint32_t facet_limit; /* values listed of each facet; 0: WIRE_FACET_VALUES */
	bool brief;           /* the total alone: no hit is read, and nothing diagnosed */
	uint32_t seconds;     /* that it may take; 0: as long as it takes */
	int32_t today;
} wire_request;

typedef struct wire_result_hit {
	uint32_t rank; /* from 1, over all pages */
	double score;
	wire_story story; /* of a damaged record the id alone */
	bool damaged;     /* the stored record cannot be read; a note says so, too */
	wire_segments headline, snippet;
} wire_result_hit;

typedef struct wire_facet_value {
	wire_str value, label; /* label: `China` for `CN`; else the value */
	uint32_t count;
	const wire_filter *chosen; /* the request's filter on it, in whatever spelling; NULL: none */
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
	wire_str revision; /* of the databases that every part of the result is from */
	uint32_t total, offset;
	/* Stories that this query was asked of: without killed and withheld ones, unless it asks for
	 * such (search/engine/shown.h). So it is in every number here. */
	uint32_t archive;
	wire_result_hit *hits;
	size_t n_hits;
	wire_facet *facets;
	size_t n_facets;
	wire_part *parts; /* only when total is 0; WIRE_BUDGET_PARTS at most */
	size_t n_parts;
	wire_str suggestion; /* a query with likely spellings that finds something; empty: none */
	uint32_t suggestion_total; /* stories that it finds */
	wire_list notes;     /* what a reader must know: what was left out, and which records are damaged */
	wire_budget cost;    /* what it cost: terms, stories looked at */
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

/**
 * Answer a request. The result lives in `arena` and is of one revision of the databases: when a
 * writer overtakes it, all is done anew (wire_reader_with_snapshot()).
 * WIRE_EQUERY with its place: what cannot be understood, and what costs too much
 * (search/engine/budget.h). The store's errors; WIRE_ENOMEM.
 */
wire_status wire_searcher_run(wire_result *out, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/** Told the id of a story; WIRE_END ends the walk without failing it. */
typedef wire_status wire_id_fn(void *payload, wire_str id, wire_error *err);

/**
 * Call `fn` with the id of every story that a request finds, in the order that it asks for, from its
 * offset on and up to its limit (WIRE_LIMIT_NONE: all). No record is read, nothing is counted or
 * diagnosed but out->total, out->archive and out->notes. Errors as wire_searcher_run(), and those of `fn`.
 *
 * Memory: some tens of bytes a match, and up to WIRE_IDS_HELD bytes of ids. What fits in them is
 * told when all is read, so that a writer that overtakes costs a new beginning and never a mixture;
 * beyond, ids stream, and a writer that overtakes ends the walk with WIRE_EDATABASE.
 */
wire_status wire_searcher_ids(wire_result *out, wire_searcher *searcher,
	const wire_request *request, wire_id_fn *fn, void *payload, wire_arena *arena,
	wire_error *err) WIRE_MUST_CHECK;
#define WIRE_IDS_HELD ((size_t)64 << 20)

/** How the query is understood, without running it. */
wire_status wire_searcher_explain(wire_str *out, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/**
 * The story with this id, whatever its status. WIRE_ENOTFOUND; WIRE_EDATABASE when its record is
 * damaged.
 */
wire_status wire_searcher_story(
	wire_story *out, wire_searcher *searcher, wire_str id, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/**
 * The absolute path of the file of a story of the first database, by the root that its indexer
 * remembers; empty where there is none (standard input).
 */
wire_status wire_searcher_path(wire_str *out, wire_searcher *searcher, const wire_story *story,
	wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/** The database's revision, for ETags. */
wire_status wire_searcher_revision(wire_buf *out, wire_searcher *searcher, wire_error *err);

#endif
