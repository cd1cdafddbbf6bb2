/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A worker: takes an item at a time through its format, the pipeline and into the store, or onto
 * standard output. What it works on by itself (the arena, the document maker) is its own; what all
 * workers of a run share is read-only (wire_job); the batch and the report belong to the run.
 */
#ifndef INDEXER_RUN_WORKER_H
#define INDEXER_RUN_WORKER_H

#include <signal.h>

#include "indexer/input/item.h"
#include "indexer/pipeline.h"
#include "indexer/run/batch.h"
#include "indexer/run/report.h"

/** What all workers of a run share. */
typedef struct wire_job {
	const wire_tables *tables;
	const wire_policy *policy;
	uint64_t policy_hash;
	bool reindex;                      /* read what is unchanged, too */
	const volatile sig_atomic_t *stop; /* not 0: end after the story at hand; may be NULL */
} wire_job;

typedef struct wire_worker wire_worker;

/** `batch` NULL: records are printed. Borrows all. WIRE_ENOMEM. */
wire_status wire_worker_new(wire_worker **out, const wire_job *job, wire_batch *batch,
	wire_report *report, wire_error *err) WIRE_MUST_CHECK;
void wire_worker_free(wire_worker *worker); /* NULL allowed */

/**
 * Do one item. What is wrong with it is reported, and no failure.
 * @param again_only  only when its ledger entry says that it is to be read again.
 * @param[out] again  how many other files are to be read again now.
 */
wire_status wire_worker_do(uint32_t *again, wire_worker *worker, wire_item *item, bool again_only,
	wire_error *err) WIRE_MUST_CHECK;

/** Was the run told to stop? */
bool wire_job_is_stopped(const wire_job *job);

#endif
