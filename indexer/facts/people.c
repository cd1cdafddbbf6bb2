/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/people.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/facts/person_rules.h"
#include "indexer/facts/tagger.h"
#include "wire/table.h"
#include "wire/text.h"

/* How much a mention counts for the order, by where it stands. */
enum { HEADLINE_WEIGHT = 4, LEAD_WEIGHT = 3, BODY_WEIGHT = 1 };

/* Words that a name found by its first word may have. */
enum { RUN_MAX = 3 };

typedef struct person {
	wire_str name;   /* the fullest form seen, as printed but for capitals */
	wire_str key;    /* the folded name */
	wire_str family; /* its folded last word */
	bool titled;
	unsigned mentions, weight;
	size_t order; /* of the first mention */
} person;

typedef struct gathering {
	const wire_context *ctx;
	const wire_words *words;
	uint8_t *tags; /* enum wire_tag of each word; NULL without a tagger */
	person *items;
	size_t len;
	wire_table by_key, by_family; /* -> person; the first person of a family name has it */
} gathering;

/* ---- names ---- */

/* A word of a name in capitals becomes `Blinken`, unless it is an initial or a numeral. */
static size_t put_word(char *out, wire_str word, bool upper)
{
	bool first = true;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.data[i];
		bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		out[i] = upper && !first && c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
		first = !letter && c != '\'' ? true : (letter ? false : first);
	}
	return word.len;
}

/* The mention's name: its words with one blank between, capitals repaired in a zone of capitals. */
static wire_status name_of(wire_str *out, const gathering *g, const wire_mention *m)
{
	size_t size = 1, at = 0;
	const wire_word *items = g->words->items;
	for (size_t i = m->start; i < m->end; i++)
		size += items[i].text.len + 1;
	char *text = wire_arena_alloc(g->ctx->arena, size);
	if (text == NULL)
		return WIRE_ENOMEM;
	for (size_t i = m->start; i < m->end; i++) {
		bool upper = items[i].shape == WIRE_WORD_UPPER && items[i].text.len > 3 &&
			     memchr(items[i].text.data, '.', items[i].text.len) == NULL;
		if (i > m->start)
			text[at++] = ' ';
		at += put_word(text + at, items[i].text, upper);
	}
	text[at] = '\0';
	*out = (wire_str){text, at};
	return WIRE_OK;
}

static bool is_suffix(wire_str word)
{
	return word.len <= 4 &&
	       (wire_str_starts(word, WIRE_STR("jr")) || wire_str_starts(word, WIRE_STR("sr")) ||
		       wire_str_starts(word, WIRE_STR("ii")) ||
		       wire_str_equal(word, WIRE_STR("iv")));
}

/* The last word of a folded name that is no `jr`. */
static wire_str family_of(wire_str key)
{
	wire_str rest = key;
	while (rest.len > 0) {
		size_t start = rest.len;
		while (start > 0 && rest.data[start - 1] != ' ')
			start--;
		wire_str word = wire_str_slice(rest, start, rest.len);
		if (!is_suffix(word) || start == 0)
			return word;
		rest = wire_str_slice(rest, 0, start - 1);
	}
	return key;
}

/* ---- gathering ---- */

static unsigned weight_at(const wire_words *words, size_t at)
{
	const wire_word *word = &words->items[at];
	if (word->in_headline)
		return HEADLINE_WEIGHT;
	return word->paragraph == 1 ? LEAD_WEIGHT : BODY_WEIGHT;
}

static void count(person *p, const wire_words *words, size_t at)
{
	p->mentions++;
	p->weight += weight_at(words, at);
}

