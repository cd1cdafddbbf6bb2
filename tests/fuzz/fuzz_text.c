/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Any bytes as plain text: detecting, decoding and reading them must end, and give a story of valid
 * UTF-8, or one reason why not.
 */
#include <stdint.h>
#include <stdlib.h>

#include "indexer/input/sniff.h"
#include "support/stories.h"
#include "wire/text.h"

typedef struct tally {
	size_t stories, faults;
} tally;

static void take(void *payload, const wire_raw *raw)
{
	tally *t = payload;
	if (!wire_utf8_valid(raw->story.body) || wire_str_trim(raw->story.body).len == 0)
		abort();
	t->stories++;
}

static void fault(void *payload, wire_reason why, const char *words)
{
	tally *t = payload;
	if (why == WIRE_REASON_NONE || words[0] == '\0')
		abort();
	t->faults++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_str bytes = {(const char *)data, size};
	wire_item item = {.size = size};
	tally t = {0};
	story_sink sink = {take, fault, &t};
	const char *advice;
	int score;
	wire_format_detect(&score, bytes, &item);
	wire_sniff(&advice, bytes, WIRE_STR("seed"));
	if (advice == NULL || stories_read(&wire_format_text, bytes, 64u << 20, &sink) != WIRE_END)
		abort();
	if (t.stories + t.faults != 1)
		abort();
	return 0;
}
