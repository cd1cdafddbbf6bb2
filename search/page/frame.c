/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/frame.h"

#include "search/answer/request.h"
#include "search/page/html.h"
#include "search/page/links.h"
#include "search/render/title.h"

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

/* The filters go with a new question, as the list of them says. */
static void put_hidden(wire_buf *out, const wire_request *request)
{
	for (size_t i = 0; i < request->n_filters; i++) {
		wire_buf_printf(out, "<input type=\"hidden\" name=\"f\" value=\"%s=",
			wire_filter_name(request->filters[i].field));
		wire_html_text(out, request->filters[i].value);
		wire_buf_puts(out, "\">");
	}
}

static void put_form(wire_buf *out, const wire_page *page)
{
	wire_buf_puts(out, "<form class=\"search\" role=\"search\" method=\"get\">\n"
			   "<label for=\"q\" class=\"quiet\">Search</label>"
			   "<input id=\"q\" name=\"q\" type=\"search\" dir=\"auto\" value=\"");
	wire_html_text(out, page->request->query);
	wire_buf_puts(out, "\">\n");
	put_sorts(out, page);
	put_hidden(out, page->request);
	wire_buf_puts(out, "<button>Search</button>\n</form>\n");
}

void wire_frame_head(wire_buf *out, const wire_page *page)
{
	wire_buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
			   "<meta name=\"viewport\" content=\"width=device-width, "
			   "initial-scale=1\">\n");
	if (!page->followed)
		wire_buf_puts(out, "<meta name=\"robots\" content=\"noindex,nofollow\">\n");
	wire_buf_puts(out, "<title>");
	wire_html_line(out, page->title);
	wire_buf_puts(out,
		"</title>\n<link rel=\"stylesheet\" href=\"?style=1\">\n</head>\n<body>\n"
		"<header>\n<h1><a href=\"?\">Wire archive</a></h1>\n");
	put_form(out, page);
	wire_buf_puts(out, "</header>\n<main>\n");
}

void wire_frame_foot(wire_buf *out)
{
	wire_buf_puts(out, "</main>\n</body>\n</html>\n");
}

void wire_frame_facts(wire_buf *out, const wire_story *story)
{
	const wire_str facts[] = {story->date, story->source, story->place};
	bool any = false;
	wire_buf_puts(out, "<p class=\"facts\">");
	for (size_t i = 0; i < 3; i++) {
		if (facts[i].len == 0)
			continue;
		wire_buf_puts(out, any ? " \xC2\xB7 " : "");
		wire_html_isolated(out, facts[i]);
		any = true;
	}
	wire_buf_puts(out, "</p>\n");
}

void wire_frame_take(wire_buf *out, const wire_story *story)
{
	char mark[WIRE_TAKE_MARK_SIZE];
	if (wire_take_mark(mark, story))
		wire_buf_printf(
			out, "<strong class=\"take\" dir=\"ltr\" lang=\"en\">%s</strong> ", mark);
}

void wire_frame_lead(wire_buf *out, const wire_story *story)
{
	wire_title title = wire_title_of(story);
	wire_buf_puts(out, "<span class=\"quiet\" dir=\"ltr\" lang=\"en\">(no headline)</span> ");
	wire_html_line(out, title.text);
	wire_buf_puts(out, title.cut ? "\xE2\x80\xA6" : "");
}
