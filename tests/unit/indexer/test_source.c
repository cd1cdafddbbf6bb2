/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which agency filed a story: where it is looked for, in which order, and by which name it goes. */
#include "support/cmocka.h"

#include "indexer/facts/source.h"
#include "indexer/gazetteer/gazetteer.h"

static wire_gazetteer *gazetteer;
static wire_arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(1u << 20);
	return arena == NULL || wire_gazetteer_load(&gazetteer, NULL, NULL) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_gazetteer_free(gazetteer);
	wire_arena_free(arena);
	return 0;
}

/* A story with what may name its agency; NULL: nothing. */
typedef struct row {
	const char *source, *byline, *copyright, *credit, *url, *given;
	const char *want, *note, *why; /* note: what --extract -v says of it; NULL: nothing */
} row;

static wire_list list_of(const char *line)
{
	wire_list list = {0};
	if (line != NULL)
		assert_int_equal(wire_list_push(&list, arena, wire_str_from(line)), WIRE_OK);
	return list;
}

static void check(const row *r)
{
	const wire_policy policy = {.why = true, .source = wire_str_from(r->given)};
	const wire_context ctx = {.arena = arena,
		.tables = &(wire_tables){.gazetteer = gazetteer},
		.policy = &policy};
	wire_arena_reset(arena);
	wire_story story = {.source = wire_str_from(r->source),
		.credit = wire_str_from(r->credit),
		.url = wire_str_from(r->url)};
	const wire_cleaning cleaning = {
		.bylines = list_of(r->byline), .copyrights = list_of(r->copyright)};
	assert_int_equal(wire_source_stage(&story, &cleaning, &ctx), WIRE_OK);
	wire_str note = story.why.len > 0 ? story.why.items[0] : WIRE_STR("");
	if (!wire_str_equal(story.source, wire_str_from(r->want)) ||
		!wire_str_equal(note, wire_str_from(r->note)))
		fail_msg("%s: '" WIRE_FMT "' ('" WIRE_FMT "')", r->why, WIRE_ARG(story.source),
			WIRE_ARG(note));
}

static void test_source__where_it_is_looked_for(void **state)
{
	static const char apart[] = "https://apnews.com/article/1";
	static const row rows[] = {
		{.source = "Associated Press",
			.byline = "By Jane Doe, Reuters",
			.want = "AP",
			.why = "the format's own, by its usual name"},
		{.source = "Weekly Planet",
			.credit = "AFP",
			.want = "Weekly Planet",
			.why = "one that is in no list stays"},
		{.byline = "By Jane Doe, Reuters",
			.copyright = "Copyright 2023 AFP",
			.credit = "UPI",
			.url = apart,
			.given = "Xinhua",
			.want = "Reuters",
			.note = "source: Reuters: byline",
			.why = "a byline first"},
		{.byline = "By Jane Doe",
			.copyright = "Copyright 2023 AFP",
			.credit = "UPI",
			.url = apart,
			.given = "Xinhua",
			.want = "AFP",
			.note = "source: AFP: copyright line",
			.why = "then a copyright"},
		{.credit = "UPI",
			.url = apart,
			.given = "Xinhua",
			.want = "UPI",
			.note = "source: UPI: credit",
			.why = "then a credit"},
		{.url = apart,
			.given = "Xinhua",
			.want = "AP",
			.note = "source: AP: url",
			.why = "then the host"},
		{.given = "Associated Press",
			.want = "AP",
			.note = "source: AP: --source",
			.why = "last what the caller gave"},
		{.given = "Weekly Planet",
			.want = "Weekly Planet",
			.note = "source: Weekly Planet: --source",
			.why = "whatever it is"},
		{.want = "", .why = "nothing says it, and nothing is noted"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(&rows[i]);
}

static void test_source__names_in_a_line(void **state)
{
	static const row rows[] = {
		{.credit = "Photo: Jane Doe/Associated Press",
			.want = "AP",
			.note = "source: AP: credit",
			.why = "two words behind a stroke"},
		{.credit = "(AFP)",
			.want = "AFP",
			.note = "source: AFP: credit",
			.why = "brackets"},
		{.credit = "Agence France-Presse",
			.want = "AFP",
			.note = "source: AFP: credit",
			.why = "a name of several words"},
		{.credit = "Jane|Reuters;AFP",
			.want = "Reuters",
			.note = "source: Reuters: credit",
			.why = "the first of two"},
		{.credit = "A UPIs and APx of this world", .want = "", .why = "whole words"},
		{.url = "http://www.reuters.com:8080/x",
			.want = "Reuters",
			.note = "source: Reuters: url",
			.why = "a host with a port"},
		{.url = "https://www.upi.com",
			.want = "UPI",
			.note = "source: UPI: url",
			.why = "without a path"},
		{.url = "apnews.com/article", .want = "", .why = "no scheme, no host"},
		{.url = "https://example.org/apnews.com", .want = "", .why = "the host alone"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(&rows[i]);
}

/* Of a credit as long as a story the first 400 bytes are looked at. */
static void test_source__a_long_credit_is_no_story(void **state)
{
	static char credit[1000];
	(void)state;
	memset(credit, 'x', sizeof credit - 1);
	memcpy(credit + 396, " AFP", 4);
	check(&(row){.credit = credit,
		.want = "AFP",
		.note = "source: AFP: credit",
		.why = "at its end"});
	memset(credit, 'x', sizeof credit - 1);
	memcpy(credit + 397, " AFP ", 5);
	check(&(row){.credit = credit, .want = "", .why = "a byte later"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_source__where_it_is_looked_for),
		cmocka_unit_test(test_source__names_in_a_line),
		cmocka_unit_test(test_source__a_long_credit_is_no_story),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
