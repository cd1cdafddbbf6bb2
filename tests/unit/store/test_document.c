/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is kept of a story: its terms, where they stand, what it is sorted by. */
#include "indexer/store/document.h"
#include "shim/store_support.h"

static wire_arena *arena;
static wire_document_maker *maker;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(16u << 20);
	return arena == NULL || wire_document_maker_new(&maker, NULL) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_document_maker_free(maker);
	wire_arena_free(arena);
	return 0;
}

/* The document lives until the next. */
static wire_document document_of(const wire_story *story)
{
	const wire_context ctx = {.arena = arena};
	wire_document document;
	wire_error err = {0};
	wire_arena_reset(arena);
	OK(wire_document_make(&document, maker, story, &ctx, &err));
	return document;
}

static const wire_posting *posting_of(const wire_document *document, const char *term)
{
	for (size_t i = 0; i < document->n_postings; i++)
		if (wire_str_equal(document->postings[i].term, wire_str_from(term)))
			return &document->postings[i];
	return NULL;
}

/* A row: the term has these positions, by spaces, and this frequency. NULL: there is no such term.
 */
typedef struct expected {
	const char *term, *positions;
	uint32_t frequency;
	const char *why;
} expected;

static void check_terms(const wire_document *document, const expected *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const wire_posting *posting = posting_of(document, rows[i].term);
		char positions[256] = "";
		size_t at = 0;
		if ((posting == NULL) != (rows[i].positions == NULL))
			fail_msg("%s: '%s' is %s", rows[i].why, rows[i].term,
				posting == NULL ? "missing" : "there");
		if (posting == NULL)
			continue;
		for (uint32_t k = 0; k < posting->n_positions; k++)
			at += (size_t)snprintf(positions + at, sizeof positions - at, "%s%u",
				k > 0 ? " " : "", posting->positions[k]);
		if (strcmp(positions, rows[i].positions) != 0 ||
			posting->frequency != rows[i].frequency)
			fail_msg("%s: '%s' at %s, %u times", rows[i].why, rows[i].term, positions,
				posting->frequency);
	}
}

/* No phrase spans headline, places and body: each begins a gap further on. */
static void test_document__zones(void **state)
{
	static const expected rows[] = {
		{"quake", "1", 3, "a word of the headline counts as three"},
		{"hits", "2", 3, "its last word"},
		{"Zhit", "", 3, "a stem has no positions, and its forms' frequency"},
		{"Squake", "1", 1, "the headline has a field of its own"},
		{"wajima", "200", 1, "a place of the dateline is a word of the story"},
		{"japan", "201 400", 2, "with its region; the body is another gap away"},
		{"xplwajima", NULL, 0, "prefixes are in capitals"},
		{"XPLwajima", "1", 1, "and is found as a place"},
		{"us", "402", 1, "initials are a word"},
		{"Kus", "", 1, "in capitals"},
		{"Sus", NULL, 0, "which the headline has not"},
		{"march", NULL, 0, "the dateline's month is no word of the story"},
		{"ap", NULL, 0, "nor is the agency"},
	};
	const wire_story story = {.id = WIRE_STR("x:1"),
		.headline = WIRE_STR("Quake hits"),
		.dateline = WIRE_STR("WAJIMA, Japan, March 3 (AP)"),
		.place = WIRE_STR("Wajima"),
		.places = {(wire_str[]){WIRE_STR("Wajima, Japan")}, 1, 0},
		.source = WIRE_STR("AP"),
		.date = WIRE_STR("2023-03-03"),
		.body = WIRE_STR("Japan asked U.S. teams.")};
	(void)state;
	wire_document document = document_of(&story);
	check_terms(&document, rows, COUNT(rows));
}

/* A long headline pushes the body on: the gap is behind its last word. */
static void test_document__the_gap_is_behind_the_last_word(void **state)
{
	char headline[600] = "";
	wire_story story = {.id = WIRE_STR("x:1"), .body = WIRE_STR("end")};
	(void)state;
	for (unsigned words = 0; words < 230; words++) {
		story.headline = wire_str_from(headline);
		wire_document document = document_of(&story);
		uint32_t body = posting_of(&document, "end")->positions[0];
		assert_int_equal(words == 0 ? 1 : body % WIRE_ZONE_GAP, words == 0);
		assert_true(words == 0 || body >= words + WIRE_ZONE_GAP);
		memcpy(headline + strlen(headline), "a ", 3);
	}
}

/* `cease-fire` is two words, and says of itself that they are also written as one. */
static void test_document__twins(void **state)
{
	static const expected rows[] = {
		{"cease", "1 3", 2, "the first half, wherever it stands"},
		{"fire", "2 4", 2, "the second is the next word"},
		{"Jceasefir:5", "1", 0, "the twin by its stem, which makes no story longer"},
		{"ceasefire", "5", 1, "what is written as one is a word"},
		{"Zceasefir", "", 1, "with a stem of its own"},
		{"Jface:4", NULL, 0, "of three parts no two are one"},
		{"Jtoface:2", NULL, 0, "nor the last"},
		{"face", "6 8", 2, "they are words"},
		{"Jf16:1", NULL, 0, "letters and digits are no twin of words"},
	};
	const wire_story story = {.id = WIRE_STR("x:1"),
		.body = WIRE_STR("Cease-fire. Cease fire, ceasefire: face-to-face.")};
	(void)state;
	wire_document document = document_of(&story);
	check_terms(&document, rows, COUNT(rows));
}

