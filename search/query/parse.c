/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/parse.h"

#include <string.h>

#include "search/query/leaf.h"
#include "search/query/lexer.h"
#include "wire/buf.h"

typedef struct parser {
	const wire_parse_context *ctx;
	wire_str text;
	size_t at;
	wire_lexeme next;        /* the lexeme to be read */
	const wire_field *field; /* whose value is being read; body outside of field:(...) */
	unsigned nodes, depth;
	wire_error *err;
} parser;

static wire_status parse_or(wire_node **out, parser *p);

static wire_status advance(parser *p)
{
	if (++p->nodes > WIRE_QUERY_NODES_MAX)
		return wire_fail_at(p->err, WIRE_EQUERY, p->next.start, p->next.end - p->next.start,
			"the query has too many parts (the limit is %u)", WIRE_QUERY_NODES_MAX);
	return wire_lex_next(&p->next, p->text, &p->at, p->err);
}

static wire_status fail_at(parser *p, const wire_lexeme *at, const char *message)
{
	return wire_fail_at(p->err, WIRE_EQUERY, at->start, at->end - at->start, "%s", message);
}

/* A node over `n` kids; one kid stands for itself. Kids of the same kind are taken in. */
static wire_status combine(
	wire_node **out, parser *p, wire_node_kind kind, wire_node **kids, size_t n)
{
	size_t total = 0;
	if (n == 1) {
		*out = kids[0];
		return WIRE_OK;
	}
	wire_node *node = wire_node_new(p->ctx->arena, kind, kids[0]->start, kids[n - 1]->end);
	for (size_t i = 0; i < n; i++)
		total += kids[i]->kind == kind ? kids[i]->n_kids : 1;
	if (node != NULL)
		node->kids = wire_arena_calloc(p->ctx->arena, total, sizeof *node->kids);
	if (node == NULL || node->kids == NULL)
		return wire_fail(p->err, WIRE_ENOMEM, "out of memory");
	for (size_t i = 0; i < n; i++) {
		bool same = kids[i]->kind == kind;
		memcpy(node->kids + node->n_kids, same ? kids[i]->kids : &kids[i],
			(same ? kids[i]->n_kids : 1) * sizeof(wire_node *));
		node->n_kids += same ? kids[i]->n_kids : 1;
	}
	*out = node;
	return WIRE_OK;
}

/* Two kids under NOT, NEAR or ADJ, which do not take in their like. */
static wire_status pair(wire_node **out, parser *p, wire_node_kind kind, wire_node *a, wire_node *b)
{
	wire_node *node = wire_node_new(p->ctx->arena, kind, a->start, b->end);
	if (node != NULL)
		node->kids = wire_arena_calloc(p->ctx->arena, 2, sizeof *node->kids);
	if (node == NULL || node->kids == NULL)
		return wire_fail(p->err, WIRE_ENOMEM, "out of memory");
	node->kids[0] = a;
	node->kids[1] = b;
	node->n_kids = 2;
	*out = node;
	return WIRE_OK;
}

/* All stories without those of `no`. */
static wire_status all_without(wire_node **out, parser *p, wire_node *no, size_t start)
{
	wire_node *all = wire_node_new(p->ctx->arena, WIRE_NODE_ALL, start, start);
	if (all == NULL)
		return wire_fail(p->err, WIRE_ENOMEM, "out of memory");
	return pair(out, p, WIRE_NODE_NOT, all, no);
}

/* ---- the grammar, from the inside out ---- */

static wire_status parse_group(wire_node **out, parser *p)
{
	wire_lexeme open = p->next;
	if (p->depth >= WIRE_QUERY_DEPTH_MAX)
		return fail_at(p, &open, "parentheses are nested too deeply");
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
	wire_buf names;
	bool web = wire_str_equal_nocase(name->text, WIRE_STR("http")) ||
		   wire_str_equal_nocase(name->text, WIRE_STR("https"));
	if (web)
		return fail_at(p, name, "an address needs quotes around it");
	wire_buf_init(&names, 400);
	for (int id = 0; id < WIRE_FIELD_COUNT; id++) {
		const char *known = wire_field_get((wire_field_id)id)->name;
		if (known[0] != '\0')
			wire_buf_printf(&names, "%s%s:", names.len > 0 ? " " : "", known);
	}
	wire_status status = wire_fail_at(p->err, WIRE_EQUERY, name->start, name->end - name->start,
		"there is no field '" WIRE_FMT "'; the fields are %s",
		WIRE_ARG(wire_str_slice(name->text, 0, 40)), names.data == NULL ? "" : names.data);
	wire_buf_release(&names);
	return status;
}

