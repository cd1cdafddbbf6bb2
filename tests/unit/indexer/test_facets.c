/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Countries and people: small stories with what they are about. */
#include "support/cmocka.h"

#include <unistd.h>

#include "indexer/clean/clean.h"
#include "indexer/facts/countries.h"
#include "indexer/facts/names.h"
#include "indexer/facts/people.h"
#include "indexer/facts/tagger.h"
#include "indexer/gazetteer/gazetteer.h"

static wire_gazetteer *gazetteer;
static wire_tagger *tagger;
static wire_arena *arena;

static int set_up(void **state)
{
	wire_error err;
	(void)state;
	arena = wire_arena_new(512u << 20);
	return arena == NULL || wire_gazetteer_load(&gazetteer, NULL, &err) != WIRE_OK ||
	       wire_tagger_load(&tagger, NULL, &err) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_tagger_free(tagger);
	wire_gazetteer_free(gazetteer);
	wire_arena_free(arena);
	return 0;
}

static wire_story facets_of(wire_str text, bool with_tagger)
{
	wire_cleaning cleaning;
	wire_words words;
	wire_story story = {.body = text};
	const wire_context ctx = {.arena = arena,
		.tables = &(wire_tables){gazetteer, with_tagger ? tagger : NULL},
		.policy = &(wire_policy){.why = true}};
	wire_arena_reset(arena);
	assert_int_equal(wire_clean_stage(&cleaning, &story, &ctx), WIRE_OK);
	assert_int_equal(wire_dateline_stage(&cleaning.dateline, &story, &ctx), WIRE_OK);
	assert_int_equal(wire_words_split(&words, &story, &ctx), WIRE_OK);
	assert_int_equal(wire_countries_stage(&story, &words, &cleaning.dateline, &ctx), WIRE_OK);
	assert_int_equal(wire_people_stage(&story, &words, &ctx), WIRE_OK);
	return story;
}

static const char *joined(const wire_list *list)
{
	static char out[1024];
	size_t at = 0;
	out[0] = '\0';
	for (size_t i = 0; i < list->len && at < sizeof out - 64; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s" WIRE_FMT, i > 0 ? ", " : "",
			WIRE_ARG(list->items[i]));
	return out;
}

static void test_countries__what_a_story_is_about(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"Ferry late\n\nOSLO, May 2 (AP) - The ferry was late.", "NO", "the dateline"},
		{"China sends ships\n\nChina sent ships past Japan. Japan did not say why.",
			"CN, JP", "headline and lead"},
		{"Storm hits coast\n\nRICHMOND, Va. (AP) - A storm hit the coast.", "US",
			"a state's abbreviation, not the Vatican's code"},
		{"Peaches late\n\nATLANTA (AP) - Growers in Georgia wait.", "US",
			"a state that is a country's name, too"},
		{"Turkey for dinner\n\nMost families ate turkey and china plates broke.", "TR",
			"small letters are no country"},
		{"Soviet pipes\n\nBONN, May 2 - West German pipes go to the Soviet Union.",
			"DE, SU", "former states"},
		{"Sea row\n\nShips met in the South China Sea.", "", "a sea is no country"},
		{"U.S.-China talks\n\nThe U.S.-China talks began again.", "US, CN",
			"parts of compounds"},
		{"Song\n\nSinger Michael Jordan sang.", "", "a first or family name"},
		{"Ballet\n\nThe dancers danced.", "", "nothing"},
		{"CLASS HOLDS REUNION\n\nTHE CLASS OF 1950 HELD A REUNION IN MAY, AND ALL CAME.",
			"", "an accent that is not printed is not there"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = facets_of(wire_str_from(cases[i].text), true);
		if (strcmp(joined(&story.countries), cases[i].want) != 0)
			fail_msg("%s: got %s, want %s", cases[i].why, joined(&story.countries),
				cases[i].want);
	}
}

