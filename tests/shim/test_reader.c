/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading: pages, orders, facets, vocabulary, several databases, and a writer that overtakes. */
#include "shim/store_support.h"

static const story STORIES[] = {
	{"Q1", "line", "20230615", "Ada Lovelace\x1fGrace Hopper"},
	{"Q2", "line line line", NULL, "Grace Hopper"},
	{"Q3", "line line", "20230614", NULL},
	{"Q4", "line", "19991231", "Zoe Quinn"},
	{"Q5", "line other", "20230615",
		"Grace Hopper\x1f"
		"Ada Lovelace"},
	{"Q6", "other lint", NULL, "Ada Lovelace"},
};

static void test_reader__orders(void **state)
{
	static const struct {
		wire_sort sort;
		const char *found;
		const char *why;
	} rows[] = {
		{WIRE_SORT_NEWEST, "Q1 Q5 Q3 Q4 Q2", "newest first, ties as put, undated last"},
		{WIRE_SORT_OLDEST, "Q4 Q3 Q1 Q5 Q2", "oldest first, ties as put, undated last"},
		{WIRE_SORT_RELEVANCE, "Q2 Q3 Q1 Q4 Q5", "most occurrences, then the shortest"},
	};
	const place *at = *state;
	stories_index(at->db, STORIES, COUNT(STORIES));
	wire_reader *reader = open_reader(at->db);
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_found(reader, term_query("line"), rows[i].sort, rows[i].found, rows[i].why);
	wire_reader_close(reader);
}

static void test_reader__only_relevance_scores(void **state)
{
	const place *at = *state;
	wire_error err;
	stories_index(at->db, STORIES, COUNT(STORIES));
	wire_reader *reader = open_reader(at->db);
	wire_query *query = term_query("line");
	for (int sort = WIRE_SORT_RELEVANCE; sort <= WIRE_SORT_OLDEST; sort++) {
		wire_hits hits;
		OK(wire_reader_search(&hits, reader, query, 0, 10, (wire_sort)sort, &err));
		assert_int_equal(hits.len, 5);
		for (size_t i = 0; i < hits.len; i++)
			assert_int_equal(hits.items[i].score > 0, sort == WIRE_SORT_RELEVANCE);
		wire_hits_free(&hits);
	}
	wire_query_free(query);
	wire_reader_close(reader);
}

/* Whatever the order, the pages put together are the whole, and every page tells the exact total.
 */
static void test_reader__pages(void **state)
{
	enum { STORIES_MANY = 137, PAGE = 10 };
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	bool replaced;
	OK(wire_writer_open(&writer, at->db, &err));
	for (int i = 0; i < STORIES_MANY; i++) {
		char id[16], date[16];
		snprintf(id, sizeof id, "Q%d", i);
		snprintf(date, sizeof date, "202306%02d", i * 7 % 30 + 1);
		story s = {id, i % 3 ? "word" : "word word", i % 5 ? date : NULL, NULL};
		OK(story_put(&replaced, writer, &s, &err));
	}
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
	wire_reader *reader = open_reader(at->db);
	wire_query *query = term_query("word");
	for (int sort = WIRE_SORT_RELEVANCE; sort <= WIRE_SORT_OLDEST; sort++) {
		wire_hits whole, page;
		OK(wire_reader_search(&whole, reader, query, 0, 1000, (wire_sort)sort, &err));
		assert_int_equal(whole.len, STORIES_MANY);
		for (uint32_t from = 0; from < STORIES_MANY; from += PAGE) {
			OK(wire_reader_search(
				&page, reader, query, from, PAGE, (wire_sort)sort, &err));
			assert_int_equal(page.total, STORIES_MANY);
			for (size_t i = 0; i < page.len; i++)
				assert_int_equal(page.items[i].docid, whole.items[from + i].docid);
			assert_int_equal(page.len, from < 130 ? PAGE : STORIES_MANY % PAGE);
			wire_hits_free(&page);
		}
		wire_hits_free(&whole);
		static const uint32_t EMPTY[][2] = {
			{0, 0}, {STORIES_MANY, 5}, {UINT32_MAX, UINT32_MAX}};
		for (size_t i = 0; i < COUNT(EMPTY); i++) {
			OK(wire_reader_search(&page, reader, query, EMPTY[i][0], EMPTY[i][1],
				(wire_sort)sort, &err));
			assert_int_equal(page.len, 0);
			assert_int_equal(page.total, STORIES_MANY);
			assert_null(page.items);
			wire_hits_free(&page);
		}
	}
	wire_query_free(query);
	wire_reader_close(reader);
}

