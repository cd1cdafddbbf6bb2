/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/country.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wire/text.h"

/* The data file is a few tens of kilobytes; a stranger's is refused. */
enum { TABLE_BYTES_MAX = 4 << 20, NAMES_MAX = 1 << 14 };

typedef struct name {
	wire_str folded;
	size_t country;
} name;

struct wire_countries {
	wire_arena *arena;
	wire_list codes, labels; /* one each a country, in the file's order */
	name *names;             /* sorted by `folded` */
	size_t n_names;
};

void wire_data_path(wire_buf *out, const char *dir, const char *file)
{
	if (dir == NULL || dir[0] == '\0')
		dir = getenv("WIRE_DATA_DIR");
	if (dir == NULL || dir[0] == '\0')
		dir = access(WIRE_DATA_SOURCE_DIR, R_OK) == 0 ? WIRE_DATA_SOURCE_DIR
							      : WIRE_DATA_INSTALL_DIR;
	wire_buf_printf(out, "%s/%s", dir, file);
}

static wire_status read_file(wire_buf *out, const char *path, wire_error *err)
{
	char chunk[16 * 1024];
	size_t got;
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return wire_fail(err, WIRE_EIO, "cannot open '%s': %s", path, strerror(errno));
	while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
		wire_buf_append(out, chunk, got);
	bool bad = ferror(file) != 0;
	fclose(file);
	if (bad)
		return wire_fail(err, WIRE_EIO, "cannot read '%s': %s", path, strerror(errno));
	wire_status status = wire_buf_status(out);
	return status == WIRE_OK ? status : wire_fail(err, status, "'%s' is too large", path);
}

/* Take the next part up to `separator` off `*rest`; false at the end. */
static bool next_part(wire_str *part, wire_str *rest, char separator)
{
	if (rest->data == NULL)
		return false;
	const char *mark = rest->len == 0 ? NULL : memchr(rest->data, separator, rest->len);
	size_t end = mark == NULL ? rest->len : (size_t)(mark - rest->data);
	*part = wire_str_slice(*rest, 0, end);
	*rest = mark == NULL ? (wire_str){NULL, 0} : wire_str_slice(*rest, end + 1, rest->len);
	if (mark != NULL && rest->data == NULL)
		*rest = (wire_str){"", 0};
	return true;
}

static wire_status add_name(wire_countries *c, wire_str text, size_t country)
{
	text = wire_str_trim(text);
	if (text.len == 0)
		return WIRE_OK;
	if (c->n_names == NAMES_MAX)
		return WIRE_ETOOBIG;
	name *slot = &c->names[c->n_names];
	slot->country = country;
	wire_status status = wire_text_fold_copy(&slot->folded, c->arena, text);
	c->n_names += status == WIRE_OK;
	return status;
}

/* A line: code, usual name, names, demonyms; the last two are lists with `|`. */
static wire_status add_line(wire_countries *c, wire_str line)
{
	wire_str code, label, column, part;
	size_t country = c->codes.len;
	if (!next_part(&code, &line, '\t') || !next_part(&label, &line, '\t') || code.len < 2)
		return WIRE_EFORMAT;
	wire_status status = wire_list_push(&c->codes, c->arena, code);
	if (status == WIRE_OK)
		status = wire_list_push(&c->labels, c->arena, label);
	if (status == WIRE_OK)
		status = add_name(c, code, country);
	if (status == WIRE_OK)
		status = add_name(c, label, country);
	while (status == WIRE_OK && next_part(&column, &line, '\t'))
		while (status == WIRE_OK && next_part(&part, &column, '|'))
			status = add_name(c, part, country);
	return status;
}

/* Equal names keep the file's order: the first country that lists a name has it. */
static int by_name(const void *a, const void *b)
{
	const name *x = a, *y = b;
	int order = wire_str_compare(x->folded, y->folded);
	return order != 0 ? order : (x->country > y->country) - (x->country < y->country);
}

static wire_status parse(wire_countries *c, wire_str bytes, const char *path, wire_error *err)
{
	wire_str text, line;
	unsigned number = 0;
	wire_status status = wire_arena_copy(&text, c->arena, bytes);
	while (status == WIRE_OK && wire_str_line(&line, &text)) {
		number++;
		if (line.len > 0 && line.data[0] != '#')
			status = add_line(c, line);
	}
	if (status == WIRE_EFORMAT)
		return wire_fail(err, status, "'%s', line %u: want code, name, names, demonyms",
			path, number);
	if (status != WIRE_OK)
		return wire_fail(err, status, "'%s': %s", path, wire_status_text(status));
	qsort(c->names, c->n_names, sizeof *c->names, by_name);
	return WIRE_OK;
}

wire_status wire_countries_load(wire_countries **out, const char *dir, wire_error *err)
{
	wire_buf path, bytes;
	wire_status status = WIRE_OK;
	*out = NULL;
	wire_buf_init(&path, 4096);
	wire_buf_init(&bytes, TABLE_BYTES_MAX);
	wire_data_path(&path, dir, "countries.tsv");
	wire_countries *c = calloc(1, sizeof *c);
	if (c == NULL || (c->arena = wire_arena_new(4 * TABLE_BYTES_MAX)) == NULL ||
		(c->names = wire_arena_calloc(c->arena, NAMES_MAX, sizeof *c->names)) == NULL ||
		wire_buf_status(&path) != WIRE_OK) {
		status = wire_fail(err, WIRE_ENOMEM, "out of memory");
		goto cleanup;
	}
	status = read_file(&bytes, path.data, err);
	if (status == WIRE_OK)
		status = parse(c, wire_buf_view(&bytes), path.data, err);
	if (status == WIRE_OK) {
		*out = c;
		c = NULL;
	}
cleanup:
	wire_countries_free(c);
	wire_buf_release(&path);
	wire_buf_release(&bytes);
	return status;
}

void wire_countries_free(wire_countries *countries)
{
	if (countries == NULL)
		return;
	wire_arena_free(countries->arena);
	free(countries);
}

wire_str wire_countries_code(const wire_countries *countries, wire_str text)
{
	wire_buf folded;
	wire_str found = {NULL, 0};
	wire_buf_init(&folded, 1024);
	wire_text_fold(&folded, wire_str_trim(text));
	wire_str key = wire_buf_view(&folded);
	size_t low = 0, high = countries->n_names;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (wire_str_compare(countries->names[middle].folded, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (wire_buf_status(&folded) == WIRE_OK && low < countries->n_names &&
		wire_str_equal(countries->names[low].folded, key))
		found = countries->codes.items[countries->names[low].country];
	wire_buf_release(&folded);
	return found;
}

wire_str wire_countries_name(const wire_countries *countries, wire_str code)
{
	for (size_t i = 0; i < countries->codes.len; i++)
		if (wire_str_equal_nocase(countries->codes.items[i], code))
			return countries->labels.items[i];
	return (wire_str){NULL, 0};
}
