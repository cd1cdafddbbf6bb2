/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * jansson, reading or writing, goes on without the characters for which it had no memory (2.14), so
 * its allocations are watched: JSON with a hole must not pass for the whole.
 */
#ifndef WIRE_JSON_MEMORY_H
#define WIRE_JSON_MEMORY_H

#include <stdbool.h>

/** From here on, in this thread. */
void wire_json_watch(void);
/** Did jansson lack memory since then? */
bool wire_json_lacked_memory(void);

#endif
