/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/query_error.h"

#include <stdarg.h>
#include <stdio.h>

wire_status wire_query_fail(wire_error *err, size_t offset, size_t length, const char *format, ...)
{
	if (err != NULL) {
		va_list args;
		va_start(args, format);
		vsnprintf(err->message, sizeof err->message, format, args);
		va_end(args);
		err->offset = offset;
		err->length = length;
	}
	return WIRE_EQUERY;
}
