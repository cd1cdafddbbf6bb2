/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/compile.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "search/engine/expand.h"

typedef struct compiler {
	const wire_engine *engine;
	wire_error *err;
	wire_buf term;
	wire_status status; /* the first failure, told in err */
	uint32_t expanded;  /* terms that the parts so far stand for */
	uint32_t archive;   /* stories in the databases */
	uint64_t places; /* those in which the parts so far compare the places of words, summed */
	uint64_t places_max;
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

/* ---- what it costs ---- */

/* A part stands for so many terms beyond its own. */
static wire_status spend_terms(compiler *c, const wire_node *node, size_t terms, bool cut)
{
	char these[WIRE_NUMBER_SIZE], all[WIRE_NUMBER_SIZE], limit[WIRE_NUMBER_SIZE];
	const char *what = node->kind == WIRE_NODE_PERIOD ? "years, months and days" : "words";
	uint64_t total = (uint64_t)c->expanded + terms;
	if (total <= WIRE_BUDGET_TERMS && !cut) {
		c->expanded = (uint32_t)total;
		return WIRE_OK;
	}
	wire_number(these, terms);
	wire_number(limit, WIRE_BUDGET_TERMS);
	if (cut || terms > WIRE_BUDGET_TERMS)
		return wire_fail_at(c->err, WIRE_EQUERY, node->start, node->end - node->start,
			"this stands for %s%s %s; the limit is %s in one query",
			cut ? "more than " : "", these, what, limit);
	return wire_fail_at(c->err, WIRE_EQUERY, node->start, node->end - node->start,
		"this stands for %s %s, with the parts before it %s; the limit is %s in one query",
		these, what, wire_number(all, total), limit);
}

/* A part compares the places of its words in so many stories. */
static wire_status spend_places(compiler *c, const wire_node *node, uint64_t stories)
{
	char these[WIRE_NUMBER_SIZE], all[WIRE_NUMBER_SIZE], limit[WIRE_NUMBER_SIZE];
	stories = stories < c->archive ? stories : c->archive;
	c->places += stories;
	wire_budget_note_cost(c->engine->budget, node, stories * node->n_kids);
	if (c->places <= c->places_max)
		return WIRE_OK;
	return wire_fail_at(c->err, WIRE_EQUERY, node->start, node->end - node->start,
		"this compares the places of words in %s stories, with the parts before it in %s; "
		"the limit is %s in one query",
		wire_number(these, stories), wire_number(all, c->places),
		wire_number(limit, c->places_max));
}

/* Stories that have the term at hand. */
static wire_status frequency_of(uint32_t *out, compiler *c)
{
	return wire_reader_frequency(out, c->engine->reader, wire_buf_view(&c->term), c->err);
}

/* ---- leaves ---- */

/* Any form of the word: its stem's term, and the form that is its own stem. */
static wire_query *compile_word(compiler *c, const wire_node *node)
{
	if (!wire_field_is_stemmed(node->field))
		return term(c, "", node->field->prefix, node->forms.items[0]);
	wire_str stem;
	wire_status status = wire_stem(&stem, c->engine->stemmer, node->forms.items[0]);
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
	uint32_t stories = UINT32_MAX, frequency = 0;
	wire_query **parts = new_parts(c, n);
	if (parts == NULL)
		return NULL;
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < n; i++) {
		parts[i] = term(c, "", node->field->prefix, node->forms.items[i]);
		if (status == WIRE_OK && c->status == WIRE_OK)
			status = frequency_of(&frequency, c);
		if (status == WIRE_OK && frequency < stories)
			stories = frequency;
	}
	if (status == WIRE_OK)
		status = spend_places(c, node, n > 1 ? stories : 0);
	if (status != WIRE_OK)
		failed(c, status);
	return wire_query_watch(
		wire_query_phrase(parts, n, c->err), &c->engine->budget->meter, c->err);
}

static wire_query *compile_forms(compiler *c, const wire_node *node, const wire_forms *forms)
{
	wire_status status = spend_terms(c, node, forms->found, forms->cut);
	wire_budget_note_cost(c->engine->budget, node, forms->postings);
	if (status != WIRE_OK)
		return failed(c, status);
	wire_query **parts = new_parts(c, forms->len);
	if (parts == NULL)
		return NULL;
	for (size_t i = 0; i < forms->len; i++)
		parts[i] = wire_query_term(forms->items[i].term, c->err);
	return wire_query_or(parts, forms->len, c->err);
}

