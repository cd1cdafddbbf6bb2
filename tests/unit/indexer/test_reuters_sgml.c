/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "support/stories.h"

/* The stories as JSON, one a line, their parts, and the faults, one a line. */
typedef struct seen {
	wire_buf stories, parts;
	char faults[512];
	size_t n_stories;
} seen;

static void take(void *payload, const wire_raw *raw)
{
	seen *s = payload;
	assert_int_equal(wire_story_to_json(&s->stories, &raw->story), WIRE_OK);
	wire_buf_putc(&s->stories, '\n');
	wire_buf_str(&s->parts, raw->part);
	wire_buf_putc(&s->parts, ' ');
	s->n_stories++;
}

static void note_fault(void *payload, wire_reason why, const char *words)
{
	seen *s = payload;
	size_t used = strlen(s->faults);
	(void)why;
	snprintf(s->faults + used, sizeof s->faults - used, "%s\n", words);
}

static seen read_bytes(wire_str bytes)
{
	seen s = {0};
	story_sink sink = {take, note_fault, &s};
	wire_buf_init(&s.stories, 4u << 20);
	wire_buf_init(&s.parts, 4u << 20);
	wire_buf_puts(&s.parts, "");
	assert_int_equal(
		stories_read(&wire_format_reuters_sgml, bytes, 64u << 20, &sink), WIRE_END);
	return s;
}

static void release(seen *s)
{
	wire_buf_release(&s->stories);
	wire_buf_release(&s->parts);
}

/* Does the only story of `text` have this member, as JSON writes it? */
static void check_member(const char *text, const char *member, const char *why)
{
	seen s = read_bytes(wire_str_from(text));
	if (s.n_stories != 1)
		fail_msg("%s: %zu stories, %s", why, s.n_stories, s.faults);
	if (wire_str_find(wire_buf_view(&s.stories), wire_str_from(member), 0) == SIZE_MAX)
		fail_msg(
			"%s: no %s in " WIRE_FMT, why, member, WIRE_ARG(wire_buf_view(&s.stories)));
	release(&s);
}

static const char whole[] =
	"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"
	"<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"9\" NEWID=\"17\">\n"
	"<DATE>26-FEB-1987 15:01:01.79</DATE>\n"
	"<TOPICS><D>zinc</D><D>lead</D></TOPICS>\n"
	"<PLACES><D>usa</D></PLACES>\n<PEOPLE><D>doe</D></PEOPLE>\n"
	"<UNKNOWN> \n&#5;&#5;&#5;M\n&#22;&#22;&#1;f0001&#31;reute\n"
	"u f BC-ZINC-PLANT-CLOSES   02-26 0105</UNKNOWN>\n"
	"<TEXT>&#2;\n<TITLE>ZINC PLANT &lt;ZP> TO CLOSE</TITLE>\n"
	"<AUTHOR>    by Jane Doe, Reuters</AUTHOR>\n"
	"<DATELINE>    ROSEVILLE, Feb 26 - </DATELINE><BODY>Rose &amp; Co will close it, caf\xE9 "
	"and "
	"all.\n    It gave no reason.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n";

static void test_reuters_sgml__fields(void **state)
{
	static const char *const members[] = {
		"\"id\":\"reuters-21578:17\"",
		"\"headline\":\"ZINC PLANT <ZP> TO CLOSE\"",
		"\"byline\":[\"Jane Doe\"]",
		"\"dateline\":\"ROSEVILLE, Feb 26 -\"",
		"\"date\":\"1987-02-26\"",
		"\"date_from\":\"metadata\"",
		"\"issued\":\"1987-02-26T15:01:01\"",
		"\"source\":\"Reuters\"",
		"\"language\":\"en\"",
		"\"keywords\":[\"zinc\",\"lead\"]",
		"\"slug\":\"BC-ZINC-PLANT-CLOSES\"",
		"\"people\":[]",
		"\"countries\":[]",
		"\"body\":\"Rose & Co will close it, café and all.\\n    It gave no reason.\\n "
		"Reuter\\n\"",
	};
	(void)state;
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		check_member(whole, members[i], "a whole story");
}

#define STORY(inside) "<REUTERS NEWID=\"1\">" inside "</REUTERS>"
#define TEXT          "<TEXT><TITLE>T</TITLE><BODY>B</BODY></TEXT>"

