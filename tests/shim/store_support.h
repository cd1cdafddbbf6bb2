/* SPDX-License-Identifier: GPL-2.0-or-later */
/** A database in a temporary directory, and small stories to put in it. */
#ifndef SHIM_STORE_SUPPORT_H
#define SHIM_STORE_SUPPORT_H

#include <ftw.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/cmocka.h"
#include "wire/schema.h"
#include "wire/store.h"

#define STORY_WORDS  64
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/** The call succeeds; a wire_error `err` is in scope. */
#define OK(call)                                                                                   \
	do {                                                                                       \
		wire_status status_ = (call);                                                      \
		if (status_ != WIRE_OK)                                                            \
			fail_msg("%s: %d %s", #call, status_, err.message);                        \
	} while (0)

/** The call fails with this status and a message that says `text`. */
#define FAILS(status, text, call)                                                                  \
	do {                                                                                       \
		err.message[0] = '\0';                                                             \
		assert_int_equal(call, status);                                                    \
		if (strstr(err.message, text) == NULL)                                             \
			fail_msg("'%s' does not say '%s'", err.message, text);                     \
	} while (0)

/** A row of a table: the call has this status and, when it fails, a message that says `text`. */
#define FAILS_OR_OK(want, text, call, why)                                                         \
	do {                                                                                       \
		wire_status status_ = (call);                                                      \
		const char *message_ = status_ == WIRE_OK ? (text) : err.message;                  \
		if (status_ != (want) || strstr(message_, text) == NULL)                           \
			fail_msg("%s: %d '%s', want %d '%s'", why, status_, message_, want, text); \
	} while (0)

typedef struct story {
	const char *id;
	const char *words;  /* separated by a space; `+term` is a boolean term without a position */
	const char *date;   /* the day's slot and the time's; NULL: none */
	const char *people; /* slot 1, packed already; NULL: none */
} story;

typedef struct place {
	char root[64];
	char db[80]; /* root/db, not made yet */
} place;

static inline int place_make(void **state)
{
	place *at = calloc(1, sizeof *at);
	if (at == NULL)
		return -1;
	snprintf(at->root, sizeof at->root, "/tmp/wire-store-XXXXXX");
	if (mkdtemp(at->root) == NULL) {
		free(at);
		return -1;
	}
	snprintf(at->db, sizeof at->db, "%s/db", at->root);
	*state = at;
	return 0;
}

static inline int place_remove_one(
	const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info, (void)type, (void)walk;
	return remove(path);
}

static inline int place_remove(void **state)
{
	place *at = *state;
	nftw(at->root, place_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(at);
	return 0;
}

/* `root/name`; the buffer is the caller's. */
static inline const char *place_path(char *out, size_t size, const place *at, const char *name)
{
	snprintf(out, size, "%s/%s", at->root, name);
	return out;
}

typedef struct story_terms {
	wire_posting postings[STORY_WORDS];
	uint32_t positions[STORY_WORDS][STORY_WORDS];
	size_t len;
} story_terms;

static inline void story_add(story_terms *terms, wire_str term, uint32_t position)
{
	size_t i = 0;
	while (i < terms->len && !wire_str_equal(terms->postings[i].term, term))
		i++;
	assert_true(i < STORY_WORDS);
	wire_posting *posting = &terms->postings[i];
	if (i == terms->len) {
		*posting = (wire_posting){.term = term};
		terms->len++;
	}
	if (position == 0)
		return;
	terms->positions[i][posting->n_positions++] = position;
	posting->positions = terms->positions[i];
	posting->frequency++;
}

static inline wire_status story_put(
	bool *replaced, wire_writer *writer, const story *s, wire_error *err)
{
	story_terms terms = {.len = 0};
	wire_value values[3];
	char data[128];
	wire_document document = {.id_term = wire_str_from(s->id), .values = values};
	snprintf(data, sizeof data, "{\"id\":\"%s\"}", s->id);
	document.data = wire_str_from(data);
	story_add(&terms, document.id_term, 0);
	uint32_t position = 0;
	for (const char *at = s->words; *at != '\0';) {
		size_t length = strcspn(at, " ");
		if (at[0] == '+')
			story_add(&terms, (wire_str){at + 1, length - 1}, 0);
		else
			story_add(&terms, (wire_str){at, length}, ++position);
		at += length + (at[length] == ' ');
	}
	if (s->date != NULL) {
		values[document.n_values++] = (wire_value){0, wire_str_from(s->date)};
		values[document.n_values++] = (wire_value){WIRE_SLOT_TIME, wire_str_from(s->date)};
	}
	if (s->people != NULL)
		values[document.n_values++] = (wire_value){1, wire_str_from(s->people)};
	document.postings = terms.postings;
	document.n_postings = terms.len;
	wire_put how;
	wire_status status = wire_writer_put(&how, writer, &document, WIRE_STR(""), err);
	*replaced = status == WIRE_OK && how != WIRE_PUT_NEW;
	return status;
}

/* Open `db`, put the stories, commit, close. */
static inline void stories_index(const char *db, const story *stories, size_t n)
{
	wire_error err;
	wire_writer *writer;
	bool replaced;
	OK(wire_writer_open(&writer, db, &err));
	for (size_t i = 0; i < n; i++)
		OK(story_put(&replaced, writer, &stories[i], &err));
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
}

static inline uint32_t stories_count(const char *db)
{
	wire_error err;
	wire_reader *reader;
	uint32_t count;
	OK(wire_reader_open(&reader, &db, 1, &err));
	OK(wire_reader_count(&count, reader, &err));
	wire_reader_close(reader);
	return count;
}

static inline wire_query *term_query(const char *term)
{
	wire_error err;
	wire_query *query = wire_query_term(wire_str_from(term), &err);
	assert_int_equal(wire_query_status(query), WIRE_OK);
	return query;
}

/* The ids of the hits, in their order, joined by a space; the text is the caller's to free. */
static inline char *hits_ids(wire_reader *reader, const wire_hits *hits)
{
	wire_error err;
	wire_buf text, data;
	wire_buf_init(&text, 4096);
	wire_buf_init(&data, 4096);
	wire_buf_puts(&text, "");
	for (size_t i = 0; i < hits->len; i++) {
		wire_buf_clear(&data);
		OK(wire_reader_data(&data, reader, hits->items[i].docid, &err));
		char *id = data.data + strlen("{\"id\":\"");
		id[strcspn(id, "\"")] = '\0';
		wire_buf_printf(&text, "%s%s", i > 0 ? " " : "", id);
	}
	wire_buf_release(&data);
	assert_int_equal(wire_buf_status(&text), WIRE_OK);
	return text.data;
}

static inline wire_reader *open_reader(const char *db)
{
	wire_error err;
	wire_reader *reader;
	OK(wire_reader_open(&reader, &db, 1, &err));
	return reader;
}

/* Run the query, free it, and hold the first 100 hits and the total to `want`. */
static inline void expect_found(
	wire_reader *reader, wire_query *query, wire_sort sort, const char *want, const char *why)
{
	wire_error err;
	wire_hits hits;
	assert_int_equal(wire_query_status(query), WIRE_OK);
	OK(wire_reader_search(&hits, reader, query, 0, 100, sort, &err));
	wire_query_free(query);
	char *ids = hits_ids(reader, &hits);
	if (strcmp(ids, want) != 0)
		fail_msg("found '%s', want '%s': %s", ids, want, why);
	assert_int_equal(hits.total, hits.len);
	free(ids);
	wire_hits_free(&hits);
}

#endif