static wire_query *compile_prefix(compiler *c, const wire_node *node, uint64_t *postings)
{
	wire_forms forms;
	wire_str start = node->forms.items[0];
	size_t characters = 0;
	for (size_t i = 0; i < start.len; i++)
		characters += ((unsigned char)start.data[i] & 0xC0) != 0x80;
	if (characters < WIRE_PREFIX_MIN)
		return failed(
			c, wire_fail_at(c->err, WIRE_EQUERY, node->start, node->end - node->start,
				   "'*' needs at least %u letters before it", WIRE_PREFIX_MIN));
	wire_status status = wire_expand_prefix(&forms, c->engine, node->field, start, c->err);
	*postings += forms.postings;
	return status == WIRE_OK ? compile_forms(c, node, &forms) : failed(c, status);
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
	status = spend_terms(c, node, d.n, false);
	if (status != WIRE_OK)
		failed(c, status);
	return query;
}

/* ---- groups ---- */

/* What NEAR and ADJ take of a word: an OR of its forms, which have positions. */
static wire_query *compile_positional(compiler *c, const wire_node *node, uint64_t *postings)
{
	wire_forms forms;
	wire_status status;
	if (c->status != WIRE_OK)
		return NULL;
	if (node->kind == WIRE_NODE_PREFIX)
		return compile_prefix(c, node, postings);
	if (node->kind == WIRE_NODE_OR) {
		wire_query **parts = new_parts(c, node->n_kids);
		if (parts == NULL)
			return NULL;
		for (size_t i = 0; i < node->n_kids; i++)
			parts[i] = compile_positional(c, node->kids[i], postings);
		return wire_query_or(parts, node->n_kids, c->err);
	}
	bool plain = node->kind == WIRE_NODE_WORD && !wire_field_is_stemmed(node->field);
	if (node->kind == WIRE_NODE_EXACT || plain) {
		uint32_t frequency = 0;
		wire_query *query = term(c, "", node->field->prefix, node->forms.items[0]);
		status = c->status == WIRE_OK ? frequency_of(&frequency, c) : WIRE_OK;
		*postings += frequency;
		if (status != WIRE_OK)
			failed(c, status);
		return query;
	}
	status = wire_expand_stem(&forms, c->engine, node->field, node->forms.items[0], c->err);
	*postings += forms.postings;
	return status == WIRE_OK ? compile_forms(c, node, &forms) : failed(c, status);
}

static wire_query *compile_near(compiler *c, const wire_node *node)
{
	uint64_t stories = UINT64_MAX;
	wire_query **parts = new_parts(c, node->n_kids);
	if (parts == NULL)
		return NULL;
	for (size_t i = 0; i < node->n_kids; i++) {
		uint64_t postings = 0;
		parts[i] = compile_positional(c, node->kids[i], &postings);
		stories = postings < stories ? postings : stories;
	}
	wire_status status = c->status == WIRE_OK ? spend_places(c, node, stories) : WIRE_OK;
	if (status != WIRE_OK)
		failed(c, status);
	/* NEAR/5: at most five words from the first to the last, so a window of one more. */
	unsigned window = node->window + 1;
	if (window < node->n_kids)
		window = (unsigned)node->n_kids;
	return wire_query_watch(
		wire_query_near(parts, node->n_kids, window, node->kind != WIRE_NODE_NEAR, c->err),
		&c->engine->budget->meter, c->err);
}

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
	uint64_t postings = 0;
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
		return compile_prefix(c, node, &postings);
	case WIRE_NODE_PHRASE:
		return node->n_kids > 0 ? compile_near(c, node) : compile_phrase(c, node);
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

/* Stories in which a query over this archive may compare places. */
static wire_status set_places_max(compiler *c)
{
	wire_status status = wire_reader_count(&c->archive, c->engine->reader, c->err);
	c->places_max = (uint64_t)c->archive * WIRE_BUDGET_PLACES_ROUNDS;
	if (c->places_max < WIRE_BUDGET_PLACES)
		c->places_max = WIRE_BUDGET_PLACES;
	return status;
}

wire_status wire_node_compile(
	wire_query **out, const wire_node *root, const wire_engine *engine, wire_error *err)
{
	compiler c = {.engine = engine, .err = err};
	*out = NULL;
	wire_status status = set_places_max(&c);
	if (status != WIRE_OK)
		return status;
	wire_buf_init(&c.term, WIRE_TERM_MAX);
	wire_query *query = compile(&c, root);
	wire_buf_release(&c.term);
	status = c.status == WIRE_OK ? wire_query_status(query) : c.status;
	if (c.expanded > engine->budget->expanded)
		engine->budget->expanded = c.expanded;
	if (status == WIRE_OK)
		*out = query;
	else
		wire_query_free(query);
	return status;
}
