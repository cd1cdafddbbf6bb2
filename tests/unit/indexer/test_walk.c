/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walking real folders: what is an item, in which order, what it is called, and what is told of the
 * rest. */
#include "support/cmocka.h"

#include <ftw.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/input/file.h"
#include "indexer/input/place.h"
#include "indexer/input/walk.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct place {
	char root[PATH_MAX]; /* real */
	wire_buf told;       /* `name: reason` lines, the root left out */
} place;

static int place_make(void **state)
{
	place *at = calloc(1, sizeof *at);
	char made[] = "/tmp/wire-walk-XXXXXX";
	if (at == NULL || mkdtemp(made) == NULL || realpath(made, at->root) == NULL)
		return -1;
	wire_buf_init(&at->told, 1u << 20);
	*state = at;
	return 0;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info, (void)type, (void)walk;
	return remove(path);
}

static int place_remove(void **state)
{
	place *at = *state;
	nftw(at->root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	wire_buf_release(&at->told);
	free(at);
	return 0;
}

static const char *path_of(const place *at, const char *name)
{
	static char paths[4][PATH_MAX + 300];
	static size_t next;
	char *path = paths[next++ % COUNT(paths)];
	snprintf(path, sizeof paths[0], "%s/%s", at->root, name);
	return path;
}

/* A file with a byte in it; of a name that ends in a slash a folder. */
static void make(const place *at, const char *name)
{
	const char *path = path_of(at, name);
	if (name[strlen(name) - 1] == '/') {
		assert_int_equal(mkdir(path, 0777), 0);
		return;
	}
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputc('x', file);
	fclose(file);
}

static void make_all(const place *at, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		make(at, names[i]);
}

static void tell(void *payload, wire_str shown, wire_reason reason, const char *words)
{
	place *at = payload;
	size_t root = strlen(at->root);
	bool below = wire_str_starts(shown, wire_str_from(at->root)) && shown.len > root;
	(void)reason;
	wire_buf_printf(&at->told, WIRE_FMT ": %s\n",
		WIRE_ARG(wire_str_slice(shown, below ? root + 1 : 0, shown.len)), words);
}

static wire_walk *walk_over(place *at, wire_walk_options *options)
{
	wire_walk *walk;
	wire_error err = {0};
	wire_buf_clear(&at->told);
	wire_buf_puts(&at->told, "");
	options->root = options->root == NULL ? at->root : options->root;
	options->note = tell;
	options->payload = at;
	if (wire_walk_open(&walk, options, &err) != WIRE_OK)
		fail_msg("%s", err.message);
	return walk;
}

/* The identities of all items from here on, by spaces. */
static const char *identities(wire_walk *walk)
{
	static char text[4096];
	wire_item item;
	wire_error err;
	wire_status status;
	size_t used = 0;
	text[0] = '\0';
	while ((status = wire_walk_next(&item, walk, &err)) == WIRE_OK)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s" WIRE_FMT,
			used > 0 ? " " : "", WIRE_ARG(item.identity));
	assert_int_equal(status, WIRE_END);
	return text;
}

static void expect(place *at, wire_walk_options options, const char *items, const char *told)
{
	wire_walk *walk = walk_over(at, &options);
	assert_string_equal(identities(walk), items);
	assert_string_equal(at->told.data, told);
	wire_walk_rewind(walk);
	assert_string_equal(identities(walk), items);
	wire_walk_close(walk);
}

static void test_walk__order_of_bytes(void **state)
{
	static const char *const names[] = {
		"b", "a/", "a/z", "a/B", "a.txt", "B", "\xC3\xA9", "a/y/", "a/y/1", "10", "9"};
	place *at = *state;
	const char *path = at->root;
	make_all(at, names, COUNT(names));
	expect(at, (wire_walk_options){.paths = &path, .n_paths = 1},
		"10 9 B a/B a/y/1 a/z a.txt b \xC3\xA9", "");
}

