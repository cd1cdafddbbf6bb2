/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wire-search.cgi: a CGI program (RFC 3875), see wire-search.cgi(8). From a shell its parameters
 * are arguments: wire-search.cgi q=quake format=json. The database is the environment's WIRE_DB,
 * never the request's.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "page_style.h"
#include "search/answer/request.h"
#include "search/page/http.h"
#include "search/page/page.h"
#include "search/page/params.h"
#include "search/render/render.h"
#include "wire/text.h"

#define MEMORY_MAX ((size_t)1 << 30)
#define OUTPUT_MAX ((size_t)256 << 20)

/* No page of a stranger's asking is longer, in stories. */
#define PAGE_MAX 100u

/* So much of an unknown parameter is shown, in bytes. */
enum { SHOWN_BYTES = 40 };

static const char html_type[] = "text/html; charset=utf-8";
static const char json_type[] = "application/json";
static const char plain_type[] = "text/plain; charset=utf-8";
static const char sorry[] = "The archive cannot be searched just now. Please try again later.";

typedef struct reply {
	unsigned code;
	const char *type;
	wire_buf body;
	const char *words; /* instead of the body, when it could not be made; else NULL */
} reply;

typedef struct request {
	wire_arena *arena;
	wire_params params;
	wire_request_text given;
	wire_request parsed;
	wire_page page;
} request;

static bool wants_json(const request *r)
{
	const char *format = wire_params_get(&r->params, "format");
	return format != NULL && strcmp(format, "json") == 0;
}

/* Make the reply that of a failure, with `code`. */
static void fail(
	reply *out, const request *r, unsigned code, wire_status status, const wire_error *err)
{
	wire_error shown = *err;
	/* What is wrong here is the administrator's to read, in the server's log. */
	if (code >= WIRE_HTTP_ERROR) {
		fprintf(stderr, "wire-search.cgi: %s\n",
			err->message[0] != '\0' ? err->message : wire_status_text(status));
		snprintf(shown.message, sizeof shown.message, "%s", sorry);
	}
	wire_buf_clear(&out->body);
	out->code = code;
	if (wants_json(r) && wire_render_json_error(&out->body, status, &shown) == WIRE_OK) {
		out->type = json_type;
		return;
	}
	wire_buf_clear(&out->body);
	out->type = html_type;
	wire_page page = r->page;
	page.title = wire_str_from(wire_http_reason(code));
	page.followed = false;
	wire_page_error(&out->body, &page, status, &shown);
	if (wire_buf_status(&out->body) == WIRE_OK)
		return;
	/* There is no memory even for that: words that need none. */
	out->type = plain_type;
	out->words = code >= WIRE_HTTP_ERROR ? sorry : wire_http_reason(code);
}

/* ---- reading the request ---- */

static wire_status read_arguments(request *r, int argc, char **argv, wire_error *err)
{
	wire_status status = WIRE_OK;
	/* Under a web server arguments are the server's own (RFC 3875, 4.4), not ours. */
	if (getenv("GATEWAY_INTERFACE") != NULL)
		return wire_params_read(
			&r->params, wire_str_from(getenv("QUERY_STRING")), r->arena, err);
	for (int i = 1; i < argc && status == WIRE_OK; i++) {
		wire_str pair = wire_str_from(argv[i]);
		size_t equals = wire_str_find(pair, WIRE_STR("="), 0);
		if (equals == (size_t)-1)
			return wire_fail(err, WIRE_EINVAL, "want arguments as NAME=VALUE");
		status = wire_params_add(&r->params, wire_str_slice(pair, 0, equals),
			wire_str_slice(pair, equals + 1, pair.len), r->arena, err);
	}
	return status;
}

/* A parameter that is not known is a mistake, but for those that others hang on links to count
 * them. */
static wire_status check_names(const request *r, wire_error *err)
{
	static const char *const known[] = {
		"q", "f", "sort", "n", "offset", "id", "format", "style"};
	for (size_t i = 0; i < r->params.len; i++) {
		wire_str name = wire_str_from(r->params.items[i].name);
		bool good = wire_str_starts(name, WIRE_STR("utm_"));
		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			good = good || wire_str_equal(name, wire_str_from(known[k]));
		if (!good)
			return wire_fail(err, WIRE_EINVAL,
				"there is no parameter '" WIRE_FMT
				"': want q, f, sort, n, offset, id or format",
				WIRE_ARG(wire_utf8_cut(name, SHOWN_BYTES)));
	}
	return WIRE_OK;
}

