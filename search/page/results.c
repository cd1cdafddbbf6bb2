/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/frame.h"

#include "search/answer/request.h"
#include "search/page/html.h"
#include "search/page/links.h"

/* A link to the same request with a change; `attributes` of ours, opened and left open for its
 * text. */
static void open_link(wire_buf *out, const wire_page *page, const wire_link_change *change,
	const char *attributes)
{
	wire_buf_printf(out, "<a rel=\"nofollow\"%s href=\"", attributes);
	wire_link_put(out, page, change);
	wire_buf_putc(out, '"');
}

static void put_hit(wire_buf *out, const wire_result_hit *hit)
{
	const wire_story *story = &hit->story;
	wire_buf_puts(out, "<li>\n<h2");
	wire_html_language(out, story->language);
	wire_buf_puts(out, ">");
	wire_frame_take(out, story);
	wire_buf_puts(out, "<a href=\"");
	wire_link_story(out, story->id);
	wire_buf_puts(out, "\">");
	if (hit->damaged)
		wire_buf_puts(out, "(damaged record)");
	else if (hit->headline.len > 0)
		wire_html_segments(out, &hit->headline);
	else
		wire_frame_lead(out, story);
	wire_buf_puts(out, "</a></h2>\n");
	wire_frame_facts(out, story);
	wire_buf_puts(out, "<p");
	wire_html_language(out, story->language);
	wire_buf_puts(out, ">");
	wire_html_segments(out, &hit->snippet);
	wire_buf_puts(out, "</p>\n</li>\n");
}

static void put_value(wire_buf *out, const wire_page *page, const wire_field *field,
	const wire_facet_value *value)
{
	const wire_filter *chosen = value->chosen;
	wire_link_change change = {.drop = chosen};
	if (chosen == NULL)
		change = (wire_link_change){.field = field, .value = value->value};
	wire_buf_printf(out, "<li%s>", chosen != NULL ? " class=\"chosen\"" : "");
	open_link(out, page, &change, "");
	wire_buf_puts(out, chosen != NULL ? " aria-label=\"drop filter " : " aria-label=\"only ");
	wire_html_line(out, value->label);
	wire_buf_puts(out, "\">");
	wire_html_isolated(out, value->label);
	wire_buf_printf(out, "%s</a> <span>%u</span></li>\n", chosen != NULL ? " \xC3\x97" : "",
		value->count);
}

static void put_facet(wire_buf *out, const wire_page *page, const wire_facet *facet)
{
	if (facet->len == 0)
		return;
	wire_buf_printf(out, "<h3>%s", facet->field->label);
	if (facet->distinct > facet->len)
		wire_buf_printf(out, " <span class=\"quiet\">%zu of %zu</span>", facet->len,
			facet->distinct);
	wire_buf_puts(out, "</h3>\n<ul class=\"values\">\n");
	for (size_t i = 0; i < facet->len; i++)
		put_value(out, page, facet->field, &facet->values[i]);
	wire_buf_puts(out, "</ul>\n");
}

static void put_pages(wire_buf *out, const wire_page *page, const wire_result *result)
{
	uint32_t limit = page->request->limit, offset = result->offset;
	bool more = result->n_hits > 0 && offset + result->n_hits < result->total;
	if (limit == 0 || result->n_hits == 0 || (offset == 0 && !more))
		return;
	wire_buf_puts(out, "<nav class=\"pages\" aria-label=\"Pages\">");
	if (offset > 0) {
		const wire_link_change change = {.offset = offset > limit ? offset - limit : 0};
		open_link(out, page, &change, "");
		wire_buf_puts(out, ">Previous</a>");
	}
	if (more) {
		const wire_link_change change = {.offset = offset + limit};
		open_link(out, page, &change, "");
		wire_buf_puts(out, ">Next</a>");
	}
	wire_buf_puts(out, "</nav>\n");
}

static void put_suggestion(wire_buf *out, const wire_page *page, const wire_result *result)
{
	const wire_link_change change = {.query = &result->suggestion};
	if (result->suggestion.len == 0)
		return;
	wire_buf_puts(out, "<p>Did you mean ");
	open_link(out, page, &change, "");
	wire_buf_puts(out, ">");
	wire_html_isolated(out, result->suggestion);
	wire_buf_printf(out, "</a>? (%u %s)</p>\n", result->suggestion_total,
		result->suggestion_total == 1 ? "story" : "stories");
}

