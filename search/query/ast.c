/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/ast.h"

wire_node *wire_node_new(wire_arena *arena, wire_node_kind kind, size_t start, size_t end)
{
	wire_node *node = wire_arena_calloc(arena, 1, sizeof *node);
	if (node != NULL) {
		node->kind = kind;
		node->field = wire_field_get(WIRE_FIELD_BODY);
		node->start = start;
		node->end = end;
	}
	return node;
}

const wire_field *wire_node_field(const wire_node *node)
{
	while (node->n_kids > 0 && node->kind != WIRE_NODE_PHRASE)
		node = node->kids[0];
	return node->field;
}
