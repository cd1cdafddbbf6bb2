/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "search/page/html.h"
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

/* ---- the page ---- */

static void test_page__text(void **state)
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

static void test_page__result(void **state)
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

static void test_page__no_hits(void **state)
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

static void test_page__story_start_and_error(void **state)
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
		cmocka_unit_test_setup_teardown(test_page__text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__result, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__no_hits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_page__story_start_and_error, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
