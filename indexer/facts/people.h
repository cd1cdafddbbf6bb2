/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * People: whom the story is about or quotes, by their fullest name in it, most prominent first.
 *
 * Candidates come from the rules of wire style (a first reference carries title and full name) and
 * from the trained tagger; later mentions by surname count for their person. No photographers, no
 * bylines, no ships, laws, teams, companies or places named after people.
 */
#ifndef INDEXER_FACTS_PEOPLE_H
#define INDEXER_FACTS_PEOPLE_H

#include "indexer/facts/words.h"

/** No story lists more people than this. */
#define WIRE_PEOPLE_MAX 200

/** Sets story->people. */
wire_status wire_people_stage(wire_story *story, const wire_words *words, const wire_context *ctx)
	WIRE_MUST_CHECK;

#endif
