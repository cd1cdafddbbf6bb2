/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/suggest.h"

#include <string.h>

#include "search/engine/expand.h"
#include "wire/token.h"

enum { LONG_WORD = 7, FORM_CAP = WIRE_FORM_MAX + 1 };

typedef struct search {
	wire_str form;
	size_t prefix, seen;
	unsigned limit; /* edits allowed */
	char best[FORM_CAP];
	size_t best_len;
	unsigned best_edits;
	uint32_t best_frequency;
} search;

/*
 * Edits between two words, a swap of neighbours counting as one (Damerau's distance, optimal string
 * alignment); more than `limit` gives limit + 1. Bytes stand for letters: forms are folded.
 */
static unsigned edits(wire_str a, wire_str b, unsigned limit)
{
	unsigned rows[3][FORM_CAP + 1];
	if (a.len > b.len + limit || b.len > a.len + limit || b.len > WIRE_FORM_MAX)
		return limit + 1;
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a.len; i++) {
		unsigned *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
		unsigned least = now[0] = (unsigned)i;
		for (size_t j = 1; j <= b.len; j++) {
			unsigned cost = a.data[i - 1] != b.data[j - 1];
			unsigned best = last[j - 1] + cost;
			best = last[j] + 1 < best ? last[j] + 1 : best;
			best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
			if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] &&
				a.data[i - 2] == b.data[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
			least = best < least ? best : least;
		}
		if (least > limit)
			return limit + 1;
	}
	return rows[a.len % 3][b.len];
}

static wire_status visit(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	search *s = payload;
	wire_str form = wire_str_slice(term, s->prefix, term.len);
	(void)err;
	if (form.len == 0 || form.len > WIRE_FORM_MAX ||
		(form.data[0] >= 'A' && form.data[0] <= 'Z') || ++s->seen > WIRE_WALK_MAX)
		return WIRE_OK;
	unsigned n = edits(s->form, form, s->limit);
	bool better = n < s->best_edits || (n == s->best_edits && frequency > s->best_frequency);
	if (n > 0 && n <= s->limit && better) {
		memcpy(s->best, form.data, form.len);
		s->best_len = form.len;
		s->best_edits = n;
		s->best_frequency = frequency;
	}
	return WIRE_OK;
}

wire_status wire_spelling_suggest(wire_str *out, const wire_field *field, wire_str form,
	wire_reader *reader, wire_arena *arena, wire_error *err)
{
	wire_buf term;
	wire_status status = WIRE_OK;
	search s = {.form = form, .prefix = strlen(field->prefix)};
	*out = (wire_str){NULL, 0};
	s.limit = form.len > LONG_WORD ? 2 : 1;
	if (form.len < 3 || form.len > WIRE_FORM_MAX)
		return WIRE_OK;
	wire_buf_init(&term, WIRE_TERM_MAX);
	/* The first letter is seldom wrong; the whole vocabulary is walked only when it was. */
	for (size_t start = 2; start-- > 0 && status == WIRE_OK && s.best_len == 0;) {
		s.seen = 0;
		s.best_edits = s.limit + 1;
		status = wire_term_make(&term, "", field->prefix, wire_str_slice(form, 0, start));
		if (status == WIRE_OK)
			status = wire_reader_terms(reader, wire_buf_view(&term), visit, &s, err);
	}
	wire_buf_release(&term);
	if (status == WIRE_OK && s.best_len > 0)
		status = wire_arena_copy(out, arena, (wire_str){s.best, s.best_len});
	return status;
}
