/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/people.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/facts/names.h"
#include "indexer/facts/person_rules.h"
#include "indexer/facts/tagger.h"
#include "indexer/gazetteer/gazetteer.h"
#include "wire/table.h"
#include "wire/text.h"

/* How much a mention counts for the order, by where it stands. */
enum { HEADLINE_WEIGHT = 4, LEAD_WEIGHT = 3, BODY_WEIGHT = 1 };

/* Words that a name found by its first word may have. */
enum { RUN_MAX = 3 };

typedef struct tally {
	unsigned mentions, weight;
} tally;

typedef struct person {
	wire_str name;   /* the fullest form seen, as printed but for capitals */
	wire_str key;    /* the folded name */
	wire_str family; /* its folded last word that is no `Jr.` */
	wire_str first;  /* its folded first word */
	bool titled;
	bool first_is_shared; /* another person's name begins with the same word */
	tally full;           /* mentions by name and family name, ... */
	tally by_last;        /* ... by the last word alone, ... */
	tally by_first;       /* ... by the first alone: the family name in China, Korea, Hungary */
	size_t order;         /* of the first mention */
} person;

typedef struct gathering {
	const wire_context *ctx;
	const wire_words *words;
	uint8_t *tags;  /* enum wire_tag of each word; NULL without a tagger */
	uint8_t *taken; /* of each word: 1, it belongs to a mention that was counted */
	person *items;
	size_t len;
	wire_list surnames;
	wire_table by_key, by_family, by_first; /* -> person; the first of a family name has it */
	wire_table by_surname;                  /* -> g itself: listed */
} gathering;

/* ---- gathering ---- */

static unsigned weight_at(const wire_words *words, size_t at)
{
	const wire_word *word = &words->items[at];
	if (word->in_headline)
		return HEADLINE_WEIGHT;
	return word->paragraph == 1 ? LEAD_WEIGHT : BODY_WEIGHT;
}

static void count(tally *t, const wire_words *words, size_t at)
{
	t->mentions++;
	t->weight += weight_at(words, at);
}

static wire_status fold_word(wire_str *out, const gathering *g, size_t at)
{
	return wire_text_fold_copy(out, g->ctx->arena, g->words->items[at].text);
}

/* A person who is new, found by the whole name, the family name and the first word. */
static wire_status make_person(
	person **out, gathering *g, const wire_mention *m, wire_str name, wire_str key)
{
	wire_arena *arena = g->ctx->arena;
	size_t last = m->end - 1;
	while (last > m->start && wire_person_is_suffix(g->words->items[last].text))
		last--;
	person *made = &g->items[g->len];
	*made = (person){.name = name, .key = key, .order = g->len};
	wire_status status = fold_word(&made->family, g, last);
	if (status == WIRE_OK)
		status = fold_word(&made->first, g, m->start);
	if (status != WIRE_OK)
		return status;
	person *namesake = wire_table_get(&g->by_first, made->first);
	if (namesake != NULL)
		namesake->first_is_shared = true;
	status = wire_table_put(&g->by_key, arena, key, made);
	if (status == WIRE_OK)
		status = wire_table_put(&g->by_family, arena, made->family, made);
	if (status == WIRE_OK)
		status = wire_table_put(&g->by_first, arena, made->first, made);
	*out = made;
	g->len++;
	return status;
}

static wire_status add_person(gathering *g, const wire_mention *m)
{
	wire_str name, key;
	wire_status status = wire_name_of(&name, m, g->words, g->ctx);
	if (status == WIRE_OK)
		status = wire_text_fold_copy(&key, g->ctx->arena, name);
	if (status != WIRE_OK)
		return status;
	person *known = wire_table_get(&g->by_key, key);
	if (known == NULL && g->len < WIRE_PEOPLE_MAX)
		status = make_person(&known, g, m, name, key);
	if (status == WIRE_OK && known != NULL) {
		known->titled = known->titled || m->titled;
		count(&known->full, g->words, m->start);
		memset(g->taken + m->start, 1, m->end - m->start);
	}
	return status;
}

static bool is_byline(const wire_story *story, wire_str name)
{
	for (size_t i = 0; i < story->byline.len; i++)
		if (wire_str_equal_nocase(story->byline.items[i], name))
			return true;
	return false;
}

/*
 * Where the tagged name that begins at `at` ends. One word alone is seldom a first reference: the
 * run that it begins goes with it (`Lee` in `Lee Jong-sup told`).
 */
static size_t tagged_end(const gathering *g, size_t at)
{
	size_t end = at + 1;
	while (end < g->words->len && g->tags[end] == WIRE_TAG_INSIDE &&
		!g->words->items[end - 1].possessive)
		end++;
	if (end > at + 1)
		return end;
	size_t run = wire_person_run(g->words, at, g->ctx);
	/* In prose a small word follows; in tables, where clubs look like persons, a number does.
	 */
	bool clear = run > end && run <= at + RUN_MAX && run < g->words->len &&
		     g->words->items[run].shape == WIRE_WORD_LOWER;
	for (size_t i = end; clear && i < run; i++)
		clear = g->tags[i] == WIRE_TAG_OUT;
	return clear ? run : end;
}

