/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The inside of a searcher, for the files that share the work of one request: result.c, facets.c,
 * diagnose.c.
 */
#ifndef SEARCH_ANSWER_SEARCHER_H
#define SEARCH_ANSWER_SEARCHER_H

#include "search/answer/result.h"
#include "wire/country.h"

struct wire_searcher {
	wire_reader *reader;
	wire_stemmer *stemmer;
	wire_tokenizer *tokenizer;
	wire_country_names *countries;
};

/** The canonical text of a tree, in the arena. */
wire_status wire_searcher_canonical(wire_str *out, const wire_node *node, wire_arena *arena)
	WIRE_MUST_CHECK;

#endif
