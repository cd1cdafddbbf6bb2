/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A writer commits while a reader reads: the answer still comes. */
#include "shim/store_support.h"

typedef struct walked {
	wire_buf text;
	size_t calls;
	wire_writer *writer; /* overtakes the walk in each call ... */
	size_t from, every;  /* ... of this number, and each so many after it; 0: never again */
} walked;

static wire_status walk(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	walked *w = payload;
	(void)err;
	w->calls++;
	wire_buf_printf(&w->text, WIRE_FMT "=%u ", WIRE_ARG(term), frequency);
	if (w->calls == w->from || (w->every > 0 && w->calls % w->every == 0))
		commit_thrice(w->writer);
	return WIRE_OK;
}

static void search_busy(wire_reader *reader, const wire_query *query)
{
	wire_error err;
	wire_hits hits;
	OK(wire_reader_search(&hits, reader, query, 0, 9, WIRE_SORT_RELEVANCE, &err));
	assert_int_equal(hits.total, 1);
	assert_int_equal(hits.len, 1);
	wire_hits_free(&hits);
}

static void facet_busy(wire_reader *reader, const wire_query *query)
{
	wire_error err;
	wire_counts counts;
	OK(wire_reader_facet(&counts, reader, query, 1, &err));
	assert_int_equal(counts.len, 1);
	wire_counts_free(&counts);
}

static void count_busy(wire_reader *reader, const wire_query *query)
{
	wire_error err;
	uint32_t n;
	OK(wire_reader_match_count(&n, reader, query, &err));
	assert_int_equal(n, 1);
}

static void find_busy(wire_reader *reader, const wire_query *query)
{
	wire_error err;
	uint32_t docid;
	(void)query;
	OK(wire_reader_find(&docid, reader, WIRE_STR(BUSY_WORD), &err));
	assert_int_equal(docid, 1);
}

static void read_busy(wire_reader *reader, const wire_query *query)
{
	wire_error err;
	wire_buf data;
	(void)query;
	wire_buf_init(&data, VOCABULARY * 40);
	OK(wire_reader_data(&data, reader, 1, &err));
	assert_true(wire_str_starts(wire_buf_view(&data), WIRE_STR("word")));
	wire_buf_release(&data);
}

static void ask_frequency_busy(wire_reader *reader, const wire_query *query)
{
	wire_error err;
	uint32_t n;
	(void)query;
	OK(wire_reader_frequency(&n, reader, WIRE_STR(BUSY_WORD), &err));
	assert_int_equal(n, 1);
}

static void test_overtaken__a_walk_goes_on(void **state)
{
	const place *at = *state;
	wire_error err;
	walked w = {.from = 10};
	wire_buf_init(&w.text, VOCABULARY * 30);
	OK(wire_writer_open(&w.writer, at->db, &err));
	commit_thrice(w.writer);
	wire_reader *reader = reader_open(at->db);
	OK(wire_reader_terms(reader, WIRE_STR("word"), walk, &w, &err));
	assert_int_equal(w.calls, VOCABULARY);
	const char *text = w.text.data;
	for (int i = 0; i < VOCABULARY; i++, text = strchr(text, ' ') + 1) {
		char want[32];
		snprintf(want, sizeof want, "word%05d%08x=1 ", i, (unsigned)i * 2654435761U);
		assert_memory_equal(text, want, strlen(want));
	}
	wire_reader_close(reader);
	wire_writer_close(w.writer);
	wire_buf_release(&w.text);
}

static void test_overtaken__for_ever_is_stale(void **state)
{
	const place *at = *state;
	wire_error err;
	walked w = {.every = 100};
	uint32_t count;
	wire_buf_init(&w.text, VOCABULARY * 30);
	OK(wire_writer_open(&w.writer, at->db, &err));
	commit_thrice(w.writer);
	wire_reader *reader = reader_open(at->db);
	FAILS(WIRE_ESTALE, at->db, wire_reader_terms(reader, WIRE_STR("word"), walk, &w, &err));
	/* The next call goes on as if nothing had been. */
	OK(wire_reader_count(&count, reader, &err));
	assert_int_equal(count, 1);
	wire_reader_close(reader);
	wire_writer_close(w.writer);
	wire_buf_release(&w.text);
}

static void test_overtaken__each_call_tries_again(void **state)
{
	static void (*const CALLS[])(wire_reader *, const wire_query *) = {
		search_busy, facet_busy, count_busy, find_busy, read_busy, ask_frequency_busy};
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	OK(wire_writer_open(&writer, at->db, &err));
	put_vocabulary(writer);
	wire_query *query = term_query(BUSY_WORD);
	for (size_t i = 0; i < COUNT(CALLS); i++) {
		wire_reader *reader = reader_open(at->db);
		commit_thrice(writer);
		CALLS[i](reader, query);
		wire_reader_close(reader);
	}
	wire_query_free(query);
	wire_writer_close(writer);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_overtaken__##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_walk_goes_on),
		CASE(for_ever_is_stale),
		CASE(each_call_tries_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
