/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/text.h"
#include "search/render/render.h"

enum { INDENT = 4, WIDTH_MIN = 40 };

#define BOLD  "\033[1m"
#define MATCH "\033[1;31m"
#define DIM   "\033[2m"
#define RESET "\033[0m"

/* Text being wrapped: columns count characters. */
typedef struct wrapper {
	wire_buf *out;
	const wire_text_style *style;
	unsigned column;
	bool blank; /* a blank is due before the next word */
} wrapper;

static void style(const wrapper *w, const char *code)
{
	if (w->style->color)
		wire_buf_puts(w->out, code);
}

/* Stories are stranger's text: no control character of theirs reaches the terminal. */
static void put_safe(wire_buf *out, wire_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t length = wire_utf8_decode(&code, text, at);
		bool control = (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0);
		if (control)
			wire_buf_putc(out, code == '\t' ? ' ' : '?');
		else
			wire_buf_str(out, wire_str_slice(text, at, at + length));
		at += length;
	}
}

static unsigned columns_of(wire_str text)
{
	unsigned n = 0;
	for (size_t i = 0; i < text.len; i++)
		n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	return n;
}

static void indent(wrapper *w)
{
	for (int i = 0; i < INDENT; i++)
		wire_buf_putc(w->out, ' ');
	w->column = INDENT;
	w->blank = false;
}

static void put_word(wrapper *w, wire_str word)
{
	unsigned width = columns_of(word);
	if (w->blank && w->column + 1 + width > w->style->width) {
		wire_buf_putc(w->out, '\n');
		indent(w);
	}
	if (w->blank) {
		wire_buf_putc(w->out, ' ');
		w->column++;
	}
	put_safe(w->out, word);
	w->column += width;
	w->blank = false;
}

/* A segment's words; a match is marked word by word, so that wrapped lines stay clean. */
static void put_segment(wrapper *w, const wire_segment *segment)
{
	wire_str rest = segment->text;
	bool open = segment->match;
	while (rest.len > 0) {
		size_t blank = wire_str_find(rest, WIRE_STR(" "), 0);
		wire_str word = wire_str_slice(rest, 0, blank);
		rest = blank == (size_t)-1 ? WIRE_STR("")
					   : wire_str_slice(rest, blank + 1, rest.len);
		if (word.len > 0 && segment->match && w->blank) {
			/* The blank goes before the mark. */
			unsigned width = columns_of(word) + 2;
			if (w->column + 1 + width > w->style->width) {
				wire_buf_putc(w->out, '\n');
				indent(w);
			} else {
				wire_buf_putc(w->out, ' ');
				w->column++;
				w->blank = false;
			}
		}
		if (word.len > 0 && open && !w->style->color)
			wire_buf_putc(w->out, '*');
		if (segment->match)
			style(w, MATCH);
		if (word.len > 0)
			put_word(w, word);
		if (segment->match)
			style(w, RESET);
		open = open && word.len == 0;
		if (blank != (size_t)-1)
			w->blank = true;
	}
	if (segment->match && !w->style->color)
		wire_buf_putc(w->out, '*');
}

static void put_segments(wrapper *w, const wire_segments *segments)
{
	for (size_t i = 0; i < segments->len; i++)
		put_segment(w, &segments->items[i]);
	wire_buf_putc(w->out, '\n');
}

/* The facts of a story on a line: date, source, place, what is there of them. */
static void put_facts(wrapper *w, const wire_story *story)
{
	const wire_str facts[] = {story->date, story->source, story->place};
	bool any = false;
	for (size_t i = 0; i < 3; i++) {
		if (facts[i].len == 0)
			continue;
		wire_buf_puts(w->out, any ? " \xC2\xB7 " : "    ");
		put_safe(w->out, facts[i]);
		any = true;
	}
	if (any)
		wire_buf_putc(w->out, '\n');
}

static void put_hit(wrapper *w, const wire_result_hit *hit)
{
	style(w, BOLD);
	wire_buf_printf(w->out, "%3u ", hit->rank);
	style(w, RESET);
	w->column = INDENT;
	w->blank = false;
	if (hit->headline.len == 0)
		wire_buf_puts(w->out, "(no headline)\n");
	else
		put_segments(w, &hit->headline);
	put_facts(w, &hit->story);
	if (hit->snippet.len > 0) {
		indent(w);
		put_segments(w, &hit->snippet);
	}
	style(w, DIM);
	wire_buf_puts(w->out, "    ");
	put_safe(w->out, hit->story.id);
	style(w, RESET);
	wire_buf_puts(w->out, "\n\n");
}

static void put_facet(wrapper *w, const wire_facet *facet)
{
	wire_buf_putc(w->out, '\n');
	style(w, BOLD);
	wire_buf_printf(w->out, "%s", facet->field->label);
	style(w, RESET);
	if (facet->distinct > facet->len)
		wire_buf_printf(w->out, " (%zu of %zu)", facet->len, facet->distinct);
	wire_buf_putc(w->out, '\n');
	for (size_t i = 0; i < facet->len; i++) {
		const wire_facet_value *value = &facet->values[i];
		wire_buf_printf(w->out, "%c %8u  ", value->chosen ? '*' : ' ', value->count);
		put_safe(w->out, value->label);
		if (!wire_str_equal(value->label, value->value)) {
			wire_buf_puts(w->out, " (");
			put_safe(w->out, value->value);
			wire_buf_putc(w->out, ')');
		}
		wire_buf_putc(w->out, '\n');
	}
}

