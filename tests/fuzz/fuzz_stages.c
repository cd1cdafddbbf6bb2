/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Every stage from raw text to facets, in the order of the pipeline. What must hold: each word of a
 * person's name is a word of the story, countries are known codes and no two alike, the date is a
 * date or empty, all text is UTF-8.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/clean/clean.h"
#include "indexer/dateline/parse.h"
#include "indexer/dateline/path_date.h"
#include "indexer/facts/countries.h"
#include "indexer/facts/people.h"
#include "indexer/facts/source.h"
#include "indexer/facts/tagger.h"
#include "indexer/gazetteer/gazetteer.h"
#include "wire/country.h"
#include "wire/text.h"

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "fuzz_stages: not so: %s\n", #condition);                  \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

static bool words_occur(wire_str name, wire_str text, wire_arena *arena)
{
	wire_str folded, rest;
	CHECK(wire_text_fold_copy(&folded, arena, text) == WIRE_OK);
	CHECK(wire_text_fold_copy(&rest, arena, name) == WIRE_OK);
	while (rest.len > 0) {
		size_t blank = wire_str_find(rest, WIRE_STR(" "), 0);
		wire_str word = wire_str_slice(rest, 0, blank);
		if (wire_str_find(folded, word, 0) == SIZE_MAX)
			return false;
		rest = blank == SIZE_MAX ? WIRE_STR("") : wire_str_slice(rest, blank + 1, rest.len);
	}
	return true;
}

static void check_names(const wire_list *names, const wire_story *story, wire_arena *arena)
{
	CHECK(names->len <= WIRE_PEOPLE_MAX);
	for (size_t i = 0; i < names->len && i < 10; i++) {
		wire_str text;
		CHECK(wire_arena_print(&text, arena, WIRE_FMT "\n" WIRE_FMT,
			      WIRE_ARG(story->headline), WIRE_ARG(story->body)) == WIRE_OK);
		CHECK(words_occur(names->items[i], text, arena));
	}
}

static void check_countries(const wire_story *story, const wire_country_names *known)
{
	for (size_t i = 0; i < story->countries.len; i++) {
		const wire_list before = {story->countries.items, i, i};
		wire_str label;
		CHECK(wire_country_label(&label, known, story->countries.items[i]) == WIRE_OK &&
			label.len > 0);
		CHECK(!wire_list_has(&before, story->countries.items[i]));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static wire_gazetteer *gazetteer;
	static wire_tagger *tagger;
	static wire_country_names *countries;
	wire_error err;
	wire_cleaning cleaning;
	wire_words words;
	if (gazetteer == NULL &&
		(wire_gazetteer_load(&gazetteer, NULL, &err) != WIRE_OK ||
			wire_tagger_load(&tagger, NULL, &err) != WIRE_OK ||
			wire_country_names_load(&countries, NULL, &err) != WIRE_OK))
		abort();
	const wire_context ctx = {.arena = wire_arena_new(512u << 20),
		.tables = &(wire_tables){.gazetteer = gazetteer, .tagger = tagger},
		.policy = &(wire_policy){.why = true}};
	wire_story story = {.file = WIRE_STR("2023/06/14/a.txt")};
	if (ctx.arena == NULL ||
		wire_text_clean(&story.body, ctx.arena, (wire_str){(const char *)data, size}) !=
			WIRE_OK ||
		wire_clean_stage(&cleaning, &story, &ctx) != WIRE_OK ||
		wire_dateline_stage(&cleaning.dateline, &story, &ctx) != WIRE_OK ||
		wire_path_date_stage(&story, &ctx) != WIRE_OK ||
		wire_source_stage(&story, &cleaning, &ctx) != WIRE_OK ||
		wire_words_split(&words, &story, &ctx) != WIRE_OK ||
		wire_countries_stage(&story, &words, &cleaning.dateline, &ctx) != WIRE_OK ||
		wire_people_stage(&story, &words, &ctx) != WIRE_OK)
		abort();
	wire_date date;
	CHECK(story.date.len == 0 || wire_date_parse(&date, story.date));
	CHECK(wire_utf8_valid(story.body) && wire_utf8_valid(story.headline));
	check_names(&story.people, &story, ctx.arena);
	check_names(&story.surnames, &story, ctx.arena);
	check_countries(&story, countries);
	wire_arena_free(ctx.arena);
	return 0;
}
