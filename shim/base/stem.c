/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The cache is a hash table with open addressing whose strings lie in an arena; when it is full it
 * is emptied: the vocabulary of a run follows Zipf's law, so the words that matter come back at
 * once.
 */
#include "wire/stem.h"

#include <libstemmer.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wire/hash.h"

enum { SLOTS = 1 << 16, ENTRIES_MAX = SLOTS / 2, MEMORY_MAX = 16 << 20 };

typedef struct entry {
	uint64_t hash;
	wire_str form, stem; /* form.data NULL: free */
} entry;

struct wire_stemmer {
	struct sb_stemmer *stemmer; /* NULL: every word is its own stem */
	wire_arena *arena;
	entry *slots;
	size_t used;
};

wire_status wire_stemmer_new(wire_stemmer **out, const char *language, wire_error *err)
{
	bool none = language != NULL && strcmp(language, "none") == 0;
	*out = NULL;
	wire_stemmer *stemmer = calloc(1, sizeof *stemmer);
	if (stemmer == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	stemmer->arena = wire_arena_new(MEMORY_MAX);
	stemmer->slots = calloc(SLOTS, sizeof *stemmer->slots);
	if (!none)
		stemmer->stemmer = sb_stemmer_new(language == NULL ? "english" : language, NULL);
	wire_status status = WIRE_OK;
	if (stemmer->arena == NULL || stemmer->slots == NULL)
		status = wire_fail(err, WIRE_ENOMEM, "out of memory");
	else if (!none && stemmer->stemmer == NULL)
		status = wire_fail(err, WIRE_EINVAL, "no stemmer for language '%s'", language);
	if (status == WIRE_OK)
		*out = stemmer;
	else
		wire_stemmer_free(stemmer);
	return status;
}

void wire_stemmer_free(wire_stemmer *stemmer)
{
	if (stemmer == NULL)
		return;
	sb_stemmer_delete(stemmer->stemmer);
	wire_arena_free(stemmer->arena);
	free(stemmer->slots);
	free(stemmer);
}

/* Only words are stemmed: `at&t`, `f16` and numbers are not. */
static bool is_stemmable(wire_str form)
{
	for (size_t i = 0; i < form.len; i++) {
		unsigned char c = (unsigned char)form.data[i];
		if (c < 0x80 && !(c >= 'a' && c <= 'z') && c != '\'')
			return false;
	}
	return form.len > 0;
}

static void empty_cache(wire_stemmer *stemmer)
{
	memset(stemmer->slots, 0, SLOTS * sizeof *stemmer->slots);
	wire_arena_reset(stemmer->arena);
	stemmer->used = 0;
}

static entry *find(wire_stemmer *stemmer, wire_str form, uint64_t hash)
{
	size_t at = hash & (SLOTS - 1);
	while (stemmer->slots[at].form.data != NULL &&
		!(stemmer->slots[at].hash == hash && wire_str_equal(stemmer->slots[at].form, form)))
		at = (at + 1) & (SLOTS - 1);
	return &stemmer->slots[at];
}

wire_str wire_stem(wire_stemmer *stemmer, wire_str form)
{
	if (stemmer->stemmer == NULL || !is_stemmable(form))
		return form;
	uint64_t hash = wire_hash(form, 0);
	entry *slot = find(stemmer, form, hash);
	if (slot->form.data != NULL)
		return slot->stem;
	if (stemmer->used >= ENTRIES_MAX) {
		empty_cache(stemmer);
		slot = find(stemmer, form, hash);
	}
	const sb_symbol *stemmed =
		sb_stemmer_stem(stemmer->stemmer, (const sb_symbol *)form.data, (int)form.len);
	wire_str stem = {(const char *)stemmed, (size_t)sb_stemmer_length(stemmer->stemmer)};
	if (stemmed == NULL || stem.len == 0)
		return form;
	entry made = {.hash = hash};
	if (wire_arena_copy(&made.stem, stemmer->arena, stem) != WIRE_OK ||
		wire_arena_copy(&made.form, stemmer->arena, form) != WIRE_OK)
		return stem;
	*slot = made;
	stemmer->used++;
	return made.stem;
}
