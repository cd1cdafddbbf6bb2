/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/diagnose.h"

#include "search/answer/facets.h"
#include "search/engine/compile.h"
#include "search/engine/suggest.h"
#include "search/query/leaf.h"

/* How many stories a tree matches by itself. */
static wire_status count_alone(uint32_t *out, wire_searcher *searcher, const wire_node *node,
	wire_arena *arena, wire_error *err)
{
	wire_query *query;
	wire_list notes;
	*out = 0;
	wire_status status = wire_node_compile(
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

/* Part `i` of a query whose parts must all hold; what a NOT takes away is the part `NOT b`. */
static wire_node *part_of(const wire_node *root, size_t i, wire_arena *arena)
{
	wire_node *kid = root->kids[i];
	if (root->kind != WIRE_NODE_NOT || i == 0)
		return kid;
	wire_node *part = wire_node_new(arena, WIRE_NODE_NOT, kid->start, kid->end);
	wire_node *all = wire_node_new(arena, WIRE_NODE_ALL, kid->start, kid->start);
	wire_node **kids = wire_arena_calloc(arena, 2, sizeof(wire_node *));
	if (part == NULL || all == NULL || kids == NULL)
		return NULL;
	kids[0] = all;
	kids[1] = kid;
	part->kids = kids;
	part->n_kids = 2;
	return part;
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
		const wire_node *part = several ? part_of(root, i, arena) : root;
		if (part == NULL)
			status = wire_fail(err, WIRE_ENOMEM, "out of memory");
		else if (part->kind != WIRE_NODE_ALL)
			status = add_part(out, searcher, part, arena, err);
	}
	for (size_t i = 0; i < request->n_filters && status == WIRE_OK; i++) {
		const wire_node *node = wire_filter_node(request, &request->filters[i], arena);
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

/* Correct one word of a leaf, written at bytes [start, end) of the query. */
static wire_status correct_word(corrector *c, const wire_node *leaf, wire_str form, size_t start,
	size_t end, wire_error *err)
{
	uint32_t count;
	wire_str better;
	wire_node word = *leaf;
	word.kind = leaf->kind == WIRE_NODE_PHRASE ? WIRE_NODE_EXACT : leaf->kind;
	word.forms = (wire_list){.items = &form, .len = 1, .cap = 1};
	wire_status status = count_alone(&count, c->searcher, &word, c->arena, err);
	if (status != WIRE_OK || count > 0)
		return status;
	status = wire_spelling_suggest(
		&better, leaf->field, form, c->searcher->reader, c->arena, err);
	if (status != WIRE_OK || better.len == 0)
		return status;
	wire_buf_str(&c->text, wire_str_slice(c->query, c->done, start));
	wire_buf_str(&c->text, better);
	c->done = end;
	c->changed = true;
	return WIRE_OK;
}

/* The words of a leaf, in place: what stands around them (a field, quotes) stays as typed. */
static wire_status correct_leaf(corrector *c, const wire_node *leaf, wire_error *err)
{
	wire_token token;
	wire_str form;
	wire_status status = WIRE_OK;
	size_t base = (size_t)(leaf->text.data - c->query.data); /* a slice of the query */
	wire_tokenizer_start(c->searcher->tokenizer, leaf->text);
	while (status == WIRE_OK &&
		(status = wire_token_next(&token, c->searcher->tokenizer)) == WIRE_OK) {
		if (token.joined)
			continue;
		status = wire_arena_copy(&form, c->arena, token.form);
		if (status == WIRE_OK)
			status = correct_word(
				c, leaf, form, base + token.start, base + token.end, err);
	}
	return status == WIRE_END ? WIRE_OK : status;
}

/* Words in the order of the query; those under NOT are not wanted, so not missed. */
static wire_status correct(corrector *c, const wire_node *node, wire_error *err)
{
	wire_status status = WIRE_OK;
	if (node->kind == WIRE_NODE_WORD || node->kind == WIRE_NODE_PHRASE)
		return correct_leaf(c, node, err);
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
