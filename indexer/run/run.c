/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/run.h"

#include "indexer/facts/tagger.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/input/walk.h"
#include "indexer/run/prune.h"
#include "indexer/run/settings.h"
#include "indexer/run/worker.h"

typedef struct run {
	wire_report *report;
	const wire_index_options *options;
	wire_gazetteer *gazetteer;
	wire_tagger *tagger;
	wire_tables tables;
	wire_settings settings;
	wire_job job;
	wire_batch batch; /* its writer is NULL with --extract */
	wire_walk *walk;
	wire_worker *worker;
} run;

static void note_path(void *payload, wire_str shown, wire_reason reason, const char *words)
{
	wire_report_fault(payload, shown, reason, "", words);
}

static wire_status open_walk(run *r, wire_error *err)
{
	const wire_walk_options options = {
		.paths = r->options->paths,
		.n_paths = r->options->n_paths,
		.root = r->settings.root.data,
		.excludes = r->options->excludes,
		.n_excludes = r->options->n_excludes,
		.note = note_path,
		.payload = r->report,
	};
	wire_status status = wire_walk_open(&r->walk, &options, err);
	if (status == WIRE_OK)
		r->report->bytes_total = wire_walk_bytes(r->walk);
	return status;
}

static wire_status open_run(run *r, const volatile sig_atomic_t *stop, wire_error *err)
{
	bool store = !r->options->extract;
	wire_batch *batch = store ? &r->batch : NULL;
	r->batch.size =
		r->options->commit_changes > 0 ? r->options->commit_changes : WIRE_COMMIT_CHANGES;
	wire_status status = wire_gazetteer_load(&r->gazetteer, NULL, err);
	if (status == WIRE_OK)
		status = wire_tagger_load(&r->tagger, NULL, err);
	if (status == WIRE_OK && store)
		status = wire_writer_open(&r->batch.writer, r->options->db, err);
	if (status == WIRE_OK)
		status = wire_settings_read(&r->settings, batch, r->options, r->report, err);
	if (status != WIRE_OK)
		return status;
	r->tables = (wire_tables){r->gazetteer, r->tagger};
	r->job = (wire_job){.tables = &r->tables,
		.policy = &r->settings.policy,
		.policy_hash = store ? wire_policy_hash(&r->settings.policy, &r->tables) : 0,
		.reindex = r->options->reindex,
		.stop = stop};
	status = open_walk(r, err);
	return status == WIRE_OK ? wire_worker_new(&r->worker, &r->job, batch, r->report, err)
				 : status;
}

static void close_run(run *r)
{
	wire_worker_free(r->worker);
	wire_walk_close(r->walk);
	wire_writer_close(r->batch.writer);
	wire_settings_release(&r->settings);
	wire_tagger_free(r->tagger);
	wire_gazetteer_free(r->gazetteer);
}

/* Do all items; of those that are to be read again, only these (`*again` counts what is to come).
 */
static wire_status do_items(run *r, bool again_only, uint32_t *again, wire_error *err)
{
	wire_item item;
	wire_status status;
	wire_walk_rewind(r->walk);
	while ((status = wire_walk_next(&item, r->walk, err)) == WIRE_OK &&
		!wire_job_is_stopped(&r->job)) {
		uint32_t told = 0;
		if (again_only && item.identity.len == 0)
			continue;
		status = wire_worker_do(&told, r->worker, &item, again_only, err);
		*again += told;
		if (status != WIRE_OK)
			return status;
	}
	return status == WIRE_END ? WIRE_OK : status;
}

static wire_status do_all(run *r, wire_error *err)
{
	uint32_t again = 0, told = 0, more = 0;
	wire_status status = do_items(r, false, &again, err);
	if (status == WIRE_OK && r->options->prune && !wire_job_is_stopped(&r->job)) {
		status = wire_prune(&told, &r->batch, r->options, r->settings.root.data, r->walk,
			r->report, err);
		again += told;
	}
	/* A file that is read again holds what it held: no third time comes of the second. */
	if (status == WIRE_OK && again > 0)
		status = do_items(r, true, &more, err);
	return status;
}

wire_status wire_run(wire_report *report, const wire_index_options *options,
	const volatile sig_atomic_t *stop, wire_error *err)
{
	run r = {.report = report, .options = options};
	wire_status status = open_run(&r, stop, err);
	if (status == WIRE_OK)
		status = do_all(&r, err);
	/* A stopped run keeps its whole stories, one that failed its last commit. */
	if (status == WIRE_OK && r.batch.writer != NULL)
		status = wire_batch_commit(&r.batch, err);
	close_run(&r);
	return status;
}
