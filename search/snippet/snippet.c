/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/snippet/snippet.h"

#include <assert.h>
#include <string.h>

#include "search/snippet/marker.h"
#include "wire/abbreviation.h"
#include "wire/text.h"

#define ELLIPSIS      WIRE_STR("\xE2\x80\xA6")
#define CLOSING_QUOTE WIRE_STR("\xE2\x80\x9D")

enum {
	/* What is left of a snippet's length is context around the matches. */
	WINDOW_LENGTH = WIRE_SNIPPET_LENGTH * 4 / 5,
	/* Context before the first match when the sentence began too far back, in characters. */
	LEAD_LENGTH = 40,
	/* Bytes that are looked at for one: an abbreviation is shorter. */
	LONGEST_ABBREVIATION = 8,
	/* Bytes of white space between two words of a sentence. */
	LONGEST_GAP = 8,
	/* Characters on either side of a place where a text without spaces is cut that are split
	 * into words. */
	CUT_LENGTH = 2 * WIRE_SNIPPET_LENGTH,
};

/* Part of a text, in bytes. */
typedef struct passage {
	size_t start, end;
	bool cut_start, cut_end; /* within a sentence */
} passage;

/* ---- characters and sentences ---- */

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_boundary(wire_str text, size_t at)
{
	return at >= text.len || ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

/* The byte `chars` characters on from `at`, at most the text's end. */
static size_t forward(wire_str text, size_t at, size_t chars)
{
	while (chars > 0 && at < text.len) {
		do
			at++;
		while (!is_boundary(text, at));
		chars--;
	}
	return at;
}

/* The byte `chars` characters back from `at`, at least 0. */
static size_t backward(wire_str text, size_t at, size_t chars)
{
	while (chars > 0 && at > 0) {
		do
			at--;
		while (at > 0 && !is_boundary(text, at));
		chars--;
	}
	return at;
}

/* The word before `end`, back to white space or a bracket: at most `LONGEST_ABBREVIATION` bytes. */
static wire_str word_before(wire_str text, size_t end)
{
	size_t start = end;
	while (start > 0 && end - start <= LONGEST_ABBREVIATION &&
		strchr(" \n\t\r(\"'[", text.data[start - 1]) == NULL)
		start--;
	return wire_str_slice(text, start, end);
}

/* Whether the full stop at `stop` belongs to an initial or an abbreviation, not to a sentence. */
static bool is_abbreviated(wire_str text, size_t stop)
{
	wire_str word = word_before(text, stop);
	bool dotted = word.len > 1 && word.data[word.len - 2] == '.';
	return word.len == 1 || dotted || wire_is_abbreviation(word); /* J. and U.S. and Corp. */
}

/* Whether a small letter follows: no sentence begins with one. A longer gap is an end in any case.
 */
static bool goes_on(wire_str text, size_t at)
{
	uint32_t code;
	size_t reach = at + LONGEST_GAP;
	while (at < reach && is_space(text.data[at]))
		at++;
	assert(at < text.len); /* for white space ends no text: it is trimmed */
	wire_utf8_decode(&code, text, at);
	return wire_char_is_lower(code);
}

/* Whether a sentence ends just before `at`, before the text's end, with white space behind it. */
static bool sentence_ends(wire_str text, size_t at)
{
	size_t end = at;
	if (!is_space(text.data[at]))
		return false;
	if (wire_str_starts(wire_str_slice(text, at, text.len), WIRE_STR("\n\n")))
		return true;
	while (end > 0 && strchr("\"')]", text.data[end - 1]) != NULL)
		end--;
	if (wire_str_ends(wire_str_slice(text, 0, end), CLOSING_QUOTE))
		end -= CLOSING_QUOTE.len;
	if (end == 0 || strchr(".!?", text.data[end - 1]) == NULL || goes_on(text, at))
		return false;
	return text.data[end - 1] != '.' || !is_abbreviated(text, end - 1);
}

/* ---- the window ---- */

typedef struct window {
	size_t first, last; /* matches, `last` included */
	size_t parts;       /* different leaves among them */
} window;

static bool window_better(const window *a, const window *b)
{
	return a->parts != b->parts ? a->parts > b->parts : a->last - a->first > b->last - b->first;
}

/* Of all runs of matches that fit in WINDOW_LENGTH, the best; the first of equals. */
static wire_status best_window(
	window *out, const wire_match *matches, size_t n, size_t parts, wire_arena *arena)
{
	window w = {0};
	uint32_t *count = wire_arena_calloc(arena, parts, sizeof *count);
	*out = w;
	if (count == NULL)
		return WIRE_ENOMEM;
	for (w.last = 0; w.last < n; w.last++) {
		w.parts += count[matches[w.last].part]++ == 0;
		while (w.first < w.last &&
			matches[w.last].char_end - matches[w.first].char_start > WINDOW_LENGTH)
			w.parts -= --count[matches[w.first++].part] == 0;
		if (window_better(&w, out))
			*out = w;
	}
	return WIRE_OK;
}

/* Where the first word at or after `at` begins; `match`, where one begins, at the latest. */
static wire_status word_start(
	size_t *out, wire_tokenizer *tokenizer, wire_str text, size_t at, size_t match)
{
	wire_token token;
	wire_status status;
	size_t from = backward(text, at, CUT_LENGTH);
	*out = match;
	wire_tokenizer_start(tokenizer, wire_str_slice(text, from, match));
	while ((status = wire_token_next(&token, tokenizer)) == WIRE_OK)
		if (from + token.start >= at) {
			*out = from + token.start;
			return WIRE_OK;
		}
	return status == WIRE_END ? WIRE_OK : status;
}

/* Where the last word of [from, limit] ends; `limit` when one word fills it all. */
static wire_status word_end(
	size_t *out, wire_tokenizer *tokenizer, wire_str text, size_t from, size_t limit)
{
	wire_token token;
	wire_status status;
	size_t to = forward(text, limit, CUT_LENGTH);
	*out = limit;
	wire_tokenizer_start(tokenizer, wire_str_slice(text, from, to));
	while ((status = wire_token_next(&token, tokenizer)) == WIRE_OK &&
		from + token.end <= limit)
		*out = from + token.end;
	return status == WIRE_END ? WIRE_OK : status;
}

/* Where the snippet begins: with the sentence of the first match, or with a word before it. */
static wire_status choose_start(
	passage *p, wire_tokenizer *tokenizer, wire_str text, size_t match, size_t room)
{
	size_t floor = backward(text, match, room);
	size_t at = match;
	for (; at > floor; at--)
		if (sentence_ends(text, at - 1))
			break;
	if (at > floor || floor == 0) {
		p->start = at;
		return WIRE_OK;
	}
	p->cut_start = true;
	p->start = backward(text, match, room < LEAD_LENGTH ? room : LEAD_LENGTH);
	for (at = p->start; at < match; at++)
		if (is_space(text.data[at])) {
			p->start = at + 1;
			return WIRE_OK;
		}
	return word_start(&p->start, tokenizer, text, p->start, match);
}

/* Where it ends: with a sentence of its second half, or with a word, after the matches where it
 * can. */
static wire_status choose_end(
	passage *p, wire_tokenizer *tokenizer, wire_str text, size_t matches_end)
{
	size_t limit = forward(text, p->start, WIRE_SNIPPET_LENGTH);
	size_t half = forward(text, p->start, WIRE_SNIPPET_LENGTH / 2);
	size_t least = matches_end < limit ? matches_end : p->start;
	size_t at;
	p->end = limit;
	if (limit == text.len)
		return WIRE_OK;
	for (at = limit; at > half && at >= least; at--)
		if (sentence_ends(text, at)) {
			p->end = at;
			return WIRE_OK;
		}
	p->cut_end = true;
	for (at = limit; at > p->start && at >= least; at--)
		if (is_space(text.data[at])) {
			p->end = at;
			return WIRE_OK;
		}
	return word_end(&p->end, tokenizer, text, p->start, limit);
}

static wire_status choose_passage(passage *out, wire_tokenizer *tokenizer, wire_str text,
	const wire_match *first, const wire_match *last)
{
	size_t matched = last->char_end - first->char_start;
	size_t room = matched < WIRE_SNIPPET_LENGTH ? WIRE_SNIPPET_LENGTH - matched : 0;
	*out = (passage){0};
	wire_status status = choose_start(out, tokenizer, text, first->start, room);
	return status == WIRE_OK ? choose_end(out, tokenizer, text, last->end) : status;
}

/* ---- segments ---- */

/* Segments are written one after the other into one run of bytes. */
typedef struct builder {
	wire_segments *out;
	char *bytes;
	size_t len;
} builder;

static wire_status builder_init(
	builder *b, wire_segments *out, size_t bytes, size_t n_matches, wire_arena *arena)
{
	*out = (wire_segments){
		.items = wire_arena_calloc(arena, 2 * n_matches + 3, sizeof *out->items)};
	*b = (builder){.out = out, .bytes = wire_arena_alloc(arena, bytes + 2 * ELLIPSIS.len + 1)};
	return out->items == NULL || b->bytes == NULL ? WIRE_ENOMEM : WIRE_OK;
}

/* Append `text` with its white space made single spaces; plain text joins plain text before it. */
static void put(builder *b, wire_str text, bool match)
{
	wire_segment *last = b->out->len > 0 ? &b->out->items[b->out->len - 1] : NULL;
	size_t start = b->len;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_space(text.data[i]))
			b->bytes[b->len++] = text.data[i];
		else if (b->len > 0 && b->bytes[b->len - 1] != ' ')
			b->bytes[b->len++] = ' ';
	}
	if (b->len == start)
		return;
	if (last != NULL && !match && !last->match)
		last->text.len += b->len - start;
	else
		b->out->items[b->out->len++] =
			(wire_segment){{b->bytes + start, b->len - start}, match};
}

