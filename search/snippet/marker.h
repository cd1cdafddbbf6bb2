/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Where a text matches a query: what snippet.c cuts and marks by.
 */
#ifndef SEARCH_SNIPPET_MARKER_H
#define SEARCH_SNIPPET_MARKER_H

#include "search/query/ast.h"
#include "wire/stem.h"
#include "wire/token.h"

/** Matches of one text that are looked at; what comes after is not marked. */
#define WIRE_MATCHES_MAX 100000u

typedef struct wire_match {
	size_t start, end;           /* bytes of the text */
	size_t char_start, char_end; /* the same in characters */
	uint32_t position;           /* of its first word */
	uint32_t part;               /* which leaf of the query, below wire_marker_parts() */
	bool holds;                  /* false: a word of a NEAR or ADJ that does not hold here */
} wire_match;

typedef struct wire_matches {
	wire_match *items; /* by position; those of one position in no particular order */
	size_t len, cap;
} wire_matches;

typedef struct wire_marker wire_marker;

/**
 * Prepare to mark what `root` matches: its words by stem, `=` by form (and capitals), phrases as a
 * whole, prefixes, NEAR and ADJ where they hold; nothing under a NOT. Tree, stemmer and tokeniser
 * are borrowed; the marker lives in `arena`. WIRE_ENOMEM.
 */
wire_status wire_marker_new(wire_marker **out, const wire_node *root, wire_stemmer *stemmer,
	wire_tokenizer *tokenizer, wire_arena *arena) WIRE_MUST_CHECK;

/**
 * The branches of the query that a story may match without: ANDs and NOTs under an OR. What they ask
 * for is marked where wire_marker_hold() said that the story at hand satisfies them, at first in all.
 * Returns how many; `*out` are their nodes.
 */
size_t wire_marker_branches(const wire_node *const **out, const wire_marker *marker);
void wire_marker_hold(wire_marker *marker, size_t index, bool held);

/** The tokeniser that it was made with, free for another text until the next find. */
wire_tokenizer *wire_marker_tokenizer(const wire_marker *marker);

/** Number of leaves that can be marked at all. */
size_t wire_marker_parts(const wire_marker *marker);

/**
 * Find all matches of `text`, of that field. Time is linear in the text but for the sorting of the
 * matches. In the arena. WIRE_ENOMEM.
 */
wire_status wire_marker_find(wire_matches *out, wire_marker *marker, const wire_field *field,
	wire_str text, wire_arena *arena) WIRE_MUST_CHECK;

#endif
