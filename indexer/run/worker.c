/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/worker.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/input/sniff.h"
#include "indexer/run/ledger.h"
#include "indexer/run/owned.h"
#include "indexer/store/document.h"
#include "wire/hash.h"
#include "wire/schema.h"
#include "wire/text.h"

/* Bytes at the start of an item that its format is told by. */
enum { HEAD = 4096 };

/*
 * The owner of what came through standard input. No identity begins with such a byte; it sorts
 * behind all others, so that what is piped in replaces what a file holds.
 */
#define STDIN_OWNER WIRE_TERM_FILE "\xFF-"

struct wire_worker {
	const wire_job *job;
	wire_batch *batch; /* NULL: print */
	wire_report *report;
	wire_context ctx;
	wire_document_maker *maker;
	wire_owned *owned;
	wire_buf owner; /* the owner term of the item at hand */
	wire_buf json;  /* of the record at hand, where it is printed */
};

/* The item at hand. */
typedef struct task {
	wire_item *item;
	const wire_format *format;
	bool kept;        /* it has an identity, and the store an account of it */
	bool may_hold;    /* a fault may hide a story: what the item gave before stays */
	bool unsettled;   /* memory ran out, which the next run may have */
	uint32_t stories; /* that it gave now */
	uint32_t faults;
	char reason[WIRE_LEDGER_REASON]; /* of the first of them, in words */
	uint32_t again;                  /* other files that are to be read again */
	int64_t read_at;                 /* nanoseconds since 1970 */
	wire_ledger_entry entry;         /* as the ledger had it */
	bool known;                      /* it had one */
} task;

bool wire_job_is_stopped(const wire_job *job)
{
	return job->stop != NULL && *job->stop != 0;
}

