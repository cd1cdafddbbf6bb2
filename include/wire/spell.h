/* SPDX-License-Identifier: GPL-2.0-or-later */
/** How far apart two spellings are. */
#ifndef WIRE_SPELL_H
#define WIRE_SPELL_H

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The longest word that is compared, in bytes; longer ones are farther than any limit. */
#define WIRE_SPELL_MAX 64u

/**
 * Edits between two words, a swap of neighbours counting as one (Damerau's distance, optimal string
 * alignment); more than `limit` gives limit + 1. Bytes stand for letters: fold before. Time is the
 * product of the lengths at most.
 */
unsigned wire_spell_edits(wire_str a, wire_str b, unsigned limit);

#ifdef __cplusplus
}
#endif
#endif
