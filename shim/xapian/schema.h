/* SPDX-License-Identifier: GPL-2.0-or-later */
/** Whose a Xapian database is, by its metadata. */
#ifndef SHIM_XAPIAN_SCHEMA_H
#define SHIM_XAPIAN_SCHEMA_H

#include <xapian.h>

#include "wire/schema.h"

namespace shim
{

/** WIRE_EFOREIGN or WIRE_ESCHEMA unless `db` is ours and of this schema; `subject` names it. */
wire_status check_schema(const Xapian::Database &db, const char *subject, wire_error *err);
/** The error of a path at which there is something else. */
wire_status fail_foreign(const char *subject, wire_error *err) noexcept;
/** Mark `db` as ours unless it has a mark. One with anything in it is left as it is. */
void claim(Xapian::WritableDatabase &db);

} // namespace shim
#endif
