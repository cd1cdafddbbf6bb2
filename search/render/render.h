/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Renderers: one result as text for a terminal, as JSON, as a page. Each escapes for its medium;
 * none prints. Errors are the buffer's own: wire_buf_status().
 */
#ifndef SEARCH_RENDER_RENDER_H
#define SEARCH_RENDER_RENDER_H

#include "search/answer/result.h"

typedef struct wire_text_style {
	bool color;     /* ANSI colours; without them matches are marked *so* */
	unsigned width; /* columns to wrap at */
} wire_text_style;

/** Hits, totals, notes, facets. */
void wire_render_text(wire_buf *out, const wire_result *result, const wire_text_style *style);
/** What there is to know of the answer, a line each: `note: ...`. Part of the text; else for standard error. */
void wire_render_notes(wire_buf *out, const wire_result *result);
/** Why nothing was found: each part's count alone, and a likely spelling. For standard error. */
void wire_render_no_hits(wire_buf *out, const wire_result *result);
/** A whole story; `path` is its file's absolute one, empty: not known. */
void wire_render_story_text(
	wire_buf *out, const wire_story *story, wire_str path, const wire_text_style *style);
/**
 * An error of a query: the message, the query, and a mark under the place. Of a long query one line
 * around the place is shown, with U+2026 where it goes on.
 */
void wire_render_query_error(wire_buf *out, wire_str query, const wire_error *err);
/** An id, ended by a newline and its control characters escaped, or with `null` as it is and a NUL. */
void wire_render_id(wire_buf *out, wire_str id, bool null);

/**
 * The one JSON document that wire-search(1) describes, with a newline. WIRE_ENOMEM; WIRE_ETOOBIG (`out`
 * has no room); WIRE_EDATABASE (a stored text is not UTF-8).
 */
wire_status wire_render_json(
	wire_buf *out, const wire_result *result, wire_error *err) WIRE_MUST_CHECK;
/** A story's record on a line, with `path` as a member of that name when it is known. Errors as above. */
wire_status wire_render_story_json(wire_buf *out, const wire_story *story, wire_str path,
	wire_error *err) WIRE_MUST_CHECK;
/** A failure as {"error": TEXT}; a query's with its place as "offset" and "length", in bytes. */
wire_status wire_render_json_error(
	wire_buf *out, wire_status status, const wire_error *err) WIRE_MUST_CHECK;

#endif
