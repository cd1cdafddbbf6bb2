/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a request may cost, what it may show, and in what order: over one small archive. */
#include "small_archive.h"

#include <signal.h>
#include <sys/wait.h>

#include "search/answer/request.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const small_story stories[] = {
	{"far", "Market market: common market house",
		"The common fox and the market hen. Market day, market house.", "2023-06-01", "UPI",
		NULL, "CN"},
	{"near", "A long note on Europe",
		"One two three four five six seven eight nine ten eleven twelve thirteen fourteen. "
		"They joined the Common Markets after many years of talks that led nowhere at all.",
		"2023-06-02", "Reuters", "Tony Blair", "CN"},
	{"apart", "Common ground",
		"Fish. It is far from here to there, and by every road one comes late to "
		"any market market market market.",
		"2023-06-03", "UPI", NULL, NULL},
	{"dying", "Dying men", "They tried using a rope. He flies, she dries, we cry.",
		"2023-06-04", "UPI", NULL, NULL},
	{"gap", "Grain talks", "Stop at noon one two three four port.", "2023-06-05", "UPI", NULL,
		NULL},
};

static small_archive archive;
static wire_searcher *searcher;
static wire_arena *arena;

/* One more story, with a status and as many words as are wanted. */
static void put(wire_writer *writer, const char *id, const char *status, const char *body)
{
	wire_document_maker *maker;
	wire_document document;
	wire_error err = {0};
	wire_put how;
	const wire_context ctx = {.arena = wire_arena_new(64u << 20)};
	const wire_story story = {.id = wire_str_from(id),
		.headline = WIRE_STR("Zebra"),
		.body = wire_str_from(body),
		.source = WIRE_STR("Tass"),
		.status = wire_str_from(status)};
	assert_int_equal(wire_document_maker_new(&maker, &err), WIRE_OK);
	assert_int_equal(wire_document_make(&document, maker, &story, &ctx, &err), WIRE_OK);
	if (strcmp(id, "broken") == 0)
		document.data = WIRE_STR("{\"id\": \"bro");
	assert_int_equal(
		wire_writer_put(&how, writer, &document, WIRE_STR("XFtest"), &err), WIRE_OK);
	wire_document_maker_free(maker);
	wire_arena_free(ctx.arena);
}

/* 2,400 words that begin with `qu`, and 300 with `vu`. */
static const char *vocabulary(void)
{
	static char text[40000];
	size_t at = 0;
	for (int i = 0; i < 2700; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%s%c%c%c ",
			i < 2400 ? "qu" : "vu", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676);
	return text;
}

static int set_up(void **state)
{
	wire_error err = {0};
	wire_writer *writer;
	(void)state;
	small_archive_make(&archive, stories, COUNT(stories));
	assert_int_equal(wire_writer_open(&writer, archive.db, &err), WIRE_OK);
	put(writer, "killed", "canceled", "The zebra has left the zoo unseen.");
	put(writer, "held", "withheld", "The zebra is being held.");
	put(writer, "words", "usable", vocabulary());
	put(writer, "broken", "usable", "A brokenrecord word.");
	assert_int_equal(wire_writer_commit(writer, &err), WIRE_OK);
	wire_writer_close(writer);
	return small_archive_open(&searcher, &arena, &archive, 256u << 20);
}

static int tear_down(void **state)
{
	(void)state;
	return small_archive_close(searcher, arena, &archive);
}

static wire_status ask(wire_result *out, const char *query, const char *facets, wire_error *err)
{
	wire_request request;
	const wire_request_text given = {.query = wire_str_from(query), .facets = facets};
	assert_int_equal(wire_request_read(&request, &given, searcher, arena, err), WIRE_OK);
	return wire_searcher_run(out, searcher, &request, arena, err);
}

static wire_result found(const char *query)
{
	wire_result result;
	wire_error err = {0};
	if (ask(&result, query, NULL, &err) != WIRE_OK)
		fail_msg("%s: %s", query, err.message);
	return result;
}

static const char *ids(const wire_result *result)
{
	static char out[256];
	size_t at = 0;
	out[0] = '\0';
	for (size_t i = 0; i < result->n_hits; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s" WIRE_FMT, i > 0 ? " " : "",
			WIRE_ARG(result->hits[i].story.id));
	return out;
}