void wire_render_text(wire_buf *out, const wire_result *result, const wire_text_style *given)
{
	wire_text_style roomy = *given;
	wrapper w = {.out = out, .style = &roomy};
	roomy.width = given->width < WIDTH_MIN ? WIDTH_MIN : given->width;
	for (size_t i = 0; i < result->n_hits; i++)
		put_hit(&w, &result->hits[i]);
	wire_buf_printf(out, "%u of %u %s", result->total, result->archive,
		result->archive == 1 ? "story" : "stories");
	if (result->n_hits > 0 && result->n_hits < result->total)
		wire_buf_printf(out, " (%u to %u shown)", result->offset + 1,
			result->offset + (unsigned)result->n_hits);
	wire_buf_putc(out, '\n');
	for (size_t i = 0; i < result->notes.len; i++) {
		wire_buf_puts(out, "note: ");
		put_safe(out, result->notes.items[i]);
		wire_buf_putc(out, '\n');
	}
	for (size_t i = 0; i < result->n_facets; i++)
		put_facet(&w, &result->facets[i]);
}

void wire_render_no_hits(wire_buf *out, const wire_result *result)
{
	wire_buf_puts(out, "nothing matches all of this; by themselves:\n");
	for (size_t i = 0; i < result->n_parts; i++) {
		wire_buf_printf(out, "  %8u  ", result->parts[i].count);
		put_safe(out, result->parts[i].text);
		wire_buf_putc(out, '\n');
	}
	if (result->suggestion.len > 0) {
		wire_buf_puts(out, "did you mean: ");
		put_safe(out, result->suggestion);
		wire_buf_putc(out, '\n');
	}
}

/* A line of the story's head, when there is something to say. */
static void put_line(wrapper *w, const char *name, wire_str value)
{
	if (value.len == 0)
		return;
	style(w, DIM);
	wire_buf_printf(w->out, "%-10s", name);
	style(w, RESET);
	put_safe(w->out, value);
	wire_buf_putc(w->out, '\n');
}

static void put_list(wrapper *w, const char *name, const wire_list *list)
{
	if (list->len == 0)
		return;
	style(w, DIM);
	wire_buf_printf(w->out, "%-10s", name);
	style(w, RESET);
	for (size_t i = 0; i < list->len; i++) {
		wire_buf_puts(w->out, i > 0 ? ", " : "");
		put_safe(w->out, list->items[i]);
	}
	wire_buf_putc(w->out, '\n');
}

void wire_render_story_text(wire_buf *out, const wire_story *story, const wire_text_style *given)
{
	wrapper w = {.out = out, .style = given};
	style(&w, BOLD);
	put_safe(out, story->headline);
	style(&w, RESET);
	wire_buf_puts(out, story->headline.len > 0 ? "\n\n" : "");
	put_line(&w, "date", story->date);
	put_line(&w, "source", story->source);
	put_line(&w, "dateline", story->dateline);
	put_list(&w, "by", &story->byline);
	put_list(&w, "people", &story->people);
	put_list(&w, "countries", &story->countries);
	put_line(&w, "caption", story->caption);
	put_line(&w, "note", story->ednote);
	put_line(&w, "credit", story->credit);
	put_line(&w, "file", story->file);
	put_line(&w, "id", story->id);
	wire_buf_putc(out, '\n');
	for (wire_str rest = story->body; rest.len > 0;) {
		size_t end = wire_str_find(rest, WIRE_STR("\n\n"), 0);
		const wire_segment paragraph = {wire_str_slice(rest, 0, end), false};
		w.column = 0;
		w.blank = false;
		indent(&w);
		put_segment(&w, &paragraph);
		wire_buf_puts(out, "\n\n");
		rest = end == (size_t)-1 ? WIRE_STR("") : wire_str_slice(rest, end + 2, rest.len);
	}
}

void wire_render_query_error(wire_buf *out, wire_str query, const wire_error *err)
{
	size_t offset = err->offset < query.len ? err->offset : query.len;
	wire_str before = wire_str_slice(query, 0, offset);
	wire_str place = wire_str_slice(query, offset, offset + err->length);
	unsigned width = columns_of(place);
	put_safe(out, wire_str_from(err->message));
	wire_buf_puts(out, "\n  ");
	for (wire_str rest = query, line; wire_str_line(&line, &rest);) {
		put_safe(out, line); /* one line, whatever was typed */
		wire_buf_puts(out, rest.len > 0 ? " " : "");
	}
	wire_buf_puts(out, "\n  ");
	for (unsigned i = 0; i < columns_of(before); i++)
		wire_buf_putc(out, ' ');
	wire_buf_putc(out, '^');
	for (unsigned i = 1; i < width; i++)
		wire_buf_putc(out, '~');
	wire_buf_putc(out, '\n');
}