static void expect_facet(wire_reader *reader, wire_query *query, const char *want, const char *why)
{
	wire_error err;
	wire_counts counts;
	char text[512] = "";
	OK(wire_reader_facets(&counts, reader, query, &(uint32_t){1}, 1, &err));
	wire_query_free(query);
	for (size_t i = 0; i < counts.len; i++) {
		size_t used = strlen(text);
		snprintf(text + used, sizeof text - used, "%s%s %u", i > 0 ? ", " : "",
			counts.items[i].value, counts.items[i].count);
	}
	if (strcmp(text, want) != 0)
		fail_msg("counted '%s', want '%s': %s", text, want, why);
	wire_counts_free(&counts);
	assert_null(counts.items);
}

static void test_reader__facets(void **state)
{
	const place *at = *state;
	wire_error err;
	stories_index(at->db, STORIES, COUNT(STORIES));
	wire_reader *reader = open_reader(at->db);
	expect_facet(reader, wire_query_all(&err), "Ada Lovelace 3, Grace Hopper 3, Zoe Quinn 1",
		"values packed in one slot are counted each, ties go by value");
	expect_facet(reader, term_query("line"), "Grace Hopper 3, Ada Lovelace 2, Zoe Quinn 1",
		"only what matches is counted");
	expect_facet(reader, term_query("absent"), "", "nothing matches");
	wire_counts none;
	wire_query *all = wire_query_all(&err);
	OK(wire_reader_facets(&none, reader, all, &(uint32_t){77}, 1, &err));
	assert_int_equal(none.len, 0);
	wire_query_free(all);
	wire_reader_close(reader);
}

static void test_reader__packed_oddly(void **state)
{
	static const story ODD[] = {
		{"Q1", "line", NULL, "\x1f\x1fLone\x1f"},
		{"Q2", "line", NULL, "\x1f"},
	};
	const place *at = *state;
	stories_index(at->db, ODD, COUNT(ODD));
	wire_reader *reader = open_reader(at->db);
	expect_facet(reader, term_query("line"), "Lone 1", "empty values are none");
	wire_reader_close(reader);
}

static void test_reader__counts(void **state)
{
	const place *at = *state;
	wire_error err;
	uint32_t n, docid;
	wire_buf data;
	wire_buf_init(&data, 100);
	stories_index(at->db, STORIES, COUNT(STORIES));
	wire_reader *reader = open_reader(at->db);
	OK(wire_reader_count(&n, reader, &err));
	assert_int_equal(n, 6);
	OK(wire_reader_frequency(&n, reader, WIRE_STR("other"), &err));
	assert_int_equal(n, 2);
	OK(wire_reader_frequency(&n, reader, WIRE_STR("absent"), &err));
	assert_int_equal(n, 0);
	wire_query *query = wire_query_not(term_query("line"), term_query("other"), &err);
	OK(wire_reader_match_count(&n, reader, query, &err));
	assert_int_equal(n, 4);
	wire_query_free(query);

	OK(wire_reader_find(&docid, reader, WIRE_STR("Q3"), &err));
	wire_buf_puts(&data, "data: ");
	OK(wire_reader_data(&data, reader, docid, &err));
	assert_string_equal(data.data, "data: {\"id\":\"Q3\"}");
	FAILS(WIRE_ENOTFOUND, "Q77", wire_reader_find(&docid, reader, WIRE_STR("Q77"), &err));
	assert_int_equal(docid, 0);
	FAILS(WIRE_ENOTFOUND, "", wire_reader_find(&docid, reader, WIRE_STR(""), &err));
	FAILS(WIRE_ENOTFOUND, at->db, wire_reader_data(&data, reader, 0, &err));
	FAILS(WIRE_ENOTFOUND, at->db, wire_reader_data(&data, reader, 99, &err));
	wire_buf_release(&data);
	wire_reader_close(reader);
}

