/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the store is given of a story: the term scheme of schema.h, term by term. */
#include "support/cmocka.h"

#include "indexer/store/document.h"
#include "wire/schema.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static wire_arena *arena;
static wire_document_maker *maker;

static int set_up(void **state)
{
	wire_error err;
	(void)state;
	arena = wire_arena_new(16u << 20);
	return arena == NULL || wire_document_maker_new(&maker, &err) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_document_maker_free(maker);
	wire_arena_free(arena);
	return 0;
}

static wire_document make(const wire_story *story)
{
	wire_document document;
	wire_error err = {0};
	const wire_context ctx = {.arena = arena};
	if (wire_document_make(&document, maker, story, &ctx, &err) != WIRE_OK)
		fail_msg("%s", err.message);
	return document;
}

static const wire_posting *find(const wire_document *document, const char *term)
{
	for (size_t i = 0; i < document->n_postings; i++)
		if (wire_str_equal(document->postings[i].term, wire_str_from(term)))
			return &document->postings[i];
	return NULL;
}

/* `term` stands there with this frequency, and at these places: "1 101", "" for none; NULL: it does
 * not. */
static void expect(
	const wire_document *document, const char *term, const char *places, uint32_t frequency)
{
	char got[256] = "";
	const wire_posting *posting = find(document, term);
	if (places == NULL) {
		if (posting != NULL)
			fail_msg("there is a term '%s'", term);
		return;
	}
	if (posting == NULL)
		fail_msg("there is no term '%s'", term);
	for (size_t i = 0; i < posting->n_positions; i++) {
		size_t used = strlen(got);
		snprintf(got + used, sizeof got - used, "%s%u", i > 0 ? " " : "",
			posting->positions[i]);
	}
	if (strcmp(got, places) != 0 || posting->frequency != frequency)
		fail_msg("'%s' at '%s' %u times, want '%s' %u", term, got, posting->frequency,
			places, frequency);
}

static const char *slot(const wire_document *document, uint32_t number)
{
	static char text[256];
	for (size_t i = 0; i < document->n_values; i++)
		if (document->values[i].slot == number) {
			snprintf(text, sizeof text, WIRE_FMT, WIRE_ARG(document->values[i].value));
			return text;
		}
	return "none";
}

/* A form at its places; its stem where that differs, and its capitals, without any. */
static void test_terms__words(void **state)
{
	(void)state;
	wire_document d = make(&(wire_story){
		.body = WIRE_STR("ferries met US ships and told us of the US ferries")});
	expect(&d, "ferries", "1 11", 2);
	expect(&d, "Zferri", "", 2);
	expect(&d, "us", "3 7 10", 3);
	expect(&d, "Kus", "", 2);
	expect(&d, "met", "2", 1);
	expect(&d, "Zmet", NULL, 0);
	expect(&d, "Kmet", NULL, 0);
	expect(&d, "ferri", NULL, 0);
}

/* Amid capitals a word in capitals says nothing. */
static void test_terms__shouted_text_has_no_capitals(void **state)
{
	(void)state;
	wire_document d = make(&(wire_story){
		.headline = WIRE_STR("US FERRY LATE"), .body = WIRE_STR("US ships came")});
	expect(&d, "us", "1 200", WIRE_HEADLINE_WEIGHT + 1);
	expect(&d, "Kus", "", 1);
	expect(&d, "Sus", "1", 1);
	expect(&d, "KSus", NULL, 0);
}

/* A word of the headline counts as three of the body, its stem likewise; as the headline's own,
 * once. */
static void test_terms__the_headline_weighs(void **state)
{
	(void)state;
	wire_document d = make(&(wire_story){
		.headline = WIRE_STR("Ferries late"), .body = WIRE_STR("the ferries were late")});
	expect(&d, "ferries", "1 201", WIRE_HEADLINE_WEIGHT + 1);
	expect(&d, "Zferri", "", WIRE_HEADLINE_WEIGHT + 1);
	expect(&d, "Sferries", "1", 1);
	expect(&d, "ZSferri", "", 1);
	expect(&d, "were", "202", 1);
	expect(&d, "Swere", NULL, 0);
}

/*
 * Headline, places and body are zones: between two of them lie more places than NEAR can ask for,
 * so that neither it nor a phrase spans them, however long a zone is.
 */
