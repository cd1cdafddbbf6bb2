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

bool wire_char_is_space(uint32_t code)
{
	utf8proc_category_t kind = category(code);
	return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
	       kind == UTF8PROC_CATEGORY_ZP || (code >= '\t' && code <= '\r');
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

/* Copy with bad bytes replaced, lines ended by LF, controls dropped; not yet composed. */
static size_t sanitize(char *out, wire_str in)
{
	size_t length = 0;
	for (size_t at = 0; at < in.len;) {
		uint32_t code;
		at += wire_utf8_decode(&code, in, at);
		if (code == '\r') {
			if (at < in.len && in.data[at] == '\n')
				continue;
			code = '\n';
		}
		if (!is_dropped(code))
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

/* ---- folding ---- */

/* Letters whose stroke or shape Unicode does not take apart, and apostrophes. */
static uint32_t fold_special(uint32_t code)
{
	static const struct {
		uint32_t from, to;
	} table[] = {
		{0x00D8, 'o'},
		{0x00F8, 'o'},
		{0x0110, 'd'},
		{0x0111, 'd'},
		{0x0126, 'h'},
		{0x0127, 'h'},
		{0x0131, 'i'},
		{0x0138, 'k'},
		{0x0141, 'l'},
		{0x0142, 'l'},
		{0x0166, 't'},
		{0x0167, 't'},
		{0x0180, 'b'},
		{0x0189, 'd'},
		{0x0256, 'd'},
		{0x00D0, 'd'},
		{0x00F0, 'd'},
		{0x2018, '\''},
		{0x2019, '\''},
		{0x02BC, '\''},
		{0x02BB, '\''},
		{0x2032, '\''},
		{0xFF07, '\''},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].from == code)
			return table[i].to;
	return code;
}

/* Letters that fold to two. */
static const char *fold_pair(uint32_t code)
{
	switch (code) {
	case 0xC6:
	case 0xE6:
		return "ae";
	case 0x152:
	case 0x153:
		return "oe";
	case 0xDE:
	case 0xFE:
		return "th";
	default:
		return NULL;
	}
}

static void fold_one(wire_buf *out, uint32_t code)
{
	utf8proc_int32_t parts[32];
	int boundary = 0;
	const char *pair = fold_pair(code);
	if (pair != NULL) {
		wire_buf_puts(out, pair);
		return;
	}
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)fold_special(code), parts,
		32, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK,
		&boundary);
	for (utf8proc_ssize_t i = 0; i < n && i < 32; i++) {
		char bytes[4];
		uint32_t part = fold_special((uint32_t)parts[i]);
		wire_buf_append(out, bytes, wire_utf8_encode(bytes, part));
	}
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
	for (size_t at = fold_ascii(out, in, 0); at < in.len; at = fold_ascii(out, in, at)) {
		uint32_t code;
		at += wire_utf8_decode(&code, in, at);
		fold_one(out, code);
	}
}

wire_status wire_text_fold_copy(wire_str *out, wire_arena *arena, wire_str in)
{
	wire_buf folded;
	*out = (wire_str){NULL, 0};
	wire_buf_init(&folded, in.len * WIRE_FOLD_GROWTH + 1);
	wire_text_fold(&folded, in);
	wire_status status = wire_buf_status(&folded);
	if (status == WIRE_OK)
		status = wire_arena_copy(out, arena, wire_buf_view(&folded));
	wire_buf_release(&folded);
	return status;
}
