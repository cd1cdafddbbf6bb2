/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The words of the query language. Every lexeme knows its place in the query text, in bytes, so that
 * an error can point at it.
 */
#ifndef SEARCH_QUERY_LEXER_H
#define SEARCH_QUERY_LEXER_H

#include "wire/str.h"

typedef enum wire_lexeme_kind {
	WIRE_LEX_END,
	WIRE_LEX_WORD,   /* text: as typed, marks such as `=` and `*` included */
	WIRE_LEX_PHRASE, /* text: between the quotes */
	WIRE_LEX_FIELD,  /* text: the name before the colon */
	WIRE_LEX_OPEN,
	WIRE_LEX_CLOSE,
	WIRE_LEX_MINUS, /* before what it excludes */
	WIRE_LEX_AND,
	WIRE_LEX_OR,
	WIRE_LEX_NOT,
	WIRE_LEX_NEAR, /* number: the distance, 0 when none is given */
	WIRE_LEX_ADJ,
} wire_lexeme_kind;

typedef struct wire_lexeme {
	wire_lexeme_kind kind;
	wire_str text;
	unsigned number;
	size_t start, end; /* bytes of the query text */
} wire_lexeme;

/** Bytes of white space at `at` (< text.len), ASCII or any that Unicode knows; 0: there is none. */
size_t wire_lex_space(wire_str text, size_t at);
/** Bytes of a double quote at `at` (< text.len), straight or curly; 0: there is none. */
size_t wire_lex_quote(wire_str text, size_t at);
/** Where the bare word at `at` ends: before white space, a quote, a parenthesis or the text's end. */
size_t wire_lex_word_end(wire_str text, size_t at);

/**
 * Read the lexeme at `*at` and move past it. Signs that stand alone between words, such as the
 * dash of a headline, are passed over like white space. WIRE_EQUERY: a quote that is not closed, a bad distance.
 * A field's value is the lexeme that follows it directly.
 */
wire_status wire_lex_next(wire_lexeme *out, wire_str text, size_t *at, wire_error *err) WIRE_MUST_CHECK;

#endif