static void test_people__names(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"Talks\n\nSecretary of State Antony Blinken met Foreign Minister Qin Gang.",
			"Antony Blinken, Qin Gang", "titles go, family-first names stay"},
		{"Talks\n\nUrsula von der Leyen spoke in Brussels on Friday.",
			"Ursula von der Leyen", "particles"},
		{"Vote\n\nFormer president George W. Bush said no.", "George W. Bush", "initials"},
		{"Deal\n\nJohnson & Johnson and Morgan Stanley Inc agreed.", "", "companies"},
		{"Port\n\nUSS Carl Vinson left John F. Kennedy Airport behind.", "",
			"ships and airports"},
		{"Law\n\nSpokesman Jo Park said. Park added more.", "Jo Park", "once each"},
		{"HANSEN RESIGNS\n\nMinister Ole Hansen resigned, said Ann Lee.",
			"Ole Hansen, Ann Lee", "a headline in capitals counts for its person"},
		{"Quake\n\nBy JANE DOE\n\nOSLO (AP) - Gov. Ole Hansen said it shook.", "Ole Hansen",
			"bylines are not about the story"},
		{"Quiet\n\nNothing happened anywhere on Monday.", "", "nobody"},
		{"Dividend\n\nPayable May 1, said Ann Lee. Record April 10. Pay May Three. "
		 "Offered April 2.",
			"Ann Lee", "months and sums are no surnames"},
		{"Rates\n\nAnalyst Jo Park of Merrill Lynch and Smith Barney Harris Upham said the "
		 "European Community saw the London Interbank Offered Rate.",
			"Jo Park", "houses are no people"},
		{"Song\n\nSinger Michael Jordan sang.", "Michael Jordan",
			"who is named like a place is a person"},
		{"Reise\n\nAu\xC3\x9F"
		 "enministerin Annalena Baerbock said so.",
			"Annalena Baerbock", "titles of other languages go"},
		{"Play\n\nActor Alan Bennett The History Boys won.", "Alan Bennett",
			"the title of a work goes"},
		{"Table\n\nPrice Price Wheat rose, said Ann Lee.", "Ann Lee",
			"a head of columns is nobody"},
		{"Deal\n\nThe board named Don Hansen. Earl Hansen and June Lee left, said Bill Brown.",
			"Don Hansen, Earl Hansen, June Lee, Bill Brown",
			"first names that are titles, months and laws elsewhere"},
		{"Storm\n\nMinister Saleh al-Hansen met Khaled el-Masri of Egypt, officials said.",
			"Saleh al-Hansen, Khaled el-Masri", "articles in small letters"},
		{"Play\n\nActor Alan Bennett's History won, said Ann Lee's mother.",
			"Alan Bennett, Ann Lee", "a name ends where something is its own"},
		{"Song\n\nPresident Jo Park met Sirhan Sirhan.", "Jo Park, Sirhan Sirhan",
			"a name that is a word twice"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = facets_of(wire_str_from(cases[i].text), true);
		if (strcmp(joined(&story.people), cases[i].want) != 0)
			fail_msg("%s: got %s, want %s", cases[i].why, joined(&story.people),
				cases[i].want);
	}
}

/* The line of story->why that begins so; without its beginning. */
static const char *why(const wire_story *story, const char *start)
{
	static char out[256];
	for (size_t i = 0; i < story->why.len; i++) {
		wire_str line = story->why.items[i];
		if (!wire_str_starts(line, wire_str_from(start)))
			continue;
		line = wire_str_slice(line, strlen(start), line.len);
		snprintf(out, sizeof out, WIRE_FMT, WIRE_ARG(line));
		return out;
	}
	return "";
}

