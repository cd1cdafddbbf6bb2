/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/input/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/input/file.h"
#include "indexer/input/place.h"
#include "wire/name.h"
#include "wire/table.h"

/* Deeper than any archive; a bound against folders mounted into themselves. */
enum { DEPTH_MAX = 128 };

/* A folder as it was reached, and what it is called within the root; both without a slash behind.
 */
typedef struct place {
	const char *typed;
	const char *within;
} place;

typedef struct entry {
	const place *folder; /* NULL: standard input */
	const char *name;
	const char *within; /* NULL: the folder's and the name */
	uint64_t size;
	int64_t mtime;
	struct entry *next;
} entry;

struct wire_walk {
	wire_arena *arena;
	entry *first, *last, *at;
	uint64_t bytes;
	size_t *found;    /* by path */
	wire_table files; /* seen, by their path within the root */
	wire_buf dates;   /* what stands before each path that a date is looked for in */
	/* of the item at hand */
	wire_bytes *item_bytes;
	wire_buf path, shown, identity, item_dates;
};

typedef struct walker {
	wire_walk *walk;
	const wire_walk_options *options;
	wire_table folders; /* seen, by device and inode */
	wire_buf text;      /* of the path being told of */
	size_t met;         /* files, and folders seen before, that were met */
	wire_error *err;
} walker;

static wire_status visit_folder(walker *w, const place *f, int depth);

/* ---- telling ---- */

static wire_status no_memory(walker *w)
{
	return wire_fail(w->err, WIRE_ENOMEM, "out of memory");
}

static wire_status note(walker *w, const char *path, wire_reason reason, const char *words)
{
	wire_buf_clear(&w->text);
	wire_name_text(&w->text, wire_str_from(path));
	if (wire_buf_status(&w->text) != WIRE_OK)
		return no_memory(w);
	w->options->note(w->options->payload, wire_buf_view(&w->text), reason,
		words == NULL ? wire_reason_text(reason) : words);
	return WIRE_OK;
}

/* ---- what is passed over ---- */

static bool ends_in(const char *name, const char *ending)
{
	return wire_str_ends(wire_str_from(name), wire_str_from(ending));
}

static wire_reason reason_of_name(const char *name)
{
	size_t length = strlen(name);
	if (name[0] == '.')
		return WIRE_REASON_HIDDEN;
	if (ends_in(name, "~") || ends_in(name, ".bak") || ends_in(name, ".orig") ||
		(length > 2 && name[0] == '#' && name[length - 1] == '#'))
		return WIRE_REASON_BACKUP;
	return WIRE_REASON_NONE;
}

static bool is_excluded(const walker *w, const char *name, const char *within)
{
	for (size_t i = 0; i < w->options->n_excludes; i++) {
		const char *glob = w->options->excludes[i];
		bool path = strchr(glob, '/') != NULL;
		if (fnmatch(glob, path ? within : name, path ? FNM_PATHNAME : 0) == 0)
			return true;
	}
	return false;
}

static bool is_database(const char *folder)
{
	static const char *const marks[] = {"XAPIANDB", "iamglass", "flintlock"};
	char path[PATH_MAX];
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		int length = snprintf(path, sizeof path, "%s/%s", folder, marks[i]);
		if (length > 0 && length < PATH_MAX && access(path, F_OK) == 0)
			return true;
	}
	return false;
}

/* ---- finding ---- */

static const char *copy(walker *w, const char *text)
{
	wire_str out;
	return wire_arena_copy(&out, w->walk->arena, wire_str_from(text)) == WIRE_OK ? out.data
										     : NULL;
}

/* `folder/name` in the arena; no slash where `folder` is empty or ends in one. */
static const char *join(wire_arena *arena, const char *folder, const char *name)
{
	wire_str out;
	size_t length = strlen(folder);
	const char *slash = length == 0 || folder[length - 1] == '/' ? "" : "/";
	return wire_arena_print(&out, arena, "%s%s%s", folder, slash, name) == WIRE_OK ? out.data
										       : NULL;
}

/* Note `key` as seen; `*seen` when it was before. */
static wire_status see(bool *seen, walker *w, wire_table *table, const char *key)
{
	static const bool present = true;
	*seen = wire_table_get(table, wire_str_from(key)) != NULL;
	if (*seen)
		return WIRE_OK;
	const char *kept = copy(w, key);
	if (kept == NULL ||
		wire_table_put(table, w->walk->arena, wire_str_from(kept), &present) != WIRE_OK)
		return no_memory(w);
	return WIRE_OK;
}

