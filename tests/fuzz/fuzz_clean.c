/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The cleaner on any text. What must hold: every character of the text is in the headline, the body
 * or a removed line, once; the body's characters are the text's, in order; cleaning the result
 * changes nothing. An input is `headline LF body`, or with an LF first a body alone.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/clean/clean.h"
#include "indexer/gazetteer/gazetteer.h"
#include "wire/text.h"

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "fuzz_clean: not so: %s\n", #condition);                   \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

/* The next byte that is no blank (U+00A0 is one), or -1. */
static int next_mark(wire_str s, size_t *at)
{
	while (*at < s.len) {
		unsigned char c = (unsigned char)s.data[(*at)++];
		if (c == 0xC2 && *at < s.len && (unsigned char)s.data[*at] == 0xA0)
			(*at)++;
		else if (c != ' ' && (c < '\t' || c > '\r'))
			return c;
	}
	return -1;
}

static void count_marks(size_t counts[256], wire_str s)
{
	size_t at = 0;
	for (int c; (c = next_mark(s, &at)) >= 0;)
		counts[c]++;
}

static bool is_subsequence(wire_str part, wire_str whole)
{
	size_t in_part = 0, in_whole = 0;
	for (int want; (want = next_mark(part, &in_part)) >= 0;) {
		int have;
		do
			have = next_mark(whole, &in_whole);
		while (have >= 0 && have != want);
		if (have < 0)
			return false;
	}
	return true;
}

static bool nothing_lost(wire_str headline, wire_str body, const wire_story *story)
{
	size_t before[256] = {0}, after[256] = {0};
	count_marks(before, headline);
	count_marks(before, body);
	count_marks(after, story->headline);
	count_marks(after, story->body);
	for (size_t i = 0; i < story->removed.len; i++)
		count_marks(after, story->removed.items[i]);
	for (size_t c = 0; c < 256; c++)
		if (before[c] != after[c])
			return false;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static wire_gazetteer *gazetteer; /* once: loading it takes longer than cleaning */
	wire_arena *arena = wire_arena_new(64u << 20);
	if (gazetteer == NULL)
		CHECK(wire_gazetteer_load(&gazetteer, NULL, NULL) == WIRE_OK);
	wire_context ctx = {.arena = arena,
		.tables = &(wire_tables){.gazetteer = gazetteer},
		.policy = &(wire_policy){.why = false}};
	wire_str text, headline = {NULL, 0}, body;
	wire_cleaning cleaning;
	CHECK(arena != NULL);
	CHECK(wire_text_clean(&text, arena, (wire_str){(const char *)data, size}) == WIRE_OK);
	body = text;
	wire_str_line(&headline, &body);
	wire_story story = {.headline = headline, .body = body};
	CHECK(wire_clean_stage(&cleaning, &story, &ctx) == WIRE_OK);
	CHECK(nothing_lost(headline, body, &story));
	CHECK(is_subsequence(story.body, body));

	wire_story again = {.headline = story.headline, .body = story.body};
	CHECK(wire_clean_stage(&cleaning, &again, &ctx) == WIRE_OK);
	CHECK(wire_str_equal(again.headline, story.headline));
	CHECK(wire_str_equal(again.body, story.body));
	wire_arena_free(arena);
	return 0;
}
