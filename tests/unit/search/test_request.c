/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a person gives, to a request: numbers, names and texts, on the command line or in a form. */
#include "support/cmocka.h"

#include "search/answer/request.h"
#include "search/answer/searcher.h"
#include "wire/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static wire_arena *arena;
static wire_searcher searcher; /* no database: a request is read before one is asked */

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(1u << 20);
	return arena == NULL || wire_country_names_load(&searcher.countries, NULL, NULL) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_country_names_free(searcher.countries);
	wire_arena_free(arena);
	return 0;
}

static void assert_text(wire_str got, const char *want)
{
	if (!wire_str_equal(got, wire_str_from(want)))
		fail_msg("got '" WIRE_FMT "', want '%s'", WIRE_ARG(got), want);
}

static void test_request__numbers(void **state)
{
	static const struct {
		wire_request_text given;
		uint32_t limit, offset, facet_limit;
		const char *why;
	} cases[] = {
		{{.limit = NULL}, 10, 0, 0, "nothing is given"},
		{{.limit = "", .offset = ""}, 10, 0, 0, "a form's empty boxes"},
		{{.limit = "0"}, 0, 0, 0, "the count alone"},
		{{.limit = "1000", .offset = "100000"}, 1000, 100000, 0, "the largest"},
		{{.limit = "007"}, 7, 0, 0, "noughts before a number"},
		{{.limit = "190", .offset = "9"}, 190, 9, 0, "each figure"},
		{{.limit = "1", .limit_min = 1, .limit_max = 1}, 1, 0, 0, "the one that there is"},
		{{.limit_default = 3}, 3, 0, 0, "another default"},
		{{.facet_limit = "1"}, 10, 0, 1, "the shortest"},
		{{.facet_limit = "100000"}, 10, 0, 100000, "long facets"},
		{{.limit_default = UINT32_MAX, .limit_max = UINT32_MAX}, UINT32_MAX, 0, 0,
			"all, where a list is streamed"},
		{{.limit = "20000", .limit_max = UINT32_MAX}, 20000, 0, 0, "more than a page"},
		{{.limit = "100", .limit_max = 100}, 100, 0, 0, "the page's own bound"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		wire_request request;
		wire_error err = {0};
		if (wire_request_read(&request, &cases[i].given, &searcher, arena, &err) != WIRE_OK)
			fail_msg("%s: %s", cases[i].why, err.message);
		if (request.limit != cases[i].limit || request.offset != cases[i].offset ||
			request.facet_limit != cases[i].facet_limit)
			fail_msg("%s: %u %u %u", cases[i].why, request.limit, request.offset,
				request.facet_limit);
	}
}

/* A number that is none is an error, whatever it looks like: no other page is shown for it. */
static void test_request__bad_numbers(void **state)
{
	static const char *const bad[] = {"abcdef", "1:", "1/", ":", "/", "1e50", "-1", "+5", " 5",
		"5x", "0x10", "5.0", "99999999999999999999", "18446744073709551626", "4294967297",
		"\xFF", "1001"};
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		const wire_request_text given[] = {
			{.limit = bad[i]}, {.offset = bad[i]}, {.facet_limit = bad[i]}};
		for (size_t k = 0; k < COUNT(given); k++) {
			wire_request request;
			wire_error err = {0};
			bool large = strcmp(bad[i], "1001") == 0 && k > 0;
			wire_status status =
				wire_request_read(&request, &given[k], &searcher, arena, &err);
			if (status != (large ? WIRE_OK : WIRE_EINVAL) ||
				(!large && strstr(err.message, "want a number from") == NULL))
				fail_msg("'%s': %d %s", bad[i], status, err.message);
			assert_true(wire_utf8_valid(wire_str_from(err.message)));
		}
	}
	wire_request request;
	wire_error err = {0};
	const wire_request_text zero = {.facet_limit = "0"},
				page = {.limit = "101", .limit_min = 1, .limit_max = 100},
				none = {.limit = "0", .limit_min = 1, .limit_max = 100};
	assert_int_equal(wire_request_read(&request, &zero, &searcher, arena, &err), WIRE_EINVAL);
	assert_non_null(strstr(err.message, "bad facet limit '0': want a number from 1 to 100000"));
	assert_int_equal(wire_request_read(&request, &page, &searcher, arena, &err), WIRE_EINVAL);
	assert_non_null(strstr(err.message, "bad limit '101': want a number from 1 to 100"));
	assert_int_equal(wire_request_read(&request, &none, &searcher, arena, &err), WIRE_EINVAL);
	assert_non_null(strstr(err.message, "bad limit '0': want a number from 1 to 100"));
}