static wire_status add_entry(walker *w, const entry *found)
{
	wire_walk *walk = w->walk;
	entry *e = wire_arena_alloc(walk->arena, sizeof *e);
	if (e == NULL)
		return no_memory(w);
	*e = *found;
	if (walk->last == NULL)
		walk->first = e;
	else
		walk->last->next = e;
	walk->last = e;
	walk->bytes += e->size;
	return WIRE_OK;
}

static wire_status add_file(walker *w, const place *f, const char *name, const char *typed,
	const char *within, const struct stat *info)
{
	bool seen;
	w->met++;
	wire_status status = see(&seen, w, &w->walk->files, within);
	if (status != WIRE_OK || seen)
		return status == WIRE_OK ? note(w, typed, WIRE_REASON_SEEN, NULL) : status;
	const char *usual = join(w->walk->arena, f->within, name);
	entry e = {.folder = f,
		.name = copy(w, name),
		.size = (uint64_t)info->st_size,
		.mtime = (int64_t)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec};
	if (usual == NULL || e.name == NULL)
		return no_memory(w);
	if (strcmp(usual, within) != 0 && (e.within = copy(w, within)) == NULL)
		return no_memory(w);
	return add_entry(w, &e);
}

static wire_status enter_folder(
	walker *w, const char *typed, const char *within, const struct stat *info, int depth)
{
	char key[64];
	bool seen;
	snprintf(key, sizeof key, "%llx:%llx", (unsigned long long)info->st_dev,
		(unsigned long long)info->st_ino);
	if (depth >= DEPTH_MAX)
		return note(w, typed, WIRE_REASON_NESTED, NULL);
	if (is_database(typed))
		return note(w, typed, WIRE_REASON_DATABASE, NULL);
	wire_status status = see(&seen, w, &w->folders, key);
	w->met += seen;
	if (status != WIRE_OK || seen)
		return status == WIRE_OK ? note(w, typed, WIRE_REASON_SEEN, NULL) : status;
	place *f = wire_arena_calloc(w->walk->arena, 1, sizeof *f);
	if (f == NULL || (f->typed = copy(w, typed)) == NULL ||
		(f->within = copy(w, within)) == NULL)
		return no_memory(w);
	return visit_folder(w, f, depth);
}

/*
 * What a link is called: by its real place where that is within the root, else as it was reached.
 * WIRE_EIO, and errno, when the place cannot be told: by another name it would be another story.
 */
static wire_status place_link(wire_buf *out, walker *w, const char *typed, const char *within)
{
	wire_str real_within;
	char *real = realpath(typed, NULL);
	if (real == NULL)
		return errno == ENOMEM ? no_memory(w) : WIRE_EIO;
	bool inside = wire_place_within(
		&real_within, wire_str_from(w->options->root), wire_str_from(real));
	wire_buf_clear(out);
	wire_buf_str(out, inside ? real_within : wire_str_from(within));
	free(real);
	return wire_buf_status(out) == WIRE_OK ? WIRE_OK : no_memory(w);
}

static wire_status visit_entry(walker *w, const place *f, const char *name, int depth)
{
	struct stat info;
	wire_buf real;
	const char *typed = join(w->walk->arena, f->typed, name);
	const char *within = join(w->walk->arena, f->within, name);
	if (typed == NULL || within == NULL)
		return no_memory(w);
	wire_reason reason = reason_of_name(name);
	if (reason == WIRE_REASON_NONE && is_excluded(w, name, within))
		reason = WIRE_REASON_EXCLUDED;
	if (reason != WIRE_REASON_NONE)
		return note(w, typed, reason, NULL);
	if (lstat(typed, &info) != 0)
		return note(w, typed, WIRE_REASON_UNREADABLE, strerror(errno));
	bool link = S_ISLNK(info.st_mode);
	if (link && stat(typed, &info) != 0)
		return note(w, typed, WIRE_REASON_UNREADABLE,
			errno == ENOENT ? "a link to nothing" : strerror(errno));
	if (!S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode))
		return note(w, typed, WIRE_REASON_DEVICE, NULL);
	wire_buf_init(&real, 2 * PATH_MAX);
	wire_status status = WIRE_OK;
	if (link)
		status = place_link(&real, w, typed, within);
	if (status == WIRE_OK && link)
		within = real.data == NULL ? "" : real.data;
	if (status == WIRE_EIO)
		status = note(w, typed, WIRE_REASON_UNREADABLE, strerror(errno));
	else if (status == WIRE_OK)
		status = S_ISDIR(info.st_mode) ? enter_folder(w, typed, within, &info, depth + 1)
					       : add_file(w, f, name, typed, within, &info);
	wire_buf_release(&real);
	return status;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int not_dots(const struct dirent *e)
{
	return strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
}

