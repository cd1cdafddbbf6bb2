/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Walking: from the paths on the command line to the files to read, in a stable order.
 *
 * Folders are walked recursively in byte order of names; entries whose names begin with a full stop
 * are passed over, as `ls` does, and so are devices, sockets and pipes inside folders. Symbolic
 * links to files are followed, to folders only when given on the command line, so that no walk is
 * endless.
 */
#ifndef INDEXER_INPUT_WALK_H
#define INDEXER_INPUT_WALK_H

#include <stdint.h>

#include "wire/str.h"

typedef struct wire_file {
	char *path;    /* as given, and from there on down */
	char *real;    /* absolute, links resolved: the file's identity */
	uint64_t size; /* bytes */
	int64_t mtime; /* nanoseconds since 1970 */
} wire_file;

typedef struct wire_files {
	wire_file *items;
	size_t len, cap;
	uint64_t bytes; /* of all */
} wire_files;

/** Called for a path that cannot be read: why, in words. The walk goes on. */
typedef void wire_walk_skip_fn(void *payload, const char *path, const char *reason);

/** Find the files under `paths` ("-" is not for here). WIRE_ENOMEM. Release also after failure. */
wire_status wire_files_find(wire_files *out, const char *const *paths, size_t n,
	wire_walk_skip_fn *skip, void *payload) WIRE_MUST_CHECK;
void wire_files_release(wire_files *files);

#endif
