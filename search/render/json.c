/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "search/render/render.h"
#include "search/render/title.h"
#include "wire/json_memory.h"
#include "wire/text.h"

#define ELLIPSIS "\xE2\x80\xA6"

/*
 * jansson's constructors give NULL on failure, and its *_new setters take NULL as failure too, so a
 * document is put together without checks and tested once, by `status`.
 */
typedef struct writer {
	wire_status status;
} writer;

static writer start(void)
{
	wire_json_watch();
	return (writer){WIRE_OK};
}

/* Every text of a result is UTF-8; one that is not is damage, and no lack of memory. */
static json_t *text(writer *w, wire_str s)
{
	if (!wire_utf8_valid(s))
		w->status = WIRE_EDATABASE;
	return json_stringn(s.data == NULL ? "" : s.data, s.len);
}

static void check(writer *w, int failed)
{
	if (failed != 0 && w->status == WIRE_OK)
		w->status = WIRE_ENOMEM;
}

static void set(writer *w, json_t *object, const char *key, json_t *value)
{
	check(w, json_object_set_new(object, key, value));
}

static void push(writer *w, json_t *array, json_t *value)
{
	check(w, json_array_append_new(array, value));
}

static json_t *list(writer *w, const wire_list *items)
{
	json_t *array = json_array();
	for (size_t i = 0; i < items->len; i++)
		push(w, array, text(w, items->items[i]));
	return array;
}

static json_t *segments(writer *w, const wire_segments *items)
{
	json_t *array = json_array();
	for (size_t i = 0; i < items->len; i++) {
		json_t *segment = json_object();
		set(w, segment, "text", text(w, items->items[i].text));
		set(w, segment, "match", json_boolean(items->items[i].match));
		push(w, array, segment);
	}
	return array;
}

/* The headline, or the first words of the lead, as one text. */
static json_t *title_of(writer *w, const wire_story *story)
{
	wire_title title = wire_title_of(story);
	if (!title.cut)
		return text(w, title.text);
	return json_sprintf(WIRE_FMT ELLIPSIS, WIRE_ARG(title.text));
}

static json_t *hit_object(writer *w, const wire_result_hit *hit)
{
	json_t *object = json_object();
	set(w, object, "rank", json_integer(hit->rank));
	/* Three decimals: what lies behind them is rounding. */
	set(w, object, "score", json_real(round(hit->score * 1000) / 1000));
	set(w, object, "id", text(w, hit->story.id));
	set(w, object, "title", title_of(w, &hit->story));
	set(w, object, "headline", segments(w, &hit->headline));
	set(w, object, "snippet", segments(w, &hit->snippet));
	set(w, object, "date", text(w, hit->story.date));
	set(w, object, "issued", text(w, hit->story.issued));
	set(w, object, "source", text(w, hit->story.source));
	set(w, object, "place", text(w, hit->story.place));
	set(w, object, "people", list(w, &hit->story.people));
	set(w, object, "countries", list(w, &hit->story.countries));
	set(w, object, "status", text(w, hit->story.status));
	set(w, object, "action", text(w, hit->story.action));
	set(w, object, "version", json_integer(hit->story.version));
	set(w, object, "file", text(w, hit->story.file));
	set(w, object, "url", text(w, hit->story.url));
	return object;
}

static json_t *facet_array(writer *w, const wire_facet *facet)
{
	json_t *array = json_array();
	for (size_t i = 0; i < facet->len; i++) {
		const wire_facet_value *value = &facet->values[i];
		json_t *object = json_object();
		set(w, object, "value", text(w, value->value));
		if (facet->field->kind == WIRE_KIND_COUNTRY)
			set(w, object, "label", text(w, value->label));
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
		set(w, object, "query", text(w, result->parts[i].text));
		set(w, object, "count", json_integer(result->parts[i].count));
		push(w, array, object);
	}
	return array;
}

static json_t *document(writer *w, const wire_result *result)
{
	json_t *root = json_object(), *hits = json_array();
	json_t *facets = json_object(), *distinct = json_object();
	set(w, root, "query", text(w, result->query));
	set(w, root, "understood", text(w, result->understood));
	set(w, root, "revision", text(w, result->revision));
	set(w, root, "total", json_integer(result->total));
	set(w, root, "offset", json_integer(result->offset));
	for (size_t i = 0; i < result->n_hits; i++)
		push(w, hits, hit_object(w, &result->hits[i]));
	set(w, root, "hits", hits);
	for (size_t i = 0; i < result->n_facets; i++) {
		const wire_facet *facet = &result->facets[i];
		set(w, facets, facet->field->facet, facet_array(w, facet));
		set(w, distinct, facet->field->facet, json_integer((json_int_t)facet->distinct));
	}
	set(w, root, "facets", facets);
	set(w, root, "distinct", distinct);
	set(w, root, "suggestion", text(w, result->suggestion));
	set(w, root, "suggestion_total", json_integer(result->suggestion_total));
	if (result->n_parts > 0)
		set(w, root, "parts", parts_array(w, result));
	if (result->notes.len > 0)
		set(w, root, "notes", list(w, &result->notes));
	return root;
}

/* Print what was put together and release it. */
static wire_status print(wire_buf *out, const writer *w, json_t *root, wire_error *err)
{
	wire_status status = w->status;
	char *dumped = NULL;
	/* 15 digits are those that a double holds for sure: 3.838, not 3.8380000000000001. */
	if (status == WIRE_OK)
		dumped = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(15));
	json_decref(root);
	if (status == WIRE_EDATABASE)
		return wire_fail(err, status, "a stored text is not UTF-8");
	if (dumped == NULL || wire_json_lacked_memory()) {
		free(dumped);
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	}
	wire_buf_puts(out, dumped);
	wire_buf_putc(out, '\n');
	free(dumped);
	status = wire_buf_status(out);
	if (status == WIRE_ETOOBIG)
		return wire_fail(err, status, "the answer is longer than %zu bytes", out->max);
	return status == WIRE_OK ? status : wire_fail(err, status, "out of memory");
}

wire_status wire_render_json(wire_buf *out, const wire_result *result, wire_error *err)
{
	writer w = start();
	json_t *root = document(&w, result);
	return print(out, &w, root, err);
}

wire_status wire_render_story_json(
	wire_buf *out, const wire_story *story, wire_str path, wire_error *err)
{
	writer w = start();
	wire_buf record;
	json_t *root = NULL;
	wire_buf_init(&record, out->max);
	w.status = wire_story_to_json(&record, story);
	if (w.status == WIRE_OK)
		root = json_loadb(record.data, record.len, 0, NULL);
	if (root != NULL && path.len > 0)
		set(&w, root, "path", text(&w, path));
	wire_buf_release(&record);
	return print(out, &w, root, err);
}

wire_status wire_render_json_error(wire_buf *out, wire_status status, const wire_error *err)
{
	writer w = start();
	json_t *root = json_object();
	/* A message that quotes a stranger's bytes may not be UTF-8, which JSON must be. */
	wire_str message = wire_str_from(err->message);
	if (message.len == 0 || !wire_utf8_valid(message))
		message = wire_str_from(wire_status_text(status));
	set(&w, root, "error", text(&w, message));
	if (status == WIRE_EQUERY) {
		set(&w, root, "offset", json_integer((json_int_t)err->offset));
		set(&w, root, "length", json_integer((json_int_t)err->length));
	}
	return print(out, &w, root, NULL);
}
