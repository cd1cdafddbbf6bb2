/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said of names that are nearly some, and of words that may have been meant otherwise. */
#include "support/cmocka.h"

#include "queries.h"

#include "search/query/fields.h"
#include "search/query/parse.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void test_hints__names_of_fields(void **state)
{
	static const struct {
		const char *name;
		int id; /* -1: no field */
	} rows[] = {{"headline", WIRE_FIELD_HEADLINE}, {"HEADLINE", WIRE_FIELD_HEADLINE},
		{"People", WIRE_FIELD_PERSON}, {"countries", WIRE_FIELD_COUNTRY},
		{"language", WIRE_FIELD_LANG}, {"BYLINE", WIRE_FIELD_BY}, {"lang", WIRE_FIELD_LANG},
		{"languages", -1}, {"bylin", -1}, {"headlines", -1}, {"x", -1}};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const wire_field *field = wire_field_named(wire_str_from(rows[i].name));
		if (field == NULL ? rows[i].id >= 0 : (int)field->id != rows[i].id)
			fail_msg("'%s'", rows[i].name);
	}
}

static void test_hints__what_was_meant(void **state)
{
	static const struct {
		const char *name, *want;
	} rows[] = {
		{"From", "did you mean source:"},
		{"HD", "did you mean headline:"},
		{"until", "did you mean date:..2023-06"},
		{"when", "did you mean date:"},
		{"headlin", "did you mean headline:"},
		{"HEEDLINES", "did you mean headline:"},
		{"persn", "did you mean person:"},
		{"peple", "did you mean person:"},
		{"sorce", "did you mean source:"},
		{"dat", "did you mean date:"},
		{"ZDATE", "did you mean date:"},
		{"lng", "did you mean lang:"},
		{"sulg", "did you mean slug:"},
		{"pace", "did you mean place:"},
		{"xy", "the fields are headline:"},
		{"bx", "the fields are headline:"},
		{"idd", "the fields are headline:"},
		{"", "the fields are headline:"},
		{"dxx", "the fields are headline:"},
		{"headlineheadlineh", "the fields are headline:"},
	};
	wire_buf hint;
	(void)state;
	wire_buf_init(&hint, 400);
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_buf_clear(&hint);
		wire_field_hint(&hint, wire_str_from(rows[i].name));
		bool list = rows[i].want[0] == 't';
		if (list ? strncmp(hint.data, rows[i].want, strlen(rows[i].want)) != 0 ||
					strstr(hint.data, " id:") == NULL || strstr(hint.data, " :")
			 : strcmp(hint.data, rows[i].want) != 0)
			fail_msg("'%s': %s", rows[i].name, hint.data);
	}
	wire_buf_release(&hint);
}

static void test_hints__closed_values(void **state)
{
	static const struct {
		wire_field_id id;
		const char *value, *want; /* NULL: refused */
	} rows[] = {{WIRE_FIELD_STATUS, "USABLE", "usable"},
		{WIRE_FIELD_STATUS, "canceled", "canceled"}, {WIRE_FIELD_STATUS, "kill", NULL},
		{WIRE_FIELD_STATUS, "", NULL}, {WIRE_FIELD_ACTION, "New", "new"},
		{WIRE_FIELD_ACTION, "repeat", "repeat"}, {WIRE_FIELD_ACTION, "new,", NULL},
		{WIRE_FIELD_SOURCE, "Kill", "Kill"}};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_error err = {0};
		wire_str value = wire_str_from(rows[i].value);
		wire_status status = wire_field_check(&value, wire_field_get(rows[i].id), &err);
		assert_int_equal(status, rows[i].want != NULL ? WIRE_OK : WIRE_EQUERY);
		if (rows[i].want != NULL)
			assert_true(wire_str_equal(value, wire_str_from(rows[i].want)));
	}
	wire_error err = {0};
	wire_str value = WIRE_STR("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk");
	assert_int_equal(
		wire_field_check(&value, wire_field_get(WIRE_FIELD_STATUS), &err), WIRE_EQUERY);
	assert_string_equal(err.message,
		"no story has the status 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk'; there are: "
		"usable, withheld, canceled");
}

