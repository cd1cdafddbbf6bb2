/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "indexer/formats/format.h"

/* What a reader gave, copied out of its arena. */
typedef struct seen {
	size_t stories, skipped;
	char body[256], reason[256];
} seen;

static wire_status take(void *payload, wire_story *story, wire_error *err)
{
	seen *s = payload;
	(void)err;
	s->stories++;
	snprintf(s->body, sizeof s->body, WIRE_FMT, WIRE_ARG(wire_str_slice(story->body, 0, 200)));
	return WIRE_OK;
}

static void note_skip(void *payload, const char *reason)
{
	seen *s = payload;
	s->skipped++;
	snprintf(s->reason, sizeof s->reason, "%s", reason);
}

static seen read_bytes(wire_str bytes, size_t memory)
{
	seen s = {0};
	wire_error err = {0};
	wire_context ctx = {.arena = wire_arena_new(memory),
		.tables = &(wire_tables){0},
		.policy = &(wire_policy){.why = false}};
	wire_sink sink = {take, note_skip, &s};
	assert_non_null(ctx.arena);
	assert_int_equal(wire_format_text.read(bytes, &ctx, &sink, &err), WIRE_OK);
	wire_arena_free(ctx.arena);
	assert_int_equal(s.stories + s.skipped, 1);
	return s;
}

static void test_text__a_file_is_a_story(void **state)
{
	(void)state;
	seen s = read_bytes(
		WIRE_STR("A day in court\r\n\r\nThe judge said no, \x93never\x94.\r\n"), 1u << 20);
	assert_int_equal(s.stories, 1);
	assert_string_equal(s.body, "A day in court\n\nThe judge said no, “never”.\n");
}

static void test_text__what_is_no_story_is_skipped_with_a_reason(void **state)
{
	static const struct {
		wire_str bytes;
		const char *reason;
	} cases[] = {
		{WIRE_STR_INIT(""), "empty file"},
		{WIRE_STR_INIT(" \n\t\n"), "no text"},
		{WIRE_STR_INIT("\0\0\0\0"), "no text"},
		{WIRE_STR_INIT("\xEF\xBB\xBF"), "no text"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(read_bytes(cases[i].bytes, 1u << 20).reason, cases[i].reason);
}

static void test_text__too_long(void **state)
{
	size_t length = (size_t)WIRE_STORY_MAX + 1;
	char *bytes = malloc(length);
	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'a', length);
	assert_string_equal(read_bytes((wire_str){bytes, length}, 64u << 20).reason,
		"too long for one story (over 16 MB)");
	assert_int_equal(read_bytes((wire_str){bytes, length - 1}, 64u << 20).stories, 1);
	free(bytes);
}

static void test_text__too_little_memory(void **state)
{
	static char latin1[4096];
	(void)state;
	memset(latin1, 0xE9, sizeof latin1);
	assert_string_equal(read_bytes((wire_str){latin1, sizeof latin1}, 1024).reason,
		"it needs too much memory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text__a_file_is_a_story),
		cmocka_unit_test(test_text__what_is_no_story_is_skipped_with_a_reason),
		cmocka_unit_test(test_text__too_long),
		cmocka_unit_test(test_text__too_little_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
