/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Why something gives no story: the kinds that faults and things passed over are counted by.
 *
 * A fault is named, counted as skipped, and ends the run in status 1. What is passed over (hidden
 * files, editors' backups, what --exclude names) is counted, and named with -v alone.
 *
 * `gone` says that there is no story any more, so that what was read from there before goes; else
 * there may be one that could not be read, and what was read before stays.
 */
#ifndef INDEXER_INPUT_REASON_H
#define INDEXER_INPUT_REASON_H

#include <stdbool.h>

#include "wire/status.h"

/*        name         gone   fault  text */
#define WIRE_REASONS(X)                                                                            \
	X(NONE, false, false, "")                                                                  \
	X(EMPTY, true, true, "empty file")                                                         \
	X(NO_TEXT, true, true, "no text")                                                          \
	X(NO_STORY, true, true, "no story in it")                                                  \
	X(NO_READER, true, true, "no reader for it yet")                                           \
	X(BINARY, true, true, "not a wire format that is known, or binary data")                   \
	X(CUT_OFF, false, true, "cut off")                                                         \
	X(TOO_LONG, false, true, "too long for one story (over 16 MB)")                            \
	X(TOO_MUCH, false, true, "it needs too much memory")                                       \
	X(UNREADABLE, false, true, "cannot be read")                                               \
	X(NO_FILE, false, true, "neither a file nor a folder")                                     \
	X(NESTED, false, true, "folders are nested too deeply")                                    \
	X(KNOWN, false, true, "as at the last run")                                                \
	X(NOT_PRUNED, false, true, "not pruned")                                                   \
	X(HIDDEN, false, false, "hidden")                                                          \
	X(BACKUP, false, false, "an editor's backup")                                              \
	X(EXCLUDED, false, false, "excluded")                                                      \
	X(DATABASE, false, false, "a database")                                                    \
	X(SEEN, false, false, "reached by another way")                                            \
	X(DEVICE, false, false, "a device, pipe or socket")

typedef enum wire_reason {
#define WIRE_REASON_ENUM(name, gone, fault, text) WIRE_REASON_##name,
	WIRE_REASONS(WIRE_REASON_ENUM)
#undef WIRE_REASON_ENUM
	WIRE_REASON_COUNT
} wire_reason;

/** In words, for people. Never NULL. */
const char *wire_reason_text(wire_reason reason);
bool wire_reason_is_gone(wire_reason reason);
bool wire_reason_is_fault(wire_reason reason);

#endif
