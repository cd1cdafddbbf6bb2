/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The bytes of a file. Read rather than mapped: a file that shrinks while it is being read must not
 * end the run with a bus error.
 */
#ifndef INDEXER_INPUT_FILE_H
#define INDEXER_INPUT_FILE_H

#include "indexer/input/item.h"

/** The bytes of the file at `path` (copied), which is opened when its first bytes are wanted;
 * `-`: standard input. WIRE_ENOMEM; reading: WIRE_EIO with the system's own words. */
wire_status wire_file_bytes(wire_bytes **out, const char *path, wire_error *err) WIRE_MUST_CHECK;

#endif
