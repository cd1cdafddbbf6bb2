/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/parse.h"

#include <assert.h>

#include "search/query/dates.h"
#include "search/query/fields.h"
#include "search/query/foreign.h"
#include "search/query/leaf.h"
#include "search/query/lexer.h"
#include "search/query/notes.h"
#include "wire/buf.h"
#include "wire/text.h"

typedef struct parser {
	const wire_parse_context *ctx;
	wire_str text;
	size_t at;
	wire_lexeme next;        /* the lexeme to be read */
	const wire_field *field; /* whose value is being read; body outside of field:(...) */
	unsigned parts, depth;
	size_t bytes; /* of words and values so far */
	wire_error *err;
} parser;

static wire_status parse_or(wire_node **out, parser *p);

static wire_status advance(parser *p)
{
	return wire_lex_next(&p->next, p->text, &p->at, p->err);
}

static wire_status fail_at(parser *p, const wire_lexeme *at, const char *message)
{
	return wire_fail_at(p->err, WIRE_EQUERY, at->start, at->end - at->start, "%s", message);
}

/* Count a leaf against the limits. */
static wire_status count_part(parser *p, const wire_lexeme *leaf)
{
	p->bytes += leaf->text.len;
	if (p->bytes > WIRE_QUERY_BYTES_MAX)
		return wire_fail_at(p->err, WIRE_EQUERY, leaf->start, 0,
			"the query is too long (the limit is %u bytes)", WIRE_QUERY_BYTES_MAX);
	if (++p->parts > WIRE_QUERY_PARTS_MAX)
		return wire_fail_at(p->err, WIRE_EQUERY, leaf->start, leaf->end - leaf->start,
			"the query has too many parts (the limit is %u)", WIRE_QUERY_PARTS_MAX);
	return WIRE_OK;
}

static wire_status fail_deep(parser *p, size_t start, size_t end)
{
	return wire_fail_at(p->err, WIRE_EQUERY, start, end - start,
		"the query is nested too deeply (the limit is %u)", WIRE_QUERY_DEPTH_MAX);
}

/* Kids that are being gathered. */
typedef struct kids {
	wire_node **items;
	size_t len, cap;
} kids;

static wire_status add_kid(kids *k, parser *p, wire_node *kid)
{
	wire_node **items =
		wire_arena_grow(p->ctx->arena, k->items, &k->cap, k->len, sizeof *items);
	if (items == NULL)
		return wire_fail(p->err, WIRE_ENOMEM, "out of memory");
	k->items = items;
	k->items[k->len++] = kid;
	return WIRE_OK;
}

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* A node over kids from the left to the right. */
static wire_status new_group(
	wire_node **out, parser *p, wire_node_kind kind, const kids *k, unsigned height)
{
	assert(k->items != NULL && k->len > 0);
	size_t start = k->items[0]->start, end = k->items[k->len - 1]->end;
	if (height > WIRE_QUERY_DEPTH_MAX)
		return fail_deep(p, start, end);
	*out = wire_node_new(p->ctx->arena, kind, start, end);
	if (*out == NULL)
		return wire_fail(p->err, WIRE_ENOMEM, "out of memory");
	(*out)->kids = k->items;
	(*out)->n_kids = k->len;
	(*out)->height = height;
	return WIRE_OK;
}

/* AND or OR of the kids; one kid stands for itself. Kids of the same kind are taken in. */
static wire_status combine(wire_node **out, parser *p, wire_node_kind kind, const kids *given)
{
	kids all = {.len = 0};
	wire_status status = WIRE_OK;
	unsigned height = 0;
	*out = given->items[0];
	if (given->len == 1)
		return WIRE_OK;
	for (size_t i = 0; i < given->len && status == WIRE_OK; i++) {
		wire_node *kid = given->items[i];
		bool same = kid->kind == kind;
		height = larger(height, kid->height + !same);
		for (size_t n = 0; n < (same ? kid->n_kids : 1) && status == WIRE_OK; n++)
			status = add_kid(&all, p, same ? kid->kids[n] : kid);
	}
	return status == WIRE_OK ? new_group(out, p, kind, &all, height) : status;
}

/* `a` without `b`. A run of NOTs is as high as one: it is read, and printed, from the left. */
static wire_status without(wire_node **out, parser *p, wire_node *a, wire_node *b)
{
	kids two = {.len = 0};
	unsigned height = larger(a->height + (a->kind != WIRE_NODE_NOT), b->height + 1);
	wire_status status = add_kid(&two, p, a);
	if (status == WIRE_OK)
		status = add_kid(&two, p, b);
	return status == WIRE_OK ? new_group(out, p, WIRE_NODE_NOT, &two, height) : status;
}

