/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/facets.h"

#include <stdlib.h>
#include <string.h>

#include "search/engine/compile.h"
#include "search/query/leaf.h"

wire_node *wire_filter_node(
	const wire_request *request, const wire_filter *filter, wire_arena *arena)
{
	bool date = filter->field->kind == WIRE_KIND_DATE;
	wire_node *node = wire_node_new(arena, date ? WIRE_NODE_PERIOD : WIRE_NODE_VALUE, 0, 0);
	if (node == NULL)
		return NULL;
	node->field = filter->field;
	node->value = filter->value;
	if (date)
		wire_period_parse(&node->period, filter->value, request->today, NULL);
	return node;
}

/* The OR of the request's filters on one field; NULL with WIRE_OK when there are none. */
static wire_status field_filter(wire_query **out, wire_searcher *searcher,
	const wire_request *request, const wire_field *field, wire_arena *arena, wire_error *err)
{
	wire_query *parts[WIRE_FILTERS_MAX];
	wire_list notes;
	wire_status status = WIRE_OK;
	size_t n = 0;
	*out = NULL;
	for (size_t i = 0; i < request->n_filters && status == WIRE_OK; i++) {
		if (request->filters[i].field != field)
			continue;
		const wire_node *node = wire_filter_node(request, &request->filters[i], arena);
		if (node == NULL)
			status = wire_fail(err, WIRE_ENOMEM, "out of memory");
		else
			status = wire_node_compile(&parts[n], &notes, node, searcher->reader,
				searcher->stemmer, arena, err);
		n += status == WIRE_OK;
	}
	if (status == WIRE_OK && n > 0) {
		*out = wire_query_or(parts, n, err);
		return *out == NULL ? WIRE_ENOMEM : WIRE_OK;
	}
	for (size_t i = 0; i < n; i++)
		wire_query_free(parts[i]);
	return status;
}

wire_status wire_filters_apply(wire_query **out, wire_searcher *searcher, const wire_query *query,
	const wire_request *request, const wire_field *except, wire_arena *arena, wire_error *err)
{
	wire_status status = WIRE_OK;
	*out = wire_query_copy(query, err);
	for (int id = 0; id < WIRE_FIELD_COUNT && *out != NULL && status == WIRE_OK; id++) {
		const wire_field *field = wire_field_get((wire_field_id)id);
		wire_query *filter;
		if (field == except)
			continue;
		status = field_filter(&filter, searcher, request, field, arena, err);
		if (status == WIRE_OK && filter != NULL)
			*out = wire_query_filter(*out, filter, err);
	}
	if (status != WIRE_OK) {
		wire_query_free(*out);
		*out = NULL;
		return status;
	}
	return *out == NULL ? WIRE_ENOMEM : WIRE_OK;
}

/* ---- counting ---- */

static bool is_chosen(const wire_request *request, const wire_field *field, wire_str value)
{
	for (size_t i = 0; i < request->n_filters; i++)
		if (request->filters[i].field == field &&
			wire_str_equal(request->filters[i].value, value))
			return true;
	return false;
}

static wire_status add_value(wire_facet *facet, const wire_searcher *searcher,
	const wire_request *request, wire_str value, uint32_t count, wire_arena *arena)
{
	wire_facet_value *slot = &facet->values[facet->len];
	wire_status status = wire_arena_copy(&slot->value, arena, value);
	if (status != WIRE_OK)
		return status;
	slot->label = slot->value;
	if (facet->field->kind == WIRE_KIND_COUNTRY) {
		wire_str label;
		status = wire_country_label(&label, searcher->countries, value);
		if (status != WIRE_OK)
			return status;
		slot->label = label.len > 0 ? label : slot->value;
	}
	slot->count = count;
	slot->chosen = is_chosen(request, facet->field, slot->value);
	facet->len++;
	return WIRE_OK;
}

/* The most frequent values, and those that are chosen however rare. */
static wire_status take_values(wire_facet *facet, const wire_searcher *searcher,
	const wire_request *request, const wire_counts *counts, wire_arena *arena)
{
	wire_status status = WIRE_OK;
	size_t limit = request->facet_limit > 0 ? request->facet_limit : WIRE_FACET_VALUES;
	facet->distinct = counts->len;
	facet->values = wire_arena_calloc(arena, counts->len + 1, sizeof *facet->values);
	if (facet->values == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < counts->len && status == WIRE_OK; i++) {
		wire_str value = wire_str_from(counts->items[i].value);
		if (i < limit || is_chosen(request, facet->field, value))
			status = add_value(
				facet, searcher, request, value, counts->items[i].count, arena);
	}
	return status;
}

typedef struct month {
	char name[8]; /* 2023-06 */
	uint32_t count;
} month;

static int by_month(const void *a, const void *b)
{
	return strcmp(((const month *)a)->name, ((const month *)b)->name);
}

/* Days (YYYYMMDD) to months, in the order of time. */
static wire_status take_months(wire_facet *facet, const wire_searcher *searcher,
	const wire_request *request, const wire_counts *counts, wire_arena *arena)
{
	wire_status status = WIRE_OK;
	size_t n = 0;
	month *months = wire_arena_calloc(arena, counts->len + 1, sizeof *months);
	facet->values = wire_arena_calloc(arena, counts->len + 1, sizeof *facet->values);
	if (months == NULL || facet->values == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < counts->len; i++) {
		const char *day = counts->items[i].value;
		if (strlen(day) != 8)
			continue;
		memcpy(months[n].name, day, 4);
		months[n].name[4] = '-';
		memcpy(months[n].name + 5, day + 4, 2);
		months[n++].count = counts->items[i].count;
	}
	if (n > 1)
		qsort(months, n, sizeof *months, by_month);
	for (size_t i = 0; i < n && status == WIRE_OK;) {
		uint32_t count = 0;
		size_t j = i;
		for (; j < n && strcmp(months[j].name, months[i].name) == 0; j++)
			count += months[j].count;
		status = add_value(
			facet, searcher, request, wire_str_from(months[i].name), count, arena);
		i = j;
	}
	facet->distinct = facet->len;
	return status;
}

static wire_status count_facet(wire_facet *facet, wire_searcher *searcher, const wire_query *query,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	wire_query *filtered;
	wire_counts counts;
	wire_status status =
		wire_filters_apply(&filtered, searcher, query, request, facet->field, arena, err);
	if (status != WIRE_OK)
		return status;
	status = wire_reader_facet(&counts, searcher->reader, filtered, facet->field->slot, err);
	wire_query_free(filtered);
	if (status != WIRE_OK)
		return status;
	status = facet->field->kind == WIRE_KIND_DATE
			 ? take_months(facet, searcher, request, &counts, arena)
			 : take_values(facet, searcher, request, &counts, arena);
	wire_counts_free(&counts);
	return status == WIRE_OK ? status : wire_fail(err, status, "out of memory");
}

wire_status wire_facets_count(wire_result *out, wire_searcher *searcher, const wire_query *query,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	wire_status status = WIRE_OK;
	out->facets = wire_arena_calloc(arena, WIRE_FIELD_COUNT, sizeof *out->facets);
	if (out->facets == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	for (int id = 0; id < WIRE_FIELD_COUNT && status == WIRE_OK; id++) {
		if (!(request->facets & 1u << id))
			continue;
		wire_facet *facet = &out->facets[out->n_facets++];
		facet->field = wire_field_get((wire_field_id)id);
		status = count_facet(facet, searcher, query, request, arena, err);
	}
	return status;
}
