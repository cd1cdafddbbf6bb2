/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/tagger_features.h"

#include <string.h>

#include "indexer/gazetteer/gazetteer.h"

/* Words of a quotation that may be a title. */
enum { TITLE_WORDS_MAX = 6 };

enum { FIRST_NAME = 1, TITLE = 2, PLACE = 4, THING = 8, AGENCY = 16 };

/* Less than any score. */
static const float NONE = -1e30f;

/* A word that stands for the edge of the story. */
static const wire_seen_word edge = {.lower = 1};

static uint32_t mix(uint32_t hash, uint32_t value)
{
	hash ^= value + 0x9e3779b9u + (hash << 6) + (hash >> 2);
	hash *= 0x85ebca6bu;
	return hash ^ hash >> 15;
}

/* FNV-1a; with `fold` capitals of ASCII count as small letters. */
static uint32_t hash_text(wire_str text, bool fold)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];
		bool capital = fold && c >= 'A' && c <= 'Z';
		hash = (hash ^ (unsigned char)(capital ? c | 0x20 : c)) * 16777619u;
	}
	return hash;
}

static uint32_t hash_lower(wire_str text)
{
	return hash_text(text, true);
}

static uint8_t lists_of(const wire_word *word, bool caps, const wire_context *ctx)
{
	const wire_gazetteer *g = ctx->tables->gazetteer;
	unsigned use = wire_gazetteer_word_use(g, word->text);
	uint8_t list = 0;
	const wire_place_name *place = wire_gazetteer_name(g, word->text, caps);
	if (wire_gazetteer_is_first_name(g, word->text))
		list |= FIRST_NAME;
	if (use & WIRE_USE_TITLE)
		list |= TITLE;
	if (wire_name_is_place(place))
		list |= PLACE;
	if (use & WIRE_USE_THING)
		list |= THING;
	if (word->shape == WIRE_WORD_UPPER && wire_gazetteer_agency(g, word->text).len > 0)
		list |= AGENCY;
	return list;
}

uint32_t wire_class_hash(wire_str text)
{
	uint32_t hash = hash_text(text, false);
	return hash == 0 ? 1 : hash;
}

uint32_t wire_class_slot(const wire_word_class *classes, wire_str word)
{
	uint32_t hash = wire_class_hash(word), at = hash & (WIRE_MODEL_CLASSES - 1);
	/* The trainer leaves slots free, so that this ends. */
	while (classes[at].hash != 0 && classes[at].hash != hash)
		at = (at + 1) & (WIRE_MODEL_CLASSES - 1);
	return at;
}

static void see(wire_seen_word *out, const wire_word *word, bool caps,
	const wire_word_class *classes, const wire_context *ctx)
{
	wire_str text = word->text;
	size_t n = text.len;
	*out = (wire_seen_word){
		.lower = hash_lower(text),
		.shape = caps && word->shape == WIRE_WORD_UPPER ? WIRE_WORD_CAPITALIZED
								: word->shape,
		.length = (uint8_t)(n > 7 ? 7 : n),
		.sentence_start = word->sentence_start,
		.headline = word->in_headline,
		.caps = caps,
		.loose = word->space_before,
		.possessive = word->possessive,
	};
	wire_str known = word->shape == WIRE_WORD_NUMBER ? WIRE_STR("0") : text;
	const wire_word_class *found = &classes[wire_class_slot(classes, known)];
	out->fine = found->fine;
	out->coarse = found->coarse;
	out->candidate = word->shape == WIRE_WORD_CAPITALIZED || word->shape == WIRE_WORD_UPPER ||
			 word->shape == WIRE_WORD_INITIAL || wire_word_has_article(word) ||
			 (word->shape == WIRE_WORD_LOWER &&
				 (wire_gazetteer_word_use(ctx->tables->gazetteer, text) &
					 WIRE_USE_PARTICLE));
	if (!out->candidate)
		return;
	size_t hyphen = wire_str_find(text, WIRE_STR("-"), 0);
	if (hyphen != SIZE_MAX && hyphen + 1 < n)
		out->hyphen = text.data[hyphen + 1] >= 'a' && text.data[hyphen + 1] <= 'z' ? 1 : 2;
	out->start2 = hash_lower(wire_str_slice(text, 0, 2));
	out->start3 = hash_lower(wire_str_slice(text, 0, 3));
	out->start4 = hash_lower(wire_str_slice(text, 0, 4));
	out->end2 = hash_lower(wire_str_slice(text, n > 2 ? n - 2 : 0, n));
	out->end3 = hash_lower(wire_str_slice(text, n > 3 ? n - 3 : 0, n));
	out->end4 = hash_lower(wire_str_slice(text, n > 4 ? n - 4 : 0, n));
	out->list = lists_of(word, caps, ctx);
}

