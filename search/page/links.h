/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Links of the page: to the same request with a change, and to a story. They are made of the request as
 * it was read, so that what was sent in other words, or twice, is written in one way.
 */
#ifndef SEARCH_PAGE_LINKS_H
#define SEARCH_PAGE_LINKS_H

#include "search/page/page.h"

/** What a link changes of the request that it comes from; all zero: its first page. */
typedef struct wire_link_change {
	const wire_filter *drop; /* one of the request's, to leave out */
	const wire_field *field; /* of a filter to add; NULL: none */
	wire_str value;          /* of that filter, canonical */
	uint32_t offset;
	const wire_str *query; /* another query */
} wire_link_change;

/** Append the address, escaped for an attribute. */
void wire_link_put(wire_buf *out, const wire_page *page, const wire_link_change *change);
/** The address of a story, by its id alone. */
void wire_link_story(wire_buf *out, wire_str id);

#endif
