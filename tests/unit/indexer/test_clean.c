/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "indexer/clean/clean.h"
#include "indexer/gazetteer/gazetteer.h"

static wire_arena *arena;
static wire_gazetteer *gazetteer;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(512u << 20);
	return arena == NULL || wire_gazetteer_load(&gazetteer, NULL, NULL) != WIRE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	wire_gazetteer_free(gazetteer);
	wire_arena_free(arena);
	return 0;
}

static wire_story clean(wire_str headline, wire_str body)
{
	wire_story story = {.headline = headline, .body = body};
	wire_context ctx = {.arena = arena,
		.tables = &(wire_tables){.gazetteer = gazetteer},
		.policy = &(wire_policy){.why = false}};
	wire_arena_reset(arena);
	assert_int_equal(wire_clean_stage(&(wire_cleaning){0}, &story, &ctx), WIRE_OK);
	return story;
}

static wire_story clean_text(const char *text)
{
	return clean(WIRE_STR(""), wire_str_from(text));
}

/* A list as one string, its items parted by '|'. */
static const char *joined(wire_list list)
{
	static char out[2048];
	size_t at = 0;
	out[0] = '\0';
	for (size_t i = 0; i < list.len; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s" WIRE_FMT, i ? "|" : "",
			WIRE_ARG(list.items[i]));
	return out;
}

static void check(wire_str got, const char *want, const char *what, const char *why)
{
	if (!wire_str_equal(got, wire_str_from(want)))
		fail_msg("%s: %s is '" WIRE_FMT "', want '%s'", why, what, WIRE_ARG(got), want);
}

/* ---- headline, body, removed ---- */

