/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Text laid out for a terminal: wrapped at its columns, matches marked, and nothing of a stranger's text
 * that could steer it.
 */
#ifndef SEARCH_RENDER_LAYOUT_H
#define SEARCH_RENDER_LAYOUT_H

#include "search/render/render.h"

/** Columns that text is indented by, and the least width that is wrapped to. */
#define WIRE_LAYOUT_INDENT 4u
#define WIRE_LAYOUT_LEAST  20u

#define WIRE_STYLE_BOLD  "\033[1m"
#define WIRE_STYLE_MATCH "\033[1;31m"
#define WIRE_STYLE_DIM   "\033[2m"
#define WIRE_STYLE_RESET "\033[0m"

/** Set `out` and `style`; the rest is its own. */
typedef struct wire_layout {
	wire_buf *out;
	const wire_text_style *style;
	unsigned column;       /* where the line stands */
	bool blank;            /* a blank is due before the next word */
	uint32_t last;         /* the character before; 0 at the beginning of a line */
	char word[256];        /* what must not be parted; a longer word goes on in the next */
	size_t word_len;       /* bytes */
	unsigned word_columns;
	bool lit;              /* the word is within a match */
} wire_layout;

/** Append a code of colour, where colours are wanted. */
void wire_layout_style(wire_layout *l, const char *code);
/** Begin a run of text: the line stands at the indentation, which is written unless `hanging`. */
void wire_layout_begin(wire_layout *l, bool hanging);
/** Append text to the run; white space becomes single spaces. */
void wire_layout_put(wire_layout *l, wire_str text, bool match);
/** End the run and its line. */
void wire_layout_end(wire_layout *l);

/** Append text as it is on one line, with `?` for control characters and a space for white space. */
void wire_text_put_safe(wire_buf *out, wire_str text);
/**
 * Append an id or the name of a file: control characters as `\n`, `\t` or `\x1b`, so that it stays on
 * its line and can be told from another.
 */
void wire_text_put_escaped(wire_buf *out, wire_str text);

#endif
