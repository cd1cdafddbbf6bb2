/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include <jansson.h>

#include "search/page/html.h"
#include "search/render/render.h"
#include "wire/text.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
/* A slice as a constant, which WIRE_STR() is not. */
#define TEXT(literal)                                                                              \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}

static wire_buf out;

static int set_up(void **state)
{
	(void)state;
	wire_buf_init(&out, 16u << 20);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wire_buf_release(&out);
	return 0;
}

/* A terminal's escapes, a page's markup, a quote and bytes that are no UTF-8. */
#define EVIL "\033[2J<b>\"'&\x07\xC2\x9B"

static wire_segment headline_segments[] = {
	{TEXT("Ferry sinks off "), false}, {TEXT("Crete"), true}};
static wire_segment snippet_segments[] = {
	{TEXT("The "), false}, {TEXT("night ferry"), true}, {TEXT(" " EVIL " left"), false}};
static wire_str people[] = {TEXT("Ann Roe"), TEXT("Bo Doe")};

static wire_result_hit one_hit(void)
{
	return (wire_result_hit){
		.rank = 11,
		.score = 1.23456,
		.headline = {headline_segments, COUNT(headline_segments)},
		.snippet = {snippet_segments, COUNT(snippet_segments)},
		.story =
			{
				.id = WIRE_STR("a&b"),
				.headline = WIRE_STR("Ferry sinks off Crete"),
				.date = WIRE_STR("2023-06-14"),
				.source = WIRE_STR("AFP"),
				.place = WIRE_STR("ATHENS"),
				.people = {people, 2, 2},
				.body = WIRE_STR(
					"The night ferry " EVIL " left.\n\nAll were saved."),
			},
	};
}

static wire_facet_value country_values[] = {
	{TEXT("GR"), TEXT("Greece"), 30, true},
	{TEXT("TR"), TEXT("Turkey"), 4, false},
};

static wire_result with_hits(wire_result_hit *hit, wire_facet *facet)
{
	*hit = one_hit();
	*facet = (wire_facet){.field = wire_field_get(WIRE_FIELD_COUNTRY),
		.values = country_values,
		.len = COUNT(country_values),
		.distinct = 5};
	return (wire_result){.query = WIRE_STR("crete"),
		.understood = WIRE_STR("crete"),
		.total = 42,
		.offset = 10,
		.archive = 64,
		.hits = hit,
		.n_hits = 1,
		.facets = facet,
		.n_facets = 1};
}

static wire_part parts[] = {{TEXT("crete"), 3}, {TEXT("zzz<"), 0}};

static wire_result without_hits(void)
{
	return (wire_result){.query = WIRE_STR("crete zzz<"),
		.archive = 64,
		.parts = parts,
		.n_parts = COUNT(parts),
		.suggestion = WIRE_STR("crete zoo")};
}

static void assert_has(const char *what)
{
	if (out.data == NULL || strstr(out.data, what) == NULL)
		fail_msg("'%s' is not in '%s'", what, out.data);
}

static void assert_has_not(const char *what)
{
	if (out.data != NULL && strstr(out.data, what) != NULL)
		fail_msg("'%s' is in '%s'", what, out.data);
}

/* ---- text ---- */

static void render_text(const wire_text_style *style)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	wire_render_text(&out, &result, style);
	assert_int_equal(wire_buf_status(&out), WIRE_OK);
}

static void test_render__text(void **state)
{
	(void)state;
	render_text(&(wire_text_style){.width = 80});
	assert_has(" 11 Ferry sinks off *Crete*\n");
	assert_has("2023-06-14 \xC2\xB7 AFP \xC2\xB7 ATHENS\n");
	assert_has("The *night ferry* ");
	assert_has("42 of 64 stories (11 to 11 shown)\n");
	assert_has("Countries (2 of 5)\n");
	assert_has("*       30  Greece (GR)\n");
	assert_has("         4  Turkey (TR)\n");
}

