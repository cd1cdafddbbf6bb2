/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wire-train: fit the person tagger. Not installed.
 *
 * usage: wire-train MODEL EPOCHS < TEXT
 *
 * TEXT is lines of `word TAB tag` (O, B, I), with an empty line behind each sentence and `-DOC-`
 * before each story: gazetteer/training_text.py makes it from public sets. The words are joined and
 * split again by wire_words_split(), so that the tagger is fitted on just what it will see.
 *
 * An averaged perceptron (M. Collins, 2002), greedy from left to right, over hashed features. The
 * order of the stories is shuffled by a fixed generator: the same text gives the same model.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/facts/tagger_features.h"
#include "indexer/facts/tagger.h"
#include "indexer/gazetteer/gazetteer.h"

enum { LINE = 4096, STORY_WORDS = 20000, EPOCHS_MAX = 1000 };

/* A story as the tagger sees it, with its gold tags. */
typedef struct example {
	wire_seen_word *seen;
	uint8_t *tags;
	size_t len;
} example;

typedef struct trainer {
	wire_arena *arena;
	wire_tables tables;
	wire_policy policy;
	wire_context ctx;
	example *examples;
	size_t n_examples, cap;
	double (*weights)[WIRE_MODEL_TAGS], (*sums)[WIRE_MODEL_TAGS];
	double (*stamps)[WIRE_MODEL_TAGS];
	double now;
	wire_buf text;              /* the story being read */
	size_t starts[STORY_WORDS]; /* byte offsets of its words */
	uint8_t gold[STORY_WORDS];
	size_t n_words;
} trainer;

static void die(const char *message)
{
	fprintf(stderr, "wire-train: %s\n", message);
	exit(1);
}

static void add_word(trainer *t, const char *word, char tag)
{
	static const char closing[] = ".,;:!?%)]}";
	bool tight = t->text.len == 0 || t->text.data[t->text.len - 1] == '\n' ||
		     strchr("([$", t->text.data[t->text.len - 1]) != NULL ||
		     (word[1] == '\0' && strchr(closing, word[0]) != NULL) ||
		     strcmp(word, "'s") == 0 || strcmp(word, "n't") == 0 || strcmp(word, "'") == 0;
	if (t->n_words == STORY_WORDS)
		return;
	if (!tight)
		wire_buf_putc(&t->text, ' ');
	t->starts[t->n_words] = t->text.len;
	t->gold[t->n_words++] = tag == 'B'   ? WIRE_TAG_BEGIN
				: tag == 'I' ? WIRE_TAG_INSIDE
					     : WIRE_TAG_OUT;
	wire_buf_puts(&t->text, word);
}

/* The gold tag of the word that begins at `start`: words may be split or joined otherwise. */
static uint8_t gold_at(const trainer *t, size_t start, size_t *cursor)
{
	while (*cursor + 1 < t->n_words && t->starts[*cursor + 1] <= start)
		(*cursor)++;
	uint8_t tag = t->gold[*cursor];
	bool inside = tag == WIRE_TAG_BEGIN && t->starts[*cursor] != start;
	return inside ? WIRE_TAG_INSIDE : tag;
}

static void end_story(trainer *t)
{
	wire_words words;
	size_t cursor = 0;
	if (t->n_words == 0)
		return;
	wire_str text;
	if (wire_buf_status(&t->text) != WIRE_OK)
		die("a story is too long");
	if (wire_arena_copy(&text, t->arena, wire_buf_view(&t->text)) != WIRE_OK)
		die("out of memory");
	wire_story story = {.body = text};
	if (t->n_examples == t->cap) {
		t->cap = t->cap == 0 ? 1024 : t->cap * 2;
		t->examples = realloc(t->examples, t->cap * sizeof *t->examples);
		if (t->examples == NULL)
			die("out of memory");
	}
	example *e = &t->examples[t->n_examples++];
	if (wire_words_split(&words, &story, &t->ctx) != WIRE_OK ||
		wire_features_see(&e->seen, &words, &t->ctx) != WIRE_OK ||
		(e->tags = wire_arena_calloc(t->arena, words.len + 1, 1)) == NULL)
		die("out of memory");
	e->len = words.len;
	for (size_t i = 0; i < words.len; i++)
		e->tags[i] = gold_at(t, words.items[i].start, &cursor);
	wire_buf_clear(&t->text);
	t->n_words = 0;
}

static void read_text(trainer *t)
{
	char line[LINE];
	while (fgets(line, sizeof line, stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		char *tab = strchr(line, '\t');
		if (strcmp(line, "-DOC-") == 0) {
			end_story(t);
		} else if (line[0] == '\0') {
			if (t->text.len > 0)
				wire_buf_puts(&t->text, "\n\n");
		} else if (tab != NULL) {
			*tab = '\0';
			add_word(t, line, tab[1]);
		}
	}
	end_story(t);
}

/* Weights change one at a time; their sums over time are caught up when they do. */
static void change(trainer *t, uint32_t bucket, unsigned tag, double by)
{
	t->sums[bucket][tag] += (t->now - t->stamps[bucket][tag]) * t->weights[bucket][tag];
	t->stamps[bucket][tag] = t->now;
	t->weights[bucket][tag] += by;
}

static unsigned predict(const trainer *t, const uint32_t *features, size_t n, unsigned before)
{
	double score[WIRE_MODEL_TAGS] = {0};
	for (size_t i = 0; i < n; i++)
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++)
			score[tag] += t->weights[features[i]][tag];
	unsigned best = score[WIRE_TAG_BEGIN] > score[WIRE_TAG_OUT] ? WIRE_TAG_BEGIN : WIRE_TAG_OUT;
	if (before != WIRE_TAG_OUT && score[WIRE_TAG_INSIDE] > score[best])
		best = WIRE_TAG_INSIDE;
	return best;
}

