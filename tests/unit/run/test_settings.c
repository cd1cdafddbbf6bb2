/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a database remembers of a run's options, and what is said of it. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/run/settings.h"
#include "shim/store_support.h"

/* Settle the options over the database; what is said on standard error is in `said`. */
static wire_status settle(wire_settings *out, const wire_index_options *options, const place *at,
	char *said, size_t size, wire_error *err)
{
	wire_batch batch = {.size = 1000};
	wire_report report = {.quiet = false};
	char path[128];
	assert_int_equal(wire_writer_open(&batch.writer, at->db, err), WIRE_OK);
	int file =
		open(place_path(path, sizeof path, at, "said"), O_RDWR | O_CREAT | O_TRUNC, 0666);
	int before = dup(STDERR_FILENO);
	assert_true(file >= 0 && before >= 0 && dup2(file, STDERR_FILENO) >= 0);
	err->message[0] = '\0';
	wire_status status = wire_settings_read(out, &batch, options, &report, err);
	fflush(stderr);
	assert_true(dup2(before, STDERR_FILENO) >= 0);
	ssize_t n = pread(file, said, size - 1, 0);
	said[n > 0 ? n : 0] = '\0';
	close(file);
	close(before);
	wire_error closing;
	assert_int_equal(wire_batch_commit(&batch, &closing), WIRE_OK);
	wire_writer_close(batch.writer);
	return status;
}

/* A setting that was not given is the one that was given last, be it one byte long, and a note says
 * so. */
static void test_settings__what_was_given_stays(void **state)
{
	const place *at = *state;
	const char *const paths[] = {at->root};
	char said[1000], want[1000];
	wire_settings got;
	wire_error err = {0};
	wire_index_options options = {.db = at->db,
		.paths = paths,
		.n_paths = 1,
		.root = "/",
		.source = WIRE_STR("A"),
		.given_source = true,
		.reference = {1987, 4, 1},
		.given_reference = true,
		.format = wire_format_by_name(WIRE_STR("text")),
		.given_format = true};
	OK(settle(&got, &options, at, said, sizeof said, &err));
	assert_string_equal(said, "");
	assert_string_equal(got.root.data, "/");
	wire_settings_release(&got);
	options = (wire_index_options){.db = at->db, .paths = paths, .n_paths = 1};
	OK(settle(&got, &options, at, said, sizeof said, &err));
	assert_string_equal(said,
		"wire-index: note: --reference-date 1987-04-01, as at an earlier run\n"
		"wire-index: note: --source A, as at an earlier run\n"
		"wire-index: note: --format text, as at an earlier run\n");
	assert_string_equal(got.root.data, "/");
	assert_true(wire_str_equal(got.policy.source, WIRE_STR("A")));
	assert_ptr_equal(got.policy.format, wire_format_by_name(WIRE_STR("text")));
	assert_int_equal(got.policy.reference.year, 1987);
	assert_int_equal(got.policy.reference.day, 1);
	wire_settings_release(&got);
	/* Another root is told of; the same one is not. */
	options.root = at->root;
	OK(settle(&got, &options, at, said, sizeof said, &err));
	snprintf(want, sizeof want, "wire-index: note: the archive's root is now %s, was /\n",
		at->root);
	assert_memory_equal(said, want, strlen(want));
	wire_settings_release(&got);
	OK(settle(&got, &options, at, said, sizeof said, &err));
	assert_null(strstr(said, "root"));
	wire_settings_release(&got);
	/* Given empty, a setting is forgotten. */
	options.given_source = options.given_reference = options.given_format = true;
	OK(settle(&got, &options, at, said, sizeof said, &err));
	assert_string_equal(said, "");
	wire_settings_release(&got);
	options.given_source = options.given_reference = options.given_format = false;
	OK(settle(&got, &options, at, said, sizeof said, &err));
	assert_string_equal(said, "");
	assert_int_equal(got.policy.source.len, 0);
	assert_null(got.policy.format);
	assert_int_equal(got.policy.reference.year, 0);
	wire_settings_release(&got);
}

/* What cannot be held is an error with words, and leaves what is stored as it is: not an empty
 * value. */
static void test_settings__too_long_a_value_changes_nothing(void **state)
{
	enum { LIMIT = 4 * PATH_MAX };
	static char name[LIMIT + 1];
	const place *at = *state;
	const char *const paths[] = {at->root};
	char said[1000];
	wire_settings got;
	wire_error err = {0};
	memset(name, 'x', sizeof name);
	wire_index_options options = {.db = at->db,
		.paths = paths,
		.n_paths = 1,
		.source = {name, LIMIT},
		.given_source = true};
	OK(settle(&got, &options, at, said, sizeof said, &err));
	assert_int_equal(got.policy.source.len, LIMIT);
	wire_settings_release(&got);
	options.source.len = LIMIT + 1;
	FAILS(WIRE_ETOOBIG, "--source: ", settle(&got, &options, at, said, sizeof said, &err));
	wire_settings_release(&got);
	options.given_source = false;
	options.source = (wire_str){0};
	OK(settle(&got, &options, at, said, sizeof said, &err));
	assert_int_equal(got.policy.source.len, LIMIT);
	wire_settings_release(&got);
}

static void test_settings__a_root_is_a_folder(void **state)
{
	const place *at = *state;
	const char *const paths[] = {at->root};
	char path[128], said[1000];
	wire_settings got;
	wire_error err = {0};
	FILE *file = fopen(place_path(path, sizeof path, at, "file"), "w");
	assert_non_null(file);
	fclose(file);
	wire_index_options options = {.db = at->db, .paths = paths, .n_paths = 1, .root = path};
	FAILS(WIRE_EINVAL, "' is no folder", settle(&got, &options, at, said, sizeof said, &err));
	wire_settings_release(&got);
	options.root = "/nowhere/at/all";
	FAILS(WIRE_EINVAL, "--root '/nowhere/at/all' is no folder",
		settle(&got, &options, at, said, sizeof said, &err));
	wire_settings_release(&got);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(settings__what_was_given_stays),
		CASE(settings__too_long_a_value_changes_nothing),
		CASE(settings__a_root_is_a_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
