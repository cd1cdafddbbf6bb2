/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/clean/take.h"

#include <stdint.h>

typedef enum joint {
	OPEN,     /* the mark closes itself; a dash may follow */
	CLOSED,   /* `-`, `:` or `=` must follow, blanks before it allowed */
	NUMBERED, /* the take's number, a joint, or both must follow */
} joint;

typedef struct mark {
	wire_str text;
	wire_str action; /* empty: says nothing of the action */
	joint joint;
} mark;

#define MARK(text, action, joint)                                                                  \
	{                                                                                          \
		WIRE_STR_INIT(text), WIRE_STR_INIT(action), joint                                  \
	}

/* After the wires' own: Reuters, dpa, AP. Words that compounds begin with (URGENT) need more. */
static const mark marks[] = {
	MARK("CORRECTED", "correction", CLOSED),
	MARK("(CORRECTED)", "correction", OPEN),
	MARK("CORRECTION", "correction", CLOSED),
	MARK("(CORRECTION)", "correction", OPEN),
	MARK("REFILE", "correction", CLOSED),
	MARK("UPDATE", "update", NUMBERED),
	MARK("UPDATED:", "update", OPEN),
	MARK("WRAPUP", "update", NUMBERED),
	MARK("RPT", "repeat", NUMBERED),
	MARK("URGENT:", "", OPEN),
	MARK("URGENT -", "", OPEN),
	MARK("BREAKING:", "", OPEN),
	MARK("BREAKING NEWS:", "", OPEN),
};

/* Marks that stand alone on a line before the headline, besides those above and the leads. */
static const mark keys[] = {
	MARK("REFILE", "correction", OPEN),
	MARK("CORRECTED", "correction", OPEN),
	MARK("CORRECTION", "correction", OPEN),
	MARK("UPDATE", "update", OPEN),
	MARK("REPEAT", "repeat", OPEN),
	MARK("RPT", "repeat", OPEN),
	MARK("URGENT", "", OPEN),
	MARK("BULLETIN", "", OPEN),
	MARK("FLASH", "", OPEN),
	MARK("EXTRA", "", OPEN),
	MARK("BREAKING NEWS", "", OPEN),
};

/* Set the action, unless the story has one that weighs more. */
static void set_action(wire_story *story, wire_str action)
{
	static const wire_str heaviest_first[] = {WIRE_STR_INIT("kill"),
		WIRE_STR_INIT("correction"), WIRE_STR_INIT("update"), WIRE_STR_INIT("repeat")};
	for (size_t i = 0; i < sizeof heaviest_first / sizeof *heaviest_first; i++) {
		if (wire_str_equal(story->action, heaviest_first[i]))
			return;
		if (wire_str_equal(action, heaviest_first[i])) {
			story->action = heaviest_first[i];
			return;
		}
	}
}

static size_t skip_blanks(wire_str text, size_t at)
{
	while (at < text.len && text.data[at] == ' ')
		at++;
	return at;
}

/* A number of at most two digits at `at`, which goes past it; 0 when there is none. */
static unsigned read_number(wire_str text, size_t *at)
{
	unsigned number = 0;
	size_t end = *at;
	while (end < text.len && end < *at + 3 && text.data[end] >= '0' && text.data[end] <= '9')
		number = number * 10 + (unsigned)(text.data[end++] - '0');
	if (end == *at || end == *at + 3)
		return 0;
	*at = end;
	return number;
}

/* Bytes of the mark `m` at the start of `text`, its number and joint included; 0: not there. */
static size_t mark_length(const mark *m, wire_str text, unsigned *number)
{
	size_t at = m->text.len;
	*number = 0;
	if (!wire_str_starts(text, m->text))
		return 0;
	if (m->joint == OPEN) {
		size_t dash = skip_blanks(text, at);
		return dash < text.len && text.data[dash] == '-' ? dash + 1 : at;
	}
	size_t digits = skip_blanks(text, at);
	if (m->joint == NUMBERED && digits > at)
		*number = read_number(text, &digits);
	if (*number > 0)
		at = digits;
	size_t end = skip_blanks(text, at);
	bool closed = end < text.len &&
		      (text.data[end] == '-' || text.data[end] == ':' || text.data[end] == '=');
	if (closed)
		return end + 1;
	/* `WRAPUP 2 Stocks fall` has its number for a joint. */
	return *number > 0 && end > at ? at : 0;
}

