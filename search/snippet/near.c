/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/snippet/near.h"

/* Give each word the positions of its leaf's matches. */
static wire_status set_places(const wire_matches *matches, wire_span_node *const *words,
	size_t n_leaves, wire_arena *arena)
{
	size_t *n = wire_arena_calloc(arena, n_leaves + 1, sizeof *n);
	uint32_t **places = wire_arena_calloc(arena, n_leaves + 1, sizeof *places);
	if (n == NULL || places == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < matches->len; i++)
		n[matches->items[i].part]++;
	for (size_t leaf = 0; leaf < n_leaves; leaf++) {
		if (words[leaf] == NULL)
			continue;
		places[leaf] = wire_arena_calloc(arena, n[leaf] + 1, sizeof **places);
		if (places[leaf] == NULL)
			return WIRE_ENOMEM;
		words[leaf]->places = places[leaf];
		words[leaf]->n_places = 0;
	}
	for (size_t i = 0; i < matches->len; i++) {
		uint32_t leaf = matches->items[i].part;
		if (words[leaf] != NULL)
			places[leaf][words[leaf]->n_places++] = matches->items[i].position;
	}
	return WIRE_OK;
}

/* The matches of the group's words that hold, in the order of the text. */
static wire_status take_holding(
	wire_matches *matches, wire_span_node *const *words, size_t n_leaves, wire_arena *arena)
{
	size_t *next = wire_arena_calloc(arena, n_leaves + 1, sizeof *next);
	if (next == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < matches->len; i++) {
		wire_match *match = &matches->items[i];
		const wire_span_node *word = words[match->part];
		if (word == NULL)
			continue;
		size_t nth = next[match->part]++;
		match->holds = nth < word->n_items && word->items[nth].holds;
	}
	return WIRE_OK;
}

static bool is_under(const wire_span_node *root, const wire_span_node *word)
{
	for (size_t i = 0; i < root->n_kids; i++)
		if (root->kids[i] == word || is_under(root->kids[i], word))
			return true;
	return root == word;
}

/* A phrase's words become one match: the first of them, as far as the last goes. */
static void make_whole(
	wire_matches *matches, const wire_span_node *root, wire_span_node *const *words)
{
	size_t at = 0;
	for (size_t i = 0; i < root->n_items; i++) {
		const wire_span *place = &root->items[i];
		wire_match *first = NULL;
		for (; at < matches->len && matches->items[at].position <= place->last; at++) {
			wire_match *match = &matches->items[at];
			const wire_span_node *word = words[match->part];
			if (!match->holds || word == NULL || !is_under(root, word))
				continue;
			if (first == NULL || match->position < place->first) {
				first = match;
				continue;
			}
			match->holds = false;
			if (match->end > first->end) {
				first->end = match->end;
				first->char_end = match->char_end;
			}
		}
	}
}

wire_status wire_near_judge(wire_matches *matches, const wire_near_group *groups, size_t n_groups,
	wire_span_node *const *words, size_t n_leaves, wire_arena *arena)
{
	if (n_groups == 0 || matches->len == 0)
		return WIRE_OK;
	wire_status status = set_places(matches, words, n_leaves, arena);
	for (size_t g = 0; g < n_groups && status == WIRE_OK; g++) {
		bool shared;
		status = wire_span_shared(&shared, groups[g].root, arena);
		if (status == WIRE_OK)
			status = wire_span_hold(groups[g].root, shared, arena);
		status = status == WIRE_ETOOBIG ? WIRE_OK : status;
	}
	if (status == WIRE_OK)
		status = take_holding(matches, words, n_leaves, arena);
	for (size_t g = 0; g < n_groups && status == WIRE_OK; g++)
		if (groups[g].whole)
			make_whole(matches, groups[g].root, words);
	return status;
}
