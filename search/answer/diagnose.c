/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/answer/diagnose.h"

#include <stdint.h>
#include <string.h>

#include "search/answer/facets.h"
#include "search/answer/request.h"
#include "search/engine/joined.h"
#include "search/engine/suggest.h"
#include "wire/token.h"

static wire_status out_of_memory(wire_error *err)
{
	return wire_fail(err, WIRE_ENOMEM, "%s", wire_status_text(WIRE_ENOMEM));
}

/* ---- parts ---- */

/* A filter as it may be typed: `person:"Qin Gang"` would be the query of a phrase, and find others.
 */
static wire_status name_filter(
	wire_part *part, const wire_filter *filter, wire_arena *arena, wire_error *err)
{
	wire_status status = wire_arena_print(&part->text, arena, "%s=" WIRE_FMT,
		wire_filter_name(filter->field), WIRE_ARG(filter->value));
	return status == WIRE_OK ? status : out_of_memory(err);
}

/* Count a part of the query, or a filter (of which `node` is the tree; else NULL). */
static wire_status add_part(
	wire_inquiry *inquiry, const wire_node *node, const wire_filter *filter, wire_error *err)
{
	wire_part *part = &inquiry->out->parts[inquiry->out->n_parts];
	wire_arena *arena = inquiry->engine.arena;
	wire_query *query = NULL;
	wire_status status = filter != NULL
				     ? name_filter(part, filter, arena, err)
				     : wire_searcher_canonical(&part->text, node, arena, err);
	if (status == WIRE_OK)
		status = wire_inquiry_compile(&query, inquiry, node, err);
	if (status == WIRE_OK)
		status = wire_reader_match_count(
			&part->count, inquiry->searcher->reader, query, err);
	wire_query_free(query);
	inquiry->out->n_parts += status == WIRE_OK;
	return status;
}

/* Part `i` of a query whose parts must all hold; what a NOT takes away is the part `NOT b`. */
static wire_node *part_of(const wire_node *root, size_t i, wire_arena *arena)
{
	wire_node *kid = root->kids[i];
	if (root->kind != WIRE_NODE_NOT || i == 0)
		return kid;
	wire_node *part = wire_node_new(arena, WIRE_NODE_NOT, kid->start, kid->end);
	wire_node *all = wire_node_new(arena, WIRE_NODE_ALL, kid->start, kid->start);
	wire_node **kids = wire_arena_calloc(arena, 2, sizeof(wire_node *));
	if (part == NULL || all == NULL || kids == NULL)
		return NULL;
	kids[0] = all;
	kids[1] = kid;
	part->kids = kids;
	part->n_kids = 2;
	return part;
}

/* The parts that are ANDed, then the filters: as many as are counted. */
static wire_status add_parts(wire_inquiry *inquiry, wire_error *err)
{
	const wire_node *root = inquiry->root;
	const wire_request *request = inquiry->request;
	wire_result *out = inquiry->out;
	wire_arena *arena = inquiry->engine.arena;
	bool several = root->kind == WIRE_NODE_AND || root->kind == WIRE_NODE_NOT;
	size_t n_kids = several ? root->n_kids : 1, n = n_kids + request->n_filters;
	wire_status status = WIRE_OK;
	out->parts = wire_arena_calloc(arena, WIRE_BUDGET_PARTS, sizeof *out->parts);
	if (out->parts == NULL)
		return out_of_memory(err);
	for (size_t i = 0; i < n && status == WIRE_OK; i++) {
		if (out->n_parts == WIRE_BUDGET_PARTS)
			return wire_inquiry_note(inquiry, err,
				"only the first %u of %zu parts were counted by themselves",
				WIRE_BUDGET_PARTS, n);
		const wire_filter *filter = i >= n_kids ? &request->filters[i - n_kids] : NULL;
		const wire_node *part = filter != NULL ? wire_filter_node(request, filter, arena)
					: several      ? part_of(root, i, arena)
						       : root;
		if (part == NULL)
			status = out_of_memory(err);
		else if (part->kind != WIRE_NODE_ALL)
			status = add_part(inquiry, part, filter, err);
	}
	return status;
}

/* ---- spellings ---- */

/* A word of the query that no story has, and what may have been meant. */
typedef struct correction {
	size_t start, end; /* bytes of the query */
	wire_list better;  /* best first; never empty */
} correction;

typedef struct corrector {
	wire_inquiry *inquiry;
	wire_str query;
	correction words[WIRE_BUDGET_WORDS];
	size_t n;
} corrector;

/* Does no story have this term? */
static wire_status is_unknown(bool *out, const corrector *c, const char *mark, const char *prefix,
	wire_str text, wire_error *err)
{
	wire_buf term;
	uint32_t stories = 0;
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_status status = wire_term_make(&term, mark, prefix, text);
	if (status != WIRE_OK)
		wire_fail(err, status, "%s", wire_status_text(status));
	else
		status = wire_reader_frequency(
			&stories, c->inquiry->searcher->reader, wire_buf_view(&term), err);
	wire_buf_release(&term);
	*out = stories == 0;
	return status;
}

