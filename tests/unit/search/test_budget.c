/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The accounts of a request, and the sentence with which it ends when it took too long. */
#include "support/cmocka.h"

#include "search/engine/budget.h"

static void test_budget__numbers_for_people(void **state)
{
	static const struct {
		uint64_t number;
		const char *want;
	} rows[] = {{0, "0"}, {9, "9"}, {999, "999"}, {1000, "1,000"}, {4211, "4,211"},
		{100000, "100,000"}, {1234567, "1,234,567"},
		{UINT64_MAX, "18,446,744,073,709,551,615"}};
	char text[WIRE_NUMBER_SIZE];
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(wire_number(text, rows[i].number), rows[i].want);
}

/* Beginning anew forgets what was spent, and not when the request must end. */
static void test_budget__begins_anew_and_ends_at_the_same_time(void **state)
{
	wire_budget budget;
	const wire_node node = {.start = 2, .end = 5};
	(void)state;
	wire_budget_start(&budget, 0);
	assert_true(budget.meter.deadline == 0);
	int64_t before = wire_clock();
	wire_budget_start(&budget, 5);
	int64_t deadline = budget.meter.deadline;
	assert_true(deadline >= before + INT64_C(5000000000) &&
		    deadline <= wire_clock() + INT64_C(5000000000));
	budget.expanded = 7;
	budget.meter.terms = budget.meter.documents = 9;
	wire_budget_note_cost(&budget, &node, 11);
	wire_budget_restart(&budget);
	assert_true(budget.meter.deadline == deadline && budget.expanded == 0);
	assert_true(budget.meter.terms == 0 && budget.meter.documents == 0);
	assert_true(budget.cost == 0 && budget.costliest == NULL);
}

static void test_budget__walks_end_at_their_limit(void **state)
{
	wire_budget budget = {.meter = {.terms = WIRE_BUDGET_WALK - 1}};
	(void)state;
	assert_false(wire_budget_walked(&budget));
	budget.meter.terms++;
	assert_true(wire_budget_walked(&budget));
}

/* The costliest part is named, of equals the first; a part that is nowhere in the query never. */
static void test_budget__late_names_the_costliest_part(void **state)
{
	const wire_str query = WIRE_STR("oil AND pr* NEAR co*");
	const wire_node oil = {.start = 0, .end = 3}, near = {.start = 8, .end = 20},
			made = {.start = 4, .end = 4};
	wire_budget budget;
	wire_error err = {0};
	(void)state;
	wire_budget_start(&budget, 3);
	assert_int_equal(wire_budget_late(&budget, query, 3, &err), WIRE_EQUERY);
	assert_string_equal(err.message, "the query takes longer than 3 seconds");
	assert_int_equal(err.offset, 0);
	assert_int_equal(err.length, query.len);
	wire_budget_note_cost(&budget, &oil, 1060);
	wire_budget_note_cost(&budget, &near, 1234567);
	wire_budget_note_cost(&budget, &oil, 1234567);
	wire_budget_note_cost(&budget, &made, 99999999);
	assert_int_equal(wire_budget_late(&budget, query, 3, &err), WIRE_EQUERY);
	assert_string_equal(err.message,
		"the query takes longer than 3 seconds; 'pr* NEAR co*' costs the most of it: "
		"1,234,567 stories and places to look at");
	assert_int_equal(err.offset, 8);
	assert_int_equal(err.length, 12);
}

/* A long part is shown in its beginning. */
static void test_budget__late_shows_no_more_than_a_line(void **state)
{
	char query[200];
	const wire_node part = {.start = 0, .end = 199}, one = {.start = 7, .end = 8};
	wire_budget budget = {0};
	wire_error err = {0};
	char want[81];
	(void)state;
	memset(query, 'x', sizeof query);
	memset(want, 'x', 80);
	want[80] = '\0';
	wire_budget_note_cost(&budget, &part, 1);
	(void)wire_budget_late(&budget, (wire_str){query, sizeof query}, 1, &err);
	assert_non_null(strstr(err.message, "; 'xxx"));
	assert_non_null(strstr(err.message, want));
	assert_non_null(
		strstr(strstr(err.message, want) + 80, "' costs the most of it: 1 stories"));
	assert_true(strstr(err.message, want)[80] == '\'');
	wire_budget_note_cost(&budget, &one, 2);
	assert_int_equal(
		wire_budget_crowded(&budget, (wire_str){query, sizeof query}, &err), WIRE_EQUERY);
	assert_true(err.offset == 7 && err.length == 1);
	assert_string_equal(err.message,
		"a story has more places of this than can be told apart: ask for words that are "
		"less frequent, or nearer to one another");
	wire_budget_restart(&budget);
	(void)wire_budget_crowded(&budget, (wire_str){query, 9}, &err);
	assert_true(err.offset == 0 && err.length == 9);
}

