/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "wire/abbreviation.h"

static void test_abbreviation__is_one(void **state)
{
	static const struct {
		const char *word;
		bool want;
		const char *why;
	} cases[] = {
		{"Adm", true, "the first of the list"},
		{"vs", true, "the last"},
		{"Inc", true, "a company's form"},
		{"CORP", true, "a headline in capitals"},
		{"Messrs", true, "the longest"},
		{"No", true, "before a number"},
		{"inc", false, "a small letter: `inc` is no company"},
		{"mass", false, "nor is `mass` a state"},
		{"Vs", false, "only as it is written"},
		{"Company", false, "a word"},
		{"Co.", false, "the stop is not part of it"},
		{"C", false, "initials are known by their looks"},
		{"", false, "nothing"},
		{"Generally", false, "longer than any"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (wire_is_abbreviation(wire_str_from(cases[i].word)) != cases[i].want)
			fail_msg("'%s': %s", cases[i].word, cases[i].why);
	assert_false(wire_is_abbreviation((wire_str){"Co\0", 3}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_abbreviation__is_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
