/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "indexer/run/batch.h"
#include "indexer/run/ledger.h"
#include "shim/store_support.h"

/*
 * A file that was changed just before it was read may be changed again within the same tick of its
 * file system's clock: its time then tells nothing.
 */
static void test_ledger__a_fresh_time_tells_nothing(void **state)
{
	static const struct {
		int64_t mtime, read_at, want;
		const char *why;
	} rows[] = {
		{1000, INT64_C(5000000000), 1000, "five seconds old"},
		{INT64_C(3000000000), INT64_C(5000000000), INT64_C(3000000000), "two seconds old"},
		{INT64_C(3000000001), INT64_C(5000000000), 0, "a little less"},
		{INT64_C(5000000000), INT64_C(5000000000), 0, "written as it was read"},
		{INT64_C(9000000000), INT64_C(5000000000), 0, "of the future"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (wire_ledger_time(rows[i].mtime, rows[i].read_at) != rows[i].want)
			fail_msg("%s", rows[i].why);
}

static wire_status put_into(void *payload, wire_str owner, wire_str identity, wire_error *err)
{
	wire_buf *out = payload;
	(void)err;
	wire_buf_printf(out, "[" WIRE_FMT "|" WIRE_FMT "]", WIRE_ARG(owner), WIRE_ARG(identity));
	return WIRE_OK;
}

static void test_ledger__entries_come_back(void **state)
{
	const place *at = *state;
	const wire_ledger_entry put = {.size = UINT64_MAX,
		.mtime = -5,
		.contents = UINT64_MAX,
		.policy = 7,
		.stories = 3,
		.faults = 2,
		.reason = "cut off: here"};
	wire_ledger_entry got;
	wire_error err;
	wire_writer *writer;
	wire_buf seen;
	bool found;
	wire_str owner = WIRE_STR("XF  a b.txt"), identity = WIRE_STR("  a b.txt");
	wire_buf_init(&seen, 1000);
	OK(wire_writer_open(&writer, at->db, &err));
	OK(wire_ledger_get(&got, &found, writer, owner, &err));
	assert_false(found);
	OK(wire_ledger_read_again(writer, owner, &err));
	OK(wire_ledger_put(writer, owner, identity, &put, &err));
	OK(wire_ledger_get(&got, &found, writer, owner, &err));
	assert_true(found && got.size == put.size && got.mtime == put.mtime);
	assert_true(got.contents == put.contents && got.policy == 7 && !got.again);
	assert_int_equal(got.stories, 3);
	assert_int_equal(got.faults, 2);
	assert_string_equal(got.reason, "cut off: here");
	OK(wire_ledger_read_again(writer, owner, &err));
	OK(wire_ledger_get(&got, &found, writer, owner, &err));
	assert_true(found && got.again && got.size == put.size);
	assert_string_equal(got.reason, "cut off: here");
	/* Blanks at the start of a name are the name's. */
	OK(wire_ledger_each(writer, put_into, &seen, &err));
	assert_string_equal(seen.data, "[XF  a b.txt|  a b.txt]");
	OK(wire_ledger_remove(writer, owner, &err));
	OK(wire_ledger_get(&got, &found, writer, owner, &err));
	assert_false(found);
	wire_writer_close(writer);
	wire_buf_release(&seen);
}

/* Whatever the changes are: the third of a batch of three commits them all. */
static void test_batch__every_change_counts(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_batch batch = {.size = 3};
	bool replaced;
	OK(wire_writer_open(&batch.writer, at->db, &err));
	OK(story_put(&replaced, batch.writer, &(story){"Q1", "red", NULL, NULL}, &err));
	OK(wire_batch_count(&batch, &err));
	OK(wire_writer_set_meta(batch.writer, WIRE_STR("XFa"), WIRE_STR("x"), &err));
	OK(wire_batch_count(&batch, &err));
	assert_int_equal(stories_count(at->db), 0);
	OK(story_put(&replaced, batch.writer, &(story){"Q2", "red", NULL, NULL}, &err));
	OK(wire_batch_count(&batch, &err));
	assert_int_equal(stories_count(at->db), 2);
	OK(story_put(&replaced, batch.writer, &(story){"Q3", "red", NULL, NULL}, &err));
	OK(wire_batch_count(&batch, &err));
	assert_int_equal(stories_count(at->db), 2);
	OK(wire_batch_commit(&batch, &err));
	assert_int_equal(stories_count(at->db), 3);
	wire_writer_close(batch.writer);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(ledger__a_fresh_time_tells_nothing),
		CASE(ledger__entries_come_back),
		CASE(batch__every_change_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
