/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Snippets: the passage of a text that shows the most of a query's words close together, as plain
 * text in segments, matching ones marked. No escaping here: each renderer escapes for its medium.
 */
#ifndef SEARCH_SNIPPET_SNIPPET_H
#define SEARCH_SNIPPET_SNIPPET_H

#include "search/snippet/marker.h"

/** About as long as a snippet gets, in characters, ellipses aside. */
#define WIRE_SNIPPET_LENGTH 300u

typedef struct wire_segment {
	wire_str text;
	bool match;
} wire_segment;

typedef struct wire_segments {
	wire_segment *items;
	size_t len;
} wire_segments;

/**
 * All of `text`, of that field, in segments (the headline). Plain words (WIRE_FIELD_BODY) are marked
 * in the headline and in the body; words of a field in that field alone. White space becomes single
 * spaces. A match is a segment of its own; matches that overlap are one. In the arena. WIRE_ENOMEM.
 */
wire_status wire_marker_mark(wire_segments *out, wire_marker *marker, const wire_field *field,
	wire_str text, wire_arena *arena) WIRE_MUST_CHECK;

/**
 * The best passage of `text`, in segments: the one with the most different words of the query, of those
 * the one with the most matches, of those the first; the text's beginning when nothing matches. Cut
 * at sentence or else word boundaries, with U+2026 where a sentence is cut; within a word only where
 * that word alone is longer than a snippet. In the arena. WIRE_ENOMEM.
 */
wire_status wire_marker_snippet(wire_segments *out, wire_marker *marker, const wire_field *field,
	wire_str text, wire_arena *arena) WIRE_MUST_CHECK;

#endif
