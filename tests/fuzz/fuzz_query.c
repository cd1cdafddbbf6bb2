/* SPDX-License-Identifier: GPL-2.0-or-later */
/* This exercises: the query language; what it accepts must mean the same when it is printed. */
#include <stdint.h>
#include <stdlib.h>

#include "search/query/explain.h"
#include "search/query/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const wire_parse_context ctx = {.arena = wire_arena_new(64u << 20), .today = 19000};
	wire_node *root;
	wire_error err;
	wire_buf text;
	wire_buf_init(&text, 1u << 20);
	if (ctx.arena == NULL)
		abort();
	wire_str in = {(const char *)data, size};
	if (wire_node_parse(&root, in, &ctx, &err) == WIRE_OK)
		wire_node_explain(&text, root);
	else if (err.offset + err.length > size && size <= WIRE_QUERY_BYTES_MAX)
		abort();
	wire_buf_release(&text);
	wire_arena_free(ctx.arena);
	return 0;
}
