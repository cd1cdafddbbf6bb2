/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/names.h"

#include <assert.h>
#include <string.h>

#include "indexer/gazetteer/gazetteer.h"
#include "wire/text.h"

/* Letters of a word in capitals that may be initials (`JFK`) or a name (`XI`, `LEE`). */
enum { SHORT_LETTERS = 3, PARTICLE_BYTES_MAX = 8 };

/* A capital's small letter is at most three bytes where the capital is two. */
enum { LOWER_GROWTH = 2 };

typedef enum writing {
	AS_PRINTED,
	CAPITALIZED, /* but the first letter of each part small */
	SMALL,       /* a particle */
} writing;

static size_t letters_of(wire_str word)
{
	size_t letters = 0;
	for (size_t at = 0; at < word.len;) {
		uint32_t code;
		at += wire_utf8_decode(&code, word, at);
		letters += wire_char_is_letter(code);
	}
	return letters;
}

static bool has_vowel(wire_str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (strchr("AEIOUY", word.data[i]) != NULL || (unsigned char)word.data[i] >= 0x80)
			return true;
	return false;
}

/* In capitals throughout, and no abbreviation. */
static bool is_shouted(const wire_word *word)
{
	return word->shape == WIRE_WORD_UPPER && !wire_person_is_suffix(word->text) &&
	       memchr(word->text.data, '.', word->text.len) == NULL;
}

static bool is_particle(wire_str word, const wire_context *ctx)
{
	char small[PARTICLE_BYTES_MAX];
	if (word.len > sizeof small)
		return false;
	for (size_t i = 0; i < word.len; i++)
		small[i] = word.data[i] >= 'A' && word.data[i] <= 'Z' ? (char)(word.data[i] | 0x20)
								      : word.data[i];
	return (wire_gazetteer_word_use(ctx->tables->gazetteer, (wire_str){small, word.len}) &
		       WIRE_USE_PARTICLE) != 0;
}

/* How the word at `at` is to be written; `loud`: a longer word of the name is in capitals. */
static writing writing_of(const wire_mention *m, size_t at, bool loud, const wire_words *words,
	const wire_context *ctx)
{
	const wire_word *word = &words->items[at];
	if (word->shape == WIRE_WORD_CAPITALIZED)
		return CAPITALIZED; /* `McDONALD` */
	if (!is_shouted(word))
		return AS_PRINTED;
	if (letters_of(word->text) > SHORT_LETTERS)
		return CAPITALIZED;
	if (!loud || !has_vowel(word->text))
		return AS_PRINTED;
	bool inside = at > m->start && at + 1 < m->end;
	return inside && is_particle(word->text, ctx) ? SMALL : CAPITALIZED;
}

/* Where in a word its capitals go on behind small letters: `McDONALD` 2; 0 when they do not. */
static size_t second_part(wire_str word)
{
	if (word.len > 5 && wire_str_starts(word, WIRE_STR("MC")))
		return 2;
	size_t at = 0;
	while (at < word.len && !(word.data[at] >= 'a' && word.data[at] <= 'z'))
		at++;
	while (at < word.len && word.data[at] >= 'a' && word.data[at] <= 'z')
		at++;
	size_t capitals = 0;
	for (size_t i = at; i < word.len;) {
		uint32_t code;
		i += wire_utf8_decode(&code, word, i);
		if (!wire_char_is_upper(code))
			return 0;
		capitals++;
	}
	return capitals > 1 ? at : 0;
}

/*
 * Capitals but the first of each part become small. Parts begin behind a hyphen, behind a single
 * letter and an apostrophe (`O'BRIEN`), and at `second`. A word that is not in capitals keeps those
 * it has.
 */
static size_t put_capitalized(char *out, wire_str word, bool shouted)
{
	size_t at = 0, length = 0, letters = 0, second = second_part(word);
	while (at < word.len) {
		uint32_t code;
		bool first = letters == 0 || (second > 0 && at == second);
		bool lower = shouted || (second > 0 && at >= second);
		size_t start = at;
		at += wire_utf8_decode(&code, word, at);
		if (wire_char_is_letter(code)) {
			letters++;
			code = lower && !first ? wire_char_lower(code) : code;
		} else if (code == '-' || letters == 1) {
			letters = 0;
		}
		if (code == WIRE_REPLACEMENT) {
			memcpy(out + length, word.data + start, at - start);
			length += at - start;
		} else {
			length += wire_utf8_encode(out + length, code);
		}
	}
	return length;
}

static size_t put_small(char *out, wire_str word)
{
	for (size_t i = 0; i < word.len; i++)
		out[i] = (char)(word.data[i] |
				(word.data[i] >= 'A' && word.data[i] <= 'Z' ? 0x20 : 0));
	return word.len;
}

static size_t put_word(char *out, const wire_word *word, writing how)
{
	if (how == SMALL)
		return put_small(out, word->text);
	if (how == CAPITALIZED)
		return put_capitalized(out, word->text, is_shouted(word));
	memcpy(out, word->text.data, word->text.len);
	return word->text.len;
}

wire_status wire_name_of(wire_str *out, const wire_mention *mention, const wire_words *words,
	const wire_context *ctx)
{
	size_t size = 1, at = 0;
	bool loud = false;
	assert(mention->start < mention->end && mention->end <= words->len);
	for (size_t i = mention->start; i < mention->end; i++) {
		const wire_word *word = &words->items[i];
		size += LOWER_GROWTH * word->text.len + 1;
		loud = loud || (is_shouted(word) && letters_of(word->text) > SHORT_LETTERS);
	}
	*out = (wire_str){NULL, 0};
	char *text = wire_arena_alloc(ctx->arena, size);
	if (text == NULL)
		return WIRE_ENOMEM;
	for (size_t i = mention->start; i < mention->end; i++) {
		if (i > mention->start)
			text[at++] = ' ';
		at += put_word(
			text + at, &words->items[i], writing_of(mention, i, loud, words, ctx));
	}
	assert(at < size);
	text[at] = '\0';
	*out = (wire_str){text, at};
	return WIRE_OK;
}
