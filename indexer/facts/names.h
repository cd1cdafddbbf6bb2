/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A person's name as the record has it: its words as printed, one blank between, and names that a
 * style or a headline prints in capitals as they are written elsewhere.
 */
#ifndef INDEXER_FACTS_NAMES_H
#define INDEXER_FACTS_NAMES_H

#include "indexer/facts/person_rules.h"

/**
 * The name of a mention: `Pedro GARCÍA` is `Pedro García`, `Alexander VAN DER BELLEN` is `Alexander
 * van der Bellen`; `McDONALD`, `O'BRIEN` and `JONG-UN` keep the capitals inside. Initials, numerals
 * and letters without a vowel (`J.`, `III`, `JFK`) stay. In the arena; WIRE_ENOMEM.
 */
wire_status wire_name_of(wire_str *out, const wire_mention *mention, const wire_words *words,
	const wire_context *ctx) WIRE_MUST_CHECK;

#endif
