/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/shown.h"

/* Statuses whose stories are left out; a story has one status. */
static const char *const HIDDEN[] = {"canceled", "withheld"};
enum { N_HIDDEN = 2 };

bool wire_shown_asked(const wire_field *field, wire_str value)
{
	return field->id == WIRE_FIELD_STATUS ||
	       (field->id == WIRE_FIELD_ACTION && wire_str_equal_nocase(value, WIRE_STR("kill")));
}

static bool asks(const wire_node *node, bool wanted)
{
	if (node->kind == WIRE_NODE_VALUE)
		return (wanted || node->field->id == WIRE_FIELD_STATUS) &&
		       wire_shown_asked(node->field, node->value);
	for (size_t i = 0; i < node->n_kids; i++)
		if (asks(node->kids[i], wanted && (node->kind != WIRE_NODE_NOT || i == 0)))
			return true;
	return false;
}

static wire_status make_term(wire_buf *out, const char *value)
{
	return wire_term_exact(out, wire_field_get(WIRE_FIELD_STATUS), wire_str_from(value));
}

wire_status wire_shown_find(
	wire_shown *out, const wire_node *root, const wire_engine *engine, wire_error *err)
{
	wire_buf term;
	wire_status status = WIRE_OK;
	*out = (wire_shown){.all = asks(root, true)};
	wire_buf_init(&term, WIRE_TERM_MAX);
	for (int i = 0; i < N_HIDDEN && !out->all && status == WIRE_OK; i++) {
		uint32_t stories;
		status = make_term(&term, HIDDEN[i]);
		if (status != WIRE_OK)
			wire_fail(err, status, "%s", wire_status_text(status));
		else
			status = wire_reader_frequency(
				&stories, engine->reader, wire_buf_view(&term), err);
		if (status == WIRE_OK)
			out->hidden += stories;
	}
	wire_buf_release(&term);
	out->all = out->all || out->hidden == 0;
	return status;
}

wire_query *wire_shown_only(wire_query *query, const wire_shown *shown, wire_error *err)
{
	wire_query *parts[N_HIDDEN];
	wire_buf term;
	if (shown->all)
		return query;
	wire_buf_init(&term, WIRE_TERM_MAX);
	for (int i = 0; i < N_HIDDEN; i++) {
		wire_status status = make_term(&term, HIDDEN[i]);
		if (status != WIRE_OK)
			wire_fail(err, status, "%s", wire_status_text(status));
		/* NULL is a query that could not be made, for want of memory alone. */
		parts[i] = status == WIRE_OK ? wire_query_term(wire_buf_view(&term), err) : NULL;
	}
	wire_buf_release(&term);
	return wire_query_not(query, wire_query_or(parts, N_HIDDEN, err), err);
}
