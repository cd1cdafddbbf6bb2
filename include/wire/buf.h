/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A growable byte buffer with a cap, for output and for reading input.
 *
 * Errors are sticky: once an append fails (out of memory, or over `max`) the buffer keeps what it
 * had and every later append does nothing, so a sequence is written straight and checked once, with
 * wire_buf_status().
 */
#ifndef WIRE_BUF_H
#define WIRE_BUF_H

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wire_buf {
	char *data; /* always NUL-terminated once anything was appended; NULL before */
	size_t len; /* bytes, without the NUL */
	size_t cap;
	size_t max;         /* the named cap, in bytes */
	wire_status status; /* WIRE_OK, WIRE_ENOMEM or WIRE_ETOOBIG */
} wire_buf;

/** An empty buffer that may grow to `max` bytes. Allocates nothing. */
void wire_buf_init(wire_buf *buf, size_t max);
/**
 * An empty buffer in `size` bytes of the caller's memory (1 at least, the NUL's), which it never
 * outgrows: appending allocates nothing. It must not be released.
 */
void wire_buf_on(wire_buf *buf, char *memory, size_t size);
/** Free the memory; the buffer is then as after wire_buf_init(). Zeroed memory is allowed. */
void wire_buf_release(wire_buf *buf);
/** Empty it, forget an error, keep the memory. */
void wire_buf_clear(wire_buf *buf);
void wire_buf_append(wire_buf *buf, const void *data, size_t len);
void wire_buf_str(wire_buf *buf, wire_str s);
void wire_buf_puts(wire_buf *buf, const char *s);
void wire_buf_putc(wire_buf *buf, char c);
void wire_buf_printf(wire_buf *buf, const char *format, ...) WIRE_PRINTF(2, 3);
/** The contents as a slice, valid until the next append. */
wire_str wire_buf_view(const wire_buf *buf);
wire_status wire_buf_status(const wire_buf *buf) WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
