/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wire-cluster: sort the words of raw text into classes by the words they stand beside. Not
 * installed.
 *
 * usage: wire-cluster CLASSES ROUNDS < TEXT > clusters.tsv
 *
 * TEXT is prose, with `-DOC-` on a line before each story. The output has a line a word, `word TAB
 * class`, classes from 1 on: first names come to share classes, family names others, towns others.
 * The person tagger sees a word's class beside the word, and so knows something of words that its
 * tagged text does not have.
 *
 * The exchange algorithm (S. Martin, J. Liermann, H. Ney: Algorithms for bigram and trigram word
 * clustering, 1998): each word in turn is moved to the class in which the classes predict one
 * another best, by the likelihood of class bigrams. Words are as wire_words_split() has them.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/facts/words.h"
#include "wire/table.h"

enum {
	COUNT_MIN = 4, /* rarer words have no class */
	CLASSES_MAX = 2000,
	ROUNDS_MAX = 100,
	STORY_BYTES_MAX = 1 << 20,
	UNKNOWN = 0, /* a sentence's edge, and every rare word; in class 0, alone */
};

/* How often another word stands beside a word. */
typedef struct beside {
	uint32_t word, count;
} beside;

typedef struct vocabulary_word {
	wire_str text;
	size_t count;
	uint32_t id; /* its rank by count, from 1; 0 for a rare word */
} vocabulary_word;

typedef struct clusterer {
	wire_arena *arena;
	wire_table table; /* -> vocabulary_word */
	vocabulary_word **ranked;
	size_t n_words, cap_words, n_kept;
	vocabulary_word **text; /* NULL: a sentence begins */
	size_t len, cap;
	size_t classes;
	uint32_t *class_of;           /* of each id */
	double *counts;               /* of each id */
	double *members;              /* summed counts of each class */
	double *pairs;                /* classes x classes: how often one follows another */
	beside *after, *before;       /* of all ids, one behind another ... */
	size_t *after_at, *before_at; /* ... from here to the next id's */
} clusterer;

static void die(const char *message)
{
	fprintf(stderr, "wire-cluster: %s\n", message);
	exit(1);
}

static void *room(size_t n, size_t size)
{
	void *made = calloc(n + 1, size);
	if (made == NULL)
		die("out of memory");
	return made;
}

/* ---- reading ---- */

static void *grown(clusterer *c, void *items, size_t *cap, size_t len, size_t size)
{
	void *more = wire_arena_grow(c->arena, items, cap, len, size);
	if (more == NULL)
		die("out of memory");
	return more;
}

static void add_token(clusterer *c, vocabulary_word *word)
{
	c->text = grown(c, c->text, &c->cap, c->len, sizeof *c->text);
	c->text[c->len++] = word;
}

/* The word, new or known. Numbers are all one. */
static vocabulary_word *word_for(clusterer *c, const wire_word *word)
{
	wire_str text = word->shape == WIRE_WORD_NUMBER ? WIRE_STR("0") : word->text;
	vocabulary_word *known = wire_table_get(&c->table, text);
	if (known != NULL)
		return known;
	vocabulary_word *made = wire_arena_calloc(c->arena, 1, sizeof *made);
	if (made == NULL || wire_arena_copy(&made->text, c->arena, text) != WIRE_OK ||
		wire_table_put(&c->table, c->arena, made->text, made) != WIRE_OK)
		die("out of memory");
	c->ranked = grown(c, c->ranked, &c->cap_words, c->n_words, sizeof *c->ranked);
	return c->ranked[c->n_words++] = made;
}

static void end_story(clusterer *c, wire_arena *scratch, wire_buf *body)
{
	wire_words words;
	wire_context ctx = {.arena = scratch};
	if (wire_buf_status(body) != WIRE_OK)
		die("a story is too long");
	wire_story story = {.body = wire_buf_view(body)};
	if (wire_words_split(&words, &story, &ctx) != WIRE_OK)
		die("out of memory");
	for (size_t i = 0; i < words.len; i++) {
		vocabulary_word *word = word_for(c, &words.items[i]);
		if (words.items[i].sentence_start)
			add_token(c, NULL);
		add_token(c, word);
		word->count++;
	}
	add_token(c, NULL);
	wire_buf_clear(body);
	wire_arena_reset(scratch);
}