static void test_clean__headline(void **state)
{
	static const struct {
		const char *text, *headline, *body, *why;
	} cases[] = {
		{"Mayor opens bridge\n\nThe mayor spoke.", "Mayor opens bridge", "The mayor spoke.",
			"the first line"},
		{"Advertisement\n\nMayor opens bridge\n\nHe spoke.", "Mayor opens bridge",
			"He spoke.", "the first line that is no noise"},
		{"MAYOR OPENS BRIDGE.\n\nHe spoke.", "MAYOR OPENS BRIDGE.", "He spoke.",
			"capitals make a headline of a sentence"},
		{"The mayor opened it.\n\nHe spoke.", "", "The mayor opened it.\n\nHe spoke.",
			"prose is none"},
		{"He said: \"I will not.\"\n\nHe spoke.", "",
			"He said: \"I will not.\"\n\nHe spoke.",
			"nor is prose that ends in quotes"},
		{"Then he said this:\n\nNo.", "", "Then he said this:\n\nNo.", "a colon leads on"},
		{"PARIS, June 3 (AFP) - The mayor spoke\n\nHe left.", "",
			"PARIS, June 3 (AFP) - The mayor spoke\n\nHe left.",
			"a text that begins with its dateline has none"},
		{"WOOL PRICES - MARCH 3\n\nMerino 501", "WOOL PRICES - MARCH 3", "Merino 501",
			"a date alone makes no dateline"},
		{"By Jane Doe\n\nMayor opens bridge\n\nHe spoke.", "Mayor opens bridge",
			"He spoke.", "a byline may come first"},
		{"Mayor opens bridge\nMayor opens bridge\n\nHe spoke.", "Mayor opens bridge",
			"He spoke.", "a page's title and its heading are one"},
		{"Mayor opens bridge", "Mayor opens bridge", "", "a headline alone"},
		{"", "", "", "nothing"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = clean_text(cases[i].text);
		check(story.headline, cases[i].headline, "headline", cases[i].why);
		check(story.body, cases[i].body, "body", cases[i].why);
	}
}

static void test_clean__a_formats_headline_stands(void **state)
{
	(void)state;
	wire_story story = clean(WIRE_STR("  MAYOR OPENS\n  BRIDGE "),
		WIRE_STR("MAYOR OPENS BRIDGE\n\nNo headline this\n\nHe spoke."));
	check(story.headline, "MAYOR OPENS BRIDGE", "headline", "its lines are put together");
	check(story.body, "No headline this\n\nHe spoke.", "body", "its copy goes, no other line");
	assert_string_equal(joined(story.removed), "MAYOR OPENS BRIDGE");
}

/* Lines put under a headline and `He spoke.`: what is taken out, and what stays. */
static void test_clean__lines(void **state)
{
	static const struct {
		const char *lines, *removed, *body, *why;
	} cases[] = {
		{"Advertisement", "Advertisement", "He spoke.", "a page's own line"},
		{"Advertisement spending rose.", "", "He spoke.\n\nAdvertisement spending rose.",
			"the word in prose"},
		{"Read more: All of it", "Read more: All of it", "He spoke.", "a link"},
		{"Latest Headlines", "Latest Headlines", "He spoke.", "a heading of the page"},
		{"latest headlines", "", "He spoke.\n\nlatest headlines", "case counts"},
		{"___", "___", "He spoke.", "a rule"},
		{"* * *", "* * *", "He spoke.", "another"},
		{"--", "", "He spoke.\n\n--", "too short for a rule"},
		{"Copyright 2023 Jane Doe. Ask first.", "Copyright 2023 Jane Doe. Ask first.",
			"He spoke.", "a copyright line"},
		{"Copyright law will change.", "", "He spoke.\n\nCopyright law will change.",
			"the law is news"},
		{"(c) the third way", "", "He spoke.\n\n(c) the third way", "a list's mark"},
		{"(c) 2023 A Wire", "(c) 2023 A Wire", "He spoke.", "and a copyright's"},
		{"-30-", "-30-", "He spoke.", "an end mark"},
		{"MORE", "MORE", "He spoke.", "another"},
		{"hh/ph/ts", "hh/ph/ts", "He spoke.", "initials"},
		{"bur-abc/xy", "bur-abc/xy", "He spoke.", "a bureau's initials"},
		{"and or", "", "He spoke.\n\nand or", "words are not"},
		{"dpa ab cd", "dpa ab cd", "He spoke.", "an agency's sign-off"},
		{"dpa reported it", "", "He spoke.\n\ndpa reported it", "the agency in prose"},
		{"AP-WF-11-13-13 1509GMT", "AP-WF-11-13-13 1509GMT", "He spoke.", "a filing stamp"},
		{"-- Nowhere Newsroom 555-010-0101", "-- Nowhere Newsroom 555-010-0101",
			"He spoke.", "a newsroom's telephone"},
		{"-- total area   10,572,402 acres", "",
			"He spoke.\n\n-- total area   10,572,402 acres", "a table's row"},
		{"MORE\n\nOne.\n\nTwo.\n\nThree.", "",
			"He spoke.\n\nMORE\n\nOne.\n\nTwo.\n\nThree.",
			"an end mark far from the end is none"},
		{"END\n\nEND\n\nEND\n\nEND\n\nOne.", "END|END|END|END", "He spoke.\n\nOne.",
			"end marks do not keep each other from the end"},
		{"This line is long enough that two of it are one.\n\nThis line is long enough "
		 "that "
		 "two of it are one.",
			"This line is long enough that two of it are one.",
			"He spoke.\n\nThis line is long enough that two of it are one.",
			"a doubled line"},
		{"No.\n\nNo.", "", "He spoke.\n\nNo.\n\nNo.", "a short answer may come twice"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[1024];
		snprintf(text, sizeof text, "Mayor opens bridge\n\nHe spoke.\n\n%s\n",
			cases[i].lines);
		wire_story story = clean_text(text);
		check(story.body, cases[i].body, "body", cases[i].why);
		check(wire_str_from(joined(story.removed)), cases[i].removed, "removed",
			cases[i].why);
	}
}

/* ---- captions, credits, notes ---- */

static void test_clean__captions(void **state)
{
	static const struct {
		const char *lines, *caption, *body, *why;
	} cases[] = {
		{"A tug leaves the port on Monday, to the joy of all. Photo by Ann Poe/UPI\n"
		 "A tug leaves the port on Monday, to the joy of all. Photo by Ann Poe/UPI | "
		 "License Photo",
			"A tug leaves the port on Monday, to the joy of all. Photo by Ann Poe/UPI",
			"", "two copies, of which the second has a link"},
		{"A tug leaves the port on Monday, to the joy of all.\n"
		 "A tug leaves the port on Monday, to the joy of all. Photo by Ann Poe/UPI",
			"A tug leaves the port on Monday, to the joy of all. Photo by Ann Poe/UPI",
			"", "the first has no credit"},
		{"A tug leaves the port on Monday, to the joy of all.\n"
		 "A tug leaves the port on Monday, to the joy of all.",
			"A tug leaves the port on Monday, to the joy of all.", "",
			"neither has, before the dateline"},
		{"A tug at sea. File Photo by Ann Poe/UPI | License Photo Tugs are few.",
			"A tug at sea. File Photo by Ann Poe/UPI | License Photo", "Tugs are few.",
			"glued to the text"},
		{"FILE - A tug at sea, June 3, 2019. (AP Photo/Ann Poe, File)",
			"FILE - A tug at sea, June 3, 2019. (AP Photo/Ann Poe, File)", "", "AP's"},
		{"FILE PHOTO: A tug at sea. REUTERS/Ann Poe/File Photo",
			"FILE PHOTO: A tug at sea. REUTERS/Ann Poe/File Photo", "", "Reuters'"},
		{"A tug at sea. [Getty Images]", "A tug at sea. [Getty Images]", "", "an agency's"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[1024], want[512];
		const char *dateline = "ESBJERG, June 14 (UPI) -- The tug left.";
		snprintf(
			text, sizeof text, "Tug leaves port\n\n%s\n\n%s", cases[i].lines, dateline);
		snprintf(want, sizeof want, "%s%s%s", cases[i].body, cases[i].body[0] ? "\n\n" : "",
			dateline);
		wire_story story = clean_text(text);
		check(story.headline, "Tug leaves port", "headline", cases[i].why);
		check(story.caption, cases[i].caption, "caption", cases[i].why);
		check(story.body, want, "body", cases[i].why);
		assert_true(story.removed.len > 0);
	}
}

static void test_clean__notes_and_credits(void **state)
{
	static const struct {
		const char *line, *ednote, *credit, *action, *why;
	} cases[] = {
		{"(Corrects name in paragraph 2)", "(Corrects name in paragraph 2)", "",
			"correction", "what was wrong"},
		{"(Corrects name).", "(Corrects name).", "", "correction", "with a full stop"},
		{"(In this Dec. 13 story, corrects name)", "(In this Dec. 13 story, corrects name)",
			"", "correction", "in which story"},
		{"--corrects name", "--corrects name", "", "correction", "Reuters of 1987"},
		{"Eds: CORRECTS name", "Eds: CORRECTS name", "", "correction", "AP's"},
		{"(Adds quotes)", "(Adds quotes)", "", "update", "what is new"},
		{"(ATTN: ADDS photo)", "(ATTN: ADDS photo)", "", "update", "Yonhap's"},
		{"Eds: UPDATES with vote", "Eds: UPDATES with vote", "", "update", "AP's"},
		{"(Repeats story of Monday)", "(Repeats story of Monday)", "", "repeat", "again"},
		{"Eds: With photos.", "Eds: With photos.", "", "new", "a mere note"},
		{"(EMBARGOED UNTIL MONDAY)", "(EMBARGOED UNTIL MONDAY)", "", "new", "an embargo"},
		{"(Reporting by Jane Doe; Editing by John Roe)", "",
			"(Reporting by Jane Doe; Editing by John Roe)", "new", "a desk's credit"},
		{"Reporting by Jane Doe; Editing by John Roe", "",
			"Reporting by Jane Doe; Editing by John Roe", "new", "without brackets"},
		{"Editing by John Roe", "", "Editing by John Roe", "new", "with one name"},
		{"((jane@example.com; +1 555 010 0101))", "",
			"((jane@example.com; +1 555 010 0101))", "new", "an address"},
		{"AP writer Jane Doe contributed to this report.", "",
			"AP writer Jane Doe contributed to this report.", "new", "a helper"},
		{"Reporting by the paper found fraud.", "", "", "new", "prose about reporting"},
		{"(Reporting rules differ.)", "", "", "new", "in brackets, too"},
		{"((Doe)) Yes, in 1999, and I was 16 then.", "", "", "new", "a speaker's name"},
		{"(Adds that were made", "", "", "new", "a bracket that stays open"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[512];
		snprintf(text, sizeof text, "Mayor opens bridge\n\nHe spoke.\n\n%s", cases[i].line);
		wire_story story = clean_text(text);
		check(story.ednote, cases[i].ednote, "ednote", cases[i].why);
		check(story.credit, cases[i].credit, "credit", cases[i].why);
		check(story.action, cases[i].action, "action", cases[i].why);
		if (cases[i].ednote[0] == '\0' && cases[i].credit[0] == '\0')
			snprintf(text, sizeof text, "He spoke.\n\n%s", cases[i].line);
		else
			snprintf(text, sizeof text, "He spoke.");
		check(story.body, text, "body", cases[i].why);
	}
}

static void test_clean__glued_notes(void **state)
{
	static const struct {
		const char *text, *body, *removed, *why;
	} cases[] = {
		{"(Corrects (second) date) He spoke.", "He spoke.", "(Corrects (second) date)",
			"before the text, with brackets inside"},
		{"He spoke. (Reporting by Jane Doe)", "He spoke.", "(Reporting by Jane Doe)",
			"behind it"},
		{"He spoke. (Reporting by Jane Doe) (Editing by John Roe)", "He spoke.",
			"(Reporting by Jane Doe)|(Editing by John Roe)", "two of them, in order"},
		{"(Not a note) He spoke.", "(Not a note) He spoke.", "", "brackets of the story"},
		{"He spoke (and left).", "He spoke (and left).", "", "at its end, too"},
		{"It cost $2.92 a share.  -- Nowhere Newsroom 555 010 0101",
			"It cost $2.92 a share.", "-- Nowhere Newsroom 555 010 0101",
			"a newsroom's telephone goes, its sentence stays"},
		{"He spoke -- and left -- in 1995 010 0101.",
			"He spoke -- and left -- in 1995 010 0101.", "", "dashes and numbers"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = clean(WIRE_STR("Mayor opens"), wire_str_from(cases[i].text));
		check(story.body, cases[i].body, "body", cases[i].why);
		check(wire_str_from(joined(story.removed)), cases[i].removed, "removed",
			cases[i].why);
	}
}

static void test_clean__notes_block(void **state)
{
	(void)state;
	wire_story story = clean_text("Mayor opens bridge\n\nHe spoke.\n\n# Notebook\n\n"
				      "## Internet links\n\n- A link\n\ndpa ab cd");
	check(story.body, "He spoke.", "body", "all behind the heading goes");
	check(story.ednote, "# Notebook\n\n## Internet links\n\n- A link\n\ndpa ab cd", "ednote",
		"to the note");
	story = clean(WIRE_STR("Mayor opens bridge"), WIRE_STR("# Notebook\n\nHe spoke."));
	check(story.body, "He spoke.", "body", "a block is the end of a story, never all of it");
}

static void test_clean__a_lone_note_stays(void **state)
{
	static const char *const texts[] = {"(Corrects name)",
		"EDITOR'S NOTE _ Since May she sang.", "A tug at sea. Photo by Ann Poe/UPI"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		wire_story story = clean_text(texts[i]);
		check(story.body, texts[i], "body", "all that there is");
		assert_int_equal(story.removed.len, 0);
	}
}

static void test_clean__a_formats_fields_come_first(void **state)
{
	wire_context ctx = {.arena = arena,
		.tables = &(wire_tables){.gazetteer = gazetteer},
		.policy = &(wire_policy){.why = false}};
	wire_story story = {.headline = WIRE_STR("Mayor opens bridge"),
		.ednote = WIRE_STR("Eds: first"),
		.status = WIRE_STR("withheld"),
		.version = 4,
		.body = WIRE_STR("He spoke.\n\nEds: second")};
	(void)state;
	assert_int_equal(wire_clean_stage(&(wire_cleaning){0}, &story, &ctx), WIRE_OK);
	check(story.ednote, "Eds: first\n\nEds: second", "ednote", "its own, then the text's");
	check(story.status, "withheld", "status", "stands");
	assert_int_equal(story.version, 4);
}

/* ---- bylines ---- */

static void test_clean__bylines(void **state)
{
	static const struct {
		const char *lines, *byline, *body, *why;
	} cases[] = {
		{"By Jane Doe", "Jane Doe", "He spoke.", "a name"},
		{"By JANE DOE and JOHN ROE, Associated Press", "JANE DOE|JOHN ROE", "He spoke.",
			"two, and the agency"},
		{"By Jane Doe, John Roe and Ann Poe", "Jane Doe|John Roe|Ann Poe", "He spoke.",
			"three"},
		{"By Ursula von der Roe", "Ursula von der Roe", "He spoke.", "particles"},
		{"By John Roe Jr.", "John Roe Jr.", "He spoke.", "a suffix with its stop"},
		{"by Jane Doe", "Jane Doe", "He spoke.", "a small by"},
		{"By Jane Doe in Paris", "Jane Doe", "He spoke.", "where"},
		{"By Jane Doe Associated Press Writer", "Jane Doe", "He spoke.", "her post"},
		{"By JANE DOE\nAssociated Press Writer", "JANE DOE", "He spoke.",
			"her post on a line of its own"},
		{"By The Associated Press", "", "He spoke.", "an agency is no writer"},
		{"By morning it had stopped.", "", "By morning it had stopped.\n\nHe spoke.",
			"prose"},
		{"By Monday Paris was dry.", "", "By Monday Paris was dry.\n\nHe spoke.",
			"prose with names"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[512];
		snprintf(
			text, sizeof text, "Mayor opens bridge\n\n%s\n\nHe spoke.", cases[i].lines);
		wire_story story = clean_text(text);
		check(wire_str_from(joined(story.byline)), cases[i].byline, "byline", cases[i].why);
		check(story.body, cases[i].body, "body", cases[i].why);
	}
}

/* ---- marks ---- */

static void test_clean__headline_marks(void **state)
{
	static const struct {
		const char *headline, *rest, *action;
		unsigned version;
		const char *why;
	} cases[] = {
		{"Oil falls", "Oil falls", "new", 1, "none"},
		{"UPDATE 2-Oil falls", "Oil falls", "update", 3, "Reuters' number counts updates"},
		{"UPDATE 1 - Oil falls", "Oil falls", "update", 2, "with blanks"},
		{"WRAPUP 1-Oil falls", "Oil falls", "update", 2, "a wrap-up"},
		{"WRAPUP 2 Oil falls", "Oil falls", "update", 3, "its number for a joint"},
		{"CORRECTED-UPDATE 1-Oil falls", "Oil falls", "correction", 2, "two marks"},
		{"UPDATE 1-CORRECTED-Oil falls", "Oil falls", "correction", 2, "in either order"},
		{"CORRECTED - OIL FALLS", "OIL FALLS", "correction", 1, "of 1987"},
		{"(CORRECTED)-OIL FALLS", "OIL FALLS", "correction", 1, "in brackets"},
		{"(CORRECTION) - OIL FALLS", "OIL FALLS", "correction", 1, "and blanks"},
		{"REFILE-Oil falls", "Oil falls", "correction", 1, "filed anew"},
		{"RPT-UPDATE 2-Oil falls", "Oil falls", "update", 3, "an update sent again"},
		{"RPT-Oil falls", "Oil falls", "repeat", 1, "sent again"},
		{"(LEAD) Oil falls", "Oil falls", "update", 2, "Yonhap's first"},
		{"(3rd LEAD) Oil falls", "Oil falls", "update", 4, "its third"},
		{"1ST LEAD Oil falls", "Oil falls", "update", 2, "dpa's"},
		{"2nd Ld: Oil falls", "Oil falls", "update", 3, "AP's"},
		{"URGENT: Oil falls", "Oil falls", "new", 1, "urgency is no action"},
		{"******OIL FALLS", "OIL FALLS", "new", 1, "a flash's stars"},
		{"EXCLUSIVE-Oil falls", "EXCLUSIVE-Oil falls", "new", 1, "a label stays"},
		{"UPDATE on oil", "UPDATE on oil", "new", 1, "a word stays"},
		{"CORRECTED figures show oil fell", "CORRECTED figures show oil fell", "new", 1,
			"so does this"},
		{"UPDATE 1000 ships", "UPDATE 1000 ships", "new", 1, "no take has that number"},
		{"10 lead oil talks", "10 lead oil talks", "new", 1, "a number is no lead"},
		{"UPDATE 2-", "UPDATE 2-", "new", 1, "a mark alone is all there is"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = clean(wire_str_from(cases[i].headline), WIRE_STR("He spoke."));
		check(story.headline, cases[i].rest, "headline", cases[i].why);
		check(story.action, cases[i].action, "action", cases[i].why);
		if (story.version != cases[i].version)
			fail_msg("%s: version %u", cases[i].why, story.version);
		assert_int_equal(
			story.removed.len > 0, strcmp(cases[i].headline, cases[i].rest) != 0);
	}
}

static void test_clean__take_keys(void **state)
{
	(void)state;
	wire_story story = clean_text("2ND LEAD\n\nMayor opens bridge\n\nHe spoke.");
	check(story.headline, "Mayor opens bridge", "headline", "a key stands before it");
	check(story.action, "update", "action", "which the key tells");
	assert_int_equal(story.version, 3);
	story = clean_text("URGENT\n\nREFILE\n\nMayor opens bridge\n\nHe spoke.");
	check(story.headline, "Mayor opens bridge", "headline", "two keys");
	check(story.action, "correction", "action", "the one that has an action");
}

static void test_clean__kill(void **state)
{
	static const struct {
		const char *text;
		bool kill;
		const char *why;
	} cases[] = {
		{"MANDATORY KILL\n\nPARIS, June 9 (AFP) - Please kill it.", true, "a headline"},
		{"KILL\n\nPlease kill it.", true, "the word alone"},
		{"Minister quits\n\nBULLETIN KILL\n\nPlease kill it.", true, "the line below"},
		{"Minister quits\n\n(story withdrawn)", true, "withdrawn"},
		{"KILLERS CAUGHT\n\nThey were two.", false, "a longer word"},
		{"Bears kill two\n\nPARIS, June 9 (AFP) - A bear.\n\nKILL", false, "in the text"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_story story = clean_text(cases[i].text);
		check(story.status, cases[i].kill ? "canceled" : "usable", "status", cases[i].why);
		check(story.action, cases[i].kill ? "kill" : "new", "action", cases[i].why);
	}
}

/* ---- paragraphs ---- */

static void test_clean__paragraphs(void **state)
{
	static const struct {
		const char *text, *body, *why;
	} cases[] = {
		{"One.\nTwo.\nThree.", "One.\n\nTwo.\n\nThree.", "a line a paragraph"},
		{"The first of the lines is wrapped at a width of\nsixty letters or so, and goes "
		 "on "
		 "and on and on.\n    The second is indented, as the old dumps have it, and\nit "
		 "goes on "
		 "as well.\n Reuter\n",
			"The first of the lines is wrapped at a width of sixty letters or so, and "
			"goes "
			"on and on and on.\n\nThe second is indented, as the old dumps have it, "
			"and it "
			"goes on as well.",
			"wrapped, a blank opens a paragraph"},
		{"The first of the lines is wrapped at a width of\nsixty letters or so, and goes "
		 "on "
		 "and\non.\n\nThe second has an empty line before it, as mails\nhave it.",
			"The first of the lines is wrapped at a width of sixty letters or so, and "
			"goes "
			"on and on.\n\nThe second has an empty line before it, as mails have it.",
			"wrapped, an empty line parts them"},
		{"Shr 34 cts vs 1.19\n    Net 807,000 vs 2,858,000\n    Revs 510.2 mln vs 623.3 "
		 "mln",
			"Shr 34 cts vs 1.19\n\nNet 807,000 vs 2,858,000\n\nRevs 510.2 mln vs 623.3 "
			"mln",
			"a table keeps its lines"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(clean(WIRE_STR("H"), wire_str_from(cases[i].text)).body, cases[i].body,
			"body", cases[i].why);
}

/* ---- bounds ---- */

static wire_str repeated(char **memory, const char *unit, size_t bytes)
{
	size_t length = strlen(unit), n = bytes / length;
	*memory = malloc(bytes);
	assert_non_null(*memory);
	for (size_t i = 0; i < n; i++)
		memcpy(*memory + i * length, unit, length);
	return (wire_str){*memory, n * length};
}

/*
 * Half a megabyte of each shape that makes a careless rule take the square of its length. Nothing
 * is timed, but such a rule would run into the test's time limit many times over; what real copy
 * and hostile copy cost is measured by tests/bench/hostile.py.
 */
static void test_clean__hostile_shapes_end(void **state)
{
	static const char *const units[] = {"word (and) another ", "a\n", "END\n", "Photo by X\n",
		"A tug leaves the port on Monday. Photo by Ann/UPI\n", "(Reporting by X Y) ",
		"(Adds x) ", "((((", "URGENT\n", "By Jane Doe\n", "Eds: x\n", "UPDATE 2-",
		"This line is long enough that two of it are one.\n", " x\nxx", ") ",
		"PARIS, June 3 (AFP) - "};
	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		char *memory;
		wire_str text = repeated(&memory, units[i], 512u << 10);
		wire_story story = clean(WIRE_STR(""), text);
		if (story.headline.len + story.body.len > text.len + text.len / 2)
			fail_msg("'%s': cleaning made it longer", units[i]);
		free(memory);
	}
}

static void test_clean__out_of_memory(void **state)
{
	static const char text[] =
		"UPDATE 2-Mayor opens\n\nBy Jane Doe\n\nA tug. Photo by X/UPI\n\n"
		"He spoke. (Reporting by X Y)\n\nEds: note\n\nMORE";
	bool done = false;
	(void)state;
	for (size_t memory = 16; !done; memory += 64) {
		wire_arena *small = wire_arena_new(memory);
		wire_context ctx = {.arena = small,
			.tables = &(wire_tables){.gazetteer = gazetteer},
			.policy = &(wire_policy){.why = false}};
		wire_story story = {.body = wire_str_from(text)};
		assert_non_null(small);
		wire_status status = wire_clean_stage(&(wire_cleaning){0}, &story, &ctx);
		done = status == WIRE_OK;
		assert_true(done || status == WIRE_ENOMEM);
		wire_arena_free(small);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean__headline),
		cmocka_unit_test(test_clean__a_formats_headline_stands),
		cmocka_unit_test(test_clean__lines),
		cmocka_unit_test(test_clean__captions),
		cmocka_unit_test(test_clean__notes_and_credits),
		cmocka_unit_test(test_clean__glued_notes),
		cmocka_unit_test(test_clean__notes_block),
		cmocka_unit_test(test_clean__a_lone_note_stays),
		cmocka_unit_test(test_clean__a_formats_fields_come_first),
		cmocka_unit_test(test_clean__bylines),
		cmocka_unit_test(test_clean__headline_marks),
		cmocka_unit_test(test_clean__take_keys),
		cmocka_unit_test(test_clean__kill),
		cmocka_unit_test(test_clean__paragraphs),
		cmocka_unit_test(test_clean__hostile_shapes_end),
		cmocka_unit_test(test_clean__out_of_memory),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
