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
