/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The stories of which a file was an owner when it was last read: it gives up those that it no longer
 * holds once it was read. A story goes when its last owner gives it up.
 */
#ifndef INDEXER_RUN_OWNED_H
#define INDEXER_RUN_OWNED_H

#include "indexer/run/batch.h"

typedef struct wire_owned wire_owned;

/** WIRE_ENOMEM. */
wire_status wire_owned_new(wire_owned **out, wire_error *err) WIRE_MUST_CHECK;
void wire_owned_free(wire_owned *owned); /* NULL allowed */
/** Forget the last file; gather the stories that `owner` (a file's term) owns. */
wire_status wire_owned_load(wire_owned *owned, wire_writer *writer, wire_str owner,
	wire_error *err) WIRE_MUST_CHECK;
/** The file still holds this story. */
void wire_owned_keep(wire_owned *owned, wire_str id_term);
/**
 * Give up every story that was not kept. Other owners of such a story are to be read again, since
 * the text in force may have been this file's: their ledger entries say so after, and `*again` counts
 * them. `*dropped` counts the stories that had no other owner and are gone.
 */
wire_status wire_owned_give_up(uint32_t *dropped, uint32_t *again, wire_owned *owned,
	wire_batch *batch, wire_error *err) WIRE_MUST_CHECK;

#endif
