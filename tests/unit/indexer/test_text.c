/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "support/stories.h"

/* What the format gave, copied out of its arena. */
typedef struct seen {
	size_t stories, faults;
	wire_reason why;
	char body[256], words[256];
} seen;

static void take(void *payload, const wire_raw *raw)
{
	seen *s = payload;
	s->stories++;
	assert_int_equal(raw->part.len, 0);
	snprintf(s->body, sizeof s->body, WIRE_FMT,
		WIRE_ARG(wire_str_slice(raw->story.body, 0, 200)));
}

static void note_fault(void *payload, wire_reason why, const char *words)
{
	seen *s = payload;
	s->faults++;
	s->why = why;
	snprintf(s->words, sizeof s->words, "%s", words);
}

static seen read_bytes(wire_str bytes, size_t memory)
{
	seen s = {0};
	story_sink sink = {take, note_fault, &s};
	assert_int_equal(stories_read(&wire_format_text, bytes, memory, &sink), WIRE_END);
	assert_int_equal(s.stories + s.faults, 1);
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

static void test_text__what_is_no_story_is_a_fault_with_a_reason(void **state)
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
		assert_string_equal(read_bytes(cases[i].bytes, 1u << 20).words, cases[i].reason);
}

static void test_text__too_long(void **state)
{
	size_t length = (size_t)WIRE_STORY_MAX + 1;
	char *bytes = malloc(length);
	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'a', length);
	assert_string_equal(read_bytes((wire_str){bytes, length}, 64u << 20).words,
		"too long for one story (over 16 MB)");
	assert_int_equal(read_bytes((wire_str){bytes, length - 1}, 64u << 20).stories, 1);
	free(bytes);
}

static void test_text__too_little_memory(void **state)
{
	static char latin1[4096];
	(void)state;
	memset(latin1, 0xE9, sizeof latin1);
	assert_string_equal(read_bytes((wire_str){latin1, sizeof latin1}, 1024).words,
		"it needs too much memory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text__a_file_is_a_story),
		cmocka_unit_test(test_text__what_is_no_story_is_a_fault_with_a_reason),
		cmocka_unit_test(test_text__too_long),
		cmocka_unit_test(test_text__too_little_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
