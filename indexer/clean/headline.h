/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Headlines: the marks before them that say what a take is (`UPDATE 2-`, `CORRECTED-`, `(LEAD)`).
 * Labels that say what the story is (`EXCLUSIVE-`, `FACTBOX-`, `GLOBAL MARKETS-`) stay.
 */
#ifndef INDEXER_CLEAN_HEADLINE_H
#define INDEXER_CLEAN_HEADLINE_H

#include "indexer/context.h"

/**
 * Take the update marks off story->headline, into `removed`; set action and version by them, the
 * version where it is not set. At least one character of headline stays.
 */
wire_status wire_headline_read_marks(wire_story *story, wire_arena *arena) WIRE_MUST_CHECK;

/** Is a whole line nothing but a mark (dpa's take keys)? Then its action and version are set. */
bool wire_headline_read_key(wire_story *story, wire_str line);

/** A kill notice: `KILL`, `MANDATORY KILL`, `BULLETIN KILL`, `(story withdrawn)`. */
bool wire_headline_is_kill(wire_str line);

/** Set the action, unless the story has one that weighs more: kill, correction, update, repeat. */
void wire_headline_set_action(wire_story *story, wire_str action);

#endif