static void test_reuters_sgml__odd_forms(void **state)
{
	static const struct {
		const char *text, *member, *why;
	} cases[] = {
		{STORY("<DATE> 2-MAR-1987 05:12:19.12&#9;&#9;&#9;F</DATE>" TEXT),
			"\"issued\":\"1987-03-02T05:12:19\"", "blanks before a date, junk after"},
		{STORY("<DATE>12-MAR-1987 605:12:19.12</DATE>" TEXT), "\"issued\":\"\"",
			"an hour that is none"},
		{STORY("<DATE>12-MAR-1987 605:12:19.12</DATE>" TEXT), "\"date\":\"1987-03-12\"",
			"its day holds"},
		{STORY("<DATE>31-FEB-1987 05:12:19.12</DATE>" TEXT), "\"date\":\"\"",
			"a day that is none"},
		{STORY("<DATE>yesterday</DATE>" TEXT), "\"date\":\"\"", "no date at all"},
		{STORY("<TEXT><AUTHOR>by JANE DOE and John Roe, "
		       "Reuters</AUTHOR><TITLE>T</TITLE></TEXT>"),
			"\"byline\":[\"JANE DOE\",\"John Roe\"]", "two writers"},
		{STORY("<TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>ZINC FALLS\n</TITLE>Blah blah "
		       "blah.\n&#3;\n</TEXT>"),
			"\"headline\":\"ZINC FALLS\"", "a flash"},
		{STORY("<TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>ZINC FALLS\n</TITLE>Blah blah "
		       "blah.\n&#3;\n</TEXT>"),
			"\"body\":\"\"", "its filler is no body"},
		{STORY("<TEXT TYPE=\"UNPROC\">&#2;\nLONDON ZINC\n 3 months 501\n&#3;\n</TEXT>"),
			"\"body\":\"\\nLONDON ZINC\\n 3 months 501\\n\\n\"",
			"a text not taken apart is all body"},
		{STORY("<TEXT><TITLE>A &#38; B &amp; C &x; &#; &#300; &</TITLE></TEXT>"),
			"\"headline\":\"A & B & C &x; &#; &#300; &\"", "what is no entity stays"},
		{STORY("<UNKNOWN>\n&#22;nothing</UNKNOWN>" TEXT), "\"slug\":\"\"",
			"a header that is none"},
		{STORY("<UNKNOWN>u f B</UNKNOWN>" TEXT), "\"slug\":\"\"", "too short a header"},
		{STORY("<UNKNOWN>u f BC</UNKNOWN>" TEXT), "\"slug\":\"BC\"", "a short one"},
		{STORY("<UNKNOWN>u ffBC  2</UNKNOWN>" TEXT), "\"slug\":\"\"", "its second blank"},
		{STORY("<UNKNOWN>uuf BC  2</UNKNOWN>" TEXT), "\"slug\":\"\"", "and its first"},
		{STORY("<DATE>1-JAN-1987 23:59:60</DATE>" TEXT),
			"\"issued\":\"1987-01-01T23:59:60\"", "the last second of a long day"},
		{STORY("<DATE>1-JAN-1987 24:00:00</DATE>" TEXT), "\"issued\":\"\"", "hour 24"},
		{STORY("<DATE>1-JAN-1987 23:60:00</DATE>" TEXT), "\"issued\":\"\"", "minute 60"},
		{STORY("<DATE>1-JAN-1987 23:00:61</DATE>" TEXT), "\"issued\":\"\"", "second 61"},
		{STORY("<DATE>1-JAN-1987 23:00</DATE>" TEXT), "\"issued\":\"\"", "no second"},
		{STORY("<DATE>1-JAN-1987</DATE>" TEXT), "\"date\":\"1987-01-01\"", "no time"},
		{STORY("<DATE>1-JAN</DATE>" TEXT), "\"date\":\"\"", "no year"},
		{STORY("<TEXT><TITLE>a&#32;b&#31;c&#126;d&#127;e&#128;f&#0;g&lt;&gt;</TITLE></"
		       "TEXT>"),
			"\"headline\":\"a bc~de&#128;fg<>\"", "the ends of ASCII and its controls"},
		{STORY("<TEXT><TITLE>a&#9;b&#10;c</TITLE></TEXT>"), "\"headline\":\"a\\tb\\nc\"",
			"blanks are text"},
		{STORY("<TEXT><TITLE>&#00065;&#000065;&#65</TITLE></TEXT>"),
			"\"headline\":\"A&#000065;&#65\"", "no entity has more than eight bytes"},
		{STORY("<TEXT><TITLE>&#4/;&#4:;&#19;&#90;</TITLE></TEXT>"),
			"\"headline\":\"&#4/;&#4:;Z\"", "a number is of digits"},
		{"<REUTERS NOID=\"x\">" TEXT "</REUTERS>", "\"id\":\"\"", "no NEWID"},
		{"<REUTERS NEWID=\"x\">" TEXT "</REUTERS>", "\"id\":\"\"", "one of no digit"},
		{"<REUTERS NEWID=\"1/\">" TEXT "</REUTERS>", "\"id\":\"reuters-21578:1\"",
			"its digits alone"},
		{"<REUTERS NEWID=\"0:\">" TEXT "</REUTERS>", "\"id\":\"reuters-21578:0\"",
			"from nought"},
		{"<REUTERS NEWID=\"9\">" TEXT "</REUTERS>", "\"id\":\"reuters-21578:9\"",
			"to nine"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_member(cases[i].text, cases[i].member, cases[i].why);
}

static void test_reuters_sgml__parts_that_give_no_story(void **state)
{
	static const struct {
		const char *text;
		size_t stories;
		const char *reasons, *why;
	} cases[] = {
		{STORY(TEXT) "<REUTERS NEWID=\"2\"><TEXT><TITLE>Cut", 1,
			"cut off: no </REUTERS> (story NEWID 2)\n", "a file cut in the middle"},
		{"<REUTERS NEWID=\"1\"><TEXT><TITLE>Cut" STORY(TEXT), 1,
			"cut off: no </REUTERS> (story NEWID 1)\n",
			"a cut story does not swallow the next"},
		{STORY(TEXT) "<REUTERS NE", 1, "cut off: no </REUTERS> (story NEWID not given)\n",
			"cut within the tag"},
		{STORY("<TEXT TYPE=\"UNPROC\">&#2;\n&#3;\n\n</TEXT>"), 0,
			"no text: story NEWID 1\n", "a story without text"},
		{"<REUTERS NEWID=\"123456789012345678901\"></REUTERS>", 0,
			"no text: story NEWID 12345678901234567890\n", "twenty digits are shown"},
		{STORY(""), 0, "no text: story NEWID 1\n", "without any element"},
		{"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n", 0, "no story in it: no <REUTERS>\n",
			"a file without stories"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		seen s = read_bytes(wire_str_from(cases[i].text));
		if (s.n_stories != cases[i].stories || strcmp(s.faults, cases[i].reasons) != 0)
			fail_msg("%s: %zu stories, %s", cases[i].why, s.n_stories, s.faults);
		release(&s);
	}
}

/* Two stories without an id of their own are two: each has its number. */
static void test_reuters_sgml__each_story_has_its_part(void **state)
{
	(void)state;
	seen s = read_bytes(WIRE_STR("<REUTERS X>" TEXT "</REUTERS><REUTERS NEWID=\"7\">" TEXT
				     "</REUTERS><REUTERS cut<REUTERS X>" TEXT "</REUTERS>"));
	assert_string_equal(s.parts.data, "1 2 4 ");
	release(&s);
}

/* Append `n` times `c`. */
static void fill(wire_buf *out, char c, size_t n)
{
	static char run[4096];
	memset(run, c, sizeof run);
	for (; n > 0; n -= n < sizeof run ? n : sizeof run)
		wire_buf_append(out, run, n < sizeof run ? n : sizeof run);
}

/*
 * Bytes come in chunks; where one ends is no matter. Every place of the second story's tags is put
 * where a chunk ends.
 */
static void test_reuters_sgml__stories_over_the_edge_of_a_chunk(void **state)
{
	wire_buf text;
	(void)state;
	wire_buf_init(&text, 4u << 20);
	for (size_t shift = 0; shift < 90; shift++) {
		wire_buf_clear(&text);
		wire_buf_puts(&text, STORY(TEXT));
		fill(&text, '.', WIRE_CHUNK - text.len - shift);
		wire_buf_puts(&text, "<REUTERS NEWID=\"2\">" TEXT "</REUTERS> and <REUTERS "
				     "NEWID=\"3\">" TEXT "</REUTERS>");
		seen s = read_bytes(wire_buf_view(&text));
		if (s.n_stories != 3 || strcmp(s.parts.data, "1 2 3 ") != 0)
			fail_msg("shift %zu: %zu stories, %s", shift, s.n_stories, s.faults);
		release(&s);
	}
	wire_buf_release(&text);
}

/* A story that is too long costs itself alone; one with junk behind it is not too long. */
static void test_reuters_sgml__long_runs(void **state)
{
	wire_buf text;
	(void)state;
	wire_buf_init(&text, 128u << 20);
	wire_buf_puts(&text, "junk before ");
	fill(&text, 'x', 3 * WIRE_CHUNK);
	wire_buf_puts(&text, STORY(TEXT));
	fill(&text, 'y', WIRE_STORY_MAX + 5 * WIRE_CHUNK);
	wire_buf_puts(&text, "<REUTERS NEWID=\"2\"><TEXT><BODY>");
	fill(&text, 'z', WIRE_STORY_MAX + 5 * WIRE_CHUNK);
	wire_buf_puts(&text, "</BODY></TEXT></REUTERS><REUTERS NEWID=\"3\">" TEXT "</REUTERS>");
	assert_int_equal(wire_buf_status(&text), WIRE_OK);
	seen s = read_bytes(wire_buf_view(&text));
	assert_string_equal(s.parts.data, "1 3 ");
	assert_string_equal(s.faults, "too long for one story (over 16 MB): story NEWID 2\n");
	release(&s);
	wire_buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reuters_sgml__fields),
		cmocka_unit_test(test_reuters_sgml__odd_forms),
		cmocka_unit_test(test_reuters_sgml__parts_that_give_no_story),
		cmocka_unit_test(test_reuters_sgml__each_story_has_its_part),
		cmocka_unit_test(test_reuters_sgml__stories_over_the_edge_of_a_chunk),
		cmocka_unit_test(test_reuters_sgml__long_runs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
