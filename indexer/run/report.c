/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/report.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Seconds between two drawings of the progress line. */
#define REDRAW_SECONDS 0.2

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

wire_status wire_report_start(
	wire_report *report, const wire_index_options *options, wire_error *err)
{
	bool terminal = isatty(STDERR_FILENO) != 0;
	*report = (wire_report){
		.extract = options->extract,
		.quiet = options->quiet,
		.verbose = options->verbose,
		.progress = options->progress == WIRE_ALWAYS ||
			    (options->progress == WIRE_AUTO && terminal && !options->quiet),
		.started = now(),
	};
	if (options->faults == NULL)
		return WIRE_OK;
	report->faults = fopen(options->faults, "we");
	return report->faults != NULL ? WIRE_OK
				      : wire_fail(err, WIRE_EIO, "cannot write '%s': %s",
						options->faults, strerror(errno));
}

static void clear_line(const wire_report *report)
{
	if (report->progress && report->drawn > 0)
		fputs("\r\033[K", stderr);
}

/* Names and reasons come from file systems and files: nothing in them may steer the terminal. */
static void put_safe(FILE *out, wire_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool control = (unsigned char)text.data[i] < 0x20 || text.data[i] == 0x7F;
		putc(control ? '?' : text.data[i], out);
	}
}

static void put_line(
	FILE *out, const char *before, wire_str shown, const char *verb, const char *words)
{
	fputs(before, out);
	put_safe(out, shown);
	fputs(verb, out);
	put_safe(out, wire_str_from(words));
	putc('\n', out);
}

/* The counter of a kind; the last one takes those that find no place. */
static wire_kind *kind_of(wire_report *report, wire_reason reason, const char *what)
{
	size_t i = 0;
	while (i < report->n_kinds &&
		(report->kinds[i].reason != reason || strcmp(report->kinds[i].what, what) != 0))
		i++;
	if (i == WIRE_KINDS_MAX)
		return &report->kinds[WIRE_KINDS_MAX - 1];
	if (i == report->n_kinds) {
		report->n_kinds++;
		report->kinds[i] = (wire_kind){.reason = reason, .what = what};
	}
	return &report->kinds[i];
}

void wire_report_fault(wire_report *report, wire_str shown, wire_reason reason, const char *what,
	const char *words)
{
	wire_kind *kind = kind_of(report, reason, what);
	bool fault = wire_reason_is_fault(reason);
	kind->count++;
	if (fault)
		report->skipped++;
	else
		report->passed++;
	if (fault && report->faults != NULL)
		put_line(report->faults, "", shown, ": ", words);
	if (fault ? kind->count > WIRE_FAULTS_SHOWN && !report->verbose : !report->verbose)
		return;
	clear_line(report);
	put_line(stderr, "wire-index: ", shown, fault ? ": skipped: " : ": passed over: ", words);
}

void wire_report_known(wire_report *report, wire_str shown, uint32_t faults, wire_str reason)
{
	char words[128 + WIRE_LEDGER_REASON];
	if (faults == 0)
		return;
	wire_kind *kind = kind_of(report, WIRE_REASON_KNOWN, "");
	if (reason.len == 0)
		reason = WIRE_STR("--reindex says why");
	snprintf(words, sizeof words, "%u skipped as at the last run%s: " WIRE_FMT, faults,
		faults > 1 ? ", the first" : "", WIRE_ARG(reason));
	kind->count += faults;
	report->skipped += faults;
	if (report->faults != NULL)
		put_line(report->faults, "", shown, ": ", words);
	if (report->quiet || (kind->count > WIRE_FAULTS_SHOWN && !report->verbose))
		return;
	clear_line(report);
	put_line(stderr, "wire-index: ", shown, ": ", words);
}

void wire_report_file(wire_report *report, wire_str shown, const char *what, uint32_t stories)
{
	if (!report->verbose)
		return;
	clear_line(report);
	fputs("wire-index: ", stderr);
	put_safe(stderr, shown);
	fprintf(stderr, ": %s, %u %s\n", what, stories, stories == 1 ? "story" : "stories");
}

void wire_report_note(wire_report *report, const char *format, ...)
{
	char words[1024];
	va_list args;
	if (report->quiet)
		return;
	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	clear_line(report);
	put_line(stderr, "wire-index: note: ", WIRE_STR(""), "", words);
}

