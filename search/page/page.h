/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The page: a result, a story or an error as HTML that works without JavaScript. Errors are the buffer's
 * own: wire_buf_status().
 */
#ifndef SEARCH_PAGE_PAGE_H
#define SEARCH_PAGE_PAGE_H

#include "search/answer/result.h"

/** What the page was asked: for its form and its links. */
typedef struct wire_page {
	const wire_request *request; /* as far as it was read, when it is an error's page */
	wire_str title;
	bool followed; /* crawlers may follow its links and keep it */
} wire_page;

/** Hits, facets as links that add or drop a filter, paging; reasons when nothing was found. */
void wire_page_result(wire_buf *out, const wire_page *page, const wire_result *result);
/** The search box alone, with how many stories there are. */
void wire_page_start(wire_buf *out, const wire_page *page, uint32_t stories);
/** One story. */
void wire_page_story(wire_buf *out, const wire_page *page, const wire_story *story);
/** An error; a query's with its place marked. */
void wire_page_error(
	wire_buf *out, const wire_page *page, wire_status status, const wire_error *err);

#endif