/* What is asked for whole: no positions, and nothing for the length of the story. */
static void test_document__whole_values(void **state)
{
	static const expected rows[] = {
		{"Q:x:1", "", 0, "the identity, not folded"},
		{"D20230614", "", 0, "the day"},
		{"M202306", "", 0, "the month"},
		{"Y2023", "", 0, "the year"},
		{"XMD0614", "", 0, "the day of any year"},
		{"XMD06", "", 0, "the month of any year"},
		{"XSTcanceled", "", 0, "the status"},
		{"XACkill", "", 0, "the action"},
		{"Len-gb", "", 0, "the language, folded"},
		{"N:JP", "", 0, "the country's code, not folded"},
		{"XPNann o'hara", "", 0, "a person's whole name"},
		{"XPWann", "1", 1, "and its words"},
		{"XPWreagan", "1", 1, "a surname alone is a word"},
		{"XPNreagan", NULL, 0, "and no whole name"},
		{"XSRCap", "", 0, "the source"},
	};
	const wire_story story = {.id = WIRE_STR("x:1"),
		.date = WIRE_STR("2023-06-14"),
		.people = {(wire_str[]){WIRE_STR("Ann O'Hara")}, 1, 0},
		.surnames = {(wire_str[]){WIRE_STR("Reagan")}, 1, 0},
		.countries = {(wire_str[]){WIRE_STR("JP")}, 1, 0},
		.source = WIRE_STR("AP"),
		.language = WIRE_STR("en-GB"),
		.status = WIRE_STR("canceled"),
		.action = WIRE_STR("kill")};
	(void)state;
	wire_document document = document_of(&story);
	assert_true(wire_str_equal(document.id_term, WIRE_STR("Q:x:1")));
	check_terms(&document, rows, COUNT(rows));
}

/* A date of which the year is missing is a day of any year; it sorts with the undated. */
static void test_document__a_date_without_a_year(void **state)
{
	static const expected rows[] = {
		{"XMD0614", "", 0, "the day"},
		{"XMD06", "", 0, "the month"},
		{"D00000614", NULL, 0, "no day of a year"},
		{"Y0000", NULL, 0, "no year"},
	};
	const wire_story story = {.id = WIRE_STR("x:1"), .date = WIRE_STR("--06-14")};
	(void)state;
	wire_document document = document_of(&story);
	check_terms(&document, rows, COUNT(rows));
	assert_int_equal(document.n_values, 0);
}

/* Stories of one day stand in the order in which they were issued, whatever their zones. */
static void test_document__order_within_a_day(void **state)
{
	static const struct {
		const char *id, *date, *issued;
	} stories[] = {
		{"noon", "2023-06-14", "2023-06-14T12:00:00Z"},
		{"next", "2023-06-15", NULL},
		{"dawn", "2023-06-14", "2023-06-14T11:00:00+06:00"},
		{"undated", NULL, "2023-06-14T13:00:00Z"},
		{"night", "2023-06-14", "2023-06-14T15:30:00-04:00"},
		{"untimed", "2023-06-14", NULL},
	};
	const place *at = *state;
	wire_error err = {0};
	wire_writer *writer;
	wire_reader *reader;
	wire_put how;
	OK(wire_writer_open(&writer, at->db, &err));
	for (size_t i = 0; i < COUNT(stories); i++) {
		const wire_story story = {.id = wire_str_from(stories[i].id),
			.body = WIRE_STR("word"),
			.date = wire_str_from(stories[i].date),
			.issued = wire_str_from(stories[i].issued)};
		wire_document document = document_of(&story);
		OK(wire_writer_put(&how, writer, &document, WIRE_STR(""), &err));
	}
	OK(wire_writer_commit(writer, &err));
	wire_writer_close(writer);
	OK(wire_reader_open(&reader, (const char *[]){at->db}, 1, &err));
	expect_found(reader, term_query("word"), WIRE_SORT_NEWEST,
		"next night noon dawn untimed undated", "newest first");
	expect_found(reader, term_query("word"), WIRE_SORT_OLDEST,
		"untimed dawn noon night next undated", "oldest first");
	wire_reader_close(reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_document__zones),
		cmocka_unit_test(test_document__the_gap_is_behind_the_last_word),
		cmocka_unit_test(test_document__twins),
		cmocka_unit_test(test_document__whole_values),
		cmocka_unit_test(test_document__a_date_without_a_year),
		cmocka_unit_test_setup_teardown(
			test_document__order_within_a_day, place_make, place_remove),
	};
	return cmocka_run_group_tests_name("document", tests, set_up, tear_down);
}
