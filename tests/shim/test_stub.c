/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whose a directory is: ours, empty, half made, another program's, another version's. */
#include <sys/wait.h>

#include "shim/store_support.h"

static const story ONE = {"Q1", "red line", "20230601", NULL};
static const story TWO = {"Q2", "blue line", "20230602", NULL};

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void set_schema(const char *db, const char *version)
{
	wire_error err;
	wire_writer *writer;
	OK(wire_writer_open(&writer, db, &err));
	OK(wire_writer_set_meta(writer, WIRE_STR(WIRE_SCHEMA_KEY), wire_str_from(version), &err));
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
}

static void open_unreadable(const char *db)
{
	wire_error err;
	wire_reader *reader;
	wire_writer *writer;
	if (geteuid() == 0 && setuid(65534) != 0)
		_exit(1);
	wire_status reading = wire_reader_open(&reader, &db, 1, &err);
	if (reading != WIRE_EIO || strstr(err.message, "Permission denied") == NULL)
		_exit(2);
	wire_status writing = wire_writer_open(&writer, db, &err);
	_exit(writing == WIRE_EIO && strstr(err.message, db) != NULL ? 0 : 3);
}

static void test_stub__makes_a_stub_directory(void **state)
{
	const place *at = *state;
	char path[128], text[64];
	stories_index(at->db, &ONE, 1);
	FILE *stub = fopen(place_path(path, sizeof path, at, "db/XAPIANDB"), "r");
	assert_non_null(stub);
	assert_non_null(fgets(text, sizeof text, stub));
	assert_string_equal(text, "auto g1\n");
	fclose(stub);
	assert_int_equal(access(place_path(path, sizeof path, at, "db/XAPIANDB.new"), F_OK), -1);
	assert_int_equal(stories_count(at->db), 1);
}

static void test_stub__takes_an_empty_directory(void **state)
{
	const place *at = *state;
	assert_int_equal(mkdir(at->db, 0777), 0);
	stories_index(at->db, &ONE, 1);
	assert_int_equal(stories_count(at->db), 1);
}

/* What a directory holds, and what the writer and the reader say to it. */
static void test_stub__other_directories(void **state)
{
	static const struct {
		const char *dir;  /* made when not NULL */
		const char *file; /* made with this text when not NULL */
		const char *text;
		wire_status writer, reader;
		const char *why;
	} rows[] = {
		{"db", "db/letter.txt", "x", WIRE_EFOREIGN, WIRE_EFOREIGN, "somebody's files"},
		{"db", "db/.profile", "x", WIRE_EFOREIGN, WIRE_EFOREIGN, "also hidden ones"},
		{NULL, "db", "x", WIRE_EFOREIGN, WIRE_EFOREIGN, "a file"},
		{"db", "db/g1", "x", WIRE_EFOREIGN, WIRE_EFOREIGN, "a file g1"},
		{"db", "db/XAPIANDB", "auto /somewhere\n", WIRE_EFOREIGN, WIRE_EFOREIGN,
			"another program's stub"},
		{"db", "db/XAPIANDB", "auto g1\nauto g2\n", WIRE_EFOREIGN, WIRE_EFOREIGN,
			"a stub of several"},
		{"db", "db/XAPIANDB", "remote localhost:1\n", WIRE_EFOREIGN, WIRE_EFOREIGN,
			"a stub of a server"},
		{"db", "db/XAPIANDB", "", WIRE_EFOREIGN, WIRE_EFOREIGN, "an empty stub"},
		{"db", "db/XAPIANDB", "auto g7\n", WIRE_EIO, WIRE_EIO, "the generation is gone"},
		{"db", "db/iamglass", "x", WIRE_EFOREIGN, WIRE_EDATABASE, "a damaged database"},
		{"db", "db/XAPIANDB.new", "au", WIRE_OK, WIRE_ENOTFOUND,
			"cut off while the stub was written"},
		{"db", NULL, NULL, WIRE_OK, WIRE_ENOTFOUND, "an empty directory"},
		{NULL, NULL, NULL, WIRE_OK, WIRE_ENOTFOUND, "nothing"},
	};
	const place *at = *state;
	char path[128];
	wire_error err;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_writer *writer;
		wire_reader *reader;
		const char *db = at->db;
		if (rows[i].dir != NULL)
			assert_int_equal(
				mkdir(place_path(path, sizeof path, at, rows[i].dir), 0777), 0);
		if (rows[i].file != NULL)
			write_file(place_path(path, sizeof path, at, rows[i].file), rows[i].text);
		FAILS_OR_OK(
			rows[i].reader, db, wire_reader_open(&reader, &db, 1, &err), rows[i].why);
		assert_null(reader);
		FAILS_OR_OK(rows[i].writer, db, wire_writer_open(&writer, db, &err), rows[i].why);
		wire_writer_close(writer);
		nftw(db, place_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	}
	FAILS_OR_OK(WIRE_EIO, "No such file",
		wire_writer_open(&(wire_writer *){NULL},
			place_path(path, sizeof path, at, "no/where"), &err),
		"parents are not made");
}

