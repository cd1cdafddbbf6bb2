/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The trained person tagger: a linear sequence model (averaged perceptron) over hashed features of
 * the words around. Its weights are one file, mapped into memory and shared by threads.
 */
#ifndef INDEXER_FACTS_TAGGER_H
#define INDEXER_FACTS_TAGGER_H

#include "indexer/facts/words.h"

/** What the tagger says of a word. */
enum wire_tag { WIRE_TAG_OUT, WIRE_TAG_BEGIN, WIRE_TAG_INSIDE };

/**
 * Map the model file `path` (NULL: person.model in the data folder).
 * WIRE_EIO; WIRE_EFORMAT for a file that is not a model of this version, or cut short.
 */
wire_status wire_tagger_load(wire_tagger **out, const char *path, wire_error *err);
void wire_tagger_free(wire_tagger *tagger);
/** A hash of the whole model. */
uint64_t wire_tagger_hash(const wire_tagger *tagger);

/** Tag words[0..len): one enum wire_tag each into `tags`, which has room for `len`. */
wire_status wire_tagger_tag(uint8_t *tags, const wire_tagger *tagger, const wire_words *words,
	const wire_context *ctx) WIRE_MUST_CHECK;

#endif
