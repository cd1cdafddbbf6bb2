/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Likely spellings: what is looked at for them, and that each finds something. */
#include "small_archive.h"

#include "search/answer/request.h"
#include "search/answer/searcher.h"
#include "search/engine/suggest.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Words that begin with `sa`, `sb`, ... `sz`: as many as a letter of a large archive has, in small.
 */
enum { CROWD = 20000 };

static const small_story stories[] = {
	{"s1", "Minister visits Beijing", "Ann Roe talked about Taiwan and the zebras.",
		"2023-06-14", "Reuters", "Ann Roe|Bo Doe", "CN"},
	{"s2", "Palace opens", "The \xCA\xBBIolani Palace and the naive \xCA\xBBokina sign.",
		"2023-06-15", "AP", "Qin Gang", "US"},
	{"s3", "Rates", "At 3.5% in 1987, F16 and 243 of 912000.", "2023-06-16", "AP", NULL, NULL},
};

static small_archive archive;
static wire_searcher *searcher;
static wire_arena *arena;

static void put_crowd(void)
{
	static char text[CROWD * 8];
	static const wire_context ctx_empty;
	size_t at = 0;
	wire_writer *writer;
	wire_document_maker *maker;
	wire_error err = {0};
	wire_context ctx = ctx_empty;
	for (int i = 0; i < CROWD; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "s%c%c%c%c ", 'f' + i % 20,
			'a' + i / 20 % 26, 'a' + i / 520 % 26, 'a' + i / 13520);
	ctx.arena = wire_arena_new(256u << 20);
	assert_int_equal(wire_document_maker_new(&maker, &err), WIRE_OK);
	assert_int_equal(wire_writer_open(&writer, archive.db, &err), WIRE_OK);
	archive_put(writer, maker, &ctx,
		&(small_story){"crowd", "Crowd", text, NULL, "AP", NULL, NULL});
	assert_int_equal(wire_writer_commit(writer, &err), WIRE_OK);
	wire_writer_close(writer);
	wire_document_maker_free(maker);
	wire_arena_free(ctx.arena);
}

static int set_up(void **state)
{
	(void)state;
	small_archive_make(&archive, stories, COUNT(stories));
	put_crowd();
	return small_archive_open(&searcher, &arena, &archive, 256u << 20);
}

static int tear_down(void **state)
{
	(void)state;
	return small_archive_close(searcher, arena, &archive);
}

/* ---- what is looked at ---- */

typedef struct asking {
	wire_budget budget;
	const char *form;
	wire_list out;
} asking;

static wire_status ask_spelling(void *payload, wire_error *err)
{
	asking *a = payload;
	const wire_engine engine = {.reader = searcher->reader,
		.stemmer = searcher->stemmer,
		.budget = &a->budget,
		.arena = arena};
	return wire_spelling_suggest(
		&a->out, &engine, wire_field_get(WIRE_FIELD_BODY), wire_str_from(a->form), err);
}

/* Spellings with so many terms of the walk left; `*looked` at how many. */
static wire_list spell(uint64_t *looked, const char *form, uint64_t left)
{
	asking a = {.form = form, .budget = {.meter = {.terms = WIRE_BUDGET_WALK - left}}};
	wire_error err = {0};
	if (wire_reader_with_snapshot(searcher->reader, &a.budget.meter, ask_spelling, &a, &err) !=
		WIRE_OK)
		fail_msg("%s", err.message);
	*looked = a.budget.meter.terms - (WIRE_BUDGET_WALK - left);
	return a.out;
}

/*
 * A wrong first letter is found however many words lie before the right one in the alphabet, and
 * however many begin with the wrong one.
 */