/* Is no form of the word in any story (of a phrase: not the word as it stands)? */
static wire_status is_missing(
	bool *out, const corrector *c, const wire_node *leaf, wire_str form, wire_error *err)
{
	wire_str stem = form;
	bool any = leaf->kind == WIRE_NODE_WORD && wire_field_is_stemmed(leaf->field);
	wire_status status = WIRE_OK;
	if (any)
		status = wire_stem(&stem, c->inquiry->searcher->stemmer, form);
	if (status == WIRE_OK)
		status = wire_arena_copy(&stem, c->inquiry->engine.arena, stem);
	if (status != WIRE_OK)
		return out_of_memory(err);
	status = is_unknown(out, c, "", leaf->field->prefix, stem, err);
	if (status == WIRE_OK && *out && any)
		status = is_unknown(out, c, "Z", leaf->field->prefix, stem, err);
	return status;
}

static wire_status add_correction(
	corrector *c, size_t start, size_t end, const wire_list *spellings, wire_error *err)
{
	wire_arena *arena = c->inquiry->engine.arena;
	wire_str typed = wire_str_slice(c->query, start, end), dressed;
	correction *word = &c->words[c->n];
	*word = (correction){.start = start, .end = end};
	for (size_t i = 0; i < spellings->len; i++) {
		wire_status status =
			wire_spelling_dress(&dressed, arena, spellings->items[i], typed);
		if (status == WIRE_OK)
			status = wire_list_push(&word->better, arena, dressed);
		if (status != WIRE_OK)
			return out_of_memory(err);
	}
	c->n += word->better.len > 0;
	return WIRE_OK;
}

static wire_status correct_word(corrector *c, const wire_node *leaf, wire_str form, size_t start,
	size_t end, wire_error *err)
{
	wire_list spellings;
	bool missing;
	wire_status status = is_missing(&missing, c, leaf, form, err);
	if (status != WIRE_OK || !missing)
		return status;
	status = wire_spelling_suggest(&spellings, &c->inquiry->engine, leaf->field, form, err);
	return status == WIRE_OK ? add_correction(c, start, end, &spellings, err) : status;
}

/* The words of a leaf, in place: what stands around them (a field, quotes) stays as typed. */
static wire_status correct_words(corrector *c, const wire_node *leaf, size_t base, wire_error *err)
{
	wire_tokenizer *tokenizer = c->inquiry->searcher->tokenizer;
	wire_token token;
	wire_str form;
	wire_status status = WIRE_OK;
	wire_tokenizer_start(tokenizer, leaf->text);
	while (status == WIRE_OK && c->n < WIRE_BUDGET_WORDS) {
		status = wire_token_next(&token, tokenizer);
		if (status == WIRE_OK && (token.joined || token.stop))
			continue;
		if (status == WIRE_OK)
			status = wire_arena_copy(&form, c->inquiry->engine.arena, token.form);
		if (status == WIRE_END)
			return WIRE_OK;
		if (status != WIRE_OK)
			return out_of_memory(err);
		status = correct_word(c, leaf, form, base + token.start, base + token.end, err);
	}
	return status;
}

static wire_status correct_value(corrector *c, const wire_node *leaf, size_t base, wire_error *err)
{
	wire_buf term;
	uint32_t stories = 0;
	wire_list spellings;
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_status status = wire_term_exact(&term, leaf->field, leaf->value);
	if (status != WIRE_OK)
		wire_fail(err, status, "%s", wire_status_text(status));
	else
		status = wire_reader_frequency(
			&stories, c->inquiry->searcher->reader, wire_buf_view(&term), err);
	wire_buf_release(&term);
	if (status != WIRE_OK || stories > 0)
		return status;
	status = wire_value_suggest(&spellings, &c->inquiry->engine, leaf->field, leaf->value, err);
	return status == WIRE_OK ? add_correction(c, base, base + leaf->text.len, &spellings, err)
				 : status;
}

/* Where the text of a leaf stands in the query; false for one that is not written there. */
static bool find_base(size_t *out, const corrector *c, const wire_node *leaf)
{
	uintptr_t text = (uintptr_t)leaf->text.data, query = (uintptr_t)c->query.data;
	bool within = leaf->text.data != NULL && text >= query &&
		      text + leaf->text.len <= query + c->query.len;
	*out = within ? text - query : 0;
	return within;
}

/* Words in the order of the query; those under NOT are not wanted, so not missed. */
static wire_status correct(corrector *c, const wire_node *node, wire_error *err)
{
	wire_status status = WIRE_OK;
	size_t base = 0;
	if (node->n_kids == 0 && !find_base(&base, c, node))
		return WIRE_OK;
	if (node->kind == WIRE_NODE_WORD || node->kind == WIRE_NODE_PHRASE)
		return correct_words(c, node, base, err);
	if (node->kind == WIRE_NODE_VALUE && node->field->kind == WIRE_KIND_EXACT)
		return correct_value(c, node, base, err);
	size_t n = node->kind == WIRE_NODE_NOT ? 1 : node->n_kids;
	for (size_t i = 0; i < n && status == WIRE_OK && c->n < WIRE_BUDGET_WORDS; i++)
		status = correct(c, node->kids[i], err);
	return status;
}

