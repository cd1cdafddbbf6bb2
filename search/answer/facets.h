/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Filters and facet counts of a request.
 */
#ifndef SEARCH_ANSWER_FACETS_H
#define SEARCH_ANSWER_FACETS_H

#include "search/answer/searcher.h"

/**
 * `query` (borrowed) under the request's filters, but for those on `except` (may be NULL): values
 * of one field are ORed, fields are ANDed. Never without words on failure.
 */
wire_status wire_filters_apply(wire_query **out, const wire_inquiry *inquiry,
	const wire_query *query, const wire_field *except, wire_error *err) WIRE_MUST_CHECK;

/** The tree of one of the request's filters. NULL: out of memory. */
wire_node *wire_filter_node(
	const wire_request *request, const wire_filter *filter, wire_arena *arena);

/**
 * Count the facets that the request asks for into out->facets, over `query` without its filters and
 * `filtered` with them all. Each facet's counts ignore the filters on itself, so that another of its
 * values can be chosen as well. Dates count by month.
 */
wire_status wire_facets_count(wire_inquiry *inquiry, const wire_query *query,
	const wire_query *filtered, wire_error *err) WIRE_MUST_CHECK;

#endif
