/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The model file: a header, then the weights of WIRE_FEATURE_BUCKETS buckets, WIRE_MODEL_TAGS each, in
 * the byte order of the machine that wrote it, which the header's magic number tells.
 */
#ifndef INDEXER_FACTS_MODEL_H
#define INDEXER_FACTS_MODEL_H

#include <stdint.h>

#include "indexer/facts/tagger_features.h"

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

#endif
