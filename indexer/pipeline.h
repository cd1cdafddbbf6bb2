/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The way of a story from raw text to facts: the one place that names the order of the stages.
 */
#ifndef INDEXER_PIPELINE_H
#define INDEXER_PIPELINE_H

#include "indexer/context.h"

/**
 * Run every stage on a raw story, in place. story->file must be set: a date may be in the path.
 * WIRE_ENOMEM.
 */
wire_status wire_pipeline_run(wire_story *story, const wire_context *ctx) WIRE_MUST_CHECK;

#endif
