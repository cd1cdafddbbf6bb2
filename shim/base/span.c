/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/span.h"

#include <assert.h>
#include <stdlib.h>

/* Matches of one node that are being gathered. */
typedef struct gatherer {
	wire_arena *arena;
	wire_span *items;
	size_t len, cap;
	bool shared;
} gatherer;

wire_span_node *wire_span_new(wire_arena *arena, wire_span_kind kind, size_t n_kids)
{
	wire_span_node *node = wire_arena_calloc(arena, 1, sizeof *node);
	wire_span_node **kids = wire_arena_calloc(arena, n_kids + 1, sizeof(wire_span_node *));
	if (node == NULL || kids == NULL)
		return NULL;
	node->kind = kind;
	node->kids = kids;
	node->n_kids = n_kids;
	node->width = 1;
	return node;
}

static bool is_pair(const wire_span_node *node)
{
	return node->kind == WIRE_SPAN_NEAR || node->kind == WIRE_SPAN_ADJ;
}

/* ---- positions that two words share ---- */

static size_t count_places(const wire_span_node *node)
{
	size_t n = node->kind == WIRE_SPAN_WORD ? node->n_places * node->width : 0;
	for (size_t i = 0; i < node->n_kids; i++)
		n += count_places(node->kids[i]);
	return n;
}

static uint32_t *copy_places(uint32_t *at, const wire_span_node *node)
{
	for (size_t i = 0; node->kind == WIRE_SPAN_WORD && i < node->n_places; i++)
		for (uint32_t k = 0; k < node->width; k++)
			*at++ = node->places[i] + k;
	for (size_t i = 0; i < node->n_kids; i++)
		at = copy_places(at, node->kids[i]);
	return at;
}

static int compare_places(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

wire_status wire_span_shared(bool *out, const wire_span_node *root, wire_arena *arena)
{
	size_t n = count_places(root);
	uint32_t *places = wire_arena_calloc(arena, n + 1, sizeof *places);
	*out = false;
	if (places == NULL)
		return WIRE_ENOMEM;
	copy_places(places, root);
	qsort(places, n, sizeof *places, compare_places);
	for (size_t i = 1; i < n && !*out; i++)
		*out = places[i] == places[i - 1];
	return WIRE_OK;
}

/* ---- two matches ---- */

static uint32_t count_of(const wire_span *span)
{
	return span->places == NULL ? span->last - span->first + 1 : span->n_places;
}

static uint32_t place_of(const wire_span *span, uint32_t i)
{
	return span->places == NULL ? span->first + i : span->places[i];
}

static bool have_one_in_common(const wire_span *a, const wire_span *b)
{
	uint32_t i = 0, j = 0;
	if (a->last < b->first || b->last < a->first)
		return false;
	while (i < count_of(a) && j < count_of(b)) {
		uint32_t x = place_of(a, i), y = place_of(b, j);
		if (x == y)
			return true;
		i += x < y;
		j += x > y;
	}
	return false;
}

static bool fit(const wire_span_node *node, const wire_span *a, const wire_span *b, bool shared)
{
	uint32_t distance = 0;
	if (b->first > a->last)
		distance = b->first - a->last;
	else if (node->kind == WIRE_SPAN_ADJ)
		return false;
	else if (a->first > b->last)
		distance = a->first - b->last;
	return distance <= node->distance && !(shared && have_one_in_common(a, b));
}

static wire_span stretch_of(const wire_span *a, const wire_span *b)
{
	return (wire_span){.first = a->first < b->first ? a->first : b->first,
		.last = a->last > b->last ? a->last : b->last};
}

/* Does a match of the right kid that fits `a` begin at or behind what this returns? Is it the
 * first? */
static size_t first_that_may_fit(const wire_span_node *right, const wire_span *a, unsigned distance)
{
	uint64_t reach = (uint64_t)distance + right->widest;
	uint32_t from = a->first > reach ? a->first - (uint32_t)reach : 0;
	size_t low = 0, high = right->n_items;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (right->items[middle].first < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Call `fn` with each pair of matches of the kids that fit, until it returns another than WIRE_OK.
 */
typedef wire_status pair_fn(void *payload, wire_span_node *node, wire_span *a, wire_span *b);

static wire_status each_pair(wire_span_node *node, bool shared, pair_fn *fn, void *payload)
{
	wire_span_node *left = node->kids[0], *right = node->kids[1];
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < left->n_items && status == WIRE_OK; i++) {
		wire_span *a = &left->items[i];
		size_t j = first_that_may_fit(right, a, node->distance);
		for (; j < right->n_items && status == WIRE_OK; j++) {
			wire_span *b = &right->items[j];
			if (b->first > (uint64_t)a->last + node->distance)
				break;
			if (fit(node, a, b, shared))
				status = fn(payload, node, a, b);
		}
	}
	return status;
}

/* ---- all matches, from the words up ---- */

static wire_status add(gatherer *g, wire_span span)
{
	if (g->len >= WIRE_SPANS_MAX)
		return WIRE_ETOOBIG;
	wire_span *items = wire_arena_grow(g->arena, g->items, &g->cap, g->len, sizeof *items);
	if (items == NULL)
		return WIRE_ENOMEM;
	g->items = items;
	g->items[g->len++] = span;
	return WIRE_OK;
}

/* The positions of both, ascending. They have none in common. */
static wire_status join_places(
	wire_span *out, const wire_span *a, const wire_span *b, wire_arena *arena)
{
	uint32_t n = count_of(a) + count_of(b), i = 0, j = 0;
	uint32_t *places = wire_arena_calloc(arena, n, sizeof *places);
	if (places == NULL)
		return WIRE_ENOMEM;
	for (uint32_t k = 0; k < n; k++) {
		bool left =
			j >= count_of(b) || (i < count_of(a) && place_of(a, i) < place_of(b, j));
		places[k] = left ? place_of(a, i++) : place_of(b, j++);
	}
	out->places = places;
	out->n_places = n;
	return WIRE_OK;
}

static wire_status add_pair(void *payload, wire_span_node *node, wire_span *a, wire_span *b)
{
	gatherer *g = payload;
	wire_span span = stretch_of(a, b);
	(void)node;
	wire_status status = g->shared ? join_places(&span, a, b, g->arena) : WIRE_OK;
	return status == WIRE_OK ? add(g, span) : status;
}

static int compare_spans(const void *a, const void *b)
{
	const wire_span *x = a;
	const wire_span *y = b;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last < y->last ? -1 : 1;
	for (uint32_t i = 0; i < count_of(x) && i < count_of(y); i++)
		if (place_of(x, i) != place_of(y, i))
			return place_of(x, i) < place_of(y, i) ? -1 : 1;
	return count_of(x) < count_of(y) ? -1 : count_of(x) > count_of(y);
}

/* In order, each once. */
static void settle(wire_span_node *node, gatherer *g)
{
	size_t kept = 0;
	if (g->len > 1)
		qsort(g->items, g->len, sizeof *g->items, compare_spans);
	for (size_t i = 0; i < g->len; i++)
		if (kept == 0 || compare_spans(&g->items[kept - 1], &g->items[i]) != 0)
			g->items[kept++] = g->items[i];
	node->items = g->items;
	node->n_items = kept;
	node->widest = 0;
	for (size_t i = 0; i < kept; i++)
		if (node->items[i].last - node->items[i].first > node->widest)
			node->widest = node->items[i].last - node->items[i].first;
}

static wire_status find_words(gatherer *g, const wire_span_node *node)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < node->n_places && status == WIRE_OK; i++)
		status = add(g, (wire_span){.first = node->places[i],
					.last = node->places[i] + node->width - 1});
	return status;
}

