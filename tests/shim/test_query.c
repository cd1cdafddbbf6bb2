/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What queries find, over one small database. */
#include "shim/store_support.h"

static const story STORIES[] = {
	{"Q1", "red line in the strait +N:TW", "20230601", NULL},
	{"Q2", "line red blue +N:TW +N:CN", "20230602", NULL},
	{"Q3", "red one two three line +N:CN", "20230603", NULL},
	{"Q4", "crimson line and red ink", "20230604", NULL},
	{"Q5", "red red red red red", "20230605", NULL},
	{"Q6", "nothing to see", NULL, NULL},
};

typedef struct fixture {
	place *at;
	wire_reader *reader;
} fixture;

static int open_stories(void **state)
{
	static fixture f;
	wire_error err;
	void *at;
	if (place_make(&at) != 0)
		return -1;
	f.at = at;
	stories_index(f.at->db, STORIES, COUNT(STORIES));
	const char *path = f.at->db;
	OK(wire_reader_open(&f.reader, &path, 1, &err));
	*state = &f;
	return 0;
}

static int close_stories(void **state)
{
	fixture *f = *state;
	void *at = f->at;
	wire_reader_close(f->reader);
	return place_remove(&at);
}

static wire_query *t(const char *term)
{
	return term_query(term);
}

#define PARTS(...)                                                                                 \
	(wire_query *[]){__VA_ARGS__}, sizeof((wire_query *[]){__VA_ARGS__}) / sizeof(wire_query *)

/* Each makes its query of one family, so that rows read as the query does. */
static wire_query *make(int row, wire_error *err)
{
	switch (row) {
	case 0:
		return wire_query_and(PARTS(t("red"), t("line")), err);
	case 1:
		return wire_query_or(PARTS(t("crimson"), t("blue")), err);
	case 2:
		return wire_query_not(t("red"), t("line"), err);
	case 3:
		return wire_query_filter(t("line"), t("N:CN"), err);
	case 4:
		return wire_query_all(err);
	case 5:
		return wire_query_nothing(err);
	case 6:
		return wire_query_and(NULL, 0, err);
	case 7:
		return wire_query_or(NULL, 0, err);
	case 8:
		return wire_query_not(wire_query_all(err), t("red"), err);
	case 9:
		return wire_query_filter(wire_query_all(err), t("N:TW"), err);
	case 10:
		return wire_query_and(PARTS(t("red"), wire_query_nothing(err)), err);
	case 11:
		return wire_query_or(PARTS(t("blue"), wire_query_nothing(err)), err);
	case 12:
		return wire_query_filter(t("red"), wire_query_nothing(err), err);
	case 13:
		return wire_query_not(t("blue"), wire_query_nothing(err), err);
	case 14:
		return wire_query_and(PARTS(wire_query_all(err), t("blue")), err);
	case 15:
		return t("absent");
	case 16:
		return wire_query_term(WIRE_STR(""), err);
	case 17:
		return wire_query_synonym(PARTS(t("crimson"), t("blue"), t("absent")), err);
	default:
		return NULL;
	}
}

static void test_query__booleans(void **state)
{
	static const struct {
		const char *found; /* sorted oldest first, undated last */
		const char *why;
	} rows[] = {
		{"Q1 Q2 Q3 Q4", "AND wants both"},
		{"Q2 Q4", "OR wants either"},
		{"Q5", "NOT takes away"},
		{"Q2 Q3", "a filter narrows"},
		{"Q1 Q2 Q3 Q4 Q5 Q6", "all is every story"},
		{"", "nothing is none"},
		{"Q1 Q2 Q3 Q4 Q5 Q6", "AND of no parts asks for nothing, so every story will do"},
		{"", "OR of no parts has none to match"},
		{"Q6", "a pure NOT stands on all"},
		{"Q1 Q2", "a pure filter stands on all"},
		{"", "AND with nothing is nothing"},
		{"Q2", "OR with nothing is the rest"},
		{"", "a filter that matches nothing lets nothing pass"},
		{"Q2", "NOT nothing takes nothing away"},
		{"Q2", "all in an AND changes nothing"},
		{"", "a word that no story has is no error"},
		{"", "the empty term is in no story"},
		{"Q2 Q4", "a synonym is any of its parts"},
	};
	fixture *f = *state;
	wire_error err;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_found(f->reader, make((int)i, &err), WIRE_SORT_OLDEST, rows[i].found,
			rows[i].why);
}

static wire_query *colour_or(wire_error *err)
{
	return wire_query_or(PARTS(t("red"), t("crimson")), err);
}

static wire_query *colour_synonym(wire_error *err)
{
	return wire_query_synonym(PARTS(t("red"), t("crimson")), err);
}

static wire_query *nested(wire_error *err)
{
	return wire_query_or(PARTS(t("absent"), colour_synonym(err)), err);
}

static wire_query *red(wire_error *err)
{
	(void)err;
	return t("red");
}

