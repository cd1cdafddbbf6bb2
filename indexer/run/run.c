/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/facts/tagger.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/input/file.h"
#include "indexer/input/walk.h"
#include "indexer/pipeline.h"
#include "indexer/run/ledger.h"
#include "indexer/run/stale.h"
#include "indexer/store/document.h"
#include "wire/hash.h"
#include "wire/schema.h"

/* Bytes at the start of a file that its format is told by. */
enum { HEAD = 4096 };

typedef struct run {
	wire_report *report;
	const wire_index_options *options;
	const volatile sig_atomic_t *stop;
	wire_gazetteer *gazetteer;
	wire_tagger *tagger;
	wire_tables tables;
	wire_policy policy;
	wire_context ctx;
	wire_document_maker *maker;
	wire_writer *writer; /* NULL with --extract */
	wire_stale *stale;   /* stories that the file at hand had before */
	wire_buf bytes;      /* of the file at hand */
	wire_buf json;       /* of the record at hand, with --extract */
	wire_buf file_term;
	uint64_t options_hash;
	uint32_t uncommitted;
	/* the file at hand */
	const wire_file *file;
	const wire_format *format;
	uint32_t file_stories, file_skipped;
} run;

static wire_status open_run(run *r, wire_error *err)
{
	wire_buf_init(&r->bytes, WIRE_FILE_MAX);
	wire_buf_init(&r->json, WIRE_STORY_MEMORY_MAX);
	wire_buf_init(&r->file_term, WIRE_TERM_MAX);
	r->options_hash = wire_index_options_hash(r->options);
	r->policy = (wire_policy){.reference = r->options->reference,
		.source = r->options->source,
		.why = r->options->why};
	r->ctx.tables = &r->tables;
	r->ctx.policy = &r->policy;
	r->ctx.arena = wire_arena_new(WIRE_STORY_MEMORY_MAX);
	if (r->ctx.arena == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	wire_status status = wire_gazetteer_load(&r->gazetteer, NULL, err);
	if (status == WIRE_OK)
		status = wire_tagger_load(&r->tagger, NULL, err);
	r->tables = (wire_tables){r->gazetteer, r->tagger};
	if (status != WIRE_OK || r->options->extract)
		return status;
	status = wire_document_maker_new(&r->maker, err);
	if (status == WIRE_OK)
		status = wire_stale_new(&r->stale, err);
	return status == WIRE_OK ? wire_writer_open(&r->writer, r->options->db, err) : status;
}

static void close_run(run *r)
{
	wire_writer_close(r->writer);
	wire_stale_free(r->stale);
	wire_document_maker_free(r->maker);
	wire_tagger_free(r->tagger);
	wire_gazetteer_free(r->gazetteer);
	wire_arena_free(r->ctx.arena);
	wire_buf_release(&r->bytes);
	wire_buf_release(&r->json);
	wire_buf_release(&r->file_term);
}

static bool stopped(const run *r)
{
	return r->stop != NULL && *r->stop != 0;
}

static void skip_part(void *payload, const char *reason)
{
	run *r = payload;
	r->file_skipped++;
	wire_report_skip(r->report, r->file->path, reason);
}

static void skip_path(void *payload, const char *path, const char *reason)
{
	run *r = payload;
	wire_report_skip(r->report, path, reason);
}

static wire_status commit(run *r, wire_error *err)
{
	r->uncommitted = 0;
	return wire_writer_commit(r->writer, err);
}

static wire_status print_record(run *r, const wire_story *story, wire_error *err)
{
	wire_buf_clear(&r->json);
	wire_status status = wire_story_to_json(&r->json, story);
	if (status != WIRE_OK) {
		skip_part(r, "its record is too large");
		return WIRE_OK;
	}
	wire_buf_putc(&r->json, '\n');
	if (fwrite(r->json.data, 1, r->json.len, stdout) != r->json.len)
		return wire_fail(err, WIRE_EIO, "cannot write the records: %s", strerror(errno));
	r->report->indexed++;
	return WIRE_OK;
}

static wire_status store_record(run *r, const wire_story *story, wire_error *err)
{
	wire_document document;
	bool replaced;
	wire_status status = wire_document_make(
		&document, r->maker, story, wire_buf_view(&r->file_term), &r->ctx);
	if (status == WIRE_OK)
		status = wire_writer_put(&replaced, r->writer, &document, err);
	if (status == WIRE_ETOOBIG || (status == WIRE_ENOMEM && document.n_postings == 0)) {
		skip_part(r, "it needs too much memory");
		return WIRE_OK;
	}
	if (status != WIRE_OK)
		return status;
	wire_stale_remove(r->stale, document.id_term);
	if (replaced)
		r->report->updated++;
	else
		r->report->indexed++;
	return ++r->uncommitted >= WIRE_COMMIT_STORIES ? commit(r, err) : WIRE_OK;
}

/* An identity for a story whose format gave none: its URL, its file, or what it says. */
static wire_status name_story(run *r, wire_story *story)
{
	if (story->id.len > 0)
		return WIRE_OK;
	if (story->url.len > 0) {
		story->id = story->url;
		return WIRE_OK;
	}
	if (strcmp(r->file->path, "-") == 0)
		return wire_arena_print(&story->id, r->ctx.arena, "stdin:%016llx",
			(unsigned long long)wire_hash(story->body, 0));
	return wire_arena_print(&story->id, r->ctx.arena, "file:%s", r->file->real);
}

static wire_status take_story(void *payload, wire_story *story, wire_error *err)
{
	run *r = payload;
	story->file = wire_str_from(r->file->path);
	story->format = wire_str_from(r->format->name);
	wire_status status = name_story(r, story);
	if (status == WIRE_OK)
		status = wire_pipeline_run(story, &r->ctx);
	if (status != WIRE_OK) {
		skip_part(r, "it needs too much memory");
		return WIRE_OK;
	}
	if (story->headline.len == 0 && story->body.len == 0) {
		skip_part(r, "no text");
		return WIRE_OK;
	}
	status = r->options->extract ? print_record(r, story, err) : store_record(r, story, err);
	if (status == WIRE_OK)
		r->file_stories++;
	wire_report_tick(r->report);
	return status == WIRE_OK && stopped(r) ? wire_fail(err, WIRE_EIO, "interrupted") : status;
}

static wire_status note_file(run *r, uint32_t stories, uint32_t skipped, wire_error *err)
{
	wire_ledger_entry entry = wire_ledger_entry_of(
		r->file, wire_hash(wire_buf_view(&r->bytes), 0), r->options_hash);
	entry.stories = stories;
	entry.skipped = skipped;
	return wire_ledger_put(r->writer, r->file->real, &entry, err);
}

/* Is the file as the ledger has it? Then it is counted and nothing else is to be done. */
static wire_status is_unchanged(bool *out, run *r, bool by_contents, wire_error *err)
{
	wire_ledger_entry entry;
	bool found;
	*out = false;
	if (r->writer == NULL || r->options->reindex || strcmp(r->file->path, "-") == 0)
		return WIRE_OK;
	wire_status status = wire_ledger_get(&entry, &found, r->writer, r->file->real, err);
	if (status != WIRE_OK || !found || entry.options != r->options_hash ||
		entry.size != r->file->size)
		return status;
	*out = by_contents ? entry.contents == wire_hash(wire_buf_view(&r->bytes), 0)
			   : entry.mtime != 0 && entry.mtime == r->file->mtime;
	if (!*out)
		return WIRE_OK;
	r->report->unchanged += entry.stories;
	wire_report_file(r->report, r->file->path, "unchanged", entry.stories);
	for (uint32_t i = 0; i < entry.skipped; i++)
		skip_part(r, "as at the last run (--reindex says why)");
	return by_contents ? note_file(r, entry.stories, entry.skipped, err) : WIRE_OK;
}

/*
 * After the last story: drop what the file no longer has, and note the file as done. A file with
 * faults may have lost stories to them: what it had before stays.
 */
static wire_status finish_file(run *r, wire_error *err)
{
	uint32_t dropped = 0;
	wire_status status = WIRE_OK;
	wire_report_file(r->report, r->file->path,
		r->file_skipped > 0 ? "done with faults" : "done", r->file_stories);
	if (r->writer == NULL || strcmp(r->file->path, "-") == 0)
		return WIRE_OK;
	if (r->file_skipped == 0)
		status = wire_stale_drop(&dropped, r->stale, r->writer, err);
	r->report->dropped += dropped;
	return status == WIRE_OK ? note_file(r, r->file_stories, r->file_skipped, err) : status;
}

static wire_status read_stories(run *r, wire_error *err)
{
	wire_str bytes = wire_buf_view(&r->bytes);
	const wire_sink sink = {take_story, skip_part, r};
	wire_status status = WIRE_OK;
	r->format = r->options->format != NULL
			    ? r->options->format
			    : wire_format_detect(wire_str_slice(bytes, 0, HEAD), r->file->path);
	if (r->format == NULL) {
		skip_part(r, "not a wire format that is known, or binary data");
		return finish_file(r, err);
	}
	if (r->writer != NULL) {
		status = wire_file_term(&r->file_term, r->file->real);
		if (status == WIRE_OK)
			status = wire_stale_load(
				r->stale, r->writer, wire_buf_view(&r->file_term), err);
	}
	if (status == WIRE_OK)
		status = r->format->read(bytes, &r->ctx, &sink, err);
	return status == WIRE_OK ? finish_file(r, err) : status;
}

static wire_status do_file(run *r, const wire_file *file, wire_error *err)
{
	bool unchanged;
	wire_error reason = {0};
	r->file = file;
	r->file_stories = r->file_skipped = 0;
	r->report->files++;
	wire_status status = is_unchanged(&unchanged, r, false, err);
	if (status != WIRE_OK || unchanged)
		return status;
	status = wire_input_read(&r->bytes, file->path, &reason);
	if (status != WIRE_OK) {
		skip_part(r, reason.message);
		return WIRE_OK;
	}
	status = is_unchanged(&unchanged, r, true, err);
	return status != WIRE_OK || unchanged ? status : read_stories(r, err);
}

static wire_status do_files(run *r, const wire_files *files, wire_error *err)
{
	wire_status status = WIRE_OK;
	r->report->bytes_total = files->bytes;
	for (size_t i = 0; i < files->len && status == WIRE_OK; i++) {
		status = do_file(r, &files->items[i], err);
		r->report->bytes += files->items[i].size;
		wire_report_tick(r->report);
		if (status == WIRE_OK && stopped(r))
			status = wire_fail(err, WIRE_EIO, "interrupted");
	}
	return status;
}

static wire_status do_paths(run *r, wire_error *err)
{
	static char standard_input[] = "-";
	const wire_file stdin_file = {.path = standard_input, .real = standard_input};
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < r->options->n_paths && status == WIRE_OK; i++) {
		wire_files files;
		const char *path = r->options->paths[i];
		if (strcmp(path, "-") == 0) {
			status = do_file(r, &stdin_file, err);
			continue;
		}
		status = wire_files_find(&files, &path, 1, skip_path, r);
		status = status == WIRE_OK ? do_files(r, &files, err)
					   : wire_fail(err, status, "out of memory");
		wire_files_release(&files);
	}
	return status;
}

wire_status wire_run(wire_report *report, const wire_index_options *options,
	const volatile sig_atomic_t *stop, wire_error *err)
{
	run r = {.report = report, .options = options, .stop = stop};
	wire_report_start(report, options);
	wire_status status = open_run(&r, err);
	if (status == WIRE_OK) {
		status = do_paths(&r, err);
		if (status == WIRE_OK && options->prune) {
			uint32_t dropped = 0;
			status = wire_ledger_prune(
				&dropped, r.writer, options->paths, options->n_paths, err);
			report->dropped += dropped;
		}
		/* An interrupted run keeps its whole stories, a failed store its last commit. */
		if (r.writer != NULL && (status == WIRE_OK || stopped(&r))) {
			wire_error late;
			wire_status last = commit(&r, status == WIRE_OK ? err : &late);
			status = status == WIRE_OK ? last : status;
		}
	}
	close_run(&r);
	return status;
}