/* The passage with its matches marked; `matches` are by position. */
static wire_status mark_passage(wire_segments *out, wire_str text, passage p,
	const wire_match *matches, size_t n, wire_arena *arena)
{
	builder b;
	size_t at = p.start;
	wire_status status;
	for (; n > 0 && matches->start < p.start; n--)
		matches++;
	while (n > 0 && matches[n - 1].start >= p.end)
		n--;
	status = builder_init(&b, out, p.end - p.start, n, arena);
	if (status != WIRE_OK)
		return status;
	if (p.cut_start)
		put(&b, ELLIPSIS, false);
	for (size_t i = 0; i < n;) {
		size_t start = matches[i].start;
		size_t end = matches[i].end;
		for (i++; i < n && matches[i].start < end; i++)
			if (matches[i].end > end)
				end = matches[i].end;
		if (end > p.end)
			end = p.end;
		put(&b, wire_str_slice(text, at, start), false);
		put(&b, wire_str_slice(text, start, end), true);
		at = end;
	}
	put(&b, wire_str_slice(text, at, p.end), false);
	if (p.cut_end)
		put(&b, ELLIPSIS, false);
	return WIRE_OK;
}

/* The matches that hold, in place. */
static void keep_holding(wire_matches *matches)
{
	size_t kept = 0;
	for (size_t i = 0; i < matches->len; i++)
		if (matches->items[i].holds)
			matches->items[kept++] = matches->items[i];
	matches->len = kept;
}

