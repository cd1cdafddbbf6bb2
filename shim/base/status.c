/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/status.h"

#include <stdarg.h>
#include <stdio.h>

const char *wire_status_text(wire_status status)
{
	switch (status) {
#define CASE(name, code, exit_status, text)                                                        \
	case WIRE_##name:                                                                          \
		return text;
		WIRE_STATUS_LIST(CASE)
#undef CASE
	}
	return "unknown status";
}

int wire_status_exit(wire_status status)
{
	switch (status) {
#define CASE(name, code, exit_status, text)                                                        \
	case WIRE_##name:                                                                          \
		return exit_status;
		WIRE_STATUS_LIST(CASE)
#undef CASE
	}
	return 3;
}

wire_status wire_fail(wire_error *err, wire_status status, const char *format, ...)
{
	if (err != NULL) {
		va_list args;
		va_start(args, format);
		vsnprintf(err->message, sizeof err->message, format, args);
		va_end(args);
		err->offset = 0;
		err->length = 0;
	}
	return status;
}
