/* SPDX-License-Identifier: GPL-2.0-or-later */
/* This exercises: the query language; what it accepts must mean the same when it is printed. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "search/query/explain.h"
#include "search/query/parse.h"
#include "wire/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Must the explained text be within the limits, too? Folding makes some letters several bytes. */
static int is_limit(const wire_error *err)
{
	return strstr(err->message, "the limit is") != NULL;
}

static void check_same(const wire_buf *text, const wire_parse_context *ctx)
{
	wire_node *root;
	wire_error err = {0};
	wire_buf again;
	wire_buf_init(&again, 4u << 20);
	wire_status status = wire_node_parse(&root, wire_buf_view(text), ctx, &err);
	if (status == WIRE_OK) {
		wire_node_explain(&again, root);
		if (wire_buf_status(&again) != WIRE_OK ||
			!wire_str_equal(wire_buf_view(&again), wire_buf_view(text)))
			abort();
	} else if (!is_limit(&err)) {
		abort();
	}
	wire_buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_list notes = {0};
	const wire_parse_context ctx = {
		.arena = wire_arena_new(256u << 20), .today = 19000, .notes = &notes};
	wire_node *root;
	wire_error err = {0};
	wire_buf text;
	wire_str in;
	wire_buf_init(&text, 4u << 20);
	if (ctx.arena == NULL ||
		wire_text_clean(&in, ctx.arena, (wire_str){(const char *)data, size}) != WIRE_OK)
		abort();
	wire_status status = wire_node_parse(&root, in, &ctx, &err);
	if (status == WIRE_OK) {
		wire_node_explain(&text, root);
		if (wire_buf_status(&text) != WIRE_OK)
			abort();
		check_same(&text, &ctx);
	} else if (status != WIRE_EQUERY || err.offset + err.length > in.len ||
		   err.message[0] == '\0') {
		abort();
	}
	wire_buf_release(&text);
	wire_arena_free(ctx.arena);
	return 0;
}