static wire_status find(wire_matches *out, wire_marker *marker, const wire_field *field,
	wire_str text, wire_arena *arena)
{
	wire_status status = wire_marker_find(out, marker, field, text, arena);
	if (status == WIRE_OK)
		keep_holding(out);
	return status;
}

wire_status wire_marker_mark(wire_segments *out, wire_marker *marker, const wire_field *field,
	wire_str text, wire_arena *arena)
{
	wire_matches found;
	wire_str trimmed = wire_str_trim(text);
	*out = (wire_segments){0};
	wire_status status = find(&found, marker, field, trimmed, arena);
	if (status != WIRE_OK)
		return status;
	return mark_passage(
		out, trimmed, (passage){.end = trimmed.len}, found.items, found.len, arena);
}

wire_status wire_marker_snippet(wire_segments *out, wire_marker *marker, const wire_field *field,
	wire_str text, wire_arena *arena)
{
	static const wire_match none;
	wire_matches found;
	window w = {0};
	passage p;
	wire_str trimmed = wire_str_trim(text);
	*out = (wire_segments){0};
	wire_status status = find(&found, marker, field, trimmed, arena);
	if (status == WIRE_OK)
		status = best_window(&w, found.items, found.len, wire_marker_parts(marker), arena);
	if (status != WIRE_OK)
		return status;
	status = choose_passage(&p, wire_marker_tokenizer(marker), trimmed,
		found.len > 0 ? &found.items[w.first] : &none,
		found.len > 0 ? &found.items[w.last] : &none);
	if (status != WIRE_OK)
		return status;
	return mark_passage(out, trimmed, p, found.items, found.len, arena);
}
