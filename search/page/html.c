/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/html.h"

#include <string.h>

#include "search/page/params.h"
#include "search/render/render.h"

void wire_html_text(wire_buf *out, wire_str text)
{
	size_t plain = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];
		const char *escaped = c == '&'                                            ? "&amp;"
				      : c == '<'                                          ? "&lt;"
				      : c == '>'                                          ? "&gt;"
				      : c == '"'                                          ? "&quot;"
				      : c == '\''                                         ? "&#39;"
				      : (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F ? ""
											  : NULL;
		if (escaped == NULL)
			continue;
		wire_buf_str(out, wire_str_slice(text, plain, i));
		wire_buf_puts(out, escaped);
		plain = i + 1;
	}
	wire_buf_str(out, wire_str_slice(text, plain, text.len));
}

static void put_c(wire_buf *out, const char *text)
{
	wire_html_text(out, wire_str_from(text));
}

/* ---- links ---- */

/* What a link changes of the request that it comes from. */
typedef struct change {
	const char *drop;      /* a filter (FIELD=VALUE) to leave out */
	const char *add_field; /* a filter to add */
	wire_str add_value;
	uint32_t offset;
	const wire_str *query; /* another query */
} change;

static void put_param(wire_buf *out, const char *name, wire_str value)
{
	wire_buf_printf(out, "&amp;%s=", name);
	wire_params_encode(out, value);
}

/* A link to the same request with a change, inside an attribute. */
static void put_link(wire_buf *out, const wire_page *page, const change *c)
{
	const wire_request_text *given = page->given;
	wire_buf_puts(out, "?q=");
	wire_params_encode(out, c->query != NULL ? *c->query : given->query);
	if (given->sort != NULL && given->sort[0] != '\0')
		put_param(out, "sort", wire_str_from(given->sort));
	if (given->limit != NULL && given->limit[0] != '\0')
		put_param(out, "n", wire_str_from(given->limit));
	for (size_t i = 0; i < given->n_filters; i++)
		if (c->drop == NULL || strcmp(c->drop, given->filters[i]) != 0)
			put_param(out, "f", wire_str_from(given->filters[i]));
	if (c->add_field != NULL) {
		wire_buf_printf(out, "&amp;f=%s%%3D", c->add_field);
		wire_params_encode(out, c->add_value);
	}
	if (c->offset > 0)
		wire_buf_printf(out, "&amp;offset=%u", c->offset);
}

/* ---- the frame ---- */

static void put_sorts(wire_buf *out, const wire_page *page)
{
	static const char *const names[][2] = {
		{"relevance", "Most relevant"}, {"newest", "Newest"}, {"oldest", "Oldest"}};
	wire_buf_puts(out, "<label for=\"sort\" class=\"quiet\">Order</label>"
			   "<select id=\"sort\" name=\"sort\">");
	for (int i = 0; i < 3; i++)
		wire_buf_printf(out, "<option value=\"%s\"%s>%s</option>", names[i][0],
			page->request->sort == (wire_sort)i ? " selected" : "", names[i][1]);
	wire_buf_puts(out, "</select>");
}

static void put_head(wire_buf *out, const wire_page *page)
{
	wire_buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
			   "<meta name=\"viewport\" content=\"width=device-width, "
			   "initial-scale=1\">\n<title>");
	wire_html_text(out, page->title);
	wire_buf_puts(out,
		"</title>\n<link rel=\"stylesheet\" href=\"?style=1\">\n</head>\n<body>\n"
		"<header>\n<h1><a href=\"?\">Wire archive</a></h1>\n"
		"<form class=\"search\" role=\"search\" method=\"get\">\n"
		"<label for=\"q\" class=\"quiet\">Search</label>"
		"<input id=\"q\" name=\"q\" type=\"search\" value=\"");
	wire_html_text(out, page->given->query);
	wire_buf_puts(out, "\">\n");
	put_sorts(out, page);
	for (size_t i = 0; i < page->given->n_filters; i++) {
		wire_buf_puts(out, "<input type=\"hidden\" name=\"f\" value=\"");
		put_c(out, page->given->filters[i]);
		wire_buf_puts(out, "\">");
	}
	wire_buf_puts(out, "<button>Search</button>\n</form>\n</header>\n<main>\n");
}

static void put_foot(wire_buf *out)
{
	wire_buf_puts(out, "</main>\n</body>\n</html>\n");
}

/* ---- results ---- */

static void put_segments(wire_buf *out, const wire_segments *segments)
{
	for (size_t i = 0; i < segments->len; i++) {
		bool match = segments->items[i].match;
		wire_buf_puts(out, match ? "<mark>" : "");
		wire_html_text(out, segments->items[i].text);
		wire_buf_puts(out, match ? "</mark>" : "");
	}
}

