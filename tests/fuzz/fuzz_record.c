/* SPDX-License-Identifier: GPL-2.0-or-later */
/* This exercises: reading a stored record, and writing what was read. */
#include <stdint.h>
#include <stdlib.h>

#include "wire/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_str in = {(const char *)data, size};
	wire_arena *arena = wire_arena_new(64u << 20);
	wire_story story;
	wire_error err;
	wire_buf json;
	wire_buf_init(&json, 1u << 26);
	if (arena == NULL)
		abort();
	if (wire_story_from_json(&story, arena, in, &err) == WIRE_OK) {
		if (wire_story_to_json(&json, &story) != WIRE_OK ||
			wire_story_from_json(&story, arena, wire_buf_view(&json), &err) != WIRE_OK)
			abort();
	}
	wire_buf_release(&json);
	wire_arena_free(arena);
	return 0;
}
