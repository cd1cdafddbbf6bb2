/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The gazetteer over small files: what each row means, and which rows are refused. */
#include "support/cmocka.h"

#include <stdlib.h>
#include <unistd.h>

#include "indexer/gazetteer/gazetteer.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct {
	const char *name, *text;
} files[] = {
	{"namesakes.tsv", "-\tPeking Jordan\n"},
	{"houses.tsv", "-\tRedland Stanley\n"},
	{"blocks.tsv", "-\tRedland Airlines|Blue Town\n"},
	{"countries.tsv",
		"# a comment\nRL\tRedland\tUnited Red Lands|RLU\tRedlander\nBL\tBlueland\n"
		"GL\tGreenland\t\tGreen\n"},
	{"capitals.tsv", "RL\tOldport\n"},
	{"cities.tsv", "BL\tOldport|New Port|R\xC3\xA9union\n"},
	{"regions.tsv", "RL\tNorth.|So.\n"},
	{"organisations.tsv", "RL\tRed House\n"},
	{"agencies.tsv", "Red News\tRN|red-wire\tredn.test|b.redn.test\nBlue\n"
			 "Blue News\t\tb.blue.test\n"},
	{"name_words.tsv",
		"title\tPresident\nparticle\tvan\nthing\tInc\nstarter\tThe\nrole\tspokesman\n"
		"saying\tsaid\nship\tUSS\nday\tMonday\nnever\tPayable\nnumber\tThree\n"
		"address\tPresident|Mr.\n"},
	{"first_names.txt", "Jos\xC3\xA9\n"},
};

static char folder[64];

static void write_file(const char *name, const char *text)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static int set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/wire-gazetteer-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	for (size_t i = 0; i < COUNT(files); i++)
		write_file(files[i].name, files[i].text);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
		unlink(path);
	}
	return rmdir(folder);
}

static wire_gazetteer *load(void)
{
	wire_gazetteer *g;
	wire_error err = {0};
	if (wire_gazetteer_load(&g, folder, &err) != WIRE_OK)
		fail_msg("%s", err.message);
	return g;
}

/* The first file that lists a name decides; what is no place is known and is none. */
static void test_gazetteer__readings(void **state)
{
	static const struct {
		const char *name, *country; /* NULL: not known */
		int kind;
	} rows[] = {
		{"Redland", "RL", WIRE_NAME_COUNTRY},
		{"United Red Lands", "RL", WIRE_NAME_COUNTRY},
		{"RLU", "RL", WIRE_NAME_COUNTRY},
		{"Redlander", "RL", WIRE_NAME_DEMONYM},
		{"Blueland", "BL", WIRE_NAME_COUNTRY},
		{"Green", "GL", WIRE_NAME_DEMONYM},
		{"Oldport", "RL", WIRE_NAME_CAPITAL},
		{"New Port", "BL", WIRE_NAME_CITY},
		{"So.", "RL", WIRE_NAME_REGION},
		{"Red House", "RL", WIRE_NAME_ORGANISATION},
		{"Blue Town", "", WIRE_NAME_BLOCK},
		{"Redland Stanley", "", WIRE_NAME_HOUSE},
		{"Peking Jordan", "", WIRE_NAME_PERSON},
		{"Redlan", NULL, 0},
		{"redland", NULL, 0},
		{"", NULL, 0},
	};
	(void)state;
	wire_gazetteer *g = load();
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_str name = wire_str_from(rows[i].name);
		const wire_place_name *found = wire_gazetteer_name(g, name, false);
		if ((found != NULL) != (rows[i].country != NULL) ||
			(found != NULL && (strcmp(found->country, rows[i].country) != 0 ||
						  found->kind != rows[i].kind)))
			fail_msg("%s", rows[i].name);
		bool place = found != NULL && rows[i].country[0] != '\0';
		if (found != NULL)
			assert_int_equal(wire_gazetteer_place(g, name) != NULL, place);
	}
	wire_gazetteer_free(g);
	wire_gazetteer_free(NULL);
}

/* Capitals stand for a name where they are allowed: of three letters at least, accents as they are.
 */
