/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Hits of a page: their stored records and what is marked in them.
 */
#ifndef SEARCH_ANSWER_HITS_H
#define SEARCH_ANSWER_HITS_H

#include "search/answer/searcher.h"

/** The term of a hit's id, appended to `out`. WIRE_ESTALE when there is no such story any more. */
wire_status wire_hit_term(
	wire_buf *out, wire_reader *reader, uint32_t docid, wire_error *err) WIRE_MUST_CHECK;

/**
 * The id of a story, appended to `out`: from its term, where that holds all of it, else from its
 * record. WIRE_ESTALE when there is no such story any more; WIRE_EDATABASE when neither tells.
 */
wire_status wire_hit_id(
	wire_buf *out, wire_reader *reader, uint32_t docid, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

/** Read a story's record. WIRE_ENOTFOUND; WIRE_EFORMAT when it is damaged. */
wire_status wire_hit_story(wire_story *out, wire_reader *reader, uint32_t docid, wire_arena *arena,
	wire_error *err) WIRE_MUST_CHECK;

/**
 * Set out->hits of the inquiry. A record that is damaged costs that record: its hit has the id alone,
 * and a note says so. WIRE_ESTALE when a hit is gone: the snapshot is no more.
 */
wire_status wire_hits_fill(
	wire_inquiry *inquiry, const wire_hits *hits, wire_error *err) WIRE_MUST_CHECK;

#endif
