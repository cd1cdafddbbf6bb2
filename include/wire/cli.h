/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Command-line options from one table, which drives both the parsing and `--help`.
 */
#ifndef WIRE_CLI_H
#define WIRE_CLI_H

#include "wire/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Codes from here on have no short letter. */
#define WIRE_OPTION_LONG 256

typedef struct wire_option {
	int code;             /* the short letter, or WIRE_OPTION_LONG and up; 0 ends the table */
	const char *name;     /* the long name, without the dashes */
	const char *argument; /* NULL: none; "[X]": optional; else needed */
	const char *help;
} wire_option;

/** No table is longer. */
#define WIRE_OPTIONS_MAX 40

/** Called for each option in turn. A status other than WIRE_OK ends the parsing. */
typedef wire_status wire_option_fn(void *payload, int code, const char *argument, wire_error *err);

/**
 * Parse `argv` by getopt_long(3): options and operands may mix, `--` ends the options. Operands are
 * moved to the end: *first is the index of the first. WIRE_EINVAL names the option at fault: unknown,
 * ambiguous, without its argument or with one that it does not take. Of letters in one argument of
 * which one is unknown (`-headline`) the whole argument is named.
 *
 * @param hint  appended to the message about an unknown letter: what else the argument may have been
 *              meant as; NULL: nothing.
 */
wire_status wire_cli_parse(int *first, int argc, char **argv, const wire_option *options,
	const char *hint, wire_option_fn *fn, void *payload, wire_error *err) WIRE_MUST_CHECK;

/** Columns that help takes. */
#define WIRE_HELP_WIDTH 80
/** Append the options as --help shows them, a line or more each, in WIRE_HELP_WIDTH columns. */
void wire_cli_help(wire_buf *out, const wire_option *options);

#ifdef __cplusplus
}
#endif
#endif
