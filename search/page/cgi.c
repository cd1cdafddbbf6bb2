/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wire-search.cgi: a CGI program (RFC 3875). Parameters: q, f (repeatable), sort, n, offset, id,
 * format=json. From a shell they are arguments: wire-search.cgi q=quake format=json. The database
 * is the environment's WIRE_DB, never the request's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "page_style.h"
#include "search/page/html.h"
#include "search/page/params.h"
#include "search/render/render.h"

#define MEMORY_MAX ((size_t)1 << 30)
#define OUTPUT_MAX ((size_t)256 << 20)

/* No page of a stranger's asking is longer, in stories. */
#define PAGE_MAX 100u

typedef struct reply {
	unsigned code;
	const char *type;
	wire_buf body;
} reply;

typedef struct request {
	wire_arena *arena;
	wire_params params;
	wire_request_text given;
	wire_request parsed;
	wire_page page;
} request;

static const char *reason(unsigned code)
{
	switch (code) {
	case 200:
		return "OK";
	case 400:
		return "Bad Request";
	case 404:
		return "Not Found";
	case 405:
		return "Method Not Allowed";
	case 414:
		return "URI Too Long";
	case 503:
		return "Service Unavailable";
	default:
		return "Internal Server Error";
	}
}

static unsigned code_of(wire_status status)
{
	switch (wire_status_exit(status)) {
	case 0:
		return 200;
	case 1:
		return status == WIRE_ENOTFOUND ? 404 : 400;
	case 2:
		return 400;
	default:
		return status == WIRE_ENOMEM || status == WIRE_EIO ? 500 : 503;
	}
}

static bool wants_json(const request *r)
{
	const char *format = wire_params_get(&r->params, "format");
	return format != NULL && strcmp(format, "json") == 0;
}

static void fail(reply *out, const request *r, wire_status status, const wire_error *err)
{
	wire_error shown = *err;
	/* What is wrong with the database is the administrator's to read, in the server's log. */
	if (wire_status_exit(status) == 3) {
		fprintf(stderr, "wire-search.cgi: %s\n", err->message);
		snprintf(shown.message, sizeof shown.message,
			"The archive cannot be searched just now. Please try again later.");
	}
	wire_buf_clear(&out->body);
	out->code = code_of(status);
	if (wants_json(r) && wire_render_json_error(&out->body, status, &shown) == WIRE_OK) {
		out->type = "application/json";
		return;
	}
	out->type = "text/html; charset=utf-8";
	wire_html_error(&out->body, &r->page, status, &shown);
}

/* ---- reading the request ---- */

static wire_status read_arguments(request *r, int argc, char **argv, wire_error *err)
{
	const char *query = getenv("QUERY_STRING");
	wire_status status = WIRE_OK;
	/* Under a web server arguments are the server's own (RFC 3875, 4.4), not ours. */
	bool shell = getenv("GATEWAY_INTERFACE") == NULL;
	if (!shell)
		status = wire_params_read(&r->params, wire_str_from(query), r->arena);
	for (int i = 1; shell && i < argc && status == WIRE_OK; i++) {
		char *equals = strchr(argv[i], '=');
		if (equals == NULL)
			return wire_fail(err, WIRE_EINVAL, "want NAME=VALUE, not '%s'", argv[i]);
		*equals = '\0';
		if (r->params.len == WIRE_PARAMS_MAX)
			status = WIRE_ETOOBIG;
		else
			r->params.items[r->params.len++] = (wire_param){argv[i], equals + 1};
	}
	return status == WIRE_OK ? status : wire_fail(err, status, "the request is too long");
}

static wire_status read_given(request *r, wire_error *err)
{
	wire_status status = WIRE_OK;
	const char *query = wire_params_get(&r->params, "q");
	r->given.query = wire_str_from(query);
	r->given.sort = wire_params_get(&r->params, "sort");
	r->given.limit = wire_params_get(&r->params, "n");
	r->given.offset = wire_params_get(&r->params, "offset");
	r->given.facets = "";
	r->given.limit_max = PAGE_MAX;
	for (size_t i = 0; i < r->params.len && status == WIRE_OK; i++)
		if (strcmp(r->params.items[i].name, "f") == 0)
			status = wire_request_add_filter(&r->given, r->params.items[i].value, err);
	r->page = (wire_page){&r->given, &r->parsed, WIRE_STR("Wire archive")};
	return status;
}

