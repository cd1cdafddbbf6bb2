/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a run says: each line as it is printed, how many of them, and the summary. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/run/report.h"
#include "shim/store_support.h"

/* Standard error as a file: what was said since say_begin(). */
static struct {
	int file, before;
	char text[16384];
} said;

static void say_begin(const place *at)
{
	char path[128];
	fflush(stderr);
	said.file =
		open(place_path(path, sizeof path, at, "said"), O_RDWR | O_CREAT | O_TRUNC, 0666);
	said.before = dup(STDERR_FILENO);
	assert_true(said.file >= 0 && said.before >= 0);
	assert_true(dup2(said.file, STDERR_FILENO) >= 0);
}

static const char *say_end(void)
{
	fflush(stderr);
	assert_true(dup2(said.before, STDERR_FILENO) >= 0);
	ssize_t n = pread(said.file, said.text, sizeof said.text - 1, 0);
	said.text[n > 0 ? n : 0] = '\0';
	close(said.file);
	close(said.before);
	return said.text;
}

static size_t lines_of(const char *text)
{
	size_t n = 0;
	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

#define A WIRE_STR("a.txt")

/* A fault is named always, what is passed over with -v alone. Nothing in a name steers a terminal.
 */
static void test_report__a_line_for_each(void **state)
{
	const place *at = *state;
	wire_report report = {0};
	say_begin(at);
	wire_report_fault(&report, A, WIRE_REASON_EMPTY, "", "empty file");
	wire_report_fault(&report, A, WIRE_REASON_HIDDEN, "", "hidden");
	wire_report_fault(&report, WIRE_STR("\x1F \x7F\x80"), WIRE_REASON_NO_TEXT, "", "a\x1B[m");
	wire_report_file(&report, A, "done", 1);
	wire_report_note(&report, "so %s", "it\n is");
	assert_string_equal(say_end(), "wire-index: a.txt: skipped: empty file\n"
				       "wire-index: ? ?\x80: skipped: a?[m\n"
				       "wire-index: note: so it? is\n");
	assert_int_equal(report.skipped, 2);
	assert_int_equal(report.passed, 1);
	report.verbose = true;
	say_begin(at);
	wire_report_fault(&report, A, WIRE_REASON_HIDDEN, "", "hidden");
	wire_report_file(&report, A, "done", 1);
	wire_report_file(&report, A, "unchanged", 2);
	assert_string_equal(say_end(),
		"wire-index: a.txt: passed over: hidden\n"
		"wire-index: a.txt: done, 1 story\nwire-index: a.txt: unchanged, 2 stories\n");
	report = (wire_report){.quiet = true};
	say_begin(at);
	wire_report_note(&report, "so");
	wire_report_fault(&report, A, WIRE_REASON_EMPTY, "", "empty file");
	wire_report_known(&report, A, 1, WIRE_STR("no text"));
	assert_string_equal(say_end(), "wire-index: a.txt: skipped: empty file\n");
}

/* What was skipped at the last run is told with its first reason, and counts. */
static void test_report__what_is_known(void **state)
{
	const place *at = *state;
	wire_report report = {0};
	say_begin(at);
	wire_report_known(&report, A, 0, WIRE_STR("no text"));
	wire_report_known(&report, A, 1, WIRE_STR("no text"));
	wire_report_known(&report, A, 2, WIRE_STR("no text"));
	wire_report_known(&report, A, 1, WIRE_STR(""));
	assert_string_equal(say_end(),
		"wire-index: a.txt: 1 skipped as at the last run: no text\n"
		"wire-index: a.txt: 2 skipped as at the last run, the first: no text\n"
		"wire-index: a.txt: 1 skipped as at the last run: --reindex says why\n");
	assert_int_equal(report.skipped, 4);
	/* Of these, too, it is ten that are named; -v names all. */
	say_begin(at);
	wire_report_known(&report, A, 6, WIRE_STR("no text"));
	wire_report_known(&report, A, 1, WIRE_STR("no text"));
	report.verbose = true;
	wire_report_known(&report, A, 1, WIRE_STR("no text"));
	assert_string_equal(say_end(),
		"wire-index: a.txt: 6 skipped as at the last run, the first: no text\n"
		"wire-index: a.txt: 1 skipped as at the last run: no text\n");
}

/* Ten of a kind are named, the rest counted at the end; -v and the file of --faults name all. */
static void test_report__ten_of_a_kind(void **state)
{
	const place *at = *state;
	char path[128], text[4096];
	wire_error err = {0};
	const wire_index_options options = {
		.quiet = true, .faults = place_path(path, sizeof path, at, "faults")};
	wire_report report;
	OK(wire_report_start(&report, &options, &err));
	say_begin(at);
	for (int i = 0; i < 10; i++) {
		wire_report_fault(&report, A, WIRE_REASON_EMPTY, "", "empty file");
		wire_report_fault(&report, A, WIRE_REASON_NO_READER, "gzip", "gzip: none");
		wire_report_fault(&report, A, WIRE_REASON_HIDDEN, "", "hidden");
	}
	assert_int_equal(lines_of(say_end()), 20);
	say_begin(at);
	wire_report_fault(&report, A, WIRE_REASON_NO_READER, "gzip", "gzip: none");
	wire_report_fault(&report, A, WIRE_REASON_NO_READER, "gzip", "gzip: none");
	wire_report_fault(&report, A, WIRE_REASON_NO_READER, "zip", "zip: none");
	assert_string_equal(say_end(), "wire-index: a.txt: skipped: zip: none\n");
	wire_report_known(&report, A, 11, WIRE_STR("x"));
	wire_report_fault(&report, A, WIRE_REASON_HIDDEN, "", "hidden");
	say_begin(at);
	OK(wire_report_end(&report, stderr, &err));
	assert_string_equal(say_end(),
		"wire-index: 2 more skipped: gzip: no reader for it yet (--faults FILE names "
		"all)\n");
	assert_null(report.faults);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	assert_int_equal(lines_of(text), 24);
	assert_memory_equal(text, "a.txt: empty file\na.txt: gzip: none\n", 35);
	assert_non_null(strstr(text, "a.txt: 11 skipped as at the last run, the first: x\n"));
	assert_null(strstr(text, "hidden"));
	report = (wire_report){.verbose = true, .quiet = true};
	say_begin(at);
	for (int i = 0; i < 12; i++)
		wire_report_fault(&report, A, WIRE_REASON_EMPTY, "", "empty file");
	OK(wire_report_end(&report, stderr, &err));
	assert_int_equal(lines_of(say_end()), 12);
}

static void test_report__a_list_that_cannot_be_written(void **state)
{
	wire_error err;
	wire_report report;
	wire_index_options options = {.faults = "/nowhere/faults"};
	(void)state;
	FAILS(WIRE_EIO, "cannot write '/nowhere/faults': No such file",
		wire_report_start(&report, &options, &err));
	options.faults = "/dev/full";
	options.quiet = true;
	OK(wire_report_start(&report, &options, &err));
	wire_report_known(&report, A, 1, WIRE_STR("x"));
	FAILS(WIRE_EIO,
		"cannot write the list of faults: ", wire_report_end(&report, stderr, &err));
}

static void test_report__summaries(void **state)
{
	static const struct {
		wire_report report;
		const char *want;
	} rows[] = {
		{{.files = 1, .indexed = 1},
			"1 file read: 1 story indexed, 0 updated, 0 unchanged, 0 skipped\n"},
		{{.files = 2,
			 .indexed = 2,
			 .updated = 3,
			 .shared = 1,
			 .unchanged = 4,
			 .dropped = 1,
			 .skipped = 5},
			"2 files read: 2 stories indexed, 3 updated, 4 unchanged, 1 held by other "
			"files, too, 1 dropped, 5 skipped\n"},
		{{.extract = true, .indexed = 1}, "0 files read: 1 story printed, 0 skipped\n"},
		{{.n_kinds = 4,
			 .kinds = {{WIRE_REASON_HIDDEN, "", 7}, {WIRE_REASON_EMPTY, "", 1},
				 {WIRE_REASON_NO_READER, "gzip", 2}, {WIRE_REASON_BACKUP, "", 3}}},
			"0 files read: 0 stories indexed, 0 updated, 0 unchanged, 0 skipped\n"
			"  1 skipped: empty file\n  2 skipped: gzip: no reader for it yet\n"
			"  7 passed over: hidden\n  3 passed over: an editor's backup\n"},
	};
	const place *at = *state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_report report = rows[i].report;
		wire_error err;
		say_begin(at);
		OK(wire_report_end(&report, stderr, &err));
		const char *text = say_end();
		if (strncmp(text, rows[i].want, strlen(rows[i].want)) != 0 ||
			lines_of(text) != lines_of(rows[i].want) + 1)
			fail_msg("row %zu: %s", i, text);
	}
}

