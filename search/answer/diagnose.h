/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Why nothing was found: how many stories each part of the query matches alone, and likely
 * spellings of words that match nothing.
 */
#ifndef SEARCH_ANSWER_DIAGNOSE_H
#define SEARCH_ANSWER_DIAGNOSE_H

#include "search/answer/searcher.h"

/** Set out->parts and out->suggestion. */
wire_status wire_diagnose(wire_result *out, wire_searcher *searcher, const wire_node *root,
	const wire_request *request, wire_arena *arena, wire_error *err) WIRE_MUST_CHECK;

#endif