/* The terms that the parts of a query stand for are added up; what is too much is said, and where.
 */
static void test_budget__terms(void **state)
{
	const wire_node word = {.kind = WIRE_NODE_PREFIX, .start = 4, .end = 7},
			period = {.kind = WIRE_NODE_PERIOD, .start = 9, .end = 19};
	wire_budget budget = {0};
	wire_error err = {0};
	(void)state;
	assert_int_equal(wire_budget_spend_terms(&budget, &word, 1500, false, &err), WIRE_OK);
	assert_int_equal(wire_budget_spend_terms(&budget, &word, 500, false, &err), WIRE_OK);
	assert_true(budget.terms == 2000 && budget.expanded == 2000);
	assert_int_equal(wire_budget_spend_terms(&budget, &word, 1, false, &err), WIRE_EQUERY);
	assert_string_equal(err.message,
		"this stands for 1 words, with the parts before it 2,001; the limit is 2,000 in "
		"one query");
	assert_true(err.offset == 4 && err.length == 3);
	assert_int_equal(wire_budget_spend_terms(&budget, &period, 2000, false, &err), WIRE_EQUERY);
	assert_string_equal(err.message,
		"this stands for 2,000 years, months and days, with the parts before it 4,000; "
		"the limit is 2,000 in one query");
	assert_true(err.offset == 9 && err.length == 10);
	assert_int_equal(budget.terms, 2000);
	wire_budget_begin_query(&budget, 10);
	assert_true(budget.terms == 0 && budget.places == 0 && budget.archive == 10);
	assert_int_equal(wire_budget_spend_terms(&budget, &word, 2001, false, &err), WIRE_EQUERY);
	assert_string_equal(
		err.message, "this stands for 2,001 words; the limit is 2,000 in one query");
	assert_true(err.offset == 4 && err.length == 3);
	assert_int_equal(wire_budget_spend_terms(&budget, &word, 2000, true, &err), WIRE_EQUERY);
	assert_string_equal(err.message,
		"this stands for more than 2,000 words; the limit is 2,000 in one query");
	assert_int_equal(wire_budget_spend_terms(&budget, &word, 3, false, &err), WIRE_OK);
	assert_true(budget.terms == 3 && budget.expanded == 2000); /* the most of any query */
}

/* Stories whose words' places are compared: a small archive has its least, a large one four rounds.
 */
static void test_budget__places(void **state)
{
	wire_node *kids[3] = {NULL, NULL, NULL};
	const wire_node near = {.kind = WIRE_NODE_NEAR,
				.kids = kids,
				.n_kids = 3,
				.start = 2,
				.end = 9},
			phrase = {.kind = WIRE_NODE_PHRASE, .start = 11, .end = 15};
	wire_budget budget = {0};
	wire_error err = {0};
	(void)state;
	wire_budget_begin_query(&budget, 100000);
	assert_int_equal(wire_budget_spend_places(&budget, &phrase, 999999, &err), WIRE_OK);
	assert_true(budget.places == 100000); /* no more stories than there are */
	assert_true(budget.cost == 100000 && budget.costliest == &phrase);
	for (int i = 0; i < 3; i++)
		assert_int_equal(wire_budget_spend_places(&budget, &near, 100000, &err), WIRE_OK);
	assert_true(budget.cost == 300000 && budget.costliest == &near); /* of each kid */
	assert_int_equal(wire_budget_spend_places(&budget, &near, 1, &err), WIRE_EQUERY);
	assert_string_equal(err.message,
		"this compares the places of words in 1 stories, with the parts before it in "
		"400,001; the limit is 400,000 in one query");
	assert_true(err.offset == 2 && err.length == 7);
	wire_budget_begin_query(&budget, 50000);
	for (int i = 0; i < 5; i++)
		assert_int_equal(wire_budget_spend_places(&budget, &near, 50000, &err), WIRE_OK);
	assert_int_equal(wire_budget_spend_places(&budget, &phrase, 1, &err), WIRE_EQUERY);
	assert_non_null(strstr(err.message, "250,001; the limit is 250,000"));
	assert_true(err.offset == 11 && err.length == 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_budget__numbers_for_people),
		cmocka_unit_test(test_budget__begins_anew_and_ends_at_the_same_time),
		cmocka_unit_test(test_budget__walks_end_at_their_limit),
		cmocka_unit_test(test_budget__late_names_the_costliest_part),
		cmocka_unit_test(test_budget__late_shows_no_more_than_a_line),
		cmocka_unit_test(test_budget__terms),
		cmocka_unit_test(test_budget__places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
