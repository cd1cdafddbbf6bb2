/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing: whose a directory is, what is kept and what is lost. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "shim/store_support.h"
#include "wire/text.h"

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

static void test_writer__makes_a_stub_directory(void **state)
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

static void test_writer__takes_an_empty_directory(void **state)
{
	const place *at = *state;
	assert_int_equal(mkdir(at->db, 0777), 0);
	stories_index(at->db, &ONE, 1);
	assert_int_equal(stories_count(at->db), 1);
}

static void test_writer__one_at_a_time(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_writer *first, *second;
	OK(wire_writer_open(&first, at->db, &err));
	second = first;
	FAILS(WIRE_ELOCKED, at->db, wire_writer_open(&second, at->db, &err));
	assert_null(second);
	wire_writer_close(first);
	OK(wire_writer_open(&second, at->db, &err));
	wire_writer_close(second);
}

static void test_writer__put_replaces_by_identity(void **state)
{
	const place *at = *state;
	const story again = {"Q1", "green", NULL, NULL};
	wire_error err;
	wire_writer *writer;
	wire_reader *reader;
	bool replaced = true;
	const char *db = at->db;
	stories_index(db, &TWO, 1);
	OK(wire_writer_open(&writer, db, &err));
	OK(story_put(&replaced, writer, &ONE, &err));
	assert_false(replaced);
	OK(story_put(&replaced, writer, &again, &err));
	assert_true(replaced);
	OK(story_put(&replaced, writer, &TWO, &err));
	assert_true(replaced);
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
	assert_int_equal(stories_count(db), 2);
	OK(wire_reader_open(&reader, &db, 1, &err));
	expect_found(reader, term_query("red"), WIRE_SORT_NEWEST, "", "the old words are gone");
	expect_found(reader, term_query("green"), WIRE_SORT_NEWEST, "Q1", "the new ones are there");
	wire_reader_close(reader);
}

static void test_writer__delete_counts(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	uint32_t count = 7;
	stories_index(at->db, (story[]){ONE, TWO}, 2);
	OK(wire_writer_open(&writer, at->db, &err));
	OK(wire_writer_delete(&count, writer, WIRE_STR("absent"), &err));
	assert_int_equal(count, 0);
	count = 7;
	OK(wire_writer_delete(&count, writer, WIRE_STR(""), &err));
	assert_int_equal(count, 0);
	OK(wire_writer_delete(&count, writer, WIRE_STR("line"), &err));
	assert_int_equal(count, 2);
	OK(wire_writer_delete(NULL, writer, WIRE_STR("line"), &err));
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
	assert_int_equal(stories_count(at->db), 0);
}

static void test_writer__close_discards(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	bool replaced;
	stories_index(at->db, &ONE, 1);
	OK(wire_writer_open(&writer, at->db, &err));
	OK(story_put(&replaced, writer, &TWO, &err));
	OK(wire_writer_delete(NULL, writer, WIRE_STR("Q1"), &err));
	OK(wire_writer_set_meta(writer, WIRE_STR("key"), WIRE_STR("value"), &err));
	wire_writer_close(writer);
	wire_writer_close(NULL);

	wire_buf value;
	wire_buf_init(&value, 100);
	OK(wire_writer_open(&writer, at->db, &err));
	OK(wire_writer_get_meta(&value, writer, WIRE_STR("key"), &err));
	assert_int_equal(value.len, 0);
	wire_writer_close(writer);
	wire_buf_release(&value);
	assert_int_equal(stories_count(at->db), 1);
}

/* Xapian commits by itself after XAPIAN_FLUSH_THRESHOLD changes; a wire_writer must not. */
static void test_writer__never_commits_by_itself(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	bool replaced;
	setenv("XAPIAN_FLUSH_THRESHOLD", "3", 1);
	stories_index(at->db, &ONE, 1);
	OK(wire_writer_open(&writer, at->db, &err));
	for (int i = 10; i < 30; i++) {
		char id[16];
		snprintf(id, sizeof id, "Q%d", i);
		OK(story_put(&replaced, writer, &(story){id, "blue", NULL, NULL}, &err));
	}
	assert_int_equal(stories_count(at->db), 1);
	wire_writer_close(writer);
	unsetenv("XAPIAN_FLUSH_THRESHOLD");
	assert_int_equal(stories_count(at->db), 1);
}

