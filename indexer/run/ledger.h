/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The ledger: what the database remembers of each file that it may have stories of, so that a run over
 * the same paths passes over what is unchanged. Kept in the database's metadata, an entry a file
 * under the file's owner term, and committed together with the stories it speaks of.
 *
 * A file is unchanged when its size and time are, or, with another time, its contents, when the
 * policy that shapes its records is, and when the database still has all the stories that it gave.
 * A file with faults has an entry, too: until it changes they are counted, and the first one's reason
 * told. But where memory ran out, the next run reads it again.
 */
#ifndef INDEXER_RUN_LEDGER_H
#define INDEXER_RUN_LEDGER_H

#include <stdint.h>

#include "indexer/input/item.h"
#include "wire/store.h"

/** So much of a reason is remembered, in bytes with the NUL. */
#define WIRE_LEDGER_REASON 200

typedef struct wire_ledger_entry {
	uint64_t size;     /* bytes */
	int64_t mtime;     /* nanoseconds since 1970; 0: too fresh to tell by time */
	uint64_t contents; /* wire_bytes_hash() */
	uint64_t policy;   /* wire_policy_hash(); 0: it was not read to its end */
	uint32_t stories;  /* of which the file is an owner */
	uint32_t faults;   /* parts of the file that gave no story */
	bool again;        /* to be read again, whether it changed or not */
	char reason[WIRE_LEDGER_REASON]; /* of the first fault, in words; "": none, or not known */
} wire_ledger_entry;

/** The owner term of the file with this identity: WIRE_TERM_FILE + it, by wire_term_make(). */
wire_status wire_owner_term(wire_buf *out, wire_str identity, wire_error *err) WIRE_MUST_CHECK;

/** The entry of a file; `*found` false when there is none. */
wire_status wire_ledger_get(wire_ledger_entry *out, bool *found, wire_writer *writer,
	wire_str owner, wire_error *err) WIRE_MUST_CHECK;
wire_status wire_ledger_put(wire_writer *writer, wire_str owner, wire_str identity,
	const wire_ledger_entry *entry, wire_error *err) WIRE_MUST_CHECK;
wire_status wire_ledger_remove(
	wire_writer *writer, wire_str owner, wire_error *err) WIRE_MUST_CHECK;
/** Set the entry's `again`, if there is an entry. */
wire_status wire_ledger_read_again(
	wire_writer *writer, wire_str owner, wire_error *err) WIRE_MUST_CHECK;

/**
 * The time that an entry may hold of a file: its own, unless that is within two seconds of when
 * reading it began (both in nanoseconds since 1970): a later change could leave it as it is. 0 then.
 */
int64_t wire_ledger_time(int64_t mtime, int64_t read_at);
/** Nanoseconds since 1970. */
int64_t wire_ledger_now(void);

/** Called for each file: its owner term and its identity. `fn` may change the ledger. */
typedef wire_status wire_ledger_fn(
	void *payload, wire_str owner, wire_str identity, wire_error *err);
wire_status wire_ledger_each(
	wire_writer *writer, wire_ledger_fn *fn, void *payload, wire_error *err) WIRE_MUST_CHECK;

#endif
