/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/options.h"

#include <stdlib.h>
#include <string.h>

#include "wire/hash.h"

/* Raised when a release reads the same copy into other records, so that archives are read again. */
#define WIRE_RULES_VERSION 1

enum {
	OPTION_FORMAT = WIRE_OPTION_LONG,
	OPTION_REFERENCE,
	OPTION_SOURCE,
	OPTION_PRUNE,
	OPTION_REINDEX,
	OPTION_EXTRACT,
	OPTION_WHY,
	OPTION_PROGRESS,
};

static const wire_option table[] = {
	{'d', "db", "DB", "the database directory, made when missing (default: $WIRE_DB)"},
	{OPTION_EXTRACT, "extract", NULL,
		"touch no database: print each story's record as a line of JSON"},
	{OPTION_WHY, "why", NULL, "with --extract: say what each fact rests on"},
	{OPTION_FORMAT, "format", "NAME",
		"text or reuters-sgml (default: by each file's content, then name)"},
	{OPTION_REFERENCE, "reference-date", "DATE",
		"the newest date a story may have, as YYYY-MM-DD; gives datelines without a year "
		"theirs"},
	{OPTION_SOURCE, "source", "NAME", "wire source of stories that name none"},
	{OPTION_PRUNE, "prune", NULL, "drop stories whose file is gone from the given paths"},
	{OPTION_REINDEX, "reindex", NULL, "read unchanged files again, too"},
	{'q', "quiet", NULL, "no progress and no summary; faults are still named"},
	{'v', "verbose", NULL, "name each file as it is done"},
	{OPTION_PROGRESS, "progress", "WHEN",
		"a progress line on standard error: auto (on a terminal), always or never"},
	{'h', "help", NULL, "print this and exit"},
	{'V', "version", NULL, "print the version and exit"},
	{0},
};

static wire_status set_reference(wire_index_options *o, const char *argument, wire_error *err)
{
	if (!wire_date_parse(&o->reference, wire_str_from(argument)) ||
		!wire_date_valid(o->reference))
		return wire_fail(err, WIRE_EINVAL,
			"bad --reference-date '%s': want a date such as 2023-06-30", argument);
	return WIRE_OK;
}

static wire_status set_format(wire_index_options *o, const char *argument, wire_error *err)
{
	o->format = wire_format_by_name(wire_str_from(argument));
	if (o->format == NULL)
		return wire_fail(err, WIRE_EINVAL,
			"unknown --format '%s': want text or reuters-sgml", argument);
	return WIRE_OK;
}

static wire_status set_progress(wire_index_options *o, const char *argument, wire_error *err)
{
	static const char *const names[] = {"auto", "always", "never"};
	for (int i = 0; i < 3; i++)
		if (strcmp(argument, names[i]) == 0) {
			o->progress = (wire_when)i;
			return WIRE_OK;
		}
	return wire_fail(
		err, WIRE_EINVAL, "bad --progress '%s': want auto, always or never", argument);
}

static wire_status set_option(void *payload, int code, const char *argument, wire_error *err)
{
	wire_index_options *o = payload;
	switch (code) {
	case 'd':
		o->db = argument;
		return WIRE_OK;
	case OPTION_FORMAT:
		return set_format(o, argument, err);
	case OPTION_REFERENCE:
		return set_reference(o, argument, err);
	case OPTION_SOURCE:
		o->source = wire_str_trim(wire_str_from(argument));
		return WIRE_OK;
	case OPTION_PROGRESS:
		return set_progress(o, argument, err);
	case OPTION_PRUNE:
		o->prune = true;
		return WIRE_OK;
	case OPTION_REINDEX:
		o->reindex = true;
		return WIRE_OK;
	case OPTION_EXTRACT:
		o->extract = true;
		return WIRE_OK;
	case OPTION_WHY:
		o->why = true;
		return WIRE_OK;
	case 'q':
		o->quiet = true;
		return WIRE_OK;
	case 'v':
		o->verbose = true;
		return WIRE_OK;
	case 'h':
		o->help = true;
		return WIRE_OK;
	default:
		o->version = true;
		return WIRE_OK;
	}
}

/* Options that make no sense together, or without something else. */
static wire_status check(const wire_index_options *o, wire_error *err)
{
	if (o->n_paths == 0)
		return wire_fail(err, WIRE_EINVAL, "no files or folders given");
	if (o->why && !o->extract)
		return wire_fail(err, WIRE_EINVAL, "--why goes with --extract");
	if (o->extract && (o->prune || o->reindex))
		return wire_fail(err, WIRE_EINVAL, "--%s needs a database, --extract uses none",
			o->prune ? "prune" : "reindex");
	if (!o->extract && (o->db == NULL || o->db[0] == '\0'))
		return wire_fail(err, WIRE_EINVAL,
			"no database given: use -d DB, or set WIRE_DB, or print records with "
			"--extract");
	return WIRE_OK;
}

wire_status wire_index_options_read(wire_index_options *out, int argc, char **argv, wire_error *err)
{
	int first = 0;
	*out = (wire_index_options){.db = getenv("WIRE_DB")};
	wire_status status = wire_cli_parse(&first, argc, argv, table, NULL, set_option, out, err);
	if (status != WIRE_OK || out->help || out->version)
		return status;
	out->paths = (const char *const *)argv + first;
	out->n_paths = (size_t)(argc - first);
	return check(out, err);
}

void wire_index_options_help(wire_buf *out)
{
	wire_buf_puts(out,
		"usage: wire-index [OPTIONS] -d DB PATH...\n"
		"       wire-index --extract [OPTIONS] PATH...\n\n"
		"Index the wire stories in files and folders; '-' is standard input.\n\n");
	wire_cli_help(out, table);
	wire_buf_puts(out, "\nexit status: 0 all stories indexed, 1 some were skipped, 2 usage,\n"
			   "3 the database cannot be used\n");
}

uint64_t wire_index_options_hash(const wire_index_options *options)
{
	char date[11];
	uint64_t hash = WIRE_RULES_VERSION;
	wire_date_format(date, options->reference);
	hash = wire_hash(wire_str_from(date), hash);
	hash = wire_hash(options->source, hash);
	return wire_hash(wire_str_from(options->format == NULL ? "" : options->format->name), hash);
}