/* The clock counts from the machine's start: two thousand million seconds before are the time. */
static void test_report__stories_a_second(void **state)
{
	static const struct {
		uint32_t indexed, updated, shared;
		const char *want;
	} rows[] = {
		{0, 0, 0, " s\n"},
		{900000000, 0, 0, " s, 0 stories a second\n"},
		{1100000000, 0, 0, " s, 1 story a second\n"},
		{2900000000, 0, 0, " s, 1 story a second\n"},
		{3100000000, 0, 0, " s, 2 stories a second\n"},
		{0, 2000000000, 2000000000, " s, 2 stories a second\n"},
	};
	const place *at = *state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_report report = {.started = -2e9,
			.indexed = rows[i].indexed,
			.updated = rows[i].updated,
			.shared = rows[i].shared};
		wire_error err;
		say_begin(at);
		OK(wire_report_end(&report, stderr, &err));
		if (!wire_str_ends(wire_str_from(say_end()), wire_str_from(rows[i].want)))
			fail_msg("row %zu: %s", i, said.text);
	}
}

/* Kinds beyond the 63rd are counted in one. */
static void test_report__many_kinds(void **state)
{
	static char names[WIRE_KINDS_MAX + 6][8];
	const place *at = *state;
	wire_report report = {0};
	wire_error err;
	say_begin(at);
	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(names[i], sizeof names[i], "k%zu", i);
		wire_report_fault(&report, A, WIRE_REASON_NO_READER, names[i], "x");
	}
	OK(wire_report_end(&report, stderr, &err));
	const char *text = say_end();
	assert_int_equal(report.n_kinds, WIRE_KINDS_MAX);
	assert_int_equal(report.skipped, WIRE_KINDS_MAX + 6);
	assert_non_null(strstr(text, "\n  1 skipped: k62: no reader for it yet\n"));
	assert_non_null(strstr(text, "\n  7 skipped: k63: other reasons\n"));
	assert_null(strstr(text, "k64"));
}

