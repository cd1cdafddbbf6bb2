/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Databases that are named twice, or were copied; and what is one value in all of them. */
#include "store_support.h"

#include <limits.h>

static const story STORIES[] = {
	{"Q1", "line red", "20230614",
		"Willy De Clercq\x1fRecep Erdo\xC4\x9F"
		"an\x1fRecep Erdogan"},
	{"Q2", "line even", "20230615", "Willy de Clercq\x1fRecep Erdogan"},
	{"Q3", "line even", "20230615", "WILLY DE CLERCQ"},
	{"Q4", "line", "20230615", "Willy De Clercq"},
};

static void run(const char *format, const char *a, const char *b)
{
	char command[2 * PATH_MAX];
	snprintf(command, sizeof command, format, a, b);
	assert_int_equal(system(command), 0);
}

/* Stories that are found under these names, and how many of the names are repeats. */
static void expect_once(const char *const *paths, size_t n, uint32_t stories, size_t repeats)
{
	wire_error err;
	wire_reader *reader;
	uint32_t found;
	size_t told = 0;
	OK(wire_reader_open(&reader, paths, n, &err));
	for (int round = 0; round < 2; round++) {
		wire_query *query = term_query("line");
		OK(wire_reader_match_count(&found, reader, query, &err));
		wire_query_free(query);
		assert_int_equal(found, stories);
		OK(wire_reader_count(&found, reader, &err));
		assert_int_equal(found, stories);
		for (told = 0; wire_reader_repeated(reader, told) != NULL; told++)
			continue;
		assert_int_equal(told, repeats);
		OK(wire_reader_reopen(reader, &err)); /* and again */
	}
	if (repeats > 0)
		assert_string_equal(wire_reader_repeated(reader, 0), paths[1]);
	wire_reader_close(reader);
}

static void test_databases__named_twice_count_once(void **state)
{
	const place *at = *state;
	char dotted[PATH_MAX], link[PATH_MAX], inner[PATH_MAX], other[PATH_MAX];
	stories_index(at->db, STORIES, COUNT(STORIES));
	stories_index(place_path(other, sizeof other, at, "other"), STORIES, 2);
	snprintf(dotted, sizeof dotted, "%s/./../%s/db/", at->root, strrchr(at->root, '/') + 1);
	assert_int_equal(symlink(at->db, place_path(link, sizeof link, at, "link")), 0);
	snprintf(inner, sizeof inner, "%s/g1", at->db);
	const char *const again[] = {at->db, dotted, link, inner, at->db};
	expect_once(again, 1, 4, 0);
	expect_once(again, 2, 4, 1);
	expect_once(again, 5, 4, 4);
	expect_once((const char *const[]){at->db, link, other}, 3, 6, 1);
}

/* A copy has the other's uuid: it counts as the other while it is as the other is. */
static void test_databases__copies(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_reader *reader;
	wire_writer *writer;
	bool replaced;
	char copy[PATH_MAX];
	stories_index(at->db, STORIES, COUNT(STORIES));
	run("cp -r '%s' '%s'", at->db, place_path(copy, sizeof copy, at, "copy"));
	const char *const both[] = {at->db, copy};
	expect_once(both, 2, 4, 1);
	OK(wire_writer_open(&writer, copy, &err));
	OK(story_put(&replaced, writer, &(story){"Q9", "line", NULL, NULL}, &err));
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
	FAILS(WIRE_EINVAL, "is a copy of", wire_reader_open(&reader, both, 2, &err));
	assert_null(reader);
	expect_once(&both[1], 1, 5, 0);
}

/* A stub file that lists databases is none of ours: nothing is counted through it. */
static void test_databases__a_stub_file_is_refused(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_reader *reader;
	char stub[PATH_MAX];
	stories_index(at->db, STORIES, COUNT(STORIES));
	run("printf 'auto %s/g1\\nauto db/g1\\n' >'%s'", at->db,
		place_path(stub, sizeof stub, at, "stub"));
	FAILS(WIRE_EFOREIGN, "stub",
		wire_reader_open(&reader, (const char *const[]){at->db, stub}, 2, &err));
}

static void expect_counts(wire_reader *reader, const char *term, const char *want)
{
	wire_error err;
	wire_counts counts;
	char text[512] = "";
	wire_query *query = term_query(term);
	OK(wire_reader_facets(&counts, reader, query, &(uint32_t){1}, 1, &err));
	wire_query_free(query);
	for (size_t i = 0; i < counts.len; i++) {
		size_t used = strlen(text);
		snprintf(text + used, sizeof text - used, "%s%s (%s) %u", i > 0 ? ", " : "",
			counts.items[i].value, counts.items[i].key, counts.items[i].count);
	}
	wire_counts_free(&counts);
	assert_string_equal(text, want);
}

/* Spellings of one term are one value: what is counted is what a click finds. */
static void test_databases__spellings_are_one_value(void **state)
{
	const place *at = *state;
	stories_index(at->db, STORIES, COUNT(STORIES));
	wire_reader *reader = open_reader(at->db);
	/* The most frequent spelling stands for all; two in one story are one. */
	expect_counts(reader, "line",
		"Willy De Clercq (willy de clercq) 4, Recep Erdogan (recep erdogan) 2");
	/* Of equally frequent ones the first in byte order. */
	expect_counts(reader, "even",
		"WILLY DE CLERCQ (willy de clercq) 2, Recep Erdogan (recep "
		"erdogan) 1");
	wire_reader_close(reader);
}

/* Of equal date or score the one that was put first comes first. */
static void test_databases__equals_come_as_they_were_put(void **state)
{
	const place *at = *state;
	stories_index(at->db, STORIES, COUNT(STORIES));
	wire_reader *reader = open_reader(at->db);
	expect_found(reader, term_query("line"), WIRE_SORT_NEWEST, "Q2 Q3 Q4 Q1", "newest");
	expect_found(reader, term_query("line"), WIRE_SORT_OLDEST, "Q1 Q2 Q3 Q4", "oldest");
	expect_found(reader, term_query("line"), WIRE_SORT_RELEVANCE, "Q4 Q1 Q2 Q3", "relevance");
	wire_reader_close(reader);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_databases__##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(named_twice_count_once),
		CASE(copies),
		CASE(a_stub_file_is_refused),
		CASE(spellings_are_one_value),
		CASE(equals_come_as_they_were_put),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
