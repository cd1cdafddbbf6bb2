/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Reuters-21578: the SGML files of D. Lewis's collection of Reuters copy of 1987.
 *
 * It is SGML, not XML: no root element, control characters as entities, `>` as text. So this is a
 * scanner for its fixed tags, after the collection's own README. A story is a <REUTERS> element:
 *   NEWID            -> id          DATE     -> issued, date (no time zone is given)
 *   TEXT/TITLE       -> headline    AUTHOR   -> byline      DATELINE -> dateline
 *   TEXT/BODY        -> body        TOPICS   -> keywords    UNKNOWN  -> slug
 *
 * PLACES and PEOPLE are the editors' own facets. They stay unread: ours are worked out from the
 * copy, and theirs measure them.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/clean/byline.h"
#include "indexer/formats/format.h"
#include "indexer/input/charset.h"

#define NONE SIZE_MAX

static int detect(wire_str head, const wire_item *item)
{
	(void)item;
	if (wire_str_find(head, WIRE_STR("<!DOCTYPE lewis"), 0) != NONE)
		return 100;
	return wire_str_find(head, WIRE_STR("<REUTERS "), 0) != NONE ? 90 : 0;
}

/* The inside of the first element `tag` in `text`; false when it is not there, or not closed. */
static bool element(wire_str *out, wire_str text, const char *tag)
{
	char open[32], close[32];
	snprintf(open, sizeof open, "<%s", tag);
	snprintf(close, sizeof close, "</%s>", tag);
	*out = (wire_str){NULL, 0};
	size_t start = wire_str_find(text, wire_str_from(open), 0);
	size_t inside = start == NONE ? NONE : wire_str_find(text, WIRE_STR(">"), start);
	size_t end = inside == NONE ? NONE : wire_str_find(text, wire_str_from(close), inside);
	if (end == NONE)
		return false;
	*out = wire_str_slice(text, inside + 1, end);
	return true;
}

/*
 * The character that the entity at `at` ("&lt;", "&#22;") stands for, in `out`; 0 for a control
 * character, which the wire's machines wanted and no reader does. Returns its length; 0: none.
 */
static size_t entity(char *out, wire_str text, size_t at)
{
	static const struct {
		wire_str name;
		char value;
	} names[] = {{WIRE_STR_INIT("&lt;"), '<'}, {WIRE_STR_INIT("&gt;"), '>'},
		{WIRE_STR_INIT("&amp;"), '&'}};
	unsigned code = 0;
	wire_str rest = wire_str_slice(text, at, at + 8);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (wire_str_starts(rest, names[i].name)) {
			*out = names[i].value;
			return names[i].name.len;
		}
	size_t digits = 2;
	if (!wire_str_starts(rest, WIRE_STR("&#")))
		return 0;
	for (; digits < rest.len && rest.data[digits] >= '0' && rest.data[digits] <= '9'; digits++)
		code = code * 10 + (unsigned)(rest.data[digits] - '0');
	if (digits == 2 || digits >= rest.len || rest.data[digits] != ';' || code > 0x7F)
		return 0;
	bool control = (code < ' ' && code != '\t' && code != '\n') || code == 0x7F;
	*out = control ? '\0' : (char)code;
	return digits + 1;
}

/* `in` with its entities resolved. */
static wire_status resolve(wire_str *out, wire_arena *arena, wire_str in)
{
	char *text = wire_arena_alloc(arena, in.len + 1);
	size_t length = 0, at = 0;
	if (text == NULL)
		return WIRE_ENOMEM;
	while (at < in.len) {
		size_t next = wire_str_find(in, WIRE_STR("&"), at);
		size_t end = next == NONE ? in.len : next;
		char c = '\0';
		memcpy(text + length, in.data + at, end - at);
		length += end - at;
		at = end;
		size_t used = at < in.len ? entity(&c, in, at) : 0;
		if (used == 0 && at < in.len) {
			c = '&';
			used = 1;
		}
		if (c != '\0')
			text[length++] = c;
		at += used;
	}
	*out = (wire_str){text, length};
	return WIRE_OK;
}

