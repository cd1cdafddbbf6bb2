/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- decoding ---- */

/* Length of the sequence that a lead byte announces, and the least code it may hold; 0: no lead. */
static size_t sequence_length(unsigned char lead, uint32_t *bits, uint32_t *least)
{
	if (lead >= 0xC2 && lead <= 0xDF) {
		*bits = lead & 0x1Fu;
		*least = 0x80;
		return 2;
	}
	if ((lead & 0xF0) == 0xE0) {
		*bits = lead & 0x0Fu;
		*least = 0x800;
		return 3;
	}
	if (lead >= 0xF0 && lead <= 0xF4) {
		*bits = lead & 0x07u;
		*least = 0x10000;
		return 4;
	}
	return 0;
}

static size_t decode(uint32_t *out, wire_str s, size_t at, bool *valid)
{
	const unsigned char *bytes = (const unsigned char *)s.data + at;
	uint32_t code = 0, least = 0;
	*valid = true;
	if (bytes[0] < 0x80) {
		*out = bytes[0];
		return 1;
	}
	size_t length = sequence_length(bytes[0], &code, &least);
	bool good = length > 0 && length <= s.len - at;
	for (size_t i = 1; good && i < length; i++) {
		good = (bytes[i] & 0xC0) == 0x80;
		code = code << 6 | (bytes[i] & 0x3Fu);
	}
	if (!good || code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
		*valid = false;
		*out = WIRE_REPLACEMENT;
		return 1;
	}
	*out = code;
	return length;
}

size_t wire_utf8_decode(uint32_t *out, wire_str s, size_t at)
{
	bool valid;
	return decode(out, s, at, &valid);
}

size_t wire_utf8_encode(char out[4], uint32_t code)
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

bool wire_utf8_valid(wire_str s)
{
	bool valid = true;
	uint32_t code;
	for (size_t at = 0; at < s.len && valid;)
		at += decode(&code, s, at, &valid);
	return valid;
}

wire_str wire_utf8_cut(wire_str s, size_t max)
{
	if (s.len <= max)
		return s;
	/* Three continuation bytes at most stand between a cut and the start of its code point. */
	size_t end = max;
	for (int i = 0; i < 3 && end > 0 && ((unsigned char)s.data[end] & 0xC0) == 0x80; i++)
		end--;
	if (((unsigned char)s.data[end] & 0xC0) == 0x80)
		end = max;
	return wire_str_slice(s, 0, end);
}

/* ---- kinds of characters ---- */

static utf8proc_category_t category(uint32_t code)
{
	return utf8proc_category((utf8proc_int32_t)code);
}

bool wire_char_is_letter(uint32_t code)
{
	utf8proc_category_t kind = category(code);
	return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME;
}

bool wire_char_is_mark(uint32_t code)
{
	utf8proc_category_t kind = category(code);
	return kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
}

bool wire_char_is_digit(uint32_t code)
{
	return category(code) == UTF8PROC_CATEGORY_ND;
}

bool wire_char_is_upper(uint32_t code)
{
	utf8proc_category_t kind = category(code);
	return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}

bool wire_char_is_lower(uint32_t code)
{
	return category(code) == UTF8PROC_CATEGORY_LL;
}

