/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/clean/clean.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "indexer/clean/byline.h"
#include "indexer/clean/headline.h"
#include "indexer/clean/paragraphs.h"
#include "indexer/clean/rules.h"
#include "indexer/clean/take.h"

enum {
	TOP = 8,          /* standing lines among which headline, bylines, captions are */
	NEAR = 3,         /* paragraphs in which a dateline need not name its agency */
	TAIL = 3,         /* standing lines at the end behind which no end mark is believed */
	DOUBLED_MIN = 40, /* bytes; shorter lines may well stand twice */
	CAPTION_MAX = 600,
	CAPTIONS_COMPARED = 8,
};

/* A paragraph and what it is; news and end marks stand, the rest goes. The headline's is emptied.
 */
typedef struct line {
	wire_str text;
	wire_line_kind kind;
} line;

typedef struct cleaner {
	wire_story *story;
	const wire_context *ctx;
	line *lines;
	size_t len;
	wire_cleaning *out;
	size_t dateline;  /* the line that begins with the dateline; SIZE_MAX: none near the top */
	wire_str printed; /* the headline with its marks */
	bool spared;      /* the text is but a note or a caption: no headline is in it */
} cleaner;

static bool stands(const line *l)
{
	return l->text.len > 0 && (l->kind == WIRE_LINE_NEWS || l->kind == WIRE_LINE_END ||
					  l->kind == WIRE_LINE_CONTACT);
}

/* The first standing line from `i` on; len when there is none. */
static size_t next_standing(const cleaner *c, size_t i)
{
	while (i < c->len && !stands(&c->lines[i]))
		i++;
	return i;
}

/* Where the lines before the dateline's end: headline, bylines and captions are among them. */
static size_t end_of_top(const cleaner *c)
{
	return c->dateline < c->len ? c->dateline : c->len;
}

/* ---- lines ---- */

/* The paragraph's glued notes and captions as lines of their own, and itself. */
static wire_status push_unglued(wire_list *out, wire_arena *arena, wire_str text)
{
	wire_status status = WIRE_OK;
	wire_list tails = {0};
	for (size_t cut; status == WIRE_OK && (cut = wire_line_glued_head(text)) > 0;) {
		status = wire_list_push(out, arena, wire_str_trim(wire_str_slice(text, 0, cut)));
		text = wire_str_trim(wire_str_slice(text, cut, text.len));
	}
	for (size_t cut; status == WIRE_OK && (cut = wire_line_glued_tail(text)) < text.len;) {
		status = wire_list_push(&tails, arena, wire_str_slice(text, cut, text.len));
		text = wire_str_trim(wire_str_slice(text, 0, cut));
	}
	if (status == WIRE_OK)
		status = wire_list_push(out, arena, text);
	for (size_t i = tails.len; i-- > 0 && status == WIRE_OK;)
		status = wire_list_push(out, arena, tails.items[i]);
	return status;
}

static wire_status split_lines(cleaner *c)
{
	wire_arena *arena = c->ctx->arena;
	wire_list paragraphs, parts = {0};
	wire_status status = wire_paragraphs_split(&paragraphs, arena, c->story->body);
	for (size_t i = 0; i < paragraphs.len && status == WIRE_OK; i++)
		status = push_unglued(&parts, arena, paragraphs.items[i]);
	c->lines = wire_arena_calloc(arena, parts.len + 1, sizeof *c->lines);
	if (status != WIRE_OK || c->lines == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < parts.len; i++)
		c->lines[i].text = parts.items[i];
	c->len = parts.len;
	return WIRE_OK;
}

/* ---- what each line is ---- */

static void judge_by_rules(cleaner *c)
{
	bool in_block = false, news = false;
	for (size_t i = 0; i < c->len; i++) {
		line *l = &c->lines[i];
		l->kind = in_block ? WIRE_LINE_NOTE : wire_line_kind_of(l->text);
		/* A block of notes is the end of a story, never all of it. */
		in_block = in_block || (news && l->kind == WIRE_LINE_NOTE_BLOCK);
		news = news || l->kind == WIRE_LINE_NEWS;
		wire_take_read_note(c->story, l->kind);
	}
}

