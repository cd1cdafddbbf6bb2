/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Bylines: `By JANE DOE and JOHN ROE, Associated Press` -> the writers' names.
 */
#ifndef INDEXER_CLEAN_BYLINE_H
#define INDEXER_CLEAN_BYLINE_H

#include "indexer/context.h"

/** A longer paragraph is no byline, in bytes. */
#define WIRE_BYLINE_MAX 160u

/** Is the whole paragraph a byline? */
bool wire_byline_is(wire_str paragraph);
/** Is the whole paragraph the line under a byline (`Associated Press Writer`)? */
bool wire_byline_is_title(wire_str paragraph);
/** Append the names of a byline, with or without its `By`, to story->byline, each once.
 * WIRE_ENOMEM. */
wire_status wire_byline_read(
	wire_story *story, wire_arena *arena, wire_str paragraph) WIRE_MUST_CHECK;

#endif