static void test_suggest__late_words_in_a_large_vocabulary(void **state)
{
	static const char *const typed[] = {
		"xebras", "aebras", "sebras", "szebras", "ebras", "ezbras"};
	(void)state;
	for (size_t i = 0; i < COUNT(typed); i++) {
		uint64_t looked;
		wire_list found = spell(&looked, typed[i], CROWD / 10);
		if (found.len == 0 || !wire_str_equal(found.items[0], WIRE_STR("zebras")))
			fail_msg("%s: %zu found, %llu looked at", typed[i], found.len,
				(unsigned long long)looked);
		assert_true(looked <= CROWD / 10 + 1);
	}
}

/* What shares the first two letters is looked at alone, where it has one that is near. */
static void test_suggest__the_nearest_first(void **state)
{
	uint64_t looked;
	(void)state;
	wire_list found = spell(&looked, "zebars", WIRE_BUDGET_WALK);
	assert_int_equal(found.len, 1);
	assert_true(looked < 10);
	found = spell(&looked, "talkeb", WIRE_BUDGET_WALK);
	assert_true(found.len >= 1 && wire_str_equal(found.items[0], WIRE_STR("talked")));
}

/* Behind another first letter a word of seven letters may have no other fault, one of eight one
 * more. */
static void test_suggest__a_wrong_first_letter_and_another(void **state)
{
	uint64_t looked;
	(void)state;
	wire_list found = spell(&looked, "kinisser", WIRE_BUDGET_WALK);
	assert_int_equal(found.len, 1);
	assert_true(wire_str_equal(found.items[0], WIRE_STR("minister")));
	assert_int_equal(spell(&looked, "keijing", WIRE_BUDGET_WALK).len, 1);
	assert_int_equal(spell(&looked, "keijimg", WIRE_BUDGET_WALK).len, 0);
}

static void test_suggest__nothing_is_like_a_number(void **state)
{
	static const char *const typed[] = {"1988", "244", "f15", "3.4", "912001", "ze6ras", "ze"};
	uint64_t looked;
	(void)state;
	for (size_t i = 0; i < COUNT(typed); i++) {
		assert_int_equal(spell(&looked, typed[i], WIRE_BUDGET_WALK).len, 0);
		assert_true(looked == 0);
	}
	/* And no number is like a word. */
	assert_int_equal(spell(&looked, "fi6", WIRE_BUDGET_WALK).len, 0);
}

/* ---- each finds something ---- */

static wire_result ask(const char *query, const char *filter)
{
	const wire_request_text given = {
		.query = wire_str_from(query), .filters = {filter}, .n_filters = filter != NULL};
	wire_request *request = wire_arena_calloc(arena, 1, sizeof *request);
	wire_result result;
	wire_error err = {0};
	assert_non_null(request);
	if (wire_request_read(request, &given, searcher, arena, &err) != WIRE_OK ||
		wire_searcher_run(&result, searcher, request, arena, &err) != WIRE_OK)
		fail_msg("%s: %s", query, err.message);
	return result;
}

static void expect_found(const char *query, const char *filter)
{
	char again[256];
	wire_result result = ask(query, filter);
	if (result.suggestion.len == 0)
		return;
	snprintf(again, sizeof again, WIRE_FMT, WIRE_ARG(result.suggestion));
	wire_result found = ask(again, filter);
	if (found.total == 0 || found.total != result.suggestion_total)
		fail_msg("%s: '%s' finds %u, told %u", query, again, found.total,
			result.suggestion_total);
}

/* Each letter of each word wrong, missing, doubled or swapped; as a word, in a phrase, in fields.
 */
