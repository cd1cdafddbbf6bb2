/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Abbreviations whose full stop is theirs and ends no sentence: what splits a text into sentences
 * asks here, the indexer for names and the search for snippets.
 */
#ifndef WIRE_ABBREVIATION_H
#define WIRE_ABBREVIATION_H

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Is `word`, without its full stop, such an abbreviation: a title or rank, a month or state as AP
 * style writes it, a company's form (`Inc`, `Corp`), an honorific? The first letter's case counts,
 * the others' does not, since headlines in capitals have their stops, too (`GEN`). Initials (`J`,
 * `U.S`) are not listed: they show what they are by themselves.
 */
bool wire_is_abbreviation(wire_str word);

#ifdef __cplusplus
}
#endif
#endif
