/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The bytes of an input file, whole. Read rather than mapped: a file that shrinks while it is being
 * read must not end the run with a bus error.
 */
#ifndef INDEXER_INPUT_FILE_H
#define INDEXER_INPUT_FILE_H

#include "wire/buf.h"

/** No input file is larger, in bytes. */
#define WIRE_FILE_MAX (1u << 30)

/** Read the file at `path` ("-": standard input) into `out`, cleared first. WIRE_EIO, WIRE_ETOOBIG,
 * WIRE_ENOMEM. */
wire_status wire_input_read(wire_buf *out, const char *path, wire_error *err) WIRE_MUST_CHECK;

#endif
