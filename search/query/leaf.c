/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/leaf.h"

#include <stdint.h>
#include <string.h>

#include "search/query/compound.h"
#include "search/query/fields.h"
#include "search/query/foreign.h"
#include "wire/text.h"
#include "wire/token.h"

/* What is being read: the leaf's text and where it stands. */
typedef struct reading {
	const wire_parse_context *ctx;
	const wire_field *field;
	wire_str text;
	size_t start, end; /* of the whole lexeme */
	size_t text_start; /* of `text` */
	bool phrase;       /* in quotes */
	wire_error *err;
	bool hyphened; /* between each two of the words read is one hyphen and nothing else */
} reading;

static wire_status new_leaf(wire_node **out, const reading *r, wire_node_kind kind)
{
	*out = wire_node_new(r->ctx->arena, kind, r->start, r->end);
	if (*out == NULL)
		return wire_fail(r->err, WIRE_ENOMEM, "out of memory");
	(*out)->field = r->field;
	(*out)->text = r->text;
	return WIRE_OK;
}

static bool is_hyphen(wire_str text)
{
	return wire_str_equal(text, WIRE_STR("-")) || wire_str_equal(text, WIRE_STR("\u2010")) ||
	       wire_str_equal(text, WIRE_STR("\u2011"));
}

/* Would the form, printed, be read as itself? Folding makes some that are not, such as a phrase of
 * one sign; and a sentence's end is none. */
static wire_status is_stable(bool *out, wire_tokenizer *tokenizer, wire_str form)
{
	wire_token token;
	size_t n = 0;
	wire_status status;
	*out = true;
	wire_tokenizer_start(tokenizer, form);
	while ((status = wire_token_next(&token, tokenizer)) == WIRE_OK)
		*out = *out && n++ == 0 && wire_str_equal(token.form, form);
	*out = *out && n == 1;
	return status == WIRE_END ? WIRE_OK : status;
}

/* A joined twin: the form that comes next and the one behind it are one word. */
static wire_status note_hyphen(wire_node *leaf, const reading *r)
{
	if (leaf->hyphens == NULL)
		leaf->hyphens = wire_arena_calloc(r->ctx->arena, r->text.len, sizeof(bool));
	if (leaf->hyphens == NULL)
		return WIRE_ENOMEM;
	leaf->hyphens[leaf->forms.len] = true;
	return WIRE_OK;
}

/* The folded forms of the text into the leaf; `capital` is the last one's. */
static wire_status read_forms(wire_node *leaf, reading *r)
{
	wire_token token;
	size_t end = 0;
	bool stable = true;
	wire_tokenizer *tokenizer = wire_tokenizer_new();
	wire_status status = tokenizer == NULL ? WIRE_ENOMEM : WIRE_OK;
	r->hyphened = true;
	if (tokenizer != NULL)
		wire_tokenizer_start(tokenizer, r->text);
	while (status == WIRE_OK && (status = wire_token_next(&token, tokenizer)) == WIRE_OK) {
		wire_str form;
		if (token.joined) {
			if (wire_field_is_stemmed(r->field))
				status = note_hyphen(leaf, r);
			continue;
		}
		leaf->capital = token.capital;
		r->hyphened &= leaf->forms.len == 0 ||
			       is_hyphen(wire_str_slice(r->text, end, token.start));
		end = token.end;
		status = wire_arena_copy(&form, r->ctx->arena, token.form);
		if (status == WIRE_OK)
			status = wire_list_push(&leaf->forms, r->ctx->arena, form);
	}
	status = status == WIRE_END ? WIRE_OK : status;
	for (size_t i = 0; i < leaf->forms.len && status == WIRE_OK; i++) {
		status = is_stable(&stable, tokenizer, leaf->forms.items[i]);
		leaf->as_typed = leaf->as_typed || !stable;
	}
	wire_tokenizer_free(tokenizer);
	return status == WIRE_OK ? status : wire_fail(r->err, status, "out of memory");
}

