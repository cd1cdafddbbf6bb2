/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The same answers over a xapian-tcpsrv on the loopback. Skipped where there is none. */
#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#include "shim/store_support.h"

static const story STORIES[] = {
	{"Q1", "red line", "20230615", "Ada Lovelace\x1fGrace Hopper"},
	{"Q2", "red line line", NULL, "Grace Hopper"},
	{"Q3", "line red", "20230614", NULL},
	{"Q4", "crimson line", "19991231", "Zoe Quinn"},
};

typedef struct server {
	char address[32];
	pid_t pid;
} server;

/* A port that was free a moment ago. */
static unsigned free_port(void)
{
	struct sockaddr_in where = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof where;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(listener >= 0);
	assert_int_equal(bind(listener, (struct sockaddr *)&where, length), 0);
	assert_int_equal(getsockname(listener, (struct sockaddr *)&where, &length), 0);
	close(listener);
	return ntohs(where.sin_port);
}

/* Start a server for `db`; false when there is no such program. */
static bool serve(server *out, const char *db)
{
	char port[16];
	wire_error err;
	snprintf(port, sizeof port, "%u", free_port());
	snprintf(out->address, sizeof out->address, "127.0.0.1:%s", port);
	out->pid = fork();
	assert_true(out->pid >= 0);
	if (out->pid == 0) {
		setpgid(0, 0); /* the server and the processes of its connections: stop() ends them
				  all */
		alarm(60);     /* should a test fail and leave it running */
		execlp("xapian-tcpsrv", "xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1",
			"--port", port, db, (char *)NULL);
		_exit(127);
	}
	for (int i = 0; i < 200; i++) {
		wire_reader *reader;
		const char *address = out->address;
		wire_status status = wire_reader_open(&reader, &address, 1, &err);
		wire_reader_close(reader);
		if (status == WIRE_OK)
			return true;
		assert_int_equal(status, WIRE_EIO);
		int ended;
		if (waitpid(out->pid, &ended, WNOHANG) == out->pid) {
			assert_int_equal(WEXITSTATUS(ended), 127);
			return false;
		}
		nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
	}
	fail_msg("no answer from %s: %s", out->address, err.message);
	return false;
}

/* SIGKILL, for on SIGTERM a connection's process calls exit() in its handler: it hangs when it was
 * in exit() already. */
static void stop(const server *s)
{
	assert_int_equal(kill(-s->pid, SIGKILL), 0);
	assert_int_equal(waitpid(s->pid, NULL, 0), s->pid);
}

static wire_query *red_line(void)
{
	wire_error err;
	wire_query *colours[] = {term_query("red"), term_query("crimson")};
	wire_query *parts[] = {wire_query_synonym(colours, 2, &err), term_query("line")};
	return wire_query_phrase(parts, 2, &err);
}

static wire_status count_term(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	uint32_t *sum = payload;
	(void)err;
	assert_true(wire_str_starts(term, WIRE_STR("l")));
	*sum += frequency;
	return WIRE_OK;
}

static void expect_answers(wire_reader *reader)
{
	wire_error err;
	wire_counts counts;
	uint32_t n = 0;
	expect_found(reader, term_query("line"), WIRE_SORT_NEWEST, "Q1 Q3 Q4 Q2", "newest");
	expect_found(reader, term_query("line"), WIRE_SORT_OLDEST, "Q4 Q3 Q1 Q2", "oldest");
	expect_found(reader, term_query("line"), WIRE_SORT_RELEVANCE, "Q2 Q1 Q3 Q4", "relevance");
	expect_found(reader, red_line(), WIRE_SORT_OLDEST, "Q4 Q1 Q2", "a phrase of a synonym");
	wire_query *all = wire_query_all(&err);
	OK(wire_reader_facets(&counts, reader, all, &(uint32_t){1}, 1, &err));
	assert_int_equal(counts.len, 3);
	assert_string_equal(counts.items[0].value, "Grace Hopper");
	assert_int_equal(counts.items[0].count, 2);
	wire_counts_free(&counts);
	OK(wire_reader_match_count(&n, reader, all, &err));
	assert_int_equal(n, 4);
	wire_query_free(all);
	n = 0;
	OK(wire_reader_terms(reader, WIRE_STR("l"), count_term, &n, &err));
	assert_int_equal(n, 4);
	OK(wire_reader_find(&n, reader, WIRE_STR("Q3"), &err));
}

static void test_remote__answers_as_a_directory_does(void **state)
{
	const place *at = *state;
	wire_error err;
	server s;
	stories_index(at->db, STORIES, COUNT(STORIES));
	if (!serve(&s, at->db))
		skip();
	wire_reader *reader;
	const char *address = s.address;
	OK(wire_reader_open(&reader, &address, 1, &err));
	expect_answers(reader);
	wire_reader_close(reader);
	stop(&s);
	FAILS(WIRE_EIO, s.address, wire_reader_open(&reader, &address, 1, &err));
	assert_null(reader);
}

