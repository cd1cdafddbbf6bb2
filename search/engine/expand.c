/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/expand.h"

#include <string.h>

/* Stems of so many letters are never changed behind their beginning. */
enum { UNCHANGED = 2 };

typedef struct walk {
	wire_forms *out;
	const wire_engine *engine;
	size_t cap, prefix; /* prefix: bytes of the field's prefix */
	bool any;           /* every form counts, whatever its stem */
	wire_str stem;
} walk;

static wire_status keep(walk *w, wire_str term, uint32_t frequency)
{
	wire_forms *out = w->out;
	out->found++;
	out->postings += frequency;
	if (out->len >= WIRE_BUDGET_TERMS)
		return WIRE_OK; /* only counted, for the message */
	wire_form *items =
		wire_arena_grow(w->engine->arena, out->items, &w->cap, out->len, sizeof *items);
	if (items == NULL)
		return WIRE_ENOMEM;
	out->items = items;
	wire_form *form = &out->items[out->len++];
	form->frequency = frequency;
	return wire_arena_copy(&form->term, w->engine->arena, term);
}

/* Every term under the prefix comes by; those of longer field prefixes begin with a capital. */
static wire_status visit(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	walk *w = payload;
	wire_str form = wire_str_slice(term, w->prefix, term.len);
	if (wire_budget_walked(w->engine->budget)) {
		w->out->cut = true;
		return WIRE_END;
	}
	if (form.len == 0 || (form.data[0] >= 'A' && form.data[0] <= 'Z'))
		return WIRE_OK;
	wire_str stem = w->stem;
	wire_status status = w->any ? WIRE_OK : wire_stem(&stem, w->engine->stemmer, form);
	if (status == WIRE_OK && wire_str_equal(stem, w->stem))
		status = keep(w, term, frequency);
	return status == WIRE_OK ? status : wire_fail(err, status, "%s", wire_status_text(status));
}

static wire_status walk_under(walk *w, const wire_field *field, wire_str start, wire_error *err)
{
	wire_buf term;
	w->prefix = strlen(field->prefix);
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_status status = wire_term_make(&term, "", field->prefix, start);
	if (status != WIRE_OK)
		wire_fail(err, status, "%s", wire_status_text(status));
	else
		status = wire_reader_terms(w->engine->reader, wire_buf_view(&term), visit, w, err);
	wire_buf_release(&term);
	return status;
}

wire_status wire_expand_prefix(wire_forms *out, const wire_engine *engine, const wire_field *field,
	wire_str start, wire_error *err)
{
	walk w = {.out = out, .engine = engine, .any = true};
	*out = (wire_forms){0};
	return walk_under(&w, field, start, err);
}

wire_status wire_expand_stem(wire_forms *out, const wire_engine *engine, const wire_field *field,
	wire_str form, wire_error *err)
{
	walk w = {.out = out, .engine = engine};
	*out = (wire_forms){0};
	wire_status status = wire_stem(&w.stem, engine->stemmer, form);
	if (status == WIRE_OK)
		status = wire_arena_copy(&w.stem, engine->arena, w.stem);
	if (status != WIRE_OK)
		return wire_fail(err, status, "%s", wire_status_text(status));
	size_t shared = w.stem.len > UNCHANGED ? w.stem.len - 1 : w.stem.len;
	status = walk_under(&w, field, wire_str_slice(w.stem, 0, shared), err);
	if (status == WIRE_OK && w.stem.len == 3 && memcmp(w.stem.data + 1, "ie", 2) == 0) {
		const char start[] = {w.stem.data[0], 'y'};
		status = walk_under(&w, field, (wire_str){start, sizeof start}, err);
	}
	return status;
}
