/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The page: a result, a story or an error as HTML that works without JavaScript. Everything that
 * comes from a story or a request is escaped on its way out, by the one function that writes text.
 */
#ifndef SEARCH_PAGE_HTML_H
#define SEARCH_PAGE_HTML_H

#include "search/answer/request.h"

/** What the page was asked: for its form and its links. */
typedef struct wire_page {
	const wire_request_text *given;
	const wire_request *request; /* may be all zero after an error */
	wire_str title;
} wire_page;

/** Append text with the five characters of HTML escaped and control characters left out. */
void wire_html_text(wire_buf *out, wire_str text);

/** Hits, facets as links that add or drop a filter, paging; reasons when nothing was found. */
void wire_html_result(wire_buf *out, const wire_page *page, const wire_result *result);
/** The search box alone, with how many stories there are. */
void wire_html_start(wire_buf *out, const wire_page *page, uint32_t stories);
/** One story. */
void wire_html_story(wire_buf *out, const wire_page *page, const wire_story *story);
/** An error; a query's with its place marked. */
void wire_html_error(
	wire_buf *out, const wire_page *page, wire_status status, const wire_error *err);

#endif
