/* SPDX-License-Identifier: GPL-2.0-or-later */
/** What is in a wire_query, for the reader. */
#ifndef SHIM_XAPIAN_QUERY_H
#define SHIM_XAPIAN_QUERY_H

#include <xapian.h>

#include "guard.h"
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
/** A match looks at a story: counted in `meter` (NULL allowed), whose deadline is a system_error. */
void look(wire_meter *meter);

/** What stands for a query that could not be made. */
wire_query *failed(wire_status status) noexcept;

/** The query that `make` returns, or the failure, told. */
template <typename Make>
wire_query *build(wire_error *err, Make make) noexcept
{
	wire_query *query = nullptr;
	const wire_status status = guard(err, "query", [&] {
		query = new wire_query{make(), WIRE_OK};
		return WIRE_OK;
	});
	return status == WIRE_OK ? query : failed(status);
}

} // namespace shim
#endif