/* One story with so many terms that they fill many blocks of the database. */
enum { VOCABULARY = 4000 };

/* Put it, changed in every block, and commit. */
static void put_vocabulary(wire_writer *writer)
{
	static uint32_t frequency;
	static char words[VOCABULARY][32];
	static wire_posting postings[VOCABULARY + 1];
	wire_error err;
	frequency = frequency % 100 + 1;
	postings[VOCABULARY] = (wire_posting){.term = WIRE_STR("Qall")};
	for (int i = 0; i < VOCABULARY; i++) {
		snprintf(words[i], sizeof words[i], "word%05d%08x", i, (unsigned)i * 2654435761U);
		postings[i] =
			(wire_posting){.term = wire_str_from(words[i]), .frequency = frequency};
	}
	wire_value value = {1, WIRE_STR("Some Body")};
	wire_document document = {.id_term = WIRE_STR("Qall"),
		.data = {words[0], sizeof words},
		.values = &value,
		.n_values = 1,
		.postings = postings,
		.n_postings = VOCABULARY + 1};
	OK(wire_writer_put(&(wire_put){0}, writer, &document, WIRE_STR(""), &err));
	OK(wire_writer_commit(writer, &err));
}

/* Overtake every reader: Xapian keeps the last two commits. */
static void commit_thrice(wire_writer *writer)
{
	for (int i = 0; i < 3; i++)
		put_vocabulary(writer);
}

typedef struct walked {
	wire_buf text;
	size_t calls, stop_after;
	wire_status stop_with;
} walked;

static wire_status walk(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	walked *w = payload;
	w->calls++;
	wire_buf_printf(&w->text, WIRE_FMT "=%u ", WIRE_ARG(term), frequency);
	return w->calls == w->stop_after ? wire_fail(err, w->stop_with, "enough") : WIRE_OK;
}

static void test_reader__terms(void **state)
{
	static const struct {
		const char *prefix;
		size_t stop_after;
		wire_status stop_with, status;
		const char *found;
		const char *why;
	} rows[] = {
		{"l", 0, WIRE_OK, WIRE_OK, "line=5 lint=1 ", "in byte order, with their stories"},
		{"lin", 0, WIRE_OK, WIRE_OK, "line=5 lint=1 ", "a longer prefix"},
		{"line", 0, WIRE_OK, WIRE_OK, "line=5 ", "the prefix itself is a term"},
		{"zebra", 0, WIRE_OK, WIRE_OK, "", "none"},
		{"", 1, WIRE_EFORMAT, WIRE_EFORMAT, "Q1=1 ", "failed by the callee"},
		{"", 2, WIRE_END, WIRE_OK, "Q1=1 Q2=1 ",
			"ended by the callee, which is no failure"},
	};
	const place *at = *state;
	wire_error err;
	stories_index(at->db, STORIES, COUNT(STORIES));
	wire_reader *reader = open_reader(at->db);
	for (size_t i = 0; i < COUNT(rows); i++) {
		walked w = {.stop_after = rows[i].stop_after, .stop_with = rows[i].stop_with};
		wire_buf_init(&w.text, 1000);
		wire_buf_puts(&w.text, "");
		FAILS_OR_OK(rows[i].status, "",
			wire_reader_terms(reader, wire_str_from(rows[i].prefix), walk, &w, &err),
			rows[i].why);
		assert_string_equal(w.text.data, rows[i].found);
		if (rows[i].stop_after > 0)
			assert_int_equal(w.calls, rows[i].stop_after);
		wire_buf_release(&w.text);
	}
	wire_reader_close(reader);
}

