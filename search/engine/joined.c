/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/engine/joined.h"

#include "search/query/compound.h"
#include "wire/token.h"

/* A word shorter than this is not two: G-7. */
enum { JOINED_MIN = 2 };

typedef struct finder {
	const wire_engine *engine;
	wire_arena *arena;
	wire_error *err;
	wire_buf term;
} finder;

/* Where the archive parts a word: bit n for n bytes. A form has 64 at most. */
typedef struct splits {
	uint64_t at;
	size_t prefix; /* bytes of a term before its number */
} splits;

static wire_status note_split(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	splits *s = payload;
	unsigned split = 0;
	(void)frequency;
	(void)err;
	for (size_t i = s->prefix; i < term.len && split < WIRE_FORM_MAX; i++)
		split = split * 10 + (unsigned)(term.data[i] - '0');
	if (split < WIRE_FORM_MAX)
		s->at |= (uint64_t)1 << split;
	return WIRE_OK;
}

static wire_status find_splits(splits *out, finder *f, const wire_field *field, wire_str form)
{
	wire_str stem;
	*out = (splits){0};
	if (form.len < JOINED_MIN || form.len > WIRE_FORM_MAX)
		return WIRE_OK;
	wire_status status = wire_stem(&stem, f->engine->stemmer, form);
	if (status == WIRE_OK)
		status = wire_term_twin(&f->term, field, stem, 0);
	if (status != WIRE_OK)
		return wire_fail(f->err, status, "out of memory");
	out->prefix = f->term.len;
	return wire_reader_terms(
		f->engine->reader, wire_buf_view(&f->term), note_split, out, f->err);
}

static bool is_plain(const wire_node *node)
{
	return node->kind == WIRE_NODE_WORD && node->parts.len == 0 &&
	       wire_field_is_stemmed(node->field);
}

/* `ceasefire`: also the two words that the archive parts it into; of an exact form, those exactly.
 */
static wire_status part(finder *f, wire_node *node)
{
	splits s;
	wire_node *two;
	wire_str form = node->forms.items[0];
	node->meaning = NULL;
	wire_status status = find_splits(&s, f, node->field, form);
	for (size_t at = 1; at < form.len && status == WIRE_OK; at++) {
		wire_list parts = {0};
		if ((s.at >> at & 1) == 0 || ((unsigned char)form.data[at] & 0xC0) == 0x80)
			continue;
		status = wire_list_push(&parts, f->arena, wire_str_slice(form, 0, at));
		if (status == WIRE_OK)
			status = wire_list_push(
				&parts, f->arena, wire_str_slice(form, at, form.len));
		two = status == WIRE_OK ? wire_compound_phrase(f->arena, node, &parts) : NULL;
		if (two != NULL && node->kind == WIRE_NODE_EXACT)
			two->n_kids = 0;
		if (status == WIRE_OK)
			status = wire_compound_add(node, two, f->arena);
		if (status != WIRE_OK)
			wire_fail(f->err, status, "out of memory");
	}
	return status;
}

/*
 * `cease fire`: each of the two also the one that they make. (a OR ab) AND (b OR ab) is what
 * (a AND b) OR ab is; and of three words each two may be one, without a choice for each way.
 */
static wire_status join(finder *f, wire_node *first, wire_node *second)
{
	splits s;
	wire_str joined;
	if (!is_plain(first) || !is_plain(second) || first->field != second->field)
		return WIRE_OK;
	wire_str a = first->forms.items[0], b = second->forms.items[0];
	wire_status status =
		wire_arena_print(&joined, f->arena, WIRE_FMT WIRE_FMT, WIRE_ARG(a), WIRE_ARG(b));
	if (status == WIRE_OK)
		status = find_splits(&s, f, first->field, joined);
	if (status != WIRE_OK)
		return status == WIRE_ENOMEM ? wire_fail(f->err, status, "out of memory") : status;
	if (a.len >= WIRE_FORM_MAX || (s.at >> a.len & 1) == 0)
		return WIRE_OK;
	status = wire_compound_add(first, wire_compound_word(f->arena, first, joined), f->arena);
	if (status == WIRE_OK)
		status = wire_compound_add(
			second, wire_compound_word(f->arena, second, joined), f->arena);
	return status == WIRE_OK ? status : wire_fail(f->err, status, "out of memory");
}

