/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a file gives up of its stories, and who is told. */
#include "indexer/run/ledger.h"
#include "indexer/run/owned.h"
#include "shim/store_support.h"

static void put(wire_writer *writer, const char *id, const char *owner)
{
	wire_error err;
	wire_put how;
	wire_posting postings[] = {
		{.term = wire_str_from(id)}, {.term = WIRE_STR("ferry"), .frequency = 1}};
	wire_document document = {.id_term = wire_str_from(id),
		.data = WIRE_STR("{}"),
		.postings = postings,
		.n_postings = 2};
	OK(wire_writer_put(&how, writer, &document, wire_str_from(owner), &err));
}

/*
 * A file held Q1 and Q4 with another one, Q2 and Q5 alone, and Q3, which it still holds. What it
 * gives up alone is gone; of what is shared the other file is told, in the same change. Every
 * change counts for the next commit.
 */
static void test_owned__gives_up_what_is_not_kept(void **state)
{
	static const char *const mine[] = {"Q:4", "Q:2", "Q:1", "Q:5", "Q:3"};
	const wire_ledger_entry entry = {.stories = 2};
	const place *at = *state;
	wire_error err;
	wire_batch batch = {.size = 1000};
	wire_owned *owned;
	wire_ledger_entry got;
	uint32_t dropped = 9, again = 9, left;
	bool found;
	OK(wire_writer_open(&batch.writer, at->db, &err));
	for (size_t i = 0; i < COUNT(mine); i++)
		put(batch.writer, mine[i], "XFa");
	put(batch.writer, "Q:1", "XFb");
	put(batch.writer, "Q:4", "XFb");
	OK(wire_ledger_put(batch.writer, WIRE_STR("XFb"), WIRE_STR("b"), &entry, &err));
	OK(wire_owned_new(&owned, &err));
	OK(wire_owned_load(owned, batch.writer, WIRE_STR("XFa"), &err));
	wire_owned_keep(owned, WIRE_STR("Q:3"));
	wire_owned_keep(owned, WIRE_STR("Q:none"));
	OK(wire_owned_give_up(&dropped, &again, owned, &batch, &err));
	assert_int_equal(dropped, 2);
	assert_int_equal(again, 2);
	/* Four stories, and twice the other file's entry. */
	assert_int_equal(batch.pending, 6);
	OK(wire_ledger_get(&got, &found, batch.writer, WIRE_STR("XFb"), &err));
	assert_true(found && got.again && got.stories == 2);
	OK(wire_writer_frequency(&left, batch.writer, WIRE_STR("XFa"), &err));
	assert_int_equal(left, 1);
	OK(wire_writer_frequency(&left, batch.writer, WIRE_STR("ferry"), &err));
	assert_int_equal(left, 3);
	/* A file that had nothing has nothing to give up. */
	OK(wire_owned_load(owned, batch.writer, WIRE_STR("XFnone"), &err));
	wire_owned_keep(owned, WIRE_STR("Q:3"));
	OK(wire_owned_give_up(&dropped, &again, owned, &batch, &err));
	assert_int_equal(dropped + again, 0);
	assert_int_equal(batch.pending, 6);
	wire_owned_free(owned);
	wire_owned_free(NULL);
	wire_writer_close(batch.writer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_owned__gives_up_what_is_not_kept, place_make, place_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