/* Entities resolved, charset decoded, control characters gone. */
static wire_status decode(wire_str *out, wire_arena *arena, wire_str in)
{
	wire_status status = WIRE_OK;
	*out = in;
	if (in.len > 0 && memchr(in.data, '&', in.len) != NULL)
		status = resolve(out, arena, in);
	return status == WIRE_OK ? wire_charset_decode(out, arena, *out) : status;
}

/* `26-FEB-1987 15:01:01.79`, junk around it tolerated, to issued and date. */
static wire_status read_date(wire_story *story, wire_arena *arena, wire_str text)
{
	int day = 0, year = 0, hour = 0, minute = 0, second = 0;
	char month[4] = "", copy[48];
	snprintf(copy, sizeof copy, WIRE_FMT, WIRE_ARG(wire_str_slice(text, 0, 40)));
	int n = sscanf(copy, " %2d-%3[A-Za-z]-%4d %2d:%2d:%2d", &day, month, &year, &hour, &minute,
		&second);
	if (n < 3)
		return WIRE_OK;
	wire_date date = {year, wire_month_from_name(wire_str_from(month), false), day};
	if (!wire_date_valid(date))
		return WIRE_OK;
	bool time = n == 6 && hour < 24 && minute < 60 && second < 61;
	wire_status status = wire_arena_print(
		&story->date, arena, "%04d-%02d-%02d", date.year, date.month, date.day);
	story->date_from = WIRE_STR("metadata");
	if (status == WIRE_OK && time)
		status = wire_arena_print(&story->issued, arena, WIRE_FMT "T%02d:%02d:%02d",
			WIRE_ARG(story->date), hour, minute, second);
	return status;
}

static wire_status read_topics(wire_story *story, wire_arena *arena, wire_str text)
{
	wire_status status = WIRE_OK;
	wire_str topic;
	while (status == WIRE_OK && element(&topic, text, "D")) {
		size_t past = (size_t)(topic.data - text.data) + topic.len;
		text = wire_str_slice(text, past, text.len);
		status = decode(&topic, arena, topic);
		if (status == WIRE_OK)
			status = wire_list_push(&story->keywords, arena, topic);
	}
	return status;
}

/* The wire's header line `u f BC-BAHIA-COCOA-REVIEW   02-26 0105`: its third word is the slug. */
static void read_slug(wire_story *story, wire_str text)
{
	wire_str line, last = {NULL, 0};
	while (wire_str_line(&line, &text))
		if (wire_str_trim(line).len > 0)
			last = wire_str_trim(line);
	if (last.len < 6 || last.data[1] != ' ' || last.data[3] != ' ')
		return;
	size_t end = wire_str_find(last, WIRE_STR("  "), 4);
	story->slug = wire_str_trim(wire_str_slice(last, 4, end));
}

/* A story that was never taken apart has title, dateline and body in one run of text. */
static wire_status read_text(wire_story *story, wire_arena *arena, wire_str text)
{
	wire_str part;
	wire_status status = WIRE_OK;
	if (element(&part, text, "TITLE"))
		status = decode(&story->headline, arena, part);
	story->headline = wire_str_trim(story->headline);
	if (status == WIRE_OK && element(&part, text, "DATELINE"))
		status = decode(&story->dateline, arena, part);
	story->dateline = wire_str_trim(story->dateline);
	if (status == WIRE_OK && element(&part, text, "AUTHOR"))
		status = decode(&part, arena, part);
	if (status == WIRE_OK)
		status = wire_byline_read(story, arena, wire_str_trim(part));
	if (status == WIRE_OK && element(&part, text, "BODY"))
		return decode(&story->body, arena, part);
	bool raw = status == WIRE_OK && story->headline.len == 0;
	return raw ? decode(&story->body, arena, text) : status;
}

/* The number in the tag's NEWID="..."; empty when there is none. */
static wire_str new_id(wire_str head)
{
	const wire_str name = WIRE_STR("NEWID=\"");
	size_t at = wire_str_find(head, name, 0), digits = 0;
	wire_str number = wire_str_slice(head, at == NONE ? head.len : at + name.len, head.len);
	while (digits < number.len && number.data[digits] >= '0' && number.data[digits] <= '9')
		digits++;
	return wire_str_slice(number, 0, digits);
}

