/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * A tree back to text: `--explain`, and the parts that a result names.
 */
#ifndef SEARCH_QUERY_EXPLAIN_H
#define SEARCH_QUERY_EXPLAIN_H

#include "search/query/ast.h"
#include "wire/buf.h"

/** Append the canonical query, fully bracketed, which parses to the same tree. */
void wire_node_explain(wire_buf *out, const wire_node *root);

#endif
