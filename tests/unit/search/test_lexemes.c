/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Queries at their ends: signs at the first and the last byte, operators that are nearly some,
 * memory. */
#include "support/cmocka.h"

#include "queries.h"

#include "search/query/explain.h"
#include "search/query/parse.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Parse the text, which has no NUL behind it: what is read there, a sanitizer sees. */
static wire_status parse(wire_node **out, const char *query, wire_arena *in, wire_error *err)
{
	size_t length = strlen(query);
	char *exact = wire_arena_alloc(arena, length);
	assert_non_null(exact);
	memcpy(exact, query, length);
	return parse_in(out, (wire_str){exact, length}, in, err);
}

static const char *explained(const wire_node *root)
{
	wire_buf text;
	wire_str copy;
	wire_buf_init(&text, 1 << 16);
	wire_node_explain(&text, root);
	assert_int_equal(wire_buf_status(&text), WIRE_OK);
	assert_int_equal(wire_arena_copy(&copy, arena, wire_buf_view(&text)), WIRE_OK);
	wire_buf_release(&text);
	return copy.data;
}

static void test_lexemes__understood(void **state)
{
	static const struct {
		const char *query, *want, *why;
	} rows[] = {
		{"a", "a", "one letter"},
		{"9", "9", "one figure"},
		{"=a", "=a", "its form"},
		{"a*", "a*", "what begins so"},
		{"US*", "us*", "capitals say nothing there"},
		{"a=", "a", "a sign behind a word"},
		{"a==b", "\"a b\"", "or within"},
		{"az09 =AZ =A", "(az09 AND =AZ AND =a)", "a single capital is no capitals"},
		{"--x", "x", "two hyphens are no minus"},
		{"-x", "(NOT x)", "one is"},
		{"x-", "x", "but behind a word"},
		{"x -", "x", "or alone at the end"},
		{"- x", "x", "or at the start"},
		{"a AND -b", "(a AND (NOT b))", "behind an operator"},
		{"x&", "x", "a sign at the end"},
		{"?x", "x", "a mark at the start"},
		{"x??", "x", "marks behind it"},
		{"x?", "x", "one"},
		{"& x", "x", "a sign alone"},
		{"! x ?", "x", "others"},
		{"cease\xE2\x80\x90"
		 "fire",
			"cease-fire", "U+2010 is a hyphen"},
		{"cease\xE2\x80\x91"
		 "fire",
			"cease-fire", "and U+2011"},
		{"cease\xE2\x80\x92"
		 "fire",
			"\"cease fire\"", "U+2012 is none"},
		{"cease/fire", "\"cease fire\"", "nor is a stroke"},
		{"a-b/c", "\"a-b c\"", "of both the one that is"},
		{"(covid-19:)", "covid-19", "a colon before a bracket names no field"},
		{"covid-19:", "covid-19", "nor at the end"},
		{"covid-19: x", "(covid-19 AND x)", "nor before a space"},
		{"covid-19:\xC2\xA0x", "(covid-19 AND x)", "of any kind"},
		{"\xE2\x80\x9E"
		 "a b\xE2\x80\x9D",
			"\"a b\"", "quotes of German print"},
		{"\xE2\x80\x9C"
		 "a b\"",
			"\"a b\"", "of two kinds"},
		{"a\"b c\"", "(a AND \"b c\")", "a quote ends a word"},
		{"a(b)c", "(a AND b AND c)", "so does a bracket"},
		{"\"a\"\"b\"", "(=a AND =b)", "quotes side by side"},
		{"NEARS ADJS ADJ-1 NEARBY Near", "(nears AND adjs AND adj-1 AND nearby AND near)",
			"words that begin as operators"},
		{"a NEAR/1 b", "(a NEAR/1 b)", "the least distance"},
		{"a NEAR/07 b", "(a NEAR/7 b)", "a nought before it"},
		{"a ADJ b", "(a ADJ/10 b)", "ADJ without one"},
		{"xANDx ORx NOTx", "(xandx AND orx AND notx)", "operators are whole words"},
		{"a \xE2\x80\x94\xE2\x80\x94 b", "(a AND b)", "two dashes"},
		{"a \xE2\x80\x95 \xE2\x88\x92 \xE2\x80\xA6 \xE2\x80\xA2 \xC2\xB7 \xE2\x80\x98 "
		 "\xE2\x80\x99 b",
			"(a AND b)", "other signs"},
		{"a / + : ; , . ' b", "(a AND b)", "of ASCII, too"},
		{"a -/+:;,.' b", "(a AND b)", "in a row"},
		{"a -x- b", "(a AND (NOT x) AND b)", "but not with a word"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_error err = {0};
		wire_node *root;
		wire_arena_reset(arena);
		if (parse(&root, rows[i].query, arena, &err) != WIRE_OK)
			fail_msg("%s: '%s': %s", rows[i].why, rows[i].query, err.message);
		if (strcmp(explained(root), rows[i].want) != 0)
			fail_msg("%s: '%s' is '%s'", rows[i].why, rows[i].query, explained(root));
	}
}

static void test_lexemes__refused(void **state)
{
	static const struct {
		const char *query;
		size_t offset, length;
		const char *says;
	} rows[] = {
		{"=", 0, 1, "nothing to search for in '='"},
		{"*", 0, 1, "nothing to search for in '*'"},
		{"=*", 0, 2, "'=' wants one form and '*' all that begin so: leave one out"},
		{"=a*", 0, 3, "'=' wants one form and '*' all that begin so: leave one out"},
		{"==", 0, 2, "'=' needs a word behind it"},
		{"%*", 0, 2, "'*' needs one word before it"},
		{"x a/b*", 2, 4, "'*' needs one word before it"},
		{"x a*b", 3, 1, "'*' can only stand at the end of a word, as in taiw*"},
		{"x a**", 3, 1, "'*' can only stand at the end of a word, as in taiw*"},
		{"a?b", 1, 1, "'?' for one letter is not supported"},
		{"^a", 0, 1, "'^' is not supported"},
		{"a^", 1, 1, "'^' is not supported"},
		{"~a", 0, 1, "'~' is not supported: for words close together write NEAR/5"},
		{"x \"a*\"", 4, 1, "'*' cannot stand inside quotes"},
		{"x \"a", 2, 1, "the quote is not closed"},
		{"x \xE2\x80\x9C", 2, 3, "the quote is not closed"},
		{"\"%\"", 0, 3, "nothing to search for in '%'"},
		{"a NEAR/ b", 2, 5, "want a number of words behind the '/', as in NEAR/5"},
		{"a ADJ/ b", 2, 4, "want a number of words behind the '/', as in NEAR/5"},
		{"a NEAR/5x b", 2, 7, "want a number of words behind the '/', as in NEAR/5"},
		{"a NEAR/: b", 2, 6, "want a number of words behind the '/', as in NEAR/5"},
		{"a NEAR/5/ b", 2, 7, "want a number of words behind the '/', as in NEAR/5"},
		{"a NEAR/00 b", 2, 7, "want a number of words behind the '/', as in NEAR/5"},
		{"a NEAR/99999999999999999999 b", 2, 25, ""},
		{"date:2023 .. 2024", 5, 12, "a date of several words needs quotes"},
		{"a NEAR5 b", 2, 5, "'NEAR5' is no operator here: write NEAR/5"},
		{"a near/5 b", 2, 6, "'near/5' is no operator here: write NEAR/5"},
		{"covid-19:x", 0, 9, "there is no field 'covid-19'"},
		{"a_b:(x)", 0, 4, "there is no field 'a_b'"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_error err = {0};
		wire_node *root;
		wire_arena_reset(arena);
		wire_status status = parse(&root, rows[i].query, arena, &err);
		if (status != WIRE_EQUERY || err.offset != rows[i].offset ||
			err.length != rows[i].length ||
			strncmp(err.message, rows[i].says, strlen(rows[i].says)) != 0)
			fail_msg("'%s': %d at %zu+%zu: %s", rows[i].query, status, err.offset,
				err.length, err.message);
		assert_null(root);
	}
}

/* What a word with hyphens means: two parts are also one word, three are side by side. */
static void test_lexemes__hyphens(void **state)
{
	wire_node *root;
	wire_error err = {0};
	(void)state;
	wire_arena_reset(arena);
	assert_int_equal(parse(&root, "cease-fire", arena, &err), WIRE_OK);
	assert_int_equal(root->kind, WIRE_NODE_WORD);
	assert_true(root->meaning != NULL && root->meaning->n_kids == 2);
	assert_int_equal(parse(&root, "face-to-face", arena, &err), WIRE_OK);
	assert_int_equal(root->kind, WIRE_NODE_PHRASE);
	assert_true(root->meaning == NULL && root->n_kids == 3 && root->hyphens == NULL);
	assert_int_equal(parse(&root, "19-year", arena, &err), WIRE_OK);
	assert_int_equal(root->kind, WIRE_NODE_PHRASE);
	assert_int_equal(parse(&root, "\"an F-16\"", arena, &err), WIRE_OK);
	assert_true(root->hyphens != NULL && !root->hyphens[0] && root->hyphens[1]);
	assert_false(root->as_typed);
	assert_int_equal(parse(&root, "\"No deal. We go\"", arena, &err), WIRE_OK);
	assert_true(root->as_typed && root->hyphens == NULL && root->forms.len == 5);
	assert_int_equal(parse(&root, "\"US\"", arena, &err), WIRE_OK);
	assert_true(root->kind == WIRE_NODE_EXACT && !root->capital);
	assert_int_equal(parse(&root, "=US-PRC", arena, &err), WIRE_OK);
	assert_true(root->kind == WIRE_NODE_PHRASE && !root->capital);
}

/* Wherever memory ends, that is said: a query is never understood as another. */
static void test_lexemes__with_any_memory(void **state)
{
	static const char query[] = "cease-fire -taiw* country:france date:2023..2024 =US "
				    "person:(x y) id:\"a b\" \xC3\xA9t\xC3\xA9";
	const char *whole = NULL;
	wire_node *root;
	wire_status status;
	size_t memory = 0;
	(void)state;
	do {
		wire_error err = {.message = ""};
		wire_arena *small = wire_arena_new(memory);
		assert_non_null(small);
		wire_arena_reset(arena);
		status = parse(&root, query, small, &err);
		assert_true(status == WIRE_OK || status == WIRE_ENOMEM);
		if ((status == WIRE_OK) != (err.message[0] == '\0'))
			fail_msg("%zu bytes: %d '%s'", memory, status, err.message);
		assert_true((status == WIRE_OK) == (root != NULL));
		if (status == WIRE_OK)
			whole = explained(root);
		wire_arena_free(small);
		memory += 5;
	} while (status != WIRE_OK);
	assert_true(memory > 1000);
	assert_string_equal(whole, "(cease-fire AND (NOT taiw*) AND country:FR AND "
				   "date:2023-01-01..2024-12-31 AND =US "
				   "AND person:x AND person:y AND id:\"a b\" AND ete)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lexemes__understood),
		cmocka_unit_test(test_lexemes__refused),
		cmocka_unit_test(test_lexemes__hyphens),
		cmocka_unit_test(test_lexemes__with_any_memory),
	};
	return cmocka_run_group_tests_name("lexemes", tests, set_up, tear_down);
}