uint32_t wire_char_lower(uint32_t code)
{
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

bool wire_char_is_space(uint32_t code)
{
	utf8proc_category_t kind = category(code);
	return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
	       kind == UTF8PROC_CATEGORY_ZP || (code >= '\t' && code <= '\r');
}

bool wire_char_is_apostrophe(uint32_t code)
{
	switch (code) {
	case '\'':
	case 0x02BB: /* the Hawaiian okina */
	case 0x02BC:
	case 0x02BE: /* hamza and ain in Latin letters */
	case 0x02BF:
	case 0x2018:
	case 0x2019:
	case 0x2032:
	case 0xFF07:
		return true;
	default:
		return false;
	}
}

bool wire_text_is_shouted(wire_str text)
{
	size_t capitals = 0;
	size_t others = 0;
	uint32_t code;
	for (size_t at = 0; at < text.len;) {
		at += wire_utf8_decode(&code, text, at);
		if (wire_char_is_lower(code))
			return false;
		bool capital = wire_char_is_upper(code);
		capitals += capital;
		others += !capital && wire_char_is_letter(code);
	}
	return capitals > others;
}

/* ---- cleaning ---- */

/* Characters that carry no text: controls, joiners that only steer layout, noncharacters. */
static bool is_dropped(uint32_t code)
{
	if (code < 0x20)
		return code != '\t' && code != '\n';
	if (code >= 0x7F && code <= 0x9F)
		return true;
	return code == 0xAD || code == 0xFEFF || code == 0x200B || code == 0x2060 ||
	       (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

/* Bytes from the start that are ASCII which cleaning leaves as it is. */
static size_t clean_prefix(wire_str s)
{
	size_t at = 0;
	while (at < s.len) {
		unsigned char c = (unsigned char)s.data[at];
		if ((c < 0x20 && c != '\n' && c != '\t') || c >= 0x7F)
			break;
		at++;
	}
	return at;
}

/* Marks in a row (of UAX 15: non-starters, taken apart) when `code` follows on `before` of them. */
static unsigned count_marks(unsigned before, uint32_t code)
{
	utf8proc_int32_t parts[8];
	int boundary = 0;
	const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
	if (property->decomp_seqindex == UINT16_MAX)
		return property->combining_class > 0 ? before + 1 : 0;
	utf8proc_ssize_t n = utf8proc_decompose_char(
		(utf8proc_int32_t)code, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
	for (utf8proc_ssize_t i = 0; i < n && i < 8; i++)
		before = utf8proc_get_property(parts[i])->combining_class > 0 ? before + 1 : 0;
	return before;
}

/*
 * Copy with bad bytes replaced, lines ended by LF, controls dropped, marks cut; not yet composed.
 * Marks are cut because utf8proc puts a run of them in order by exchanging neighbours, which takes
 * the square of its length.
 */
static size_t sanitize(char *out, wire_str in)
{
	size_t length = 0;
	unsigned marks = 0;
	for (size_t at = 0; at < in.len;) {
		uint32_t code;
		at += wire_utf8_decode(&code, in, at);
		if (code == '\r') {
			if (at < in.len && in.data[at] == '\n')
				continue;
			code = '\n';
		}
		if (is_dropped(code))
			continue;
		unsigned counted = code < 0x80 ? 0 : count_marks(marks, code);
		if (counted > WIRE_MARKS_MAX)
			continue;
		marks = counted;
		length += wire_utf8_encode(out + length, code);
	}
	return length;
}

/* Compose `text`, which lives in the arena; text that is composed already stays where it is. */
static wire_status compose(wire_str *out, wire_arena *arena, wire_str text)
{
	utf8proc_uint8_t *composed = NULL;
	*out = text;
	utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text.data,
		(utf8proc_ssize_t)text.len, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (length < 0)
		return WIRE_ENOMEM;
	wire_str result = {(const char *)composed, (size_t)length};
	wire_status status = WIRE_OK;
	if (!wire_str_equal(result, text))
		status = wire_arena_copy(out, arena, result);
	free(composed);
	return status;
}

wire_status wire_text_clean(wire_str *out, wire_arena *arena, wire_str in)
{
	*out = in;
	if (clean_prefix(in) == in.len)
		return WIRE_OK;
	/* A stray byte becomes three bytes of U+FFFD; nothing else grows. */
	char *text = wire_arena_alloc(arena, in.len * 3 + 1);
	if (text == NULL)
		return WIRE_ENOMEM;
	wire_str sane = {text, sanitize(text, in)};
	text[sane.len] = '\0';
	*out = sane;
	return clean_prefix(sane) == sane.len ? WIRE_OK : compose(out, arena, sane);
}
