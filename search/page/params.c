/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/params.h"

#include <string.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static wire_status decode(const char **out, wire_str text, wire_arena *arena)
{
	char *decoded = wire_arena_alloc(arena, text.len + 1);
	size_t length = 0;
	if (decoded == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < text.len; i++) {
		int high = i + 2 < text.len ? hex(text.data[i + 1]) : -1;
		int low = i + 2 < text.len ? hex(text.data[i + 2]) : -1;
		if (text.data[i] == '%' && high >= 0 && low >= 0) {
			decoded[length++] = (char)(high * 16 + low);
			i += 2;
		} else {
			decoded[length++] = text.data[i] == '+' ? ' ' : text.data[i];
		}
	}
	decoded[length] = '\0';
	*out = decoded;
	return WIRE_OK;
}

static wire_status add_pair(wire_params *params, wire_str pair, wire_arena *arena)
{
	size_t equals = wire_str_find(pair, WIRE_STR("="), 0);
	wire_str value =
		equals == (size_t)-1 ? WIRE_STR("") : wire_str_slice(pair, equals + 1, pair.len);
	wire_param *item = &params->items[params->len];
	wire_status status = decode(&item->name, wire_str_slice(pair, 0, equals), arena);
	if (status == WIRE_OK)
		status = decode(&item->value, value, arena);
	params->len += status == WIRE_OK;
	return status;
}

wire_status wire_params_read(wire_params *params, wire_str text, wire_arena *arena)
{
	wire_status status = WIRE_OK;
	if (text.len > WIRE_PARAMS_BYTES_MAX)
		return WIRE_ETOOBIG;
	while (text.len > 0 && status == WIRE_OK) {
		size_t end = wire_str_find(text, WIRE_STR("&"), 0);
		wire_str pair = wire_str_slice(text, 0, end);
		text = end == (size_t)-1 ? WIRE_STR("") : wire_str_slice(text, end + 1, text.len);
		if (pair.len == 0)
			continue;
		status = params->len == WIRE_PARAMS_MAX ? WIRE_ETOOBIG
							: add_pair(params, pair, arena);
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
