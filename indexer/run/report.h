/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a run tells the person who started it: faults as they happen, a progress line, a summary.
 * Not library code: it prints.
 *
 * Of each kind of fault the first WIRE_FAULTS_SHOWN are named, the rest counted; --faults names all
 * in a file.
 */
#ifndef INDEXER_RUN_REPORT_H
#define INDEXER_RUN_REPORT_H

#include <stdint.h>
#include <stdio.h>

#include "indexer/input/reason.h"
#include "indexer/options.h"
#include "indexer/run/ledger.h"

enum {
	WIRE_FAULTS_SHOWN = 10, /* of a kind */
	WIRE_KINDS_MAX = 64,    /* kinds counted apart; the rest are counted together */
};

/** Faults, or things passed over, of one kind. */
typedef struct wire_kind {
	wire_reason reason;
	const char *what; /* of WIRE_REASON_NO_READER: of what; a static string */
	uint32_t count;
} wire_kind;

typedef struct wire_report {
	bool extract;                  /* stories are printed, none is stored */
	bool quiet, verbose, progress; /* progress: draw the line */
	FILE *faults;                  /* --faults; NULL: none */
	uint64_t bytes, bytes_total;   /* of input, done and in all; bytes_total 0: not known */
	uint32_t files, indexed, updated, shared, unchanged, dropped, skipped, passed;
	wire_kind kinds[WIRE_KINDS_MAX]; /* the last one stands for all that found no place */
	size_t n_kinds;
	double started, drawn; /* seconds of a monotonic clock */
} wire_report;

/** WIRE_EIO: the file of --faults cannot be written. */
wire_status wire_report_start(
	wire_report *report, const wire_index_options *options, wire_error *err) WIRE_MUST_CHECK;
/**
 * Name a file or story that gives nothing, or that is passed over, and count it.
 * @param what   of WIRE_REASON_NO_READER, what it is (a static string, valid for ever); else "".
 * @param words  why, in full.
 */
void wire_report_fault(wire_report *report, wire_str shown, wire_reason reason, const char *what,
	const char *words);
/**
 * The file is unchanged and gave so many faults when it was last read: told in one line, with the
 * reason of the first of them.
 */
void wire_report_known(wire_report *report, wire_str shown, uint32_t faults, wire_str reason);
/** Name a file as done (-v). */
void wire_report_file(wire_report *report, wire_str shown, const char *what, uint32_t stories);
/** Something worth knowing that is no fault; not with -q. */
void wire_report_note(wire_report *report, const char *format, ...) WIRE_PRINTF(2, 3);
/** Draw the progress line when it is due; `bytes` were read of the file at hand. */
void wire_report_tick(wire_report *report, uint64_t bytes);
/** Clear the progress line, print the summary to `out`, close the file of --faults (WIRE_EIO). */
wire_status wire_report_end(wire_report *report, FILE *out, wire_error *err) WIRE_MUST_CHECK;

#endif
