/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Unicode text: decoding that survives any bytes, normalising, folding.
 *
 * Everything past the readers is valid UTF-8 in NFC without control characters other than TAB and
 * LF; wire_text_clean() is the one door. Offsets are bytes. Built on utf8proc.
 */
#ifndef WIRE_TEXT_H
#define WIRE_TEXT_H

#include <stdint.h>

#include "wire/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What stands for a byte sequence that is not UTF-8. */
#define WIRE_REPLACEMENT 0xFFFDu

/**
 * Decode the code point at `s.data[at]` into `*out` and return its length in bytes (1 to 4).
 * A malformed sequence (overlong, surrogate, cut off, stray byte) gives WIRE_REPLACEMENT and
 * length 1, so that a loop over any bytes ends. `at` must be < s.len.
 */
size_t wire_utf8_decode(uint32_t *out, wire_str s, size_t at);
/** Encode `code` (a valid scalar value) at `out`; returns the bytes written, 1 to 4. */
size_t wire_utf8_encode(char out[4], uint32_t code);
bool wire_utf8_valid(wire_str s);
/** The longest prefix of `s` of at most `max` bytes that does not cut a code point. */
wire_str wire_utf8_cut(wire_str s, size_t max);

bool wire_char_is_letter(uint32_t code); /* Unicode L* and M* */
bool wire_char_is_digit(uint32_t code);  /* Unicode Nd */
bool wire_char_is_upper(uint32_t code);  /* Lu, Lt */
bool wire_char_is_lower(uint32_t code);  /* Ll */
bool wire_char_is_space(uint32_t code);  /* Z*, TAB, LF, CR, FF, VT */

/**
 * Make any bytes the text that the stages work on: malformed UTF-8 becomes U+FFFD; CRLF and CR
 * become LF; control characters (C0 but TAB and LF, C1, U+FEFF, U+200B, U+00AD, noncharacters) are
 * dropped; NFC. Returns `in` itself, uncopied, when there is nothing to do (plain ASCII mostly).
 * WIRE_ENOMEM.
 */
wire_status wire_text_clean(wire_str *out, wire_arena *arena, wire_str in) WIRE_MUST_CHECK;

/**
 * Is the text all in capitals, so that a word in capitals in it (`US`) says nothing? No small
 * letter, and more capitals than letters without case: `US` amid Chinese still speaks.
 */
bool wire_text_is_shouted(wire_str text);

/** A byte folds to this many at most: U+FDFA, three bytes, is a phrase of 33. */
#define WIRE_FOLD_GROWTH 18

/**
 * Fold for matching: NFKC, case folded, accents stripped (`Erdoğan` -> `erdogan`, `ß` -> `ss`,
 * `Ł`, `ø`, `đ`, dotless `ı` and the like to their base letter), typographic apostrophes to `'`.
 * Appends to `out`. Malformed bytes fold to U+FFFD. Idempotent.
 */
void wire_text_fold(wire_buf *out, wire_str in);
/** The same into the arena. WIRE_ENOMEM. */
wire_status wire_text_fold_copy(wire_str *out, wire_arena *arena, wire_str in) WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
