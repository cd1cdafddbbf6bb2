/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/render/layout.h"
#include "search/render/title.h"

#define ELLIPSIS   "\xE2\x80\xA6"
#define MIDDLE_DOT WIRE_STR("\xC2\xB7")

static void put_segments(wire_layout *l, const wire_segments *segments)
{
	for (size_t i = 0; i < segments->len; i++)
		wire_layout_put(l, segments->items[i].text, segments->items[i].match);
}

/* The facts of a story on a line: date, source, place, what is there of them. */
static void put_facts(wire_layout *l, const wire_story *story)
{
	const wire_str facts[] = {story->date, story->source, story->place};
	bool any = false;
	for (size_t i = 0; i < 3; i++) {
		if (facts[i].len == 0)
			continue;
		if (any) {
			wire_layout_put(l, WIRE_STR(" "), false);
			wire_layout_put(l, MIDDLE_DOT, false);
			wire_layout_put(l, WIRE_STR(" "), false);
		} else {
			wire_layout_begin(l, false);
		}
		wire_layout_put(l, facts[i], false);
		any = true;
	}
	if (any)
		wire_layout_end(l);
}

static void put_headline(wire_layout *l, const wire_result_hit *hit)
{
	char mark[WIRE_TAKE_MARK_SIZE];
	wire_title title = wire_title_of(&hit->story);
	wire_take_mark(mark, &hit->story);
	wire_layout_put(l, wire_str_from(mark), false);
	wire_layout_put(l, WIRE_STR(" "), false);
	if (hit->damaged) {
		wire_layout_put(l, WIRE_STR("(damaged record)"), false);
	} else if (hit->headline.len > 0) {
		put_segments(l, &hit->headline);
	} else {
		wire_layout_put(l, WIRE_STR("(no headline) "), false);
		wire_layout_put(l, title.text, false);
		wire_layout_put(l, wire_str_from(title.cut ? ELLIPSIS : ""), false);
	}
	wire_layout_end(l);
}

static void put_hit(wire_layout *l, const wire_result_hit *hit)
{
	wire_layout_style(l, WIRE_STYLE_BOLD);
	wire_buf_printf(l->out, "%3u ", hit->rank);
	wire_layout_style(l, WIRE_STYLE_RESET);
	wire_layout_begin(l, true);
	put_headline(l, hit);
	put_facts(l, &hit->story);
	if (hit->snippet.len > 0) {
		wire_layout_begin(l, false);
		put_segments(l, &hit->snippet);
		wire_layout_end(l);
	}
	wire_layout_style(l, WIRE_STYLE_DIM);
	wire_buf_puts(l->out, "    ");
	wire_text_put_escaped(l->out, hit->story.id);
	wire_layout_style(l, WIRE_STYLE_RESET);
	wire_buf_puts(l->out, "\n\n");
}

static void put_facet(wire_layout *l, const wire_facet *facet)
{
	if (facet->len == 0)
		return;
	wire_buf_putc(l->out, '\n');
	wire_layout_style(l, WIRE_STYLE_BOLD);
	wire_buf_puts(l->out, facet->field->label);
	wire_layout_style(l, WIRE_STYLE_RESET);
	if (facet->distinct > facet->len)
		wire_buf_printf(l->out, " (%zu of %zu)", facet->len, facet->distinct);
	wire_buf_putc(l->out, '\n');
	for (size_t i = 0; i < facet->len; i++) {
		const wire_facet_value *value = &facet->values[i];
		wire_buf_printf(l->out, "%c %8u  ", value->chosen ? '*' : ' ', value->count);
		wire_text_put_safe(l->out, value->label);
		if (!wire_str_equal(value->label, value->value)) {
			wire_buf_puts(l->out, " (");
			wire_text_put_safe(l->out, value->value);
			wire_buf_putc(l->out, ')');
		}
		wire_buf_putc(l->out, '\n');
	}
}

void wire_render_notes(wire_buf *out, const wire_result *result)
{
	for (size_t i = 0; i < result->notes.len; i++) {
		wire_buf_puts(out, "note: ");
		wire_text_put_safe(out, result->notes.items[i]);
		wire_buf_putc(out, '\n');
	}
}

void wire_render_text(wire_buf *out, const wire_result *result, const wire_text_style *style)
{
	wire_layout l = {.out = out, .style = style};
	for (size_t i = 0; i < result->n_hits; i++)
		put_hit(&l, &result->hits[i]);
	wire_buf_printf(out, "%u of %u %s", result->total, result->archive,
		result->archive == 1 ? "story" : "stories");
	if (result->n_hits > 0 && result->n_hits < result->total)
		wire_buf_printf(out, " (%u to %u shown)", result->offset + 1,
			result->offset + (unsigned)result->n_hits);
	else if (result->total > 0 && result->offset >= result->total)
		wire_buf_printf(out, " (none from %u on)", result->offset + 1);
	wire_buf_putc(out, '\n');
	wire_render_notes(out, result);
	for (size_t i = 0; i < result->n_facets; i++)
		put_facet(&l, &result->facets[i]);
}

void wire_render_no_hits(wire_buf *out, const wire_result *result)
{
	if (result->n_parts > 0)
		wire_buf_puts(out, "nothing matches all of this; by themselves:\n");
	for (size_t i = 0; i < result->n_parts; i++) {
		wire_buf_printf(out, "  %8u  ", result->parts[i].count);
		wire_text_put_safe(out, result->parts[i].text);
		wire_buf_putc(out, '\n');
	}
	if (result->suggestion.len > 0) {
		wire_buf_puts(out, "did you mean: ");
		wire_text_put_safe(out, result->suggestion);
		wire_buf_printf(out, " (%u %s)\n", result->suggestion_total,
			result->suggestion_total == 1 ? "story" : "stories");
	}
}
