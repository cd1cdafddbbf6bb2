/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/diagnose.h"

#include "search/compile.h"
#include "search/facets.h"

/* How many stories a tree matches by itself. */
static wire_status count_alone(uint32_t *out, wire_searcher *searcher, const wire_node *node,
	wire_arena *arena, wire_error *err)
{
	wire_query *query;
	wire_list notes;
	*out = 0;
	wire_status status = wire_query_compile(
		&query, &notes, node, searcher->reader, searcher->stemmer, arena, err);
	if (status == WIRE_OK)
		status = wire_reader_match_count(out, searcher->reader, query, err);
	wire_query_free(query);
	return status;
}

static wire_status add_part(wire_result *out, wire_searcher *searcher, const wire_node *node,
	wire_arena *arena, wire_error *err)
{
	wire_part *part = &out->parts[out->n_parts];
	wire_status status = wire_searcher_canonical(&part->text, node, arena);
	if (status == WIRE_OK)
		status = count_alone(&part->count, searcher, node, arena, err);
	out->n_parts += status == WIRE_OK;
	return status;
}

/* The parts that are ANDed, then the filters. */
static wire_status add_parts(wire_result *out, wire_searcher *searcher, const wire_node *root,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	bool several = root->kind == WIRE_NODE_AND || root->kind == WIRE_NODE_NOT;
	size_t n = several ? root->n_kids : 1;
	wire_status status = WIRE_OK;
	out->parts = wire_arena_calloc(arena, n + request->n_filters, sizeof *out->parts);
	if (out->parts == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	for (size_t i = 0; i < n && status == WIRE_OK; i++) {
		const wire_node *part = several ? root->kids[i] : root;
		if (part->kind != WIRE_NODE_ALL)
			status = add_part(out, searcher, part, arena, err);
	}
	for (size_t i = 0; i < request->n_filters && status == WIRE_OK; i++) {
		const wire_node *node = wire_filter_node(&request->filters[i], arena);
		status = node == NULL ? wire_fail(err, WIRE_ENOMEM, "out of memory")
				      : add_part(out, searcher, node, arena, err);
	}
	return status;
}

/* The query with likely spellings, put together while the tree is walked. */
typedef struct corrector {
	wire_searcher *searcher;
	wire_str query;
	wire_buf text;
	size_t done; /* bytes of the query that `text` has */
	bool changed;
	wire_arena *arena;
} corrector;

static wire_status correct_word(corrector *c, const wire_node *node, wire_error *err)
{
	uint32_t count;
	wire_str better;
	wire_status status = count_alone(&count, c->searcher, node, c->arena, err);
	if (status != WIRE_OK || count > 0 || node->start < c->done)
		return status;
	status = wire_query_suggest(
		&better, node->field, node->forms.items[0], c->searcher->reader, c->arena, err);
	if (status != WIRE_OK || better.len == 0)
		return status;
	wire_buf_str(&c->text, wire_str_slice(c->query, c->done, node->start));
	if (node->field->name[0] != '\0' && c->query.data[node->start] != node->text.data[0])
		wire_buf_printf(&c->text, "%s:", node->field->name);
	wire_buf_str(&c->text, better);
	c->done = node->end;
	c->changed = true;
	return WIRE_OK;
}

/* Words in the order of the query; those under NOT are not wanted, so not missed. */
static wire_status correct(corrector *c, const wire_node *node, wire_error *err)
{
	wire_status status = WIRE_OK;
	if (node->kind == WIRE_NODE_WORD)
		return correct_word(c, node, err);
	size_t n = node->kind == WIRE_NODE_NOT ? 1 : node->n_kids;
	for (size_t i = 0; i < n && status == WIRE_OK; i++)
		status = correct(c, node->kids[i], err);
	return status;
}

wire_status wire_diagnose(wire_result *out, wire_searcher *searcher, const wire_node *root,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	corrector c = {.searcher = searcher, .query = request->query, .arena = arena};
	wire_buf_init(&c.text, 4 * WIRE_QUERY_BYTES_MAX);
	wire_status status = add_parts(out, searcher, root, request, arena, err);
	if (status == WIRE_OK)
		status = correct(&c, root, err);
	if (status == WIRE_OK && c.changed) {
		wire_buf_str(&c.text, wire_str_slice(c.query, c.done, c.query.len));
		status = wire_buf_status(&c.text);
		if (status == WIRE_OK)
			status = wire_arena_copy(&out->suggestion, arena, wire_buf_view(&c.text));
	}
	wire_buf_release(&c.text);
	return status;
}