static wire_status parse_field(wire_node **out, parser *p)
{
	wire_lexeme name = p->next;
	const wire_field *outer = p->field, *field = wire_field_by_name(name.text);
	if (field == NULL)
		return unknown_field(p, &name);
	if (outer->id != WIRE_FIELD_BODY)
		return fail_at(p, &name, "a field cannot stand inside another field's parentheses");
	wire_status status = advance(p);
	if (status != WIRE_OK)
		return status;
	if (p->next.start != name.end || p->next.kind == WIRE_LEX_END)
		return fail_at(p, &name, "the field has no value behind its colon");
	p->field = field;
	if (p->next.kind == WIRE_LEX_OPEN) {
		status = field->kind == WIRE_KIND_DATE
				 ? fail_at(p, &p->next,
					   "a date takes no parentheses; use A..B, or OR")
				 : parse_group(out, p);
	} else if (p->next.kind == WIRE_LEX_CLOSE || p->next.kind == WIRE_LEX_MINUS) {
		status = fail_at(p, &name, "the field has no value behind its colon");
	} else {
		wire_lexeme value = p->next;
		/* What looks like an operator or a field is this field's value: id:upi:1, slug:AND.
		 */
		if (value.kind == WIRE_LEX_FIELD) {
			size_t end = value.end;
			while (end < p->text.len && strchr(" \t\n()\"", p->text.data[end]) == NULL)
				end++;
			value.end = p->at = end;
		}
		if (value.kind != WIRE_LEX_PHRASE) {
			value.kind = WIRE_LEX_WORD;
			value.text = wire_str_slice(p->text, value.start, value.end);
		}
		value.start = value.kind == WIRE_LEX_PHRASE ? value.start : name.end;
		status = wire_leaf_read(out, field, &value, p->ctx, p->err);
		if (status == WIRE_OK) {
			(*out)->start = name.start;
			status = advance(p);
		}
	}
	p->field = outer;
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
		status = wire_leaf_read(out, p->field, &here, p->ctx, p->err);
		return status == WIRE_OK ? advance(p) : status;
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

/* What NEAR and ADJ can measure: words, and choices between words. */
static bool has_position(const wire_node *node)
{
	switch (node->kind) {
	case WIRE_NODE_WORD:
	case WIRE_NODE_PREFIX:
		return true;
	case WIRE_NODE_EXACT:
		return !node->capital;
	case WIRE_NODE_OR:
		for (size_t i = 0; i < node->n_kids; i++)
			if (!has_position(node->kids[i]) ||
				node->kids[i]->field != node->kids[0]->field)
				return false;
		return true;
	default:
		return false;
	}
}

static const wire_field *field_of(const wire_node *node)
{
	return node->kind == WIRE_NODE_OR ? node->kids[0]->field : node->field;
}

/* Several words under one NEAR or ADJ: `a NEAR b NEAR c` is all three within the widest distance.
 */
static wire_status join_near(wire_node **out, parser *p, const wire_lexeme *op, wire_node *right)
{
	wire_node_kind kind = op->kind == WIRE_LEX_NEAR ? WIRE_NODE_NEAR : WIRE_NODE_ADJ;
	wire_node *left = *out;
	unsigned window = op->number == 0 ? WIRE_NEAR_DEFAULT : op->number;
	const wire_node *first = left->kind == kind ? left->kids[0] : left;
	if (window > WIRE_NEAR_MAX)
		return wire_fail_at(p->err, WIRE_EQUERY, op->start, op->end - op->start,
			"the distance is too large (the limit is %u)", WIRE_NEAR_MAX);
	if (!has_position(first) || !has_position(right) || field_of(first) != field_of(right))
		return fail_at(p, op,
			"NEAR and ADJ join words of one field (or choices of words in "
			"parentheses), "
			"not phrases or other groups");
	wire_status status = pair(out, p, kind, left, right);
	if (status != WIRE_OK)
		return status;
	(*out)->window = window;
	if (left->kind != kind)
		return WIRE_OK;
	wire_node **kids = wire_arena_calloc(p->ctx->arena, left->n_kids + 1, sizeof *kids);
	if (kids == NULL)
		return wire_fail(p->err, WIRE_ENOMEM, "out of memory");
	memcpy(kids, left->kids, left->n_kids * sizeof *kids);
	kids[left->n_kids] = right;
	(*out)->kids = kids;
	(*out)->n_kids = left->n_kids + 1;
	(*out)->window = left->window > window ? left->window : window;
	return WIRE_OK;
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
			status = join_near(out, p, &op, right);
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
			status = pair(out, p, WIRE_NODE_NOT, *out, no);
	}
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

static wire_status parse_and(wire_node **out, parser *p)
{
	wire_node *kids[WIRE_QUERY_NODES_MAX];
	size_t n = 0;
	wire_status status = parse_not(&kids[n++], p);
	while (status == WIRE_OK && begins_part(&p->next)) {
		if (p->next.kind == WIRE_LEX_AND)
			status = advance(p);
		if (status == WIRE_OK)
			status = parse_not(&kids[n++], p);
	}
	return status == WIRE_OK ? combine(out, p, WIRE_NODE_AND, kids, n) : status;
}

static wire_status parse_or(wire_node **out, parser *p)
{
	wire_node *kids[WIRE_QUERY_NODES_MAX];
	size_t n = 0;
	wire_status status = parse_and(&kids[n++], p);
	while (status == WIRE_OK && p->next.kind == WIRE_LEX_OR) {
		status = advance(p);
		if (status == WIRE_OK)
			status = parse_and(&kids[n++], p);
	}
	return status == WIRE_OK ? combine(out, p, WIRE_NODE_OR, kids, n) : status;
}

wire_status wire_node_parse(
	wire_node **out, wire_str text, const wire_parse_context *ctx, wire_error *err)
{
	parser p = {.ctx = ctx, .text = text, .err = err};
	*out = NULL;
	p.field = wire_field_get(WIRE_FIELD_BODY);
	if (text.len > WIRE_QUERY_BYTES_MAX)
		return wire_fail_at(err, WIRE_EQUERY, WIRE_QUERY_BYTES_MAX, 0,
			"the query is too long (the limit is %u bytes)", WIRE_QUERY_BYTES_MAX);
	wire_status status = advance(&p);
	if (status == WIRE_OK && p.next.kind == WIRE_LEX_END) {
		*out = wire_node_new(ctx->arena, WIRE_NODE_ALL, 0, 0);
		return *out == NULL ? wire_fail(err, WIRE_ENOMEM, "out of memory") : WIRE_OK;
	}
	if (status == WIRE_OK)
		status = parse_or(out, &p);
	if (status == WIRE_OK && p.next.kind == WIRE_LEX_CLOSE)
		status = fail_at(&p, &p.next, "this parenthesis was never opened");
	if (status != WIRE_OK)
		*out = NULL;
	return status;
}
