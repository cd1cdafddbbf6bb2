/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/facets.h"
#include "search/answer/hits.h"

/* Ids on their way from the database to the caller. */
typedef struct listing {
	wire_inquiry inquiry;
	wire_id_fn *fn;
	void *payload;
	wire_buf held; /* each id with a NUL behind it */
	bool told;     /* some were told already: there is no beginning anew */
} listing;

static wire_status tell(listing *l, wire_error *err)
{
	wire_status status = wire_buf_status(&l->held);
	if (status != WIRE_OK)
		return wire_fail(err, status, "%s", wire_status_text(status));
	for (size_t at = 0; at < l->held.len && status == WIRE_OK;) {
		wire_str id = wire_str_from(l->held.data + at);
		l->told = true;
		status = l->fn(l->payload, id, err);
		at += id.len + 1;
	}
	wire_buf_clear(&l->held);
	return status;
}

static wire_status list(listing *l, const wire_hits *hits, wire_error *err)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < hits->len && status == WIRE_OK; i++) {
		status = wire_hit_id(&l->held, l->inquiry.searcher->reader, hits->items[i].docid,
			l->inquiry.engine.arena, err);
		wire_buf_putc(&l->held, '\0');
		if (status == WIRE_OK && l->held.len >= WIRE_IDS_HELD)
			status = tell(l, err);
	}
	if (status == WIRE_OK)
		status = tell(l, err);
	if (status == WIRE_ESTALE && l->told)
		return wire_fail(err, WIRE_EDATABASE,
			"a writer changed the database while its ids were listed: the list is not "
			"whole");
	return status == WIRE_END ? WIRE_OK : status;
}

static wire_status body(void *payload, wire_error *err)
{
	listing *l = payload;
	const wire_request *request = l->inquiry.request;
	wire_query *query = NULL, *filtered = NULL, *ranked = NULL;
	wire_hits hits = {0};
	wire_buf_clear(&l->held);
	wire_status status = wire_inquiry_reset(&l->inquiry, err);
	if (status == WIRE_OK)
		status = wire_inquiry_compile(&query, &l->inquiry, l->inquiry.root, err);
	if (status == WIRE_OK)
		status = wire_filters_apply(&filtered, &l->inquiry, query, NULL, err);
	if (status == WIRE_OK)
		status = wire_inquiry_ranked(&ranked, &l->inquiry, filtered, err);
	if (status == WIRE_OK)
		status = wire_reader_search(&hits, l->inquiry.searcher->reader, ranked,
			request->offset, request->limit, request->sort, err);
	l->inquiry.out->total = hits.total;
	if (status == WIRE_OK)
		status = list(l, &hits, err);
	wire_hits_free(&hits);
	wire_query_free(ranked);
	wire_query_free(filtered);
	wire_query_free(query);
	return status;
}

wire_status wire_searcher_ids(wire_result *out, wire_searcher *searcher,
	const wire_request *request, wire_id_fn *fn, void *payload, wire_arena *arena,
	wire_error *err)
{
	listing l = {.fn = fn, .payload = payload};
	wire_status status = wire_inquiry_begin(&l.inquiry, out, searcher, request, arena, err);
	if (status != WIRE_OK)
		return status;
	wire_buf_init(&l.held, 2 * WIRE_IDS_HELD);
	status = wire_inquiry_run(&l.inquiry, body, err);
	wire_buf_release(&l.held);
	return status;
}
