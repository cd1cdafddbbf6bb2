/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/data.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the running program, links resolved; false where the system does not tell. */
static bool program_folder(char out[PATH_MAX])
{
	ssize_t length = readlink("/proc/self/exe", out, PATH_MAX - 1);
	if (length <= 0)
		return false;
	out[length] = '\0';
	char *slash = strrchr(out, '/');
	if (slash == NULL)
		return false;
	*slash = '\0';
	return true;
}

/*
 * The data folder as seen from the program's: one way for commands and one for the CGI program,
 * which lies a folder deeper. The build makes the first of them in its own tree, too.
 */
static bool beside_program(char out[2 * PATH_MAX])
{
	char folder[PATH_MAX];
	if (!program_folder(folder))
		return false;
	const char *name = strrchr(folder, '/');
	bool cgi = name != NULL && strcmp(name, "/cgi-bin") == 0;
	snprintf(out, 2 * PATH_MAX, "%s/%s", folder, cgi ? WIRE_DATA_FROM_CGI : WIRE_DATA_FROM_BIN);
	return access(out, R_OK) == 0;
}

void wire_data_path(wire_buf *out, const char *dir, const char *name)
{
	char beside[2 * PATH_MAX];
	if (dir == NULL || dir[0] == '\0')
		dir = getenv("WIRE_DATA_DIR");
	if (dir == NULL || dir[0] == '\0')
		dir = beside_program(beside) ? beside : WIRE_DATA_INSTALL_DIR;
	wire_buf_printf(out, "%s/%s", dir, name);
}

/* The whole of an open file; its size is asked first, so that the arena holds no more than it. */
static wire_status read_whole(wire_str *out, wire_arena *arena, FILE *file)
{
	long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
	if (size < 0 || (unsigned long)size > WIRE_DATA_FILE_MAX)
		return size < 0 ? WIRE_EIO : WIRE_ETOOBIG;
	char *text = wire_arena_alloc(arena, (size_t)size + 1);
	if (text == NULL)
		return WIRE_ENOMEM;
	rewind(file);
	*out = (wire_str){text, fread(text, 1, (size_t)size, file)};
	text[out->len] = '\0';
	return ferror(file) || out->len != (size_t)size ? WIRE_EIO : WIRE_OK;
}

static wire_status read_at(wire_str *out, wire_arena *arena, const char *path, wire_error *err)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return wire_fail(err, WIRE_EIO,
			"cannot open the data file '%s': %s (is WIRE_DATA_DIR right?)", path,
			strerror(errno));
	wire_status status = read_whole(out, arena, file);
	fclose(file);
	return status == WIRE_OK ? status
				 : wire_fail(err, status, "cannot read the data file '%s': %s",
					   path, wire_status_text(status));
}

wire_status wire_data_read(
	wire_str *out, wire_arena *arena, const char *dir, const char *name, wire_error *err)
{
	wire_buf path;
	*out = (wire_str){NULL, 0};
	wire_buf_init(&path, 3 * PATH_MAX);
	wire_data_path(&path, dir, name);
	wire_status status = wire_buf_status(&path);
	status = status == WIRE_OK
			 ? read_at(out, arena, path.data, err)
			 : wire_fail(err, status, "'%s': %s", name, wire_status_text(status));
	wire_buf_release(&path);
	return status;
}

bool wire_data_item(wire_str *item, wire_str *rest, char separator)
{
	if (rest->len == 0)
		return false;
	const char *mark = memchr(rest->data, separator, rest->len);
	size_t end = mark == NULL ? rest->len : (size_t)(mark - rest->data);
	*item = wire_str_slice(*rest, 0, end);
	*rest = wire_str_slice(*rest, end + 1, rest->len);
	return true;
}

/* The columns of a line; how many. */
static size_t split_row(wire_str columns[WIRE_DATA_COLUMNS_MAX], wire_str line)
{
	size_t n = 0;
	while (n + 1 < WIRE_DATA_COLUMNS_MAX && wire_data_item(&columns[n], &line, '\t'))
		n++;
	if (line.len > 0)
		columns[n++] = line;
	return n;
}

wire_status wire_data_each_row(
	wire_str text, const char *name, wire_data_row_fn *fn, void *arg, wire_error *err)
{
	wire_str line;
	unsigned number = 0;
	wire_status status = WIRE_OK;
	while (status == WIRE_OK && wire_str_line(&line, &text)) {
		wire_str columns[WIRE_DATA_COLUMNS_MAX];
		number++;
		if (line.len > 0 && line.data[0] != '#')
			status = fn(arg, columns, split_row(columns, line));
	}
	if (status == WIRE_OK)
		return WIRE_OK;
	return wire_fail(err, status, "'%s', line %u: %s", name, number, wire_status_text(status));
}
