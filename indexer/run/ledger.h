/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The ledger: what the database remembers of each file that was indexed whole, so that a run over
 * the same paths passes over what is unchanged. Kept in the database's metadata, an entry a file,
 * and committed together with the stories it speaks of.
 *
 * A file is unchanged when its size and time are, and the options that shape its records are, or,
 * with another time, when its contents are. A file of whose parts any was skipped has no entry: it
 * is read again, and its faults are named again, at each run.
 */
#ifndef INDEXER_RUN_LEDGER_H
#define INDEXER_RUN_LEDGER_H

#include <stdint.h>

#include "indexer/input/walk.h"
#include "wire/store.h"

typedef struct wire_ledger_entry {
	uint64_t size;     /* bytes */
	int64_t mtime;     /* nanoseconds since 1970; 0: too fresh to tell by time */
	uint64_t contents; /* hash of the bytes */
	uint64_t options;  /* hash of the options that shape records */
	uint32_t stories;
	uint32_t skipped;  /* parts of the file that gave no story */
} wire_ledger_entry;

/** The term that finds all stories of the file: WIRE_TERM_FILE + its real path, by
 * wire_term_make(). */
wire_status wire_file_term(wire_buf *out, const char *real_path) WIRE_MUST_CHECK;

/** The entry of a file; `*found` false when there is none. */
wire_status wire_ledger_get(wire_ledger_entry *out, bool *found, wire_writer *writer,
	const char *real_path, wire_error *err) WIRE_MUST_CHECK;
wire_status wire_ledger_put(wire_writer *writer, const char *real_path,
	const wire_ledger_entry *entry, wire_error *err) WIRE_MUST_CHECK;

/** An entry for a file as it was found; its time is left out when it is within two seconds of now.
 */
wire_ledger_entry wire_ledger_entry_of(
	const wire_file *file, uint64_t contents, uint64_t options);

/**
 * Drop the stories and the entry of every file at or under one of `paths` that is gone.
 * @param[out] dropped  how many stories.
 */
wire_status wire_ledger_prune(uint32_t *dropped, wire_writer *writer, const char *const *paths,
	size_t n, wire_error *err) WIRE_MUST_CHECK;

#endif
