/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Slices, arenas and buffers at their ends: nothing, one byte, the last that fits. */
#include "support/cmocka.h"

#include <stdint.h>

#ifdef WIRE_SANITIZED
#include <sanitizer/asan_interface.h>
#endif

#include "wire/buf.h"
#include "wire/str.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_str__ends(void **state)
{
	static const struct {
		wire_str s, part;
		bool starts, ends;
	} rows[] = {
		{WIRE_STR_INIT(""), WIRE_STR_INIT(""), true, true},
		{WIRE_STR_INIT(""), WIRE_STR_INIT("a"), false, false},
		{WIRE_STR_INIT("a"), WIRE_STR_INIT(""), true, true},
		{WIRE_STR_INIT("a"), WIRE_STR_INIT("a"), true, true},
		{WIRE_STR_INIT("a"), WIRE_STR_INIT("b"), false, false},
		{WIRE_STR_INIT("ab"), WIRE_STR_INIT("a"), true, false},
		{WIRE_STR_INIT("ab"), WIRE_STR_INIT("b"), false, true},
		{WIRE_STR_INIT("ab"), WIRE_STR_INIT("ab"), true, true},
		{WIRE_STR_INIT("ab"), WIRE_STR_INIT("xab"), false, false},
		{WIRE_STR_INIT("ab"), WIRE_STR_INIT("abx"), false, false},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(wire_str_starts(rows[i].s, rows[i].part), rows[i].starts);
		assert_int_equal(wire_str_ends(rows[i].s, rows[i].part), rows[i].ends);
	}
}

