/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The command line of wire-index.
 */
#ifndef INDEXER_OPTIONS_H
#define INDEXER_OPTIONS_H

#include <stdint.h>

#include "indexer/formats/format.h"
#include "wire/cli.h"

/** No command line has more --exclude. */
#define WIRE_EXCLUDES_MAX 64

typedef enum wire_when { WIRE_AUTO, WIRE_ALWAYS, WIRE_NEVER } wire_when;

typedef struct wire_index_options {
	const char *db;            /* NULL with --extract */
	const char *root;          /* NULL: the database's, else the deepest folder of the paths */
	const wire_format *format; /* NULL: detect */
	wire_date reference;       /* all zero: none */
	wire_str source;           /* empty: none */
	bool given_db, given_format, given_reference, given_source; /* also when given as none */
	bool prune, force_prune, reindex, extract, why, quiet, verbose, help, version;
	wire_when progress;
	const char *faults;                    /* NULL: no list of faults */
	const char *excludes[WIRE_EXCLUDES_MAX]; /* globs */
	size_t n_excludes;
	uint32_t commit_changes;  /* 0: WIRE_COMMIT_CHANGES; for tests, no option of the command's */
	const char *const *paths; /* borrowed from argv */
	size_t n_paths;
} wire_index_options;

/** Read the command line. WIRE_EINVAL says what is wrong with it. */
wire_status wire_index_options_read(
	wire_index_options *out, int argc, char **argv, wire_error *err) WIRE_MUST_CHECK;
/** The whole text of --help. */
void wire_index_options_help(wire_buf *out);

#endif