/* ---- answering it ---- */

static wire_status answer_story(
	reply *out, request *r, wire_searcher *searcher, const char *id, wire_error *err)
{
	wire_story story;
	wire_status status =
		wire_searcher_story(&story, searcher, wire_str_from(id), r->arena, err);
	if (status != WIRE_OK)
		return status;
	r->page.title = story.headline.len > 0 ? story.headline : WIRE_STR("Story");
	wire_html_story(&out->body, &r->page, &story);
	return WIRE_OK;
}

static wire_status answer_search(reply *out, request *r, wire_searcher *searcher, wire_error *err)
{
	wire_result result;
	bool json = wants_json(r);
	bool asked = r->given.query.len > 0 || r->given.n_filters > 0 || json;
	wire_status status = wire_request_read(&r->parsed, &r->given, searcher, r->arena, err);
	if (!asked)
		r->parsed.limit = r->parsed.facets = 0;
	if (status == WIRE_OK)
		status = wire_searcher_run(&result, searcher, &r->parsed, r->arena, err);
	if (status != WIRE_OK)
		return status;
	if (!asked) {
		wire_html_start(&out->body, &r->page, result.archive);
	} else if (json) {
		out->type = "application/json";
		status = wire_render_json(&out->body, &result, err);
	} else {
		if (r->parsed.query.len > 0)
			r->page.title = r->parsed.query;
		wire_html_result(&out->body, &r->page, &result);
	}
	return status == WIRE_OK ? status : wire_fail(err, status, "out of memory");
}

static void answer(reply *out, request *r)
{
	wire_error err = {0};
	wire_searcher *searcher = NULL;
	const char *db = getenv("WIRE_DB"), *id = wire_params_get(&r->params, "id");
	wire_status status = WIRE_OK;
	if (db == NULL || db[0] == '\0')
		status = wire_fail(&err, WIRE_EDATABASE, "WIRE_DB is not set");
	if (status == WIRE_OK)
		status = wire_searcher_open(&searcher, &db, 1, &err);
	if (status == WIRE_ENOTFOUND)
		status = WIRE_EDATABASE;
	if (status == WIRE_OK)
		status = id != NULL ? answer_story(out, r, searcher, id, &err)
				    : answer_search(out, r, searcher, &err);
	if (status != WIRE_OK)
		fail(out, r, status, &err);
	wire_searcher_close(searcher);
}

static bool is_allowed(const char *method)
{
	return method == NULL || strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

static int send_reply(const reply *out)
{
	const char *method = getenv("REQUEST_METHOD");
	bool head = method != NULL && strcmp(method, "HEAD") == 0;
	printf("Status: %u %s\r\nContent-Type: %s\r\n", out->code, reason(out->code), out->type);
	printf("Content-Length: %zu\r\n", out->body.len);
	printf("Content-Security-Policy: default-src 'none'; style-src 'self'; "
	       "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
	       "X-Content-Type-Options: nosniff\r\nReferrer-Policy: same-origin\r\n\r\n");
	if (!head && out->body.len > 0)
		fwrite(out->body.data, 1, out->body.len, stdout);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}

int main(int argc, char **argv)
{
	request r = {.arena = wire_arena_new(MEMORY_MAX)};
	reply out = {.code = 200, .type = "text/html; charset=utf-8"};
	wire_error err = {0};
	wire_status status = WIRE_OK;
	wire_buf_init(&out.body, OUTPUT_MAX);
	if (r.arena == NULL)
		return 1;
	status = read_arguments(&r, argc, argv, &err);
	if (read_given(&r, &err) != WIRE_OK && status == WIRE_OK)
		status = WIRE_EINVAL;
	if (!is_allowed(getenv("REQUEST_METHOD"))) {
		wire_fail(&err, WIRE_EINVAL, "only GET and HEAD are answered");
		fail(&out, &r, WIRE_EINVAL, &err);
		out.code = 405;
	} else if (status != WIRE_OK) {
		fail(&out, &r, status, &err);
		out.code = status == WIRE_ETOOBIG ? 414 : 400;
	} else if (wire_params_get(&r.params, "style") != NULL) {
		out.type = "text/css; charset=utf-8";
		wire_buf_puts(&out.body, page_style);
	} else {
		answer(&out, &r);
	}
	int code = send_reply(&out);
	wire_buf_release(&out.body);
	wire_arena_free(r.arena);
	return code;
}
