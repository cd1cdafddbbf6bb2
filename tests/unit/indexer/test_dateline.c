/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "indexer/clean/clean.h"
#include "indexer/dateline/path_date.h"
#include "indexer/facts/source.h"
#include "indexer/gazetteer/gazetteer.h"

static wire_gazetteer *gazetteer;
static wire_arena *arena;

static int set_up(void **state)
{
	wire_error err;
	(void)state;
	arena = wire_arena_new(64u << 20);
	return arena == NULL || wire_gazetteer_load(&gazetteer, NULL, &err) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_gazetteer_free(gazetteer);
	wire_arena_free(arena);
	return 0;
}

static const char *text_of(wire_str s)
{
	static char out[4][256];
	static int turn;
	turn = (turn + 1) % 4;
	snprintf(out[turn], sizeof out[turn], WIRE_FMT, WIRE_ARG(s));
	return out[turn];
}

/* One line for each way in which agencies write. The words behind are ours. */
static void test_dateline__forms(void **state)
{
	static const struct {
		const char *text, *place, *date, *agency, *why;
	} cases[] = {
		{"OSLO, Norway (AP) _ The", "OSLO", "", "AP", "AP wire, with an underscore"},
		{"HAYWARD, Calif. (AP) — A", "HAYWARD", "", "AP", "AP on the web"},
		{"HAVANA (AP ) -- A man", "HAVANA", "", "AP", "a stray blank"},
		{"OSLO (Reuters) - The", "OSLO", "", "Reuters", "Reuters on the web"},
		{"OSLO, May 3 (Reuters) - The", "OSLO", "--05-03", "Reuters", "Reuters wire"},
		{"May 3 (Reuters) - The", "", "--05-03", "Reuters", "without a place"},
		{"(Reuters) - The", "", "", "Reuters", "the agency alone"},
		{"PARIS/OSLO, May 3 (Reuters) - X", "PARIS", "--05-03", "Reuters", "two places"},
		{"NEW YORK, March 2 - The", "NEW YORK", "--03-02", "", "Reuters of 1987"},
		{"OSLO, Narch 2 - The", "OSLO", "--03-02", "", "a typing error"},
		{"OSLO, FEb 26 - The", "OSLO", "--02-26", "", "another"},
		{"RICHMOND, Va. Feb 26 - The", "RICHMOND", "--02-26", "", "a comma is missing"},
		{"RENO, Nev., - March 4 - The", "RENO", "--03-04", "", "a mark too many"},
		{"OSLO 1996-08-30", "OSLO", "1996-08-30", "", "an ISO date"},
		{"OSLO, Aug 29, 2014 (AFP) - A", "OSLO", "2014-08-29", "AFP", "AFP"},
		{"Paris, 21 jan 2019 (AFP) - Le", "Paris", "2019-01-21", "AFP", "AFP in French"},
		{"OSLO, Dec 12, 2005, 2005", "OSLO", "2005-12-12", "", "a year twice"},
		{"June 14 (UPI) -- A", "", "--06-14", "UPI", "UPI today"},
		{"WASHINGTON, July 2 (UPI) -- A", "WASHINGTON", "--07-02", "UPI", "UPI of old"},
		{"OSLO, Nov. 30, 2006 (Xinhua) -- A", "OSLO", "2006-11-30", "Xinhua", "Xinhua"},
		{"OSLO, Nov. 30 (xinhua) -- A", "OSLO", "--11-30", "Xinhua", "in small letters"},
		{"MOSCOW, January 21. /TASS/. The", "MOSCOW", "--01-21", "TASS", "TASS"},
		{"MOSCOW, Jan 21 (Itar-Tass) - The", "MOSCOW", "--01-21", "TASS", "its old name"},
		{"Berlin (dpa) - Die", "Berlin", "", "dpa", "dpa"},
		{"San Diego (tca/dpa) - A", "San Diego", "", "dpa", "dpa with a partner"},
		{"(ANSA) - Rome, May 3 - A", "Rome", "--05-03", "ANSA", "the agency first"},
		{"Oslo, 4 ene (EFE).- Un", "Oslo", "--01-04", "EFE", "EFE in Spanish"},
		{"Oslo, 1 ene (EFE).-La", "Oslo", "--01-01", "EFE", "without a blank"},
		{"OTSU, Japan, Dec. 9 Kyodo - A", "OTSU", "--12-09", "Kyodo", "Kyodo wire"},
		{"TOKYO (Kyodo) -- A", "TOKYO", "", "Kyodo", "Kyodo on the web"},
		{"SEOUL, Nov. 24 (Yonhap) -- A", "SEOUL", "--11-24", "Yonhap", "Yonhap"},
		{"Chennai, Mar 21 (PTI) The", "Chennai", "--03-21", "PTI", "PTI, with no mark"},
		{"Damascus [Syria], June 9 (ANI): A", "Damascus", "--06-09", "ANI", "ANI"},
		{"PERTH, March 3 AAP - A", "PERTH", "--03-03", "AAP", "AAP"},
		{"Paris (ats afp) Les", "Paris", "", "AFP", "ATS"},
		{"(Bloomberg) -- A", "", "", "Bloomberg", "Bloomberg"},
		{"Pyongyang, July 18 (KCNA) -- A", "Pyongyang", "--07-18", "KCNA", "KCNA"},
		{"DUBAI, 22nd April, 2026 (WAM) -- A", "DUBAI", "2026-04-22", "WAM", "an ordinal"},
		{"QUITO, 3 JAN 90 (ACAN-EFE) -- [TEXT] A", "QUITO", "1990-01-03", "ACAN-EFE",
			"FBIS"},
		{"QUITO (ECUADOR), 3 JAN 90 (EFE) -- A", "QUITO", "1990-01-03", "EFE",
			"its country"},
		{"ERIE, Pa.--(BUSINESS WIRE)--Aug 2, 2024--A", "ERIE", "2024-08-02",
			"Business Wire", "a release"},
		{"ERIE, Pa., May 5, 2025 /PRNewswire/ -- A", "ERIE", "2025-05-05", "PRNewswire",
			"another"},
		{"Washington (CNN) The", "Washington", "", "CNN", "CNN"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_dateline d;
		char date[11];
		bool found =
			wire_dateline_parse(&d, wire_str_from(cases[i].text), false, gazetteer);
		wire_date_format(date, d.date);
		if (!found || strcmp(text_of(d.places[0]), cases[i].place) != 0 ||
			strcmp(date, cases[i].date) != 0 ||
			strcmp(text_of(d.agency), cases[i].agency) != 0)
			fail_msg("%s: '%s': %d '%s' '%s' '%s'", cases[i].why, cases[i].text, found,
				text_of(d.places[0]), date, text_of(d.agency));
	}
}

static void test_dateline__prose_is_none(void **state)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{"", "nothing"},
		{"LONDON - the musical - opens", "a title: small letters follow"},
		{"UP NEXT - the weather", "a programme"},
		{"1. BAHAMIANS BEGIN", "a list"},
		{"Heat: The Heat won", "a team"},
		{"The minister said on May 3 that", "prose with a date"},
		{"A ship leaves Oslo on May 3. (AP)", "a caption"},
		{"U.S.-built ships were late", "a compound"},
		{"Officials (PTI) said", "a party"},
		{"SILVER - the price fell", "a commodity"},
	};
	(void)state;
	for (size_t i = 1; i < sizeof cases / sizeof *cases; i++) {
		wire_dateline d;
		if (i != 1 &&
			wire_dateline_parse(&d, wire_str_from(cases[i].text), false, gazetteer) &&
			d.n_places > 0)
			fail_msg("%s: '%s' has a place '%s'", cases[i].why, cases[i].text,
				text_of(d.places[0]));
	}
}

