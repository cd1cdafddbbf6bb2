/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Words near one another: what NEAR, ADJ and phrases mean, in one place for the engine, which asks
 * whether a story has such a place, and for the snippets, which ask for all of them.
 *
 * A match of a word is its position in the text. A match of two sides joined by NEAR or ADJ is a match
 * of each that fit together; it stands for all their positions, and its stretch goes from the lowest
 * to the highest. Two matches fit when they have no position in common (one word never counts twice)
 * and their distance is at most that of the operator: the first position of the later stretch less the
 * last of the earlier, so 1 for neighbours, and 0 for stretches that overlap. For ADJ the right side's
 * stretch must also begin behind the left's end. A choice has the matches of its kids.
 *
 * So each NEAR has its own distance, brackets count, and `a NEAR/2 b NEAR/9 c` is (a NEAR/2 b) NEAR/9 c.
 */
#ifndef WIRE_SPAN_H
#define WIRE_SPAN_H

#include <stdint.h>

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Matches of one part in one text that are told apart; of more the answer is WIRE_ETOOBIG. */
#define WIRE_SPANS_MAX (1u << 18)

typedef struct wire_span {
	uint32_t first, last;   /* positions of its first and its last word */
	const uint32_t *places; /* all its positions, ascending; NULL: each from first to last */
	uint32_t n_places;      /* 0 when places is NULL */
	bool holds;             /* set by wire_span_hold() */
} wire_span;

typedef enum wire_span_kind {
	WIRE_SPAN_WORD, /* at `places`: `width` words from there on */
	WIRE_SPAN_ANY,  /* any of the kids */
	WIRE_SPAN_NEAR, /* two kids within `distance`, */
	WIRE_SPAN_ADJ,  /* and in this order */
} wire_span_kind;

typedef struct wire_span_node wire_span_node;
struct wire_span_node {
	wire_span_kind kind;
	unsigned distance;     /* NEAR, ADJ: 1 or more */
	wire_span_node **kids; /* ANY: one or more; NEAR, ADJ: two */
	size_t n_kids;
	wire_list terms; /* WORD, for the engine: the terms that it stands for */
	uint32_t width;  /* WORD: 1 or more */

	/* of the text at hand */
	const uint32_t *places; /* WORD: the first position of each match, ascending */
	size_t n_places;
	wire_span *items; /* the matches; WORD: one for each of `places`, else by first and last */
	size_t n_items;
	uint32_t widest; /* the longest stretch among them, less one */
};

/** A node of that kind, the rest empty; NULL when out of memory. */
wire_span_node *wire_span_new(wire_arena *arena, wire_span_kind kind, size_t n_kids) WIRE_MUST_CHECK;

/** May one position be of two of the WORDs under `root`, as their `places` are now? WIRE_ENOMEM. */
wire_status wire_span_shared(bool *out, const wire_span_node *root, wire_arena *arena) WIRE_MUST_CHECK;

/**
 * Is there a match of `root` in the text whose positions its WORDs have in `places`?
 * @param shared  false: no position is of two WORDs, and matches of one stretch are as one
 * WIRE_ENOMEM; WIRE_ETOOBIG.
 */
wire_status wire_span_match(
	bool *out, wire_span_node *root, bool shared, wire_arena *arena) WIRE_MUST_CHECK;
/**
 * Find all matches of `root`, and set `holds` of those matches of all nodes below that are a part of
 * one. In the arena. WIRE_ENOMEM; WIRE_ETOOBIG.
 */
wire_status wire_span_hold(wire_span_node *root, bool shared, wire_arena *arena) WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
