/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/store/document.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/store/postings.h"
#include "wire/date.h"
#include "wire/schema.h"
#include "wire/stem.h"
#include "wire/text.h"
#include "wire/token.h"

/* A slot a field at most, and the time. */
enum { VALUES_MAX = WIRE_FIELD_COUNT + 1 };

struct wire_document_maker {
	wire_tokenizer *tokenizer;
	wire_stemmer *stemmer;
	wire_buf term;   /* the term being made */
	wire_buf value;  /* the slot value being made */
	wire_buf record; /* the story as JSON */
};

/* What filling one document needs at hand. */
typedef struct filler {
	wire_document_maker *maker;
	wire_postings postings;
	wire_value *values;
	size_t n_values;
	wire_arena *arena;
} filler;

wire_status wire_document_maker_new(wire_document_maker **out, wire_error *err)
{
	*out = NULL;
	wire_document_maker *maker = calloc(1, sizeof *maker);
	if (maker == NULL)
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	wire_buf_init(&maker->term, WIRE_TERM_MAX);
	wire_buf_init(&maker->value, WIRE_STORY_MAX);
	wire_buf_init(&maker->record, WIRE_STORY_MEMORY_MAX);
	maker->tokenizer = wire_tokenizer_new();
	wire_status status = maker->tokenizer == NULL
				     ? wire_fail(err, WIRE_ENOMEM, "out of memory")
				     : wire_stemmer_new(&maker->stemmer, NULL, err);
	if (status == WIRE_OK)
		*out = maker;
	else
		wire_document_maker_free(maker);
	return status;
}

void wire_document_maker_free(wire_document_maker *maker)
{
	if (maker == NULL)
		return;
	wire_tokenizer_free(maker->tokenizer);
	wire_stemmer_free(maker->stemmer);
	wire_buf_release(&maker->term);
	wire_buf_release(&maker->value);
	wire_buf_release(&maker->record);
	free(maker);
}

/* The entry of a word's term; NULL when out of memory. */
static wire_term_entry *entry_for(
	filler *f, const char *mark, const wire_field *field, wire_str text)
{
	if (wire_term_make(&f->maker->term, mark, field->prefix, text) != WIRE_OK)
		return NULL;
	return wire_postings_get(&f->postings, wire_buf_view(&f->maker->term));
}

/* The entries that follow from a form's own: its stem, and its twin in capitals. */
static wire_status link_entries(
	filler *f, wire_term_entry *form, const wire_field *field, const wire_token *token)
{
	wire_str stem;
	if (!form->stem_known && wire_field_is_stemmed(field)) {
		wire_status status = wire_stem(&stem, f->maker->stemmer, token->form);
		if (status != WIRE_OK)
			return status;
		if (!wire_str_equal(stem, token->form) &&
			(form->stem = entry_for(f, "Z", field, stem)) == NULL)
			return WIRE_ENOMEM;
		form->stem_known = true;
	}
	if (token->capital && form->capital == NULL &&
		(form->capital = entry_for(f, "K", field, token->form)) == NULL)
		return WIRE_ENOMEM;
	return WIRE_OK;
}

/* Put one token under a field: its form at its position, its stem, its capitals. */
static wire_status add_token(filler *f, const wire_field *field, const wire_token *token,
	uint32_t position, uint32_t weight)
{
	wire_term_entry *form = entry_for(f, "", field, token->form);
	wire_status status = form == NULL ? WIRE_ENOMEM : link_entries(f, form, field, token);
	if (status != WIRE_OK)
		return status;
	form->frequency += weight;
	if (form->stem != NULL)
		form->stem->frequency += weight;
	if (token->capital)
		form->capital->frequency += weight;
	return wire_postings_position(&f->postings, form, position);
}

/*
 * Two words with a hyphen between, by the stem of the two as one. They count as words by themselves
 * already, so the twin has no frequency: a story is no longer for its hyphens.
 */
static wire_status add_twin(filler *f, const wire_field *field, const wire_token *token)
{
	wire_str stem;
	wire_buf *term = &f->maker->term;
	wire_status status = wire_stem(&stem, f->maker->stemmer, token->form);
	if (status == WIRE_OK)
		status = wire_term_twin(term, field, stem, token->split);
	if (status == WIRE_OK && wire_postings_get(&f->postings, wire_buf_view(term)) == NULL)
		status = WIRE_ENOMEM;
	return status;
}

/* The end of a sentence: a place, and no word that counts. */
static wire_status add_stop(filler *f, const wire_field *field, uint32_t position)
{
	wire_term_entry *stop = entry_for(f, "", field, WIRE_STR(WIRE_TOKEN_STOP));
	return stop == NULL ? WIRE_ENOMEM : wire_postings_position(&f->postings, stop, position);
}

