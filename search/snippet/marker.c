/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All leaves of a query are sought at once, in one pass over the words of a text.
 *
 * At each position of the text the bits of the words that stand there are set in `here`, and
 *
 *     state = (state << 1 | first bits) & here
 *
 * carries each phrase on by a word (Baeza-Yates and Gonnet's Shift-And, over many patterns). A last
 * bit in `state` is a match.
 *
 * NEAR and ADJ are judged afterwards, over the positions of the matches of their leaves: near.c.
 */
#include "search/snippet/marker.h"

#include <stdlib.h>
#include <string.h>

#include "search/snippet/patterns.h"
#include "wire/text.h"

/* A word of a leaf that stands at the current position. */
typedef struct hit {
	uint32_t bit;
	size_t end, char_end;
} hit;

typedef struct place {
	size_t start, char_start;
} place;

typedef struct scan {
	const wire_marker *m;
	const wire_field *field;
	wire_arena *arena;
	wire_matches *out;
	size_t words; /* of a bit set */
	uint64_t *state, *here;
	bool alive;   /* some bit of `state` is set */
	bool shouted; /* capitals say nothing in this text, as they say nothing in its index */
	hit *hits;    /* of the current position */
	size_t n_hits;
	place *places; /* of the last `longest` positions */
	uint32_t position;
} scan;

static wire_status push_match(scan *s, wire_match match)
{
	wire_matches *out = s->out;
	wire_match *items =
		wire_arena_grow(s->arena, out->items, &out->cap, out->len, sizeof *items);
	if (items == NULL)
		return WIRE_ENOMEM;
	out->items = items;
	out->items[out->len++] = match;
	return WIRE_OK;
}

static wire_status emit(scan *s, const hit *h)
{
	uint32_t part = s->m->leaf_of_bit[h->bit];
	const wire_marker_leaf *l = &s->m->leaves[part];
	uint32_t position = s->position + 1 - l->bits;
	place start = s->places[position % s->m->longest];
	return push_match(s, (wire_match){.start = start.start,
				     .end = h->end,
				     .char_start = start.char_start,
				     .char_end = h->char_end,
				     .position = position,
				     .part = part,
				     .holds = !l->in_group});
}

/* All words at a position are known: carry the phrases on, take down what is complete. */
static wire_status close_position(scan *s)
{
	wire_status status = WIRE_OK;
	uint64_t carry = 0;
	if (s->n_hits == 0 && !s->alive)
		return WIRE_OK;
	s->alive = s->n_hits > 0;
	for (size_t w = 0; w < s->words; w++) {
		uint64_t next = s->state[w] << 1 | carry;
		carry = s->state[w] >> (WIRE_BITS - 1);
		s->state[w] = (next | s->m->first[w]) & s->here[w];
		s->here[w] = 0;
	}
	for (size_t i = 0; i < s->n_hits && status == WIRE_OK; i++)
		if (wire_bit_get(s->state, s->hits[i].bit) &&
			wire_bit_get(s->m->last, s->hits[i].bit))
			status = emit(s, &s->hits[i]);
	s->n_hits = 0;
	return status;
}

/* Does the story at hand satisfy all branches that the leaf is in? */
static bool is_held(const wire_marker *m, const wire_marker_leaf *l)
{
	for (size_t at = l->branch; at > 0; at = m->branches[at - 1].outer)
		if (!m->branches[at - 1].held)
			return false;
	return true;
}

/* Plain words are sought in the headline as well as in the body. */
static bool applies(const wire_field *wanted, const wire_field *field)
{
	return wanted->id == field->id ||
	       (wanted->id == WIRE_FIELD_BODY && field->id == WIRE_FIELD_HEADLINE);
}

static void take(scan *s, const wire_atom *a, const wire_token *token, size_t char_end)
{
	const wire_marker_leaf *l = &s->m->leaves[s->m->leaf_of_bit[a->bit]];
	if (wire_bit_get(s->here, a->bit) || !applies(l->field, s->field) ||
		(a->kind == WIRE_ATOM_CAPITAL && !token->capital) || !is_held(s->m, l))
		return;
	wire_bit_set(s->here, a->bit);
	s->hits[s->n_hits++] = (hit){.bit = a->bit, .end = token->end, .char_end = char_end};
}

static void look_up(
	scan *s, const wire_atoms *table, wire_str key, const wire_token *token, size_t char_end)
{
	size_t low = 0;
	size_t high = table->len;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (wire_str_compare(table->items[middle].text, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < table->len && wire_str_equal(table->items[low].text, key); low++)
		take(s, &table->items[low], token, char_end);
}

static wire_status match_token(scan *s, const wire_token *token, size_t char_end)
{
	const wire_marker *m = s->m;
	wire_str stem;
	if (token->joined) /* found by its parts (compound.h) */
		return WIRE_OK;
	look_up(s, &m->forms, token->form, token, char_end);
	for (size_t i = 0; i < m->prefixes.len; i++)
		if (wire_str_starts(token->form, m->prefixes.items[i].text))
			take(s, &m->prefixes.items[i], token, char_end);
	if (m->stems.len == 0)
		return WIRE_OK;
	wire_status status = wire_stem(&stem, m->stemmer, token->form);
	if (status == WIRE_OK)
		look_up(s, &m->stems, stem, token, char_end);
	return status;
}

/* `U.S.` with its last stop, which the tokeniser leaves to the sentence: a mark reads better so. */
static size_t end_of_initials(wire_str text, const wire_token *token)
{
	size_t length = token->end - token->start;
	bool initials = memchr(text.data + token->start, '.', length) != NULL &&
			memchr(token->form.data, '.', token->form.len) == NULL;
	bool stop = token->end < text.len && text.data[token->end] == '.';
	return token->end + (initials && stop);
}

static size_t count_chars(wire_str text, size_t start, size_t end)
{
	size_t n = 0;
	for (size_t i = start; i < end; i++)
		n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	return n;
}

static wire_status scan_text(scan *s, wire_str text)
{
	wire_status status = WIRE_OK;
	wire_token token;
	size_t at = 0; /* `chars` characters lie before this byte */
	size_t chars = 0;
	wire_tokenizer_start(s->m->tokenizer, text);
	while (status == WIRE_OK && s->out->len < WIRE_MATCHES_MAX &&
		(status = wire_token_next(&token, s->m->tokenizer)) == WIRE_OK) {
		if (token.position != s->position) {
			status = close_position(s);
			s->position = token.position;
		}
		/* The parts of a joined twin start within it, never before it. */
		chars += count_chars(text, at, token.start);
		at = token.start;
		if (s->n_hits == 0)
			s->places[token.position % s->m->longest] =
				(place){.start = token.start, .char_start = chars};
		token.end = end_of_initials(text, &token);
		token.capital = token.capital && !s->shouted;
		if (status == WIRE_OK)
			status = match_token(
				s, &token, chars + count_chars(text, token.start, token.end));
	}
	return status == WIRE_OK || status == WIRE_END ? close_position(s) : status;
}

static wire_status scan_init(scan *s, wire_marker *m, wire_arena *arena)
{
	s->words = m->n_bits / WIRE_BITS + 1;
	s->state = wire_arena_calloc(arena, s->words, sizeof *s->state);
	s->here = wire_arena_calloc(arena, s->words, sizeof *s->here);
	s->hits = wire_arena_calloc(arena, m->n_bits + 1, sizeof *s->hits);
	s->places = wire_arena_calloc(arena, m->longest, sizeof *s->places);
	if (s->state == NULL || s->here == NULL || s->hits == NULL || s->places == NULL)
		return WIRE_ENOMEM;
	return WIRE_OK;
}

/* By position; within one by leaf. */
static int compare_matches(const void *a, const void *b)
{
	const wire_match *x = a;
	const wire_match *y = b;
	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

wire_status wire_marker_find(wire_matches *out, wire_marker *marker, const wire_field *field,
	wire_str text, wire_arena *arena)
{
	scan s = {.m = marker,
		.field = field,
		.arena = arena,
		.out = out,
		.shouted = wire_text_is_shouted(text)};
	wire_status status;
	*out = (wire_matches){0};
	status = scan_init(&s, marker, arena);
	if (status == WIRE_OK)
		status = scan_text(&s, text);
	if (status != WIRE_OK)
		return status;
	if (out->len > 1)
		qsort(out->items, out->len, sizeof *out->items, compare_matches);
	return wire_near_judge(
		out, marker->groups, marker->n_groups, marker->words, marker->n_leaves, arena);
}
