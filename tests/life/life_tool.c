/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the model of an archive's life asks of the product, in one process that stays: starting a
 * program costs more than what it does here. One command a line, words separated by spaces, bytes
 * that are not printable as %XX, an empty word as %:
 *
 *   run CHANGES KILL INPUT OUTPUT ARGUMENT...   wire-index, with a commit
 * after so many changes, killed at the point KILL (points.h; 0: not), standard input from and all
 * output to a file: "exit STATUS" or "signal NUMBER" dump DB         all
 * that is in it (dump.h) check DB        nothing when every block is whole ask DB QUERY... of each
 * query its total, its facets and the ids of what it finds, sorted
 *
 * Each is answered by "ok" or "failed", the length of what follows in bytes, a newline, and that.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dump.h"
#include "indexer/facts/tagger.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/run/run.h"
#include "points.h"
#include "search/answer/request.h"
#include "wire/name.h"

enum { WORDS_MAX = 4096 };
#define ANSWER_MAX ((size_t)256 << 20)

/* ---- run ---- */

/*
 * What every run loads anew, and never changes, is loaded once: the linker puts these in the place
 * of the functions that they are named after.
 */
wire_status __real_wire_gazetteer_load(wire_gazetteer **out, const char *dir, wire_error *err);
wire_status __wrap_wire_gazetteer_load(wire_gazetteer **out, const char *dir, wire_error *err);
wire_status __real_wire_tagger_load(wire_tagger **out, const char *path, wire_error *err);
wire_status __wrap_wire_tagger_load(wire_tagger **out, const char *path, wire_error *err);
void __wrap_wire_gazetteer_free(wire_gazetteer *loaded);
void __wrap_wire_tagger_free(wire_tagger *loaded);

static wire_gazetteer *gazetteer;
static wire_tagger *tagger;

wire_status __wrap_wire_gazetteer_load(wire_gazetteer **out, const char *dir, wire_error *err)
{
	wire_status status = WIRE_OK;
	if (gazetteer == NULL)
		status = __real_wire_gazetteer_load(&gazetteer, dir, err);
	*out = gazetteer;
	return status;
}

wire_status __wrap_wire_tagger_load(wire_tagger **out, const char *path, wire_error *err)
{
	wire_status status = WIRE_OK;
	if (tagger == NULL)
		status = __real_wire_tagger_load(&tagger, path, err);
	*out = tagger;
	return status;
}

void __wrap_wire_gazetteer_free(wire_gazetteer *loaded)
{
	(void)loaded;
}

void __wrap_wire_tagger_free(wire_tagger *loaded)
{
	(void)loaded;
}

/* What wire-index's main does, but for signals. */
static int index_paths(wire_index_options *options)
{
	wire_report report;
	wire_error err = {0};
	wire_status status = wire_report_start(&report, options, &err);
	if (status == WIRE_OK)
		status = wire_run(&report, options, NULL, &err);
	if (status == WIRE_OK)
		status = wire_report_end(&report, stdout, &err);
	if (status != WIRE_OK)
		fprintf(stderr, "wire-index: %s\n", err.message);
	return status != WIRE_OK ? wire_status_exit(status) : report.skipped > 0 ? 1 : 0;
}

/* Put the files that a run reads from and prints to in the place of the standard ones. */
static bool redirect(const char *from, const char *to)
{
	int input = open(from, O_RDONLY);
	int output = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	bool good = input >= 0 && output >= 0 && dup2(input, 0) == 0 && dup2(output, 1) == 1 &&
		    dup2(output, 2) == 2;
	close(input);
	close(output);
	return good;
}

static int run_here(char **words, int n)
{
	wire_index_options options;
	wire_error err = {0};
	if (wire_index_options_read(&options, n - 3, words + 3, &err) != WIRE_OK) {
		fprintf(stderr, "wire-index: %s\n", err.message);
		return 2;
	}
	options.commit_changes = (uint32_t)strtoul(words[0], NULL, 10);
	return index_paths(&options);
}

/* A run that is to be killed has a process of its own. */
static bool run_apart(FILE *out, char **words, int n)
{
	int status;
	pid_t child = fork();
	if (child == 0) {
		life_points_start(strtol(words[1], NULL, 10));
		int result = redirect(words[2], words[3]) ? run_here(words, n) : 127;
		fflush(stdout);
		_exit(result);
	}
	bool ended = child > 0 && waitpid(child, &status, 0) == child;
	if (ended && WIFEXITED(status))
		fprintf(out, "exit %d\n", WEXITSTATUS(status));
	else if (ended)
		fprintf(out, "signal %d\n", WTERMSIG(status));
	return ended;
}

static bool run(FILE *out, char **words, int n)
{
	int kept[3];
	if (strcmp(words[1], "0") != 0)
		return run_apart(out, words, n);
	for (int i = 0; i < 3; i++)
		kept[i] = dup(i);
	bool good = redirect(words[2], words[3]);
	if (good)
		fprintf(out, "exit %d\n", run_here(words, n));
	fflush(stdout);
	for (int i = 0; i < 3; i++) {
		good = dup2(kept[i], i) == i && good;
		close(kept[i]);
	}
	return good;
}

/* ---- ask ---- */

typedef struct ids {
	wire_arena *arena;
	wire_list list;
} ids;

