/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/frame.h"
#include "search/page/html.h"

static void put_fact(wire_buf *out, const char *name, wire_str value)
{
	if (value.len == 0)
		return;
	wire_buf_printf(out, "<dt>%s</dt><dd>", name);
	wire_html_isolated(out, value);
	wire_buf_puts(out, "</dd>\n");
}

static void put_list(wire_buf *out, const char *name, const wire_list *list)
{
	if (list->len == 0)
		return;
	wire_buf_printf(out, "<dt>%s</dt><dd>", name);
	for (size_t i = 0; i < list->len; i++) {
		wire_buf_puts(out, i > 0 ? ", " : "");
		wire_html_isolated(out, list->items[i]);
	}
	wire_buf_puts(out, "</dd>\n");
}

static void put_headline(wire_buf *out, const wire_story *story)
{
	wire_buf_puts(out, "<h2");
	wire_html_language(out, story->language);
	wire_buf_puts(out, ">");
	wire_frame_take(out, story);
	if (story->headline.len > 0)
		wire_html_line(out, story->headline);
	else
		wire_frame_lead(out, story);
	wire_buf_puts(out, "</h2>\n");
}

static void put_body(wire_buf *out, const wire_story *story)
{
	for (wire_str rest = story->body; rest.len > 0;) {
		size_t end = wire_str_find(rest, WIRE_STR("\n\n"), 0);
		wire_buf_puts(out, "<p");
		wire_html_language(out, story->language);
		wire_buf_puts(out, ">");
		wire_html_text(out, wire_str_slice(rest, 0, end));
		wire_buf_puts(out, "</p>\n");
		rest = end == (size_t)-1 ? WIRE_STR("") : wire_str_slice(rest, end + 2, rest.len);
	}
}

void wire_page_story(wire_buf *out, const wire_page *page, const wire_story *story)
{
	wire_frame_head(out, page);
	wire_buf_puts(out, "<article>\n");
	put_headline(out, story);
	wire_frame_facts(out, story);
	put_body(out, story);
	wire_buf_puts(out, "<dl>\n");
	put_fact(out, "Dateline", story->dateline);
	put_fact(out, "Issued", story->issued);
	put_list(out, "By", &story->byline);
	put_list(out, "People", &story->people);
	put_list(out, "Countries", &story->countries);
	put_fact(out, "Caption", story->caption);
	put_fact(out, "Note", story->ednote);
	put_fact(out, "Credit", story->credit);
	put_fact(out, "Identity", story->id);
	wire_buf_puts(out, "</dl>\n</article>\n");
	wire_frame_foot(out);
}
