/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The command line of wire-index.
 */
#ifndef INDEXER_OPTIONS_H
#define INDEXER_OPTIONS_H

#include "indexer/formats/format.h"
#include "wire/cli.h"

typedef enum wire_when { WIRE_AUTO, WIRE_ALWAYS, WIRE_NEVER } wire_when;

typedef struct wire_index_options {
	const char *db;            /* NULL with --extract */
	const wire_format *format; /* NULL: detect */
	wire_date reference;       /* all zero: none */
	wire_str source;           /* empty: none */
	bool prune, reindex, extract, why, quiet, verbose, help, version;
	wire_when progress;
	const char *const *paths; /* borrowed from argv */
	size_t n_paths;
} wire_index_options;

/** Read the command line. WIRE_EINVAL says what is wrong with it. */
wire_status wire_index_options_read(
	wire_index_options *out, int argc, char **argv, wire_error *err) WIRE_MUST_CHECK;
/** The whole text of --help. */
void wire_index_options_help(wire_buf *out);
/** A hash of the options that shape records: with other ones an unchanged file is read again. */
uint64_t wire_index_options_hash(const wire_index_options *options);

#endif