static void test_walk__what_is_passed_over(void **state)
{
	static const char *const names[] = {".hidden", ".git/", ".git/x", "a.txt", "a.txt~",
		"a.bak", "a.orig", "#a#", "##", "db/", "db/XAPIANDB", "db/g1/",
		"db/g1/postlist.glass", "plain/", "plain/iamglass", "begun/", "begun/flintlock"};
	place *at = *state;
	const char *path = at->root;
	make_all(at, names, COUNT(names));
	assert_int_equal(mkfifo(path_of(at, "pipe"), 0666), 0);
	assert_int_equal(symlink("/dev/null", path_of(at, "null")), 0);
	assert_int_equal(symlink("nowhere", path_of(at, "lost")), 0);
	/* A pipe is not opened: that would wait for a writer. */
	expect(at, (wire_walk_options){.paths = &path, .n_paths = 1}, "## a.txt",
		"#a#: an editor's backup\n.git: hidden\n.hidden: hidden\na.bak: an editor's "
		"backup\n"
		"a.orig: an editor's backup\na.txt~: an editor's backup\nbegun: a database\n"
		"db: a database\nlost: a link to nothing\nnull: a device, pipe or socket\n"
		"pipe: a device, pipe or socket\nplain: a database\n");
}

static void test_walk__exclude(void **state)
{
	static const char *const names[] = {"a.txt", "a.skip", "x/", "x/a.skip", "x/b.txt", "y/",
		"y/b.txt", "y/x/", "y/x/b.txt"};
	static const struct {
		const char *glob, *items, *told;
	} rows[] = {
		{"*.skip", "a.txt x/b.txt y/b.txt y/x/b.txt",
			"a.skip: excluded\nx/a.skip: excluded\n"},
		{"x", "a.skip a.txt y/b.txt", "x: excluded\ny/x: excluded\n"},
		{"x/*", "a.skip a.txt y/b.txt y/x/b.txt",
			"x/a.skip: excluded\nx/b.txt: excluded\n"},
		{"*/b.txt", "a.skip a.txt x/a.skip y/x/b.txt",
			"x/b.txt: excluded\ny/b.txt: excluded\n"},
		{"B.TXT", "a.skip a.txt x/a.skip x/b.txt y/b.txt y/x/b.txt", ""},
	};
	place *at = *state;
	const char *path = at->root;
	make_all(at, names, COUNT(names));
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(at,
			(wire_walk_options){.paths = &path,
				.n_paths = 1,
				.excludes = &rows[i].glob,
				.n_excludes = 1},
			rows[i].items, rows[i].told);
}

/* However often and in whatever way a folder or file is reached, it is one item, by its real place.
 */
static void test_walk__each_once(void **state)
{
	static const char *const names[] = {"a/", "a/1", "b/", "b/2"};
	place *at = *state;
	make_all(at, names, COUNT(names));
	assert_int_equal(symlink("..", path_of(at, "a/up")), 0);
	assert_int_equal(symlink("../a", path_of(at, "b/again")), 0);
	assert_int_equal(symlink("../a/1", path_of(at, "b/one")), 0);
	const char *paths[] = {path_of(at, "b"), path_of(at, "a"), path_of(at, "b/2")};
	wire_walk_options options = {.paths = paths, .n_paths = 3};
	wire_walk *walk = walk_over(at, &options);
	assert_string_equal(identities(walk), "b/2 a/1");
	assert_string_equal(at->told.data,
		"b/again/up/a: reached by another way\nb/again/up/b: reached by another way\n"
		"b/one: reached by another way\na: reached by another way\n"
		"b/2: reached by another way\n");
	assert_int_equal(wire_walk_bytes(walk), 2);
	/* Met, though told of by another way: nothing of it is missing. */
	for (size_t i = 0; i < 3; i++)
		assert_true(wire_walk_found(walk, i) > 0);
	wire_walk_close(walk);
}

/* A link that leads out of the root is called as it was reached. */
static void test_walk__a_link_that_leads_out(void **state)
{
	static const char *const names[] = {"in/", "in/a", "out/", "out/b"};
	place *at = *state;
	make_all(at, names, COUNT(names));
	assert_int_equal(symlink("../out", path_of(at, "in/disk")), 0);
	const char *root = path_of(at, "in"), *path = root, *outside = path_of(at, "out");
	expect(at, (wire_walk_options){.paths = &path, .n_paths = 1, .root = root}, "a disk/b", "");
	wire_walk *walk;
	wire_error err;
	const wire_walk_options options = {
		.paths = &outside, .n_paths = 1, .root = root, .note = tell, .payload = at};
	assert_int_equal(wire_walk_open(&walk, &options, &err), WIRE_EINVAL);
	assert_non_null(strstr(err.message, "/out"));
	assert_null(walk);
}

