/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <assert.h>
#include <string.h>

#include "indexer/dateline/parse.h"
#include "indexer/dateline/path_date.h"

/* Take the dateline off the body; a paragraph that was nothing else goes with it. */
static wire_status cut(wire_story *story, const wire_dateline *d, wire_arena *arena)
{
	wire_str body = story->body;
	assert(d->start + d->length <= body.len);
	size_t end = d->start + d->length;
	while (end < body.len && body.data[end] == '\n')
		end++;
	/* The body's last paragraph leaves the gap before it behind. */
	size_t start = d->start;
	while (end == body.len && start > 0 && body.data[start - 1] == '\n')
		start--;
	char *text = wire_arena_alloc(arena, body.len + 1);
	if (text == NULL)
		return WIRE_ENOMEM;
	memcpy(text, body.data, start);
	memcpy(text + start, body.data + end, body.len - end);
	text[start + body.len - end] = '\0';
	story->body = (wire_str){text, start + body.len - end};
	return WIRE_OK;
}

/* Half a year either way: the year that is nearest; and what a clock or a zone may be ahead. */
enum { NEAREST = 183, AHEAD_DAYS = 2 };

/*
 * The year of a month and day without one: that which puts it nearest to a known day of the story
 * (sent, in its address, in its path), else that of the folder it lies in, else the latest that is
 * not past the reference date. 0 when nothing tells.
 */
static int find_year(
	const char **from, wire_date date, const wire_story *story, const wire_context *ctx)
{
	wire_date known;
	wire_str path = ctx->dates.len > 0 ? ctx->dates : story->file;
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
	if (wire_path_date_find(&known, path))
		return wire_date_nearest_year(
			date.month, date.day, wire_date_to_day(known), NEAREST);
	year = wire_path_year(path);
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

/* The dateline that the facts are read from, the format's own or the text's; off the body. */
static wire_status settle(wire_dateline *out, wire_story *story, const wire_context *ctx)
{
	const wire_dateline in_text = *out;
	bool found = in_text.length > 0;
	if (story->dateline.len > 0) {
		bool told = wire_dateline_parse(out, story->dateline, true, ctx->tables->gazetteer);
		found = found && told && wire_str_equal_nocase(in_text.places[0], out->places[0]);
	}
	return found ? cut(story, &in_text, ctx->arena) : WIRE_OK;
}

wire_status wire_dateline_stage(wire_dateline *dateline, wire_story *story, const wire_context *ctx)
{
	wire_status status = settle(dateline, story, ctx);
	if (status != WIRE_OK || dateline->length == 0)
		return status;
	if (story->dateline.len == 0)
		story->dateline = dateline->raw;
	if (dateline->n_places > 0 && story->place.len == 0)
		story->place = dateline->places[0];
	if (story->place.len > 0)
		wire_why(ctx, story, "place: " WIRE_FMT ": dateline", WIRE_ARG(story->place));
	if (dateline->agency.len > 0 && story->source.len == 0) {
		story->source = dateline->agency;
		wire_why(ctx, story, "source: " WIRE_FMT ": dateline", WIRE_ARG(dateline->agency));
	}
	status = set_places(story, dateline, ctx);
	return status == WIRE_OK ? set_date(story, dateline, ctx) : status;
}
