/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Character sets: from a file's bytes to clean UTF-8, whatever came in.
 *
 * Feeds mix encodings within one file (a dpa file in Latin-1 with stray UTF-8 is on record), so the
 * choice is made sequence by sequence: a valid UTF-8 sequence counts as such, any other byte from
 * 0x80 on as windows-1252, the superset of Latin-1 that the web and old newsroom systems write.
 */
#ifndef INDEXER_INPUT_CHARSET_H
#define INDEXER_INPUT_CHARSET_H

#include "wire/str.h"

/**
 * Decode UTF-8, UTF-16 (with a byte order mark, or told by its NULs) or windows-1252; repair text
 * that was encoded twice (`â€™`); then wire_text_clean(). May return `bytes` itself. WIRE_ENOMEM.
 */
wire_status wire_charset_decode(wire_str *out, wire_arena *arena, wire_str bytes) WIRE_MUST_CHECK;

/** Does this look like UTF-16 (`*big`: big endian)? */
bool wire_charset_is_utf16(wire_str bytes, bool *big);

#endif