static void test_writer__long_terms(void **state)
{
	static const struct {
		size_t length; /* of a term of x's */
		size_t nuls;   /* of which so many are NULs */
		wire_status status;
		const char *says;
		const char *why;
	} rows[] = {
		{245, 0, WIRE_OK, "", "the longest that Xapian takes"},
		{246, 0, WIRE_ETOOBIG, "246 bytes, 245 are allowed: 'xxxxxxxx", "one more"},
		{244, 1, WIRE_OK, "", "a NUL takes two bytes: 245"},
		{244, 2, WIRE_ETOOBIG, "'\\x00\\x00xxx", "two: 246; control bytes are shown"},
		{300, 39, WIRE_ETOOBIG, "\\x00\\x00\\x00\\x00x...'", "40 bytes,"},
		{300, 40, WIRE_ETOOBIG,
			"'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
			"\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
			"\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00...'",
			"also where each takes four of the message"},
		{100000, 0, WIRE_ETOOBIG, "xxxxx...'", "only the beginning is shown"},
	};
	const place *at = *state;
	static char text[100000];
	wire_error err;
	wire_writer *writer;
	OK(wire_writer_open(&writer, at->db, &err));
	for (size_t i = 0; i < COUNT(rows); i++) {
		memset(text, 'x', sizeof text);
		memset(text, '\0', rows[i].nuls);
		wire_posting postings[] = {
			{.term = WIRE_STR("Q1")}, {.term = {text, rows[i].length}, .frequency = 1}};
		wire_document document = {
			.id_term = WIRE_STR("Q1"), .postings = postings, .n_postings = 2};
		wire_put how = WIRE_PUT_SHARED;
		FAILS_OR_OK(rows[i].status, rows[i].says,
			wire_writer_put(&how, writer, &document, WIRE_STR(""), &err), rows[i].why);
		assert_int_equal(how, WIRE_PUT_NEW);
		/* Nothing of a refused story is put; what was is taken out again. */
		uint32_t count;
		OK(wire_writer_delete(&count, writer, WIRE_STR("Q1"), &err));
		assert_int_equal(count, rows[i].status == WIRE_OK);
	}
	wire_str long_key = {text, 300};
	FAILS(WIRE_ETOOBIG, "300 bytes",
		wire_writer_set_meta(writer, long_key, WIRE_STR(""), &err));
	FAILS(WIRE_ETOOBIG, "300 bytes", wire_writer_delete(NULL, writer, long_key, &err));
	/* Forty bytes are shown, and no half character: of two bytes each behind one x, nineteen.
	 */
	for (size_t i = 1; i + 1 < 300; i += 2)
		memcpy(text + i, "é", 2);
	FAILS(WIRE_ETOOBIG, "'xééééééééééééééééééé...'",
		wire_writer_delete(NULL, writer, long_key, &err));
	assert_true(wire_utf8_valid(wire_str_from(err.message)));
	wire_writer_close(writer);
}

/* Xapian cannot read some of these back by itself: see make_readable(). */
static void test_writer__repetitive_records_can_be_read(void **state)
{
	enum { RECORDS = 400 };
	const place *at = *state;
	static char text[16384];
	wire_error err;
	wire_writer *writer;
	wire_buf data;
	wire_put how;
	OK(wire_writer_open(&writer, at->db, &err));
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "word "[i % 5];
	for (unsigned i = 0; i < RECORDS; i++) {
		char id[16];
		snprintf(id, sizeof id, "Q%u", i);
		wire_posting posting = {.term = wire_str_from(id)};
		wire_document document = {.id_term = posting.term,
			.data = {text, 8100 + i},
			.postings = &posting,
			.n_postings = 1};
		OK(wire_writer_put(&how, writer, &document, WIRE_STR(""), &err));
	}
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
	wire_reader *reader;
	const char *db = at->db;
	wire_buf_init(&data, sizeof text);
	OK(wire_reader_open(&reader, &db, 1, &err));
	for (unsigned i = 0; i < RECORDS; i++) {
		wire_buf_clear(&data);
		OK(wire_reader_data(&data, reader, i + 1, &err));
		assert_true(data.len >= 8100 + i);
		assert_memory_equal(data.data, text, 8100 + i);
		assert_int_equal(strspn(data.data + 8100 + i, " \n\r\t"), data.len - 8100 - i);
	}
	wire_reader_close(reader);
	wire_buf_release(&data);
}