static void test_gazetteer__case_and_stops(void **state)
{
	(void)state;
	wire_gazetteer *g = load();
	assert_null(wire_gazetteer_name(g, WIRE_STR("REDLAND"), false));
	assert_non_null(wire_gazetteer_name(g, WIRE_STR("REDLAND"), true));
	assert_non_null(wire_gazetteer_name(g, WIRE_STR("SO."), true));
	assert_null(wire_gazetteer_name(g, WIRE_STR("redland"), true));
	assert_null(wire_gazetteer_name(g, WIRE_STR("REDLANd"), true));
	assert_null(wire_gazetteer_name(g, WIRE_STR("REUNION"), true));
	assert_non_null(wire_gazetteer_name(g, WIRE_STR("R\xC3\x89UNION"), true));
	/* Of a whole name no case counts, and a stop may be missing. */
	assert_non_null(wire_gazetteer_place(g, WIRE_STR("redland")));
	assert_non_null(wire_gazetteer_place(g, WIRE_STR("reunion")));
	assert_non_null(wire_gazetteer_place(g, WIRE_STR("North")));
	assert_non_null(wire_gazetteer_place(g, WIRE_STR("so")));
	assert_null(wire_gazetteer_place(g, WIRE_STR("Nor")));
	assert_null(wire_gazetteer_place(g, WIRE_STR("")));
	wire_gazetteer_free(g);
}

/* The words of `text`, one blank between two; `+` instead of it: none, `'` behind one: possessive.
 */
static size_t split(wire_word *out, const char *text)
{
	size_t n = 0;
	for (const char *at = text; *at != '\0';) {
		size_t length = strcspn(at, " +'");
		out[n] = (wire_word){.text = {at, length},
			.space_before = at == text || at[-1] != '+',
			.possessive = at[length] == '\''};
		n++;
		at += length + (at[length] == '\'');
		at += *at != '\0';
	}
	return n;
}

static void test_gazetteer__longest_match(void **state)
{
	static const struct {
		const char *words;
		size_t used;
		int kind;
	} rows[] = {
		{"Redland won", 1, WIRE_NAME_COUNTRY},
		{"Redland Airlines won", 2, WIRE_NAME_BLOCK},
		{"United Red Lands", 3, WIRE_NAME_COUNTRY},
		{"United Red Lands won", 3, WIRE_NAME_COUNTRY},
		{"United Red", 0, 0},
		{"Redland' Airlines", 1, WIRE_NAME_COUNTRY},
		{"Redland+Airlines", 1, WIRE_NAME_COUNTRY},
		{"New Port", 2, WIRE_NAME_CITY},
		{"New", 0, 0},
		{"Nowhere", 0, 0},
		{"", 0, 0},
	};
	(void)state;
	wire_gazetteer *g = load();
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_word words[8];
		size_t used = 9, n = split(words, rows[i].words);
		const wire_place_name *found = wire_gazetteer_match(g, words, n, false, &used);
		if (used != rows[i].used || (found != NULL) != (used > 0) ||
			(found != NULL && found->kind != rows[i].kind))
			fail_msg("%s: %zu", rows[i].words, used);
	}
	wire_gazetteer_free(g);
}

static void expect(wire_str got, const char *want, const char *of)
{
	if (!wire_str_equal(got, wire_str_from(want)))
		fail_msg("%s: '" WIRE_FMT "', want '%s'", of, WIRE_ARG(got), want);
}