static wire_status fail_whole(const reading *r, const char *message)
{
	return wire_fail_at(r->err, WIRE_EQUERY, r->start, r->end - r->start, "%s", message);
}

/* ---- words ---- */

/* Marks that other search programs know and this one does not: said, not dropped. */
static wire_status check_marks(const reading *r, bool phrase)
{
	for (size_t i = 0; i < r->text.len; i++) {
		char c = r->text.data[i];
		size_t at = r->text_start + i;
		bool last = i + 1 == r->text.len;
		if (c == '*' && phrase)
			return wire_fail_at(
				r->err, WIRE_EQUERY, at, 1, "'*' cannot stand inside quotes");
		if (c == '*' && !last)
			return wire_fail_at(r->err, WIRE_EQUERY, at, 1,
				"'*' can only stand at the end of a word, as in taiw*");
		if (phrase)
			continue;
		if (c == '?' && i > 0 && !last && r->text.data[i + 1] != '?')
			return wire_fail_at(
				r->err, WIRE_EQUERY, at, 1, "'?' for one letter is not supported");
		if (c == '^')
			return wire_fail_at(r->err, WIRE_EQUERY, at, 1, "'^' is not supported");
		if (c == '~')
			return wire_fail_at(r->err, WIRE_EQUERY, at, 1,
				"'~' is not supported: for words close together write NEAR/5");
	}
	return WIRE_OK;
}

static wire_status read_prefix(wire_node **out, reading *r)
{
	r->text.len--;
	wire_status status = new_leaf(out, r, WIRE_NODE_PREFIX);
	if (status == WIRE_OK)
		status = read_forms(*out, r);
	if (status != WIRE_OK)
		return status;
	if ((*out)->forms.len != 1)
		return fail_whole(r, "'*' needs one word before it");
	return WIRE_OK;
}

/* `=taxes`, `=US`. */
static wire_status read_exact(wire_node **out, reading *r)
{
	if (wire_str_ends(r->text, WIRE_STR("*")))
		return fail_whole(r, "'=' wants one form and '*' all that begin so: leave one out");
	r->text = wire_str_slice(r->text, 1, r->text.len);
	r->text_start++;
	wire_status status = new_leaf(out, r, WIRE_NODE_EXACT);
	if (status == WIRE_OK)
		status = read_forms(*out, r);
	if (status != WIRE_OK)
		return status;
	if ((*out)->forms.len == 0)
		return fail_whole(r, "'=' needs a word behind it");
	if ((*out)->forms.len > 1)
		(*out)->kind = WIRE_NODE_PHRASE;
	(*out)->capital = (*out)->capital && (*out)->forms.len == 1;
	return WIRE_OK;
}

/* Words by their tokens: one is a word, several (10:30) stand side by side; hyphens: compound.h. */
static wire_status read_words(wire_node **out, reading *r)
{
	wire_status status = check_marks(r, r->phrase);
	if (status == WIRE_OK && !r->phrase)
		status = wire_foreign_check(r->text, r->text_start, r->err);
	if (status == WIRE_OK && !r->phrase && r->text.len > 1 && r->text.data[0] == '=')
		return read_exact(out, r);
	if (status == WIRE_OK && !r->phrase && r->text.len > 1 &&
		wire_str_ends(r->text, WIRE_STR("*")))
		return read_prefix(out, r);
	if (status == WIRE_OK)
		status = new_leaf(out, r, WIRE_NODE_PHRASE);
	if (status == WIRE_OK)
		status = read_forms(*out, r);
	if (status != WIRE_OK)
		return status;
	(*out)->capital = false;
	if ((*out)->forms.len == 0)
		return wire_fail_at(r->err, WIRE_EQUERY, r->start, r->end - r->start,
			"nothing to search for in '" WIRE_FMT "'",
			WIRE_ARG(wire_utf8_cut(r->text, 40)));
	if ((*out)->forms.len > 1 && !r->phrase && r->hyphened && wire_field_is_stemmed(r->field)) {
		bool twin = (*out)->hyphens != NULL;
		(*out)->hyphens = NULL;
		status = wire_compound_make(*out, twin, r->ctx->arena);
		return status == WIRE_OK ? status : wire_fail(r->err, status, "out of memory");
	}
	if ((*out)->forms.len == 1)
		(*out)->kind = r->phrase ? WIRE_NODE_EXACT : WIRE_NODE_WORD;
	return WIRE_OK;
}