static wire_status add_person(gathering *g, const wire_mention *m)
{
	wire_str name, key;
	wire_status status = name_of(&name, g, m);
	if (status == WIRE_OK)
		status = wire_text_fold_copy(&key, g->ctx->arena, name);
	if (status != WIRE_OK)
		return status;
	person *known = wire_table_get(&g->by_key, key);
	if (known == NULL && g->len < WIRE_PEOPLE_MAX) {
		known = &g->items[g->len];
		*known = (person){.name = name, .key = key, .order = g->len++};
		known->family = family_of(key);
		status = wire_table_put(&g->by_key, g->ctx->arena, key, known);
		if (status == WIRE_OK)
			status = wire_table_put(&g->by_family, g->ctx->arena, known->family, known);
	}
	if (status == WIRE_OK && known != NULL) {
		known->titled = known->titled || m->titled;
		count(known, g->words, m->start);
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
	while (end < g->words->len && g->tags[end] == WIRE_TAG_INSIDE)
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
		wire_mention m = {.start = i};
		m.end = tagged ? tagged_end(g, i) : wire_person_run(g->words, i, g->ctx);
		bool sure = tagged || is_untagged(g, i, m.end);
		size_t next = !sure || m.end == i ? i + 1 : m.end;
		if (sure && m.end > i && wire_person_trim(&m, g->words, g->ctx)) {
			bool likely = wire_person_is_likely(&m, g->words, g->ctx);
			if (tagged || (likely && (g->tags == NULL || m.titled)))
				status = add_person(g, &m);
		}
		i = next;
	}
	return status;
}

/* The word at `at` counts for the person who has it for a family name, if there is one. */
static wire_status count_word(gathering *g, size_t at)
{
	wire_str key;
	wire_status status = wire_text_fold_copy(&key, g->ctx->arena, g->words->items[at].text);
	person *known = status == WIRE_OK ? wire_table_get(&g->by_family, key) : NULL;
	if (known != NULL && wire_table_get(&g->by_key, key) == NULL)
		count(known, g->words, at);
	return status;
}

/*
 * Later mentions by family name alone count for their person: the last word of a short run, and any
 * word of a headline in capitals, where runs say nothing.
 */
static wire_status count_family_names(gathering *g)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < g->words->len && status == WIRE_OK;) {
		size_t end = wire_person_run(g->words, i, g->ctx);
		bool caps = i < g->words->body && g->words->headline_caps;
		if (end == i || caps) {
			if (caps)
				status = count_word(g, i);
			i++;
			continue;
		}
		if (end - i <= 2)
			status = count_word(g, end - 1);
		i = end;
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
			more->mentions += less->mentions;
			more->weight += less->weight;
			more->titled = more->titled || less->titled;
			more->order = less->order < more->order ? less->order : more->order;
			less->name.len = 0;
		}
	}
}

static int by_prominence(const void *a, const void *b)
{
	const person *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->order > y->order) - (x->order < y->order);
}

static wire_status tag_words(gathering *g)
{
	if (g->ctx->tables->tagger == NULL)
		return WIRE_OK;
	g->tags = wire_arena_calloc(g->ctx->arena, g->words->len + 1, 1);
	if (g->tags == NULL)
		return WIRE_ENOMEM;
	return wire_tagger_tag(g->tags, g->ctx->tables->tagger, g->words, g->ctx);
}

wire_status wire_people_stage(wire_story *story, const wire_words *words, const wire_context *ctx)
{
	gathering g = {.ctx = ctx, .words = words};
	g.items = wire_arena_alloc(ctx->arena, WIRE_PEOPLE_MAX * sizeof *g.items);
	wire_status status = g.items == NULL ? WIRE_ENOMEM : tag_words(&g);
	if (status == WIRE_OK)
		status = gather_zone(&g, words->body, words->len);
	if (status == WIRE_OK)
		status = gather_zone(&g, 0, words->body);
	if (status == WIRE_OK && g.len > 0)
		status = count_family_names(&g);
	if (status != WIRE_OK || g.len == 0)
		return status;
	merge(&g);
	qsort(g.items, g.len, sizeof *g.items, by_prominence);
	for (size_t i = 0; i < g.len && status == WIRE_OK; i++) {
		if (g.items[i].name.len == 0 || is_byline(story, g.items[i].name))
			continue;
		wire_why(ctx, story, "people: " WIRE_FMT ": %s%u %s", WIRE_ARG(g.items[i].name),
			g.items[i].titled ? "title, " : "", g.items[i].mentions,
			g.items[i].mentions == 1 ? "mention" : "mentions");
		status = wire_list_push(&story->people, ctx->arena, g.items[i].name);
	}
	return status;
}
