/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "search/options.h"

enum { ARGUMENTS = 8 };

typedef struct words {
	char *items[ARGUMENTS + 1];
	int len;
} words;

static wire_status read_words(wire_search_options *out, words *w, wire_error *err)
{
	err->message[0] = '\0';
	return wire_search_options_read(out, w->len, w->items, err);
}

/* `line` split at its blanks behind the program's name; copies, since getopt moves them about. */
static words split(const char *line)
{
	static char store[512];
	words w = {.len = 0};
	snprintf(store, sizeof store, "wire-search %s", line);
	for (char *word = strtok(store, " "); word != NULL; word = strtok(NULL, " ")) {
		assert_true(w.len < ARGUMENTS);
		w.items[w.len++] = word;
	}
	return w;
}

static int unset_database(void **state)
{
	(void)state;
	return unsetenv("WIRE_DB");
}

static void test_options__faults(void **state)
{
	static const struct {
		const char *line, *says, *why;
	} cases[] = {
		{"taiwan", "no database given", "a search needs a database"},
		{"-d db", "no query given", "and a query"},
		{"-d db --show=x taiwan", "--show takes no query", "a story is shown by its id"},
		{"-d db --color=red taiwan", "bad --color 'red'", "colours are three words"},
		{"-d db --similar=x", "unknown option '--similar=x'", "an option that is none"},
		{"-d db -x", "unknown option '-x'", "a letter that is none"},
		{"-d", "needs an argument", "an option without its argument"},
		{"-d db oil -japan", "'-japan' (a query with -word goes in quotes",
			"a minus, unquoted"},
		{"-d db oil -headline:oil", "'-headline:oil' (a query with -word goes in quotes",
			"which begins with a letter that is an option"},
		{"-d db oil -Vietnam", "'-Vietnam' (a query with", "or two"},
		{"-d db oil --count=3", "'--count' takes no argument", "not the word before it"},
		{"-d db --json --count oil", "--json and --count exclude each other", "two ways"},
		{"-d db --count oil --ids", "--count and --ids exclude each other", "in any order"},
		{"-d db --explain -f people=x oil", "--explain prints", "a filter is not shown"},
		{"-d db --explain --json oil", "no other way of printing", "nor JSON"},
		{"-d db --show=x --ids", "--show prints a story", "ids of a story"},
		{"-d db --show=x -f people=y", "no query, no filter", "a filter on a story"},
		{"-d db --facets people oil", "as in --facets=people", "a list without its ="},
		{"-d db --facets people,date", "as in --facets=people,date", "as the last word"},
		{"-d db --facet-limit=3 oil", "--facet-limit needs --facets", "a limit of nothing"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_search_options options;
		wire_error err;
		words w = split(cases[i].line);
		wire_status status = read_words(&options, &w, &err);
		if (status != WIRE_EINVAL || strstr(err.message, cases[i].says) == NULL)
			fail_msg("%s: %d '%s', want '%s'", cases[i].why, status, err.message,
				cases[i].says);
		wire_search_options_release(&options);
	}
}

static void read_line(wire_search_options *out, const char *line)
{
	wire_error err;
	words w = split(line);
	if (read_words(out, &w, &err) != WIRE_OK)
		fail_msg("'%s': %s", line, err.message);
}

static void assert_text(wire_str got, const char *want)
{
	if (!wire_str_equal(got, wire_str_from(want)))
		fail_msg("got '" WIRE_FMT "', want '%s'", WIRE_ARG(got), want);
}

/* A word with a minus that is an option and its argument is remembered, should that fail. */
static void test_options__a_word_that_is_an_option(void **state)
{
	static const struct {
		const char *line, *want;
	} cases[] = {
		{"-d db quake -diplomacy", "-diplomacy"},
		{"-d db quake -nuclear", "-nuclear"},
		{"-d db quake -fire", "-fire"},
		{"-darchive.db -n5 -fpeople=Roe quake", NULL},
		{"-d db quake -- -diplomacy", NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_search_options o;
		read_line(&o, cases[i].line);
		if (cases[i].want == NULL
				? o.minus_word != NULL
				: o.minus_word == NULL || strcmp(o.minus_word, cases[i].want) != 0)
			fail_msg("%s: %s", cases[i].line, o.minus_word);
		wire_search_options_release(&o);
	}
}

static void test_options__search(void **state)
{
	wire_search_options o;
	(void)state;
	read_line(&o, "-d one blinken --db=two -n5 AND taiwan");
	assert_text(o.given.query, "blinken AND taiwan");
	assert_int_equal(o.n_databases, 2);
	assert_string_equal(o.databases[0], "one");
	assert_string_equal(o.databases[1], "two");
	assert_string_equal(o.given.limit, "5");
	assert_int_equal(o.output, WIRE_OUTPUT_TEXT);
	assert_null(o.given.facets);
	assert_string_equal(o.color, "auto");
	wire_search_options_release(&o);
}

static void test_options__everything_else(void **state)
{
	wire_search_options o;
	(void)state;
	read_line(&o, "-ddb -f people=Roe --filter=date=2023 --facets --sort=newest --offset=20");
	assert_int_equal(o.given.n_filters, 2);
	assert_string_equal(o.given.filters[0], "people=Roe");
	assert_string_equal(o.given.filters[1], "date=2023");
	assert_string_equal(o.given.facets, ""); /* all of them */
	assert_string_equal(o.given.sort, "newest");
	assert_string_equal(o.given.offset, "20");
	assert_text(o.given.query, "");
	wire_search_options_release(&o);
	read_line(&o, "-ddb --facets=people,date --facet-limit=5 --color=never x");
	assert_string_equal(o.given.facets, "people,date");
	assert_string_equal(o.given.facet_limit, "5");
	assert_string_equal(o.color, "never");
	wire_search_options_release(&o);
	read_line(&o, "-ddb --facets people's");
	assert_string_equal(o.given.facets, ""); /* no facet is called so: it is the query */
	assert_text(o.given.query, "people's");
	wire_search_options_release(&o);
	read_line(&o, "-ddb --facets -- people");
	assert_text(o.given.query, "people");
	wire_search_options_release(&o);
	read_line(&o, "-ddb --explain x");
	assert_true(o.explain);
	wire_search_options_release(&o);
	read_line(&o, "-ddb --show=id:1 --json");
	assert_string_equal(o.show, "id:1");
	assert_int_equal(o.output, WIRE_OUTPUT_JSON);
	wire_search_options_release(&o);
}

static void test_options__outputs(void **state)
{
	static const struct {
		const char *line;
		wire_output want;
		uint32_t limit; /* when none is given; 0: the usual one */
	} cases[] = {
		{"-ddb --json x", WIRE_OUTPUT_JSON, 0},
		{"-ddb --json --json x", WIRE_OUTPUT_JSON, 0},
		{"-ddb --ids x", WIRE_OUTPUT_IDS, UINT32_MAX},
		{"-ddb --count x", WIRE_OUTPUT_COUNT, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_search_options o;
		read_line(&o, cases[i].line);
		assert_int_equal(o.output, cases[i].want);
		assert_int_equal(o.given.limit_default, cases[i].limit);
		wire_search_options_release(&o);
	}
}

static void test_options__a_minus_after_two_is_query(void **state)
{
	wire_search_options o;
	(void)state;
	read_line(&o, "-ddb -- -japan quake");
	assert_text(o.given.query, "-japan quake");
	wire_search_options_release(&o);
}

static void test_options__the_environment_names_the_database(void **state)
{
	wire_search_options o;
	(void)state;
	assert_int_equal(setenv("WIRE_DB", "from-environment", 1), 0);
	read_line(&o, "taiwan");
	assert_int_equal(o.n_databases, 1);
	assert_string_equal(o.databases[0], "from-environment");
	wire_search_options_release(&o);
	read_line(&o, "-d given taiwan");
	assert_int_equal(o.n_databases, 1);
	assert_string_equal(o.databases[0], "given");
	wire_search_options_release(&o);
}

static void test_options__too_many(void **state)
{
	static char program[] = "wire-search", filter[] = "-fpeople=Roe", db[] = "-ddb";
	char *arguments[WIRE_DATABASES_MAX + 3] = {program};
	wire_search_options o;
	wire_error err = {0};
	(void)state;
	for (int i = 1; i <= (int)WIRE_FILTERS_MAX + 1; i++)
		arguments[i] = filter;
	assert_int_equal(
		wire_search_options_read(&o, WIRE_FILTERS_MAX + 2, arguments, &err), WIRE_EINVAL);
	assert_non_null(strstr(err.message, "too many filters (the limit is 32)"));
	wire_search_options_release(&o);
	for (int i = 1; i <= WIRE_DATABASES_MAX + 1; i++)
		arguments[i] = db;
	assert_int_equal(
		wire_search_options_read(&o, WIRE_DATABASES_MAX + 2, arguments, &err), WIRE_EINVAL);
	assert_non_null(strstr(err.message, "too many databases (the limit is 64)"));
	wire_search_options_release(&o);
}

static void test_options__help_needs_nothing(void **state)
{
	wire_search_options o;
	wire_buf text;
	(void)state;
	read_line(&o, "--help");
	assert_true(o.help);
	wire_search_options_release(&o);
	read_line(&o, "-V");
	assert_true(o.version);
	wire_search_options_release(&o);
	wire_buf_init(&text, 1 << 16);
	wire_search_options_help(&text);
	assert_int_equal(wire_buf_status(&text), WIRE_OK);
	for (int id = 0; id < WIRE_FIELD_COUNT; id++) {
		char field[32];
		snprintf(field, sizeof field, " %s:", wire_field_get((wire_field_id)id)->name);
		assert_true(strcmp(field, " :") == 0 || strstr(text.data, field) != NULL);
	}
	wire_buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_options__faults, unset_database),
		cmocka_unit_test_setup(test_options__a_word_that_is_an_option, unset_database),
		cmocka_unit_test_setup(test_options__search, unset_database),
		cmocka_unit_test_setup(test_options__everything_else, unset_database),
		cmocka_unit_test_setup(test_options__outputs, unset_database),
		cmocka_unit_test_setup(test_options__a_minus_after_two_is_query, unset_database),
		cmocka_unit_test_setup(
			test_options__the_environment_names_the_database, unset_database),
		cmocka_unit_test_setup(test_options__too_many, unset_database),
		cmocka_unit_test_setup(test_options__help_needs_nothing, unset_database),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
