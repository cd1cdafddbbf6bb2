/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which part of a text is its snippet. */
#include "marked.h"

static void test_passage__short_text_is_shown_whole(void **state)
{
	(void)state;
	assert_string_equal(snippet(word("ferry"), "The ferry sank.\n\nAll were saved.\n"),
		"The [ferry] sank. All were saved.");
}

static void test_passage__begins_with_the_sentence(void **state)
{
	(void)state;
	wire_str text =
		filler("", 20, "The ferry left at dawn with Mr. Roe of the U.S. Navy aboard.");
	assert_string_equal(snippet(word("navy"), text.data),
		"The ferry left at dawn with Mr. Roe of the U.S. [Navy] aboard.");
}

/* Where a sentence ends is seen by what a snippet begins with. */
static void test_passage__abbreviations_end_no_sentence(void **state)
{
	static const struct {
		const char *lead, *want, *why;
	} cases[] = {
		{"Apple Computer Inc. fired its founder, a ferry owner.",
			"Apple Computer Inc. fired its founder, a [ferry] owner.", "a company"},
		{"Ford Motor Co. Chairman Roe owns a ferry.",
			"Ford Motor Co. Chairman Roe owns a [ferry].", "before a name"},
		{"He was approx. two metres from the ferry.",
			"He was approx. two metres from the [ferry].",
			"any stop before a small letter"},
		{"Oil fell in Okla. (Messrs. Roe and Doe own a ferry).",
			"Oil fell in Okla. (Messrs. Roe and Doe own a [ferry]).",
			"behind a bracket"},
		{"It is over. A ferry sank.", "A [ferry] sank.", "a sentence is one"},
		{"\"It is over.\" \303\211tienne's ferry sank.", "\303\211tienne's [ferry] sank.",
			"a capital is one in any script"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = snippet(word("ferry"), filler("", 20, cases[i].lead).data);
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got '%s', want '%s'", cases[i].why, got, cases[i].want);
	}
}

/* A text without spaces is cut at the edge of a word, with the sign of a cut. */
static void test_passage__never_cuts_a_word(void **state)
{
	wire_buf buf;
	const char *got;
	(void)state;
	wire_buf_init(&buf, 1u << 20);
	for (int i = 0; i < 200; i++)
		wire_buf_puts(&buf, i == 100 ? "harbour/" : "gazette/");
	got = snippet(word("harbour"), buf.data);
	assert_true(strncmp(got, "\342\200\246gazette/", 11) == 0);
	assert_non_null(strstr(got, "/[harbour]/"));
	assert_string_equal(got + strlen(got) - 11, "/gazette\342\200\246");
	wire_buf_clear(&buf);
	wire_buf_puts(&buf, "harbour ");
	for (int i = 0; i < 400; i++)
		wire_buf_puts(&buf, "x");
	/* One word that is longer than a snippet is left to its own line. */
	assert_string_equal(snippet(word("harbour"), buf.data), "[harbour]\342\200\246");
	wire_buf_release(&buf);
}

static void test_passage__prefers_most_words_together(void **state)
{
	(void)state;
	wire_str far = filler("The ferry ferry ferry sank. ", 20, "A ferry reached the harbour. ");
	wire_str text = filler(far.data, 20, "The end.");
	const char *got =
		snippet(join(WIRE_NODE_AND, word("ferry"), word("harbour"), NULL), text.data);
	assert_non_null(strstr(got, "A [ferry] reached the [harbour]."));
}

static void test_passage__marks_the_cut(void **state)
{
	(void)state;
	wire_buf buf;
	const char *got;
	wire_buf_init(&buf, 1u << 20);
	for (int i = 0; i < 200; i++)
		wire_buf_puts(&buf, i == 100 ? "harbour and " : "words and ");
	got = snippet(word("harbour"), buf.data);
	wire_buf_release(&buf);
	assert_true(strncmp(got, "…", strlen("…")) == 0);
	assert_string_equal(got + strlen(got) - strlen("…"), "…");
	assert_non_null(strstr(got, " and [harbour] and "));
	assert_null(strstr(got, "…ords"));
}

static void test_passage__beginning_when_nothing_matches(void **state)
{
	(void)state;
	wire_str text = filler("The ferry sank. ", 20, "");
	const char *got = snippet(word("zebra"), text.data);
	assert_true(strncmp(got, "The ferry sank. Nothing", 20) == 0);
	assert_null(strchr(got, '['));
}

/* `n` times `what`, between `before` and `after`. */
static const char *repeated(const char *before, size_t n, const char *what, const char *after)
{
	wire_buf buf;
	wire_str copy;
	wire_buf_init(&buf, 1u << 20);
	wire_buf_puts(&buf, before);
	for (size_t i = 0; i < n; i++)
		wire_buf_puts(&buf, what);
	wire_buf_puts(&buf, after);
	assert_int_equal(wire_arena_copy(&copy, arena, wire_buf_view(&buf)), WIRE_OK);
	wire_buf_release(&buf);
	return copy.data;
}

static void expect_snippet(
	const wire_node *root, const char *text, const char *want, const char *why)
{
	const char *got = snippet(root, text);
	if (strcmp(got, want) != 0)
		fail_msg("%s: got '%s', want '%s'", why, got, want);
}

/* Which run of matches is shown, is seen by how the snippet begins. */
static void test_passage__the_best_run_of_matches(void **state)
{
	wire_node *all = join(WIRE_NODE_OR, word("alpha"), word("omega"), word("delta"));
	const struct {
		const char *first, *second, *want, *why;
	} rows[] = {
		{"Alpha one.", "Alpha two.", "[Alpha] one. ", "the first of equals"},
		{"Alpha one.", "Alpha alpha two.", "[Alpha] [alpha] two. ", "the most of one word"},
		{"Alpha omega one.", "Delta omega alpha two.", "[Delta] [omega] [alpha] two. ",
			"the most words"},
		{"Alpha alpha alpha alpha one.", "Alpha omega two.", "[Alpha] [omega] two. ",
			"words count more than matches"},
		{"Alpha one.", "Alpha two, four, delta.", "[Alpha] two, four, [delta]. ",
			"with others between them"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		wire_str text = filler(rows[i].first, 0, " ");
		text = filler(filler(text.data, 20, rows[i].second).data, 0, " ");
		const char *got = snippet(all, filler(text.data, 20, "").data);
		if (strncmp(got, rows[i].want, strlen(rows[i].want)) != 0)
			fail_msg("%s: got '%s'", rows[i].why, got);
	}
	/* What lies too far back counts no more. */
	wire_str text = filler("Alpha. ", 20, "Omega omega omega. ");
	text = filler(text.data, 20, "Here alpha, omega. ");
	assert_true(strncmp(snippet(all, filler(text.data, 20, "").data), "Here [alpha], [omega]. ",
			    23) == 0);
}

/* Matches are shown together when no more than four fifths of a snippet lie between their ends. */
static void test_passage__a_run_has_its_length(void **state)
{
	wire_node *both = join(WIRE_NODE_AND, word("alpha"), word("omega"), NULL);
	(void)state;
	for (size_t between = 228; between <= 232; between++) {
		const char *run = repeated("Alpha ", between - 2, "x", " omega. ");
		wire_str text = filler("Alpha alpha here. ", 20, run);
		bool together =
			strstr(snippet(both, filler(text.data, 9, "").data), "[omega]") != NULL;
		if (together != (between <= 230))
			fail_msg("%zu characters: %d", between + 10, together);
	}
}

/* A snippet ends with a sentence of its second half, and else with a word. */
static void test_passage__where_it_ends(void **state)
{
	(void)state;
	for (size_t length = 149; length <= 152; length++) {
		const char *first = repeated("", length - 1, "x", ".");
		const char *text = repeated(first, 200, " Yy", "");
		const char *got = snippet(word("zebra"), text);
		if ((strcmp(got, first) == 0) != (length > 150))
			fail_msg("a sentence of %zu characters: %s", length, got);
		if (length <= 150)
			assert_string_equal(got + strlen(got) - 6, " Yy\xE2\x80\xA6");
	}
	/* ... behind all matches. */
	const char *text = repeated("Alpha ", 150, "x", ". Here is omega ");
	text = repeated(text, 100, " yy", "");
	assert_non_null(strstr(
		snippet(join(WIRE_NODE_AND, word("alpha"), word("omega"), NULL), text), "[omega]"));
	/* A text that is as long as a snippet is shown whole; one more character is too many. */
	text = repeated("", 99, "xx ", "xxx");
	assert_string_equal(snippet(word("zebra"), text), text);
	expect_snippet(word("zebra"), repeated("", 100, "gazett/", ""),
		repeated("", 42, "gazett/", "gazett\xE2\x80\xA6"), "a word that ends there");
	expect_snippet(word("zebra"), repeated("", 99, "xx ", "xxxx"),
		repeated("", 98, "xx ", "xx\xE2\x80\xA6"), "301 characters");
}

/* Lengths are in characters, whatever their bytes. */
static void test_passage__lengths_are_in_characters(void **state)
{
	const char *text = repeated("", 200, "\xC3\xA9\xC3\xA9 ", "harbour");
	(void)state;
	expect_snippet(word("zebra"), text,
		repeated("", 99, "\xC3\xA9\xC3\xA9 ", "\xC3\xA9\xC3\xA9\xE2\x80\xA6"),
		"300 from the start");
	expect_snippet(word("harbour"), text,
		repeated("\xE2\x80\xA6", 13, "\xC3\xA9\xC3\xA9 ", "[harbour]"),
		"40 before the match, from the next word on");
	expect_snippet(word("harbour"), repeated("", 200, "\xC3\xA9\xC3\xA9 ", "xxx harbour"),
		repeated("\xE2\x80\xA6", 11, "\xC3\xA9\xC3\xA9 ", "xxx [harbour]"),
		"which a space 41 before it does not begin");
	/* From 293 characters before one of seven the text is shown from its start. */
	text = repeated("\xC3\xA9", 291, "x", " harbour");
	expect_snippet(
		word("harbour"), text, repeated("\xC3\xA9", 291, "x", " [harbour]"), "300 in all");
	assert_true(strncmp(snippet(word("harbour"), repeated("\xC3\xA9", 292, "x", " harbour")),
			    "\xE2\x80\xA6", 3) == 0);
}

/* Where there are spaces, a cut is made at one: brackets stay with their words. */
static void test_passage__cut_at_a_space(void **state)
{
	(void)state;
	expect_snippet(word("harbour"), repeated("", 200, "(a) ", "harbour"),
		repeated("\xE2\x80\xA6", 9, "(a) ", "[harbour]"), "before the match");
	expect_snippet(word("zebra"), repeated("", 200, "(a) ", ""),
		repeated("", 74, "(a) ", "(a)\xE2\x80\xA6"), "at the end");
}

/* What ends a sentence is seen by what the snippet of the next begins with. */
static void test_passage__ends_of_sentences(void **state)
{
	static const struct {
		const char *before, *want, *why;
	} rows[] = {
		{"It is over! ", "", "a mark"},
		{"Is it over? ", "", "another"},
		{"It is over\n\n", "", "a paragraph needs none"},
		{"(It is over.) ", "", "a bracket behind it"},
		{"[It is over.] ", "", "any bracket"},
		{"'It is over.' ", "", "a quote"},
		{"\"It (is over.)\" ", "", "several"},
		{"\xE2\x80\x9CIt is over.\xE2\x80\x9D ", "", "a curved one"},
		{"It is over.\t", "", "any white space"},
		{"It is over.\r\n", "", "of any line's end"},
		{"It is (over) ", "It is (over) ", "a bracket is no mark"},
		{"It is over\n", "It is over ", "nor is the end of a line"},
		{"It is over; ", "It is over; ", "nor other signs"},
		{"It is Z. ", "It is Z. ", "an initial"},
		{"It is (Z. ", "It is (Z. ", "behind a bracket"},
		{"It is \xE2\x80\xA6\xE2\x80\x9D ", "It is \xE2\x80\xA6\xE2\x80\x9D ",
			"a curved quote alone"},
		{"\xE2\x80\x9D ", "\xE2\x80\x9D ", "at the very start"},
		{"' ", "' ", "nor one of ASCII"},
		{"J. ", "J. ", "an initial there"},
		{"Mr. ", "Mr. ", "an abbreviation"},
		{"!. ", "!. ", "a sign of one character is taken for an initial"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[128], want[128];
		snprintf(text, sizeof text, "%sThe ferry sank.", rows[i].before);
		snprintf(want, sizeof want, "%sThe [ferry] sank.", rows[i].want);
		expect_snippet(word("ferry"), text, want, rows[i].why);
	}
	/* A small letter behind a stop goes on, within eight bytes of white space. */
	expect_snippet(
		word("ferry"), "It is over.        the ferry", "It is over. the [ferry]", "8");
	expect_snippet(word("ferry"), "It is over.         the ferry", "the [ferry]", "9");
}

/* A run of signs without spaces or words is cut at the match. */
static void test_passage__amid_signs(void **state)
{
	const char *text = repeated("", 400, "-", "harbour");
	(void)state;
	expect_snippet(word("harbour"), text, "\xE2\x80\xA6[harbour]", "before it");
	expect_snippet(word("harbour"), repeated(text, 400, "-", ""),
		"\xE2\x80\xA6[harbour]\xE2\x80\xA6", "and behind");
}

/* A match that is longer than a snippet is cut as other text is. */
static void test_passage__of_a_long_match(void **state)
{
	const char *w = repeated("", 150, "q", "");
	const char *x = repeated("", 150, "x", "");
	wire_token token;
	wire_list *forms;
	(void)state;
	wire_node *root = phrase("");
	forms = &root->forms;
	for (int i = 0; i < 3; i++) {
		wire_str form;
		wire_tokenizer_start(tokenizer, wire_str_from(i == 1 ? x : w));
		assert_int_equal(wire_token_next(&token, tokenizer), WIRE_OK);
		assert_int_equal(wire_arena_copy(&form, arena, token.form), WIRE_OK);
		assert_int_equal(wire_list_push(forms, arena, form), WIRE_OK);
	}
	const char *text = repeated(repeated(w, 1, " ", x), 1, " ", w);
	wire_str whole = filler("", 20, repeated("of ", 1, text, " and so on"));
	char want[200];
	snprintf(want, sizeof want, "\xE2\x80\xA6[%s]\xE2\x80\xA6", w);
	expect_snippet(root, whole.data, want, "a phrase of 452 characters");
	expect_snippet(root, text, want + 3, "at the start nothing is cut before it");
}

/* Text that is not marked is one segment, with the sign of the cut; none is empty. */
static void test_passage__segments(void **state)
{
	(void)state;
	const char *text = repeated("", 100, "words and ", "harbour ");
	wire_segments s =
		snippet_of(word("harbour"), wire_str_from(repeated(text, 100, "or ", "")));
	assert_int_equal(s.len, 3);
	assert_true(wire_str_starts(s.items[0].text, WIRE_STR("\xE2\x80\xA6"
							      "and ")) ||
		    wire_str_starts(s.items[0].text, WIRE_STR("\xE2\x80\xA6words ")));
	assert_true(wire_str_equal(s.items[1].text, WIRE_STR("harbour")));
	assert_true(wire_str_ends(s.items[2].text, WIRE_STR(" or\xE2\x80\xA6")));
	s = snippet_of(word("harbour"), WIRE_STR("harbour harbour"));
	assert_int_equal(s.len, 3);
	assert_true(s.items[0].match && !s.items[1].match && s.items[2].match);
	s = snippet_of(word("harbour"), WIRE_STR(" \r\n\t "));
	assert_int_equal(s.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_passage__short_text_is_shown_whole),
		cmocka_unit_test(test_passage__begins_with_the_sentence),
		cmocka_unit_test(test_passage__abbreviations_end_no_sentence),
		cmocka_unit_test(test_passage__never_cuts_a_word),
		cmocka_unit_test(test_passage__prefers_most_words_together),
		cmocka_unit_test(test_passage__marks_the_cut),
		cmocka_unit_test(test_passage__beginning_when_nothing_matches),
		cmocka_unit_test(test_passage__the_best_run_of_matches),
		cmocka_unit_test(test_passage__a_run_has_its_length),
		cmocka_unit_test(test_passage__where_it_ends),
		cmocka_unit_test(test_passage__lengths_are_in_characters),
		cmocka_unit_test(test_passage__cut_at_a_space),
		cmocka_unit_test(test_passage__ends_of_sentences),
		cmocka_unit_test(test_passage__amid_signs),
		cmocka_unit_test(test_passage__of_a_long_match),
		cmocka_unit_test(test_passage__segments),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
