/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "search/page/html.h"
#include "search/page/http.h"
#include "search/page/page.h"
#include "wire/text.h"

#include "unit/search/shown_result.h"

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

static wire_request request(void)
{
	return (wire_request){.query = WIRE_STR("crete <\"&"),
		.limit = 10,
		.offset = 10,
		.sort = WIRE_SORT_NEWEST,
		.n_filters = 2,
		.filters = {{wire_field_get(WIRE_FIELD_COUNTRY), WIRE_STR("GR"), WIRE_STR("gr")},
			{wire_field_get(WIRE_FIELD_PERSON), WIRE_STR("Ann & \"Co\""),
				WIRE_STR("ann & \"co\"")}}};
}

/* Every '<' opens or closes a tag of ours, and no attribute is left open. */
static void assert_markup_is_ours(void)
{
	static const char *const ours[] = {"!DOCTYPE", "html", "head", "meta", "title", "link",
		"body", "header", "h1", "h2", "h3", "a", "form", "label", "input", "select",
		"option", "button", "main", "p", "div", "section", "ol", "li", "mark", "nav",
		"aside", "ul", "span", "bdi", "strong", "article", "dl", "dt", "dd", "pre", "code",
		"time"};
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
	const wire_page page = {.request = &asked, .title = WIRE_STR("crete <\"&")};
	(void)state;
	facet.values[0].chosen = &asked.filters[0];
	wire_page_result(&out, &page, &result);
	assert_int_equal(wire_buf_status(&out), WIRE_OK);
	assert_markup_is_ours();
	assert_has("<title>crete &lt;&quot;&amp;</title>");
	assert_has("Ferry sinks off <mark>Crete</mark>");
	assert_has("href=\"?id=a%26b\"");
	assert_has("42 of 64 stories");
	/* What a facet lists is not all of it. */
	assert_has("<h3>Countries <span class=\"quiet\">2 of 5</span></h3>");
	/* Greece is chosen: its link drops it and keeps the rest. */
	assert_has("<li class=\"chosen\"><a rel=\"nofollow\" "
		   "href=\"?q=crete%20%3C%22%26&amp;sort=newest&amp;f=people%3DAnn%20%26%20%22Co%"
		   "22\"");
	assert_has("&amp;f=countries%3DTR\"");
	assert_has("people=<bdi>Ann &amp; &quot;Co&quot;</bdi> \xC3\x97</a></li>");
	assert_has(">Previous</a>");
	assert_has("&amp;offset=20\"");
}

/* From page to page: back from all but the first, on from all but the last, never before the first.
 */
static void test_page__pages(void **state)
{
	static const struct {
		uint32_t offset, limit, total, hits;
		const char *previous, *next; /* NULL: no such link */
	} rows[] = {
		{0, 10, 42, 10, NULL, "&amp;offset=10\">Next"},
		{10, 10, 42, 10, "&amp;sort=newest\">Previous", "&amp;offset=20\">Next"},
		{15, 10, 42, 10, "&amp;offset=5\">Previous", "&amp;offset=25\">Next"},
		{5, 10, 42, 10, "&amp;sort=newest\">Previous", "&amp;offset=15\">Next"},
		{32, 10, 42, 10, "&amp;offset=22\">Previous", NULL},
		{31, 10, 42, 10, "&amp;offset=21\">Previous", "&amp;offset=41\">Next"},
		{0, 10, 10, 10, NULL, NULL},
		{0, 0, 42, 0, NULL, NULL},
	};
	static wire_result_hit hits[10];
	wire_facet facet;
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_result result = with_hits(&hits[0], &facet);
		wire_request asked = {.query = WIRE_STR("x"),
			.limit = rows[i].limit,
			.offset = rows[i].offset,
			.sort = WIRE_SORT_NEWEST};
		const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
		for (size_t k = 1; k < COUNT(hits); k++)
			hits[k] = hits[0];
		result.hits = hits;
		result.n_hits = rows[i].hits;
		result.offset = rows[i].offset;
		result.total = rows[i].total;
		wire_buf_clear(&out);
		wire_page_result(&out, &page, &result);
		if (rows[i].previous != NULL)
			assert_has(rows[i].previous);
		else
			assert_has_not(">Previous");
		if (rows[i].next != NULL)
			assert_has(rows[i].next);
		else
			assert_has_not(">Next");
	}
}

static void test_page__no_hits(void **state)
{
	wire_result result = without_hits();
	wire_request asked = request();
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	(void)state;
	wire_page_result(&out, &page, &result);
	assert_markup_is_ours();
	assert_has("<li><bdi>zzz&lt;</bdi>: 0</li>");
	assert_has("Did you mean <a rel=\"nofollow\" href=\"?q=crete%20zoo&amp;");
	assert_has_not(">Next</a>");
}