wire_status wire_worker_new(wire_worker **out, const wire_job *job, wire_batch *batch,
	wire_report *report, wire_error *err)
{
	*out = NULL;
	wire_worker *w = calloc(1, sizeof *w);
	if (w == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	*w = (wire_worker){.job = job, .batch = batch, .report = report};
	w->ctx = (wire_context){.tables = job->tables, .policy = job->policy};
	wire_buf_init(&w->owner, WIRE_TERM_MAX);
	wire_buf_init(&w->json, WIRE_STORY_MEMORY_MAX);
	w->ctx.arena = wire_arena_new(WIRE_STORY_MEMORY_MAX);
	wire_status status =
		w->ctx.arena == NULL ? wire_fail(err, WIRE_ENOMEM, "out of memory") : WIRE_OK;
	if (status == WIRE_OK && batch != NULL)
		status = wire_document_maker_new(&w->maker, err);
	if (status == WIRE_OK && batch != NULL)
		status = wire_owned_new(&w->owned, err);
	if (status == WIRE_OK)
		*out = w;
	else
		wire_worker_free(w);
	return status;
}

void wire_worker_free(wire_worker *worker)
{
	if (worker == NULL)
		return;
	wire_owned_free(worker->owned);
	wire_document_maker_free(worker->maker);
	wire_arena_free(worker->ctx.arena);
	wire_buf_release(&worker->owner);
	wire_buf_release(&worker->json);
	free(worker);
}

static void fault(wire_worker *w, task *t, wire_reason reason, const char *what, const char *words)
{
	wire_str first = wire_utf8_cut(wire_str_from(words), WIRE_LEDGER_REASON - 1);
	if (t->faults++ == 0)
		snprintf(t->reason, sizeof t->reason, WIRE_FMT, WIRE_ARG(first));
	t->may_hold = t->may_hold || !wire_reason_is_gone(reason);
	t->unsettled = t->unsettled || reason == WIRE_REASON_TOO_MUCH;
	wire_report_fault(w->report, t->item->shown, reason, what, words);
}

/* ---- one story ---- */

static wire_status print_record(wire_worker *w, task *t, const wire_story *story, wire_error *err)
{
	wire_buf_clear(&w->json);
	wire_status status = wire_story_to_json(&w->json, story);
	wire_buf_putc(&w->json, '\n');
	if (status != WIRE_OK || wire_buf_status(&w->json) != WIRE_OK) {
		fault(w, t, WIRE_REASON_TOO_MUCH, "", wire_reason_text(WIRE_REASON_TOO_MUCH));
		wire_buf_release(&w->json);
		return WIRE_OK;
	}
	if (fwrite(w->json.data, 1, w->json.len, stdout) != w->json.len)
		return wire_fail(err, WIRE_EIO, "cannot write the records: %s", strerror(errno));
	w->report->indexed++;
	return WIRE_OK;
}

static wire_status store_record(wire_worker *w, task *t, const wire_story *story, wire_error *err)
{
	wire_document document;
	wire_put how;
	wire_error words = {0};
	wire_status status = wire_document_make(&document, w->maker, story, &w->ctx, &words);
	if (status != WIRE_OK) {
		fault(w, t, WIRE_REASON_TOO_MUCH, "", words.message);
		return WIRE_OK;
	}
	status = wire_writer_put(&how, w->batch->writer, &document, wire_buf_view(&w->owner), err);
	if (status != WIRE_OK)
		return status;
	wire_owned_keep(w->owned, document.id_term);
	w->report->indexed += how == WIRE_PUT_NEW;
	w->report->updated += how == WIRE_PUT_REPLACED;
	w->report->shared += how == WIRE_PUT_SHARED;
	return wire_batch_count(w->batch, err);
}

/*
 * An identity for a story whose format gave none: its URL, its item and its part of that, or what
 * it says. A `#` in a path is written %23, so that no part can be taken for a piece of a name.
 */
static wire_status name_story(wire_worker *w, const task *t, wire_raw *raw)
{
	wire_buf id;
	wire_str identity = t->item->identity;
	if (raw->story.id.len > 0)
		return WIRE_OK;
	if (raw->story.url.len > 0) {
		raw->story.id = raw->story.url;
		return WIRE_OK;
	}
	if (identity.len == 0)
		return wire_arena_print(&raw->story.id, w->ctx.arena, "stdin:%016llx",
			(unsigned long long)wire_hash(
				raw->story.body, wire_hash(raw->story.headline, 0)));
	wire_buf_init(&id, 3 * identity.len + raw->part.len + 16);
	wire_buf_puts(&id, "file:");
	for (size_t i = 0; i < identity.len; i++)
		if (identity.data[i] == '#')
			wire_buf_puts(&id, "%23");
		else
			wire_buf_putc(&id, identity.data[i]);
	if (raw->part.len > 0)
		wire_buf_putc(&id, '#');
	wire_buf_str(&id, raw->part);
	wire_status status = wire_buf_status(&id);
	if (status == WIRE_OK)
		status = wire_arena_copy(&raw->story.id, w->ctx.arena, wire_buf_view(&id));
	wire_buf_release(&id);
	return status;
}

static wire_status take_story(wire_worker *w, task *t, wire_raw *raw, wire_error *err)
{
	wire_story *story = &raw->story;
	story->file = t->item->identity.len > 0 ? t->item->identity : t->item->shown;
	story->format = wire_str_from(t->format->name);
	wire_status status = name_story(w, t, raw);
	if (status == WIRE_OK)
		status = wire_pipeline_run(story, &w->ctx);
	if (status != WIRE_OK) {
		fault(w, t, WIRE_REASON_TOO_MUCH, "", wire_reason_text(WIRE_REASON_TOO_MUCH));
		return WIRE_OK;
	}
	if (story->headline.len == 0 && story->body.len == 0) {
		fault(w, t, WIRE_REASON_NO_TEXT, "", wire_reason_text(WIRE_REASON_NO_TEXT));
		return WIRE_OK;
	}
	status = w->batch == NULL ? print_record(w, t, story, err) : store_record(w, t, story, err);
	t->stories += status == WIRE_OK;
	return status;
}

/* ---- one item ---- */

/* Is the database's account of the item still true: every story that it gave is there and its? */
static wire_status is_whole(bool *out, wire_worker *w, const task *t, wire_error *err)
{
	uint32_t found;
	wire_status status =
		wire_writer_frequency(&found, w->batch->writer, wire_buf_view(&w->owner), err);
	*out = found == t->entry.stories;
	return status;
}

static wire_status note_item(
	wire_worker *w, const task *t, uint32_t faults, const char *reason, wire_error *err)
{
	wire_ledger_entry entry = {.faults = faults,
		.again = t->unsettled,
		.policy = w->job->policy_hash,
		.size = t->item->size,
		.mtime = wire_ledger_time(t->item->mtime, t->read_at)};
	snprintf(entry.reason, sizeof entry.reason, "%s", reason);
	wire_status status = wire_bytes_hash(&entry.contents, t->item->bytes, err);
	if (status == WIRE_OK)
		status = wire_writer_frequency(
			&entry.stories, w->batch->writer, wire_buf_view(&w->owner), err);
	if (status == WIRE_OK)
		status = wire_ledger_put(
			w->batch->writer, wire_buf_view(&w->owner), t->item->identity, &entry, err);
	return status == WIRE_OK ? wire_batch_count(w->batch, err) : status;
}

/*
 * What the ledger says of an item from before its first story is put until note_item(): of no
 * policy, so that it is read again. A run that ends in between, by a kill or a failure, may have
 * committed some of its stories: the next one must know the file, be it gone by then or as it was
 * before.
 */
static wire_status begin_item(wire_worker *w, const task *t, wire_error *err)
{
	const wire_ledger_entry begun = {0};
	return wire_ledger_put(
		w->batch->writer, wire_buf_view(&w->owner), t->item->identity, &begun, err);
}

/* Is the item as the ledger has it? By its time, else by its contents: it then gets its new time.
 */
static wire_status is_unchanged(bool *out, wire_worker *w, task *t, wire_error *err)
{
	uint64_t contents = 0;
	wire_error ignored;
	*out = false;
	if (!t->known || w->job->reindex || t->entry.again ||
		t->entry.policy != w->job->policy_hash || t->entry.size != t->item->size)
		return WIRE_OK;
	wire_status status = is_whole(out, w, t, err);
	if (status != WIRE_OK || !*out)
		return status;
	if (t->entry.mtime != 0 && t->entry.mtime == t->item->mtime)
		return WIRE_OK;
	*out = wire_bytes_hash(&contents, t->item->bytes, &ignored) == WIRE_OK &&
	       contents == t->entry.contents;
	if (*out)
		return note_item(w, t, t->entry.faults, t->entry.reason, err);
	/* What cannot be read, or not again, is found out by who reads it. */
	*out = false;
	return wire_bytes_rewind(t->item->bytes, &ignored) == WIRE_ENOMEM ? WIRE_ENOMEM : WIRE_OK;
}

/* Choose the item's format; false when none reads it, which is then reported. */
static bool choose_format(wire_worker *w, task *t, wire_str head)
{
	int score = WIRE_DETECT_FALLBACK;
	const char *advice = "", *what = NULL;
	char words[128];
	wire_str name = t->item->shown;
	t->format = w->job->policy->format;
	if (t->format == NULL)
		t->format = wire_format_detect(&score, head, t->item);
	else
		return true;
	if (score > WIRE_DETECT_FALLBACK)
		return true;
	for (size_t i = name.len; i > 0; i--)
		if (name.data[i - 1] == '/') {
			name = wire_str_slice(name, i, name.len);
			break;
		}
	if (head.len > 0)
		what = wire_sniff(&advice, head, name);
	if (what != NULL) {
		snprintf(words, sizeof words, "%s: %s%s%s%s", what,
			wire_reason_text(WIRE_REASON_NO_READER), advice[0] == '\0' ? "" : " (",
			advice, advice[0] == '\0' ? "" : ")");
		fault(w, t, WIRE_REASON_NO_READER, what, words);
		return false;
	}
	if (t->format == NULL)
		fault(w, t, WIRE_REASON_BINARY, "", wire_reason_text(WIRE_REASON_BINARY));
	return t->format != NULL;
}

/* Take every story of the item. A failure is the store's or the output's; the rest is reported. */
static wire_status read_stories(wire_worker *w, task *t, wire_error *err)
{
	wire_stories *stories;
	wire_error why = {0};
	wire_status status = wire_stories_open(&stories, t->format, t->item, w->job->policy, &why);
	wire_status taken = WIRE_OK;
	while (status == WIRE_OK || status == WIRE_EFORMAT) {
		wire_raw raw;
		why.message[0] = '\0';
		status = wire_stories_next(&raw, stories, w->ctx.arena, &why);
		if (status == WIRE_OK)
			taken = take_story(w, t, &raw, err);
		else if (status == WIRE_EFORMAT)
			fault(w, t, raw.why, "", why.message);
		wire_arena_reset(w->ctx.arena);
		wire_report_tick(w->report, wire_bytes_read(t->item->bytes));
		if (taken != WIRE_OK || wire_job_is_stopped(w->job))
			break;
	}
	wire_stories_close(stories);
	if (taken == WIRE_OK && status != WIRE_OK && status != WIRE_END && status != WIRE_EFORMAT &&
		!wire_job_is_stopped(w->job)) {
		bool memory = status == WIRE_ENOMEM;
		fault(w, t, memory ? WIRE_REASON_TOO_MUCH : WIRE_REASON_UNREADABLE, "",
			why.message[0] != '\0' ? why.message : wire_status_text(status));
	}
	return taken;
}

/*
 * After the last story: give up what the item no longer holds, and note it as done. An item with a
 * fault that may hide a story keeps what it had.
 */
static wire_status finish(wire_worker *w, task *t, wire_error *err)
{
	uint32_t dropped = 0;
	wire_status status = WIRE_OK;
	wire_error ignored;
	wire_report_file(
		w->report, t->item->shown, t->faults > 0 ? "done with faults" : "done", t->stories);
	if (!t->kept)
		return WIRE_OK;
	if (!t->may_hold)
		status = wire_owned_give_up(&dropped, &t->again, w->owned, w->batch, err);
	w->report->dropped += dropped;
	/* What could not be read to its end is not known by its contents: it is read again. */
	uint64_t contents;
	if (status != WIRE_OK || wire_bytes_hash(&contents, t->item->bytes, &ignored) != WIRE_OK)
		return status;
	return note_item(w, t, t->faults, t->reason, err);
}

static wire_status read_item(wire_worker *w, task *t, wire_error *err)
{
	wire_str head;
	wire_error why = {0};
	wire_status status = wire_bytes_peek(&head, t->item->bytes, &why);
	if (wire_job_is_stopped(w->job))
		return WIRE_OK;
	if (status != WIRE_OK) {
		fault(w, t, WIRE_REASON_UNREADABLE, "", why.message);
		return WIRE_OK;
	}
	if (t->kept)
		status = wire_owned_load(w->owned, w->batch->writer, wire_buf_view(&w->owner), err);
	if (status == WIRE_OK && t->kept)
		status = begin_item(w, t, err);
	if (status == WIRE_OK && choose_format(w, t, wire_str_slice(head, 0, HEAD)))
		status = read_stories(w, t, err);
	if (status != WIRE_OK || wire_job_is_stopped(w->job))
		return status;
	return finish(w, t, err);
}

/* The item's owner term, and what the ledger has of it. */
static wire_status look_up(wire_worker *w, task *t, wire_error *err)
{
	wire_status status;
	t->kept = w->batch != NULL && t->item->identity.len > 0;
	wire_buf_clear(&w->owner);
	if (t->kept) {
		status = wire_owner_term(&w->owner, t->item->identity, err);
	} else {
		wire_buf_puts(&w->owner, STDIN_OWNER);
		status = wire_buf_status(&w->owner);
		if (status != WIRE_OK)
			wire_fail(err, status, "%s", wire_status_text(status));
	}
	if (status == WIRE_OK && t->kept)
		status = wire_ledger_get(
			&t->entry, &t->known, w->batch->writer, wire_buf_view(&w->owner), err);
	return status;
}

wire_status wire_worker_do(
	uint32_t *again, wire_worker *worker, wire_item *item, bool again_only, wire_error *err)
{
	task t = {.item = item, .read_at = wire_ledger_now()};
	bool unchanged = false;
	*again = 0;
	worker->ctx.dates = item->dates;
	wire_status status = look_up(worker, &t, err);
	if (status != WIRE_OK || (again_only && !(t.known && t.entry.again)))
		return status;
	worker->report->files += !again_only;
	status = is_unchanged(&unchanged, worker, &t, err);
	if (status == WIRE_OK && unchanged) {
		worker->report->unchanged += t.entry.stories;
		wire_report_file(worker->report, item->shown, "unchanged", t.entry.stories);
		wire_report_known(
			worker->report, item->shown, t.entry.faults, wire_str_from(t.entry.reason));
	} else if (status == WIRE_OK) {
		status = read_item(worker, &t, err);
	}
	if (!again_only)
		worker->report->bytes += item->size == UINT64_MAX ? 0 : item->size;
	wire_report_tick(worker->report, 0);
	*again = t.again;
	return status;
}