static void test_walk__what_is_not_there(void **state)
{
	place *at = *state;
	make(at, "a");
	make(at, "empty/");
	assert_int_equal(mkfifo(path_of(at, "pipe"), 0666), 0);
	const char *paths[] = {path_of(at, "gone"), path_of(at, "pipe"), path_of(at, "empty"), "-"};
	wire_walk_options options = {.paths = paths, .n_paths = 4};
	wire_walk *walk = walk_over(at, &options);
	wire_item item;
	wire_error err;
	assert_string_equal(at->told.data,
		"gone: No such file or directory\npipe: neither a file nor a folder\n");
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(wire_walk_found(walk, i), 0);
	/* Standard input has no identity, and no size. */
	assert_int_equal(wire_walk_next(&item, walk, &err), WIRE_OK);
	assert_int_equal(item.identity.len, 0);
	assert_true(item.size == UINT64_MAX);
	assert_int_equal(wire_walk_next(&item, walk, &err), WIRE_END);
	wire_walk_close(walk);
}

/* An item has its paths, its size and time, and its own bytes. */
static void test_walk__an_item(void **state)
{
	place *at = *state;
	make(at, "2023/");
	make(at, "2023/caf\xE9#1");
	const char *root = path_of(at, "2023"), *path = path_of(at, "2023/caf\xE9#1");
	wire_walk_options options = {.paths = &path, .n_paths = 1, .root = root};
	wire_walk *walk = walk_over(at, &options);
	wire_item item;
	wire_error err;
	wire_str head;
	struct stat info;
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(wire_walk_next(&item, walk, &err), WIRE_OK);
	assert_true(wire_str_equal(item.identity, WIRE_STR("caf%E9#1")));
	assert_true(wire_str_ends(item.shown, WIRE_STR("/2023/caf%E9#1")));
	assert_true(wire_str_equal(item.dates, WIRE_STR("2023/caf%E9#1")));
	assert_true(item.size == 1);
	assert_true(item.mtime == (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec);
	assert_int_equal(wire_bytes_peek(&head, item.bytes, &err), WIRE_OK);
	assert_true(wire_str_equal(head, WIRE_STR("x")));
	wire_walk_close(walk);
}

/* Names are told as they were typed, by one slash each; a story is called by its path within the
 * root. */
static void test_walk__as_typed(void **state)
{
	static const char *const names[] = {"in/", "in/a", "in/.b", "in/deep/", "in/deep/c", "d"};
	static const struct {
		const char *typed, *shown, *identity, *told;
	} rows[] = {
		{"in/", "in/a", "in/a", "in/.b: hidden\n"},
		{"in", "in/a", "in/a", "in/.b: hidden\n"},
		{"d", "d", "d", ""},
		{"./d", "./d", "d", ""},
		{"in/deep/c", "in/deep/c", "in/deep/c", ""},
		{"in/deep/../a", "in/deep/../a", "in/a", ""},
	};
	place *at = *state;
	make_all(at, names, COUNT(names));
	char *here = realpath(".", NULL);
	assert_non_null(here);
	assert_int_equal(chdir(at->root), 0);
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_walk_options options = {.paths = &rows[i].typed, .n_paths = 1};
		wire_walk *walk = walk_over(at, &options);
		wire_item item;
		wire_error err;
		assert_int_equal(wire_walk_next(&item, walk, &err), WIRE_OK);
		if (!wire_str_equal(item.shown, wire_str_from(rows[i].shown)) ||
			!wire_str_equal(item.identity, wire_str_from(rows[i].identity)) ||
			strcmp(at->told.data, rows[i].told) != 0)
			fail_msg("%s: " WIRE_FMT ", " WIRE_FMT ", %s", rows[i].typed,
				WIRE_ARG(item.shown), WIRE_ARG(item.identity), at->told.data);
		wire_walk_close(walk);
	}
	assert_int_equal(chdir(here), 0);
	free(here);
}

