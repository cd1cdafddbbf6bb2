/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Countries by code and name: what both the indexer's facets and a query's `country:` mean by a
 * country. The names are the gazetteer's, read from its data file countries.tsv.
 */
#ifndef WIRE_COUNTRY_H
#define WIRE_COUNTRY_H

#include "wire/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wire_countries wire_countries;

/**
 * Load countries.tsv from the data folder `dir` (NULL: $WIRE_DATA_DIR, else the build's source
 * folder where it exists, else the installed one). WIRE_EIO, WIRE_EFORMAT (file and line), WIRE_ENOMEM.
 */
wire_status wire_countries_load(wire_countries **out, const char *dir, wire_error *err);
void wire_countries_free(wire_countries *countries); /* NULL allowed */
/** The code for a code, name, old name or demonym in any case (`china`, `CN`, `Chinese`); empty: unknown. */
wire_str wire_countries_code(const wire_countries *countries, wire_str name);
/** The usual English name for a code; empty: unknown. */
wire_str wire_countries_name(const wire_countries *countries, wire_str code);

/**
 * The path of a data file: `dir`/name, else $WIRE_DATA_DIR/name, else the source tree's (a
 * development build) or the installed one; appended to `out`.
 */
void wire_data_path(wire_buf *out, const char *dir, const char *name);

#ifdef __cplusplus
}
#endif
#endif
