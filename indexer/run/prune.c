/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/prune.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/input/place.h"
#include "indexer/run/ledger.h"
#include "indexer/run/owned.h"
#include "wire/name.h"
#include "wire/schema.h"

/* Memory for the identities of files that are gone. */
#define GONE_MAX ((size_t)1 << 30)

/* One of the given paths. */
typedef struct place {
	const char *given; /* as it was typed */
	wire_str identity; /* of the folder or file; empty: the root itself */
	bool suspect;      /* nothing was found there */
	bool missing;      /* it is not there itself, which the walk has told */
	uint32_t gone;     /* files of the ledger that are gone from there, when suspect */
} place;

typedef struct pruner {
	wire_arena *arena;
	const char *root;
	const wire_walk *walk;
	place *places;
	size_t n_places;
	bool force;
	wire_list gone; /* identities */
} pruner;

static place *place_of(pruner *p, wire_str identity)
{
	wire_str within;
	for (size_t i = 0; i < p->n_places; i++)
		if (p->places[i].identity.len == 0 ||
			wire_place_within(&within, p->places[i].identity, identity))
			return &p->places[i];
	return NULL;
}

/* Does the way to `path` (cut in the middle for the question) lead over a link to nothing? */
static bool is_behind_dangling(char *path, size_t root)
{
	struct stat info;
	for (char *slash = strchr(path + root, '/'); slash != NULL;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		bool dangling = slash > path && lstat(path, &info) == 0 && S_ISLNK(info.st_mode) &&
				stat(path, &info) != 0;
		*slash = '/';
		if (dangling)
			return true;
	}
	return false;
}

/*
 * Is what stands at `path` no file that could be called `within`: a folder, a pipe, or a link to a
 * file that the walk calls otherwise? A file that --exclude passes over is one; so may be what a
 * link to nothing led to.
 */
static wire_status is_replaced(
	bool *out, const pruner *p, const char *path, wire_str within, wire_error *err)
{
	struct stat info;
	wire_buf real;
	wire_str name;
	wire_error ignored;
	if (stat(path, &info) != 0)
		return WIRE_OK;
	*out = !S_ISREG(info.st_mode);
	if (*out)
		return WIRE_OK;
	wire_buf_init(&real, 2 * PATH_MAX);
	wire_status status = wire_place_real(&real, path, &ignored);
	if (status == WIRE_OK)
		*out = wire_place_within(&name, wire_str_from(p->root), wire_buf_view(&real)) &&
		       !wire_str_equal(name, within);
	wire_buf_release(&real);
	return status == WIRE_ENOMEM ? wire_fail(err, status, "pruning: out of memory") : WIRE_OK;
}

/* Is the file of this identity surely gone? */
static wire_status is_gone(bool *out, const pruner *p, wire_str identity, wire_error *err)
{
	struct stat info;
	wire_buf path;
	wire_buf_init(&path, 4 * PATH_MAX);
	wire_buf_printf(&path, "%s/", p->root);
	size_t root = path.len;
	wire_name_bytes(&path, identity);
	wire_status status = wire_buf_status(&path);
	wire_str within = wire_str_slice(wire_buf_view(&path), root, path.len);
	if (status != WIRE_OK)
		wire_fail(err, status, "pruning: %s", wire_status_text(status));
	else if (wire_walk_has(p->walk, within))
		*out = false;
	else if (lstat(path.data, &info) == 0)
		status = is_replaced(out, p, path.data, within, err);
	else if (errno == EIO || errno == ENOMEM) /* what else keeps a file, the walk has told */
		status = wire_fail(err, WIRE_EIO, "pruning: '%s': %s", path.data, strerror(errno));
	else
		*out = (errno == ENOENT || errno == ENOTDIR) &&
		       !is_behind_dangling(path.data, root);
	wire_buf_release(&path);
	return status;
}

static wire_status look_at(void *payload, wire_str owner, wire_str identity, wire_error *err)
{
	pruner *p = payload;
	place *where = place_of(p, identity);
	bool gone = false;
	wire_str copy;
	(void)owner;
	if (where == NULL)
		return WIRE_OK;
	/* What --exclude passes over is still there: not gone, and no missing disk. */
	wire_status status = is_gone(&gone, p, identity, err);
	if (status != WIRE_OK || !gone)
		return status;
	if (where->suspect && !p->force) {
		where->gone++;
		return WIRE_OK;
	}
	status = wire_arena_copy(&copy, p->arena, identity);
	if (status == WIRE_OK)
		status = wire_list_push(&p->gone, p->arena, copy);
	return status == WIRE_OK ? status : wire_fail(err, status, "out of memory");
}

