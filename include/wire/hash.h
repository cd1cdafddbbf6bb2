/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The one hash of the program: FNV-1a over 8 bytes a step, for tables and for telling contents apart.
 * Not against an adversary: what is hashed has bounds of its own. The same on every machine of one
 * byte order.
 */
#ifndef WIRE_HASH_H
#define WIRE_HASH_H

#include <stdint.h>

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Hash `bytes`; chain several by giving the last result as `seed`, first 0. */
uint64_t wire_hash(wire_str bytes, uint64_t seed);

#ifdef __cplusplus
}
#endif
#endif
