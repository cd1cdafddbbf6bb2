/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cleaner's small judges, each at its bounds: bylines, headlines, takes, dates in paths. */
#include "support/cmocka.h"

#include "indexer/clean/byline.h"
#include "indexer/clean/headline.h"
#include "indexer/clean/take.h"
#include "indexer/dateline/path_date.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* `start`, then `fill` up to `length` bytes, the last of them `end`. */
static wire_str filled(const char *start, char fill, char end, size_t length)
{
	static char text[512];
	assert_true(length < sizeof text);
	for (size_t i = 0; i < length; i++)
		text[i] = fill;
	memcpy(text, start, strlen(start));
	text[length - 1] = end;
	return (wire_str){text, length};
}

static void test_byline__is(void **state)
{
	static const struct {
		const char *line;
		bool is;
	} rows[] = {
		{"By Jane Doe", true},
		{"by Jane Doe", true},
		{"BY Jane Doe", true},
		{"By Jane", false},
		{"By ", false},
		{"Jane Doe", false},
		{"By Jane Doe.", false},
		{"By Jane Doe Jr.", true},
		{"By Jane and John", true},
		{"By Jane doe", false},
		{"By Jane Doe | The Desk", true},
		{"By Jane Doe / AP", true},
		{"By Jane Doe & John Roe for the dpa", true},
		{"By Jan van den Berg de la Roe del Mar bin al Said of Oslo", true},
		{"By Ana da Roe von der Doe le Poe in Paris", true},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (wire_byline_is(wire_str_from(rows[i].line)) != rows[i].is)
			fail_msg("%s", rows[i].line);
	/* A small `by` begins prose more often: it is believed in a short line alone. */
	assert_true(wire_byline_is(filled("by Jane D", 'o', 'e', 60)));
	assert_false(wire_byline_is(filled("by Jane D", 'o', 'e', 61)));
	assert_true(wire_byline_is(filled("By Jane D", 'o', 'e', WIRE_BYLINE_MAX)));
	assert_false(wire_byline_is(filled("By Jane D", 'o', 'e', WIRE_BYLINE_MAX + 1)));
}

static void test_byline__titles(void **state)
{
	static const struct {
		const char *line;
		bool is;
	} rows[] = {
		{"Associated Press", true},
		{"The Associated Press", true},
		{"United Press International", true},
		{"Reuters", true},
		{"Agence France-Presse", true},
		{"AP Writer", true},
		{"Foreign Editor", true},
		{"Chief Correspondent", true},
		{"Staff Reporter", true},
		{"Sports Columnist", true},
		{"Writer", false},
		{"Reuters said", false},
		{"A Writer spoke", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (wire_byline_is_title(wire_str_from(rows[i].line)) != rows[i].is)
			fail_msg("%s", rows[i].line);
	static const wire_str post = WIRE_STR_INIT(" Edito");
	for (size_t length = 60; length <= 61; length++) {
		wire_str line = filled("The ", 'm', 'r', length);
		memcpy((char *)line.data + length - 1 - post.len, post.data, post.len);
		assert_int_equal(wire_byline_is_title(line), length == 60);
	}
}

static void test_byline__names(void **state)
{
	static const struct {
		const char *line, *names;
	} rows[] = {
		{"By Jane Doe", "Jane Doe"},
		{"Jane Doe AND John Roe & Ann Poe", "Jane Doe|John Roe|Ann Poe"},
		{"By Jane Doe, John Roe and Ann Poe, Reuters", "Jane Doe|John Roe|Ann Poe"},
		{"By Jane Doe, The Desk", "Jane Doe"},
		{"By Jane Doe | Agency", "Jane Doe"},
		{"By Jane Doe for Reuters", "Jane Doe"},
		{"By Jane Doe of Oslo", "Jane Doe"},
		{"By Jane Doe in Oslo", "Jane Doe"},
		{"By Jane Doe Associated Press Writer", "Jane Doe"},
		{"By Jane Doe AP Sports", "Jane Doe"},
		{"By Jane Doe Staff Sports", "Jane Doe"},
		{"By Jane Doe and Jane Doe", "Jane Doe"},
		{"By Jane", ""},
		{"By A B C D E", "A B C D E"},
		{"By A B C D E F", ""},
		{"By Foreign Desk and Jane Doe", "Jane Doe"},
		{"By News Room and Foreign Reporters", ""},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_arena *arena = wire_arena_new(1u << 20);
		wire_story story = {0};
		char got[256] = "";
		assert_non_null(arena);
		assert_int_equal(
			wire_byline_read(&story, arena, wire_str_from(rows[i].line)), WIRE_OK);
		for (size_t n = 0, at = 0; n < story.byline.len; n++)
			at += (size_t)snprintf(got + at, sizeof got - at, "%s" WIRE_FMT,
				n > 0 ? "|" : "", WIRE_ARG(story.byline.items[n]));
		if (strcmp(got, rows[i].names) != 0)
			fail_msg("%s: %s", rows[i].line, got);
		wire_arena_free(arena);
	}
}

static void test_headline__is(void **state)
{
	static const struct {
		const char *line;
		bool is;
	} rows[] = {
		{"Ferry late", true},
		{"Ferry late.", false},
		{"Ferry late..", true},
		{"Ferry late,", false},
		{"Ferry late:", false},
		{"Ferry late;", false},
		{"Ferry late?", true},
		{"\"Ferry late.\"", false},
		{"'Ferry late.'", false},
		{"(Ferry late.)", false},
		{"“Ferry late.”", false},
		{"“Ferry late”", true},
		{"FERRY LATE.", true},
		{"a.", false},
		{"z.", false},
		{"A.", true},
		{"{`.", true},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (wire_headline_is(wire_str_from(rows[i].line)) != rows[i].is)
			fail_msg("%s", rows[i].line);
	/* What is longer is a paragraph; in capitals a headline may be longer. */
	assert_true(wire_headline_is(filled("", 'm', 'm', 160)));
	assert_false(wire_headline_is(filled("", 'm', 'm', 161)));
	assert_true(wire_headline_is(filled("", 'M', 'M', 300)));
	assert_false(wire_headline_is(filled("", 'M', 'M', 301)));
	assert_true(wire_headline_is(filled("", 'M', 'm', 160)));
	assert_false(wire_headline_is(filled("", 'M', 'm', 161)));
}

/* Marks on a headline: what is left of it, the action, the version. */
static void test_take__marks(void **state)
{
	static const struct {
		const char *headline, *rest, *action;
		unsigned version; /* 0: not told */
	} rows[] = {
		{"CORRECTION: Oil", "Oil", "correction", 0},
		{"CORRECTED = Oil", "Oil", "correction", 0},
		{"CORRECTED Oil", "CORRECTED Oil", "", 0},
		{"(CORRECTED) Oil", "Oil", "correction", 0},
		{"UPDATED: Oil", "Oil", "update", 0},
		{"UPDATE: Oil", "Oil", "update", 0},
		{"UPDATE 9-Oil", "Oil", "update", 10},
		{"UPDATE 99-Oil", "Oil", "update", 100},
		{"UPDATE 100-Oil", "UPDATE 100-Oil", "", 0},
		{"UPDATE 0-Oil", "UPDATE 0-Oil", "", 0},
		{"UPDATE1-Oil", "UPDATE1-Oil", "", 0},
		{"UPDATE 1x", "UPDATE 1x", "", 0},
		{"UPDATE 1 Oil", "Oil", "update", 2},
		{"UPDATE   1  Oil", "Oil", "update", 2},
		{"CORRECTED 1-Oil", "CORRECTED 1-Oil", "", 0},
		{"BREAKING: Oil", "Oil", "", 0},
		{"BREAKING NEWS: Oil", "Oil", "", 0},
		{"URGENT - Oil", "Oil", "", 0},
		{"RPT: Oil", "Oil", "repeat", 0},
		{"RPT-CORRECTED-Oil", "Oil", "correction", 0},
		{"CORRECTED-RPT-Oil", "Oil", "correction", 0},
		{"UPDATE 2-UPDATE 5-Oil", "Oil", "update", 3},
		{"(1st NET) Oil", "Oil", "update", 2},
		{"2nd Lead: Oil", "Oil", "update", 3},
		{"3RD LD-Oil", "Oil", "update", 4},
		{"4th Ld Oil", "Oil", "update", 5},
		{"(4th Ld Oil", "(4th Ld Oil", "", 0},
		{"4th Ld) Oil", "4th Ld) Oil", "", 0},
		{"LEAD Oil", "LEAD Oil", "", 0},
		{"(LEAD Oil", "(LEAD Oil", "", 0},
		{"(2 LEAD) Oil", "(2 LEAD) Oil", "", 0},
		{"4xx Ld Oil", "4xx Ld Oil", "", 0},
		{"4th Oil", "4th Oil", "", 0},
		{"*Oil", "Oil", "", 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_arena *arena = wire_arena_new(1u << 20);
		wire_story story = {.headline = wire_str_from(rows[i].headline)};
		assert_non_null(arena);
		assert_int_equal(wire_take_read_marks(&story, arena), WIRE_OK);
		if (!wire_str_equal(story.headline, wire_str_from(rows[i].rest)) ||
			!wire_str_equal(story.action, wire_str_from(rows[i].action)) ||
			story.version != rows[i].version)
			fail_msg("%s: '" WIRE_FMT "' " WIRE_FMT " %u", rows[i].headline,
				WIRE_ARG(story.headline), WIRE_ARG(story.action), story.version);
		wire_arena_free(arena);
	}
}

static void test_take__keys_and_kills(void **state)
{
	static const struct {
		const char *line, *action; /* NULL: no key */
	} keys[] = {
		{"REFILE", "correction"},
		{"CORRECTED", "correction"},
		{"CORRECTION", "correction"},
		{"UPDATE", "update"},
		{"UPDATE 2-", "update"},
		{"2nd LEAD", "update"},
		{"REPEAT", "repeat"},
		{"RPT", "repeat"},
		{"URGENT", ""},
		{"BULLETIN", ""},
		{"FLASH", ""},
		{"EXTRA", ""},
		{"BREAKING NEWS", ""},
		{"***", ""},
		{"EXTRAS", NULL},
		{"", NULL},
	};
	static const struct {
		const char *line;
		bool kill;
	} kills[] = {
		{"MANDATORY KILL, oil", true},
		{"BULLETIN KILL", true},
		{"KILL: oil", true},
		{"KILL - oil", true},
		{"KILL NOTICE", true},
		{"KILL", true},
		{"KILL oil", false},
		{"(story withdrawn)", true},
		{"STORY WITHDRAWN today", true},
		{"A KILL", false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(keys); i++) {
		wire_story story = {0};
		bool is = wire_take_read_key(&story, wire_str_from(keys[i].line));
		if (is != (keys[i].action != NULL) ||
			(is && !wire_str_equal(story.action, wire_str_from(keys[i].action))))
			fail_msg("%s: %d " WIRE_FMT, keys[i].line, is, WIRE_ARG(story.action));
	}
	for (size_t i = 0; i < COUNT(kills); i++) {
		wire_story story = {.action = WIRE_STR("correction")};
		bool is = wire_take_read_kill(&story, wire_str_from(kills[i].line));
		if (is != kills[i].kill ||
			!wire_str_equal(
				story.action, is ? WIRE_STR("kill") : WIRE_STR("correction")) ||
			!wire_str_equal(story.status, is ? WIRE_STR("canceled") : WIRE_STR("")))
			fail_msg("%s", kills[i].line);
	}
}

/* A note changes the action to what weighs more, never to less. */
static void test_take__what_weighs_more(void **state)
{
	static const struct {
		const char *before;
		wire_line_kind note;
		const char *after;
	} rows[] = {
		{"", WIRE_LINE_UPDATE, "update"},
		{"", WIRE_LINE_REPEAT, "repeat"},
		{"", WIRE_LINE_CORRECTION, "correction"},
		{"", WIRE_LINE_NOTE, ""},
		{"repeat", WIRE_LINE_UPDATE, "update"},
		{"update", WIRE_LINE_REPEAT, "update"},
		{"update", WIRE_LINE_CORRECTION, "correction"},
		{"correction", WIRE_LINE_UPDATE, "correction"},
		{"kill", WIRE_LINE_CORRECTION, "kill"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_story story = {.action = wire_str_from(rows[i].before)};
		wire_take_read_note(&story, rows[i].note);
		if (!wire_str_equal(story.action, wire_str_from(rows[i].after)))
			fail_msg("row %zu: " WIRE_FMT, i, WIRE_ARG(story.action));
	}
}

/* A path's last date; digits on either side make it a number. A year is a folder's whole name. */
static void test_path_date__forms(void **state)
{
	static const struct {
		const char *path, *date; /* NULL: none */
		int year;
	} rows[] = {
		{"20230614", "2023-06-14", 0},
		{"a/2023/06/14/b", "2023-06-14", 2023},
		{"2023-06-14.txt", "2023-06-14", 0},
		{"2023_06_14", "2023-06-14", 0},
		{"2023.06.14", "2023-06-14", 0},
		{"2023 06 14", NULL, 0},
		{"2023-06/14", NULL, 0},
		{"2023-0614", NULL, 0},
		{"2023-06-1", NULL, 0},
		{"2023-06-", NULL, 0},
		{"2023-06", NULL, 0},
		{"120230614", NULL, 0},
		{"202306141", NULL, 0},
		{"2023-06-141", NULL, 0},
		{"2023-13-01", NULL, 0},
		{"2023-02-29", NULL, 0},
		{"2024-02-29", "2024-02-29", 0},
		{"1800-01-01", "1800-01-01", 0},
		{"1799-12-31", NULL, 0},
		{"2199-12-31", "2199-12-31", 0},
		{"2200-01-01", NULL, 0},
		{"2022-01-01/2023-06-14", "2023-06-14", 0},
		{"1800/x", NULL, 1800},
		{"1799/x", NULL, 0},
		{"2199/x", NULL, 2199},
		{"2200/x", NULL, 0},
		{"x/1987/y", NULL, 1987},
		{"x1987/y", NULL, 0},
		{"1987", NULL, 0},
		{"19870/y", NULL, 0},
		{"1986/1987/y", NULL, 1987},
		{":987/y", NULL, 0},
		{"", NULL, 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_date date;
		char text[11] = "none";
		wire_str path = wire_str_from(rows[i].path);
		bool found = wire_path_date_find(&date, path);
		if (found)
			wire_date_format(text, date);
		if (strcmp(text, rows[i].date == NULL ? "none" : rows[i].date) != 0)
			fail_msg("%s: %s", rows[i].path, text);
		if (wire_path_year(path) != rows[i].year)
			fail_msg("%s: year %d", rows[i].path, wire_path_year(path));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_byline__is),
		cmocka_unit_test(test_byline__titles),
		cmocka_unit_test(test_byline__names),
		cmocka_unit_test(test_headline__is),
		cmocka_unit_test(test_take__marks),
		cmocka_unit_test(test_take__keys_and_kills),
		cmocka_unit_test(test_take__what_weighs_more),
		cmocka_unit_test(test_path_date__forms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