static void test_suggest__whatever_is_typed(void **state)
{
	static const char *const words[] = {
		"Minister", "Beijing", "talked", "Taiwan", "zebras", "naive", "Palace"};
	static const char *const shapes[] = {"%s", "%s zebras", "\"Ann Roe %s about\"",
		"headline:%s", "person:%s", "place:%s", "(%s OR zzzzz) NOT palace", "source:%s",
		"\"naive '%s\""};
	(void)state;
	for (size_t w = 0; w < COUNT(words); w++)
		for (size_t at = 0; at < strlen(words[w]); at++)
			for (int change = 0; change < 4; change++) {
				char typed[32], query[128];
				const char *rest = words[w] + at;
				const char put[] = {change == 0 ? 'q' : rest[change == 3], '\0'};
				snprintf(typed, sizeof typed, "%.*s%s%s", (int)at, words[w],
					change == 1 ? "" : put,
					change == 2   ? rest
					: change == 3 ? "x"
						      : rest + 1);
				for (size_t s = 0; s < COUNT(shapes); s++) {
					snprintf(query, sizeof query, shapes[s], typed);
					expect_found(query, s % 2 == 0 ? NULL : "source=Reuters");
				}
			}
}

static void test_suggest__what_stands_around_a_word_stays(void **state)
{
	static const struct {
		const char *query, *want;
	} rows[] = {
		{"\"naiv 'okina\"", "\"naive 'okina\""},
		{"\"naive 'okona\"", "\"naive 'okina\""},
		{"headline:(Ministr Bejing)", "headline:(Minister Beijing)"},
		{"TAIWAM", "TAIWAN"},
		{"3.4%", ""},
		{"F15", ""},
		{"244", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_result result = ask(rows[i].query, NULL);
		if (!wire_str_equal(result.suggestion, wire_str_from(rows[i].want)))
			fail_msg("%s: '" WIRE_FMT "'", rows[i].query, WIRE_ARG(result.suggestion));
	}
}

static void test_suggest__capitals(void **state)
{
	static const struct {
		const char *spelling, *typed, *want, *why;
	} rows[] = {
		{"ronald", "Ronnald", "Ronald", "a name"},
		{"unesco", "UNESCCO", "UNESCO", "all in capitals"},
		{"azure", "AZURR", "AZURE", "A and Z are capitals"},
		{"zebra", "Zebrra", "Zebra", "so is Z at the start"},
		{"azure", "Axure", "Azure", "and A"},
		{"azure", "AzURE", "Azure", "a small letter: not all are"},
		{"azure", "azzuRE", "azure", "small at its start"},
		{"azure", "[zure", "azure", "signs beside the letters are none"},
		{"azure", "@zure", "azure", "on either side"},
		{"ax", "A", "Ax", "a single capital is a first one"},
		{"az", "A{", "Az", "whatever is beside it"},
		{"az", "AX`", "AZ", "signs count neither way"},
		{"za{`", "XX", "ZA{`", "letters alone are raised"},
		{"x", "", "x", "nothing typed"},
		{"", "X", "", "nothing to dress"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_str got;
		assert_int_equal(wire_spelling_dress(&got, arena, wire_str_from(rows[i].spelling),
					 wire_str_from(rows[i].typed)),
			WIRE_OK);
		if (!wire_str_equal(got, wire_str_from(rows[i].want)) || got.data[got.len] != '\0')
			fail_msg("%s: '" WIRE_FMT "'", rows[i].why, WIRE_ARG(got));
	}
	wire_arena *small = wire_arena_new(6);
	wire_str got;
	assert_non_null(small);
	assert_int_equal(
		wire_spelling_dress(&got, small, WIRE_STR("ronald"), WIRE_STR("X")), WIRE_ENOMEM);
	assert_int_equal(got.len, 0);
	assert_int_equal(
		wire_spelling_dress(&got, small, WIRE_STR("azure"), WIRE_STR("X")), WIRE_OK);
	wire_arena_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_suggest__late_words_in_a_large_vocabulary),
		cmocka_unit_test(test_suggest__the_nearest_first),
		cmocka_unit_test(test_suggest__a_wrong_first_letter_and_another),
		cmocka_unit_test(test_suggest__nothing_is_like_a_number),
		cmocka_unit_test(test_suggest__whatever_is_typed),
		cmocka_unit_test(test_suggest__what_stands_around_a_word_stays),
		cmocka_unit_test(test_suggest__capitals),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