static void test_gazetteer__agencies_and_words(void **state)
{
	static const char *const agencies[][2] = {{"Red News", "Red News"},
		{"RED NEWS", "Red News"}, {" rn ", "Red News"}, {"Red-Wire", "Red News"},
		{"Blue", "Blue"}, {"redn.test", ""}, {"", ""}};
	static const char *const hosts[][2] = {{"redn.test", "Red News"},
		{"www.redn.test", "Red News"}, {"a.b.redn.test", "Red News"}, {"test", ""},
		{"blue.test", ""}, {"b.blue.test", "Blue News"}, {"RN", ""}, {"", ""}};
	static const struct {
		const char *word;
		unsigned use;
	} words[] = {
		{"President", WIRE_USE_TITLE | WIRE_USE_ADDRESS},
		{"van", WIRE_USE_PARTICLE},
		{"Inc", WIRE_USE_THING},
		{"The", WIRE_USE_STARTER},
		{"spokesman", WIRE_USE_ROLE},
		{"said", WIRE_USE_SAYING},
		{"USS", WIRE_USE_SHIP},
		{"Monday", WIRE_USE_DAY},
		{"Payable", WIRE_USE_NEVER},
		{"Three", WIRE_USE_NUMBER},
		{"Mr.", WIRE_USE_ADDRESS},
		{"the", 0},
	};
	(void)state;
	wire_gazetteer *g = load();
	for (size_t i = 0; i < COUNT(agencies); i++)
		expect(wire_gazetteer_agency(g, wire_str_from(agencies[i][0])), agencies[i][1],
			agencies[i][0]);
	for (size_t i = 0; i < COUNT(hosts); i++)
		expect(wire_gazetteer_host(g, wire_str_from(hosts[i][0])), hosts[i][1],
			hosts[i][0]);
	for (size_t i = 0; i < COUNT(words); i++)
		if (wire_gazetteer_word_use(g, wire_str_from(words[i].word)) != words[i].use)
			fail_msg("%s", words[i].word);
	assert_true(wire_gazetteer_is_first_name(g, WIRE_STR("JOSE")));
	assert_false(wire_gazetteer_is_first_name(g, WIRE_STR("Jos")));
	assert_false(wire_gazetteer_is_first_name(g, WIRE_STR("")));
	wire_gazetteer_free(g);
}

/* A row that cannot be read is an error that names file and line; so is a file that is not there.
 */
static void test_gazetteer__bad_rows(void **state)
{
	static char long_name[160];
	const struct {
		size_t file;
		const char *text;
	} rows[] = {
		{3, "RL\n"},
		{3, "RLX\tRedland\n"},
		{3, "RL\t\n"},
		{3, "RL\tRedland\ta||b\n"},
		{4, "RL\n"},
		{4, "RL\ta\tb\n"},
		{5, long_name},
		{9, "titel\tPresident\n"},
		{9, "title\n"},
		{9, "title\ta\tb\n"},
		{10, "a\tb\n"},
	};
	wire_gazetteer *g;
	wire_error err;
	(void)state;
	snprintf(long_name, sizeof long_name, "RL\t%0121d\n", 7);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *name = files[rows[i].file].name;
		write_file(name, rows[i].text);
		err.message[0] = '\0';
		if (wire_gazetteer_load(&g, folder, &err) != WIRE_EFORMAT || g != NULL ||
			strstr(err.message, name) == NULL || strchr(err.message, '1') == NULL)
			fail_msg("row %zu: '%s'", i, err.message);
		write_file(name, files[rows[i].file].text);
	}
	/* A name of 120 bytes is one. */
	snprintf(long_name, sizeof long_name, "RL\t%0120d\n", 7);
	write_file(files[5].name, long_name);
	wire_gazetteer_free(load());
	write_file(files[5].name, files[5].text);
	for (size_t i = 0; i < COUNT(files); i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
		assert_int_equal(unlink(path), 0);
		assert_int_equal(wire_gazetteer_load(&g, folder, &err), WIRE_EIO);
		assert_non_null(strstr(err.message, files[i].name));
		assert_null(g);
		write_file(files[i].name, files[i].text);
	}
}

/* A changed byte of any file is another gazetteer. */
static void test_gazetteer__hash(void **state)
{
	(void)state;
	wire_gazetteer *g = load();
	uint64_t before = wire_gazetteer_hash(g);
	wire_gazetteer_free(g);
	g = load();
	assert_true(wire_gazetteer_hash(g) == before);
	wire_gazetteer_free(g);
	for (size_t i = 0; i < COUNT(files); i++) {
		char text[512];
		snprintf(text, sizeof text, "%s# more\n", files[i].text);
		write_file(files[i].name, text);
		g = load();
		if (wire_gazetteer_hash(g) == before)
			fail_msg("%s", files[i].name);
		wire_gazetteer_free(g);
		write_file(files[i].name, files[i].text);
	}
}

#define CASE(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(gazetteer__readings),
		CASE(gazetteer__case_and_stops),
		CASE(gazetteer__longest_match),
		CASE(gazetteer__agencies_and_words),
		CASE(gazetteer__bad_rows),
		CASE(gazetteer__hash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