static wire_status visit_folder(walker *w, const place *f, int depth)
{
	struct dirent **entries;
	wire_status status = WIRE_OK;
	int n = scandir(f->typed, &entries, not_dots, by_name);
	if (n < 0)
		return note(w, f->typed, WIRE_REASON_UNREADABLE, strerror(errno));
	for (int i = 0; i < n; i++) {
		if (status == WIRE_OK)
			status = visit_entry(w, f, entries[i]->d_name, depth);
		free(entries[i]);
	}
	free(entries);
	return status;
}

/* A file that was given by itself: it is in its folder as typed, and called by its own path. */
static wire_status add_given(
	walker *w, const char *path, const char *within, const struct stat *info)
{
	const char *slash = strrchr(path, '/');
	place *f = wire_arena_calloc(w->walk->arena, 1, sizeof *f);
	wire_str typed = {path, slash == NULL ? 0 : (size_t)(slash - path) + 1};
	if (f == NULL || wire_arena_copy(&typed, w->walk->arena, typed) != WIRE_OK)
		return no_memory(w);
	f->typed = typed.data;
	f->within = "";
	return add_file(w, f, slash == NULL ? path : slash + 1, path, within, info);
}

static wire_status visit_path(walker *w, const char *path)
{
	struct stat info;
	wire_buf within;
	if (strcmp(path, "-") == 0)
		return add_entry(w, &(entry){.name = "-", .size = 0});
	if (stat(path, &info) != 0)
		return note(w, path, WIRE_REASON_UNREADABLE, strerror(errno));
	wire_buf_init(&within, 2 * PATH_MAX);
	wire_status status = wire_place_of(&within, path, w->options->root, w->err);
	const char *inner = within.data == NULL ? "" : within.data;
	const char *slash = strrchr(path, '/');
	if (status == WIRE_OK && is_excluded(w, slash == NULL ? path : slash + 1, inner))
		status = note(w, path, WIRE_REASON_EXCLUDED, NULL);
	else if (status == WIRE_OK && S_ISDIR(info.st_mode))
		status = enter_folder(w, path, inner, &info, 0);
	else if (status == WIRE_OK && S_ISREG(info.st_mode))
		status = add_given(w, path, inner, &info);
	else if (status == WIRE_OK)
		status = note(w, path, WIRE_REASON_NO_FILE, NULL);
	else if (status == WIRE_EIO)
		status = note(w, path, WIRE_REASON_UNREADABLE, w->err->message);
	wire_buf_release(&within);
	return status;
}

/* ---- the list, and the items of it ---- */

static wire_status find_all(wire_walk *walk, const wire_walk_options *options, wire_error *err)
{
	walker w = {.walk = walk, .options = options, .err = err};
	wire_status status = WIRE_OK;
	wire_str dates = wire_place_dates(wire_str_from(options->root));
	wire_name_text(&walk->dates, dates);
	if (dates.len > 0)
		wire_buf_putc(&walk->dates, '/');
	walk->found = wire_arena_calloc(walk->arena, options->n_paths + 1, sizeof *walk->found);
	if (walk->found == NULL || wire_buf_status(&walk->dates) != WIRE_OK)
		return no_memory(&w);
	wire_buf_init(&w.text, 8 * PATH_MAX);
	for (size_t i = 0; i < options->n_paths && status == WIRE_OK; i++) {
		size_t before = w.met;
		status = visit_path(&w, options->paths[i]);
		walk->found[i] = w.met - before;
	}
	wire_buf_release(&w.text);
	walk->at = walk->first;
	return status;
}