/* ---- values ---- */

static wire_status read_country(wire_node **out, reading *r)
{
	wire_str code = {NULL, 0};
	wire_status status = WIRE_OK;
	if (r->ctx->countries != NULL)
		status = wire_country_code(&code, r->ctx->countries, r->text);
	if (status != WIRE_OK)
		return wire_fail(r->err, status, "out of memory");
	if (code.len == 0) {
		wire_error reason = {0};
		status = wire_country_unknown(r->ctx->countries, r->text, r->ctx->arena, &reason);
		return wire_fail_at(
			r->err, status, r->start, r->end - r->start, "%s", reason.message);
	}
	status = new_leaf(out, r, WIRE_NODE_VALUE);
	if (status != WIRE_OK)
		return status;
	status = wire_arena_copy(&(*out)->value, r->ctx->arena, code);
	return status == WIRE_OK ? status : wire_fail(r->err, status, "out of memory");
}

static wire_status read_date(wire_node **out, reading *r)
{
	wire_error reason = {0};
	wire_status status = new_leaf(out, r, WIRE_NODE_PERIOD);
	if (status != WIRE_OK)
		return status;
	status = wire_period_parse(
		&(*out)->period, &(*out)->yearless, r->text, r->ctx->today, &reason);
	if (status == WIRE_EQUERY)
		return wire_fail_at(r->err, WIRE_EQUERY, r->text_start + reason.offset,
			reason.length, "%s", reason.message);
	return status;
}

static wire_status read_value(wire_node **out, reading *r)
{
	if (!r->phrase && wire_str_ends(r->text, WIRE_STR("*")))
		return fail_whole(r, "this field takes whole values, not their beginning: no '*'");
	wire_error reason = {.message = ""};
	wire_str value = wire_str_trim(r->text);
	if (wire_field_check(&value, r->field, &reason) != WIRE_OK)
		return fail_whole(r, reason.message);
	wire_status status = new_leaf(out, r, WIRE_NODE_VALUE);
	if (status == WIRE_OK)
		(*out)->value = value;
	return status;
}

wire_status wire_leaf_read(wire_node **out, const wire_field *field, const wire_lexeme *lexeme,
	const wire_parse_context *ctx, wire_error *err)
{
	bool phrase = lexeme->kind == WIRE_LEX_PHRASE;
	reading r = {.ctx = ctx,
		.field = field,
		.text = lexeme->text,
		.start = lexeme->start,
		.end = lexeme->end,
		.phrase = phrase,
		.err = err};
	/* A curly quote is three bytes; the text stands in the middle. */
	r.text_start = phrase ? lexeme->end - (lexeme->end - lexeme->start - lexeme->text.len) / 2 -
					lexeme->text.len
			      : lexeme->start;
	*out = NULL;
	if (wire_str_trim(lexeme->text).len == 0)
		return fail_whole(&r, "there is nothing between the quotes");
	switch (field->kind) {
	case WIRE_KIND_TEXT:
	case WIRE_KIND_WORDS:
	case WIRE_KIND_NAMES:
		return read_words(out, &r);
	case WIRE_KIND_COUNTRY:
		return read_country(out, &r);
	case WIRE_KIND_DATE:
		return read_date(out, &r);
	case WIRE_KIND_EXACT:
		return read_value(out, &r);
	}
	return WIRE_EINVAL;
}