/* ---- phrases ---- */

/* The forms [from, to) of a phrase, side by side as they are. */
static wire_node *slice(finder *f, const wire_node *phrase, size_t from, size_t to)
{
	wire_node *node = wire_compound_word(f->arena, phrase, phrase->forms.items[from]);
	if (node == NULL)
		return NULL;
	node->kind = to - from > 1 ? WIRE_NODE_PHRASE : WIRE_NODE_EXACT;
	for (size_t i = from + 1; i < to; i++)
		if (wire_list_push(&node->forms, f->arena, phrase->forms.items[i]) != WIRE_OK)
			return NULL;
	return node;
}

/* Form `i` of a phrase, or the two of a word with a hyphen: as one word, and in two. */
static wire_status find_element(wire_node **out, finder *f, const wire_node *phrase, size_t i)
{
	wire_str joined;
	wire_status status = WIRE_OK;
	const wire_str *forms = &phrase->forms.items[i];
	if (phrase->hyphens == NULL || !phrase->hyphens[i]) {
		*out = slice(f, phrase, i, i + 1);
		return *out == NULL ? wire_fail(f->err, WIRE_ENOMEM, "out of memory")
				    : part(f, *out);
	}
	status = wire_arena_print(
		&joined, f->arena, WIRE_FMT WIRE_FMT, WIRE_ARG(forms[0]), WIRE_ARG(forms[1]));
	*out = status == WIRE_OK ? wire_compound_word(f->arena, phrase, joined) : NULL;
	if (*out != NULL) {
		(*out)->kind = WIRE_NODE_EXACT;
		status = wire_compound_add(*out, slice(f, phrase, i, i + 2), f->arena);
	}
	if (*out == NULL || status != WIRE_OK)
		return wire_fail(f->err, WIRE_ENOMEM, "out of memory");
	return WIRE_OK;
}

/* `left`, if there is one yet, and `right` behind it. */
static wire_node *put_behind(finder *f, wire_node *left, wire_node *right)
{
	if (left == NULL)
		return right;
	wire_node *both = wire_node_new(f->arena, WIRE_NODE_ADJ, left->start, right->end);
	wire_node **kids = wire_arena_calloc(f->arena, 2, sizeof(wire_node *));
	if (both == NULL || kids == NULL)
		return NULL;
	kids[0] = left;
	kids[1] = right;
	both->kids = kids;
	both->n_kids = 2;
	both->window = 1;
	return both;
}

/* A phrase, one of whose words is also written in one or in two, as a run of such choices. */
static wire_status find_in_phrase(finder *f, wire_node *phrase)
{
	wire_node *run = NULL;
	bool choice = false;
	phrase->meaning = NULL;
	for (size_t i = 0; i < phrase->forms.len;) {
		wire_node *element;
		wire_status status = find_element(&element, f, phrase, i);
		if (status != WIRE_OK)
			return status;
		choice = choice || element->meaning != NULL;
		run = put_behind(f, run, element);
		if (run == NULL)
			return wire_fail(f->err, WIRE_ENOMEM, "out of memory");
		i += phrase->hyphens != NULL && phrase->hyphens[i] ? 2 : 1;
	}
	if (choice)
		phrase->meaning = run;
	return WIRE_OK;
}

/* ---- all of a query ---- */

static wire_status find(finder *f, wire_node *node)
{
	wire_status status = WIRE_OK;
	if (is_plain(node))
		return part(f, node);
	if (node->kind == WIRE_NODE_PHRASE)
		return node->n_kids == 0 && wire_field_is_stemmed(node->field)
			       ? find_in_phrase(f, node)
			       : WIRE_OK;
	for (size_t i = 0; i < node->n_kids && status == WIRE_OK; i++) {
		status = find(f, node->kids[i]);
		if (status == WIRE_OK && i > 0 && node->kind == WIRE_NODE_AND)
			status = join(f, node->kids[i - 1], node->kids[i]);
	}
	return status;
}

wire_status wire_joined_find(wire_node *root, const wire_engine *engine, wire_error *err)
{
	finder f = {.engine = engine, .arena = engine->arena, .err = err};
	wire_buf_init(&f.term, WIRE_TERM_MAX);
	wire_status status = find(&f, root);
	wire_buf_release(&f.term);
	return status;
}
