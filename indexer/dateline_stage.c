/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dateline.h"

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
		if (wire_dateline_parse(out, paragraph, false, ctx->gazetteer)) {
			*found = true;
			return cut(story, out, at, ctx->arena);
		}
		at = end;
	}
	return WIRE_OK;
}

/* The day that a dateline's yearless date is to be near: when the story was sent. */
static bool known_day(int32_t *out, const wire_story *story)
{
	wire_date date;
	wire_str issued = wire_str_slice(story->issued, 0, 10);
	if (!wire_date_parse(&date, issued) || !wire_date_valid(date))
		return false;
	*out = wire_date_to_day(date);
	return true;
}

/* Set the date by the dateline: with its own year, the year of a known day, or none. */
static wire_status set_date(wire_story *story, const wire_dateline *d, const wire_context *ctx)
{
	char text[11];
	int32_t day;
	wire_date date = d->date;
	const char *from = "dateline";
	if (story->date.len > 0 || date.day == 0)
		return WIRE_OK;
	if (date.year == 0 && known_day(&day, story)) {
		date.year = wire_date_nearest_year(date.month, date.day, day, 183);
		from = "dateline+issued";
	} else if (date.year == 0 && wire_date_valid(ctx->reference)) {
		date.year = wire_date_nearest_year(
			date.month, date.day, wire_date_to_day(ctx->reference), AHEAD_DAYS);
		from = "dateline+reference";
	}
	wire_date_format(text, date);
	story->date_from = wire_str_from(date.year == 0 ? "dateline" : from);
	wire_why(ctx, story, "date: %s: %s '" WIRE_FMT "'", text, story->date_from.data,
		WIRE_ARG(d->raw));
	return wire_arena_copy(&story->date, ctx->arena, wire_str_from(text));
}

wire_status wire_dateline_stage(wire_dateline *out, wire_story *story, const wire_context *ctx)
{
	bool found = false;
	wire_status status = WIRE_OK;
	*out = (wire_dateline){0};
	if (story->dateline.len > 0)
		found = wire_dateline_parse(out, story->dateline, true, ctx->gazetteer);
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
	return set_date(story, out, ctx);
}
