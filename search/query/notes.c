/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/notes.h"

#include "search/query/lexer.h"
#include "wire/buf.h"
#include "wire/text.h"

/* A date has no more words: `Wed 14th of June 2023`. */
enum { DATE_WORDS_MAX = 5 };

static wire_status add(const wire_parse_context *ctx, wire_str note)
{
	if (wire_list_has(ctx->notes, note))
		return WIRE_OK;
	return wire_list_push(ctx->notes, ctx->arena, note);
}

wire_status wire_note_operator(const wire_parse_context *ctx, wire_str word)
{
	static const char *const operators[] = {"AND", "OR", "NOT"};
	for (size_t i = 0; i < sizeof operators / sizeof *operators && ctx->notes != NULL; i++) {
		wire_str note;
		if (!wire_str_equal_nocase(word, wire_str_from(operators[i])))
			continue;
		wire_status status = wire_arena_print(&note, ctx->arena,
			"'" WIRE_FMT "' is searched as a word; the operator is %s", WIRE_ARG(word),
			operators[i]);
		return status == WIRE_OK ? add(ctx, note) : status;
	}
	return WIRE_OK;
}

/* ---- dates ---- */

/* Bare words that follow one another, as places in the text. */
typedef struct words {
	size_t start[DATE_WORDS_MAX], end[DATE_WORDS_MAX];
	size_t len;
} words;

/* The text with `date:` put in, in pieces. */
typedef struct rewriter {
	const wire_parse_context *ctx;
	wire_str text;
	wire_buf out;
	size_t done;    /* bytes of the text that `out` has */
	wire_str first; /* the first date that was found, as written */
} rewriter;

/* Nobody writes these but for a date: a day with its year, or a month of figures. */
static bool is_obvious(wire_date date, wire_str text)
{
	bool figures = true;
	for (size_t i = 0; i < text.len; i++)
		figures = figures && (uint32_t)text.data[i] < 0x80 &&
			  !((text.data[i] | 0x20) >= 'a' && (text.data[i] | 0x20) <= 'z');
	bool day = date.year > 0 && date.month > 0 && date.day > 0;
	return day || (date.year > 0 && date.month > 0 && figures);
}

static bool is_name_alone(wire_str text)
{
	return wire_weekday_from_name(text) >= 0 || wire_month_from_name(text, false) > 0;
}

/* What `date:` would be given for these words; empty: they are no obvious date. */
static wire_status as_date(wire_str *out, const rewriter *r, wire_str text, bool whole)
{
	wire_date date, yearless;
	wire_period period;
	char figures[11];
	*out = (wire_str){NULL, 0};
	if (wire_date_read(&date, text) == WIRE_DATE_READ &&
		(is_obvious(date, text) || (whole && date.year >= 1500 && date.year < 2200))) {
		wire_date_format(figures, date);
		return wire_arena_copy(out, r->ctx->arena, wire_str_from(figures));
	}
	if (!whole || is_name_alone(text) || date.year > 0 ||
		wire_period_parse(&period, &yearless, text, r->ctx->today, NULL) != WIRE_OK)
		return WIRE_OK;
	return wire_arena_print(out, r->ctx->arena, "\"" WIRE_FMT "\"", WIRE_ARG(text));
}

/* The longest date that begins at the first word goes in; `*used` words of it, 1 when there is
 * none. */
static wire_status rewrite_at(rewriter *r, size_t *used, const words *w)
{
	*used = 1;
	for (size_t n = w->len; n > 0; n--) {
		size_t start = w->start[0], end = w->end[n - 1];
		wire_str value, text = wire_str_slice(r->text, start, end);
		bool whole = wire_str_trim(r->text).len == text.len;
		wire_status status = as_date(&value, r, text, whole);
		if (status != WIRE_OK)
			return status;
		if (value.len == 0)
			continue;
		wire_buf_str(&r->out, wire_str_slice(r->text, r->done, start));
		wire_buf_puts(&r->out, "date:");
		wire_buf_str(&r->out, value);
		r->done = end;
		r->first = r->first.len == 0 ? text : r->first;
		*used = n;
		return wire_buf_status(&r->out);
	}
	return WIRE_OK;
}

/* Take the first `n` words off the window. */
static void drop(words *w, size_t n)
{
	for (size_t i = n; i < w->len; i++) {
		w->start[i - n] = w->start[i];
		w->end[i - n] = w->end[i];
	}
	w->len -= n;
}

/*
 * A window of a few bare words moves over the text; anything else between them ends a date. What a
 * field governs is not bare, alone or in brackets: `headline:(2023-06-14)` could not be a date.
 */
static wire_status rewrite(rewriter *r)
{
	words w = {.len = 0};
	size_t at = 0, used, depth = 0; /* of brackets behind a field's name */
	wire_lexeme lexeme = {.kind = WIRE_LEX_WORD};
	wire_status status = WIRE_OK;
	while (status == WIRE_OK && lexeme.kind != WIRE_LEX_END) {
		bool value =
			lexeme.kind == WIRE_LEX_FIELD; /* and so what follows it is no bare word */
		status = wire_lex_next(&lexeme, r->text, &at, NULL);
		if (lexeme.kind == WIRE_LEX_OPEN && (value || depth > 0))
			depth++;
		else if (lexeme.kind == WIRE_LEX_CLOSE && depth > 0)
			depth--;
		bool word = lexeme.kind == WIRE_LEX_WORD && !value && depth == 0;
		while (status == WIRE_OK && w.len > 0 && (!word || w.len == DATE_WORDS_MAX)) {
			status = rewrite_at(r, &used, &w);
			drop(&w, used);
		}
		if (status == WIRE_OK && word) {
			w.start[w.len] = lexeme.start;
			w.end[w.len++] = lexeme.end;
		}
	}
	return status;
}

wire_status wire_note_dates(const wire_parse_context *ctx, wire_str text)
{
	rewriter r = {.ctx = ctx, .text = text};
	wire_str note;
	if (ctx->notes == NULL)
		return WIRE_OK;
	/* A date of one figure a part grows by `date:` and two noughts. */
	wire_buf_init(&r.out, 4 * text.len + 64);
	wire_status status = rewrite(&r);
	if (status == WIRE_OK && r.first.len > 0) {
		wire_buf_str(&r.out, wire_str_slice(text, r.done, text.len));
		status = wire_buf_status(&r.out);
		if (status == WIRE_OK)
			status = wire_arena_print(&note, ctx->arena,
				"'" WIRE_FMT
				"' is searched as words; for the date write: " WIRE_FMT,
				WIRE_ARG(r.first), WIRE_ARG(wire_buf_view(&r.out)));
		if (status == WIRE_OK)
			status = add(ctx, note);
	}
	wire_buf_release(&r.out);
	return status == WIRE_EQUERY ? WIRE_OK : status;
}
