/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a marker seeks: the words of a query as tables, made once (patterns.c) and used for each text
 * (marker.c). The inside of a wire_marker, for these two.
 *
 * Each word of a leaf is a bit; a phrase is a run of bits.
 */
#ifndef SEARCH_SNIPPET_PATTERNS_H
#define SEARCH_SNIPPET_PATTERNS_H

#include "search/snippet/marker.h"
#include "search/snippet/near.h"

enum { WIRE_BITS = 64 };

typedef enum wire_atom_kind { WIRE_ATOM_FORM, WIRE_ATOM_CAPITAL, WIRE_ATOM_STEM, WIRE_ATOM_PREFIX } wire_atom_kind;

/* A word that a token may match. */
typedef struct wire_atom {
	wire_str text;
	wire_atom_kind kind;
	uint32_t bit;
} wire_atom;

typedef struct wire_atoms {
	wire_atom *items;
	size_t len;
} wire_atoms;

typedef struct wire_marker_leaf {
	const wire_field *field;
	uint32_t bits; /* how many words */
	bool in_group; /* under a NEAR or ADJ */
	size_t branch; /* 1 + index of the innermost branch that it is in; 0: in none */
} wire_marker_leaf;

/* An AND or NOT under an OR: a story may match without it. */
typedef struct wire_marker_branch {
	size_t outer; /* 1 + index of the branch that it is in; 0: in none */
	bool held;
} wire_marker_branch;

struct wire_marker {
	wire_stemmer *stemmer;
	wire_tokenizer *tokenizer;
	wire_arena *arena;
	wire_marker_leaf *leaves;
	size_t n_leaves;
	wire_marker_branch *branches;
	const wire_node **branch_nodes;
	size_t n_branches;
	size_t in_branch;        /* while leaves are added: theirs */
	wire_near_group *groups; /* the outermost NEARs and ADJs */
	size_t n_groups;
	wire_span_node **words; /* of each leaf under one of them; else NULL */
	uint32_t *leaf_of_bit;
	size_t n_bits;
	uint64_t *first, *last; /* bits that begin and end a wire_marker_leaf */
	uint32_t longest;       /* words of the longest phrase */
	wire_atoms forms, stems, prefixes;
};

static inline bool wire_bit_get(const uint64_t *set, uint32_t bit)
{
	return set[bit / WIRE_BITS] >> bit % WIRE_BITS & 1;
}

static inline void wire_bit_set(uint64_t *set, uint32_t bit)
{
	set[bit / WIRE_BITS] |= (uint64_t)1 << bit % WIRE_BITS;
}

#endif
