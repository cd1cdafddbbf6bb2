/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/snippet/near.h"

/* The matches of the leaves of one NEAR or ADJ, by position. */
typedef struct group_view {
	wire_match **items;
	size_t len;
	size_t kids;
	uint32_t span; /* how far the last word may stand from the first */
} group_view;

/* Does match `i` stand at another position than the one before it in the window from `first` on? */
static bool begins_position(const group_view *v, size_t first, size_t i)
{
	return i == first || v->items[i]->position != v->items[i - 1]->position;
}

/*
 * Whatever lies in a window that has a match of every kid, at as many places as there are kids,
 * belongs to a place where NEAR holds: one word never stands for two kids.
 */
static wire_status judge_near(group_view *v, wire_arena *arena)
{
	size_t first = 0;
	size_t held = 0; /* all before are judged */
	size_t present = 0;
	size_t places = 0;
	size_t *count = wire_arena_calloc(arena, v->kids, sizeof *count);
	if (count == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < v->len; i++) {
		present += count[v->items[i]->kid]++ == 0;
		places += begins_position(v, first, i);
		while (v->items[i]->position - v->items[first]->position > v->span) {
			present -= --count[v->items[first]->kid] == 0;
			first++;
			places -= begins_position(v, 0, first);
		}
		if (present < v->kids || places < v->kids)
			continue;
		for (held = held > first ? held : first; held <= i; held++)
			v->items[held]->holds = true;
	}
	return WIRE_OK;
}

/*
 * A match of kid k belongs to a place where ADJ holds when the latest chain of kids 0..k that ends
 * with it and the earliest chain of kids k..last that begins with it fit in the span together. Of
 * one position the later kid comes first, so that one word never stands for two kids of a chain.
 */
static wire_status judge_adj(group_view *v, wire_arena *arena)
{
	enum { NONE = -1 };
	int64_t *reach = wire_arena_calloc(arena, v->kids + 1, sizeof *reach);
	int64_t *starts = wire_arena_calloc(arena, v->len + 1, sizeof *starts);
	if (reach == NULL || starts == NULL)
		return WIRE_ENOMEM;
	for (size_t k = 0; k < v->kids; k++)
		reach[k] = NONE;
	for (size_t i = 0; i < v->len; i++) {
		uint32_t k = v->items[i]->kid;
		starts[i] = k == 0 ? (int64_t)v->items[i]->position : reach[k - 1];
		if (starts[i] > reach[k])
			reach[k] = starts[i];
	}
	for (size_t k = 0; k < v->kids; k++)
		reach[k] = INT64_MAX;
	for (size_t i = v->len; i-- > 0;) {
		uint32_t k = v->items[i]->kid;
		int64_t end = k + 1 == v->kids ? (int64_t)v->items[i]->position : reach[k + 1];
		if (end < reach[k])
			reach[k] = end;
		if (starts[i] != NONE && end != INT64_MAX && end - starts[i] <= v->span)
			v->items[i]->holds = true;
	}
	return WIRE_OK;
}

wire_status wire_near_judge(
	wire_matches *matches, const wire_node *const *groups, size_t n_groups, wire_arena *arena)
{
	group_view v = {0};
	wire_status status = WIRE_OK;
	if (n_groups == 0 || matches->len == 0)
		return WIRE_OK;
	v.items = wire_arena_calloc(arena, matches->len, sizeof(wire_match *));
	if (v.items == NULL)
		return WIRE_ENOMEM;
	for (size_t g = 0; g < n_groups && status == WIRE_OK; g++) {
		v.len = 0;
		v.kids = groups[g]->n_kids;
		v.span = groups[g]->window;
		if (v.kids > v.span + 1)
			v.span = (uint32_t)v.kids - 1; /* as the engine's window: all must fit */
		for (size_t i = 0; i < matches->len; i++)
			if (matches->items[i].group == g + 1)
				v.items[v.len++] = &matches->items[i];
		status = groups[g]->kind == WIRE_NODE_NEAR ? judge_near(&v, arena)
							   : judge_adj(&v, arena);
	}
	return status;
}
