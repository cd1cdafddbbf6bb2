/* SPDX-License-Identifier: GPL-2.0-or-later */
/** Bytes in memory through a format: each story and each fault goes to a function of the test's. */
#ifndef SUPPORT_STORIES_H
#define SUPPORT_STORIES_H

#include "indexer/formats/format.h"

typedef struct story_sink {
	void (*story)(void *payload, const wire_raw *raw);
	void (*fault)(void *payload, wire_reason why, const char *words);
	void *payload;
} story_sink;

/* Read all of `bytes` with `memory` bytes for each story; how it ended. */
static inline wire_status stories_read(
	const wire_format *format, wire_str bytes, size_t memory, const story_sink *sink)
{
	wire_error err = {0};
	wire_item item = {.shown = WIRE_STR("item"), .size = bytes.len};
	wire_policy policy = {.why = false};
	wire_stories *stories = NULL;
	wire_arena *arena = wire_arena_new(memory);
	wire_status status = arena == NULL ? WIRE_ENOMEM : WIRE_OK;
	if (status == WIRE_OK)
		status = wire_bytes_from(&item.bytes, bytes, &err);
	if (status == WIRE_OK)
		status = wire_stories_open(&stories, format, &item, &policy, &err);
	while (status == WIRE_OK || status == WIRE_EFORMAT) {
		wire_raw raw;
		err.message[0] = '\0';
		status = wire_stories_next(&raw, stories, arena, &err);
		if (status == WIRE_OK)
			sink->story(sink->payload, &raw);
		else if (status == WIRE_EFORMAT)
			sink->fault(sink->payload, raw.why, err.message);
		wire_arena_reset(arena);
	}
	wire_stories_close(stories);
	wire_bytes_free(item.bytes);
	wire_arena_free(arena);
	return status;
}

#endif