/* Only the escapes that we write ourselves, whatever is in a story. */
static void test_render__no_control_reaches_a_terminal(void **state)
{
	wire_result_hit hit = one_hit();
	(void)state;
	for (int color = 0; color < 2; color++) {
		const wire_text_style style = {.color = color != 0, .width = 80};
		wire_buf_clear(&out);
		render_text(&style);
		wire_render_story_text(&out, &hit.story, &style);
		for (size_t i = 0; i < out.len; i++) {
			unsigned char c = (unsigned char)out.data[i];
			bool ours = c == '\033' && color != 0 && out.data[i + 1] == '[' &&
				    strchr("0123m", out.data[i + 2]) != NULL;
			if (c < 0x20 && c != '\n' && !ours)
				fail_msg("control character %d", c);
		}
		assert_has_not("\033[2J");
		assert_has_not("\xC2\x9B");
	}
}

static void test_render__colour_marks_and_resets(void **state)
{
	(void)state;
	render_text(&(wire_text_style){.color = true, .width = 80});
	assert_has("\033[1;31mCrete\033[0m");
	assert_has_not("*Crete*");
}

static void test_render__wraps_at_the_width(void **state)
{
	wire_segment long_text = {
		WIRE_STR("one two three four five six seven eight nine ten eleven twelve "
			 "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"),
		false};
	wire_result_hit hit = {.rank = 1, .snippet = {&long_text, 1}};
	wire_result result = {.hits = &hit, .n_hits = 1, .total = 1, .archive = 1};
	const wire_text_style style = {.width = 40};
	(void)state;
	wire_render_text(&out, &result, &style);
	wire_str rest = wire_buf_view(&out), line;
	size_t lines = 0;
	while (wire_str_line(&line, &rest)) {
		assert_true(line.len <= 40);
		lines++;
	}
	assert_true(lines >= 6);
	assert_has("(no headline)");
	assert_has("1 of 1 story\n");
}

static void test_render__story(void **state)
{
	wire_result_hit hit = one_hit();
	(void)state;
	wire_render_story_text(&out, &hit.story, &(wire_text_style){.width = 80});
	assert_has("Ferry sinks off Crete\n");
	assert_has("people    Ann Roe, Bo Doe\n");
	assert_has("All were saved.\n");
}

static void test_render__no_hits(void **state)
{
	wire_result result = without_hits();
	(void)state;
	wire_render_no_hits(&out, &result);
	assert_has("       3  crete\n");
	assert_has("       0  zzz<\n");
	assert_has("did you mean: crete zoo\n");
}

static void test_render__place_of_an_error(void **state)
{
	static const struct {
		const char *query;
		size_t offset, length;
		const char *want, *why;
	} cases[] = {
		{"crete (", 6, 1, "no\n  crete (\n        ^\n", "one byte"},
		{"crete AND", 6, 3, "no\n  crete AND\n        ^~~\n", "a word"},
		{"Köln (", 6, 1, "no\n  Köln (\n       ^\n", "columns count characters"},
		{"x", 1, 0, "no\n  x\n   ^\n", "a point at the end"},
		{"x", 900, 5, "no\n  x\n   ^\n", "a place past the end"},
		{"a\n(", 2, 1, "no\n  a (\n    ^\n", "a query of two lines is shown on one"},
		{"a\033(", 2, 1, "no\n  a?(\n    ^\n", "a control character takes a column"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const wire_error err = {
			.message = "no", .offset = cases[i].offset, .length = cases[i].length};
		wire_buf_clear(&out);
		wire_render_query_error(&out, wire_str_from(cases[i].query), &err);
		if (strcmp(out.data, cases[i].want) != 0)
			fail_msg("%s: got '%s'", cases[i].why, out.data);
	}
}

/* ---- JSON ---- */

static json_t *render_json(const wire_result *result)
{
	json_t *root;
	assert_int_equal(wire_render_json(&out, result), WIRE_OK);
	assert_int_equal(out.data[out.len - 1], '\n');
	root = json_loads(out.data, 0, NULL);
	assert_non_null(root);
	return root;
}

static const char *string_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	assert_non_null(text);
	return text;
}

static void test_render__json_hits(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	json_t *root = render_json(&result);
	json_t *shown = json_array_get(json_object_get(root, "hits"), 0);
	json_t *mark = json_array_get(json_object_get(shown, "headline"), 1);
	(void)state;
	assert_string_equal(string_at(root, "query"), "crete");
	assert_string_equal(string_at(root, "suggestion"), "");
	assert_int_equal(json_integer_value(json_object_get(root, "total")), 42);
	assert_int_equal(json_integer_value(json_object_get(root, "offset")), 10);
	assert_int_equal(json_integer_value(json_object_get(shown, "rank")), 11);
	assert_true(json_real_value(json_object_get(shown, "score")) > 1.23);
	assert_string_equal(string_at(shown, "id"), "a&b");
	assert_string_equal(string_at(mark, "text"), "Crete");
	assert_true(json_is_true(json_object_get(mark, "match")));
	assert_int_equal(json_array_size(json_object_get(shown, "people")), 2);
	assert_null(json_object_get(root, "parts"));
	json_decref(root);
}

