/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every operator of another system that is known as one: its message says how it is written here.
 */
#include "support/cmocka.h"

#include "search/query/foreign.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void expect(wire_status status, const wire_error *err, const char *word, size_t offset,
	size_t length, const char *says)
{
	if (says == NULL ? status != WIRE_OK
			 : status != WIRE_EQUERY || err->offset != offset ||
				   err->length != length || strcmp(err->message, says) != 0)
		fail_msg("'%s': %d at %zu+%zu '%s'", word, status, err->offset, err->length,
			err->message);
}

static void test_foreign__words(void **state)
{
	static const struct {
		const char *word;
		size_t offset, length; /* within the word */
		const char *says;      /* NULL: a word like any other */
	} rows[] = {
		{"oil|gas", 3, 1, "'|' is no operator here: write OR, with blanks around it"},
		{"|", 0, 1, "'|' is no operator here: write OR, with blanks around it"},
		{"oil||gas", 3, 1, "'|' is no operator here: write OR, with blanks around it"},
		{"oil&&gas", 3, 2, "'&&' is no operator here: write AND, with blanks around it"},
		{"AT&T", 0, 0, NULL},
		{"!oil", 0, 1, "'!' is no operator here: to leave a word out write -oil"},
		{"!", 0, 0, NULL},
		{"!!", 0, 0, NULL},
		{"tai!", 3, 1,
			"'!' is no operator here: for all words that begin so write tai*, for the "
			"word itself leave it out"},
		{"\xE2\x80\x93oil", 0, 3,
			"is this dash a minus? to leave a word out write -oil; else put a blank "
			"behind the dash"},
		{"\xE2\x88\x92oil", 0, 3,
			"is this dash a minus? to leave a word out write -oil; else put a blank "
			"behind the dash"},
		{"\xE2\x80\x93", 0, 0, NULL},
		{"w/5", 0, 3, "'w/5' is no operator here: write NEAR/5"},
		{"W/100", 0, 5, "'W/100' is no operator here: write NEAR/100"},
		{"within/5", 0, 8, "'within/5' is no operator here: write NEAR/5"},
		{"n/5", 0, 3, "'n/5' is no operator here: write NEAR/5"},
		{"near/5", 0, 6, "'near/5' is no operator here: write NEAR/5"},
		{"/5", 0, 2, "'/5' is no operator here: write NEAR/5"},
		{"pre/3", 0, 5, "'pre/3' is no operator here: write ADJ/3"},
		{"p/3", 0, 3, "'p/3' is no operator here: write ADJ/3"},
		{"onear/3", 0, 7, "'onear/3' is no operator here: write ADJ/3"},
		{"adj/3", 0, 5, "'adj/3' is no operator here: write ADJ/3"},
		{"w/1000", 0, 0, NULL},
		{"w/x", 0, 0, NULL},
		{"and/or", 0, 0, NULL},
		{"24/7", 0, 0, NULL},
		{"/s", 0, 2, "'/s' is no operator here: for words close together write NEAR/10"},
		{"/p", 0, 2, "'/p' is no operator here: for words close together write NEAR/10"},
		{"w/s", 0, 3, "'w/s' is no operator here: for words close together write NEAR/10"},
		{"w/para", 0, 6,
			"'w/para' is no operator here: for words close together write NEAR/10"},
		{"/sent", 0, 5,
			"'/sent' is no operator here: for words close together write NEAR/10"},
		{"NEAR5", 0, 5, "'NEAR5' is no operator here: write NEAR/5"},
		{"ADJ3", 0, 4, "'ADJ3' is no operator here: write ADJ/3"},
		{"near5", 0, 0, NULL},
		{"NEAR", 0, 0, NULL},
		{"NEAR1000", 0, 0, NULL},
		{"date>2023", 0, 9,
			"a field takes no '>': write date:\"after 2023\", date:\"before 2023\" or "
			"date:2022..2023"},
		{"date<2023", 0, 9,
			"a field takes no '<': write date:\"after 2023\", date:\"before 2023\" or "
			"date:2022..2023"},
		{"date=2023-06", 0, 12, "a field's value follows a colon, as in date:2023-06"},
		{"source=UPI", 0, 10, "a field's value follows a colon, as in source:UPI"},
		{"people=Roe", 0, 10, "a field's value follows a colon, as in person:Roe"},
		{"source>UPI", 0, 10, "a field's value follows a colon, as in source:UPI"},
		{"a=b", 0, 0, NULL},
		{"oil", 0, 0, NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_error err = {0};
		wire_status status = wire_foreign_check(wire_str_from(rows[i].word), 100, &err);
		expect(status, &err, rows[i].word, 100 + rows[i].offset, rows[i].length,
			rows[i].says);
	}
}

/* What stands behind the word makes it one. */
static void test_foreign__behind(void **state)
{
	static const char colon[] =
		"a field's colon stands at its name, as in date:2023-06 (for the "
		"word itself, use quotes)";
	static const struct {
		const char *query;
		size_t end; /* of its first word */
		const char *says;
	} rows[] = {
		{"atleast5(oil)", 8, "'atleast' is not supported"},
		{"ATLEAST5(oil)", 8, "'atleast' is not supported"},
		{"atleast5 (oil)", 8, NULL},
		{"atleast five", 7, NULL},
		{"date : 1987", 4, colon},
		{"country  :China", 7, colon},
		{"byline :Roe", 6, colon},
		{"date\xC2\xA0: 1987", 4, colon},
		{"notes : x", 5, NULL},
		{"date", 4, NULL},
		{"date ", 4, NULL},
		{"date 1987", 4, NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_error err = {0};
		wire_status status =
			wire_foreign_behind(wire_str_from(rows[i].query), 0, rows[i].end, &err);
		expect(status, &err, rows[i].query, 0, rows[i].end, rows[i].says);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_foreign__words),
		cmocka_unit_test(test_foreign__behind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
