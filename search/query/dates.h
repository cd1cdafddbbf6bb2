/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What stands behind `date:`: a date may be of several words in quotes, a range of two such dates.
 */
#ifndef SEARCH_QUERY_DATES_H
#define SEARCH_QUERY_DATES_H

#include "search/query/lexer.h"
#include "search/query/parse.h"

/**
 * Read the value at `out->start` of the query `text` into `out`: up to a blank outside of quotes, its
 * quotes turned into blanks, so that places in it are places in the query. WIRE_EQUERY: a quote that
 * is not closed; or words behind it that make it another date (`date:june 2023`, `date:2023.. 2024`),
 * which would be another query without quotes. WIRE_ENOMEM.
 */
wire_status wire_lex_date(wire_lexeme *out, wire_str text, const wire_parse_context *ctx,
	wire_error *err) WIRE_MUST_CHECK;

#endif
