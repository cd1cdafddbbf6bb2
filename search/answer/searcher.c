/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/searcher.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "search/answer/diagnose.h"
#include "search/answer/facets.h"
#include "search/answer/hits.h"
#include "search/engine/compile.h"
#include "search/engine/joined.h"
#include "search/engine/nearness.h"
#include "search/query/explain.h"
#include "wire/name.h"
#include "wire/text.h"

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

/* ---- inquiries ---- */

wire_status wire_inquiry_parse(wire_node **out, wire_list *notes, const wire_searcher *searcher,
	const wire_request *request, wire_str text, wire_arena *arena, wire_error *err)
{
	const wire_parse_context ctx = {
		.arena = arena,
		.today = request->today,
		.countries = searcher->countries,
		.notes = notes,
	};
	return wire_node_parse(out, text, &ctx, err);
}

wire_status wire_searcher_canonical(
	wire_str *out, const wire_node *node, wire_arena *arena, wire_error *err)
{
	wire_buf text;
	wire_buf_init(&text, 64 * 1024);
	wire_node_explain(&text, node);
	wire_status status = wire_buf_status(&text);
	*out = (wire_str){NULL, 0};
	if (status == WIRE_OK)
		status = wire_arena_copy(out, arena, wire_buf_view(&text));
	wire_buf_release(&text);
	return status == WIRE_OK ? status : wire_fail(err, status, "%s", wire_status_text(status));
}

wire_status wire_inquiry_note(const wire_inquiry *inquiry, wire_error *err, const char *format, ...)
{
	char text[512];
	wire_str note;
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	wire_status status = wire_arena_copy(&note, inquiry->engine.arena, wire_str_from(text));
	if (status == WIRE_OK)
		status = wire_list_push(&inquiry->out->notes, inquiry->engine.arena, note);
	return status == WIRE_OK ? status : wire_fail(err, status, "%s", wire_status_text(status));
}

wire_status wire_inquiry_begin(wire_inquiry *out, wire_result *result, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	wire_node *root;
	*out = (wire_inquiry){.searcher = searcher, .request = request, .out = result};
	*result = (wire_result){.query = request->query, .offset = request->offset};
	out->engine = (wire_engine){.reader = searcher->reader,
		.stemmer = searcher->stemmer,
		.budget = &out->budget,
		.arena = arena};
	wire_budget_start(&out->budget, request->seconds);
	wire_status status = wire_inquiry_parse(
		&root, &out->notes, searcher, request, request->query, arena, err);
	if (status != WIRE_OK)
		return status;
	out->root = root;
	return wire_searcher_canonical(&result->understood, root, arena, err);
}

wire_status wire_inquiry_run(wire_inquiry *inquiry, wire_snapshot_fn *body, wire_error *err)
{
	const wire_request *request = inquiry->request;
	wire_status status = wire_reader_with_snapshot(
		inquiry->searcher->reader, &inquiry->budget.meter, body, inquiry, err);
	inquiry->out->cost = inquiry->budget;
	if (status == WIRE_ETIME)
		return wire_budget_late(&inquiry->budget, request->query, request->seconds, err);
	if (status == WIRE_ETOOBIG)
		return wire_budget_crowded(&inquiry->budget, request->query, err);
	return status;
}

/* The databases that were named twice, of which each counts once. */
static wire_status note_repeated(const wire_inquiry *inquiry, wire_error *err)
{
	wire_status status = WIRE_OK;
	const char *path;
	for (size_t i = 0; status == WIRE_OK; i++) {
		path = wire_reader_repeated(inquiry->searcher->reader, i);
		if (path == NULL)
			break;
		status = wire_inquiry_note(inquiry, err,
			"the database '" WIRE_FMT "' is given already: it is searched once",
			WIRE_ARG(wire_utf8_cut(wire_str_from(path), 200)));
	}
	return status;
}