/* All stories without those of `no`. */
static wire_status all_without(wire_node **out, parser *p, wire_node *no, size_t start)
{
	wire_node *all = wire_node_new(p->ctx->arena, WIRE_NODE_ALL, start, start);
	if (all == NULL)
		return wire_fail(p->err, WIRE_ENOMEM, "out of memory");
	return without(out, p, all, no);
}

/* ---- the grammar, from the inside out ---- */

static wire_status parse_group(wire_node **out, parser *p)
{
	wire_lexeme open = p->next;
	if (p->depth >= WIRE_QUERY_DEPTH_MAX)
		return fail_deep(p, open.start, open.end);
	wire_status status = advance(p);
	if (status == WIRE_OK && p->next.kind == WIRE_LEX_CLOSE)
		return wire_fail_at(p->err, WIRE_EQUERY, open.start, p->next.end - open.start,
			"there is nothing between the parentheses");
	p->depth++;
	if (status == WIRE_OK)
		status = parse_or(out, p);
	p->depth--;
	if (status != WIRE_OK)
		return status;
	if (p->next.kind != WIRE_LEX_CLOSE)
		return fail_at(p, &open, "the parenthesis is not closed");
	(*out)->start = open.start;
	(*out)->end = p->next.end;
	return advance(p);
}

static wire_status unknown_field(parser *p, const wire_lexeme *name)
{
	wire_buf hint;
	bool web = wire_str_equal_nocase(name->text, WIRE_STR("http")) ||
		   wire_str_equal_nocase(name->text, WIRE_STR("https"));
	if (web)
		return fail_at(p, name, "an address needs quotes around it");
	wire_buf_init(&hint, 400);
	wire_field_hint(&hint, name->text);
	wire_status status = wire_buf_status(&hint);
	if (status == WIRE_OK)
		status = wire_fail_at(p->err, WIRE_EQUERY, name->start, name->end - name->start,
			"there is no field '" WIRE_FMT "'; " WIRE_FMT
			" (for the words themselves, use quotes)",
			WIRE_ARG(wire_utf8_cut(name->text, 40)), WIRE_ARG(wire_buf_view(&hint)));
	else
		wire_fail(p->err, status, "out of memory");
	wire_buf_release(&hint);
	return status;
}

static wire_status read_leaf(wire_node **out, parser *p, const wire_lexeme *lexeme)
{
	wire_status status = count_part(p, lexeme);
	return status == WIRE_OK ? wire_leaf_read(out, p->field, lexeme, p->ctx, p->err) : status;
}

/* A value in one piece: a phrase, or all up to a blank, also what looks like an operator or a
 * field. */
static wire_status parse_value(wire_node **out, parser *p, const wire_lexeme *name)
{
	wire_lexeme value = {.kind = WIRE_LEX_WORD, .start = name->end, .end = name->end};
	wire_status status = WIRE_OK;
	if (p->field->kind == WIRE_KIND_DATE) {
		status = wire_lex_date(&value, p->text, p->ctx, p->err);
	} else if (wire_lex_quote(p->text, name->end) > 0) {
		status = wire_lex_next(&value, p->text, &(size_t){name->end}, p->err);
	} else {
		value.end = wire_lex_word_end(p->text, name->end);
		value.text = wire_str_slice(p->text, value.start, value.end);
	}
	if (status == WIRE_OK)
		status = read_leaf(out, p, &value);
	if (status != WIRE_OK)
		return status;
	(*out)->start = name->start;
	p->at = value.end;
	return advance(p);
}

static wire_status parse_field(wire_node **out, parser *p)
{
	wire_lexeme name = p->next;
	const wire_field *outer = p->field, *field = wire_field_named(name.text);
	if (field == NULL)
		return unknown_field(p, &name);
	if (outer->id != WIRE_FIELD_BODY)
		return fail_at(p, &name, "a field cannot stand inside another field's parentheses");
	char first = name.end < p->text.len ? p->text.data[name.end] : ' ';
	if (first == ')' || name.end >= p->text.len || wire_lex_space(p->text, name.end) > 0)
		return fail_at(p, &name, "the field has no value behind its colon");
	if (first == '-' && field->kind != WIRE_KIND_DATE)
		return fail_at(p, &name,
			"the field has no value behind its colon (one that begins with '-' needs "
			"quotes; to leave a value out, put the minus before the field)");
	if (first == '(' && field->kind == WIRE_KIND_DATE)
		return wire_fail_at(p->err, WIRE_EQUERY, name.end, 1,
			"a date takes no parentheses; use A..B, or OR");
	p->field = field;
	wire_status status;
	if (first == '(') {
		status = advance(p);
		if (status == WIRE_OK)
			status = parse_group(out, p);
	} else {
		status = parse_value(out, p, &name);
	}
	p->field = outer;
	return status;
}

