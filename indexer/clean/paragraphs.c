/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/clean/paragraphs.h"

#include <string.h>

/* The lines of one block, from the first to before the next empty line. */
typedef struct block {
	wire_str text;
	size_t n_lines;
	bool indented; /* some line begins with a blank, and some does not */
	bool wrapped;  /* lines go on in the next */
} block;

static bool is_indented(wire_str line)
{
	return line.len > 0 && (line.data[0] == ' ' || line.data[0] == '\t');
}

static bool is_blank(wire_str line)
{
	return wire_str_trim(line).len == 0;
}

/* Does a line go on in the next? One that ends a sentence may; one that ends a note does not. */
static bool goes_on(wire_str line, size_t longest)
{
	return line.len + 25 >= longest && !wire_str_ends(line, WIRE_STR(")"));
}

static bool ends_sentence(wire_str line)
{
	if (wire_str_ends(line, WIRE_STR("\"")))
		line.len--;
	return line.len > 0 && strchr(".?!:", line.data[line.len - 1]) != NULL;
}

/*
 * A block is wrapped when nearly every line but a paragraph's last is about as long as the longest,
 * none longer than a page is wide, and most break off within a sentence: lists and tables have
 * lines of all lengths, lines that are paragraphs end. Where only some lines begin with a blank,
 * those open paragraphs and the others go on. A line that the next repeats is a scrape's caption.
 */
static void judge(block *b)
{
	wire_str rest = b->text, line, next;
	size_t n_indented = 0, longest = 0, full = 0, broken = 0, inner = 0;
	bool repeated = false;
	for (wire_str scan = rest; wire_str_line(&line, &scan);) {
		size_t length = wire_str_trim(line).len;
		longest = length > longest ? length : longest;
		n_indented += is_indented(line);
	}
	b->indented = n_indented > 0 && n_indented < b->n_lines;
	for (bool more = wire_str_line(&line, &rest); more; line = next) {
		more = wire_str_line(&next, &rest);
		line = wire_str_trim(line);
		if (!more)
			break;
		inner++;
		full += goes_on(line, longest);
		broken += !ends_sentence(line);
		repeated = repeated || (line.len >= WIRE_WRAP_MIN &&
					       wire_str_starts(wire_str_trim(next), line));
	}
	bool width = longest >= WIRE_WRAP_MIN && longest <= WIRE_WRAP_MAX;
	bool lines_go_on = full * 4 >= inner * 3 && broken * 2 >= inner;
	b->wrapped = width && inner > 0 && !repeated && (b->indented || lines_go_on);
}

wire_status wire_paragraphs_join(wire_str *out, wire_arena *arena, wire_str text)
{
	wire_str line;
	*out = (wire_str){NULL, 0};
	char *joined = wire_arena_alloc(arena, text.len + 1);
	size_t length = 0;
	if (joined == NULL)
		return WIRE_ENOMEM;
	while (wire_str_line(&line, &text)) {
		line = wire_str_trim(line);
		if (line.len == 0)
			continue;
		if (length > 0)
			joined[length++] = ' ';
		memcpy(joined + length, line.data, line.len);
		length += line.len;
	}
	joined[length] = '\0';
	*out = (wire_str){joined, length};
	return WIRE_OK;
}

static wire_status push_joined(wire_list *out, wire_arena *arena, wire_str text)
{
	wire_str joined;
	wire_status status = wire_paragraphs_join(&joined, arena, text);
	return status != WIRE_OK || joined.len == 0 ? status : wire_list_push(out, arena, joined);
}

static wire_status split_block(wire_list *out, wire_arena *arena, block *b)
{
	wire_str rest = b->text, line;
	wire_status status = WIRE_OK;
	judge(b);
	if (!b->wrapped) {
		while (status == WIRE_OK && wire_str_line(&line, &rest))
			if (!is_blank(line))
				status = wire_list_push(out, arena, wire_str_trim(line));
		return status;
	}
	size_t start = 0, at = 0;
	while (status == WIRE_OK && wire_str_line(&line, &rest)) {
		if (at > start && b->indented && is_indented(line)) {
			status = push_joined(out, arena, wire_str_slice(b->text, start, at));
			start = at;
		}
		at = b->text.len - rest.len;
	}
	return status == WIRE_OK ? push_joined(out, arena, wire_str_slice(b->text, start, at))
				 : status;
}

wire_status wire_paragraphs_split(wire_list *out, wire_arena *arena, wire_str text)
{
	wire_str rest = text, line;
	wire_status status = WIRE_OK;
	size_t start = 0, at = 0;
	block b = {0};
	*out = (wire_list){0};
	while (status == WIRE_OK && wire_str_line(&line, &rest)) {
		size_t next = text.len - rest.len;
		if (is_blank(line)) {
			b.text = wire_str_slice(text, start, at);
			if (b.n_lines > 0)
				status = split_block(out, arena, &b);
			b = (block){0};
			start = next;
		} else {
			b.n_lines++;
		}
		at = next;
	}
	b.text = wire_str_slice(text, start, text.len);
	return status == WIRE_OK && b.n_lines > 0 ? split_block(out, arena, &b) : status;
}
