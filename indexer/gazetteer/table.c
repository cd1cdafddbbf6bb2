/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/gazetteer/table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "wire/buf.h"
#include "wire/country.h"
#include "wire/hash.h"

enum { FIRST_SLOTS = 64, FILE_BYTES_MAX = 16 << 20 };

static wire_table_slot *find(const wire_table *table, wire_str key, uint32_t hash)
{
	size_t at = hash & (table->n_slots - 1);
	while (table->slots[at].value != NULL &&
		!(table->slots[at].hash == hash && wire_str_equal(table->slots[at].key, key)))
		at = (at + 1) & (table->n_slots - 1);
	return &table->slots[at];
}

void *wire_table_get(const wire_table *table, wire_str key)
{
	return table->n_slots == 0 ? NULL
				   : (void *)find(table, key, (uint32_t)wire_hash(key, 0))->value;
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

wire_status wire_table_put(wire_table *table, wire_arena *arena, wire_str key, const void *value)
{
	if (table->n_used >= table->n_slots / 2 && grow(table, arena) != WIRE_OK)
		return WIRE_ENOMEM;
	uint32_t hash = (uint32_t)wire_hash(key, 0);
	wire_table_slot *slot = find(table, key, hash);
	if (slot->value != NULL)
		return WIRE_OK;
	*slot = (wire_table_slot){key, hash, value};
	table->n_used++;
	return WIRE_OK;
}

/* The whole of an open file; its size is asked first, so that the arena holds no more than it. */
static wire_status read_whole(wire_str *out, wire_arena *arena, FILE *file)
{
	long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
	if (size < 0 || size > FILE_BYTES_MAX)
		return size < 0 ? WIRE_EIO : WIRE_ETOOBIG;
	char *text = wire_arena_alloc(arena, (size_t)size + 1);
	if (text == NULL)
		return WIRE_ENOMEM;
	rewind(file);
	*out = (wire_str){text, fread(text, 1, (size_t)size, file)};
	return ferror(file) || out->len != (size_t)size ? WIRE_EIO : WIRE_OK;
}

wire_status wire_table_read(
	wire_str *out, wire_arena *arena, const char *dir, const char *name, wire_error *err)
{
	wire_buf path;
	*out = (wire_str){NULL, 0};
	wire_buf_init(&path, 4096);
	wire_data_path(&path, dir, name);
	const char *shown = path.data == NULL ? name : path.data;
	FILE *file = fopen(shown, "rb");
	wire_status status = file == NULL ? WIRE_EIO : read_whole(out, arena, file);
	if (file == NULL)
		wire_fail(err, status, "cannot open '%s': %s", shown, strerror(errno));
	else if (status != WIRE_OK)
		wire_fail(err, status, "cannot read '%s': %s", shown, wire_status_text(status));
	if (file != NULL)
		fclose(file);
	wire_buf_release(&path);
	return status;
}

bool wire_table_item(wire_str *item, wire_str *rest, char separator)
{
	if (rest->len == 0)
		return false;
	const char *mark = memchr(rest->data, separator, rest->len);
	size_t end = mark == NULL ? rest->len : (size_t)(mark - rest->data);
	*item = wire_str_slice(*rest, 0, end);
	*rest = wire_str_slice(*rest, end + 1, rest->len);
	return true;
}
