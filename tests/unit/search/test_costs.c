/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a request costs, counted by its meter over an archive of some thousand tiny stories: the
 * stories that its matches look at, and the terms of the vocabulary that its walks look at. That it
 * is a small part of the archive where the answer is one is what makes a large archive quick.
 */
#include "small_archive.h"

#include "search/answer/request.h"
#include "search/engine/budget.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Of the stories, all have `common`, every second `half`, ten have `rare` beside `common`. */
enum { STORIES = 2000, RARE = 10, WORDS_UNDER_Q = 500 };

static small_archive archive;
static wire_searcher *searcher;
static wire_arena *arena;

/* A word of three letters that only the i-th story has, after a first letter. */
static const char *own_word(char out[8], char first, unsigned i)
{
	const char word[] = {first, (char)('a' + i % 26), (char)('a' + i / 26 % 26),
		(char)('a' + i / 676), 'x', 'o', '\0'};
	return memcpy(out, word, sizeof word);
}

static int set_up(void **state)
{
	static const char *const sources[] = {"UPI", "AP", "Reuters", "AFP"};
	static const char *const countries[] = {"CN", "FR", "US|CN"};
	static char bodies[STORIES][96], ids[STORIES][16], dates[STORIES][24];
	static small_story rows[STORIES];
	(void)state;
	for (unsigned i = 0; i < STORIES; i++) {
		char own[8];
		snprintf(bodies[i], sizeof bodies[i], "common %s%s %s of the day",
			i % (STORIES / RARE) == 0 ? "rare " : "", i % 2 == 0 ? "half" : "other",
			own_word(own, i < WORDS_UNDER_Q ? 'q' : 'j', i));
		snprintf(ids[i], sizeof ids[i], "s%u", i);
		snprintf(dates[i], sizeof dates[i], "2023-%02u-%02u", i % 12 + 1, i % 28 + 1);
		rows[i] = (small_story){ids[i], "Note", bodies[i], dates[i], sources[i % 4],
			i % 5 == 0 ? "Tony Blair" : NULL, countries[i % 3]};
	}
	small_archive_make(&archive, rows, STORIES);
	return small_archive_open(&searcher, &arena, &archive, 256u << 20);
}

static int tear_down(void **state)
{
	(void)state;
	return small_archive_close(searcher, arena, &archive);
}

static wire_result answer(const wire_request_text *given)
{
	wire_request request;
	wire_result result;
	wire_error err = {0};
	wire_arena_reset(arena);
	if (wire_request_read(&request, given, searcher, arena, &err) != WIRE_OK ||
		wire_searcher_run(&result, searcher, &request, arena, &err) != WIRE_OK)
		fail_msg(WIRE_FMT ": %s", WIRE_ARG(given->query), err.message);
	return result;
}

/* What a query may cost at most, and that it finds what it should for it. */
typedef struct row {
	const char *query;
	unsigned total;
	uint64_t stories, terms;
	const char *why;
} row;

static void hold(const wire_request_text *given, const row *r)
{
	wire_result result = answer(given);
	const wire_meter *meter = &result.cost.meter;
	if (result.total != r->total || meter->documents > r->stories || meter->terms > r->terms)
		fail_msg("%s: %u found, %llu stories (at most %llu), %llu terms (at most %llu): %s",
			r->query, result.total, (unsigned long long)meter->documents,
			(unsigned long long)r->stories, (unsigned long long)meter->terms,
			(unsigned long long)r->terms, r->why);
}

static void hold_all(const row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hold(&(wire_request_text){.query = wire_str_from(rows[i].query)}, &rows[i]);
}

/* ---- matches ---- */

static void test_costs__a_match_looks_at_what_its_rarest_word_is_in(void **state)
{
	static const row rows[] = {
		{"rare", RARE, RARE, 0, "its own stories"},
		{"rare NOT other", RARE, RARE, 0, "what is taken away is not looked at"},
		{"rare source:UPI", RARE, RARE, 1, "a value is a term like any"},
		{"rare date:2023", RARE, RARE, 2, "a year is one term"},
		{"rare OR (common rare)", RARE, 2 * RARE, 0,
			"once for the match, once for the marks of a branch"},
		{"rare AND (half OR other OR common)", RARE, RARE, 1, "whatever the others find"},
		{"rare AND com*", RARE, RARE, 2, "nor the words of a prefix"},
		{"\"common rare\"", RARE, 2 * RARE, 0, "places: where both stand"},
		{"common NEAR/2 rare", RARE, 2 * RARE, 2, "likewise, and each form's term"},
		{"rare ADJ/3 half", RARE, 2 * RARE, 2, "likewise"},
		{"rare common", RARE, 3 * RARE, 2,
			"a pair is tried side by side and near, in the matches"},
		{"common rare half", RARE, 5 * RARE, 3, "so each pair"},
		{"qa*", 20, 20, 20, "a prefix: the words under it, no other"},
		{"common", STORIES, STORIES, 0, "a total is exact: each match, once"},
		{"common half", STORIES / 2, 3 * (STORIES / 2), 2, "the pair in what matches"},
		{"common NEAR/2 other", STORIES / 2, 2 * (STORIES / 2), 2, "the rarer's stories"},
	};
	(void)state;
	hold_all(rows, COUNT(rows));
}