wire_status wire_inquiry_reset(wire_inquiry *inquiry, wire_error *err)
{
	wire_result *out = inquiry->out;
	wire_reader *reader = inquiry->searcher->reader;
	wire_buf revision;
	*out = (wire_result){.query = out->query,
		.offset = out->offset,
		.understood = out->understood,
		.notes = inquiry->notes};
	const wire_request *request = inquiry->request;
	bool asked = false;
	wire_budget_restart(&inquiry->budget);
	wire_buf_init(&revision, 64 * 1024);
	wire_status status = wire_reader_revision(&revision, reader, err);
	if (status == WIRE_OK) {
		status = wire_arena_copy(
			&out->revision, inquiry->engine.arena, wire_buf_view(&revision));
		if (status != WIRE_OK)
			wire_fail(err, status, "%s", wire_status_text(status));
	}
	wire_buf_release(&revision);
	if (status == WIRE_OK)
		status = note_repeated(inquiry, err);
	if (status == WIRE_OK)
		status = wire_joined_find(inquiry->root, &inquiry->engine, err);
	for (size_t i = 0; i < request->n_filters; i++)
		asked = asked ||
			wire_shown_asked(request->filters[i].field, request->filters[i].value);
	inquiry->shown = (wire_shown){.all = true};
	if (status == WIRE_OK && !asked)
		status = wire_shown_find(&inquiry->shown, inquiry->root, &inquiry->engine, err);
	if (status == WIRE_OK)
		status = wire_reader_count(&out->archive, reader, err);
	if (status == WIRE_OK && !inquiry->shown.all)
		out->archive -= inquiry->shown.hidden;
	return status;
}

wire_status wire_inquiry_compile(
	wire_query **out, const wire_inquiry *inquiry, const wire_node *node, wire_error *err)
{
	wire_status status = wire_node_compile(out, node, &inquiry->engine, err);
	if (status != WIRE_OK)
		return status;
	*out = wire_shown_only(*out, &inquiry->shown, err);
	return wire_query_status(*out);
}

wire_status wire_inquiry_ranked(
	wire_query **out, const wire_inquiry *inquiry, const wire_query *filtered, wire_error *err)
{
	const wire_request *request = inquiry->request;
	bool left_out = false;
	*out = wire_query_copy(filtered, err);
	wire_status status = wire_query_status(*out);
	if (status == WIRE_OK && request->sort == WIRE_SORT_RELEVANCE && request->limit > 0)
		status = wire_nearness_prefer(out, &left_out, inquiry->root, &inquiry->engine, err);
	if (status == WIRE_OK && left_out)
		status = wire_inquiry_note(inquiry, err,
			"the words are in too many stories for their nearness to rank them");
	return status;
}

/* ---- requests ---- */

wire_status wire_searcher_explain(wire_str *out, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	wire_node *root;
	*out = (wire_str){NULL, 0};
	wire_status status =
		wire_inquiry_parse(&root, NULL, searcher, request, request->query, arena, err);
	return status == WIRE_OK ? wire_searcher_canonical(out, root, arena, err) : status;
}

/* The total, and the hits of the page. */
static wire_status find_hits(wire_inquiry *inquiry, const wire_query *filtered, wire_error *err)
{
	const wire_request *request = inquiry->request;
	wire_reader *reader = inquiry->searcher->reader;
	wire_query *ranked = NULL;
	wire_hits hits = {0};
	if (request->limit == 0 || request->brief)
		return wire_reader_match_count(&inquiry->out->total, reader, filtered, err);
	wire_status status = wire_inquiry_ranked(&ranked, inquiry, filtered, err);
	if (status == WIRE_OK)
		status = wire_reader_search(
			&hits, reader, ranked, request->offset, request->limit, request->sort, err);
	inquiry->out->total = hits.total;
	if (status == WIRE_OK)
		status = wire_hits_fill(inquiry, &hits, err);
	wire_hits_free(&hits);
	wire_query_free(ranked);
	return status;
}

static wire_status answer(void *payload, wire_error *err)
{
	wire_inquiry *inquiry = payload;
	wire_query *query = NULL, *filtered = NULL;
	wire_status status = wire_inquiry_reset(inquiry, err);
	if (status == WIRE_OK)
		status = wire_inquiry_compile(&query, inquiry, inquiry->root, err);
	if (status == WIRE_OK)
		status = wire_filters_apply(&filtered, inquiry, query, NULL, err);
	if (status == WIRE_OK)
		status = find_hits(inquiry, filtered, err);
	if (status == WIRE_OK && !inquiry->request->brief)
		status = wire_facets_count(inquiry, query, filtered, err);
	if (status == WIRE_OK && !inquiry->request->brief && inquiry->out->total == 0)
		status = wire_diagnose(inquiry, err);
	wire_query_free(filtered);
	wire_query_free(query);
	return status;
}

