/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/result.h"

#include <stdlib.h>
#include <string.h>

#include "search/answer/diagnose.h"
#include "search/answer/facets.h"
#include "search/answer/searcher.h"
#include "search/engine/compile.h"
#include "search/query/explain.h"

/* The stored record of one hit, as JSON; no story's record is larger. */
enum { RECORD_BYTES_MAX = 512 << 20 };

wire_status wire_searcher_open(
	wire_searcher **out, const char *const *paths, size_t n, wire_error *err)
{
	*out = NULL;
	wire_searcher *searcher = calloc(1, sizeof *searcher);
	if (searcher == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	searcher->tokenizer = wire_tokenizer_new();
	wire_status status = searcher->tokenizer == NULL
				     ? wire_fail(err, WIRE_ENOMEM, "out of memory")
				     : wire_stemmer_new(&searcher->stemmer, NULL, err);
	if (status == WIRE_OK)
		status = wire_country_names_load(&searcher->countries, NULL, err);
	if (status == WIRE_OK)
		status = wire_reader_open(&searcher->reader, paths, n, err);
	if (status == WIRE_OK)
		*out = searcher;
	else
		wire_searcher_close(searcher);
	return status;
}

void wire_searcher_close(wire_searcher *searcher)
{
	if (searcher == NULL)
		return;
	wire_reader_close(searcher->reader);
	wire_country_names_free(searcher->countries);
	wire_stemmer_free(searcher->stemmer);
	wire_tokenizer_free(searcher->tokenizer);
	free(searcher);
}

wire_status wire_searcher_country(wire_str *out, const wire_searcher *searcher, wire_str name)
{
	return wire_country_code(out, searcher->countries, name);
}

static wire_status parse(wire_node **out, const wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	const wire_parse_context ctx = {
		.arena = arena,
		.today = request->today,
		.countries = searcher->countries,
	};
	return wire_node_parse(out, request->query, &ctx, err);
}

wire_status wire_searcher_canonical(wire_str *out, const wire_node *node, wire_arena *arena)
{
	wire_buf text;
	wire_buf_init(&text, 64 * 1024);
	wire_node_explain(&text, node);
	wire_status status = wire_buf_status(&text);
	if (status == WIRE_OK)
		status = wire_arena_copy(out, arena, wire_buf_view(&text));
	wire_buf_release(&text);
	return status;
}

wire_status wire_searcher_explain(wire_str *out, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	wire_node *root;
	*out = (wire_str){NULL, 0};
	wire_status status = parse(&root, searcher, request, arena, err);
	return status == WIRE_OK ? wire_searcher_canonical(out, root, arena) : status;
}

/* ---- hits ---- */

static wire_status read_story(wire_story *out, wire_searcher *searcher, uint32_t docid,
	wire_arena *arena, wire_error *err)
{
	wire_buf json;
	wire_buf_init(&json, RECORD_BYTES_MAX);
	wire_status status = wire_reader_data(&json, searcher->reader, docid, err);
	if (status == WIRE_OK)
		status = wire_story_from_json(out, arena, wire_buf_view(&json), err);
	wire_buf_release(&json);
	return status;
}

static wire_status fill_hits(wire_result *out, wire_searcher *searcher, const wire_hits *hits,
	wire_marker *marker, wire_arena *arena, wire_error *err)
{
	const wire_field *headline = wire_field_get(WIRE_FIELD_HEADLINE);
	const wire_field *body = wire_field_get(WIRE_FIELD_BODY);
	wire_status status = WIRE_OK;
	out->hits = wire_arena_calloc(arena, hits->len + 1, sizeof *out->hits);
	if (out->hits == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	for (size_t i = 0; i < hits->len && status == WIRE_OK; i++) {
		wire_result_hit *hit = &out->hits[out->n_hits++];
		hit->rank = out->offset + (uint32_t)i + 1;
		hit->score = hits->items[i].score;
		status = read_story(&hit->story, searcher, hits->items[i].docid, arena, err);
		if (status == WIRE_OK)
			status = wire_marker_mark(
				&hit->headline, marker, headline, hit->story.headline, arena);
		if (status == WIRE_OK)
			status = wire_marker_snippet(
				&hit->snippet, marker, body, hit->story.body, arena);
	}
	return status;
}

static wire_status search(wire_result *out, wire_searcher *searcher, const wire_request *request,
	const wire_node *root, const wire_query *query, wire_arena *arena, wire_error *err)
{
	wire_hits hits;
	wire_marker *marker;
	wire_status status = wire_reader_search(&hits, searcher->reader, query, request->offset,
		request->limit, request->sort, err);
	if (status != WIRE_OK)
		return status;
	out->total = hits.total;
	status = wire_marker_new(&marker, root, searcher->stemmer, searcher->tokenizer, arena);
	if (status == WIRE_OK)
		status = fill_hits(out, searcher, &hits, marker, arena, err);
	else
		wire_fail(err, status, "out of memory");
	wire_hits_free(&hits);
	return status;
}

static wire_status run(wire_result *out, wire_searcher *searcher, const wire_request *request,
	const wire_node *root, wire_arena *arena, wire_error *err)
{
	wire_query *query = NULL, *filtered = NULL;
	wire_status status = wire_node_compile(
		&query, &out->notes, root, searcher->reader, searcher->stemmer, arena, err);
	if (status == WIRE_OK)
		status = wire_filters_apply(&filtered, searcher, query, request, NULL, arena, err);
	if (status == WIRE_OK)
		status = search(out, searcher, request, root, filtered, arena, err);
	if (status == WIRE_OK)
		status = wire_facets_count(out, searcher, query, request, arena, err);
	if (status == WIRE_OK && out->total == 0)
		status = wire_diagnose(out, searcher, root, request, arena, err);
	wire_query_free(filtered);
	wire_query_free(query);
	return status;
}

wire_status wire_searcher_run(wire_result *out, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	wire_node *root;
	*out = (wire_result){.query = request->query, .offset = request->offset};
	wire_status status = parse(&root, searcher, request, arena, err);
	if (status == WIRE_OK)
		status = wire_searcher_canonical(&out->understood, root, arena);
	if (status == WIRE_OK)
		status = wire_reader_count(&out->archive, searcher->reader, err);
	return status == WIRE_OK ? run(out, searcher, request, root, arena, err) : status;
}

wire_status wire_searcher_story(
	wire_story *out, wire_searcher *searcher, wire_str id, wire_arena *arena, wire_error *err)
{
	wire_buf term;
	uint32_t docid;
	*out = (wire_story){0};
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_status status = wire_term_exact(&term, wire_field_get(WIRE_FIELD_ID), id);
	if (status == WIRE_OK)
		status = wire_reader_find(&docid, searcher->reader, wire_buf_view(&term), err);
	if (status == WIRE_ENOTFOUND)
		wire_fail(err, status, "no story has the id '" WIRE_FMT "'",
			WIRE_ARG(wire_str_slice(id, 0, 200)));
	wire_buf_release(&term);
	return status == WIRE_OK ? read_story(out, searcher, docid, arena, err) : status;
}

wire_status wire_searcher_revision(wire_buf *out, wire_searcher *searcher, wire_error *err)
{
	return wire_reader_revision(out, searcher->reader, err);
}
