/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/suggest.h"

#include <assert.h>
#include <string.h>

#include "wire/spell.h"
#include "wire/text.h"
#include "wire/token.h"

enum { SHORTEST = 3, TWO_EDITS = 5, LONG_WORD = 8 };

typedef struct candidate {
	char text[WIRE_SPELL_MAX];
	size_t len;
	unsigned edits;
	uint32_t frequency;
} candidate;

typedef struct search {
	const wire_engine *engine;
	const char *prefix; /* of the terms that are looked at */
	wire_str form;
	unsigned limit; /* edits allowed */
	bool words;     /* of words, not of whole values */
	candidate best[WIRE_SPELLINGS_MAX];
	size_t n;
} search;

static bool has_digit(wire_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] >= '0' && s.data[i] <= '9')
			return true;
	return false;
}

static bool is_better(const candidate *a, const candidate *b)
{
	return a->edits != b->edits ? a->edits < b->edits : a->frequency > b->frequency;
}

/* Put it in its place among the best; what falls off the end is forgotten. */
static void keep(search *s, const candidate *found)
{
	size_t at = s->n;
	while (at > 0 && is_better(found, &s->best[at - 1]))
		at--;
	if (at == WIRE_SPELLINGS_MAX)
		return;
	s->n += s->n < WIRE_SPELLINGS_MAX;
	memmove(&s->best[at + 1], &s->best[at], (s->n - at - 1) * sizeof *found);
	s->best[at] = *found;
}

static wire_status visit(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	search *s = payload;
	wire_str form = wire_str_slice(term, strlen(s->prefix), term.len);
	(void)err;
	if (wire_budget_walked(s->engine->budget))
		return WIRE_END;
	if (form.len == 0 || form.len > WIRE_SPELL_MAX ||
		(form.data[0] >= 'A' && form.data[0] <= 'Z') || (s->words && has_digit(form)))
		return WIRE_OK;
	candidate found = {.len = form.len, .frequency = frequency};
	found.edits = wire_spell_edits(s->form, form, s->limit);
	if (found.edits == 0 || found.edits > s->limit)
		return WIRE_OK;
	memcpy(found.text, form.data, form.len);
	keep(s, &found);
	return WIRE_OK;
}

static wire_status walk_under(search *s, wire_str start, wire_error *err)
{
	wire_buf term;
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_status status = wire_term_make(&term, "", s->prefix, start);
	if (status != WIRE_OK)
		wire_fail(err, status, "%s", wire_status_text(status));
	else
		status = wire_reader_terms(s->engine->reader, wire_buf_view(&term), visit, s, err);
	wire_buf_release(&term);
	return status;
}

/* Words whose first letter is not that of the form: another one, one more, one less, or a swap. */
static wire_status walk_other_first(search *s, wire_error *err)
{
	wire_str form = s->form;
	const char swapped[] = {form.data[1], form.data[0]};
	wire_status status = walk_under(s, wire_str_slice(form, 1, 3), err);
	if (status == WIRE_OK)
		status = walk_under(s, (wire_str){swapped, sizeof swapped}, err);
	for (char letter = 'a'; letter <= 'z' && status == WIRE_OK; letter++) {
		const char instead[] = {letter, form.data[1], form.data[2]};
		const char before[] = {letter, form.data[0], form.data[1]};
		if (letter == form.data[0])
			continue;
		status = walk_under(s, (wire_str){instead, sizeof instead}, err);
		if (status == WIRE_OK)
			status = walk_under(s, (wire_str){before, sizeof before}, err);
	}
	return status;
}

static wire_status take(wire_list *out, const search *s, wire_error *err)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < s->n && status == WIRE_OK; i++) {
		wire_str text;
		status = wire_arena_copy(
			&text, s->engine->arena, (wire_str){s->best[i].text, s->best[i].len});
		if (status == WIRE_OK && !wire_list_has(out, text))
			status = wire_list_push(out, s->engine->arena, text);
	}
	return status == WIRE_OK ? status : wire_fail(err, status, "%s", wire_status_text(status));
}