/* Of a parameter that is given twice nobody knows which is meant; filters alone are a list. */
static wire_status check_repeats(const request *r, wire_error *err)
{
	for (size_t i = 0; i < r->params.len; i++) {
		const char *name = r->params.items[i].name;
		bool many = strcmp(name, "f") == 0 || strncmp(name, "utm_", 4) == 0;
		for (size_t k = 0; k < i && !many; k++)
			if (strcmp(name, r->params.items[k].name) == 0)
				return wire_fail(err, WIRE_EINVAL,
					"the parameter '%s' is given twice: only f may be", name);
	}
	return WIRE_OK;
}

static wire_status check_format(const request *r, wire_error *err)
{
	wire_str format = wire_str_from(wire_params_get(&r->params, "format"));
	if (format.len == 0 || wire_str_equal(format, WIRE_STR("json")) ||
		wire_str_equal(format, WIRE_STR("html")))
		return WIRE_OK;
	return wire_fail(err, WIRE_EINVAL, "there is no format '" WIRE_FMT "': want html or json",
		WIRE_ARG(wire_utf8_cut(format, SHOWN_BYTES)));
}

static wire_status read_given(request *r, wire_error *err)
{
	wire_status status = WIRE_OK;
	r->given.query = wire_str_from(wire_params_get(&r->params, "q"));
	r->given.sort = wire_params_get(&r->params, "sort");
	r->given.limit = wire_params_get(&r->params, "n");
	r->given.offset = wire_params_get(&r->params, "offset");
	r->given.facets = "";
	r->given.limit_min = wants_json(r) ? 0 : 1; /* a count alone is no page */
	r->given.limit_max = PAGE_MAX;
	/* For the form of a page that tells of a failure before all is read. */
	r->parsed.query = r->given.query;
	for (size_t i = 0; i < r->params.len && status == WIRE_OK; i++)
		if (strcmp(r->params.items[i].name, "f") == 0)
			status = wire_request_add_filter(&r->given, r->params.items[i].value, err);
	return status;
}

static wire_status read_request(request *r, int argc, char **argv, wire_error *err)
{
	wire_status status = read_arguments(r, argc, argv, err);
	if (status == WIRE_OK)
		status = check_names(r, err);
	if (status == WIRE_OK)
		status = check_repeats(r, err);
	if (status == WIRE_OK)
		status = check_format(r, err);
	return status == WIRE_OK ? read_given(r, err) : status;
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
	if (wants_json(r)) {
		out->type = json_type;
		status = wire_story_to_json(&out->body, &story);
		return status == WIRE_OK ? status : wire_fail(err, status, "out of memory");
	}
	r->page.title = story.headline.len > 0 ? story.headline : WIRE_STR("Story");
	r->page.followed = true;
	wire_page_story(&out->body, &r->page, &story);
	return WIRE_OK;
}

/* Of a query's many pages the first alone is for crawlers: filters and sorts combine without end.
 */
static bool is_plain(const wire_request *asked)
{
	return asked->n_filters == 0 && asked->offset == 0 && asked->sort == WIRE_SORT_RELEVANCE &&
	       asked->limit == WIRE_LIMIT_DEFAULT;
}

static wire_status answer_search(reply *out, request *r, wire_searcher *searcher, wire_error *err)
{
	wire_result result;
	bool json = wants_json(r);
	wire_status status = wire_request_read(&r->parsed, &r->given, searcher, r->arena, err);
	r->parsed.seconds = WIRE_BUDGET_PAGE_SECONDS;
	if (status == WIRE_OK)
		status = wire_searcher_run(&result, searcher, &r->parsed, r->arena, err);
	if (status != WIRE_OK)
		return status;
	if (json) {
		out->type = json_type;
		return wire_render_json(&out->body, &result, err);
	}
	if (r->parsed.query.len > 0)
		r->page.title = r->parsed.query;
	r->page.followed = is_plain(&r->parsed);
	wire_page_result(&out->body, &r->page, &result);
	return WIRE_OK;
}

/* The box alone, which is nobody's question. */
static wire_status answer_start(reply *out, request *r, wire_searcher *searcher, wire_error *err)
{
	wire_result result;
	r->given.facets = NULL;
	wire_status status = wire_request_read(&r->parsed, &r->given, searcher, r->arena, err);
	r->parsed.brief = true;
	r->parsed.seconds = WIRE_BUDGET_PAGE_SECONDS;
	if (status == WIRE_OK)
		status = wire_searcher_run(&result, searcher, &r->parsed, r->arena, err);
	if (status != WIRE_OK)
		return status;
	r->page.followed = true;
	wire_page_start(&out->body, &r->page, result.archive);
	return WIRE_OK;
}