/* One story: returns how many candidates were tagged wrongly. */
static size_t learn(trainer *t, const example *e)
{
	uint32_t features[WIRE_FEATURES_MAX];
	unsigned before = WIRE_TAG_OUT, before_that = WIRE_TAG_OUT;
	size_t wrong = 0;
	for (size_t i = 0; i < e->len; i++) {
		unsigned tag = WIRE_TAG_OUT, gold = e->tags[i];
		if (e->seen[i].candidate) {
			size_t n =
				wire_features_at(features, e->seen, e->len, i, before, before_that);
			tag = predict(t, features, n, before);
			t->now++;
			for (size_t k = 0; k < n && tag != gold; k++) {
				change(t, features[k], gold, 1);
				change(t, features[k], tag, -1);
			}
			wrong += tag != gold;
		}
		before_that = before;
		before = tag;
	}
	return wrong;
}

static void shuffle(trainer *t, uint64_t *state)
{
	for (size_t i = t->n_examples; i > 1; i--) {
		*state = *state * 6364136223846793005u + 1442695040888963407u;
		size_t j = (size_t)(*state >> 33) % i;
		example swap = t->examples[i - 1];
		t->examples[i - 1] = t->examples[j];
		t->examples[j] = swap;
	}
}

/* Averages, scaled so that the largest uses all of 15 bits. */
static void write_model(trainer *t, const char *path)
{
	const wire_model_header header = {
		WIRE_MODEL_MAGIC, WIRE_MODEL_VERSION, WIRE_FEATURE_BUCKETS, WIRE_MODEL_TAGS};
	double largest = 1e-9;
	for (uint32_t b = 0; b < WIRE_FEATURE_BUCKETS; b++)
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++) {
			change(t, b, tag, 0);
			double size = t->sums[b][tag] < 0 ? -t->sums[b][tag] : t->sums[b][tag];
			largest = size > largest ? size : largest;
		}
	FILE *file = fopen(path, "wb");
	if (file == NULL || fwrite(&header, sizeof header, 1, file) != 1)
		die("cannot write the model");
	for (uint32_t b = 0; b < WIRE_FEATURE_BUCKETS; b++) {
		wire_bucket bucket;
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++)
			bucket.weight[tag] = (int16_t)(t->sums[b][tag] / largest * 32000);
		if (fwrite(&bucket, sizeof bucket, 1, file) != 1)
			die("cannot write the model");
	}
	if (fclose(file) != 0)
		die("cannot write the model");
}

static void open_trainer(trainer *t, wire_gazetteer **gazetteer)
{
	wire_error err;
	wire_buf_init(&t->text, 16 << 20);
	t->arena = wire_arena_new((size_t)4 << 30);
	t->weights = calloc(WIRE_FEATURE_BUCKETS, sizeof *t->weights);
	t->sums = calloc(WIRE_FEATURE_BUCKETS, sizeof *t->sums);
	t->stamps = calloc(WIRE_FEATURE_BUCKETS, sizeof *t->stamps);
	if (t->arena == NULL || t->weights == NULL || t->sums == NULL || t->stamps == NULL)
		die("out of memory");
	if (wire_gazetteer_load(gazetteer, NULL, &err) != WIRE_OK)
		die(err.message);
	t->tables.gazetteer = *gazetteer;
	t->ctx = (wire_context){.arena = t->arena, .tables = &t->tables, .policy = &t->policy};
}

static void close_trainer(trainer *t, wire_gazetteer *gazetteer)
{
	wire_gazetteer_free(gazetteer);
	wire_buf_release(&t->text);
	wire_arena_free(t->arena);
	free(t->examples);
	free(t->weights);
	free(t->sums);
	free(t->stamps);
}

int main(int argc, char **argv)
{
	static trainer t;
	wire_gazetteer *gazetteer;
	uint64_t state = 1;
	char *end = NULL;
	unsigned long epochs = argc == 3 ? strtoul(argv[2], &end, 10) : 0;
	if (epochs < 1 || epochs > EPOCHS_MAX || *end != '\0')
		die("usage: wire-train MODEL EPOCHS < TEXT");
	open_trainer(&t, &gazetteer);
	read_text(&t);
	if (t.n_examples == 0)
		die("no stories on standard input");
	for (unsigned long epoch = 1; epoch <= epochs; epoch++) {
		size_t wrong = 0;
		shuffle(&t, &state);
		for (size_t i = 0; i < t.n_examples; i++)
			wrong += learn(&t, &t.examples[i]);
		printf("epoch %lu: %zu wrong\n", epoch, wrong);
	}
	write_model(&t, argv[1]);
	close_trainer(&t, gazetteer);
	return 0;
}