/* The id of a story by its term, of several terms the first that starts so. */
static void test_reader__term_of_a_story(void **state)
{
	static const story ONE[] = {{"Q:upi:7", "line +P:b +P:a", NULL, NULL}};
	const place *at = *state;
	wire_error err;
	wire_buf term;
	wire_buf_init(&term, 100);
	stories_index(at->db, ONE, 1);
	wire_reader *reader = open_reader(at->db);
	OK(wire_reader_term_of(&term, reader, 1, WIRE_STR("Q:"), &err));
	OK(wire_reader_term_of(&term, reader, 1, WIRE_STR("P:"), &err));
	assert_string_equal(term.data, "Q:upi:7P:a");
	FAILS(WIRE_ENOTFOUND, "'X...'", wire_reader_term_of(&term, reader, 1, WIRE_STR("X"), &err));
	FAILS(WIRE_ENOTFOUND, at->db, wire_reader_term_of(&term, reader, 9, WIRE_STR("Q"), &err));
	FAILS(WIRE_ENOTFOUND, at->db, wire_reader_term_of(&term, reader, 0, WIRE_STR("Q"), &err));
	wire_reader_close(reader);
	wire_buf_release(&term);
}

/* ---- snapshots ---- */

/* A word of the vocabulary; its block, which opening does not read, changes with every commit. */
#define BUSY_WORD "word030001a1a1238"

/* A request that reads much, between whose calls a writer commits. */
typedef struct request {
	wire_reader *reader;
	wire_writer *writer;
	unsigned runs, overtaken; /* overtaken: in how many of its first runs */
	uint32_t docid;
	wire_buf before, after; /* revisions at its beginning and its end */
} request;

static wire_status ask_all(void *payload, wire_error *err)
{
	request *r = payload;
	wire_query *query = term_query(BUSY_WORD);
	wire_hits hits = {0};
	wire_counts counts = {0};
	uint32_t frequency, count;
	wire_buf data;
	wire_buf_init(&data, VOCABULARY * 40);
	wire_buf_clear(&r->before);
	wire_buf_clear(&r->after);
	r->runs++;
	wire_status status = wire_reader_revision(&r->before, r->reader, err);
	if (status == WIRE_OK)
		status = wire_reader_count(&count, r->reader, err);
	if (r->runs <= r->overtaken)
		commit_thrice(r->writer);
	if (status == WIRE_OK)
		status =
			wire_reader_search(&hits, r->reader, query, 0, 9, WIRE_SORT_RELEVANCE, err);
	if (status == WIRE_OK)
		status = wire_reader_facets(&counts, r->reader, query, &(uint32_t){1}, 1, err);
	if (status == WIRE_OK)
		status = wire_reader_frequency(&frequency, r->reader, WIRE_STR(BUSY_WORD), err);
	if (status == WIRE_OK)
		status = wire_reader_find(&r->docid, r->reader, WIRE_STR(BUSY_WORD), err);
	if (status == WIRE_OK)
		status = wire_reader_data(&data, r->reader, r->docid, err);
	if (status == WIRE_OK)
		status = wire_reader_revision(&r->after, r->reader, err);
	if (status == WIRE_OK) {
		assert_int_equal(hits.total, 1);
		assert_int_equal(counts.len, 1);
		assert_int_equal(frequency, 1);
		assert_true(wire_str_starts(wire_buf_view(&data), WIRE_STR("word")));
	}
	wire_buf_release(&data);
	wire_counts_free(&counts);
	wire_hits_free(&hits);
	wire_query_free(query);
	return status;
}