/* Index `text` under `field` from position *base on; *base is then past it by WIRE_ZONE_GAP. */
static wire_status add_text(
	filler *f, wire_field_id id, wire_str text, uint32_t *base, uint32_t weight)
{
	const wire_field *field = wire_field_get(id);
	wire_token token;
	uint32_t last = 0;
	bool plain = !wire_field_is_stemmed(field) || wire_text_is_shouted(text);
	wire_tokenizer_start(f->maker->tokenizer, text);
	wire_status status;
	while ((status = wire_token_next(&token, f->maker->tokenizer)) == WIRE_OK) {
		last = *base + token.position;
		token.capital = token.capital && !plain;
		if (token.stop)
			status = add_stop(f, field, last);
		else if (!token.joined)
			status = add_token(f, field, &token, last, weight);
		else if (wire_field_is_stemmed(field) && token.split > 0)
			status = add_twin(f, field, &token);
		if (status != WIRE_OK)
			return status;
	}
	if (status != WIRE_END)
		return status;
	if (last != 0)
		*base = (last / WIRE_ZONE_GAP + 2) * WIRE_ZONE_GAP;
	return WIRE_OK;
}

static wire_status add_boolean(filler *f, wire_str term)
{
	return term.len == 0 || wire_postings_get(&f->postings, term) != NULL ? WIRE_OK
									      : WIRE_ENOMEM;
}

static wire_status add_exact(filler *f, wire_field_id id, wire_str value)
{
	if (value.len == 0)
		return WIRE_OK;
	wire_status status = wire_term_exact(&f->maker->term, wire_field_get(id), value);
	return status == WIRE_OK ? add_boolean(f, wire_buf_view(&f->maker->term)) : status;
}

static wire_status set_slot(filler *f, uint32_t slot, wire_str value)
{
	assert(f->n_values < VALUES_MAX && slot != WIRE_SLOT_NONE);
	wire_value *made = &f->values[f->n_values++];
	made->slot = slot;
	return wire_arena_copy(&made->value, f->arena, value);
}

static wire_status add_value(filler *f, wire_field_id id, wire_str value)
{
	if (value.len == 0)
		return WIRE_OK;
	return set_slot(f, wire_field_get(id)->slot, value);
}

/* A list of whole values: a boolean term each, and one slot that packs them. */
static wire_status add_list(filler *f, wire_field_id id, const wire_list *list)
{
	wire_status status = WIRE_OK;
	wire_buf_clear(&f->maker->value);
	for (size_t i = 0; i < list->len && status == WIRE_OK; i++) {
		if (i > 0)
			wire_buf_putc(&f->maker->value, WIRE_FACET_SEPARATOR);
		wire_buf_str(&f->maker->value, list->items[i]);
		status = add_exact(f, id, list->items[i]);
	}
	if (status == WIRE_OK)
		status = wire_buf_status(&f->maker->value);
	return status == WIRE_OK ? add_value(f, id, wire_buf_view(&f->maker->value)) : status;
}

/* Each text of the list from position *base on, as add_text(). */
static wire_status add_words_of(filler *f, wire_field_id id, const wire_list *list, uint32_t *base)
{
	wire_status status = WIRE_OK;
	for (size_t i = 0; i < list->len && status == WIRE_OK; i++)
		status = add_text(f, id, list->items[i], base, 1);
	return status;
}

/* Month and day, which a date without a year has too: "XMD0614" and "XMD06". */
static wire_status add_yearless(filler *f, wire_date date)
{
	char text[16];
	wire_status status = WIRE_OK;
	int whole = snprintf(text, sizeof text, WIRE_TERM_YEARLESS "%02u%02u",
		(unsigned)date.month % 100, (unsigned)date.day % 100);
	for (int length = whole; length >= whole - 2 && status == WIRE_OK; length -= 2)
		status = add_boolean(f, (wire_str){text, (size_t)length});
	return status;
}

/* Year, month and day terms and the slot; a date without a year has the day's and month's alone. */
static wire_status add_date(filler *f, wire_str text, wire_str issued)
{
	wire_date date;
	char digits[16], key[WIRE_TIME_KEY_SIZE];
	if (!wire_date_parse(&date, text) || date.month == 0 || date.day == 0)
		return WIRE_OK;
	wire_status status = add_yearless(f, date);
	if (status != WIRE_OK || !wire_date_valid(date))
		return status;
	snprintf(digits, sizeof digits, "D%04d%02d%02d", date.year, date.month, date.day);
	wire_time_key(key, date, issued);
	status = set_slot(f, WIRE_SLOT_TIME, wire_str_from(key));
	if (status == WIRE_OK)
		status = add_value(f, WIRE_FIELD_DATE, wire_str_from(digits + 1));
	for (size_t length = 9; length >= 5 && status == WIRE_OK; length -= 2) {
		digits[0] = length == 9 ? 'D' : length == 7 ? 'M' : 'Y';
		status = add_boolean(f, (wire_str){digits, length});
	}
	return status;
}

