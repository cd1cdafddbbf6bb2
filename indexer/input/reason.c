/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/input/reason.h"

#include <assert.h>

static const struct {
	bool gone, fault;
	const char *text;
} reasons[] = {
#define ROW(name, gone, fault, text) {gone, fault, text},
	WIRE_REASONS(ROW)
#undef ROW
};

const char *wire_reason_text(wire_reason reason)
{
	assert(reason < WIRE_REASON_COUNT);
	return reasons[reason].text;
}

bool wire_reason_is_gone(wire_reason reason)
{
	assert(reason < WIRE_REASON_COUNT);
	return reasons[reason].gone;
}

bool wire_reason_is_fault(wire_reason reason)
{
	assert(reason < WIRE_REASON_COUNT);
	return reasons[reason].fault;
}
