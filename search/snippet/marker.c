/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All leaves of a query are sought at once, in one pass over the words of a text.
 *
 * Each word of a leaf is a bit; a phrase is a run of bits. At each position of the text the bits of
 * the words that stand there are set in `here`, and
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

#include "search/snippet/near.h"
#include "wire/text.h"

enum { BITS = 64 };

typedef enum atom_kind { ATOM_FORM, ATOM_CAPITAL, ATOM_STEM, ATOM_PREFIX } atom_kind;

/* A word that a token may match. */
typedef struct atom {
	wire_str text;
	atom_kind kind;
	uint32_t bit;
} atom;

typedef struct atoms {
	atom *items;
	size_t len;
} atoms;

typedef struct leaf {
	const wire_field *field;
	uint32_t bits; /* how many words */
	bool in_group; /* under a NEAR or ADJ */
} leaf;

struct wire_marker {
	wire_stemmer *stemmer;
	wire_tokenizer *tokenizer;
	wire_arena *arena;
	leaf *leaves;
	size_t n_leaves;
	wire_near_group *groups; /* the outermost NEARs and ADJs */
	size_t n_groups;
	wire_span_node **words; /* of each leaf under one of them; else NULL */
	uint32_t *leaf_of_bit;
	size_t n_bits;
	uint64_t *first, *last; /* bits that begin and end a leaf */
	uint32_t longest;       /* words of the longest phrase */
	atoms forms, stems, prefixes;
};

static bool bit_get(const uint64_t *set, uint32_t bit)
{
	return set[bit / BITS] >> bit % BITS & 1;
}

static void bit_set(uint64_t *set, uint32_t bit)
{
	set[bit / BITS] |= (uint64_t)1 << bit % BITS;
}

/* ---- from the tree to the tables ---- */

static bool is_text_leaf(const wire_node *node)
{
	return node->kind == WIRE_NODE_WORD || node->kind == WIRE_NODE_EXACT ||
	       node->kind == WIRE_NODE_PREFIX || node->kind == WIRE_NODE_PHRASE;
}

/* How many kids can match: a NOT's second matches what must not be there. */
static size_t positive_kids(const wire_node *node)
{
	return node->kind == WIRE_NODE_NOT ? 1 : node->n_kids;
}

typedef struct sizes {
	size_t leaves, bits, groups;
} sizes;

static void measure(sizes *out, const wire_node *node)
{
	if (is_text_leaf(node) && node->meaning == NULL) {
		out->leaves++;
		out->bits += node->forms.len;
		return;
	}
	if (node->meaning != NULL) {
		measure(out, node->meaning);
		return;
	}
	out->groups += node->kind == WIRE_NODE_NEAR || node->kind == WIRE_NODE_ADJ;
	for (size_t i = 0; i < positive_kids(node); i++)
		measure(out, node->kids[i]);
}

static wire_status make_tables(wire_marker *m, const sizes *n, wire_arena *arena)
{
	size_t words = n->bits / BITS + 1;
	m->leaves = wire_arena_calloc(arena, n->leaves + 1, sizeof *m->leaves);
	m->groups = wire_arena_calloc(arena, n->groups + 1, sizeof *m->groups);
	m->words = wire_arena_calloc(arena, n->leaves + 1, sizeof(wire_span_node *));
	m->leaf_of_bit = wire_arena_calloc(arena, n->bits + 1, sizeof *m->leaf_of_bit);
	m->first = wire_arena_calloc(arena, words, sizeof *m->first);
	m->last = wire_arena_calloc(arena, words, sizeof *m->last);
	m->forms.items = wire_arena_calloc(arena, n->bits + 1, sizeof(atom));
	m->stems.items = wire_arena_calloc(arena, n->bits + 1, sizeof(atom));
	m->prefixes.items = wire_arena_calloc(arena, n->bits + 1, sizeof(atom));
	if (m->leaves == NULL || m->groups == NULL || m->words == NULL || m->leaf_of_bit == NULL ||
		m->first == NULL || m->last == NULL || m->forms.items == NULL ||
		m->stems.items == NULL || m->prefixes.items == NULL)
		return WIRE_ENOMEM;
	return WIRE_OK;
}

static wire_status add_atom(wire_marker *m, const wire_node *node, wire_str form, uint32_t bit)
{
	atom new_atom = {.text = form, .bit = bit, .kind = ATOM_FORM};
	wire_status status = WIRE_OK;
	if (node->kind == WIRE_NODE_PREFIX) {
		new_atom.kind = ATOM_PREFIX;
		m->prefixes.items[m->prefixes.len++] = new_atom;
		return WIRE_OK;
	}
	bool any_form = node->kind == WIRE_NODE_PHRASE && node->n_kids > 0;
	if (node->kind == WIRE_NODE_WORD || any_form) {
		wire_str stem;
		status = wire_stem(&stem, m->stemmer, form);
		if (status == WIRE_OK)
			status = wire_arena_copy(&new_atom.text, m->arena, stem);
		new_atom.kind = ATOM_STEM;
		m->stems.items[m->stems.len++] = new_atom;
		return status;
	} else if (node->kind == WIRE_NODE_EXACT && node->capital) {
		new_atom.kind = ATOM_CAPITAL;
	}
	m->forms.items[m->forms.len++] = new_atom;
	return status;
}

