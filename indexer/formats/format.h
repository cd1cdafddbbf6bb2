/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Formats: from an item's bytes to raw stories, one file a wire format. Stories are pulled:
 *
 *     wire_stories_open(&stories, format, &item, policy, &err);
 *     while ((status = wire_stories_next(&raw, stories, arena, &err)) != WIRE_END)
 *             WIRE_OK: use raw.story; WIRE_EFORMAT: raw.why, err; else: the item cannot be read on
 *             (then wire_arena_reset(arena))
 *     wire_stories_close(stories);
 *
 * The caller owns the arena and resets it between stories. What a format keeps over stories (a
 * tree, a header line, its place in the bytes) is its own, never in that arena.
 *
 * A raw story has `body` = the story's text as found (valid UTF-8 in NFC, made so by
 * wire_text_clean()), and of the other fields what the format itself states. `file`, `format` and,
 * where the format has no id of its own, `id` are not for formats to set.
 *
 * A format bounds what it holds: no story over WIRE_STORY_MAX, and bytes pulled in chunks, or taken
 * whole up to a limit of its own. It is linear in the item's bytes.
 */
#ifndef INDEXER_FORMATS_FORMAT_H
#define INDEXER_FORMATS_FORMAT_H

#include "indexer/context.h"
#include "indexer/input/item.h"

/** What an open item is to its format. A format's own struct begins with it. */
typedef struct wire_stories {
	const wire_format *format;
} wire_stories;

typedef struct wire_raw {
	wire_story story; /* in the arena, or borrowed from the format until the next call */
	wire_str part;    /* what makes the story distinct within its item where it has no id: a
			     record's number, a guid; empty where the item is the story */
	wire_reason why;  /* with WIRE_EFORMAT: the kind of fault; err->message has it in full */
} wire_raw;

struct wire_format {
	const char *name; /* for --format and the record */
	/**
	 * How sure one can be from the first bytes, and what is known of the item besides (its
	 * bytes are not to be read): 0 no, 100 certain, WIRE_DETECT_FALLBACK where nothing else fits.
	 */
	int (*detect)(wire_str head, const wire_item *item);
	/** Begin. Borrows both for as long as `*out` lives. WIRE_ENOMEM. */
	wire_status (*open)(
		wire_stories **out, wire_item *item, const wire_policy *policy, wire_error *err);
	/**
	 * The next story. `*out` is all zero before.
	 * WIRE_OK; WIRE_END; WIRE_EFORMAT: a part that gives no story (wire_raw_skip()), the next
	 * call goes on behind it; anything else (WIRE_EIO, WIRE_ENOMEM): no more can be read.
	 */
	wire_status (*next)(
		wire_raw *out, wire_stories *stories, wire_arena *arena, wire_error *err);
	void (*close)(wire_stories *stories);
};

/** The score of a format that takes what no other format claims and what is nothing else. */
#define WIRE_DETECT_FALLBACK 10

/** All formats, NULL-terminated, in the order in which ties are decided. */
extern const wire_format *const wire_formats[];
extern const wire_format wire_format_text;
extern const wire_format wire_format_reuters_sgml;

const wire_format *wire_format_by_name(wire_str name);
/** The surest format by the first bytes, and how sure it is; NULL and 0: none. */
const wire_format *wire_format_detect(int *score, wire_str head, const wire_item *item);

/** See above: struct wire_format's members of the same names. */
wire_status wire_stories_open(wire_stories **out, const wire_format *format, wire_item *item,
	const wire_policy *policy, wire_error *err) WIRE_MUST_CHECK;
wire_status wire_stories_next(wire_raw *out, wire_stories *stories, wire_arena *arena,
	wire_error *err) WIRE_MUST_CHECK;
void wire_stories_close(wire_stories *stories); /* NULL allowed */

/**
 * For formats: a part that gives no story. Sets out->why and err's message, which is the reason's
 * text and, where `detail` is not empty, ": " and the detail. Returns WIRE_EFORMAT.
 */
wire_status wire_raw_skip(wire_raw *out, wire_reason why, wire_str detail, wire_error *err);

#endif
