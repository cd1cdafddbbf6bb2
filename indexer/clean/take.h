/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Which take of a story this is: the marks before a headline or alone on a line (`UPDATE 2-`,
 * `CORRECTED-`, `(LEAD)`), notes that say the same, and kill notices; the story's action, version and
 * status by them. Labels that say what the story is (`EXCLUSIVE-`, `FACTBOX-`, `GLOBAL MARKETS-`)
 * are no marks.
 */
#ifndef INDEXER_CLEAN_TAKE_H
#define INDEXER_CLEAN_TAKE_H

#include "indexer/clean/rules.h"
#include "indexer/context.h"

/**
 * Take the marks off story->headline, into `removed`; set action and version by them, the version
 * where it is not set. At least one character of headline stays. WIRE_ENOMEM.
 */
wire_status wire_take_read_marks(wire_story *story, wire_arena *arena) WIRE_MUST_CHECK;

/** Is a whole line nothing but a mark (dpa's take keys)? Then its action and version are set. */
bool wire_take_read_key(wire_story *story, wire_str line);

/** Set the action by the kind of a line: notes of updates, corrections and repeats tell it. */
void wire_take_read_note(wire_story *story, wire_line_kind kind);

/**
 * Is the line a kill notice (`KILL`, `MANDATORY KILL`, `(story withdrawn)`)? Then the story is
 * canceled by it.
 */
bool wire_take_read_kill(wire_story *story, wire_str line);

#endif
