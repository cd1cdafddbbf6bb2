/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/options.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	OPTION_FORMAT = WIRE_OPTION_LONG,
	OPTION_REFERENCE,
	OPTION_SOURCE,
	OPTION_ROOT,
	OPTION_EXCLUDE,
	OPTION_FAULTS,
	OPTION_PRUNE,
	OPTION_FORCE_PRUNE,
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
	{OPTION_ROOT, "root", "DIR",
		"the folder that files are named from, or where it is now (default: at the first "
		"run the deepest that holds all paths; then as it was)"},
	{OPTION_FORMAT, "format", "NAME",
		"text or reuters-sgml; auto: by each file's content, then name"},
	{OPTION_REFERENCE, "reference-date", "DATE",
		"the newest date a story may have, as YYYY-MM-DD, or none; gives datelines without "
		"a year theirs"},
	{OPTION_SOURCE, "source", "NAME", "wire source of stories that name none"},
	{OPTION_EXCLUDE, "exclude", "GLOB",
		"pass over files and folders of that name (with a slash: of that path within the "
		"root); may be repeated"},
	{OPTION_PRUNE, "prune", NULL, "drop stories whose file is gone from the given paths"},
	{OPTION_FORCE_PRUNE, "force-prune", NULL,
		"the same, also of paths at which nothing is left"},
	{OPTION_REINDEX, "reindex", NULL, "read unchanged files again, too"},
	{OPTION_FAULTS, "faults", "FILE", "list every fault there, a line each"},
	{'q', "quiet", NULL, "no progress, notes and summary; new faults are still named"},
	{'v', "verbose", NULL, "name each file as it is done or passed over"},
	{OPTION_PROGRESS, "progress", "WHEN",
		"a progress line on standard error: auto (on a terminal), always or never"},
	{'h', "help", NULL, "print this and exit"},
	{'V', "version", NULL, "print the version and exit"},
	{0},
};

/* No news agency is older. */
enum { REFERENCE_YEAR_MIN = 1835 };

static int this_year(void)
{
	time_t now = time(NULL);
	struct tm utc;
	return gmtime_r(&now, &utc) == NULL ? 9999 : utc.tm_year + 1900;
}

static wire_status set_reference(wire_index_options *o, const char *argument, wire_error *err)
{
	o->given_reference = true;
	o->reference = (wire_date){0};
	if (strcmp(argument, "none") == 0)
		return WIRE_OK;
	if (!wire_date_parse(&o->reference, wire_str_from(argument)) ||
		!wire_date_valid(o->reference))
		return wire_fail(err, WIRE_EINVAL,
			"bad --reference-date '%s': want a date such as 2023-06-30, or none",
			argument);
	/* What is out of all reason is a slip, and would give every story a wrong year. */
	if (o->reference.year < REFERENCE_YEAR_MIN || o->reference.year > this_year() + 1)
		return wire_fail(err, WIRE_EINVAL,
			"--reference-date '%s': no story was filed then; want a year from %d to %d",
			argument, REFERENCE_YEAR_MIN, this_year() + 1);
	return WIRE_OK;
}

static wire_status set_format(wire_index_options *o, const char *argument, wire_error *err)
{
	o->given_format = true;
	o->format = wire_format_by_name(wire_str_from(argument));
	if (o->format == NULL && strcmp(argument, "auto") != 0)
		return wire_fail(err, WIRE_EINVAL,
			"unknown --format '%s': want text, reuters-sgml or auto", argument);
	return WIRE_OK;
}

static wire_status add_exclude(wire_index_options *o, const char *argument, wire_error *err)
{
	if (o->n_excludes == WIRE_EXCLUDES_MAX)
		return wire_fail(err, WIRE_EINVAL, "more than %d --exclude", WIRE_EXCLUDES_MAX);
	o->excludes[o->n_excludes++] = argument;
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
		o->given_db = true;
		return WIRE_OK;
	case OPTION_ROOT:
		o->root = argument;
		return WIRE_OK;
	case OPTION_FAULTS:
		o->faults = argument;
		return WIRE_OK;
	case OPTION_FORMAT:
		return set_format(o, argument, err);
	case OPTION_REFERENCE:
		return set_reference(o, argument, err);
	case OPTION_SOURCE:
		o->source = wire_str_trim(wire_str_from(argument));
		o->given_source = true;
		return WIRE_OK;
	case OPTION_EXCLUDE:
		return add_exclude(o, argument, err);
	case OPTION_PROGRESS:
		return set_progress(o, argument, err);
	case OPTION_FORCE_PRUNE:
		o->force_prune = true;
		o->prune = true;
		return WIRE_OK;
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
	if (o->extract && o->given_db)
		return wire_fail(err, WIRE_EINVAL,
			"--extract prints records and uses no database: leave out -d, or "
			"--extract");
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
	wire_buf_puts(out,
		"\nexit status: 0 all stories indexed, 1 some were skipped, 2 usage,\n"
		"3 the database cannot be used; ended by a signal: by that signal, after\n"
		"what was read is stored\n");
}
