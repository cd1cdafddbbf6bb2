/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/fields.h"

#include "wire/data.h"
#include "wire/spell.h"
#include "wire/text.h"

/* Names longer than this are near to nothing; in bytes. */
enum { NAME_BYTES_MAX = 16, EDITS_MAX = 2 };

/* The record's names that the schema's columns do not have. */
static const struct {
	const char *name;
	wire_field_id id;
} record_names[] = {{"language", WIRE_FIELD_LANG}, {"byline", WIRE_FIELD_BY}};

/* What other programs, and people, call what we have: Lexis, Factiva, Google, our own options. */
static const struct {
	const char *name, *ours;
} others[] = {
	{"from", "source:"},
	{"agency", "source:"},
	{"wire", "source:"},
	{"src", "source:"},
	{"publisher", "source:"},
	{"author", "by:"},
	{"writer", "by:"},
	{"reporter", "by:"},
	{"title", "headline:"},
	{"hd", "headline:"},
	{"hl", "headline:"},
	{"subject", "headline:"},
	{"nation", "country:"},
	{"region", "country:"},
	{"name", "person:"},
	{"who", "person:"},
	{"city", "place:"},
	{"where", "place:"},
	{"location", "place:"},
	{"dateline", "place:"},
	{"before", "date:\"before 2023-06\""},
	{"until", "date:..2023-06"},
	{"after", "date:\"after 2023-06\""},
	{"since", "date:2023-06.."},
	{"year", "date:2023"},
	{"month", "date:2023-06"},
	{"day", "date:2023-06-14"},
	{"when", "date:"},
};

const wire_field *wire_field_named(wire_str name)
{
	const wire_field *field = wire_field_by_name(name);
	if (field == NULL)
		field = wire_field_by_facet(name);
	for (size_t i = 0; i < sizeof record_names / sizeof *record_names && field == NULL; i++)
		if (wire_str_equal_nocase(name, wire_str_from(record_names[i].name)))
			field = wire_field_get(record_names[i].id);
	return field;
}

/*
 * Edits between a name and a known one, letters in either case; more than EDITS_MAX when too little
 * of either is left: what has two letters is near to everything.
 */
static unsigned edits(wire_str name, wire_str known)
{
	char small[NAME_BYTES_MAX];
	if (name.len > NAME_BYTES_MAX)
		return EDITS_MAX + 1;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.data[i];
		small[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	unsigned n = wire_spell_edits((wire_str){small, name.len}, known, EDITS_MAX);
	return n + 2 <= name.len && n + 2 <= known.len ? n : EDITS_MAX + 1;
}

static const wire_field *nearest(wire_str name)
{
	const wire_field *best = NULL;
	unsigned least = EDITS_MAX + 1;
	for (int id = 0; id < WIRE_FIELD_COUNT; id++) {
		const wire_field *field = wire_field_get((wire_field_id)id);
		unsigned by_name = edits(name, wire_str_from(field->name));
		unsigned by_facet = edits(name, wire_str_from(field->facet));
		unsigned distance = by_facet < by_name ? by_facet : by_name;
		if (distance < least) {
			least = distance;
			best = field;
		}
	}
	return best;
}

void wire_field_hint(wire_buf *out, wire_str name)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (wire_str_equal_nocase(name, wire_str_from(others[i].name))) {
			wire_buf_printf(out, "did you mean %s", others[i].ours);
			return;
		}
	const wire_field *near = nearest(name);
	if (near != NULL) {
		wire_buf_printf(out, "did you mean %s:", near->name);
		return;
	}
	wire_buf_puts(out, "the fields are");
	for (int id = 0; id < WIRE_FIELD_COUNT; id++) {
		const char *known = wire_field_get((wire_field_id)id)->name;
		if (known[0] != '\0')
			wire_buf_printf(out, " %s:", known);
	}
}

wire_status wire_country_unknown(
	const wire_country_names *names, wire_str name, wire_arena *arena, wire_error *err)
{
	enum { NEAREST_MAX = 4, HINT_BYTES = 300 };
	wire_list near = {0};
	wire_buf hint;
	wire_status status = WIRE_OK;
	wire_buf_init(&hint, HINT_BYTES);
	if (names != NULL)
		status = wire_country_nearest(&near, arena, names, name, NEAREST_MAX);
	for (size_t i = 0; i < near.len; i++)
		wire_buf_printf(&hint, "%s" WIRE_FMT "%s", i > 0 ? " or " : ": ",
			WIRE_ARG(wire_utf8_cut(near.items[i], 60)), i + 1 == near.len ? "?" : "");
	if (near.len == 0)
		wire_buf_puts(&hint, " (names of several words need quotes, as in "
				     "country:\"South Korea\")");
	if (status == WIRE_OK)
		status = wire_buf_status(&hint);
	if (status == WIRE_OK)
		status = wire_fail(err, WIRE_EQUERY, "no country is called '" WIRE_FMT "'" WIRE_FMT,
			WIRE_ARG(wire_utf8_cut(name, 60)), WIRE_ARG(wire_buf_view(&hint)));
	else
		wire_fail(err, status, "out of memory");
	wire_buf_release(&hint);
	return status;
}

wire_status wire_field_check(wire_str *value, const wire_field *field, wire_error *err)
{
	static const struct {
		wire_field_id field;
		const char *values; /* as record.h has them */
	} closed[] = {{WIRE_FIELD_STATUS, "usable, withheld, canceled"},
		{WIRE_FIELD_ACTION, "new, update, correction, kill, repeat"}};
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
		wire_str known, rest = wire_str_from(closed[i].values);
		if (closed[i].field != field->id)
			continue;
		while (wire_data_item(&known, &rest, ',')) {
			known = wire_str_trim(known);
			if (wire_str_equal_nocase(known, *value)) {
				*value = known;
				return WIRE_OK;
			}
		}
		return wire_fail(err, WIRE_EQUERY,
			"no story has the %s '" WIRE_FMT "'; there are: %s", field->name,
			WIRE_ARG(wire_utf8_cut(*value, 40)), closed[i].values);
	}
	return WIRE_OK;
}
