/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/render/layout.h"
#include "wire/display.h"
#include "wire/text.h"

#define ELLIPSIS "\xE2\x80\xA6"

enum {
	/* Columns of the query that are shown before the place, and of all. */
	BEFORE_COLUMNS = 30,
	SHOWN_COLUMNS = 72,
};

/* As wire_text_put_safe() shows a character. */
static unsigned shown_columns(uint32_t code)
{
	unsigned columns = wire_char_columns(code);
	return code < 0x20 || (code >= 0x7F && code < 0xA0) ? 1 : columns;
}

static bool begins_character(wire_str text, size_t at)
{
	return ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

/* The byte from which at most `columns` columns lead to `at`. */
static size_t columns_back(wire_str text, size_t at, unsigned columns)
{
	while (at > 0) {
		uint32_t code;
		size_t before = at - 1;
		while (before > 0 && !begins_character(text, before))
			before--;
		wire_utf8_decode(&code, text, before);
		if (shown_columns(code) > columns)
			return at;
		columns -= shown_columns(code);
		at = before;
	}
	return at;
}

/* The byte to which at most `columns` columns lead from `at`; what they are is taken off. */
static size_t columns_on(wire_str text, size_t at, size_t end, unsigned *columns)
{
	while (at < end) {
		uint32_t code;
		size_t length = wire_utf8_decode(&code, text, at);
		if (shown_columns(code) > *columns)
			return at;
		*columns -= shown_columns(code);
		at += length;
	}
	return at;
}

static void put_repeated(wire_buf *out, char c, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		wire_buf_putc(out, c);
}

void wire_render_query_error(wire_buf *out, wire_str query, const wire_error *err)
{
	size_t offset = err->offset < query.len ? err->offset : query.len;
	size_t end = err->length < query.len - offset ? offset + err->length : query.len;
	size_t from = columns_back(query, offset, BEFORE_COLUMNS);
	unsigned left = SHOWN_COLUMNS;
	size_t at = columns_on(query, from, offset, &left);
	unsigned before = SHOWN_COLUMNS - left + (from > 0);
	size_t place_end = columns_on(query, at, end, &left);
	unsigned place = SHOWN_COLUMNS + (from > 0) - left - before;
	size_t to = columns_on(query, place_end, query.len, &left);
	wire_text_put_safe(out, wire_str_from(err->message));
	wire_buf_puts(out, from > 0 ? "\n  " ELLIPSIS : "\n  ");
	wire_text_put_safe(out, wire_str_slice(query, from, to));
	wire_buf_puts(out, to < query.len ? ELLIPSIS "\n  " : "\n  ");
	put_repeated(out, ' ', before);
	wire_buf_putc(out, '^');
	put_repeated(out, '~', place > 1 ? place - 1 : 0);
	wire_buf_putc(out, '\n');
}
