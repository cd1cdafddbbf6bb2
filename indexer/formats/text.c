/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Plain text: a file is a story, as scraped or saved. Everything that a story's text can say of
 * itself is left to the cleaner.
 */
#include <string.h>

#include "indexer/formats/format.h"
#include "indexer/input/charset.h"
#include "wire/text.h"

/* Beginnings of files that are something else, though parts of them may pass for text. */
static const wire_str magics[] = {
	WIRE_STR_INIT("%PDF"),
	WIRE_STR_INIT("%!PS"),
	WIRE_STR_INIT("{\\rtf"),
	WIRE_STR_INIT("PK\x03\x04"),
	WIRE_STR_INIT("\x1f\x8b"),
	WIRE_STR_INIT("BZh"),
	WIRE_STR_INIT("\xFD"
		      "7zXZ"),
	WIRE_STR_INIT("\x89PNG"),
	WIRE_STR_INIT("GIF8"),
	WIRE_STR_INIT("\xFF\xD8\xFF"),
	WIRE_STR_INIT("\x7F"
		      "ELF"),
	WIRE_STR_INIT("WARC/"),
	WIRE_STR_INIT("<HTML"),
	WIRE_STR_INIT("<HEAD>"),
	WIRE_STR_INIT("<DOC>"),
};

/*
 * Markup (`<p`, `<?xml`, `<!--`) or JSON (`{"`, `[{`, `["`): its words are not yet a story's. Not
 * so
 * `<` before a capital: Reuters' headlines begin with companies in such brackets.
 */
static bool is_structured(wire_str head)
{
	wire_str rest = wire_str_trim(wire_str_slice(head, 1, head.len));
	if (head.len < 2 || rest.len == 0)
		return false;
	switch (head.data[0]) {
	case '<':
		return memchr("!?/", head.data[1], 3) != NULL ||
		       (head.data[1] >= 'a' && head.data[1] <= 'z');
	case '{':
		return rest.data[0] == '"';
	case '[':
		return rest.data[0] == '{' || rest.data[0] == '"';
	default:
		return false;
	}
}

static bool is_something_else(wire_str head)
{
	if (wire_str_starts(head, WIRE_STR("\xEF\xBB\xBF")))
		head = wire_str_slice(head, 3, head.len);
	head = wire_str_trim(head);
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (wire_str_starts(head, magics[i]))
			return true;
	return is_structured(head);
}

static int detect(wire_str head, const char *path)
{
	bool big;
	size_t controls = 0, strays = 0;
	(void)path;
	if (is_something_else(head))
		return 0;
	if (wire_charset_is_utf16(head, &big))
		return 50;
	for (size_t at = 0; at < head.len;) {
		uint32_t code;
		size_t used = wire_utf8_decode(&code, head, at);
		controls += (code < 0x20 && (code < '\t' || code > '\r')) || code == 0x7F;
		strays += used == 1 && code == WIRE_REPLACEMENT;
		at += used;
	}
	/*
	 * Stray NULs and wire control bytes are known in real text, one byte in ten is not; nor are
	 * they together with many bytes that are no UTF-8, as in whatever is compressed.
	 */
	bool binary =
		controls > head.len / 10 || (controls > head.len / 50 && strays > head.len / 10);
	return binary ? 0 : 10;
}

static wire_status read_text(
	wire_str bytes, const wire_context *ctx, const wire_sink *sink, wire_error *err)
{
	wire_story story = {0};
	wire_arena_reset(ctx->arena);
	if (bytes.len == 0) {
		sink->skip(sink->payload, "empty file");
		return WIRE_OK;
	}
	if (bytes.len > WIRE_STORY_MAX) {
		sink->skip(sink->payload, "too long for one story (over 16 MB)");
		return WIRE_OK;
	}
	if (wire_charset_decode(&story.body, ctx->arena, bytes) != WIRE_OK) {
		sink->skip(sink->payload, "it needs too much memory");
		return WIRE_OK;
	}
	if (wire_str_trim(story.body).len == 0) {
		sink->skip(sink->payload, "no text");
		return WIRE_OK;
	}
	return sink->story(sink->payload, &story, err);
}

const wire_format wire_format_text = {
	.name = "text",
	.detect = detect,
	.read = read_text,
};
