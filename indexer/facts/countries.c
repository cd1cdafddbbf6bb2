/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/countries.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/gazetteer/gazetteer.h"

/* Countries that one story can have evidence for; there are 250 codes. */
enum { CANDIDATES_MAX = 300 };

/* What speaks for a country. Each is a feature of the model below, in this order. */
enum feature {
	BIAS,
	DATELINE,       /* the dateline's place is in it */
	HEADLINE_NAME,  /* the headline has its name or demonym */
	HEADLINE_PLACE, /* the headline has a city, region or institution of it */
	LEAD_NAME,      /* so does the first paragraph */
	LEAD_PLACE,
	SECOND_NAME,      /* the second paragraph has its name or demonym */
	NAMES,            /* log2(1 + names and demonyms) */
	PLACES,           /* log2(1 + cities, regions, institutions) */
	SHARE,            /* of all mentions of countries, 0 to 1 */
	FIRST,            /* it is the first country that the text has */
	ALONE,            /* and the only one */
	CROWD,            /* log2 of the number of countries named */
	DATELINE_ONLY,    /* the dateline is all there is */
	DATELINE_FOREIGN, /* the dateline is elsewhere */
	HOME,             /* the United States, which American copy does not name */
	HOME_DATELINE,
	SPREAD,     /* share of the paragraphs that have it */
	MOST,       /* none is mentioned more often */
	RATIO,      /* its mentions by those of the one mentioned most */
	ADJECTIVES, /* share of its demonyms among its mentions */
	FEATURES
};

static const char *const feature_names[FEATURES] = {"bias", "dateline", "headline-name",
	"headline-place", "lead-name", "lead-place", "second-name", "names", "places", "share",
	"first", "alone", "crowd", "dateline-only", "dateline-foreign", "home", "home-dateline",
	"spread", "most", "ratio", "adjectives"};

/* Fitted by gazetteer/fit_countries.py; a country is listed when the weighted sum is over 0. */
static const double weights[FEATURES] = {
	[BIAS] = -3.222,
	[DATELINE] = 3.425,
	[HEADLINE_NAME] = 0.971,
	[HEADLINE_PLACE] = -0.511,
	[LEAD_NAME] = 0.984,
	[LEAD_PLACE] = 0.242,
	[SECOND_NAME] = 0.265,
	[NAMES] = 1.275,
	[PLACES] = 0.890,
	[SHARE] = -1.215,
	[FIRST] = 0.596,
	[ALONE] = 2.639,
	[CROWD] = -0.076,
	[DATELINE_ONLY] = 2.264,
	[DATELINE_FOREIGN] = -0.249,
	[HOME] = 0.440,
	[HOME_DATELINE] = 0.941,
	[SPREAD] = 0.435,
	[MOST] = -0.336,
	[RATIO] = 1.881,
	[ADJECTIVES] = -0.658,
};

typedef struct candidate {
	char code[3];
	bool dateline, headline_name, headline_place, lead_name, lead_place, second_name;
	unsigned names, places, demonyms, paragraphs;
	uint16_t paragraph; /* the last that has it */
	size_t first;       /* index of the word of its first mention */
	double feature[FEATURES];
	double score;
} candidate;

typedef struct tally {
	candidate *items;
	size_t len;
	unsigned mentions;
} tally;

static candidate *candidate_for(tally *t, const char *code)
{
	for (size_t i = 0; i < t->len; i++)
		if (memcmp(t->items[i].code, code, 3) == 0)
			return &t->items[i];
	if (t->len == CANDIDATES_MAX)
		return NULL;
	candidate *made = &t->items[t->len++];
	*made = (candidate){.first = SIZE_MAX};
	memcpy(made->code, code, 3);
	return made;
}

static void add_mention(tally *t, const wire_place_name *place, const wire_words *words, size_t at)
{
	candidate *c = candidate_for(t, place->country);
	const wire_word *word = &words->items[at];
	bool name = place->kind == WIRE_NAME_COUNTRY || place->kind == WIRE_NAME_DEMONYM;
	if (c == NULL)
		return;
	t->mentions++;
	c->names += name;
	c->places += !name;
	c->demonyms += place->kind == WIRE_NAME_DEMONYM;
	c->paragraphs += c->first == SIZE_MAX || word->paragraph != c->paragraph;
	c->paragraph = word->paragraph;
	if (c->first == SIZE_MAX)
		c->first = at;
	if (word->in_headline) {
		c->headline_name |= name;
		c->headline_place |= !name;
	} else if (word->paragraph == 1) {
		c->lead_name |= name;
		c->lead_place |= !name;
	} else if (word->paragraph == 2) {
		c->second_name |= name;
	}
}

/* The parts of a word with hyphens: U.S.-China, Taiwan-based. */
static void add_parts(
	tally *t, const wire_words *words, size_t at, bool upper, const wire_context *ctx)
{
	wire_str rest = words->items[at].text;
	while (rest.len > 0) {
		size_t hyphen = wire_str_find(rest, WIRE_STR("-"), 0);
		const wire_place_name *place = wire_gazetteer_name(
			ctx->tables->gazetteer, wire_str_slice(rest, 0, hyphen), upper);
		if (wire_name_is_place(place))
			add_mention(t, place, words, at);
		rest = hyphen == SIZE_MAX ? WIRE_STR("")
					  : wire_str_slice(rest, hyphen + 1, rest.len);
	}
}

