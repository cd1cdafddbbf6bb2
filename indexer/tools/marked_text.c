/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/tools/marked_text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { SPANS_MAX = 20000, HEADLINE_MAX = 1 << 20, BODY_MAX = 16 << 20 };

enum { MARK_NAME = 2, MARK_END = 3, MARK_UNKNOWN = 4 };

bool marked_init(marked_story *story)
{
	*story = (marked_story){.line = NULL};
	wire_buf_init(&story->headline.text, HEADLINE_MAX);
	wire_buf_init(&story->body.text, BODY_MAX);
	story->headline.spans = calloc(SPANS_MAX, sizeof(marked_span));
	story->body.spans = calloc(SPANS_MAX, sizeof(marked_span));
	return story->headline.spans != NULL && story->body.spans != NULL;
}

void marked_release(marked_story *story)
{
	wire_buf_release(&story->headline.text);
	wire_buf_release(&story->body.text);
	free(story->headline.spans);
	free(story->body.spans);
	free(story->line);
}

static void clear(marked_zone *zone)
{
	wire_buf_clear(&zone->text);
	zone->n_spans = zone->at = 0;
}

/* Add text, its marks taken out. False: there are too many. */
static bool add_text(marked_zone *zone, const char *text)
{
	for (const char *c = text; *c != '\0'; c++) {
		if (*c == MARK_NAME || *c == MARK_UNKNOWN) {
			if (zone->n_spans == SPANS_MAX)
				return false;
			zone->spans[zone->n_spans++] =
				(marked_span){zone->text.len, SIZE_MAX, *c == MARK_UNKNOWN};
		} else if (*c == MARK_END && zone->n_spans > 0) {
			zone->spans[zone->n_spans - 1].end = zone->text.len;
		} else {
			wire_buf_putc(&zone->text, *c);
		}
	}
	return true;
}

bool marked_read(marked_story *story, FILE *file, const char **fault)
{
	bool is_headline = true;
	ssize_t n;
	*fault = NULL;
	clear(&story->headline);
	clear(&story->body);
	while (*fault == NULL && (n = getline(&story->line, &story->line_size, file)) >= 0) {
		if (strcmp(story->line, "-DOC-\n") == 0) {
			if (story->headline.text.len + story->body.text.len > 0)
				break;
			is_headline = true;
			continue;
		}
		if (is_headline)
			story->line[n - 1] = '\0';
		if (!add_text(is_headline ? &story->headline : &story->body, story->line))
			*fault = "a story has too many names";
		is_headline = false;
	}
	if (wire_buf_status(&story->headline.text) != WIRE_OK ||
		wire_buf_status(&story->body.text) != WIRE_OK)
		*fault = "a story is too long";
	return *fault == NULL && story->headline.text.len + story->body.text.len > 0;
}

uint8_t marked_tag(marked_zone *zone, const wire_word *word)
{
	while (zone->at < zone->n_spans && zone->spans[zone->at].end <= word->start)
		zone->at++;
	if (zone->at == zone->n_spans ||
		word->start + word->text.len <= zone->spans[zone->at].start)
		return WIRE_TAG_OUT;
	if (zone->spans[zone->at].unknown)
		return MARKED_UNKNOWN;
	return word->start <= zone->spans[zone->at].start ? WIRE_TAG_BEGIN : WIRE_TAG_INSIDE;
}