static wire_status read_story(wire_story *story, wire_arena *arena, wire_str head, wire_str inside)
{
	wire_str part, number = new_id(head);
	wire_status status = WIRE_OK;
	if (number.len > 0)
		status = wire_arena_print(
			&story->id, arena, "reuters-21578:" WIRE_FMT, WIRE_ARG(number));
	story->source = WIRE_STR("Reuters");
	story->language = WIRE_STR("en");
	if (status == WIRE_OK && element(&part, inside, "DATE"))
		status = read_date(story, arena, part);
	if (status == WIRE_OK && element(&part, inside, "TOPICS"))
		status = read_topics(story, arena, part);
	if (status == WIRE_OK && element(&part, inside, "UNKNOWN")) {
		status = decode(&part, arena, part);
		read_slug(story, part);
	}
	if (status == WIRE_OK && element(&part, inside, "TEXT"))
		status = read_text(story, arena, part);
	return status;
}

/* ---- the item's bytes, story by story ---- */

static const wire_str open_tag = WIRE_STR_INIT("<REUTERS ");
static const wire_str close_tag = WIRE_STR_INIT("</REUTERS>");

typedef struct reuters {
	wire_stories base;
	wire_bytes *bytes;
	wire_buf window; /* what was pulled and is not done with */
	size_t start;    /* of the story at hand in it: at its tag */
	size_t searched; /* no further tag begins before here */
	size_t closed; /* past the story's end tag, where that had to be looked for early; else 0 */
	uint32_t number; /* of the story at hand, from 1; 0: none was found yet */
	bool overlong;   /* the story at hand is more than may be kept: its bytes are let go */
	bool ended;      /* all bytes are in the window */
} reuters;

/* A story and its tags, and what a chunk may add before it is found to be too long. */
#define WINDOW_MAX ((size_t)WIRE_STORY_MAX + 3 * WIRE_CHUNK)

/* Of a story that is too long, so much is kept to name it by. */
enum { HEAD_MAX = 256 };