wire_status wire_searcher_run(wire_result *out, wire_searcher *searcher,
	const wire_request *request, wire_arena *arena, wire_error *err)
{
	wire_inquiry inquiry;
	wire_status status = wire_inquiry_begin(&inquiry, out, searcher, request, arena, err);
	return status == WIRE_OK ? wire_inquiry_run(&inquiry, answer, err) : status;
}

/* ---- one story ---- */

typedef struct finding {
	wire_story *out;
	wire_reader *reader;
	wire_str id, term;
	wire_arena *arena;
} finding;

static wire_status find_story(void *payload, wire_error *err)
{
	const finding *f = payload;
	uint32_t docid;
	wire_str shown = wire_str_slice(f->id, 0, 200);
	wire_status status = wire_reader_find(&docid, f->reader, f->term, err);
	if (status == WIRE_ENOTFOUND)
		return wire_fail(
			err, status, "no story has the id '" WIRE_FMT "'", WIRE_ARG(shown));
	if (status == WIRE_OK)
		status = wire_hit_story(f->out, f->reader, docid, f->arena, err);
	if (status == WIRE_ENOTFOUND)
		return wire_fail(err, WIRE_ESTALE, "%s", wire_status_text(WIRE_ESTALE));
	if (status == WIRE_EFORMAT)
		return wire_fail(err, WIRE_EDATABASE, "the record of '" WIRE_FMT "' is damaged",
			WIRE_ARG(shown));
	return status;
}

wire_status wire_searcher_story(
	wire_story *out, wire_searcher *searcher, wire_str id, wire_arena *arena, wire_error *err)
{
	wire_buf term;
	*out = (wire_story){0};
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_status status = wire_term_exact(&term, wire_field_get(WIRE_FIELD_ID), id);
	if (status == WIRE_OK) {
		finding f = {out, searcher->reader, id, wire_buf_view(&term), arena};
		status = wire_reader_with_snapshot(searcher->reader, NULL, find_story, &f, err);
	} else {
		wire_fail(err, status, "%s", wire_status_text(status));
	}
	wire_buf_release(&term);
	return status;
}

/* No folder's path is longer, in bytes. */
enum { ROOT_BYTES_MAX = 64 * 1024 };

wire_status wire_searcher_path(wire_str *out, wire_searcher *searcher, const wire_story *story,
	wire_arena *arena, wire_error *err)
{
	wire_buf root, path;
	*out = (wire_str){NULL, 0};
	wire_buf_init(&root, ROOT_BYTES_MAX);
	wire_buf_init(&path, 2 * ROOT_BYTES_MAX);
	wire_status status = wire_reader_meta(&root, searcher->reader, WIRE_META_ROOT, err);
	bool below = root.len > 0 && story->file.len > 0 && story->file.data[0] != '/' &&
		     !wire_str_equal(story->file, WIRE_STR("-"));
	bool slash = root.len > 0 && root.data[root.len - 1] == '/';
	if (below) {
		wire_buf_str(&path, wire_buf_view(&root));
		wire_buf_puts(&path, slash ? "" : "/");
	}
	if (below || wire_str_starts(story->file, WIRE_STR("/")))
		wire_name_bytes(&path, story->file);
	if (status == WIRE_OK)
		status = wire_buf_status(&path);
	/* A name that is no UTF-8 cannot be told in text. */
	if (status == WIRE_OK && wire_utf8_valid(wire_buf_view(&path)))
		status = wire_arena_copy(out, arena, wire_buf_view(&path));
	wire_buf_release(&root);
	wire_buf_release(&path);
	return status == WIRE_ENOMEM ? wire_fail(err, status, "out of memory") : status;
}

wire_status wire_searcher_revision(wire_buf *out, wire_searcher *searcher, wire_error *err)
{
	return wire_reader_revision(out, searcher->reader, err);
}
