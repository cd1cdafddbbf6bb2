/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/expand.h"

#include <stdlib.h>
#include <string.h>

typedef struct walk {
	wire_forms *out;
	size_t cap, seen, prefix; /* prefix: bytes of the field's prefix */
	wire_arena *arena;
	wire_stemmer *stemmer; /* NULL: every form counts */
	wire_str stem;
} walk;

static wire_status keep(walk *w, wire_str term, uint32_t frequency)
{
	wire_forms *out = w->out;
	wire_form *items = wire_arena_grow(w->arena, out->items, &w->cap, out->len, sizeof *items);
	if (items == NULL)
		return WIRE_ENOMEM;
	out->items = items;
	wire_form *form = &out->items[out->len++];
	form->frequency = frequency;
	return wire_arena_copy(&form->term, w->arena, term);
}

/* Every term under the prefix comes by; those of longer field prefixes begin with a capital. */
static wire_status visit(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	walk *w = payload;
	wire_str form = wire_str_slice(term, w->prefix, term.len);
	if (form.len == 0 || (form.data[0] >= 'A' && form.data[0] <= 'Z'))
		return WIRE_OK;
	if (++w->seen > WIRE_WALK_MAX)
		return wire_fail(err, WIRE_EQUERY, "too many words begin like this one");
	wire_str stem = w->stem;
	wire_status status = w->stemmer == NULL ? WIRE_OK : wire_stem(&stem, w->stemmer, form);
	if (status == WIRE_OK && wire_str_equal(stem, w->stem))
		status = keep(w, term, frequency);
	return status == WIRE_OK ? status : wire_fail(err, status, "out of memory");
}

static int by_frequency(const void *a, const void *b)
{
	const wire_form *x = a, *y = b;
	if (x->frequency != y->frequency)
		return x->frequency < y->frequency ? 1 : -1;
	return wire_str_compare(x->term, y->term);
}

static wire_status expand(
	walk *w, const wire_field *field, wire_str start, wire_reader *reader, wire_error *err)
{
	wire_buf term;
	w->prefix = strlen(field->prefix);
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_status status = wire_term_make(&term, "", field->prefix, start);
	if (status == WIRE_OK)
		status = wire_reader_terms(reader, wire_buf_view(&term), visit, w, err);
	wire_buf_release(&term);
	if (status != WIRE_OK)
		return status;
	if (w->out->len > 1)
		qsort(w->out->items, w->out->len, sizeof *w->out->items, by_frequency);
	w->out->found = w->out->len;
	if (w->out->len > WIRE_EXPANSION_MAX)
		w->out->len = WIRE_EXPANSION_MAX;
	return WIRE_OK;
}

wire_status wire_expand_prefix(wire_forms *out, const wire_field *field, wire_str start,
	wire_reader *reader, wire_arena *arena, wire_error *err)
{
	walk w = {.out = out, .arena = arena};
	*out = (wire_forms){0};
	return expand(&w, field, start, reader, err);
}

wire_status wire_expand_stem(wire_forms *out, const wire_field *field, wire_str form,
	wire_reader *reader, wire_stemmer *stemmer, wire_arena *arena, wire_error *err)
{
	walk w = {.out = out, .arena = arena, .stemmer = stemmer};
	*out = (wire_forms){0};
	wire_status status = wire_stem(&w.stem, stemmer, form);
	if (status == WIRE_OK)
		status = wire_arena_copy(&w.stem, arena, w.stem);
	if (status != WIRE_OK)
		return wire_fail(err, status, "out of memory");
	/* `happy` and its stem `happi` part at the last letter: walk under what they share. */
	size_t shared = 0;
	while (shared < w.stem.len && shared < form.len && w.stem.data[shared] == form.data[shared])
		shared++;
	if (shared == w.stem.len && shared > 3)
		shared--;
	return expand(&w, field, wire_str_slice(form, 0, shared), reader, err);
}