/* Does the lexeme begin another part that is ANDed? */
static bool begins_part(const wire_lexeme *lexeme)
{
	switch (lexeme->kind) {
	case WIRE_LEX_WORD:
	case WIRE_LEX_PHRASE:
	case WIRE_LEX_FIELD:
	case WIRE_LEX_OPEN:
	case WIRE_LEX_MINUS:
	case WIRE_LEX_AND:
		return true;
	default:
		return false;
	}
}

static wire_status parse_word(wire_node **out, parser *p)
{
	wire_lexeme here = p->next;
	bool bare = here.kind == WIRE_LEX_WORD;
	wire_status status =
		bare ? wire_foreign_behind(p->text, here.start, here.end, p->err) : WIRE_OK;
	if (status == WIRE_OK)
		status = read_leaf(out, p, &here);
	if (status == WIRE_OK)
		status = advance(p);
	/* `oil or gas`, `not oil`: where an operator could stand. */
	bool could = here.start > 0 || wire_str_equal_nocase(here.text, WIRE_STR("not"));
	if (status == WIRE_OK && bare && could && begins_part(&p->next) &&
		wire_note_operator(p->ctx, here.text) != WIRE_OK)
		status = wire_fail(p->err, WIRE_ENOMEM, "out of memory");
	return status;
}

static wire_status parse_primary(wire_node **out, parser *p)
{
	wire_lexeme here = p->next;
	wire_status status;
	switch (here.kind) {
	case WIRE_LEX_OPEN:
		return parse_group(out, p);
	case WIRE_LEX_FIELD:
		return parse_field(out, p);
	case WIRE_LEX_WORD:
	case WIRE_LEX_PHRASE:
		return parse_word(out, p);
	case WIRE_LEX_MINUS:
		status = advance(p);
		if (status == WIRE_OK)
			status = parse_primary(out, p);
		return status == WIRE_OK ? all_without(out, p, *out, here.start) : status;
	case WIRE_LEX_CLOSE:
		return fail_at(p, &here, "this parenthesis was never opened");
	case WIRE_LEX_END:
		return wire_fail_at(
			p->err, WIRE_EQUERY, p->text.len, 0, "something is missing at the end");
	case WIRE_LEX_AND:
	case WIRE_LEX_OR:
	case WIRE_LEX_NOT:
	case WIRE_LEX_NEAR:
	case WIRE_LEX_ADJ:
		return fail_at(p, &here,
			"something is missing beside this operator (for the word itself, write it "
			"in "
			"small letters or quotes)");
	}
	return WIRE_EINVAL;
}

/* What NEAR and ADJ can measure, all of one field: words, phrases, each other, and choices of them.
 */
static bool has_position(const wire_node *node)
{
	switch (node->kind) {
	case WIRE_NODE_WORD:
	case WIRE_NODE_PREFIX:
	case WIRE_NODE_PHRASE:
		return true;
	case WIRE_NODE_EXACT:
		return !node->capital;
	case WIRE_NODE_OR:
	case WIRE_NODE_NEAR:
	case WIRE_NODE_ADJ:
		for (size_t i = 0; i < node->n_kids; i++)
			if (!has_position(node->kids[i]) ||
				wire_node_field(node->kids[i]) != wire_node_field(node->kids[0]))
				return false;
		return true;
	default:
		return false;
	}
}

/* Two sides within `window` words. A run of them is as high as one: it is read from the left. */
static wire_status join_near(
	wire_node **out, parser *p, const wire_lexeme *op, wire_node *left, wire_node *right)
{
	kids two = {.len = 0};
	unsigned window = op->number == 0 ? WIRE_NEAR_DEFAULT : op->number;
	bool run = left->kind == WIRE_NODE_NEAR || left->kind == WIRE_NODE_ADJ;
	if (window > WIRE_NEAR_MAX)
		return wire_fail_at(p->err, WIRE_EQUERY, op->start, op->end - op->start,
			"the distance is too large (the limit is %u)", WIRE_NEAR_MAX);
	if (!has_position(left) || !has_position(right) ||
		wire_node_field(left) != wire_node_field(right))
		return fail_at(p, op,
			"NEAR and ADJ join words and phrases of one field, and choices of them in "
			"parentheses; not AND, NOT, capitals (=US) or whole values");
	wire_status status = add_kid(&two, p, left);
	if (status == WIRE_OK)
		status = add_kid(&two, p, right);
	if (status == WIRE_OK)
		status = new_group(out, p,
			op->kind == WIRE_LEX_NEAR ? WIRE_NODE_NEAR : WIRE_NODE_ADJ, &two,
			larger(left->height + !run, right->height + 1));
	if (status == WIRE_OK)
		(*out)->window = window;
	return status;
}

