/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Why nothing was found: how many stories each part of the query matches alone, and a query with
 * likely spellings that finds something. Within the request's budget: what it leaves out is said in
 * a note, for the answer, that nothing was found, stands.
 */
#ifndef SEARCH_ANSWER_DIAGNOSE_H
#define SEARCH_ANSWER_DIAGNOSE_H

#include "search/answer/searcher.h"

/** Set parts, suggestion and suggestion_total of the result. */
wire_status wire_diagnose(wire_inquiry *inquiry, wire_error *err) WIRE_MUST_CHECK;

#endif
