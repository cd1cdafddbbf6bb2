/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A request from the words that a person gave, on the command line or in a web form: one reading of
 * limits, sorts, filters and facets for both.
 */
#ifndef SEARCH_ANSWER_REQUEST_H
#define SEARCH_ANSWER_REQUEST_H

#include "search/answer/result.h"

/** What was given, as text; NULL or empty: not given. Borrowed. */
typedef struct wire_request_text {
	wire_str query;
	const char *limit, *offset, *sort, *facets; /* facets: NULL none, "" all, else a list by commas */
	const char *filters[WIRE_FILTERS_MAX];      /* FIELD=VALUE */
	size_t n_filters;
} wire_request_text;

/**
 * Read it all. `searcher` knows the names of countries. Strings live in `arena` or where they were
 * given. WIRE_EINVAL says what is wrong; WIRE_ENOMEM.
 */
wire_status wire_request_read(wire_request *out, const wire_request_text *given,
	const wire_searcher *searcher, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

#endif
