/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What every stage is given besides the story: memory, read-only tables, the caller's choices.
 *
 * Stages are pure functions of the story and this context: no globals, so that several threads can
 * each run them with a context of their own.
 * A stage fails only for want of memory (WIRE_ENOMEM); odd copy gives empty facts, never an error.
 */
#ifndef INDEXER_CONTEXT_H
#define INDEXER_CONTEXT_H

#include "wire/date.h"
#include "wire/record.h"
#include "wire/str.h"

typedef struct wire_format wire_format;
typedef struct wire_gazetteer wire_gazetteer;
typedef struct wire_tagger wire_tagger;

/** No story's text is longer, in bytes; a longer one is skipped with that reason. */
#define WIRE_STORY_MAX (16u << 20)
/** The arena of one story: its text in several shapes. */
#define WIRE_STORY_MEMORY_MAX (512u << 20)

/** What never changes while a run lasts: read-only, shared by all threads. */
typedef struct wire_tables {
	const wire_gazetteer *gazetteer; /* countries, places, agencies, titles */
	const wire_tagger *tagger;       /* the trained person tagger; NULL: rules alone */
} wire_tables;

/** What the caller chose and what shapes records (wire_policy_hash()); shared by all threads. */
typedef struct wire_policy {
	wire_date reference;       /* --reference-date; all zero: none */
	wire_str source;           /* --source; empty: none */
	const wire_format *format; /* --format; NULL: told by each item's content */
	bool why;                  /* explain each fact in story->why; never stored */
} wire_policy;

/** One thread's. */
typedef struct wire_context {
	wire_arena *arena; /* the story's memory; reset between stories by its owner */
	const wire_tables *tables;
	const wire_policy *policy;
	wire_str dates; /* the path of the story's item, to look for a date in; empty: story->file */
} wire_context;

/**
 * Note why a fact is what it is, e.g. wire_why(ctx, story, "date: dateline June 14 + reference").
 * Does nothing unless policy->why; costs nothing then. Losing a note for want of memory is no failure.
 */
void wire_why(const wire_context *ctx, wire_story *story, const char *format, ...)
	WIRE_PRINTF(3, 4);

#endif
