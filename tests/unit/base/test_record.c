/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The record as JSON: every member, always, in the table's order. */
#include "support/cmocka.h"

#include "wire/record.h"

static const char *const members[] = {
#define NAME(name, type, meaning) #name,
	WIRE_RECORD_FIELDS(NAME)
#undef NAME
};

static wire_str write(wire_buf *json, const wire_story *story)
{
	wire_buf_clear(json);
	assert_int_equal(wire_story_to_json(json, story), WIRE_OK);
	return wire_buf_view(json);
}

/* The members of the line, in its order, are those of the table but for `why`. */
static void test_record__has_every_member_in_order(void **state)
{
	wire_buf json;
	wire_str why[] = {WIRE_STR_INIT("date: dateline")};
	wire_story story = {0};
	(void)state;
	wire_buf_init(&json, 1u << 16);
	for (int round = 0; round < 2; round++) {
		wire_str line = write(&json, &story);
		size_t at = 0;
		assert_true(line.data[0] == '{' && line.data[line.len - 1] == '}');
		assert_null(memchr(line.data, '\n', line.len));
		for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
			char key[40];
			snprintf(key, sizeof key, "\"%s\":", members[i]);
			size_t found = wire_str_find(line, wire_str_from(key), at);
			bool wanted = strcmp(members[i], "why") != 0 || round > 0;
			if ((found != SIZE_MAX) != wanted)
				fail_msg("%s: %.*s", members[i], (int)line.len, line.data);
			at = wanted ? found : at;
		}
		story.why = (wire_list){why, 1, 1};
	}
	wire_buf_release(&json);
}

/* What is missing is empty, what is unknown is passed over; a text keeps every character. */
static void test_record__is_read_back(void **state)
{
	wire_story story;
	wire_error err;
	wire_buf json;
	(void)state;
	wire_arena *arena = wire_arena_new(1u << 20);
	assert_non_null(arena);
	assert_int_equal(wire_story_from_json(&story, arena,
				 WIRE_STR("{\"later\":{\"a\":[1]},\"id\":\"x\"}"), &err),
		WIRE_OK);
	assert_true(wire_str_equal(story.id, WIRE_STR("x")));
	assert_true(story.body.len == 0 && story.people.len == 0 && story.version == 0);
	wire_buf_init(&json, 1u << 16);
	for (uint32_t code = 1; code < 0x3000; code++) {
		char text[8] = "a";
		/* Enough of UTF-8 for this: two bytes or three. */
		size_t n = 1;
		if (code < 0x80) {
			text[n++] = (char)code;
		} else if (code < 0x800) {
			text[n++] = (char)(0xC0 | code >> 6);
			text[n++] = (char)(0x80 | (code & 0x3F));
		} else {
			text[n++] = (char)(0xE0 | code >> 12);
			text[n++] = (char)(0x80 | (code >> 6 & 0x3F));
			text[n++] = (char)(0x80 | (code & 0x3F));
		}
		const wire_story put = {.body = {text, n}};
		wire_arena_reset(arena);
		wire_str line = write(&json, &put);
		assert_int_equal(wire_story_from_json(&story, arena, line, &err), WIRE_OK);
		if (!wire_str_equal(story.body, put.body))
			fail_msg("U+%04X: %.*s", (unsigned)code, (int)line.len, line.data);
	}
	wire_buf_release(&json);
	wire_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_record__has_every_member_in_order),
		cmocka_unit_test(test_record__is_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
