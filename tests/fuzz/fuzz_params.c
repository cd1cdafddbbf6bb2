/* SPDX-License-Identifier: GPL-2.0-or-later */
/* This exercises: the reading of a web request's parameters, and the escaping of what was read. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "search/page/html.h"
#include "search/page/params.h"
#include "wire/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int holds)
{
	if (!holds)
		abort();
}

/* What goes into a link comes out of it again; what goes into a page is no markup. */
static void check_value(wire_str value, wire_arena *arena)
{
	check(wire_utf8_valid(value));
	wire_params again = {.len = 0};
	wire_buf text;
	wire_buf_init(&text, 8 * WIRE_PARAMS_BYTES_MAX);
	wire_buf_puts(&text, "v=");
	wire_params_encode(&text, value);
	check(wire_buf_status(&text) == WIRE_OK);
	if (text.len <= WIRE_PARAMS_BYTES_MAX) {
		check(wire_params_read(&again, wire_buf_view(&text), arena, NULL) == WIRE_OK);
		check(wire_str_equal(wire_str_from(again.items[0].value), value));
	}
	wire_buf_clear(&text);
	wire_html_line(&text, value);
	check(wire_utf8_valid(wire_buf_view(&text)));
	check(wire_buf_status(&text) == WIRE_OK);
	for (size_t i = 0; i < text.len; i++)
		check(strchr("<>\"'", text.data[i]) == NULL);
	wire_buf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_arena *arena = wire_arena_new(16u << 20);
	wire_params params = {.len = 0};
	if (arena == NULL)
		return 0;
	wire_status status = wire_params_read(
		&params, (wire_str){size > 0 ? (const char *)data : NULL, size}, arena, NULL);
	check(status == WIRE_OK || status == WIRE_ETOOBIG || status == WIRE_EINVAL);
	check(params.len <= WIRE_PARAMS_MAX);
	for (size_t i = 0; i < params.len; i++)
		check_value(wire_str_from(params.items[i].value), arena);
	wire_arena_free(arena);
	return 0;
}
