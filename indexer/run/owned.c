/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/owned.h"

#include <stdlib.h>

#include "indexer/run/ledger.h"
#include "wire/schema.h"

/* Memory for the ids of one file's stories. */
#define IDS_MAX ((size_t)1 << 30)

struct wire_owned {
	wire_arena *arena;
	wire_str owner;
	wire_list ids; /* id terms, sorted by wire_owned_load() */
	bool *kept;    /* of each id */
};

wire_status wire_owned_new(wire_owned **out, wire_error *err)
{
	wire_owned *owned = calloc(1, sizeof *owned);
	*out = NULL;
	if (owned != NULL && (owned->arena = wire_arena_new(IDS_MAX)) != NULL) {
		*out = owned;
		return WIRE_OK;
	}
	free(owned);
	return wire_fail(err, WIRE_ENOMEM, "out of memory");
}

void wire_owned_free(wire_owned *owned)
{
	if (owned == NULL)
		return;
	wire_arena_free(owned->arena);
	free(owned);
}

static wire_status gather(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	wire_owned *owned = payload;
	wire_str copy;
	(void)frequency;
	wire_status status = wire_arena_copy(&copy, owned->arena, term);
	if (status == WIRE_OK)
		status = wire_list_push(&owned->ids, owned->arena, copy);
	return status == WIRE_OK ? status : wire_fail(err, status, "out of memory");
}

static int by_bytes(const void *a, const void *b)
{
	return wire_str_compare(*(const wire_str *)a, *(const wire_str *)b);
}

wire_status wire_owned_load(wire_owned *owned, wire_writer *writer, wire_str owner, wire_error *err)
{
	const char *prefix = wire_field_get(WIRE_FIELD_ID)->exact;
	wire_arena_reset(owned->arena);
	owned->ids = (wire_list){0};
	if (wire_arena_copy(&owned->owner, owned->arena, owner) != WIRE_OK)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	wire_status status =
		wire_writer_terms_of(writer, owner, wire_str_from(prefix), gather, owned, err);
	if (status != WIRE_OK)
		return status;
	owned->kept = wire_arena_calloc(owned->arena, owned->ids.len + 1, sizeof *owned->kept);
	if (owned->kept == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	if (owned->ids.len > 0)
		qsort(owned->ids.items, owned->ids.len, sizeof *owned->ids.items, by_bytes);
	return WIRE_OK;
}

void wire_owned_keep(wire_owned *owned, wire_str id_term)
{
	if (owned->ids.len == 0)
		return;
	wire_str *found = bsearch(
		&id_term, owned->ids.items, owned->ids.len, sizeof *owned->ids.items, by_bytes);
	if (found != NULL)
		owned->kept[found - owned->ids.items] = true;
}

/* What telling the other owners needs. */
typedef struct teller {
	wire_batch *batch;
	uint32_t told;
} teller;

/* Told without a commit between: what one owner gives up, and what all others must do, is one
 * change. */
static wire_status tell_other(void *payload, wire_str owner, uint32_t frequency, wire_error *err)
{
	teller *t = payload;
	(void)frequency;
	t->told++;
	t->batch->pending++;
	return wire_ledger_read_again(t->batch->writer, owner, err);
}

wire_status wire_owned_give_up(
	uint32_t *dropped, uint32_t *again, wire_owned *owned, wire_batch *batch, wire_error *err)
{
	teller t = {.batch = batch};
	wire_status status = WIRE_OK;
	*dropped = 0;
	for (size_t i = 0; i < owned->ids.len && status == WIRE_OK; i++) {
		bool gone = false;
		if (owned->kept[i])
			continue;
		status = wire_writer_disown(&gone, batch->writer, owned->ids.items[i], owned->owner,
			tell_other, &t, err);
		*dropped += gone;
		if (status == WIRE_OK)
			status = wire_batch_count(batch, err);
	}
	*again = t.told;
	return status;
}
