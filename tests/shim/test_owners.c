/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A story has an owner a file that holds it. */
#include "shim/store_support.h"

/* Put the story Q1 of one word for an owner. */
static wire_put put_owned(wire_writer *writer, const char *word, const char *owner)
{
	wire_error err;
	wire_put how;
	wire_posting postings[] = {
		{.term = WIRE_STR("Q1")}, {.term = wire_str_from(word), .frequency = 1}};
	wire_document document = {.id_term = WIRE_STR("Q1"),
		.data = WIRE_STR("{}"),
		.postings = postings,
		.n_postings = 2};
	OK(wire_writer_put(&how, writer, &document, wire_str_from(owner), &err));
	return how;
}

static uint32_t frequency_of(wire_writer *writer, const char *term)
{
	wire_error err;
	uint32_t frequency;
	OK(wire_writer_frequency(&frequency, writer, wire_str_from(term), &err));
	return frequency;
}

static wire_status note_owner(void *payload, wire_str owner, uint32_t frequency, wire_error *err)
{
	wire_buf *out = payload;
	(void)frequency, (void)err;
	wire_buf_str(out, owner);
	wire_buf_putc(out, ' ');
	return WIRE_OK;
}

/* In whatever order owners put a story, the last in byte order has its text in force. */
static void test_owners__a_story_has_owners(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	wire_buf left;
	bool gone = true;
	wire_str id = WIRE_STR("Q1");
	wire_buf_init(&left, 1000);
	wire_buf_puts(&left, "");
	OK(wire_writer_open(&writer, at->db, &err));
	assert_int_equal(put_owned(writer, "red", "XFb"), WIRE_PUT_NEW);
	assert_int_equal(put_owned(writer, "blue", "XFb"), WIRE_PUT_REPLACED);
	assert_int_equal(put_owned(writer, "green", "XFc"), WIRE_PUT_SHARED);
	assert_int_equal(put_owned(writer, "black", "XFa"), WIRE_PUT_SHARED);
	assert_int_equal(put_owned(writer, "white", "XFb"), WIRE_PUT_SHARED);
	assert_int_equal(frequency_of(writer, "green"), 1);
	assert_int_equal(frequency_of(writer, "blue") + frequency_of(writer, "black") +
				 frequency_of(writer, "white"),
		0);
	OK(wire_writer_disown(&gone, writer, id, WIRE_STR("XFnone"), note_owner, &left, &err));
	assert_false(gone);
	assert_string_equal(left.data, "");
	OK(wire_writer_disown(&gone, writer, id, WIRE_STR("XFc"), note_owner, &left, &err));
	assert_false(gone);
	assert_string_equal(left.data, "XFa XFb ");
	assert_int_equal(put_owned(writer, "white", "XFb"), WIRE_PUT_SHARED);
	assert_int_equal(frequency_of(writer, "white"), 1);
	OK(wire_writer_disown(&gone, writer, id, WIRE_STR("XFa"), note_owner, &left, &err));
	wire_buf_clear(&left);
	OK(wire_writer_disown(&gone, writer, id, WIRE_STR("XFb"), note_owner, &left, &err));
	assert_true(gone);
	assert_string_equal(left.data, "");
	assert_int_equal(frequency_of(writer, "Q1"), 0);
	wire_writer_close(writer);
	wire_buf_release(&left);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_owners__a_story_has_owners, place_make, place_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
