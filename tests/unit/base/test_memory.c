/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory that runs out: each allocation of a piece of work fails in turn (the linker's --wrap puts
 * these in place of malloc and its like), and each cap is stepped through. The answer is the same,
 * or the failure is said; it is never another answer.
 */
#include "support/cmocka.h"

#include "wire/record.h"
#include "wire/schema.h"
#include "wire/stem.h"
#include "wire/text.h"
#include "wire/token.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static unsigned left; /* allocations until the one that fails; 0: none does */
static bool failed;

static bool fails(void)
{
	bool now = left == 1;
	left -= left > 0;
	failed |= now;
	return now;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
	return fails() ? NULL : __real_realloc(memory, size);
}

/* Do `work` with its first, second ... allocation failing, until one that has fewer. */
static void sweep(wire_status (*work)(void))
{
	unsigned n = 0;
	assert_int_equal(work(), WIRE_OK);
	do {
		left = ++n;
		failed = false;
		wire_status status = work();
		left = 0;
		assert_int_equal(status, failed ? WIRE_ENOMEM : WIRE_OK);
	} while (failed);
	assert_true(n > 1);
}

/* ---- each allocation fails in turn ---- */

static wire_status make_tokens(void)
{
	static const char *const want[] = {
		"f16", "f", "16", "erdoganskiy", "erdogan", "skiy", "us", NULL};
	wire_tokenizer *tokenizer = wire_tokenizer_new();
	wire_status status = tokenizer == NULL ? WIRE_ENOMEM : WIRE_OK;
	wire_token token;
	char word[400];
	if (tokenizer == NULL)
		return status;
	wire_tokenizer_start(tokenizer, WIRE_STR("F-16 Erdoğan-skiy U.S."));
	for (size_t i = 0; want[i] != NULL && status == WIRE_OK; i++) {
		status = wire_token_next(&token, tokenizer);
		if (status == WIRE_OK)
			assert_true(wire_str_equal(token.form, wire_str_from(want[i])));
	}
	/* A form's buffer grows with the word, and its hash is made of the whole. */
	memset(word, 'x', sizeof word);
	wire_tokenizer_start(tokenizer, (wire_str){word, sizeof word});
	if (status == WIRE_OK)
		status = wire_token_next(&token, tokenizer);
	if (status == WIRE_OK)
		assert_int_equal(token.form.len, WIRE_FORM_MAX);
	wire_tokenizer_free(tokenizer);
	return status;
}

static wire_status make_stems(void)
{
	wire_stemmer *stemmer;
	wire_str stem;
	wire_error err = {.message = ""};
	wire_status status = wire_stemmer_new(&stemmer, NULL, &err);
	if (status != WIRE_OK) {
		assert_null(stemmer);
		assert_true(err.message[0] != '\0');
		return status;
	}
	/* Enough for the cache to grow out of its first block. */
	for (int i = 0; i < 9000 && status == WIRE_OK; i++) {
		char word[16];
		size_t length = 0;
		for (int n = i + 26; n > 0; n /= 26)
			word[length++] = (char)('b' + n % 26 % 20);
		memcpy(word + length, "talking", 7);
		status = wire_stem(&stem, stemmer, (wire_str){word, length + 7});
		if (status == WIRE_OK)
			assert_true(
				stem.len == length + 4 && memcmp(stem.data, word, stem.len) == 0);
	}
	wire_stemmer_free(stemmer);
	return status;
}

static wire_status make_terms(void)
{
	wire_buf term;
	wire_buf_init(&term, WIRE_TERM_MAX);
	wire_status status = wire_term_make(&term, "Z", "S", WIRE_STR("talk"));
	if (status == WIRE_OK)
		assert_string_equal(term.data, "ZStalk");
	if (status == WIRE_OK)
		status = wire_term_exact(
			&term, wire_field_get(WIRE_FIELD_SOURCE), WIRE_STR("Agência Lusa"));
	if (status == WIRE_OK)
		assert_string_equal(term.data, "XSRCagencia lusa");
	if (status == WIRE_OK)
		status = wire_term_twin(&term, wire_field_get(WIRE_FIELD_HEADLINE),
			WIRE_STR("counterrevolutionaryceasefiresthatnobodycancountanymor"), 12);
	if (status == WIRE_OK)
		assert_string_equal(
			term.data, "JScounterrevolutionaryceasefiresthatnobodycancountanymor:12");
	wire_buf_release(&term);
	return status;
}

static wire_status make_text(void)
{
	wire_arena *arena = wire_arena_new(1 << 20);
	wire_str text;
	if (arena == NULL)
		return WIRE_ENOMEM;
	wire_status status = wire_text_clean(&text, arena, WIRE_STR("e\u0301te\u0301\r\n\x01"));
	if (status == WIRE_OK)
		assert_true(wire_str_equal(text, WIRE_STR("\u00E9t\u00E9\n")));
	if (status == WIRE_OK)
		status = wire_text_fold_copy(&text, arena, text);
	if (status == WIRE_OK)
		assert_true(wire_str_equal(text, WIRE_STR("ete\n")));
	wire_arena_free(arena);
	return status;
}

