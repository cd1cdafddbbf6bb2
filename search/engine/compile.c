/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/compile.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "search/engine/positional.h"

typedef struct compiler {
	const wire_engine *engine;
	wire_error *err;
	wire_buf term;
	wire_status status; /* the first failure, told in err */
} compiler;

static wire_query *compile(compiler *c, const wire_node *node);

/* A failure that is told already. What is returned makes all that it becomes a part of fail. */
static wire_query *failed(compiler *c, wire_status status)
{
	if (c->status == WIRE_OK)
		c->status = status;
	return NULL;
}

static wire_query *fail(compiler *c, wire_status status)
{
	return failed(c, wire_fail(c->err, status, "%s", wire_status_text(status)));
}

static wire_query *term(compiler *c, const char *mark, const char *prefix, wire_str text)
{
	wire_status status = wire_term_make(&c->term, mark, prefix, text);
	if (status != WIRE_OK)
		return fail(c, status);
	return wire_query_term(wire_buf_view(&c->term), c->err);
}

/* Room for `n` parts; NULL: the failure is told. */
static wire_query **new_parts(compiler *c, size_t n)
{
	wire_query **parts = wire_arena_calloc(c->engine->arena, n + 1, sizeof(wire_query *));
	if (parts == NULL)
		fail(c, WIRE_ENOMEM);
	return parts;
}

/* ---- leaves ---- */

/*
 * Any form of the word: its stem's term, and the form that is its own stem, which has no such term.
 * A stem that has another stem is a form of another word (considerably: consider, which is
 * `consid`).
 */
static wire_query *compile_word(compiler *c, const wire_node *node)
{
	if (!wire_field_is_stemmed(node->field))
		return term(c, "", node->field->prefix, node->forms.items[0]);
	wire_str stem, again = {NULL, 0};
	wire_status status = wire_stem(&stem, c->engine->stemmer, node->forms.items[0]);
	if (status == WIRE_OK)
		status = wire_arena_copy(&stem, c->engine->arena, stem);
	if (status == WIRE_OK)
		status = wire_stem(&again, c->engine->stemmer, stem);
	if (status != WIRE_OK)
		return fail(c, status);
	wire_query *stems = term(c, "Z", node->field->prefix, stem);
	if (!wire_str_equal(stem, again))
		return stems;
	wire_query *parts[] = {stems, term(c, "", node->field->prefix, stem)};
	return wire_query_synonym(parts, 2, c->err);
}

/* This form; `=US` by the twin that stands for capitals, where the field has such twins. */
static wire_query *compile_exact(compiler *c, const wire_node *node)
{
	bool twin = node->capital && wire_field_is_stemmed(node->field);
	return term(c, twin ? "K" : "", node->field->prefix, node->forms.items[0]);
}

/* The forms that begin so. */
static wire_query *compile_prefix(compiler *c, const wire_node *node)
{
	wire_span_node *forms;
	uint64_t stories;
	wire_status status = wire_positional_make(&forms, &stories, node, c->engine, c->err);
	if (status != WIRE_OK)
		return failed(c, status);
	return wire_query_spans(forms, &c->engine->budget->meter, c->err);
}

