/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Walks of the vocabulary: the indexed forms that a word or a prefix stands for. They are exact, or
 * say that they were cut by the request's budget (WIRE_BUDGET_WALK).
 */
#ifndef SEARCH_ENGINE_EXPAND_H
#define SEARCH_ENGINE_EXPAND_H

#include "search/engine/budget.h"

typedef struct wire_form {
	wire_str term; /* with the field's prefix */
	uint32_t frequency;
} wire_form;

typedef struct wire_forms {
	wire_form *items; /* in the order of bytes; WIRE_BUDGET_TERMS at most */
	size_t len;
	size_t found;      /* how many there are; over len: too many to be taken */
	uint64_t postings; /* sum of the frequencies of all found */
	bool cut;          /* the budget ended the walk before the vocabulary did */
} wire_forms;

/** The forms of `field` that begin with `start`. In the arena. */
wire_status wire_expand_prefix(wire_forms *out, const wire_engine *engine,
	const wire_field *field, wire_str start, wire_error *err) WIRE_MUST_CHECK;

/**
 * The forms of `field` that have the same stem as `form`, itself included when it is indexed.
 *
 * Which part of the vocabulary is walked rests on the English Snowball stemmer: it takes endings off
 * and may then change the last letter (`tries` tri, `using` use), so every form begins with the stem
 * but for its last letter; the exceptions that it knows by name are `dying lying tying`, whose stems
 * are `die lie tie`. Stems of one or two letters are never changed. So what is walked is
 * all under a stem but its last letter, and for the three, all under the stem's letter and `y`, too:
 * two letters at least, some thousandths of a vocabulary.
 */
wire_status wire_expand_stem(wire_forms *out, const wire_engine *engine, const wire_field *field,
	wire_str form, wire_error *err) WIRE_MUST_CHECK;

#endif
