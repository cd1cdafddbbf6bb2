/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/joined.h"

#include "search/query/compound.h"
#include "wire/token.h"

/* A word shorter than this is not two; two that are longer are not one form. */
enum { JOINED_MIN = 4 };

typedef struct finder {
	const wire_engine *engine;
	wire_arena *arena;
	wire_error *err;
	wire_buf term;
} finder;

/* Where the archive parts a word: bit n for n bytes. A form has 64 at most. */
typedef struct splits {
	uint64_t at;
	size_t prefix; /* bytes of a term before its number */
} splits;

static wire_status note_split(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	splits *s = payload;
	unsigned split = 0;
	(void)frequency;
	(void)err;
	for (size_t i = s->prefix; i < term.len && split < WIRE_FORM_MAX; i++)
		split = split * 10 + (unsigned)(term.data[i] - '0');
	if (split < WIRE_FORM_MAX)
		s->at |= (uint64_t)1 << split;
	return WIRE_OK;
}

static wire_status find_splits(splits *out, finder *f, const wire_field *field, wire_str form)
{
	wire_str stem;
	*out = (splits){0};
	if (form.len < JOINED_MIN || form.len > WIRE_FORM_MAX)
		return WIRE_OK;
	wire_status status = wire_stem(&stem, f->engine->stemmer, form);
	if (status == WIRE_OK)
		status = wire_term_twin(&f->term, field, stem, 0);
	if (status != WIRE_OK)
		return wire_fail(f->err, status, "out of memory");
	out->prefix = f->term.len;
	return wire_reader_terms(
		f->engine->reader, wire_buf_view(&f->term), note_split, out, f->err);
}

static bool is_plain(const wire_node *node)
{
	return node->kind == WIRE_NODE_WORD && node->parts.len == 0 &&
	       wire_field_is_stemmed(node->field);
}

/* `ceasefire`: also the two words that the archive parts it into. */
static wire_status part(finder *f, wire_node *node)
{
	splits s;
	wire_str form = node->forms.items[0];
	node->meaning = NULL;
	wire_status status = find_splits(&s, f, node->field, form);
	for (size_t at = 1; at < form.len && status == WIRE_OK; at++) {
		wire_list parts = {0};
		if ((s.at >> at & 1) == 0 || ((unsigned char)form.data[at] & 0xC0) == 0x80)
			continue;
		status = wire_list_push(&parts, f->arena, wire_str_slice(form, 0, at));
		if (status == WIRE_OK)
			status = wire_list_push(
				&parts, f->arena, wire_str_slice(form, at, form.len));
		if (status == WIRE_OK)
			status = wire_compound_add(
				node, wire_compound_phrase(f->arena, node, &parts), f->arena);
		if (status != WIRE_OK)
			wire_fail(f->err, status, "out of memory");
	}
	return status;
}

/*
 * `cease fire`: each of the two also the one that they make. (a OR ab) AND (b OR ab) is what
 * (a AND b) OR ab is; and of three words each two may be one, without a choice for each way.
 */
static wire_status join(finder *f, wire_node *first, wire_node *second)
{
	splits s;
	wire_str joined;
	if (!is_plain(first) || !is_plain(second) || first->field != second->field)
		return WIRE_OK;
	wire_str a = first->forms.items[0], b = second->forms.items[0];
	wire_status status =
		wire_arena_print(&joined, f->arena, WIRE_FMT WIRE_FMT, WIRE_ARG(a), WIRE_ARG(b));
	if (status == WIRE_OK)
		status = find_splits(&s, f, first->field, joined);
	if (status != WIRE_OK)
		return status == WIRE_ENOMEM ? wire_fail(f->err, status, "out of memory") : status;
	if (a.len >= WIRE_FORM_MAX || (s.at >> a.len & 1) == 0)
		return WIRE_OK;
	status = wire_compound_add(first, wire_compound_word(f->arena, first, joined), f->arena);
	if (status == WIRE_OK)
		status = wire_compound_add(
			second, wire_compound_word(f->arena, second, joined), f->arena);
	return status == WIRE_OK ? status : wire_fail(f->err, status, "out of memory");
}

/* NEAR and ADJ compare places of single words: what is under them stays. */
static wire_status find(finder *f, wire_node *node)
{
	wire_status status = WIRE_OK;
	if (is_plain(node))
		return part(f, node);
	if (node->kind != WIRE_NODE_AND && node->kind != WIRE_NODE_OR &&
		node->kind != WIRE_NODE_NOT)
		return WIRE_OK;
	for (size_t i = 0; i < node->n_kids && status == WIRE_OK; i++) {
		status = find(f, node->kids[i]);
		if (status == WIRE_OK && i > 0 && node->kind == WIRE_NODE_AND)
			status = join(f, node->kids[i - 1], node->kids[i]);
	}
	return status;
}

wire_status wire_joined_find(wire_node *root, const wire_engine *engine, wire_error *err)
{
	finder f = {.engine = engine, .arena = engine->arena, .err = err};
	wire_buf_init(&f.term, WIRE_TERM_MAX);
	wire_status status = find(&f, root);
	wire_buf_release(&f.term);
	return status;
}
