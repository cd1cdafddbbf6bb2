/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a failure is in HTTP (RFC 9110).
 */
#ifndef SEARCH_PAGE_HTTP_H
#define SEARCH_PAGE_HTTP_H

#include "wire/status.h"

enum {
	WIRE_HTTP_OK = 200,
	WIRE_HTTP_BAD_REQUEST = 400,
	WIRE_HTTP_NOT_FOUND = 404,
	WIRE_HTTP_METHOD_NOT_ALLOWED = 405,
	WIRE_HTTP_URI_TOO_LONG = 414,
	WIRE_HTTP_ERROR = 500,
	WIRE_HTTP_UNAVAILABLE = 503,
};

/**
 * The code of a status: 200; 400 for what the asker can mend; 404; 503 for a database that cannot be
 * used just now; 500 for any other fault of ours. The message of a 5xx is the administrator's to read
 * and may name files: it does not go to the asker.
 */
unsigned wire_http_code(wire_status status);
/** The phrase that goes with a code; never NULL. */
const char *wire_http_reason(unsigned code);

#endif
