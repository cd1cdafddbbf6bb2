/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of files as text and back, characters that steer a line, and hashes that databases hold. */
#include "support/cmocka.h"

#include <stdint.h>

#include "wire/display.h"
#include "wire/hash.h"
#include "wire/name.h"
#include "wire/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_name__there_and_back(void **state)
{
	static const struct {
		wire_str bytes;
		const char *text, *why;
	} rows[] = {
		{WIRE_STR_INIT(""), "", "nothing"},
		{WIRE_STR_INIT("a b~!"), "a b~!", "what is plain"},
		{WIRE_STR_INIT("caf\xC3\xA9"), "caf\xC3\xA9", "UTF-8"},
		{WIRE_STR_INIT("caf\xE9"), "caf%E9", "a byte that is none"},
		{WIRE_STR_INIT("\xFF\x80"), "%FF%80", "any"},
		{WIRE_STR_INIT("\xEF\xBF\xBD"), "\xEF\xBF\xBD", "U+FFFD as it was written"},
		{WIRE_STR_INIT("\x01\x1F \x7E\x7F"), "%01%1F ~%7F",
			"controls, and what is beside them"},
		{WIRE_STR_INIT("a\nb\t"), "a%0Ab%09", "a line's end"},
		{WIRE_STR_INIT("\0"), "%00", "a NUL"},
		{WIRE_STR_INIT("\xC2\x80\xC2\x9F\xC2\xA0"), "%C2%80%C2%9F\xC2\xA0", "C1 controls"},
		{WIRE_STR_INIT("\xE2\x80\x8D\xE2\x80\x8E\xE2\x80\x8F\xE2\x80\x90"),
			"\xE2\x80\x8D%E2%80%8E%E2%80%8F\xE2\x80\x90", "marks of direction"},
		{WIRE_STR_INIT("\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xAE\xE2\x80\xAF"),
			"\xE2\x80\xA7%E2%80%A8%E2%80%AE\xE2\x80\xAF", "from U+2028 to U+202E"},
		{WIRE_STR_INIT("\xE2\x81\xA5\xE2\x81\xA6\xE2\x81\xA9\xE2\x81\xAA"),
			"\xE2\x81\xA5%E2%81%A6%E2%81%A9\xE2\x81\xAA", "isolates"},
		{WIRE_STR_INIT("100%"), "100%", "a sign alone"},
		{WIRE_STR_INIT("%4"), "%4", "with a digit"},
		{WIRE_STR_INIT("%41"), "%2541", "what would be read as a byte"},
		{WIRE_STR_INIT("%09%aF%Fa%f0"), "%2509%25aF%25Fa%25f0", "with any digits"},
		{WIRE_STR_INIT("%0/%0:%0@%0G%0`%0g%/0%G0"), "%0/%0:%0@%0G%0`%0g%/0%G0",
			"and what is none"},
		{WIRE_STR_INIT("%%41"), "%%2541", "two signs"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_buf text, bytes;
		wire_buf_init(&text, 1000);
		wire_buf_init(&bytes, 1000);
		wire_buf_puts(&text, "");
		wire_name_text(&text, rows[i].bytes);
		if (strcmp(text.data, rows[i].text) != 0)
			fail_msg("%s: '%s'", rows[i].why, text.data);
		wire_name_bytes(&bytes, wire_buf_view(&text));
		assert_true(wire_str_equal(wire_buf_view(&bytes), rows[i].bytes));
		wire_buf_release(&text);
		wire_buf_release(&bytes);
	}
}

/* Whatever a file is called, its name as text is valid, names it alone, and leads back to it. */
static void test_name__of_any_bytes(void **state)
{
	unsigned seed = 5;
	(void)state;
	for (int round = 0; round < 3000; round++) {
		char name[12];
		wire_buf text, bytes;
		for (size_t i = 0; i < sizeof name; i++) {
			seed = seed * 1103515245u + 12345u;
			name[i] = (seed >> 16) % 3 == 0 ? "%4aFg\xC3\xA9\xE2"[(seed >> 20) % 8]
							: (char)(seed >> 20);
		}
		wire_str whole = {name, sizeof name};
		wire_buf_init(&text, 1000);
		wire_buf_init(&bytes, 1000);
		wire_name_text(&text, whole);
		assert_true(wire_utf8_valid(wire_buf_view(&text)));
		wire_name_bytes(&bytes, wire_buf_view(&text));
		assert_true(wire_str_equal(wire_buf_view(&bytes), whole));
		wire_buf_release(&text);
		wire_buf_release(&bytes);
	}
}

static void test_name__what_turns_a_line(void **state)
{
	static const uint32_t turns[] = {0x202A, 0x202B, 0x202E, 0x2066, 0x2069};
	static const uint32_t none[] = {0, 'a', 0x200F, 0x2029, 0x202F, 0x2065, 0x206A};
	wire_arena *arena = wire_arena_new(1000);
	wire_str out;
	(void)state;
	for (size_t i = 0; i < COUNT(turns); i++)
		assert_true(wire_char_turns(turns[i]));
	for (size_t i = 0; i < COUNT(none); i++)
		assert_false(wire_char_turns(none[i]));
	assert_non_null(arena);
	assert_int_equal(wire_text_unturned(&out, arena, WIRE_STR("\xE2\x80\xAE")), WIRE_OK);
	assert_int_equal(out.len, 0);
	assert_int_equal(wire_text_unturned(&out, arena, WIRE_STR("a\xE2\x80\xAE")), WIRE_OK);
	assert_true(wire_str_equal(out, WIRE_STR("a")));
	assert_int_equal(wire_text_unturned(&out, arena,
				 WIRE_STR("\xE2\x80\xAE"
					  "a")),
		WIRE_OK);
	assert_true(wire_str_equal(out, WIRE_STR("a")));
	wire_arena_free(arena);
	arena = wire_arena_new(0);
	assert_non_null(arena);
	assert_int_equal(wire_text_unturned(&out, arena, WIRE_STR("a\xE2\x80\xAE")), WIRE_ENOMEM);
	wire_arena_free(arena);
}

/* Where a line of a script without spaces may not be broken. */
static void test_name__breaks(void **state)
{
	static const char closing[] =
		"、。，．：；？！」』】）〕〉》］｝”’ーゝゞ々ぁっょァッョヮ,.:;?!)]}%";
	static const char opening[] = "「『【（〔〈《［｛“‘([{";
	uint32_t code;
	(void)state;
	for (size_t at = 0; at < sizeof closing - 1;) {
		at += wire_utf8_decode(&code, WIRE_STR(closing), at);
		assert_false(wire_char_breaks(0x53F0, code));
	}
	for (size_t at = 0; at < sizeof opening - 1;) {
		at += wire_utf8_decode(&code, WIRE_STR(opening), at);
		assert_false(wire_char_breaks(code, 0x53F0));
		assert_true(wire_char_breaks(0x53F0, code));
	}
	assert_false(wire_char_breaks(0xAC00, 0xD7A3)); /* the first syllable of Hangul, the last */
	assert_false(wire_char_breaks('a', 0xAC00));
	assert_true(wire_char_breaks(0x53F0, 0xD7A3));
	assert_true(wire_char_breaks(0xFF21, 0xFF22));
	assert_int_equal(wire_char_columns(0x7F), 1);
	assert_int_equal(wire_char_columns(0x80), 0);
	assert_int_equal(wire_char_columns(0xA1), 1);
}

/* A form that was cut ends with its hash (wire/token.h): another hash would find nothing. */
static void test_name__hashes_stay(void **state)
{
	static const struct {
		const char *text;
		uint64_t seed, hash;
	} rows[] = {
		{"", 0, UINT64_C(0xcbf29ce44fd0bfc1)},
		{"", 7, UINT64_C(0xcbf29ce44fd0bfc6)},
		{"a", 0, UINT64_C(0x27a40fb215fdf911)},
		{"abcdefg", 0, UINT64_C(0xaaf01430f5c22fba)},
		{"abcdefgh", 0, UINT64_C(0xb729deef43ce0db9)},
		{"abcdefghi", 0, UINT64_C(0x66d7a634e792b12f)},
		{"abcdefghi", 7, UINT64_C(0x669fa434e648dfdc)},
		{"abcdefghijklmnop", 0, UINT64_C(0xe1e3cc504b8f39b6)},
		{"abcdefghijklmnopq", 0, UINT64_C(0x3c99a0a0f78287bb)},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (wire_hash(wire_str_from(rows[i].text), rows[i].seed) != rows[i].hash)
			fail_msg("'%s': %llx", rows[i].text,
				(unsigned long long)wire_hash(
					wire_str_from(rows[i].text), rows[i].seed));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_name__there_and_back),
		cmocka_unit_test(test_name__of_any_bytes),
		cmocka_unit_test(test_name__what_turns_a_line),
		cmocka_unit_test(test_name__breaks),
		cmocka_unit_test(test_name__hashes_stay),
	};
	return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}
