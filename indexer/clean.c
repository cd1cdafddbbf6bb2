/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/clean.h"

#include <stdint.h>
#include <string.h>

#include "indexer/byline.h"
#include "indexer/clean_rules.h"
#include "indexer/dateline.h"
#include "indexer/headline.h"
#include "indexer/paragraphs.h"

enum {
	HEADLINE_MAX = 300, /* bytes; longer, it is a paragraph */
	TOP = 8,            /* paragraphs in which headline, bylines and captions stand */
	TAIL = 3,           /* paragraphs at the end in which an end mark is believed */
	DOUBLED_MIN = 40,   /* bytes; shorter lines may well stand twice */
};

/* The paragraphs while they are sorted out; one that is taken has its text emptied. */
typedef struct cleaner {
	wire_story *story;
	const wire_context *ctx;
	wire_list lines;
} cleaner;

/* Take paragraph `i` out of the body, and say so. */
static wire_status take(cleaner *c, size_t i)
{
	wire_status status = wire_list_push(&c->story->removed, c->ctx->arena, c->lines.items[i]);
	c->lines.items[i].len = 0;
	return status;
}

/* Append `text` to a field as a paragraph of its own. */
static wire_status append(cleaner *c, wire_str *field, wire_str text)
{
	if (text.len == 0)
		return WIRE_OK;
	if (field->len == 0) {
		*field = text;
		return WIRE_OK;
	}
	return wire_arena_print(
		field, c->ctx->arena, WIRE_FMT "\n\n" WIRE_FMT, WIRE_ARG(*field), WIRE_ARG(text));
}

static wire_status take_caption(cleaner *c, size_t i)
{
	wire_str caption = c->lines.items[i];
	bool known = caption.len > 0 && wire_str_find(c->story->caption,
						wire_line_without_credit(caption), 0) != SIZE_MAX;
	wire_status status = take(c, i);
	return status == WIRE_OK && !known ? append(c, &c->story->caption, caption) : status;
}

static wire_status take_note(cleaner *c, size_t i, const char *action)
{
	wire_str note = c->lines.items[i];
	wire_status status = take(c, i);
	if (action != NULL && c->story->action.len == 0)
		c->story->action = wire_str_from(action);
	return status == WIRE_OK ? append(c, &c->story->ednote, note) : status;
}

static wire_status take_credit(cleaner *c, size_t i)
{
	wire_str credit = c->lines.items[i];
	wire_status status = take(c, i);
	return status == WIRE_OK ? append(c, &c->story->credit, credit) : status;
}

static wire_status take_notes_from(cleaner *c, size_t first)
{
	wire_status status = WIRE_OK;
	for (size_t i = first; i < c->lines.len && status == WIRE_OK; i++)
		if (c->lines.items[i].len > 0)
			status = take_note(c, i, NULL);
	return status;
}

/* ---- the passes, in their order ---- */

/* A caption that a scrape glued to the paragraph behind it becomes a line of its own. */
static wire_status part_glued_captions(cleaner *c)
{
	wire_status status = WIRE_OK;
	wire_list parted = {0};
	for (size_t i = 0; i < c->lines.len && status == WIRE_OK; i++) {
		wire_str line = c->lines.items[i];
		size_t cut = wire_line_glued_caption(line);
		if (cut > 0) {
			status = wire_list_push(&parted, c->ctx->arena,
				wire_str_trim(wire_str_slice(line, 0, cut)));
			line = wire_str_slice(line, cut, line.len);
		}
		if (status == WIRE_OK)
			status = wire_list_push(&parted, c->ctx->arena, line);
	}
	c->lines = parted;
	return status;
}

/* What the table knows is no news goes to where it belongs. */
static wire_status sort_by_rules(cleaner *c)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < c->lines.len && status == WIRE_OK; i++) {
		switch (wire_line_kind_of(c->lines.items[i])) {
		case WIRE_LINE_NEWS:
		case WIRE_LINE_END:
			break;
		case WIRE_LINE_NOISE:
		case WIRE_LINE_COPYRIGHT:
			status = take(c, i);
			break;
		case WIRE_LINE_CAPTION:
			status = take_caption(c, i);
			break;
		case WIRE_LINE_CREDIT:
			status = take_credit(c, i);
			break;
		case WIRE_LINE_NOTE:
			status = take_note(c, i, NULL);
			break;
		case WIRE_LINE_UPDATE:
			status = take_note(c, i, "update");
			break;
		case WIRE_LINE_CORRECTION:
			status = take_note(c, i, "correction");
			break;
		case WIRE_LINE_NOTE_BLOCK:
			return take_notes_from(c, i);
		}
	}
	return status;
}

/*
 * A paragraph that comes twice in a row is doubled; before the story's text it is a caption, and
 * one that a credited caption repeats is that caption's other copy.
 */