/* However often a writer comes between, the whole request is of one revision, or fails. */
static void test_reader__a_request_is_of_one_revision(void **state)
{
	static const struct {
		unsigned overtaken, runs;
		wire_status status;
		const char *why;
	} rows[] = {
		{0, 1, WIRE_OK, "nobody writes"},
		{1, 2, WIRE_OK, "overtaken once, it is done anew from its beginning"},
		{2, 3, WIRE_OK, "and once more"},
		{9, 3, WIRE_ESTALE, "three times is enough, and no answer is no other answer"},
	};
	const place *at = *state;
	wire_error err;
	request r = {0};
	OK(wire_writer_open(&r.writer, at->db, &err));
	wire_buf_init(&r.before, 200);
	wire_buf_init(&r.after, 200);
	for (size_t i = 0; i < COUNT(rows); i++) {
		commit_thrice(r.writer);
		r.reader = open_reader(at->db);
		r.runs = 0;
		r.overtaken = rows[i].overtaken;
		FAILS_OR_OK(rows[i].status, "",
			wire_reader_with_snapshot(r.reader, NULL, ask_all, &r, &err), rows[i].why);
		assert_int_equal(r.runs, rows[i].runs);
		if (rows[i].status == WIRE_OK)
			assert_string_equal(r.before.data, r.after.data);
		else
			assert_non_null(strstr(err.message, at->db));
		wire_reader_close(r.reader);
	}
	wire_writer_close(r.writer);
	wire_buf_release(&r.before);
	wire_buf_release(&r.after);
}

/* A failure that is the request's own is not tried again. */
static wire_status fail_once(void *payload, wire_error *err)
{
	++*(unsigned *)payload;
	return wire_fail(err, WIRE_EQUERY, "no");
}

static void test_reader__other_failures_are_not_retried(void **state)
{
	const place *at = *state;
	wire_error err;
	unsigned runs = 0;
	stories_index(at->db, STORIES, 1);
	wire_reader *reader = open_reader(at->db);
	FAILS(WIRE_EQUERY, "no", wire_reader_with_snapshot(reader, NULL, fail_once, &runs, &err));
	assert_int_equal(runs, 1);
	wire_reader_close(reader);
}

/* ---- meters ---- */

typedef struct metered {
	wire_reader *reader;
	wire_query *query;
	walked walked;
} metered;

static wire_status match_metered(void *payload, wire_error *err)
{
	metered *m = payload;
	uint32_t n;
	return wire_reader_match_count(&n, m->reader, m->query, err);
}

static wire_status walk_metered(void *payload, wire_error *err)
{
	metered *m = payload;
	return wire_reader_terms(m->reader, WIRE_STR(""), walk, &m->walked, err);
}

/* What is looked at is counted; counts, unlike times, are the same on every machine. */
static void test_reader__a_meter_counts(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_meter meter = {0};
	stories_index(at->db, STORIES, COUNT(STORIES));
	metered m = {.reader = open_reader(at->db), .query = term_query("line")};
	wire_buf_init(&m.walked.text, 1000);
	OK(wire_reader_with_snapshot(m.reader, &meter, match_metered, &m, &err));
	assert_int_equal(meter.documents, 5);
	OK(wire_reader_with_snapshot(m.reader, &meter, walk_metered, &m, &err));
	assert_int_equal(meter.terms, m.walked.calls);
	assert_int_equal(meter.documents, 5);
	wire_buf_release(&m.walked.text);
	wire_query_free(m.query);
	wire_reader_close(m.reader);
}

/* Many stories in which two words never stand together: a match of none is work all the same. */
static void put_apart(const char *db, unsigned n)
{
	wire_error err;
	wire_writer *writer;
	bool replaced;
	OK(wire_writer_open(&writer, db, &err));
	for (unsigned i = 0; i < n; i++) {
		char id[16];
		snprintf(id, sizeof id, "Q%u", i);
		story s = {id, "red and a line", NULL, NULL};
		OK(story_put(&replaced, writer, &s, &err));
	}
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
}

static wire_status match_late(void *payload, wire_error *err)
{
	metered *m = payload;
	uint32_t n;
	/* The clock is past it when the match looks, not when it begins. */
	wire_meter *meter = (wire_meter *)(void *)m->walked.text.data;
	wire_query *parts[] = {term_query("red"), term_query("line")};
	wire_query *query = wire_query_watch(wire_query_phrase(parts, 2, err), meter, err);
	wire_status status = wire_reader_match_count(&n, m->reader, query, err);
	wire_query_free(query);
	return status;
}

