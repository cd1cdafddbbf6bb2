/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Commits: changes of the database are made durable in batches, whatever they are (a story put or
 * given up, an entry of the ledger), so that none grows with the archive and a run that is killed
 * loses no more than one.
 */
#ifndef INDEXER_RUN_BATCH_H
#define INDEXER_RUN_BATCH_H

#include "wire/store.h"

/**
 * Changes between two commits. Larger batches slow Xapian's inverter, smaller ones rewrite more
 * blocks: the 15,000 open stories of Reuters-21578 take 9.6 s in batches of 100, 7.3 to 8.6 s in
 * batches of 250 to 1,000, 8.1 s in batches of 2,500.
 */
#define WIRE_COMMIT_CHANGES 500u

typedef struct wire_batch {
	wire_writer *writer;
	uint32_t size;    /* changes between two commits, 1 and up */
	uint32_t pending; /* changes since the last */
} wire_batch;

/** Count a change that was made; commit when the batch is full. */
wire_status wire_batch_count(wire_batch *batch, wire_error *err) WIRE_MUST_CHECK;
/** Commit what is pending, if anything. */
wire_status wire_batch_commit(wire_batch *batch, wire_error *err) WIRE_MUST_CHECK;

#endif