static void put_facts(wire_buf *out, const wire_story *story)
{
	const wire_str facts[] = {story->date, story->source, story->place};
	bool any = false;
	wire_buf_puts(out, "<p class=\"facts\">");
	for (size_t i = 0; i < 3; i++) {
		if (facts[i].len == 0)
			continue;
		wire_buf_puts(out, any ? " \xC2\xB7 " : "");
		wire_html_text(out, facts[i]);
		any = true;
	}
	wire_buf_puts(out, "</p>\n");
}

static void put_hit(wire_buf *out, const wire_result_hit *hit)
{
	wire_buf_puts(out, "<li>\n<h2><a href=\"?id=");
	wire_params_encode(out, hit->story.id);
	wire_buf_puts(out, "\">");
	if (hit->headline.len > 0)
		put_segments(out, &hit->headline);
	else
		wire_buf_puts(out, "(no headline)");
	wire_buf_puts(out, "</a></h2>\n");
	put_facts(out, &hit->story);
	wire_buf_puts(out, "<p>");
	put_segments(out, &hit->snippet);
	wire_buf_puts(out, "</p>\n</li>\n");
}

/* The filter as it was sent that stands for a chosen value; NULL when it was sent in other words.
 */
static const char *filter_of(const wire_page *page, const wire_field *field, wire_str value)
{
	for (size_t i = 0; i < page->request->n_filters; i++)
		if (page->request->filters[i].field == field &&
			wire_str_equal(page->request->filters[i].value, value))
			return page->given->filters[i];
	return NULL;
}

static void put_facet(wire_buf *out, const wire_page *page, const wire_facet *facet)
{
	if (facet->len == 0)
		return;
	wire_buf_printf(out, "<h3>%s</h3>\n<ul class=\"values\">\n", facet->field->label);
	for (size_t i = 0; i < facet->len; i++) {
		const wire_facet_value *value = &facet->values[i];
		change c = {.add_field = facet->field->facet, .add_value = value->value};
		if (value->chosen)
			c = (change){.drop = filter_of(page, facet->field, value->value)};
		wire_buf_printf(out, "<li%s><a href=\"", value->chosen ? " class=\"chosen\"" : "");
		put_link(out, page, &c);
		wire_buf_puts(out,
			value->chosen ? "\" aria-label=\"drop filter " : "\" aria-label=\"only ");
		wire_html_text(out, value->label);
		wire_buf_puts(out, "\">");
		wire_html_text(out, value->label);
		wire_buf_printf(out, "%s</a> <span>%u</span></li>\n",
			value->chosen ? " \xC3\x97" : "", value->count);
	}
	wire_buf_puts(out, "</ul>\n");
}

static void put_pages(wire_buf *out, const wire_page *page, const wire_result *result)
{
	uint32_t limit = page->request->limit, offset = result->offset;
	bool more = offset + result->n_hits < result->total;
	if (limit == 0 || (offset == 0 && !more))
		return;
	wire_buf_puts(out, "<nav class=\"pages\" aria-label=\"Pages\">");
	if (offset > 0) {
		const change c = {.offset = offset > limit ? offset - limit : 0};
		wire_buf_puts(out, "<a rel=\"prev\" href=\"");
		put_link(out, page, &c);
		wire_buf_puts(out, "\">Previous</a>");
	}
	if (more) {
		const change c = {.offset = offset + limit};
		wire_buf_puts(out, "<a rel=\"next\" href=\"");
		put_link(out, page, &c);
		wire_buf_puts(out, "\">Next</a>");
	}
	wire_buf_puts(out, "</nav>\n");
}

static void put_no_hits(wire_buf *out, const wire_page *page, const wire_result *result)
{
	wire_buf_puts(out, "<p>No story matches all of this. By themselves:</p>\n<ul>\n");
	for (size_t i = 0; i < result->n_parts; i++) {
		wire_buf_puts(out, "<li>");
		wire_html_text(out, result->parts[i].text);
		wire_buf_printf(out, ": %u</li>\n", result->parts[i].count);
	}
	wire_buf_puts(out, "</ul>\n");
	if (result->suggestion.len > 0) {
		const change c = {.query = &result->suggestion};
		wire_buf_puts(out, "<p>Did you mean <a href=\"");
		put_link(out, page, &c);
		wire_buf_puts(out, "\">");
		wire_html_text(out, result->suggestion);
		wire_buf_puts(out, "</a>?</p>\n");
	}
}

