/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wire-search: see wire-search(1). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "search/options.h"
#include "search/render/render.h"

/* Memory for one request's result, and for its printed form, in bytes. */
#define RESULT_MEMORY_MAX ((size_t)2 << 30)
#define OUTPUT_MAX        ((size_t)1 << 30)

/* Does the terminal show colours, and does its user want them (no-color.org)? */
static bool wants_color(void)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");
	bool able = term != NULL && term[0] != '\0' && strcmp(term, "dumb") != 0;
	return able && (no_color == NULL || no_color[0] == '\0');
}

static wire_text_style style_of(const wire_search_options *options)
{
	struct winsize size;
	bool terminal = isatty(STDOUT_FILENO) != 0;
	wire_text_style style = {.width = 80};
	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		style.width = size.ws_col;
	style.color = strcmp(options->color, "always") == 0 ||
		      (strcmp(options->color, "auto") == 0 && terminal && wants_color());
	return style;
}

static void print(FILE *stream, const wire_buf *text)
{
	if (text->len > 0)
		fwrite(text->data, 1, text->len, stream);
}

/* The words need no memory of their own: there may be none. */
static int fail(wire_status status, wire_str query, const wire_error *err)
{
	wire_buf text;
	wire_buf_init(&text, 64 * 1024);
	fputs("wire-search: ", stderr);
	if (status == WIRE_EQUERY)
		wire_render_query_error(&text, query, err);
	if (status == WIRE_EQUERY && wire_buf_status(&text) == WIRE_OK)
		print(stderr, &text);
	else
		fprintf(stderr, "%s\n",
			err->message[0] != '\0' ? err->message : wire_status_text(status));
	if (status == WIRE_EINVAL)
		fputs("Try 'wire-search --help'.\n", stderr);
	wire_buf_release(&text);
	/* 1 says that nothing was found; what failed otherwise is a fault. */
	int code = wire_status_exit(status);
	return code == 1 && status != WIRE_ENOTFOUND ? wire_status_exit(WIRE_EDATABASE) : code;
}

/* What went wrong may come of a word with a minus that was read as an option. */
static void tell_minus_word(const wire_search_options *options)
{
	if (options->minus_word != NULL)
		fprintf(stderr, "'%s' is read as the option -%c%s\n", options->minus_word,
			options->minus_word[1], wire_search_minus_hint);
}

/* A buffer that could not take all is no answer. */
static wire_status buffer_status(const wire_buf *text, wire_error *err)
{
	wire_status status = wire_buf_status(text);
	if (status == WIRE_ETOOBIG)
		return wire_fail(err, status, "the answer is longer than %zu bytes", text->max);
	return status == WIRE_OK ? status : wire_fail(err, status, "out of memory");
}

/* The answer for standard output, and what is said of it besides for standard error. */
typedef struct answer {
	wire_buf out, aside;
} answer;

static wire_status put_result(
	answer *to, const wire_result *result, const wire_search_options *options, wire_error *err)
{
	const wire_text_style style = style_of(options);
	switch (options->output) {
	case WIRE_OUTPUT_TEXT:
		wire_render_text(&to->out, result, &style);
		if (result->total == 0)
			wire_render_no_hits(&to->aside, result);
		break;
	case WIRE_OUTPUT_JSON:
		return wire_render_json(&to->out, result, err);
	case WIRE_OUTPUT_COUNT:
		wire_buf_printf(&to->out, "%u\n", result->total);
		wire_render_notes(&to->aside, result);
		break;
	case WIRE_OUTPUT_IDS:
		wire_render_notes(&to->aside, result);
		break;
	}
	return WIRE_OK;
}

typedef struct id_output {
	wire_buf text; /* of one id */
	bool null;
} id_output;

/* Print an id as soon as it is known. Output that cannot be written ends the walk. */
static wire_status print_id(void *payload, wire_str id, wire_error *err)
{
	id_output *o = payload;
	wire_buf_clear(&o->text);
	wire_render_id(&o->text, id, o->null);
	wire_status status = buffer_status(&o->text, err);
	if (status != WIRE_OK)
		return status;
	print(stdout, &o->text);
	return ferror(stdout) != 0 ? WIRE_END : WIRE_OK;
}

static wire_status print_ids(wire_result *out, wire_searcher *searcher, const wire_request *request,
	bool null, wire_arena *arena, wire_error *err)
{
	id_output o = {.null = null};
	wire_buf_init(&o.text, OUTPUT_MAX);
	wire_status status = wire_searcher_ids(out, searcher, request, print_id, &o, arena, err);
	wire_buf_release(&o.text);
	return status;
}

