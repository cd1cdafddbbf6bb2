/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What the gazetteer's files are read into: text files of columns, and hash tables by name.
 */
#ifndef INDEXER_GAZETTEER_TABLE_H
#define INDEXER_GAZETTEER_TABLE_H

#include <stdint.h>

#include "wire/str.h"

/** Columns of a file. */
#define WIRE_TABLE_COLUMNS 4u

typedef struct wire_table_slot {
	wire_str key;
	uint32_t hash;
	const void *value; /* NULL: free */
} wire_table_slot;

/** All zero is an empty table. */
typedef struct wire_table {
	wire_table_slot *slots;
	size_t n_slots, n_used;
} wire_table;

/** The value of `key`; NULL when there is none. */
void *wire_table_get(const wire_table *table, wire_str key);
/** Map `key` (borrowed) to `value`; a key that is there already keeps what it has. WIRE_ENOMEM. */
wire_status wire_table_put(wire_table *table, wire_arena *arena, wire_str key, const void *value)
	WIRE_MUST_CHECK;

/** Read a whole data file into the arena. WIRE_EIO, WIRE_ENOMEM. */
wire_status wire_table_read(wire_str *out, wire_arena *arena, const char *dir, const char *name,
	wire_error *err) WIRE_MUST_CHECK;

/** Take the next item up to `separator` off `*rest`; false when nothing is left. */
bool wire_table_item(wire_str *item, wire_str *rest, char separator);

#endif
