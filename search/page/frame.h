/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The frame of every page: head, search form, end; and what lists and stories show alike.
 */
#ifndef SEARCH_PAGE_FRAME_H
#define SEARCH_PAGE_FRAME_H

#include "search/page/page.h"

/** All up to the page's own content. */
void wire_frame_head(wire_buf *out, const wire_page *page);
void wire_frame_foot(wire_buf *out);
/** The line of a story's facts: date, source, place. */
void wire_frame_facts(wire_buf *out, const wire_story *story);
/** What a reader must see first of a story (wire_take_mark()), with a blank behind it. */
void wire_frame_take(wire_buf *out, const wire_story *story);
/** What a story without a headline is called by. */
void wire_frame_lead(wire_buf *out, const wire_story *story);

#endif