static void test_writer__bad_stories_are_refused(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	bool replaced;
	wire_put how;
	wire_posting empty = {.term = WIRE_STR(""), .frequency = 1};
	wire_document no_id = {.data = WIRE_STR("{}")};
	wire_document no_term = {.id_term = WIRE_STR("Q1"), .postings = &empty, .n_postings = 1};
	OK(wire_writer_open(&writer, at->db, &err));
	FAILS(WIRE_EINVAL, at->db, wire_writer_put(&how, writer, &no_id, WIRE_STR(""), &err));
	FAILS(WIRE_EINVAL, at->db, wire_writer_put(&how, writer, &no_term, WIRE_STR(""), &err));
	/* Not the database's trouble: the next story is taken. */
	OK(story_put(&replaced, writer, &ONE, &err));
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
	assert_int_equal(stories_count(at->db), 1);
}

typedef struct gathered {
	wire_buf text;
	size_t calls, stop_after;
	wire_writer *writer; /* not NULL: take away what is told of */
} gathered;

static wire_status gather(void *payload, wire_str term, uint32_t frequency, wire_error *err)
{
	gathered *g = payload;
	assert_int_equal(frequency, 0);
	wire_buf_str(&g->text, term);
	wire_buf_putc(&g->text, ' ');
	if (++g->calls == g->stop_after)
		return wire_fail(err, WIRE_EFORMAT, "enough");
	return g->writer == NULL ? WIRE_OK
				 : wire_writer_set_meta(g->writer, term, WIRE_STR(""), err);
}

static void test_writer__terms_of_stories(void **state)
{
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	bool replaced;
	gathered g = {.calls = 0};
	wire_buf_init(&g.text, 1000);
	stories_index(at->db, &(story){"Q1", "red +XFa", NULL, NULL}, 1);
	OK(wire_writer_open(&writer, at->db, &err));
	OK(story_put(&replaced, writer, &(story){"Q2", "red +XFa", NULL, NULL}, &err));
	OK(story_put(&replaced, writer, &(story){"Q3", "red +XFb", NULL, NULL}, &err));
	wire_str a = WIRE_STR("XFa"), id = WIRE_STR("Q");
	OK(wire_writer_terms_of(writer, a, id, gather, &g, &err));
	assert_string_equal(g.text.data, "Q1 Q2 ");
	wire_buf_clear(&g.text);
	OK(wire_writer_terms_of(writer, WIRE_STR("XFb"), WIRE_STR(""), gather, &g, &err));
	assert_string_equal(g.text.data, "Q3 XFb red ");
	wire_buf_clear(&g.text);
	OK(wire_writer_terms_of(writer, WIRE_STR("XFc"), id, gather, &g, &err));
	assert_string_equal(g.text.data, "");
	g = (gathered){.text = g.text, .stop_after = 1};
	FAILS(WIRE_EFORMAT, "enough", wire_writer_terms_of(writer, a, id, gather, &g, &err));
	assert_int_equal(g.calls, 1);
	wire_writer_close(writer);
	wire_buf_release(&g.text);
}

