/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A run of wire-index: every item through format, pipeline and into the store, or onto standard
 * output as records. A bad file or story is reported and passed over; only a database that cannot
 * be used, or output that cannot be written, ends a run early.
 */
#ifndef INDEXER_RUN_RUN_H
#define INDEXER_RUN_RUN_H

#include <signal.h>

#include "indexer/run/report.h"

/**
 * @param report started by wire_report_start().
 * @param stop   set by a signal handler: finish the story at hand, commit, end. May be NULL.
 * @return WIRE_OK also when stories were skipped (report->skipped), and when it was stopped; else
 *         why the run ended early.
 */
wire_status wire_run(wire_report *report, const wire_index_options *options,
	const volatile sig_atomic_t *stop, wire_error *err) WIRE_MUST_CHECK;

#endif
