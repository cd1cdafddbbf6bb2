/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Any bytes as a Reuters-21578 file: each `<REUTERS ` gives a story of valid UTF-8 or a reason, and
 * a file without one gives a reason, too.
 */
#include <stdint.h>
#include <stdlib.h>

#include "indexer/formats/format.h"
#include "wire/text.h"

typedef struct tally {
	size_t stories, skipped;
} tally;

static wire_status take(void *payload, wire_story *story, wire_error *err)
{
	tally *t = payload;
	(void)err;
	if (!wire_utf8_valid(story->headline) || !wire_utf8_valid(story->body) ||
		!wire_utf8_valid(story->dateline) || !wire_utf8_valid(story->slug))
		abort();
	for (size_t i = 0; i < story->byline.len; i++)
		if (!wire_utf8_valid(story->byline.items[i]))
			abort();
	for (size_t i = 0; i < story->keywords.len; i++)
		if (!wire_utf8_valid(story->keywords.items[i]))
			abort();
	t->stories++;
	return WIRE_OK;
}

static void skip(void *payload, const char *reason)
{
	tally *t = payload;
	if (!wire_utf8_valid(wire_str_from(reason)))
		abort();
	t->skipped++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_str bytes = {(const char *)data, size};
	tally t = {0};
	wire_error err = {0};
	wire_context ctx = {.arena = wire_arena_new(64u << 20),
		.tables = &(wire_tables){0},
		.policy = &(wire_policy){.why = false}};
	wire_sink sink = {take, skip, &t};
	size_t tags = 0;
	if (ctx.arena == NULL || wire_format_reuters_sgml.read(bytes, &ctx, &sink, &err) != WIRE_OK)
		abort();
	for (size_t at = 0; (at = wire_str_find(bytes, WIRE_STR("<REUTERS "), at)) != SIZE_MAX;
		at++)
		tags++;
	if (t.stories + t.skipped != (tags > 0 ? tags : 1))
		abort();
	wire_arena_free(ctx.arena);
	return 0;
}
