/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names, places, what things are, and bytes. */
#include "support/cmocka.h"

#include "indexer/input/item.h"
#include "indexer/input/place.h"
#include "indexer/input/sniff.h"
#include "wire/name.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Every name has a text, and the text gives the name back. */
static void test_name__there_and_back(void **state)
{
	static const struct {
		wire_str name;
		const char *text, *why;
	} rows[] = {
		{WIRE_STR_INIT("a b.txt"), "a b.txt", "a plain name"},
		{WIRE_STR_INIT("caf\xC3\xA9"), "caf\xC3\xA9", "UTF-8 stays"},
		{WIRE_STR_INIT("caf\xE9"), "caf%E9", "Latin-1"},
		{WIRE_STR_INIT("a\nb\x1B[m\x7F"), "a%0Ab%1B[m%7F", "control characters"},
		{WIRE_STR_INIT("a\xC2\x9Bm"), "a%C2%9Bm", "C1, which steers terminals, too"},
		{WIRE_STR_INIT("a\xE2\x80\xAE"
			       "b"),
			"a%E2%80%AEb", "text turned around"},
		{WIRE_STR_INIT("100%"), "100%", "a percent sign alone"},
		{WIRE_STR_INIT("100%25"), "100%2525", "one that looks like ours"},
		{WIRE_STR_INIT("%e9"), "%25e9", "in small letters, too"},
		{WIRE_STR_INIT("%\xE9"), "%%E9", "one before ours"},
		{WIRE_STR_INIT("\xE2\x82"), "%E2%82", "a sequence cut off"},
	};
	wire_buf text, back;
	(void)state;
	wire_buf_init(&text, 1000);
	wire_buf_init(&back, 1000);
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_buf_clear(&text);
		wire_buf_clear(&back);
		wire_name_text(&text, rows[i].name);
		if (strcmp(text.data, rows[i].text) != 0)
			fail_msg("%s: %s", rows[i].why, text.data);
		wire_name_bytes(&back, wire_buf_view(&text));
		if (!wire_str_equal(wire_buf_view(&back), rows[i].name))
			fail_msg("%s: comes back as %s", rows[i].why, back.data);
	}
	wire_buf_release(&text);
	wire_buf_release(&back);
}