wire_status wire_spelling_suggest(wire_list *out, const wire_engine *engine,
	const wire_field *field, wire_str form, wire_error *err)
{
	search s = {.engine = engine, .prefix = field->prefix, .form = form, .words = true};
	*out = (wire_list){0};
	if (form.len < SHORTEST || form.len > WIRE_SPELL_MAX || has_digit(form))
		return WIRE_OK;
	s.limit = form.len >= TWO_EDITS ? 2 : 1;
	wire_status status = walk_under(&s, wire_str_slice(form, 0, 2), err);
	if (status != WIRE_OK || s.n > 0)
		return status == WIRE_OK ? take(out, &s, err) : status;
	/* The few of other first letters come before the many of this one, which may end the walk.
	 */
	s.limit = form.len >= LONG_WORD ? 2 : 1;
	status = walk_other_first(&s, err);
	s.limit = form.len >= TWO_EDITS ? 2 : 1;
	if (status == WIRE_OK)
		status = walk_under(&s, wire_str_slice(form, 0, 1), err);
	return status == WIRE_OK ? take(out, &s, err) : status;
}

/* ---- values ---- */

/* Languages by what English calls them, for those whose code does not begin so. */
static const struct {
	const char *name, *code;
} LANGUAGES[] = {
	{"arabic", "ar"},
	{"chinese", "zh"},
	{"czech", "cs"},
	{"dutch", "nl"},
	{"english", "en"},
	{"french", "fr"},
	{"german", "de"},
	{"greek", "el"},
	{"hebrew", "he"},
	{"hindi", "hi"},
	{"indonesian", "id"},
	{"italian", "it"},
	{"japanese", "ja"},
	{"korean", "ko"},
	{"persian", "fa"},
	{"polish", "pl"},
	{"portuguese", "pt"},
	{"russian", "ru"},
	{"spanish", "es"},
	{"swedish", "sv"},
	{"turkish", "tr"},
	{"ukrainian", "uk"},
	{"vietnamese", "vi"},
};

static wire_status add_language(wire_list *out, const wire_engine *engine, wire_str name)
{
	for (size_t i = 0; i < sizeof LANGUAGES / sizeof LANGUAGES[0]; i++)
		if (wire_str_equal(name, wire_str_from(LANGUAGES[i].name)))
			return wire_list_push(out, engine->arena, wire_str_from(LANGUAGES[i].code));
	return WIRE_OK;
}

wire_status wire_value_suggest(wire_list *out, const wire_engine *engine, const wire_field *field,
	wire_str value, wire_error *err)
{
	wire_str folded;
	*out = (wire_list){0};
	assert(field->kind == WIRE_KIND_EXACT);
	wire_status status = wire_text_fold_copy(&folded, engine->arena, value);
	if (status == WIRE_OK && field->id == WIRE_FIELD_LANG)
		status = add_language(out, engine, folded);
	if (status != WIRE_OK)
		return wire_fail(err, status, "%s", wire_status_text(status));
	search s = {.engine = engine, .prefix = field->exact, .form = folded};
	s.limit = folded.len >= TWO_EDITS ? 2 : 1;
	if (folded.len >= SHORTEST && folded.len <= WIRE_SPELL_MAX && field->id != WIRE_FIELD_ID)
		status = walk_under(&s, WIRE_STR(""), err);
	return status == WIRE_OK ? take(out, &s, err) : status;
}

/* ---- capitals ---- */

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

wire_status wire_spelling_dress(wire_str *out, wire_arena *arena, wire_str spelling, wire_str typed)
{
	size_t capitals = 0, letters = 0;
	*out = (wire_str){NULL, 0};
	for (size_t i = 0; i < typed.len; i++) {
		capitals += is_capital(typed.data[i]);
		letters +=
			is_capital(typed.data[i]) || (typed.data[i] >= 'a' && typed.data[i] <= 'z');
	}
	bool first = typed.len > 0 && is_capital(typed.data[0]);
	bool all = capitals > 1 && capitals == letters;
	char *text = wire_arena_alloc(arena, spelling.len + 1);
	if (text == NULL)
		return WIRE_ENOMEM;
	for (size_t i = 0; i < spelling.len; i++) {
		char c = spelling.data[i];
		bool raise = c >= 'a' && c <= 'z' && (all || (first && i == 0));
		text[i] = raise ? (char)(c - 'a' + 'A') : c;
	}
	text[spelling.len] = '\0';
	*out = (wire_str){text, spelling.len};
	return WIRE_OK;
}