static void test_terms__zones_lie_apart(void **state)
{
	static char text[4096];
	wire_str places[] = {WIRE_STR_INIT("Oslo"), WIRE_STR_INIT("Bergen")};
	(void)state;
	for (size_t words = 1; words <= 301; words++) {
		size_t at = 0;
		for (size_t i = 1; i < words; i++)
			at += (size_t)snprintf(text + at, sizeof text - at, "and ");
		snprintf(text + at, sizeof text - at, "zebra");
		wire_document d = make(&(wire_story){.headline = wire_str_from(text),
			.places = {places, 2, 2},
			.body = WIRE_STR("okapi")});
		const wire_posting *zones[] = {
			find(&d, "zebra"), find(&d, "oslo"), find(&d, "bergen"), find(&d, "okapi")};
		assert_int_equal(zones[0]->positions[0], words);
		for (size_t i = 1; i < COUNT(zones); i++)
			if (zones[i]->positions[0] <= zones[i - 1]->positions[0] + WIRE_ZONE_GAP)
				fail_msg("%zu words: zone %zu begins at %u", words, i,
					zones[i]->positions[0]);
		wire_arena_reset(arena);
	}
}

/* Two words with a hyphen: a twin without weight, where the field has stems. */
static void test_terms__twins(void **state)
{
	(void)state;
	wire_document d = make(&(wire_story){.headline = WIRE_STR("Cease-fires hold"),
		.body = WIRE_STR("the cease-fire or ceasefires"),
		.slug = WIRE_STR("cease-fire")});
	static const char *const twins[] = {"Jceasefir:5", "JSceasefir:5"};
	for (size_t i = 0; i < COUNT(twins); i++) {
		assert_non_null(find(&d, twins[i]));
		assert_int_equal(find(&d, twins[i])->frequency, 0);
	}
	expect(&d, "cease", "1 201", WIRE_HEADLINE_WEIGHT + 1);
	expect(&d, "fire", "202", 1);
	expect(&d, "JXSLceasefir:5", NULL, 0); /* slugs have forms alone */
	expect(&d, "XSLcease", "1", 1);
}

/* Of a dateline the places alone are words: who looks for `march` does not want all filed in March.
 */
static void test_terms__a_dateline_is_its_places(void **state)
{
	wire_str places[] = {WIRE_STR_INIT("New York"), WIRE_STR_INIT("Oslo")};
	(void)state;
	wire_document d =
		make(&(wire_story){.dateline = WIRE_STR("NEW YORK/OSLO, March 2 (Reuters) -"),
			.place = WIRE_STR("NEW YORK"),
			.places = {places, 2, 2},
			.date = WIRE_STR("2023-03-02"),
			.source = WIRE_STR("Reuters"),
			.body = WIRE_STR("the ferry came")});
	expect(&d, "new", "1", 1);
	expect(&d, "york", "2", 1);
	expect(&d, "oslo", "200", 1);
	expect(&d, "XPLyork", "2", 1);
	expect(&d, "XPLoslo", "200", 1);
	expect(&d, "ZXPLyork", NULL, 0);
	expect(&d, "march", NULL, 0);
	expect(&d, "reuters", NULL, 0);
	expect(&d, "2", NULL, 0);
	expect(&d, "XSRCreuters", "", 0);
}

/* Byline, slug, keywords, caption and the editor's note are no words of the story. */
static void test_terms__other_fields_are_no_words(void **state)
{
	wire_str names[] = {WIRE_STR_INIT("Ann Roe")}, keywords[] = {WIRE_STR_INIT("harbours")};
	(void)state;
	wire_document d = make(&(wire_story){.byline = {names, 1, 1},
		.slug = WIRE_STR("copper-strike"),
		.keywords = {keywords, 1, 1},
		.caption = WIRE_STR("a photographed zebra"),
		.ednote = WIRE_STR("refiles"),
		.credit = WIRE_STR("agency"),
		.body = WIRE_STR("text")});
	static const char *const absent[] = {"ann", "roe", "copper", "strike", "harbours", "zebra",
		"photographed", "refiles", "agency"};
	for (size_t i = 0; i < COUNT(absent); i++)
		expect(&d, absent[i], NULL, 0);
	expect(&d, "Aann", "1", 1);
	expect(&d, "Aroe", "2", 1);
	expect(&d, "XSLcopper", "1", 1);
	expect(&d, "XSLstrike", "2", 1);
}

