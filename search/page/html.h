/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Text as HTML. Everything that comes from a story or a request is escaped on its way out, by these
 * functions alone.
 */
#ifndef SEARCH_PAGE_HTML_H
#define SEARCH_PAGE_HTML_H

#include "search/snippet/snippet.h"

/** Append text with the five characters of HTML escaped and control characters left out. */
void wire_html_text(wire_buf *out, wire_str text);
/** The same of a text that stands beside others: without the characters that would turn those, too
 * (wire_char_turns()). */
void wire_html_line(wire_buf *out, wire_str text);
/** A line that may be of another direction than what stands around it, in a <bdi>. */
void wire_html_isolated(wire_buf *out, wire_str text);
/** Segments as lines, matches in <mark>. */
void wire_html_segments(wire_buf *out, const wire_segments *segments);
/** The attributes of an element that holds text of a story: its own direction, and its language where
 * `language` is a BCP 47 tag. */
void wire_html_language(wire_buf *out, wire_str language);

#endif
