/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The stories that a file had when it was last read: those that it no longer has are dropped once
 * it was read whole.
 */
#ifndef INDEXER_RUN_STALE_H
#define INDEXER_RUN_STALE_H

#include "wire/store.h"

typedef struct wire_stale wire_stale;

wire_status wire_stale_new(wire_stale **out, wire_error *err);
void wire_stale_free(wire_stale *stale); /* NULL allowed */
/** Forget the last file; gather the id terms of the stories that have `file_term`. */
wire_status wire_stale_load(wire_stale *stale, wire_writer *writer, wire_str file_term,
	wire_error *err) WIRE_MUST_CHECK;
/** The file still has this story. */
void wire_stale_remove(wire_stale *stale, wire_str id_term);
/** Delete the stories that were not removed from the set. */
wire_status wire_stale_drop(
	uint32_t *dropped, wire_stale *stale, wire_writer *writer, wire_error *err) WIRE_MUST_CHECK;

#endif