/* Each mention once, in full or by the family name, wherever that stands. */
static void test_people__mentions(void **state)
{
	static const struct {
		const char *text, *who, *count, *why;
	} cases[] = {
		{"Talks\n\nForeign Minister Qin Gang spoke. Then Qin left. Asked, Qin said no. "
		 "Foreign Minister Qin was late.",
			"people: Qin Gang: ", "4 mentions", "the family name first"},
		{"Talks\n\nSpokesman Jo Park spoke. Park added more. Then Jo Park left.",
			"people: Jo Park: ", "3 mentions", "the family name last"},
		{"Talks\n\nSpokesman Jo Park spoke.", "people: Jo Park: ", "1 mention",
			"a full name is not its family name's mention, too"},
		{"Talks\n\nLeader Kim Jong-un spoke. Kim met Park Geun-hye. Then Kim left.",
			"people: Kim Jong-un: ", "3 mentions", "hyphens"},
		{"Talks\n\nSpokesman Ann Lee met Ann Hansen. Then Ann left.", "people: Ann Lee: ",
			"1 mention", "a first word of two persons is nobody's"},
		{"Talks\n\nSinger Paris Hilton spoke. She flew to Paris.",
			"people: Paris Hilton: ", "1 mention", "a place is a place"},
		{"HANSEN RESIGNS\n\nSpokesman Ole Hansen spoke.", "people: Ole Hansen: ", "2 mentions",
			"a headline in capitals"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = facets_of(wire_str_from(cases[i].text), true);
		if (strstr(why(&story, cases[i].who), cases[i].count) == NULL)
			fail_msg("%s: got '%s', want '%s' (%s)", cases[i].why,
				why(&story, cases[i].who), cases[i].count, joined(&story.people));
	}
}

/* Who acts by title and surname alone is kept apart: no full name, no value of the facet. */
static void test_people__surnames(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"Talks\n\nPresident Reagan said yes. Mr. Reagan left.", "Reagan", "once"},
		{"Talks\n\nPresident Ronald Reagan said yes. Mr. Reagan left.", "",
			"who has a full name is in people"},
		{"Talks\n\nSecretary of State Shultz met Prime Minister Nakasone and Mr. de Klerk.",
			"Shultz, Nakasone, de Klerk", "offices and particles"},
		{"Talks\n\nThe Prime Minister met the Security Council. President Ford Motor Co.",
			"", "titles alone and firms"},
		{"Talks\n\nRep. Jordan met President Houston Monday.", "Jordan",
			"behind an abbreviation comes a name"},
		{"Talks\n\nGeneral Electric and Union Pacific fell.", "",
			"words that are titles in other places"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = facets_of(wire_str_from(cases[i].text), true);
		if (strcmp(joined(&story.surnames), cases[i].want) != 0)
			fail_msg("%s: got %s, want %s", cases[i].why, joined(&story.surnames),
				cases[i].want);
	}
}

/* Names printed in capitals are written as elsewhere, in any alphabet that has small letters. */
static void test_names__capitals(void **state)
{
	static const char *const cases[][2] = {{"Pedro GARC\xC3\x8D"
						"A",
						       "Pedro Garc\xC3\xAD"
						       "a"},
		{"PETER M\xC3\x9CLLER", "Peter M\xC3\xBCller"},
		{"Ronald McDONALD", "Ronald McDonald"}, {"RONALD MCDONALD", "Ronald McDonald"},
		{"Conan O'BRIEN", "Conan O'Brien"},
		{"Conan O\xE2\x80\x99"
		 "BRIEN",
			"Conan O\xE2\x80\x99"
			"Brien"},
		{"Alexander VAN DER BELLEN", "Alexander van der Bellen"},
		{"KIM JONG-UN", "Kim Jong-Un"}, {"XI JINPING", "Xi Jinping"},
		{"JFK SMITH", "JFK Smith"}, {"JOHN SMITH III", "John Smith III"},
		{"JOHN R. SMITH", "John R. Smith"}, {"Jo Lee", "Jo Lee"}, {"Jo LEE", "Jo LEE"},
		{"DeVITO", "DeVito"},
		{"Recep ERDO\xC4\x9E"
		 "AN",
			"Recep Erdo\xC4\x9F"
			"an"},
		{"\xD0\x98\xD0\x92\xD0\x90\xD0\x9D\xD0\x9E\xD0\x92",
			"\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD\xD0\xBE\xD0\xB2"}};
	const wire_context ctx = {.arena = arena,
		.tables = &(wire_tables){gazetteer, NULL},
		.policy = &(wire_policy){.why = false}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_words words;
		wire_str name;
		wire_story story = {.body = wire_str_from(cases[i][0])};
		assert_int_equal(wire_words_split(&words, &story, &ctx), WIRE_OK);
		const wire_mention all = {.start = 0, .end = words.len};
		assert_int_equal(wire_name_of(&name, &all, &words, &ctx), WIRE_OK);
		if (!wire_str_equal(name, wire_str_from(cases[i][1])))
			fail_msg("%s: got " WIRE_FMT, cases[i][0], WIRE_ARG(name));
	}
}

