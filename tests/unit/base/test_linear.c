/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A megabyte of each shape that makes a careless scan take the square of its length: nothing is
 * timed, but such a scan would run into the test's time limit many times over. That each character
 * costs a bounded number of steps is argued where the scans are: token.c (RUN_MAX, INITIALS_MAX),
 * fold.c (WIRE_MARKS_MAX) and text.c.
 */
#include "support/cmocka.h"

#include "wire/text.h"
#include "wire/token.h"

enum { MEGABYTE = 1 << 20 };

static const struct {
	const char *first, *again, *what;
} shapes[] = {
	{"a", "\u0301\u0316", "marks of falling classes"},
	{"", "\u0344", "marks that are two"},
	{"か", "\u3099\u0316", "marks that stay"},
	{"क", "\u093E\u093C", "vowel signs and nuktas"},
	{"", "\u1161\u11A8", "Hangul without a first consonant"},
	{"", "a.", "initials"},
	{"", "a.aa.", "initials that are none"},
	{"", "U.", "initials in capitals"},
	{"", "a.'s", "initials with possessives"},
	{"", "A", "capitals"},
	{"", "a", "one word"},
	{"", "a-", "hyphens"},
	{"", "ab-cd--", "words with hyphens"},
	{"", "a-1-", "letters and digits with hyphens"},
	{"", "a'", "apostrophes"},
	{"", "a\u02BB", "other apostrophes"},
	{"", "'s'", "possessives alone"},
	{"", "1,000,", "commas"},
	{"", "1.", "points"},
	{"", "a&", "ampersands"},
	{"", "台", "Han"},
	{"ที", "\u0E48", "tone marks of Thai"},
	{"", "ﷺ", "letters that are a phrase"},
	{"", "ｶﾞ", "half-width kana"},
	{"", "\xFF", "no text"},
	{"", "\xE2\x80", "cut off characters"},
	{"", "\r", "line ends"},
};

/* A megabyte of a shape; the one text is kept until the next. */
static wire_str repeat(size_t shape)
{
	static char text[MEGABYTE];
	const char *first = shapes[shape].first, *again = shapes[shape].again;
	size_t length = strlen(first);
	memcpy(text, first, length);
	for (; length + strlen(again) <= MEGABYTE; length += strlen(again))
		memcpy(text + length, again, strlen(again));
	return (wire_str){text, length};
}

static void test_linear__tokens(void **state)
{
	wire_tokenizer *tokenizer = wire_tokenizer_new();
	(void)state;
	assert_non_null(tokenizer);
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		wire_str text = repeat(i);
		wire_token token;
		size_t spans = 0;
		wire_status status;
		wire_tokenizer_start(tokenizer, text);
		while ((status = wire_token_next(&token, tokenizer)) == WIRE_OK) {
			assert_true(token.form.len > 0 && token.form.len <= WIRE_FORM_MAX);
			spans += token.end - token.start;
		}
		assert_int_equal(status, WIRE_END);
		if (spans > 2 * text.len) /* each byte is in one token, and in one twin */
			fail_msg("%s: %zu bytes of tokens", shapes[i].what, spans);
	}
	wire_tokenizer_free(tokenizer);
}

static void test_linear__folding(void **state)
{
	wire_buf folded;
	(void)state;
	wire_buf_init(&folded, (size_t)MEGABYTE * WIRE_FOLD_GROWTH);
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		wire_buf_clear(&folded);
		wire_text_fold(&folded, repeat(i));
		assert_int_equal(wire_buf_status(&folded), WIRE_OK);
		assert_true(wire_utf8_valid(wire_buf_view(&folded)));
	}
	wire_buf_release(&folded);
}

static void test_linear__cleaning(void **state)
{
	wire_arena *arena = wire_arena_new((size_t)16 * MEGABYTE);
	(void)state;
	assert_non_null(arena);
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		wire_str clean, again;
		wire_arena_reset(arena);
		assert_int_equal(wire_text_clean(&clean, arena, repeat(i)), WIRE_OK);
		assert_true(wire_utf8_valid(clean));
		assert_int_equal(wire_text_clean(&again, arena, clean), WIRE_OK);
		if (!wire_str_equal(again, clean))
			fail_msg("%s: not clean at once", shapes[i].what);
	}
	wire_arena_free(arena);
}

/* UAX 15, Stream-Safe Text: the first 30 of a run are kept, in whatever order they came. */
static void test_linear__of_a_run_of_marks_thirty_are_kept(void **state)
{
	wire_arena *arena = wire_arena_new(1 << 16);
	char text[400];
	wire_str clean;
	(void)state;
	assert_non_null(arena);
	for (int marks = 0; marks < 60; marks++) {
		size_t length = 0;
		text[length++] = 'q'; /* with which no mark becomes one */
		for (int i = 0; i < marks; i++, length += 2)
			memcpy(text + length, i % 2 == 0 ? "\u0301" : "\u0316", 2);
		memcpy(text + length, "q\u0301.", 4);
		assert_int_equal(
			wire_text_clean(&clean, arena, (wire_str){text, length + 4}), WIRE_OK);
		int kept = marks < WIRE_MARKS_MAX ? marks : WIRE_MARKS_MAX;
		assert_int_equal(clean.len, 1 + 2 * kept + 4);
	}
	wire_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_linear__tokens),
		cmocka_unit_test(test_linear__folding),
		cmocka_unit_test(test_linear__cleaning),
		cmocka_unit_test(test_linear__of_a_run_of_marks_thirty_are_kept),
	};
	return cmocka_run_group_tests_name("linear", tests, NULL, NULL);
}
