/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Countries by code and name: what both the indexer's facets and a query's `country:` mean by a
 * country. The names are the gazetteer's, read from its data file countries.tsv.
 */
#ifndef WIRE_COUNTRY_H
#define WIRE_COUNTRY_H

#include "wire/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wire_country_names wire_country_names;

/**
 * Load countries.tsv from the data folder `dir` (NULL: wire/data.h's). WIRE_EIO, WIRE_EFORMAT (file
 * and line), WIRE_ENOMEM.
 */
wire_status wire_country_names_load(wire_country_names **out, const char *dir, wire_error *err);
void wire_country_names_free(wire_country_names *names); /* NULL allowed */
/**
 * The code for a code, name, old name or demonym in any case (`china`, `CN`, `Chinese`); `*out` is
 * empty when it is unknown. WIRE_ENOMEM.
 */
wire_status wire_country_code(wire_str *out, const wire_country_names *names, wire_str name)
	WIRE_MUST_CHECK;
/** The usual English name for a code; empty: unknown. WIRE_ENOMEM. */
wire_status wire_country_label(wire_str *out, const wire_country_names *names, wire_str code)
	WIRE_MUST_CHECK;
/**
 * Usual names that an unknown name may stand for, for "did you mean": those that it is a whole word
 * of (`Korea`: North Korea, South Korea), else those with a name, code or demonym one edit away (two
 * for names of more than five letters); nearest first, at most `max`. Borrowed from `names`; the list is in
 * `arena`. WIRE_ENOMEM.
 */
wire_status wire_country_nearest(wire_list *out, wire_arena *arena, const wire_country_names *names,
	wire_str name, size_t max) WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
