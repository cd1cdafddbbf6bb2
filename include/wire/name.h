/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Names of files as text. A name on disk is any bytes; what is shown, stored and searched is UTF-8.
 *
 * Bytes that are no UTF-8, control characters (C0, DEL, C1, line and paragraph separators, marks of
 * writing direction) are written `%E9`, byte by byte; so is a `%` that stands before two hexadecimal
 * digits. So every name has one text, no two names share one, and wire_name_bytes() is its reverse.
 */
#ifndef WIRE_NAME_H
#define WIRE_NAME_H

#include "wire/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Append the text of a name. Errors are the buffer's own. */
void wire_name_text(wire_buf *out, wire_str bytes);
/** Append the bytes of a name's text. */
void wire_name_bytes(wire_buf *out, wire_str text);

#ifdef __cplusplus
}
#endif
#endif
