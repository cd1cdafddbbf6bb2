/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Operators of other search programs (Lexis, Factiva, Google, Lucene, the shell's habits): to take
 * them for words would be another query, so each is an error that says how it is written here.
 */
#ifndef SEARCH_QUERY_FOREIGN_H
#define SEARCH_QUERY_FOREIGN_H

#include "wire/str.h"

/**
 * Is `word`, a bare word of a query written from byte `start` on, another system's operator? Then
 * WIRE_EQUERY with its place and how to write it here; else WIRE_OK.
 */
wire_status wire_foreign_check(wire_str word, size_t start, wire_error *err) WIRE_MUST_CHECK;

#endif
