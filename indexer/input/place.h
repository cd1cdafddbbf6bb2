/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Paths and the root: an archive's root is the folder that the paths of its stories are relative
 * to, so that a story is called the same from wherever it was reached, and the archive may move.
 */
#ifndef INDEXER_INPUT_PLACE_H
#define INDEXER_INPUT_PLACE_H

#include <stddef.h>

#include "wire/buf.h"

/**
 * The absolute path of `path`, appended to `out`: real where it exists; where it is gone, its folder
 * is resolved. WIRE_EIO with the system's words; WIRE_ENOMEM.
 */
wire_status wire_place_real(wire_buf *out, const char *path, wire_error *err) WIRE_MUST_CHECK;

/**
 * The deepest folder that holds all of `paths` (a folder holds itself; `-` counts for nothing; of
 * no path at all: the working folder), appended to `out`. Errors as above.
 */
wire_status wire_place_common(
	wire_buf *out, const char *const *paths, size_t n, wire_error *err) WIRE_MUST_CHECK;

/** The part of `path` below the folder `root`, both absolute: `*within` is it, without a slash at
 * its start, empty for the root itself. False when it lies elsewhere. */
bool wire_place_within(wire_str *within, wire_str root, wire_str path);

/**
 * The path within the root that `path`, given on the command line, stands for, appended to `out` as
 * bytes: by its real path, else by its name as typed (a link inside the root that leads out of it).
 * WIRE_EINVAL when it lies outside; others as above.
 */
wire_status wire_place_of(
	wire_buf *out, const char *path, const char *root, wire_error *err) WIRE_MUST_CHECK;

/**
 * The last folders of `root` that are named by dates (`/srv/feed/2023/06` -> `2023/06`): as much of
 * it as a date in a path may need, and no more, so that a folder far above says nothing. Empty: none.
 */
wire_str wire_place_dates(wire_str root);

#endif
