/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dateline/parse.h"
#include "indexer/dateline/path_date.h"

/* Datelines stand at the start of one of the first paragraphs: notes may come before it. */
enum { PARAGRAPHS = 3, AHEAD_DAYS = 2 };

/* Offset of the paragraph behind the one at `at`; body.len at the end. */
static size_t next_paragraph(wire_str body, size_t at)
{
	size_t gap = wire_str_find(body, WIRE_STR("\n\n"), at);
	return gap == (size_t)-1 ? body.len : gap + 2;
}

/* Take the dateline at `start` off the body; a paragraph that was nothing else goes with it. */
static wire_status cut(wire_story *story, const wire_dateline *d, size_t start, wire_arena *arena)
{
	wire_str body = story->body;
	wire_str rest = wire_str_slice(body, start + d->length, body.len);
	while (rest.len > 0 && rest.data[0] == '\n')
		rest = wire_str_slice(rest, 1, rest.len);
	if (start == 0) {
		story->body = rest;
		return WIRE_OK;
	}
	return wire_arena_print(&story->body, arena, WIRE_FMT WIRE_FMT,
		WIRE_ARG(wire_str_slice(body, 0, start)), WIRE_ARG(rest));
}

static wire_status find_in_body(
	bool *found, wire_dateline *out, wire_story *story, const wire_context *ctx)
{
	size_t at = 0;
	*found = false;
	for (int i = 0; i < PARAGRAPHS && at < story->body.len; i++) {
		size_t end = next_paragraph(story->body, at);
		wire_str paragraph = wire_str_slice(story->body, at, end);
		if (wire_dateline_parse(out, paragraph, false, ctx->tables->gazetteer)) {
			*found = true;
			return cut(story, out, at, ctx->arena);
		}
		at = end;
	}
	return WIRE_OK;
}

/* Half a year either way: the year that is nearest. */
enum { NEAREST = 183 };

/*
 * The year of a month and day without one: that which puts it nearest to a known day of the story
 * (sent, in its address, in its path), else that of the folder it lies in, else the latest that is
 * not past the reference date. 0 when nothing tells.
 */
static int find_year(
	const char **from, wire_date date, const wire_story *story, const wire_context *ctx)
{
	wire_date known;
	int year = 0;
	*from = "dateline+issued";
	if (wire_date_parse(&known, wire_str_slice(story->issued, 0, 10)) && wire_date_valid(known))
		return wire_date_nearest_year(
			date.month, date.day, wire_date_to_day(known), NEAREST);
	*from = "dateline+url";
	if (wire_path_date_find(&known, story->url))
		return wire_date_nearest_year(
			date.month, date.day, wire_date_to_day(known), NEAREST);
	*from = "dateline+path";
	if (wire_path_date_find(&known, story->file))
		return wire_date_nearest_year(
			date.month, date.day, wire_date_to_day(known), NEAREST);
	year = wire_path_year(story->file);
	if (year > 0 || !wire_date_valid(ctx->policy->reference))
		return year;
	*from = "dateline+reference";
	return wire_date_nearest_year(
		date.month, date.day, wire_date_to_day(ctx->policy->reference), AHEAD_DAYS);
}

/* Set the date by the dateline: with its own year, one that is found, or none. */
static wire_status set_date(wire_story *story, const wire_dateline *d, const wire_context *ctx)
{
	char text[11];
	wire_date date = d->date;
	const char *from = "dateline";
	if (story->date.len > 0 || date.day == 0)
		return WIRE_OK;
	if (date.year == 0)
		date.year = find_year(&from, date, story, ctx);
	wire_date_format(text, date);
	story->date_from = wire_str_from(date.year == 0 ? "dateline" : from);
	wire_why(ctx, story, "date: %s: %s '" WIRE_FMT "'", text, story->date_from.data,
		WIRE_ARG(d->raw));
	return wire_arena_copy(&story->date, ctx->arena, wire_str_from(text));
}

/* The places with the regions behind them. */
static wire_status set_places(wire_story *story, const wire_dateline *d, const wire_context *ctx)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < d->n_places && status == WIRE_OK; i++) {
		wire_str place = d->places[i];
		if (d->regions[i].len > 0)
			status = wire_arena_print(&place, ctx->arena, WIRE_FMT ", " WIRE_FMT,
				WIRE_ARG(d->places[i]), WIRE_ARG(d->regions[i]));
		if (status == WIRE_OK)
			status = wire_list_push(&story->places, ctx->arena, place);
	}
	return status;
}

wire_status wire_dateline_stage(wire_dateline *out, wire_story *story, const wire_context *ctx)
{
	bool found = false;
	wire_status status = WIRE_OK;
	*out = (wire_dateline){0};
	if (story->dateline.len > 0)
		found = wire_dateline_parse(out, story->dateline, true, ctx->tables->gazetteer);
	else
		status = find_in_body(&found, out, story, ctx);
	if (status != WIRE_OK || !found)
		return status;
	if (story->dateline.len == 0)
		story->dateline = out->raw;
	if (out->n_places > 0 && story->place.len == 0)
		story->place = out->places[0];
	if (story->place.len > 0)
		wire_why(ctx, story, "place: " WIRE_FMT ": dateline", WIRE_ARG(story->place));
	if (out->agency.len > 0 && story->source.len == 0) {
		story->source = out->agency;
		wire_why(ctx, story, "source: " WIRE_FMT ": dateline", WIRE_ARG(out->agency));
	}
	status = set_places(story, out, ctx);
	return status == WIRE_OK ? set_date(story, out, ctx) : status;
}
