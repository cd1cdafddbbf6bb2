/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The command line of wire-search.
 */
#ifndef SEARCH_OPTIONS_H
#define SEARCH_OPTIONS_H

#include "search/answer/request.h"
#include "wire/cli.h"

#define WIRE_DATABASES_MAX 64

typedef enum wire_output {
	WIRE_OUTPUT_TEXT,
	WIRE_OUTPUT_JSON,
	WIRE_OUTPUT_IDS,
	WIRE_OUTPUT_COUNT
} wire_output;

typedef struct wire_search_options {
	const char *databases[WIRE_DATABASES_MAX];
	size_t n_databases;
	wire_request_text given; /* but for the query: that is in `query` */
	wire_buf query;         /* the operands joined with blanks; release with _release() */
	wire_output output;
	const char *show; /* an id; NULL: search */
	bool null; /* ids end with a NUL */
	bool explain, help, version;
	const char *color; /* auto, always or never */
	const char *minus_word; /* an argument like `-diplomacy`, which may be a word to leave out; NULL: none */
} wire_search_options;

/** Read the command line. WIRE_EINVAL says what is wrong. Release in any case. */
wire_status wire_search_options_read(
	wire_search_options *out, int argc, char **argv, wire_error *err) WIRE_MUST_CHECK;
/** How a query leaves words out, for who typed a word with a minus and met an option. */
extern const char wire_search_minus_hint[];
void wire_search_options_release(wire_search_options *options);
/** The whole text of --help. */
void wire_search_options_help(wire_buf *out);

#endif
