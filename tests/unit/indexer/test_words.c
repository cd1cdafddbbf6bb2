/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "indexer/facts/words.h"

static wire_arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(256u << 20);
	return arena == NULL;
}

static int tear_down(void **state)
{
	(void)state;
	wire_arena_free(arena);
	return 0;
}

static wire_words split(const char *headline, const char *body)
{
	wire_words words;
	wire_story story = {.headline = wire_str_from(headline), .body = wire_str_from(body)};
	wire_context ctx = {.arena = arena,
		.tables = &(wire_tables){0},
		.policy = &(wire_policy){.why = false}};
	assert_int_equal(wire_words_split(&words, &story, &ctx), WIRE_OK);
	return words;
}

/* The words of a body, joined by '|', each with a letter for its shape. */
static const char *shown(const char *body)
{
	static char out[1024];
	static const char shapes[] = "?lCUIN.o";
	wire_words words = split("", body);
	size_t at = 0;
	for (size_t i = 0; i < words.len; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s" WIRE_FMT "/%c", i ? "|" : "",
			WIRE_ARG(words.items[i].text), shapes[words.items[i].shape]);
	return out;
}

static void test_words__split(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"Xi's talks", "Xi/C|talks/l", "a possessive falls off"},
		{"Joneses’ house", "Joneses/C|house/l", "so does a typographic one after s"},
		{"O'Brien", "O'Brien/C", "an apostrophe inside a name stays"},
		{"the U.S. said", "the/l|U.S./U|said/l", "initials keep their stops"},
		{"J. Edgar and J.P. Doe", "J./I|Edgar/C|and/l|J.P./U|Doe/C", "initials of names"},
		{"Mr. Roe came.", "Mr./C|Roe/C|came/l|./.", "a title's stop is its own"},
		{"Park Geun-hye", "Park/C|Geun-hye/C", "a hyphen keeps a name whole"},
		{"AT&T rose 3.5 to 10,000", "AT&T/U|rose/l|3.5/N|to/l|10,000/N", "& and numbers"},
		{"(NATO)", "(/.|NATO/U|)/.", "brackets are words of their own"},
		{"2nd of 14", "2nd/N|of/l|14/N", "digits first make a number"},
		{"Erdoğan, Çelik", "Erdoğan/C|,/.|Çelik/C", "letters beyond ASCII"},
		{"北京 said", "北京/o|said/l", "scripts without case"},
		{"end-- -x", "end/l|-/.|-/.|-/.|x/l", "a hyphen at an edge joins nothing"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = shown(cases[i].text);
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got %s, want %s", cases[i].why, got, cases[i].want);
	}
	assert_int_equal(split("", "").len, 0);
}

static void test_words__sentences_and_paragraphs(void **state)
{
	wire_words words = split("Head line", "One ended. \"Two began\" there.\n\nThree (Four)");
	static const struct {
		const char *word;
		bool start, headline;
		unsigned paragraph;
	} want[] = {
		{"Head", true, true, 0},
		{"line", false, true, 0},
		{"One", true, false, 1},
		{"ended", false, false, 1},
		{"Two", true, false, 1},
		{"began", false, false, 1},
		{"there", false, false, 1},
		{"Three", true, false, 2},
		{"Four", false, false, 2},
	};
	size_t found = 0;
	(void)state;
	for (size_t i = 0; i < words.len; i++) {
		if (words.items[i].shape == WIRE_WORD_PUNCTUATION)
			continue;
		assert_true(wire_str_equal(words.items[i].text, wire_str_from(want[found].word)));
		assert_int_equal(words.items[i].sentence_start, want[found].start);
		assert_int_equal(words.items[i].in_headline, want[found].headline);
		assert_int_equal(words.items[i].paragraph, want[found].paragraph);
		found++;
	}
	assert_int_equal(found, sizeof want / sizeof *want);
	assert_int_equal(words.body, 2);
}

static void test_words__capitals_of_zones(void **state)
{
	(void)state;
	assert_true(split("TALKS IN GENEVA BREAK DOWN", "").headline_caps);
	assert_false(split("Talks in Geneva break down", "").headline_caps);
	assert_true(split("Talks Break Down After Storm Hits Coast", "").headline_title);
	assert_false(split("Talks break down after storm hits coast", "").headline_title);
	assert_true(
		split("", "ALL OF THIS STORY WAS SENT IN CAPITALS FROM START TO END.").body_caps);
}

static void test_words__any_bytes_are_bounded(void **state)
{
	char noise[4096];
	unsigned seed = 7;
	(void)state;
	for (int round = 0; round < 50; round++) {
		for (size_t i = 0; i < sizeof noise; i++) {
			seed = seed * 1103515245u + 12345u;
			noise[i] = (char)(seed >> 16);
		}
		wire_words words;
		wire_story story = {.body = {noise, sizeof noise}};
		wire_context ctx = {.arena = arena,
			.tables = &(wire_tables){0},
			.policy = &(wire_policy){.why = false}};
		wire_arena_reset(arena);
		assert_int_equal(wire_words_split(&words, &story, &ctx), WIRE_OK);
		for (size_t i = 0; i < words.len; i++) {
			assert_true(words.items[i].text.len > 0);
			assert_true(words.items[i].start + words.items[i].text.len <= sizeof noise);
		}
	}
}

static void test_words__a_huge_story_stops_at_the_limit(void **state)
{
	wire_words words;
	wire_context ctx = {.arena = arena,
		.tables = &(wire_tables){0},
		.policy = &(wire_policy){.why = false}};
	size_t size = 3 * (size_t)WIRE_WORDS_MAX;
	char *text = malloc(size);
	(void)state;
	assert_non_null(text);
	memset(text, '.', size);
	wire_story story = {.body = {text, size}};
	assert_int_equal(wire_words_split(&words, &story, &ctx), WIRE_OK);
	assert_int_equal(words.len, WIRE_WORDS_MAX);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words__split),
		cmocka_unit_test(test_words__sentences_and_paragraphs),
		cmocka_unit_test(test_words__capitals_of_zones),
		cmocka_unit_test(test_words__any_bytes_are_bounded),
		cmocka_unit_test(test_words__a_huge_story_stops_at_the_limit),
	};
	return cmocka_run_group_tests_name("words", tests, set_up, tear_down);
}