static void test_stub__a_making_cut_off_is_taken_up(void **state)
{
	const place *at = *state;
	char stub[128];
	wire_error err;
	wire_writer *writer;
	/* Killed before the stub was written: the generation is there, with its mark. */
	OK(wire_writer_open(&writer, at->db, &err));
	wire_writer_close(writer);
	assert_int_equal(unlink(place_path(stub, sizeof stub, at, "db/XAPIANDB")), 0);
	stories_index(at->db, &ONE, 1);
	assert_int_equal(stories_count(at->db), 1);
	/* A generation that lost its stub later still has its stories. */
	assert_int_equal(unlink(stub), 0);
	stories_index(at->db, &TWO, 1);
	assert_int_equal(stories_count(at->db), 2);
}

static void test_stub__a_making_cut_off_before_the_mark(void **state)
{
	const place *at = *state;
	char stub[128];
	stories_index(at->db, NULL, 0);
	set_schema(at->db, "");
	assert_int_equal(unlink(place_path(stub, sizeof stub, at, "db/XAPIANDB")), 0);
	stories_index(at->db, &ONE, 1);
	assert_int_equal(stories_count(at->db), 1);
}

static void test_stub__a_foreign_database(void **state)
{
	const place *at = *state;
	char generation[128], plain[128];
	wire_error err;
	wire_writer *writer;
	wire_reader *reader;
	const char *db = at->db;
	stories_index(db, &ONE, 1);
	set_schema(db, "");
	FAILS(WIRE_EFOREIGN, db, wire_writer_open(&writer, db, &err));
	assert_null(writer);
	FAILS(WIRE_EFOREIGN, db, wire_reader_open(&reader, &db, 1, &err));
	/* As other programs make them: no stub. */
	db = place_path(plain, sizeof plain, at, "plain");
	assert_int_equal(rename(place_path(generation, sizeof generation, at, "db/g1"), db), 0);
	FAILS(WIRE_EFOREIGN, db, wire_writer_open(&writer, db, &err));
	FAILS(WIRE_EFOREIGN, db, wire_reader_open(&reader, &db, 1, &err));
	assert_null(reader);
}

static void test_stub__another_schema(void **state)
{
	static const char *const VERSIONS[] = {"999", "0", "nonsense"};
	const place *at = *state;
	char want[64], dir[16], path[128];
	for (size_t i = 0; i < COUNT(VERSIONS); i++) {
		wire_error err;
		wire_writer *writer;
		wire_reader *reader;
		snprintf(dir, sizeof dir, "db%zu", i);
		const char *db = place_path(path, sizeof path, at, dir);
		stories_index(db, NULL, 0);
		set_schema(db, VERSIONS[i]);
		snprintf(want, sizeof want, "schema %s, this program wants %d", VERSIONS[i],
			WIRE_SCHEMA_VERSION);
		FAILS(WIRE_ESCHEMA, want, wire_writer_open(&writer, db, &err));
		FAILS(WIRE_ESCHEMA, want, wire_reader_open(&reader, &db, 1, &err));
		assert_non_null(strstr(err.message, db));
	}
}

static void test_stub__unreadable_directories(void **state)
{
	static const struct {
		const char *path;
		const char *why;
	} rows[] = {
		{"db", "the directory"},
		{"db/XAPIANDB", "the stub"},
		{"db/g1", "the generation"},
		{"db/g1/iamglass", "a file of the generation"},
		{"db/g1/postlist.glass", "a table of the generation"},
	};
	const place *at = *state;
	assert_int_equal(chmod(at->root, 0755), 0);
	stories_index(at->db, &ONE, 1);
	for (size_t i = 0; i < COUNT(rows); i++) {
		char path[128];
		struct stat info;
		int status;
		place_path(path, sizeof path, at, rows[i].path);
		assert_int_equal(stat(path, &info), 0);
		assert_int_equal(chmod(path, 0), 0);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			open_unreadable(at->db);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(chmod(path, info.st_mode & 07777), 0);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			fail_msg("%s: exit %d", rows[i].why, WEXITSTATUS(status));
	}
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_stub__##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(makes_a_stub_directory),
		CASE(takes_an_empty_directory),
		CASE(other_directories),
		CASE(a_making_cut_off_is_taken_up),
		CASE(a_making_cut_off_before_the_mark),
		CASE(a_foreign_database),
		CASE(another_schema),
		CASE(unreadable_directories),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
