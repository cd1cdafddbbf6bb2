/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/display.h"

#include <string.h>
#include <utf8proc.h>

#include "wire/text.h"

unsigned wire_char_columns(uint32_t code)
{
	int width = code < 0x80 ? 1 : utf8proc_charwidth((utf8proc_int32_t)code);
	return width > 0 ? (unsigned)width : 0;
}

size_t wire_text_columns(wire_str text)
{
	size_t columns = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += wire_utf8_decode(&code, text, at);
		columns += wire_char_columns(code);
	}
	return columns;
}

static bool is_one_of(const char *characters, uint32_t code)
{
	char bytes[5] = "";
	if (code == 0)
		return false;
	wire_utf8_encode(bytes, code);
	return strstr(characters, bytes) != NULL;
}

static bool is_hangul(uint32_t code)
{
	return code >= 0xAC00 && code <= 0xD7A3;
}

static bool is_ideograph(uint32_t code)
{
	return wire_char_columns(code) == 2 && !is_hangul(code);
}

bool wire_char_breaks(uint32_t before, uint32_t after)
{
	static const char closing[] = "、。，．：；？！」』】）〕〉》］｝”’）ーゝゞ々ぁぃぅぇぉっゃ"
				      "ゅょゎァィゥェォッャュョヮ"
				      ",.:;?!)]}%";
	static const char opening[] = "「『【（〔〈《［｛“‘([{";
	if (!is_ideograph(before) && !is_ideograph(after))
		return false;
	return wire_char_columns(after) > 0 && !is_one_of(closing, after) &&
	       !is_one_of(opening, before);
}

bool wire_char_turns(uint32_t code)
{
	return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

wire_status wire_text_unturned(wire_str *out, wire_arena *arena, wire_str in)
{
	char *kept = NULL;
	size_t length = 0;
	*out = in;
	for (size_t at = 0; at < in.len;) {
		uint32_t code;
		size_t size = wire_utf8_decode(&code, in, at);
		bool turns = wire_char_turns(code);
		if (turns && kept == NULL) {
			kept = wire_arena_alloc(arena, in.len);
			if (kept == NULL)
				return WIRE_ENOMEM;
			memcpy(kept, in.data, at);
			length = at;
		}
		if (!turns && kept != NULL) {
			memcpy(kept + length, in.data + at, size);
			length += size;
		}
		at += size;
	}
	if (kept != NULL)
		*out = (wire_str){kept, length};
	return WIRE_OK;
}
