/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Features of the person tagger: what it sees of a word, its neighbours and its story, as hashes,
 * and the model that weighs them. One file for the trainer and the tagger, so that they cannot see
 * different things.
 *
 * A story is tagged twice. The second pass sees what the first one made of the words around, behind
 * too, and of the same word elsewhere in the story: `Blinken said` is a person because `Antony
 * Blinken` was one.
 */
#ifndef INDEXER_FACTS_TAGGER_FEATURES_H
#define INDEXER_FACTS_TAGGER_FEATURES_H

#include "indexer/facts/words.h"

/** Weights are kept in this many buckets; a feature's bucket is its hash's low bits. */
#define WIRE_FEATURE_BUCKETS (1u << 19)
#define WIRE_FEATURES_MAX    96u
#define WIRE_TAGGER_PASSES   2u

/* The model file: a header, the weights of the buckets, the classes of words; in the byte order of
 * the machine that wrote it, which the header's magic number tells. */
#define WIRE_MODEL_MAGIC   0x57495045u
#define WIRE_MODEL_VERSION 2u
#define WIRE_MODEL_TAGS    3u /* enum wire_tag */
#define WIRE_MODEL_CLASSES (1u << 16) /* slots of the table of classes */

typedef struct wire_model_header {
	uint32_t magic, version, buckets, tags, classes;
} wire_model_header;

/** Weights of one bucket. */
typedef struct wire_bucket {
	int16_t weight[WIRE_MODEL_TAGS];
} wire_bucket;

/**
 * A word's classes in a table with open addressing: a word is in the first free slot from its hash's
 * low bits on. Words that stand in the same company share a class (tools/cluster_words.c).
 */
typedef struct wire_word_class {
	uint32_t hash;         /* of the word as printed; 0: free */
	uint16_t fine, coarse; /* from 1 on */
} wire_word_class;

/** What one word shows, worked out once a story. */
typedef struct wire_seen_word {
	uint32_t lower;  /* hash of the word in small letters */
	uint32_t start2, start3, start4; /* hashes of its first bytes, in small letters */
	uint32_t end2, end3, end4;       /* and of its last */
	uint16_t fine, coarse; /* classes; 0: not known */
	uint16_t story;  /* bits: how the word is used in this story, see wire_features_see() */
	uint8_t shape;   /* enum wire_word_shape; in a zone of capitals UPPER is CAPITALIZED */
	uint8_t length;  /* letters, at most 7 */
	uint8_t list;    /* bits: 1 first name, 2 title, 4 place or country, 8 thing, 16 agency */
	uint8_t first;   /* enum wire_tag: what the first pass made of it */
	uint8_t vote;    /* and of the same word elsewhere in the story */
	uint8_t quoted;  /* place in a short quotation, see see_quotes() */
	uint8_t hyphen;  /* 1: small letters behind it, 2: others */
	bool candidate;  /* may be part of a name: worth scoring */
	bool sentence_start, headline, caps, loose, possessive;
} wire_seen_word;

/** The slot of a word in a table of classes, or the free one where it would be. */
uint32_t wire_class_slot(const wire_word_class *classes, wire_str word);

/** The hash of a word as wire_word_class has it; never 0. */
uint32_t wire_class_hash(wire_str text);

/** Look at all words of a story, by the model's table of classes. WIRE_ENOMEM. */
wire_status wire_features_see(wire_seen_word **out, const wire_words *words,
	const wire_word_class *classes, const wire_context *ctx) WIRE_MUST_CHECK;

/** The most candidates that stand one behind another. */
size_t wire_features_longest_run(const wire_seen_word *seen, size_t len);

/** Note the first pass's tags for the second. WIRE_ENOMEM. */
wire_status wire_features_note(wire_seen_word *seen, const uint8_t *tags, size_t len,
	const wire_context *ctx) WIRE_MUST_CHECK;

/**
 * The buckets of word `at` of `len` in a pass (0 or 1). Returns how many; at most WIRE_FEATURES_MAX.
 */
size_t wire_features_of_word(
	uint32_t *out, const wire_seen_word *seen, size_t len, size_t at, unsigned pass);

/** Those of the word behind one that is tagged `before`. */
size_t wire_features_of_pair(uint32_t *out, const wire_seen_word *seen, size_t len, size_t at,
	unsigned before, unsigned pass);

/** What speaks for each tag of a word, behind each tag of the word before it. */
typedef struct wire_tag_scores {
	float of[WIRE_MODEL_TAGS][WIRE_MODEL_TAGS]; /* [before][tag] */
} wire_tag_scores;

/**
 * The tags of a run of words that are best together; the word before the run is out of any name. A
 * name cannot go on where none has begun. (The Viterbi algorithm.)
 */
void wire_tagger_decode(uint8_t *tags, const wire_tag_scores *scores, size_t len);

#endif
