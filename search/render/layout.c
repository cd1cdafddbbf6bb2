/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/render/layout.h"

#include <string.h>

#include "wire/display.h"
#include "wire/text.h"

/* Bytes of a word's buffer that are left for what closes it. */
enum { WORD_RESERVE = 32 };

static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

static bool is_white(uint32_t code)
{
	return code == ' ' || code == '\n' || code == '\t';
}

void wire_text_put_safe(wire_buf *out, wire_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t length = wire_utf8_decode(&code, text, at);
		if (is_white(code))
			wire_buf_putc(out, ' ');
		else if (is_control(code))
			wire_buf_putc(out, '?');
		else
			wire_buf_str(out, wire_str_slice(text, at, at + length));
		at += length;
	}
}

void wire_text_put_escaped(wire_buf *out, wire_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t length = wire_utf8_decode(&code, text, at);
		if (code == '\n' || code == '\t')
			wire_buf_puts(out, code == '\n' ? "\\n" : "\\t");
		else if (is_control(code))
			wire_buf_printf(out, "\\x%02x", (unsigned)code);
		else
			wire_buf_str(out, wire_str_slice(text, at, at + length));
		at += length;
	}
}

void wire_layout_style(wire_layout *l, const char *code)
{
	if (l->style->color)
		wire_buf_puts(l->out, code);
}

void wire_layout_begin(wire_layout *l, bool hanging)
{
	for (unsigned i = 0; i < WIRE_LAYOUT_INDENT && !hanging; i++)
		wire_buf_putc(l->out, ' ');
	l->column = WIRE_LAYOUT_INDENT;
	l->blank = false;
	l->last = 0;
}

/* Add bytes that take no column. */
static void add_code(wire_layout *l, const char *code)
{
	size_t length = strlen(code);
	memcpy(l->word + l->word_len, code, length);
	l->word_len += length;
}

/* Write the word, on a new line where it does not fit on this one. */
static void flush(wire_layout *l)
{
	unsigned width = l->style->width < WIRE_LAYOUT_LEAST ? WIRE_LAYOUT_LEAST : l->style->width;
	if (l->word_len == 0)
		return;
	if (l->lit && l->style->color)
		add_code(l, WIRE_STYLE_RESET);
	if (l->column + l->blank + l->word_columns > width && l->column > WIRE_LAYOUT_INDENT) {
		wire_buf_putc(l->out, '\n');
		wire_layout_begin(l, false);
	} else if (l->blank) {
		wire_buf_putc(l->out, ' ');
		l->column++;
	}
	wire_buf_append(l->out, l->word, l->word_len);
	l->column += l->word_columns;
	l->blank = l->lit = false;
	l->word_len = l->word_columns = 0;
}

static void add(wire_layout *l, wire_str bytes, unsigned columns, bool match)
{
	if (l->word_len + bytes.len + WORD_RESERVE > sizeof l->word)
		flush(l);
	if (match != l->lit && l->style->color)
		add_code(l, match ? WIRE_STYLE_MATCH : WIRE_STYLE_RESET);
	l->lit = match;
	memcpy(l->word + l->word_len, bytes.data, bytes.len);
	l->word_len += bytes.len;
	l->word_columns += columns;
}

void wire_layout_put(wire_layout *l, wire_str text, bool match)
{
	bool open = false; /* a character of the match was written */
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		wire_str bytes;
		size_t length = wire_utf8_decode(&code, text, at);
		bytes = wire_str_slice(text, at, at + length);
		at += length;
		if (is_white(code)) {
			flush(l);
			l->blank = l->column > WIRE_LAYOUT_INDENT;
			l->last = 0;
			continue;
		}
		if (wire_char_breaks(l->last, code))
			flush(l);
		if (match && !open && !l->style->color)
			add(l, WIRE_STR("*"), 1, false);
		open = match;
		if (is_control(code))
			bytes = WIRE_STR("?");
		add(l, bytes, is_control(code) ? 1 : wire_char_columns(code), match);
		l->last = code;
	}
	if (open && !l->style->color)
		add(l, WIRE_STR("*"), 1, false);
}

void wire_layout_end(wire_layout *l)
{
	flush(l);
	wire_buf_putc(l->out, '\n');
	l->blank = false;
}
