/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Readers: from a file's bytes to raw stories, one file a wire format under formats/.
 *
 * A raw story has `body` = the story's text as found (valid UTF-8 in NFC, made so by
 * wire_text_clean()), and of the other fields what the format itself states. The pipeline sets
 * `file`, `format` and, where the format has no id of its own, `id`.
 */
#ifndef INDEXER_FORMATS_FORMAT_H
#define INDEXER_FORMATS_FORMAT_H

#include "indexer/context.h"

/** Called once a story. A status other than WIRE_OK stops the reader, which returns it. */
typedef wire_status wire_story_fn(void *payload, wire_story *story, wire_error *err);
/** Called for a part of the file that gives no story: why, in words. The reader goes on. */
typedef void wire_skip_fn(void *payload, const char *reason);

typedef struct wire_sink {
	wire_story_fn *story;
	wire_skip_fn *skip;
	void *payload;
} wire_sink;

typedef struct wire_format {
	const char *name; /* for --format and the record */
	/** How sure one can be from the first bytes and the name: 0 no, 100 certain. */
	int (*detect)(wire_str head, const char *path);
	/**
	 * Give every story of the file to the sink. `ctx->arena` is reset by the reader before
	 * each story, so nothing of a story outlives the sink's call. Bad parts are skipped by name.
	 */
	wire_status (*read)(wire_str bytes, const wire_context *ctx, const wire_sink *sink,
		wire_error *err);
} wire_format;

/** All formats, NULL-terminated, in the order in which ties are decided. */
extern const wire_format *const wire_formats[];
extern const wire_format wire_format_text;
extern const wire_format wire_format_reuters_sgml;

const wire_format *wire_format_by_name(wire_str name);
/** The format of a file by content, then name; NULL for binary data and other things unreadable. */
const wire_format *wire_format_detect(wire_str head, const char *path);

#endif
