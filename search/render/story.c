/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/render/layout.h"
#include "search/render/title.h"

static void put_name(wire_layout *l, const char *name)
{
	wire_layout_style(l, WIRE_STYLE_DIM);
	wire_buf_printf(l->out, "%-10s", name);
	wire_layout_style(l, WIRE_STYLE_RESET);
}

/* A line of the story's head, when there is something to say. */
static void put_line(wire_layout *l, const char *name, wire_str value)
{
	if (value.len == 0)
		return;
	put_name(l, name);
	wire_text_put_safe(l->out, value);
	wire_buf_putc(l->out, '\n');
}

/* One that a person may copy to name the story or its file. */
static void put_reference(wire_layout *l, const char *name, wire_str value)
{
	if (value.len == 0)
		return;
	put_name(l, name);
	wire_text_put_escaped(l->out, value);
	wire_buf_putc(l->out, '\n');
}

static void put_list(wire_layout *l, const char *name, const wire_list *list)
{
	if (list->len == 0)
		return;
	put_name(l, name);
	for (size_t i = 0; i < list->len; i++) {
		wire_buf_puts(l->out, i > 0 ? ", " : "");
		wire_text_put_safe(l->out, list->items[i]);
	}
	wire_buf_putc(l->out, '\n');
}

static void put_headline(wire_layout *l, const wire_story *story)
{
	char mark[WIRE_TAKE_MARK_SIZE];
	wire_title title = wire_title_of(story);
	wire_take_mark(mark, story);
	if (mark[0] == '\0' && title.lead)
		return;
	wire_layout_style(l, WIRE_STYLE_BOLD);
	wire_buf_puts(l->out, mark);
	wire_buf_puts(l->out, mark[0] != '\0' && story->headline.len > 0 ? " " : "");
	wire_text_put_safe(l->out, story->headline);
	wire_layout_style(l, WIRE_STYLE_RESET);
	wire_buf_puts(l->out, "\n\n");
}

/* What became of it, where it is not an ordinary first take. */
static void put_take(wire_layout *l, const wire_story *story)
{
	if (!wire_str_equal(story->status, WIRE_STR("usable")))
		put_line(l, "status", story->status);
	if (!wire_str_equal(story->action, WIRE_STR("new")))
		put_line(l, "action", story->action);
	if (story->version > 1) {
		put_name(l, "version");
		wire_buf_printf(l->out, "%u\n", story->version);
	}
}

static void put_body(wire_layout *l, wire_str body)
{
	for (wire_str rest = body; rest.len > 0;) {
		size_t end = wire_str_find(rest, WIRE_STR("\n\n"), 0);
		wire_layout_begin(l, false);
		wire_layout_put(l, wire_str_slice(rest, 0, end), false);
		wire_layout_end(l);
		wire_buf_putc(l->out, '\n');
		rest = end == (size_t)-1 ? WIRE_STR("") : wire_str_slice(rest, end + 2, rest.len);
	}
}

void wire_render_story_text(
	wire_buf *out, const wire_story *story, wire_str path, const wire_text_style *style)
{
	wire_layout l = {.out = out, .style = style};
	put_headline(&l, story);
	put_take(&l, story);
	put_line(&l, "date", story->date);
	put_line(&l, "issued", story->issued);
	put_line(&l, "source", story->source);
	put_line(&l, "dateline", story->dateline);
	put_list(&l, "by", &story->byline);
	put_list(&l, "people", &story->people);
	put_list(&l, "countries", &story->countries);
	put_line(&l, "caption", story->caption);
	put_line(&l, "note", story->ednote);
	put_line(&l, "credit", story->credit);
	put_reference(&l, "file", story->file);
	put_reference(&l, "path", path);
	put_reference(&l, "id", story->id);
	wire_buf_putc(out, '\n');
	put_body(&l, story->body);
}
