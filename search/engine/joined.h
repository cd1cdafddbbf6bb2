/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What the archive knows of words written in one and in two. Where it has `cease-fire` with a hyphen
 * (WIRE_SCHEMA: `J` terms), `ceasefire` is also sought as `cease` and `fire` side by side, in any
 * form, and `cease` and `fire`, where they stand together in a query, also as `ceasefire`. In a phrase
 * `ceasefire` is sought in two, and what was typed with a hyphen also as one word: "an F-16 flew" finds
 * `an F16 flew`, and the other way round. A single form (=ceasefire) is sought as it is.
 */
#ifndef SEARCH_ENGINE_JOINED_H
#define SEARCH_ENGINE_JOINED_H

#include "search/engine/budget.h"

/**
 * Give each plain word and phrase under `root` its meaning (compound.h), anew when it had one. Looks up
 * one term for each word, and one for each two words that stand together. WIRE_ENOMEM; the store's errors.
 */
wire_status wire_joined_find(wire_node *root, const wire_engine *engine, wire_error *err)
	WIRE_MUST_CHECK;

#endif