static void read_text(clusterer *c)
{
	char *line = NULL;
	size_t size = 0;
	wire_buf body;
	wire_arena *scratch = wire_arena_new((size_t)1 << 30);
	wire_buf_init(&body, 2 * STORY_BYTES_MAX);
	if (scratch == NULL)
		die("out of memory");
	while (getline(&line, &size, stdin) >= 0) {
		if (strcmp(line, "-DOC-\n") == 0 || body.len + strlen(line) > STORY_BYTES_MAX)
			end_story(c, scratch, &body);
		else
			wire_buf_puts(&body, line);
	}
	end_story(c, scratch, &body);
	free(line);
	wire_buf_release(&body);
	wire_arena_free(scratch);
}

/* ---- counting ---- */

static int by_count(const void *a, const void *b)
{
	const vocabulary_word *x = *(vocabulary_word *const *)a, *y = *(vocabulary_word *const *)b;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return wire_str_compare(x->text, y->text);
}

static void rank_words(clusterer *c)
{
	if (c->n_words == 0)
		die("no text on standard input");
	qsort(c->ranked, c->n_words, sizeof *c->ranked, by_count);
	while (c->n_kept < c->n_words && c->ranked[c->n_kept]->count >= COUNT_MIN) {
		c->ranked[c->n_kept]->id = (uint32_t)c->n_kept + 1;
		c->n_kept++;
	}
	if (c->n_kept < c->classes)
		die("too little text for so many classes");
}

