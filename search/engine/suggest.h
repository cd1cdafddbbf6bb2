/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Likely spellings of words that match nothing.
 */
#ifndef SEARCH_ENGINE_SUGGEST_H
#define SEARCH_ENGINE_SUGGEST_H

#include "wire/schema.h"
#include "wire/store.h"

/**
 * A likely spelling of a word that matches nothing: the most frequent indexed form within one edit
 * (two for words over 7 characters); empty when there is none.
 */
wire_status wire_spelling_suggest(wire_str *out, const wire_field *field, wire_str form,
	wire_reader *reader, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

#endif