static wire_status answer_query(answer *to, uint32_t *total, wire_searcher *searcher,
	wire_request *request, const wire_search_options *options, wire_arena *arena,
	wire_error *err)
{
	wire_result result;
	wire_str understood;
	wire_status status;
	*total = 1;
	if (options->explain) {
		status = wire_searcher_explain(&understood, searcher, request, arena, err);
		if (status == WIRE_OK)
			wire_buf_printf(&to->out, WIRE_FMT "\n", WIRE_ARG(understood));
		return status;
	}
	if (options->output == WIRE_OUTPUT_COUNT)
		request->brief = true;
	status = options->output == WIRE_OUTPUT_IDS
			 ? print_ids(&result, searcher, request, options->null, arena, err)
			 : wire_searcher_run(&result, searcher, request, arena, err);
	if (status == WIRE_OK)
		status = put_result(to, &result, options, err);
	*total = result.total;
	return status;
}

static int search(wire_searcher *searcher, const wire_search_options *options, wire_arena *arena)
{
	wire_request request = {0};
	wire_error err = {0};
	answer to;
	uint32_t total = 0;
	int code;
	wire_buf_init(&to.out, OUTPUT_MAX);
	wire_buf_init(&to.aside, OUTPUT_MAX);
	wire_status status = wire_request_read(&request, &options->given, searcher, arena, &err);
	if (status == WIRE_OK)
		status = answer_query(&to, &total, searcher, &request, options, arena, &err);
	if (status == WIRE_OK)
		status = buffer_status(&to.out, &err);
	if (status == WIRE_OK)
		status = buffer_status(&to.aside, &err);
	if (status == WIRE_OK) {
		print(stdout, &to.out);
		fflush(stdout); /* so that the two come in this order on a terminal */
		print(stderr, &to.aside);
		code = total == 0;
	} else {
		code = fail(status, request.query, &err);
		if (status == WIRE_EINVAL)
			tell_minus_word(options);
	}
	wire_buf_release(&to.out);
	wire_buf_release(&to.aside);
	return code;
}

static int show(wire_searcher *searcher, const wire_search_options *options, wire_arena *arena)
{
	wire_story story;
	wire_error err = {0};
	wire_buf text;
	wire_str path = {NULL, 0};
	const wire_text_style style = style_of(options);
	int code = 0;
	wire_buf_init(&text, OUTPUT_MAX);
	wire_status status =
		wire_searcher_story(&story, searcher, wire_str_from(options->show), arena, &err);
	/* Of several databases it is not known whose story it is. */
	if (status == WIRE_OK && options->n_databases == 1)
		status = wire_searcher_path(&path, searcher, &story, arena, &err);
	if (status == WIRE_OK && options->output == WIRE_OUTPUT_JSON)
		status = wire_render_story_json(&text, &story, path, &err);
	else if (status == WIRE_OK)
		wire_render_story_text(&text, &story, path, &style);
	if (status == WIRE_OK)
		status = buffer_status(&text, &err);
	if (status == WIRE_OK)
		print(stdout, &text);
	else
		code = fail(status, WIRE_STR(""), &err);
	wire_buf_release(&text);
	return code;
}

static int run(const wire_search_options *options)
{
	wire_error err = {0};
	wire_searcher *searcher = NULL;
	wire_arena *arena = wire_arena_new(RESULT_MEMORY_MAX);
	wire_status status = WIRE_ENOMEM;
	int code = 0;
	if (arena == NULL)
		wire_fail(&err, status, "out of memory");
	else
		status = wire_searcher_open(
			&searcher, options->databases, options->n_databases, &err);
	/* A database that is not there is a fault of the database, not a search without hits. */
	if (status != WIRE_OK)
		code = fail(status == WIRE_ENOTFOUND ? WIRE_EDATABASE : status, WIRE_STR(""), &err);
	if (status == WIRE_ENOTFOUND)
		tell_minus_word(options);
	if (status == WIRE_OK)
		code = options->show != NULL ? show(searcher, options, arena)
					     : search(searcher, options, arena);
	wire_searcher_close(searcher);
	wire_arena_free(arena);
	return code;
}

static int print_help(void)
{
	wire_buf text;
	wire_buf_init(&text, 64 * 1024);
	wire_search_options_help(&text);
	print(stdout, &text);
	wire_buf_release(&text);
	return 0;
}

/* Output that could not be written must not end in success. */
static int close_output(int code)
{
	bool bad = ferror(stdout) != 0;
	if (fclose(stdout) == 0 && !bad)
		return code;
	fprintf(stderr, "wire-search: cannot write the output: %s\n", strerror(errno));
	return wire_status_exit(WIRE_EIO);
}

int main(int argc, char **argv)
{
	wire_search_options options;
	wire_error err = {0};
	int code = 0;
	wire_status status = wire_search_options_read(&options, argc, argv, &err);
	if (status != WIRE_OK)
		code = fail(status, WIRE_STR(""), &err);
	else if (options.help)
		code = print_help();
	else if (options.version)
		puts("wire-search " WIRE_VERSION);
	else
		code = run(&options);
	wire_search_options_release(&options);
	return close_output(code);
}
