/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "wire/spell.h"

static void test_spell__edits(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned edits;
		const char *why;
	} rows[] = {
		{"", "", 0, "nothing"},
		{"tram", "tram", 0, "the same"},
		{"tram", "", 4, "all of it"},
		{"tram", "trams", 1, "one more"},
		{"tram", "ram", 1, "one less, at the start"},
		{"tram", "trim", 1, "another"},
		{"tram", "rtam", 1, "a swap of neighbours at the start"},
		{"tram", "trma", 1, "and at the end"},
		{"abcd", "badc", 2, "two swaps"},
		{"ca", "abc", 3, "a swap is not edited again"},
		{"tram", "mart", 3, "a swap and two"},
		{"blinken", "blincken", 1, "one more in the middle"},
		{"ferry", "fury", 2, "two"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (unsigned limit = 0; limit <= 5; limit++) {
			wire_str a = wire_str_from(rows[i].a), b = wire_str_from(rows[i].b);
			unsigned want = rows[i].edits > limit ? limit + 1 : rows[i].edits;
			if (wire_spell_edits(a, b, limit) != want ||
				wire_spell_edits(b, a, limit) != want)
				fail_msg("%s within %u: %u, want %u", rows[i].why, limit,
					wire_spell_edits(a, b, limit), want);
		}
}

/* A word that is too long is farther than any limit, also from itself. */
static void test_spell__long_words(void **state)
{
	char word[WIRE_SPELL_MAX + 1];
	(void)state;
	memset(word, 'a', sizeof word);
	const wire_str longest = {word, WIRE_SPELL_MAX}, over = {word, WIRE_SPELL_MAX + 1};
	assert_int_equal(wire_spell_edits(longest, longest, 2), 0);
	assert_int_equal(wire_spell_edits(over, over, 2), 3);
	assert_int_equal(wire_spell_edits(longest, over, 2), 3);
	assert_int_equal(wire_spell_edits(over, longest, 2), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spell__edits),
		cmocka_unit_test(test_spell__long_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
