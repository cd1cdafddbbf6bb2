/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Which stories a search may show: those whose status is not canceled (killed) or withheld, unless
 * the query asks for such by itself.
 */
#ifndef SEARCH_ENGINE_SHOWN_H
#define SEARCH_ENGINE_SHOWN_H

#include "search/engine/budget.h"

/** What is left out of a request's every number, hit and suggestion. */
typedef struct wire_shown {
	bool all;        /* nothing is: the query asks, or the archive has no such stories */
	uint32_t hidden; /* stories that are left out; 0 when `all` */
} wire_shown;

/**
 * Find out for the query `root`, when no filter asks (wire_shown_asked()): it asks for stories of any status when it names the field
 * `status:` anywhere (`status:canceled`, `-status:usable`) or `action:kill` other than behind a NOT.
 */
wire_status wire_shown_find(wire_shown *out, const wire_node *root, const wire_engine *engine,
	wire_error *err) WIRE_MUST_CHECK;

/** Does a value of `field`, asked for in a query or a filter, ask for stories of any status? */
bool wire_shown_asked(const wire_field *field, wire_str value);

/** `query` (taken over) without what is left out. */
wire_query *wire_shown_only(wire_query *query, const wire_shown *shown, wire_error *err);

#endif