/* What no field keeps: it says nothing of the story. */
static bool is_of_the_page(wire_line_kind kind)
{
	return kind == WIRE_LINE_NOISE || kind == WIRE_LINE_BYLINE || kind == WIRE_LINE_COPYRIGHT;
}

/* A text that is nothing but a note, a credit or a caption is news: all that there is. */
static void spare_the_only_text(cleaner *c)
{
	for (size_t i = 0; i < c->len; i++)
		if (c->lines[i].kind == WIRE_LINE_NEWS)
			return;
	c->spared = c->story->headline.len == 0;
	for (size_t i = 0; i < c->len && c->spared; i++)
		if (!stands(&c->lines[i]) && !is_of_the_page(c->lines[i].kind))
			c->lines[i].kind = WIRE_LINE_NEWS;
}

/* Does it fill its line and have no end mark? `COTTON REPORT - MARCH 3` may be a headline. */
static bool is_bare(const wire_dateline *d, wire_str text)
{
	return d->length >= text.len && d->agency.len == 0 && !wire_str_ends(text, WIRE_STR("-"));
}

/*
 * The one place where a dateline is looked for in a text: at the start of a line of the first ones
 * that could be news. Farther down, behind summaries and captions, the agency must be printed in
 * it: lists of places and dates look like datelines. The line that will be the headline is none
 * unless it goes on behind the dateline.
 */
static void find_dateline(cleaner *c)
{
	bool headline_due = c->story->headline.len == 0 && !c->spared;
	size_t near = headline_due ? NEAR + 1 : NEAR;
	c->dateline = SIZE_MAX;
	for (size_t i = 0, seen = 0; i < c->len && seen < TOP; i++) {
		wire_dateline *d = &c->out->dateline;
		wire_str text = c->lines[i].text;
		if (c->lines[i].kind != WIRE_LINE_NEWS || wire_byline_is(text))
			continue;
		if (wire_dateline_parse(d, text, false, c->ctx->tables->gazetteer) &&
			!(is_bare(d, text) && headline_due && seen == 0) &&
			(seen < near || d->agency.len > 0)) {
			c->dateline = i;
			return;
		}
		*d = (wire_dateline){0};
		seen++;
	}
}

static bool is_copy_of_caption(const cleaner *c, wire_str text)
{
	size_t seen = 0;
	for (size_t i = 0; i < c->len && i < 4 * TOP && seen < CAPTIONS_COMPARED; i++) {
		if (c->lines[i].kind != WIRE_LINE_CAPTION)
			continue;
		seen++;
		if (wire_str_equal(wire_line_without_credit(c->lines[i].text), text))
			return true;
	}
	return false;
}

/*
 * Captions that no credit gives away: the other copy of a credited one; and, between headline and
 * dateline, a line that comes twice.
 */
static void judge_captions(cleaner *c)
{
	size_t first = next_standing(c, 0), i = first, end = end_of_top(c);
	for (size_t seen = 0; i < end && seen < TOP; seen++) {
		line *l = &c->lines[i];
		size_t next = next_standing(c, i + 1);
		bool long_enough = l->text.len >= DOUBLED_MIN && l->text.len <= CAPTION_MAX;
		if (long_enough && is_copy_of_caption(c, l->text)) {
			l->kind = WIRE_LINE_CAPTION;
		} else if (long_enough && i > first && next < c->dateline && c->dateline < c->len &&
			   wire_str_equal(l->text, c->lines[next].text)) {
			l->kind = WIRE_LINE_CAPTION;
			c->lines[next].kind = WIRE_LINE_CAPTION;
			next = next_standing(c, next + 1);
		}
		i = next;
	}
}

/* Does the standing line `l` come again in the next one? */
static bool is_doubled(const line *l, const cleaner *c, size_t next)
{
	return next < c->len && l->text.len >= DOUBLED_MIN &&
	       wire_str_equal(l->text, c->lines[next].text);
}