static wire_status add_leaf(wire_marker *m, const wire_node *node)
{
	wire_status status = WIRE_OK;
	size_t words = node->forms.len;
	if (words == 0)
		return WIRE_OK;
	m->leaves[m->n_leaves].field = node->field;
	m->leaves[m->n_leaves].bits = (uint32_t)words;
	bit_set(m->first, (uint32_t)m->n_bits);
	for (size_t i = 0; i < words && status == WIRE_OK; i++) {
		m->leaf_of_bit[m->n_bits] = (uint32_t)m->n_leaves;
		status = add_atom(m, node, node->forms.items[i], (uint32_t)m->n_bits++);
	}
	bit_set(m->last, (uint32_t)m->n_bits - 1);
	if (words > m->longest)
		m->longest = (uint32_t)words;
	m->n_leaves++;
	return status;
}

/* A node under a NEAR or ADJ, or such a one itself, as a tree over leaves. */
static wire_status add_positional(wire_span_node **out, wire_marker *m, const wire_node *node)
{
	wire_status status = WIRE_OK;
	if (node->meaning != NULL)
		return add_positional(out, m, node->meaning);
	bool word = is_text_leaf(node);
	wire_span_kind kind = word                           ? WIRE_SPAN_WORD
			      : node->kind == WIRE_NODE_NEAR ? WIRE_SPAN_NEAR
			      : node->kind == WIRE_NODE_ADJ  ? WIRE_SPAN_ADJ
							     : WIRE_SPAN_ANY;
	*out = wire_span_new(m->arena, kind, word ? 0 : node->n_kids);
	if (*out == NULL)
		return WIRE_ENOMEM;
	(*out)->distance = node->window;
	(*out)->width = (uint32_t)node->forms.len;
	if (word) {
		m->leaves[m->n_leaves].in_group = true;
		m->words[m->n_leaves] = *out;
		return add_leaf(m, node);
	}
	for (size_t i = 0; i < node->n_kids && status == WIRE_OK; i++)
		status = add_positional(&(*out)->kids[i], m, node->kids[i]);
	return status;
}

static wire_status add_node(wire_marker *m, const wire_node *node)
{
	wire_status status = WIRE_OK;
	if (node->meaning != NULL && node->kind == WIRE_NODE_PHRASE) {
		m->groups[m->n_groups].whole = true;
		return add_positional(&m->groups[m->n_groups++].root, m, node->meaning);
	}
	if (node->meaning != NULL)
		return add_node(m, node->meaning);
	if (is_text_leaf(node))
		return add_leaf(m, node);
	if (node->kind == WIRE_NODE_NEAR || node->kind == WIRE_NODE_ADJ)
		return add_positional(&m->groups[m->n_groups++].root, m, node);
	for (size_t i = 0; i < positive_kids(node) && status == WIRE_OK; i++)
		status = add_node(m, node->kids[i]);
	return status;
}

static int compare_atoms(const void *a, const void *b)
{
	return wire_str_compare(((const atom *)a)->text, ((const atom *)b)->text);
}

static void sort_atoms(atoms *a)
{
	if (a->len > 1)
		qsort(a->items, a->len, sizeof *a->items, compare_atoms);
}

wire_status wire_marker_new(wire_marker **out, const wire_node *root, wire_stemmer *stemmer,
	wire_tokenizer *tokenizer, wire_arena *arena)
{
	sizes n = {0};
	wire_status status;
	wire_marker *m = wire_arena_calloc(arena, 1, sizeof *m);
	*out = NULL;
	if (m == NULL)
		return WIRE_ENOMEM;
	*m = (wire_marker){
		.stemmer = stemmer, .tokenizer = tokenizer, .arena = arena, .longest = 1};
	measure(&n, root);
	status = make_tables(m, &n, arena);
	if (status == WIRE_OK)
		status = add_node(m, root);
	if (status != WIRE_OK)
		return status;
	sort_atoms(&m->forms);
	sort_atoms(&m->stems);
	*out = m;
	return WIRE_OK;
}

size_t wire_marker_parts(const wire_marker *marker)
{
	return marker->n_leaves;
}

wire_tokenizer *wire_marker_tokenizer(const wire_marker *marker)
{
	return marker->tokenizer;
}

/* ---- the pass over a text ---- */

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
	const leaf *l = &s->m->leaves[part];
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
		carry = s->state[w] >> (BITS - 1);
		s->state[w] = (next | s->m->first[w]) & s->here[w];
		s->here[w] = 0;
	}
	for (size_t i = 0; i < s->n_hits && status == WIRE_OK; i++)
		if (bit_get(s->state, s->hits[i].bit) && bit_get(s->m->last, s->hits[i].bit))
			status = emit(s, &s->hits[i]);
	s->n_hits = 0;
	return status;
}

/* Plain words are sought in the headline as well as in the body. */
static bool applies(const wire_field *wanted, const wire_field *field)
{
	return wanted->id == field->id ||
	       (wanted->id == WIRE_FIELD_BODY && field->id == WIRE_FIELD_HEADLINE);
}

static void take(scan *s, const atom *a, const wire_token *token, size_t char_end)
{
	const leaf *l = &s->m->leaves[s->m->leaf_of_bit[a->bit]];
	if (bit_get(s->here, a->bit) || !applies(l->field, s->field) ||
		(a->kind == ATOM_CAPITAL && !token->capital))
		return;
	bit_set(s->here, a->bit);
	s->hits[s->n_hits++] = (hit){.bit = a->bit, .end = token->end, .char_end = char_end};
}

static void look_up(
	scan *s, const atoms *table, wire_str key, const wire_token *token, size_t char_end)
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
	s->words = m->n_bits / BITS + 1;
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
