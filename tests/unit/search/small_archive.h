/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A database of a few small stories in a temporary folder, made by the indexer's own document maker:
 * what is searched is what would be indexed. Programs do not link indexer and search together; tests
 * may.
 */
#ifndef SEARCH_SMALL_ARCHIVE_H
#define SEARCH_SMALL_ARCHIVE_H

#include <ftw.h>
#include <unistd.h>

#include "support/cmocka.h"

#include "indexer/store/document.h"
#include "search/answer/request.h"
#include "wire/data.h"

/** A story as a row of a table; lists are separated by '|'. NULL: empty. */
typedef struct small_story {
	const char *id, *headline, *body, *date, *source, *people, *countries;
} small_story;

typedef struct small_archive {
	char root[64], db[80];
} small_archive;

static inline wire_list archive_list(wire_arena *arena, const char *text)
{
	wire_list list = {0};
	wire_str item, rest = wire_str_from(text);
	while (wire_data_item(&item, &rest, '|'))
		assert_int_equal(wire_list_push(&list, arena, item), WIRE_OK);
	return list;
}

static inline void archive_put(wire_writer *writer, wire_document_maker *maker,
	const wire_context *ctx, const small_story *row)
{
	const wire_story story = {.id = wire_str_from(row->id),
		.headline = wire_str_from(row->headline),
		.body = wire_str_from(row->body),
		.date = wire_str_from(row->date),
		.source = wire_str_from(row->source),
		.people = archive_list(ctx->arena, row->people),
		.countries = archive_list(ctx->arena, row->countries)};
	wire_document document;
	wire_error err = {0};
	wire_put how;
	assert_int_equal(wire_document_make(&document, maker, &story, ctx, &err), WIRE_OK);
	if (wire_writer_put(&how, writer, &document, WIRE_STR("XFtest"), &err) != WIRE_OK)
		fail_msg("%s: %s", row->id, err.message);
}

/** Make the database of `n` stories; remove it with small_archive_remove(). */
static inline void small_archive_make(small_archive *at, const small_story *rows, size_t n)
{
	wire_writer *writer;
	wire_document_maker *maker;
	wire_error err = {0};
	const wire_context ctx = {.arena = wire_arena_new(16u << 20)};
	snprintf(at->root, sizeof at->root, "/tmp/wire-search-XXXXXX");
	assert_non_null(mkdtemp(at->root));
	snprintf(at->db, sizeof at->db, "%s/db", at->root);
	assert_non_null(ctx.arena);
	assert_int_equal(wire_document_maker_new(&maker, &err), WIRE_OK);
	if (wire_writer_open(&writer, at->db, &err) != WIRE_OK)
		fail_msg("%s", err.message);
	for (size_t i = 0; i < n; i++) {
		archive_put(writer, maker, &ctx, &rows[i]);
		wire_arena_reset(ctx.arena);
	}
	assert_int_equal(wire_writer_commit(writer, &err), WIRE_OK);
	wire_writer_close(writer);
	wire_document_maker_free(maker);
	wire_arena_free(ctx.arena);
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

/** Open it for questions, whose answers stand in an arena of so many bytes; what a set-up returns. */
static inline int small_archive_open(
	wire_searcher **searcher, wire_arena **arena, const small_archive *at, size_t bytes)
{
	wire_error err = {0};
	const char *db = at->db;
	*arena = wire_arena_new(bytes);
	if (wire_searcher_open(searcher, &db, 1, &err) != WIRE_OK)
		fail_msg("%s", err.message);
	return *arena == NULL;
}

/** End the questions, and remove it; what a tear-down returns. */
static inline int small_archive_close(
	wire_searcher *searcher, wire_arena *arena, const small_archive *at)
{
	wire_searcher_close(searcher);
	wire_arena_free(arena);
	small_archive_remove(at);
	return 0;
}

#endif