/* The deepest folder that holds all paths, by their real places. */
static void test_place__common(void **state)
{
	static const char *const names[] = {"a/", "a/b/", "a/b/1", "a/bc/", "a/bc/2", "z"};
	static const struct {
		const char *paths[3]; /* below the folder of the test, but `-` */
		const char *want, *why;
	} rows[] = {
		{{"a/b/1"}, "/a/b", "a file's own folder"},
		{{"a/b"}, "/a/b", "a folder holds itself"},
		{{"a/b/1", "a/b"}, "/a/b", "and what is in it"},
		{{"a/b", "a/b/1"}, "/a/b", "in any order"},
		{{"a/b", "a/bc"}, "/a", "a beginning of a name is no folder"},
		{{"a/b/1", "a/bc/2", "z"}, "", "three"},
		{{"-", "a/b"}, "/a/b", "standard input counts for nothing"},
		{{"link", "a/bc/2"}, "/a", "a link by what it leads to"},
		{{"a/b/gone", "a/b/1"}, "/a/b", "what is gone by its folder"},
		{{"gone/gone", "a/b/1"}, "/a/b", "unless that is gone, too"},
		{{"a/./b/../bc"}, "/a/bc", "dots"},
	};
	place *at = *state;
	wire_buf out;
	wire_error err = {0};
	make_all(at, names, COUNT(names));
	assert_int_equal(symlink("a/b", path_of(at, "link")), 0);
	wire_buf_init(&out, 2 * PATH_MAX);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *paths[3];
		char want[PATH_MAX + 16];
		size_t n = 0;
		for (; n < 3 && rows[i].paths[n] != NULL; n++)
			paths[n] = strcmp(rows[i].paths[n], "-") == 0
					   ? "-"
					   : path_of(at, rows[i].paths[n]);
		snprintf(want, sizeof want, "%s%s", at->root, rows[i].want);
		if (wire_place_common(&out, paths, n, &err) != WIRE_OK ||
			strcmp(out.data, want) != 0)
			fail_msg("%s: '%s' %s", rows[i].why, out.data, err.message);
	}
	const char *const far[] = {"/", at->root};
	assert_int_equal(wire_place_common(&out, far, 2, &err), WIRE_OK);
	assert_string_equal(out.data, "/");
	/* Of none at all it is the working folder. */
	char *here = realpath(".", NULL);
	assert_int_equal(wire_place_common(&out, NULL, 0, &err), WIRE_OK);
	assert_string_equal(out.data, here);
	free(here);
	wire_buf_release(&out);
}

/* A path of any depth ends. */
static void test_walk__nested_folders_end(void **state)
{
	place *at = *state;
	char path[PATH_MAX];
	size_t used = (size_t)snprintf(path, sizeof path, "%s", at->root);
	for (int i = 0; i < 200; i++) {
		used += (size_t)snprintf(path + used, sizeof path - used, "/d");
		assert_int_equal(mkdir(path, 0777), 0);
	}
	const char *root = at->root;
	wire_walk_options options = {.paths = &root, .n_paths = 1};
	wire_walk *walk = walk_over(at, &options);
	assert_non_null(strstr(at->told.data, "/d: folders are nested too deeply\n"));
	wire_walk_close(walk);
}

/* A file's faults come when it is read, in the system's words; a file can be read again. */
static void test_file__bytes(void **state)
{
	place *at = *state;
	wire_bytes *bytes;
	wire_error err;
	wire_str all;
	uint64_t first, second;
	make(at, "a");
	assert_int_equal(wire_file_bytes(&bytes, path_of(at, "gone"), &err), WIRE_OK);
	assert_int_equal(wire_bytes_peek(&all, bytes, &err), WIRE_EIO);
	assert_string_equal(err.message, "No such file or directory");
	wire_bytes_free(bytes);
	assert_int_equal(wire_file_bytes(&bytes, at->root, &err), WIRE_OK);
	assert_int_equal(wire_bytes_peek(&all, bytes, &err), WIRE_EIO);
	assert_string_equal(err.message, "Is a directory");
	wire_bytes_free(bytes);
	assert_int_equal(wire_file_bytes(&bytes, path_of(at, "a"), &err), WIRE_OK);
	assert_int_equal(wire_bytes_hash(&first, bytes, &err), WIRE_OK);
	assert_int_equal(wire_bytes_read(bytes), 1);
	assert_int_equal(wire_bytes_rewind(bytes, &err), WIRE_OK);
	assert_int_equal(wire_bytes_read(bytes), 0);
	assert_int_equal(wire_bytes_all(&all, bytes, 1, &err), WIRE_OK);
	assert_true(wire_str_equal(all, WIRE_STR("x")));
	assert_int_equal(wire_bytes_hash(&second, bytes, &err), WIRE_OK);
	assert_true(first == second);
	wire_bytes_free(bytes);
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_##name, place_make, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(walk__order_of_bytes),
		CASE(walk__what_is_passed_over),
		CASE(walk__exclude),
		CASE(walk__each_once),
		CASE(walk__a_link_that_leads_out),
		CASE(walk__what_is_not_there),
		CASE(walk__an_item),
		CASE(walk__as_typed),
		CASE(walk__nested_folders_end),
		CASE(place__common),
		CASE(file__bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
