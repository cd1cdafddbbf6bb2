/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wire-train: fit the person tagger. Not installed.
 *
 * usage: wire-train MODEL EPOCHS FINE_CLASSES COARSE_CLASSES < STORIES
 *
 * STORIES are as marked_text.h says; training_text.py makes them. The classes are files of
 * wire-cluster.
 *
 * A structured perceptron with a margin, averaged (M. Collins, 2002; B. Taskar et al., 2003), over
 * hashed features, in two passes. The second is to learn how far the first can be trusted on
 * stories that are new to it: so it learns from tags by models that were fitted without the story
 * (one of five parts left out in turn). Stories are shuffled by a fixed generator: the same text
 * gives the same model.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "indexer/facts/tagger.h"
#include "indexer/facts/tagger_features.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/tools/marked_text.h"

enum {
	FOLDS = 5, /* the second pass learns from tags of stories that the first had not seen */
	EPOCHS_MAX = 1000,
	RUN_MAX = 200, /* candidates that are learned together */
};

/* By how much gold tags have to be better than others; and what no sum of weights comes near to. */
static const float MARGIN = 5, IMPOSSIBLE = -1e9f;

/* How many words are hidden while learning, and what stands in for them. */
static const double HIDDEN_SHARE = 0.2;
enum { HIDDEN = 2 };

/* A story as the tagger sees it, with its gold tags. */
typedef struct example {
	wire_seen_word *seen;
	uint8_t *gold, *tags;
	size_t len;
} example;

typedef struct weights {
	double (*now)[WIRE_MODEL_TAGS], (*sums)[WIRE_MODEL_TAGS], (*stamps)[WIRE_MODEL_TAGS];
	double time;
} weights;

typedef struct trainer {
	wire_arena *arena;
	wire_tables tables;
	wire_policy policy;
	wire_context ctx;
	wire_word_class *classes;
	example **examples;
	size_t n_examples, cap;
	unsigned long epochs;
	marked_story text; /* the story being read */
} trainer;

static void die(const char *message)
{
	fprintf(stderr, "wire-train: %s\n", message);
	exit(1);
}

static void *room(size_t n, size_t size)
{
	void *made = calloc(n, size);
	if (made == NULL)
		die("out of memory");
	return made;
}

/* The next of a fixed sequence of 64-bit numbers, whose high bits are as good as random. */
static uint64_t next_number(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state;
}

/* ---- reading ---- */

static wire_str zone_text(trainer *t, const marked_zone *zone)
{
	wire_str text;
	if (wire_arena_copy(&text, t->arena, wire_buf_view(&zone->text)) != WIRE_OK)
		die("out of memory");
	return text;
}

static void add_story(trainer *t)
{
	wire_words words;
	marked_zone *headline = &t->text.headline, *body = &t->text.body;
	wire_story story = {.headline = zone_text(t, headline), .body = zone_text(t, body)};
	example *e = wire_arena_calloc(t->arena, 1, sizeof *e);
	t->examples =
		wire_arena_grow(t->arena, t->examples, &t->cap, t->n_examples, sizeof *t->examples);
	if (e == NULL || t->examples == NULL ||
		wire_words_split(&words, &story, &t->ctx) != WIRE_OK ||
		wire_features_see(&e->seen, &words, t->classes, &t->ctx) != WIRE_OK ||
		(e->gold = wire_arena_calloc(t->arena, words.len + 1, 1)) == NULL ||
		(e->tags = wire_arena_calloc(t->arena, words.len + 1, 1)) == NULL)
		die("out of memory");
	e->len = words.len;
	for (size_t i = 0; i < words.len; i++)
		e->gold[i] = marked_tag(i < words.body ? headline : body, &words.items[i]);
	t->examples[t->n_examples++] = e;
}

static void read_stories(trainer *t)
{
	const char *fault;
	while (marked_read(&t->text, stdin, &fault))
		add_story(t);
	if (fault != NULL)
		die(fault);
}

