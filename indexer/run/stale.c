/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/stale.h"

#include <stdlib.h>

#include "wire/schema.h"

/* Memory for the ids of one file's stories. */
#define IDS_MAX ((size_t)1 << 30)

struct wire_stale {
	wire_arena *arena;
	wire_list ids; /* sorted by wire_stale_load() */
	bool *still;   /* of each id: the file still has it */
};

wire_status wire_stale_new(wire_stale **out, wire_error *err)
{
	wire_stale *stale = calloc(1, sizeof *stale);
	*out = NULL;
	if (stale != NULL && (stale->arena = wire_arena_new(IDS_MAX)) != NULL) {
		*out = stale;
		return WIRE_OK;
	}
	free(stale);
	return wire_fail(err, WIRE_ENOMEM, "out of memory");
}

void wire_stale_free(wire_stale *stale)
{
	if (stale == NULL)
		return;
	wire_arena_free(stale->arena);
	free(stale);
}

static wire_status gather(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	wire_stale *stale = payload;
	wire_str copy;
	(void)frequency;
	wire_status status = wire_arena_copy(&copy, stale->arena, term);
	if (status == WIRE_OK)
		status = wire_list_push(&stale->ids, stale->arena, copy);
	return status == WIRE_OK ? status : wire_fail(err, status, "out of memory");
}

static int by_bytes(const void *a, const void *b)
{
	return wire_str_compare(*(const wire_str *)a, *(const wire_str *)b);
}

wire_status wire_stale_load(
	wire_stale *stale, wire_writer *writer, wire_str file_term, wire_error *err)
{
	const char *prefix = wire_field_get(WIRE_FIELD_ID)->exact;
	wire_arena_reset(stale->arena);
	stale->ids = (wire_list){0};
	wire_status status =
		wire_writer_terms_of(writer, file_term, wire_str_from(prefix), gather, stale, err);
	if (status != WIRE_OK)
		return status;
	stale->still = wire_arena_calloc(stale->arena, stale->ids.len + 1, sizeof *stale->still);
	if (stale->still == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	if (stale->ids.len > 0)
		qsort(stale->ids.items, stale->ids.len, sizeof *stale->ids.items, by_bytes);
	return WIRE_OK;
}

void wire_stale_remove(wire_stale *stale, wire_str id_term)
{
	if (stale->ids.len == 0)
		return;
	wire_str *found = bsearch(
		&id_term, stale->ids.items, stale->ids.len, sizeof *stale->ids.items, by_bytes);
	if (found != NULL)
		stale->still[found - stale->ids.items] = true;
}

wire_status wire_stale_drop(
	uint32_t *dropped, wire_stale *stale, wire_writer *writer, wire_error *err)
{
	wire_status status = WIRE_OK;
	*dropped = 0;
	for (size_t i = 0; i < stale->ids.len && status == WIRE_OK; i++) {
		uint32_t count = 0;
		if (!stale->still[i])
			status = wire_writer_delete(&count, writer, stale->ids.items[i], err);
		*dropped += count;
	}
	return status;
}
