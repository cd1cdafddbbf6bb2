/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * This exercises: the parser, the marker and the choice of a passage. The input's first line is a
 * query, the rest a story's body.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "search/query/parse.h"
#include "search/snippet/snippet.h"
#include "wire/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int holds)
{
	if (!holds)
		abort();
}

static size_t characters(wire_str text)
{
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++)
		n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	return n;
}

/* Segments are text, alternate, and are as long as the contract says. */
static void check_segments(const wire_segments *segments, wire_str body, size_t longest)
{
	size_t length = 0;
	for (size_t i = 0; i < segments->len; i++) {
		const wire_segment *s = &segments->items[i];
		check(s->text.len > 0);
		check(wire_utf8_valid(s->text) || !wire_utf8_valid(body));
		check(i == 0 || s->match || segments->items[i - 1].match);
		length += characters(s->text);
	}
	check(length <= longest);
}

static void mark(const wire_node *root, wire_str body, wire_arena *arena)
{
	const wire_field *field = wire_field_get(WIRE_FIELD_BODY);
	wire_tokenizer *tokenizer = wire_tokenizer_new();
	wire_stemmer *stemmer;
	wire_marker *marker;
	wire_segments segments;
	check(tokenizer != NULL && wire_stemmer_new(&stemmer, NULL, NULL) == WIRE_OK);
	check(wire_marker_new(&marker, root, stemmer, tokenizer, arena) == WIRE_OK);
	check(wire_marker_mark(&segments, marker, field, body, arena) == WIRE_OK);
	check_segments(&segments, body, characters(body));
	check(wire_marker_snippet(&segments, marker, field, body, arena) == WIRE_OK);
	check_segments(&segments, body, WIRE_SNIPPET_LENGTH + 2);
	wire_stemmer_free(stemmer);
	wire_tokenizer_free(tokenizer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_arena *arena = wire_arena_new((size_t)1 << 30);
	const wire_parse_context ctx = {.arena = arena};
	wire_str body = {size > 0 ? (const char *)data : NULL, size};
	wire_str query = {NULL, 0};
	wire_node *root;
	if (arena == NULL)
		return 0;
	wire_str_line(&query, &body);
	if (wire_node_parse(&root, query, &ctx, NULL) == WIRE_OK)
		mark(root, body, arena);
	wire_arena_free(arena);
	return 0;
}
