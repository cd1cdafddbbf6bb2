/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Headlines: the marks before them that say what a take is (`UPDATE 2-`, `CORRECTED-`, `RPT-`).
 * Labels that say what the story is (`EXCLUSIVE-`, `FACTBOX-`, `GLOBAL MARKETS-`) stay.
 */
#ifndef INDEXER_HEADLINE_H
#define INDEXER_HEADLINE_H

#include "indexer/context.h"

/**
 * Take the update marks off story->headline, into `removed`; set action and version by them where
 * they are not set, and status and action of a kill notice.
 */
wire_status wire_headline_read_marks(wire_story *story, wire_arena *arena) WIRE_MUST_CHECK;

/** A kill notice: `KILL`, `MANDATORY KILL`, `BULLETIN KILL`, `(story withdrawn)`. */
bool wire_headline_is_kill(wire_str line);

#endif
