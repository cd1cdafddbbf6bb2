/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/compile.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "search/engine/expand.h"

typedef struct compiler {
	wire_list *notes;
	wire_reader *reader;
	wire_stemmer *stemmer;
	wire_arena *arena;
	wire_error *err;
	wire_buf term;
	wire_status status; /* the first failure; constructors say only that they failed */
} compiler;

static wire_query *compile(compiler *c, const wire_node *node);

static wire_query *fail(compiler *c, wire_status status)
{
	if (c->status == WIRE_OK)
		c->status = status;
	return NULL;
}

static wire_query *term(compiler *c, const char *mark, const char *prefix, wire_str text)
{
	wire_status status = wire_term_make(&c->term, mark, prefix, text);
	if (status != WIRE_OK)
		return fail(c, status);
	return wire_query_term(wire_buf_view(&c->term), c->err);
}

/* ---- leaves ---- */

/* Any form of the word: its stem's term, and the form that is its own stem. */
static wire_query *compile_word(compiler *c, const wire_node *node)
{
	if (!wire_field_is_stemmed(node->field))
		return term(c, "", node->field->prefix, node->forms.items[0]);
	wire_str stem;
	wire_status status = wire_stem(&stem, c->stemmer, node->forms.items[0]);
	if (status != WIRE_OK)
		return fail(c, status);
	wire_query *parts[] = {
		term(c, "Z", node->field->prefix, stem), term(c, "", node->field->prefix, stem)};
	return wire_query_synonym(parts, 2, c->err);
}

/* This form; `=US` by the twin that stands for capitals, where the field has such twins. */
static wire_query *compile_exact(compiler *c, const wire_node *node)
{
	bool twin = node->capital && wire_field_is_stemmed(node->field);
	return term(c, twin ? "K" : "", node->field->prefix, node->forms.items[0]);
}

static wire_query *compile_phrase(compiler *c, const wire_node *node)
{
	size_t n = node->forms.len;
	wire_query **parts = wire_arena_calloc(c->arena, n, sizeof(wire_query *));
	if (parts == NULL)
		return fail(c, WIRE_ENOMEM);
	for (size_t i = 0; i < n; i++)
		parts[i] = term(c, "", node->field->prefix, node->forms.items[i]);
	return wire_query_phrase(parts, n, c->err);
}

static wire_query *compile_forms(compiler *c, const wire_forms *forms)
{
	wire_query **parts = wire_arena_calloc(c->arena, forms->len + 1, sizeof(wire_query *));
	if (parts == NULL)
		return fail(c, WIRE_ENOMEM);
	for (size_t i = 0; i < forms->len; i++)
		parts[i] = wire_query_term(forms->items[i].term, c->err);
	return wire_query_or(parts, forms->len, c->err);
}

static wire_query *compile_prefix(compiler *c, const wire_node *node)
{
	wire_forms forms;
	wire_str note, start = node->forms.items[0];
	size_t characters = 0;
	for (size_t i = 0; i < start.len; i++)
		characters += ((unsigned char)start.data[i] & 0xC0) != 0x80;
	if (characters < WIRE_PREFIX_MIN)
		return fail(
			c, wire_fail_at(c->err, WIRE_EQUERY, node->start, node->end - node->start,
				   "'*' needs at least %u letters before it", WIRE_PREFIX_MIN));
	wire_status status =
		wire_expand_prefix(&forms, node->field, start, c->reader, c->arena, c->err);
	if (status == WIRE_EQUERY)
		wire_fail_at(c->err, WIRE_EQUERY, node->start, node->end - node->start,
			"too many words begin like this; give more letters before '*'");
	if (status != WIRE_OK)
		return fail(c, status);
	if (forms.found > forms.len) {
		status = wire_arena_print(&note, c->arena,
			WIRE_FMT "*: the %zu most frequent of %zu words", WIRE_ARG(start),
			forms.len, forms.found);
		if (status != WIRE_OK || wire_list_push(c->notes, c->arena, note) != WIRE_OK)
			return fail(c, WIRE_ENOMEM);
	}
	return compile_forms(c, &forms);
}

static wire_query *compile_value(compiler *c, const wire_node *node)
{
	wire_status status = wire_term_exact(&c->term, node->field, node->value);
	if (status != WIRE_OK)
		return fail(c, status);
	return wire_query_filter(
		wire_query_all(c->err), wire_query_term(wire_buf_view(&c->term), c->err), c->err);
}

/* ---- dates ---- */

typedef struct date_terms {
	compiler *c;
	wire_query **parts;
	size_t n, cap;
} date_terms;

static wire_status add_date_term(date_terms *d, char letter, wire_date date)
{
	char text[16];
	wire_query **parts = wire_arena_grow(d->c->arena, d->parts, &d->cap, d->n, sizeof *parts);
	if (parts == NULL)
		return WIRE_ENOMEM;
	d->parts = parts;
	int length = letter == 'Y' ? 5 : letter == 'M' ? 7 : 9;
	snprintf(text, sizeof text, "%c%04d%02d%02d", letter, date.year, date.month, date.day);
	d->parts[d->n++] = wire_query_term((wire_str){text, (size_t)length}, d->c->err);
	return WIRE_OK;
}

/* The years that the databases have: an open range ends with them. */
static wire_status note_year(void *payload, wire_str year, uint32_t frequency, wire_error *err)
{
	wire_period *known = payload;
	wire_period whole;
	wire_date date;
	(void)frequency;
	(void)err;
	if (year.len == 5 && wire_date_parse(&date, wire_str_slice(year, 1, 5)) &&
		wire_date_period(&whole, date)) {
		known->first = whole.first < known->first ? whole.first : known->first;
		known->last = whole.last > known->last ? whole.last : known->last;
	}
	return WIRE_OK;
}