static void test_reader__a_deadline_ends_what_looks(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_meter over = {.deadline = 1}, ahead = {.deadline = INT64_MAX};
	put_apart(at->db, 600);
	metered m = {.reader = open_reader(at->db), .query = term_query("line")};
	FAILS(WIRE_ETIME, "time",
		wire_reader_with_snapshot(m.reader, &over, match_metered, &m, &err));
	OK(wire_reader_with_snapshot(m.reader, &ahead, match_metered, &m, &err));
	/* In the middle of a match that finds nothing: the phrase itself is watched. */
	wire_meter inner = {.deadline = 1};
	m.walked.text.data = (char *)&inner;
	FAILS(WIRE_ETIME, "time", wire_reader_with_snapshot(m.reader, NULL, match_late, &m, &err));
	assert_in_range(inner.documents, 1, 600);
	/* The reader is as good as before. */
	inner = (wire_meter){0};
	OK(wire_reader_with_snapshot(m.reader, NULL, match_late, &m, &err));
	assert_int_equal(inner.documents, 600);
	wire_query_free(m.query);
	wire_reader_close(m.reader);
}

/* ---- other revisions ---- */

static void test_reader__sees_a_commit_after_reopening(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	wire_buf before, after;
	uint32_t n;
	bool replaced;
	wire_buf_init(&before, 200);
	wire_buf_init(&after, 200);
	stories_index(at->db, STORIES, 2);
	wire_reader *reader = open_reader(at->db);
	OK(wire_reader_revision(&before, reader, &err));
	OK(wire_reader_reopen(reader, &err));
	OK(wire_reader_revision(&after, reader, &err));
	assert_string_equal(before.data, after.data);

	OK(wire_writer_open(&writer, at->db, &err));
	OK(story_put(&replaced, writer, &STORIES[2], &err));
	OK(wire_reader_reopen(reader, &err));
	OK(wire_reader_count(&n, reader, &err));
	assert_int_equal(n, 2); /* not committed */
	OK(wire_writer_commit(writer, &err));
	OK(wire_reader_count(&n, reader, &err));
	assert_int_equal(n, 2); /* the old snapshot still */
	OK(wire_reader_reopen(reader, &err));
	OK(wire_reader_count(&n, reader, &err));
	assert_int_equal(n, 3);
	wire_buf_clear(&after);
	OK(wire_reader_revision(&after, reader, &err));
	assert_string_not_equal(before.data, after.data);
	wire_writer_close(writer);
	wire_reader_close(reader);
	wire_buf_release(&before);
	wire_buf_release(&after);
}

static void test_reader__follows_a_new_generation(void **state)
{
	const place *at = *state;
	char other[128], from[160], to[128];
	wire_error err;
	uint32_t n;
	stories_index(at->db, STORIES, 2);
	wire_reader *reader = open_reader(at->db);
	stories_index(place_path(other, sizeof other, at, "other"), STORIES, 5);
	snprintf(from, sizeof from, "%s/g1", other);
	assert_int_equal(rename(from, place_path(to, sizeof to, at, "db/g2")), 0);
	FILE *stub = fopen(place_path(to, sizeof to, at, "db/XAPIANDB"), "w");
	assert_non_null(stub);
	fputs("auto g2\n", stub);
	assert_int_equal(fclose(stub), 0);
	OK(wire_reader_count(&n, reader, &err));
	assert_int_equal(n, 2);
	OK(wire_reader_reopen(reader, &err));
	OK(wire_reader_count(&n, reader, &err));
	assert_int_equal(n, 5);
	wire_reader_close(reader);
}

