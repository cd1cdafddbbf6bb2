/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Pruning: the stories of files that are gone from the given paths.
 *
 * A path that is gone itself, or has no file any more while the ledger knows of some, is refused: a
 * disk that is not mounted looks like that. So is what lies behind a link to nothing, and what may
 * not be looked at. A file is gone, too, when something stands in its place that is no file, or
 * that goes by another name.
 */
#ifndef INDEXER_RUN_PRUNE_H
#define INDEXER_RUN_PRUNE_H

#include "indexer/input/walk.h"
#include "indexer/run/batch.h"
#include "indexer/run/report.h"

/**
 * @param root  absolute, real, as the walk's.
 * @param walk  over the options' paths: says what was found there.
 * @param again counts the files that are to be read again, since a story has lost an owner.
 */
wire_status wire_prune(uint32_t *again, wire_batch *batch, const wire_index_options *options,
	const char *root, const wire_walk *walk, wire_report *report, wire_error *err)
	WIRE_MUST_CHECK;

#endif
