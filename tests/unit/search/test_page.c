/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "search/answer/request.h"
#include "search/page/frame.h"
#include "search/page/html.h"
#include "search/page/http.h"
#include "search/page/links.h"
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
		{"\x1F!~\x7F\xC2\xA0", "!~\xC2\xA0", "what lies beside them stays"},
		{"a\tb\n\r", "a\tb\n", "white space but a CR stays"},
		{"<", "&lt;", "one alone"},
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

/* ---- small parts ---- */

static void test_page__languages(void **state)
{
	static const struct {
		const char *language, *want;
	} rows[] = {
		{"en", "en"},
		{"az-AZ-09", "az-AZ-09"},
		{"", ""},
		{"e`", ""},
		{"{e", ""},
		{"@", ""},
		{"[", ""},
		{"/", ""},
		{"e:", ""},
		{"e,", ""},
		{"e.", ""},
		{"\xC3\xA9", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char want[64];
		wire_buf_clear(&out);
		wire_html_language(&out, wire_str_from(rows[i].language));
		snprintf(want, sizeof want, " dir=\"auto\" lang=\"%s\"", rows[i].want);
		assert_string_equal(out.data, want);
	}
}

/* A link keeps what was asked, and names nothing that is as it is by itself. */
static void test_page__links(void **state)
{
	wire_request asked = {.query = WIRE_STR("a b"),
		.limit = WIRE_LIMIT_DEFAULT,
		.n_filters = 1,
		.filters = {{wire_field_get(WIRE_FIELD_SOURCE), WIRE_STR("A&B"), WIRE_STR("a&b")}}};
	const wire_page page = {.request = &asked};
	const wire_str other = WIRE_STR("c");
	const struct {
		wire_sort sort;
		uint32_t limit;
		wire_link_change change;
		const char *want;
	} rows[] = {
		{WIRE_SORT_RELEVANCE, 10, {0}, "?q=a%20b&amp;f=source%3DA%26B"},
		{WIRE_SORT_NEWEST, 10, {0}, "?q=a%20b&amp;sort=newest&amp;f=source%3DA%26B"},
		{WIRE_SORT_OLDEST, 11, {.offset = 1},
			"?q=a%20b&amp;sort=oldest&amp;n=11&amp;f=source%3DA%26B&amp;offset=1"},
		{WIRE_SORT_RELEVANCE, 9, {.query = &other}, "?q=c&amp;n=9&amp;f=source%3DA%26B"},
		{WIRE_SORT_RELEVANCE, 10, {.drop = &asked.filters[0]}, "?q=a%20b"},
		{WIRE_SORT_RELEVANCE, 10,
			{.field = wire_field_get(WIRE_FIELD_LANG), .value = WIRE_STR("en")},
			"?q=a%20b&amp;f=source%3DA%26B&amp;f=lang%3Den"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_buf_clear(&out);
		asked.sort = rows[i].sort;
		asked.limit = rows[i].limit;
		wire_link_put(&out, &page, &rows[i].change);
		assert_string_equal(out.data, rows[i].want);
	}
}

/* The form keeps the order and the filters of what it was filled in with. */
static void test_page__form(void **state)
{
	wire_request asked = request();
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	(void)state;
	for (int sort = 0; sort < 3; sort++) {
		static const char *const selected[] = {
			"<option value=\"relevance\" selected>Most relevant</option>"
			"<option value=\"newest\">Newest</option>"
			"<option value=\"oldest\">Oldest</option></select>",
			"<option value=\"relevance\">Most relevant</option>"
			"<option value=\"newest\" selected>Newest</option>"
			"<option value=\"oldest\">Oldest</option></select>",
			"<option value=\"relevance\">Most relevant</option>"
			"<option value=\"newest\">Newest</option>"
			"<option value=\"oldest\" selected>Oldest</option></select>"};
		asked.sort = (wire_sort)sort;
		wire_buf_clear(&out);
		wire_page_start(&out, &page, 2);
		assert_markup_is_ours();
		assert_has(selected[sort]);
		assert_has("type=\"search\" dir=\"auto\" value=\"crete &lt;&quot;&amp;\">");
		assert_has("<input type=\"hidden\" name=\"f\" value=\"countries=GR\">"
			   "<input type=\"hidden\" name=\"f\" "
			   "value=\"people=Ann &amp; &quot;Co&quot;\">");
		assert_has("<p>2 stories. ");
	}
}

/* What is known of a story stands between dots; what is not leaves none. */
static void test_page__facts(void **state)
{
	static const struct {
		const char *date, *source, *place, *want;
	} rows[] = {
		{"", "", "", "<p class=\"facts\"></p>\n"},
		{"2023-06-14", "", "", "<p class=\"facts\"><bdi>2023-06-14</bdi></p>\n"},
		{"", "AP", "", "<p class=\"facts\"><bdi>AP</bdi></p>\n"},
		{"", "", "Rome", "<p class=\"facts\"><bdi>Rome</bdi></p>\n"},
		{"", "AP", "Rome",
			"<p class=\"facts\"><bdi>AP</bdi> \xC2\xB7 <bdi>Rome</bdi></p>\n"},
		{"1987", "AP", "Rome",
			"<p class=\"facts\"><bdi>1987</bdi> \xC2\xB7 <bdi>AP</bdi> \xC2\xB7 "
			"<bdi>Rome</bdi></p>\n"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const wire_story story = {.date = wire_str_from(rows[i].date),
			.source = wire_str_from(rows[i].source),
			.place = wire_str_from(rows[i].place)};
		wire_buf_clear(&out);
		wire_frame_facts(&out, &story);
		assert_string_equal(out.data, rows[i].want);
	}
}

static void test_page__a_first_take_has_no_mark(void **state)
{
	const wire_story first = {.status = WIRE_STR("usable")},
			 update = {.action = WIRE_STR("update"), .version = 3};
	(void)state;
	wire_buf_puts(&out, "");
	wire_frame_take(&out, &first);
	assert_string_equal(out.data, "");
	wire_frame_take(&out, &update);
	assert_string_equal(
		out.data, "<strong class=\"take\" dir=\"ltr\" lang=\"en\">[UPDATE 2]</strong> ");
}

/* How many there are and which of them are shown; one is no plural. */
static void test_page__counts(void **state)
{
	static const struct {
		uint32_t total, archive, offset, hits;
		const char *want;
	} rows[] = {
		{1, 1, 0, 1, ">1 of 1 story</p>"},
		{1, 2, 0, 1, ">1 of 2 stories</p>"},
		{2, 2, 0, 1, ">2 of 2 stories, 1 to 1 shown</p>"},
		{12, 64, 10, 2, ">12 of 64 stories, 11 to 12 shown</p>"},
		{12, 64, 0, 12, ">12 of 64 stories</p>"},
		{12, 64, 12, 0, ">12 of 64 stories</p>"},
		{0, 0, 0, 0, ">0 of 0 stories</p>"},
	};
	static wire_result_hit hits[12];
	wire_request asked = {.query = WIRE_STR("x"), .limit = 10};
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	wire_str notes[] = {WIRE_STR("a <note>"), WIRE_STR("another")};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const wire_result result = {.total = rows[i].total,
			.archive = rows[i].archive,
			.offset = rows[i].offset,
			.hits = hits,
			.n_hits = rows[i].hits,
			.notes = {notes, i % 3, 2}};
		wire_buf_clear(&out);
		wire_page_result(&out, &page, &result);
		assert_markup_is_ours();
		assert_has(rows[i].want);
		(i % 3 > 0 ? assert_has : assert_has_not)(
			"<p class=\"quiet\">Note: <bdi>a &lt;note&gt;</bdi></p>\n");
		(i % 3 > 1 ? assert_has : assert_has_not)("<bdi>another</bdi>");
		assert_has_not("class=\"filters\"");
		(rows[i].total == 0 ? assert_has : assert_has_not)("No story matches");
		(rows[i].total > 0 && rows[i].hits == 0 ? assert_has : assert_has_not)(
			"There are no stories from 13 on.");
	}
}

static void test_page__facets(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	wire_request asked = {.query = WIRE_STR("x"), .limit = 10};
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	(void)state;
	facet.distinct = facet.len;
	facet.values[0].chosen = NULL;
	wire_page_result(&out, &page, &result);
	assert_has("<h3>Countries</h3>");
	assert_has(" aria-label=\"only ");
	assert_has_not("chosen");
	assert_has_not("\xC3\x97");
	facet.distinct = facet.len + 1;
	wire_buf_clear(&out);
	wire_page_result(&out, &page, &result);
	assert_has("<h3>Countries <span class=\"quiet\">2 of 3</span></h3>");
	facet.len = 0;
	wire_buf_clear(&out);
	wire_page_result(&out, &page, &result);
	assert_has_not("<h3>");
}

static void test_page__a_damaged_hit_and_a_suggestion(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	wire_request asked = {.query = WIRE_STR("x"), .limit = 10};
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	(void)state;
	hit.damaged = true;
	wire_page_result(&out, &page, &result);
	assert_markup_is_ours();
	assert_has(">(damaged record)</a>");
	assert_has_not("<mark>Crete</mark></a>");
	result = without_hits();
	for (uint32_t n = 1; n <= 2; n++) {
		result.suggestion_total = n;
		wire_buf_clear(&out);
		wire_page_result(&out, &page, &result);
		assert_has(n == 1 ? "</a>? (1 story)</p>" : "</a>? (2 stories)</p>");
	}
	result.suggestion = WIRE_STR("");
	wire_buf_clear(&out);
	wire_page_result(&out, &page, &result);
	assert_has_not("Did you mean");
}

/* A story's paragraphs, and of its facts those that are known. */
static void test_page__story_parts(void **state)
{
	static const struct {
		const char *body, *want;
	} rows[] = {
		{"", "</p>\n<dl>\n"},
		{"a", "</p>\n<p dir=\"auto\" lang=\"en\">a</p>\n<dl>\n"},
		{"a\nb\n\nc", "<p dir=\"auto\" lang=\"en\">a\nb</p>\n<p dir=\"auto\" "
			      "lang=\"en\">c</p>\n<dl>"},
	};
	wire_request asked = {.query = WIRE_STR("x"), .limit = 10};
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	wire_story story = {.language = WIRE_STR("en"),
		.dateline = WIRE_STR("ROME (AP) -"),
		.issued = WIRE_STR("2023"),
		.caption = WIRE_STR("A ferry"),
		.ednote = WIRE_STR("EDS: <note>"),
		.credit = WIRE_STR("AP"),
		.id = WIRE_STR("a&b")};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		story.body = wire_str_from(rows[i].body);
		wire_buf_clear(&out);
		wire_page_story(&out, &page, &story);
		assert_markup_is_ours();
		assert_has(rows[i].want);
	}
	assert_has("<dl>\n<dt>Dateline</dt><dd><bdi>ROME (AP) -</bdi></dd>\n"
		   "<dt>Issued</dt><dd><bdi>2023</bdi></dd>\n"
		   "<dt>Caption</dt><dd><bdi>A ferry</bdi></dd>\n"
		   "<dt>Note</dt><dd><bdi>EDS: &lt;note&gt;</bdi></dd>\n"
		   "<dt>Credit</dt><dd><bdi>AP</bdi></dd>\n"
		   "<dt>Identity</dt><dd><bdi>a&amp;b</bdi></dd>\n</dl>\n</article>");
	story = (wire_story){.id = WIRE_STR("x")};
	wire_buf_clear(&out);
	wire_page_story(&out, &page, &story);
	assert_has("<dl>\n<dt>Identity</dt><dd><bdi>x</bdi></dd>\n</dl>");
}

static void test_page__error_words(void **state)
{
	wire_request asked = {.query = WIRE_STR("x"), .limit = 10};
	const wire_page page = {.request = &asked, .title = WIRE_STR("x")};
	const wire_error none = {.message = ""};
	static const struct {
		unsigned code;
		const char *reason;
	} codes[] = {{200, "OK"}, {400, "Bad Request"}, {404, "Not Found"},
		{405, "Method Not Allowed"}, {414, "URI Too Long"}, {500, "Internal Server Error"},
		{503, "Service Unavailable"}, {299, "Internal Server Error"}};
	(void)state;
	wire_page_error(&out, &page, WIRE_ENOMEM, &none);
	assert_markup_is_ours();
	assert_has("<pre class=\"error\" role=\"alert\" dir=\"auto\">");
	assert_has(wire_status_text(WIRE_ENOMEM));
	for (size_t i = 0; i < COUNT(codes); i++)
		assert_string_equal(wire_http_reason(codes[i].code), codes[i].reason);
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
		cmocka_unit_test_setup_teardown(test_page__languages, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__links, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__form, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__facts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_page__a_first_take_has_no_mark, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__facets, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_page__a_damaged_hit_and_a_suggestion, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__story_parts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_page__error_words, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
