/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Tokens: the words of a text as the index, the queries and the snippets see them.
 *
 * One tokeniser for all three, so that what was indexed is what is found and what is marked.
 * Rules, with what a token's `form` becomes (folded by wire_text_fold(), at most WIRE_FORM_MAX
 * bytes; a longer one is cut at a code point and its hash appended, so that it stays findable):
 *
 *   Blinken          blinken        letters and digits run together
 *   U.S.  U.N.       us  un         single letters each with a full stop lose them (16 letters at most);
 *                                   `capital` is set
 *   J.P.Morgan       jp morgan      ... also where the space behind them was lost
 *   US  NATO         us  nato       `capital` is set for 2 or more capitals and no small letter
 *   Xi's  U.K.’s     xi  uk         a possessive 's or ' falls off (start..end still spans `Xi` only)
 *   O'Brien Hawaiʻi  o'brien ...    an apostrophe (wire_char_is_apostrophe()) between letters stays
 *   ʻIolani          iolani         at a word's start it falls away
 *   AT&T             at&t           & between letters or digits stays
 *   3.5  10,000      3.5  10000     . stays between digits; , between digits is dropped
 *   cease-fire       cease fire     a hyphen parts words: two tokens, and, for two parts of letters or
 *   F-16             f 16           letters before figures, a joined twin before them (ceasefire, f16;
 *                                   `joined` and `split` set), which spans both: not a word of the text,
 *                                   but what the two are when they are written as one
 *   face-to-face     face to face   more than two parts: parts only
 *   台湾  ไทย         台 湾  ไ ท ย     Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar: a character, with
 *                                   the marks on it, a token
 *   Москва           москва         other scripts as words
 *   deal. We         deal . we      the end of a sentence, where it is sure, is a token of its own (`stop`
 *                                   set): a full stop or question mark, not of initials or an
 *                                   abbreviation, then white space and a capital, or an empty line. So
 *                                   no phrase goes on into the next sentence
 *
 * A form is one token again, itself. Positions count tokens from 0 within the text; a joined twin
 * shares the position of its first part. A stop is never the first or the last token. Takes time linear in the text's length, whatever the bytes.
 */
#ifndef WIRE_TOKEN_H
#define WIRE_TOKEN_H

#include <stdint.h>

#include "wire/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The longest form in bytes; far under Xapian's 245 with any prefix of ours. */
#define WIRE_FORM_MAX 64

/** The form of a sentence's end, which no word has. */
#define WIRE_TOKEN_STOP "."

typedef struct wire_token {
	size_t start, end; /* byte offsets into the text, end exclusive */
	wire_str form;     /* folded; valid until the next wire_token_next() */
	uint32_t position; /* 0 for the first token */
	bool capital;      /* all capitals, two at least: US, U.S., NATO */
	bool joined;       /* an extra token over two parts: f16, ceasefire */
	bool stop;         /* the end of a sentence; the form is WIRE_TOKEN_STOP */
	size_t split;      /* of the twin of two words: bytes of the form that are the first; else 0 */
} wire_token;

typedef struct wire_tokenizer wire_tokenizer;

/** A tokeniser without a text; reusable. NULL when out of memory. */
wire_tokenizer *wire_tokenizer_new(void);
void wire_tokenizer_free(wire_tokenizer *tokenizer);
/** Start on `text` (any bytes; borrowed until the next start). */
void wire_tokenizer_start(wire_tokenizer *tokenizer, wire_str text);
/** The next token. WIRE_END at the end of the text; WIRE_ENOMEM. */
wire_status wire_token_next(wire_token *out, wire_tokenizer *tokenizer) WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
