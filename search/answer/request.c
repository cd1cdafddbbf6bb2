/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "wire/text.h"

/* Pages deeper than this cost more than anybody reads. */
#define OFFSET_MAX 100000u

static wire_status read_number(
	uint32_t *out, const char *name, const char *text, uint32_t max, wire_error *err)
{
	char *end;
	errno = 0;
	unsigned long value =
		text[0] >= '0' && text[0] <= '9' ? strtoul(text, &end, 10) : max + 1ul;
	if (value > max || errno != 0 || *end != '\0')
		return wire_fail(err, WIRE_EINVAL, "bad %s '%s': want a number from 0 to %u", name,
			text, max);
	*out = (uint32_t)value;
	return WIRE_OK;
}

static wire_status read_sort(wire_sort *out, const char *text, wire_error *err)
{
	static const char *const names[] = {"relevance", "newest", "oldest"};
	for (int i = 0; i < 3; i++)
		if (strcmp(text, names[i]) == 0) {
			*out = (wire_sort)i;
			return WIRE_OK;
		}
	return wire_fail(err, WIRE_EINVAL, "bad sort '%s': want relevance, newest or oldest", text);
}

static wire_status unknown_facet(wire_str name, wire_error *err)
{
	return wire_fail(err, WIRE_EINVAL,
		"there is no facet '" WIRE_FMT "': want people, countries, source or date",
		WIRE_ARG(wire_str_slice(name, 0, 40)));
}

/* A list by commas; empty: every facet. */
static wire_status read_facets(unsigned *out, wire_str list, wire_error *err)
{
	if (list.len == 0) {
		for (int id = 0; id < WIRE_FIELD_COUNT; id++)
			if (wire_field_get((wire_field_id)id)->facet[0] != '\0')
				*out |= 1u << id;
		return WIRE_OK;
	}
	while (list.len > 0) {
		size_t comma = wire_str_find(list, WIRE_STR(","), 0);
		wire_str name = wire_str_trim(wire_str_slice(list, 0, comma));
		const wire_field *field = wire_field_by_facet(name);
		if (field == NULL)
			return unknown_facet(name, err);
		*out |= 1u << field->id;
		list = comma == (size_t)-1 ? WIRE_STR("")
					   : wire_str_slice(list, comma + 1, list.len);
	}
	return WIRE_OK;
}

/* FIELD=VALUE, the value in the form in which it is indexed. */
static wire_status read_filter(wire_request *out, const char *text, const wire_searcher *searcher,
	wire_arena *arena, wire_error *err)
{
	wire_period period;
	wire_str whole;
	if (wire_text_clean(&whole, arena, wire_str_from(text)) != WIRE_OK)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	size_t equals = wire_str_find(whole, WIRE_STR("="), 0);
	if (equals == (size_t)-1)
		return wire_fail(err, WIRE_EINVAL,
			"bad filter '" WIRE_FMT "': want FIELD=VALUE, as in countries=CN",
			WIRE_ARG(wire_str_slice(whole, 0, 60)));
	wire_str name = wire_str_slice(whole, 0, equals);
	wire_str value = wire_str_trim(wire_str_slice(whole, equals + 1, whole.len));
	const wire_field *field = wire_field_by_facet(name);
	if (field == NULL)
		return unknown_facet(name, err);
	if (value.len == 0)
		return wire_fail(err, WIRE_EINVAL, "the filter '%s' has no value", text);
	if (field->kind == WIRE_KIND_COUNTRY) {
		wire_str code;
		if (wire_searcher_country(&code, searcher, value) != WIRE_OK)
			return wire_fail(err, WIRE_ENOMEM, "out of memory");
		if (code.len == 0)
			return wire_fail(err, WIRE_EINVAL, "no country is called '" WIRE_FMT "'",
				WIRE_ARG(wire_str_slice(value, 0, 60)));
		value = code;
	}
	if (field->kind == WIRE_KIND_DATE &&
		wire_period_parse(&period, value, out->today, err) != WIRE_OK)
		return WIRE_EINVAL;
	out->filters[out->n_filters++] = (wire_filter){field, value};
	return WIRE_OK;
}

static int32_t today(void)
{
	time_t now = time(NULL);
	struct tm local;
	if (localtime_r(&now, &local) == NULL)
		return 0;
	return wire_date_to_day((wire_date){local.tm_year + 1900, local.tm_mon + 1, local.tm_mday});
}

wire_status wire_request_read(wire_request *out, const wire_request_text *given,
	const wire_searcher *searcher, wire_arena *arena, wire_error *err)
{
	*out = (wire_request){.limit = WIRE_LIMIT_DEFAULT, .today = today()};
	wire_status status = wire_text_clean(&out->query, arena, given->query);
	if (status != WIRE_OK)
		return wire_fail(err, status, "out of memory");
	if (given->limit != NULL && given->limit[0] != '\0')
		status = read_number(&out->limit, "limit", given->limit, WIRE_LIMIT_MAX, err);
	if (status == WIRE_OK && given->offset != NULL && given->offset[0] != '\0')
		status = read_number(&out->offset, "offset", given->offset, OFFSET_MAX, err);
	if (status == WIRE_OK && given->sort != NULL && given->sort[0] != '\0')
		status = read_sort(&out->sort, given->sort, err);
	if (status == WIRE_OK && given->facets != NULL)
		status = read_facets(&out->facets, wire_str_from(given->facets), err);
	for (size_t i = 0; i < given->n_filters && status == WIRE_OK; i++)
		status = read_filter(out, given->filters[i], searcher, arena, err);
	return status;
}
