/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/snippet/patterns.h"

#include <assert.h>
#include <stdlib.h>

static bool is_text_leaf(const wire_node *node)
{
	return node->kind == WIRE_NODE_WORD || node->kind == WIRE_NODE_EXACT ||
	       node->kind == WIRE_NODE_PREFIX || node->kind == WIRE_NODE_PHRASE;
}

/* How many kids can match: a NOT's second matches what must not be there. */
static size_t positive_kids(const wire_node *node)
{
	return node->kind == WIRE_NODE_NOT ? 1 : node->n_kids;
}

typedef struct sizes {
	size_t leaves, bits, groups, branches;
} sizes;

static void measure(sizes *out, const wire_node *node)
{
	if (node->meaning != NULL) {
		out->groups += node->kind == WIRE_NODE_PHRASE;
		measure(out, node->meaning);
		return;
	}
	if (is_text_leaf(node)) {
		out->leaves++;
		out->bits += node->forms.len;
		return;
	}
	out->groups += node->kind == WIRE_NODE_NEAR || node->kind == WIRE_NODE_ADJ;
	out->branches += node->kind == WIRE_NODE_AND || node->kind == WIRE_NODE_NOT;
	for (size_t i = 0; i < positive_kids(node); i++)
		measure(out, node->kids[i]);
}

/* `n` cleared elements, perhaps none; without memory `*lacking` is set. */
static void *make_table(bool *lacking, wire_arena *arena, size_t n, size_t size)
{
	void *table = wire_arena_calloc(arena, n, size);
	if (table == NULL)
		*lacking = true;
	return table;
}

static wire_status make_tables(wire_marker *m, const sizes *n, wire_arena *arena)
{
	bool lacking = false;
	size_t words = n->bits / WIRE_BITS + 1;
	m->leaves = make_table(&lacking, arena, n->leaves, sizeof *m->leaves);
	m->groups = make_table(&lacking, arena, n->groups, sizeof *m->groups);
	m->branches = make_table(&lacking, arena, n->branches, sizeof *m->branches);
	m->branch_nodes = make_table(&lacking, arena, n->branches, sizeof(wire_node *));
	m->words = make_table(&lacking, arena, n->leaves, sizeof(wire_span_node *));
	m->leaf_of_bit = make_table(&lacking, arena, n->bits, sizeof *m->leaf_of_bit);
	m->first = make_table(&lacking, arena, words, sizeof *m->first);
	m->last = make_table(&lacking, arena, words, sizeof *m->last);
	m->forms.items = make_table(&lacking, arena, n->bits, sizeof(wire_atom));
	m->stems.items = make_table(&lacking, arena, n->bits, sizeof(wire_atom));
	m->prefixes.items = make_table(&lacking, arena, n->bits, sizeof(wire_atom));
	return lacking ? WIRE_ENOMEM : WIRE_OK;
}

static wire_status add_atom(wire_marker *m, const wire_node *node, wire_str form, uint32_t bit)
{
	wire_atom new_atom = {.text = form, .bit = bit, .kind = WIRE_ATOM_FORM};
	wire_status status = WIRE_OK;
	if (node->kind == WIRE_NODE_PREFIX) {
		new_atom.kind = WIRE_ATOM_PREFIX;
		m->prefixes.items[m->prefixes.len++] = new_atom;
		return WIRE_OK;
	}
	bool any_form = node->kind == WIRE_NODE_PHRASE && node->n_kids > 0;
	if (node->kind == WIRE_NODE_WORD || any_form) {
		wire_str stem;
		status = wire_stem(&stem, m->stemmer, form);
		if (status == WIRE_OK)
			status = wire_arena_copy(&new_atom.text, m->arena, stem);
		new_atom.kind = WIRE_ATOM_STEM;
		m->stems.items[m->stems.len++] = new_atom;
		return status;
	} else if (node->kind == WIRE_NODE_EXACT && node->capital) {
		new_atom.kind = WIRE_ATOM_CAPITAL;
	}
	m->forms.items[m->forms.len++] = new_atom;
	return status;
}

static wire_status add_leaf(wire_marker *m, const wire_node *node)
{
	wire_status status = WIRE_OK;
	size_t words = node->forms.len;
	if (words == 0)
		return WIRE_OK;
	m->leaves[m->n_leaves].field = node->field;
	m->leaves[m->n_leaves].bits = (uint32_t)words;
	m->leaves[m->n_leaves].branch = m->in_branch;
	wire_bit_set(m->first, (uint32_t)m->n_bits);
	for (size_t i = 0; i < words && status == WIRE_OK; i++) {
		m->leaf_of_bit[m->n_bits] = (uint32_t)m->n_leaves;
		status = add_atom(m, node, node->forms.items[i], (uint32_t)m->n_bits++);
	}
	wire_bit_set(m->last, (uint32_t)m->n_bits - 1);
	if (words > m->longest)
		m->longest = (uint32_t)words;
	m->n_leaves++;
	return status;
}