static void test_page__story_start_and_error(void **state)
{
	wire_result_hit hit = one_hit();
	wire_request asked = request();
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	const wire_error err = {.message = "no <b>", .offset = 6, .length = 1};
	(void)state;
	wire_page_story(&out, &page, &hit.story);
	assert_markup_is_ours();
	assert_has("<p dir=\"auto\" lang=\"\">All were saved.</p>");
	assert_has("<dd><bdi>Ann Roe</bdi>, <bdi>Bo Doe</bdi></dd>");
	wire_buf_clear(&out);
	wire_page_start(&out, &page, 1);
	assert_markup_is_ours();
	assert_has("1 story.");
	wire_buf_clear(&out);
	wire_page_error(&out, &page, WIRE_EQUERY, &err);
	assert_markup_is_ours();
	assert_has("no &lt;b&gt;\n  crete &lt;&quot;&amp;\n        ^\n");
	wire_buf_clear(&out);
	wire_page_error(&out, &page, WIRE_EINVAL, &err);
	assert_markup_is_ours();
	assert_has("no &lt;b&gt;</pre>");
}

/* What a story brings of another direction or language stays within its own element. */
static void test_page__direction_and_language(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	wire_request asked = request();
	const wire_page page = {.request = &asked,
		.title = WIRE_STR("a\xE2\x80\xAE"
				  "b")};
	wire_segment turned[] = {{WIRE_STR("Crete \xE2\x80\xAEknis"), true}};
	(void)state;
	hit.headline = (wire_segments){turned, 1};
	hit.story.headline = turned[0].text;
	hit.story.language = WIRE_STR("he");
	hit.story.place = WIRE_STR("\xE2\x81\xA7Haifa");
	wire_page_result(&out, &page, &result);
	assert_markup_is_ours();
	assert_has_not("\xE2\x80\xAE");
	assert_has_not("\xE2\x81\xA7");
	assert_has("<title>ab</title>");
	assert_has("<h2 dir=\"auto\" lang=\"he\">");
	assert_has("<bdi>Haifa</bdi>");
	wire_buf_clear(&out);
	hit.story.language = WIRE_STR("he\" onload=\"x");
	wire_page_story(&out, &page, &hit.story);
	assert_markup_is_ours();
	assert_has("<h2 dir=\"auto\" lang=\"\">");
	assert_has_not("onload");
}

/* A crawler finds stories and the first page of a question, and no way into the combinations. */
static void test_page__crawlers_are_told(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	wire_request asked = request();
	wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	(void)state;
	wire_page_result(&out, &page, &result);
	assert_has("<meta name=\"robots\" content=\"noindex,nofollow\">");
	for (const char *at = out.data; (at = strstr(at, "href=\"?q=")) != NULL; at++)
		assert_true(strncmp(at - strlen("rel=\"nofollow\" "), "rel=\"nofollow\"",
				    strlen("rel=\"nofollow\"")) == 0);
	page.followed = true;
	wire_buf_clear(&out);
	wire_page_result(&out, &page, &result);
	assert_has_not("robots");
	assert_has("<a href=\"?id=");
}

static void test_page__takes_and_leads(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	wire_request asked = request();
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	(void)state;
	hit.story.status = WIRE_STR("canceled");
	hit.story.headline = WIRE_STR("");
	hit.headline.len = 0;
	wire_page_result(&out, &page, &result);
	assert_markup_is_ours();
	assert_has(">[KILLED]</strong> <a href=");
	assert_has("(no headline)</span> The night ferry");
}

static void test_page__past_the_end(void **state)
{
	wire_request asked = request();
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	const wire_result result = {.total = 3, .offset = 50, .archive = 9};
	(void)state;
	wire_page_result(&out, &page, &result);
	assert_markup_is_ours();
	assert_has("There are no stories from 51 on. <a rel=\"nofollow\" href=\"?q=crete");
	assert_has_not("offset=");
	assert_has_not(">Previous</a>");
}

/* Each status of the store has a code; what is our own fault is never blamed on the asker. */
static void test_page__http_codes(void **state)
{
	static const wire_status all[] = {
#define STATUS(name, code, exit_status, text) WIRE_##name,
		WIRE_STATUS_LIST(STATUS)
#undef STATUS
	};
	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		unsigned code = wire_http_code(all[i]);
		bool ours = wire_status_exit(all[i]) == 3 || all[i] == WIRE_EFORMAT ||
			    all[i] == WIRE_ETOOBIG;
		assert_int_equal(code >= WIRE_HTTP_ERROR, ours);
		assert_int_equal(code == WIRE_HTTP_OK, wire_status_exit(all[i]) == 0);
		assert_true(strcmp(wire_http_reason(code), "Internal Server Error") != 0 ||
			    code == WIRE_HTTP_ERROR);
	}
	assert_int_equal(wire_http_code(WIRE_EQUERY), WIRE_HTTP_BAD_REQUEST);
	assert_int_equal(wire_http_code(WIRE_ENOTFOUND), WIRE_HTTP_NOT_FOUND);
	assert_int_equal(wire_http_code(WIRE_ESTALE), WIRE_HTTP_UNAVAILABLE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_page__text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__result, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__pages, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__no_hits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_page__story_start_and_error, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_page__direction_and_language, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__crawlers_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__takes_and_leads, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__past_the_end, set_up, tear_down),
		cmocka_unit_test(test_page__http_codes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