/* From the end: lines that come twice in a row, end marks and newsrooms' telephones. */
static void judge_end(cleaner *c)
{
	size_t behind = 0, next = c->len;
	for (size_t i = c->len; i-- > 0;) {
		line *l = &c->lines[i];
		if (!stands(l))
			continue;
		if (is_doubled(l, c, next)) {
			l->kind = WIRE_LINE_NOISE;
			c->dateline = c->dateline == i ? next : c->dateline;
		} else if (l->kind != WIRE_LINE_NEWS && behind < TAIL) {
			l->kind = l->kind == WIRE_LINE_END ? WIRE_LINE_NOISE : WIRE_LINE_CREDIT;
		} else {
			next = i;
			behind++;
		}
	}
}

/* ---- the top: headline, bylines, kill notices ---- */

static wire_status set_headline(cleaner *c, wire_str text)
{
	c->printed = text;
	c->story->headline = text;
	return wire_take_read_marks(c->story, c->ctx->arena);
}

/*
 * The headline is the first line, where the format gave none; a byline or a take's key may stand
 * before it.
 */
static wire_status read_top(cleaner *c)
{
	wire_status status = WIRE_OK;
	bool search = c->story->headline.len == 0 && !c->spared, under_byline = false;
	size_t i = next_standing(c, 0), end = end_of_top(c);
	for (size_t seen = 0; i < end && seen < TOP && status == WIRE_OK;) {
		line *l = &c->lines[i];
		bool byline = wire_byline_is(l->text);
		if (byline) {
			status = wire_byline_read(c->story, c->ctx->arena, l->text);
			l->kind = WIRE_LINE_BYLINE;
		} else if (under_byline && wire_byline_is_title(l->text)) {
			l->kind = WIRE_LINE_CREDIT;
		} else if (search && wire_take_read_key(c->story, l->text)) {
			l->kind = WIRE_LINE_NOISE;
		} else if (l->kind != WIRE_LINE_NEWS) {
			/* An end mark is no headline, nor a copy of one. */
		} else if (search) {
			search = false;
			if (wire_headline_is(l->text)) {
				status = set_headline(c, l->text);
				l->text.len = 0;
			}
		} else if (wire_str_equal(l->text, c->printed) ||
			   wire_str_equal(l->text, c->story->headline)) {
			l->kind = WIRE_LINE_NOISE;
		}
		under_byline = byline;
		i = next_standing(c, i + 1);
		/* What judge_end() may yet drop does not count, lest a second cleaning see more. */
		seen += stands(l) && l->kind == WIRE_LINE_NEWS && !is_doubled(l, c, i);
	}
	return status;
}

static void judge_kill(cleaner *c)
{
	bool kill = wire_take_read_kill(c->story, c->story->headline);
	size_t i = next_standing(c, 0), end = end_of_top(c);
	for (size_t seen = 0; i < end && seen < TOP && !kill; seen++) {
		kill = wire_take_read_kill(c->story, c->lines[i].text);
		i = next_standing(c, i + 1);
	}
}

/* ---- where each line goes ---- */

static bool is_known_caption(const wire_list *captions, wire_str caption)
{
	wire_str bare = wire_line_without_credit(caption);
	size_t from = captions->len > CAPTIONS_COMPARED ? captions->len - CAPTIONS_COMPARED : 0;
	for (size_t i = from; i < captions->len; i++) {
		wire_str *known = &captions->items[i];
		if (bare.len == 0 || !wire_str_equal(wire_line_without_credit(*known), bare))
			continue;
		/* The copy that names the photographer is the better one. */
		if (known->len == bare.len)
			*known = caption;
		return true;
	}
	return false;
}

static wire_status join(wire_str *out, wire_arena *arena, const wire_list *parts)
{
	size_t length = 0, at = 0;
	for (size_t i = 0; i < parts->len; i++)
		length += parts->items[i].len + 2;
	char *text = wire_arena_alloc(arena, length + 1);
	if (text == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < parts->len; i++) {
		if (parts->items[i].len == 0)
			continue;
		if (at > 0) {
			memcpy(text + at, "\n\n", 2);
			at += 2;
		}
		memcpy(text + at, parts->items[i].data, parts->items[i].len);
		at += parts->items[i].len;
	}
	text[at] = '\0';
	*out = (wire_str){text, at};
	return WIRE_OK;
}

