/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/render/title.h"

#include <stdio.h>

#include "wire/display.h"
#include "wire/text.h"

/* Columns of a lead that stands in for a headline: about as long as one. */
enum { LEAD_COLUMNS = 70 };

/* The first words of a line, at most LEAD_COLUMNS of it. */
static wire_str first_words(wire_str line, bool *cut)
{
	size_t columns = 0;
	size_t end = 0; /* of the last whole word */
	uint32_t last = 0;
	for (size_t at = 0; at < line.len;) {
		uint32_t code;
		size_t size = wire_utf8_decode(&code, line, at);
		columns += wire_char_columns(code);
		if (code == ' ' || wire_char_breaks(last, code))
			end = at;
		if (columns > LEAD_COLUMNS) {
			*cut = true;
			return wire_str_slice(line, 0, end > 0 ? end : at);
		}
		last = code;
		at += size;
	}
	return line;
}

wire_title wire_title_of(const wire_story *story)
{
	wire_title title = {.text = story->headline};
	if (story->headline.len > 0)
		return title;
	wire_str body = wire_str_trim(story->body);
	wire_str line = wire_str_slice(body, 0, wire_str_find(body, WIRE_STR("\n"), 0));
	title.lead = line.len > 0;
	title.cut = line.len < body.len;
	title.text = first_words(line, &title.cut);
	return title;
}

bool wire_take_mark(char out[WIRE_TAKE_MARK_SIZE], const wire_story *story)
{
	const wire_str action = story->action;
	const char *mark = NULL;
	bool update = wire_str_equal(action, WIRE_STR("update"));
	if (wire_str_equal(story->status, WIRE_STR("canceled")) ||
		wire_str_equal(action, WIRE_STR("kill")))
		mark = "[KILLED]";
	else if (wire_str_equal(story->status, WIRE_STR("withheld")))
		mark = "[WITHHELD]";
	else if (wire_str_equal(action, WIRE_STR("correction")))
		mark = "[CORRECTED]";
	else if (update && story->version < 2)
		mark = "[UPDATE]";
	else if (wire_str_equal(action, WIRE_STR("repeat")))
		mark = "[REPEAT]";
	out[0] = '\0';
	if (mark != NULL)
		snprintf(out, WIRE_TAKE_MARK_SIZE, "%s", mark);
	else if (update)
		snprintf(out, WIRE_TAKE_MARK_SIZE, "[UPDATE %u]", story->version - 1);
	return mark != NULL || update;
}