/* The fewest year, month and day terms that cover the period. */
static wire_status cover(date_terms *d, wire_period period)
{
	wire_status status = WIRE_OK;
	for (int32_t day = period.first; day <= period.last && status == WIRE_OK;) {
		wire_date date = wire_date_from_day(day);
		wire_period whole;
		wire_date year = {date.year, 0, 0}, month = {date.year, date.month, 0};
		if (wire_date_period(&whole, year) && whole.first == day &&
			whole.last <= period.last) {
			status = add_date_term(d, 'Y', year);
		} else if (wire_date_period(&whole, month) && whole.first == day &&
			   whole.last <= period.last) {
			status = add_date_term(d, 'M', month);
		} else {
			status = add_date_term(d, 'D', date);
			whole.last = day;
		}
		day = whole.last + 1;
	}
	return status;
}

static wire_query *compile_period(compiler *c, const wire_node *node)
{
	wire_period known = {INT32_MAX, INT32_MIN}, period = node->period;
	date_terms d = {.c = c};
	wire_status status = wire_reader_terms(c->reader, WIRE_STR("Y"), note_year, &known, c->err);
	/* Outside of the archive's years there is nothing to find, and centuries to walk. */
	period.first = known.first > period.first ? known.first : period.first;
	period.last = known.last < period.last ? known.last : period.last;
	if (status == WIRE_OK)
		status = cover(&d, period);
	if (status != WIRE_OK)
		return fail(c, status);
	return wire_query_filter(
		wire_query_all(c->err), wire_query_or(d.parts, d.n, c->err), c->err);
}

/* ---- groups ---- */

/* What NEAR and ADJ take of a word: an OR of its forms, which have positions. */
static wire_query *compile_positional(compiler *c, const wire_node *node)
{
	wire_forms forms;
	wire_status status;
	if (node->kind == WIRE_NODE_PREFIX)
		return compile_prefix(c, node);
	bool plain = node->kind == WIRE_NODE_WORD && !wire_field_is_stemmed(node->field);
	if (node->kind == WIRE_NODE_EXACT || plain)
		return term(c, "", node->field->prefix, node->forms.items[0]);
	if (node->kind == WIRE_NODE_OR) {
		wire_query **parts =
			wire_arena_calloc(c->arena, node->n_kids, sizeof(wire_query *));
		if (parts == NULL)
			return fail(c, WIRE_ENOMEM);
		for (size_t i = 0; i < node->n_kids; i++)
			parts[i] = compile_positional(c, node->kids[i]);
		return wire_query_or(parts, node->n_kids, c->err);
	}
	status = wire_expand_stem(
		&forms, node->field, node->forms.items[0], c->reader, c->stemmer, c->arena, c->err);
	return status == WIRE_OK ? compile_forms(c, &forms) : fail(c, status);
}

static wire_query *compile_near(compiler *c, const wire_node *node)
{
	wire_query **parts = wire_arena_calloc(c->arena, node->n_kids, sizeof(wire_query *));
	if (parts == NULL)
		return fail(c, WIRE_ENOMEM);
	for (size_t i = 0; i < node->n_kids; i++)
		parts[i] = compile_positional(c, node->kids[i]);
	/* NEAR/5: at most five words from the first to the last, so a window of one more. */
	unsigned window = node->window + 1;
	if (window < node->n_kids)
		window = (unsigned)node->n_kids;
	return wire_query_near(parts, node->n_kids, window, node->kind == WIRE_NODE_ADJ, c->err);
}

static wire_query *compile_group(compiler *c, const wire_node *node)
{
	wire_query **parts = wire_arena_calloc(c->arena, node->n_kids, sizeof(wire_query *));
	if (parts == NULL)
		return fail(c, WIRE_ENOMEM);
	for (size_t i = 0; i < node->n_kids; i++)
		parts[i] = compile(c, node->kids[i]);
	return node->kind == WIRE_NODE_AND ? wire_query_and(parts, node->n_kids, c->err)
					   : wire_query_or(parts, node->n_kids, c->err);
}

static wire_query *compile(compiler *c, const wire_node *node)
{
	switch (node->kind) {
	case WIRE_NODE_ALL:
		return wire_query_all(c->err);
	case WIRE_NODE_WORD:
		return compile_word(c, node);
	case WIRE_NODE_EXACT:
		return compile_exact(c, node);
	case WIRE_NODE_PREFIX:
		return compile_prefix(c, node);
	case WIRE_NODE_PHRASE:
		return compile_phrase(c, node);
	case WIRE_NODE_VALUE:
		return compile_value(c, node);
	case WIRE_NODE_PERIOD:
		return compile_period(c, node);
	case WIRE_NODE_NEAR:
	case WIRE_NODE_ADJ:
		return compile_near(c, node);
	case WIRE_NODE_AND:
	case WIRE_NODE_OR:
		return compile_group(c, node);
	case WIRE_NODE_NOT:
		break;
	}
	wire_query *yes = compile(c, node->kids[0]);
	return wire_query_not(yes, compile(c, node->kids[1]), c->err);
}

wire_status wire_node_compile(wire_query **out, wire_list *notes, const wire_node *root,
	wire_reader *reader, wire_stemmer *stemmer, wire_arena *arena, wire_error *err)
{
	compiler c = {
		.notes = notes, .reader = reader, .stemmer = stemmer, .arena = arena, .err = err};
	*notes = (wire_list){0};
	wire_buf_init(&c.term, WIRE_TERM_MAX);
	*out = compile(&c, root);
	wire_buf_release(&c.term);
	if (c.status != WIRE_OK) {
		wire_query_free(*out);
		*out = NULL;
		return c.status;
	}
	return *out == NULL ? WIRE_ENOMEM : WIRE_OK;
}
