/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Errors of a query: a message and the place in its text.
 */
#ifndef SEARCH_QUERY_QUERY_ERROR_H
#define SEARCH_QUERY_QUERY_ERROR_H

#include "wire/status.h"

/** Write message and place (bytes of the query) into `err`; returns WIRE_EQUERY. */
wire_status wire_query_fail(wire_error *err, size_t offset, size_t length, const char *format, ...)
	WIRE_PRINTF(4, 5);

#endif
