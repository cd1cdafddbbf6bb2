/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/source.h"

#include "indexer/gazetteer/gazetteer.h"

/* Words that may be an agency's name, at most; `Deutsche Presse-Agentur` is two. */
enum { NAME_WORDS = 5 };

static bool is_break(char c)
{
	return c == ' ' || c == ',' || c == '.' || c == '(' || c == ')' || c == '|' || c == '/' ||
	       c == ';' || c == ':';
}

static size_t word_end(wire_str text, size_t at)
{
	while (at < text.len && !is_break(text.data[at]))
		at++;
	return at;
}

/* The longest agency's name that begins at `at`. */
static wire_str agency_at(const wire_gazetteer *g, wire_str text, size_t at)
{
	wire_str best = {NULL, 0};
	size_t end = at;
	for (int words = 0; words < NAME_WORDS && end < text.len; words++) {
		end = word_end(text, end + (words > 0));
		wire_str name = wire_gazetteer_agency(g, wire_str_slice(text, at, end));
		if (name.len > 0)
			best = name;
		if (end >= text.len || text.data[end] != ' ')
			break;
	}
	return best;
}

/* The first agency that a short credit names. */
static wire_str agency_in(const wire_gazetteer *g, wire_str text)
{
	text = wire_str_slice(text, 0, 400);
	for (size_t at = 0; at < text.len; at = word_end(text, at) + 1) {
		wire_str name = agency_at(g, text, at);
		if (name.len > 0)
			return name;
	}
	return (wire_str){NULL, 0};
}

static wire_str host_of(wire_str url)
{
	size_t start = wire_str_find(url, WIRE_STR("://"), 0);
	wire_str host = wire_str_slice(url, start == (size_t)-1 ? url.len : start + 3, url.len);
	size_t end = 0;
	while (end < host.len && host.data[end] != '/' && host.data[end] != ':')
		end++;
	return wire_str_slice(host, 0, end);
}

/* The first agency that one of the lines names. */
static wire_str agency_in_lines(const wire_gazetteer *g, const wire_list *lines)
{
	wire_str name = {NULL, 0};
	for (size_t i = 0; i < lines->len && name.len == 0; i++)
		name = agency_in(g, lines->items[i]);
	return name;
}

wire_status wire_source_stage(
	wire_story *story, const wire_cleaning *cleaning, const wire_context *ctx)
{
	const wire_gazetteer *g = ctx->tables->gazetteer;
	const char *which;
	if (story->source.len > 0) {
		wire_str name = wire_gazetteer_agency(g, story->source);
		if (name.len > 0)
			story->source = name;
		return WIRE_OK;
	}
	which = "byline";
	story->source = agency_in_lines(g, &cleaning->bylines);
	if (story->source.len == 0) {
		which = "copyright line";
		story->source = agency_in_lines(g, &cleaning->copyrights);
	}
	if (story->source.len == 0) {
		which = "credit";
		story->source = agency_in(g, story->credit);
	}
	if (story->source.len == 0) {
		which = "url";
		story->source = wire_gazetteer_host(g, host_of(story->url));
	}
	if (story->source.len == 0) {
		which = "--source";
		wire_str name = wire_gazetteer_agency(g, ctx->policy->source);
		story->source = name.len > 0 ? name : ctx->policy->source;
	}
	if (story->source.len > 0)
		wire_why(ctx, story, "source: " WIRE_FMT ": %s", WIRE_ARG(story->source), which);
	return WIRE_OK;
}
