/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Folding in one pass. A character is taken apart (NFD), its marks are judged, what stays is case
 * folded and taken apart further (NFKD), and put in order and composed again (NFC). Taking apart
 * comes first, so that a mark is judged alike whether it was written as a character of its own or
 * not. Only one base and its marks are held at a time, and no more marks than WIRE_MARKS_MAX, so
 * the work for a character is bounded.
 */
#include <string.h>
#include <utf8proc.h>

#include "wire/text.h"

/* Code points of the longest decomposition; Unicode's own is 18 (U+FDFA). */
enum { PARTS_MAX = 32 };

enum { CYRILLIC_I = 0x0438, BREVE = 0x0306, NO_SEQUENCE = UINT16_MAX };

/* A base and the marks behind it, which are in canonical order; either may be missing. */
typedef struct cluster {
	wire_buf *out;
	utf8proc_int32_t codes[1 + WIRE_MARKS_MAX];
	size_t len;
} cluster;

/* ---- what folds to what ---- */

/* Letters whose stroke or shape Unicode does not take apart, or takes apart into more than letters:
 * the small ones, for to those the capitals fold. */
static uint32_t base_letter(uint32_t code)
{
	static const struct {
		uint32_t from, to;
	} table[] = {
		{0x00F0, 'd'},
		{0x00F8, 'o'},
		{0x0111, 'd'},
		{0x0127, 'h'},
		{0x0131, 'i'},
		{0x0138, 'k'},
		{0x013F, 'l'},
		{0x0140, 'l'},
		{0x0142, 'l'},
		{0x0167, 't'},
		{0x0180, 'b'},
		{0x0256, 'd'},
	};
	if (code > table[sizeof table / sizeof *table - 1].from)
		return code;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].from == code)
			return table[i].to;
	return code;
}

/* Small letters that fold to two. */
static const char *letter_pair(uint32_t code)
{
	switch (code) {
	case 0xE6:
		return "ae";
	case 0x153:
		return "oe";
	case 0xFE:
		return "th";
	default:
		return NULL;
	}
}

/*
 * Letters that NFKD takes apart and no writer does: Thai and Lao AM and the two Lao ligatures of
 * HO, the kana digraphs. Each is a token, which its parts would not be.
 */
static bool is_kept_whole(uint32_t code)
{
	return code == 0x0E33 || code == 0x0EB3 || code == 0x0EDC || code == 0x0EDD ||
	       code == 0x309F || code == 0x30FF;
}

static bool is_mark(const utf8proc_property_t *property)
{
	return property->category >= UTF8PROC_CATEGORY_MN &&
	       property->category <= UTF8PROC_CATEGORY_ME;
}

/*
 * Marks without which a word is still the word: those of no script (accents, on Latin, Greek and
 * Cyrillic letters above all), those of Cyrillic, the points of Hebrew, Arabic and Syriac, which
 * are optional in writing, and variation selectors. Vowel signs of the scripts of India and
 * South-East Asia, and the voicing marks of kana, make another word.
 */
static bool is_optional_mark(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x0300, 0x036F},   /* of no script */
		{0x0483, 0x0489},   /* Cyrillic */
		{0x0591, 0x05C7},   /* Hebrew */
		{0x0610, 0x061A},   /* Arabic */
		{0x064B, 0x0652},   /* Arabic; then madda and hamza, which are letters' parts */
		{0x0656, 0x065F},   /* Arabic */
		{0x0670, 0x0670},   /* Arabic */
		{0x06D6, 0x06ED},   /* Arabic */
		{0x0711, 0x074A},   /* Syriac */
		{0x0898, 0x089F},   /* Arabic */
		{0x08CA, 0x08FF},   /* Arabic */
		{0x180B, 0x180F},   /* Mongolian variation selectors */
		{0x1AB0, 0x1AFF},   /* of no script */
		{0x1DC0, 0x1DFF},   /* of no script */
		{0x20D0, 0x20FF},   /* for symbols */
		{0x2DE0, 0x2DFF},   /* Cyrillic letters above */
		{0xA66F, 0xA69F},   /* Cyrillic */
		{0xFB1E, 0xFB1E},   /* Hebrew */
		{0xFE00, 0xFE2F},   /* variation selectors, half marks */
		{0xE0100, 0xE01EF}, /* variation selectors */
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && code >= ranges[i].first; i++)
		if (code <= ranges[i].last)
			return true;
	return false;
}

/* ---- composing ---- */

