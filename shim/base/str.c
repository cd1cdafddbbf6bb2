/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/str.h"

#include <stdint.h>
#include <string.h>

wire_str wire_str_from(const char *s)
{
	return (wire_str){s, s == NULL ? 0 : strlen(s)};
}

wire_str wire_str_slice(wire_str s, size_t start, size_t end)
{
	if (end > s.len)
		end = s.len;
	if (start >= end)
		return (wire_str){s.data, 0};
	return (wire_str){s.data + start, end - start};
}

bool wire_str_equal(wire_str a, wire_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static unsigned char ascii_lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

bool wire_str_equal_nocase(wire_str a, wire_str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (ascii_lower(a.data[i]) != ascii_lower(b.data[i]))
			return false;
	return true;
}

int wire_str_compare(wire_str a, wire_str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter == 0 ? 0 : memcmp(a.data, b.data, shorter);
	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool wire_str_starts(wire_str s, wire_str prefix)
{
	return wire_str_equal(wire_str_slice(s, 0, prefix.len), prefix);
}

bool wire_str_ends(wire_str s, wire_str suffix)
{
	return s.len >= suffix.len &&
	       wire_str_equal(wire_str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t wire_str_find(wire_str s, wire_str needle, size_t from)
{
	if (needle.len == 0)
		return from <= s.len ? from : SIZE_MAX;
	while (from < s.len && s.len - from >= needle.len) {
		const char *hit =
			memchr(s.data + from, needle.data[0], s.len - from - needle.len + 1);
		if (hit == NULL)
			return SIZE_MAX;
		if (memcmp(hit, needle.data, needle.len) == 0)
			return (size_t)(hit - s.data);
		from = (size_t)(hit - s.data) + 1;
	}
	return SIZE_MAX;
}

/* Bytes of white space at the start of `s`: ASCII, or U+00A0 as UTF-8. */
static size_t space_at_start(wire_str s)
{
	if (s.len >= 1 && (s.data[0] == ' ' || (s.data[0] >= '\t' && s.data[0] <= '\r')))
		return 1;
	return wire_str_starts(s, WIRE_STR("\xC2\xA0")) ? 2 : 0;
}

static size_t space_at_end(wire_str s)
{
	if (s.len >= 1 && space_at_start(wire_str_slice(s, s.len - 1, s.len)) == 1)
		return 1;
	return wire_str_ends(s, WIRE_STR("\xC2\xA0")) ? 2 : 0;
}

wire_str wire_str_trim(wire_str s)
{
	for (size_t n; (n = space_at_start(s)) > 0;)
		s = wire_str_slice(s, n, s.len);
	for (size_t n; (n = space_at_end(s)) > 0;)
		s = wire_str_slice(s, 0, s.len - n);
	return s;
}

bool wire_str_line(wire_str *line, wire_str *rest)
{
	if (rest->len == 0)
		return false;
	const char *newline = memchr(rest->data, '\n', rest->len);
	size_t end = newline == NULL ? rest->len : (size_t)(newline - rest->data);
	size_t next = newline == NULL ? rest->len : end + 1;
	*line = wire_str_slice(*rest, 0, end);
	if (newline != NULL && wire_str_ends(*line, WIRE_STR("\r")))
		line->len--;
	*rest = (wire_str){rest->data + next, rest->len - next};
	return true;
}