/* Lines of `word TAB class`; the commonest words come first, and fill half the table. */
static void read_classes(trainer *t, const char *path, bool fine)
{
	char *line = NULL;
	size_t size = 0, left = WIRE_MODEL_CLASSES / 2;
	FILE *file = fopen(path, "r");
	if (file == NULL)
		die("cannot open the file of classes");
	while (getline(&line, &size, file) >= 0 && left-- > 0) {
		char *tab = strchr(line, '\t');
		if (tab == NULL)
			die("a line of classes is no `word TAB class`");
		wire_str word = {line, (size_t)(tab - line)};
		wire_word_class *slot = &t->classes[wire_class_slot(t->classes, word)];
		slot->hash = wire_class_hash(word);
		*(fine ? &slot->fine : &slot->coarse) = (uint16_t)strtoul(tab + 1, NULL, 10);
	}
	free(line);
	fclose(file);
}

/* ---- learning ---- */

static weights make_weights(void)
{
	weights w = {.time = 0};
	w.now = room(WIRE_FEATURE_BUCKETS, sizeof *w.now);
	w.sums = room(WIRE_FEATURE_BUCKETS, sizeof *w.sums);
	w.stamps = room(WIRE_FEATURE_BUCKETS, sizeof *w.stamps);
	return w;
}

static void free_weights(weights *w)
{
	free(w->now);
	free(w->sums);
	free(w->stamps);
}

/* Weights change one at a time; their sums over time are caught up when they do. */
static void change(weights *w, uint32_t bucket, unsigned tag, double by)
{
	w->sums[bucket][tag] += (w->time - w->stamps[bucket][tag]) * w->now[bucket][tag];
	w->stamps[bucket][tag] = w->time;
	w->now[bucket][tag] += by;
}

/* Bring all sums up to now. */
static void average(weights *w)
{
	for (uint32_t b = 0; b < WIRE_FEATURE_BUCKETS; b++)
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++)
			change(w, b, tag, 0);
}

static void add_up(float *scores, double (*by)[WIRE_MODEL_TAGS], const uint32_t *features, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++)
			scores[tag] += (float)by[features[i]][tag];
}

/* The features of a run of candidates, once for all that is done with them. */
typedef struct run {
	uint32_t alone[RUN_MAX][WIRE_FEATURES_MAX],
		paired[RUN_MAX][WIRE_MODEL_TAGS][WIRE_FEATURES_MAX];
	size_t n_alone, n_paired, len;
	wire_tag_scores scores[RUN_MAX];
	uint8_t best[RUN_MAX], gold[RUN_MAX];
} run;

static void see_run(run *r, const example *e, size_t at, unsigned pass)
{
	r->len = 0;
	for (size_t i = at; i < e->len && e->seen[i].candidate && r->len < RUN_MAX; i++) {
		r->n_alone = wire_features_of_word(r->alone[r->len], e->seen, e->len, i, pass);
		for (unsigned before = 0; before < WIRE_MODEL_TAGS; before++)
			r->n_paired = wire_features_of_pair(
				r->paired[r->len][before], e->seen, e->len, i, before, pass);
		r->len++;
	}
}

static void score_run(run *r, double (*by)[WIRE_MODEL_TAGS])
{
	for (size_t i = 0; i < r->len; i++) {
		float alone[WIRE_MODEL_TAGS] = {0};
		add_up(alone, by, r->alone[i], r->n_alone);
		for (unsigned before = 0; before < WIRE_MODEL_TAGS; before++) {
			memcpy(r->scores[i].of[before], alone, sizeof alone);
			add_up(r->scores[i].of[before], by, r->paired[i][before], r->n_paired);
		}
	}
}

/* Add to the scores of tags that are not the gold one; where that is unknown, to none. */
static void add_cost(run *r, const uint8_t *gold, float cost)
{
	for (size_t i = 0; i < r->len; i++)
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++)
			for (unsigned before = 0; before < WIRE_MODEL_TAGS && gold[i] != tag &&
						  gold[i] != MARKED_UNKNOWN;
				before++)
				r->scores[i].of[before][tag] += cost;
}

static void update(weights *w, const run *r, const uint8_t *tags, double by)
{
	unsigned before = WIRE_TAG_OUT;
	for (size_t i = 0; i < r->len; i++) {
		for (size_t k = 0; k < r->n_alone; k++)
			change(w, r->alone[i][k], tags[i], by);
		for (size_t k = 0; k < r->n_paired; k++)
			change(w, r->paired[i][before][k], tags[i], by);
		before = tags[i];
	}
}

