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
};

static wire_status check(const wire_model_header *header, const char *path, wire_error *err)
{
	if (header->magic == WIRE_MODEL_MAGIC && header->version == WIRE_MODEL_VERSION &&
		header->buckets == WIRE_FEATURE_BUCKETS && header->tags == WIRE_MODEL_TAGS)
		return WIRE_OK;
	return wire_fail(err, WIRE_EFORMAT, "'%s' is no model of this version", path);
}

static wire_status map_model(wire_tagger *tagger, const char *path, wire_error *err)
{
	struct stat info;
	size_t wanted = sizeof(wire_model_header) + WIRE_FEATURE_BUCKETS * sizeof(wire_bucket);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return wire_fail(err, WIRE_EIO, "cannot open '%s': %s", path, strerror(errno));
	wire_status status = WIRE_OK;
	if (fstat(fd, &info) != 0)
		status = wire_fail(err, WIRE_EIO, "cannot read '%s': %s", path, strerror(errno));
	else if ((size_t)info.st_size != wanted)
		status = wire_fail(err, WIRE_EFORMAT, "'%s' is no model of this version", path);
	void *map =
		status == WIRE_OK ? mmap(NULL, wanted, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
	if (status == WIRE_OK && map == MAP_FAILED)
		status = wire_fail(err, WIRE_EIO, "cannot map '%s': %s", path, strerror(errno));
	close(fd);
	if (status != WIRE_OK)
		return status;
	tagger->map = map;
	tagger->size = wanted;
	tagger->buckets = (const wire_bucket *)((const wire_model_header *)map + 1);
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

/* The best tag of a candidate; a name cannot go on where none has begun. */
static unsigned best_tag(
	const wire_tagger *tagger, const uint32_t *features, size_t n, unsigned before)
{
	int32_t score[WIRE_MODEL_TAGS] = {0};
	for (size_t i = 0; i < n; i++) {
		const wire_bucket *bucket = &tagger->buckets[features[i]];
		for (unsigned t = 0; t < WIRE_MODEL_TAGS; t++)
			score[t] += bucket->weight[t];
	}
	unsigned best = score[WIRE_TAG_BEGIN] > score[WIRE_TAG_OUT] ? WIRE_TAG_BEGIN : WIRE_TAG_OUT;
	if (before != WIRE_TAG_OUT && score[WIRE_TAG_INSIDE] > score[best])
		best = WIRE_TAG_INSIDE;
	return best;
}

wire_status wire_tagger_tag(
	uint8_t *tags, const wire_tagger *tagger, const wire_words *words, const wire_context *ctx)
{
	wire_seen_word *seen;
	uint32_t features[WIRE_FEATURES_MAX];
	unsigned before = WIRE_TAG_OUT, before_that = WIRE_TAG_OUT;
	wire_status status = wire_features_see(&seen, words, ctx);
	for (size_t i = 0; i < words->len && status == WIRE_OK; i++) {
		unsigned tag = WIRE_TAG_OUT;
		if (seen[i].candidate) {
			size_t n = wire_features_at(
				features, seen, words->len, i, before, before_that);
			tag = best_tag(tagger, features, n, before);
		}
		tags[i] = (uint8_t)tag;
		before_that = before;
		before = tag;
	}
	return status;
}
