/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/dates.h"

#include <stdint.h>
#include <string.h>

/* So many words behind a date are looked at, of so many bytes together with it. */
enum { WORDS_MAX = 3, JOINED_MAX = 64 };

/* Where the value ends; with a quote in it `*quoted` is set. */
static wire_status find_end(size_t *end, bool *quoted, wire_str text, size_t start, wire_error *err)
{
	size_t at = start, quote;
	*quoted = false;
	while (at < text.len && text.data[at] != '(' && text.data[at] != ')' &&
		wire_lex_space(text, at) == 0) {
		quote = wire_lex_quote(text, at);
		if (quote > 0) {
			size_t open = at;
			*quoted = true;
			at += quote;
			while (at < text.len && wire_lex_quote(text, at) == 0)
				at++;
			if (at >= text.len)
				return wire_fail_at(
					err, WIRE_EQUERY, open, quote, "the quote is not closed");
			quote = wire_lex_quote(text, at);
		}
		at += quote > 0 ? quote : 1;
	}
	*end = at;
	return WIRE_OK;
}

/* Do the value and what follows it up to `end` make one date together? */
static bool is_date(wire_str text, size_t start, size_t end, int32_t today)
{
	wire_period period;
	wire_date yearless;
	wire_str joined = wire_str_slice(text, start, end);
	return joined.len <= JOINED_MAX &&
	       wire_period_parse(&period, &yearless, joined, today, NULL) == WIRE_OK;
}

/* `date:june 2023`, `date:2023-06-01.. 2023-06-15`, `date:2023 .. 2024`: the longest is meant. */
static wire_status check_split(
	wire_str text, size_t start, size_t end, int32_t today, wire_error *err)
{
	size_t at = end, longest = end;
	for (int i = 0; i < WORDS_MAX; i++) {
		while (at < text.len && wire_lex_space(text, at) > 0)
			at += wire_lex_space(text, at);
		size_t word = wire_lex_word_end(text, at);
		if (word == at || word - start > JOINED_MAX)
			break;
		at = word;
		if (is_date(text, start, at, today))
			longest = at;
	}
	if (longest == end)
		return WIRE_OK;
	return wire_fail_at(err, WIRE_EQUERY, start, longest - start,
		"a date of several words needs quotes: date:\"" WIRE_FMT "\"",
		WIRE_ARG(wire_str_slice(text, start, longest)));
}

/* `date:"May 2023".. "June 2023"`: the end of the range stands apart. */
static wire_status check_end(
	wire_str text, size_t start, size_t end, int32_t today, wire_error *err)
{
	size_t at = end;
	if (!wire_str_ends(wire_str_slice(text, start, end), WIRE_STR("..")))
		return WIRE_OK;
	while (at < text.len && wire_lex_space(text, at) > 0)
		at += wire_lex_space(text, at);
	bool apart =
		at < text.len && (wire_lex_quote(text, at) > 0 ||
					 is_date(text, at, wire_lex_word_end(text, at), today));
	return apart ? wire_fail_at(err, WIRE_EQUERY, start, end - start,
			       "a range has no blank outside of its quotes")
		     : WIRE_OK;
}

wire_status wire_lex_date(
	wire_lexeme *out, wire_str text, const wire_parse_context *ctx, wire_error *err)
{
	bool quoted;
	wire_status status = find_end(&out->end, &quoted, text, out->start, err);
	if (status == WIRE_OK)
		status = quoted ? check_end(text, out->start, out->end, ctx->today, err)
				: check_split(text, out->start, out->end, ctx->today, err);
	if (status != WIRE_OK)
		return status;
	size_t length = out->end - out->start;
	char *copy = wire_arena_alloc(ctx->arena, length + 1);
	if (copy == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	memcpy(copy, text.data + out->start, length);
	copy[length] = '\0';
	for (size_t i = 0, quote; i<length; i += quote> 0 ? quote : 1) {
		quote = wire_lex_quote(text, out->start + i);
		memset(copy + i, ' ', quote);
	}
	out->text = (wire_str){copy, length};
	return WIRE_OK;
}