/* A node under a NEAR or ADJ, or such a one itself, as a tree over leaves. */
static wire_status add_positional(wire_span_node **out, wire_marker *m, const wire_node *node)
{
	wire_status status = WIRE_OK;
	if (node->meaning != NULL)
		return add_positional(out, m, node->meaning);
	bool word = is_text_leaf(node);
	wire_span_kind kind = word                           ? WIRE_SPAN_WORD
			      : node->kind == WIRE_NODE_NEAR ? WIRE_SPAN_NEAR
			      : node->kind == WIRE_NODE_ADJ  ? WIRE_SPAN_ADJ
							     : WIRE_SPAN_ANY;
	*out = wire_span_new(m->arena, kind, word ? 0 : node->n_kids);
	if (*out == NULL)
		return WIRE_ENOMEM;
	(*out)->distance = node->window;
	(*out)->width = (uint32_t)node->forms.len;
	if (word) {
		m->leaves[m->n_leaves].in_group = true;
		m->words[m->n_leaves] = *out;
		return add_leaf(m, node);
	}
	for (size_t i = 0; i < node->n_kids && status == WIRE_OK; i++)
		status = add_positional(&(*out)->kids[i], m, node->kids[i]);
	return status;
}

static wire_status add_node(wire_marker *m, const wire_node *node);

/* What is under an AND, an OR or a NOT. */
static wire_status add_kids(wire_marker *m, const wire_node *node)
{
	wire_status status = WIRE_OK;
	size_t outer = m->in_branch;
	for (size_t i = 0; i < positive_kids(node) && status == WIRE_OK; i++) {
		const wire_node *kid = node->kids[i];
		bool group = kid->kind == WIRE_NODE_AND || kid->kind == WIRE_NODE_NOT;
		if (node->kind == WIRE_NODE_OR && group) {
			m->branch_nodes[m->n_branches] = kid;
			m->branches[m->n_branches++] =
				(wire_marker_branch){.outer = outer, .held = true};
			m->in_branch = m->n_branches;
		}
		status = add_node(m, kid);
		m->in_branch = outer;
	}
	return status;
}

static wire_status add_node(wire_marker *m, const wire_node *node)
{
	if (node->meaning != NULL && node->kind == WIRE_NODE_PHRASE) {
		m->groups[m->n_groups].whole = true;
		return add_positional(&m->groups[m->n_groups++].root, m, node->meaning);
	}
	if (node->meaning != NULL)
		return add_node(m, node->meaning);
	if (is_text_leaf(node))
		return add_leaf(m, node);
	if (node->kind == WIRE_NODE_NEAR || node->kind == WIRE_NODE_ADJ)
		return add_positional(&m->groups[m->n_groups++].root, m, node);
	return add_kids(m, node);
}

static int compare_atoms(const void *a, const void *b)
{
	return wire_str_compare(((const wire_atom *)a)->text, ((const wire_atom *)b)->text);
}

static void sort_atoms(wire_atoms *a)
{
	if (a->len > 1)
		qsort(a->items, a->len, sizeof *a->items, compare_atoms);
}

wire_status wire_marker_new(wire_marker **out, const wire_node *root, wire_stemmer *stemmer,
	wire_tokenizer *tokenizer, wire_arena *arena)
{
	sizes n = {0};
	wire_status status;
	wire_marker *m = wire_arena_calloc(arena, 1, sizeof *m);
	*out = NULL;
	if (m == NULL)
		return WIRE_ENOMEM;
	*m = (wire_marker){
		.stemmer = stemmer, .tokenizer = tokenizer, .arena = arena, .longest = 1};
	measure(&n, root);
	status = make_tables(m, &n, arena);
	if (status == WIRE_OK)
		status = add_node(m, root);
	if (status != WIRE_OK)
		return status;
	assert(m->n_leaves <= n.leaves && m->n_bits == n.bits && m->n_groups <= n.groups &&
		m->n_branches <= n.branches);
	sort_atoms(&m->forms);
	sort_atoms(&m->stems);
	*out = m;
	return WIRE_OK;
}

size_t wire_marker_parts(const wire_marker *marker)
{
	return marker->n_leaves;
}

size_t wire_marker_branches(const wire_node *const **out, const wire_marker *marker)
{
	*out = marker->branch_nodes;
	return marker->n_branches;
}

void wire_marker_hold(wire_marker *marker, size_t index, bool held)
{
	assert(index < marker->n_branches);
	marker->branches[index].held = held;
}

wire_tokenizer *wire_marker_tokenizer(const wire_marker *marker)
{
	return marker->tokenizer;
}
