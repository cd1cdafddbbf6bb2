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

/**
 * Does what stands behind the bare word at bytes [start, end) of `query` make it another system's
 * operator, `atleast5(`, or a field whose colon stands apart, `date : 1987`? WIRE_EQUERY as above.
 */
wire_status wire_foreign_behind(
	wire_str query, size_t start, size_t end, wire_error *err) WIRE_MUST_CHECK;

#endif