/* A run that the tagger passed over, all of it. */
static bool is_untagged(const gathering *g, size_t from, size_t to)
{
	for (size_t i = from; g->tags != NULL && i < to; i++)
		if (g->tags[i] != WIRE_TAG_OUT)
			return false;
	return true;
}

/*
 * The full names of a zone: what the tagger says, and what wire style says of the runs that it
 * passed over, a title before a name being proof. Without a tagger the rules have to do.
 */
static wire_status gather_zone(gathering *g, size_t from, size_t to)
{
	wire_status status = WIRE_OK;
	for (size_t i = from; status == WIRE_OK && i < to;) {
		bool tagged = g->tags != NULL && g->tags[i] == WIRE_TAG_BEGIN;
		wire_mention m = {.start = i, .tagged = tagged};
		m.end = tagged ? tagged_end(g, i) : wire_person_run(g->words, i, g->ctx);
		/* A family name alone may be what the tagger saw: `Spokesman Jo [Park]`. */
		bool last = !tagged && m.end > i + 1 && g->tags != NULL &&
			    g->tags[m.end - 1] == WIRE_TAG_BEGIN;
		size_t clear = last ? m.end - 1 : m.end;
		bool sure = tagged || is_untagged(g, i, clear);
		size_t next = sure && m.end > i ? clear : i + 1;
		if (sure && m.end > i && wire_person_trim(&m, g->words, g->ctx)) {
			bool likely = wire_person_is_likely(&m, g->words, g->ctx);
			if (tagged || (likely && (g->tags == NULL || m.titled)))
				status = add_person(g, &m);
		}
		i = next;
	}
	return status;
}

/* ---- later mentions ---- */

/*
 * The person whom the word at `at` names by itself: whose family name it is or, where the word
 * stands alone and is no place, whose first word it is and nobody else's. NULL: nobody.
 */
static wire_status count_word(bool *counted, gathering *g, size_t at, bool alone)
{
	wire_str key;
	*counted = false;
	if (g->taken[at])
		return WIRE_OK;
	wire_status status = fold_word(&key, g, at);
	if (status != WIRE_OK)
		return status;
	person *last = wire_table_get(&g->by_family, key);
	person *first = alone && last == NULL ? wire_table_get(&g->by_first, key) : NULL;
	if (first != NULL &&
		(first->first_is_shared || wire_gazetteer_place(g->ctx->tables->gazetteer,
						   g->words->items[at].text) != NULL))
		first = NULL;
	if (last != NULL)
		count(&last->by_last, g->words, at);
	else if (first != NULL)
		count(&first->by_first, g->words, at);
	*counted = last != NULL || first != NULL;
	g->taken[at] = *counted;
	return WIRE_OK;
}

/* `Mr. de Klerk`, who has no full name in this story. */
static wire_status add_surname(gathering *g, const wire_mention *m)
{
	wire_str name, key;
	wire_status status = wire_name_of(&name, m, g->words, g->ctx);
	if (status == WIRE_OK)
		status = wire_text_fold_copy(&key, g->ctx->arena, name);
	if (status != WIRE_OK || wire_table_get(&g->by_surname, key) != NULL ||
		g->surnames.len == WIRE_PEOPLE_MAX)
		return status;
	status = wire_table_put(&g->by_surname, g->ctx->arena, key, g);
	return status == WIRE_OK ? wire_list_push(&g->surnames, g->ctx->arena, name) : status;
}

/* A run that is no full name: by its last word it may be a person that is known, or a surname. */
static wire_status count_run(gathering *g, size_t from, size_t to)
{
	wire_mention m = {.start = from, .end = to};
	bool counted = false;
	wire_person_strip(&m, g->words, g->ctx);
	if (m.start == m.end)
		return WIRE_OK;
	bool surname = wire_person_is_surname(&m, g->words, g->ctx);
	wire_status status = WIRE_OK;
	if (surname || m.end - m.start <= 2)
		status = count_word(&counted, g, m.end - 1, m.end - m.start == 1);
	if (status == WIRE_OK && surname && !counted && !g->taken[m.end - 1])
		status = add_surname(g, &m);
	return status;
}

/*
 * Later mentions by one word count for their person: the last word of a short run, and any word of
 * a headline in capitals, where runs say nothing.
 */
static wire_status count_later_mentions(gathering *g)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < g->words->len && status == WIRE_OK;) {
		bool caps = i < g->words->body && g->words->headline_caps, counted;
		size_t end = caps ? i : wire_person_run(g->words, i, g->ctx);
		if (caps)
			status = count_word(&counted, g, i, true);
		else if (end > i)
			status = count_run(g, i, end);
		i = end > i ? end : i + 1;
	}
	return status;
}

