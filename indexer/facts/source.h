/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The wire source: which agency filed the story, by its usual short name.
 */
#ifndef INDEXER_FACTS_SOURCE_H
#define INDEXER_FACTS_SOURCE_H

#include "indexer/clean/clean.h"

/**
 * The stage: make the format's own source canonical; where there is none yet (metadata, dateline),
 * look at bylines, copyright lines, credits, the URL's host, and last at --source.
 */
wire_status wire_source_stage(wire_story *story, const wire_cleaning *cleaning,
	const wire_context *ctx) WIRE_MUST_CHECK;

#endif