static void test_writer__metadata(void **state)
{
	static const char *const KEYS[] = {"file:a", "file:b", "file:c", "other"};
	const place *at = *state;
	wire_error err;
	wire_writer *writer;
	wire_buf value;
	gathered g = {.calls = 0};
	wire_buf_init(&g.text, 1000);
	wire_buf_init(&value, 8);
	OK(wire_writer_open(&writer, at->db, &err));
	for (size_t i = 0; i < COUNT(KEYS); i++)
		OK(wire_writer_set_meta(writer, wire_str_from(KEYS[i]), WIRE_STR("a\0b"), &err));
	OK(wire_writer_meta_keys(writer, WIRE_STR("file:"), gather, &g, &err));
	assert_string_equal(g.text.data, "file:a file:b file:c ");
	OK(wire_writer_commit(writer, &err));

	OK(wire_writer_get_meta(&value, writer, WIRE_STR("other"), &err));
	assert_true(wire_str_equal(wire_buf_view(&value), WIRE_STR("a\0b")));
	OK(wire_writer_get_meta(&value, writer, WIRE_STR("absent"), &err));
	assert_int_equal(value.len, 3);
	OK(wire_writer_set_meta(writer, WIRE_STR("other"), WIRE_STR("too much"), &err));
	FAILS(WIRE_ETOOBIG, "limit", wire_writer_get_meta(&value, writer, WIRE_STR("other"), &err));

	wire_buf_clear(&g.text);
	g = (gathered){.text = g.text, .writer = writer};
	OK(wire_writer_meta_keys(writer, WIRE_STR("file:"), gather, &g, &err));
	assert_string_equal(g.text.data, "file:a file:b file:c ");
	wire_buf_clear(&g.text);
	OK(wire_writer_meta_keys(writer, WIRE_STR("file:"), gather, &g, &err));
	assert_string_equal(g.text.data, "");
	wire_writer_close(writer);
	wire_buf_release(&g.text);
	wire_buf_release(&value);
}

/* What a directory holds, and what the writer and the reader say to it. */
static void test_writer__other_directories(void **state)
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

static void test_writer__a_making_cut_off_is_taken_up(void **state)
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

static void test_writer__a_making_cut_off_before_the_mark(void **state)
{
	const place *at = *state;
	char stub[128];
	stories_index(at->db, NULL, 0);
	set_schema(at->db, "");
	assert_int_equal(unlink(place_path(stub, sizeof stub, at, "db/XAPIANDB")), 0);
	stories_index(at->db, &ONE, 1);
	assert_int_equal(stories_count(at->db), 1);
}

static void test_writer__a_foreign_database(void **state)
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

static void test_writer__another_schema(void **state)
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

/* Put and commit `batch` stories at a time for ever, telling of each commit. */
static void write_until_killed(const char *db, int tell, int batch)
{
	wire_error err;
	wire_writer *writer;
	bool replaced;
	if (wire_writer_open(&writer, db, &err) != WIRE_OK)
		_exit(1);
	for (unsigned n = 0;; n++) {
		char id[16];
		snprintf(id, sizeof id, "Q%u", n);
		story s = {id, "some words of a story that is put again and again", NULL, NULL};
		if (story_put(&replaced, writer, &s, &err) != WIRE_OK)
			_exit(2);
		if ((n + 1) % (unsigned)batch != 0)
			continue;
		if (wire_writer_commit(writer, &err) != WIRE_OK || write(tell, "c", 1) != 1)
			_exit(3);
	}
}

