/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/country.h"

#include <stdlib.h>

#include "wire/data.h"
#include "wire/table.h"
#include "wire/text.h"

enum { MEMORY_MAX = 32 << 20, NAME_BYTES_MAX = 200 };

typedef struct country {
	wire_str code, label;
} country;

struct wire_country_names {
	wire_arena *arena;
	wire_table by_name; /* folded code, name or demonym -> country; the file's first has it */
};

static wire_status add_name(wire_country_names *names, wire_str text, const country *of)
{
	wire_str folded;
	text = wire_str_trim(text);
	if (text.len == 0)
		return WIRE_OK;
	wire_status status = wire_text_fold_copy(&folded, names->arena, text);
	return status == WIRE_OK ? wire_table_put(&names->by_name, names->arena, folded, of)
				 : status;
}

/* A row: code, usual name, names, demonyms; the last two are lists with `|`. */
static wire_status add_row(void *arg, const wire_str *columns, size_t n)
{
	wire_country_names *names = arg;
	wire_str part;
	if (n < 2 || columns[0].len < 2)
		return WIRE_EFORMAT;
	country *c = wire_arena_calloc(names->arena, 1, sizeof *c);
	if (c == NULL)
		return WIRE_ENOMEM;
	*c = (country){.code = columns[0], .label = columns[1]};
	wire_status status = add_name(names, c->code, c);
	if (status == WIRE_OK)
		status = add_name(names, c->label, c);
	for (size_t i = 2; i < n; i++)
		for (wire_str rest = columns[i];
			status == WIRE_OK && wire_data_item(&part, &rest, '|');)
			status = add_name(names, part, c);
	return status;
}

static wire_status load(wire_country_names *names, const char *dir, wire_error *err)
{
	static const char file[] = "countries.tsv";
	wire_str text;
	wire_status status = wire_data_read(&text, names->arena, dir, file, err);
	return status == WIRE_OK ? wire_data_each_row(text, file, add_row, names, err) : status;
}

wire_status wire_country_names_load(wire_country_names **out, const char *dir, wire_error *err)
{
	*out = NULL;
	wire_country_names *names = calloc(1, sizeof *names);
	if (names == NULL || (names->arena = wire_arena_new(MEMORY_MAX)) == NULL) {
		free(names);
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	}
	wire_status status = load(names, dir, err);
	if (status == WIRE_OK)
		*out = names;
	else
		wire_country_names_free(names);
	return status;
}

void wire_country_names_free(wire_country_names *names)
{
	if (names == NULL)
		return;
	wire_arena_free(names->arena);
	free(names);
}

static wire_status find(const country **out, const wire_country_names *names, wire_str text)
{
	wire_buf folded;
	*out = NULL;
	text = wire_str_trim(text);
	if (text.len > NAME_BYTES_MAX)
		return WIRE_OK;
	wire_buf_init(&folded, NAME_BYTES_MAX * WIRE_FOLD_GROWTH);
	wire_text_fold(&folded, text);
	wire_status status = wire_buf_status(&folded);
	if (status == WIRE_OK)
		*out = wire_table_get(&names->by_name, wire_buf_view(&folded));
	wire_buf_release(&folded);
	return status;
}

wire_status wire_country_code(wire_str *out, const wire_country_names *names, wire_str name)
{
	const country *found;
	wire_status status = find(&found, names, name);
	*out = found == NULL ? (wire_str){NULL, 0} : found->code;
	return status;
}

wire_status wire_country_label(wire_str *out, const wire_country_names *names, wire_str code)
{
	const country *found;
	wire_status status = find(&found, names, code);
	*out = found == NULL ? (wire_str){NULL, 0} : found->label;
	return status;
}