/* The members of a document and of a hit are a contract with whoever reads it. */
static void test_render__json_members(void **state)
{
	static const char *const of_root[] = {
		"query", "understood", "total", "offset", "hits", "facets", "suggestion"};
	static const char *const of_hit[] = {"rank", "score", "id", "headline", "snippet", "date",
		"source", "place", "people", "countries", "file", "url"};
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	json_t *root = render_json(&result);
	json_t *shown = json_array_get(json_object_get(root, "hits"), 0);
	(void)state;
	for (size_t i = 0; i < COUNT(of_root); i++)
		assert_non_null(json_object_get(root, of_root[i]));
	for (size_t i = 0; i < COUNT(of_hit); i++)
		assert_non_null(json_object_get(shown, of_hit[i]));
	assert_int_equal(json_object_size(root), COUNT(of_root));
	assert_int_equal(json_object_size(shown), COUNT(of_hit));
	json_decref(root);
}

static void test_render__json_facets_and_reasons(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	json_t *root = render_json(&result);
	json_t *value =
		json_array_get(json_object_get(json_object_get(root, "facets"), "countries"), 0);
	(void)state;
	assert_string_equal(string_at(value, "value"), "GR");
	assert_string_equal(string_at(value, "label"), "Greece");
	assert_int_equal(json_integer_value(json_object_get(value, "count")), 30);
	json_decref(root);
	wire_buf_clear(&out);
	result = without_hits();
	root = render_json(&result);
	assert_string_equal(string_at(root, "suggestion"), "crete zoo");
	assert_int_equal(json_array_size(json_object_get(root, "parts")), 2);
	json_decref(root);
}