/* Is the word at `at` a quotation mark, or the second of `` or ''? */
static bool is_quote(const wire_words *words, size_t at)
{
	static const wire_str marks[] = {WIRE_STR_INIT("\""), WIRE_STR_INIT("`"),
		WIRE_STR_INIT("'"), WIRE_STR_INIT("\xE2\x80\x9C"), WIRE_STR_INIT("\xE2\x80\x9D"),
		WIRE_STR_INIT("\xE2\x80\x98"), WIRE_STR_INIT("\xE2\x80\x99")};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (wire_str_equal(words->items[at].text, marks[i]))
			return true;
	return false;
}

/* Words in short quotations may be titles of works: 1 the first, 2 within, 3 the last, 4 alone. */
static void see_quotes(wire_seen_word *seen, const wire_words *words)
{
	size_t open = SIZE_MAX;
	for (size_t i = 0; i < words->len; i++) {
		if (words->items[i].shape != WIRE_WORD_PUNCTUATION || !is_quote(words, i))
			continue;
		if (open != SIZE_MAX && i > open + 1 && i - open <= TITLE_WORDS_MAX + 1 &&
			seen[open + 1].shape != WIRE_WORD_PUNCTUATION) {
			for (size_t at = open + 1; at < i; at++)
				seen[at].quoted = 2;
			seen[open + 1].quoted = i - open == 2 ? 4 : 1;
			if (i - open > 2)
				seen[i - 1].quoted = 3;
		}
		open = i;
	}
}

/* ---- the same word elsewhere ---- */

/* What a story says of one word, wherever it stands. */
typedef struct told {
	uint32_t lower; /* 0: free */
	uint16_t story;
	uint8_t tags[WIRE_MODEL_TAGS]; /* how often the first pass made it so; at most 3 */
} told;

typedef struct told_table {
	told *slots;
	size_t mask;
} told_table;

static wire_status make_table(told_table *out, size_t len, const wire_context *ctx)
{
	size_t size = 64;
	while (size < 2 * len)
		size *= 2;
	out->slots = wire_arena_calloc(ctx->arena, size, sizeof *out->slots);
	out->mask = size - 1;
	return out->slots == NULL ? WIRE_ENOMEM : WIRE_OK;
}

/* The slot of a word; at least half of them are free. */
static told *told_of(const told_table *table, uint32_t lower)
{
	size_t at = lower & table->mask;
	while (table->slots[at].lower != 0 && table->slots[at].lower != lower)
		at = (at + 1) & table->mask;
	table->slots[at].lower = lower;
	return &table->slots[at];
}

/* How a word is used somewhere in the story. */
enum {
	USED_SMALL = 1,  /* in small letters */
	USED_TITLED = 2, /* behind a title */
	USED_NAMED = 4,  /* behind a first name */
	USED_BEFORE_THING = 8,
	USED_FIRST = 16, /* a listed first name, before a capital */
	USED_ALONE = 32, /* between small words */
};

static bool is_capital(const wire_seen_word *word)
{
	return word->shape == WIRE_WORD_CAPITALIZED || word->shape == WIRE_WORD_UPPER;
}

/* How seen[at] is used where it stands. */
static unsigned use_at(const wire_seen_word *seen, size_t len, size_t at)
{
	const wire_seen_word *w = &seen[at];
	const wire_seen_word *p = at > 0 ? w - 1 : &edge, *n = at + 1 < len ? w + 1 : &edge;
	unsigned use = 0;
	if (w->shape == WIRE_WORD_LOWER)
		return USED_SMALL;
	if (!is_capital(w))
		return 0;
	if (p->list & TITLE)
		use |= USED_TITLED;
	if ((p->list & FIRST_NAME) && is_capital(p) && w->loose)
		use |= USED_NAMED;
	if ((n->list & THING) && n->loose)
		use |= USED_BEFORE_THING;
	if ((w->list & FIRST_NAME) && is_capital(n) && n->loose)
		use |= USED_FIRST;
	if (p->shape == WIRE_WORD_LOWER && n->shape == WIRE_WORD_LOWER)
		use |= USED_ALONE;
	return use;
}

