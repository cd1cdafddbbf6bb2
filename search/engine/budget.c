/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/budget.h"

#include <stdio.h>
#include <string.h>

enum { NANOSECONDS = 1000000000, SHOWN_BYTES = 80 };

void wire_budget_start(wire_budget *budget, uint32_t seconds)
{
	*budget = (wire_budget){0};
	if (seconds > 0)
		budget->meter.deadline = wire_clock() + (int64_t)seconds * NANOSECONDS;
}

void wire_budget_restart(wire_budget *budget)
{
	int64_t deadline = budget->meter.deadline;
	*budget = (wire_budget){.meter = {.deadline = deadline}};
}

void wire_budget_begin_query(wire_budget *budget, uint32_t archive)
{
	budget->terms = 0;
	budget->places = 0;
	budget->archive = archive;
}

wire_status wire_budget_spend_terms(
	wire_budget *budget, const wire_node *node, size_t terms, bool cut, wire_error *err)
{
	char these[WIRE_NUMBER_SIZE], all[WIRE_NUMBER_SIZE], limit[WIRE_NUMBER_SIZE];
	const char *what = node->kind == WIRE_NODE_PERIOD ? "years, months and days" : "words";
	uint64_t total = (uint64_t)budget->terms + terms;
	if (total <= WIRE_BUDGET_TERMS && !cut) {
		budget->terms = (uint32_t)total;
		if (budget->terms > budget->expanded)
			budget->expanded = budget->terms;
		return WIRE_OK;
	}
	wire_number(these, terms);
	wire_number(limit, WIRE_BUDGET_TERMS);
	if (cut || terms > WIRE_BUDGET_TERMS)
		return wire_fail_at(err, WIRE_EQUERY, node->start, node->end - node->start,
			"this stands for %s%s %s; the limit is %s in one query",
			cut ? "more than " : "", these, what, limit);
	return wire_fail_at(err, WIRE_EQUERY, node->start, node->end - node->start,
		"this stands for %s %s, with the parts before it %s; the limit is %s in one query",
		these, what, wire_number(all, total), limit);
}

wire_status wire_budget_spend_places(
	wire_budget *budget, const wire_node *node, uint64_t stories, wire_error *err)
{
	char these[WIRE_NUMBER_SIZE], all[WIRE_NUMBER_SIZE], limit[WIRE_NUMBER_SIZE];
	uint64_t most = (uint64_t)budget->archive * WIRE_BUDGET_PLACES_ROUNDS;
	most = most < WIRE_BUDGET_PLACES ? WIRE_BUDGET_PLACES : most;
	stories = stories < budget->archive ? stories : budget->archive;
	budget->places += stories;
	wire_budget_note_cost(budget, node, stories * (node->n_kids > 0 ? node->n_kids : 1));
	if (budget->places <= most)
		return WIRE_OK;
	return wire_fail_at(err, WIRE_EQUERY, node->start, node->end - node->start,
		"this compares the places of words in %s stories, with the parts before it in %s; "
		"the limit is %s in one query",
		wire_number(these, stories), wire_number(all, budget->places),
		wire_number(limit, most));
}

bool wire_budget_walked(const wire_budget *budget)
{
	return budget->meter.terms >= WIRE_BUDGET_WALK;
}

void wire_budget_note_cost(wire_budget *budget, const wire_node *node, uint64_t cost)
{
	if (cost <= budget->cost || node->end <= node->start)
		return;
	budget->cost = cost;
	budget->costliest = node;
}

wire_status wire_budget_late(
	const wire_budget *budget, wire_str query, uint32_t seconds, wire_error *err)
{
	const wire_node *node = budget->costliest;
	char number[WIRE_NUMBER_SIZE];
	if (node == NULL)
		return wire_fail_at(err, WIRE_EQUERY, 0, query.len,
			"the query takes longer than %u seconds", seconds);
	wire_str part = wire_str_slice(query, node->start, node->end);
	return wire_fail_at(err, WIRE_EQUERY, node->start, node->end - node->start,
		"the query takes longer than %u seconds; '" WIRE_FMT
		"' costs the most of it: %s stories and places to look at",
		seconds, WIRE_ARG(wire_str_slice(part, 0, SHOWN_BYTES)),
		wire_number(number, budget->cost));
}

wire_status wire_budget_crowded(const wire_budget *budget, wire_str query, wire_error *err)
{
	size_t start = 0, end = query.len;
	if (budget->costliest != NULL) {
		start = budget->costliest->start;
		end = budget->costliest->end;
	}
	return wire_fail_at(err, WIRE_EQUERY, start, end - start,
		"a story has more places of this than can be told apart: ask for words that are "
		"less "
		"frequent, or nearer to one another");
}

const char *wire_number(char out[WIRE_NUMBER_SIZE], uint64_t number)
{
	char digits[WIRE_NUMBER_SIZE];
	size_t at = 0;
	int n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
	for (int i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
	return out;
}