/* The filters in force, as links that drop them: also those that no facet's value stands for. */
static void put_filters(wire_buf *out, const wire_page *page)
{
	const wire_request_text *given = page->given;
	if (given->n_filters == 0)
		return;
	wire_buf_puts(out, "<ul class=\"filters\" aria-label=\"Filters in force\">\n");
	for (size_t i = 0; i < given->n_filters; i++) {
		const change c = {.drop = given->filters[i]};
		wire_buf_puts(out, "<li><a href=\"");
		put_link(out, page, &c);
		wire_buf_puts(out, "\" aria-label=\"drop filter ");
		put_c(out, given->filters[i]);
		wire_buf_puts(out, "\">");
		put_c(out, given->filters[i]);
		wire_buf_puts(out, " \xC3\x97</a></li>\n");
	}
	wire_buf_puts(out, "</ul>\n");
}

void wire_html_result(wire_buf *out, const wire_page *page, const wire_result *result)
{
	put_head(out, page);
	wire_buf_printf(out, "<p class=\"quiet\" role=\"status\">%u of %u %s", result->total,
		result->archive, result->archive == 1 ? "story" : "stories");
	if (result->n_hits > 0 && result->n_hits < result->total)
		wire_buf_printf(out, ", %u to %u shown", result->offset + 1,
			result->offset + (unsigned)result->n_hits);
	wire_buf_puts(out, "</p>\n");
	put_filters(out, page);
	wire_buf_puts(out, "<div class=\"columns\">\n<section aria-label=\"Stories\">\n");
	if (result->total == 0)
		put_no_hits(out, page, result);
	wire_buf_puts(out, "<ol class=\"hits\">\n");
	for (size_t i = 0; i < result->n_hits; i++)
		put_hit(out, &result->hits[i]);
	wire_buf_puts(out, "</ol>\n");
	put_pages(out, page, result);
	wire_buf_puts(out, "</section>\n<aside aria-label=\"Filters\">\n");
	for (size_t i = 0; i < result->n_facets; i++)
		put_facet(out, page, &result->facets[i]);
	wire_buf_puts(out, "</aside>\n</div>\n");
	put_foot(out);
}

void wire_html_start(wire_buf *out, const wire_page *page, uint32_t stories)
{
	put_head(out, page);
	wire_buf_printf(out,
		"<p>%u %s. Words are ANDed; try <code>\"state of emergency\"</code>, "
		"<code>country:China date:2023-06</code>, <code>quake -Japan</code>.</p>\n",
		stories, stories == 1 ? "story" : "stories");
	put_foot(out);
}

/* ---- a story ---- */

static void put_fact(wire_buf *out, const char *name, wire_str value)
{
	if (value.len == 0)
		return;
	wire_buf_printf(out, "<dt>%s</dt><dd>", name);
	wire_html_text(out, value);
	wire_buf_puts(out, "</dd>\n");
}

static void put_list(wire_buf *out, const char *name, const wire_list *list)
{
	if (list->len == 0)
		return;
	wire_buf_printf(out, "<dt>%s</dt><dd>", name);
	for (size_t i = 0; i < list->len; i++) {
		wire_buf_puts(out, i > 0 ? ", " : "");
		wire_html_text(out, list->items[i]);
	}
	wire_buf_puts(out, "</dd>\n");
}

void wire_html_story(wire_buf *out, const wire_page *page, const wire_story *story)
{
	put_head(out, page);
	wire_buf_puts(out, "<article>\n<h2>");
	wire_html_text(out, story->headline);
	wire_buf_puts(out, "</h2>\n");
	put_facts(out, story);
	for (wire_str rest = story->body; rest.len > 0;) {
		size_t end = wire_str_find(rest, WIRE_STR("\n\n"), 0);
		wire_buf_puts(out, "<p>");
		wire_html_text(out, wire_str_slice(rest, 0, end));
		wire_buf_puts(out, "</p>\n");
		rest = end == (size_t)-1 ? WIRE_STR("") : wire_str_slice(rest, end + 2, rest.len);
	}
	wire_buf_puts(out, "<dl>\n");
	put_fact(out, "Dateline", story->dateline);
	put_list(out, "By", &story->byline);
	put_list(out, "People", &story->people);
	put_list(out, "Countries", &story->countries);
	put_fact(out, "Caption", story->caption);
	put_fact(out, "Note", story->ednote);
	put_fact(out, "Credit", story->credit);
	put_fact(out, "Identity", story->id);
	wire_buf_puts(out, "</dl>\n</article>\n");
	put_foot(out);
}

void wire_html_error(
	wire_buf *out, const wire_page *page, wire_status status, const wire_error *err)
{
	wire_buf text;
	put_head(out, page);
	wire_buf_init(&text, 64 * 1024);
	if (status == WIRE_EQUERY)
		wire_render_query_error(&text, page->request->query, err);
	else
		wire_buf_puts(&text, err->message);
	wire_buf_puts(out, "<pre class=\"error\" role=\"alert\">");
	wire_html_text(out, wire_buf_view(&text));
	wire_buf_puts(out, "</pre>\n");
	wire_buf_release(&text);
	put_foot(out);
}