/* Phrases, NEAR, ADJ: places are compared. */
static wire_query *compile_places(compiler *c, const wire_node *node)
{
	wire_span_node *tree;
	uint64_t stories;
	wire_status status = wire_positional_make(&tree, &stories, node, c->engine, c->err);
	if (status == WIRE_OK && tree->kind != WIRE_SPAN_WORD)
		status = wire_budget_spend_places(c->engine->budget, node, stories, c->err);
	if (status == WIRE_OK && wire_reader_has_server(c->engine->reader) &&
		!wire_query_spans_are_simple(tree))
		status = wire_fail_at(c->err, WIRE_EQUERY, node->start, node->end - node->start,
			"a server cannot be asked this: over host:port, NEAR and ADJ join two "
			"words "
			"without a form in common, and a phrase has no word with a hyphen");
	if (status != WIRE_OK)
		return failed(c, status);
	return wire_query_spans(tree, &c->engine->budget->meter, c->err);
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
	wire_query **parts =
		wire_arena_grow(d->c->engine->arena, d->parts, &d->cap, d->n, sizeof *parts);
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

/* That day or month of any year has a term of its own, which stories without a year have too. */
static wire_query *compile_yearless(compiler *c, wire_date date)
{
	char text[16];
	int length =
		snprintf(text, sizeof text, WIRE_TERM_YEARLESS "%02d%02d", date.month, date.day);
	length -= date.day == 0 ? 2 : 0;
	return wire_query_filter(wire_query_all(c->err),
		wire_query_term((wire_str){text, (size_t)length}, c->err), c->err);
}

static wire_query *compile_period(compiler *c, const wire_node *node)
{
	if (node->yearless.month > 0)
		return compile_yearless(c, node->yearless);
	wire_period known = {INT32_MAX, INT32_MIN}, period = node->period;
	date_terms d = {.c = c};
	wire_status status =
		wire_reader_terms(c->engine->reader, WIRE_STR("Y"), note_year, &known, c->err);
	if (status != WIRE_OK)
		return failed(c, status);
	/* Outside of the archive's years there is nothing to find, and centuries to walk. */
	period.first = known.first > period.first ? known.first : period.first;
	period.last = known.last < period.last ? known.last : period.last;
	status = cover(&d, period);
	if (status != WIRE_OK)
		return fail(c, status);
	wire_query *query = wire_query_filter(
		wire_query_all(c->err), wire_query_or(d.parts, d.n, c->err), c->err);
	status = wire_budget_spend_terms(c->engine->budget, node, d.n, false, c->err);
	if (status != WIRE_OK)
		failed(c, status);
	return query;
}

/* ---- groups ---- */

static wire_query *compile_group(compiler *c, const wire_node *node)
{
	wire_query **parts = new_parts(c, node->n_kids);
	if (parts == NULL)
		return NULL;
	for (size_t i = 0; i < node->n_kids; i++)
		parts[i] = compile(c, node->kids[i]);
	return node->kind == WIRE_NODE_AND ? wire_query_and(parts, node->n_kids, c->err)
					   : wire_query_or(parts, node->n_kids, c->err);
}

static wire_query *compile(compiler *c, const wire_node *node)
{
	if (c->status != WIRE_OK)
		return NULL; /* the first failure is the one that is told */
	if (node->meaning != NULL)
		return compile(c, node->meaning);
	switch (node->kind) {
	case WIRE_NODE_ALL:
		return wire_query_all(c->err);
	case WIRE_NODE_WORD:
		return compile_word(c, node);
	case WIRE_NODE_EXACT:
		return compile_exact(c, node);
	case WIRE_NODE_PREFIX:
		return compile_prefix(c, node);
	case WIRE_NODE_VALUE:
		return compile_value(c, node);
	case WIRE_NODE_PERIOD:
		return compile_period(c, node);
	case WIRE_NODE_PHRASE:
	case WIRE_NODE_NEAR:
	case WIRE_NODE_ADJ:
		return compile_places(c, node);
	case WIRE_NODE_AND:
	case WIRE_NODE_OR:
		return compile_group(c, node);
	case WIRE_NODE_NOT:
		break;
	}
	wire_query *yes = compile(c, node->kids[0]);
	return wire_query_not(yes, compile(c, node->kids[1]), c->err);
}

wire_status wire_node_compile(
	wire_query **out, const wire_node *root, const wire_engine *engine, wire_error *err)
{
	compiler c = {.engine = engine, .err = err};
	*out = NULL;
	uint32_t archive = 0;
	wire_status status = wire_reader_count(&archive, engine->reader, err);
	if (status != WIRE_OK)
		return status;
	wire_budget_begin_query(engine->budget, archive);
	wire_buf_init(&c.term, WIRE_TERM_MAX);
	wire_query *query = compile(&c, root);
	wire_buf_release(&c.term);
	status = c.status == WIRE_OK ? wire_query_status(query) : c.status;
	if (status == WIRE_OK)
		*out = query;
	else
		wire_query_free(query);
	return status;
}