static wire_status keep_id(void *payload, wire_str id, wire_error *err)
{
	ids *kept = payload;
	wire_str copy;
	(void)err;
	wire_status status = wire_arena_copy(&copy, kept->arena, id);
	return status == WIRE_OK ? wire_list_push(&kept->list, kept->arena, copy) : status;
}

static int compare_ids(const void *a, const void *b)
{
	return wire_str_compare(*(const wire_str *)a, *(const wire_str *)b);
}

static void print_result(FILE *out, const wire_result *result)
{
	fprintf(out, "query %s\ntotal %u of %u\n", result->query.data, result->total,
		result->archive);
	for (size_t i = 0; i < result->n_facets; i++)
		for (size_t k = 0; k < result->facets[i].len; k++) {
			const wire_facet_value *value = &result->facets[i].values[k];
			fprintf(out, "%s " WIRE_FMT " %u\n", result->facets[i].field->facet,
				WIRE_ARG(value->value), value->count);
		}
	for (size_t i = 0; i < result->n_hits; i++)
		if (result->hits[i].damaged)
			fprintf(out, "damaged " WIRE_FMT "\n", WIRE_ARG(result->hits[i].story.id));
}

static wire_status ask_one(
	FILE *out, wire_searcher *searcher, const char *query, wire_arena *arena, wire_error *err)
{
	const wire_request_text given = {
		.query = wire_str_from(query), .facets = "", .facet_limit = "1000"};
	wire_request request;
	wire_result result;
	ids found = {.arena = arena};
	wire_status status = wire_request_read(&request, &given, searcher, arena, err);
	if (status == WIRE_OK)
		status = wire_searcher_run(&result, searcher, &request, arena, err);
	if (status != WIRE_OK)
		return status;
	print_result(out, &result);
	request.limit = WIRE_LIMIT_NONE;
	status = wire_searcher_ids(&result, searcher, &request, keep_id, &found, arena, err);
	if (found.list.len > 0)
		qsort(found.list.items, found.list.len, sizeof *found.list.items, compare_ids);
	for (size_t i = 0; i < found.list.len && status == WIRE_OK; i++)
		fprintf(out, "id " WIRE_FMT "\n", WIRE_ARG(found.list.items[i]));
	return status;
}

static bool ask(FILE *out, char **words, int n)
{
	const char *const paths[] = {words[0]};
	wire_searcher *searcher = NULL;
	wire_error err = {0};
	wire_arena *arena = wire_arena_new(ANSWER_MAX);
	wire_status status =
		arena == NULL ? WIRE_ENOMEM : wire_searcher_open(&searcher, paths, 1, &err);
	for (int i = 1; i < n && status == WIRE_OK; i++) {
		wire_arena_reset(arena);
		status = ask_one(out, searcher, words[i], arena, &err);
	}
	if (status != WIRE_OK)
		fprintf(out, "%s: %s\n", wire_status_text(status), err.message);
	wire_searcher_close(searcher);
	wire_arena_free(arena);
	return status == WIRE_OK;
}

/* ---- commands ---- */

static bool obey(FILE *out, char **words, int n)
{
	if (n >= 5 && strcmp(words[0], "run") == 0)
		return run(out, words + 1, n - 1);
	if (n == 2 && strcmp(words[0], "dump") == 0)
		return life_dump(out, words[1]);
	if (n == 2 && strcmp(words[0], "check") == 0)
		return life_check(out, words[1]);
	if (n >= 2 && strcmp(words[0], "ask") == 0)
		return ask(out, words + 1, n - 1);
	fputs("no such command\n", out);
	return false;
}

/* The words of a line, in place. */
static int split(char **words, char *line)
{
	int n = 0;
	for (char *word = strtok(line, " \n"); word != NULL; word = strtok(NULL, " \n")) {
		wire_buf bytes;
		if (n == WORDS_MAX)
			exit(2);
		wire_buf_init(&bytes, strlen(word) + 1);
		if (strcmp(word, "%") != 0)
			wire_name_bytes(&bytes, wire_str_from(word));
		if (wire_buf_status(&bytes) != WIRE_OK)
			exit(2);
		if (bytes.len > 0)
			memcpy(word, bytes.data, bytes.len);
		word[bytes.len] = '\0';
		wire_buf_release(&bytes);
		words[n++] = word;
	}
	return n;
}

int main(void)
{
	static char *words[WORDS_MAX];
	wire_gazetteer *names;
	wire_tagger *persons;
	wire_error err;
	char *line = NULL, *answer = NULL;
	size_t room = 0, length = 0;
	if (__wrap_wire_gazetteer_load(&names, NULL, &err) != WIRE_OK ||
		__wrap_wire_tagger_load(&persons, NULL, &err) != WIRE_OK)
		return 2;
	while (getline(&line, &room, stdin) > 0) {
		int n = split(words, line);
		FILE *out = open_memstream(&answer, &length);
		if (out == NULL)
			return 2;
		bool good = n > 0 && obey(out, words, n);
		fclose(out);
		printf("%s %zu\n", good ? "ok" : "failed", length);
		fwrite(answer, 1, length, stdout);
		fflush(stdout);
		free(answer);
	}
	free(line);
	return 0;
}