static wire_status open_reuters(
	wire_stories **out, wire_item *item, const wire_policy *policy, wire_error *err)
{
	reuters *r = calloc(1, sizeof *r);
	(void)policy;
	if (r == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	r->bytes = item->bytes;
	wire_buf_init(&r->window, WINDOW_MAX);
	*out = &r->base;
	return WIRE_OK;
}

static void close_reuters(wire_stories *stories)
{
	reuters *r = (reuters *)stories;
	wire_buf_release(&r->window);
	free(r);
}

/* Let go of the window's bytes before `start`, which is then 0. */
static void shift(reuters *r, size_t start)
{
	if (start == 0)
		return;
	memmove(r->window.data, r->window.data + start, r->window.len - start);
	r->window.len -= start;
	r->searched = r->searched > start ? r->searched - start : 0;
	r->start = 0;
}

/*
 * The window is full, and the story at hand has not met the next. If it is over, the rest is none
 * of it and goes; else it is too long, and all but its head goes.
 */
static void make_room(reuters *r)
{
	wire_str text = wire_buf_view(&r->window);
	if (r->closed == 0 && !r->overlong) {
		size_t end = wire_str_find(text, close_tag, 0);
		r->overlong = end == NONE || end > WIRE_STORY_MAX;
		r->closed = r->overlong ? HEAD_MAX : end + close_tag.len;
	}
	if (r->searched <= r->closed)
		return;
	memmove(r->window.data + r->closed, r->window.data + r->searched,
		r->window.len - r->searched);
	r->window.len -= r->searched - r->closed;
	r->searched = r->closed;
}

static wire_status pull(reuters *r, wire_error *err)
{
	wire_str chunk;
	wire_status status = wire_bytes_next(&chunk, r->bytes, err);
	if (status != WIRE_OK)
		return status;
	r->ended = chunk.len == 0;
	shift(r, r->number == 0 ? r->searched : r->start);
	if (r->window.len > WIRE_STORY_MAX + WIRE_CHUNK)
		make_room(r);
	wire_buf_str(&r->window, chunk);
	status = wire_buf_status(&r->window);
	return status == WIRE_OK ? status : wire_fail(err, status, "%s", wire_status_text(status));
}

/*
 * Where the next tag begins that opens a story, from r->searched on; NONE when there is no more.
 * Every byte is searched once, but for a tag's length where chunks meet.
 */
static wire_status find_tag(size_t *at, reuters *r, wire_error *err)
{
	wire_status status = WIRE_OK;
	while ((*at = wire_str_find(wire_buf_view(&r->window), open_tag, r->searched)) == NONE &&
		!r->ended && status == WIRE_OK) {
		size_t length = r->window.len;
		size_t tail = length < open_tag.len ? length : open_tag.len - 1;
		if (r->searched < length - tail)
			r->searched = length - tail;
		status = pull(r, err);
	}
	return status;
}

static wire_status skip_story(wire_raw *out, wire_str head, wire_reason why, wire_error *err)
{
	char detail[96];
	wire_str number = wire_str_slice(new_id(head), 0, 20);
	if (number.len == 0)
		number = WIRE_STR("not given");
	bool cut = why == WIRE_REASON_CUT_OFF;
	snprintf(detail, sizeof detail, "%sstory NEWID " WIRE_FMT "%s",
		cut ? "no </REUTERS> (" : "", WIRE_ARG(number), cut ? ")" : "");
	return wire_raw_skip(out, why, wire_str_from(detail), err);
}

/* One <REUTERS> element: `text` begins at its tag and reaches to the next. */
static wire_status take_story(
	wire_raw *out, wire_str text, bool overlong, wire_arena *arena, wire_error *err)
{
	size_t end = wire_str_find(text, close_tag, 0);
	size_t tag = wire_str_find(wire_str_slice(text, 0, end), WIRE_STR(">"), 0);
	wire_str head = wire_str_slice(text, 0, tag);
	if (overlong || (end != NONE && end > WIRE_STORY_MAX))
		return skip_story(out, head, WIRE_REASON_TOO_LONG, err);
	if (end == NONE || tag == NONE)
		return skip_story(out, head, WIRE_REASON_CUT_OFF, err);
	if (read_story(&out->story, arena, head, wire_str_slice(text, tag + 1, end)) != WIRE_OK)
		return skip_story(out, head, WIRE_REASON_TOO_MUCH, err);
	if (out->story.headline.len == 0 && wire_str_trim(out->story.body).len == 0)
		return skip_story(out, head, WIRE_REASON_NO_TEXT, err);
	return WIRE_OK;
}

/* A story ends before the next begins, or is cut off: no story swallows the next. */
static wire_status next_reuters(
	wire_raw *out, wire_stories *stories, wire_arena *arena, wire_error *err)
{
	reuters *r = (reuters *)stories;
	size_t next = r->start;
	wire_status status = WIRE_OK;
	if (r->number == 0) {
		status = find_tag(&next, r, err);
		if (status != WIRE_OK)
			return status;
		r->number++;
		if (next == NONE) {
			r->start = r->searched = r->window.len;
			return wire_raw_skip(
				out, WIRE_REASON_NO_STORY, WIRE_STR("no <REUTERS>"), err);
		}
		r->start = next;
	}
	if (r->start == r->window.len)
		return WIRE_END;
	r->searched = r->start + open_tag.len;
	r->closed = 0;
	r->overlong = false;
	status = find_tag(&next, r, err);
	if (status != WIRE_OK)
		return status;
	wire_str text = wire_str_slice(wire_buf_view(&r->window), r->start, next);
	if (wire_arena_print(&out->part, arena, "%u", r->number) == WIRE_OK)
		status = take_story(out, text, r->overlong, arena, err);
	else
		status = skip_story(out, text, WIRE_REASON_TOO_MUCH, err);
	r->number++;
	r->start = next == NONE ? r->window.len : next;
	return status;
}

const wire_format wire_format_reuters_sgml = {
	.name = "reuters-sgml",
	.detect = detect,
	.open = open_reuters,
	.next = next_reuters,
	.close = close_reuters,
};
