/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/country.h"

#include <stdint.h>
#include <stdlib.h>

#include "wire/data.h"
#include "wire/spell.h"
#include "wire/table.h"
#include "wire/text.h"

enum { MEMORY_MAX = 32 << 20, NAME_BYTES_MAX = 200 };

typedef struct country {
	wire_str code, label;
} country;

/* One of the names of a country, in the file's order. */
typedef struct country_name {
	wire_str folded;
	const country *of;
} country_name;

struct wire_country_names {
	wire_arena *arena;
	country_name *all;
	size_t n_all, cap_all;
	wire_table by_name; /* folded code, name or demonym -> country; the file's first has it */
};

static wire_status add_name(wire_country_names *names, wire_str text, const country *of)
{
	wire_str folded;
	text = wire_str_trim(text);
	if (text.len == 0)
		return WIRE_OK;
	wire_status status = wire_text_fold_copy(&folded, names->arena, text);
	if (status != WIRE_OK)
		return status;
	country_name *all = wire_arena_grow(
		names->arena, names->all, &names->cap_all, names->n_all, sizeof *all);
	if (all == NULL)
		return WIRE_ENOMEM;
	names->all = all;
	all[names->n_all++] = (country_name){folded, of};
	return wire_table_put(&names->by_name, names->arena, folded, of);
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

/* `text` folded into `folded`, which is then released; empty when it is longer than any name. */
static wire_status fold_name(wire_buf *folded, wire_str text)
{
	text = wire_str_trim(text);
	wire_buf_init(folded, NAME_BYTES_MAX * WIRE_FOLD_GROWTH);
	if (text.len <= NAME_BYTES_MAX)
		wire_text_fold(folded, text);
	return wire_buf_status(folded);
}

static wire_status find(const country **out, const wire_country_names *names, wire_str text)
{
	wire_buf folded;
	*out = NULL;
	wire_status status = fold_name(&folded, text);
	if (status == WIRE_OK && folded.len > 0)
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

/* ---- likely names ---- */

enum { SHORT_NAME = 5, WHOLE_WORD = 0, TOO_FAR = 3 };

/* Does `word` stand in `name` with spaces or ends around it, without being all of it? */
static bool is_word_of(wire_str word, wire_str name)
{
	for (size_t at = 0; (at = wire_str_find(name, word, at)) != SIZE_MAX; at++) {
		bool begins = at == 0 || name.data[at - 1] == ' ';
		bool ends = at + word.len == name.len || name.data[at + word.len] == ' ';
		if (begins && ends)
			return word.len < name.len;
	}
	return false;
}

/* How far a known name is from the one that was given: whole words, then edits. */
static unsigned distance(wire_str given, wire_str known)
{
	unsigned limit = given.len > SHORT_NAME ? 2 : 1;
	if (given.len < 3)
		return TOO_FAR;
	if (is_word_of(given, known))
		return WHOLE_WORD;
	unsigned edits = wire_spell_edits(given, known, limit);
	return edits > limit || edits == 0 ? TOO_FAR : edits;
}

wire_status wire_country_nearest(wire_list *out, wire_arena *arena, const wire_country_names *names,
	wire_str name, size_t max)
{
	wire_buf folded;
	*out = (wire_list){0};
	wire_status status = fold_name(&folded, name);
	for (unsigned want = WHOLE_WORD; want < TOO_FAR && out->len == 0; want++)
		for (size_t i = 0; i < names->n_all && out->len < max && status == WIRE_OK; i++) {
			const country_name *known = &names->all[i];
			if (distance(wire_buf_view(&folded), known->folded) == want &&
				!wire_list_has(out, known->of->label))
				status = wire_list_push(out, arena, known->of->label);
		}
	wire_buf_release(&folded);
	return status;
}
