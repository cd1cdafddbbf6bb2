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
	const char *name, *value; /* decoded and cleaned, NUL-terminated, in the arena */
} wire_param;

typedef struct wire_params {
	wire_param items[WIRE_PARAMS_MAX];
	size_t len;
} wire_params;

/**
 * Append the pairs of a query string or a form's body (`a=1&b=x+y%21`). A NUL, encoded or not, ends
 * its value; a broken escape stands for itself. Every name and value is cleaned here, once: it is
 * valid UTF-8 without control characters (wire_text_clean()) and without those that turn the direction of
 * writing (wire_char_turns()), whatever was sent.
 * WIRE_ETOOBIG: more bytes than WIRE_PARAMS_BYTES_MAX; WIRE_EINVAL: more pairs than WIRE_PARAMS_MAX;
 * WIRE_ENOMEM.
 */
wire_status wire_params_read(wire_params *params, wire_str text, wire_arena *arena,
	wire_error *err) WIRE_MUST_CHECK;
/** Append one pair that is not encoded, cleaned alike. WIRE_EINVAL, WIRE_ENOMEM as above. */
wire_status wire_params_add(wire_params *params, wire_str name, wire_str value, wire_arena *arena,
	wire_error *err) WIRE_MUST_CHECK;

/** The first value of `name`; NULL when it was not sent. */
const char *wire_params_get(const wire_params *params, const char *name);

/** Append `text` percent-encoded, as a value of a link. */
void wire_params_encode(wire_buf *out, wire_str text);

#endif
