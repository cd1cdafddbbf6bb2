/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Walks of the vocabulary: the indexed forms that a word or a prefix stands for.
 */
#ifndef SEARCH_ENGINE_EXPAND_H
#define SEARCH_ENGINE_EXPAND_H

#include "search/engine/compile.h"

/** Terms of the vocabulary that one walk looks at. */
#define WIRE_WALK_MAX 200000u

typedef struct wire_form {
	wire_str term; /* with the field's prefix */
	uint32_t frequency;
} wire_form;

typedef struct wire_forms {
	wire_form *items; /* most frequent first */
	size_t len;
	size_t found; /* how many there were; over len when cut at WIRE_EXPANSION_MAX */
} wire_forms;

/** The forms of `field` that begin with `start`. In the arena. */
wire_status wire_expand_prefix(wire_forms *out, const wire_field *field, wire_str start,
	wire_reader *reader, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/** The forms of `field` that have the same stem as `form`, itself included when it is indexed. */
wire_status wire_expand_stem(wire_forms *out, const wire_field *field, wire_str form,
	wire_reader *reader, wire_stemmer *stemmer, wire_arena *arena, wire_error *err)
	WIRE_MUST_CHECK;

#endif