static void compose(cluster *c)
{
	if (c->len > 1)
		c->len = (size_t)utf8proc_normalize_utf32(
			c->codes, (utf8proc_ssize_t)c->len, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

static void flush(cluster *c)
{
	compose(c);
	for (size_t i = 0; i < c->len; i++) {
		char bytes[4];
		wire_buf_append(c->out, bytes, wire_utf8_encode(bytes, (uint32_t)c->codes[i]));
	}
	c->len = 0;
}

/* Vowels and last consonants of Hangul, which join the jamo before them. */
static bool is_late_jamo(uint32_t code)
{
	return (code >= 0x1161 && code <= 0x1175) || (code >= 0x11A8 && code <= 0x11C2);
}

/* Does `code`, of class 0, become one with the base that is held? Nothing stands between them. */
static bool join_base(cluster *c, uint32_t code)
{
	compose(c);
	if (c->len != 1)
		return false;
	c->codes[c->len++] = (utf8proc_int32_t)code;
	compose(c);
	bool joined = c->len == 1;
	c->len = 1;
	return joined;
}

/* Take a folded character in: a mark to its place in the order, a base in place of the last. */
static void push(cluster *c, uint32_t code)
{
	const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
	utf8proc_propval_t class = property->combining_class;
	if (class == 0) {
		if ((is_mark(property) || is_late_jamo(code)) && join_base(c, code))
			return;
		flush(c);
	}
	if (c->len > WIRE_MARKS_MAX)
		return;
	size_t at = c->len++;
	for (; at > 0; at--) {
		if (utf8proc_get_property(c->codes[at - 1])->combining_class <= class)
			break;
		c->codes[at] = c->codes[at - 1];
	}
	c->codes[at] = (utf8proc_int32_t)code;
}

/* ---- taking apart ---- */

/* The breve of й: a letter, not an accent. A second one is none. */
static bool makes_short_i(const cluster *c, uint32_t code)
{
	if (code != BREVE || c->len == 0 || c->codes[0] != CYRILLIC_I)
		return false;
	for (size_t i = 1; i < c->len; i++)
		if (c->codes[i] == BREVE)
			return false;
	return true;
}

/* Is the character, a part of what was written, to be left out? */
static bool is_left_out(const cluster *c, uint32_t code, const utf8proc_property_t *property)
{
	if (code == 0x0640) /* tatweel, which only widens an Arabic word */
		return true;
	return is_mark(property) && is_optional_mark(code) && !makes_short_i(c, code);
}

/* A character that is folded but for strokes, ligatures and apostrophes. */
static void put(cluster *c, uint32_t code)
{
	const char *pair = letter_pair(code);
	if (is_left_out(c, code, utf8proc_get_property((utf8proc_int32_t)code)))
		return;
	if (pair != NULL) {
		flush(c);
		wire_buf_puts(c->out, pair);
		return;
	}
	push(c, wire_char_is_apostrophe(code) ? '\'' : base_letter(code));
}

/* What would make one letter several words: U+FDFA is written as four, ŉ as 'n. */
static bool parts_words(uint32_t code)
{
	return code == ' ' || wire_char_is_apostrophe(code);
}

/* A character that has no canonical parts. */
static void fold_part(cluster *c, uint32_t code)
{
	utf8proc_int32_t parts[PARTS_MAX];
	int boundary = 0;
	const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
	bool folded = property->decomp_seqindex == NO_SEQUENCE &&
		      property->casefold_seqindex == NO_SEQUENCE;
	if (folded || base_letter(code) != code || is_kept_whole(code) ||
		is_left_out(c, code, property)) {
		put(c, code);
		return;
	}
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS_MAX,
		UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &boundary);
	for (utf8proc_ssize_t i = 0; i < n && i < PARTS_MAX; i++)
		if (n == 1 || !parts_words((uint32_t)parts[i]))
			put(c, (uint32_t)parts[i]);
}

static bool is_hangul_syllable(uint32_t code)
{
	return code >= 0xAC00 && code <= 0xD7A3;
}

static void fold_character(cluster *c, uint32_t code)
{
	utf8proc_int32_t parts[PARTS_MAX];
	int boundary = 0;
	const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
	if (is_hangul_syllable(code)) { /* composed as it is */
		push(c, code);
		return;
	}
	if (property->decomp_seqindex == NO_SEQUENCE) {
		fold_part(c, code);
		return;
	}
	utf8proc_ssize_t n = utf8proc_decompose_char(
		(utf8proc_int32_t)code, parts, PARTS_MAX, UTF8PROC_DECOMPOSE, &boundary);
	for (utf8proc_ssize_t i = 0; i < n && i < PARTS_MAX; i++)
		fold_part(c, (uint32_t)parts[i]);
}

/* The ASCII from `at` on, at once; returns the end of it. */
static size_t fold_ascii(wire_buf *out, wire_str in, size_t at)
{
	size_t end = at;
	size_t folded = out->len;
	while (end < in.len && (unsigned char)in.data[end] < 0x80)
		end++;
	wire_buf_append(out, in.data + at, end - at);
	for (; folded < out->len; folded++)
		if (out->data[folded] >= 'A' && out->data[folded] <= 'Z')
			out->data[folded] |= 0x20;
	return end;
}

void wire_text_fold(wire_buf *out, wire_str in)
{
	/* The pointer of an empty text may be NULL, to which nothing is added, not even 0. */
	size_t at = in.len > 0 ? fold_ascii(out, in, 0) : 0;
	if (at == in.len)
		return;
	cluster c = {.out = out};
	while (at < in.len) {
		uint32_t code;
		if ((unsigned char)in.data[at] < 0x80) {
			flush(&c);
			at = fold_ascii(out, in, at);
			continue;
		}
		at += wire_utf8_decode(&code, in, at);
		fold_character(&c, code);
	}
	flush(&c);
}

/* Names are short and many (the gazetteer has 12,000): they are folded without an allocation. */
wire_status wire_text_fold_copy(wire_str *out, wire_arena *arena, wire_str in)
{
	wire_buf folded;
	char name[1024];
	bool small = in.len < sizeof name / WIRE_FOLD_GROWTH;
	*out = (wire_str){NULL, 0};
	if (small)
		wire_buf_on(&folded, name, sizeof name);
	else
		wire_buf_init(&folded, in.len * WIRE_FOLD_GROWTH + 1);
	wire_text_fold(&folded, in);
	wire_status status = wire_buf_status(&folded);
	if (status == WIRE_OK)
		status = wire_arena_copy(out, arena, wire_buf_view(&folded));
	if (!small)
		wire_buf_release(&folded);
	return status;
}
