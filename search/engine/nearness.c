/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/nearness.h"

#include "search/engine/expand.h"

/*
 * A word's weight is below 2 log(stories) (BM25 with Xapian's k1 of 1), which is 32 for nine
 * million of them: so much a word of the query is more than all its words can differ by.
 */
#define BONUS_PER_WORD 32.0
/* Within so many words: about a clause. */
enum { NEAR_WINDOW = 11 };

/* A word of the query, as what stands for it in a text. */
typedef struct word {
	wire_query *forms; /* an OR of its forms */
	uint64_t postings;
} word;

/* What a match must have of a part, whatever a NOT takes away. */
static const wire_node *wanted(const wire_node *root)
{
	while (root->kind == WIRE_NODE_NOT)
		root = root->kids[0];
	return root;
}

static bool is_plain(const wire_node *node)
{
	return node->kind == WIRE_NODE_WORD && node->field->id == WIRE_FIELD_BODY;
}

static wire_status find_word(word *out, bool *left_out, const wire_node *node,
	const wire_engine *engine, wire_error *err)
{
	wire_forms forms;
	*out = (word){0};
	wire_status status =
		wire_expand_stem(&forms, engine, node->field, node->forms.items[0], err);
	if (status != WIRE_OK)
		return status;
	if (forms.cut || forms.found > forms.len) {
		*left_out = true;
		return WIRE_OK;
	}
	wire_query **parts = wire_arena_calloc(engine->arena, forms.len + 1, sizeof *parts);
	if (parts == NULL)
		return wire_fail(err, WIRE_ENOMEM, "%s", wire_status_text(WIRE_ENOMEM));
	for (size_t i = 0; i < forms.len; i++)
		parts[i] = wire_query_term(forms.items[i].term, err);
	out->forms = wire_query_or(parts, forms.len, err);
	out->postings = forms.postings;
	return wire_query_status(out->forms);
}

/* Prefer the matches of `*query` in which the two stand together; `base` is what matches. */
static wire_status prefer(wire_query **query, const wire_query *base, const word *a, const word *b,
	double bonus, const wire_engine *engine, wire_error *err)
{
	wire_query *near[] = {wire_query_copy(a->forms, err), wire_query_copy(b->forms, err)};
	wire_query *beside[] = {wire_query_copy(a->forms, err), wire_query_copy(b->forms, err)};
	wire_query *better[] = {wire_query_near(near, 2, NEAR_WINDOW, false, err),
		wire_query_phrase(beside, 2, err)};
	wire_query *made = wire_query_copy(*query, err);
	for (int i = 0; i < 2; i++) {
		/* Places are compared in the query's own matches alone. */
		better[i] = wire_query_filter(better[i], wire_query_copy(base, err), err);
		better[i] = wire_query_watch(better[i], &engine->budget->meter, err);
		made = wire_query_prefer(made, better[i], bonus, err);
	}
	wire_status status = wire_query_status(made);
	if (status == WIRE_OK) {
		wire_query_free(*query);
		*query = made;
	}
	return status;
}

/* The pairs of neighbours among `n` parts, each of which all matches have. */
static wire_status prefer_pairs(wire_query **query, bool *left_out, wire_node *const *parts,
	size_t n, const wire_engine *engine, wire_error *err)
{
	word last = {0}, next = {0};
	unsigned pairs = 0;
	wire_status status = WIRE_OK;
	wire_query *base = wire_query_copy(*query, err);
	for (size_t i = 0; i < n && pairs < WIRE_BUDGET_PAIRS && status == WIRE_OK; i++) {
		const wire_node *part = wanted(parts[i]); /* `b NOT c` is a part, too */
		if (!is_plain(part)) {
			wire_query_free(last.forms);
			last = (word){0};
			continue;
		}
		status = find_word(&next, left_out, part, engine, err);
		uint64_t rarer = last.postings < next.postings ? last.postings : next.postings;
		if (status == WIRE_OK && last.forms != NULL && next.forms != NULL) {
			if (rarer > WIRE_BUDGET_PAIR_STORIES)
				*left_out = true;
			else
				status = prefer(query, base, &last, &next,
					BONUS_PER_WORD * (double)n, engine, err);
			pairs++;
		}
		wire_query_free(last.forms);
		last = next;
	}
	wire_query_free(last.forms);
	wire_query_free(base);
	return status;
}

wire_status wire_nearness_prefer(wire_query **query, bool *left_out, const wire_node *root,
	const wire_engine *engine, wire_error *err)
{
	const wire_node *top = wanted(root);
	*left_out = false;
	if (top->kind != WIRE_NODE_AND || top->n_kids > WIRE_BUDGET_PAIR_PARTS)
		return WIRE_OK;
	return prefer_pairs(query, left_out, top->kids, top->n_kids, engine, err);
}
