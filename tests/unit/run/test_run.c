/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <fcntl.h>
#include <stdio.h>

#include "support/cmocka.h"

#include "indexer/run/run.h"
#include "shim/store_support.h"

/* The file `name` in the place's folder; its time is long past, so that the time tells. */
static const char *file_make(char *path, size_t size, const place *at, const char *name)
{
	const struct timespec past[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
	FILE *file = fopen(place_path(path, size, at, name), "w");
	assert_non_null(file);
	assert_true(fputs("Ferry late\n\nOSLO, May 2 (AP) - The ferry was late.\n", file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(utimensat(AT_FDCWD, path, past, 0), 0);
	return path;
}

static wire_report run_over(const char *path, const place *at)
{
	const char *const paths[] = {path};
	const wire_index_options options = {
		.db = at->db, .quiet = true, .paths = paths, .n_paths = 1};
	wire_report report;
	wire_error err = {0};
	OK(wire_report_start(&report, &options, &err));
	OK(wire_run(&report, &options, NULL, &err));
	return report;
}

/*
 * The ledger's word alone does not make a file unchanged: a story that the database has lost is
 * read again, though the file is as it was.
 */
static void test_run__unchanged_is_asked_of_the_database(void **state)
{
	const place *at = *state;
	char path[128];
	wire_writer *writer;
	wire_error err = {0};
	uint32_t gone;
	file_make(path, sizeof path, at, "a.txt");
	assert_int_equal(run_over(path, at).indexed, 1);
	assert_int_equal(run_over(path, at).unchanged, 1);
	OK(wire_writer_open(&writer, at->db, &err));
	OK(wire_writer_delete(&gone, writer, WIRE_STR("XFa.txt"), &err));
	assert_int_equal(gone, 1);
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
	wire_report report = run_over(path, at);
	assert_int_equal(report.unchanged, 0);
	assert_int_equal(report.indexed, 1);
	assert_int_equal(stories_count(at->db), 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(run__unchanged_is_asked_of_the_database),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
