/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/postings.h"

#include <assert.h>

wire_term_entry *wire_postings_get(wire_postings *postings, wire_str term)
{
	wire_table_slot *slot = wire_table_slot_for(&postings->table, postings->arena, term);
	if (slot == NULL || slot->value != NULL)
		return slot == NULL ? NULL : slot->value;
	wire_term_entry *entry = wire_arena_calloc(postings->arena, 1, sizeof *entry);
	if (entry == NULL || wire_arena_copy(&entry->term, postings->arena, term) != WIRE_OK)
		return NULL;
	slot->key = entry->term;
	slot->value = entry;
	if (postings->last == NULL)
		postings->first = entry;
	else
		postings->last->next = entry;
	postings->last = entry;
	return entry;
}

wire_status wire_postings_position(
	wire_postings *postings, wire_term_entry *entry, uint32_t position)
{
	if (entry->n_positions > 0 && entry->positions[entry->n_positions - 1] == position)
		return WIRE_OK;
	assert(entry->n_positions == 0 || entry->positions[entry->n_positions - 1] < position);
	uint32_t *positions = wire_arena_grow(postings->arena, entry->positions,
		&entry->cap_positions, entry->n_positions, sizeof *positions);
	if (positions == NULL)
		return WIRE_ENOMEM;
	entry->positions = positions;
	entry->positions[entry->n_positions++] = position;
	return WIRE_OK;
}

wire_status wire_postings_list(const wire_posting **out, size_t *n, const wire_postings *postings)
{
	wire_posting *list =
		wire_arena_calloc(postings->arena, postings->table.n_used + 1, sizeof *list);
	*out = list;
	*n = 0;
	if (list == NULL)
		return WIRE_ENOMEM;
	for (const wire_term_entry *entry = postings->first; entry != NULL; entry = entry->next)
		list[(*n)++] = (wire_posting){
			.term = entry->term,
			.positions = entry->positions,
			.n_positions = (uint32_t)entry->n_positions,
			.frequency = entry->frequency,
		};
	return WIRE_OK;
}
