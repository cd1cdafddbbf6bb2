/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/table.h"

#include <assert.h>

#include "wire/hash.h"

enum { FIRST_SLOTS = 64 };

/* At most three of four slots are used, so that a search ends at a free one soon. */
static wire_table_slot *find(const wire_table *table, wire_str key, uint64_t hash)
{
	assert((table->n_slots & (table->n_slots - 1)) == 0 && table->n_used < table->n_slots);
	size_t at = hash & (table->n_slots - 1);
	while (table->slots[at].value != NULL &&
		!(table->slots[at].hash == hash && wire_str_equal(table->slots[at].key, key)))
		at = (at + 1) & (table->n_slots - 1);
	return &table->slots[at];
}

void *wire_table_get(const wire_table *table, wire_str key)
{
	return table->n_slots == 0 ? NULL : find(table, key, wire_hash(key, 0))->value;
}

static wire_status grow(wire_table *table, wire_arena *arena)
{
	wire_table bigger = {.n_slots = table->n_slots == 0 ? FIRST_SLOTS : table->n_slots * 2};
	bigger.slots = wire_arena_calloc(arena, bigger.n_slots, sizeof *bigger.slots);
	if (bigger.slots == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < table->n_slots; i++)
		if (table->slots[i].value != NULL)
			*find(&bigger, table->slots[i].key, table->slots[i].hash) = table->slots[i];
	bigger.n_used = table->n_used;
	*table = bigger;
	return WIRE_OK;
}

wire_table_slot *wire_table_slot_for(wire_table *table, wire_arena *arena, wire_str key)
{
	if (table->n_used >= table->n_slots / 4 * 3 && grow(table, arena) != WIRE_OK)
		return NULL;
	uint64_t hash = wire_hash(key, 0);
	wire_table_slot *slot = find(table, key, hash);
	if (slot->value == NULL) {
		slot->key = key;
		slot->hash = hash;
		table->n_used++;
	}
	return slot;
}

wire_status wire_table_put(wire_table *table, wire_arena *arena, wire_str key, const void *value)
{
	assert(value != NULL);
	wire_table_slot *slot = wire_table_slot_for(table, arena, key);
	if (slot == NULL)
		return WIRE_ENOMEM;
	if (slot->value == NULL)
		slot->value = (void *)value;
	return WIRE_OK;
}
