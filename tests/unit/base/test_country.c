/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an unknown country may have been meant as. */
#include "support/cmocka.h"

#include "wire/country.h"

static void test_country__nearest(void **state)
{
	static const struct {
		const char *given;
		size_t max;
		const char *want, *why;
	} rows[] = {
		{"korea", 4, "North Korea|South Korea", "a whole word of two names"},
		{"Korea", 1, "North Korea", "as many as are wanted"},
		{"KOREA ", 4, "North Korea|South Korea", "case and blanks do not matter"},
		{"orea", 4, "", "no whole word"},
		{"chna", 4, "China", "one letter is missing"},
		{"chixa", 4, "China", "of five letters one may be wrong"},
		{"chixx", 4, "", "not two"},
		{"germny", 4, "Germany", "one of six"},
		{"gremny", 4, "Germany", "two of six"},
		{"gremnx", 4, "", "three"},
		{"japanse", 4, "Japan", "of a demonym"},
		{"xx", 4, "", "two letters are near to everything"},
		{"", 4, "", "nothing"},
		{"atlantis", 4, "", "nothing is like it"},
		{"a name that is longer than that of any country on the whole wide earth, by far, "
		 "and then some more of it",
			4, "", "too long to be one"},
	};
	wire_country_names *names;
	wire_error err;
	(void)state;
	wire_arena *arena = wire_arena_new(1u << 20);
	assert_non_null(arena);
	assert_int_equal(wire_country_names_load(&names, NULL, &err), WIRE_OK);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		wire_list near;
		char got[256] = "";
		assert_int_equal(wire_country_nearest(&near, arena, names,
					 wire_str_from(rows[i].given), rows[i].max),
			WIRE_OK);
		for (size_t k = 0; k < near.len; k++) {
			size_t used = strlen(got);
			snprintf(got + used, sizeof got - used, "%s" WIRE_FMT, k > 0 ? "|" : "",
				WIRE_ARG(near.items[k]));
		}
		if (strcmp(got, rows[i].want) != 0)
			fail_msg("%s, '%s': got '%s', want '%s'", rows[i].why, rows[i].given, got,
				rows[i].want);
	}
	wire_country_names_free(names);
	wire_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_country__nearest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
