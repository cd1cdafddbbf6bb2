/* SPDX-License-Identifier: GPL-2.0-or-later */
/* NEAR, ADJ and choices against their definition, by brute force over texts of a few words. */
#include "support/cmocka.h"

#include "wire/span.h"

enum { WORDS = 9, LETTERS = 3, SETS_MAX = 512 };

static wire_arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(256 << 20);
	return arena == NULL;
}

static int tear_down(void **state)
{
	(void)state;
	wire_arena_free(arena);
	return 0;
}

/* ---- the definition: a match is a set of positions, a bit each ---- */

typedef struct sets {
	unsigned items[SETS_MAX];
	size_t len;
} sets;

static void add_set(sets *s, unsigned set)
{
	for (size_t i = 0; i < s->len; i++)
		if (s->items[i] == set)
			return;
	assert_true(s->len < SETS_MAX);
	s->items[s->len++] = set;
}

static int lowest(unsigned set)
{
	int at = 0;
	while ((set >> at & 1) == 0)
		at++;
	return at;
}

static int highest(unsigned set)
{
	int at = 31;
	while ((set >> at & 1) == 0)
		at--;
	return at;
}

static bool fits(const wire_span_node *node, unsigned a, unsigned b)
{
	int limit = (int)node->distance;
	int ahead = lowest(b) - highest(a), behind = lowest(a) - highest(b);
	if ((a & b) != 0)
		return false;
	if (node->kind == WIRE_SPAN_ADJ)
		return ahead > 0 && ahead <= limit;
	return ahead > 0 ? ahead <= limit : behind > 0 ? behind <= limit : true;
}

static void define(sets *out, const wire_span_node *node)
{
	out->len = 0;
	for (size_t i = 0; i < node->n_places; i++)
		add_set(out, ((1u << node->width) - 1) << node->places[i]);
	if (node->kind == WIRE_SPAN_WORD)
		return;
	sets *kids = wire_arena_calloc(arena, node->n_kids, sizeof *kids);
	for (size_t i = 0; i < node->n_kids; i++)
		define(&kids[i], node->kids[i]);
	for (size_t i = 0; node->kind == WIRE_SPAN_ANY && i < node->n_kids; i++)
		for (size_t k = 0; k < kids[i].len; k++)
			add_set(out, kids[i].items[k]);
	if (node->kind == WIRE_SPAN_ANY)
		return;
	for (size_t i = 0; i < kids[0].len; i++)
		for (size_t k = 0; k < kids[1].len; k++)
			if (fits(node, kids[0].items[i], kids[1].items[k]))
				add_set(out, kids[0].items[i] | kids[1].items[k]);
}

/* Is this set of a node a part of a match of the root? `whole` are the sets of `node` that are. */
static void define_holding(
	sets *held, const wire_span_node *word, const wire_span_node *node, const sets *whole)
{
	if (node == word)
		for (size_t i = 0; i < whole->len; i++)
			add_set(held, whole->items[i]);
	sets *kids = wire_arena_calloc(arena, node->n_kids + 1, sizeof *kids);
	sets *holding = wire_arena_calloc(arena, node->n_kids + 1, sizeof *holding);
	for (size_t i = 0; i < node->n_kids; i++)
		define(&kids[i], node->kids[i]);
	for (size_t w = 0; w < whole->len; w++)
		for (size_t i = 0; i < node->n_kids; i++)
			for (size_t k = 0; k < kids[i].len; k++) {
				unsigned set = kids[i].items[k];
				if (node->kind == WIRE_SPAN_ANY && set == whole->items[w])
					add_set(&holding[i], set);
				for (size_t o = 0;
					node->kind != WIRE_SPAN_ANY && o < kids[1 - i].len; o++) {
					unsigned other = kids[1 - i].items[o];
					if ((set | other) == whole->items[w] &&
						fits(node, i == 0 ? set : other,
							i == 0 ? other : set))
						add_set(&holding[i], set);
				}
			}
	for (size_t i = 0; i < node->n_kids; i++)
		define_holding(held, word, node->kids[i], &holding[i]);
}

/* ---- random trees over a random text ---- */

static unsigned seed = 7;

