/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The stemmer's cache is bounded: what it forgot it answers as before. */
#include "support/cmocka.h"

#include "wire/stem.h"
#include "wire/token.h"

/* So many forms, kept for good, would take more memory than the cache may. */
enum { MORE_THAN_IT_KEEPS = 200000, AT_ONCE = 40000 };

static wire_stemmer *stemmer;

static int set_up(void **state)
{
	(void)state;
	return wire_stemmer_new(&stemmer, NULL, NULL) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_stemmer_free(stemmer);
	wire_stemmer_free(NULL);
	return 0;
}

static void expect_stem(const char *form, const char *want)
{
	wire_str stem;
	assert_int_equal(wire_stem(&stem, stemmer, wire_str_from(form)), WIRE_OK);
	if (!wire_str_equal(stem, wire_str_from(want)))
		fail_msg("%s: '" WIRE_FMT "', not '%s'", form, WIRE_ARG(stem), want);
}

/* `n` forms of `length` letters, each another. */
static void stem_many(int n, size_t length)
{
	char form[WIRE_FORM_MAX];
	memset(form, 'q', length);
	memcpy(form + length - 3, "ing", 3);
	for (int i = 0; i < n; i++) {
		wire_str stem;
		for (int rest = i, at = 1; at < 6; at++, rest /= 20)
			form[at] = "bcdfghjklmnpqrstvwxz"[rest % 20];
		form[6] = 'a';
		assert_int_equal(wire_stem(&stem, stemmer, (wire_str){form, length}), WIRE_OK);
		assert_true(stem.len == length - 3 && memcmp(stem.data, form, stem.len) == 0);
		if (i % 1000 == 0)
			expect_stem("talking", "talk");
	}
}

static void test_stem__a_full_cache_answers_the_same(void **state)
{
	(void)state;
	stem_many(MORE_THAN_IT_KEEPS, 10);
}

static void test_stem__of_the_longest_forms_too(void **state)
{
	(void)state;
	stem_many(AT_ONCE, WIRE_FORM_MAX);
	stem_many(AT_ONCE, WIRE_FORM_MAX);
}

static void test_stem__what_has_a_stem(void **state)
{
	static const struct {
		const char *form, *stem, *why;
	} rows[] = {
		{"talking", "talk", "a word"},
		{"zzzies", "zzzi", "with the last letter of the alphabet"},
		{"aaaing", "aaa", "and the first"},
		{"roe's", "roe", "an apostrophe is of the word"},
		{"t&talking", "t&talking", "no other sign is"},
		{"{talking", "{talking", "none behind the letters"},
		{"`talking", "`talking", "nor before them"},
		{"2talking", "2talking", "no figure"},
		{"talking0", "talking0", "at either end"},
		{"f16s", "f16", "the plural of a number has one"},
		{"747s", "747", "also of a number alone"},
		{"0s", "0", "of one figure,"},
		{"9s", "9", "whichever"},
		{"1980s", "1980s", "a decade is no year's plural"},
		{"1983s", "1983", "a year's is"},
		{"90s", "90", "nor has a decade two figures"},
		{"19800s", "19800", "or five"},
		{"b1980s", "b1980", "or a letter"},
		{"f1s", "f1", "a letter and a figure"},
		{"16t", "16t", "no plural"},
		{"s", "s", "a letter"},
		{"", "", "nothing"},
		{"\xD0\xB4\xD0\xBE\xD0\xBC\xD0\xB0", "\xD0\xB4\xD0\xBE\xD0\xBC\xD0\xB0",
			"a word of another script"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_stem(rows[i].form, rows[i].stem);
}

static void test_stem__languages(void **state)
{
	wire_stemmer *other;
	wire_error err = {.message = ""};
	wire_str stem;
	(void)state;
	assert_int_equal(wire_stemmer_new(&other, "none", &err), WIRE_OK);
	assert_int_equal(wire_stem(&stem, other, WIRE_STR("talking")), WIRE_OK);
	assert_true(wire_str_equal(stem, WIRE_STR("talking")));
	assert_int_equal(wire_stem(&stem, other, WIRE_STR("747s")), WIRE_OK);
	assert_true(wire_str_equal(stem, WIRE_STR("747s")));
	wire_stemmer_free(other);
	assert_int_equal(wire_stemmer_new(&other, "german", &err), WIRE_OK);
	assert_int_equal(wire_stem(&stem, other, WIRE_STR("hunde")), WIRE_OK);
	assert_true(wire_str_equal(stem, WIRE_STR("hund")));
	wire_stemmer_free(other);
	assert_int_equal(wire_stemmer_new(&other, "klingon", &err), WIRE_EINVAL);
	assert_null(other);
	assert_string_equal(err.message, "no stemmer for language 'klingon'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stem__what_has_a_stem),
		cmocka_unit_test(test_stem__a_full_cache_answers_the_same),
		cmocka_unit_test(test_stem__of_the_longest_forms_too),
		cmocka_unit_test(test_stem__languages),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