static void test_render__json_error(void **state)
{
	static const struct {
		wire_status status;
		wire_error err;
		const char *want, *why;
	} cases[] = {
		{WIRE_EQUERY, {"no \"x\"", 7, 2},
			"{\"error\":\"no \\\"x\\\"\",\"offset\":7,\"length\":2}\n",
			"a query has a place"},
		{WIRE_ENOTFOUND, {"none", 7, 2}, "{\"error\":\"none\"}\n", "nothing else has"},
		{WIRE_ENOTFOUND, {"no '\xFF'", 0, 0}, "{\"error\":\"not found\"}\n",
			"JSON is UTF-8 whatever was asked"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		wire_buf_clear(&out);
		assert_int_equal(
			wire_render_json_error(&out, cases[i].status, &cases[i].err), WIRE_OK);
		if (strcmp(out.data, cases[i].want) != 0)
			fail_msg("%s: got '%s'", cases[i].why, out.data);
	}
}

/* ---- the page ---- */

static void test_render__html_text(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;", "the five characters of markup"},
		{"Köln 台湾", "Köln 台湾", "letters stay as they are"},
		{"a\033[2Jb\x7F", "a[2Jb", "control characters are left out"},
		{"", "", "nothing"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		wire_buf_clear(&out);
		wire_buf_puts(&out, "");
		wire_html_text(&out, wire_str_from(cases[i].text));
		if (strcmp(out.data == NULL ? "" : out.data, cases[i].want) != 0)
			fail_msg("%s: got '%s'", cases[i].why, out.data);
	}
}

static const wire_request_text given = {.query = TEXT("crete <\"&"),
	.sort = "newest",
	.filters = {"countries=Greece", "people=Ann & \"Co\""},
	.n_filters = 2};

static wire_request request(void)
{
	return (wire_request){.query = given.query,
		.limit = 10,
		.offset = 10,
		.sort = WIRE_SORT_NEWEST,
		.n_filters = 2,
		.filters = {{wire_field_get(WIRE_FIELD_COUNTRY), WIRE_STR("GR")},
			{wire_field_get(WIRE_FIELD_PERSON), WIRE_STR("Ann & \"Co\"")}}};
}

/* Every '<' opens or closes a tag of ours, and no attribute is left open. */
static void assert_markup_is_ours(void)
{
	static const char *const ours[] = {"!DOCTYPE", "html", "head", "meta", "title", "link",
		"body", "header", "h1", "h2", "h3", "a", "form", "label", "input", "select",
		"option", "button", "main", "p", "div", "section", "ol", "li", "mark", "nav",
		"aside", "ul", "span", "article", "dl", "dt", "dd", "pre", "code", "time"};
	bool quoted = false, inside = false;
	for (size_t i = 0; i < out.len; i++) {
		char c = out.data[i];
		bool known = false;
		if (c == '"' && inside)
			quoted = !quoted;
		if (c == '>' && !quoted)
			inside = false;
		if (c != '<' || quoted)
			continue;
		const char *name = out.data + i + 1 + (out.data[i + 1] == '/');
		for (size_t k = 0; k < COUNT(ours); k++) {
			size_t n = strlen(ours[k]);
			known = known ||
				(strncmp(name, ours[k], n) == 0 && strchr(" >", name[n]) != NULL);
		}
		if (!known || inside)
			fail_msg("not our markup: '%.20s'", out.data + i);
		inside = true;
	}
	assert_false(inside || quoted);
}

static void test_render__html_result(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	wire_request asked = request();
	const wire_page page = {&given, &asked, WIRE_STR("crete <\"&")};
	(void)state;
	wire_html_result(&out, &page, &result);
	assert_int_equal(wire_buf_status(&out), WIRE_OK);
	assert_markup_is_ours();
	assert_has("<title>crete &lt;&quot;&amp;</title>");
	assert_has("Ferry sinks off <mark>Crete</mark>");
	assert_has("href=\"?id=a%26b\"");
	assert_has("42 of 64 stories");
	/* Greece is chosen, in other words than the facet's: its link drops it and keeps the rest.
	 */
	assert_has("<li class=\"chosen\"><a "
		   "href=\"?q=crete%20%3C%22%26&amp;sort=newest&amp;f=people%3DAnn%20%26%20%22Co%"
		   "22\"");
	assert_has("&amp;f=countries%3DTR\"");
	assert_has("people=Ann &amp; &quot;Co&quot; \xC3\x97</a></li>");
	assert_has("rel=\"prev\"");
	assert_has("&amp;offset=20\"");
}

static void test_render__html_no_hits(void **state)
{
	wire_result result = without_hits();
	wire_request asked = request();
	const wire_page page = {&given, &asked, WIRE_STR("x")};
	(void)state;
	wire_html_result(&out, &page, &result);
	assert_markup_is_ours();
	assert_has("<li>zzz&lt;: 0</li>");
	assert_has("Did you mean <a href=\"?q=crete%20zoo&amp;");
	assert_has_not("rel=\"next\"");
}

static void test_render__html_story_start_and_error(void **state)
{
	wire_result_hit hit = one_hit();
	wire_request asked = request();
	const wire_page page = {&given, &asked, WIRE_STR("x")};
	const wire_error err = {.message = "no <b>", .offset = 6, .length = 1};
	(void)state;
	wire_html_story(&out, &page, &hit.story);
	assert_markup_is_ours();
	assert_has("<p>All were saved.</p>");
	assert_has("<dd>Ann Roe, Bo Doe</dd>");
	wire_buf_clear(&out);
	wire_html_start(&out, &page, 1);
	assert_markup_is_ours();
	assert_has("1 story.");
	wire_buf_clear(&out);
	wire_html_error(&out, &page, WIRE_EQUERY, &err);
	assert_markup_is_ours();
	assert_has("no &lt;b&gt;\n  crete &lt;&quot;&amp;\n        ^\n");
	wire_buf_clear(&out);
	wire_html_error(&out, &page, WIRE_EINVAL, &err);
	assert_markup_is_ours();
	assert_has("no &lt;b&gt;</pre>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_render__text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__no_control_reaches_a_terminal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__colour_marks_and_resets, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__wraps_at_the_width, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__story, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__no_hits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__place_of_an_error, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__json_hits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__json_members, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__json_facets_and_reasons, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__json_error, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__html_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__html_result, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__html_no_hits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__html_story_start_and_error, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
