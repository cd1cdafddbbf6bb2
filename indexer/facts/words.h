/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A story's text as words for the entity stages: case and punctuation kept, unlike the index's
 * tokens, because `Polish` is not `polish` and a comma ends a name.
 *
 * Headline and body are split once; countries and people both read the result. A word is a run of
 * letters, digits and marks, with apostrophes and hyphens between them (`O'Brien`, `Jong-un`,
 * `Taiwan-based` are one word each); & joins capitals (`AT&T`); every other character is a word of
 * its own. A full stop belongs to an abbreviation (`U.S.`, `St.`, `Mr.`, `J.`), else ends a sentence.
 */
#ifndef INDEXER_FACTS_WORDS_H
#define INDEXER_FACTS_WORDS_H

#include <stdint.h>

#include "indexer/context.h"

/* What a word looks like; one of the first five, and marks. */
enum wire_word_shape {
	WIRE_WORD_LOWER = 1,      /* talks, de */
	WIRE_WORD_CAPITALIZED,    /* Blinken, McDonald, O'Brien, Jean-Pierre, Élysée */
	WIRE_WORD_UPPER,          /* US, U.S., NATO, BLINKEN; two letters at least */
	WIRE_WORD_INITIAL,        /* J. or J: one capital, with or without a full stop */
	WIRE_WORD_NUMBER,         /* digits first: 14, 3.5, 10,000, 2nd */
	WIRE_WORD_PUNCTUATION,    /* one character: , . ; : ( ) " ... */
	WIRE_WORD_OTHER,          /* letters of scripts without case */
};

typedef struct wire_word {
	wire_str text;      /* as printed, without possessive 's; `U.S.`, `St.`, `Mr.`, `J.` keep full stops */
	uint32_t start;     /* byte offset of text in its zone (headline or body) */
	uint8_t shape;      /* enum wire_word_shape */
	bool possessive;    /* 's or ' followed and was taken off */
	bool sentence_start; /* first word of a sentence, a paragraph, or after an opening quote there */
	bool in_headline;
	bool space_before;  /* white space (or the zone's start) stands before it */
	uint16_t paragraph; /* 0 for the headline; the body's first is 1; saturates */
} wire_word;

typedef struct wire_words {
	wire_word *items;
	size_t len;
	size_t body;        /* index of the body's first word; == len when there is none */
	bool headline_caps; /* the headline has no small letters to tell names by (all capitals) */
	bool headline_title; /* Most Of The Headline's Words Are Capitalised */
	bool body_caps;     /* the body is in capitals throughout */
} wire_words;

/** `al-Assad`, `d'Estaing`: small letters, then a capital behind a hyphen or apostrophe. */
bool wire_word_has_article(const wire_word *word);

/** No story has more words than this; the rest of its text is not looked at for entities. */
#define WIRE_WORDS_MAX 400000u

/** Split headline and body. Slices borrow from the story. WIRE_ENOMEM. */
wire_status wire_words_split(wire_words *out, const wire_story *story, const wire_context *ctx)
	WIRE_MUST_CHECK;

#endif
