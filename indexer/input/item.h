/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Items: what is read. An item is one run of bytes, wherever it lies (a file, standard input; later
 * a member of an archive, a record of a web archive), with what is known of it before it is read.
 * Formats see items and no paths; what makes items knows no format.
 */
#ifndef INDEXER_INPUT_ITEM_H
#define INDEXER_INPUT_ITEM_H

#include <stdint.h>

#include "indexer/input/reason.h"
#include "wire/buf.h"

/** An item's bytes, read once from first to last. */
typedef struct wire_bytes wire_bytes;

/** All slices are valid UTF-8 (wire/name.h), borrowed, and live until the next item. */
typedef struct wire_item {
	wire_str shown;      /* for people: the path as it was given, and from there on down */
	wire_str identity;   /* the path within the root: the same however it was given; empty for
				standard input, which is never compared with an earlier run's */
	wire_str dates;      /* the path to look for a date in: as identity, with the root's own last
				folders where they are named by dates (`2023/06/`) */
	wire_str media_type; /* what a container says; empty: nothing */
	wire_str charset;    /* likewise */
	wire_str url;        /* likewise */
	wire_str date;       /* likewise, RFC 3339 */
	uint64_t size;       /* bytes; UINT64_MAX: not known */
	int64_t mtime;       /* nanoseconds since 1970; 0: not known */
	wire_bytes *bytes;
} wire_item;

/** Bytes that wire_bytes_peek() shows, where there are as many, and the longest chunk. */
#define WIRE_CHUNK ((size_t)64 << 10)

/**
 * Where bytes come from. `read` fills up to `size` bytes and sets `*got`; 0 is the end. `rewind`
 * begins again at the first byte; NULL where that cannot be. `close` may be NULL.
 */
typedef struct wire_source {
	wire_status (*read)(size_t *got, void *state, char *out, size_t size, wire_error *err);
	wire_status (*rewind)(void *state, wire_error *err);
	void (*close)(void *state);
	void *state;
} wire_source;

/** Bytes from `source`, which is taken over, also on failure. WIRE_ENOMEM. */
wire_status wire_bytes_new(wire_bytes **out, wire_source source, wire_error *err) WIRE_MUST_CHECK;
/** Bytes that are in memory already; borrows them. WIRE_ENOMEM. */
wire_status wire_bytes_from(wire_bytes **out, wire_str bytes, wire_error *err) WIRE_MUST_CHECK;
void wire_bytes_free(wire_bytes *bytes); /* NULL allowed */

/**
 * The calls below return what the source returned when it failed, mostly WIRE_EIO, and WIRE_ENOMEM.
 * A slice that they give is valid until the next call.
 */

/** The next bytes, up to WIRE_CHUNK of them, without taking them. */
wire_status wire_bytes_peek(wire_str *head, wire_bytes *bytes, wire_error *err) WIRE_MUST_CHECK;
/** Take the next bytes; empty at the end. */
wire_status wire_bytes_next(wire_str *chunk, wire_bytes *bytes, wire_error *err) WIRE_MUST_CHECK;
/** Take all that is left at once. WIRE_ETOOBIG when that is more than `max` bytes. Its memory is
 * released with `bytes`. */
wire_status wire_bytes_all(
	wire_str *all, wire_bytes *bytes, size_t max, wire_error *err) WIRE_MUST_CHECK;
/** Read what is left, and hash all bytes from the first on: tells contents apart. */
wire_status wire_bytes_hash(uint64_t *hash, wire_bytes *bytes, wire_error *err) WIRE_MUST_CHECK;
/**
 * Begin again at the first byte. WIRE_EINVAL: the source cannot. Where it fails otherwise, so do
 * the calls above from then on.
 */
wire_status wire_bytes_rewind(wire_bytes *bytes, wire_error *err) WIRE_MUST_CHECK;
/** How many bytes were read from the source so far. */
uint64_t wire_bytes_read(const wire_bytes *bytes);

#endif