static wire_status find(wire_span_node *node, bool shared, wire_arena *arena)
{
	gatherer g = {.arena = arena, .shared = shared};
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < node->n_kids && status == WIRE_OK; i++)
		status = find(node->kids[i], shared, arena);
	if (status != WIRE_OK)
		return status;
	if (node->kind == WIRE_SPAN_WORD)
		status = find_words(&g, node);
	else if (is_pair(node))
		status = each_pair(node, shared, add_pair, &g);
	for (size_t i = 0; node->kind == WIRE_SPAN_ANY && i < node->n_kids; i++)
		for (size_t k = 0; k < node->kids[i]->n_items && status == WIRE_OK; k++)
			status = add(&g, node->kids[i]->items[k]);
	if (status == WIRE_OK)
		settle(node, &g);
	return status;
}

/* ---- is there one? ---- */

static wire_status stop_at_one(void *payload, wire_span_node *node, wire_span *a, wire_span *b)
{
	(void)payload;
	(void)node;
	(void)a;
	(void)b;
	return WIRE_END;
}

wire_status wire_span_match(bool *out, wire_span_node *root, bool shared, wire_arena *arena)
{
	wire_status status = WIRE_OK;
	*out = root->kind == WIRE_SPAN_WORD && root->n_places > 0;
	for (size_t i = 0; i < root->n_kids && !*out && status == WIRE_OK; i++) {
		if (root->kind == WIRE_SPAN_ANY)
			status = wire_span_match(out, root->kids[i], shared, arena);
		else
			status = find(root->kids[i], shared, arena);
	}
	if (status != WIRE_OK || !is_pair(root))
		return status;
	status = each_pair(root, shared, stop_at_one, NULL);
	*out = status == WIRE_END;
	return *out ? WIRE_OK : status;
}

/* ---- which hold? From the top down ---- */

/* The match of a node that is this one; NULL: it has none such. */
static wire_span *same_in(wire_span_node *node, const wire_span *span)
{
	if (node->n_items == 0)
		return NULL;
	return bsearch(span, node->items, node->n_items, sizeof *span, compare_spans);
}

static wire_status hold_pair(void *payload, wire_span_node *node, wire_span *a, wire_span *b)
{
	gatherer *g = payload;
	wire_span span = stretch_of(a, b);
	wire_status status = g->shared ? join_places(&span, a, b, g->arena) : WIRE_OK;
	if (status != WIRE_OK)
		return status;
	const wire_span *whole = same_in(node, &span);
	assert(whole != NULL);
	a->holds |= whole->holds;
	b->holds |= whole->holds;
	return WIRE_OK;
}

static wire_status hold(wire_span_node *node, gatherer *g)
{
	wire_status status = is_pair(node) ? each_pair(node, g->shared, hold_pair, g) : WIRE_OK;
	for (size_t i = 0; node->kind == WIRE_SPAN_ANY && i < node->n_items; i++)
		for (size_t k = 0; k < node->n_kids; k++) {
			wire_span *same = same_in(node->kids[k], &node->items[i]);
			if (same != NULL)
				same->holds |= node->items[i].holds;
		}
	for (size_t i = 0; i < node->n_kids && status == WIRE_OK; i++)
		status = hold(node->kids[i], g);
	return status;
}

wire_status wire_span_hold(wire_span_node *root, bool shared, wire_arena *arena)
{
	gatherer g = {.arena = arena, .shared = shared};
	wire_status status = find(root, shared, arena);
	if (status != WIRE_OK)
		return status;
	for (size_t i = 0; i < root->n_items; i++)
		root->items[i].holds = true;
	return hold(root, &g);
}
