/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/branches.h"

#include "search/answer/hits.h"
#include "search/engine/compile.h"

/* The hits themselves, by the terms of their ids. */
static wire_status find_ids(
	wire_query **out, const wire_inquiry *inquiry, const wire_hits *hits, wire_error *err)
{
	wire_query **ids = wire_arena_calloc(inquiry->engine.arena, hits->len + 1, sizeof *ids);
	wire_status status = ids == NULL ? wire_fail(err, WIRE_ENOMEM, "out of memory") : WIRE_OK;
	size_t n = 0;
	wire_buf term;
	*out = NULL;
	wire_buf_init(&term, WIRE_TERM_MAX);
	for (; n < hits->len && status == WIRE_OK; n++) {
		wire_buf_clear(&term);
		status = wire_hit_term(&term, inquiry->searcher->reader, hits->items[n].docid, err);
		if (status != WIRE_OK)
			break;
		ids[n] = wire_query_term(wire_buf_view(&term), err);
	}
	wire_buf_release(&term);
	if (ids != NULL)
		*out = wire_query_or(ids, n, err);
	return status == WIRE_OK ? wire_query_status(*out) : status;
}

static wire_status ask(bool *held, const wire_inquiry *inquiry, const wire_node *branch,
	const wire_query *ids, const wire_hits *hits, wire_error *err)
{
	wire_query *query = NULL;
	wire_hits found = {0};
	wire_status status = wire_node_compile(&query, branch, &inquiry->engine, err);
	if (status == WIRE_EQUERY)
		return WIRE_OK;
	if (status != WIRE_OK)
		return status;
	query = wire_query_filter(query, wire_query_copy(ids, err), err);
	status = wire_reader_search(&found, inquiry->searcher->reader, query, 0,
		(uint32_t)hits->len, WIRE_SORT_OLDEST, err);
	for (size_t i = 0; i < found.len; i++)
		for (size_t k = 0; k < hits->len; k++)
			held[k] = held[k] || hits->items[k].docid == found.items[i].docid;
	wire_hits_free(&found);
	wire_query_free(query);
	return status;
}

wire_status wire_branches_find(wire_branches *out, const wire_inquiry *inquiry,
	const wire_marker *marker, const wire_hits *hits, wire_error *err)
{
	wire_query *ids = NULL;
	const wire_node *const *nodes;
	size_t n = wire_marker_branches(&nodes, marker);
	*out = (wire_branches){.len = n, .n_hits = hits->len};
	if (n == 0 || hits->len == 0)
		return WIRE_OK;
	out->held = wire_arena_calloc(inquiry->engine.arena, n * hits->len, sizeof(bool));
	if (out->held == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	wire_status status = find_ids(&ids, inquiry, hits, err);
	for (size_t i = 0; i < n && status == WIRE_OK; i++)
		status = ask(out->held + i * hits->len, inquiry, nodes[i], ids, hits, err);
	wire_query_free(ids);
	return status;
}

void wire_branches_choose(const wire_branches *branches, wire_marker *marker, size_t hit)
{
	for (size_t i = 0; i < branches->len; i++)
		wire_marker_hold(marker, i, branches->held[i * branches->n_hits + hit]);
}