static void test_remote__beside_a_directory(void **state)
{
	const place *at = *state;
	char second[128];
	wire_error err;
	server s;
	stories_index(at->db, STORIES, 2);
	stories_index(place_path(second, sizeof second, at, "second"), STORIES + 2, 2);
	if (!serve(&s, at->db))
		skip();
	wire_reader *reader;
	const char *paths[] = {s.address, second};
	OK(wire_reader_open(&reader, paths, 2, &err));
	expect_answers(reader);
	wire_reader_close(reader);
	stop(&s);
}

/* A server of a database is that database: it is not searched twice. */
static void test_remote__of_a_directory_that_is_named_too(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_reader *reader;
	server s;
	stories_index(at->db, STORIES, COUNT(STORIES));
	if (!serve(&s, at->db))
		skip();
	const char *paths[] = {at->db, s.address};
	OK(wire_reader_open(&reader, paths, 2, &err));
	expect_answers(reader);
	assert_string_equal(wire_reader_repeated(reader, 0), s.address);
	assert_null(wire_reader_repeated(reader, 1));
	wire_reader_close(reader);
	stop(&s);
}

static void test_remote__overtaken_by_a_writer(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_reader *reader;
	wire_buf before, after;
	server s;
	wire_buf_init(&before, 200);
	wire_buf_init(&after, 200);
	stories_index(at->db, STORIES, COUNT(STORIES));
	if (!serve(&s, at->db))
		skip();
	const char *address = s.address;
	OK(wire_reader_open(&reader, &address, 1, &err));
	OK(wire_reader_revision(&before, reader, &err));
	for (int i = 0; i < 4; i++)
		stories_index(at->db, STORIES, COUNT(STORIES));
	expect_answers(reader);
	stories_index(at->db, &(story){"Q5", "blue", NULL, NULL}, 1);
	OK(wire_reader_reopen(reader, &err));
	OK(wire_reader_revision(&after, reader, &err));
	assert_string_not_equal(before.data, after.data);
	wire_reader_close(reader);
	wire_buf_release(&before);
	wire_buf_release(&after);
	stop(&s);
}

static void test_remote__a_foreign_server(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	wire_reader *reader;
	server s;
	stories_index(at->db, STORIES, 1);
	if (!serve(&s, at->db))
		skip();
	OK(wire_writer_open(&writer, at->db, &err));
	OK(wire_writer_set_meta(writer, WIRE_STR(WIRE_SCHEMA_KEY), WIRE_STR(""), &err));
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
	const char *address = s.address;
	FAILS(WIRE_EFOREIGN, s.address, wire_reader_open(&reader, &address, 1, &err));
	stop(&s);
}

static void test_remote__addresses(void **state)
{
	static const struct {
		const char *path;
		wire_status status;
		const char *why;
	} rows[] = {
		{"127.0.0.1:1", WIRE_EIO, "nobody listens"},
		{"[::1]:1", WIRE_EIO, "an IPv6 address"},
		{"127.0.0.1:", WIRE_ENOTFOUND, "a path: no port"},
		{":6543", WIRE_ENOTFOUND, "a path: no host"},
		{"127.0.0.1:65x", WIRE_ENOTFOUND, "a path: not a number"},
		{"127.0.0.1:123456", WIRE_ENOTFOUND, "a path: no such port"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_error err;
		wire_reader *reader;
		FAILS_OR_OK(rows[i].status, rows[i].path,
			wire_reader_open(&reader, &rows[i].path, 1, &err), rows[i].why);
		assert_null(reader);
	}
}

/* The brackets around an address are none of its own: no name is looked up. */
static void test_remote__brackets_fall_off(void **state)
{
	const char *path = "[127.0.0.1]:1"; /* not every host has IPv6 */
	wire_error err;
	wire_reader *reader;
	(void)state;
	assert_int_equal(wire_reader_open(&reader, &path, 1, &err), WIRE_EIO);
	assert_null(strstr(err.message, "resolve"));
	path = "[no.such.host.invalid]:1";
	assert_int_equal(wire_reader_open(&reader, &path, 1, &err), WIRE_EIO);
	assert_non_null(strstr(err.message, "[no.such.host.invalid]:1"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_remote__##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(answers_as_a_directory_does),
		CASE(beside_a_directory),
		CASE(of_a_directory_that_is_named_too),
		CASE(overtaken_by_a_writer),
		CASE(a_foreign_server),
		CASE(addresses),
		CASE(brackets_fall_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
