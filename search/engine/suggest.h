/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Likely spellings of words and values that match nothing.
 */
#ifndef SEARCH_ENGINE_SUGGEST_H
#define SEARCH_ENGINE_SUGGEST_H

#include "search/engine/budget.h"

/** Spellings of one word that are tried at most. */
#define WIRE_SPELLINGS_MAX 4u

/**
 * Indexed forms of `field` that are near `form`, nearest first, of those the most frequent first: one
 * edit away, or two for words of five letters and more. Nothing is like a word with a
 * digit, or one of less than three letters. Looked at is what shares the first two letters; when
 * none of that is near, what has another first letter, or one more or less (one edit away, or two for
 * words of eight letters and more), and all that shares the first, until the budget is walked.
 */
wire_status wire_spelling_suggest(wire_list *out, const wire_engine *engine,
	const wire_field *field, wire_str form, wire_error *err) WIRE_MUST_CHECK;

/**
 * The same for a whole value of an exact field (source, lang, status): values within two edits, and
 * for `lang` the code of a language that is called so in English. Folded.
 */
wire_status wire_value_suggest(wire_list *out, const wire_engine *engine, const wire_field *field,
	wire_str value, wire_error *err) WIRE_MUST_CHECK;

/**
 * A folded spelling with the capitals of the word that it stands for: `Ronald`, `UNESCO`. In the
 * arena.
 */
wire_status wire_spelling_dress(
	wire_str *out, wire_arena *arena, wire_str spelling, wire_str typed) WIRE_MUST_CHECK;

#endif
