/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include <unistd.h>

#include "wire/buf.h"
#include "wire/cli.h"
#include "wire/country.h"
#include "wire/record.h"
#include "wire/schema.h"
#include "wire/stem.h"
#include "wire/text.h"

static wire_arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(16u << 20);
	return arena == NULL;
}

static int tear_down(void **state)
{
	(void)state;
	wire_arena_free(arena);
	return 0;
}

static void assert_str(wire_str got, const char *want)
{
	if (!wire_str_equal(got, wire_str_from(want)))
		fail_msg("got '" WIRE_FMT "', want '%s'", WIRE_ARG(got), want);
}

static wire_str stem_of(wire_stemmer *stemmer, wire_str form)
{
	wire_str stem;
	assert_int_equal(wire_stem(&stem, stemmer, form), WIRE_OK);
	return stem;
}

static wire_str code_of(const wire_country_names *names, wire_str name)
{
	wire_str code;
	assert_int_equal(wire_country_code(&code, names, name), WIRE_OK);
	return code;
}

static wire_str label_of(const wire_country_names *names, wire_str code)
{
	wire_str label;
	assert_int_equal(wire_country_label(&label, names, code), WIRE_OK);
	return label;
}

static void test_status__every_status_has_text_and_exit(void **state)
{
	wire_error err = {.message = "before"};
	(void)state;
#define CHECK(name, code, exit_status, text)                                                       \
	assert_string_equal(wire_status_text(WIRE_##name), text);                                  \
	assert_int_equal(wire_status_exit(WIRE_##name), exit_status);
	WIRE_STATUS_LIST(CHECK)
#undef CHECK
	assert_int_equal(wire_fail(NULL, WIRE_EIO, "x"), WIRE_EIO);
	assert_string_equal(err.message, "before");
	assert_int_equal(wire_fail(&err, WIRE_EIO, "%d of %s", 2, "them"), WIRE_EIO);
	assert_string_equal(err.message, "2 of them");
}

/* However long the words: what is kept is text, with its NUL. */
static void test_status__a_long_message_is_cut_between_characters(void **state)
{
	static const char *const characters[] = {
		"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
	char words[1024];
	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (size_t before = 0; before < 4; before++) {
			wire_error err;
			size_t length = before, size = strlen(characters[i]);
			memset(words, 'x', before);
			for (; length + size < sizeof words; length += size)
				memcpy(words + length, characters[i], size);
			words[length] = '\0';
			assert_int_equal(
				wire_fail_at(&err, WIRE_EQUERY, 3, 4, "%s", words), WIRE_EQUERY);
			length = strlen(err.message);
			assert_true(wire_utf8_valid(wire_str_from(err.message)));
			assert_true(length > sizeof err.message - 1 - size);
			assert_memory_equal(err.message, words, length);
			assert_true(err.offset == 3 && err.length == 4);
		}
}

static void test_str__slices_lines_and_trims(void **state)
{
	wire_str line, rest = WIRE_STR("one\r\ntwo\n\nlast");
	(void)state;
	assert_true(wire_str_line(&line, &rest));
	assert_str(line, "one");
	assert_true(wire_str_line(&line, &rest));
	assert_str(line, "two");
	assert_true(wire_str_line(&line, &rest));
	assert_str(line, "");
	assert_true(wire_str_line(&line, &rest));
	assert_str(line, "last");
	assert_false(wire_str_line(&line, &rest));
	assert_str(wire_str_trim(WIRE_STR("\xC2\xA0 \t both \n")), "both");
	assert_str(wire_str_slice(WIRE_STR("abc"), 2, 99), "c");
	assert_int_equal(wire_str_slice(WIRE_STR("abc"), 3, 1).len, 0);
	assert_int_equal(wire_str_find(WIRE_STR("aab"), WIRE_STR("ab"), 0), 1);
	assert_int_equal(wire_str_find(WIRE_STR("aab"), WIRE_STR("c"), 0), SIZE_MAX);
	assert_true(wire_str_compare(WIRE_STR("a"), WIRE_STR("ab")) < 0);
	assert_true(wire_str_equal_nocase(WIRE_STR("UpI"), WIRE_STR("uPi")));
}

static void test_arena__keeps_to_its_cap(void **state)
{
	wire_arena *small = wire_arena_new(1u << 20);
	(void)state;
	assert_non_null(small);
	assert_null(wire_arena_alloc(small, (1u << 20) + 1));
	assert_null(wire_arena_calloc(small, SIZE_MAX / 2, 4));
	size_t given = 0;
	while (wire_arena_alloc(small, 100000) != NULL)
		given += 100000;
	assert_true(given >= 900000 && given <= (2u << 20));
	wire_arena_reset(small);
	assert_non_null(wire_arena_alloc(small, 100000));
	wire_arena_free(small);
	wire_arena_free(NULL);
}

static void test_buf__errors_stick(void **state)
{
	wire_buf buf;
	(void)state;
	wire_buf_init(&buf, 8);
	wire_buf_puts(&buf, "12345678");
	assert_int_equal(wire_buf_status(&buf), WIRE_OK);
	wire_buf_putc(&buf, '9');
	wire_buf_printf(&buf, "%d", 1);
	assert_int_equal(wire_buf_status(&buf), WIRE_ETOOBIG);
	assert_str(wire_buf_view(&buf), "12345678");
	wire_buf_clear(&buf);
	wire_buf_printf(&buf, "%s-%d", "a", 7);
	assert_str(wire_buf_view(&buf), "a-7");
	wire_buf_release(&buf);
}

static void test_text__cleaning(void **state)
{
	static const struct {
		const char *in, *want, *why;
	} cases[] = {
		{"plain\ttext\n", "plain\ttext\n", "nothing to do"},
		{"a\r\nb\rc", "a\nb\nc", "line ends"},
		{"be\x01ll\x07\x7f", "bell", "controls"},
		{"\xEF\xBB\xBFmark", "mark", "a byte order mark"},
		{"soft\xC2\xADhyphen", "softhyphen", "soft hyphens"},
		{"e\xCC\x81", "\xC3\xA9", "composed"},
		{"bad \xFF byte", "bad \xEF\xBF\xBD byte", "malformed"},
		{"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD", "cut off"},
		{"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD", "overlong"},
		{"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "surrogate"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_str out, again;
		assert_int_equal(wire_text_clean(&out, arena, wire_str_from(cases[i].in)), WIRE_OK);
		if (!wire_str_equal(out, wire_str_from(cases[i].want)))
			fail_msg("%s: got '" WIRE_FMT "'", cases[i].why, WIRE_ARG(out));
		assert_true(wire_utf8_valid(out));
		assert_int_equal(wire_text_clean(&again, arena, out), WIRE_OK);
		assert_true(wire_str_equal(again, out));
	}
}

/* Is `code` one that text.h says is dropped? */
static bool is_no_text(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') ||
	       (code >= 0x7F && code <= 0x9F) || code == 0xAD || code == 0xFEFF || code == 0x200B ||
	       code == 0x2060 || (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFF) >= 0xFFFE;
}

/* Every character by itself: what is no text is dropped, a CR is a line end, the rest stays. */
static void test_text__what_is_dropped(void **state)
{
	(void)state;
	for (uint32_t code = 0; code < 0x110000; code++) {
		char text[6] = {'x', '\0'};
		wire_str out;
		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		size_t length = 1 + wire_utf8_encode(text + 1, code);
		wire_arena_reset(arena);
		assert_int_equal(wire_text_clean(&out, arena, (wire_str){text, length}), WIRE_OK);
		if ((out.len == 1) != is_no_text(code) || out.data[0] == '\0')
			fail_msg("U+%04X", code);
	}
}

static void test_text__shouting(void **state)
{
	static const struct {
		const char *text;
		bool shouted;
		const char *why;
	} cases[] = {
		{"U.S. SAYS NO", true, "a headline of the old wires"},
		{"U.S. says no", false, "small letters"},
		{"ПУТИН В КИТАЕ", true, "any script with cases"},
		{"Путин в США", false, "small letters of any script"},
		{"美国 US 中国", false, "mostly letters without case"},
		{"1987 --", false, "no letters at all"},
		{"", false, "nothing"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (wire_text_is_shouted(wire_str_from(cases[i].text)) != cases[i].shouted)
			fail_msg("%s: '%s'", cases[i].why, cases[i].text);
}

static void test_text__folding_is_idempotent(void **state)
{
	static const char *const texts[] = {"Erdoğan", "ŁÓDŹ", "Straße", "Æsir Œuvre", "İstanbul ı",
		"ﬁnance ①", "Ελλάδα", "ПУТИН", "Dvořák’s", "\xFF\xFE"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		wire_buf once, twice;
		wire_buf_init(&once, 256);
		wire_buf_init(&twice, 256);
		wire_text_fold(&once, wire_str_from(texts[i]));
		wire_text_fold(&twice, wire_buf_view(&once));
		assert_true(wire_str_equal(wire_buf_view(&once), wire_buf_view(&twice)));
		wire_buf_release(&once);
		wire_buf_release(&twice);
	}
	assert_str(wire_utf8_cut(WIRE_STR("a\xC3\xA9"), 2), "a");
	assert_str(wire_utf8_cut(WIRE_STR("abc"), 9), "abc");
}

static void test_stem__languages_and_forms(void **state)
{
	wire_stemmer *english, *none, *german;
	wire_error err;
	(void)state;
	assert_int_equal(wire_stemmer_new(&english, NULL, &err), WIRE_OK);
	assert_int_equal(wire_stemmer_new(&none, "none", &err), WIRE_OK);
	assert_int_equal(wire_stemmer_new(&german, "de", &err), WIRE_OK);
	for (int round = 0; round < 2; round++) { /* asked, then out of the cache */
		assert_str(stem_of(english, WIRE_STR("talking")), "talk");
		assert_str(stem_of(english, WIRE_STR("f16")), "f16");
		assert_str(stem_of(none, WIRE_STR("talking")), "talking");
		assert_str(stem_of(german, WIRE_STR("verhandlungen")), "verhandl");
	}
	/* More distinct words than the cache holds must only cost time. */
	for (int i = 0; i < 70000; i++) {
		char word[16];
		size_t length = 0;
		for (int n = i + 26; n > 0; n /= 26)
			word[length++] = (char)('a' + n % 26);
		assert_true(stem_of(english, (wire_str){word, length}).len > 0);
	}
	wire_stemmer_free(english);
	wire_stemmer_free(none);
	wire_stemmer_free(german);
	assert_int_equal(wire_stemmer_new(&english, "klingon", &err), WIRE_EINVAL);
	assert_null(english);
	assert_non_null(strstr(err.message, "klingon"));
}

static void test_record__json_round_trip(void **state)
{
	wire_story story = {0}, back;
	wire_buf json;
	wire_error err;
	(void)state;
	story.id = WIRE_STR("upi:1");
	story.headline = WIRE_STR("Quote \" back\\slash\nnew line \x01 tab\t \xC3\xA9");
	story.version = 3;
	assert_int_equal(wire_list_push(&story.people, arena, WIRE_STR("Qin Gang")), WIRE_OK);
	assert_int_equal(wire_list_push(&story.people, arena, WIRE_STR("")), WIRE_OK);
	wire_buf_init(&json, 1 << 16);
	assert_int_equal(wire_story_to_json(&json, &story), WIRE_OK);
	assert_null(strstr(json.data, "\"why\""));
	assert_int_equal(wire_story_from_json(&back, arena, wire_buf_view(&json), &err), WIRE_OK);
	assert_true(wire_str_equal(back.headline, story.headline));
	assert_int_equal(back.version, 3);
	assert_int_equal(back.people.len, 2);
	assert_str(back.people.items[0], "Qin Gang");
	wire_buf_release(&json);
	static const char *const bad[] = {"", "{", "[]", "null", "{\"id\":", "\xFF"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(wire_story_from_json(&back, arena, wire_str_from(bad[i]), &err),
			WIRE_EFORMAT);
	assert_int_equal(wire_story_from_json(&back, arena,
				 WIRE_STR("{\"id\":7,\"people\":[1,\"A\"],\"version\":-1}"), &err),
		WIRE_OK);
	assert_int_equal(back.id.len, 0);
	assert_int_equal(back.people.len, 1);
	assert_int_equal(back.version, 0);
}

static void test_schema__terms(void **state)
{
	wire_buf term;
	char long_text[600];
	(void)state;
	wire_buf_init(&term, WIRE_TERM_MAX);
	memset(long_text, 'x', sizeof long_text);
	assert_int_equal(wire_term_make(&term, "Z", "S", WIRE_STR("talk")), WIRE_OK);
	assert_str(wire_buf_view(&term), "ZStalk");
	assert_int_equal(wire_term_make(&term, "", "XF", (wire_str){long_text, 600}), WIRE_OK);
	assert_int_equal(term.len, WIRE_TERM_MAX);
	char first[WIRE_TERM_MAX + 1];
	memcpy(first, term.data, WIRE_TERM_MAX);
	assert_int_equal(wire_term_make(&term, "", "XF", (wire_str){long_text, 599}), WIRE_OK);
	assert_memory_not_equal(first, term.data, WIRE_TERM_MAX);
	assert_int_equal(wire_term_make(&term, "", "Q:", (wire_str){"a\0b", 3}), WIRE_OK);
	assert_str(wire_buf_view(&term), "Q:a?b");
	assert_int_equal(wire_term_exact(&term, wire_field_get(WIRE_FIELD_SOURCE), WIRE_STR("UPI")),
		WIRE_OK);
	assert_str(wire_buf_view(&term), "XSRCupi");
	assert_int_equal(wire_term_exact(&term, wire_field_get(WIRE_FIELD_COUNTRY), WIRE_STR("CN")),
		WIRE_OK);
	assert_str(wire_buf_view(&term), "N:CN");
	wire_buf_release(&term);
	assert_ptr_equal(wire_field_by_name(WIRE_STR("Person")), wire_field_get(WIRE_FIELD_PERSON));
	assert_null(wire_field_by_name(WIRE_STR("")));
	assert_null(wire_field_by_name(WIRE_STR("nation")));
	assert_ptr_equal(
		wire_field_by_facet(WIRE_STR("countries")), wire_field_get(WIRE_FIELD_COUNTRY));
}

static void test_country__names_codes_demonyms(void **state)
{
	wire_country_names *countries;
	wire_error err;
	(void)state;
	assert_int_equal(wire_country_names_load(&countries, NULL, &err), WIRE_OK);
	assert_str(code_of(countries, WIRE_STR("china")), "CN");
	assert_str(code_of(countries, WIRE_STR("Chinese")), "CN");
	assert_str(code_of(countries, WIRE_STR("tw")), "TW");
	assert_str(code_of(countries, WIRE_STR("Cote d'Ivoire")), "CI");
	assert_str(code_of(countries, WIRE_STR("Soviet Union")), "SU");
	assert_int_equal(code_of(countries, WIRE_STR("Atlantis")).len, 0);
	assert_str(label_of(countries, WIRE_STR("DE")), "Germany");
	assert_int_equal(label_of(countries, WIRE_STR("QQ")).len, 0);
	wire_country_names_free(countries);
	assert_int_equal(wire_country_names_load(&countries, "/nowhere", &err), WIRE_EIO);
	assert_non_null(strstr(err.message, "/nowhere/countries.tsv"));
}

/* A data file's row that cannot be read is named with its file and line; comments are no rows. */
static void test_data__bad_rows_are_named(void **state)
{
	static const struct {
		const char *text, *says, *why;
	} cases[] = {
		{"# code, name\n\nNO\n", "'countries.tsv', line 3: ", "a row without a name"},
		{"NO\tNorway\tNoreg|Norge\n\tNowhere\n",
			"'countries.tsv', line 2: ", "a row without a code"},
		{"NO\tNorway\tNoreg|Norge\tNorwegian\n", NULL, "a good one"},
	};
	char dir[] = "/tmp/wire-data-XXXXXX", path[64];
	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/countries.tsv", dir);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_country_names *countries;
		wire_error err = {.message = ""};
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		fputs(cases[i].text, file);
		assert_int_equal(fclose(file), 0);
		wire_status want = cases[i].says == NULL ? WIRE_OK : WIRE_EFORMAT;
		if (wire_country_names_load(&countries, dir, &err) != want ||
			(want != WIRE_OK && strstr(err.message, cases[i].says) != err.message))
			fail_msg("%s: '%s'", cases[i].why, err.message);
		if (want == WIRE_OK)
			assert_str(code_of(countries, WIRE_STR("norge")), "NO");
		wire_country_names_free(countries);
	}
	unlink(path);
	rmdir(dir);
}

/* A buffer in given memory takes what fits with its NUL, and then nothing more. */
static void test_buf__in_given_memory(void **state)
{
	char memory[8];
	wire_buf buf;
	(void)state;
	wire_buf_on(&buf, memory, sizeof memory);
	wire_buf_puts(&buf, "1234567");
	assert_int_equal(wire_buf_status(&buf), WIRE_OK);
	assert_ptr_equal(wire_buf_view(&buf).data, memory);
	wire_buf_putc(&buf, '8');
	assert_int_equal(wire_buf_status(&buf), WIRE_ETOOBIG);
	assert_string_equal(memory, "1234567");
}

static wire_status note(void *payload, int code, const char *argument, wire_error *err)
{
	wire_buf *seen = payload;
	(void)err;
	wire_buf_printf(seen, "%d=%s ", code, argument == NULL ? "-" : argument);
	return WIRE_OK;
}

static void test_cli__options(void **state)
{
	static const wire_option table[] = {{'d', "db", "DB", "the database"},
		{'q', "quiet", NULL, "say nothing"},
		{WIRE_OPTION_LONG, "facets", "[LIST]", "count"},
		{WIRE_OPTION_LONG + 1, "faults", "FILE", "list"}, {0}};
	static const struct {
		const char *args[5], *want, *says, *why;
	} cases[] = {
		{{"x", "-d", "a", "w"}, "100=a ", "", "short, with an operand"},
		{{"x", "w", "--db=a"}, "100=a ", "", "behind an operand"},
		{{"x", "--facets", "--facets=p"}, "256=- 256=p ", "", "an optional argument"},
		{{"x", "--", "-d"}, "", "", "-- ends the options"},
		{{"x", "--nope"}, NULL, "unknown option '--nope'", "an unknown option"},
		{{"x", "-z"}, NULL, "unknown option '-z' (or a word)", "an unknown letter"},
		{{"x", "w", "-z"}, NULL, "unknown option '-z' (or a word)", "behind an operand"},
		{{"x", "-qzq"}, NULL, "unknown option '-qzq' (", "amid letters that are known"},
		{{"x", "w", "-qz"}, NULL, "unknown option '-qz' (", "at their end"},
		{{"x", "-qq", "w"}, "113=- 113=- ", "", "two letters in one argument"},
		{{"x", "w", "--nope"}, NULL, "unknown option '--nope'", "not the operand"},
		{{"x", "", "v", "--nope=1"}, NULL, "unknown option '--nope=1'", "empty operands"},
		{{"x", "w", "--quiet=3"}, NULL, "'--quiet' takes no argument", "one too many"},
		{{"x", "-d"}, NULL, "option '-d' needs an argument", "an argument is missing"},
		{{"x", "w", "--db"}, NULL, "option '--db' needs an argument", "the long one"},
		{{"x", "--q=1"}, NULL, "'--quiet' takes no argument", "a shortened name"},
		{{"x", "--fa"}, NULL, "ambiguous option '--fa'", "two begin so"},
		{{"x", "-\xC3\xA9"}, NULL, "(or a word)", "a letter of two bytes"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_buf seen;
		wire_error err = {0};
		char *argv[6];
		int argc = 0, first;
		for (; argc < 5 && cases[i].args[argc] != NULL; argc++)
			argv[argc] = (char *)(uintptr_t)cases[i].args[argc];
		argv[argc] = NULL;
		wire_buf_init(&seen, 256);
		wire_status status = wire_cli_parse(
			&first, argc, argv, table, " (or a word)", note, &seen, &err);
		const char *got = seen.data == NULL ? "" : seen.data;
		if (cases[i].want == NULL ? status != WIRE_EINVAL ||
						    strstr(err.message, cases[i].says) == NULL
					  : status != WIRE_OK || strcmp(got, cases[i].want) != 0)
			fail_msg("%s: '%s' %s", cases[i].why, got, err.message);
		wire_buf_release(&seen);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_status__every_status_has_text_and_exit),
		cmocka_unit_test(test_status__a_long_message_is_cut_between_characters),
		cmocka_unit_test(test_str__slices_lines_and_trims),
		cmocka_unit_test(test_arena__keeps_to_its_cap),
		cmocka_unit_test(test_buf__errors_stick),
		cmocka_unit_test(test_text__cleaning),
		cmocka_unit_test(test_text__what_is_dropped),
		cmocka_unit_test(test_text__shouting),
		cmocka_unit_test(test_text__folding_is_idempotent),
		cmocka_unit_test(test_stem__languages_and_forms),
		cmocka_unit_test(test_record__json_round_trip),
		cmocka_unit_test(test_schema__terms),
		cmocka_unit_test(test_country__names_codes_demonyms),
		cmocka_unit_test(test_data__bad_rows_are_named),
		cmocka_unit_test(test_buf__in_given_memory),
		cmocka_unit_test(test_cli__options),
	};
	return cmocka_run_group_tests_name("base", tests, set_up, tear_down);
}