/* Cleaning and the stage on a story: what is set, and that the dateline leaves the body. */
static wire_story run_stage(wire_story story, const char *reference)
{
	wire_cleaning cleaning;
	wire_policy policy = {0};
	wire_context ctx = {.arena = arena,
		.tables = &(wire_tables){.gazetteer = gazetteer},
		.policy = &policy};
	if (reference != NULL)
		assert_true(wire_date_parse(&policy.reference, wire_str_from(reference)));
	assert_int_equal(wire_clean_stage(&cleaning, &story, &ctx), WIRE_OK);
	assert_int_equal(wire_dateline_stage(&cleaning.dateline, &story, &ctx), WIRE_OK);
	assert_int_equal(wire_path_date_stage(&story, &ctx), WIRE_OK);
	return story;
}

static void test_dateline__years(void **state)
{
	const wire_str body = WIRE_STR("OSLO, Dec 31 (Reuters) - The ferry was late.\n\nIt sank.");
	static const struct {
		const char *issued, *url, *file, *reference, *date, *from, *why;
	} cases[] = {
		{"", "", "a.txt", NULL, "--12-31", "dateline", "nothing tells the year"},
		{"", "", "a.txt", "2023-06-30", "2022-12-31", "dateline+reference", "not to come"},
		{"2024-01-01T08:00:00", "", "a.txt", "2030-01-01", "2023-12-31", "dateline+issued",
			"nearest to when it was sent"},
		{"", "http://x.org/2021/01/02/a", "a.txt", NULL, "2020-12-31", "dateline+url",
			"nearest to its address"},
		{"", "", "in/20200102/a.txt", NULL, "2019-12-31", "dateline+path", "and its path"},
		{"", "", "in/2018/a.txt", "2023-06-30", "2018-12-31", "dateline+path",
			"a folder named after a year"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = {.body = body,
			.issued = wire_str_from(cases[i].issued),
			.url = wire_str_from(cases[i].url),
			.file = wire_str_from(cases[i].file)};
		story = run_stage(story, cases[i].reference);
		if (strcmp(text_of(story.date), cases[i].date) != 0 ||
			strcmp(text_of(story.date_from), cases[i].from) != 0)
			fail_msg("%s: %s from %s", cases[i].why, text_of(story.date),
				text_of(story.date_from));
		assert_string_equal(text_of(story.body), "The ferry was late.\n\nIt sank.");
		assert_string_equal(text_of(story.dateline), "OSLO, Dec 31 (Reuters) -");
		assert_string_equal(text_of(story.place), "OSLO");
		assert_string_equal(text_of(story.source), "Reuters");
	}
}

static void test_dateline__metadata_and_paths_give_dates(void **state)
{
	(void)state;
	wire_story dated = {.body = WIRE_STR("OSLO, May 3 - X"), .date = WIRE_STR("1987-05-04")};
	assert_string_equal(text_of(run_stage(dated, NULL).date), "1987-05-04");
	wire_story plain = {.body = WIRE_STR("Words."), .file = WIRE_STR("2023/06/14/a.txt")};
	assert_string_equal(text_of(run_stage(plain, "2024-01-01").date), "2023-06-14");
	wire_story none = {.body = WIRE_STR("Words."), .file = WIRE_STR("a/12345678.txt")};
	assert_string_equal(text_of(run_stage(none, "2024-01-01").date), "");
}

/* A dateline is found once, wherever the cleaner passes over what is no news; then it goes. */
static void test_dateline__where_it_stands(void **state)
{
	static const struct {
		const char *text, *field, *place, *date, *source, *body, *why;
	} cases[] = {
		{"Ferry late\n\nA summary line.\n\nAnother one.\n\nA third.\n\n"
		 "OSLO, May 2 2023 (Reuters) - It was late.",
			"", "OSLO", "2023-05-02", "Reuters",
			"A summary line.\n\nAnother one.\n\nA third.\n\nIt was late.",
			"behind summaries, with its agency"},
		{"Ferry late\n\nOne.\n\nTwo.\n\nThree.\n\nOSLO, May 2 2023 - A talk.", "", "", "",
			"", "One.\n\nTwo.\n\nThree.\n\nOSLO, May 2 2023 - A talk.",
			"a list of places so far down is none"},
		{"Ferry late\n\nOne.\n\nTwo.\n\nOSLO, May 2 2023 - It was late.", "", "OSLO",
			"2023-05-02", "", "One.\n\nTwo.\n\nIt was late.",
			"the third paragraph needs no agency"},
		{"By Jo Roe\n\nFerry late\n\nOSLO - It was late.", "", "OSLO", "", "",
			"It was late.", "a byline does not count"},
		{"OSLO REPORT - MARCH 3\n\nIt was late.", "", "", "", "", "It was late.",
			"a headline with a date"},
		{"Ferry late\n\nOSLO, May 2 2023\n\nIt was late.", "", "OSLO", "2023-05-02", "",
			"It was late.", "a line of its own"},
		{"Ferry late\n\nIt was late.\n\nOSLO, May 2 2023", "", "OSLO", "2023-05-02", "",
			"It was late.", "the last line"},
		{"Ferry late\n\nOSLO, May 2 2023 (AP) - It was late, everybody said.\n"
		 "OSLO, May 2 2023 (AP) - It was late, everybody said.",
			"", "OSLO", "2023-05-02", "AP", "It was late, everybody said.",
			"a line that comes twice"},
		{"Ferry late\n\nOSLO, May 2 (AP) - It was late.", "Oslo, May 2 2023", "Oslo",
			"2023-05-02", "", "It was late.", "a field that the text repeats"},
		{"Ferry late\n\nPARIS (AP) - It was late.", "OSLO, May 2 2023", "OSLO",
			"2023-05-02", "", "PARIS (AP) - It was late.", "a field that it does not"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = {.body = wire_str_from(cases[i].text),
			.dateline = wire_str_from(cases[i].field)};
		story = run_stage(story, NULL);
		if (strcmp(text_of(story.place), cases[i].place) != 0 ||
			strcmp(text_of(story.date), cases[i].date) != 0 ||
			strcmp(text_of(story.source), cases[i].source) != 0 ||
			strcmp(text_of(story.body), cases[i].body) != 0)
			fail_msg("%s: '%s' '%s' '%s' in '%s'", cases[i].why, text_of(story.place),
				text_of(story.date), text_of(story.source), text_of(story.body));
	}
}

static wire_list lines(const char *line)
{
	wire_list list = {0};
	if (line[0] != '\0')
		assert_int_equal(wire_list_push(&list, arena, wire_str_from(line)), WIRE_OK);
	return list;
}

static void test_source__order(void **state)
{
	static const struct {
		const char *given, *byline, *copyright, *credit, *url, *option, *want, *why;
	} cases[] = {
		{"Agence France-Presse", "By A B, Reuters", "", "", "", "", "AFP",
			"metadata first"},
		{"", "By JANE DOE, Associated Press", "(c) 2023 Reuters", "",
			"http://www.upi.com/1", "", "AP", "byline"},
		{"", "By A B", "Copyright 2023 United Press International", "", "", "dpa", "UPI",
			"copyright"},
		{"", "", "", "With files from The Canadian Press", "", "", "CP", "credit"},
		{"", "", "", "", "https://www.upi.com/a/b", "dpa", "UPI", "the host"},
		{"", "", "", "", "https://example.org", "itar-tass", "TASS", "--source last"},
		{"", "", "", "", "", "Our Own Wire", "Our Own Wire", "an unknown one as given"},
		{"", "", "", "", "", "", "", "none"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_context ctx = {.arena = arena,
			.tables = &(wire_tables){.gazetteer = gazetteer},
			.policy = &(wire_policy){.source = wire_str_from(cases[i].option)}};
		wire_story story = {.source = wire_str_from(cases[i].given),
			.credit = wire_str_from(cases[i].credit),
			.url = wire_str_from(cases[i].url)};
		wire_cleaning cleaning = {
			.bylines = lines(cases[i].byline), .copyrights = lines(cases[i].copyright)};
		assert_int_equal(wire_source_stage(&story, &cleaning, &ctx), WIRE_OK);
		if (strcmp(text_of(story.source), cases[i].want) != 0)
			fail_msg("%s: '%s'", cases[i].why, text_of(story.source));
	}
}

/* The cleaner's verdicts reach the source stage; what merely looks so in the body does not. */
static void test_source__lines_of_the_text(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"Ferry late\n\nBy JO ROE, Associated Press\n\nIt was late.", "AP", "a byline"},
		{"Ferry late\n\nIt was late.\n\nCopyright 2023 United Press International", "UPI",
			"a copyright line"},
		{"Ferry late\n\nIt was late.\n\n(C) 2023 Reuters", "Reuters", "with a capital C"},
		{"Ferry late\n\nBy Reuters' count it was the third.", "", "prose"},
		{"Copyright law\n\nCopyright law changes, Reuters said.", "", "news of the law"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_cleaning cleaning;
		wire_story story = {.body = wire_str_from(cases[i].text)};
		wire_context ctx = {.arena = arena,
			.tables = &(wire_tables){.gazetteer = gazetteer},
			.policy = &(wire_policy){.why = false}};
		assert_int_equal(wire_clean_stage(&cleaning, &story, &ctx), WIRE_OK);
		assert_int_equal(wire_source_stage(&story, &cleaning, &ctx), WIRE_OK);
		if (strcmp(text_of(story.source), cases[i].want) != 0)
			fail_msg("%s: '%s'", cases[i].why, text_of(story.source));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dateline__forms),
		cmocka_unit_test(test_dateline__prose_is_none),
		cmocka_unit_test(test_dateline__years),
		cmocka_unit_test(test_dateline__metadata_and_paths_give_dates),
		cmocka_unit_test(test_dateline__where_it_stands),
		cmocka_unit_test(test_source__order),
		cmocka_unit_test(test_source__lines_of_the_text),
	};
	return cmocka_run_group_tests_name("dateline", tests, set_up, tear_down);
}
