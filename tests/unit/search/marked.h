/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What the tests of snippets share: trees of queries, made by hand, for the parser is another
 * module; and texts with [ ] around what is marked in them.
 */
#ifndef SEARCH_MARKED_H
#define SEARCH_MARKED_H

#include "support/cmocka.h"

#include "search/query/compound.h"
#include "search/snippet/snippet.h"

enum { KIDS = 4 };

static wire_arena *arena;
static wire_stemmer *stemmer;
static wire_tokenizer *tokenizer;

static inline int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(256u << 20);
	tokenizer = wire_tokenizer_new();
	return arena == NULL || tokenizer == NULL ||
	       wire_stemmer_new(&stemmer, NULL, NULL) != WIRE_OK;
}

static inline int tear_down(void **state)
{
	(void)state;
	wire_tokenizer_free(tokenizer);
	wire_stemmer_free(stemmer);
	wire_arena_free(arena);
	return 0;
}

/* ---- trees ---- */

static inline wire_node *leaf(wire_node_kind kind, wire_field_id field, const char *forms)
{
	wire_node *node = wire_arena_calloc(arena, 1, sizeof *node);
	wire_str rest = wire_str_from(forms);
	node->kind = kind;
	node->field = wire_field_get(field);
	while (rest.len > 0) {
		size_t space = wire_str_find(rest, WIRE_STR(" "), 0);
		size_t end = space == SIZE_MAX ? rest.len : space;
		assert_int_equal(
			wire_list_push(&node->forms, arena, wire_str_slice(rest, 0, end)), WIRE_OK);
		rest = wire_str_slice(rest, end + 1, rest.len);
	}
	return node;
}

static inline wire_node *word(const char *form)
{
	return leaf(WIRE_NODE_WORD, WIRE_FIELD_BODY, form);
}

static inline wire_node *exact(const char *form, bool capital)
{
	wire_node *node = leaf(WIRE_NODE_EXACT, WIRE_FIELD_BODY, form);
	node->capital = capital;
	return node;
}

static inline wire_node *prefix(const char *form)
{
	return leaf(WIRE_NODE_PREFIX, WIRE_FIELD_BODY, form);
}

static inline wire_node *phrase(const char *forms)
{
	return leaf(WIRE_NODE_PHRASE, WIRE_FIELD_BODY, forms);
}

static inline wire_node *join(wire_node_kind kind, wire_node *a, wire_node *b, wire_node *c)
{
	wire_node *node = wire_arena_calloc(arena, 1, sizeof *node);
	node->kind = kind;
	node->kids = wire_arena_calloc(arena, KIDS, sizeof *node->kids);
	node->kids[node->n_kids++] = a;
	if (b != NULL)
		node->kids[node->n_kids++] = b;
	if (c != NULL)
		node->kids[node->n_kids++] = c;
	return node;
}

static inline wire_node *compound(const char *parts)
{
	wire_node *node = phrase(parts);
	assert_int_equal(wire_compound_make(node, true, arena), WIRE_OK);
	return node;
}

static inline wire_node *within(wire_node_kind kind, unsigned window, wire_node *a, wire_node *b)
{
	wire_node *node = join(kind, a, b, NULL);
	node->window = window;
	return node;
}

static inline wire_node *within_three(
	wire_node_kind kind, unsigned window, const char *a, const char *b, const char *c)
{
	return within(kind, window, within(kind, window, word(a), word(b)), word(c));
}

/* ---- what comes out, with [ ] around matches ---- */

static inline const char *shown(const wire_segments *segments)
{
	wire_buf buf;
	wire_str copy;
	wire_buf_init(&buf, 1u << 24);
	for (size_t i = 0; i < segments->len; i++)
		wire_buf_printf(&buf, segments->items[i].match ? "[" WIRE_FMT "]" : WIRE_FMT,
			WIRE_ARG(segments->items[i].text));
	assert_int_equal(wire_buf_status(&buf), WIRE_OK);
	assert_int_equal(wire_arena_copy(&copy, arena, wire_buf_view(&buf)), WIRE_OK);
	wire_buf_release(&buf);
	return copy.data;
}

static inline wire_marker *marker_of(const wire_node *root)
{
	wire_marker *marker;
	assert_int_equal(wire_marker_new(&marker, root, stemmer, tokenizer, arena), WIRE_OK);
	return marker;
}

static inline const char *marked(const wire_node *root, wire_field_id field, const char *text)
{
	wire_segments segments;
	assert_int_equal(wire_marker_mark(&segments, marker_of(root), wire_field_get(field),
				 wire_str_from(text), arena),
		WIRE_OK);
	return shown(&segments);
}

static inline wire_segments snippet_of(const wire_node *root, wire_str text)
{
	wire_segments segments;
	assert_int_equal(wire_marker_snippet(&segments, marker_of(root),
				 wire_field_get(WIRE_FIELD_BODY), text, arena),
		WIRE_OK);
	return segments;
}

static inline const char *snippet(const wire_node *root, const char *text)
{
	wire_segments segments = snippet_of(root, wire_str_from(text));
	return shown(&segments);
}

/* ---- long texts ---- */

static inline wire_str filler(const char *before, size_t sentences, const char *after)
{
	wire_buf buf;
	wire_str copy;
	wire_buf_init(&buf, 64u << 20);
	wire_buf_puts(&buf, before);
	for (size_t i = 0; i < sentences; i++)
		wire_buf_puts(&buf, "Nothing of note was said in the long morning session. ");
	wire_buf_puts(&buf, after);
	assert_int_equal(wire_arena_copy(&copy, arena, wire_buf_view(&buf)), WIRE_OK);
	wire_buf_release(&buf);
	return copy;
}

#endif
