/* SPDX-License-Identifier: GPL-2.0-or-later */
/* This exercises: every stage from raw text to facets, in the order of the pipeline. */
#include <stdint.h>
#include <stdlib.h>

#include "indexer/clean.h"
#include "indexer/countries.h"
#include "indexer/dateline.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/path_date.h"
#include "indexer/people.h"
#include "indexer/source.h"
#include "indexer/tagger.h"
#include "wire/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static wire_gazetteer *gazetteer;
	static wire_tagger *tagger;
	wire_error err;
	wire_dateline dateline;
	wire_words words;
	if (gazetteer == NULL && (wire_gazetteer_load(&gazetteer, NULL, &err) != WIRE_OK ||
					 wire_tagger_load(&tagger, NULL, &err) != WIRE_OK))
		abort();
	const wire_context ctx = {.arena = wire_arena_new(512u << 20),
		.gazetteer = gazetteer,
		.tagger = tagger,
		.why = true};
	wire_story story = {.file = WIRE_STR("2023/06/14/a.txt")};
	if (ctx.arena == NULL ||
		wire_text_clean(&story.body, ctx.arena, (wire_str){(const char *)data, size}) !=
			WIRE_OK ||
		wire_clean_stage(&story, &ctx) != WIRE_OK ||
		wire_dateline_stage(&dateline, &story, &ctx) != WIRE_OK ||
		wire_path_date_stage(&story, &ctx) != WIRE_OK ||
		wire_source_stage(&story, &ctx) != WIRE_OK ||
		wire_words_split(&words, &story, &ctx) != WIRE_OK ||
		wire_countries_stage(&story, &words, &dateline, &ctx) != WIRE_OK ||
		wire_people_stage(&story, &words, &ctx) != WIRE_OK)
		abort();
	if (story.people.len > WIRE_PEOPLE_MAX || !wire_utf8_valid(story.body))
		abort();
	wire_arena_free(ctx.arena);
	return 0;
}
