/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The one hash table of the program: strings to pointers, in an arena, open addressing. Keys are
 * borrowed. Nothing is ever taken out singly; the whole goes with its arena.
 */
#ifndef WIRE_TABLE_H
#define WIRE_TABLE_H

#include <stdint.h>

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wire_table_slot {
	wire_str key;
	uint64_t hash;
	void *value; /* NULL: free */
} wire_table_slot;

/** All zero is an empty table. */
typedef struct wire_table {
	wire_table_slot *slots;
	size_t n_slots, n_used;
} wire_table;

/** The value of `key`; NULL when there is none. */
void *wire_table_get(const wire_table *table, wire_str key);
/**
 * The slot of `key`, for one who adds it when its value is NULL: sets value, and key to a copy that
 * lasts. The slot counts as used from this call on; one that is left unset costs that count, no
 * more. Valid until the next call.
 * NULL when out of memory.
 */
wire_table_slot *wire_table_slot_for(wire_table *table, wire_arena *arena, wire_str key)
	WIRE_MUST_CHECK;
/** Map `key` (borrowed) to `value`; a key that is there already keeps what it has. WIRE_ENOMEM. */
wire_status wire_table_put(wire_table *table, wire_arena *arena, wire_str key, const void *value)
	WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
