/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/cli.h"

#include <getopt.h>
#include <string.h>

enum { HELP_COLUMN = 30, SHOWN_BYTES = 80 };

/* What getopt_long wants, made from the table. */
typedef struct getopt_tables {
	struct option long_options[WIRE_OPTIONS_MAX + 1];
	char short_options[3 * WIRE_OPTIONS_MAX + 2];
} getopt_tables;

static void make_tables(getopt_tables *out, const wire_option *options)
{
	char *letter = out->short_options;
	size_t n = 0;
	*letter++ = ':'; /* a missing argument comes back as ':' instead of being printed */
	for (const wire_option *o = options; o->code != 0 && n < WIRE_OPTIONS_MAX; o++, n++) {
		int has = o->argument == NULL     ? no_argument
			  : o->argument[0] == '[' ? optional_argument
						  : required_argument;
		out->long_options[n] = (struct option){o->name, has, NULL, o->code};
		if (o->code >= WIRE_OPTION_LONG)
			continue;
		*letter++ = (char)o->code;
		for (int colons = 0; colons < has; colons++)
			*letter++ = ':';
	}
	*letter = '\0';
	out->long_options[n] = (struct option){0};
}

/* How many of the table's names begin with `name`, up to a `=`. */
static size_t names_like(const wire_option *options, const char *name)
{
	size_t n = 0, length = strcspn(name, "=");
	for (const wire_option *o = options; o->code != 0; o++)
		n += strncmp(o->name, name, length) == 0;
	return n;
}

static const wire_option *by_code(const wire_option *options, int code)
{
	const wire_option *o = options;
	while (o->code != 0 && o->code != code)
		o++;
	return o->code != 0 ? o : NULL;
}

/* The argument that holds the letter that getopt_long(3) has just refused: it may be in the middle
 * of it. */
static const char *argument_at(int argc, char **argv, int letter)
{
	const char *next = optind < argc ? argv[optind] : "";
	const char *at = next[0] == '-' && next[1] != '-' ? strchr(next + 1, letter) : NULL;
	return at != NULL && at[1] != '\0' ? next : argv[optind - 1];
}

/*
 * What getopt_long(3) says with '?': a long option that is none or could be several (optopt 0, and
 * it was just passed: operands before it may have moved, but not it), an option of the table that
 * takes no argument (its code), or a letter that is none.
 */
static wire_status refuse(
	const wire_option *options, int argc, char **argv, const char *hint, wire_error *err)
{
	const wire_option *known = optopt != 0 ? by_code(options, optopt) : NULL;
	const char *given = argv[optind - 1];
	if (known != NULL)
		return wire_fail(
			err, WIRE_EINVAL, "the option '--%s' takes no argument", known->name);
	if (optopt > ' ' && optopt <= '~')
		return wire_fail(err, WIRE_EINVAL, "unknown option '%.*s'%s", SHOWN_BYTES,
			argument_at(argc, argv, optopt), hint == NULL ? "" : hint);
	if (optopt != 0) /* half a letter that is not ASCII */
		return wire_fail(err, WIRE_EINVAL, "an option is a letter from a to z%s",
			hint == NULL ? "" : hint);
	bool several = names_like(options, given + 2) > 1;
	return wire_fail(
		err, WIRE_EINVAL, "%s option '%s'", several ? "ambiguous" : "unknown", given);
}

wire_status wire_cli_parse(int *first, int argc, char **argv, const wire_option *options,
	const char *hint, wire_option_fn *fn, void *payload, wire_error *err)
{
	getopt_tables tables;
	wire_status status = WIRE_OK;
	make_tables(&tables, options);
	opterr = 0;
	optind = 0; /* GNU's and musl's way to start afresh */
	while (status == WIRE_OK) {
		int code = getopt_long(argc, argv, tables.short_options, tables.long_options, NULL);
		if (code == -1)
			break;
		if (code == '?')
			status = refuse(options, argc, argv, hint, err);
		else if (code == ':')
			status = wire_fail(err, WIRE_EINVAL, "option '%s' needs an argument",
				argv[optind - 1]);
		else
			status = fn(payload, code, optarg, err);
	}
	*first = optind;
	return status;
}

static void pad_to(wire_buf *out, size_t line_start, size_t column)
{
	while (out->len - line_start < column && wire_buf_status(out) == WIRE_OK)
		wire_buf_putc(out, ' ');
}

/* The help text from column HELP_COLUMN on, broken between words. */
static void put_wrapped(wire_buf *out, size_t line_start, const char *text)
{
	size_t column = out->len - line_start;
	while (*text != '\0') {
		size_t word = strcspn(text, " ");
		if (column + word + 1 > WIRE_HELP_WIDTH && column > HELP_COLUMN) {
			wire_buf_putc(out, '\n');
			line_start = out->len;
			pad_to(out, line_start, HELP_COLUMN);
			column = HELP_COLUMN;
		} else if (column > HELP_COLUMN) {
			wire_buf_putc(out, ' ');
			column++;
		}
		wire_buf_append(out, text, word);
		column += word;
		text += word;
		text += *text == ' ';
	}
	wire_buf_putc(out, '\n');
}

void wire_cli_help(wire_buf *out, const wire_option *options)
{
	for (const wire_option *o = options; o->code != 0; o++) {
		size_t line_start = out->len;
		if (o->code < WIRE_OPTION_LONG)
			wire_buf_printf(out, "  -%c, --%s", o->code, o->name);
		else
			wire_buf_printf(out, "      --%s", o->name);
		if (o->argument != NULL && o->argument[0] == '[')
			wire_buf_printf(out, "[=%s", o->argument + 1);
		else if (o->argument != NULL)
			wire_buf_printf(out, "=%s", o->argument);
		if (out->len - line_start > HELP_COLUMN - 2) {
			wire_buf_putc(out, '\n');
			line_start = out->len;
		}
		pad_to(out, line_start, HELP_COLUMN);
		put_wrapped(out, line_start, o->help);
	}
}
