/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Any bytes as plain text: detecting, decoding and reading them must end, and give a story of valid
 * UTF-8, or one reason why not.
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
	if (!wire_utf8_valid(story->body) || wire_str_trim(story->body).len == 0)
		abort();
	t->stories++;
	return WIRE_OK;
}

static void skip(void *payload, const char *reason)
{
	tally *t = payload;
	if (reason[0] == '\0')
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
	if (ctx.arena == NULL)
		abort();
	wire_format_detect(bytes, "seed.txt");
	if (wire_format_text.read(bytes, &ctx, &sink, &err) != WIRE_OK)
		abort();
	if (t.stories + t.skipped != 1)
		abort();
	wire_arena_free(ctx.arena);
	return 0;
}
