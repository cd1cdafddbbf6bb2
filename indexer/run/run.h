/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A run of wire-index: every file through reader, pipeline and into the store, or onto standard
 * output as records. A bad file or story is reported and passed over; only a database that cannot
 * be used, or output that cannot be written, ends a run early.
 */
#ifndef INDEXER_RUN_RUN_H
#define INDEXER_RUN_RUN_H

#include <signal.h>

#include "indexer/run/report.h"

/**
 * Stories between two commits. Larger batches slow Xapian's inverter, smaller ones rewrite more
 * blocks: the 15,000 open stories of Reuters-21578 take 9.6 s in batches of 100, 7.3 to 8.6 s in
 * batches of 250 to 1,000, 8.1 s in batches of 2,500.
 */
#define WIRE_COMMIT_STORIES 500u

/**
 * @param stop  set by a signal handler: finish the story at hand, commit, end. May be NULL.
 * @return WIRE_OK also when stories were skipped (report->skipped); else why the run ended early.
 */
wire_status wire_run(wire_report *report, const wire_index_options *options,
	const volatile sig_atomic_t *stop, wire_error *err) WIRE_MUST_CHECK;

#endif
