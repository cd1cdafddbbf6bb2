/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/tagger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/facts/tagger_features.h"
#include "wire/data.h"
#include "wire/hash.h"

struct wire_tagger {
	void *map;
	size_t size;
	const wire_bucket *buckets;
	const wire_word_class *classes;
};

/* Bytes of a model file. */
enum {
	WEIGHTS_SIZE = WIRE_FEATURE_BUCKETS * sizeof(wire_bucket),
	MODEL_SIZE = sizeof(wire_model_header) + WEIGHTS_SIZE +
		     WIRE_MODEL_CLASSES * sizeof(wire_word_class),
};

static wire_status check(const wire_model_header *header, const char *path, wire_error *err)
{
	if (header->magic == WIRE_MODEL_MAGIC && header->version == WIRE_MODEL_VERSION &&
		header->buckets == WIRE_FEATURE_BUCKETS && header->tags == WIRE_MODEL_TAGS &&
		header->classes == WIRE_MODEL_CLASSES)
		return WIRE_OK;
	return wire_fail(err, WIRE_EFORMAT, "'%s' is no model of this version", path);
}

static wire_status map_model(wire_tagger *tagger, const char *path, wire_error *err)
{
	struct stat info;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return wire_fail(err, WIRE_EIO, "cannot open '%s': %s", path, strerror(errno));
	wire_status status = WIRE_OK;
	if (fstat(fd, &info) != 0)
		status = wire_fail(err, WIRE_EIO, "cannot read '%s': %s", path, strerror(errno));
	else if ((size_t)info.st_size != MODEL_SIZE)
		status = wire_fail(err, WIRE_EFORMAT, "'%s' is no model of this version", path);
	void *map = status == WIRE_OK ? mmap(NULL, MODEL_SIZE, PROT_READ, MAP_PRIVATE, fd, 0)
				      : MAP_FAILED;
	if (status == WIRE_OK && map == MAP_FAILED)
		status = wire_fail(err, WIRE_EIO, "cannot map '%s': %s", path, strerror(errno));
	close(fd);
	if (status != WIRE_OK)
		return status;
	tagger->map = map;
	tagger->size = MODEL_SIZE;
	tagger->buckets = (const wire_bucket *)((const wire_model_header *)map + 1);
	tagger->classes = (const wire_word_class *)(tagger->buckets + WIRE_FEATURE_BUCKETS);
	return check(map, path, err);
}

wire_status wire_tagger_load(wire_tagger **out, const char *path, wire_error *err)
{
	wire_buf name;
	*out = NULL;
	wire_tagger *tagger = calloc(1, sizeof *tagger);
	if (tagger == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	wire_buf_init(&name, 4096);
	if (path == NULL)
		wire_data_path(&name, NULL, "person.model");
	else
		wire_buf_puts(&name, path);
	wire_status status = wire_buf_status(&name) == WIRE_OK
				     ? map_model(tagger, name.data, err)
				     : wire_fail(err, WIRE_EIO, "the model's path is too long");
	wire_buf_release(&name);
	if (status == WIRE_OK)
		*out = tagger;
	else
		wire_tagger_free(tagger);
	return status;
}

void wire_tagger_free(wire_tagger *tagger)
{
	if (tagger == NULL)
		return;
	if (tagger->map != NULL)
		munmap(tagger->map, tagger->size);
	free(tagger);
}

uint64_t wire_tagger_hash(const wire_tagger *tagger)
{
	return wire_hash((wire_str){tagger->map, tagger->size}, 0);
}

static void add_up(float *scores, const wire_tagger *tagger, const uint32_t *features, size_t n)
{
	int32_t sums[WIRE_MODEL_TAGS] = {0};
	for (size_t i = 0; i < n; i++)
		for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++)
			sums[tag] += tagger->buckets[features[i]].weight[tag];
	for (unsigned tag = 0; tag < WIRE_MODEL_TAGS; tag++)
		scores[tag] += (float)sums[tag];
}

static void score(wire_tag_scores *out, const wire_tagger *tagger, const wire_seen_word *seen,
	size_t len, size_t at, bool first, unsigned pass)
{
	uint32_t features[WIRE_FEATURES_MAX];
	float alone[WIRE_MODEL_TAGS] = {0};
	size_t n = wire_features_of_word(features, seen, len, at, pass);
	add_up(alone, tagger, features, n);
	for (unsigned before = 0; before < (first ? 1 : WIRE_MODEL_TAGS); before++) {
		memcpy(out->of[before], alone, sizeof alone);
		n = wire_features_of_pair(features, seen, len, at, before, pass);
		add_up(out->of[before], tagger, features, n);
	}
}

static void tag_pass(uint8_t *tags, wire_tag_scores *scores, const wire_tagger *tagger,
	const wire_seen_word *seen, size_t len, unsigned pass)
{
	for (size_t i = 0; i < len;) {
		size_t end = i;
		for (; end < len && seen[end].candidate; end++)
			score(&scores[end - i], tagger, seen, len, end, end == i, pass);
		wire_tagger_decode(tags + i, scores, end - i);
		if (end < len)
			tags[end] = WIRE_TAG_OUT;
		i = end + 1;
	}
}

wire_status wire_tagger_tag(
	uint8_t *tags, const wire_tagger *tagger, const wire_words *words, const wire_context *ctx)
{
	wire_seen_word *seen;
	wire_status status = wire_features_see(&seen, words, tagger->classes, ctx);
	if (status != WIRE_OK)
		return status;
	size_t longest = wire_features_longest_run(seen, words->len);
	wire_tag_scores *scores = wire_arena_calloc(ctx->arena, longest + 1, sizeof *scores);
	if (scores == NULL)
		return WIRE_ENOMEM;
	tag_pass(tags, scores, tagger, seen, words->len, 0);
	status = wire_features_note(seen, tags, words->len, ctx);
	if (status == WIRE_OK)
		tag_pass(tags, scores, tagger, seen, words->len, 1);
	return status;
}