/* Any bytes become text, once; what would turn the direction of a line is gone. */
static void test_request__texts_are_cleaned(void **state)
{
	static const struct {
		const char *given, *want, *why;
	} cases[] = {
		{"taiwan", "taiwan", "as it is"},
		{"\xFFtai", "\xEF\xBF\xBDtai", "a byte that is not UTF-8"},
		{"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "half a surrogate"},
		{"a\x1B[1mb", "a[1mb", "controls of a terminal"},
		{"a\xE2\x80\xAE"
		 "b\xE2\x80\xAC",
			"ab", "U+202E turns the line round"},
		{"\xE2\x81\xA6"
		 "a\xE2\x81\xA9",
			"a", "isolates"},
		{"\xE2\x80\xAA\xE2\x80\xAB\xE2\x80\xAD", "", "nothing but such marks"},
		{"\xE2\x80\x94", "\xE2\x80\x94", "a dash has their first bytes, and stays"},
		{"e\xCC\x81", "\xC3\xA9", "composed"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char filter[64];
		wire_request request;
		wire_error err = {0};
		snprintf(filter, sizeof filter, "source=x%s", cases[i].given);
		const wire_request_text given = {.query = wire_str_from(cases[i].given),
			.filters = {filter},
			.n_filters = 1};
		if (wire_request_read(&request, &given, &searcher, arena, &err) != WIRE_OK)
			fail_msg("%s: %s", cases[i].why, err.message);
		assert_text(request.query, cases[i].want);
		assert_text(wire_str_slice(request.filters[0].value, 1, SIZE_MAX), cases[i].want);
	}
}

/* The filter over the limit is an error that names it; the others are kept. */
static void test_request__too_many_filters(void **state)
{
	wire_request_text given = {.n_filters = 0};
	wire_error err = {0};
	(void)state;
	for (unsigned i = 0; i < WIRE_FILTERS_MAX; i++)
		assert_int_equal(wire_request_add_filter(&given, "source=UPI", &err), WIRE_OK);
	assert_int_equal(wire_request_add_filter(&given, "source=AP", &err), WIRE_EINVAL);
	assert_non_null(strstr(err.message, "32"));
	assert_int_equal(given.n_filters, WIRE_FILTERS_MAX);
}

/* Filters and facets go by the query's names and the record's; what is neither is no other field.
 */
static void test_request__names_of_fields(void **state)
{
	static const struct {
		const char *filter;
		wire_field_id field;
		const char *value, *says, *why;
	} cases[] = {
		{"person=Ann Roe", WIRE_FIELD_PERSON, "Ann Roe", "", "the query's name"},
		{"people=Ann Roe", WIRE_FIELD_PERSON, "Ann Roe", "", "the record's"},
		{"country=Chinese", WIRE_FIELD_COUNTRY, "CN", "", "countries by any name"},
		{"countries=CN", WIRE_FIELD_COUNTRY, "CN", "", "and both names of the field"},
		{"lang=en", WIRE_FIELD_LANG, "en", "", "a field that is no facet"},
		{"status=canceled", WIRE_FIELD_STATUS, "canceled", "", "another"},
		{" Date =june 14", WIRE_FIELD_DATE, "june 14", "", "any date that date: takes"},
		{"from=UPI", 0, NULL, "did you mean source:", "another system's name"},
		{"persn=x", 0, NULL, "did you mean person:", "a letter is missing"},
		{"place=BONN", 0, NULL, "write place:... in the query", "words are no values"},
		{"country=Korea", 0, NULL, "North Korea or South Korea?", "one of two"},
		{"country=Jpan", 0, NULL, "'Jpan': Japan?", "a country misspelt"},
		{"date=06/07/2023", 0, NULL, "can be two days", "an ambiguous date"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		wire_request request;
		wire_error err = {0};
		const wire_request_text given = {.filters = {cases[i].filter}, .n_filters = 1};
		wire_status status = wire_request_read(&request, &given, &searcher, arena, &err);
		if (status != (cases[i].value != NULL ? WIRE_OK : WIRE_EINVAL) ||
			(status != WIRE_OK && strstr(err.message, cases[i].says) == NULL))
			fail_msg("%s: %d %s", cases[i].why, status, err.message);
		if (status != WIRE_OK)
			continue;
		assert_int_equal(request.filters[0].field->id, cases[i].field);
		assert_text(request.filters[0].value, cases[i].value);
	}
	wire_request request;
	wire_error err = {0};
	const wire_request_text mixed = {.facets = "person, countries,date"},
				no_facet = {.facets = "lang"};
	assert_int_equal(wire_request_read(&request, &mixed, &searcher, arena, &err), WIRE_OK);
	assert_int_equal(request.facets,
		1u << WIRE_FIELD_PERSON | 1u << WIRE_FIELD_COUNTRY | 1u << WIRE_FIELD_DATE);
	assert_int_equal(
		wire_request_read(&request, &no_facet, &searcher, arena, &err), WIRE_EINVAL);
	assert_non_null(strstr(err.message, "no facet 'lang'"));
}

static wire_status read_one(wire_request *out, const wire_request_text *given, const char **says)
{
	static wire_error err;
	err = (wire_error){0};
	wire_status status = wire_request_read(out, given, &searcher, arena, &err);
	*says = err.message;
	return status;
}

static void test_request__orders(void **state)
{
	static const char *const names[] = {"relevance", "newest", "oldest"};
	wire_request request;
	const char *says;
	(void)state;
	for (int i = 0; i < 3; i++) {
		const wire_request_text given = {.sort = names[i]};
		assert_int_equal(read_one(&request, &given, &says), WIRE_OK);
		assert_int_equal(request.sort, i);
	}
	const wire_request_text none = {.sort = ""}, odd = {.sort = "Newest"};
	assert_int_equal(read_one(&request, &none, &says), WIRE_OK);
	assert_int_equal(request.sort, WIRE_SORT_RELEVANCE);
	assert_int_equal(read_one(&request, &odd, &says), WIRE_EINVAL);
	assert_string_equal(says, "bad sort 'Newest': want relevance, newest or oldest");
}

/* Each message names what it is about, in its first sixty bytes. */
static void test_request__what_is_wrong_is_shown_cut(void **state)
{
	static const struct {
		const char *before, *after; /* around 58 letters and a Z, which is the 60th byte */
		const char *says;           /* %s: the sixty */
		char what;
	} rows[] = {
		{"x", "y", "bad limit '%s': want a number from 0 to 1000", 'n'},
		{"x", "y", "bad offset '%s': want a number from 0 to 100000", 'o'},
		{"x", "y", "bad sort '%s': want relevance, newest or oldest", 's'},
		{"x", "y", "there is no facet '%s': want person, country, source or date", 't'},
		{"x", "y", "bad filter '%s': want FIELD=VALUE, as in country=CN", 'f'},
		{"x", "y=1", "there is no field '%s'; ", 'f'},
	};
	wire_request request;
	const char *says;
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char text[80], shown[61], want[200];
		memset(shown, 'q', 60);
		shown[0] = rows[i].before[0];
		shown[59] = 'Z';
		shown[60] = '\0';
		snprintf(text, sizeof text, "%s%s", shown, rows[i].after);
		wire_request_text given = {0};
		switch (rows[i].what) {
		case 'n':
			given.limit = text;
			break;
		case 'o':
			given.offset = text;
			break;
		case 's':
			given.sort = text;
			break;
		case 't':
			given.facets = text;
			break;
		default:
			given.filters[given.n_filters++] = text;
		}
		assert_int_equal(read_one(&request, &given, &says), WIRE_EINVAL);
		const char *mark = strstr(rows[i].says, "%s");
		snprintf(want, sizeof want, "%.*s%s%s", (int)(mark - rows[i].says), rows[i].says,
			shown, mark + 2);
		if (strncmp(says, want, strlen(want)) != 0)
			fail_msg("'%s', want '%s'", says, want);
	}
}

static void test_request__filters(void **state)
{
	static const struct {
		const char *filters[3];
		size_t n;
		const char *says;
	} rows[] = {
		{{"source=AP"}, 1, NULL},
		{{"source=AP", "source=ap"}, 1, NULL}, /* one spelling is another */
		{{"source=AP", "source=UPI", "source=AP"}, 2, NULL},
		{{"source=AP", "lang=ap"}, 2, NULL}, /* of another field */
		{{"id=a", "id=A"}, 2, NULL},         /* identities are as they are */
		{{"id=a", "id=a"}, 1, NULL},
		{{"source = A=B "}, 1, NULL},
		{{"source="}, 0, "the filter 'source=' has no value"},
		{{"source= "}, 0, "the filter 'source= ' has no value"},
		{{"source"}, 0, "bad filter 'source': want FIELD=VALUE, as in country=CN"},
		{{""}, 0, "bad filter '': want FIELD=VALUE, as in country=CN"},
		{{"=x"}, 0, "there is no field ''; "},
		{{"headline=x"}, 0,
			"'headline' has no whole values to filter by: write headline:... in the "
			"query"},
	};
	wire_request request;
	const char *says;
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_request_text given = {0};
		for (; given.n_filters < 3 && rows[i].filters[given.n_filters] != NULL;)
			given.filters[given.n_filters] = rows[i].filters[given.n_filters],
			given.n_filters++;
		wire_status status = read_one(&request, &given, &says);
		if (status != (rows[i].says == NULL ? WIRE_OK : WIRE_EINVAL) ||
			(rows[i].says == NULL && request.n_filters != rows[i].n) ||
			(rows[i].says != NULL && strncmp(says, rows[i].says, strlen(rows[i].says))))
			fail_msg("%s: %d %zu %s", rows[i].filters[0], status, request.n_filters,
				says);
	}
	const wire_request_text spaced = {.filters = {"source = A=B "}, .n_filters = 1};
	assert_int_equal(read_one(&request, &spaced, &says), WIRE_OK);
	assert_text(request.filters[0].value, "A=B");
}

static void test_request__facets(void **state)
{
	static const struct {
		const char *given;
		unsigned want;
		const char *says;
	} rows[] = {
		{NULL, 0, NULL},
		{"",
			1u << WIRE_FIELD_PERSON | 1u << WIRE_FIELD_COUNTRY |
				1u << WIRE_FIELD_SOURCE | 1u << WIRE_FIELD_DATE,
			NULL},
		{"source", 1u << WIRE_FIELD_SOURCE, NULL},
		{" source ", 1u << WIRE_FIELD_SOURCE, NULL},
		{"source,source", 1u << WIRE_FIELD_SOURCE, NULL},
		{"date,source", 1u << WIRE_FIELD_SOURCE | 1u << WIRE_FIELD_DATE, NULL},
		{"source,", 1u << WIRE_FIELD_SOURCE, NULL},
		{",source", 0, "there is no facet ''"},
		{"source,x", 0, "there is no facet 'x'"},
	};
	wire_request request;
	const char *says;
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const wire_request_text given = {.facets = rows[i].given};
		wire_status status = read_one(&request, &given, &says);
		if (status != (rows[i].says == NULL ? WIRE_OK : WIRE_EINVAL) ||
			(rows[i].says == NULL && request.facets != rows[i].want) ||
			(rows[i].says != NULL && strstr(says, rows[i].says) == NULL))
			fail_msg("%s: %d %x %s", rows[i].given, status, request.facets, says);
	}
}

