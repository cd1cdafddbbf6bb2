/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/params.h"

#include <string.h>

#include "wire/display.h"
#include "wire/text.h"

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undo the encoding of forms, up to a NUL. */
static wire_status decode(wire_str *out, wire_str text, wire_arena *arena)
{
	char *decoded = wire_arena_alloc(arena, text.len + 1);
	size_t length = 0;
	if (decoded == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < text.len; i++) {
		int high = i + 2 < text.len ? hex(text.data[i + 1]) : -1;
		int low = i + 2 < text.len ? hex(text.data[i + 2]) : -1;
		char c = text.data[i] == '+' ? ' ' : text.data[i];
		if (text.data[i] == '%' && high >= 0 && low >= 0) {
			c = (char)(high * 16 + low);
			i += 2;
		}
		if (c == '\0')
			break;
		decoded[length++] = c;
	}
	*out = (wire_str){decoded, length};
	return WIRE_OK;
}

/* The one door for a stranger's bytes. */
static wire_status clean(const char **out, wire_str text, wire_arena *arena)
{
	wire_str cleaned;
	wire_status status = wire_text_clean(&cleaned, arena, text);
	if (status == WIRE_OK)
		status = wire_text_unturned(&cleaned, arena, cleaned);
	if (status == WIRE_OK)
		status = wire_arena_copy(&cleaned, arena, cleaned);
	*out = cleaned.data;
	return status;
}

wire_status wire_params_add(
	wire_params *params, wire_str name, wire_str value, wire_arena *arena, wire_error *err)
{
	if (params->len == WIRE_PARAMS_MAX)
		return wire_fail(
			err, WIRE_EINVAL, "too many parameters (the limit is %u)", WIRE_PARAMS_MAX);
	wire_param *item = &params->items[params->len];
	wire_status status = clean(&item->name, name, arena);
	if (status == WIRE_OK)
		status = clean(&item->value, value, arena);
	if (status != WIRE_OK)
		return wire_fail(err, status, "out of memory");
	params->len++;
	return WIRE_OK;
}

static wire_status add_pair(wire_params *params, wire_str pair, wire_arena *arena, wire_error *err)
{
	wire_str name, value;
	size_t equals = wire_str_find(pair, WIRE_STR("="), 0);
	wire_str rest =
		equals == (size_t)-1 ? WIRE_STR("") : wire_str_slice(pair, equals + 1, pair.len);
	wire_status status = decode(&name, wire_str_slice(pair, 0, equals), arena);
	if (status == WIRE_OK)
		status = decode(&value, rest, arena);
	if (status != WIRE_OK)
		return wire_fail(err, status, "out of memory");
	return wire_params_add(params, name, value, arena, err);
}

wire_status wire_params_read(wire_params *params, wire_str text, wire_arena *arena, wire_error *err)
{
	wire_status status = WIRE_OK;
	if (text.len > WIRE_PARAMS_BYTES_MAX)
		return wire_fail(err, WIRE_ETOOBIG,
			"the request is too long (the limit is %u bytes)", WIRE_PARAMS_BYTES_MAX);
	while (text.len > 0 && status == WIRE_OK) {
		size_t end = wire_str_find(text, WIRE_STR("&"), 0);
		wire_str pair = wire_str_slice(text, 0, end);
		text = end == (size_t)-1 ? WIRE_STR("") : wire_str_slice(text, end + 1, text.len);
		if (pair.len > 0)
			status = add_pair(params, pair, arena, err);
	}
	return status;
}

const char *wire_params_get(const wire_params *params, const char *name)
{
	for (size_t i = 0; i < params->len; i++)
		if (strcmp(params->items[i].name, name) == 0)
			return params->items[i].value;
	return NULL;
}

void wire_params_encode(wire_buf *out, wire_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || (c != '\0' && strchr("-._~", c) != NULL);
		if (plain)
			wire_buf_putc(out, (char)c);
		else
			wire_buf_printf(out, "%%%02X", c);
	}
}
