/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/request.h"

#include <assert.h>
#include <stdint.h>
#include <time.h>

#include "search/answer/searcher.h"
#include "search/query/fields.h"
#include "wire/display.h"
#include "wire/text.h"

/* Pages deeper than this cost more than anybody reads. */
#define OFFSET_MAX 100000u

/* So much of a bad value is shown. */
enum { SHOWN_BYTES = 60, HINT_BYTES = 400 };

/* The one door for what a person gave: clean, without marks of direction. */
static wire_status read_text(wire_str *out, wire_str given, wire_arena *arena, wire_error *err)
{
	*out = (wire_str){NULL, 0};
	wire_status status = wire_text_clean(out, arena, given);
	if (status == WIRE_OK)
		status = wire_text_unturned(out, arena, *out);
	return status == WIRE_OK ? status : wire_fail(err, WIRE_ENOMEM, "out of memory");
}

/* A number of digits alone, from `min` to `max`; `*out` stays as it is when nothing is given. */
static wire_status read_number(uint32_t *out, const char *name, const char *given, uint32_t min,
	uint32_t max, wire_arena *arena, wire_error *err)
{
	wire_str text;
	uint64_t value = 0;
	bool bad = false;
	wire_status status = read_text(&text, wire_str_from(given), arena, err);
	if (status != WIRE_OK || text.len == 0)
		return status;
	for (size_t i = 0; i < text.len && !bad; i++) {
		bad = text.data[i] < '0' || text.data[i] > '9' || value > max;
		value = bad ? value : value * 10 + (uint64_t)(text.data[i] - '0');
	}
	if (bad || value < min || value > max)
		return wire_fail(err, WIRE_EINVAL,
			"bad %s '" WIRE_FMT "': want a number from %u to %u", name,
			WIRE_ARG(wire_utf8_cut(text, SHOWN_BYTES)), min, max);
	*out = (uint32_t)value;
	return WIRE_OK;
}

static wire_status read_sort(wire_sort *out, const char *given, wire_arena *arena, wire_error *err)
{
	static const char *const names[] = {"relevance", "newest", "oldest"};
	wire_str text;
	wire_status status = read_text(&text, wire_str_from(given), arena, err);
	if (status != WIRE_OK || text.len == 0)
		return status;
	for (int i = 0; i < 3; i++)
		if (wire_str_equal(text, wire_str_from(names[i]))) {
			*out = (wire_sort)i;
			return WIRE_OK;
		}
	return wire_fail(err, WIRE_EINVAL,
		"bad sort '" WIRE_FMT "': want relevance, newest or oldest",
		WIRE_ARG(wire_utf8_cut(text, SHOWN_BYTES)));
}

/* No field is called so: what may have been meant. */
static wire_status unknown_field(wire_str name, wire_error *err)
{
	wire_buf hint;
	wire_buf_init(&hint, HINT_BYTES);
	wire_field_hint(&hint, name);
	wire_status status = wire_buf_status(&hint);
	if (status == WIRE_OK)
		status = wire_fail(err, WIRE_EINVAL, "there is no field '" WIRE_FMT "'; " WIRE_FMT,
			WIRE_ARG(wire_utf8_cut(name, SHOWN_BYTES)), WIRE_ARG(wire_buf_view(&hint)));
	else
		wire_fail(err, status, "out of memory");
	wire_buf_release(&hint);
	return status;
}

/* The field of a facet, by the query's name for it or the record's. */
static wire_status find_facet(const wire_field **out, wire_str name, wire_error *err)
{
	*out = wire_field_named(name);
	if (*out == NULL || (*out)->facet[0] == '\0')
		return wire_fail(err, WIRE_EINVAL,
			"there is no facet '" WIRE_FMT "': want person, country, source or date",
			WIRE_ARG(wire_utf8_cut(name, SHOWN_BYTES)));
	return WIRE_OK;
}

/* The field of a filter: one of whole values, or dates. */
static wire_status find_filter(const wire_field **out, wire_str name, wire_error *err)
{
	*out = wire_field_named(name);
	if (*out == NULL)
		return unknown_field(name, err);
	if ((*out)->kind != WIRE_KIND_DATE && (*out)->exact[0] == '\0')
		return wire_fail(err, WIRE_EINVAL,
			"'%s' has no whole values to filter by: write %s:... in the query",
			(*out)->name, (*out)->name);
	return WIRE_OK;
}

/* A list by commas; empty: every facet. */
static wire_status read_facets(unsigned *out, const char *given, wire_arena *arena, wire_error *err)
{
	wire_str list;
	wire_status status = read_text(&list, wire_str_from(given), arena, err);
	for (int id = 0; id < WIRE_FIELD_COUNT && list.len == 0; id++)
		if (wire_field_get((wire_field_id)id)->facet[0] != '\0')
			*out |= 1u << id;
	while (status == WIRE_OK && list.len > 0) {
		size_t comma = wire_str_find(list, WIRE_STR(","), 0);
		wire_str name = wire_str_trim(wire_str_slice(list, 0, comma));
		const wire_field *field;
		status = find_facet(&field, name, err);
		if (status != WIRE_OK)
			return status;
		*out |= 1u << field->id;
		list = comma == SIZE_MAX ? WIRE_STR("") : wire_str_slice(list, comma + 1, list.len);
	}
	return status;
}

