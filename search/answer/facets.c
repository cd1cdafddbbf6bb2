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
		wire_period_parse(
			&node->period, &node->yearless, filter->value, request->today, NULL);
	return node;
}

static bool is_filtered(const wire_request *request, const wire_field *field)
{
	for (size_t i = 0; i < request->n_filters; i++)
		if (request->filters[i].field == field)
			return true;
	return false;
}

/* The OR of the request's filters on one field, which has some. */
static wire_status field_filter(
	wire_query **out, const wire_inquiry *inquiry, const wire_field *field, wire_error *err)
{
	const wire_request *request = inquiry->request;
	wire_query *parts[WIRE_FILTERS_MAX];
	wire_status status = WIRE_OK;
	size_t n = 0;
	for (size_t i = 0; i < request->n_filters && status == WIRE_OK; i++) {
		if (request->filters[i].field != field)
			continue;
		const wire_node *node =
			wire_filter_node(request, &request->filters[i], inquiry->engine.arena);
		if (node == NULL)
			status = wire_fail(err, WIRE_ENOMEM, "%s", wire_status_text(WIRE_ENOMEM));
		else
			status = wire_node_compile(&parts[n], node, &inquiry->engine, err);
		n += status == WIRE_OK;
	}
	*out = wire_query_or(parts, n, err);
	return status == WIRE_OK ? wire_query_status(*out) : status;
}

wire_status wire_filters_apply(wire_query **out, const wire_inquiry *inquiry,
	const wire_query *query, const wire_field *except, wire_error *err)
{
	wire_query *made = wire_query_copy(query, err);
	wire_status status = wire_query_status(made);
	*out = NULL;
	for (int id = 0; id < WIRE_FIELD_COUNT && status == WIRE_OK; id++) {
		const wire_field *field = wire_field_get((wire_field_id)id);
		wire_query *filter = NULL;
		if (field == except || !is_filtered(inquiry->request, field))
			continue;
		status = field_filter(&filter, inquiry, field, err);
		if (status == WIRE_OK) {
			made = wire_query_filter(made, filter, err);
			status = wire_query_status(made);
		} else {
			wire_query_free(filter);
		}
	}
	if (status == WIRE_OK)
		*out = made;
	else
		wire_query_free(made);
	return status;
}

/* ---- counting ---- */

/* The filter on the value with this key; NULL: none. */
static const wire_filter *filter_on(
	const wire_request *request, const wire_field *field, const char *key)
{
	for (size_t i = 0; i < request->n_filters; i++)
		if (request->filters[i].field == field &&
			wire_str_equal(request->filters[i].key, wire_str_from(key)))
			return &request->filters[i];
	return NULL;
}

static wire_status add_value(wire_facet *facet, const wire_searcher *searcher,
	const wire_count *counted, const wire_filter *chosen, wire_arena *arena)
{
	wire_str value = wire_str_from(counted->value);
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
	slot->count = counted->count;
	slot->chosen = chosen;
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
		const wire_count *each = &counts->items[i];
		const wire_filter *chosen = filter_on(request, facet->field, each->key);
		if (i < limit || chosen != NULL)
			status = add_value(facet, searcher, each, chosen, arena);
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
		wire_count all = {.value = months[i].name, .key = months[i].name};
		for (; i < n && strcmp(months[i].name, all.value) == 0; i++)
			all.count += months[i].count;
		status = add_value(
			facet, searcher, &all, filter_on(request, facet->field, all.key), arena);
	}
	facet->distinct = facet->len;
	return status;
}

static wire_status take(
	wire_facet *facet, const wire_inquiry *inquiry, const wire_counts *counts, wire_error *err)
{
	wire_arena *arena = inquiry->engine.arena;
	wire_status status =
		facet->field->kind == WIRE_KIND_DATE
			? take_months(facet, inquiry->searcher, inquiry->request, counts, arena)
			: take_values(facet, inquiry->searcher, inquiry->request, counts, arena);
	return status == WIRE_OK ? status : wire_fail(err, status, "%s", wire_status_text(status));
}

/* One that the request filters by: over the matches of all filters but its own. */
static wire_status count_filtered(
	wire_facet *facet, const wire_inquiry *inquiry, const wire_query *query, wire_error *err)
{
	wire_query *filtered;
	wire_counts counts;
	wire_status status = wire_filters_apply(&filtered, inquiry, query, facet->field, err);
	if (status != WIRE_OK)
		return status;
	status = wire_reader_facets(
		&counts, inquiry->searcher->reader, filtered, &facet->field->slot, 1, err);
	wire_query_free(filtered);
	if (status == WIRE_OK)
		status = take(facet, inquiry, &counts, err);
	wire_counts_free(&counts);
	return status;
}

/* All the others: over the request's own matches, in one match. */
static wire_status count_together(
	wire_result *out, const wire_inquiry *inquiry, const wire_query *filtered, wire_error *err)
{
	wire_counts counts[WIRE_FIELD_COUNT];
	wire_facet *facets[WIRE_FIELD_COUNT];
	uint32_t slots[WIRE_FIELD_COUNT];
	size_t n = 0;
	for (size_t i = 0; i < out->n_facets; i++)
		if (!is_filtered(inquiry->request, out->facets[i].field)) {
			facets[n] = &out->facets[i];
			slots[n++] = out->facets[i].field->slot;
		}
	if (n == 0)
		return WIRE_OK;
	wire_status status =
		wire_reader_facets(counts, inquiry->searcher->reader, filtered, slots, n, err);
	for (size_t i = 0; i < n; i++) {
		if (status == WIRE_OK)
			status = take(facets[i], inquiry, &counts[i], err);
		wire_counts_free(&counts[i]);
	}
	return status;
}

wire_status wire_facets_count(
	wire_inquiry *inquiry, const wire_query *query, const wire_query *filtered, wire_error *err)
{
	wire_result *out = inquiry->out;
	out->facets =
		wire_arena_calloc(inquiry->engine.arena, WIRE_FIELD_COUNT, sizeof *out->facets);
	if (out->facets == NULL)
		return wire_fail(err, WIRE_ENOMEM, "%s", wire_status_text(WIRE_ENOMEM));
	for (int id = 0; id < WIRE_FIELD_COUNT; id++)
		if (inquiry->request->facets & 1u << id)
			out->facets[out->n_facets++].field = wire_field_get((wire_field_id)id);
	wire_status status = count_together(out, inquiry, filtered, err);
	for (size_t i = 0; i < out->n_facets && status == WIRE_OK; i++)
		if (is_filtered(inquiry->request, out->facets[i].field))
			status = count_filtered(&out->facets[i], inquiry, query, err);
	return status;
}
