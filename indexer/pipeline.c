/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pipeline.h"

#include "indexer/clean/clean.h"
#include "indexer/dateline/parse.h"
#include "indexer/dateline/path_date.h"
#include "indexer/facts/countries.h"
#include "indexer/facts/people.h"
#include "indexer/facts/source.h"
#include "indexer/facts/words.h"

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
