/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The cache is a table in an arena; when it is full it is emptied: the vocabulary of a run follows
 * Zipf's law, so the words that matter come back at once.
 */
#include "wire/stem.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "wire/table.h"

enum { ENTRIES_MAX = 1 << 15, MEMORY_MAX = 16 << 20 };

struct wire_stemmer {
	struct sb_stemmer *stemmer; /* NULL: every word is its own stem */
	wire_arena *arena;
	wire_table stems; /* form -> wire_str */
};

wire_status wire_stemmer_new(wire_stemmer **out, const char *language, wire_error *err)
{
	bool none = language != NULL && strcmp(language, "none") == 0;
	*out = NULL;
	wire_stemmer *stemmer = calloc(1, sizeof *stemmer);
	if (stemmer == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	stemmer->arena = wire_arena_new(MEMORY_MAX);
	if (!none)
		stemmer->stemmer = sb_stemmer_new(language == NULL ? "english" : language, NULL);
	wire_status status = WIRE_OK;
	if (stemmer->arena == NULL)
		status = wire_fail(err, WIRE_ENOMEM, "out of memory");
	else if (!none && stemmer->stemmer == NULL)
		/* libstemmer does not tell why; English it has. */
		status = language == NULL ? wire_fail(err, WIRE_ENOMEM, "out of memory")
					  : wire_fail(err, WIRE_EINVAL,
						    "no stemmer for language '%s'", language);
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

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The plural of a number: F-16s, 747s. Not that of a year: 1980s is a decade, and no year. */
static bool is_numbers(wire_str form)
{
	size_t last = form.len - 1, digits = 0;
	if (form.len < 2 || form.data[last] != 's')
		return false;
	while (digits < last && is_digit(form.data[last - 1 - digits]))
		digits++;
	bool decade = digits == 4 && last == 4 && form.data[3] == '0';
	return digits > 0 && !decade;
}

static wire_status remember(wire_str **out, wire_stemmer *stemmer, wire_str form, wire_str stem)
{
	wire_str copy;
	wire_str *kept = wire_arena_alloc(stemmer->arena, sizeof *kept);
	if (kept == NULL)
		return WIRE_ENOMEM;
	wire_status status = wire_arena_copy(&copy, stemmer->arena, form);
	if (status == WIRE_OK)
		status = wire_arena_copy(kept, stemmer->arena, stem);
	if (status == WIRE_OK)
		status = wire_table_put(&stemmer->stems, stemmer->arena, copy, kept);
	*out = kept;
	return status;
}

static void empty_cache(wire_stemmer *stemmer)
{
	wire_arena_reset(stemmer->arena);
	stemmer->stems = (wire_table){0};
}

wire_status wire_stem(wire_str *out, wire_stemmer *stemmer, wire_str form)
{
	*out = form;
	if (stemmer->stemmer != NULL && is_numbers(form))
		out->len--;
	if (stemmer->stemmer == NULL || !is_stemmable(form))
		return WIRE_OK;
	wire_str *known = wire_table_get(&stemmer->stems, form);
	wire_status status = WIRE_OK;
	if (known == NULL) {
		if (stemmer->stems.n_used >= ENTRIES_MAX)
			empty_cache(stemmer);
		const sb_symbol *stemmed = sb_stemmer_stem(
			stemmer->stemmer, (const sb_symbol *)form.data, (int)form.len);
		if (stemmed == NULL)
			return WIRE_ENOMEM;
		wire_str stem = {
			(const char *)stemmed, (size_t)sb_stemmer_length(stemmer->stemmer)};
		status = remember(&known, stemmer, form, stem.len == 0 ? form : stem);
	}
	if (status == WIRE_OK)
		*out = *known;
	return status;
}