static void test_query__positions(void **state)
{
	static const struct {
		wire_query *(*first)(wire_error *);
		const char *second;
		unsigned window; /* 0: a phrase */
		bool ordered;
		const char *found;
		const char *why;
	} rows[] = {
		{red, "line", 0, true, "Q1", "a phrase is side by side and in order"},
		{colour_or, "line", 0, true, "Q1 Q4", "an OR stands in a phrase"},
		{colour_synonym, "line", 0, true, "Q1 Q4", "a synonym stands in a phrase"},
		{nested, "line", 0, true, "Q1 Q4", "a synonym in an OR as well"},
		{red, "red", 0, true, "Q5", "a word twice wants it twice"},
		{red, "absent", 0, true, "", "a part that no story has"},
		{red, "line", 2, false, "Q1 Q2", "near in either order"},
		{colour_synonym, "line", 2, false, "Q1 Q2 Q4", "near with a synonym"},
		{red, "line", 2, true, "Q1", "near in order"},
		{red, "line", 4, false, "Q1 Q2 Q4", "three words apart is a window of four"},
		{red, "line", 5, true, "Q1 Q3", "a window of five holds three between"},
		{red, "line", 4, true, "Q1", "a window of four does not"},
		{red, "line", 0, true, "Q1", "a window below the parts is that of a phrase"},
		{red, "red", 2, false, "Q5", "a word near itself wants it twice"},
	};
	fixture *f = *state;
	wire_error err;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_query *parts[] = {rows[i].first(&err), t(rows[i].second)};
		wire_query *query = rows[i].window == 0 ? wire_query_phrase(parts, 2, &err)
							: wire_query_near(parts, 2, rows[i].window,
								  rows[i].ordered, &err);
		expect_found(f->reader, query, WIRE_SORT_OLDEST, rows[i].found, rows[i].why);
	}
}

static void test_query__few_parts_in_a_phrase(void **state)
{
	fixture *f = *state;
	wire_error err;
	wire_query *one[] = {t("blue")};
	expect_found(f->reader, wire_query_phrase(one, 1, &err), WIRE_SORT_OLDEST, "Q2",
		"a phrase of one word is the word");
	wire_query *synonym[] = {colour_synonym(&err)};
	expect_found(f->reader, wire_query_near(synonym, 1, 5, false, &err), WIRE_SORT_OLDEST,
		"Q1 Q2 Q3 Q4 Q5", "one part is near itself");
	expect_found(f->reader, wire_query_phrase(NULL, 0, &err), WIRE_SORT_OLDEST,
		"Q1 Q2 Q3 Q4 Q5 Q6", "a phrase of no words asks for nothing");
	wire_query *gone[] = {t("red"), wire_query_nothing(&err)};
	expect_found(f->reader, wire_query_phrase(gone, 2, &err), WIRE_SORT_OLDEST, "",
		"a part that matches nothing");
}

static double score_of(wire_reader *reader, wire_query *query)
{
	wire_error err;
	wire_hits hits;
	assert_int_equal(wire_query_status(query), WIRE_OK);
	OK(wire_reader_search(&hits, reader, query, 0, 1, WIRE_SORT_RELEVANCE, &err));
	wire_query_free(query);
	assert_int_equal(hits.len, 1);
	double score = hits.items[0].score;
	wire_hits_free(&hits);
	return score;
}

static void test_query__scores(void **state)
{
	fixture *f = *state;
	wire_error err;
	double plain = score_of(f->reader, t("red"));
	assert_true(plain > 0);
	/* A filter and `all` have no part in the ranking. */
	double filtered = score_of(
		f->reader, wire_query_filter(t("red"),
				   wire_query_not(wire_query_all(&err), t("N:TW"), &err), &err));
	assert_float_equal(filtered, plain, 1e-9);
	double with_all =
		score_of(f->reader, wire_query_and(PARTS(t("red"), wire_query_all(&err)), &err));
	assert_float_equal(with_all, plain, 1e-9);
	assert_float_equal(score_of(f->reader, wire_query_all(&err)), 0, 1e-9);
	assert_float_equal(
		score_of(f->reader, wire_query_filter(wire_query_all(&err), t("red"), &err)), 0,
		1e-9);
	/* One word by two names counts as one word, an OR of them counts both. */
	double either = score_of(f->reader, wire_query_or(PARTS(t("crimson"), t("line")), &err));
	double synonym =
		score_of(f->reader, wire_query_synonym(PARTS(t("crimson"), t("line")), &err));
	assert_true(synonym < either);
}

/* A preference puts its stories first, however low their own weight, and changes nothing else. */
static void test_query__a_preference_only_orders(void **state)
{
	fixture *f = *state;
	wire_error err;
	wire_query *plain = wire_query_or(PARTS(t("red"), t("line")), &err);
	wire_query *first =
		wire_query_prefer(wire_query_copy(plain, &err), t("crimson"), 100, &err);
	expect_found(f->reader,
		wire_query_prefer(wire_query_copy(plain, &err), t("absent"), 9, &err),
		WIRE_SORT_OLDEST, "Q1 Q2 Q3 Q4 Q5", "what nothing matches prefers nothing");
	wire_hits hits;
	OK(wire_reader_search(&hits, f->reader, first, 0, 9, WIRE_SORT_RELEVANCE, &err));
	assert_int_equal(hits.total, 5);
	assert_int_equal(hits.items[0].docid, 4);
	assert_true(hits.items[0].score > 100 && hits.items[1].score < 100);
	wire_hits_free(&hits);
	wire_query_free(first);
	wire_query_free(plain);
}

