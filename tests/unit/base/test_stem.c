/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The stemmer's cache is bounded: what it forgot it answers as before. */
#include "support/cmocka.h"

#include "wire/stem.h"

enum { MORE_THAN_IT_KEEPS = 100000 };

static void test_stem__a_full_cache_answers_the_same(void **state)
{
	wire_stemmer *stemmer;
	wire_error err;
	wire_str stem;
	(void)state;
	assert_int_equal(wire_stemmer_new(&stemmer, NULL, &err), WIRE_OK);
	for (int i = 0; i < MORE_THAN_IT_KEEPS; i++) {
		char form[] = "qaaaaaing";
		for (int rest = i, at = 1; at < 6; at++, rest /= 26)
			form[at] = (char)('a' + rest % 26);
		assert_int_equal(wire_stem(&stem, stemmer, wire_str_from(form)), WIRE_OK);
		assert_true(stem.len >= 5 && stem.data[0] == 'q');
		if (i % 1000 != 0)
			continue;
		assert_int_equal(wire_stem(&stem, stemmer, WIRE_STR("talking")), WIRE_OK);
		assert_true(wire_str_equal(stem, WIRE_STR("talk")));
	}
	wire_stemmer_free(stemmer);
	wire_stemmer_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stem__a_full_cache_answers_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
