/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Stems by libstemmer, asked once per distinct word: a stemmer keeps what it has answered in a
 * cache of bounded size. One stemmer a thread.
 */
#ifndef WIRE_STEM_H
#define WIRE_STEM_H

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wire_stemmer wire_stemmer;

/**
 * @param language  libstemmer's name or ISO 639 code ("english", "en", "de" ...; NULL: English), or
 *                  "none": every word is its own stem.
 * @return WIRE_OK; WIRE_EINVAL for a language that libstemmer does not know; WIRE_ENOMEM.
 */
wire_status wire_stemmer_new(wire_stemmer **out, const char *language, wire_error *err);
void wire_stemmer_free(wire_stemmer *stemmer);
/**
 * The stem of a folded form, in `*out`: owned by the stemmer, valid until the next call. Forms with
 * anything but letters and apostrophes (numbers, at&t) are their own stems, but for the s of numbers
 * (f16s, 747s; not that of a decade, 1980s). WIRE_ENOMEM.
 */
wire_status wire_stem(wire_str *out, wire_stemmer *stemmer, wire_str form) WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