wire_status wire_features_see(wire_seen_word **out, const wire_words *words,
	const wire_word_class *classes, const wire_context *ctx)
{
	told_table table;
	wire_seen_word *seen = wire_arena_calloc(ctx->arena, words->len + 1, sizeof *seen);
	*out = seen;
	if (seen == NULL || make_table(&table, words->len, ctx) != WIRE_OK)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < words->len; i++)
		see(&seen[i], &words->items[i],
			i < words->body ? words->headline_caps : words->body_caps, classes, ctx);
	see_quotes(seen, words);
	for (size_t i = 0; i < words->len; i++)
		if (seen[i].shape <= WIRE_WORD_UPPER)
			told_of(&table, seen[i].lower)->story |=
				(uint16_t)use_at(seen, words->len, i);
	for (size_t i = 0; i < words->len; i++)
		if (seen[i].candidate)
			seen[i].story = told_of(&table, seen[i].lower)->story;
	return WIRE_OK;
}

size_t wire_features_longest_run(const wire_seen_word *seen, size_t len)
{
	size_t longest = 0, run = 0;
	for (size_t i = 0; i < len; i++) {
		run = seen[i].candidate ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

wire_status wire_features_note(
	wire_seen_word *seen, const uint8_t *tags, size_t len, const wire_context *ctx)
{
	told_table table;
	if (make_table(&table, len, ctx) != WIRE_OK)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < len; i++) {
		if (!seen[i].candidate)
			continue;
		told *t = told_of(&table, seen[i].lower);
		seen[i].first = tags[i];
		if (t->tags[tags[i]] < 3)
			t->tags[tags[i]]++;
	}
	for (size_t i = 0; i < len; i++) {
		if (!seen[i].candidate)
			continue;
		unsigned vote = 0;
		const told *t = told_of(&table, seen[i].lower);
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++) {
			unsigned n = t->tags[tag] - (tag == seen[i].first);
			vote = vote * 3 + (n > 2 ? 2 : n);
		}
		seen[i].vote = (uint8_t)vote;
	}
	return WIRE_OK;
}

/* The neighbours of a word, on both sides. */
typedef struct window {
	const wire_seen_word *w, *p1, *p2, *p3, *n1, *n2, *n3;
} window;

static window window_at(const wire_seen_word *seen, size_t len, size_t at)
{
	const wire_seen_word *w = &seen[at];
	return (window){
		.w = w,
		.p1 = at >= 1 ? w - 1 : &edge,
		.p2 = at >= 2 ? w - 2 : &edge,
		.p3 = at >= 3 ? w - 3 : &edge,
		.n1 = at + 1 < len ? w + 1 : &edge,
		.n2 = at + 2 < len ? w + 2 : &edge,
		.n3 = at + 3 < len ? w + 3 : &edge,
	};
}

/* The buckets of templates: each row is the values that one feature joins. */
static size_t hash_all(
	uint32_t *out, const uint32_t (*values)[2], size_t n, uint32_t salt, unsigned pass)
{
	const uint32_t size = WIRE_FEATURE_BUCKETS / WIRE_TAGGER_PASSES;
	for (size_t i = 0; i < n; i++)
		out[i] = pass * size +
			 (mix(mix((salt + (uint32_t)i) * 0x01000193u, values[i][0]), values[i][1]) &
				 (size - 1));
	return n;
}

