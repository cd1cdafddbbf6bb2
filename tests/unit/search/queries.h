/* SPDX-License-Identifier: GPL-2.0-or-later */
/** What tests of queries share: an arena, the countries' names, a day that is today. */
#ifndef TESTS_UNIT_SEARCH_QUERIES_H
#define TESTS_UNIT_SEARCH_QUERIES_H

#include "search/query/parse.h"

static wire_arena *arena;
static wire_country_names *countries;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(64u << 20);
	return arena == NULL || wire_country_names_load(&countries, NULL, NULL) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_country_names_free(countries);
	wire_arena_free(arena);
	return 0;
}

/** Parse on 14 June 2023, with nodes in the arena `in`. */
static inline wire_status parse_in(
	wire_node **out, wire_str text, wire_arena *in, wire_error *err)
{
	const wire_parse_context ctx = {
		.arena = in,
		.today = wire_date_to_day((wire_date){2023, 6, 14}),
		.countries = countries,
	};
	return wire_node_parse(out, text, &ctx, err);
}

#endif
