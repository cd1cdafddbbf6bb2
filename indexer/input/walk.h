/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Walking: from the paths on the command line to items, in a stable order. All files are found
 * first, so that progress can be told, and given as items then, one after the other.
 *
 * Folders are walked recursively in byte order of names. Links are followed, to folders too, each
 * folder once (by device and inode), so that no walk is endless and nothing is read twice. Passed
 * over and told of: hidden names, editors' backups (`x~`, `x.bak`, `x.orig`, `#x#`), database
 * folders (those with a file XAPIANDB, iamglass or flintlock), what --exclude names, devices.
 *
 * What an item is called (its identity) is its real path within the root; where that lies outside,
 * because a link led there, the path by which it was reached.
 */
#ifndef INDEXER_INPUT_WALK_H
#define INDEXER_INPUT_WALK_H

#include "indexer/input/item.h"
#include "indexer/input/reason.h"

typedef struct wire_walk wire_walk;

/** Called for a path that gives no item (its text, see name.h): why, and in which words. */
typedef void wire_walk_note_fn(
	void *payload, wire_str shown, wire_reason reason, const char *words);

typedef struct wire_walk_options {
	const char *const *paths; /* `-`: standard input */
	size_t n_paths;
	const char *root;            /* absolute, real; every path lies within */
	const char *const *excludes; /* globs: with a `/` for identities, else for names */
	size_t n_excludes;
	wire_walk_note_fn *note;
	void *payload;
} wire_walk_options;

/** No walk's list of files takes more memory, in bytes; about 500 a file. */
#define WIRE_WALK_MEMORY_MAX ((size_t)4 << 30)

/**
 * Find all files. Borrows what `options` points to for the call alone.
 * WIRE_ENOMEM; WIRE_EINVAL names a path that lies outside of the root.
 */
wire_status wire_walk_open(
	wire_walk **out, const wire_walk_options *options, wire_error *err) WIRE_MUST_CHECK;
void wire_walk_close(wire_walk *walk); /* NULL allowed */
/** The next item, to live until the next call. WIRE_END; WIRE_ENOMEM. */
wire_status wire_walk_next(wire_item *out, wire_walk *walk, wire_error *err) WIRE_MUST_CHECK;
/** Start again from the first item. */
void wire_walk_rewind(wire_walk *walk);
/** Bytes of all items together. */
uint64_t wire_walk_bytes(const wire_walk *walk);
/** Is the file with this path within the root, as bytes, among the items? */
bool wire_walk_has(const wire_walk *walk, wire_str within);
/** How many files are at or below the path with this index in the options; a folder that another path
 * led to counts as one. */
size_t wire_walk_found(const wire_walk *walk, size_t path);

#endif
