/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/name.h"

#include "wire/text.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that `%E9` at `at` stands for; -1 when it is no such thing. */
static int escaped_byte(wire_str s, size_t at)
{
	if (s.len - at < 3 || s.data[at] != '%')
		return -1;
	int high = hex_digit(s.data[at + 1]), low = hex_digit(s.data[at + 2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* What would steer a terminal, break a line, or turn the text around. */
static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x200E || code == 0x200F ||
	       (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

void wire_name_text(wire_buf *out, wire_str bytes)
{
	for (size_t at = 0; at < bytes.len;) {
		uint32_t code;
		size_t used = wire_utf8_decode(&code, bytes, at);
		bool stray = used == 1 && code == WIRE_REPLACEMENT;
		if (stray || is_control(code) || (code == '%' && escaped_byte(bytes, at) >= 0))
			for (size_t i = 0; i < used; i++)
				wire_buf_printf(out, "%%%02X", (unsigned char)bytes.data[at + i]);
		else
			wire_buf_append(out, bytes.data + at, used);
		at += used;
	}
}

void wire_name_bytes(wire_buf *out, wire_str text)
{
	for (size_t at = 0; at < text.len;) {
		int byte = escaped_byte(text, at);
		wire_buf_putc(out, byte < 0 ? text.data[at] : (char)byte);
		at += byte < 0 ? 1 : 3;
	}
}
