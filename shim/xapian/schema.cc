/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "schema.h"

#include <string>

namespace shim
{

wire_status fail_foreign(const char *subject, wire_error *err) noexcept
{
	return wire_fail(err, WIRE_EFOREIGN, "%s: '%s'", wire_status_text(WIRE_EFOREIGN), subject);
}

wire_status check_schema(const Xapian::Database &db, const char *subject, wire_error *err)
{
	const std::string found = db.get_metadata(WIRE_SCHEMA_KEY);
	if (found.empty())
		return fail_foreign(subject, err);
	if (found == std::to_string(WIRE_SCHEMA_VERSION))
		return WIRE_OK;
	return wire_fail(err, WIRE_ESCHEMA,
		"database has schema %.20s, this program wants %d: '%s'", found.c_str(),
		WIRE_SCHEMA_VERSION, subject);
}

void claim(Xapian::WritableDatabase &db)
{
	if (db.get_lastdocid() != 0 || db.metadata_keys_begin() != db.metadata_keys_end())
		return;
	db.set_metadata(WIRE_SCHEMA_KEY, std::to_string(WIRE_SCHEMA_VERSION));
	db.commit();
}

} // namespace shim
