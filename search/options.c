/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/options.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "search/query/fields.h"

/* Operands together; the parser's own limit is lower, and marks the place. */
#define QUERY_BYTES_MAX (1u << 20)

enum {
	OPTION_OFFSET = WIRE_OPTION_LONG,
	OPTION_SORT,
	OPTION_FACETS,
	OPTION_FACET_LIMIT,
	OPTION_JSON,
	OPTION_IDS,
	OPTION_COUNT,
	OPTION_EXPLAIN,
	OPTION_SHOW,
	OPTION_COLOR,
};

static const wire_option table[] = {
	{'d', "db", "DB",
		"a database directory, or host:port of a xapian-tcpsrv; repeatable: several are "
		"searched as one (default: $WIRE_DB)"},
	{'n', "limit", "N", "hits to show (default: 10, and all with --ids)"},
	{OPTION_OFFSET, "offset", "N", "hits to pass over first"},
	{'f', "filter", "FIELD=VALUE",
		"only stories with this value; repeatable: values of one field are ORed, fields "
		"are ANDed. Fields: person, country, source, date, lang, status, action, id; also "
		"by the "
		"record's names, people and countries"},
	{OPTION_SORT, "sort", "ORDER", "relevance, newest or oldest"},
	{OPTION_FACETS, "facets", "[LIST]",
		"count by person, country, source and date, or those of LIST"},
	{OPTION_FACET_LIMIT, "facet-limit", "N", "values to list of each facet (default: 20)"},
	{OPTION_JSON, "json", NULL, "one JSON document"},
	{OPTION_IDS, "ids", NULL, "one id a line, of all matches"},
	{'0', "null", NULL, "with --ids: end each id with a NUL, and print it as it is"},
	{OPTION_COUNT, "count", NULL, "the number of matching stories alone"},
	{OPTION_EXPLAIN, "explain", NULL, "how the query is understood, fully bracketed"},
	{OPTION_SHOW, "show", "ID", "print the story with this id"},
	{OPTION_COLOR, "color", "WHEN", "auto (on a terminal, without NO_COLOR), always or never"},
	{'h', "help", NULL, "print this and exit"},
	{'V', "version", NULL, "print the version and exit"},
	{0},
};

static wire_status add_database(wire_search_options *o, const char *path, wire_error *err)
{
	if (o->n_databases == WIRE_DATABASES_MAX)
		return wire_fail(err, WIRE_EINVAL, "too many databases (the limit is %d)",
			WIRE_DATABASES_MAX);
	o->databases[o->n_databases++] = path;
	return WIRE_OK;
}

/* One way of printing; the same again does no harm, two are a question of which. */
static wire_status set_output(wire_search_options *o, wire_output output, wire_error *err)
{
	static const char *const names[] = {"text", "--json", "--ids", "--count"};
	if (o->output != WIRE_OUTPUT_TEXT && o->output != output)
		return wire_fail(err, WIRE_EINVAL, "%s and %s exclude each other", names[o->output],
			names[output]);
	o->output = output;
	return WIRE_OK;
}

static wire_status set_color(wire_search_options *o, const char *when, wire_error *err)
{
	o->color = when;
	if (strcmp(when, "auto") == 0 || strcmp(when, "always") == 0 || strcmp(when, "never") == 0)
		return WIRE_OK;
	return wire_fail(err, WIRE_EINVAL, "bad --color '%s': want auto, always or never", when);
}

static wire_status set_option(void *payload, int code, const char *argument, wire_error *err)
{
	wire_search_options *o = payload;
	switch (code) {
	case 'd':
		return add_database(o, argument, err);
	case 'f':
		return wire_request_add_filter(&o->given, argument, err);
	case OPTION_COLOR:
		return set_color(o, argument, err);
	case 'n':
		o->given.limit = argument;
		break;
	case OPTION_OFFSET:
		o->given.offset = argument;
		break;
	case OPTION_SORT:
		o->given.sort = argument;
		break;
	case OPTION_FACETS:
		o->given.facets = argument == NULL ? "" : argument;
		break;
	case OPTION_FACET_LIMIT:
		o->given.facet_limit = argument;
		break;
	case OPTION_JSON:
		return set_output(o, WIRE_OUTPUT_JSON, err);
	case OPTION_IDS:
		return set_output(o, WIRE_OUTPUT_IDS, err);
	case '0':
		o->null = true;
		break;
	case OPTION_COUNT:
		return set_output(o, WIRE_OUTPUT_COUNT, err);
	case OPTION_EXPLAIN:
		o->explain = true;
		break;
	case OPTION_SHOW:
		o->show = argument;
		break;
	case 'h':
		o->help = true;
		break;
	default:
		o->version = true;
	}
	return WIRE_OK;
}

/* What --show and --explain do not look at is refused, not passed over. */
static wire_status check_exclusive(const wire_search_options *o, int n_operands, wire_error *err)
{
	bool narrowed = o->given.n_filters > 0 || o->given.facets != NULL;
	if (o->show != NULL && (n_operands > 0 || narrowed || o->explain))
		return wire_fail(err, WIRE_EINVAL, "--show takes no query%s",
			narrowed ? ", no filter and no facets" : "");
	if (o->show != NULL && o->output > WIRE_OUTPUT_JSON)
		return wire_fail(
			err, WIRE_EINVAL, "--show prints a story: as text, or with --json");
	if (o->explain && (narrowed || o->output != WIRE_OUTPUT_TEXT))
		return wire_fail(err, WIRE_EINVAL,
			"--explain prints how the query alone is understood: it takes no filter, "
			"no facets and no other way of printing");
	if (o->null && o->output != WIRE_OUTPUT_IDS)
		return wire_fail(err, WIRE_EINVAL, "--null needs --ids");
	if (o->given.facet_limit != NULL && o->given.facets == NULL)
		return wire_fail(err, WIRE_EINVAL, "--facet-limit needs --facets");
	return WIRE_OK;
}