static int by_pair(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* The neighbours of each id out of sorted pairs (id << 32 | neighbour). */
static beside *gather(size_t **starts, const uint64_t *pairs, size_t len, size_t n_ids)
{
	beside *all = room(len, sizeof *all);
	size_t n = 0, id = 0;
	*starts = room(n_ids + 1, sizeof **starts);
	for (size_t i = 0; i < len; i++) {
		while (id <= pairs[i] >> 32)
			(*starts)[id++] = n;
		if (i > 0 && pairs[i] == pairs[i - 1])
			all[n - 1].count++;
		else
			all[n++] = (beside){(uint32_t)pairs[i], 1};
	}
	while (id <= n_ids)
		(*starts)[id++] = n;
	return all;
}

static void count_pairs(clusterer *c)
{
	size_t n = c->len - 1, ids = c->n_kept + 1;
	uint64_t *pairs = room(n, sizeof *pairs);
	for (int way = 0; way < 2; way++) {
		for (size_t i = 0; i < n; i++) {
			uint64_t x = c->text[i] == NULL ? UNKNOWN : c->text[i]->id;
			uint64_t y = c->text[i + 1] == NULL ? UNKNOWN : c->text[i + 1]->id;
			pairs[i] = way == 0 ? x << 32 | y : y << 32 | x;
		}
		qsort(pairs, n, sizeof *pairs, by_pair);
		if (way == 0)
			c->after = gather(&c->after_at, pairs, n, ids);
		else
			c->before = gather(&c->before_at, pairs, n, ids);
	}
	free(pairs);
	c->class_of = room(ids, sizeof *c->class_of);
	c->counts = room(ids, sizeof *c->counts);
	c->members = room(c->classes + 1, sizeof *c->members);
	c->pairs = room((c->classes + 1) * (c->classes + 1), sizeof *c->pairs);
	for (size_t id = 0; id < ids; id++) {
		c->class_of[id] = id == UNKNOWN ? 0 : (uint32_t)((id - 1) % c->classes + 1);
		for (size_t i = c->after_at[id]; i < c->after_at[id + 1]; i++)
			c->counts[id] += c->after[i].count;
	}
	for (size_t id = 0; id < ids; id++) {
		c->members[c->class_of[id]] += c->counts[id];
		for (size_t i = c->after_at[id]; i < c->after_at[id + 1]; i++)
			c->pairs[c->class_of[id] * (c->classes + 1) +
				 c->class_of[c->after[i].word]] += c->after[i].count;
	}
}

/* ---- exchange ---- */

/* A word's neighbours by class. */
typedef struct around {
	double after[CLASSES_MAX + 1], before[CLASSES_MAX + 1];
	uint32_t touched_after[CLASSES_MAX + 1], touched_before[CLASSES_MAX + 1];
	size_t n_after, n_before;
	double self; /* how often the word follows itself */
} around;

static size_t sum_up(double *sums, uint32_t *touched, double *self, const clusterer *c, uint32_t id,
	const beside *items, size_t from, size_t to)
{
	size_t n = 0;
	*self = 0;
	for (size_t i = from; i < to; i++) {
		uint32_t other = c->class_of[items[i].word];
		if (items[i].word == id) {
			*self = items[i].count;
			continue;
		}
		if (sums[other] == 0)
			touched[n++] = other;
		sums[other] += items[i].count;
	}
	return n;
}

static double xlogx(double x)
{
	return x > 0 ? x * log(x) : 0;
}

/* Add the word (sign 1) to class b's pairs, or take it out (-1). */
static void put(clusterer *c, const around *a, uint32_t id, uint32_t b, double sign)
{
	size_t width = c->classes + 1;
	for (size_t i = 0; i < a->n_after; i++)
		c->pairs[b * width + a->touched_after[i]] += sign * a->after[a->touched_after[i]];
	for (size_t i = 0; i < a->n_before; i++)
		c->pairs[a->touched_before[i] * width + b] +=
			sign * a->before[a->touched_before[i]];
	c->pairs[b * width + b] += sign * a->self;
	c->members[b] += sign * c->counts[id];
}

/* What the likelihood gains by the word's being in class b. */
static double gain(const clusterer *c, const around *a, uint32_t id, uint32_t b)
{
	size_t width = c->classes + 1;
	double sum = 0, inner = a->self + a->after[b] + a->before[b];
	for (size_t i = 0; i < a->n_after; i++) {
		uint32_t other = a->touched_after[i];
		double n = c->pairs[b * width + other];
		if (other != b)
			sum += xlogx(n + a->after[other]) - xlogx(n);
	}
	for (size_t i = 0; i < a->n_before; i++) {
		uint32_t other = a->touched_before[i];
		double n = c->pairs[other * width + b];
		if (other != b)
			sum += xlogx(n + a->before[other]) - xlogx(n);
	}
	if (inner > 0)
		sum += xlogx(c->pairs[b * width + b] + inner) - xlogx(c->pairs[b * width + b]);
	return sum - 2 * (xlogx(c->members[b] + c->counts[id]) - xlogx(c->members[b]));
}

/* Move every word to its best class; returns how many moved. */
static size_t exchange(clusterer *c, around *a)
{
	size_t moved = 0;
	for (uint32_t id = 1; id <= c->n_kept; id++) {
		double self;
		uint32_t from = c->class_of[id], best = from;
		memset(a->after, 0, sizeof a->after);
		memset(a->before, 0, sizeof a->before);
		a->n_after = sum_up(a->after, a->touched_after, &a->self, c, id, c->after,
			c->after_at[id], c->after_at[id + 1]);
		a->n_before = sum_up(a->before, a->touched_before, &self, c, id, c->before,
			c->before_at[id], c->before_at[id + 1]);
		put(c, a, id, from, -1);
		double most = gain(c, a, id, from);
		for (uint32_t b = 1; b <= c->classes; b++) {
			double now = b == from ? most : gain(c, a, id, b);
			if (now > most + 1e-9) {
				most = now;
				best = b;
			}
		}
		put(c, a, id, best, 1);
		c->class_of[id] = best;
		moved += best != from;
	}
	return moved;
}

static unsigned long number(const char *text, unsigned long max)
{
	char *end;
	unsigned long n = strtoul(text, &end, 10);
	if (*end != '\0' || n < 1 || n > max)
		die("usage: wire-cluster CLASSES ROUNDS < TEXT > clusters.tsv");
	return n;
}

int main(int argc, char **argv)
{
	static clusterer c;
	static around a;
	if (argc != 3)
		die("usage: wire-cluster CLASSES ROUNDS < TEXT > clusters.tsv");
	c.classes = number(argv[1], CLASSES_MAX);
	unsigned long rounds = number(argv[2], ROUNDS_MAX);
	c.arena = wire_arena_new((size_t)8 << 30);
	if (c.arena == NULL)
		die("out of memory");
	read_text(&c);
	rank_words(&c);
	count_pairs(&c);
	for (unsigned long round = 0; round < rounds; round++)
		fprintf(stderr, "wire-cluster: %zu of %zu words moved\n", exchange(&c, &a),
			c.n_kept);
	for (size_t i = 0; i < c.n_kept; i++)
		printf(WIRE_FMT "\t%u\n", WIRE_ARG(c.ranked[i]->text),
			(unsigned)c.class_of[c.ranked[i]->id]);
	wire_arena_free(c.arena);
	return 0;
}
