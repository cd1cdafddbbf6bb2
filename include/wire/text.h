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
bool wire_char_is_mark(uint32_t code);   /* M* */
bool wire_char_is_digit(uint32_t code);  /* Unicode Nd */
bool wire_char_is_upper(uint32_t code);  /* Lu, Lt */
bool wire_char_is_lower(uint32_t code);  /* Ll */
uint32_t wire_char_lower(uint32_t code); /* the small letter of a capital; any other is itself */
bool wire_char_is_space(uint32_t code);  /* Z*, TAB, LF, CR, FF, VT */
/** ' and what is written for it, also U+02BB (ʻokina), U+02BE, U+02BF (ʿayn) and U+2018. */
bool wire_char_is_apostrophe(uint32_t code);

/** Combining marks in a row that are kept: as many as Stream-Safe Text (UAX 15) has. */
#define WIRE_MARKS_MAX 30

/**
 * Make any bytes the text that the stages work on: malformed UTF-8 becomes U+FFFD; CRLF and CR
 * become LF; control characters (C0 but TAB and LF, C1, U+FEFF, U+200B, U+00AD, noncharacters) are
 * dropped; NFC; of combining marks in a row, those past WIRE_MARKS_MAX are dropped. Returns `in`
 * itself, uncopied, when there is nothing to do (plain ASCII mostly). Idempotent; takes time linear
 * in the length, whatever the bytes. WIRE_ENOMEM.
 */
wire_status wire_text_clean(wire_str *out, wire_arena *arena, wire_str in) WIRE_MUST_CHECK;

/**
 * Is the text all in capitals, so that a word in capitals in it (`US`) says nothing? No small
 * letter, and more capitals than letters without case: `US` amid Chinese still speaks.
 */
bool wire_text_is_shouted(wire_str text);

/** A byte folds to this many at most: U+FDFA, three bytes, is a phrase of thirty. */
#define WIRE_FOLD_GROWTH 10

/**
 * Fold for matching: what differs in these ways alone is the same word. Appends to `out`.
 *
 *   case, and what is only another shape      İ -> i, ß -> ss, ﬁ -> fi, Ａ -> a, ｶﾞ -> ガ
 *   accents, and other marks of no script     Erdoğan -> erdogan, Ελλάδα -> ελλαδα, ё -> е
 *   strokes and ligatures of Latin letters    ł ø đ ħ ŧ ð ı -> l o d h t d i, æ œ þ -> ae oe th
 *   points, and tatweel                       of Hebrew, Arabic and Syriac, optional in writing
 *   apostrophes                               to ' (wire_char_is_apostrophe())
 *
 * Marks that make another letter stay: й (not и), the hamza and madda of Arabic, the vowel signs of
 * the scripts of India and South-East Asia (की का क), the voicing marks of kana (が か). What is left is
 * composed: in terms of Unicode it is NFC, close to NFKC_Casefold without marks. Malformed bytes fold
 * to U+FFFD. Of more than WIRE_MARKS_MAX marks in a row the first are kept.
 *
 * Idempotent, and the same for canonically equivalent texts that wire_text_clean() lets pass. Takes
 * time linear in the length, whatever the bytes.
 */
void wire_text_fold(wire_buf *out, wire_str in);
/** The same into the arena. WIRE_ENOMEM. */
wire_status wire_text_fold_copy(wire_str *out, wire_arena *arena, wire_str in) WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
