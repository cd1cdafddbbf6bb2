/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "indexer/input/charset.h"
#include "wire/text.h"

static wire_arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(256u << 20);
	return arena == NULL;
}

static int tear_down(void **state)
{
	(void)state;
	wire_arena_free(arena);
	return 0;
}

/* A literal with its NULs. */
#define BYTES(literal) WIRE_STR_INIT(literal)

static void test_charset__decode(void **state)
{
	static const struct {
		wire_str in, want;
		const char *why;
	} cases[] = {
		{BYTES("plain"), BYTES("plain"), "ASCII stays"},
		{BYTES("caf\xC3\xA9"), BYTES("caf\xC3\xA9"), "UTF-8 stays"},
		{BYTES("\xEF\xBB\xBFwith mark"), BYTES("with mark"), "a byte order mark goes"},
		{BYTES("caf\xE9"), BYTES("caf\xC3\xA9"), "Latin-1"},
		{BYTES("\x93yes\x94 \x96 \x80"), BYTES("“yes” – €"), "windows-1252's own bytes"},
		{BYTES("a\x81z"), BYTES("az"), "a byte without a meaning goes"},
		{BYTES("caf\xE9 caf\xC3\xA9"), BYTES("café café"), "two encodings in one feed"},
		{BYTES("a\0b"), BYTES("ab"), "NULs go"},
		{BYTES("one\r\ntwo\rthree"), BYTES("one\ntwo\nthree"), "line ends are one"},
		{BYTES("e\xCC\x81"), BYTES("\xC3\xA9"), "composed"},
		{BYTES("\xFF\xFEh\0i\0"), BYTES("hi"), "UTF-16 little endian"},
		{BYTES("\xFE\xFF\0h\0i"), BYTES("hi"), "UTF-16 big endian"},
		{BYTES("\xFE\xFF\xD8\x3D\xDE\x00"), BYTES("\xF0\x9F\x98\x80"), "a surrogate pair"},
		{BYTES("\xFE\xFF\xD8\x3D\0x"), BYTES("\xEF\xBF\xBDx"), "half a pair"},
		{BYTES("\xFE\xFF\xDE\x00\0x"), BYTES("\xEF\xBF\xBDx"), "its other half"},
		{BYTES("\xFE\xFF\xD8\x00\xDC\x00"), BYTES("\xF0\x90\x80\x80"), "the first pair"},
		{BYTES("\xFE\xFF\xDB\xFF\xDF\xFD"), BYTES("\xF4\x8F\xBF\xBD"),
			"the last pair of a character"},
		{BYTES("\xFE\xFF\xD7\xFF\xE0\x00"), BYTES("\xED\x9F\xBF\xEE\x80\x80"),
			"the units on both sides of the pairs'"},
		{BYTES("\xFE\xFF\xDB\xFF\xE0\x00"), BYTES("\xEF\xBF\xBD\xEE\x80\x80"),
			"half a pair before such a unit"},
		{BYTES("\xFE\xFF\xDC\x00\xDF\xFF\0x"), BYTES("\xEF\xBF\xBD\xEF\xBF\xBDx"),
			"two lower halves"},
		{BYTES("\xFE\xFF\xD8\x00\xD8\x00\xDC\x00"), BYTES("\xEF\xBF\xBD\xF0\x90\x80\x80"),
			"a half before a pair"},
		{BYTES("n\0o\0 \0m\0a\0r\0k\0"), BYTES("no mark"), "UTF-16 without a mark"},
		{BYTES("\0n\0o\0 \0m\0a\0r\0k"), BYTES("no mark"), "the same, big endian"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_str got;
		assert_int_equal(wire_charset_decode(&got, arena, cases[i].in), WIRE_OK);
		if (!wire_str_equal(got, cases[i].want))
			fail_msg("%s: got '" WIRE_FMT "'", cases[i].why, WIRE_ARG(got));
	}
}

/* All of windows-1252's upper half, but the five bytes that it has nothing for, the hyphen that is
 * none. */
static void test_charset__each_byte_of_windows_1252(void **state)
{
	static const char *const want[128] = {"€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š",
		"‹", "Œ", "", "Ž", "", "", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›",
		"œ", "", "ž", "Ÿ"};
	(void)state;
	for (int byte = 0x80; byte <= 0xFF; byte++) {
		char in[] = {'a', ' ', (char)byte, ' ', 'z', '\0'}, text[16], letter[8] = "";
		wire_str got;
		if (byte >= 0xA0 && byte != 0xAD)
			snprintf(letter, sizeof letter, "%c%c", 0xC0 | byte >> 6,
				0x80 | (byte & 0x3F));
		snprintf(text, sizeof text, "a %s z", byte < 0xA0 ? want[byte - 0x80] : letter);
		assert_int_equal(wire_charset_decode(&got, arena, wire_str_from(in)), WIRE_OK);
		if (!wire_str_equal(got, wire_str_from(text)))
			fail_msg("%02X: got '" WIRE_FMT "'", byte, WIRE_ARG(got));
	}
}

/* UTF-16 without its mark is told by its NULs: eight bytes at least, and all on one side. */
static void test_charset__utf16_without_a_mark(void **state)
{
	static const struct {
		wire_str in;
		bool wide, big;
		const char *why;
	} cases[] = {
		{BYTES("m\0a\0r\0k\0"), true, false, "four letters, little endian"},
		{BYTES("\0m\0a\0r\0k"), true, true, "big endian"},
		{BYTES("m\0a\0r\0"), false, false, "three are too few"},
		{BYTES("m\0a\0r\0k\0s"), true, false, "an odd byte at the end"},
		{BYTES("m\0a\0r\0k\0\0s"), false, false, "NULs on both sides are no text"},
		{BYTES("mark\0mark\0mark\0"), false, false, "few NULs are none"},
		{BYTES("\xFF\xFE"), true, false, "the mark alone"},
		{BYTES("\xFE\xFF"), true, true, "the other mark alone"},
		{BYTES("plain text"), false, false, "no NULs"},
		{BYTES(""), false, false, "nothing"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool big = true;
		bool wide = wire_charset_is_utf16(cases[i].in, &big);
		if (wide != cases[i].wide || (wide && big != cases[i].big))
			fail_msg("%s: %d %d", cases[i].why, wide, big);
	}
}

static void test_charset__encoded_twice(void **state)
{
	static const struct {
		const char *in, *want, *why;
	} cases[] = {
		{"Rose\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s", "Rose’s",
			"an apostrophe by windows-1252"},
		{"AndrÃ© was", "André was", "a letter"},
		{"ASUNCIÃ“N", "ASUNCIÓN", "a capital between letters"},
		{"Â£5", "£5", "a sign"},
		{"10â‚¬", "10€", "the euro"},
		{"â€œyes,â€ he", "“yes,” he", "a closing quote that lost its last byte"},
		{"Ð´Ð°", "да", "a run of letters"},
		{"Ã\xC2\x89t\xC3\x83\xC2\xA9", "Été", "by Latin-1, with its controls"},
		{"Ãƒâ€°t", "Ét", "three times"},
		{"“CAFÉ”", "“CAFÉ”", "a capital before a quote is no leading byte"},
		{"GRÖẞE – ÄÖÜ…", "GRÖẞE – ÄÖÜ…", "real capitals and marks"},
		{"naïve café", "naïve café", "real letters"},
		{"São Ã o", "São Ã o", "a letter by itself"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_str got;
		assert_int_equal(
			wire_charset_decode(&got, arena, wire_str_from(cases[i].in)), WIRE_OK);
		if (!wire_str_equal(got, wire_str_from(cases[i].want)))
			fail_msg("%s: got '" WIRE_FMT "'", cases[i].why, WIRE_ARG(got));
	}
}

static void test_charset__every_byte_gives_text(void **state)
{
	char bytes[512];
	wire_str got;
	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 37 + i / 256);
	for (size_t length = 0; length <= sizeof bytes; length++) {
		assert_int_equal(
			wire_charset_decode(&got, arena, (wire_str){bytes, length}), WIRE_OK);
		assert_true(wire_utf8_valid(got));
	}
}

/* Text that needs nothing is not copied. */
static void test_charset__clean_text_is_itself(void **state)
{
	const wire_str text = WIRE_STR("plain, clean\nASCII");
	wire_str got;
	(void)state;
	assert_int_equal(wire_charset_decode(&got, arena, text), WIRE_OK);
	assert_ptr_equal(got.data, text.data);
	assert_int_equal(got.len, text.len);
}

static void test_charset__utf16_is_told_by_its_nuls(void **state)
{
	static const struct {
		wire_str bytes;
		int big; /* -1: it is none */
		const char *why;
	} rows[] = {
		{BYTES(""), -1, "nothing"},
		{BYTES("\xFF\xFE"), 0, "a mark alone"},
		{BYTES("\xFE\xFF"), 1, "the other mark alone"},
		{BYTES("\xFF"), -1, "half a mark"},
		{BYTES("a\0b\0c\0"), -1, "too little to tell"},
		{BYTES("a\0b\0c\0d\0"), 0, "four letters"},
		{BYTES("\0a\0b\0c\0d"), 1, "big endian"},
		{BYTES("a\0b\0c\0d\0e"), 0, "a byte too many"},
		{BYTES("a\0b\0c\0\0d"), -1, "NULs on both sides"},
		{BYTES("a\0b\0c\0\x16 \x16 "), -1, "fewer than four in five"},
		{BYTES("a\0b\0c\0d\0\x16 "), 0, "four in five"},
		{BYTES("abcdefgh\0\0\0\0\0\0\0\0"), -1, "a text with NULs behind"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool big;
		bool is = wire_charset_is_utf16(rows[i].bytes, &big);
		if (is != (rows[i].big >= 0) || (is && big != (rows[i].big == 1)))
			fail_msg("%s: %d %d", rows[i].why, is, big);
	}
}

/* Every byte of windows-1252 that means something, against the standard's own list. */
static void test_charset__windows_1252(void **state)
{
	static const char *const high[32] = {"€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š",
		"‹", "Œ", "", "Ž", "", "", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›",
		"œ", "", "ž", "Ÿ"};
	(void)state;
	for (unsigned byte = 0x80; byte <= 0xFF; byte++) {
		const char bytes[] = {'a', (char)byte, 'z'};
		char want[8] = "a";
		size_t n = 1;
		wire_str got;
		if (byte < 0xA0)
			n += (size_t)snprintf(want + 1, sizeof want - 1, "%s", high[byte - 0x80]);
		else
			n += wire_utf8_encode(want + 1, byte);
		want[n] = 'z';
		n += 1;
		assert_int_equal(wire_charset_decode(&got, arena, (wire_str){bytes, 3}), WIRE_OK);
		bool soft = byte == 0xAD; /* the soft hyphen is cleaned away */
		if (!wire_str_equal(got, soft ? WIRE_STR("az") : (wire_str){want, n}))
			fail_msg("0x%X: " WIRE_FMT, byte, WIRE_ARG(got));
	}
}

static void test_charset__out_of_memory(void **state)
{
	wire_arena *small = wire_arena_new(1024);
	static char latin1[4096];
	wire_str got;
	(void)state;
	memset(latin1, 0xE9, sizeof latin1);
	assert_non_null(small);
	assert_int_equal(
		wire_charset_decode(&got, small, (wire_str){latin1, sizeof latin1}), WIRE_ENOMEM);
	wire_arena_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_charset__decode),
		cmocka_unit_test(test_charset__each_byte_of_windows_1252),
		cmocka_unit_test(test_charset__utf16_without_a_mark),
		cmocka_unit_test(test_charset__encoded_twice),
		cmocka_unit_test(test_charset__every_byte_gives_text),
		cmocka_unit_test(test_charset__clean_text_is_itself),
		cmocka_unit_test(test_charset__utf16_is_told_by_its_nuls),
		cmocka_unit_test(test_charset__windows_1252),
		cmocka_unit_test(test_charset__out_of_memory),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