static void test_people__rules_alone_do_for_titles(void **state)
{
	(void)state;
	wire_story story = facets_of(WIRE_STR("Talks\n\nPrime Minister Ole Hansen spoke."), false);
	assert_string_equal(joined(&story.people), "Ole Hansen");
}

/* Ten thousand names: bounded in number and time, and each that is listed stands in the text. */
static void test_people__ten_thousand_names(void **state)
{
	wire_buf text;
	(void)state;
	wire_buf_init(&text, 4u << 20);
	wire_buf_puts(&text, "List\n\n");
	for (int i = 0; i < 10000; i++)
		wire_buf_printf(&text, "President John Ab%c%c%c said so.\n\n", 'a' + i % 26,
			'a' + i / 26 % 26, 'a' + i / 676);
	assert_int_equal(wire_buf_status(&text), WIRE_OK);
	wire_story story = facets_of(wire_buf_view(&text), true);
	assert_true(story.people.len > 0 && story.people.len <= WIRE_PEOPLE_MAX);
	for (size_t i = 0; i < story.people.len; i++)
		assert_true(wire_str_find(story.body, story.people.items[i], 0) != SIZE_MAX);
	wire_buf_release(&text);
}

static void test_facets__odd_stories_end(void **state)
{
	static const char *const shapes[] = {"A", "MORE", "\n\n\n", "HEADLINE ONLY",
		"ALL OF THIS IS IN CAPITALS, SAID GEN. JO PARK IN OSLO, NORWAY.",
		"a  1  2\nb  3  4\nc  5  6", "Токио — 東京 — طوكيو"};
	wire_buf huge;
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		facets_of(wire_str_from(shapes[i]), true);
	wire_buf_init(&huge, 4u << 20);
	while (huge.len < (2u << 20))
		wire_buf_puts(&huge, "Minister Jo Park of China said U.S. ships passed Oslo, ");
	wire_story story = facets_of(wire_buf_view(&huge), true);
	assert_true(story.people.len >= 1);
	wire_buf_release(&huge);
}

static void test_tagger__bad_models_are_refused(void **state)
{
	wire_tagger *bad;
	wire_error err;
	char path[] = "/tmp/wire-model-XXXXXX";
	(void)state;
	assert_int_equal(wire_tagger_load(&bad, "/nowhere/model", &err), WIRE_EIO);
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "short", 5), 5);
	assert_int_equal(wire_tagger_load(&bad, path, &err), WIRE_EFORMAT);
	assert_null(bad);
	close(fd);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_countries__what_a_story_is_about),
		cmocka_unit_test(test_people__names),
		cmocka_unit_test(test_people__mentions),
		cmocka_unit_test(test_people__surnames),
		cmocka_unit_test(test_names__capitals),
		cmocka_unit_test(test_people__rules_alone_do_for_titles),
		cmocka_unit_test(test_people__ten_thousand_names),
		cmocka_unit_test(test_facets__odd_stories_end),
		cmocka_unit_test(test_tagger__bad_models_are_refused),
	};
	return cmocka_run_group_tests_name("facets", tests, set_up, tear_down);
}
