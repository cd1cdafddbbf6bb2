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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_budget__numbers_for_people),
		cmocka_unit_test(test_budget__begins_anew_and_ends_at_the_same_time),
		cmocka_unit_test(test_budget__walks_end_at_their_limit),
		cmocka_unit_test(test_budget__late_names_the_costliest_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