typedef struct fields {
	wire_list body, caption, ednote, credit;
} fields;

/* Where a line that does not stay in the body is kept besides `removed`; NULL: nowhere. */
static wire_list *list_for(fields *to, cleaner *c, const line *l)
{
	switch (l->kind) {
	case WIRE_LINE_CAPTION:
		return is_known_caption(&to->caption, l->text) ? NULL : &to->caption;
	case WIRE_LINE_CREDIT:
		return &to->credit;
	case WIRE_LINE_BYLINE:
		return &c->out->bylines;
	case WIRE_LINE_COPYRIGHT:
		return &c->out->copyrights;
	case WIRE_LINE_NOISE:
		return NULL;
	default:
		return &to->ednote;
	}
}

static wire_status sort_line(fields *to, cleaner *c, const line *l)
{
	wire_arena *arena = c->ctx->arena;
	if (stands(l))
		return wire_list_push(&to->body, arena, l->text);
	wire_list *list = list_for(to, c, l);
	wire_status status = WIRE_OK;
	if (list != NULL)
		status = wire_list_push(list, arena, l->text);
	return status == WIRE_OK ? wire_list_push(&c->story->removed, arena, l->text) : status;
}

/* Where the dateline stands in the body: behind the paragraphs before its own. */
static void place_dateline(cleaner *c, const wire_list *before)
{
	size_t start = 0;
	for (size_t i = 0; i < before->len; i++)
		start += before->items[i].len + 2;
	c->out->dateline.start = start;
}

/* A field that the format has set keeps what it has, before what the text gives. */
static wire_status begin_field(wire_list *list, wire_arena *arena, wire_str value)
{
	return value.len == 0 ? WIRE_OK : wire_list_push(list, arena, value);
}

static wire_status sort_lines(cleaner *c)
{
	wire_story *story = c->story;
	wire_arena *arena = c->ctx->arena;
	fields to = {0};
	wire_status status = begin_field(&to.caption, arena, story->caption);
	if (status == WIRE_OK)
		status = begin_field(&to.ednote, arena, story->ednote);
	if (status == WIRE_OK)
		status = begin_field(&to.credit, arena, story->credit);
	for (size_t i = 0; i < c->len && status == WIRE_OK; i++) {
		if (i == c->dateline)
			place_dateline(c, &to.body);
		if (c->lines[i].text.len > 0)
			status = sort_line(&to, c, &c->lines[i]);
	}
	if (status == WIRE_OK)
		status = join(&story->body, arena, &to.body);
	if (status == WIRE_OK)
		status = join(&story->caption, arena, &to.caption);
	if (status == WIRE_OK)
		status = join(&story->ednote, arena, &to.ednote);
	return status == WIRE_OK ? join(&story->credit, arena, &to.credit) : status;
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

wire_status wire_clean_stage(wire_cleaning *out, wire_story *story, const wire_context *ctx)
{
	*out = (wire_cleaning){0};
	cleaner c = {.story = story, .ctx = ctx, .out = out};
	wire_str headline;
	wire_status status = wire_paragraphs_join(&headline, ctx->arena, story->headline);
	if (status == WIRE_OK)
		status = set_headline(&c, headline);
	if (status == WIRE_OK)
		status = split_lines(&c);
	if (status != WIRE_OK)
		return status;
	judge_by_rules(&c);
	spare_the_only_text(&c);
	find_dateline(&c);
	judge_captions(&c);
	status = read_top(&c);
	judge_end(&c);
	judge_kill(&c);
	if (status == WIRE_OK)
		status = sort_lines(&c);
	set_defaults(story);
	assert(status != WIRE_OK || c.dateline == SIZE_MAX ||
		wire_str_starts(wire_str_slice(story->body, out->dateline.start, story->body.len),
			out->dateline.raw));
	return status;
}
