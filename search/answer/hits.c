/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/hits.h"

#include <string.h>

#include "search/answer/branches.h"

/* The stored record of one hit, as JSON; no story's record is larger. */
enum { RECORD_BYTES_MAX = 512 << 20 };

wire_status wire_hit_story(
	wire_story *out, wire_reader *reader, uint32_t docid, wire_arena *arena, wire_error *err)
{
	wire_buf json;
	*out = (wire_story){0};
	wire_buf_init(&json, RECORD_BYTES_MAX);
	wire_status status = wire_reader_data(&json, reader, docid, err);
	if (status == WIRE_OK)
		status = wire_story_from_json(out, arena, wire_buf_view(&json), err);
	wire_buf_release(&json);
	return status;
}

wire_status wire_hit_term(wire_buf *out, wire_reader *reader, uint32_t docid, wire_error *err)
{
	const char *prefix = wire_field_get(WIRE_FIELD_ID)->exact;
	wire_status status = wire_reader_term_of(out, reader, docid, wire_str_from(prefix), err);
	if (status == WIRE_ENOTFOUND) /* the match has just found it */
		status = wire_fail(err, WIRE_ESTALE, "%s", wire_status_text(WIRE_ESTALE));
	return status;
}

wire_status wire_hit_id(
	wire_buf *out, wire_reader *reader, uint32_t docid, wire_arena *arena, wire_error *err)
{
	const char *prefix = wire_field_get(WIRE_FIELD_ID)->exact;
	wire_story story;
	wire_buf term;
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_status status = wire_hit_term(&term, reader, docid, err);
	/* A term of the greatest length may be an id that was cut (wire_term_make()). */
	if (status == WIRE_OK && term.len >= WIRE_TERM_MAX) {
		status = wire_hit_story(&story, reader, docid, arena, err);
		if (status == WIRE_OK)
			wire_buf_str(out, story.id);
		else if (status == WIRE_EFORMAT)
			status = WIRE_EDATABASE;
	} else if (status == WIRE_OK) {
		wire_buf_str(out, wire_str_slice(wire_buf_view(&term), strlen(prefix), term.len));
	}
	if (status == WIRE_OK && wire_buf_status(out) != WIRE_OK) {
		status = wire_buf_status(out);
		wire_fail(err, status, "%s", wire_status_text(status));
	}
	wire_buf_release(&term);
	return status;
}

/* A hit whose record cannot be read. */
static wire_status fill_damaged(
	wire_result_hit *hit, const wire_inquiry *inquiry, uint32_t docid, wire_error *err)
{
	wire_arena *arena = inquiry->engine.arena;
	wire_buf id;
	wire_buf_init(&id, RECORD_BYTES_MAX);
	hit->story = (wire_story){0};
	hit->damaged = true;
	wire_status status = wire_hit_id(&id, inquiry->searcher->reader, docid, arena, err);
	if (status == WIRE_OK) {
		status = wire_arena_copy(&hit->story.id, arena, wire_buf_view(&id));
		if (status != WIRE_OK)
			wire_fail(err, status, "%s", wire_status_text(status));
	}
	wire_buf_release(&id);
	if (status == WIRE_OK)
		status = wire_inquiry_note(inquiry, err, "the record of '" WIRE_FMT "' is damaged",
			WIRE_ARG(wire_str_slice(hit->story.id, 0, 200)));
	return status;
}

static wire_status mark(
	wire_result_hit *hit, wire_marker *marker, wire_arena *arena, wire_error *err)
{
	const wire_field *headline = wire_field_get(WIRE_FIELD_HEADLINE);
	const wire_field *body = wire_field_get(WIRE_FIELD_BODY);
	wire_status status =
		wire_marker_mark(&hit->headline, marker, headline, hit->story.headline, arena);
	if (status == WIRE_OK)
		status = wire_marker_snippet(&hit->snippet, marker, body, hit->story.body, arena);
	return status == WIRE_OK ? status : wire_fail(err, status, "%s", wire_status_text(status));
}

static wire_status fill(wire_result_hit *hit, const wire_inquiry *inquiry, uint32_t docid,
	wire_marker *marker, wire_error *err)
{
	wire_arena *arena = inquiry->engine.arena;
	wire_status status =
		wire_hit_story(&hit->story, inquiry->searcher->reader, docid, arena, err);
	if (status == WIRE_EFORMAT)
		return fill_damaged(hit, inquiry, docid, err);
	if (status == WIRE_ENOTFOUND) /* the match has just found it */
		return wire_fail(err, WIRE_ESTALE, "%s", wire_status_text(WIRE_ESTALE));
	return status == WIRE_OK ? mark(hit, marker, arena, err) : status;
}

wire_status wire_hits_fill(wire_inquiry *inquiry, const wire_hits *hits, wire_error *err)
{
	wire_marker *marker;
	wire_branches branches;
	wire_result *out = inquiry->out;
	wire_arena *arena = inquiry->engine.arena;
	wire_status status = wire_marker_new(&marker, inquiry->root, inquiry->searcher->stemmer,
		inquiry->searcher->tokenizer, arena);
	out->hits = wire_arena_calloc(arena, hits->len + 1, sizeof *out->hits);
	if (status != WIRE_OK || out->hits == NULL)
		return wire_fail(err, WIRE_ENOMEM, "%s", wire_status_text(WIRE_ENOMEM));
	status = wire_branches_find(&branches, inquiry, marker, hits, err);
	for (size_t i = 0; i < hits->len && status == WIRE_OK; i++) {
		wire_branches_choose(&branches, marker, i);
		wire_result_hit *hit = &out->hits[out->n_hits++];
		hit->rank = out->offset + (uint32_t)i + 1;
		hit->score = hits->items[i].score;
		status = wire_meter_check(&inquiry->budget.meter, err);
		if (status == WIRE_OK)
			status = fill(hit, inquiry, hits->items[i].docid, marker, err);
	}
	return status;
}