static wire_status check(const wire_search_options *o, int n_operands, wire_error *err)
{
	if (o->n_databases == 0)
		return wire_fail(err, WIRE_EINVAL, "no database given: use -d DB, or set WIRE_DB");
	bool wanted = n_operands > 0 || o->given.n_filters > 0 || o->given.facets != NULL;
	if (o->show == NULL && !wanted)
		return wire_fail(
			err, WIRE_EINVAL, "no query given (an empty one, '', finds every story)");
	return check_exclusive(o, n_operands, err);
}

/* Are these the names of facets, by commas? */
static bool is_facet_list(wire_str list)
{
	bool all = list.len > 0;
	while (all && list.len > 0) {
		size_t comma = wire_str_find(list, WIRE_STR(","), 0);
		const wire_field *field = wire_field_named(wire_str_slice(list, 0, comma));
		all = field != NULL && field->facet[0] != '\0';
		list = comma == SIZE_MAX ? WIRE_STR("") : wire_str_slice(list, comma + 1, list.len);
	}
	return all;
}

/* `--facets people dollar`: getopt_long(3) gives an optional argument only behind a `=`. */
static wire_status check_facet_list(int argc, char **argv, wire_error *err)
{
	for (int i = 1; i + 1 < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--facets") == 0 && is_facet_list(wire_str_from(argv[i + 1])))
			return wire_fail(err, WIRE_EINVAL,
				"a list of facets needs a '=', as in --facets=%s (for the word "
				"'%s' in the query, write --facets -- %s)",
				argv[i + 1], argv[i + 1], argv[i + 1]);
	return WIRE_OK;
}

const char wire_search_minus_hint[] =
	" (a query with -word goes in quotes, as in 'oil -japan', or behind --)";

/* `-diplomacy`: a short option and its argument, or a word that is to be left out? */
static bool is_minus_word(const char *argument)
{
	static const char with_argument[] = "dfn";
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t length = strlen(argument);
	return length > 3 && argument[0] == '-' && strchr(with_argument, argument[1]) != NULL &&
	       strspn(argument + 1, letters) == length - 1;
}

wire_status wire_search_options_read(
	wire_search_options *out, int argc, char **argv, wire_error *err)
{
	int first = argc;
	const char *db = getenv("WIRE_DB");
	*out = (wire_search_options){.color = "auto"};
	wire_buf_init(&out->query, QUERY_BYTES_MAX);
	wire_status status = check_facet_list(argc, argv, err);
	if (status == WIRE_OK)
		status = wire_cli_parse(
			&first, argc, argv, table, wire_search_minus_hint, set_option, out, err);
	if (status != WIRE_OK || out->help || out->version)
		return status;
	for (int i = 1; i < first; i++)
		out->minus_word = is_minus_word(argv[i]) ? argv[i] : out->minus_word;
	if (out->n_databases == 0 && db != NULL && db[0] != '\0')
		out->databases[out->n_databases++] = db;
	for (int i = first; i < argc; i++) {
		wire_buf_puts(&out->query, i > first ? " " : "");
		wire_buf_puts(&out->query, argv[i]);
	}
	if (wire_buf_status(&out->query) == WIRE_ETOOBIG)
		return wire_fail(err, WIRE_EINVAL, "the query is too long (the limit is %u bytes)",
			QUERY_BYTES_MAX);
	if (wire_buf_status(&out->query) != WIRE_OK)
		return wire_fail(err, wire_buf_status(&out->query), "out of memory");
	if (out->output == WIRE_OUTPUT_IDS)
		out->given.limit_default = out->given.limit_max = UINT32_MAX;
	out->given.query = wire_buf_view(&out->query);
	return check(out, argc - first, err);
}

void wire_search_options_release(wire_search_options *options)
{
	wire_buf_release(&options->query);
}

/* The fields' names, in lines of a terminal's width. */
static void put_fields(wire_buf *out)
{
	size_t column = 1;
	for (int id = 0; id < WIRE_FIELD_COUNT; id++) {
		const char *name = wire_field_get((wire_field_id)id)->name;
		size_t width = strlen(name) + strlen(" :");
		if (name[0] == '\0')
			continue;
		if (column + width > WIRE_HELP_WIDTH)
			wire_buf_puts(out, "\n ");
		column = (column + width > WIRE_HELP_WIDTH ? 1 : column) + width;
		wire_buf_printf(out, " %s:", name);
	}
}

void wire_search_options_help(wire_buf *out)
{
	wire_buf_puts(out, "usage: wire-search [OPTIONS] -d DB QUERY...\n\n"
			   "Search the stories that wire-index stored.\n\n");
	wire_cli_help(out, table);
	wire_buf_puts(out,
		"\nquery: words are ANDed; AND OR NOT -word ( ) \"a phrase\" NEAR/5 ADJ/5 taiw*\n"
		"  =taxes (this form) =US (in capitals)\n ");
	put_fields(out);
	wire_buf_puts(out,
		"\n  date:2023-06  date:2023-06-01..2023-06-15  date:\"last week\"\n"
		"\nexit status: 0 found, 1 nothing found, 2 usage or query, 3 database\n");
}