/* All facets that no filter is on are one match; each that one is on is one more. */
static void test_costs__facets_are_one_match_and_one_for_each_filtered(void **state)
{
	const row none = {"rare", RARE, 2 * RARE, 0, "hits, facets"};
	const row one = {"rare", RARE, 3 * RARE, 0, "hits, facets, the filtered one"};
	const row two = {"half", STORIES / 12 + 1,
		2 * (STORIES / 12 + 1) + STORIES / 4 + STORIES / 6, 0,
		"and each filtered one over the other's filter"};
	const row all = {"", STORIES, 2 * STORIES, 0, "all stories, twice"};
	wire_request_text given = {.query = WIRE_STR("rare"), .facets = ""};
	(void)state;
	hold(&given, &none);
	given.filters[given.n_filters++] = "source=UPI";
	hold(&given, &one);
	given.query = WIRE_STR("half");
	given.filters[given.n_filters++] = "country=FR";
	hold(&given, &two);
	hold(&(wire_request_text){.facets = ""}, &all);
}

static void test_costs__what_is_not_ranked_is_not_compared(void **state)
{
	const row once = {"common half", STORIES / 2, STORIES / 2, 0, "each match, once"};
	wire_request_text given = {.query = WIRE_STR("common half"), .sort = "newest"};
	(void)state;
	hold(&given, &once);
	given = (wire_request_text){.query = WIRE_STR("common half"), .limit = "0"};
	hold(&given, &once);
}

/* ---- nothing found ---- */

/* Each part is counted by itself, corrections are tried; walks keep to words that begin alike. */
static void test_costs__saying_why_nothing_is_found(void **state)
{
	static const row rows[] = {
		{"commmon", 0, STORIES, 2, "a correction is counted once"},
		{"qazxxo rare", 0, 2 * RARE, 2 * 20 + 2, "the words that begin with qa"},
		{"zzzzzzzz yyyyyyyy", 0, 0, 100, "no word is near: few are looked at"},
		{"nothing rare zzzyx common", 0, STORIES + RARE, 100, "the parts, each once"},
		{"source:Reters", 0, STORIES / 4, 4, "the values of the field"},
		{"person:\"Tony Blare\"", 0, 2 * (STORIES / 5), 4, "the words of the field"},
	};
	(void)state;
	hold_all(rows, COUNT(rows));
}

/* However many words are wrong, three are corrected, eight parts counted, eight queries tried. */
static void test_costs__of_many_wrong_words_few_are_looked_into(void **state)
{
	char query[1200] = "";
	char own[8];
	(void)state;
	for (unsigned i = 0; i < 150; i++)
		snprintf(query + strlen(query), sizeof query - strlen(query), "x%s ",
			own_word(own, 'q', i));
	wire_result result = answer(&(wire_request_text){.query = wire_str_from(query)});
	assert_int_equal(result.total, 0);
	assert_int_equal(result.n_parts, WIRE_BUDGET_PARTS);
	assert_in_range(result.cost.meter.documents, 0, WIRE_BUDGET_TRIES * 3);
	/* Of three words: those that begin alike, and those with another first letter. */
	assert_in_range(result.cost.meter.terms, 1, 3 * STORIES);
}

/* ---- the limit of walks ---- */

static void test_costs__a_walk_ends_at_its_limit(void **state)
{
	wire_budget budget;
	(void)state;
	wire_budget_start(&budget, 0);
	assert_int_equal(budget.meter.deadline, 0);
	budget.meter.terms = WIRE_BUDGET_WALK - 1;
	assert_false(wire_budget_walked(&budget));
	budget.meter.terms = WIRE_BUDGET_WALK;
	assert_true(wire_budget_walked(&budget));
	/* A request that begins anew has all of it again, but no more time. */
	budget.meter.deadline = 5;
	wire_budget_restart(&budget);
	assert_false(wire_budget_walked(&budget));
	assert_int_equal(budget.meter.deadline, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_costs__a_match_looks_at_what_its_rarest_word_is_in),
		cmocka_unit_test(test_costs__facets_are_one_match_and_one_for_each_filtered),
		cmocka_unit_test(test_costs__what_is_not_ranked_is_not_compared),
		cmocka_unit_test(test_costs__saying_why_nothing_is_found),
		cmocka_unit_test(test_costs__of_many_wrong_words_few_are_looked_into),
		cmocka_unit_test(test_costs__a_walk_ends_at_its_limit),
	};
	return cmocka_run_group_tests_name("costs", tests, set_up, tear_down);
}