/* `(LEAD)`, `(2nd LEAD)`, `1ST LEAD `, `2nd Ld:`: bytes, and the lead's number. 0: none. */
static size_t lead_length(wire_str text, unsigned *number)
{
	static const wire_str ordinals[] = {
		WIRE_STR_INIT("ST"), WIRE_STR_INIT("ND"), WIRE_STR_INIT("RD"), WIRE_STR_INIT("TH")};
	static const wire_str words[] = {WIRE_STR_INIT("LEAD"), WIRE_STR_INIT("Lead"),
		WIRE_STR_INIT("LD"), WIRE_STR_INIT("Ld"), WIRE_STR_INIT("NET")};
	bool boxed = wire_str_starts(text, WIRE_STR("(")), ordinal = false, word = false;
	size_t at = boxed ? 1 : 0;
	*number = read_number(text, &at);
	wire_str two = wire_str_slice(text, at, at + 2);
	for (size_t i = 0; i<sizeof ordinals / sizeof *ordinals && * number> 0; i++)
		ordinal = ordinal || wire_str_equal_nocase(two, ordinals[i]);
	/* A lead without a number is the first; it is a mark in brackets alone. */
	if (ordinal)
		at = skip_blanks(text, at + 2);
	else if (*number > 0 || !boxed)
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words && !word; i++) {
		word = wire_str_starts(wire_str_slice(text, at, text.len), words[i]);
		at += word ? words[i].len : 0;
	}
	if (*number == 0)
		*number = 1;
	char next = at < text.len ? text.data[at] : ' ';
	if (!word || (boxed ? next != ')' : next != ' ' && next != ':' && next != '-'))
		return 0;
	return at < text.len && next != ' ' ? at + 1 : at;
}

static void note_take(wire_story *story, wire_str action, unsigned number)
{
	set_action(story, action);
	if (number > 0 && story->version == 0)
		story->version = number + 1;
}

/* The flash's `******`. */
static size_t stars_length(wire_str text)
{
	size_t n = 0;
	while (n < text.len && text.data[n] == '*')
		n++;
	return n;
}

/* Bytes of the first mark on `text`, 0 for none, with what it says. */
static size_t find_mark(wire_str *action, unsigned *number, wire_str text)
{
	size_t length = lead_length(text, number);
	*action = WIRE_STR("update");
	if (length > 0)
		return length;
	*action = WIRE_STR("");
	length = stars_length(text);
	for (size_t i = 0; i < sizeof marks / sizeof *marks && length == 0; i++) {
		length = mark_length(&marks[i], text, number);
		*action = marks[i].action;
	}
	return length;
}

wire_status wire_take_read_marks(wire_story *story, wire_arena *arena)
{
	wire_status status = WIRE_OK;
	while (status == WIRE_OK) {
		wire_str action, text = story->headline;
		unsigned number;
		size_t length = find_mark(&action, &number, text);
		wire_str rest = wire_str_trim(wire_str_slice(text, length, text.len));
		if (length == 0 || rest.len == 0)
			return WIRE_OK;
		note_take(story, action, number);
		story->headline = rest;
		status = wire_list_push(
			&story->removed, arena, wire_str_trim(wire_str_slice(text, 0, length)));
	}
	return status;
}

bool wire_take_read_key(wire_story *story, wire_str line)
{
	wire_str action;
	unsigned number;
	if (line.len > 0 && find_mark(&action, &number, line) == line.len) {
		note_take(story, action, number);
		return true;
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (wire_str_equal(line, keys[i].text)) {
			note_take(story, keys[i].action, 0);
			return true;
		}
	return false;
}

void wire_take_read_note(wire_story *story, wire_line_kind kind)
{
	if (kind == WIRE_LINE_UPDATE)
		set_action(story, WIRE_STR("update"));
	else if (kind == WIRE_LINE_CORRECTION)
		set_action(story, WIRE_STR("correction"));
	else if (kind == WIRE_LINE_REPEAT)
		set_action(story, WIRE_STR("repeat"));
}

static bool is_kill(wire_str line)
{
	static const wire_str starts[] = {WIRE_STR_INIT("MANDATORY KILL"),
		WIRE_STR_INIT("BULLETIN KILL"), WIRE_STR_INIT("KILL:"), WIRE_STR_INIT("KILL -"),
		WIRE_STR_INIT("KILL NOTICE"), WIRE_STR_INIT("(story withdrawn)"),
		WIRE_STR_INIT("STORY WITHDRAWN")};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (wire_str_starts(line, starts[i]))
			return true;
	return wire_str_equal(line, WIRE_STR("KILL"));
}

bool wire_take_read_kill(wire_story *story, wire_str line)
{
	if (!is_kill(line))
		return false;
	story->status = WIRE_STR("canceled");
	set_action(story, WIRE_STR("kill"));
	return true;
}