static bool has_note(const wire_result *result, const char *text)
{
	for (size_t i = 0; i < result->notes.len; i++)
		if (strstr(result->notes.items[i].data, text) != NULL)
			return true;
	return false;
}

/* ---- order and meaning ---- */

static void test_engine__nearness_ranks(void **state)
{
	(void)state;
	/* `far` has the words side by side, too, in its headline; `apart` has them more often. */
	wire_result result = found("common market");
	assert_int_equal(result.total, 3);
	assert_string_equal(ids(&result) + strlen(ids(&result)) - 5, "apart");
	assert_true(result.hits[1].score > result.hits[2].score + 32);
	result = found("common market NOT fox");
	assert_string_equal(ids(&result), "near apart");
}

static void test_engine__near_takes_every_form(void **state)
{
	static const struct {
		const char *query;
		unsigned total;
		const char *why;
	} rows[] = {
		{"die NEAR/1 men", 1, "dying is a form of die"},
		{"try NEAR/1 use", 1, "tried, using"},
		{"tries NEAR/1 uses", 1, "from another form"},
		{"fly ADJ/2 dry", 1, "flies, dries"},
		{"cries NEAR/1 we", 1, "cry"},
		{"noon NEAR/3 four", 0, "four words on is out of a distance of three"},
		{"noon NEAR/4 four", 1, "and within one of four"},
		{"talks NEAR/100 port", 0,
			"the headline is a hundred words and more from the body"},
		{"\"talks stop\"", 0, "and its last word beside none of the body's"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_result result = found(rows[i].query);
		if (result.total != rows[i].total)
			fail_msg("%s: %u: %s", rows[i].query, result.total, rows[i].why);
	}
}

/* ---- killed stories ---- */

static void test_engine__killed_stories_stay_out(void **state)
{
	wire_story story;
	wire_request request;
	wire_error err = {0};
	(void)state;
	wire_result result = found("zebra -broken -words");
	for (size_t i = 0; i < result.n_hits; i++)
		assert_true(result.hits[i].story.status.len == 0 ||
			    wire_str_equal(result.hits[i].story.status, WIRE_STR("usable")));
	assert_int_equal(result.archive, COUNT(stories) + 2);
	assert_int_equal(found("").total, COUNT(stories) + 2);
	assert_int_equal(found("unseen").total, 0);
	assert_int_equal(found("unseen").parts[0].count, 0);
	assert_int_equal(found("unsen").suggestion.len, 0);
	assert_int_equal(found("unsen").notes.len, 0);
	result = found("unseen");
	assert_int_equal(result.notes.len, 1);
	assert_true(wire_str_starts(result.notes.items[0], WIRE_STR("1 story has it, canceled")));
	result = found("status:canceled");
	assert_string_equal(ids(&result), "killed");
	assert_int_equal(result.archive, COUNT(stories) + 4);
	assert_int_equal(found("unseen status:canceled").total, 1);
	/* A filter asks as the query does. */
	const wire_request_text given = {.filters = {"status=Canceled"}, .n_filters = 1};
	assert_int_equal(wire_request_read(&request, &given, searcher, arena, &err), WIRE_OK);
	assert_int_equal(wire_searcher_run(&result, searcher, &request, arena, &err), WIRE_OK);
	assert_string_equal(ids(&result), "killed");
	const wire_request_text wrong = {.filters = {"status=killed"}, .n_filters = 1};
	assert_int_equal(wire_request_read(&request, &wrong, searcher, arena, &err), WIRE_EINVAL);
	assert_non_null(strstr(err.message, "canceled"));
	assert_int_equal(found("zebra status:withheld").total, 1);
	assert_int_equal(ask(&result, "", "source", &err), WIRE_OK);
	for (size_t i = 0; i < result.facets[0].len; i++)
		if (wire_str_equal(result.facets[0].values[i].value, WIRE_STR("Tass")))
			assert_int_equal(result.facets[0].values[i].count, 2);
	assert_int_equal(
		wire_searcher_story(&story, searcher, WIRE_STR("killed"), arena, &err), WIRE_OK);
	assert_true(wire_str_equal(story.status, WIRE_STR("canceled")));
}

/* ---- the budget ---- */

/* What would cost too much is refused with its place and its number, never cut. */
static void test_engine__too_many_words_are_refused(void **state)
{
	wire_error err = {0};
	wire_result result;
	(void)state;
	assert_int_equal(ask(&result, "zebra OR qu*", NULL, &err), WIRE_EQUERY);
	assert_non_null(strstr(err.message, "2,400 words; the limit is 2,000"));
	assert_int_equal(err.offset, 9);
	assert_int_equal(err.length, 3);
	result = found("vu*");
	assert_int_equal(result.total, 1);
	assert_int_equal(result.cost.expanded, 300);
	assert_int_equal(result.notes.len, 0);
	assert_int_equal(ask(&result, "vu* OR vu* OR vu* OR vu* OR vu* OR vu* OR vu*", NULL, &err),
		WIRE_EQUERY);
	assert_non_null(strstr(err.message, "with the parts before it 2,100"));
}

/* A stem of one letter is walked as it stands: with that given up, too, all words would come by. */
static void test_engine__a_short_stem_is_no_walk_over_all(void **state)
{
	(void)state;
	assert_in_range(found("z NEAR/1 men").cost.meter.terms, 1, 100);
}

static void test_engine__nothing_found_is_told_within_limits(void **state)
{
	char query[2600] = "";
	(void)state;
	for (int i = 0; i < 200; i++)
		snprintf(query + strlen(query), sizeof query - strlen(query), "xq%c%czzzz ",
			'a' + i % 26, 'a' + i / 26);
	wire_result result = found(query);
	assert_int_equal(result.total, 0);
	assert_int_equal(result.n_parts, WIRE_BUDGET_PARTS);
	assert_true(has_note(&result, "first 8 of 200 parts"));
	assert_in_range(result.cost.meter.terms, 1, WIRE_BUDGET_WALK);
}

/* A deadline that has passed is an error that names the costliest part. */
static void test_engine__a_late_request_says_so(void **state)
{
	wire_budget budget;
	wire_error err = {0};
	wire_node part = {.start = 3, .end = 6};
	(void)state;
	wire_budget_start(&budget, 5);
	assert_true(budget.meter.deadline > wire_clock());
	wire_budget_note_cost(&budget, &part, 4211);
	assert_int_equal(wire_budget_late(&budget, WIRE_STR("a qu* b"), 5, &err), WIRE_EQUERY);
	assert_non_null(strstr(err.message, "5 seconds"));
	assert_non_null(strstr(err.message, "4,211"));
	assert_int_equal(err.offset, 3);
}

/* ---- damage ---- */

static void test_engine__a_damaged_record_costs_itself(void **state)
{
	wire_story story;
	wire_error err = {0};
	(void)state;
	wire_result result = found("brokenrecord OR dying");
	assert_int_equal(result.n_hits, 2);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(result.hits[i].damaged,
			wire_str_equal(result.hits[i].story.id, WIRE_STR("broken")));
	assert_true(has_note(&result, "'broken' is damaged"));
	assert_int_equal(wire_searcher_story(&story, searcher, WIRE_STR("broken"), arena, &err),
		WIRE_EDATABASE);
}

/* ---- suggestions ---- */

static void test_engine__suggestions_find_something(void **state)
{
	static const struct {
		const char *query, *suggestion;
		unsigned total;
		const char *why;
	} rows[] = {
		{"person:\"Tony Blare\"", "person:\"Tony Blair\"", 1, "capitals are kept"},
		{"MARKTE", "MARKET", 3, "all of them, too"},
		{"source:Reuteers", "source:Reuters", 1, "a value of a closed field"},
		{"markett dying", "", 0, "a spelling that finds nothing is none"},
		{"1912000x", "", 0, "numbers are not corrected"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_result result = found(rows[i].query);
		if (result.total != 0 || result.suggestion_total != rows[i].total ||
			!wire_str_equal(result.suggestion, wire_str_from(rows[i].suggestion)))
			fail_msg("%s: got '" WIRE_FMT "' (%u)", rows[i].why,
				WIRE_ARG(result.suggestion), result.suggestion_total);
	}
}

/* ---- ids ---- */

typedef struct listed {
	char text[256];
	unsigned n, stop_after;
} listed;

static wire_status list_id(void *payload, wire_str id, wire_error *err)
{
	listed *l = payload;
	(void)err;
	snprintf(l->text + strlen(l->text), sizeof l->text - strlen(l->text), "%s" WIRE_FMT,
		l->n > 0 ? " " : "", WIRE_ARG(id));
	return ++l->n == l->stop_after ? WIRE_END : WIRE_OK;
}

static void test_engine__ids_are_all_in_order(void **state)
{
	static const struct {
		uint32_t offset, limit;
		unsigned stop_after;
		const char *want, *why;
	} rows[] = {
		{0, WIRE_LIMIT_NONE, 0, "gap dying apart near far words broken",
			"all, undated last"},
		{1, 2, 0, "dying apart", "from an offset to a limit"},
		{0, WIRE_LIMIT_NONE, 2, "gap dying", "as long as they are wanted"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_request request = {
			.sort = WIRE_SORT_NEWEST, .offset = rows[i].offset, .limit = rows[i].limit};
		wire_result result;
		wire_error err = {0};
		listed l = {.stop_after = rows[i].stop_after};
		assert_int_equal(
			wire_searcher_ids(&result, searcher, &request, list_id, &l, arena, &err),
			WIRE_OK);
		assert_string_equal(l.text, rows[i].want);
		assert_int_equal(result.total, COUNT(stories) + 2);
	}
}

/* ---- beside a writer ---- */

enum { BUSY = 40, ROUNDS = 60 };

static _Noreturn void write_for_ever(const char *db)
{
	wire_error err = {0};
	wire_writer *writer;
	if (wire_writer_open(&writer, db, &err) != WIRE_OK)
		_exit(1);
	for (unsigned round = 1;; round++) {
		for (int i = 0; i < BUSY; i++) {
			char id[16], body[64];
			snprintf(id, sizeof id, "b%d", i);
			snprintf(body, sizeof body, "busyword round r%u", round);
			put(writer, id, NULL, body);
		}
		if (wire_writer_commit(writer, &err) != WIRE_OK)
			_exit(1);
	}
}

/* Each answer is whole and of one commit, however many come while it is put together. */
static void test_engine__answers_are_of_one_revision(void **state)
{
	const pid_t writer = fork();
	unsigned whole = 0;
	(void)state;
	if (writer == 0)
		write_for_ever(archive.db);
	for (int i = 0; i < ROUNDS || (whole < 5 && i < 100 * ROUNDS); i++) {
		wire_result result;
		wire_error err = {0};
		wire_request request = {.query = WIRE_STR("busyword"), .limit = BUSY};
		const char *db = archive.db;
		wire_searcher *own;
		wire_arena *memory = wire_arena_new(64u << 20);
		assert_int_equal(wire_searcher_open(&own, &db, 1, &err), WIRE_OK);
		wire_status status = wire_searcher_run(&result, own, &request, memory, &err);
		if (status != WIRE_OK)
			assert_int_equal(status, WIRE_ESTALE); /* overtaken thrice: it says so */
		else if (result.total > 0) {
			whole++;
			assert_int_equal(result.total, BUSY);
			assert_int_equal(result.n_hits, BUSY);
			for (size_t k = 1; k < BUSY; k++)
				assert_true(wire_str_equal(
					result.hits[k].story.body, result.hits[0].story.body));
		}
		wire_searcher_close(own);
		wire_arena_free(memory);
	}
	kill(writer, SIGKILL);
	waitpid(writer, NULL, 0);
	assert_true(whole >= 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_engine__nearness_ranks),
		cmocka_unit_test(test_engine__near_takes_every_form),
		cmocka_unit_test(test_engine__killed_stories_stay_out),
		cmocka_unit_test(test_engine__too_many_words_are_refused),
		cmocka_unit_test(test_engine__a_short_stem_is_no_walk_over_all),
		cmocka_unit_test(test_engine__nothing_found_is_told_within_limits),
		cmocka_unit_test(test_engine__a_late_request_says_so),
		cmocka_unit_test(test_engine__a_damaged_record_costs_itself),
		cmocka_unit_test(test_engine__suggestions_find_something),
		cmocka_unit_test(test_engine__ids_are_all_in_order),
		cmocka_unit_test(test_engine__answers_are_of_one_revision),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
