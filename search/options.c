/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/options.h"

#include <stdlib.h>
#include <string.h>

enum {
	OPTION_OFFSET = WIRE_OPTION_LONG,
	OPTION_SORT,
	OPTION_FACETS,
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
	{'n', "limit", "N", "hits to show (default: 10)"},
	{OPTION_OFFSET, "offset", "N", "hits to pass over first"},
	{'f', "filter", "FIELD=VALUE",
		"only stories with this value; repeatable: values of one field are ORed, fields "
		"are ANDed. Fields: people, countries, source, date"},
	{OPTION_SORT, "sort", "ORDER", "relevance, newest or oldest"},
	{OPTION_FACETS, "facets", "[LIST]",
		"count by people, countries, source and date, or those of LIST"},
	{OPTION_JSON, "json", NULL, "one JSON document"},
	{OPTION_IDS, "ids", NULL, "one id a line"},
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
		return wire_fail(err, WIRE_EINVAL, "more than %d databases", WIRE_DATABASES_MAX);
	o->databases[o->n_databases++] = path;
	return WIRE_OK;
}

static wire_status add_filter(wire_search_options *o, const char *filter, wire_error *err)
{
	if (o->given.n_filters == WIRE_FILTERS_MAX)
		return wire_fail(err, WIRE_EINVAL, "more than %u filters", WIRE_FILTERS_MAX);
	o->given.filters[o->given.n_filters++] = filter;
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
		return add_filter(o, argument, err);
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
	case OPTION_JSON:
		o->output = WIRE_OUTPUT_JSON;
		break;
	case OPTION_IDS:
		o->output = WIRE_OUTPUT_IDS;
		break;
	case OPTION_COUNT:
		o->output = WIRE_OUTPUT_COUNT;
		break;
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

static wire_status check(const wire_search_options *o, int n_operands, wire_error *err)
{
	if (o->n_databases == 0)
		return wire_fail(err, WIRE_EINVAL, "no database given: use -d DB, or set WIRE_DB");
	if (o->show != NULL && n_operands > 0)
		return wire_fail(err, WIRE_EINVAL, "--show takes no query");
	bool wanted = n_operands > 0 || o->given.n_filters > 0 || o->given.facets != NULL;
	if (o->show == NULL && !wanted)
		return wire_fail(
			err, WIRE_EINVAL, "no query given (an empty one, '', finds every story)");
	return WIRE_OK;
}

wire_status wire_search_options_read(
	wire_search_options *out, int argc, char **argv, wire_error *err)
{
	int first = argc;
	const char *db = getenv("WIRE_DB");
	*out = (wire_search_options){.color = "auto"};
	wire_buf_init(&out->query, 1 << 20);
	wire_status status = wire_cli_parse(&first, argc, argv, table, set_option, out, err);
	if (status != WIRE_OK || out->help || out->version)
		return status;
	if (out->n_databases == 0 && db != NULL && db[0] != '\0')
		out->databases[out->n_databases++] = db;
	for (int i = first; i < argc; i++) {
		wire_buf_puts(&out->query, i > first ? " " : "");
		wire_buf_puts(&out->query, argv[i]);
	}
	if (wire_buf_status(&out->query) != WIRE_OK)
		return wire_fail(err, WIRE_EINVAL, "the query is too long");
	out->given.query = wire_buf_view(&out->query);
	return check(out, argc - first, err);
}

void wire_search_options_release(wire_search_options *options)
{
	wire_buf_release(&options->query);
}

void wire_search_options_help(wire_buf *out)
{
	wire_buf_puts(out, "usage: wire-search [OPTIONS] -d DB QUERY...\n\n"
			   "Search the stories that wire-index stored.\n\n");
	wire_cli_help(out, table);
	wire_buf_puts(out,
		"\nquery: words are ANDed; AND OR NOT -word ( ) \"a phrase\" NEAR/5 ADJ/5 taiw*\n"
		"  =taxes (this form) =US (in capitals)\n ");
	for (int id = 0; id < WIRE_FIELD_COUNT; id++) {
		const char *name = wire_field_get((wire_field_id)id)->name;
		if (name[0] != '\0')
			wire_buf_printf(out, " %s:", name);
	}
	wire_buf_puts(out,
		"\n  date:2023-06  date:2023-06-01..2023-06-15  date:\"last week\"\n"
		"\nexit status: 0 found, 1 nothing found, 2 usage or query, 3 database\n");
}