static void test_query__copy_outlives_its_original(void **state)
{
	fixture *f = *state;
	wire_error err;
	wire_query *query = wire_query_and(PARTS(t("red"), t("blue")), &err);
	wire_query *copy = wire_query_copy(query, &err);
	wire_query_free(query);
	expect_found(f->reader, copy, WIRE_SORT_OLDEST, "Q2", "a copy stands alone");
	wire_query_free(NULL);
}

static void test_query__a_failed_part_fails_the_whole(void **state)
{
	char term[WIRE_TERM_MAX + 2];
	wire_error err;
	memset(term, 'x', sizeof term);
	wire_query *query = wire_query_term((wire_str){term, WIRE_TERM_MAX}, &err);
	assert_int_equal(wire_query_status(query), WIRE_OK);
	wire_query_free(query);
	err.message[0] = '\0';
	wire_query *phrase = wire_query_phrase(
		PARTS(t("red"), wire_query_term((wire_str){term, WIRE_TERM_MAX + 1}, &err)), &err);
	query = wire_query_not(t("blue"), wire_query_and(PARTS(t("red"), phrase), &err), &err);
	assert_int_equal(wire_query_status(query), WIRE_ETOOBIG);
	assert_non_null(strstr(err.message, "246 bytes"));
	/* Searching with it fails with its status, not with stories. */
	fixture *f = *state;
	wire_hits hits;
	assert_int_equal(wire_reader_search(&hits, f->reader, query, 0, 9, WIRE_SORT_NEWEST, &err),
		WIRE_ETOOBIG);
	assert_true(err.message[0] != '\0');
	assert_int_equal(wire_query_status(wire_query_copy(query, &err)), WIRE_ETOOBIG);
	wire_query_free(query);
	assert_int_equal(wire_query_status(wire_query_copy(NULL, &err)), WIRE_ENOMEM);
	/* A NUL takes two bytes. */
	term[0] = '\0';
	query = wire_query_term((wire_str){term, WIRE_TERM_MAX}, &err);
	assert_int_equal(wire_query_status(query), WIRE_ETOOBIG);
	assert_non_null(strstr(err.message, "\\x00xxx"));
}

static void test_query__nested_phrases_are_refused(void **state)
{
	fixture *f = *state;
	wire_error err;
	wire_hits hits = {0};
	wire_query *inner = wire_query_phrase(PARTS(t("red"), t("line")), &err);
	wire_query *query = wire_query_phrase(PARTS(inner, t("in")), &err);
	wire_status status =
		wire_reader_search(&hits, f->reader, query, 0, 10, WIRE_SORT_RELEVANCE, &err);
	assert_int_equal(status, WIRE_EINVAL);
	wire_query_free(query);
}

/* Put what cannot be opened, not even by root, in the place of a table. */
static void spoil(const fixture *f, const char *table)
{
	char path[160];
	snprintf(path, sizeof path, "%s/spoilt/g1/%s", f->at->root, table);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink(table, path), 0);
}

/* Xapian takes a table that it cannot open for an empty one: no phrase would be found, no record. */
static void test_query__tables_that_cannot_be_opened(void **state)
{
	fixture *f = *state;
	wire_error err;
	wire_reader *reader;
	wire_buf data;
	uint32_t docid;
	char db[96];
	const char *path = place_path(db, sizeof db, f->at, "spoilt");
	stories_index(path, STORIES, COUNT(STORIES));
	spoil(f, "docdata.glass");
	OK(wire_reader_open(&reader, &path, 1, &err));
	OK(wire_reader_find(&docid, reader, WIRE_STR("Q1"), &err));
	wire_buf_init(&data, 4096);
	FAILS(WIRE_EDATABASE, "the records cannot be read",
		wire_reader_data(&data, reader, docid, &err));
	wire_buf_release(&data);
	wire_reader_close(reader);
	spoil(f, "position.glass");
	FAILS(WIRE_EIO, "position.glass", wire_reader_open(&reader, &path, 1, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_query__booleans),
		cmocka_unit_test(test_query__positions),
		cmocka_unit_test(test_query__few_parts_in_a_phrase),
		cmocka_unit_test(test_query__scores),
		cmocka_unit_test(test_query__a_preference_only_orders),
		cmocka_unit_test(test_query__copy_outlives_its_original),
		cmocka_unit_test(test_query__a_failed_part_fails_the_whole),
		cmocka_unit_test(test_query__nested_phrases_are_refused),
		cmocka_unit_test(test_query__tables_that_cannot_be_opened),
	};
	return cmocka_run_group_tests(tests, open_stories, close_stories);
}