static unsigned pick(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static wire_span_node *new_word(const char *text, char letter, uint32_t width)
{
	wire_span_node *node = wire_span_new(arena, WIRE_SPAN_WORD, 0);
	uint32_t *places = wire_arena_calloc(arena, WORDS, sizeof *places);
	assert_non_null(node);
	assert_non_null(places);
	node->width = width;
	for (uint32_t i = 0; i + width <= WORDS; i++)
		if (text[i] == letter)
			places[node->n_places++] = i;
	node->places = places;
	return node;
}

static wire_span_node *new_tree(const char *text, unsigned depth)
{
	unsigned kind = depth == 0 ? 0 : pick(4);
	if (kind == WIRE_SPAN_WORD)
		return new_word(text, (char)('a' + pick(LETTERS)), 1 + pick(5) / 4);
	wire_span_node *node = wire_span_new(arena, (wire_span_kind)kind, 2);
	assert_non_null(node);
	node->distance = 1 + pick(3);
	for (size_t i = 0; i < 2; i++)
		node->kids[i] = new_tree(text, depth - 1);
	return node;
}

static void check_words(const wire_span_node *node, const wire_span_node *root, const sets *all)
{
	for (size_t i = 0; i < node->n_kids; i++)
		check_words(node->kids[i], root, all);
	if (node->kind != WIRE_SPAN_WORD)
		return;
	sets *held = wire_arena_calloc(arena, 1, sizeof *held);
	define_holding(held, node, root, all);
	size_t found = 0;
	for (size_t i = 0; i < node->n_items; i++)
		found += node->items[i].holds;
	assert_int_equal(found, held->len);
	for (size_t i = 0; i < node->n_items; i++) {
		unsigned set = ((1u << node->width) - 1) << node->places[i];
		bool is_held = false;
		for (size_t k = 0; k < held->len; k++)
			is_held = is_held || held->items[k] == set;
		assert_int_equal(node->items[i].holds, is_held);
	}
}

static void test_span__is_as_defined(void **state)
{
	(void)state;
	for (int round = 0; round < 1500; round++) {
		char text[WORDS + 1] = "";
		bool shared, found;
		wire_arena_reset(arena);
		for (size_t i = 0; i < WORDS; i++)
			text[i] = (char)('a' + pick(LETTERS + 1));
		wire_span_node *root = new_tree(text, 1 + pick(3));
		sets *all = wire_arena_calloc(arena, 1, sizeof *all);
		define(all, root);
		assert_int_equal(wire_span_shared(&shared, root, arena), WIRE_OK);
		assert_int_equal(wire_span_match(&found, root, shared, arena), WIRE_OK);
		if (found != (all->len > 0))
			fail_msg("round %d, text %s", round, text);
		assert_int_equal(wire_span_hold(root, shared, arena), WIRE_OK);
		if (shared)
			assert_int_equal(root->n_items, all->len);
		check_words(root, root, all);
	}
}

/* What cannot be told apart is said, and takes no more memory than its bound. */
static void test_span__too_many_matches_are_said(void **state)
{
	enum { MANY = 4000 };
	uint32_t *places[2];
	bool found;
	(void)state;
	wire_arena_reset(arena);
	wire_span_node *root = wire_span_new(arena, WIRE_SPAN_NEAR, 2);
	assert_non_null(root);
	root->distance = 100;
	for (uint32_t k = 0; k < 2; k++) {
		root->kids[k] = wire_span_new(arena, WIRE_SPAN_WORD, 0);
		places[k] = wire_arena_calloc(arena, MANY, sizeof(uint32_t));
		assert_non_null(places[k]);
		for (uint32_t i = 0; i < MANY; i++)
			places[k][i] = 2 * i + k;
		root->kids[k]->places = places[k];
		root->kids[k]->n_places = MANY;
	}
	assert_int_equal(wire_span_match(&found, root, false, arena), WIRE_OK);
	assert_true(found); /* the first will do */
	assert_int_equal(wire_span_hold(root, false, arena), WIRE_ETOOBIG);
}

/* The matches of `a a NEAR/9 a`, with so much memory. A word twice: positions are told apart. */
static wire_status hold_within(size_t memory, size_t *found)
{
	static const char text[WORDS + 1] = "aaaa";
	wire_arena *small = wire_arena_new(memory);
	bool shared = false;
	assert_non_null(small);
	wire_arena_reset(arena);
	wire_span_node *root = wire_span_new(arena, WIRE_SPAN_NEAR, 2);
	assert_non_null(root);
	root->distance = 9;
	for (size_t i = 0; i < 2; i++)
		root->kids[i] = new_word(text, 'a', 1);
	wire_status status = wire_span_shared(&shared, root, small);
	if (status == WIRE_OK)
		assert_true(shared);
	if (status == WIRE_OK)
		status = wire_span_hold(root, shared, small);
	*found = 0;
	for (size_t i = 0; status == WIRE_OK && i < root->n_items; i++)
		*found += root->items[i].holds;
	wire_arena_free(small);
	return status;
}

/* Wherever memory ends, that is said; no match is left out for the want of it. */
static void test_span__without_memory(void **state)
{
	size_t found, memory = 0;
	(void)state;
	while (hold_within(memory, &found) != WIRE_OK) {
		assert_int_equal(hold_within(memory, &found), WIRE_ENOMEM);
		memory++;
	}
	assert_true(memory > 500);
	assert_int_equal(found, 6); /* pairs of four */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_span__is_as_defined),
		cmocka_unit_test(test_span__too_many_matches_are_said),
		cmocka_unit_test(test_span__without_memory),
	};
	return cmocka_run_group_tests_name("span", tests, set_up, tear_down);
}