static void test_str__finds(void **state)
{
	static const struct {
		wire_str s, needle;
		size_t from, want;
	} rows[] = {
		{WIRE_STR_INIT(""), WIRE_STR_INIT(""), 0, 0},
		{WIRE_STR_INIT("ab"), WIRE_STR_INIT(""), 2, 2},
		{WIRE_STR_INIT("ab"), WIRE_STR_INIT(""), 3, SIZE_MAX},
		{WIRE_STR_INIT(""), WIRE_STR_INIT("a"), 0, SIZE_MAX},
		{WIRE_STR_INIT("a"), WIRE_STR_INIT("a"), 0, 0},
		{WIRE_STR_INIT("a"), WIRE_STR_INIT("a"), 1, SIZE_MAX},
		{WIRE_STR_INIT("a"), WIRE_STR_INIT("a"), 9, SIZE_MAX},
		{WIRE_STR_INIT("ab"), WIRE_STR_INIT("ab"), 0, 0},
		{WIRE_STR_INIT("ab"), WIRE_STR_INIT("abc"), 0, SIZE_MAX},
		{WIRE_STR_INIT("aaab"), WIRE_STR_INIT("ab"), 0, 2},
		{WIRE_STR_INIT("abab"), WIRE_STR_INIT("ab"), 1, 2},
		{WIRE_STR_INIT("abab"), WIRE_STR_INIT("ab"), 2, 2},
		{WIRE_STR_INIT("abab"), WIRE_STR_INIT("ab"), 3, SIZE_MAX},
		{WIRE_STR_INIT("xxa"), WIRE_STR_INIT("ab"), 0, SIZE_MAX},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (wire_str_find(rows[i].s, rows[i].needle, rows[i].from) != rows[i].want)
			fail_msg("'%s' in '%s' from %zu", rows[i].needle.data, rows[i].s.data,
				rows[i].from);
}

static void test_str__order_and_case(void **state)
{
	(void)state;
	assert_true(wire_str_compare(WIRE_STR(""), WIRE_STR("")) == 0);
	assert_true(wire_str_compare(WIRE_STR(""), WIRE_STR("a")) < 0);
	assert_true(wire_str_compare(WIRE_STR("a"), WIRE_STR("")) > 0);
	assert_true(wire_str_compare(WIRE_STR("b"), WIRE_STR("a")) > 0);
	assert_true(wire_str_compare(WIRE_STR("b"), WIRE_STR("aa")) > 0);
	assert_true(wire_str_compare(WIRE_STR("ab"), WIRE_STR("a")) > 0);
	assert_true(wire_str_compare(WIRE_STR("\x80"), WIRE_STR("\x7F")) > 0);
	assert_true(wire_str_equal_nocase(WIRE_STR("AZaz09"), WIRE_STR("azAZ09")));
	assert_false(wire_str_equal_nocase(WIRE_STR("@"), WIRE_STR("`")));
	assert_false(wire_str_equal_nocase(WIRE_STR("["), WIRE_STR("{")));
	assert_false(wire_str_equal_nocase(WIRE_STR("a"), WIRE_STR("ab")));
	assert_false(wire_str_equal_nocase(WIRE_STR("ab"), WIRE_STR("ac")));
	assert_true(wire_str_equal_nocase(WIRE_STR(""), WIRE_STR("")));
	assert_false(wire_str_equal(WIRE_STR("a"), WIRE_STR("")));
	assert_true(wire_str_equal((wire_str){NULL, 0}, WIRE_STR("")));
}

static void test_str__slices_and_trims(void **state)
{
	static const struct {
		wire_str s;
		const char *want;
	} trims[] = {
		{WIRE_STR_INIT(""), ""},
		{WIRE_STR_INIT(" "), ""},
		{WIRE_STR_INIT("a"), "a"},
		{WIRE_STR_INIT("\t\n\v\f\r a \t\n\v\f\r"), "a"},
		{WIRE_STR_INIT("\x08"
			       "a\x0E"),
			"\x08"
			"a\x0E"},
		{WIRE_STR_INIT("!a!"), "!a!"},
		{WIRE_STR_INIT("\xC2\xA0"), ""},
		{WIRE_STR_INIT("\xC2\xA0 a \xC2\xA0"), "a"},
		{WIRE_STR_INIT("\xC2\xA1"), "\xC2\xA1"},
		{WIRE_STR_INIT("\xA0"), "\xA0"},
		{WIRE_STR_INIT("\xC2"), "\xC2"},
		{WIRE_STR_INIT("a b"), "a b"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(trims); i++)
		assert_true(
			wire_str_equal(wire_str_trim(trims[i].s), wire_str_from(trims[i].want)));
	assert_int_equal(wire_str_from(NULL).len, 0);
	assert_int_equal(wire_str_slice(WIRE_STR("abc"), 1, 1).len, 0);
	assert_int_equal(wire_str_slice(WIRE_STR("abc"), 2, 3).len, 1);
	assert_int_equal(wire_str_slice(WIRE_STR("abc"), 3, 9).len, 0);
	assert_int_equal(wire_str_slice(WIRE_STR("abc"), 9, 9).len, 0);
	assert_int_equal(wire_str_slice(WIRE_STR("abc"), 0, 3).len, 3);
}

static void test_str__lines(void **state)
{
	static const struct {
		wire_str text;
		const char *want; /* each line with | behind it */
	} rows[] = {
		{WIRE_STR_INIT(""), ""},
		{WIRE_STR_INIT("a"), "a|"},
		{WIRE_STR_INIT("\n"), "|"},
		{WIRE_STR_INIT("a\n"), "a|"},
		{WIRE_STR_INIT("a\r\nb\r"), "a|b\r|"},
		{WIRE_STR_INIT("\r\n\n"), "||"},
		{WIRE_STR_INIT("a\n\nb"), "a||b|"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char got[32] = "";
		size_t at = 0;
		wire_str line, rest = rows[i].text;
		while (wire_str_line(&line, &rest))
			at += (size_t)snprintf(
				got + at, sizeof got - at, WIRE_FMT "|", WIRE_ARG(line));
		assert_string_equal(got, rows[i].want);
	}
}

/* A product that does not fit a size_t is no small number. */
static void test_arena__products_that_overflow(void **state)
{
	wire_arena *arena = wire_arena_new(1u << 20);
	int items[2] = {1, 2};
	size_t cap = SIZE_MAX / 16 + 1;
	(void)state;
	assert_non_null(arena);
	assert_null(wire_arena_calloc(arena, SIZE_MAX / 4 + 2, 4));
	assert_null(wire_arena_calloc(arena, 4, SIZE_MAX / 4 + 2));
	assert_non_null(wire_arena_calloc(arena, 0, 4));
	assert_non_null(wire_arena_calloc(arena, 4, 0));
	assert_null(wire_arena_grow(arena, items, &cap, cap, 16));
	assert_true(cap == SIZE_MAX / 16 + 1);
	wire_arena_free(arena);
}

/* Blocks double up to a bound; whatever comes is aligned, cleared, and its own. */
static void test_arena__many_pieces_of_all_sizes(void **state)
{
	enum { PIECES = 400 };
	wire_arena *arena = wire_arena_new(64u << 20);
	unsigned char *pieces[PIECES];
	(void)state;
	assert_non_null(arena);
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < PIECES; i++) {
			size_t size = i * i % 90001 + 1;
			pieces[i] = wire_arena_calloc(arena, size, 1);
			assert_non_null(pieces[i]);
			assert_true((uintptr_t)pieces[i] % _Alignof(max_align_t) == 0);
			for (size_t k = 0; k < size; k++)
				assert_true(pieces[i][k] == 0);
			memset(pieces[i], (int)(i % 255) + 1, size);
		}
		for (size_t i = 0; i < PIECES; i++)
			for (size_t k = 0; k < i * i % 90001 + 1; k += 1000)
				assert_true(pieces[i][k] == i % 255 + 1);
		wire_arena_reset(arena);
	}
	assert_non_null(wire_arena_alloc(arena, 40u << 20));
	assert_null(wire_arena_alloc(arena, (24u << 20) + 1));
	assert_non_null(wire_arena_alloc(arena, 24u << 20));
	wire_arena_free(arena);
}

/* What lies behind a piece, and what was given back, is seen when it is touched. */
static void test_arena__is_sealed_under_a_sanitizer(void **state)
{
	(void)state;
#ifdef WIRE_SANITIZED
	wire_arena *arena = wire_arena_new(1000);
	assert_non_null(arena);
	char *first = wire_arena_alloc(arena, 16), *second = wire_arena_alloc(arena, 3);
	assert_true(first != NULL && second != NULL);
	assert_false(__asan_address_is_poisoned(first) || __asan_address_is_poisoned(first + 15));
	assert_true(__asan_address_is_poisoned(first + 16));
	assert_false(__asan_address_is_poisoned(second + 2));
	assert_true(__asan_address_is_poisoned(second + 3));
	wire_arena_reset(arena);
	assert_true(__asan_address_is_poisoned(first) && __asan_address_is_poisoned(second));
	wire_arena_free(arena);
#else
	skip();
#endif
}

static void test_arena__prints_and_lists(void **state)
{
	wire_arena *arena = wire_arena_new(1000);
	wire_list list = {0};
	wire_str text;
	(void)state;
	assert_non_null(arena);
	assert_int_equal(wire_arena_print(&text, arena, "%s-%d", "a", 17), WIRE_OK);
	assert_true(text.len == 4 && strcmp(text.data, "a-17") == 0);
	assert_int_equal(wire_arena_print(&text, arena, "%s", ""), WIRE_OK);
	assert_true(text.len == 0 && text.data[0] == '\0');
	assert_int_equal(wire_arena_copy(&text, arena, (wire_str){NULL, 0}), WIRE_OK);
	assert_true(text.len == 0 && text.data[0] == '\0');
	assert_false(wire_list_has(&list, WIRE_STR("")));
	assert_int_equal(wire_list_push(&list, arena, WIRE_STR("a")), WIRE_OK);
	assert_int_equal(wire_list_push(&list, arena, WIRE_STR("b")), WIRE_OK);
	assert_true(wire_list_has(&list, WIRE_STR("a")) && wire_list_has(&list, WIRE_STR("b")));
	assert_false(wire_list_has(&list, WIRE_STR("ab")));
	wire_arena_free(arena);
}

/* A buffer takes its bound to the byte, in one piece or in many, and says what it refused. */
static void test_buf__to_the_byte(void **state)
{
	static const size_t bounds[] = {0, 1, 63, 64, 65, 127, 128, 1000};
	(void)state;
	for (size_t i = 0; i < COUNT(bounds); i++) {
		char text[1001];
		wire_buf buf;
		memset(text, 'x', sizeof text);
		text[bounds[i]] = '\0';
		for (size_t piece = 1; piece <= bounds[i]; piece += 7) {
			wire_buf_init(&buf, bounds[i]);
			for (size_t at = 0; at < bounds[i]; at += piece)
				wire_buf_str(&buf, wire_str_slice((wire_str){text, bounds[i]}, at,
							   at + piece));
			assert_int_equal(wire_buf_status(&buf), WIRE_OK);
			assert_string_equal(buf.data, text);
			wire_buf_release(&buf);
		}
		wire_buf_init(&buf, bounds[i]);
		wire_buf_printf(&buf, "%s", text);
		assert_int_equal(wire_buf_status(&buf), WIRE_OK);
		assert_int_equal(buf.len, bounds[i]);
		wire_buf_puts(&buf, "");
		assert_int_equal(wire_buf_status(&buf), WIRE_OK);
		wire_buf_putc(&buf, 'y');
		assert_int_equal(wire_buf_status(&buf), WIRE_ETOOBIG);
		wire_buf_puts(&buf, "");
		assert_int_equal(wire_buf_status(&buf), WIRE_ETOOBIG);
		assert_string_equal(buf.data, text);
		wire_buf_clear(&buf);
		assert_string_equal(buf.data, "");
		assert_int_equal(wire_buf_status(&buf), WIRE_OK);
		wire_buf_release(&buf);
		assert_true(buf.data == NULL && buf.len == 0 && buf.max == bounds[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_str__ends),
		cmocka_unit_test(test_str__finds),
		cmocka_unit_test(test_str__order_and_case),
		cmocka_unit_test(test_str__slices_and_trims),
		cmocka_unit_test(test_str__lines),
		cmocka_unit_test(test_arena__products_that_overflow),
		cmocka_unit_test(test_arena__many_pieces_of_all_sizes),
		cmocka_unit_test(test_arena__is_sealed_under_a_sanitizer),
		cmocka_unit_test(test_arena__prints_and_lists),
		cmocka_unit_test(test_buf__to_the_byte),
	};
	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
