/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Parameters of a web request: NAME=VALUE pairs, percent-encoded as forms send them.
 */
#ifndef SEARCH_PAGE_PARAMS_H
#define SEARCH_PAGE_PARAMS_H

#include "wire/buf.h"

/** Limits on what a stranger may send. */
#define WIRE_PARAMS_MAX       64u
#define WIRE_PARAMS_BYTES_MAX 16384u

typedef struct wire_param {
	const char *name, *value; /* decoded, NUL-terminated, in the arena */
} wire_param;

typedef struct wire_params {
	wire_param items[WIRE_PARAMS_MAX];
	size_t len;
} wire_params;

/**
 * Append the pairs of a query string or a form's body (`a=1&b=x+y%21`). A NUL, encoded or not, ends
 * its value; a broken escape stands for itself. WIRE_ETOOBIG: too many pairs or bytes; WIRE_ENOMEM.
 */
wire_status wire_params_read(wire_params *params, wire_str text, wire_arena *arena) WIRE_MUST_CHECK;

/** The first value of `name`; NULL when it was not sent. */
const char *wire_params_get(const wire_params *params, const char *name);

/** Append `text` percent-encoded, as a value of a link. */

void wire_params_encode(wire_buf *out, wire_str text);

#endif
