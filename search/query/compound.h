/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Words that are written in one, with a hyphen, or in two: `ceasefire`, `cease-fire`, `cease fire`.
 *
 * What is written stays in the tree, for --explain and for what names it; `meaning` says what is
 * sought for it. A word with a hyphen has it from the parser. That a plain word is also written in two
 * only an archive knows: engine/joined.h, which gives phrases with such words theirs, too.
 */
#ifndef SEARCH_QUERY_COMPOUND_H
#define SEARCH_QUERY_COMPOUND_H

#include "search/query/ast.h"

/**
 * Make `node`, a PHRASE of the parts of a word with hyphens, mean the parts side by side, each in any
 * form; a `twin` (wire/token.h) also the two as one word, and then it is a WORD. WIRE_ENOMEM.
 */
wire_status wire_compound_make(wire_node *node, bool twin, wire_arena *arena) WIRE_MUST_CHECK;

/** A PHRASE of `parts` in any form, at the place of `node`; NULL when out of memory. */
wire_node *wire_compound_phrase(wire_arena *arena, const wire_node *node, const wire_list *parts)
	WIRE_MUST_CHECK;

/** A WORD of the field and place of `node`, of `form`; NULL when out of memory. */
wire_node *wire_compound_word(wire_arena *arena, const wire_node *node, wire_str form)
	WIRE_MUST_CHECK;

/** Let `node`, a WORD or EXACT, also mean `other`, or what it means already or `other`. WIRE_ENOMEM. */
wire_status wire_compound_add(wire_node *node, wire_node *other, wire_arena *arena) WIRE_MUST_CHECK;

#endif
