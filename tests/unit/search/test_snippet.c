/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is marked in a text. Which part of it is shown: test_passage.c. */
#include "marked.h"

#include "wire/text.h"

/* ---- marks ---- */

static void test_snippet__marks(void **state)
{
	(void)state;
	const struct {
		const wire_node *root;
		const char *text, *want, *why;
	} cases[] = {
		{word("talks"), "They talked; talking, talk.", "They [talked]; [talking], [talk].",
			"every form of a word"},
		{exact("taxes", false), "Taxes and a tax", "[Taxes] and a tax", "= takes one form"},
		{exact("us", true), "Let us in the U.S. and US", "Let us in the [U.S.] and [US]",
			"=US takes capitals, dotted or not"},
		{exact("us", true), "LET US IN, US TO U.N.", "LET US IN, US TO U.N.",
			"capitals say nothing where all is in capitals: the index has no =US here"},
		{exact("us", true), "\xE7\xBE\x8E\xE5\x9B\xBD US \xE4\xB8\xAD\xE5\x9B\xBD",
			"\xE7\xBE\x8E\xE5\x9B\xBD [US] \xE4\xB8\xAD\xE5\x9B\xBD",
			"amid letters without case they do"},
		{exact("us", false), "Let us in the U.S.", "Let [us] in the [U.S.]",
			"=us takes both"},
		{prefix("taiw"), "Taiwanese in Taiwan, not Thai",
			"[Taiwanese] in [Taiwan], not Thai", "a prefix"},
		{phrase("red line"), "A red line, a line; red ink", "A [red line], a line; red ink",
			"a phrase as one, its words alone not at all"},
		{phrase("red red line"), "red red red line", "red [red red line]",
			"a phrase that begins within itself"},
		{phrase("a a"), "a a a", "[a a a]", "phrases that overlap are one"},
		{phrase("status quo"), "the Status-Quo.", "the [Status-Quo].",
			"a phrase across a hyphen"},
		{compound("f 16"), "an F-16 flew, an F16", "an [F-16] flew, an [F16]",
			"a word with a hyphen, in two and in one"},
		{word("f16"), "an F-16 flew", "an F-16 flew",
			"which a plain word is not by itself"},
		{phrase("nay deal"), "Nay. Deal. Nay deal", "Nay. Deal. [Nay deal]",
			"no phrase goes on into the next sentence"},
		{word("erdogan"), "Erdoğan’s plan", "[Erdoğan]’s plan", "accents and possessives"},
		{word("台"), "台湾 and 台", "[台]湾 and [台]", "a character a word"},
		{join(WIRE_NODE_AND, word("fish"), word("chip"), NULL), "chips, fish, meat",
			"[chips], [fish], meat", "both sides of AND"},
		{join(WIRE_NODE_OR, word("fish"), word("chip"), word("meat")), "chips, meat",
			"[chips], [meat]", "all sides of OR"},
		{join(WIRE_NODE_NOT, word("fish"), word("chip"), NULL), "fish without chips",
			"[fish] without chips", "nothing under NOT"},
		{join(WIRE_NODE_OR, word("red"), phrase("red line"), NULL), "a red line, red",
			"a [red line], [red]", "a word within a phrase is marked with it"},
		{join(WIRE_NODE_OR, phrase("a red line"), word("red"), NULL), "a red line up",
			"[a red line] up", "also one that ends before it"},
		{join(WIRE_NODE_OR, phrase("a red line"), phrase("line up"), NULL), "a red line up",
			"[a red line up]", "or behind it"},
		{leaf(WIRE_NODE_ALL, WIRE_FIELD_BODY, ""), "all of it", "all of it",
			"the empty query"},
		{phrase(""), "some text", "some text", "an empty phrase"},
		{leaf(WIRE_NODE_WORD, WIRE_FIELD_PERSON, "roe"), "Ms. Roe", "Ms. Roe",
			"a word of another field"},
		{leaf(WIRE_NODE_WORD, WIRE_FIELD_HEADLINE, "roe"), "Ms. Roe", "Ms. Roe",
			"a word of the headline is not sought in the body"},
		{word("x"), "", "", "no text"},
		{word("b"), " a \n\n b\t c ", "a [b] c", "white space becomes single spaces"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = marked(cases[i].root, WIRE_FIELD_BODY, cases[i].text);
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got '%s', want '%s'", cases[i].why, got, cases[i].want);
	}
}

static void test_snippet__headline_takes_plain_words(void **state)
{
	(void)state;
	assert_string_equal(
		marked(join(WIRE_NODE_AND, word("roe"),
			       leaf(WIRE_NODE_WORD, WIRE_FIELD_HEADLINE, "court"), NULL),
			WIRE_FIELD_HEADLINE, "Court frees Roe"),
		"[Court] frees [Roe]");
}

static void test_snippet__near(void **state)
{
	(void)state;
	wire_node *ab = word("a");
	const struct {
		const wire_node *root;
		const char *text, *want, *why;
	} cases[] = {
		{within(WIRE_NODE_NEAR, 2, word("red"), word("line")), "line x red",
			"[line] x [red]", "within two words, any order"},
		{within(WIRE_NODE_NEAR, 2, word("red"), word("line")), "line x x red",
			"line x x red", "three words are too far"},
		{within(WIRE_NODE_NEAR, 2, word("red"), word("line")),
			"red x x x line x red x x line", "red x x x [line] x [red] x x line",
			"only those that are near"},
		{within(WIRE_NODE_ADJ, 2, word("red"), word("line")), "line red x line",
			"line [red] x [line]", "ADJ wants the order"},
		{within(WIRE_NODE_ADJ, 3, word("red"), word("line")), "red red line line",
			"[red] [red] [line] [line]",
			"all that belong to some place where it holds"},
		{within(WIRE_NODE_ADJ, 3, ab, word("a")), "a b c d e a", "a b c d e a",
			"one word is not two"},
		{within(WIRE_NODE_ADJ, 3, ab, word("a")), "a b a", "[a] b [a]",
			"the same word twice"},
		{within(WIRE_NODE_NEAR, 1, join(WIRE_NODE_OR, word("red"), word("blue"), NULL),
			 word("line")),
			"blue line, x red x line", "[blue] [line], x red x line", "an OR within"},
		{within(WIRE_NODE_NEAR, 2, ab, word("a")), "a b c d a e a", "a b c d [a] e [a]",
			"one word is not two for NEAR either"},
		{within(WIRE_NODE_NEAR, 20, word("talk"), word("talking")), "a talk alone",
			"a talk alone", "nor when two words of the query have the same stem"},
		{within(WIRE_NODE_NEAR, 20, word("talk"), word("talking")), "talking a talk",
			"[talking] a [talk]", "which two words have"},
		{within_three(WIRE_NODE_NEAR, 1, "grain", "ship", "port"),
			"Grain ship port. Port ship x grain",
			"[Grain] [ship] [port]. Port ship x grain",
			"each next to one of those before it"},
		{within_three(WIRE_NODE_NEAR, 2, "grain", "ship", "port"), "port x x grain x ship",
			"port x x grain x ship", "three words from the stretch of the two"},
		{within(WIRE_NODE_NEAR, 1, phrase("a b"), word("c")), "a b c, a c b, b c",
			"[a b] [c], a c b, b c", "a phrase near a word"},
		{within(WIRE_NODE_NEAR, 9, phrase("a b"), word("b")), "a b", "a b",
			"a word of the phrase is no other word"},
		{within(WIRE_NODE_NEAR, 1, word("c"),
			 within(WIRE_NODE_ADJ, 1, word("a"), word("b"))),
			"c a b x c b a, a c b", "[c] [a] [b] x c b a, a c b",
			"brackets on the right"},
		{within_three(WIRE_NODE_ADJ, 1, "grain", "ship", "port"),
			"Grain ship port. Port ship grain",
			"[Grain] [ship] [port]. Port ship grain", "so for ADJ"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = marked(cases[i].root, WIRE_FIELD_BODY, cases[i].text);
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got '%s', want '%s'", cases[i].why, got, cases[i].want);
	}
}

/* What must hold of every snippet: its length, and text that stands in the story. */
static void check_snippet(const wire_node *root, wire_str text)
{
	wire_segments segments = snippet_of(root, text);
	size_t chars = 0;
	for (size_t i = 0; i < segments.len; i++) {
		wire_str s = segments.items[i].text;
		assert_true(wire_utf8_valid(s));
		for (size_t k = 0; k < s.len; k++)
			chars += ((unsigned char)s.data[k] & 0xC0) != 0x80;
		if (segments.items[i].match)
			assert_true(wire_str_find(text, s, 0) != SIZE_MAX);
	}
	assert_true(chars <= WIRE_SNIPPET_LENGTH + 2);
}

static void test_snippet__stays_short(void **state)
{
	(void)state;
	const wire_node *root =
		join(WIRE_NODE_AND, word("morning"), prefix("x"), phrase("of note"));
	wire_buf buf;
	wire_buf_init(&buf, 8u << 20);
	check_snippet(root, filler("", 40, ""));
	for (int i = 0; i < 2000; i++)
		wire_buf_puts(&buf, "xé");
	check_snippet(root, wire_buf_view(&buf));
	wire_buf_clear(&buf);
	for (int i = 0; i < 2000; i++)
		wire_buf_puts(&buf, "台湾");
	check_snippet(word("台"), wire_buf_view(&buf));
	check_snippet(phrase("台 湾"), wire_buf_view(&buf));
	wire_buf_release(&buf);
}

static void test_snippet__two_megabytes(void **state)
{
	(void)state;
	wire_buf buf;
	wire_buf_init(&buf, 8u << 20);
	while (buf.len < 2u << 20)
		wire_buf_puts(&buf, "a b ");
	check_snippet(within(WIRE_NODE_NEAR, 100, word("a"), word("b")), wire_buf_view(&buf));
	check_snippet(within(WIRE_NODE_ADJ, 100, word("a"), word("b")), wire_buf_view(&buf));
	check_snippet(phrase("a b a b a b a b c"), wire_buf_view(&buf));
	wire_buf_release(&buf);
}

/* A phrase in quotes that means one word, or two: F-16 (engine/joined.c). */
static wire_node *hyphened(const char *joined, const char *parts)
{
	wire_node *node = phrase(parts);
	node->meaning = exact(joined, false);
	assert_int_equal(wire_compound_add(node->meaning, phrase(parts), arena), WIRE_OK);
	return node;
}

/* Each has a place of its own among what is judged by its positions. */
static void test_snippet__many_phrases_that_mean_words(void **state)
{
	(void)state;
	wire_node *many = hyphened("f16", "f 16");
	for (int i = 0; i < 9; i++)
		many = join(WIRE_NODE_OR, many, hyphened("ceasefire", "cease fire"),
			join(WIRE_NODE_AND, word("red"), word("line"), NULL));
	assert_string_equal(
		marked(many, WIRE_FIELD_BODY, "An F-16, a cease-fire, a ceasefire and a red line."),
		"An [F-16], a [cease-fire], a [ceasefire] and a [red] [line].");
}

typedef wire_status mark_fn(wire_segments *out, wire_marker *marker, const wire_field *field,
	wire_str text, wire_arena *in);

static wire_status mark_within(
	const char **got, mark_fn *mark, const wire_node *root, size_t memory)
{
	wire_marker *marker = NULL;
	wire_segments segments = {.len = 77};
	wire_arena *small = wire_arena_new(memory);
	assert_non_null(small);
	wire_status status = wire_marker_new(&marker, root, stemmer, tokenizer, small);
	if (status == WIRE_OK) {
		status = mark(&segments, marker, wire_field_get(WIRE_FIELD_BODY),
			WIRE_STR("Red lines: an F-16 near the taiwanese."), small);
		*got = status == WIRE_OK ? shown(&segments) : NULL;
		assert_true(status == WIRE_OK || segments.len == 0);
	} else {
		assert_null(marker);
	}
	wire_arena_free(small);
	return status;
}

/* Wherever memory ends, that is said, and nothing is marked otherwise. */
static void test_snippet__with_any_memory(void **state)
{
	static mark_fn *const fns[] = {wire_marker_mark, wire_marker_snippet};
	const wire_node *root = join(WIRE_NODE_OR,
		join(WIRE_NODE_AND, within(WIRE_NODE_NEAR, 2, word("line"), word("red")),
			prefix("taiw"), NULL),
		hyphened("f16", "f 16"), join(WIRE_NODE_NOT, exact("an", false), word("x"), NULL));
	(void)state;
	for (size_t i = 0; i < sizeof fns / sizeof *fns; i++) {
		const char *got = NULL;
		size_t memory = 0;
		while (mark_within(&got, fns[i], root, memory) != WIRE_OK) {
			assert_int_equal(mark_within(&got, fns[i], root, memory), WIRE_ENOMEM);
			memory += 3;
		}
		assert_true(memory > 500);
		assert_string_equal(got, "[Red] [lines]: [an] [F-16] near the [taiwanese].");
	}
}

static void test_snippet__without_memory(void **state)
{
	(void)state;
	wire_arena *small = wire_arena_new(0);
	wire_marker *marker = marker_of(word("a"));
	wire_segments segments = {.len = 77};
	wire_buf buf;
	wire_buf_init(&buf, 8u << 20);
	while (buf.len < 1u << 20)
		wire_buf_puts(&buf, "a b ");
	assert_non_null(small);
	assert_int_equal(wire_marker_mark(&segments, marker, wire_field_get(WIRE_FIELD_BODY),
				 wire_buf_view(&buf), small),
		WIRE_ENOMEM);
	assert_int_equal(segments.len, 0);
	wire_buf_release(&buf);
	wire_arena_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_snippet__marks),
		cmocka_unit_test(test_snippet__headline_takes_plain_words),
		cmocka_unit_test(test_snippet__near),
		cmocka_unit_test(test_snippet__stays_short),
		cmocka_unit_test(test_snippet__two_megabytes),
		cmocka_unit_test(test_snippet__many_phrases_that_mean_words),
		cmocka_unit_test(test_snippet__with_any_memory),
		cmocka_unit_test(test_snippet__without_memory),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
