/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a query that was understood as it stands may have been meant as: said beside its answer,
 * whether or not it finds something, and never acted upon.
 */
#ifndef SEARCH_QUERY_NOTES_H
#define SEARCH_QUERY_NOTES_H

#include "search/query/parse.h"

/** A word that is an operator in small letters: `or`. Once for each. WIRE_ENOMEM. */
wire_status wire_note_operator(const wire_parse_context *ctx, wire_str word) WIRE_MUST_CHECK;

/**
 * Dates among the bare words of `text`, a query that parses: `2023-06-14`, `june 14 2023`; where it
 * is nothing but a date, any that `date:` takes, but for the name of a month or day. The note has the
 * query with `date:`. WIRE_ENOMEM.
 */
wire_status wire_note_dates(const wire_parse_context *ctx, wire_str text) WIRE_MUST_CHECK;

#endif
