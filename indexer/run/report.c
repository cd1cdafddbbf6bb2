/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/report.h"

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

void wire_report_start(wire_report *report, const wire_index_options *options)
{
	bool terminal = isatty(STDERR_FILENO) != 0;
	*report = (wire_report){
		.quiet = options->quiet,
		.verbose = options->verbose,
		.progress = options->progress == WIRE_ALWAYS ||
			    (options->progress == WIRE_AUTO && terminal && !options->quiet),
		.started = now(),
	};
}

static void clear_line(const wire_report *report)
{
	if (report->progress && report->drawn > 0)
		fputs("\r\033[K", stderr);
}

/* Names come from file systems and files: nothing in them may steer the terminal. */
static void put_safe(const char *text)
{
	for (; *text != '\0'; text++)
		putc((unsigned char)*text < 0x20 || *text == 0x7F ? '?' : *text, stderr);
}

void wire_report_skip(wire_report *report, const char *subject, const char *reason)
{
	size_t i = 0;
	clear_line(report);
	fputs("wire-index: ", stderr);
	put_safe(subject);
	fputs(": skipped: ", stderr);
	put_safe(reason);
	putc('\n', stderr);
	report->skipped++;
	/* What stands before a colon or a bracket is the reason's kind: "cut off (story 17)". */
	size_t kind = strcspn(reason, ":(");
	while (kind > 0 && reason[kind - 1] == ' ')
		kind--;
	char text[sizeof report->reasons[0].text];
	snprintf(text, sizeof text, "%.*s", (int)(kind < sizeof text ? kind : sizeof text - 1),
		reason);
	while (i < WIRE_REASONS_MAX - 1 && report->reasons[i].count > 0 &&
		strcmp(report->reasons[i].text, text) != 0)
		i++;
	if (i == WIRE_REASONS_MAX - 1)
		strcpy(text, "other reasons");
	strcpy(report->reasons[i].text, text);
	report->reasons[i].count++;
}

void wire_report_file(wire_report *report, const char *path, const char *what, uint32_t stories)
{
	if (!report->verbose)
		return;
	clear_line(report);
	fputs("wire-index: ", stderr);
	put_safe(path);
	fprintf(stderr, ": %s, %u %s\n", what, stories, stories == 1 ? "story" : "stories");
}

static uint32_t stories_done(const wire_report *report)
{
	return report->indexed + report->updated;
}

void wire_report_tick(wire_report *report)
{
	if (!report->progress)
		return;
	double time = now();
	if (time - report->drawn < REDRAW_SECONDS)
		return;
	report->drawn = time;
	double elapsed = time - report->started;
	double rate = elapsed > 0 ? stories_done(report) / elapsed : 0;
	fprintf(stderr, "\r\033[K%u files, %u stories, %.0f stories/s", report->files,
		stories_done(report), rate);
	if (report->bytes > 0 && report->bytes_total > 0) {
		double share = (double)report->bytes / (double)report->bytes_total;
		unsigned left = (unsigned)(elapsed / share - elapsed);
		fprintf(stderr, ", %.0f %%, %u:%02u left", share * 100, left / 60, left % 60);
	}
	fflush(stderr);
}

void wire_report_end(wire_report *report, FILE *out)
{
	clear_line(report);
	if (report->quiet)
		return;
	double elapsed = now() - report->started;
	fprintf(out, "%u %s read: %u %s indexed, %u updated, %u unchanged", report->files,
		report->files == 1 ? "file" : "files", report->indexed,
		report->indexed == 1 ? "story" : "stories", report->updated, report->unchanged);
	if (report->dropped > 0)
		fprintf(out, ", %u dropped", report->dropped);
	fprintf(out, ", %u skipped\n", report->skipped);
	for (size_t i = 0; i < WIRE_REASONS_MAX && report->reasons[i].count > 0; i++)
		fprintf(out, "  %u skipped: %s\n", report->reasons[i].count,
			report->reasons[i].text);
	fprintf(out, "%.1f s", elapsed);
	if (stories_done(report) > 0 && elapsed > 0)
		fprintf(out, ", %.0f stories a second", stories_done(report) / elapsed);
	putc('\n', out);
}
