/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "search/render/render.h"
#include "wire/text.h"

/*
 * jansson's constructors give NULL on failure, and its *_new setters take NULL as failure too, so a
 * document is put together without checks and tested once, by `bad`.
 */
typedef struct writer {
	bool bad;
} writer;

static json_t *text(wire_str s)
{
	return json_stringn(s.data == NULL ? "" : s.data, s.len);
}

static void set(writer *w, json_t *object, const char *key, json_t *value)
{
	w->bad |= json_object_set_new(object, key, value) != 0;
}

static void push(writer *w, json_t *array, json_t *value)
{
	w->bad |= json_array_append_new(array, value) != 0;
}

static json_t *list(writer *w, const wire_list *items)
{
	json_t *array = json_array();
	for (size_t i = 0; i < items->len; i++)
		push(w, array, text(items->items[i]));
	return array;
}

static json_t *segments(writer *w, const wire_segments *items)
{
	json_t *array = json_array();
	for (size_t i = 0; i < items->len; i++) {
		json_t *segment = json_object();
		set(w, segment, "text", text(items->items[i].text));
		set(w, segment, "match", json_boolean(items->items[i].match));
		push(w, array, segment);
	}
	return array;
}

static json_t *hit_object(writer *w, const wire_result_hit *hit)
{
	json_t *object = json_object();
	set(w, object, "rank", json_integer(hit->rank));
	/* Three decimals: what lies behind them is rounding. */
	set(w, object, "score", json_real(round(hit->score * 1000) / 1000));
	set(w, object, "id", text(hit->story.id));
	set(w, object, "headline", segments(w, &hit->headline));
	set(w, object, "snippet", segments(w, &hit->snippet));
	set(w, object, "date", text(hit->story.date));
	set(w, object, "source", text(hit->story.source));
	set(w, object, "place", text(hit->story.place));
	set(w, object, "people", list(w, &hit->story.people));
	set(w, object, "countries", list(w, &hit->story.countries));
	set(w, object, "file", text(hit->story.file));
	set(w, object, "url", text(hit->story.url));
	return object;
}

static json_t *facet_array(writer *w, const wire_facet *facet)
{
	json_t *array = json_array();
	for (size_t i = 0; i < facet->len; i++) {
		const wire_facet_value *value = &facet->values[i];
		json_t *object = json_object();
		set(w, object, "value", text(value->value));
		if (facet->field->kind == WIRE_KIND_COUNTRY)
			set(w, object, "label", text(value->label));
		set(w, object, "count", json_integer(value->count));
		push(w, array, object);
	}
	return array;
}

static json_t *parts_array(writer *w, const wire_result *result)
{
	json_t *array = json_array();
	for (size_t i = 0; i < result->n_parts; i++) {
		json_t *object = json_object();
		set(w, object, "query", text(result->parts[i].text));
		set(w, object, "count", json_integer(result->parts[i].count));
		push(w, array, object);
	}
	return array;
}

static json_t *document(writer *w, const wire_result *result)
{
	json_t *root = json_object(), *hits = json_array(), *facets = json_object();
	set(w, root, "query", text(result->query));
	set(w, root, "understood", text(result->understood));
	set(w, root, "total", json_integer(result->total));
	set(w, root, "offset", json_integer(result->offset));
	for (size_t i = 0; i < result->n_hits; i++)
		push(w, hits, hit_object(w, &result->hits[i]));
	set(w, root, "hits", hits);
	for (size_t i = 0; i < result->n_facets; i++)
		set(w, facets, result->facets[i].field->facet, facet_array(w, &result->facets[i]));
	set(w, root, "facets", facets);
	set(w, root, "suggestion", text(result->suggestion));
	if (result->n_parts > 0)
		set(w, root, "parts", parts_array(w, result));
	if (result->notes.len > 0)
		set(w, root, "notes", list(w, &result->notes));
	return root;
}

/* Print what was put together and release it. */
static wire_status print(wire_buf *out, const writer *w, json_t *root)
{
	/* 15 digits are those that a double holds for sure: 3.838, not 3.8380000000000001. */
	char *dumped = w->bad ? NULL : json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(15));
	json_decref(root);
	if (dumped == NULL)
		return WIRE_ENOMEM;
	wire_buf_puts(out, dumped);
	wire_buf_putc(out, '\n');
	free(dumped);
	return wire_buf_status(out);
}

wire_status wire_render_json(wire_buf *out, const wire_result *result)
{
	writer w = {false};
	json_t *root = document(&w, result);
	return print(out, &w, root);
}

wire_status wire_render_json_error(wire_buf *out, wire_status status, const wire_error *err)
{
	writer w = {false};
	json_t *root = json_object();
	/* A message that quotes a stranger's bytes may not be UTF-8, which JSON must be. */
	wire_str message = wire_str_from(err->message);
	if (!wire_utf8_valid(message))
		message = wire_str_from(wire_status_text(status));
	set(&w, root, "error", text(message));
	if (status == WIRE_EQUERY) {
		set(&w, root, "offset", json_integer((json_int_t)err->offset));
		set(&w, root, "length", json_integer((json_int_t)err->length));
	}
	return print(out, &w, root);
}