static wire_status drop_doubles(cleaner *c)
{
	wire_status status = WIRE_OK;
	size_t before = SIZE_MAX;
	for (size_t i = 0; i < c->lines.len && status == WIRE_OK; i++) {
		wire_str line = c->lines.items[i];
		if (line.len == 0)
			continue;
		if (line.len >= DOUBLED_MIN && i < TOP && c->story->caption.len > 0 &&
			wire_str_find(c->story->caption, line, 0) != SIZE_MAX)
			status = take(c, i);
		else if (before != SIZE_MAX && line.len >= DOUBLED_MIN &&
			 wire_str_equal(line, c->lines.items[before]))
			status = take(c, i);
		else
			before = i;
	}
	return status;
}

static wire_status drop_end_marks(cleaner *c)
{
	wire_status status = WIRE_OK;
	int seen = 0;
	for (size_t i = c->lines.len; i-- > 0 && seen < TAIL && status == WIRE_OK;) {
		if (c->lines.items[i].len == 0)
			continue;
		seen++;
		if (wire_line_kind_of(c->lines.items[i]) == WIRE_LINE_END)
			status = take(c, i);
	}
	return status;
}

static bool has_dateline(const cleaner *c, wire_str line)
{
	wire_dateline dateline;
	return wire_dateline_parse(&dateline, line, false, c->ctx->gazetteer);
}

/* A headline is one line that does not end as a sentence does, unless it is all in capitals. */
static bool may_be_headline(const cleaner *c, wire_str line)
{
	bool sentence = wire_str_ends(line, WIRE_STR(".")) && !wire_str_ends(line, WIRE_STR(".."));
	bool small = false;
	for (size_t i = 0; i < line.len && !small; i++)
		small = line.data[i] >= 'a' && line.data[i] <= 'z';
	return line.len <= HEADLINE_MAX && (!sentence || !small) && !wire_byline_is(line) &&
	       !has_dateline(c, line);
}

/* The first line left, where the format gave no headline; with marks alone, the next joins it. */
static void find_headline(cleaner *c)
{
	for (size_t i = 0; i < c->lines.len && c->story->headline.len == 0; i++) {
		wire_str line = c->lines.items[i];
		if (line.len == 0)
			continue;
		if (!may_be_headline(c, line))
			return;
		c->story->headline = line;
		c->lines.items[i].len = 0;
	}
}

/* Bylines at the top, and copies of the headline, which pages like to repeat. */
static wire_status read_top(cleaner *c)
{
	wire_status status = WIRE_OK;
	size_t seen = 0;
	for (size_t i = 0; i < c->lines.len && seen < TOP && status == WIRE_OK; i++) {
		wire_str line = c->lines.items[i];
		if (line.len == 0)
			continue;
		seen++;
		if (has_dateline(c, line))
			break;
		if (wire_str_equal(line, c->story->headline)) {
			status = take(c, i);
		} else if (wire_byline_is(line)) {
			status = wire_byline_read(c->story, c->ctx->arena, line);
			if (status == WIRE_OK)
				status = take(c, i);
		} else if (wire_headline_is_kill(line)) {
			c->story->status = WIRE_STR("canceled");
			c->story->action = WIRE_STR("kill");
		}
	}
	return status;
}

/* Put what is left together: paragraphs with one empty line between them. */
static wire_status join_body(cleaner *c)
{
	size_t length = 0;
	for (size_t i = 0; i < c->lines.len; i++)
		length += c->lines.items[i].len + 2;
	char *body = wire_arena_alloc(c->ctx->arena, length + 1);
	size_t at = 0;
	if (body == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < c->lines.len; i++) {
		wire_str line = c->lines.items[i];
		if (line.len == 0)
			continue;
		if (at > 0) {
			memcpy(body + at, "\n\n", 2);
			at += 2;
		}
		memcpy(body + at, line.data, line.len);
		at += line.len;
	}
	body[at] = '\0';
	c->story->body = (wire_str){body, at};
	return WIRE_OK;
}

static void set_defaults(wire_story *story)
{
	if (story->status.len == 0)
		story->status = WIRE_STR("usable");
	if (story->action.len == 0)
		story->action = WIRE_STR("new");
	if (story->version == 0)
		story->version = 1;
}

wire_status wire_clean_stage(wire_story *story, const wire_context *ctx)
{
	cleaner c = {.story = story, .ctx = ctx};
	wire_status status = wire_paragraphs_join(&story->headline, ctx->arena, story->headline);
	if (status == WIRE_OK)
		status = wire_paragraphs_split(&c.lines, ctx->arena, story->body);
	if (status == WIRE_OK)
		status = part_glued_captions(&c);
	if (status == WIRE_OK)
		status = sort_by_rules(&c);
	if (status == WIRE_OK)
		status = drop_doubles(&c);
	if (status == WIRE_OK)
		status = drop_end_marks(&c);
	if (status != WIRE_OK)
		return status;
	find_headline(&c);
	status = read_top(&c);
	if (status == WIRE_OK)
		status = wire_headline_read_marks(story, ctx->arena);
	if (status == WIRE_OK)
		status = join_body(&c);
	set_defaults(story);
	return status;
}