/*
 * One run: the best tags with a margin against the gold ones. Where gold is unknown it is what the
 * weights think best beside the gold tags that are known. Returns how many words are wrong.
 */
static size_t learn_run(weights *w, run *r, const uint8_t *gold)
{
	size_t wrong = 0;
	score_run(r, w->now);
	w->time++;
	add_cost(r, gold, IMPOSSIBLE);
	wire_tagger_decode(r->gold, r->scores, r->len);
	add_cost(r, gold, MARGIN - IMPOSSIBLE);
	wire_tagger_decode(r->best, r->scores, r->len);
	for (size_t i = 0; i < r->len; i++)
		wrong += r->best[i] != r->gold[i];
	if (wrong > 0) {
		update(w, r, r->gold, 1);
		update(w, r, r->best, -1);
	}
	return wrong;
}

/*
 * Hide some words from the features, as words are that no tagged text has: so that those around
 * them are learned from, too.
 */
static void hide_words(wire_seen_word *seen, size_t len, uint64_t *state)
{
	for (size_t i = 0; i < len; i++) {
		uint64_t number = next_number(state);
		if (!seen[i].candidate || (uint32_t)(number >> 33) >= HIDDEN_SHARE * (1u << 31))
			continue;
		seen[i].lower = HIDDEN;
		if (number >> 32 & 1)
			seen[i].fine = seen[i].coarse = 0;
	}
}

/* One story: returns how many candidates were tagged wrongly. Tags go to e->tags. */
static size_t go_through(weights *w, example *e, unsigned pass, bool learn)
{
	static run r;
	size_t wrong = 0;
	for (size_t i = 0; i < e->len;) {
		see_run(&r, e, i, pass);
		if (learn && r.len > 0)
			wrong += learn_run(w, &r, e->gold + i);
		if (!learn) {
			score_run(&r, w->sums);
			wire_tagger_decode(e->tags + i, r.scores, r.len);
		}
		i += r.len;
		if (i < e->len)
			e->tags[i++] = WIRE_TAG_OUT;
	}
	return wrong;
}

static size_t learn_story(weights *w, example *e, unsigned pass, uint64_t *state)
{
	wire_seen_word *seen = e->seen;
	e->seen = room(e->len + 1, sizeof *seen);
	memcpy(e->seen, seen, e->len * sizeof *seen);
	hide_words(e->seen, e->len, state);
	size_t wrong = go_through(w, e, pass, true);
	free(e->seen);
	e->seen = seen;
	return wrong;
}

static void shuffle(example **items, size_t len, uint64_t *state)
{
	for (size_t i = len; i > 1; i--) {
		size_t j = (size_t)(next_number(state) >> 33) % i;
		example *swap = items[i - 1];
		items[i - 1] = items[j];
		items[j] = swap;
	}
}

/* Learn a pass from the stories but for those of one fold (FOLDS: from all). */
static void fit(weights *w, const trainer *t, unsigned pass, size_t left_out)
{
	uint64_t state = 1;
	size_t n = 0, wrong = 0;
	example **chosen = room(t->n_examples, sizeof *chosen);
	for (size_t i = 0; i < t->n_examples; i++)
		if (i % FOLDS != left_out)
			chosen[n++] = t->examples[i];
	for (unsigned long epoch = 1; epoch <= t->epochs; epoch++) {
		wrong = 0;
		shuffle(chosen, n, &state);
		for (size_t i = 0; i < n; i++)
			wrong += learn_story(w, chosen[i], pass, &state);
	}
	average(w);
	printf("pass %u: %zu stories, %zu words wrong in the last epoch\n", pass + 1, n, wrong);
	free(chosen);
}

