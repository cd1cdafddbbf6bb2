/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * How characters are shown: the columns that they take on a terminal, where a line may be broken
 * between two of them, and which of them change the direction of what stands around them.
 */
#ifndef WIRE_DISPLAY_H
#define WIRE_DISPLAY_H

#include <stdint.h>

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Columns on a terminal: 2 for East Asian wide characters (UAX 11) and emoji, 0 for combining marks
 * and other characters without a width of their own, else 1.
 */
unsigned wire_char_columns(uint32_t code);
/** The same for a text; malformed bytes count 1 each. */
size_t wire_text_columns(wire_str text);

/**
 * May a line be broken between two characters that no space parts? Beside ideographs and kana,
 * but not before closing marks and small kana nor behind opening ones (JIS X 4051). Hangul is
 * written with spaces, so it breaks at those alone.
 */
bool wire_char_breaks(uint32_t before, uint32_t after);

/**
 * Does the character embed, override or isolate a direction of writing (UAX 9: U+202A-202E,
 * U+2066-2069)? In a text of one line it would turn what a page or terminal shows around it.
 */
bool wire_char_turns(uint32_t code);
/** A copy without such characters; `in` itself where there is none. WIRE_ENOMEM. */
wire_status wire_text_unturned(wire_str *out, wire_arena *arena, wire_str in) WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
