/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "small_archive.h"

#include "search/answer/request.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const small_story stories[] = {
	{"s1", "Minister visits Beijing", "Ann Roe talked about Taiwan.", "2023-06-14", "UPI",
		"Ann Roe|Bo Doe", "CN|TW"},
	{"s2", "Talks end in Beijing", "Ann Roe left. The U.S. side was content.", "2023-06-18",
		"Reuters", "Ann Roe", "CN|US"},
	{"s3", "Quake shakes northern Japan", "No tsunami followed the quake.", "2023-05-02",
		"Kyodo", "", "JP"},
	{"s4", "Markets close higher", "Shares rose; let us say by a little.", "2022-12-30", "UPI",
		"Bo Doe", "US"},
	{"s5", "Undated note", "A note about Taiwan.", NULL, "", "", "TW"},
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

/* ---- asking ---- */

static wire_request read_given(const wire_request_text *given)
{
	wire_request request;
	wire_error err = {0};
	if (wire_request_read(&request, given, searcher, arena, &err) != WIRE_OK)
		fail_msg("%s", err.message);
	return request;
}

static wire_result ask(const wire_request_text *given)
{
	wire_result result;
	wire_error err = {0};
	wire_request request = read_given(given);
	if (wire_searcher_run(&result, searcher, &request, arena, &err) != WIRE_OK)
		fail_msg(WIRE_FMT ": %s", WIRE_ARG(given->query), err.message);
	return result;
}

static wire_result ask_query(const char *query)
{
	return ask(&(wire_request_text){.query = wire_str_from(query)});
}

/* The ids of the hits, in their order. */
static const char *ids(const wire_result *result)
{
	static char out[256];
	size_t at = 0;
	out[0] = '\0';
	for (size_t i = 0; i < result->n_hits; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s" WIRE_FMT, i > 0 ? " " : "",
			WIRE_ARG(result->hits[i].story.id));
	return out;
}

/* A facet as `value:count`, a chosen value with a star before it. */
static const char *counts(const wire_result *result, wire_field_id id)
{
	static char out[512];
	size_t at = 0;
	out[0] = '\0';
	for (size_t i = 0; i < result->n_facets; i++) {
		const wire_facet *facet = &result->facets[i];
		for (size_t k = 0; k < facet->len && facet->field->id == id; k++)
			at += (size_t)snprintf(out + at, sizeof out - at, "%s%s" WIRE_FMT ":%u",
				k > 0 ? " " : "", facet->values[k].chosen ? "*" : "",
				WIRE_ARG(facet->values[k].value), facet->values[k].count);
	}
	return out;
}

static void assert_text(wire_str got, const char *want)
{
	if (!wire_str_equal(got, wire_str_from(want)))
		fail_msg("got '" WIRE_FMT "', want '%s'", WIRE_ARG(got), want);
}

/* ---- hits ---- */