static void test_writer__a_kill_loses_nothing_committed(void **state)
{
	enum { BATCH = 7 };
	const place *at = *state;
	uint32_t before = 0;
	for (int commits = 1; commits <= 9; commits += 4) {
		int tell[2], status;
		char byte;
		assert_int_equal(pipe(tell), 0);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			write_until_killed(at->db, tell[1], BATCH);
		close(tell[1]);
		for (int i = 0; i < commits; i++)
			assert_int_equal(read(tell[0], &byte, 1), 1);
		/* somewhere in the next batch */
		nanosleep(&(struct timespec){.tv_nsec = 500000L * commits}, NULL);
		assert_int_equal(kill(child, SIGKILL), 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		close(tell[0]);
		uint32_t count = stories_count(at->db);
		assert_true(count >= (uint32_t)commits * BATCH);
		assert_int_equal(count % BATCH, 0);
		assert_true(count >= before);
		before = count;
	}
	/* The next run completes it. */
	stories_index(at->db, &(story){"Qlast", "word", NULL, NULL}, 1);
	assert_int_equal(stories_count(at->db), before + 1);
}

/* In a process that may write only small files. Exits with 0 when all is as it must be. */
static void fill_the_disk(const char *db)
{
	wire_error err;
	wire_writer *writer;
	bool replaced;
	const struct rlimit limit = {400000, 400000};
	signal(SIGXFSZ, SIG_IGN);
	if (wire_writer_open(&writer, db, &err) != WIRE_OK || setrlimit(RLIMIT_FSIZE, &limit) != 0)
		_exit(1);
	wire_status status = WIRE_OK;
	for (unsigned n = 0; n < 100000 && status == WIRE_OK; n++) {
		char id[32];
		snprintf(id, sizeof id, "Qmore%u", n);
		story s = {id, id, "20230601", NULL};
		status = story_put(&replaced, writer, &s, &err);
		if (status == WIRE_OK && n % 1000 == 999)
			status = wire_writer_commit(writer, &err);
	}
	if (status != WIRE_ENOSPACE || strstr(err.message, db) == NULL)
		_exit(2);
	/* What was lost must not be hidden by a commit that succeeds. */
	if (wire_writer_commit(writer, &err) != WIRE_ENOSPACE ||
		story_put(&replaced, writer, &TWO, &err) != WIRE_ENOSPACE)
		_exit(3);
	wire_writer_close(writer);
	_exit(0);
}

static void test_writer__no_space_leaves_the_last_commit(void **state)
{
	const place *at = *state;
	int status;
	stories_index(at->db, &ONE, 1);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		fill_the_disk(at->db);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	uint32_t count = stories_count(at->db);
	assert_int_equal(count % 1000, 1);
	stories_index(at->db, &TWO, 1);
	assert_int_equal(stories_count(at->db), count + 1);
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

static void test_writer__unreadable_directories(void **state)
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

/* In a folder that may be passed through and written to, and not read: the database is made. */
static void make_in_unreadable(const char *root, const char *db)
{
	wire_error err;
	wire_writer *writer;
	if (geteuid() == 0 && (chown(root, 65534, 65534) != 0 || setuid(65534) != 0))
		_exit(1);
	if (chmod(root, 0311) != 0)
		_exit(2);
	_exit(wire_writer_open(&writer, db, &err) == WIRE_OK ? 0 : 3);
}

static void test_writer__a_parent_that_may_not_be_read(void **state)
{
	const place *at = *state;
	int status;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		make_in_unreadable(at->root, at->db);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(chmod(at->root, 0755), 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* Killed after Xapian made its tables and before it wrote the file that says how to open them. */
static void test_writer__a_making_cut_off_before_it_can_be_opened(void **state)
{
	const place *at = *state;
	char path[128];
	stories_index(at->db, NULL, 0);
	assert_int_equal(unlink(place_path(path, sizeof path, at, "db/XAPIANDB")), 0);
	assert_int_equal(unlink(place_path(path, sizeof path, at, "db/g1/iamglass")), 0);
	stories_index(at->db, &ONE, 1);
	assert_int_equal(stories_count(at->db), 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_writer__##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(makes_a_stub_directory),
		CASE(takes_an_empty_directory),
		CASE(one_at_a_time),
		CASE(put_replaces_by_identity),
		CASE(delete_counts),
		CASE(close_discards),
		CASE(never_commits_by_itself),
		CASE(long_terms),
		CASE(repetitive_records_can_be_read),
		CASE(bad_stories_are_refused),
		CASE(terms_of_stories),
		CASE(metadata),
		CASE(other_directories),
		CASE(a_making_cut_off_is_taken_up),
		CASE(a_making_cut_off_before_the_mark),
		CASE(a_making_cut_off_before_it_can_be_opened),
		CASE(a_parent_that_may_not_be_read),
		CASE(a_foreign_database),
		CASE(another_schema),
		CASE(a_kill_loses_nothing_committed),
		CASE(no_space_leaves_the_last_commit),
		CASE(unreadable_directories),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
