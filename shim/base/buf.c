/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void wire_buf_init(wire_buf *buf, size_t max)
{
	*buf = (wire_buf){.max = max};
}

void wire_buf_on(wire_buf *buf, char *memory, size_t size)
{
	assert(size > 0);
	memory[0] = '\0';
	*buf = (wire_buf){.data = memory, .cap = size, .max = size - 1};
}

void wire_buf_release(wire_buf *buf)
{
	free(buf->data);
	wire_buf_init(buf, buf->max);
}

void wire_buf_clear(wire_buf *buf)
{
	buf->len = 0;
	buf->status = WIRE_OK;
	if (buf->data != NULL)
		buf->data[0] = '\0';
}

/* Room for `extra` more bytes and the NUL; false sets the sticky status. */
static bool reserve(wire_buf *buf, size_t extra)
{
	if (buf->status != WIRE_OK)
		return false;
	if (extra > buf->max - buf->len) {
		buf->status = WIRE_ETOOBIG;
		return false;
	}
	size_t needed = buf->len + extra + 1;
	if (needed <= buf->cap)
		return true;
	size_t cap = buf->cap == 0 ? 64 : buf->cap;
	while (cap < needed)
		cap *= 2;
	char *data = realloc(buf->data, cap);
	if (data == NULL) {
		buf->status = WIRE_ENOMEM;
		return false;
	}
	buf->data = data;
	buf->cap = cap;
	return true;
}

void wire_buf_append(wire_buf *buf, const void *data, size_t len)
{
	if (!reserve(buf, len))
		return;
	if (len > 0)
		memcpy(buf->data + buf->len, data, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void wire_buf_str(wire_buf *buf, wire_str s)
{
	wire_buf_append(buf, s.data, s.len);
}

void wire_buf_puts(wire_buf *buf, const char *s)
{
	wire_buf_append(buf, s, strlen(s));
}

void wire_buf_putc(wire_buf *buf, char c)
{
	wire_buf_append(buf, &c, 1);
}

void wire_buf_printf(wire_buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0 || !reserve(buf, (size_t)length))
		return;
	va_start(args, format);
	vsnprintf(buf->data + buf->len, (size_t)length + 1, format, args);
	va_end(args);
	buf->len += (size_t)length;
}

wire_str wire_buf_view(const wire_buf *buf)
{
	return (wire_str){buf->data, buf->len};
}

wire_status wire_buf_status(const wire_buf *buf)
{
	return buf->status;
}
