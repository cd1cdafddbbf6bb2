/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/http.h"

unsigned wire_http_code(wire_status status)
{
	switch (status) {
	case WIRE_OK:
	case WIRE_END:
		return WIRE_HTTP_OK;
	case WIRE_ENOTFOUND:
		return WIRE_HTTP_NOT_FOUND;
	case WIRE_ELOCKED:
	case WIRE_EFOREIGN:
	case WIRE_ESCHEMA:
	case WIRE_ESTALE:
	case WIRE_EDATABASE:
		return WIRE_HTTP_UNAVAILABLE;
	default:
		/* What ends a command with 2 was asked wrongly, or asked for too much. */
		return wire_status_exit(status) == 2 ? WIRE_HTTP_BAD_REQUEST : WIRE_HTTP_ERROR;
	}
}

const char *wire_http_reason(unsigned code)
{
	switch (code) {
	case WIRE_HTTP_OK:
		return "OK";
	case WIRE_HTTP_BAD_REQUEST:
		return "Bad Request";
	case WIRE_HTTP_NOT_FOUND:
		return "Not Found";
	case WIRE_HTTP_METHOD_NOT_ALLOWED:
		return "Method Not Allowed";
	case WIRE_HTTP_URI_TOO_LONG:
		return "URI Too Long";
	case WIRE_HTTP_UNAVAILABLE:
		return "Service Unavailable";
	default:
		return "Internal Server Error";
	}
}
