/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/explain.h"

#include <stdint.h>
#include <string.h>

static void put_node(wire_buf *out, const wire_node *node);

/* A value bare where it is plain ASCII that begins with a letter or figure, else in quotes. */
static void put_value(wire_buf *out, wire_str value)
{
	char first = value.len > 0 ? value.data[0] : ' ';
	bool plain =
		((first | 0x20) >= 'a' && (first | 0x20) <= 'z') || (first >= '0' && first <= '9');
	for (size_t i = 0; i < value.len && plain; i++)
		plain = value.data[i] > ' ' && value.data[i] <= '~' &&
			strchr("()\"*", value.data[i]) == NULL;
	wire_buf_puts(out, plain ? "" : "\"");
	wire_buf_str(out, value);
	wire_buf_puts(out, plain ? "" : "\"");
}

static void put_day(wire_buf *out, int32_t day)
{
	char text[11];
	wire_date_format(text, wire_date_from_day(day));
	wire_buf_puts(out, text);
}

/* The fewest characters that mean the period: a year, a month, a day, or a range. */
static void put_period(wire_buf *out, wire_period period)
{
	wire_period whole;
	char text[11];
	bool open = period.first == INT32_MIN || period.last == INT32_MAX;
	wire_date first = open ? (wire_date){0} : wire_date_from_day(period.first);
	const wire_date shapes[] = {{first.year, 0, 0}, {first.year, first.month, 0}, first};
	for (size_t i = 0; i < 3 && !open; i++) {
		if (!wire_date_period(&whole, shapes[i]) || whole.first != period.first ||
			whole.last != period.last)
			continue;
		wire_date_format(text, shapes[i]);
		wire_buf_puts(out, text);
		return;
	}
	if (period.first != INT32_MIN)
		put_day(out, period.first);
	wire_buf_puts(out, "..");
	if (period.last != INT32_MAX)
		put_day(out, period.last);
}

static void put_yearless(wire_buf *out, wire_date date)
{
	wire_buf_printf(out, "--%02d", date.month);
	if (date.day > 0)
		wire_buf_printf(out, "-%02d", date.day);
}

static void put_quoted(wire_buf *out, wire_str text)
{
	wire_buf_putc(out, '"');
	wire_buf_str(out, text);
	wire_buf_putc(out, '"');
}

static void put_phrase(wire_buf *out, const wire_node *node)
{
	if (node->as_typed) {
		put_quoted(out, node->text);
		return;
	}
	wire_buf_putc(out, '"');
	for (size_t i = 0; i < node->forms.len; i++) {
		bool hyphen = i > 0 && node->hyphens != NULL && node->hyphens[i - 1];
		wire_buf_puts(out, i == 0 ? "" : hyphen ? "-" : " ");
		wire_buf_str(out, node->forms.items[i]);
	}
	wire_buf_putc(out, '"');
}

static bool is_ascii(wire_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.data[i] > '~')
			return false;
	return true;
}

/* An exact form; in capitals it is printed so, those of other scripts as they were typed. */
static void put_exact(wire_buf *out, const wire_node *node)
{
	wire_str form = node->forms.items[0];
	if (node->as_typed && !node->capital) {
		put_quoted(out, node->text);
		return;
	}
	wire_buf_putc(out, '=');
	if (node->capital && (node->as_typed || !is_ascii(form))) {
		wire_buf_str(out, node->text);
		return;
	}
	for (size_t i = 0; i < form.len; i++) {
		char c = form.data[i];
		wire_buf_putc(
			out, node->capital && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
}

static void put_hyphened(wire_buf *out, const wire_list *parts)
{
	for (size_t i = 0; i < parts->len; i++) {
		wire_buf_puts(out, i > 0 ? "-" : "");
		wire_buf_str(out, parts->items[i]);
	}
}

static void put_leaf(wire_buf *out, const wire_node *node)
{
	if (node->field->name[0] != '\0')
		wire_buf_printf(out, "%s:", node->field->name);
	if (node->parts.len > 0) {
		put_hyphened(out, &node->parts);
		return;
	}
	switch (node->kind) {
	case WIRE_NODE_PHRASE:
		put_phrase(out, node);
		break;
	case WIRE_NODE_EXACT:
		put_exact(out, node);
		break;
	case WIRE_NODE_VALUE:
		put_value(out, node->value);
		break;
	case WIRE_NODE_PERIOD:
		if (node->yearless.month > 0)
			put_yearless(out, node->yearless);
		else
			put_period(out, node->period);
		break;
	default:
		wire_buf_str(out, node->as_typed ? node->text : node->forms.items[0]);
		wire_buf_puts(out, node->kind == WIRE_NODE_PREFIX ? "*" : "");
	}
}

static void put_group(wire_buf *out, const wire_node *node, const char *operator)
{
	wire_buf_putc(out, '(');
	for (size_t i = 0; i < node->n_kids; i++) {
		if (i > 0)
			wire_buf_puts(out, operator);
		put_node(out, node->kids[i]);
	}
	wire_buf_putc(out, ')');
}

/* `NOT a`, `a NOT b`, and `a NOT b NOT c`, which is read from the left: no brackets in it. */
static void put_not(wire_buf *out, const wire_node *node)
{
	if (node->kids[0]->kind == WIRE_NODE_NOT)
		put_not(out, node->kids[0]);
	else if (node->kids[0]->kind != WIRE_NODE_ALL)
		put_node(out, node->kids[0]);
	wire_buf_puts(out, node->kids[0]->kind == WIRE_NODE_ALL ? "NOT " : " NOT ");
	put_node(out, node->kids[1]);
}

/* `a NEAR/5 b`, and `a NEAR/5 b ADJ/2 c`, which is read from the left: no brackets in it. */
static void put_near(wire_buf *out, const wire_node *node)
{
	const wire_node *left = node->kids[0];
	if (left->kind == WIRE_NODE_NEAR || left->kind == WIRE_NODE_ADJ)
		put_near(out, left);
	else
		put_node(out, left);
	wire_buf_printf(
		out, " %s/%u ", node->kind == WIRE_NODE_NEAR ? "NEAR" : "ADJ", node->window);
	put_node(out, node->kids[1]);
}

static void put_node(wire_buf *out, const wire_node *node)
{
	switch (node->kind) {
	case WIRE_NODE_ALL:
		break;
	case WIRE_NODE_AND:
		put_group(out, node, " AND ");
		break;
	case WIRE_NODE_OR:
		put_group(out, node, " OR ");
		break;
	case WIRE_NODE_NEAR:
	case WIRE_NODE_ADJ:
		wire_buf_putc(out, '(');
		put_near(out, node);
		wire_buf_putc(out, ')');
		break;
	case WIRE_NODE_NOT:
		wire_buf_putc(out, '(');
		put_not(out, node);
		wire_buf_putc(out, ')');
		break;
	default:
		put_leaf(out, node);
	}
}

void wire_node_explain(wire_buf *out, const wire_node *root)
{
	put_node(out, root);
}
