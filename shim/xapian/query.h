/* SPDX-License-Identifier: GPL-2.0-or-later */
/** What is in a wire_query, for the reader. */
#ifndef SHIM_XAPIAN_QUERY_H
#define SHIM_XAPIAN_QUERY_H

#include <xapian.h>

#include "wire/query.h"
#include "wire/store.h"

struct wire_query {
	Xapian::Query rep;
	wire_status status; /* not WIRE_OK: rep is empty, and the object is nobody's to free */
};

namespace shim
{

/** `query` as the match of it is watched by `meter`; as it is when that is NULL. */
Xapian::Query watched(const Xapian::Query &query, wire_meter *meter);

} // namespace shim
#endif