static void test_hints__countries(void **state)
{
	static const struct {
		const char *name, *want;
	} rows[] = {
		{"Jpan", "no country is called 'Jpan': Japan?"},
		{"Korea", "no country is called 'Korea': North Korea or South Korea?"},
		{"Zzzzzz",
			"no country is called 'Zzzzzz' (names of several words need quotes, as in "
			"country:\"South Korea\")"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_error err = {0};
		wire_str name = wire_str_from(rows[i].name);
		assert_int_equal(wire_country_unknown(countries, name, arena, &err), WIRE_EQUERY);
		assert_string_equal(err.message, rows[i].want);
		assert_int_equal(wire_country_unknown(NULL, name, arena, &err), WIRE_EQUERY);
		assert_non_null(strstr(err.message, "' (names of several words need quotes"));
	}
}

/* The notes of a query, joined by '|'. */
static const char *noted(const char *query)
{
	static char got[1024];
	wire_list notes = {0};
	wire_node *root;
	wire_error err = {0};
	const wire_parse_context ctx = {.arena = arena,
		.today = wire_date_to_day((wire_date){2023, 6, 14}),
		.notes = &notes};
	got[0] = '\0';
	wire_arena_reset(arena);
	if (wire_node_parse(&root, wire_str_from(query), &ctx, &err) != WIRE_OK)
		fail_msg("'%s': %s", query, err.message);
	for (size_t k = 0; k < notes.len; k++)
		snprintf(got + strlen(got), sizeof got - strlen(got), "%s" WIRE_FMT,
			k > 0 ? "|" : "", WIRE_ARG(notes.items[k]));
	return got;
}

/* What a date among words, or alone, could be written as. */
static void test_hints__dates(void **state)
{
	static const struct {
		const char *query, *date, *instead; /* NULL: nothing is said */
	} rows[] = {
		{"1500", "1500", "date:1500"},
		{"1499", NULL, NULL},
		{"2199", "2199", "date:2199"},
		{"2200", NULL, NULL},
		{"june 2023", "june 2023", "date:2023-06"},
		{"oil june 2023", NULL, NULL},
		{"oil 2023-06 gas", "2023-06", "oil date:2023-06 gas"},
		{"oil 06/2023", "06/2023", "oil date:2023-06"},
		{"oil 2023", NULL, NULL},
		{"1987-3-2 oil", "1987-3-2", "date:1987-03-02 oil"},
		{"oil wed 14th of june 2023 gas", "wed 14th of june 2023",
			"oil date:2023-06-14 gas"},
		{"oil wed the 14th of june 2023 gas", "the 14th of june 2023",
			"oil wed date:2023-06-14 gas"},
		{"last 7 days", "last 7 days", "date:\"last 7 days\""},
		{" Q2 2023 ", "Q2 2023", " date:\"Q2 2023\" "},
		{"oil last 7 days", NULL, NULL},
		{"june", NULL, NULL},
		{"mon", NULL, NULL},
		{"june 14", "june 14", "date:\"june 14\""},
		{"person:x 2023-06-14", "2023-06-14", "person:x date:2023-06-14"},
		{"14 (june 2023)", NULL, NULL},
		{"june OR 14 2023", NULL, NULL},
		{"(2023-06-14 oil)", "2023-06-14", "(date:2023-06-14 oil)"},
		{"-2023-06-14 oil", "2023-06-14", "-date:2023-06-14 oil"},
		{"1-1-1987 OR 2-2-1987 OR 3-3-1987", "1-1-1987",
			"date:1987-01-01 OR date:1987-02-02 OR date:1987-03-03"},
		{"headline:(2023-06-14 oil)", NULL, NULL},
		{"headline:((a b) 2023-06-14)", NULL, NULL},
		{"headline:(a (b) 2023-06-14) 2023-06-15", "2023-06-15",
			"headline:(a (b) 2023-06-14) date:2023-06-15"},
		{"(a) (2023-06-15)", "2023-06-15", "(a) (date:2023-06-15)"},
		{"2023-06-14 and 2023-06-15", "2023-06-14", "date:2023-06-14 and date:2023-06-15"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char want[200] = "";
		if (rows[i].date != NULL)
			snprintf(want, sizeof want,
				"'%s' is searched as words; for the date write: %s", rows[i].date,
				rows[i].instead);
		const char *got = noted(rows[i].query), *bar = strrchr(got, '|');
		if (strcmp(bar == NULL ? got : bar + 1, want) != 0)
			fail_msg("'%s': %s", rows[i].query, got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hints__names_of_fields),
		cmocka_unit_test(test_hints__what_was_meant),
		cmocka_unit_test(test_hints__closed_values),
		cmocka_unit_test(test_hints__countries),
		cmocka_unit_test(test_hints__dates),
	};
	return cmocka_run_group_tests_name("hints", tests, set_up, tear_down);
}