/* ---- merging and order ---- */

/* Are all words of `a` in `b`, in order? `Joe Biden` in `Joe R. Biden Jr.` */
static bool is_within(wire_str a, wire_str b)
{
	while (a.len > 0) {
		size_t space_a = wire_str_find(a, WIRE_STR(" "), 0);
		wire_str word = wire_str_slice(a, 0, space_a);
		bool found = false;
		while (b.len > 0 && !found) {
			size_t space_b = wire_str_find(b, WIRE_STR(" "), 0);
			found = wire_str_equal(wire_str_slice(b, 0, space_b), word);
			b = space_b == SIZE_MAX ? WIRE_STR("")
						: wire_str_slice(b, space_b + 1, b.len);
		}
		if (!found)
			return false;
		a = space_a == SIZE_MAX ? WIRE_STR("") : wire_str_slice(a, space_a + 1, a.len);
	}
	return true;
}

static void add(tally *to, tally from)
{
	to->mentions += from.mentions;
	to->weight += from.weight;
}

/*
 * The family name is the word that later mentions use: who is often `Qin` and never `Gang` has it
 * first. The other word's mentions are somebody else's.
 */
static void settle(gathering *g)
{
	for (size_t i = 0; i < g->len; i++) {
		person *p = &g->items[i];
		add(&p->full,
			p->by_first.mentions > p->by_last.mentions ? p->by_first : p->by_last);
	}
}

/* A shorter form of a person listed already goes into the fuller one. */
static void merge(gathering *g)
{
	for (size_t i = 0; i < g->len; i++) {
		for (size_t j = 0; j < g->len && g->items[i].name.len > 0; j++) {
			person *less = &g->items[i], *more = &g->items[j];
			if (i == j || more->name.len <= less->name.len ||
				!wire_str_equal(less->family, more->family) ||
				!is_within(less->key, more->key))
				continue;
			add(&more->full, less->full);
			add(&more->by_last, less->by_last);
			add(&more->by_first, less->by_first);
			more->titled = more->titled || less->titled;
			more->order = less->order < more->order ? less->order : more->order;
			less->name.len = 0;
		}
	}
}

static int by_prominence(const void *a, const void *b)
{
	const person *x = a, *y = b;
	if (x->full.weight != y->full.weight)
		return x->full.weight < y->full.weight ? 1 : -1;
	return (x->order > y->order) - (x->order < y->order);
}

static wire_status tag_words(gathering *g)
{
	g->taken = wire_arena_calloc(g->ctx->arena, g->words->len + 1, 1);
	if (g->taken == NULL)
		return WIRE_ENOMEM;
	if (g->ctx->tables->tagger == NULL)
		return WIRE_OK;
	g->tags = wire_arena_calloc(g->ctx->arena, g->words->len + 1, 1);
	if (g->tags == NULL)
		return WIRE_ENOMEM;
	return wire_tagger_tag(g->tags, g->ctx->tables->tagger, g->words, g->ctx);
}

static wire_status list_people(wire_story *story, const gathering *g)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < g->len && status == WIRE_OK; i++) {
		const person *p = &g->items[i];
		if (p->name.len == 0 || is_byline(story, p->name))
			continue;
		wire_why(g->ctx, story, "people: " WIRE_FMT ": %s%u %s", WIRE_ARG(p->name),
			p->titled ? "title, " : "", p->full.mentions,
			p->full.mentions == 1 ? "mention" : "mentions");
		status = wire_list_push(&story->people, g->ctx->arena, p->name);
	}
	for (size_t i = 0; i < g->surnames.len; i++)
		wire_why(g->ctx, story, "surnames: " WIRE_FMT ": behind a title, no full name",
			WIRE_ARG(g->surnames.items[i]));
	story->surnames = g->surnames;
	return status;
}

wire_status wire_people_stage(wire_story *story, const wire_words *words, const wire_context *ctx)
{
	gathering g = {.ctx = ctx, .words = words};
	assert(words->body <= words->len);
	g.items = wire_arena_alloc(ctx->arena, WIRE_PEOPLE_MAX * sizeof *g.items);
	wire_status status = g.items == NULL ? WIRE_ENOMEM : tag_words(&g);
	if (status == WIRE_OK)
		status = gather_zone(&g, words->body, words->len);
	if (status == WIRE_OK)
		status = gather_zone(&g, 0, words->body);
	if (status == WIRE_OK)
		status = count_later_mentions(&g);
	if (status != WIRE_OK)
		return status;
	merge(&g);
	settle(&g);
	if (g.len > 1)
		qsort(g.items, g.len, sizeof *g.items, by_prominence);
	return list_people(story, &g);
}