static void put_no_hits(wire_buf *out, const wire_page *page, const wire_result *result)
{
	wire_buf_puts(out, "<p>No story matches all of this. By themselves:</p>\n<ul>\n");
	for (size_t i = 0; i < result->n_parts; i++) {
		wire_buf_puts(out, "<li>");
		wire_html_isolated(out, result->parts[i].text);
		wire_buf_printf(out, ": %u</li>\n", result->parts[i].count);
	}
	wire_buf_puts(out, "</ul>\n");
	put_suggestion(out, page, result);
}

/* There are hits, but none so far on. */
static void put_past_end(wire_buf *out, const wire_page *page, const wire_result *result)
{
	const wire_link_change change = {.offset = 0};
	wire_buf_printf(out, "<p>There are no stories from %u on. ", result->offset + 1);
	open_link(out, page, &change, "");
	wire_buf_puts(out, ">To the first page</a></p>\n");
}

/* The filters in force, as links that drop them: also those that no facet's value stands for. */
static void put_filters(wire_buf *out, const wire_page *page)
{
	const wire_request *request = page->request;
	if (request->n_filters == 0)
		return;
	wire_buf_puts(out, "<ul class=\"filters\" aria-label=\"Filters in force\">\n");
	for (size_t i = 0; i < request->n_filters; i++) {
		const wire_filter *filter = &request->filters[i];
		const wire_link_change change = {.drop = filter};
		wire_buf_puts(out, "<li>");
		open_link(out, page, &change, "");
		wire_buf_printf(
			out, " aria-label=\"drop filter %s=", wire_filter_name(filter->field));
		wire_html_line(out, filter->value);
		wire_buf_printf(out, "\">%s=", wire_filter_name(filter->field));
		wire_html_isolated(out, filter->value);
		wire_buf_puts(out, " \xC3\x97</a></li>\n");
	}
	wire_buf_puts(out, "</ul>\n");
}

static void put_counts(wire_buf *out, const wire_result *result)
{
	wire_buf_printf(out, "<p class=\"quiet\" role=\"status\">%u of %u %s", result->total,
		result->archive, result->archive == 1 ? "story" : "stories");
	if (result->n_hits > 0 && result->n_hits < result->total)
		wire_buf_printf(out, ", %u to %u shown", result->offset + 1,
			result->offset + (unsigned)result->n_hits);
	wire_buf_puts(out, "</p>\n");
	for (size_t i = 0; i < result->notes.len; i++) {
		wire_buf_puts(out, "<p class=\"quiet\">Note: ");
		wire_html_isolated(out, result->notes.items[i]);
		wire_buf_puts(out, "</p>\n");
	}
}

void wire_page_result(wire_buf *out, const wire_page *page, const wire_result *result)
{
	wire_frame_head(out, page);
	put_counts(out, result);
	put_filters(out, page);
	wire_buf_puts(out, "<div class=\"columns\">\n<section aria-label=\"Stories\">\n");
	if (result->total == 0)
		put_no_hits(out, page, result);
	else if (result->offset >= result->total)
		put_past_end(out, page, result);
	wire_buf_puts(out, "<ol class=\"hits\">\n");
	for (size_t i = 0; i < result->n_hits; i++)
		put_hit(out, &result->hits[i]);
	wire_buf_puts(out, "</ol>\n");
	put_pages(out, page, result);
	wire_buf_puts(out, "</section>\n<aside aria-label=\"Filters\">\n");
	for (size_t i = 0; i < result->n_facets; i++)
		put_facet(out, page, &result->facets[i]);
	wire_buf_puts(out, "</aside>\n</div>\n");
	wire_frame_foot(out);
}

void wire_page_start(wire_buf *out, const wire_page *page, uint32_t stories)
{
	wire_frame_head(out, page);
	wire_buf_printf(out,
		"<p>%u %s. Words are ANDed; try <code>\"state of emergency\"</code>, "
		"<code>country:China date:2023-06</code>, <code>quake -Japan</code>.</p>\n",
		stories, stories == 1 ? "story" : "stories");
	wire_frame_foot(out);
}
