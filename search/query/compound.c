/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/compound.h"

#include <assert.h>

#include "wire/token.h"

wire_node *wire_compound_word(wire_arena *arena, const wire_node *node, wire_str form)
{
	wire_node *word = wire_node_new(arena, WIRE_NODE_WORD, node->start, node->end);
	if (word == NULL || wire_list_push(&word->forms, arena, form) != WIRE_OK)
		return NULL;
	word->field = node->field;
	word->text = node->text;
	return word;
}

wire_node *wire_compound_phrase(wire_arena *arena, const wire_node *node, const wire_list *parts)
{
	wire_node *phrase = wire_node_new(arena, WIRE_NODE_PHRASE, node->start, node->end);
	if (phrase == NULL)
		return NULL;
	phrase->field = node->field;
	phrase->text = node->text;
	phrase->forms = *parts;
	phrase->kids = wire_arena_calloc(arena, parts->len, sizeof(wire_node *));
	if (phrase->kids == NULL)
		return NULL;
	for (; phrase->n_kids < parts->len; phrase->n_kids++) {
		wire_node *word = wire_compound_word(arena, node, parts->items[phrase->n_kids]);
		if (word == NULL)
			return NULL;
		phrase->kids[phrase->n_kids] = word;
	}
	return phrase;
}

wire_status wire_compound_add(wire_node *node, wire_node *other, wire_arena *arena)
{
	wire_node *choice = wire_node_new(arena, WIRE_NODE_OR, node->start, node->end);
	wire_node **kids = wire_arena_calloc(arena, 2, sizeof(wire_node *));
	assert(node->kind == WIRE_NODE_WORD || node->kind == WIRE_NODE_EXACT);
	if (other == NULL || choice == NULL || kids == NULL)
		return WIRE_ENOMEM;
	kids[0] = node->meaning;
	if (node->meaning == NULL &&
		(kids[0] = wire_compound_word(arena, node, node->forms.items[0])) != NULL)
		kids[0]->kind = node->kind;
	if (kids[0] == NULL)
		return WIRE_ENOMEM;
	kids[1] = other;
	choice->kids = kids;
	choice->n_kids = 2;
	node->meaning = choice;
	return WIRE_OK;
}

wire_status wire_compound_make(wire_node *node, bool twin, wire_arena *arena)
{
	wire_str joined;
	assert(node->kind == WIRE_NODE_PHRASE && node->forms.len > 1);
	wire_node *phrase = wire_compound_phrase(arena, node, &node->forms);
	if (phrase == NULL)
		return WIRE_ENOMEM;
	node->parts = node->forms;
	node->kids = phrase->kids;
	node->n_kids = phrase->n_kids;
	const wire_str *parts = node->parts.items;
	if (!twin || node->parts.len > 2 || parts[0].len + parts[1].len > WIRE_FORM_MAX)
		return WIRE_OK;
	wire_status status = wire_arena_print(
		&joined, arena, WIRE_FMT WIRE_FMT, WIRE_ARG(parts[0]), WIRE_ARG(parts[1]));
	node->kind = WIRE_NODE_WORD;
	node->kids = NULL;
	node->n_kids = 0;
	node->forms = (wire_list){0};
	if (status == WIRE_OK)
		status = wire_list_push(&node->forms, arena, joined);
	return status == WIRE_OK ? wire_compound_add(node, phrase, arena) : status;
}