/* Is the path gone, with the folder that it was in? */
static bool is_nowhere(const char *path)
{
	struct stat info;
	return lstat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* The places that may be pruned, and those that look as if a disk were missing. */
static wire_status find_places(pruner *p, const wire_index_options *options, wire_error *err)
{
	wire_buf within, text;
	wire_status status = WIRE_OK;
	p->places = wire_arena_calloc(p->arena, options->n_paths + 1, sizeof *p->places);
	if (p->places == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	wire_buf_init(&within, 2 * PATH_MAX);
	wire_buf_init(&text, 8 * PATH_MAX);
	for (size_t i = 0; i < options->n_paths && status == WIRE_OK; i++) {
		struct stat info;
		place *where = &p->places[p->n_places];
		wire_buf_clear(&within);
		wire_buf_clear(&text);
		if (strcmp(options->paths[i], "-") == 0)
			continue;
		status = wire_place_of(&within, options->paths[i], p->root, err);
		if (status == WIRE_EINVAL ||
			(status == WIRE_EIO && is_nowhere(options->paths[i]))) {
			status = WIRE_OK; /* it has been told of already, and holds no story */
			continue;
		}
		if (status != WIRE_OK)
			break;
		wire_name_text(&text, wire_buf_view(&within));
		/* An identity that could not be written is not the empty one, the root's. */
		status = wire_buf_status(&text);
		if (status == WIRE_OK)
			status = wire_arena_copy(&where->identity, p->arena, wire_buf_view(&text));
		where->given = options->paths[i];
		where->suspect = wire_walk_found(p->walk, i) == 0;
		where->missing = stat(options->paths[i], &info) != 0;
		p->n_places++;
		if (status != WIRE_OK)
			wire_fail(err, status, "out of memory");
	}
	wire_buf_release(&within);
	wire_buf_release(&text);
	return status;
}

/* A path that is missing is one fault, which has been told: what becomes of its stories is a note.
 */
static void tell_refused(const pruner *p, wire_report *report)
{
	char words[160];
	for (size_t i = 0; i < p->n_places; i++) {
		const place *where = &p->places[i];
		if (where->gone == 0)
			continue;
		snprintf(words, sizeof words,
			"not pruned: nothing is there, and the database knows %u %s of it "
			"(--force-prune drops them)",
			where->gone, where->gone == 1 ? "file" : "files");
		if (where->missing)
			wire_report_note(report, "%s: %s", where->given, words);
		else
			wire_report_fault(report, wire_str_from(where->given),
				WIRE_REASON_NOT_PRUNED, "", words);
	}
}

static wire_status drop_file(uint32_t *dropped, uint32_t *again, wire_owned *owned,
	wire_batch *batch, wire_str identity, wire_error *err)
{
	wire_buf owner;
	wire_buf_init(&owner, WIRE_TERM_MAX);
	wire_status status = wire_owner_term(&owner, identity, err);
	if (status == WIRE_OK)
		status = wire_owned_load(owned, batch->writer, wire_buf_view(&owner), err);
	if (status == WIRE_OK)
		status = wire_owned_give_up(dropped, again, owned, batch, err);
	if (status == WIRE_OK)
		status = wire_ledger_remove(batch->writer, wire_buf_view(&owner), err);
	if (status == WIRE_OK)
		status = wire_batch_count(batch, err);
	wire_buf_release(&owner);
	return status;
}

wire_status wire_prune(uint32_t *again, wire_batch *batch, const wire_index_options *options,
	const char *root, const wire_walk *walk, wire_report *report, wire_error *err)
{
	wire_owned *owned = NULL;
	pruner p = {.root = strcmp(root, "/") == 0 ? "" : root,
		.walk = walk,
		.force = options->force_prune};
	*again = 0;
	p.arena = wire_arena_new(GONE_MAX);
	if (p.arena == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	wire_status status = wire_owned_new(&owned, err);
	if (status == WIRE_OK)
		status = find_places(&p, options, err);
	if (status == WIRE_OK)
		status = wire_ledger_each(batch->writer, look_at, &p, err);
	for (size_t i = 0; i < p.gone.len && status == WIRE_OK; i++) {
		uint32_t dropped = 0, told = 0;
		status = drop_file(&dropped, &told, owned, batch, p.gone.items[i], err);
		report->dropped += dropped;
		*again += told;
	}
	if (status == WIRE_OK)
		tell_refused(&p, report);
	wire_owned_free(owned);
	wire_arena_free(p.arena);
	return status;
}
