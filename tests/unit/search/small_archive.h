/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A database of a few small stories in a temporary folder, indexed by the term scheme of
 * wire/schema.h: what a searcher's tests need of an indexer, which they must not link.
 */
#ifndef SEARCH_SMALL_ARCHIVE_H
#define SEARCH_SMALL_ARCHIVE_H

#include <ftw.h>
#include <unistd.h>

#include "support/cmocka.h"

#include "wire/record.h"
#include "wire/schema.h"
#include "wire/stem.h"
#include "wire/store.h"
#include "wire/token.h"

enum { ARCHIVE_TERMS = 400 };

/** A story as a row of a table; lists are separated by '|'. NULL: empty. */
typedef struct small_story {
	const char *id, *headline, *body, *date, *source, *people, *countries;
} small_story;

typedef struct small_archive {
	char root[64], db[80];
} small_archive;

typedef struct small_terms {
	wire_arena *arena;
	wire_tokenizer *tokenizer;
	wire_stemmer *stemmer;
	wire_posting items[ARCHIVE_TERMS];
	uint32_t positions[ARCHIVE_TERMS][64];
	size_t len;
} small_terms;

static inline void archive_term(
	small_terms *t, const char *mark, const char *prefix, wire_str text, uint32_t position)
{
	wire_buf term;
	size_t i = 0;
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_term_make(&term, mark, prefix, text);
	while (i < t->len && !wire_str_equal(t->items[i].term, wire_buf_view(&term)))
		i++;
	assert_true(i < ARCHIVE_TERMS);
	if (i == t->len) {
		t->items[t->len] = (wire_posting){.positions = t->positions[i]};
		assert_int_equal(
			wire_arena_copy(&t->items[t->len++].term, t->arena, wire_buf_view(&term)),
			WIRE_OK);
	}
	t->items[i].frequency++;
	if (position > 0)
		t->positions[i][t->items[i].n_positions++] = position;
	wire_buf_release(&term);
}

static inline void archive_text(
	small_terms *t, const wire_field *field, wire_str text, uint32_t base)
{
	wire_token token;
	wire_tokenizer_start(t->tokenizer, text);
	while (wire_token_next(&token, t->tokenizer)) {
		wire_str stem = wire_stem(t->stemmer, token.form);
		archive_term(t, "", field->prefix, token.form, base + token.position);
		if (wire_field_is_stemmed(field) && !wire_str_equal(stem, token.form))
			archive_term(t, "Z", field->prefix, stem, 0);
		if (token.capital)
			archive_term(t, "K", field->prefix, token.form, 0);
	}
}

static inline void archive_exact(small_terms *t, wire_field_id id, wire_str value)
{
	wire_buf term;
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_term_exact(&term, wire_field_get(id), value);
	archive_term(t, "", "", wire_buf_view(&term), 0);
	wire_buf_release(&term);
}

/* The parts of `list` between its '|', each as an exact term; the slot's value of them all. */
static inline wire_value archive_facet(
	small_terms *t, wire_field_id id, const char *list, wire_list *items)
{
	wire_buf packed;
	wire_value value = {.slot = wire_field_get(id)->slot};
	wire_str rest = wire_str_from(list);
	wire_buf_init(&packed, 4096);
	while (rest.len > 0) {
		wire_str item = wire_str_slice(rest, 0, wire_str_find(rest, WIRE_STR("|"), 0));
		rest = wire_str_slice(rest, item.len + 1, rest.len);
		archive_exact(t, id, item);
		assert_int_equal(wire_list_push(items, t->arena, item), WIRE_OK);
		if (packed.len > 0)
			wire_buf_putc(&packed, WIRE_FACET_SEPARATOR);
		wire_buf_str(&packed, item);
	}
	assert_int_equal(wire_arena_copy(&value.value, t->arena, wire_buf_view(&packed)), WIRE_OK);
	wire_buf_release(&packed);
	return value;
}