wire_status wire_walk_open(wire_walk **out, const wire_walk_options *options, wire_error *err)
{
	*out = NULL;
	wire_walk *walk = calloc(1, sizeof *walk);
	if (walk == NULL || (walk->arena = wire_arena_new(WIRE_WALK_MEMORY_MAX)) == NULL) {
		free(walk);
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	}
	wire_buf_init(&walk->path, 2 * PATH_MAX);
	wire_buf_init(&walk->dates, 8 * PATH_MAX);
	wire_buf_init(&walk->shown, 8 * PATH_MAX);
	wire_buf_init(&walk->identity, 8 * PATH_MAX);
	wire_buf_init(&walk->item_dates, 16 * PATH_MAX);
	wire_status status = find_all(walk, options, err);
	if (status == WIRE_OK)
		*out = walk;
	else
		wire_walk_close(walk);
	return status;
}

void wire_walk_close(wire_walk *walk)
{
	if (walk == NULL)
		return;
	wire_bytes_free(walk->item_bytes);
	wire_buf_release(&walk->path);
	wire_buf_release(&walk->dates);
	wire_buf_release(&walk->shown);
	wire_buf_release(&walk->identity);
	wire_buf_release(&walk->item_dates);
	wire_arena_free(walk->arena);
	free(walk);
}

static void put_path(wire_buf *out, const char *folder, const char *name)
{
	size_t length = strlen(folder);
	wire_buf_puts(out, folder);
	if (length > 0 && folder[length - 1] != '/')
		wire_buf_putc(out, '/');
	wire_buf_puts(out, name);
}

/* The names of an entry as text. */
static wire_status name_item(wire_walk *walk, const entry *e, wire_error *err)
{
	wire_buf_clear(&walk->path);
	wire_buf_clear(&walk->shown);
	wire_buf_clear(&walk->identity);
	wire_buf_clear(&walk->item_dates);
	wire_status status = WIRE_OK;
	if (e->folder != NULL) {
		if (e->within != NULL)
			wire_buf_puts(&walk->path, e->within);
		else
			put_path(&walk->path, e->folder->within, e->name);
		wire_name_text(&walk->identity, wire_buf_view(&walk->path));
		wire_buf_str(&walk->item_dates, wire_buf_view(&walk->dates));
		wire_buf_str(&walk->item_dates, wire_buf_view(&walk->identity));
		/* Asked before it is used again: without an identity it would be another story. */
		status = wire_buf_status(&walk->path);
		wire_buf_clear(&walk->path);
		wire_buf_puts(&walk->path, e->folder->typed);
		if (walk->path.len > 0 && walk->path.data[walk->path.len - 1] != '/')
			wire_buf_putc(&walk->path, '/');
	}
	wire_buf_puts(&walk->path, e->name);
	wire_name_text(&walk->shown, wire_buf_view(&walk->path));
	if (status == WIRE_OK)
		status = wire_buf_status(&walk->path);
	if (status == WIRE_OK)
		status = wire_buf_status(&walk->shown);
	if (status == WIRE_OK)
		status = wire_buf_status(&walk->identity);
	if (status == WIRE_OK)
		status = wire_buf_status(&walk->item_dates);
	return status == WIRE_OK ? status
				 : wire_fail(err, WIRE_ENOMEM, "a path needs too much memory");
}

wire_status wire_walk_next(wire_item *out, wire_walk *walk, wire_error *err)
{
	const entry *e = walk->at;
	*out = (wire_item){0};
	wire_bytes_free(walk->item_bytes);
	walk->item_bytes = NULL;
	if (e == NULL)
		return WIRE_END;
	walk->at = e->next;
	wire_status status = name_item(walk, e, err);
	if (status == WIRE_OK)
		status = wire_file_bytes(&walk->item_bytes, walk->path.data, err);
	if (status != WIRE_OK)
		return status;
	*out = (wire_item){
		.shown = wire_buf_view(&walk->shown),
		.identity = wire_buf_view(&walk->identity),
		.dates = wire_buf_view(&walk->item_dates),
		.size = e->folder == NULL ? UINT64_MAX : e->size,
		.mtime = e->mtime,
		.bytes = walk->item_bytes,
	};
	return WIRE_OK;
}

void wire_walk_rewind(wire_walk *walk)
{
	walk->at = walk->first;
}

uint64_t wire_walk_bytes(const wire_walk *walk)
{
	return walk->bytes;
}

bool wire_walk_has(const wire_walk *walk, wire_str within)
{
	return wire_table_get(&walk->files, within) != NULL;
}

size_t wire_walk_found(const wire_walk *walk, size_t path)
{
	return walk->found[path];
}