/* ---- the suggestion ---- */

/* The query with spelling choice[i] of its word i. */
static wire_status rewrite(wire_str *out, const corrector *c, const size_t *choice)
{
	wire_buf text;
	size_t done = 0;
	wire_buf_init(&text, 4 * WIRE_QUERY_BYTES_MAX);
	for (size_t i = 0; i < c->n; i++) {
		wire_buf_str(&text, wire_str_slice(c->query, done, c->words[i].start));
		wire_buf_str(&text, c->words[i].better.items[choice[i]]);
		done = c->words[i].end;
	}
	wire_buf_str(&text, wire_str_slice(c->query, done, c->query.len));
	wire_status status = wire_buf_status(&text);
	if (status == WIRE_OK)
		status = wire_arena_copy(out, c->inquiry->engine.arena, wire_buf_view(&text));
	wire_buf_release(&text);
	return status;
}

/* Run the rewritten query whole; what finds something is the suggestion. */
static wire_status try_query(const corrector *c, wire_str text, wire_error *err)
{
	wire_inquiry *inquiry = c->inquiry;
	wire_query *query = NULL, *filtered = NULL;
	wire_node *root;
	uint32_t total = 0;
	wire_status status = wire_inquiry_parse(
		&root, NULL, inquiry->searcher, inquiry->request, text, inquiry->engine.arena, err);
	if (status == WIRE_EQUERY)
		return WIRE_OK; /* a spelling that means something to the language */
	if (status == WIRE_OK)
		status = wire_joined_find(root, &inquiry->engine, err);
	if (status == WIRE_OK)
		status = wire_inquiry_compile(&query, inquiry, root, err);
	if (status == WIRE_OK)
		status = wire_filters_apply(&filtered, inquiry, query, NULL, err);
	if (status == WIRE_OK)
		status = wire_reader_match_count(&total, inquiry->searcher->reader, filtered, err);
	wire_query_free(filtered);
	wire_query_free(query);
	if (status == WIRE_OK && total > 0) {
		inquiry->out->suggestion = text;
		inquiry->out->suggestion_total = total;
	}
	return status;
}

/* The likeliest spelling of every word, then another of each by itself. */
static wire_status suggest(const corrector *c, wire_error *err)
{
	unsigned tries = 0;
	wire_status status = WIRE_OK;
	for (size_t rank = 0; rank < WIRE_SPELLINGS_MAX; rank++)
		for (size_t i = 0; i < c->n; i++) {
			size_t choice[WIRE_BUDGET_WORDS] = {0};
			wire_str text;
			choice[i] = rank;
			if ((rank == 0 && i > 0) || rank >= c->words[i].better.len)
				continue;
			if (tries++ == WIRE_BUDGET_TRIES)
				return WIRE_OK;
			if (rewrite(&text, c, choice) != WIRE_OK)
				return out_of_memory(err);
			status = try_query(c, text, err);
			if (status != WIRE_OK || c->inquiry->out->suggestion_total > 0)
				return status;
		}
	return WIRE_OK;
}

/* A reader who trusts "nothing found" must know when a story that was killed says it. */
static wire_status tell_hidden(const wire_inquiry *inquiry, wire_error *err)
{
	wire_inquiry all = *inquiry;
	wire_query *query = NULL, *filtered = NULL;
	uint32_t stories = 0;
	if (inquiry->shown.all)
		return WIRE_OK;
	all.shown = (wire_shown){.all = true};
	wire_status status = wire_inquiry_compile(&query, &all, all.root, err);
	if (status == WIRE_OK)
		status = wire_filters_apply(&filtered, &all, query, NULL, err);
	if (status == WIRE_OK)
		status =
			wire_reader_match_count(&stories, inquiry->searcher->reader, filtered, err);
	wire_query_free(filtered);
	wire_query_free(query);
	if (status != WIRE_OK || stories == 0)
		return status;
	return wire_inquiry_note(inquiry, err,
		"%u %s it, canceled or withheld: add status:canceled or status:withheld", stories,
		stories == 1 ? "story has" : "stories have");
}

wire_status wire_diagnose(wire_inquiry *inquiry, wire_error *err)
{
	corrector c = {.inquiry = inquiry, .query = inquiry->request->query};
	wire_error told = {0};
	wire_status status = add_parts(inquiry, &told);
	if (status == WIRE_OK)
		status = correct(&c, inquiry->root, &told);
	if (status == WIRE_OK)
		status = suggest(&c, &told);
	if (status == WIRE_OK)
		status = tell_hidden(inquiry, &told);
	/* That nothing was found stands; what it would have cost to say why is not paid. */
	if (status == WIRE_ETIME || status == WIRE_EQUERY)
		return wire_inquiry_note(
			inquiry, err, "why nothing was found is not all told: %s", told.message);
	if (status != WIRE_OK && err != NULL)
		*err = told;
	return status;
}
