/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pipeline.h"

#include "indexer/clean/clean.h"
#include "indexer/dateline/parse.h"
#include "indexer/dateline/path_date.h"
#include "indexer/facts/countries.h"
#include "indexer/facts/people.h"
#include "indexer/facts/source.h"
#include "indexer/facts/tagger.h"
#include "indexer/facts/words.h"
#include "indexer/formats/format.h"
#include "indexer/gazetteer/gazetteer.h"
#include "wire/hash.h"

/* Raised when a release reads the same copy into other records, so that archives are read again. */
#define WIRE_RULES_VERSION 2

wire_status wire_pipeline_run(wire_story *story, const wire_context *ctx)
{
	wire_cleaning cleaning;
	wire_words words;
	wire_status status = wire_clean_stage(&cleaning, story, ctx);
	if (status == WIRE_OK)
		status = wire_dateline_stage(&cleaning.dateline, story, ctx);
	if (status == WIRE_OK)
		status = wire_path_date_stage(story, ctx);
	if (status == WIRE_OK)
		status = wire_source_stage(story, &cleaning, ctx);
	if (status == WIRE_OK)
		status = wire_words_split(&words, story, ctx);
	if (status == WIRE_OK)
		status = wire_countries_stage(story, &words, &cleaning.dateline, ctx);
	if (status == WIRE_OK)
		status = wire_people_stage(story, &words, ctx);
	return status;
}

uint64_t wire_policy_hash(const wire_policy *policy, const wire_tables *tables)
{
	char date[11];
	const char *format = policy->format == NULL ? "" : policy->format->name;
	uint64_t data[2] = {tables->gazetteer == NULL ? 0 : wire_gazetteer_hash(tables->gazetteer),
		tables->tagger == NULL ? 0 : wire_tagger_hash(tables->tagger)};
	uint64_t hash = WIRE_RULES_VERSION;
	wire_date_format(date, policy->reference);
	hash = wire_hash(wire_str_from(date), hash);
	hash = wire_hash(policy->source, hash);
	hash = wire_hash(wire_str_from(format), hash);
	return wire_hash((wire_str){(const char *)data, sizeof data}, hash);
}
