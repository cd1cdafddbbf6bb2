/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A query as a tree: what the parser makes, the compiler turns into the engine's query, `--explain`
 * prints and the snippets mark. All in one arena; nothing is freed by itself.
 */
#ifndef SEARCH_QUERY_AST_H
#define SEARCH_QUERY_AST_H

#include "wire/date.h"
#include "wire/schema.h"
#include "wire/str.h"

typedef enum wire_node_kind {
	WIRE_NODE_ALL,    /* the empty query: every story */
	WIRE_NODE_WORD,   /* any form of a word: talks */
	WIRE_NODE_EXACT,  /* =taxes, =US: this form; with `capital`, in capitals */
	WIRE_NODE_PREFIX, /* taiw* */
	WIRE_NODE_PHRASE, /* "a phrase": forms side by side */
	WIRE_NODE_VALUE,  /* a whole value of an exact field: country:CN source:UPI lang:en id:... */
	WIRE_NODE_PERIOD, /* date:2023-06, date:--06-14 */
	WIRE_NODE_NEAR,   /* two kids within `window` words of each other (wire/span.h), any order */
	WIRE_NODE_ADJ,    /* the same, in this order */
	WIRE_NODE_AND,    /* two kids or more */
	WIRE_NODE_OR,     /* two kids or more */
	WIRE_NODE_NOT,    /* kids[0] without kids[1]; kids[0] is ALL for a lone NOT */
} wire_node_kind;

typedef struct wire_node wire_node;
struct wire_node {
	wire_node_kind kind;
	const wire_field *field; /* of leaves; WIRE_FIELD_BODY for plain words. Never NULL for leaves */
	wire_str text;           /* of leaves, as written, without operators and quotes */
	wire_list forms;         /* folded: one for WORD, EXACT, PREFIX; the words of a PHRASE */
	wire_list parts;         /* WORD, PHRASE: of a word with hyphens; empty: it has none */
	bool *hyphens;           /* PHRASE in quotes: form i and the next are one word, F-16; NULL: none */
	wire_node *meaning;      /* what is sought in its place (compound.h, joined.h); NULL: itself */
	wire_str value;          /* VALUE: canonical (`CN`, `UPI`) */
	wire_period period;      /* PERIOD: as day numbers */
	wire_date yearless;      /* PERIOD: with a month: that day, or that month, of any year instead */
	bool capital;            /* EXACT: only in capitals */
	bool as_typed;           /* a form would not be read as itself: shown by `text` instead */
	unsigned window;         /* NEAR, ADJ */
	wire_node **kids; /* of a PHRASE: its words, when they may stand in any form; else none */
	size_t n_kids;
	unsigned height;   /* of the tree below: 0 for a leaf; a run of NOTs, or of NEARs, counts once */
	size_t start, end; /* bytes of the query text that it was written with */
};

/**
 * A node with a kind and its place in the query, the rest empty, its field that of plain words;
 * NULL when out of memory.
 */
wire_node *wire_node_new(wire_arena *arena, wire_node_kind kind, size_t start, size_t end)
	WIRE_MUST_CHECK;
/** The field of a leaf; of NEAR, ADJ and choices, that of their first leaf. */
const wire_field *wire_node_field(const wire_node *node);

#endif
