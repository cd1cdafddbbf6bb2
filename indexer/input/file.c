/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/input/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct file {
	int descriptor; /* -1: not opened yet */
	char path[];
} file;

static wire_status read_file(size_t *got, void *state, char *out, size_t size, wire_error *err)
{
	file *f = state;
	*got = 0;
	if (f->descriptor < 0)
		f->descriptor = open(f->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (f->descriptor < 0)
		return wire_fail(err, WIRE_EIO, "%s", strerror(errno));
	/* A signal ends a wait for standard input: the caller wants to know of it. */
	ssize_t n = read(f->descriptor, out, size);
	if (n < 0)
		return wire_fail(err, WIRE_EIO, "%s", strerror(errno));
	*got = (size_t)n;
	return WIRE_OK;
}

static wire_status rewind_file(void *state, wire_error *err)
{
	file *f = state;
	if (f->descriptor >= 0 && lseek(f->descriptor, 0, SEEK_SET) != 0)
		return wire_fail(err, WIRE_EIO, "%s", strerror(errno));
	return WIRE_OK;
}

static void close_file(void *state)
{
	file *f = state;
	if (f->descriptor >= 0 && f->descriptor != STDIN_FILENO)
		close(f->descriptor);
	free(f);
}

wire_status wire_file_bytes(wire_bytes **out, const char *path, wire_error *err)
{
	size_t size = strlen(path) + 1;
	file *f = malloc(sizeof *f + size);
	*out = NULL;
	if (f == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	f->descriptor = strcmp(path, "-") == 0 ? STDIN_FILENO : -1;
	memcpy(f->path, path, size);
	return wire_bytes_new(out, (wire_source){read_file, rewind_file, close_file, f}, err);
}