static uint32_t stories_done(const wire_report *report)
{
	return report->indexed + report->updated + report->shared;
}

static const char *stories(uint32_t n)
{
	return n == 1 ? "story" : "stories";
}

void wire_report_tick(wire_report *report, uint64_t bytes)
{
	if (!report->progress)
		return;
	double time = now();
	if (time - report->drawn < REDRAW_SECONDS)
		return;
	report->drawn = time;
	double elapsed = time - report->started;
	double rate = elapsed > 0 ? stories_done(report) / elapsed : 0;
	fprintf(stderr, "\r\033[K%u %s, %u %s, %.0f a second", report->files,
		report->files == 1 ? "file" : "files", stories_done(report),
		stories(stories_done(report)), rate);
	uint64_t done = report->bytes + bytes;
	/* A file may have grown since it was counted. */
	if (done > 0 && done <= report->bytes_total) {
		double share = (double)done / (double)report->bytes_total;
		double left = elapsed / share - elapsed;
		unsigned seconds = left < 359999 ? (unsigned)left : 359999;
		fprintf(stderr, ", %.0f %%, %u:%02u left", share * 100, seconds / 60, seconds % 60);
	}
	fflush(stderr);
}

static void put_kind(FILE *out, const wire_report *report, size_t i, const char *verb)
{
	const wire_kind *kind = &report->kinds[i];
	bool rest = i == WIRE_KINDS_MAX - 1;
	fprintf(out, "  %u %s: %s%s%s\n", kind->count, verb, kind->what,
		kind->what[0] == '\0' ? "" : ": ",
		rest ? "other reasons" : wire_reason_text(kind->reason));
}

/* Faults that were counted and not named. */
static void put_unnamed(const wire_report *report)
{
	for (size_t i = 0; i < report->n_kinds && !report->verbose; i++) {
		const wire_kind *kind = &report->kinds[i];
		if (kind->count <= WIRE_FAULTS_SHOWN || !wire_reason_is_fault(kind->reason) ||
			kind->reason == WIRE_REASON_KNOWN)
			continue;
		fprintf(stderr, "wire-index: %u more skipped: %s%s%s (--faults FILE names all)\n",
			kind->count - WIRE_FAULTS_SHOWN, kind->what,
			kind->what[0] == '\0' ? "" : ": ", wire_reason_text(kind->reason));
	}
}

static void put_summary(const wire_report *report, FILE *out)
{
	double elapsed = now() - report->started;
	fprintf(out, "%u %s read: %u %s %s", report->files, report->files == 1 ? "file" : "files",
		report->indexed, stories(report->indexed), report->extract ? "printed" : "indexed");
	if (!report->extract)
		fprintf(out, ", %u updated, %u unchanged", report->updated, report->unchanged);
	if (report->shared > 0)
		fprintf(out, ", %u held by other files, too", report->shared);
	if (report->dropped > 0)
		fprintf(out, ", %u dropped", report->dropped);
	fprintf(out, ", %u skipped\n", report->skipped);
	for (size_t i = 0; i < report->n_kinds; i++)
		if (wire_reason_is_fault(report->kinds[i].reason))
			put_kind(out, report, i, "skipped");
	for (size_t i = 0; i < report->n_kinds; i++)
		if (!wire_reason_is_fault(report->kinds[i].reason))
			put_kind(out, report, i, "passed over");
	fprintf(out, "%.1f s", elapsed);
	if (stories_done(report) > 0 && elapsed > 0) {
		double rate = stories_done(report) / elapsed;
		fprintf(out, ", %.0f %s a second", rate,
			rate >= 0.5 && rate < 1.5 ? "story" : "stories");
	}
	putc('\n', out);
}

wire_status wire_report_end(wire_report *report, FILE *out, wire_error *err)
{
	clear_line(report);
	put_unnamed(report);
	if (!report->quiet)
		put_summary(report, out);
	if (report->faults == NULL)
		return WIRE_OK;
	bool bad = ferror(report->faults) != 0;
	bad = fclose(report->faults) != 0 || bad;
	report->faults = NULL;
	return bad ? wire_fail(
			     err, WIRE_EIO, "cannot write the list of faults: %s", strerror(errno))
		   : WIRE_OK;
}