static void test_result__finds(void **state)
{
	static const struct {
		const char *query, *sort, *filters[3], *want, *why;
	} cases[] = {
		{"taiwan date:2023-06", NULL, {NULL}, "s1", "a word and a date"},
		{"beijing", "newest", {NULL}, "s2 s1", "newest first"},
		{"taiwan", "newest", {NULL}, "s1 s5", "undated stories come last"},
		{"taiwan", "oldest", {NULL}, "s1 s5", "in either order"},
		{"=US", NULL, {NULL}, "s2", "capitals, not the word"},
		{"", "oldest", {"countries=CN"}, "s1 s2", "a filter alone"},
		{"", "oldest", {"countries=china", "countries=Japan"}, "s3 s1 s2",
			"filters of a field are ORed, countries go by any name"},
		{"", "oldest", {"countries=US", "source=upi"}, "s4",
			"filters of two fields are ANDed"},
		{"", "oldest", {"date=2023-06"}, "s1 s2", "a month as a filter"},
		{"date:06-14", NULL, {NULL}, "s1", "that day of any year"},
		{"date:june", "oldest", {NULL}, "s1 s2", "that month of any year"},
		{"", "oldest", {"date=june"}, "s1 s2", "as a filter"},
		{"", "oldest", {"people=ann roe"}, "s1 s2", "a whole name, in any case"},
		{"", "oldest", {"people=Roe"}, "", "a part of a name is no value"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		wire_request_text given = {
			.query = wire_str_from(cases[i].query), .sort = cases[i].sort};
		for (; cases[i].filters[given.n_filters] != NULL; given.n_filters++)
			given.filters[given.n_filters] = cases[i].filters[given.n_filters];
		wire_result result = ask(&given);
		if (strcmp(ids(&result), cases[i].want) != 0)
			fail_msg("%s: got '%s', want '%s'", cases[i].why, ids(&result),
				cases[i].want);
		assert_int_equal(result.total, result.n_hits);
	}
}

static void test_result__a_hit_is_whole_and_marked(void **state)
{
	wire_result result = ask_query("talk roe date:2023-06-14");
	(void)state;
	assert_int_equal(result.n_hits, 1);
	assert_int_equal(result.archive, COUNT(stories));
	assert_text(result.hits[0].story.headline, "Minister visits Beijing");
	assert_true(result.hits[0].score > 0);
	assert_int_equal(result.hits[0].snippet.len, 5);
	assert_text(result.hits[0].snippet.items[1].text, "Roe");
	assert_text(result.hits[0].snippet.items[3].text, "talked");
	assert_true(result.hits[0].snippet.items[3].match);
}

static void test_result__pages(void **state)
{
	wire_request_text given = {.query = WIRE_STR(""), .sort = "oldest", .limit = "2"};
	wire_result result = ask(&given);
	(void)state;
	assert_string_equal(ids(&result), "s4 s3");
	assert_int_equal(result.total, 5);
	given.offset = "3";
	result = ask(&given);
	assert_string_equal(ids(&result), "s2 s5");
	assert_int_equal(result.hits[0].rank, 4);
	given.offset = "50";
	result = ask(&given);
	assert_int_equal(result.n_hits, 0);
	assert_int_equal(result.total, 5);
	assert_int_equal(result.n_parts, 0); /* something was found, only not there */
	given.limit = "0";
	given.offset = "0";
	result = ask(&given);
	assert_int_equal(result.n_hits, 0);
	assert_int_equal(result.total, 5);
}

/* ---- facets ---- */

static void test_result__facets(void **state)
{
	wire_result result = ask(&(wire_request_text){.query = WIRE_STR(""), .facets = ""});
	(void)state;
	assert_int_equal(result.n_facets, 4);
	assert_string_equal(counts(&result, WIRE_FIELD_PERSON), "Ann Roe:2 Bo Doe:2");
	assert_string_equal(counts(&result, WIRE_FIELD_COUNTRY), "CN:2 TW:2 US:2 JP:1");
	assert_string_equal(counts(&result, WIRE_FIELD_SOURCE), "UPI:2 Kyodo:1 Reuters:1");
	assert_string_equal(counts(&result, WIRE_FIELD_DATE), "2022-12:1 2023-05:1 2023-06:2");
	assert_text(result.facets[1].values[0].label, "China");
}

static void test_result__facets_ignore_their_own_filter(void **state)
{
	wire_result result = ask(&(wire_request_text){.query = WIRE_STR(""),
		.facets = "countries,source",
		.filters = {"countries=CN"},
		.n_filters = 1});
	(void)state;
	assert_int_equal(result.total, 2);
	assert_int_equal(result.n_facets, 2);
	assert_string_equal(counts(&result, WIRE_FIELD_COUNTRY), "*CN:2 TW:2 US:2 JP:1");
	assert_string_equal(counts(&result, WIRE_FIELD_SOURCE), "Reuters:1 UPI:1");
}

/* What a count promises, the filter finds. */
static void test_result__counts_are_what_filters_find(void **state)
{
	wire_result all = ask(&(wire_request_text){.query = WIRE_STR(""), .facets = ""});
	(void)state;
	for (size_t i = 0; i < all.n_facets; i++)
		for (size_t k = 0; k < all.facets[i].len; k++) {
			char filter[128];
			snprintf(filter, sizeof filter, "%s=" WIRE_FMT, all.facets[i].field->facet,
				WIRE_ARG(all.facets[i].values[k].value));
			wire_result one = ask(&(wire_request_text){
				.query = WIRE_STR(""), .filters = {filter}, .n_filters = 1});
			assert_int_equal(one.total, all.facets[i].values[k].count);
		}
}

/* ---- nothing found ---- */

static void test_result__says_why_nothing_is_found(void **state)
{
	static const struct {
		const char *query, *filter, *parts, *suggestion, *why;
	} cases[] = {
		{"taiwan quake", NULL, "taiwan:2 quake:1", "", "words that never meet"},
		{"taiwn roe", NULL, "taiwn:0 roe:2", "taiwan roe", "a misspelt word"},
		{"headline:beijng", NULL, "headline:beijng:0", "headline:beijing",
			"its field stays"},
		{"\"Ann Rooe\"", NULL, "\"ann rooe\":0", "\"Ann Roe\"", "a word of a phrase"},
		{"(taiwn OR zzzz) roe", NULL, "(taiwn OR zzzz):0 roe:2", "(taiwan OR zzzz) roe",
			"alternatives are one part"},
		{"taiwan NOT taiwan", NULL, "taiwan:2 (NOT taiwan):3", "", "what is taken away"},
		{"quake", "source=UPI", "quake:1 source=UPI:2", "", "a filter is a part"},
		{"quake", "date=2022", "quake:1 date=2022:1", "", "so is a date"},
		{"quake", "person=Bo Doe", "quake:1 people=Bo Doe:2", "",
			"a whole name is no phrase of the query's"},
		{"zzzzzz", NULL, "zzzzzz:0", "", "nothing is like it"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char parts[256] = "";
		size_t at = 0;
		wire_result result =
			ask(&(wire_request_text){.query = wire_str_from(cases[i].query),
				.filters = {cases[i].filter},
				.n_filters = cases[i].filter != NULL});
		for (size_t k = 0; k < result.n_parts; k++)
			at += (size_t)snprintf(parts + at, sizeof parts - at, "%s" WIRE_FMT ":%u",
				k > 0 ? " " : "", WIRE_ARG(result.parts[k].text),
				result.parts[k].count);
		if (result.total != 0 || strcmp(parts, cases[i].parts) != 0 ||
			!wire_str_equal(result.suggestion, wire_str_from(cases[i].suggestion)))
			fail_msg("%s: got '%s', '" WIRE_FMT "'", cases[i].why, parts,
				WIRE_ARG(result.suggestion));
	}
}

/* ---- requests ---- */

static void test_result__bad_requests(void **state)
{
	static const struct {
		wire_request_text given;
		const char *says, *why;
	} cases[] = {
		{{.limit = "1001"}, "want a number from 0 to 1000", "a page too long"},
		{{.limit = "-1"}, "bad limit '-1'", "no number is negative"},
		{{.limit = "5x"}, "bad limit '5x'", "a number and more"},
		{{.offset = "999999999999999999999"}, "bad offset", "a number past all others"},
		{{.sort = "up"}, "want relevance, newest or oldest", "an order that is none"},
		{{.facets = "people,xyz"}, "there is no facet 'xyz'", "a facet that is none"},
		{{.filters = {"people"}, .n_filters = 1}, "want FIELD=VALUE", "no value"},
		{{.filters = {"people= "}, .n_filters = 1}, "has no value", "an empty value"},
		{{.filters = {"body=x"}, .n_filters = 1}, "there is no field 'body'",
			"a field that is no facet"},
		{{.filters = {"countries=Ruritania"}, .n_filters = 1},
			"no country is called 'Ruritania'", "no country"},
		{{.filters = {"date=2023-13"}, .n_filters = 1}, "", "no month"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		wire_request request;
		wire_error err = {0};
		wire_status status =
			wire_request_read(&request, &cases[i].given, searcher, arena, &err);
		if (status != WIRE_EINVAL || strstr(err.message, cases[i].says) == NULL)
			fail_msg("%s: %d '%s'", cases[i].why, status, err.message);
	}
}

/* A filter's relative date counts from today, as a query's does. */
static void test_result__filters_know_today(void **state)
{
	wire_request_text given = {
		.query = WIRE_STR("quake"), .filters = {"date=today"}, .n_filters = 1};
	wire_request request = read_given(&given);
	wire_result result;
	wire_error err = {0};
	(void)state;
	request.today = wire_date_to_day((wire_date){2023, 5, 2});
	assert_int_equal(wire_searcher_run(&result, searcher, &request, arena, &err), WIRE_OK);
	assert_string_equal(ids(&result), "s3");
}

static void test_result__foreign_bytes_become_text(void **state)
{
	wire_request_text given = {.query = WIRE_STR("a\xFF"
						     "b\x01"),
		.filters = {"source=\xFF"},
		.n_filters = 1};
	wire_request request = read_given(&given);
	(void)state;
	assert_text(request.query, "a\xEF\xBF\xBD"
				   "b");
	assert_text(request.filters[0].value, "\xEF\xBF\xBD");
}

static void test_result__a_bad_query_has_its_place(void **state)
{
	wire_request request = read_given(&(wire_request_text){.query = WIRE_STR("taiwan (roe")});
	wire_result result;
	wire_error err = {0};
	(void)state;
	assert_int_equal(wire_searcher_run(&result, searcher, &request, arena, &err), WIRE_EQUERY);
	assert_int_equal(err.offset, 7);
	assert_int_equal(result.n_hits, 0);
}

static void test_result__explain_and_story(void **state)
{
	wire_request request =
		read_given(&(wire_request_text){.query = WIRE_STR("Taiwan roe -country:Japan")});
	wire_story story;
	wire_str understood;
	wire_error err = {0};
	(void)state;
	assert_int_equal(
		wire_searcher_explain(&understood, searcher, &request, arena, &err), WIRE_OK);
	assert_non_null(strstr(understood.data, "country:JP"));
	assert_int_equal(
		wire_searcher_story(&story, searcher, WIRE_STR("s3"), arena, &err), WIRE_OK);
	assert_text(story.headline, "Quake shakes northern Japan");
	assert_int_equal(
		wire_searcher_story(&story, searcher, WIRE_STR("s9"), arena, &err), WIRE_ENOTFOUND);
	assert_non_null(strstr(err.message, "'s9'"));
}

static void test_result__revision_and_missing_database(void **state)
{
	const char *gone = "/nonexistent/db";
	wire_searcher *none = searcher;
	wire_buf revision;
	wire_error err = {0};
	(void)state;
	wire_buf_init(&revision, 4096);
	assert_int_equal(wire_searcher_revision(&revision, searcher, &err), WIRE_OK);
	assert_true(revision.len > 0);
	wire_buf_release(&revision);
	assert_int_equal(wire_searcher_open(&none, &gone, 1, &err), WIRE_ENOTFOUND);
	assert_null(none);
	wire_searcher_close(NULL);
}

/* A result that does not fit in memory is an error, never a part of a result. */
static void test_result__without_memory(void **state)
{
	wire_request request = read_given(
		&(wire_request_text){.query = WIRE_STR("taiwan OR beijing"), .facets = ""});
	wire_arena *small = wire_arena_new(0);
	wire_result result;
	wire_error err = {0};
	(void)state;
	assert_non_null(small);
	while (wire_arena_alloc(small, 4096) != NULL)
		continue;
	assert_int_equal(wire_searcher_run(&result, searcher, &request, small, &err), WIRE_ENOMEM);
	wire_arena_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_result__finds),
		cmocka_unit_test(test_result__a_hit_is_whole_and_marked),
		cmocka_unit_test(test_result__pages),
		cmocka_unit_test(test_result__facets),
		cmocka_unit_test(test_result__facets_ignore_their_own_filter),
		cmocka_unit_test(test_result__counts_are_what_filters_find),
		cmocka_unit_test(test_result__says_why_nothing_is_found),
		cmocka_unit_test(test_result__bad_requests),
		cmocka_unit_test(test_result__filters_know_today),
		cmocka_unit_test(test_result__foreign_bytes_become_text),
		cmocka_unit_test(test_result__a_bad_query_has_its_place),
		cmocka_unit_test(test_result__explain_and_story),
		cmocka_unit_test(test_result__revision_and_missing_database),
		cmocka_unit_test(test_result__without_memory),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