static wire_status add_facts(filler *f, const wire_story *story)
{
	uint32_t person = 1, place = 1, by = 1, slug = 1;
	const wire_list source = {(wire_str *)&story->source, story->source.len > 0, 0};
	wire_status status = add_exact(f, WIRE_FIELD_ID, story->id);
	if (status == WIRE_OK)
		status = add_date(f, story->date, story->issued);
	if (status == WIRE_OK)
		status = add_list(f, WIRE_FIELD_PERSON, &story->people);
	if (status == WIRE_OK)
		status = add_words_of(f, WIRE_FIELD_PERSON, &story->people, &person);
	/* Words alone: who has no full name in a story is found, and is no value of the facet. */
	if (status == WIRE_OK)
		status = add_words_of(f, WIRE_FIELD_PERSON, &story->surnames, &person);
	if (status == WIRE_OK)
		status = add_list(f, WIRE_FIELD_COUNTRY, &story->countries);
	if (status == WIRE_OK)
		status = add_list(f, WIRE_FIELD_SOURCE, &source);
	if (status == WIRE_OK)
		status = add_exact(f, WIRE_FIELD_LANG, story->language);
	if (status == WIRE_OK)
		status = add_exact(f, WIRE_FIELD_STATUS, story->status);
	if (status == WIRE_OK)
		status = add_exact(f, WIRE_FIELD_ACTION, story->action);
	if (status == WIRE_OK)
		status = add_words_of(f, WIRE_FIELD_PLACE, &story->places, &place);
	if (status == WIRE_OK)
		status = add_words_of(f, WIRE_FIELD_BY, &story->byline, &by);
	return status == WIRE_OK ? add_text(f, WIRE_FIELD_SLUG, story->slug, &slug, 1) : status;
}

/*
 * Headline, places and body share one run of positions, with gaps, so that no phrase spans two of
 * them. The dateline's places count as the story's: who looks for `Wajima` wants what was filed
 * there; who looks for `march` does not want all that was filed in March, nor `AP` all of AP's.
 */
static wire_status add_words(filler *f, const wire_story *story)
{
	uint32_t base = 1, headline = 1;
	wire_status status =
		add_text(f, WIRE_FIELD_BODY, story->headline, &base, WIRE_HEADLINE_WEIGHT);
	for (size_t i = 0; i < story->places.len && status == WIRE_OK; i++)
		status = add_text(f, WIRE_FIELD_BODY, story->places.items[i], &base, 1);
	if (status == WIRE_OK)
		status = add_text(f, WIRE_FIELD_BODY, story->body, &base, 1);
	return status == WIRE_OK ? add_text(f, WIRE_FIELD_HEADLINE, story->headline, &headline, 1)
				 : status;
}

/* All but the id's term and the record. */
static wire_status fill(wire_document *out, filler *f, const wire_story *story)
{
	f->values = wire_arena_calloc(f->arena, VALUES_MAX, sizeof *f->values);
	wire_status status = f->values == NULL ? WIRE_ENOMEM : WIRE_OK;
	if (status == WIRE_OK)
		status = add_words(f, story);
	if (status == WIRE_OK)
		status = add_facts(f, story);
	if (status == WIRE_OK)
		status = wire_postings_list(&out->postings, &out->n_postings, &f->postings);
	out->values = f->values;
	out->n_values = f->n_values;
	return status;
}

wire_status wire_document_make(wire_document *out, wire_document_maker *maker,
	const wire_story *story, const wire_context *ctx, wire_error *err)
{
	*out = (wire_document){0};
	filler f = {.maker = maker, .arena = ctx->arena, .postings = {.arena = ctx->arena}};
	wire_str id = {NULL, 0};
	wire_status status = fill(out, &f, story);
	if (status == WIRE_OK)
		status = wire_term_exact(&maker->term, wire_field_get(WIRE_FIELD_ID), story->id);
	if (status == WIRE_OK)
		status = wire_arena_copy(&id, ctx->arena, wire_buf_view(&maker->term));
	if (status == WIRE_OK) {
		wire_buf_clear(&maker->record);
		status = wire_story_to_json(&maker->record, story);
	}
	if (status != WIRE_OK)
		return wire_fail(
			err, status, "it needs too much memory: %s", wire_status_text(status));
	out->id_term = id;
	out->data = wire_buf_view(&maker->record);
	return WIRE_OK;
}