/* Wherever memory ends, that is said; no text is read as an empty one. */
static void test_request__with_any_memory(void **state)
{
	const wire_request_text given = {.query = WIRE_STR("caf\xC3\xA9\xE2\x80\xAE e\xCC\x81"),
		.sort = "newest\xE2\x80\xAE",
		.limit = "7\xE2\x80\xAE",
		.facets = "source\xE2\x80\xAE",
		.filters = {"source=\xC3\x89tat\xE2\x80\xAE", "country=fran\xC3\xA7"
							      "ais"},
		.n_filters = 1};
	wire_request request;
	wire_status status;
	size_t memory = 0;
	(void)state;
	do {
		wire_error err = {.message = ""};
		wire_arena *small = wire_arena_new(memory++);
		assert_non_null(small);
		status = wire_request_read(&request, &given, &searcher, small, &err);
		assert_true(status == WIRE_OK || status == WIRE_ENOMEM);
		assert_true((status == WIRE_OK) == (err.message[0] == '\0'));
		if (status == WIRE_OK) {
			assert_text(request.query, "caf\xC3\xA9 \xC3\xA9");
			assert_text(request.filters[0].key, "etat");
			assert_true(request.sort == WIRE_SORT_NEWEST && request.limit == 7);
			assert_int_equal(request.facets, 1u << WIRE_FIELD_SOURCE);
		}
		wire_arena_free(small);
	} while (status != WIRE_OK);
	assert_true(memory > 60);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_request__numbers),
		cmocka_unit_test(test_request__bad_numbers),
		cmocka_unit_test(test_request__texts_are_cleaned),
		cmocka_unit_test(test_request__too_many_filters),
		cmocka_unit_test(test_request__names_of_fields),
		cmocka_unit_test(test_request__orders),
		cmocka_unit_test(test_request__what_is_wrong_is_shown_cut),
		cmocka_unit_test(test_request__filters),
		cmocka_unit_test(test_request__facets),
		cmocka_unit_test(test_request__with_any_memory),
	};
	return cmocka_run_group_tests_name("request", tests, set_up, tear_down);
}
