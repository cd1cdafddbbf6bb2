/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * This exercises: a request in words, one a line: query, limit, offset, sort, facets, then filters
 * (FIELD=VALUE). It is refused in words, or a filter's value read again is itself, and the request
 * is answered.
 */
#include <stdint.h>
#include <string.h>

#include "fuzz/scratch.h"
#include "search/answer/request.h"
#include "wire/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The next line, with its end made a NUL; NULL after the last. */
static const char *next_line(char **rest)
{
	char *line = *rest;
	if (line == NULL)
		return NULL;
	char *end = strchr(line, '\n');
	*rest = end == NULL ? NULL : end + 1;
	if (end != NULL)
		*end = '\0';
	return line;
}

static void check_filters(
	const wire_request *request, const wire_searcher *searcher, wire_arena *arena)
{
	for (size_t i = 0; i < request->n_filters; i++) {
		const wire_filter *filter = &request->filters[i];
		wire_request again;
		wire_str text;
		wire_error err = {0};
		if (filter->value.len == 0 || !wire_utf8_valid(filter->value) ||
			wire_arena_print(&text, arena, "%s=" WIRE_FMT, filter->field->name,
				WIRE_ARG(filter->value)) != WIRE_OK)
			abort();
		const wire_request_text given = {.filters = {text.data}, .n_filters = 1};
		if (wire_request_read(&again, &given, searcher, arena, &err) != WIRE_OK ||
			again.filters[0].field != filter->field ||
			!wire_str_equal(again.filters[0].value, filter->value))
			abort();
	}
}

static void ask(const wire_request_text *given, wire_searcher *searcher, wire_arena *arena)
{
	wire_request request;
	wire_result result;
	wire_error err = {0};
	wire_status status = wire_request_read(&request, given, searcher, arena, &err);
	if (status == WIRE_OK) {
		check_filters(&request, searcher, arena);
		status = wire_searcher_run(&result, searcher, &request, arena, &err);
		if (status == WIRE_OK && (result.total != 0 || result.n_hits != 0))
			abort();
	}
	if (status != WIRE_OK && status != WIRE_EINVAL && status != WIRE_EQUERY)
		abort();
	if (status != WIRE_OK && err.message[0] == '\0')
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static wire_searcher *searcher;
	const char *path = scratch_db();
	wire_error err = {0};
	wire_arena *arena = wire_arena_new(256u << 20);
	if (searcher == NULL) {
		scratch_make_db();
		if (wire_searcher_open(&searcher, &path, 1, &err) != WIRE_OK)
			abort();
	}
	char *text = malloc(size + 1);
	if (text == NULL || arena == NULL)
		abort();
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	char *rest = text;
	wire_request_text given = {.query = wire_str_from(next_line(&rest))};
	given.limit = next_line(&rest);
	given.offset = next_line(&rest);
	given.sort = next_line(&rest);
	given.facets = next_line(&rest);
	for (const char *filter; (filter = next_line(&rest)) != NULL;)
		if (wire_request_add_filter(&given, filter, &err) != WIRE_OK)
			break;
	ask(&given, searcher, arena);
	free(text);
	wire_arena_free(arena);
	return 0;
}