static void test_place__within(void **state)
{
	static const struct {
		const char *root, *path, *within; /* NULL: elsewhere */
	} rows[] = {
		{"/srv/a", "/srv/a/b/c", "b/c"},
		{"/srv/a", "/srv/a", ""},
		{"/srv/a", "/srv/ab", NULL},
		{"/srv/a", "/srv", NULL},
		{"/", "/srv/a", "srv/a"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_str within;
		bool is = wire_place_within(
			&within, wire_str_from(rows[i].root), wire_str_from(rows[i].path));
		assert_true(is == (rows[i].within != NULL));
		if (is)
			assert_true(wire_str_equal(within, wire_str_from(rows[i].within)));
	}
}

static void test_place__dates(void **state)
{
	static const char *const rows[][2] = {
		{"/srv/feed/2023/06", "2023/06"},
		{"/srv/2019/feed", ""},
		{"/2023-06-14", "2023-06-14"},
		{"/", ""},
		{"/srv/3rd", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_true(wire_str_equal(
			wire_place_dates(wire_str_from(rows[i][0])), wire_str_from(rows[i][1])));
}

static void test_sniff__kinds(void **state)
{
	static const struct {
		wire_str head;
		const char *name, *kind; /* NULL: may be text */
	} rows[] = {
		{WIRE_STR_INIT("A day in court\n\nThe judge"), "a.txt", NULL},
		{WIRE_STR_INIT("A day in court"), "README", NULL},
		{WIRE_STR_INIT("\x1F\x8B\x08"), "a.txt", "gzip"},
		{WIRE_STR_INIT("PK\3\4"), "a", "zip"},
		{WIRE_STR_INIT("%PDF-1.4"), "a", "PDF"},
		{WIRE_STR_INIT("\x89PNG\r\n"), "a", "an image"},
		{WIRE_STR_INIT("WARC/1.0\r\n"), "a", "WARC"},
		{WIRE_STR_INIT("filedesc://x 0.0.0.0"), "a", "ARC"},
		{WIRE_STR_INIT("\x7F"
			       "ELF\2"),
			"a", "a program"},
		{WIRE_STR_INIT("#!/bin/sh\n"), "a", "source code"},
		{WIRE_STR_INIT("int main(void)"), "a.c", "source code"},
		{WIRE_STR_INIT("x = 1"), "a.PY", "source code"},
		{WIRE_STR_INIT("<?xml version=\"1.0\"?>\n<nitf>"), "a", "NITF"},
		{WIRE_STR_INIT("<NewsML Version=\"1.2\">"), "a", "NewsML"},
		{WIRE_STR_INIT("<?xml version=\"1.0\"?><!-- x --><newsItem>"), "a", "NewsML-G2"},
		{WIRE_STR_INIT("<rss version=\"2.0\">"), "a", "RSS"},
		{WIRE_STR_INIT("<Archive><Story>"), "a", "XML"},
		{WIRE_STR_INIT("<Archive>\nx</Archive>"), "a", "XML"},
		{WIRE_STR_INIT("\n <!DOCTYPE html>"), "a", "HTML"},
		{WIRE_STR_INIT("<!-- x --><HTML>\n<"), "a", "HTML"},
		{WIRE_STR_INIT("<div class=\"story\">"), "a", "HTML"},
		{WIRE_STR_INIT("<DOC>\n<DOCNO>1"), "a", "SGML of <DOC> records"},
		{WIRE_STR_INIT("\xFF\xFE<\0h\0t\0m\0l\0>\0"), "a", "HTML"},
		{WIRE_STR_INIT("<!ELEMENT x (y)>"), "a", "a DTD"},
		{WIRE_STR_INIT("<HARBOUR CEMENT LTD> SIX MTHS NET"), "a", NULL},
		{WIRE_STR_INIT("<Harbour> said on Monday"), "a", NULL},
		{WIRE_STR_INIT("< 5 percent of voters"), "a", NULL},
		{WIRE_STR_INIT("{\n  \"headline\": \"Ferry late\"}"), "a", "JSON"},
		{WIRE_STR_INIT("{\"a\":1}\n{\"a\":2}\n"), "a", "JSON lines"},
		{WIRE_STR_INIT("{}"), "a", "JSON"},
		{WIRE_STR_INIT("[1,2]"), "a", "JSON"},
		{WIRE_STR_INIT("[ {\"headline\": 1}]"), "a", "JSON"},
		{WIRE_STR_INIT("[Text of report by Radio Oslo]"), "a", NULL},
		{WIRE_STR_INIT("[1] A note comes first"), "a", NULL},
		{WIRE_STR_INIT("{"), "a", NULL},
		{WIRE_STR_INIT("From a@b Mon Jan  1 00:00:00 2001\nFrom: a\nTo: b\n\nHi"), "a",
			"mbox"},
		{WIRE_STR_INIT("From: a@b\nMessage-ID: <1@b>\nSubject: x\n\nHi"), "a", "mail"},
		{WIRE_STR_INIT("Subject: x\nTo: Desk <desk@b>\n\nHi"), "a", "mail"},
		{WIRE_STR_INIT("From: Jo Roe\nSubject: ferry\n\nHi"), "a", NULL},
		{WIRE_STR_INIT("From: our man in Oslo\nDate: May 2\n\nThe ferry"), "a", NULL},
		{WIRE_STR_INIT("id,title,text\n1,Ferry,\"It, was\"\n"), "a", "CSV"},
		{WIRE_STR_INIT("a;b"), "a.csv", "CSV"},
		{WIRE_STR_INIT("OSLO, Norway, May 2\nThe ferry, late, came, too\n"), "a", NULL},
		{WIRE_STR_INIT(""), "a", NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *advice;
		const char *kind = wire_sniff(&advice, rows[i].head, wire_str_from(rows[i].name));
		const char *want = rows[i].kind == NULL ? "nothing" : rows[i].kind;
		if (strcmp(kind == NULL ? "nothing" : kind, want) != 0)
			fail_msg("row %zu: %s, want %s", i, kind == NULL ? "nothing" : kind, want);
		assert_non_null(advice);
	}
}

/* A source that gives `step` bytes at a time, of `left` in all. */
typedef struct drip {
	size_t step, left;
	bool broken;
} drip;

static wire_status read_drip(size_t *got, void *state, char *out, size_t size, wire_error *err)
{
	drip *d = state;
	*got = d->step < d->left ? d->step : d->left;
	*got = *got < size ? *got : size;
	if (d->broken && *got == 0)
		return wire_fail(err, WIRE_EIO, "broken");
	memset(out, 'a', *got);
	d->left -= *got;
	return WIRE_OK;
}

static uint64_t hash_of(size_t step, size_t size)
{
	drip d = {.step = step, .left = size};
	wire_bytes *bytes;
	wire_error err;
	uint64_t hash;
	assert_int_equal(
		wire_bytes_new(&bytes, (wire_source){.read = read_drip, .state = &d}, &err),
		WIRE_OK);
	assert_int_equal(wire_bytes_hash(&hash, bytes, &err), WIRE_OK);
	assert_int_equal(wire_bytes_read(bytes), size);
	assert_int_equal(wire_bytes_rewind(bytes, &err), WIRE_EINVAL);
	wire_bytes_free(bytes);
	return hash;
}

/* Contents are told by their bytes alone, not by the pieces in which a disk gives them. */
static void test_bytes__hash_of_the_contents(void **state)
{
	(void)state;
	uint64_t whole = hash_of(SIZE_MAX, 200000);
	assert_true(whole == hash_of(1000, 200000) && whole == hash_of(65537, 200000));
	assert_true(whole != hash_of(1000, 200001));
}

static wire_status rewind_in_vain(void *state, wire_error *err)
{
	(void)state;
	return wire_fail(err, WIRE_EIO, "no seeking here");
}

/* What was hashed and cannot be read again is not empty: an empty file's story would be dropped. */
static void test_bytes__that_cannot_be_read_again(void **state)
{
	drip d = {.step = 777, .left = 5000};
	wire_source source = {.read = read_drip, .rewind = rewind_in_vain, .state = &d};
	wire_bytes *bytes;
	wire_error err;
	wire_str head;
	uint64_t hash;
	(void)state;
	assert_int_equal(wire_bytes_new(&bytes, source, &err), WIRE_OK);
	assert_int_equal(wire_bytes_hash(&hash, bytes, &err), WIRE_OK);
	assert_int_equal(wire_bytes_rewind(bytes, &err), WIRE_EIO);
	assert_int_equal(wire_bytes_peek(&head, bytes, &err), WIRE_EIO);
	assert_string_equal(err.message, "it cannot be read again from its beginning");
	wire_bytes_free(bytes);
}

static void test_bytes__peek_next_all(void **state)
{
	drip d = {.step = 777, .left = 3 * WIRE_CHUNK};
	wire_bytes *bytes;
	wire_error err;
	wire_str head, chunk;
	(void)state;
	assert_int_equal(
		wire_bytes_new(&bytes, (wire_source){.read = read_drip, .state = &d}, &err),
		WIRE_OK);
	assert_int_equal(wire_bytes_peek(&head, bytes, &err), WIRE_OK);
	assert_int_equal(head.len, WIRE_CHUNK);
	assert_int_equal(wire_bytes_next(&chunk, bytes, &err), WIRE_OK);
	assert_int_equal(chunk.len, WIRE_CHUNK);
	assert_int_equal(wire_bytes_all(&chunk, bytes, 2 * WIRE_CHUNK - 1, &err), WIRE_ETOOBIG);
	char words[32];
	snprintf(words, sizeof words, ": %zu bytes", (size_t)(2 * WIRE_CHUNK - 1));
	assert_true(wire_str_ends(wire_str_from(err.message), wire_str_from(words)));
	wire_bytes_free(bytes);
	d = (drip){.step = 777, .left = 100000, .broken = true};
	assert_int_equal(
		wire_bytes_new(&bytes, (wire_source){.read = read_drip, .state = &d}, &err),
		WIRE_OK);
	assert_int_equal(wire_bytes_all(&chunk, bytes, 1u << 20, &err), WIRE_EIO);
	assert_string_equal(err.message, "broken");
	wire_bytes_free(bytes);
	assert_int_equal(wire_bytes_from(&bytes, WIRE_STR("ferry"), &err), WIRE_OK);
	assert_int_equal(wire_bytes_all(&chunk, bytes, 5, &err), WIRE_OK);
	assert_true(wire_str_equal(chunk, WIRE_STR("ferry")));
	assert_int_equal(wire_bytes_next(&chunk, bytes, &err), WIRE_OK);
	assert_int_equal(chunk.len, 0);
	wire_bytes_free(bytes);
}

/* A source that counts how often it was closed. */
static void count_close(void *state)
{
	(*(int *)state)++;
}

static wire_status read_nothing(size_t *got, void *state, char *out, size_t size, wire_error *err)
{
	(void)state, (void)out, (void)size, (void)err;
	*got = 0;
	return WIRE_OK;
}

static void test_bytes__a_source_is_closed_once(void **state)
{
	int closed = 0;
	wire_bytes *bytes;
	wire_error err;
	wire_str all;
	uint64_t hash;
	const wire_source source = {.read = read_nothing, .close = count_close, .state = &closed};
	(void)state;
	assert_int_equal(wire_bytes_new(&bytes, source, &err), WIRE_OK);
	/* Nothing, and nothing again: the end stays the end. */
	for (int i = 0; i < 2; i++) {
		assert_int_equal(wire_bytes_peek(&all, bytes, &err), WIRE_OK);
		assert_int_equal(all.len, 0);
		assert_int_equal(wire_bytes_next(&all, bytes, &err), WIRE_OK);
		assert_int_equal(all.len, 0);
		assert_int_equal(wire_bytes_all(&all, bytes, 0, &err), WIRE_OK);
		assert_int_equal(all.len, 0);
		assert_int_equal(wire_bytes_hash(&hash, bytes, &err), WIRE_OK);
		assert_true(hash == 0);
	}
	assert_int_equal(closed, 0);
	wire_bytes_free(bytes);
	assert_int_equal(closed, 1);
	wire_bytes_free(NULL);
}

/* Peeking takes nothing, however often; no chunk is longer than WIRE_CHUNK; all is all that is
 * left. */
static void test_bytes__edges_of_chunks(void **state)
{
	static const size_t sizes[] = {
		1, WIRE_CHUNK - 1, WIRE_CHUNK, WIRE_CHUNK + 1, 2 * WIRE_CHUNK, 2 * WIRE_CHUNK + 1};
	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		drip d = {.step = 5000, .left = sizes[i]};
		const wire_source source = {.read = read_drip, .state = &d};
		size_t first = sizes[i] < WIRE_CHUNK ? sizes[i] : WIRE_CHUNK;
		wire_bytes *bytes;
		wire_error err;
		wire_str chunk;
		assert_int_equal(wire_bytes_new(&bytes, source, &err), WIRE_OK);
		for (int k = 0; k < 3; k++) {
			assert_int_equal(wire_bytes_peek(&chunk, bytes, &err), WIRE_OK);
			assert_int_equal(chunk.len, first);
		}
		assert_int_equal(wire_bytes_next(&chunk, bytes, &err), WIRE_OK);
		assert_int_equal(chunk.len, first);
		assert_int_equal(wire_bytes_all(&chunk, bytes, sizes[i] - first, &err), WIRE_OK);
		assert_int_equal(chunk.len, sizes[i] - first);
		assert_true(wire_bytes_read(bytes) == sizes[i]);
		wire_bytes_free(bytes);
		d = (drip){.step = 5000, .left = sizes[i]};
		assert_int_equal(wire_bytes_new(&bytes, source, &err), WIRE_OK);
		assert_int_equal(wire_bytes_all(&chunk, bytes, sizes[i] - 1, &err), WIRE_ETOOBIG);
		wire_bytes_free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_name__there_and_back),
		cmocka_unit_test(test_place__within),
		cmocka_unit_test(test_place__dates),
		cmocka_unit_test(test_sniff__kinds),
		cmocka_unit_test(test_bytes__hash_of_the_contents),
		cmocka_unit_test(test_bytes__that_cannot_be_read_again),
		cmocka_unit_test(test_bytes__peek_next_all),
		cmocka_unit_test(test_bytes__a_source_is_closed_once),
		cmocka_unit_test(test_bytes__edges_of_chunks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
