/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What the tests of renderers and of the page show: a buffer that is written to, and a result with
 * hits, facets and a suggestion, made by hand.
 */
#ifndef SEARCH_SHOWN_RESULT_H
#define SEARCH_SHOWN_RESULT_H

#include "support/cmocka.h"

#include "search/answer/result.h"
#include "wire/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
/* A slice as a constant, which WIRE_STR() is not. */
#define TEXT(literal)                                                                              \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}

static wire_buf out;

static inline int set_up(void **state)
{
	(void)state;
	wire_buf_init(&out, 16u << 20);
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	wire_buf_release(&out);
	return 0;
}

/* A terminal's escapes, a page's markup, a quote and bytes that are no UTF-8. */
#define EVIL "\033[2J<b>\"'&\x07\xC2\x9B"

static wire_segment headline_segments[] = {
	{TEXT("Ferry sinks off "), false}, {TEXT("Crete"), true}};
static wire_segment snippet_segments[] = {
	{TEXT("The "), false}, {TEXT("night ferry"), true}, {TEXT(" " EVIL " left"), false}};
static wire_str people[] = {TEXT("Ann Roe"), TEXT("Bo Doe")};

static inline wire_result_hit one_hit(void)
{
	return (wire_result_hit){
		.rank = 11,
		.score = 1.23456,
		.headline = {headline_segments, COUNT(headline_segments)},
		.snippet = {snippet_segments, COUNT(snippet_segments)},
		.story =
			{
				.id = WIRE_STR("a&b"),
				.headline = WIRE_STR("Ferry sinks off Crete"),
				.date = WIRE_STR("2023-06-14"),
				.source = WIRE_STR("AFP"),
				.place = WIRE_STR("ATHENS"),
				.people = {people, 2, 2},
				.body = WIRE_STR(
					"The night ferry " EVIL " left.\n\nAll were saved."),
			},
	};
}

static const wire_filter any_filter;
static wire_facet_value country_values[] = {
	{TEXT("GR"), TEXT("Greece"), 30, &any_filter},
	{TEXT("TR"), TEXT("Turkey"), 4, NULL},
};

static inline wire_result with_hits(wire_result_hit *hit, wire_facet *facet)
{
	*hit = one_hit();
	*facet = (wire_facet){.field = wire_field_get(WIRE_FIELD_COUNTRY),
		.values = country_values,
		.len = COUNT(country_values),
		.distinct = 5};
	return (wire_result){.query = WIRE_STR("crete"),
		.understood = WIRE_STR("crete"),
		.total = 42,
		.offset = 10,
		.archive = 64,
		.hits = hit,
		.n_hits = 1,
		.facets = facet,
		.n_facets = 1};
}

static wire_part parts[] = {{TEXT("crete"), 3}, {TEXT("zzz<"), 0}};

static inline wire_result without_hits(void)
{
	return (wire_result){.query = WIRE_STR("crete zzz<"),
		.archive = 64,
		.parts = parts,
		.n_parts = COUNT(parts),
		.suggestion = WIRE_STR("crete zoo"),
		.suggestion_total = 1};
}

#endif
