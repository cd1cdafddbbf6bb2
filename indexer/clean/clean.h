/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Cleaning: from the text as it was scraped or wired to headline, body and the rest.
 *
 * In: story->body holds the raw text in NFC (wire_text_clean()), story->headline the format's own
 * headline or nothing. Out: headline without update marks (action and version set from them),
 * caption, ednote, credit, byline; body as clean paragraphs separated by one empty line, the
 * dateline still at its start; every whole line that was taken out in story->removed.
 * Noise goes by whole lines only, end marks only near the end, and nothing that could be news is
 * dropped. Cleaning what was cleaned changes nothing.
 */
#ifndef INDEXER_CLEAN_CLEAN_H
#define INDEXER_CLEAN_CLEAN_H

#include "indexer/context.h"

wire_status wire_clean_stage(wire_story *story, const wire_context *ctx) WIRE_MUST_CHECK;

#endif
