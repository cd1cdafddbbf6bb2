/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Where a text matches a query: what snippet.c cuts and marks by. Private to marker.c, near.c and
 * snippet.c.
 */
#ifndef SEARCH_SNIPPET_MARKER_H
#define SEARCH_SNIPPET_MARKER_H

#include "search/snippet/snippet.h"

/** Matches of one text that are looked at; what comes after is not marked. */
#define WIRE_MATCHES_MAX 100000u

typedef struct wire_match {
	size_t start, end;           /* bytes of the text */
	size_t char_start, char_end; /* the same in characters */
	uint32_t position;           /* of its first word */
	uint32_t part;               /* which leaf of the query, below wire_marker_parts() */
	uint32_t group; /* 1 + index of the NEAR or ADJ that the leaf is under; 0: none */
	uint32_t kid;   /* which kid of that */
	bool holds;     /* false: a word of a NEAR or ADJ that does not hold here */
} wire_match;

typedef struct wire_matches {
	wire_match *items; /* by position; those of one position in no particular order */
	size_t len, cap;
} wire_matches;

/** Number of leaves that can be marked at all. */
size_t wire_marker_parts(const wire_marker *marker);

/**
 * Find all matches of `text`, of that field. Time is linear in the text but for the sorting of the
 * matches. In the arena. WIRE_ENOMEM.
 */
wire_status wire_marker_find(wire_matches *out, wire_marker *marker, const wire_field *field,
	wire_str text, wire_arena *arena) WIRE_MUST_CHECK;

#endif