/* A JSON reader that goes on without a character would make another story. */
static wire_status read_record(void)
{
	static const char json[] =
		"{\"id\":\"a:1\",\"headline\":\"Ferry \u00E9 late \\u0041\","
		"\"people\":[\"Anna Berg\"],\"version\":2,\"body\":\"It was late, "
		"said the crew of the ferry to those who had come to the quay.\"}";
	wire_arena *arena = wire_arena_new(1 << 20);
	wire_story story;
	wire_error err = {.message = ""};
	if (arena == NULL)
		return WIRE_ENOMEM;
	wire_status status = wire_story_from_json(&story, arena, wire_str_from(json), &err);
	if (status == WIRE_OK) {
		assert_true(wire_str_equal(story.headline, WIRE_STR("Ferry \u00E9 late A")));
		assert_int_equal(story.people.len, 1);
		assert_int_equal(story.body.len, 74);
	} else {
		assert_true(err.message[0] != '\0');
	}
	wire_arena_free(arena);
	return status;
}

static void test_memory__no_other_record(void **state)
{
	(void)state;
	sweep(read_record);
}

static void test_memory__no_other_tokens(void **state)
{
	(void)state;
	sweep(make_tokens);
}

static void test_memory__no_other_stems(void **state)
{
	(void)state;
	sweep(make_stems);
}

static void test_memory__no_other_terms(void **state)
{
	(void)state;
	sweep(make_terms);
}

static void test_memory__no_other_text(void **state)
{
	(void)state;
	sweep(make_text);
}

/* ---- caps ---- */

static void test_memory__an_arena_hands_out_its_cap_to_the_byte(void **state)
{
	static const size_t caps[] = {0, 1, 15, 16, 1000, 300000, 1 << 20};
	(void)state;
	for (size_t i = 0; i < sizeof caps / sizeof *caps; i++)
		for (int round = 0; round < 2; round++) {
			wire_arena *arena = wire_arena_new(caps[i]);
			assert_non_null(arena);
			assert_null(wire_arena_alloc(arena, caps[i] + 1));
			assert_null(wire_arena_alloc(arena, SIZE_MAX));
			size_t piece = caps[i] / 7 + 1, given = 0;
			for (; given + piece <= caps[i]; given += piece)
				assert_non_null(wire_arena_alloc(arena, piece));
			assert_null(wire_arena_alloc(arena, caps[i] - given + 1));
			assert_non_null(wire_arena_alloc(arena, caps[i] - given));
			assert_null(wire_arena_alloc(arena, 1));
			wire_arena_reset(arena);
			assert_non_null(wire_arena_alloc(arena, caps[i]));
			wire_arena_free(arena);
		}
}

static void test_memory__what_an_arena_refuses_leaves_things_as_they_were(void **state)
{
	(void)state;
	for (size_t cap = 0; cap < 600; cap++) {
		wire_arena *arena = wire_arena_new(cap);
		wire_list list = {0};
		wire_str copy = WIRE_STR("before");
		assert_non_null(arena);
		while (list.len < 20 && wire_list_push(&list, arena, WIRE_STR("a")) == WIRE_OK)
			continue;
		assert_true(list.len == 0 || list.len == 8 || list.len == 16 || list.len == 20);
		for (size_t i = 0; i < list.len; i++)
			assert_int_equal(list.items[i].len, 1);
		if (wire_arena_print(&copy, arena, "%d-%s", 17, "x") == WIRE_OK)
			assert_string_equal(copy.data, "17-x");
		else
			assert_true(copy.data == NULL && copy.len == 0);
		wire_arena_free(arena);
	}
}

static void test_memory__text_in_arenas_of_any_cap(void **state)
{
	wire_str in = WIRE_STR("e\u0301te\u0301"), out;
	unsigned done = 0;
	(void)state;
	for (size_t cap = 0; cap < 64; cap++) {
		wire_arena *arena = wire_arena_new(cap);
		assert_non_null(arena);
		wire_status status = wire_text_clean(&out, arena, in);
		assert_true(status == WIRE_ENOMEM ||
			    (status == WIRE_OK && wire_str_equal(out, WIRE_STR("\u00E9t\u00E9"))));
		done += status == WIRE_OK;
		wire_arena_reset(arena);
		status = wire_text_fold_copy(&out, arena, in);
		assert_true(status == (cap < 4 ? WIRE_ENOMEM : WIRE_OK));
		assert_true(
			status == WIRE_OK ? wire_str_equal(out, WIRE_STR("ete")) : out.len == 0);
		wire_arena_free(arena);
	}
	assert_true(done > 0 && done < 64);
}

static void test_memory__a_full_buffer_says_so(void **state)
{
	(void)state;
	for (size_t max = 0; max < 12; max++) {
		wire_buf buf;
		wire_buf_init(&buf, max);
		wire_text_fold(&buf, WIRE_STR("ŁÓDŹ ℃ Æ"));
		bool whole = buf.len == strlen("lodz °c ae");
		assert_int_equal(wire_buf_status(&buf), whole ? WIRE_OK : WIRE_ETOOBIG);
		assert_true(buf.len <= max);
		wire_buf_release(&buf);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory__no_other_tokens),
		cmocka_unit_test(test_memory__no_other_stems),
		cmocka_unit_test(test_memory__no_other_terms),
		cmocka_unit_test(test_memory__no_other_text),
		cmocka_unit_test(test_memory__no_other_record),
		cmocka_unit_test(test_memory__an_arena_hands_out_its_cap_to_the_byte),
		cmocka_unit_test(test_memory__what_an_arena_refuses_leaves_things_as_they_were),
		cmocka_unit_test(test_memory__text_in_arenas_of_any_cap),
		cmocka_unit_test(test_memory__a_full_buffer_says_so),
	};
	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