static wire_status answer_from(reply *out, request *r, wire_searcher *searcher, wire_error *err)
{
	const char *id = wire_params_get(&r->params, "id");
	bool asked = r->given.query.len > 0 || r->given.n_filters > 0 || wants_json(r);
	wire_status status = id != NULL ? answer_story(out, r, searcher, id, err)
			     : asked    ? answer_search(out, r, searcher, err)
					: answer_start(out, r, searcher, err);
	if (status != WIRE_OK)
		return status;
	status = wire_buf_status(&out->body);
	return status == WIRE_OK ? status : wire_fail(err, status, "the page is too large");
}

static void answer(reply *out, request *r)
{
	wire_error err = {0};
	wire_searcher *searcher = NULL;
	const char *db = getenv("WIRE_DB");
	wire_status status = WIRE_OK;
	if (db == NULL || db[0] == '\0')
		status = wire_fail(&err, WIRE_EDATABASE, "WIRE_DB is not set");
	if (status == WIRE_OK)
		status = wire_searcher_open(&searcher, &db, 1, &err);
	if (status == WIRE_ENOTFOUND) /* a database that is not there is no page that is not */
		status = WIRE_EDATABASE;
	if (status == WIRE_OK)
		status = answer_from(out, r, searcher, &err);
	if (status != WIRE_OK)
		fail(out, r, wire_http_code(status), status, &err);
	wire_searcher_close(searcher);
}

static bool is_allowed(const char *method)
{
	return method == NULL || strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

/* The page is one address: below it there is nothing. */
static bool is_page(const char *path)
{
	return path == NULL || path[0] == '\0' || strcmp(path, "/") == 0;
}

static void reply_to(reply *out, request *r, int argc, char **argv)
{
	wire_error err = {0};
	wire_status status = read_request(r, argc, argv, &err);
	if (!is_allowed(getenv("REQUEST_METHOD"))) {
		wire_fail(&err, WIRE_EINVAL, "only GET and HEAD are answered");
		fail(out, r, WIRE_HTTP_METHOD_NOT_ALLOWED, WIRE_EINVAL, &err);
	} else if (!is_page(getenv("PATH_INFO"))) {
		wire_fail(&err, WIRE_ENOTFOUND, "there is no such page");
		fail(out, r, WIRE_HTTP_NOT_FOUND, WIRE_ENOTFOUND, &err);
	} else if (status != WIRE_OK) {
		fail(out, r,
			status == WIRE_ETOOBIG ? WIRE_HTTP_URI_TOO_LONG : wire_http_code(status),
			status, &err);
	} else if (wire_params_get(&r->params, "style") != NULL) {
		out->type = "text/css; charset=utf-8";
		wire_buf_puts(&out->body, page_style);
	} else {
		answer(out, r);
	}
}

static int send_reply(const reply *out)
{
	const char *method = getenv("REQUEST_METHOD");
	bool head = method != NULL && strcmp(method, "HEAD") == 0;
	wire_str body = out->words != NULL ? wire_str_from(out->words) : wire_buf_view(&out->body);
	printf("Status: %u %s\r\nContent-Type: %s\r\n", out->code, wire_http_reason(out->code),
		out->type);
	printf("Content-Length: %zu\r\n", body.len);
	if (out->code == WIRE_HTTP_METHOD_NOT_ALLOWED)
		printf("Allow: GET, HEAD\r\n");
	if (out->code == WIRE_HTTP_UNAVAILABLE)
		printf("Retry-After: 60\r\n");
	printf("Content-Security-Policy: default-src 'none'; style-src 'self'; "
	       "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
	       "X-Content-Type-Options: nosniff\r\nReferrer-Policy: same-origin\r\n\r\n");
	if (!head && body.len > 0)
		fwrite(body.data, 1, body.len, stdout);
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	fprintf(stderr, "wire-search.cgi: cannot write the page: %s\n", strerror(errno));
	return 1;
}

int main(int argc, char **argv)
{
	request r = {.arena = wire_arena_new(MEMORY_MAX)};
	reply out = {.code = WIRE_HTTP_OK, .type = html_type};
	r.page = (wire_page){.request = &r.parsed, .title = WIRE_STR("Wire archive")};
	wire_buf_init(&out.body, OUTPUT_MAX);
	if (r.arena != NULL)
		reply_to(&out, &r, argc, argv);
	else
		fail(&out, &r, WIRE_HTTP_ERROR, WIRE_ENOMEM, &(wire_error){0});
	int code = send_reply(&out);
	wire_buf_release(&out.body);
	wire_arena_free(r.arena);
	return code;
}