static void test_report__progress(void **state)
{
	static const struct {
		wire_report report;
		uint64_t bytes;
		const char *want;
	} rows[] = {
		{{.files = 1, .indexed = 1}, 0, "\r\033[K1 file, 1 story, 0 a second"},
		{{.files = 2, .updated = 1, .shared = 1}, 0,
			"\r\033[K2 files, 2 stories, 0 a second"},
		{{.bytes = 40, .bytes_total = 100}, 10,
			"\r\033[K0 files, 0 stories, 0 a second, 50 %, 5999:59 left"},
		{{.bytes = 90, .bytes_total = 100}, 10,
			"\r\033[K0 files, 0 stories, 0 a second, 100 %, 0:00 left"},
		{{.bytes = 90, .bytes_total = 100}, 11, "\r\033[K0 files, 0 stories, 0 a second"},
		{{.bytes_total = 100}, 0, "\r\033[K0 files, 0 stories, 0 a second"},
	};
	const place *at = *state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_report report = rows[i].report;
		report.started = -1e12;
		say_begin(at);
		wire_report_tick(&report, rows[i].bytes);
		assert_string_equal(say_end(), "");
		report.progress = true;
		/* Nothing is drawn, so nothing is cleared. */
		say_begin(at);
		wire_report_note(&report, "so");
		assert_string_equal(say_end(), "wire-index: note: so\n");
		say_begin(at);
		wire_report_tick(&report, rows[i].bytes);
		if (strcmp(say_end(), rows[i].want) != 0)
			fail_msg("row %zu: %s", i, said.text);
		assert_true(report.drawn > 0);
		/* A line clears what is drawn; nothing is drawn before it is due. */
		report.drawn = 1e12;
		say_begin(at);
		wire_report_tick(&report, rows[i].bytes);
		wire_report_note(&report, "so");
		assert_string_equal(say_end(), "\r\033[Kwire-index: note: so\n");
	}
}

/* Who asks for the line gets it; by itself it is drawn on a terminal alone, which a test has not.
 */
static void test_report__whether_progress_is_drawn(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_report report;
	wire_index_options options = {.progress = WIRE_ALWAYS, .quiet = true};
	OK(wire_report_start(&report, &options, &err));
	assert_true(report.progress && report.quiet && !report.extract && !report.verbose);
	assert_true(report.started > 0);
	say_begin(at);
	options = (wire_index_options){.progress = WIRE_AUTO, .verbose = true, .extract = true};
	wire_status status = wire_report_start(&report, &options, &err);
	say_end();
	assert_int_equal(status, WIRE_OK);
	assert_true(!report.progress && !report.quiet && report.extract && report.verbose);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(report__a_line_for_each),
		CASE(report__what_is_known),
		CASE(report__ten_of_a_kind),
		CASE(report__a_list_that_cannot_be_written),
		CASE(report__summaries),
		CASE(report__stories_a_second),
		CASE(report__many_kinds),
		CASE(report__progress),
		CASE(report__whether_progress_is_drawn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
