/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a run tells the person who started it: faults as they happen, a progress line, a summary.
 * Not library code: it prints.
 */
#ifndef INDEXER_RUN_REPORT_H
#define INDEXER_RUN_REPORT_H

#include <stdint.h>
#include <stdio.h>

#include "indexer/options.h"

/** Reasons counted apart in the summary; the rest are counted together. */
#define WIRE_REASONS_MAX 16

typedef struct wire_report {
	bool quiet, verbose, progress; /* progress: draw the line */
	uint64_t bytes, bytes_total;   /* of input, done and in all; bytes_total 0: not known */
	uint32_t files, indexed, updated, unchanged, dropped, skipped;
	struct {
		char text[80];
		uint32_t count;
	} reasons[WIRE_REASONS_MAX];
	double started, drawn; /* seconds of a monotonic clock */
} wire_report;

void wire_report_start(wire_report *report, const wire_index_options *options);
/** Name a file or story that gives nothing, with its reason, and count it. */
void wire_report_skip(wire_report *report, const char *subject, const char *reason);
/** Name a file as done (-v). */
void wire_report_file(wire_report *report, const char *path, const char *what, uint32_t stories);
/** Draw the progress line when it is due. */
void wire_report_tick(wire_report *report);
/** Clear the progress line and print the summary to `out`. */
void wire_report_end(wire_report *report, FILE *out);

#endif
