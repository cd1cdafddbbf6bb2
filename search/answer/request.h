/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A request from the words that a person gave, on the command line or in a web form: one reading of
 * limits, sorts, filters and facets for both.
 */
#ifndef SEARCH_ANSWER_REQUEST_H
#define SEARCH_ANSWER_REQUEST_H

#include "search/answer/result.h"

/** What was given, as text, any bytes; NULL or empty: not given. Borrowed. */
typedef struct wire_request_text {
	wire_str query;
	const char *limit, *offset, *sort, *facets; /* facets: NULL none, "" all, else a list by commas */
	const char *facet_limit;               /* values listed of each facet */
	const char *filters[WIRE_FILTERS_MAX]; /* FIELD=VALUE; filled by wire_request_add_filter() */
	size_t n_filters;
	uint32_t limit_min;                /* hits: the least that may be asked for */
	uint32_t limit_default, limit_max; /* 0: WIRE_LIMIT_DEFAULT, WIRE_LIMIT_MAX */
} wire_request_text;

/** Add a filter, borrowed. WIRE_EINVAL when there are WIRE_FILTERS_MAX already: none is dropped. */
wire_status wire_request_add_filter(
	wire_request_text *given, const char *filter, wire_error *err) WIRE_MUST_CHECK;

/** What a filter's field is called: as its facet, else as in a query. */
const char *wire_filter_name(const wire_field *field);

/**
 * Read it all. Every text is cleaned once, here: it becomes valid UTF-8 (wire_text_clean), and marks
 * that turn the direction of writing are dropped, since they would reorder what is shown around them.
 * `searcher` knows the names of countries. Strings live in `arena` or where they were given.
 * WIRE_EINVAL says what is wrong; WIRE_ENOMEM.
 */
wire_status wire_request_read(wire_request *out, const wire_request_text *given,
	const wire_searcher *searcher, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

#endif
