/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/input/charset.h"

#include <stdint.h>
#include <string.h>

#include "wire/text.h"

/* windows-1252 from 0x80 to 0x9F; 0 where it has nothing. From 0xA0 on it is Latin-1. */
static const uint16_t windows_1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D,
	0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

static uint32_t from_windows_1252(unsigned char byte)
{
	return byte >= 0x80 && byte <= 0x9F ? windows_1252[byte - 0x80] : byte;
}

/* The byte from 0x80 on that `code` came from: by windows-1252, or by Latin-1's controls; 0: none.
 */
static unsigned char to_windows_1252(uint32_t code)
{
	if (code >= 0x80 && code <= 0xFF)
		return (unsigned char)code;
	for (size_t i = 0; i < 32 && code > 0xFF; i++)
		if (windows_1252[i] == code)
			return (unsigned char)(0x80 + i);
	return 0;
}

bool wire_charset_is_utf16(wire_str bytes, bool *big)
{
	size_t sample = bytes.len < 512 ? bytes.len & ~(size_t)1 : 512, even = 0, odd = 0;
	*big = wire_str_starts(bytes, WIRE_STR("\xFE\xFF"));
	if (*big || wire_str_starts(bytes, WIRE_STR("\xFF\xFE")))
		return bytes.len >= 2;
	for (size_t i = 0; i < sample; i += 2) {
		even += bytes.data[i] == '\0';
		odd += bytes.data[i + 1] == '\0';
	}
	/* Latin text in UTF-16 has a NUL in nearly every other byte, and none in the rest. */
	*big = even > odd;
	return sample >= 8 && even + odd >= sample * 2 / 5 && (even == 0 || odd == 0);
}

static size_t decode_utf16(char *out, wire_str bytes, bool big)
{
	size_t length = 0;
	uint32_t high = 0;
	for (size_t at = 0; at + 1 < bytes.len; at += 2) {
		unsigned char first = (unsigned char)bytes.data[at];
		unsigned char second = (unsigned char)bytes.data[at + 1];
		uint32_t unit = big ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
		if (unit >= 0xD800 && unit <= 0xDBFF) {
			length += high != 0 ? wire_utf8_encode(out + length, WIRE_REPLACEMENT) : 0;
			high = unit;
			continue;
		}
		bool low = unit >= 0xDC00 && unit <= 0xDFFF;
		if (low && high != 0)
			unit = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00);
		else if (low)
			unit = WIRE_REPLACEMENT;
		else if (high != 0)
			length += wire_utf8_encode(out + length, WIRE_REPLACEMENT);
		high = 0;
		length += wire_utf8_encode(out + length, unit);
	}
	return length;
}

/* Valid UTF-8 as it is, other bytes from windows-1252. */
static size_t decode_mixed(char *out, wire_str bytes)
{
	size_t length = 0;
	for (size_t at = 0; at < bytes.len;) {
		uint32_t code;
		unsigned char byte = (unsigned char)bytes.data[at];
		size_t used = wire_utf8_decode(&code, bytes, at);
		if (used == 1 && byte >= 0x80)
			code = from_windows_1252(byte);
		length += wire_utf8_encode(out + length, code);
		at += used;
	}
	return length;
}

/* The bytes that the run of characters beyond ASCII at `at` came from, if all did; its end. */
static size_t take_run(char *raw, size_t *raw_length, wire_str text, size_t at)
{
	*raw_length = 0;
	while (at < text.len) {
		uint32_t code;
		size_t used = wire_utf8_decode(&code, text, at);
		unsigned char byte = to_windows_1252(code);
		if (byte == 0)
			break;
		raw[(*raw_length)++] = (char)byte;
		at += used;
	}
	return at;
}

/*
 * Was this run encoded twice? Its bytes are then UTF-8 once more. Real text of that look is rare,
 * and known: a capital at the end of a word with a typographic mark behind it, as in `“CAFÉ”`.
 */
static bool is_twice(wire_str raw, char next)
{
	uint32_t code;
	if (raw.len < 2 || !wire_utf8_valid(raw))
		return false;
	size_t used = wire_utf8_decode(&code, raw, 0);
	if (used > 2 || raw.len > 2)
		return true;
	unsigned char second = (unsigned char)raw.data[1];
	bool letter_next = (next | 0x20) >= 'a' && (next | 0x20) <= 'z';
	return code >= 0xA0 && (second >= 0xA0 || letter_next);
}

/* Undo double encoding in place; text only gets shorter. `raw` has room for text.len bytes. */
static size_t repair(char *text, size_t length, char *raw)
{
	wire_str in = {text, length};
	/* A closing quote whose last byte, unknown to windows-1252, got lost on the way. */
	const wire_str cut_quote = WIRE_STR("\xE2\x80"), quote = WIRE_STR("\xE2\x80\x9D");
	size_t to = 0;
	for (size_t at = 0; at < length;) {
		size_t n = 0, end;
		if ((unsigned char)text[at] < 0x80) {
			text[to++] = text[at++];
			continue;
		}
		end = take_run(raw, &n, in, at);
		wire_str out = {raw, n};
		if (wire_str_equal(out, cut_quote)) {
			out = quote;
		} else if (end == at || !is_twice(out, end < length ? text[end] : ' ')) {
			uint32_t code;
			end = end > at ? end : at + wire_utf8_decode(&code, in, at);
			out = wire_str_slice(in, at, end);
		}
		memmove(text + to, out.data, out.len);
		to += out.len;
		at = end;
	}
	return to;
}

static bool is_ascii(wire_str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if ((unsigned char)bytes.data[i] >= 0x80 || bytes.data[i] == '\0')
			return false;
	return true;
}

wire_status wire_charset_decode(wire_str *out, wire_arena *arena, wire_str bytes)
{
	bool big;
	*out = bytes;
	if (is_ascii(bytes))
		return wire_text_clean(out, arena, bytes);
	bool wide = wire_charset_is_utf16(bytes, &big);
	/* A byte of windows-1252, or a unit of UTF-16, becomes three bytes at most. */
	char *text = wire_arena_alloc(arena, bytes.len * 3 + 1);
	char *raw = wire_arena_alloc(arena, bytes.len * 3 + 1);
	if (text == NULL || raw == NULL)
		return WIRE_ENOMEM;
	size_t length = wide ? decode_utf16(text, bytes, big) : decode_mixed(text, bytes);
	/* Now and then a feed did it more than once. */
	for (size_t before = SIZE_MAX, pass = 0; length < before && pass < 3; pass++) {
		before = length;
		length = repair(text, length, raw);
	}
	return wire_text_clean(out, arena, (wire_str){text, length});
}