static void test_terms__dates(void **state)
{
	static const char *const terms[] = {"D20230614", "M202306", "Y2023", "XMD0614", "XMD06"};
	static const struct {
		const char *date, *issued;
		const char *has; /* a letter a term of `terms` */
		const char *day, *time, *why;
	} rows[] = {
		{"2023-06-14", "2023-06-14T10:07:00Z", "+++++", "20230614", "20230614100700",
			"a whole date"},
		{"2023-06-14", "", "+++++", "20230614", "20230614000000", "without a time"},
		{"--06-14", "2023-06-14T10:07:00Z", "---++", "none", "none", "without a year"},
		{"", "2023-06-14T10:07:00Z", "-----", "none", "none", "none"},
		{"2023-06", "", "-----", "none", "none", "a month is no story's date"},
		{"2023-06-31", "", "-----", "none", "none", "no such day"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_document d = make(&(wire_story){.date = wire_str_from(rows[i].date),
			.issued = wire_str_from(rows[i].issued),
			.body = WIRE_STR("text")});
		for (size_t k = 0; k < COUNT(terms); k++)
			if ((find(&d, terms[k]) != NULL) != (rows[i].has[k] == '+'))
				fail_msg("%s: %s", rows[i].why, terms[k]);
		if (strcmp(slot(&d, 0), rows[i].day) != 0)
			fail_msg("%s: %s", rows[i].why, slot(&d, 0));
		if (strcmp(slot(&d, WIRE_SLOT_TIME), rows[i].time) != 0)
			fail_msg("%s: %s", rows[i].why, slot(&d, WIRE_SLOT_TIME));
	}
}

/* Whole values are terms without a place or weight, folded, but for codes and ids. */
static void test_terms__whole_values(void **state)
{
	wire_str people[] = {WIRE_STR_INIT("Recep Erdo\xC4\x9F"
					   "an"),
		WIRE_STR_INIT("Ann Roe")};
	wire_str surnames[] = {WIRE_STR_INIT("Reagan")};
	wire_str countries[] = {WIRE_STR_INIT("TR"), WIRE_STR_INIT("US")};
	(void)state;
	wire_document d = make(&(wire_story){.id = WIRE_STR("upi:7A"),
		.source = WIRE_STR("UPI"),
		.language = WIRE_STR("en"),
		.status = WIRE_STR("canceled"),
		.action = WIRE_STR("kill"),
		.people = {people, 2, 2},
		.surnames = {surnames, 1, 1},
		.countries = {countries, 2, 2},
		.body = WIRE_STR("text")});
	static const char *const terms[] = {"Q:upi:7A", "XSRCupi", "Len", "XSTcanceled", "XACkill",
		"XPNrecep erdogan", "XPNann roe", "N:TR", "N:US"};
	for (size_t i = 0; i < COUNT(terms); i++)
		expect(&d, terms[i], "", 0);
	assert_true(wire_str_equal(d.id_term, WIRE_STR("Q:upi:7A")));
	assert_string_equal(slot(&d, 1), "Recep Erdo\xC4\x9F"
					 "an\x1F"
					 "Ann Roe");
	assert_string_equal(slot(&d, 2), "TR\x1FUS");
	assert_string_equal(slot(&d, 3), "UPI");
	/* A surname alone is a person's word, and no value. */
	expect(&d, "XPWreagan", "400", 1);
	expect(&d, "XPNreagan", NULL, 0);
	expect(&d, "XPWerdogan", "2", 1);
	expect(&d, "XPWann", "200", 1);
}

/* What a story does not say is no term and no value. */
static void test_terms__absent_facts(void **state)
{
	(void)state;
	wire_document d = make(&(wire_story){.id = WIRE_STR("x"), .body = WIRE_STR("text")});
	assert_int_equal(d.n_values, 0);
	assert_int_equal(d.n_postings, 2);
	expect(&d, "Q:x", "", 0);
	expect(&d, "text", "1", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_terms__words),
		cmocka_unit_test(test_terms__shouted_text_has_no_capitals),
		cmocka_unit_test(test_terms__the_headline_weighs),
		cmocka_unit_test(test_terms__zones_lie_apart),
		cmocka_unit_test(test_terms__twins),
		cmocka_unit_test(test_terms__a_dateline_is_its_places),
		cmocka_unit_test(test_terms__other_fields_are_no_words),
		cmocka_unit_test(test_terms__dates),
		cmocka_unit_test(test_terms__whole_values),
		cmocka_unit_test(test_terms__absent_facts),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