size_t wire_features_of_word(
	uint32_t *out, const wire_seen_word *seen, size_t len, size_t at, unsigned pass)
{
	const window v = window_at(seen, len, at);
	const wire_seen_word *w = v.w, *p1 = v.p1, *p2 = v.p2, *p3 = v.p3, *n1 = v.n1, *n2 = v.n2,
			     *n3 = v.n3;
	const uint32_t values[][2] = {
		{0, 0},
		{w->lower, 0},
		{w->start3, 0},
		{w->end2, 0},
		{w->end3, 0},
		{w->end3, w->shape},
		{p1->lower, 0},
		{p1->lower, w->lower},
		{n1->lower, 0},
		{w->lower, n1->lower},
		{p2->lower, 0},
		{p2->lower, p1->lower},
		{n2->lower, 0},
		{n1->lower, n2->lower},
		{p1->shape * 64u + w->shape * 8u + n1->shape, w->loose * 2u + n1->loose},
		{p2->shape * 8u + p1->shape, w->shape},
		{w->list, w->shape},
		{p1->list, w->lower},
		{w->list, n1->lower},
		{w->list, p1->lower},
		{n1->list * 8u + n1->shape, w->shape},
		{p1->list * 32u + w->list, n1->list},
		{w->sentence_start * 8u + w->shape, n1->shape},
		{w->sentence_start, w->lower},
		{w->end3, n1->end3},
		{p1->end3, w->end3},
		{n1->lower, w->list},
		{w->fine, 0},
		{w->coarse, w->shape},
		{p1->fine, w->shape},
		{n1->fine, w->shape},
		{p1->coarse * 1024u + w->coarse, 0},
		{w->coarse * 1024u + n1->coarse, 0},
		{p1->coarse * 1024u + n1->coarse, w->shape},
		{p2->fine, 0},
		{n2->fine, 0},
		{p3->coarse, 0},
		{n3->coarse, 0},
		{p2->coarse * 1024u + p1->coarse, w->coarse},
		{n1->coarse * 1024u + n2->coarse, w->coarse},
		{w->story, w->shape},
		{n1->story, w->shape},
		{p1->story, w->shape},
		{w->story, w->coarse},
		{w->story * 256u + n1->story, n1->shape},
		{w->hyphen * 8u + w->shape, w->coarse},
		{w->quoted * 64u + n1->quoted * 8u + n2->quoted, w->shape},
		{w->quoted, w->coarse},
		{w->start2, w->end2},
		{w->end4, 0},
		{w->start4, 0},
		{w->end2, n1->end2},
		{w->start2, n1->start2},
		{w->end2, p1->end2},
		{p1->possessive * 2u + w->possessive, w->shape},
		{n1->lower, n1->possessive * 8u + w->shape},
		/* The second pass alone: */
		{w->vote * 4u + w->first, 0},
		{w->first * 16u + n1->first * 4u + n2->first, w->shape},
		{n1->vote * 4u + n1->first, w->first},
		{p1->vote * 4u + p1->first, w->first},
		{w->vote * 128u + n1->vote, w->first},
		{w->vote * 4u + w->first, w->shape},
		{w->vote * 4u + w->first, w->coarse},
		{w->vote * 4u + w->first, w->lower},
		{w->first * 4u + n1->first, n1->lower},
		{p1->lower, w->first},
	};
	enum { SECOND_PASS = 10 };
	return hash_all(out, values, sizeof values / sizeof *values - (pass == 0 ? SECOND_PASS : 0),
		0, pass);
}

size_t wire_features_of_pair(uint32_t *out, const wire_seen_word *seen, size_t len, size_t at,
	unsigned before, unsigned pass)
{
	const window v = window_at(seen, len, at);
	const wire_seen_word *w = v.w, *p1 = v.p1, *n1 = v.n1, *n2 = v.n2;
	const uint32_t values[][2] = {
		{before, w->loose},
		{w->lower, before},
		{p1->lower, before},
		{n1->lower, before},
		{p1->shape * 64u + w->shape * 8u + n1->shape, before},
		{w->shape * 64u + n1->shape * 8u + n2->shape, before},
		{before, w->list},
		{p1->list * 32u + w->list, before},
		{w->list * 32u + n1->list, before},
		{w->headline * 2u + w->caps, w->shape * 8u + before},
		{w->length * 8u + w->shape, before},
		{w->coarse, before},
		{p1->coarse, before},
		{n1->coarse, before},
		{w->story, before},
		{w->hyphen * 2u + w->sentence_start, before},
		{w->end3, before},
		{p1->possessive * 2u + w->possessive, before},
		/* The second pass alone: */
		{w->vote * 4u + w->first, before},
		{w->first * 4u + n1->first, before},
	};
	enum { SECOND_PASS = 2 };
	return hash_all(out, values, sizeof values / sizeof *values - (pass == 0 ? SECOND_PASS : 0),
		1000, pass);
}

void wire_tagger_decode(uint8_t *tags, const wire_tag_scores *scores, size_t len)
{
	enum { OUT = 0, BEGIN = 1, INSIDE = 2, TAGS = WIRE_MODEL_TAGS };
	/* Forwards: the best way to each tag; `from` remembers it in two bits a tag. */
	float best[TAGS] = {0, NONE, NONE};
	for (size_t i = 0; i < len; i++) {
		float next[TAGS];
		uint8_t from = 0;
		for (unsigned tag = 0; tag < TAGS; tag++) {
			unsigned chosen = OUT;
			float most = tag == INSIDE ? NONE : best[OUT] + scores[i].of[OUT][tag];
			for (unsigned before = BEGIN; before < TAGS; before++) {
				float now = best[before] + scores[i].of[before][tag];
				if (now > most) {
					most = now;
					chosen = before;
				}
			}
			next[tag] = most;
			from |= (uint8_t)(chosen << 2 * tag);
		}
		memcpy(best, next, sizeof best);
		tags[i] = from;
	}
	unsigned tag = best[INSIDE] > best[BEGIN] ? INSIDE : BEGIN;
	tag = best[OUT] >= best[tag] ? OUT : tag;
	for (size_t i = len; i > 0; i--) {
		uint8_t from = tags[i - 1];
		tags[i - 1] = (uint8_t)tag;
		tag = from >> 2 * tag & 3;
	}
}
