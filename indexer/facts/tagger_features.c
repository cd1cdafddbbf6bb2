/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/tagger_features.h"

#include "indexer/gazetteer/gazetteer.h"

enum { FIRST_NAME = 1, TITLE = 2, PLACE = 4, THING = 8, AGENCY = 16 };

/* A word that stands for the edge of the story. */
static const wire_seen_word edge = {.lower = 1};

static uint32_t mix(uint32_t hash, uint32_t value)
{
	hash ^= value + 0x9e3779b9u + (hash << 6) + (hash >> 2);
	hash *= 0x85ebca6bu;
	return hash ^ hash >> 15;
}

static uint32_t hash_lower(wire_str text)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];
		hash = (hash ^ (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c)) * 16777619u;
	}
	return hash;
}

static uint8_t lists_of(const wire_word *word, bool caps, const wire_context *ctx)
{
	const wire_gazetteer *g = ctx->tables->gazetteer;
	unsigned use = wire_gazetteer_word_use(g, word->text);
	uint8_t list = 0;
	const wire_place_name *place = wire_gazetteer_name(g, word->text, caps);
	if (wire_gazetteer_is_first_name(g, word->text))
		list |= FIRST_NAME;
	if (use & WIRE_USE_TITLE)
		list |= TITLE;
	if (wire_name_is_place(place))
		list |= PLACE;
	if (use & WIRE_USE_THING)
		list |= THING;
	if (word->shape == WIRE_WORD_UPPER && wire_gazetteer_agency(g, word->text).len > 0)
		list |= AGENCY;
	return list;
}

static void see(wire_seen_word *out, const wire_word *word, bool caps, const wire_context *ctx)
{
	wire_str text = word->text;
	size_t n = text.len;
	*out = (wire_seen_word){
		.lower = hash_lower(text),
		.shape = caps && word->shape == WIRE_WORD_UPPER ? WIRE_WORD_CAPITALIZED
								: word->shape,
		.length = (uint8_t)(n > 7 ? 7 : n),
		.sentence_start = word->sentence_start,
		.headline = word->in_headline,
		.caps = caps,
	};
	out->candidate = word->shape == WIRE_WORD_CAPITALIZED || word->shape == WIRE_WORD_UPPER ||
			 word->shape == WIRE_WORD_INITIAL ||
			 (word->shape == WIRE_WORD_LOWER &&
				 (wire_gazetteer_word_use(ctx->tables->gazetteer, text) &
					 WIRE_USE_PARTICLE));
	if (!out->candidate)
		return;
	out->start3 = hash_lower(wire_str_slice(text, 0, 3));
	out->end2 = hash_lower(wire_str_slice(text, n > 2 ? n - 2 : 0, n));
	out->end3 = hash_lower(wire_str_slice(text, n > 3 ? n - 3 : 0, n));
	out->list = lists_of(word, caps, ctx);
}

wire_status wire_features_see(
	wire_seen_word **out, const wire_words *words, const wire_context *ctx)
{
	wire_seen_word *seen = wire_arena_calloc(ctx->arena, words->len + 1, sizeof *seen);
	*out = seen;
	if (seen == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < words->len; i++)
		see(&seen[i], &words->items[i],
			i < words->body ? words->headline_caps : words->body_caps, ctx);
	return WIRE_OK;
}

size_t wire_features_at(uint32_t *out, const wire_seen_word *seen, size_t len, size_t at,
	unsigned before, unsigned before_that)
{
	const wire_seen_word *w = &seen[at];
	const wire_seen_word *p1 = at >= 1 ? w - 1 : &edge, *p2 = at >= 2 ? w - 2 : &edge;
	const wire_seen_word *n1 = at + 1 < len ? w + 1 : &edge;
	const wire_seen_word *n2 = at + 2 < len ? w + 2 : &edge;
	uint32_t tags = before * 4 + before_that;
	uint32_t shapes = p1->shape * 64u + w->shape * 8u + n1->shape;
	/* Each row is a template: the values that one feature joins. */
	const uint32_t values[][2] = {
		{0, 0},
		{w->lower, 0},
		{w->lower, before},
		{w->start3, 0},
		{w->end2, 0},
		{w->end3, 0},
		{w->end3, w->shape},
		{p1->lower, 0},
		{p1->lower, before},
		{p1->lower, w->lower},
		{n1->lower, 0},
		{w->lower, n1->lower},
		{n1->lower, before},
		{p2->lower, 0},
		{p2->lower, p1->lower},
		{n2->lower, 0},
		{n1->lower, n2->lower},
		{shapes, 0},
		{shapes, before},
		{p2->shape * 8u + p1->shape, w->shape},
		{w->shape * 64u + n1->shape * 8u + n2->shape, before},
		{tags, w->shape},
		{tags, w->list},
		{w->list, w->shape},
		{p1->list, before},
		{p1->list * 32u + w->list, before},
		{w->list * 32u + n1->list, before},
		{p1->list, w->lower},
		{w->list, n1->lower},
		{w->list, p1->lower},
		{n1->list * 8u + n1->shape, w->shape},
		{w->sentence_start * 8u + w->shape, n1->shape},
		{w->sentence_start, w->lower},
		{w->headline * 2u + w->caps, w->shape * 8u + before},
		{w->length * 8u + w->shape, before},
		{w->end3, n1->end3},
		{p1->end3, w->end3},
		{n1->lower, w->list},
	};
	size_t n = sizeof values / sizeof *values;
	for (size_t i = 0; i < n; i++)
		out[i] = mix(mix((uint32_t)i * 0x01000193u, values[i][0]), values[i][1]) &
			 (WIRE_FEATURE_BUCKETS - 1);
	return n;
}
