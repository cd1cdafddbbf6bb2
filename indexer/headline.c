/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/headline.h"

#include <stdint.h>

typedef struct mark {
	wire_str text;
	const char *action; /* NULL: says nothing of the action */
	bool numbered;      /* a number follows, which counts the takes */
	bool joined;        /* `-`, `:` or `=` must follow; else a blank will do */
} mark;

/* Longer marks before those that begin them. */
/* clang-format off */
static const mark marks[] = {
	{WIRE_STR_INIT("CORRECTED-"),  "correction", false, false},
	{WIRE_STR_INIT("CORRECTED:"),  "correction", false, false},
	{WIRE_STR_INIT("CORRECTED "),  "correction", false, true},
	{WIRE_STR_INIT("CORRECTION-"), "correction", false, false},
	{WIRE_STR_INIT("CORRECTION:"), "correction", false, false},
	{WIRE_STR_INIT("REFILE-"),     "correction", false, false},
	{WIRE_STR_INIT("REFILE:"),     "correction", false, false},
	{WIRE_STR_INIT("UPDATE"),      "update",     true,  true},
	{WIRE_STR_INIT("UPDATED:"),    "update",     false, false},
	{WIRE_STR_INIT("WRAPUP"),      "update",     true,  true},
	{WIRE_STR_INIT("RPT-"),        "repeat",     false, false},
	{WIRE_STR_INIT("RPT:"),        "repeat",     false, false},
	{WIRE_STR_INIT("REPEAT-"),     "repeat",     false, false},
	{WIRE_STR_INIT("(LEAD)"),      "update",     false, false},
	{WIRE_STR_INIT("(2nd LEAD)"),  "update",     false, false},
	{WIRE_STR_INIT("(3rd LEAD)"),  "update",     false, false},
	{WIRE_STR_INIT("1ST LEAD"),    "update",     false, false},
	{WIRE_STR_INIT("2ND LEAD"),    "update",     false, false},
	{WIRE_STR_INIT("3RD LEAD"),    "update",     false, false},
	{WIRE_STR_INIT("URGENT:"),     NULL,         false, false},
	{WIRE_STR_INIT("URGENT -"),    NULL,         false, false},
	{WIRE_STR_INIT("URGENT-"),     NULL,         false, false},
	{WIRE_STR_INIT("BREAKING:"),   NULL,         false, false},
	{WIRE_STR_INIT("BREAKING -"),  NULL,         false, false},
};
/* clang-format on */

static bool is_joint(char c)
{
	return c == '-' || c == ':' || c == '=';
}

/* Bytes of the mark `m` at the start of `text`, its number and joint included; 0: not there. */
static size_t mark_length(const mark *m, wire_str text, unsigned *number)
{
	size_t at = m->text.len;
	*number = 0;
	if (!wire_str_starts(text, m->text))
		return 0;
	if (m->numbered) {
		while (at < text.len && text.data[at] == ' ')
			at++;
		for (; at < text.len && text.data[at] >= '0' && text.data[at] <= '9'; at++)
			*number = *number < 1000 ? *number * 10 + (unsigned)(text.data[at] - '0')
						 : *number;
	}
	if (m->joined) {
		while (at < text.len && text.data[at] == ' ')
			at++;
		bool closed = at < text.len && is_joint(text.data[at]);
		/* `WRAPUP 2 Stocks fall` has its number for a joint. */
		if (!closed && *number == 0)
			return 0;
		at += closed;
	}
	return at;
}

static wire_status take_mark(bool *taken, wire_story *story, wire_arena *arena)
{
	*taken = false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		unsigned number;
		size_t length = mark_length(&marks[i], story->headline, &number);
		if (length == 0 || length >= story->headline.len)
			continue;
		*taken = true;
		if (marks[i].action != NULL && story->action.len == 0)
			story->action = wire_str_from(marks[i].action);
		if (number > 0 && story->version == 0)
			story->version = number + 1;
		wire_str text = wire_str_slice(story->headline, 0, length);
		story->headline =
			wire_str_trim(wire_str_slice(story->headline, length, story->headline.len));
		return wire_list_push(&story->removed, arena, wire_str_trim(text));
	}
	return WIRE_OK;
}

bool wire_headline_is_kill(wire_str line)
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

wire_status wire_headline_read_marks(wire_story *story, wire_arena *arena)
{
	bool taken = true;
	wire_status status = WIRE_OK;
	while (taken && status == WIRE_OK)
		status = take_mark(&taken, story, arena);
	if (wire_headline_is_kill(story->headline)) {
		story->status = WIRE_STR("canceled");
		story->action = WIRE_STR("kill");
	}
	return status;
}
