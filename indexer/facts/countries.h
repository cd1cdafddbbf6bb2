/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Countries: which countries the story is about, most prominent first.
 *
 * Every name of the gazetteer is counted as evidence where it stands (dateline, headline, lead,
 * body; country, demonym, city, organisation); a country is listed when its evidence is salient
 * enough. The weights were fitted on stories whose countries somebody named
 * (tools/fit_countries.py); README.md has the figures.
 */
#ifndef INDEXER_FACTS_COUNTRIES_H
#define INDEXER_FACTS_COUNTRIES_H

#include "indexer/dateline/parse.h"
#include "indexer/facts/words.h"

/** Sets story->countries. `dateline` may have no places. */
wire_status wire_countries_stage(wire_story *story, const wire_words *words,
	const wire_dateline *dateline, const wire_context *ctx) WIRE_MUST_CHECK;

#endif