static bool may_begin_name(const wire_word *word)
{
	return word->shape == WIRE_WORD_CAPITALIZED || word->shape == WIRE_WORD_UPPER ||
	       word->shape == WIRE_WORD_INITIAL;
}

static void tally_words(tally *t, const wire_words *words, const wire_context *ctx)
{
	for (size_t i = 0; i < words->len;) {
		const wire_word *word = &words->items[i];
		size_t limit = i < words->body ? words->body : words->len, used = 0;
		bool upper = word->in_headline ? words->headline_caps : words->body_caps;
		if (!may_begin_name(word) &&
			!(word->shape == WIRE_WORD_LOWER &&
				memchr(word->text.data, '-', word->text.len))) {
			i++;
			continue;
		}
		const wire_place_name *place =
			wire_gazetteer_match(ctx->tables->gazetteer, word, limit - i, upper, &used);
		if (wire_name_is_place(place))
			add_mention(t, place, words, i);
		else if (place == NULL && memchr(word->text.data, '-', word->text.len) != NULL)
			add_parts(t, words, i, upper, ctx);
		i += used > 0 ? used : 1;
	}
}

static void tally_dateline(tally *t, const wire_dateline *dateline, const wire_context *ctx)
{
	for (size_t i = 0; i < dateline->n_places; i++) {
		const wire_place_name *place = NULL;
		if (dateline->regions[i].len > 0)
			place = wire_gazetteer_place(ctx->tables->gazetteer, dateline->regions[i]);
		if (place == NULL)
			place = wire_gazetteer_place(ctx->tables->gazetteer, dateline->places[i]);
		candidate *c = place == NULL ? NULL : candidate_for(t, place->country);
		if (c != NULL)
			c->dateline = true;
	}
}

static void measure(tally *t, unsigned paragraphs)
{
	bool any_dateline = false;
	unsigned most = 1;
	size_t first = SIZE_MAX;
	for (size_t i = 0; i < t->len; i++) {
		any_dateline = any_dateline || t->items[i].dateline;
		first = t->items[i].first < first ? t->items[i].first : first;
		unsigned mentions = t->items[i].names + t->items[i].places;
		most = mentions > most ? mentions : most;
	}
	for (size_t i = 0; i < t->len; i++) {
		candidate *c = &t->items[i];
		unsigned mentions = c->names + c->places;
		bool home = strcmp(c->code, "US") == 0;
		double *f = c->feature;
		f[BIAS] = 1;
		f[DATELINE] = c->dateline;
		f[HEADLINE_NAME] = c->headline_name;
		f[HEADLINE_PLACE] = c->headline_place;
		f[LEAD_NAME] = c->lead_name;
		f[LEAD_PLACE] = c->lead_place;
		f[SECOND_NAME] = c->second_name;
		f[NAMES] = log2(1 + c->names);
		f[PLACES] = log2(1 + c->places);
		f[SHARE] = t->mentions > 0 ? (double)mentions / t->mentions : 0;
		f[FIRST] = c->first == first && mentions > 0;
		f[ALONE] = t->len == 1;
		f[CROWD] = log2((double)t->len);
		f[DATELINE_ONLY] = c->dateline && mentions == 0;
		f[DATELINE_FOREIGN] = any_dateline && !c->dateline;
		f[HOME] = home;
		f[HOME_DATELINE] = home && c->dateline;
		f[SPREAD] = (double)c->paragraphs / paragraphs;
		f[MOST] = mentions == most;
		f[RATIO] = (double)mentions / most;
		f[ADJECTIVES] = mentions > 0 ? (double)c->demonyms / mentions : 0;
		c->score = 0;
		for (int k = 0; k < FEATURES; k++)
			c->score += weights[k] * f[k];
	}
}

static int by_score(const void *a, const void *b)
{
	const candidate *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return strcmp(x->code, y->code);
}

static void explain(wire_story *story, const candidate *c, const wire_context *ctx)
{
	char text[800];
	size_t at = 0;
	if (!ctx->policy->why)
		return;
	text[0] = '\0';
	for (int k = 1; k < FEATURES && at < sizeof text - 32; k++)
		if (c->feature[k] != 0)
			at += (size_t)snprintf(text + at, sizeof text - at, " %s=%.3g",
				feature_names[k], c->feature[k]);
	wire_why(ctx, story, "countries: %s: %s: %u named, %u by places;%s (%.2f)", c->code,
		c->score > 0 ? "listed" : "not listed", c->names, c->places, text, c->score);
}

wire_status wire_countries_stage(wire_story *story, const wire_words *words,
	const wire_dateline *dateline, const wire_context *ctx)
{
	wire_status status = WIRE_OK;
	tally t = {.items = wire_arena_alloc(ctx->arena, CANDIDATES_MAX * sizeof *t.items)};
	if (t.items == NULL)
		return WIRE_ENOMEM;
	tally_dateline(&t, dateline, ctx);
	tally_words(&t, words, ctx);
	measure(&t, words->len > 0 ? words->items[words->len - 1].paragraph + 1u : 1);
	if (t.len > 1)
		qsort(t.items, t.len, sizeof *t.items, by_score);
	for (size_t i = 0; i < t.len && status == WIRE_OK; i++) {
		explain(story, &t.items[i], ctx);
		if (t.items[i].score > 0)
			status = wire_list_push(
				&story->countries, ctx->arena, (wire_str){t.items[i].code, 2});
	}
	return status;
}
