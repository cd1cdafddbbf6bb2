/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <assert.h>

#include "indexer/formats/format.h"

const wire_format *const wire_formats[] = {
	&wire_format_reuters_sgml,
	&wire_format_text,
	NULL,
};

const wire_format *wire_format_by_name(wire_str name)
{
	for (size_t i = 0; wire_formats[i] != NULL; i++)
		if (wire_str_equal_nocase(name, wire_str_from(wire_formats[i]->name)))
			return wire_formats[i];
	return NULL;
}

const wire_format *wire_format_detect(int *score, wire_str head, const wire_item *item)
{
	const wire_format *best = NULL;
	*score = 0;
	for (size_t i = 0; wire_formats[i] != NULL; i++) {
		int sure = wire_formats[i]->detect(head, item);
		if (sure > *score) {
			*score = sure;
			best = wire_formats[i];
		}
	}
	return best;
}

wire_status wire_stories_open(wire_stories **out, const wire_format *format, wire_item *item,
	const wire_policy *policy, wire_error *err)
{
	*out = NULL;
	wire_status status = format->open(out, item, policy, err);
	assert((status == WIRE_OK) == (*out != NULL));
	if (status == WIRE_OK)
		(*out)->format = format;
	return status;
}

wire_status wire_stories_next(
	wire_raw *out, wire_stories *stories, wire_arena *arena, wire_error *err)
{
	*out = (wire_raw){0};
	wire_status status = stories->format->next(out, stories, arena, err);
	assert(status != WIRE_EFORMAT || out->why != WIRE_REASON_NONE);
	return status;
}

void wire_stories_close(wire_stories *stories)
{
	if (stories != NULL)
		stories->format->close(stories);
}

wire_status wire_raw_skip(wire_raw *out, wire_reason why, wire_str detail, wire_error *err)
{
	out->why = why;
	return wire_fail(err, WIRE_EFORMAT, "%s%s" WIRE_FMT, wire_reason_text(why),
		detail.len > 0 ? ": " : "", WIRE_ARG(wire_str_slice(detail, 0, 300)));
}