static inline wire_value archive_date(small_terms *t, const char *date)
{
	wire_value value = {.slot = wire_field_get(WIRE_FIELD_DATE)->slot};
	if (date == NULL)
		return value;
	assert_int_equal(
		wire_arena_print(&value.value, t->arena, "%.4s%.2s%.2s", date, date + 5, date + 8),
		WIRE_OK);
	archive_term(t, "", "D", value.value, 0);
	archive_term(t, "", "M", wire_str_slice(value.value, 0, 6), 0);
	archive_term(t, "", "Y", wire_str_slice(value.value, 0, 4), 0);
	return value;
}

static inline void archive_put(wire_writer *writer, small_terms *t, const small_story *row)
{
	wire_story story = {.id = wire_str_from(row->id),
		.headline = wire_str_from(row->headline),
		.body = wire_str_from(row->body),
		.date = wire_str_from(row->date),
		.source = wire_str_from(row->source)};
	wire_list sources = {0};
	wire_buf json, id;
	wire_error err = {0};
	bool replaced;
	t->len = 0;
	archive_text(t, wire_field_get(WIRE_FIELD_BODY), story.headline, 1);
	archive_text(t, wire_field_get(WIRE_FIELD_HEADLINE), story.headline, 1);
	archive_text(t, wire_field_get(WIRE_FIELD_BODY), story.body, 1 + WIRE_ZONE_GAP);
	const wire_value values[] = {archive_date(t, row->date),
		archive_facet(t, WIRE_FIELD_PERSON, row->people, &story.people),
		archive_facet(t, WIRE_FIELD_COUNTRY, row->countries, &story.countries),
		archive_facet(t, WIRE_FIELD_SOURCE, row->source, &sources)};
	archive_exact(t, WIRE_FIELD_ID, story.id);
	wire_buf_init(&json, 1 << 20);
	wire_buf_init(&id, WIRE_TERM_MAX);
	wire_term_exact(&id, wire_field_get(WIRE_FIELD_ID), story.id);
	assert_int_equal(wire_story_to_json(&json, &story), WIRE_OK);
	const wire_document document = {.id_term = wire_buf_view(&id),
		.data = wire_buf_view(&json),
		.postings = t->items,
		.n_postings = t->len,
		.values = values,
		.n_values = sizeof values / sizeof *values};
	if (wire_writer_put(&replaced, writer, &document, &err) != WIRE_OK)
		fail_msg("%s: %s", row->id, err.message);
	wire_buf_release(&json);
	wire_buf_release(&id);
}

/** Make the database of `n` stories; remove it with small_archive_remove(). */
static inline void small_archive_make(small_archive *at, const small_story *rows, size_t n)
{
	wire_writer *writer;
	wire_error err = {0};
	small_terms *t = calloc(1, sizeof *t);
	snprintf(at->root, sizeof at->root, "/tmp/wire-search-XXXXXX");
	assert_non_null(mkdtemp(at->root));
	snprintf(at->db, sizeof at->db, "%s/db", at->root);
	assert_non_null(t);
	t->arena = wire_arena_new(16u << 20);
	t->tokenizer = wire_tokenizer_new();
	assert_int_equal(wire_stemmer_new(&t->stemmer, NULL, &err), WIRE_OK);
	if (wire_writer_open(&writer, at->db, &err) != WIRE_OK)
		fail_msg("%s", err.message);
	for (size_t i = 0; i < n; i++)
		archive_put(writer, t, &rows[i]);
	assert_int_equal(wire_writer_commit(writer, &err), WIRE_OK);
	wire_writer_close(writer);
	wire_stemmer_free(t->stemmer);
	wire_tokenizer_free(t->tokenizer);
	wire_arena_free(t->arena);
	free(t);
}

static inline int archive_remove_one(
	const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info, (void)type, (void)walk;
	return remove(path);
}

static inline void small_archive_remove(const small_archive *at)
{
	nftw(at->root, archive_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
