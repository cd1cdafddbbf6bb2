/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a facet counts, its filter finds: in whatever spelling, with whatever is ticked already. */
#include "small_archive.h"

#include "search/answer/request.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const small_story stories[] = {
	{"s1", "Trade", "Duties rose.", "2023-06-14", "Reuters", "Willy De Clercq|Ann Roe", "BE"},
	{"s2", "Trade", "Duties fell.", "2023-06-15", "Reuters", "Willy de Clercq", "BE"},
	{"s3", "Trade", "Duties stay.", "2023-07-01", "AP", "Willy De Clercq", "FR"},
	{"s4", "Talks", "A meeting.", "2023-07-02", "AP",
		"Recep Erdo\xC4\x9F"
		"an|Recep Erdogan",
		"TR"},
	{"s5", "Talks", "A second meeting.", "2023-07-03", "UPI", "Recep Erdogan|Ann Roe", "TR|FR"},
	{"s6", "Talks", "A third meeting.", "2023-07-04", "AP", "Zoe Quinn", "FR"},
};

static small_archive archive;
static wire_searcher *searcher;
static wire_arena *arena;

static int set_up(void **state)
{
	(void)state;
	small_archive_make(&archive, stories, COUNT(stories));
	return small_archive_open(&searcher, &arena, &archive, 64u << 20);
}

static int tear_down(void **state)
{
	(void)state;
	return small_archive_close(searcher, arena, &archive);
}

static wire_result ask(const wire_request_text *given)
{
	wire_request *request = wire_arena_calloc(arena, 1, sizeof *request);
	wire_result result;
	wire_error err = {0};
	assert_non_null(request);
	if (wire_request_read(request, given, searcher, arena, &err) != WIRE_OK ||
		wire_searcher_run(&result, searcher, request, arena, &err) != WIRE_OK)
		fail_msg(WIRE_FMT ": %s", WIRE_ARG(given->query), err.message);
	return result;
}

/* The values of the first facet as `value:count`, a chosen one with a star before it. */
static const char *counts(const wire_result *result)
{
	static char out[512];
	size_t at = 0;
	out[0] = '\0';
	const wire_facet *facet = &result->facets[0];
	for (size_t i = 0; i < facet->len; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s%s" WIRE_FMT ":%u",
			i > 0 ? " | " : "", facet->values[i].chosen != NULL ? "*" : "",
			WIRE_ARG(facet->values[i].value), facet->values[i].count);
	return out;
}

static void test_counts__a_value_in_its_spellings(void **state)
{
	wire_result result = ask(&(wire_request_text){.query = WIRE_STR(""), .facets = "people"});
	(void)state;
	assert_string_equal(
		counts(&result), "Willy De Clercq:3 | Ann Roe:2 | Recep Erdogan:2 | Zoe Quinn:1");
	assert_int_equal(result.facets[0].distinct, 4);
	/* Where most of the matches spell it so. */
	result = ask(&(wire_request_text){.query = WIRE_STR("fell"), .facets = "people"});
	assert_string_equal(counts(&result), "Willy de Clercq:1");
}

/* Whichever spelling is typed, the value is ticked, counts what it finds, and the rest can be
 * added. */
static void test_counts__a_ticked_value_in_another_spelling(void **state)
{
	static const char *const spellings[] = {"people=Willy De Clercq", "people=Willy de Clercq",
		"person=WILLY DE CLERCQ", "people=Willy D\xC3\xA9 Clercq"};
	(void)state;
	for (size_t i = 0; i < COUNT(spellings); i++) {
		wire_result result = ask(&(wire_request_text){.query = WIRE_STR(""),
			.facets = "people",
			.filters = {spellings[i]},
			.n_filters = 1});
		assert_int_equal(result.total, 3);
		assert_string_equal(counts(&result),
			"*Willy De Clercq:3 | Ann Roe:2 | Recep Erdogan:2 | Zoe Quinn:1");
	}
}

static void test_counts__the_same_filter_twice_is_one(void **state)
{
	wire_request request;
	wire_error err = {0};
	const wire_request_text given = {.query = WIRE_STR(""),
		.filters = {"people=Willy De Clercq", "people=Willy de Clercq", "country=FR",
			"country=France", "date=2023-06", "date=2023-06", "id=s1", "id=S1",
			"id=s1"},
		.n_filters = 9};
	(void)state;
	assert_int_equal(wire_request_read(&request, &given, searcher, arena, &err), WIRE_OK);
	assert_int_equal(request.n_filters, 5); /* of ids the case counts */
	assert_true(wire_str_equal(request.filters[0].value, WIRE_STR("Willy De Clercq")));
}

/* For each value of each facet, alone and beside filters on itself and on another field. */
static void test_counts__are_what_the_filters_find(void **state)
{
	static const char *const ticked[] = {
		NULL, "people=Willy de Clercq", "countries=FR", "source=AP", "date=2023-07"};
	(void)state;
	for (size_t t = 0; t < COUNT(ticked); t++) {
		size_t n = ticked[t] != NULL;
		wire_result all = ask(&(wire_request_text){.query = WIRE_STR(""),
			.facets = "",
			.filters = {ticked[t]},
			.n_filters = n});
		for (size_t i = 0; i < all.n_facets; i++)
			for (size_t k = 0; k < all.facets[i].len; k++) {
				const char *name = all.facets[i].field->facet;
				char filter[128];
				/* A facet's counts leave the filters on itself out. */
				bool own = n > 0 && strncmp(ticked[t], name, strlen(name)) == 0;
				snprintf(filter, sizeof filter, "%s=" WIRE_FMT, name,
					WIRE_ARG(all.facets[i].values[k].value));
				wire_result one = ask(&(wire_request_text){.query = WIRE_STR(""),
					.filters = {filter, own ? NULL : ticked[t]},
					.n_filters = own ? 1 : 1 + n});
				if (one.total != all.facets[i].values[k].count)
					fail_msg("%s beside %s: %u", filter,
						n > 0 ? ticked[t] : "nothing", one.total);
			}
	}
}

/* What is ticked is listed however rare; the rest by the limit. */
static void test_counts__a_rare_value_that_is_ticked(void **state)
{
	wire_result result = ask(&(wire_request_text){.query = WIRE_STR(""),
		.facets = "people",
		.facet_limit = "1",
		.filters = {"people=zoe quinn"},
		.n_filters = 1});
	(void)state;
	assert_string_equal(counts(&result), "Willy De Clercq:3 | *Zoe Quinn:1");
	assert_int_equal(result.facets[0].distinct, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts__a_value_in_its_spellings),
		cmocka_unit_test(test_counts__a_ticked_value_in_another_spelling),
		cmocka_unit_test(test_counts__the_same_filter_twice_is_one),
		cmocka_unit_test(test_counts__are_what_the_filters_find),
		cmocka_unit_test(test_counts__a_rare_value_that_is_ticked),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
