/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Plain text: an item is a story, as scraped or saved. Everything that a story's text can say of
 * itself is left to the cleaner.
 */
#include <stdlib.h>

#include "indexer/formats/format.h"
#include "indexer/input/charset.h"
#include "wire/text.h"

typedef struct text {
	wire_stories base;
	wire_bytes *bytes;
	bool read;
} text;

/*
 * Stray NULs and wire control bytes are known in real text, one byte in ten is not; nor are they
 * together with many bytes that are no UTF-8, as in whatever is compressed.
 */
static int detect(wire_str head, const wire_item *item)
{
	bool big;
	size_t controls = 0, strays = 0;
	(void)item;
	if (wire_charset_is_utf16(head, &big))
		return WIRE_DETECT_FALLBACK;
	for (size_t at = 0; at < head.len;) {
		uint32_t code;
		size_t used = wire_utf8_decode(&code, head, at);
		controls += (code < 0x20 && (code < '\t' || code > '\r')) || code == 0x7F;
		strays += used == 1 && code == WIRE_REPLACEMENT;
		at += used;
	}
	bool binary =
		controls > head.len / 10 || (controls > head.len / 50 && strays > head.len / 10);
	return binary ? 0 : WIRE_DETECT_FALLBACK;
}

static wire_status open_text(
	wire_stories **out, wire_item *item, const wire_policy *policy, wire_error *err)
{
	text *t = calloc(1, sizeof *t);
	(void)policy;
	if (t == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	t->bytes = item->bytes;
	*out = &t->base;
	return WIRE_OK;
}

static wire_status next_text(
	wire_raw *out, wire_stories *stories, wire_arena *arena, wire_error *err)
{
	text *t = (text *)stories;
	const wire_str plain = WIRE_STR("");
	wire_str all;
	if (t->read)
		return WIRE_END;
	t->read = true;
	wire_status status = wire_bytes_all(&all, t->bytes, WIRE_STORY_MAX, err);
	if (status == WIRE_ETOOBIG)
		return wire_raw_skip(out, WIRE_REASON_TOO_LONG, plain, err);
	if (status == WIRE_ENOMEM)
		return wire_raw_skip(out, WIRE_REASON_TOO_MUCH, plain, err);
	if (status != WIRE_OK)
		return status;
	if (all.len == 0)
		return wire_raw_skip(out, WIRE_REASON_EMPTY, plain, err);
	if (wire_charset_decode(&out->story.body, arena, all) != WIRE_OK)
		return wire_raw_skip(out, WIRE_REASON_TOO_MUCH, plain, err);
	if (wire_str_trim(out->story.body).len == 0)
		return wire_raw_skip(out, WIRE_REASON_NO_TEXT, plain, err);
	return WIRE_OK;
}

static void close_text(wire_stories *stories)
{
	free(stories);
}

const wire_format wire_format_text = {
	.name = "text",
	.detect = detect,
	.open = open_text,
	.next = next_text,
	.close = close_text,
};
