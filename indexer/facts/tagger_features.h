/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Features of the person tagger: what it sees of a word and its neighbours, as hashes, and the
 * model that weighs them. One file for the trainer and the tagger, so that they cannot see different
 * things.
 */
#ifndef INDEXER_FACTS_TAGGER_FEATURES_H
#define INDEXER_FACTS_TAGGER_FEATURES_H

#include "indexer/facts/words.h"

/** Weights are kept in this many buckets; a feature's bucket is its hash's low bits. */
#define WIRE_FEATURE_BUCKETS (1u << 18)
#define WIRE_FEATURES_MAX    48u

/* The model file: a header, then the weights of the buckets, in the byte order of the machine that
 * wrote it, which the header's magic number tells. */
#define WIRE_MODEL_MAGIC   0x57495045u
#define WIRE_MODEL_VERSION 1u
#define WIRE_MODEL_TAGS    3u /* enum wire_tag */

typedef struct wire_model_header {
	uint32_t magic, version, buckets, tags;
} wire_model_header;

/** Weights of one bucket. */
typedef struct wire_bucket {
	int16_t weight[WIRE_MODEL_TAGS];
} wire_bucket;

/** What one word shows, worked out once a story. */
typedef struct wire_seen_word {
	uint32_t lower;  /* hash of the word in small letters */
	uint32_t start3; /* hash of its first three letters, small */
	uint32_t end2, end3;
	uint8_t shape;   /* enum wire_word_shape; in a zone of capitals UPPER is CAPITALIZED */
	uint8_t length;  /* letters, at most 7 */
	uint8_t list;    /* bits: 1 first name, 2 title, 4 place or country, 8 thing, 16 agency */
	bool candidate;  /* may be part of a name: worth scoring */
	bool sentence_start, headline, caps;
} wire_seen_word;

/** Look at all words of a story. WIRE_ENOMEM. */
wire_status wire_features_see(wire_seen_word **out, const wire_words *words,
	const wire_context *ctx) WIRE_MUST_CHECK;

/**
 * The buckets of word `at` of `len`, given the tags of the two words before it.
 * Returns how many; at most WIRE_FEATURES_MAX.
 */
size_t wire_features_at(uint32_t *out, const wire_seen_word *seen, size_t len, size_t at,
	unsigned before, unsigned before_that);

#endif