static void test_reader__several_as_one(void **state)
{
	const place *at = *state;
	char second[128];
	wire_error err;
	wire_reader *reader;
	uint32_t n;
	const char *paths[] = {at->db, place_path(second, sizeof second, at, "second"), NULL};
	stories_index(paths[0], STORIES, 3);
	stories_index(paths[1], STORIES + 3, 3);
	OK(wire_reader_open(&reader, paths, 2, &err));
	OK(wire_reader_count(&n, reader, &err));
	assert_int_equal(n, 6);
	OK(wire_reader_frequency(&n, reader, WIRE_STR("other"), &err));
	assert_int_equal(n, 2);
	OK(wire_reader_find(&n, reader, WIRE_STR("Q6"), &err));
	expect_found(reader, term_query("line"), WIRE_SORT_OLDEST, "Q4 Q3 Q1 Q5 Q2",
		"orders go across databases");
	expect_facet(reader, term_query("line"), "Grace Hopper 3, Ada Lovelace 2, Zoe Quinn 1",
		"so do facets");
	wire_reader_close(reader);

	char missing[128];
	paths[2] = place_path(missing, sizeof missing, at, "missing");
	FAILS(WIRE_ENOTFOUND, "missing'", wire_reader_open(&reader, paths, 3, &err));
	assert_null(reader);
	FAILS(WIRE_EINVAL, "no database", wire_reader_open(&reader, NULL, 0, &err));
	wire_reader_close(NULL);
}

static void test_reader__opens_what_xapian_compact_makes(void **state)
{
	const place *at = *state;
	char plain[128], generation[128];
	stories_index(at->db, STORIES, 4);
	assert_int_equal(rename(place_path(generation, sizeof generation, at, "db/g1"),
				 place_path(plain, sizeof plain, at, "plain")),
		0);
	assert_int_equal(stories_count(plain), 4);
}

static void test_reader__lifetimes(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_hits hits;
	wire_counts counts;
	stories_index(at->db, STORIES, COUNT(STORIES));
	wire_reader *reader = open_reader(at->db);
	/* A query is the engine's no longer when the search is over; hits and counts outlive both.
	 */
	wire_query *query = term_query("line");
	OK(wire_reader_search(&hits, reader, query, 0, 10, WIRE_SORT_RELEVANCE, &err));
	OK(wire_reader_facets(&counts, reader, query, &(uint32_t){1}, 1, &err));
	wire_reader_close(reader);
	reader = open_reader(at->db);
	OK(wire_reader_match_count(&(uint32_t){0}, reader, query, &err));
	wire_query_free(query);
	wire_reader_close(reader);
	assert_int_equal(hits.len, 5);
	assert_int_equal(hits.items[0].docid, 2);
	assert_string_equal(counts.items[0].value, "Grace Hopper");
	wire_hits_free(&hits);
	wire_hits_free(&hits);
	wire_hits_free(NULL);
	wire_counts_free(&counts);
	wire_counts_free(&counts);
	wire_counts_free(NULL);
}

static void test_reader__damage_is_told(void **state)
{
	const place *at = *state;
	char path[128];
	wire_error err;
	wire_writer *writer;
	wire_hits hits;
	OK(wire_writer_open(&writer, at->db, &err));
	put_vocabulary(writer);
	wire_writer_close(writer);
	place_path(path, sizeof path, at, "db/g1/postlist.glass");
	FILE *table = fopen(path, "r+");
	assert_non_null(table);
	for (int i = 0; i < 200000; i++)
		fputc(0xA5, table);
	fclose(table);
	wire_reader *reader = NULL;
	const char *db = at->db;
	wire_query *query = term_query("word0000000000000");
	wire_status status = wire_reader_open(&reader, &db, 1, &err);
	if (status == WIRE_OK)
		status = wire_reader_search(&hits, reader, query, 0, 10, WIRE_SORT_RELEVANCE, &err);
	assert_int_equal(status, WIRE_EDATABASE);
	assert_non_null(strstr(err.message, db));
	wire_query_free(query);
	wire_reader_close(reader);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_reader__##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(orders),
		CASE(only_relevance_scores),
		CASE(pages),
		CASE(facets),
		CASE(packed_oddly),
		CASE(counts),
		CASE(terms),
		CASE(term_of_a_story),
		CASE(a_request_is_of_one_revision),
		CASE(other_failures_are_not_retried),
		CASE(a_meter_counts),
		CASE(a_deadline_ends_what_looks),
		CASE(sees_a_commit_after_reopening),
		CASE(follows_a_new_generation),
		CASE(several_as_one),
		CASE(opens_what_xapian_compact_makes),
		CASE(lifetimes),
		CASE(damage_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
