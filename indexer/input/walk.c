/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/input/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Deeper than any archive; a bound against folders mounted into themselves. */
enum { DEPTH_MAX = 128 };

typedef struct walker {
	wire_files *files;
	wire_walk_skip_fn *skip;
	void *payload;
} walker;

static wire_status visit(walker *w, const char *path, int depth);

static wire_status add_file(walker *w, const char *path, const struct stat *info)
{
	wire_files *files = w->files;
	if (files->len == files->cap) {
		size_t cap = files->cap == 0 ? 64 : files->cap * 2;
		wire_file *items = realloc(files->items, cap * sizeof *items);
		if (items == NULL)
			return WIRE_ENOMEM;
		files->items = items;
		files->cap = cap;
	}
	char *real = realpath(path, NULL);
	char *copy = strdup(path);
	if (copy == NULL || (real == NULL && errno == ENOMEM)) {
		free(real);
		free(copy);
		return WIRE_ENOMEM;
	}
	if (real == NULL) {
		w->skip(w->payload, path, strerror(errno));
		free(copy);
		return WIRE_OK;
	}
	files->items[files->len++] = (wire_file){
		.path = copy,
		.real = real,
		.size = (uint64_t)info->st_size,
		.mtime = (int64_t)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec,
	};
	files->bytes += (uint64_t)info->st_size;
	return WIRE_OK;
}

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static char *join(const char *folder, const char *name)
{
	size_t length = strlen(folder);
	while (length > 1 && folder[length - 1] == '/')
		length--;
	char *path = malloc(length + strlen(name) + 2);
	if (path == NULL)
		return NULL;
	memcpy(path, folder, length);
	path[length] = '/';
	strcpy(path + length + (folder[length - 1] == '/' && length == 1 ? 0 : 1), name);
	return path;
}

static wire_status visit_folder(walker *w, const char *path, int depth)
{
	struct dirent **entries;
	wire_status status = WIRE_OK;
	if (depth >= DEPTH_MAX) {
		w->skip(w->payload, path, "folders are nested too deeply");
		return WIRE_OK;
	}
	int n = scandir(path, &entries, not_hidden, by_name);
	if (n < 0) {
		w->skip(w->payload, path, strerror(errno));
		return WIRE_OK;
	}
	for (int i = 0; i < n; i++) {
		char *inner = status == WIRE_OK ? join(path, entries[i]->d_name) : NULL;
		if (inner != NULL)
			status = visit(w, inner, depth + 1);
		else if (status == WIRE_OK)
			status = WIRE_ENOMEM;
		free(inner);
		free(entries[i]);
	}
	free(entries);
	return status;
}

static wire_status visit(walker *w, const char *path, int depth)
{
	struct stat info;
	bool link = depth > 0 && lstat(path, &info) == 0 && S_ISLNK(info.st_mode);
	if (stat(path, &info) != 0) {
		w->skip(w->payload, path, strerror(errno));
		return WIRE_OK;
	}
	if (S_ISDIR(info.st_mode))
		return link ? WIRE_OK : visit_folder(w, path, depth);
	if (S_ISREG(info.st_mode))
		return add_file(w, path, &info);
	if (depth == 0)
		w->skip(w->payload, path, "neither a file nor a folder");
	return WIRE_OK;
}

wire_status wire_files_find(
	wire_files *out, const char *const *paths, size_t n, wire_walk_skip_fn *skip, void *payload)
{
	wire_status status = WIRE_OK;
	walker w = {.files = out, .skip = skip, .payload = payload};
	*out = (wire_files){0};
	for (size_t i = 0; i < n && status == WIRE_OK; i++)
		status = visit(&w, paths[i], 0);
	return status;
}

void wire_files_release(wire_files *files)
{
	for (size_t i = 0; i < files->len; i++) {
		free(files->items[i].path);
		free(files->items[i].real);
	}
	free(files->items);
	*files = (wire_files){0};
}