/* The value of a filter in the form in which it is indexed. */
static wire_status read_filter_value(wire_str *value, const wire_field *field,
	const wire_request *request, const wire_searcher *searcher, wire_arena *arena,
	wire_error *err)
{
	wire_period period;
	wire_date yearless;
	wire_str code;
	if (field->kind == WIRE_KIND_DATE)
		return wire_period_parse(&period, &yearless, *value, request->today, err) == WIRE_OK
			       ? WIRE_OK
			       : WIRE_EINVAL;
	if (field->kind != WIRE_KIND_COUNTRY)
		return wire_field_check(value, field, err) == WIRE_OK ? WIRE_OK : WIRE_EINVAL;
	if (wire_searcher_country(&code, searcher, *value) != WIRE_OK)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	if (code.len == 0)
		return wire_country_unknown(searcher->countries, *value, arena, err) == WIRE_EQUERY
			       ? WIRE_EINVAL
			       : WIRE_ENOMEM;
	*value = code;
	return WIRE_OK;
}

/* One that is there already, in whatever spelling, is not there twice. */
static wire_status add_filter(wire_request *out, const wire_field *field, wire_str value,
	wire_arena *arena, wire_error *err)
{
	wire_filter *filter = &out->filters[out->n_filters];
	*filter = (wire_filter){.field = field, .value = value, .key = value};
	if (field->id != WIRE_FIELD_ID &&
		wire_text_fold_copy(&filter->key, arena, value) != WIRE_OK)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	for (size_t i = 0; i < out->n_filters; i++)
		if (out->filters[i].field == field &&
			wire_str_equal(out->filters[i].key, filter->key))
			return WIRE_OK;
	out->n_filters++;
	return WIRE_OK;
}

/* FIELD=VALUE. */
static wire_status read_filter(wire_request *out, const char *given, const wire_searcher *searcher,
	wire_arena *arena, wire_error *err)
{
	wire_str whole;
	wire_status status = read_text(&whole, wire_str_from(given), arena, err);
	if (status != WIRE_OK)
		return status;
	size_t equals = wire_str_find(whole, WIRE_STR("="), 0);
	if (equals == SIZE_MAX)
		return wire_fail(err, WIRE_EINVAL,
			"bad filter '" WIRE_FMT "': want FIELD=VALUE, as in country=CN",
			WIRE_ARG(wire_utf8_cut(whole, SHOWN_BYTES)));
	wire_str name = wire_str_trim(wire_str_slice(whole, 0, equals));
	wire_str value = wire_str_trim(wire_str_slice(whole, equals + 1, whole.len));
	const wire_field *field;
	status = find_filter(&field, name, err);
	if (status != WIRE_OK)
		return status;
	if (value.len == 0)
		return wire_fail(err, WIRE_EINVAL, "the filter '" WIRE_FMT "' has no value",
			WIRE_ARG(wire_utf8_cut(whole, SHOWN_BYTES)));
	status = read_filter_value(&value, field, out, searcher, arena, err);
	return status == WIRE_OK ? add_filter(out, field, value, arena, err) : status;
}

wire_status wire_request_add_filter(wire_request_text *given, const char *filter, wire_error *err)
{
	if (given->n_filters == WIRE_FILTERS_MAX)
		return wire_fail(
			err, WIRE_EINVAL, "too many filters (the limit is %u)", WIRE_FILTERS_MAX);
	given->filters[given->n_filters++] = filter;
	return WIRE_OK;
}

const char *wire_filter_name(const wire_field *field)
{
	return field->facet[0] != '\0' ? field->facet : field->name;
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
	uint32_t limit = given->limit_default > 0 ? given->limit_default : WIRE_LIMIT_DEFAULT;
	uint32_t limit_max = given->limit_max > 0 ? given->limit_max : WIRE_LIMIT_MAX;
	*out = (wire_request){.limit = limit, .today = today()};
	assert(given->n_filters <= WIRE_FILTERS_MAX);
	wire_status status = read_text(&out->query, given->query, arena, err);
	if (status == WIRE_OK)
		status = read_number(&out->limit, "limit", given->limit, given->limit_min,
			limit_max, arena, err);
	if (status == WIRE_OK)
		status = read_number(
			&out->offset, "offset", given->offset, 0, OFFSET_MAX, arena, err);
	if (status == WIRE_OK)
		status = read_number(&out->facet_limit, "facet limit", given->facet_limit, 1,
			WIRE_FACET_VALUES_MAX, arena, err);
	if (status == WIRE_OK)
		status = read_sort(&out->sort, given->sort, arena, err);
	if (status == WIRE_OK && given->facets != NULL)
		status = read_facets(&out->facets, given->facets, arena, err);
	for (size_t i = 0; i < given->n_filters && status == WIRE_OK; i++)
		status = read_filter(out, given->filters[i], searcher, arena, err);
	return status;
}
