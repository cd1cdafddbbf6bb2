/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/clean/clean.h"

#include <stdint.h>
#include <string.h>

#include "indexer/clean/byline.h"
#include "indexer/clean/headline.h"
#include "indexer/clean/paragraphs.h"
#include "indexer/clean/rules.h"
#include "indexer/dateline/parse.h"

enum {
	HEADLINE_MAX = 160,          /* bytes; longer, it is a paragraph ... */
	HEADLINE_CAPITALS_MAX = 300, /* ... but for the wires' flashes in capitals */
	TOP = 8,          /* standing lines among which headline, bylines, captions are */
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
		if (l->kind == WIRE_LINE_UPDATE)
			wire_headline_set_action(c->story, WIRE_STR("update"));
		else if (l->kind == WIRE_LINE_CORRECTION)
			wire_headline_set_action(c->story, WIRE_STR("correction"));
		else if (l->kind == WIRE_LINE_REPEAT)
			wire_headline_set_action(c->story, WIRE_STR("repeat"));
	}
}

/* A text that is nothing but a note, a credit or a caption is news: all that there is. */
static void spare_the_only_text(cleaner *c)
{
	for (size_t i = 0; i < c->len; i++)
		if (c->lines[i].kind == WIRE_LINE_NEWS)
			return;
	c->spared = c->story->headline.len == 0;
	for (size_t i = 0; i < c->len && c->spared; i++)
		if (!stands(&c->lines[i]) && c->lines[i].kind != WIRE_LINE_NOISE)
			c->lines[i].kind = WIRE_LINE_NEWS;
}

/* A dateline that fills its line needs an end mark: `COTTON REPORT - MARCH 3` is a headline. */
static bool has_dateline(const cleaner *c, wire_str text)
{
	wire_dateline d;
	if (!wire_dateline_parse(&d, text, false, c->ctx->tables->gazetteer))
		return false;
	return d.length < text.len || d.agency.len > 0 || wire_str_ends(text, WIRE_STR("-"));
}

static void find_dateline(cleaner *c)
{
	c->dateline = SIZE_MAX;
	for (size_t i = 0, seen = 0; i < c->len && seen < TOP; i++) {
		if (c->lines[i].kind != WIRE_LINE_NEWS)
			continue;
		seen++;
		if (has_dateline(c, c->lines[i].text)) {
			c->dateline = i;
			return;
		}
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
	size_t first = next_standing(c, 0), i = first;
	for (size_t seen = 0; i < c->len && i < c->dateline && seen < TOP; seen++) {
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
		} else if (l->kind != WIRE_LINE_NEWS && behind < TAIL) {
			l->kind = l->kind == WIRE_LINE_END ? WIRE_LINE_NOISE : WIRE_LINE_CREDIT;
		} else {
			next = i;
			behind++;
		}
	}
}

/* ---- the top: headline, bylines, kill notices ---- */

static bool ends_as_prose(wire_str text)
{
	while (wire_str_ends(text, WIRE_STR("\"")) || wire_str_ends(text, WIRE_STR("'")) ||
		wire_str_ends(text, WIRE_STR(")")))
		text = wire_str_slice(text, 0, text.len - 1);
	if (wire_str_ends(text, WIRE_STR("\xE2\x80\x9D")))
		text = wire_str_slice(text, 0, text.len - 3);
	return (wire_str_ends(text, WIRE_STR(".")) && !wire_str_ends(text, WIRE_STR(".."))) ||
	       wire_str_ends(text, WIRE_STR(",")) || wire_str_ends(text, WIRE_STR(":")) ||
	       wire_str_ends(text, WIRE_STR(";"));
}

/* A headline is a short line that does not end as prose does, unless it is all in capitals. */
static bool may_be_headline(wire_str text)
{
	if (text.len > HEADLINE_CAPITALS_MAX)
		return false;
	bool small = false;
	for (size_t i = 0; i < text.len && !small; i++)
		small = text.data[i] >= 'a' && text.data[i] <= 'z';
	return !small || (text.len <= HEADLINE_MAX && !ends_as_prose(text));
}

static wire_status set_headline(cleaner *c, wire_str text)
{
	c->printed = text;
	c->story->headline = text;
	return wire_headline_read_marks(c->story, c->ctx->arena);
}

/*
 * The headline is the first line, where the format gave none; a byline or a take's key may stand
 * before it.
 */
static wire_status read_top(cleaner *c)
{
	wire_status status = WIRE_OK;
	bool search = c->story->headline.len == 0 && !c->spared, under_byline = false;
	size_t i = next_standing(c, 0);
	for (size_t seen = 0; i < c->len && i < c->dateline && seen < TOP && status == WIRE_OK;) {
		line *l = &c->lines[i];
		bool byline = wire_byline_is(l->text);
		if (byline) {
			status = wire_byline_read(c->story, c->ctx->arena, l->text);
			l->kind = WIRE_LINE_NOISE;
		} else if (under_byline && wire_byline_is_title(l->text)) {
			l->kind = WIRE_LINE_CREDIT;
		} else if (search && wire_headline_read_key(c->story, l->text)) {
			l->kind = WIRE_LINE_NOISE;
		} else if (l->kind != WIRE_LINE_NEWS) {
			/* An end mark is no headline, nor a copy of one. */
		} else if (search) {
			search = false;
			if (may_be_headline(l->text)) {
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
	bool kill = wire_headline_is_kill(c->story->headline);
	size_t i = next_standing(c, 0);
	for (size_t seen = 0; i < c->len && i < c->dateline && seen < TOP && !kill; seen++) {
		kill = wire_headline_is_kill(c->lines[i].text);
		i = next_standing(c, i + 1);
	}
	if (kill) {
		c->story->status = WIRE_STR("canceled");
		wire_headline_set_action(c->story, WIRE_STR("kill"));
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

static wire_status sort_line(fields *to, cleaner *c, const line *l)
{
	wire_arena *arena = c->ctx->arena;
	wire_list *list = NULL;
	if (stands(l))
		return wire_list_push(&to->body, arena, l->text);
	if (l->kind == WIRE_LINE_CAPTION)
		list = is_known_caption(&to->caption, l->text) ? NULL : &to->caption;
	else if (l->kind == WIRE_LINE_CREDIT)
		list = &to->credit;
	else if (l->kind != WIRE_LINE_NOISE)
		list = &to->ednote;
	wire_status status = WIRE_OK;
	if (list != NULL)
		status = wire_list_push(list, arena, l->text);
	return status == WIRE_OK ? wire_list_push(&c->story->removed, arena, l->text) : status;
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
	for (size_t i = 0; i < c->len && status == WIRE_OK; i++)
		if (c->lines[i].text.len > 0)
			status = sort_line(&to, c, &c->lines[i]);
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

wire_status wire_clean_stage(wire_story *story, const wire_context *ctx)
{
	cleaner c = {.story = story, .ctx = ctx};
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
	return status;
}
