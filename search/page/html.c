/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/html.h"

#include "wire/display.h"
#include "wire/text.h"

/* What stands for a character in HTML; NULL: itself. */
static const char *escape_of(char c)
{
	unsigned char byte = (unsigned char)c;
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\n':
	case '\t':
		return NULL;
	default:
		return byte < 0x20 || byte == 0x7F ? "" : NULL;
	}
}

void wire_html_text(wire_buf *out, wire_str text)
{
	size_t plain = 0;
	for (size_t i = 0; i < text.len; i++) {
		const char *escaped = escape_of(text.data[i]);
		if (escaped == NULL)
			continue;
		wire_buf_str(out, wire_str_slice(text, plain, i));
		wire_buf_puts(out, escaped);
		plain = i + 1;
	}
	wire_buf_str(out, wire_str_slice(text, plain, text.len));
}

void wire_html_line(wire_buf *out, wire_str text)
{
	size_t plain = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t length = wire_utf8_decode(&code, text, at);
		if (wire_char_turns(code)) {
			wire_html_text(out, wire_str_slice(text, plain, at));
			plain = at + length;
		}
		at += length;
	}
	wire_html_text(out, wire_str_slice(text, plain, text.len));
}

void wire_html_isolated(wire_buf *out, wire_str text)
{
	wire_buf_puts(out, "<bdi>");
	wire_html_line(out, text);
	wire_buf_puts(out, "</bdi>");
}

void wire_html_segments(wire_buf *out, const wire_segments *segments)
{
	for (size_t i = 0; i < segments->len; i++) {
		bool match = segments->items[i].match;
		wire_buf_puts(out, match ? "<mark>" : "");
		wire_html_line(out, segments->items[i].text);
		wire_buf_puts(out, match ? "</mark>" : "");
	}
}

/* Letters, digits and hyphens, as BCP 47 has them; what else a record holds is no language. */
static bool is_language(wire_str tag)
{
	for (size_t i = 0; i < tag.len; i++) {
		char c = tag.data[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && !(c >= '0' && c <= '9') && c != '-')
			return false;
	}
	return tag.len > 0;
}

void wire_html_language(wire_buf *out, wire_str language)
{
	wire_buf_puts(out, " dir=\"auto\"");
	/* Where none is known the page's own, English, is not claimed for the story. */
	wire_buf_printf(out, " lang=\"" WIRE_FMT "\"",
		WIRE_ARG(is_language(language) ? language : WIRE_STR("")));
}
