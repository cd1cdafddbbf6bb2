/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Fields by the names that people give them: the query's (`person`), the record's (`people`), and
 * what is near to either when it is neither.
 */
#ifndef SEARCH_QUERY_FIELDS_H
#define SEARCH_QUERY_FIELDS_H

#include "wire/buf.h"
#include "wire/country.h"
#include "wire/schema.h"

/** The field that a query or a record calls `name`, in any case; NULL when there is none. */
const wire_field *wire_field_named(wire_str name);

/**
 * Append what an unknown name may have been meant as: `did you mean source:`, by other programs' names
 * for our fields and by spelling (two edits at most); without one, the names of all fields.
 */
void wire_field_hint(wire_buf *out, wire_str name);

/**
 * A value of a field of few values, `status:` or `action:`, as the record has it, in `*value`;
 * values of other fields stay as they are. WIRE_EQUERY names the values that there are.
 */
wire_status wire_field_check(wire_str *value, const wire_field *field, wire_error *err)
	WIRE_MUST_CHECK;

/**
 * Write that no country is called `name`, with the usual names that it may stand for.
 * WIRE_EQUERY; WIRE_ENOMEM.
 */
wire_status wire_country_unknown(const wire_country_names *names, wire_str name, wire_arena *arena,
	wire_error *err) WIRE_MUST_CHECK;

#endif
