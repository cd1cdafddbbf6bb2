/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/postings.h"

#include <string.h>

#include "wire/hash.h"

enum { FIRST_SLOTS = 1024, FIRST_POSITIONS = 2 };

wire_status wire_postings_init(wire_postings *out, wire_arena *arena)
{
	*out = (wire_postings){.arena = arena, .n_slots = FIRST_SLOTS};
	out->slots = wire_arena_calloc(arena, out->n_slots, sizeof *out->slots);
	return out->slots == NULL ? WIRE_ENOMEM : WIRE_OK;
}

static void insert(wire_postings *postings, wire_term_entry *entry)
{
	size_t at = entry->hash & (postings->n_slots - 1);
	while (postings->slots[at] != NULL)
		at = (at + 1) & (postings->n_slots - 1);
	postings->slots[at] = entry;
}

static wire_status grow(wire_postings *postings)
{
	wire_term_entry **slots =
		wire_arena_calloc(postings->arena, postings->n_slots * 2, sizeof *slots);
	if (slots == NULL)
		return WIRE_ENOMEM;
	postings->slots = slots;
	postings->n_slots *= 2;
	for (wire_term_entry *entry = postings->first; entry != NULL; entry = entry->next)
		insert(postings, entry);
	return WIRE_OK;
}

wire_term_entry *wire_postings_get(wire_postings *postings, wire_str term)
{
	uint64_t hash = wire_hash(term, 0);
	size_t at = hash & (postings->n_slots - 1);
	for (wire_term_entry *entry; (entry = postings->slots[at]) != NULL;) {
		if (entry->hash == hash && wire_str_equal(entry->term, term))
			return entry;
		at = (at + 1) & (postings->n_slots - 1);
	}
	if (postings->n_entries >= postings->n_slots / 2 && grow(postings) != WIRE_OK)
		return NULL;
	wire_term_entry *entry = wire_arena_calloc(postings->arena, 1, sizeof *entry);
	if (entry == NULL || wire_arena_copy(&entry->term, postings->arena, term) != WIRE_OK)
		return NULL;
	entry->hash = hash;
	insert(postings, entry);
	if (postings->last == NULL)
		postings->first = entry;
	else
		postings->last->next = entry;
	postings->last = entry;
	postings->n_entries++;
	return entry;
}

wire_status wire_postings_position(
	wire_postings *postings, wire_term_entry *entry, uint32_t position)
{
	if (entry->n_positions > 0 && entry->positions[entry->n_positions - 1] == position)
		return WIRE_OK;
	if (entry->n_positions == entry->cap_positions) {
		uint32_t cap =
			entry->cap_positions == 0 ? FIRST_POSITIONS : entry->cap_positions * 2;
		uint32_t *positions = wire_arena_alloc(postings->arena, cap * sizeof *positions);
		if (positions == NULL)
			return WIRE_ENOMEM;
		if (entry->n_positions > 0)
			memcpy(positions, entry->positions, entry->n_positions * sizeof *positions);
		entry->positions = positions;
		entry->cap_positions = cap;
	}
	entry->positions[entry->n_positions++] = position;
	return WIRE_OK;
}

wire_status wire_postings_list(const wire_posting **out, size_t *n, const wire_postings *postings)
{
	wire_posting *list =
		wire_arena_calloc(postings->arena, postings->n_entries + 1, sizeof *list);
	*out = list;
	*n = 0;
	if (list == NULL)
		return WIRE_ENOMEM;
	for (const wire_term_entry *entry = postings->first; entry != NULL; entry = entry->next)
		list[(*n)++] = (wire_posting){
			.term = entry->term,
			.positions = entry->positions,
			.n_positions = entry->n_positions,
			.frequency = entry->frequency,
		};
	return WIRE_OK;
}
