/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Any bytes as a Reuters-21578 file: each `<REUTERS ` gives a story of valid UTF-8 or a reason, and
 * a file without one gives a reason, too.
 */
#include <stdint.h>
#include <stdlib.h>

#include "support/stories.h"
#include "wire/text.h"

typedef struct tally {
	size_t stories, faults;
} tally;

static void take(void *payload, const wire_raw *raw)
{
	tally *t = payload;
	const wire_story *story = &raw->story;
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
}

static void fault(void *payload, wire_reason why, const char *words)
{
	tally *t = payload;
	if (why == WIRE_REASON_NONE || !wire_utf8_valid(wire_str_from(words)))
		abort();
	t->faults++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_str bytes = {(const char *)data, size};
	tally t = {0};
	story_sink sink = {take, fault, &t};
	size_t tags = 0;
	if (stories_read(&wire_format_reuters_sgml, bytes, 64u << 20, &sink) != WIRE_END)
		abort();
	for (size_t at = 0; (at = wire_str_find(bytes, WIRE_STR("<REUTERS "), at)) != SIZE_MAX;
		at++)
		tags++;
	if (t.stories + t.faults != (tags > 0 ? tags : 1))
		abort();
	return 0;
}
