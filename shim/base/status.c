/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/status.h"

#include <stdarg.h>
#include <stdio.h>

#undef wire_fail /* what the header tells an analyser */
#undef wire_fail_at

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

/* A message that was cut may end within a character. */
static void drop_half_character(char *text, size_t length)
{
	size_t at = length, size = 1;
	while (at > 0 && length - at < 3 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
		at--;
	unsigned char lead = at > 0 ? (unsigned char)text[at - 1] : 0;
	size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (at > 0 && at - 1 + size > length)
		text[at - 1] = '\0';
}

static wire_status write(wire_error *err, wire_status status, size_t offset, size_t length,
	const char *format, va_list args)
{
	if (err == NULL)
		return status;
	int length_wanted = vsnprintf(err->message, sizeof err->message, format, args);
	if (length_wanted >= (int)sizeof err->message)
		drop_half_character(err->message, sizeof err->message - 1);
	err->offset = offset;
	err->length = length;
	return status;
}

wire_status wire_fail(wire_error *err, wire_status status, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	write(err, status, 0, 0, format, args);
	va_end(args);
	return status;
}

wire_status wire_fail_at(
	wire_error *err, wire_status status, size_t offset, size_t length, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	write(err, status, offset, length, format, args);
	va_end(args);
	return status;
}
