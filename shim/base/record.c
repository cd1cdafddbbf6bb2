/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/record.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wire/json_memory.h"

/* ---- writing: by hand, straight into the buffer, since every story passes here ---- */

static void put_escape(wire_buf *out, unsigned char c)
{
	switch (c) {
	case '"':
		wire_buf_puts(out, "\\\"");
		break;
	case '\\':
		wire_buf_puts(out, "\\\\");
		break;
	case '\n':
		wire_buf_puts(out, "\\n");
		break;
	case '\t':
		wire_buf_puts(out, "\\t");
		break;
	default:
		wire_buf_printf(out, "\\u%04x", c);
	}
}

static void put_string(wire_buf *out, wire_str s)
{
	size_t plain = 0;
	wire_buf_putc(out, '"');
	for (size_t at = 0; at < s.len; at++) {
		unsigned char c = (unsigned char)s.data[at];
		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
			continue;
		wire_buf_append(out, s.data + plain, at - plain);
		put_escape(out, c);
		plain = at + 1;
	}
	if (s.len > plain)
		wire_buf_append(out, s.data + plain, s.len - plain);
	wire_buf_putc(out, '"');
}

static void put_STRING(wire_buf *out, const wire_str *value)
{
	put_string(out, *value);
}

static void put_LIST(wire_buf *out, const wire_list *value)
{
	wire_buf_putc(out, '[');
	for (size_t i = 0; i < value->len; i++) {
		if (i > 0)
			wire_buf_putc(out, ',');
		put_string(out, value->items[i]);
	}
	wire_buf_putc(out, ']');
}

static void put_NUMBER(wire_buf *out, const unsigned *value)
{
	wire_buf_printf(out, "%u", *value);
}

wire_status wire_story_to_json(wire_buf *out, const wire_story *story)
{
	size_t start = out->len;
#define PUT(name, type, meaning)                                                                   \
	if (strcmp(#name, "why") != 0 || story->why.len > 0) {                                     \
		wire_buf_puts(out, out->len == start ? "{\"" #name "\":" : ",\"" #name "\":");     \
		put_##type(out, &story->name);                                                     \
	}
	WIRE_RECORD_FIELDS(PUT)
#undef PUT
	wire_buf_putc(out, '}');
	return wire_buf_status(out);
}

/* ---- reading ---- */

static wire_status get_STRING(wire_str *out, wire_arena *arena, const json_t *value)
{
	if (!json_is_string(value))
		return WIRE_OK;
	wire_str text = {json_string_value(value), json_string_length(value)};
	return wire_arena_copy(out, arena, text);
}

static wire_status get_LIST(wire_list *out, wire_arena *arena, const json_t *value)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < json_array_size(value) && status == WIRE_OK; i++) {
		wire_str item = {NULL, 0};
		status = get_STRING(&item, arena, json_array_get(value, i));
		if (status == WIRE_OK && item.data != NULL)
			status = wire_list_push(out, arena, item);
	}
	return status;
}

static wire_status get_NUMBER(unsigned *out, wire_arena *arena, const json_t *value)
{
	json_int_t number = json_integer_value(value);
	(void)arena;
	*out = number > 0 && number <= (json_int_t)UINT32_MAX ? (unsigned)number : 0;
	return WIRE_OK;
}

wire_status wire_story_from_json(wire_story *out, wire_arena *arena, wire_str json, wire_error *err)
{
	json_error_t reason;
	wire_status status = WIRE_OK;
	*out = (wire_story){0};
	wire_json_watch();
	json_t *root = json_loadb(json.data, json.len, JSON_ALLOW_NUL, &reason);
	if (wire_json_lacked_memory()) {
		status = wire_fail(err, WIRE_ENOMEM, "out of memory");
		goto cleanup;
	}
	if (!json_is_object(root)) {
		status = wire_fail(err, WIRE_EFORMAT, "stored record is damaged: %s",
			root == NULL ? reason.text : "not an object");
		goto cleanup;
	}
#define GET(name, type, meaning)                                                                   \
	if (status == WIRE_OK)                                                                     \
		status = get_##type(&out->name, arena, json_object_get(root, #name));
	WIRE_RECORD_FIELDS(GET)
#undef GET
	if (status != WIRE_OK)
		wire_fail(err, status, "out of memory");
cleanup:
	json_decref(root);
	return status;
}
