/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The way of a story from raw text to facts: the one place that names the order of the stages.
 */
#ifndef INDEXER_PIPELINE_H
#define INDEXER_PIPELINE_H

#include <stdint.h>

#include "indexer/context.h"

/**
 * Run every stage on a raw story, in place. ctx->dates, or story->file, must be set: a date may be
 * in the path. WIRE_ENOMEM.
 */
wire_status wire_pipeline_run(wire_story *story, const wire_context *ctx) WIRE_MUST_CHECK;

/**
 * A hash of all that shapes a record besides the copy: the policy, the rules' own version, the data
 * files. Where it differs from that of an earlier run, an unchanged file is read again.
 */
uint64_t wire_policy_hash(const wire_policy *policy, const wire_tables *tables);

#endif