/* What the first pass makes of stories that it has not learned from. */
static void tag_unseen(const trainer *t)
{
	for (size_t fold = 0; fold < FOLDS; fold++) {
		weights w = make_weights();
		fit(&w, t, 0, fold);
		for (size_t i = fold; i < t->n_examples; i += FOLDS) {
			example *e = t->examples[i];
			go_through(&w, e, 0, false);
			if (wire_features_note(e->seen, e->tags, e->len, &t->ctx) != WIRE_OK)
				die("out of memory");
		}
		free_weights(&w);
	}
}

/* ---- writing ---- */

static double largest_of(const weights *w)
{
	double largest = 1e-9;
	for (uint32_t b = 0; b < WIRE_FEATURE_BUCKETS; b++)
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++) {
			double size = w->sums[b][tag] < 0 ? -w->sums[b][tag] : w->sums[b][tag];
			largest = size > largest ? size : largest;
		}
	return largest;
}

/* Averages, each pass scaled by itself: the passes share no bucket and no sum. */
static void write_model(const trainer *t, weights passes[WIRE_TAGGER_PASSES], const char *path)
{
	const wire_model_header header = {WIRE_MODEL_MAGIC, WIRE_MODEL_VERSION,
		WIRE_FEATURE_BUCKETS, WIRE_MODEL_TAGS, WIRE_MODEL_CLASSES};
	double scale[WIRE_TAGGER_PASSES];
	for (unsigned pass = 0; pass < WIRE_TAGGER_PASSES; pass++)
		scale[pass] = INT16_MAX / largest_of(&passes[pass]);
	FILE *file = fopen(path, "wb");
	if (file == NULL || fwrite(&header, sizeof header, 1, file) != 1)
		die("cannot write the model");
	for (uint32_t b = 0; b < WIRE_FEATURE_BUCKETS; b++) {
		wire_bucket bucket;
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++)
			bucket.weight[tag] = (int16_t)round(passes[0].sums[b][tag] * scale[0] +
							    passes[1].sums[b][tag] * scale[1]);
		if (fwrite(&bucket, sizeof bucket, 1, file) != 1)
			die("cannot write the model");
	}
	if (fwrite(t->classes, sizeof *t->classes, WIRE_MODEL_CLASSES, file) !=
			WIRE_MODEL_CLASSES ||
		fclose(file) != 0)
		die("cannot write the model");
}

static void open_trainer(trainer *t, wire_gazetteer **gazetteer)
{
	wire_error err;
	if (!marked_init(&t->text))
		die("out of memory");
	t->classes = room(WIRE_MODEL_CLASSES, sizeof *t->classes);
	t->arena = wire_arena_new((size_t)8 << 30);
	if (t->arena == NULL)
		die("out of memory");
	if (wire_gazetteer_load(gazetteer, NULL, &err) != WIRE_OK)
		die(err.message);
	t->tables.gazetteer = *gazetteer;
	t->ctx = (wire_context){.arena = t->arena, .tables = &t->tables, .policy = &t->policy};
}

static void close_trainer(trainer *t, wire_gazetteer *gazetteer)
{
	wire_gazetteer_free(gazetteer);
	marked_release(&t->text);
	free(t->classes);
	wire_arena_free(t->arena);
}

int main(int argc, char **argv)
{
	static trainer t;
	wire_gazetteer *gazetteer;
	char *end = NULL;
	t.epochs = argc == 5 ? strtoul(argv[2], &end, 10) : 0;
	if (t.epochs < 1 || t.epochs > EPOCHS_MAX || *end != '\0')
		die("usage: wire-train MODEL EPOCHS FINE_CLASSES COARSE_CLASSES < STORIES");
	open_trainer(&t, &gazetteer);
	read_classes(&t, argv[3], true);
	read_classes(&t, argv[4], false);
	read_stories(&t);
	if (t.n_examples == 0)
		die("no stories on standard input");
	tag_unseen(&t);
	weights passes[WIRE_TAGGER_PASSES];
	for (unsigned pass = 0; pass < WIRE_TAGGER_PASSES; pass++) {
		passes[pass] = make_weights();
		fit(&passes[pass], &t, pass, FOLDS);
	}
	write_model(&t, passes, argv[1]);
	for (unsigned pass = 0; pass < WIRE_TAGGER_PASSES; pass++)
		free_weights(&passes[pass]);
	close_trainer(&t, gazetteer);
	return 0;
}
