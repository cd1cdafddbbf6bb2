/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/positional.h"

#include <assert.h>

#include "search/engine/expand.h"

typedef struct maker {
	const wire_engine *engine;
	wire_error *err;
} maker;

static wire_status make(
	wire_span_node **out, uint64_t *stories, const wire_node *node, const maker *m);

static wire_status fail(const maker *m, wire_status status)
{
	return wire_fail(m->err, status, "%s", wire_status_text(status));
}

static wire_status new_node(wire_span_node **out, const maker *m, wire_span_kind kind, size_t kids)
{
	*out = wire_span_new(m->engine->arena, kind, kids);
	return *out == NULL ? fail(m, WIRE_ENOMEM) : WIRE_OK;
}

/* ---- words ---- */

/* The one term of a form. */
static wire_status make_form(wire_span_node **out, uint64_t *stories, const wire_field *field,
	wire_str form, const maker *m)
{
	wire_buf text;
	wire_str term = {NULL, 0};
	uint32_t frequency = 0;
	wire_status status = new_node(out, m, WIRE_SPAN_WORD, 0);
	if (status != WIRE_OK)
		return status;
	wire_buf_init(&text, WIRE_TERM_MAX);
	status = wire_term_make(&text, "", field->prefix, form);
	if (status == WIRE_OK)
		status = wire_arena_copy(&term, m->engine->arena, wire_buf_view(&text));
	if (status == WIRE_OK)
		status = wire_list_push(&(*out)->terms, m->engine->arena, term);
	wire_buf_release(&text);
	if (status != WIRE_OK)
		return fail(m, status);
	status = wire_reader_frequency(&frequency, m->engine->reader, term, m->err);
	*stories = frequency;
	return status;
}

static wire_status take_forms(wire_span_node **out, uint64_t *stories, const wire_node *node,
	const wire_forms *forms, const maker *m)
{
	wire_status status =
		wire_budget_spend_terms(m->engine->budget, node, forms->found, forms->cut, m->err);
	if (status == WIRE_OK)
		status = new_node(out, m, WIRE_SPAN_WORD, 0);
	if (status != WIRE_OK)
		return status;
	*stories = forms->postings;
	for (size_t i = 0; i < forms->len && status == WIRE_OK; i++)
		status = wire_list_push(&(*out)->terms, m->engine->arena, forms->items[i].term);
	return status == WIRE_OK ? status : fail(m, status);
}

static wire_status make_prefix(
	wire_span_node **out, uint64_t *stories, const wire_node *node, const maker *m)
{
	wire_forms forms;
	wire_str start = node->forms.items[0];
	size_t characters = 0;
	for (size_t i = 0; i < start.len; i++)
		characters += ((unsigned char)start.data[i] & 0xC0) != 0x80;
	if (characters < WIRE_PREFIX_MIN)
		return wire_fail_at(m->err, WIRE_EQUERY, node->start, node->end - node->start,
			"'*' needs at least %u letters before it", WIRE_PREFIX_MIN);
	wire_status status = wire_expand_prefix(&forms, m->engine, node->field, start, m->err);
	wire_budget_note_cost(m->engine->budget, node, forms.postings);
	return status == WIRE_OK ? take_forms(out, stories, node, &forms, m) : status;
}

/* All forms of a word; those of a field without stems are themselves alone. */
static wire_status make_word(
	wire_span_node **out, uint64_t *stories, const wire_node *node, const maker *m)
{
	wire_forms forms;
	if (!wire_field_is_stemmed(node->field))
		return make_form(out, stories, node->field, node->forms.items[0], m);
	wire_status status =
		wire_expand_stem(&forms, m->engine, node->field, node->forms.items[0], m->err);
	return status == WIRE_OK ? take_forms(out, stories, node, &forms, m) : status;
}

/* ---- what is made of words ---- */

/* `*out`, if there is one yet, and `next` within a distance of it. */
static wire_status join(wire_span_node **out, wire_span_kind kind, unsigned distance,
	wire_span_node *next, const maker *m)
{
	wire_span_node *left = *out;
	*out = next;
	if (left == NULL)
		return WIRE_OK;
	wire_status status = new_node(out, m, kind, 2);
	if (status != WIRE_OK)
		return status;
	(*out)->distance = distance;
	(*out)->kids[0] = left;
	(*out)->kids[1] = next;
	return WIRE_OK;
}

/* Side by side: the forms as they are, or words in any form. */
static wire_status make_phrase(
	wire_span_node **out, uint64_t *stories, const wire_node *node, const maker *m)
{
	bool any_form = node->n_kids > 0;
	wire_status status = WIRE_OK;
	*stories = UINT64_MAX;
	for (size_t i = 0; i < node->forms.len && status == WIRE_OK; i++) {
		wire_span_node *next;
		uint64_t these = 0;
		status = any_form ? make(&next, &these, node->kids[i], m)
				  : make_form(&next, &these, node->field, node->forms.items[i], m);
		if (status == WIRE_OK)
			status = join(out, WIRE_SPAN_ADJ, 1, next, m);
		*stories = these < *stories ? these : *stories;
	}
	return status;
}

static wire_status make_pair(
	wire_span_node **out, uint64_t *stories, const wire_node *node, const maker *m)
{
	wire_span_kind kind = node->kind == WIRE_NODE_NEAR ? WIRE_SPAN_NEAR : WIRE_SPAN_ADJ;
	wire_span_node *right = NULL;
	uint64_t others = 0;
	wire_status status = make(out, stories, node->kids[0], m);
	if (status == WIRE_OK)
		status = make(&right, &others, node->kids[1], m);
	*stories = others < *stories ? others : *stories;
	return status == WIRE_OK ? join(out, kind, node->window, right, m) : status;
}

static wire_status make_choice(
	wire_span_node **out, uint64_t *stories, const wire_node *node, const maker *m)
{
	wire_status status = new_node(out, m, WIRE_SPAN_ANY, node->n_kids);
	*stories = 0;
	for (size_t i = 0; i < node->n_kids && status == WIRE_OK; i++) {
		uint64_t these = 0;
		status = make(&(*out)->kids[i], &these, node->kids[i], m);
		*stories += these;
	}
	return status;
}

static wire_status make(
	wire_span_node **out, uint64_t *stories, const wire_node *node, const maker *m)
{
	*out = NULL;
	*stories = 0;
	if (node->meaning != NULL)
		return make(out, stories, node->meaning, m);
	switch (node->kind) {
	case WIRE_NODE_WORD:
		return make_word(out, stories, node, m);
	case WIRE_NODE_EXACT:
		return make_form(out, stories, node->field, node->forms.items[0], m);
	case WIRE_NODE_PREFIX:
		return make_prefix(out, stories, node, m);
	case WIRE_NODE_PHRASE:
		return make_phrase(out, stories, node, m);
	case WIRE_NODE_NEAR:
	case WIRE_NODE_ADJ:
		return make_pair(out, stories, node, m);
	case WIRE_NODE_OR:
		return make_choice(out, stories, node, m);
	default:
		assert(!"the parser lets no other part stand here");
		return fail(m, WIRE_EINVAL);
	}
}

wire_status wire_positional_make(wire_span_node **out, uint64_t *stories, const wire_node *node,
	const wire_engine *engine, wire_error *err)
{
	const maker m = {.engine = engine, .err = err};
	return make(out, stories, node, &m);
}
