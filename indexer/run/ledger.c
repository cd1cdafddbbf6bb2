/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/ledger.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "wire/schema.h"

#define KEY_PREFIX "file:"

/* The newest a file's time may be, in nanoseconds, to tell a later change from this one. */
#define FRESH_NANOSECONDS 2000000000

wire_status wire_file_term(wire_buf *out, const char *real_path)
{
	return wire_term_make(out, "", WIRE_TERM_FILE, wire_str_from(real_path));
}

/* Metadata keys have the length limit of terms, and paths may be longer: the same cut serves. */
static wire_status key_of(wire_buf *out, const char *real_path)
{
	return wire_term_make(out, "", KEY_PREFIX, wire_str_from(real_path));
}

wire_status wire_ledger_get(wire_ledger_entry *out, bool *found, wire_writer *writer,
	const char *real_path, wire_error *err)
{
	wire_buf key, value;
	*out = (wire_ledger_entry){0};
	*found = false;
	wire_buf_init(&key, WIRE_TERM_MAX);
	wire_buf_init(&value, PATH_MAX + 256);
	wire_status status = key_of(&key, real_path);
	if (status == WIRE_OK)
		status = wire_writer_get_meta(&value, writer, wire_buf_view(&key), err);
	if (status == WIRE_OK && value.len > 0)
		*found = sscanf(value.data,
				 "%" SCNu64 " %" SCNd64 " %" SCNx64 " %" SCNx64 " %" SCNu32
				 " %" SCNu32,
				 &out->size, &out->mtime, &out->contents, &out->options,
				 &out->stories, &out->skipped) == 6;
	wire_buf_release(&key);
	wire_buf_release(&value);
	return status;
}

wire_status wire_ledger_put(
	wire_writer *writer, const char *real_path, const wire_ledger_entry *entry, wire_error *err)
{
	wire_buf key, value;
	wire_buf_init(&key, WIRE_TERM_MAX);
	wire_buf_init(&value, PATH_MAX + 256);
	wire_status status = key_of(&key, real_path);
	wire_buf_printf(&value,
		"%" PRIu64 " %" PRId64 " %" PRIx64 " %" PRIx64 " %" PRIu32 " %" PRIu32 " %s",
		entry->size, entry->mtime, entry->contents, entry->options, entry->stories,
		entry->skipped, real_path);
	if (status == WIRE_OK)
		status = wire_buf_status(&value);
	if (status == WIRE_OK)
		status = wire_writer_set_meta(
			writer, wire_buf_view(&key), wire_buf_view(&value), err);
	wire_buf_release(&key);
	wire_buf_release(&value);
	return status;
}

wire_ledger_entry wire_ledger_entry_of(const wire_file *file, uint64_t contents, uint64_t options)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	int64_t nanoseconds = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
	bool fresh = file->mtime > nanoseconds - FRESH_NANOSECONDS;
	return (wire_ledger_entry){
		.size = file->size,
		.mtime = fresh ? 0 : file->mtime,
		.contents = contents,
		.options = options,
	};
}

/* ---- pruning ---- */

typedef struct pruner {
	wire_writer *writer;
	char **roots; /* absolute */
	size_t n_roots;
	wire_buf gone; /* real paths of files that are gone, each with its NUL */
} pruner;

/* The absolute path of a path that may be gone itself: its folder is resolved instead. */
static char *absolute(const char *path)
{
	char *real = realpath(path, NULL);
	const char *slash = strrchr(path, '/');
	if (real != NULL)
		return real;
	char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
	char *real_folder = folder == NULL ? NULL : realpath(folder, NULL);
	const char *name = slash == NULL ? path : slash + 1;
	if (real_folder != NULL && (real = malloc(strlen(real_folder) + strlen(name) + 2)) != NULL)
		sprintf(real, "%s/%s", real_folder, name);
	free(folder);
	free(real_folder);
	return real;
}

static bool is_under(const char *path, const pruner *p)
{
	for (size_t i = 0; i < p->n_roots; i++) {
		size_t length = p->roots[i] == NULL ? 0 : strlen(p->roots[i]);
		if (length > 0 && strncmp(path, p->roots[i], length) == 0 &&
			(path[length] == '\0' || path[length] == '/' || length == 1))
			return true;
	}
	return false;
}

static wire_status note_gone(void *payload, wire_str key, uint32_t frequency, wire_error *err)
{
	pruner *p = payload;
	wire_buf value;
	struct stat info;
	int at = 0;
	(void)frequency;
	wire_buf_init(&value, PATH_MAX + 256);
	wire_status status = wire_writer_get_meta(&value, p->writer, key, err);
	if (status == WIRE_OK && value.len > 0) {
		sscanf(value.data, "%*s %*s %*s %*s %*s %*s %n", &at);
		const char *path = value.data + at;
		if (at > 0 && is_under(path, p) && lstat(path, &info) != 0 &&
			(errno == ENOENT || errno == ENOTDIR))
			wire_buf_append(&p->gone, path, strlen(path) + 1);
	}
	wire_buf_release(&value);
	return status;
}

static wire_status drop(uint32_t *dropped, pruner *p, const char *path, wire_error *err)
{
	uint32_t count = 0;
	wire_buf text;
	wire_buf_init(&text, WIRE_TERM_MAX);
	wire_status status = wire_file_term(&text, path);
	if (status == WIRE_OK)
		status = wire_writer_delete(&count, p->writer, wire_buf_view(&text), err);
	*dropped += count;
	if (status == WIRE_OK)
		status = key_of(&text, path);
	if (status == WIRE_OK)
		status = wire_writer_set_meta(p->writer, wire_buf_view(&text), WIRE_STR(""), err);
	wire_buf_release(&text);
	return status;
}

wire_status wire_ledger_prune(
	uint32_t *dropped, wire_writer *writer, const char *const *paths, size_t n, wire_error *err)
{
	wire_status status = WIRE_OK;
	pruner p = {.writer = writer, .n_roots = n, .roots = calloc(n + 1, sizeof *p.roots)};
	*dropped = 0;
	wire_buf_init(&p.gone, (size_t)1 << 30);
	if (p.roots == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	for (size_t i = 0; i < n; i++)
		p.roots[i] = absolute(paths[i]);
	status = wire_writer_meta_keys(writer, WIRE_STR(KEY_PREFIX), note_gone, &p, err);
	if (status == WIRE_OK)
		status = wire_buf_status(&p.gone);
	for (size_t at = 0; at < p.gone.len && status == WIRE_OK;
		at += strlen(p.gone.data + at) + 1)
		status = drop(dropped, &p, p.gone.data + at, err);
	for (size_t i = 0; i < n; i++)
		free(p.roots[i]);
	free(p.roots);
	wire_buf_release(&p.gone);
	return status;
}