static wire_status parse_near(wire_node **out, parser *p)
{
	wire_status status = parse_primary(out, p);
	while (status == WIRE_OK &&
		(p->next.kind == WIRE_LEX_NEAR || p->next.kind == WIRE_LEX_ADJ)) {
		wire_lexeme op = p->next;
		wire_node *right;
		status = advance(p);
		if (status == WIRE_OK)
			status = parse_primary(&right, p);
		if (status == WIRE_OK)
			status = join_near(out, p, &op, *out, right);
	}
	return status;
}

static wire_status parse_not(wire_node **out, parser *p)
{
	wire_status status;
	wire_node *no;
	if (p->next.kind == WIRE_LEX_NOT) {
		size_t start = p->next.start;
		status = advance(p);
		if (status == WIRE_OK)
			status = parse_near(&no, p);
		if (status == WIRE_OK)
			status = all_without(out, p, no, start);
	} else {
		status = parse_near(out, p);
	}
	while (status == WIRE_OK && p->next.kind == WIRE_LEX_NOT) {
		status = advance(p);
		if (status == WIRE_OK)
			status = parse_near(&no, p);
		if (status == WIRE_OK)
			status = without(out, p, *out, no);
	}
	return status;
}

static wire_status parse_and(wire_node **out, parser *p)
{
	kids parts = {.len = 0};
	wire_status status = parse_not(out, p);
	if (status == WIRE_OK)
		status = add_kid(&parts, p, *out);
	while (status == WIRE_OK && begins_part(&p->next)) {
		if (p->next.kind == WIRE_LEX_AND)
			status = advance(p);
		if (status == WIRE_OK)
			status = parse_not(out, p);
		if (status == WIRE_OK)
			status = add_kid(&parts, p, *out);
	}
	return status == WIRE_OK ? combine(out, p, WIRE_NODE_AND, &parts) : status;
}

static wire_status parse_or(wire_node **out, parser *p)
{
	kids parts = {.len = 0};
	wire_status status = parse_and(out, p);
	if (status == WIRE_OK)
		status = add_kid(&parts, p, *out);
	while (status == WIRE_OK && p->next.kind == WIRE_LEX_OR) {
		status = advance(p);
		if (status == WIRE_OK)
			status = parse_and(out, p);
		if (status == WIRE_OK)
			status = add_kid(&parts, p, *out);
	}
	return status == WIRE_OK ? combine(out, p, WIRE_NODE_OR, &parts) : status;
}

/* Nothing was written: every story. Signs alone are no wish for every story. */
static wire_status read_nothing(wire_node **out, parser *p)
{
	for (size_t at = 0, n; at < p->text.len; at += n) {
		n = wire_lex_space(p->text, at);
		if (n > 0)
			continue;
		wire_str rest = wire_str_trim(wire_str_slice(p->text, at, p->text.len));
		return wire_fail_at(p->err, WIRE_EQUERY, at, rest.len,
			"nothing to search for in '" WIRE_FMT "'",
			WIRE_ARG(wire_utf8_cut(rest, 40)));
	}
	*out = wire_node_new(p->ctx->arena, WIRE_NODE_ALL, 0, 0);
	return *out == NULL ? wire_fail(p->err, WIRE_ENOMEM, "out of memory") : WIRE_OK;
}

wire_status wire_node_parse(
	wire_node **out, wire_str text, const wire_parse_context *ctx, wire_error *err)
{
	parser p = {.ctx = ctx, .text = text, .err = err};
	*out = NULL;
	p.field = wire_field_get(WIRE_FIELD_BODY);
	if (text.len > WIRE_QUERY_TEXT_MAX)
		return wire_fail_at(err, WIRE_EQUERY, WIRE_QUERY_TEXT_MAX, 0,
			"the query is too long (the limit is %u bytes)", WIRE_QUERY_TEXT_MAX);
	wire_status status = advance(&p);
	if (status == WIRE_OK && p.next.kind == WIRE_LEX_END)
		return read_nothing(out, &p);
	if (status == WIRE_OK)
		status = parse_or(out, &p);
	if (status == WIRE_OK && p.next.kind == WIRE_LEX_CLOSE)
		status = fail_at(&p, &p.next, "this parenthesis was never opened");
	if (status == WIRE_OK && wire_note_dates(ctx, text) != WIRE_OK)
		status = wire_fail(err, WIRE_ENOMEM, "out of memory");
	if (status != WIRE_OK)
		*out = NULL;
	return status;
}
