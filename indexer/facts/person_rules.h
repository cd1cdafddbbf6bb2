/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What wire style knows of persons' names: titles before them, words that never are names, and what
 * makes a run of capitalised words something else (a company, a ship, a law, a place).
 */
#ifndef INDEXER_FACTS_PERSON_RULES_H
#define INDEXER_FACTS_PERSON_RULES_H

#include "indexer/facts/words.h"

/** A run of words that may name a person: words[start..end) of the story. */
typedef struct wire_mention {
	size_t start, end;
	bool titled; /* a title or role stands before it */
	bool tagged; /* the tagger has it begin here */
} wire_mention;

/** No run is followed farther, in words: names have six, so that what is longer is none. */
#define WIRE_RUN_MAX 50

/**
 * The longest run at `at` whose words may all belong to one name: capitalised words, initials,
 * particles between them (`von der`), `Jr.` and numerals behind. Returns its end; `at` when none.
 */
size_t wire_person_run(const wire_words *words, size_t at, const wire_context *ctx);

/** `Jr.`, `III`: behind a name and no family name. */
bool wire_person_is_suffix(wire_str word);

/** Cut titles and offices off the front and what is no name (days, `May 3`) off the end. */
void wire_person_strip(wire_mention *mention, const wire_words *words, const wire_context *ctx);

/**
 * Strip, then tell: false when nothing that could be a person's full name is left, or what it
 * consists of or what surrounds it says that it is something else.
 */
bool wire_person_trim(wire_mention *mention, const wire_words *words, const wire_context *ctx);

/** Do the words by themselves, or what stands around them, say that this is a person? */
bool wire_person_is_likely(
	const wire_mention *mention, const wire_words *words, const wire_context *ctx);

/**
 * Is a stripped mention a family name behind a title that persons are addressed by: `President
 * Reagan`, `Mr. de Klerk`, `Secretary of State Shultz`?
 */
bool wire_person_is_surname(
	const wire_mention *mention, const wire_words *words, const wire_context *ctx);

#endif
