/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * This exercises: an entry of the ledger, any bytes (a database is a file that anybody may have
 * written to): it is no entry, or one that comes back as it was when it is put.
 */
#include <stdint.h>
#include <string.h>

#include "fuzz/scratch.h"
#include "indexer/run/ledger.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static wire_status take_identity(void *payload, wire_str owner, wire_str identity, wire_error *err)
{
	wire_buf *out = payload;
	(void)owner, (void)err;
	wire_buf_str(out, identity);
	return WIRE_OK;
}

/* The entry under `owner`, if there is one, and its identity. */
static bool look_up(
	wire_ledger_entry *entry, wire_buf *identity, wire_writer *writer, wire_str owner)
{
	bool found = false;
	wire_error err = {0};
	wire_status status = wire_ledger_get(entry, &found, writer, owner, &err);
	if (status != WIRE_OK && err.message[0] == '\0')
		abort();
	if (status == WIRE_OK && wire_ledger_each(writer, take_identity, identity, &err) != WIRE_OK)
		abort();
	return found;
}

static bool are_equal(const wire_ledger_entry *a, const wire_ledger_entry *b)
{
	return a->size == b->size && a->mtime == b->mtime && a->contents == b->contents &&
	       a->policy == b->policy && a->stories == b->stories && a->faults == b->faults &&
	       a->again == b->again;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static wire_writer *writer;
	const wire_str owner = WIRE_STR("XFa.txt");
	wire_ledger_entry entry, again;
	wire_buf identity, same;
	wire_error err = {0};
	if (writer == NULL && wire_writer_open(&writer, scratch_db(), &err) != WIRE_OK)
		abort();
	wire_buf_init(&identity, 1u << 21);
	wire_buf_init(&same, 1u << 21);
	if (wire_writer_set_meta(writer, owner, (wire_str){(const char *)data, size}, &err) !=
		WIRE_OK)
		abort();
	if (look_up(&entry, &identity, writer, owner)) {
		if (wire_ledger_put(writer, owner, wire_buf_view(&identity), &entry, &err) !=
				WIRE_OK ||
			!look_up(&again, &same, writer, owner) || !are_equal(&entry, &again) ||
			!wire_str_equal(wire_buf_view(&identity), wire_buf_view(&same)))
			abort();
	}
	wire_buf_release(&identity);
	wire_buf_release(&same);
	return 0;
}
