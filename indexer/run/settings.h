/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What shapes a database's records and names, remembered in its metadata: its root, and the
 * reference date, source and format of the run that last gave them. A later run that does not give
 * one goes on with it, so that a run which forgets an option does not undo an archive.
 */
#ifndef INDEXER_RUN_SETTINGS_H
#define INDEXER_RUN_SETTINGS_H

#include "indexer/context.h"
#include "indexer/run/batch.h"
#include "indexer/run/report.h"

typedef struct wire_settings {
	wire_policy policy; /* its slices are the options' or `source`'s */
	wire_buf root;      /* absolute, real */
	wire_buf source;
} wire_settings;

/**
 * Settle them from the options, then from the database (`batch` NULL: there is none), then by
 * themselves, and store in the database what is new. Says in a note what comes from an earlier run.
 * WIRE_EINVAL: --root is no folder; others as the database's. Release also after failure.
 */
wire_status wire_settings_read(wire_settings *out, wire_batch *batch,
	const wire_index_options *options, wire_report *report, wire_error *err) WIRE_MUST_CHECK;
void wire_settings_release(wire_settings *settings);

#endif
