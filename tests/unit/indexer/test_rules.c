/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of lines that are no news: each takes what is as long as it says, and no longer
 * paragraph. */
#include "support/cmocka.h"

#include <stdint.h>

#include "indexer/clean/rules.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void expect(wire_line_kind want, wire_str line, const char *why)
{
	wire_line_kind got = wire_line_kind_of(line);
	if (got != want)
		fail_msg("%s: kind %d, want %d: '" WIRE_FMT "'", why, (int)got, (int)want,
			WIRE_ARG(line));
}

/* clang-format off */
static const struct {
	wire_line_kind kind;
	const char *text;
} whole_lines[] = {
	{WIRE_LINE_NOISE, "Advertisement"},
	{WIRE_LINE_NOISE, "ADVERTISEMENT"},
	{WIRE_LINE_NOISE, "Advertisements"},
	{WIRE_LINE_NOISE, "Anzeige"},
	{WIRE_LINE_NOISE, "Publicidad"},
	{WIRE_LINE_NOISE, "Publicit\xC3\xA9"},
	{WIRE_LINE_NOISE, "Latest Headlines"},
	{WIRE_LINE_NOISE, "Latest News"},
	{WIRE_LINE_NOISE, "Top Stories"},
	{WIRE_LINE_NOISE, "Trending Stories"},
	{WIRE_LINE_NOISE, "Trending"},
	{WIRE_LINE_NOISE, "Most Popular"},
	{WIRE_LINE_NOISE, "Most Read"},
	{WIRE_LINE_NOISE, "Most read"},
	{WIRE_LINE_NOISE, "Related Stories"},
	{WIRE_LINE_NOISE, "Related stories"},
	{WIRE_LINE_NOISE, "Related Articles"},
	{WIRE_LINE_NOISE, "Related Topics"},
	{WIRE_LINE_NOISE, "Related"},
	{WIRE_LINE_NOISE, "RELATED"},
	{WIRE_LINE_NOISE, "Recommended"},
	{WIRE_LINE_NOISE, "Recommended Stories"},
	{WIRE_LINE_NOISE, "Read More"},
	{WIRE_LINE_NOISE, "Read more"},
	{WIRE_LINE_NOISE, "READ MORE"},
	{WIRE_LINE_NOISE, "Topics"},
	{WIRE_LINE_NOISE, "Share"},
	{WIRE_LINE_NOISE, "Share this"},
	{WIRE_LINE_NOISE, "Share this article"},
	{WIRE_LINE_NOISE, "Share this story"},
	{WIRE_LINE_NOISE, "Comments"},
	{WIRE_LINE_NOISE, "Back to top"},
	{WIRE_LINE_NOISE, "Loading..."},
	{WIRE_LINE_NOISE, "Scroll to continue"},
	{WIRE_LINE_NOISE, "Skip to main content"},
	{WIRE_LINE_NOISE, "Print"},
	{WIRE_LINE_NOISE, "Email"},
	{WIRE_LINE_NOISE, "Blah blah blah."},
	{WIRE_LINE_END, "-30-"},
	{WIRE_LINE_END, "- 30 -"},
	{WIRE_LINE_END, "###"},
	{WIRE_LINE_END, "#"},
	{WIRE_LINE_END, "-0-"},
	{WIRE_LINE_END, "-END-"},
	{WIRE_LINE_END, "ENDS"},
	{WIRE_LINE_END, "(ENDS)"},
	{WIRE_LINE_END, "END"},
	{WIRE_LINE_END, "(END)"},
	{WIRE_LINE_END, "End"},
	{WIRE_LINE_END, "Ends"},
	{WIRE_LINE_END, "(End)"},
	{WIRE_LINE_END, "MORE"},
	{WIRE_LINE_END, "(MORE)"},
	{WIRE_LINE_END, "(more)"},
	{WIRE_LINE_END, "-more-"},
	{WIRE_LINE_END, "xxx"},
	{WIRE_LINE_END, "XXX"},
	{WIRE_LINE_END, "NNNN"},
	{WIRE_LINE_END, "Reuter"},
	{WIRE_LINE_END, "REUTER"},
	{WIRE_LINE_END, "Reuters"},
	{WIRE_LINE_END, "REUTERS"},
	{WIRE_LINE_END, "==Kyodo"},
	{WIRE_LINE_END, "--IANS"},
	{WIRE_LINE_END, "(ANSA)"},
};
/* clang-format on */

static void test_rules__whole_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(whole_lines); i++) {
		char more[128];
		expect(whole_lines[i].kind, wire_str_from(whole_lines[i].text), "the line");
		snprintf(more, sizeof more, "%s m", whole_lines[i].text);
		expect(WIRE_LINE_NEWS, wire_str_from(more), "with a word behind");
		snprintf(more, sizeof more, "m %s", whole_lines[i].text);
		expect(WIRE_LINE_NEWS, wire_str_from(more), "with a word before");
	}
}

/* `start`, letters, `inside`, letters and `end`: `length` bytes in all. */
static wire_str line_of(const char *start, const char *inside, const char *end, size_t length)
{
	static char line[2048];
	size_t first = strlen(start), middle = strlen(inside), last = strlen(end);
	assert_true(first + middle + last <= length && length <= sizeof line);
	memset(line, 'm', length);
	memcpy(line, start, first);
	memcpy(line + first + (length - first - middle - last) / 2, inside, middle);
	memcpy(line + length - last, end, last);
	return (wire_str){line, length};
}

/* clang-format off */
static const struct {
	wire_line_kind kind;
	size_t max;
	const char *start, *inside, *end;
} limits[] = {
	{WIRE_LINE_NOISE, 80, "Story continues below", "", ""},
	{WIRE_LINE_NOISE, 80, "Article continues below", "", ""},
	{WIRE_LINE_NOISE, 160, "Read more:", "", ""},
	{WIRE_LINE_NOISE, 160, "Read More:", "", ""},
	{WIRE_LINE_NOISE, 160, "READ MORE:", "", ""},
	{WIRE_LINE_NOISE, 160, "READ |", "", ""},
	{WIRE_LINE_NOISE, 160, "Related:", "", ""},
	{WIRE_LINE_NOISE, 160, "RELATED:", "", ""},
	{WIRE_LINE_NOISE, 160, "RELATED |", "", ""},
	{WIRE_LINE_NOISE, 160, "Related stories:", "", ""},
	{WIRE_LINE_NOISE, 160, "Sign up for our ", "", ""},
	{WIRE_LINE_NOISE, 160, "Sign up for the ", "", ""},
	{WIRE_LINE_NOISE, 160, "Sign up here", "", ""},
	{WIRE_LINE_NOISE, 160, "Sign Up for ", "", ""},
	{WIRE_LINE_NOISE, 160, "SIGN UP FOR ", "", ""},
	{WIRE_LINE_NOISE, 160, "Subscribe to our ", "", ""},
	{WIRE_LINE_NOISE, 160, "Subscribe to the ", "", ""},
	{WIRE_LINE_NOISE, 120, "Click here to ", "", ""},
	{WIRE_LINE_NOISE, 160, "Our Standards:", "", ""},
	{WIRE_LINE_NOISE, 120, "View source version on", "", ""},
	{WIRE_LINE_NOISE, 120, "View original content", "", ""},
	{WIRE_LINE_NOISE, 160, "Follow us on", "", ""},
	{WIRE_LINE_CAPTION, 600, "", "", "| License Photo"},
	{WIRE_LINE_CAPTION, 600, "", "", "[Getty Images]"},
	{WIRE_LINE_CAPTION, 600, "", "", "(Getty Images)"},
	{WIRE_LINE_CAPTION, 600, "", "", "/Getty Images"},
	{WIRE_LINE_CAPTION, 600, "", "", "/Getty Images)"},
	{WIRE_LINE_CAPTION, 600, "", "", "/File Photo"},
	{WIRE_LINE_CAPTION, 600, "", "", " File Photo"},
	{WIRE_LINE_CAPTION, 600, "FILE PHOTO:", "", ""},
	{WIRE_LINE_CAPTION, 600, "FILE - ", "", ""},
	{WIRE_LINE_CAPTION, 600, "FILE \xE2\x80\x93 ", "", ""},
	{WIRE_LINE_CAPTION, 600, "FILE \xE2\x80\x94 ", "", ""},
	{WIRE_LINE_CAPTION, 600, "PHOTO:", "", ""},
	{WIRE_LINE_CAPTION, 600, "CAPTION:", "", ""},
	{WIRE_LINE_CAPTION, 300, "Image caption", "", ""},
	{WIRE_LINE_CAPTION, 300, "Image source", "", ""},
	{WIRE_LINE_CAPTION, 300, "Media caption", "", ""},
	{WIRE_LINE_CAPTION, 120, "Photo by ", "", ""},
	{WIRE_LINE_CAPTION, 120, "Photos by ", "", ""},
	{WIRE_LINE_CAPTION, 120, "File Photo by ", "", ""},
	{WIRE_LINE_CAPTION, 120, "(Photo: ", "", ""},
	{WIRE_LINE_CAPTION, 120, "(Photo by ", "", ""},
	{WIRE_LINE_CAPTION, 600, "", "(AP Photo", ""},
	{WIRE_LINE_CAPTION, 600, "", ". Photo by ", ""},
	{WIRE_LINE_CAPTION, 600, "", ". File Photo by ", ""},
	{WIRE_LINE_CAPTION, 600, "", ". Photo courtesy of ", ""},
	{WIRE_LINE_CAPTION, 600, "", ". REUTERS/", ""},
	{WIRE_LINE_CAPTION, 600, "", " THE CANADIAN PRESS/", ""},
	{WIRE_LINE_CREDIT, 800, "(Reporting ", "by ", ")"},
	{WIRE_LINE_CREDIT, 800, "(Additional reporting by ", "", ")"},
	{WIRE_LINE_CREDIT, 800, "(Writing ", "by ", ")"},
	{WIRE_LINE_CREDIT, 800, "(Editing ", "by ", ")"},
	{WIRE_LINE_CREDIT, 800, "(Compiled by ", "", ")"},
	{WIRE_LINE_CREDIT, 800, "(With reporting by ", "", ")"},
	{WIRE_LINE_CREDIT, 600, "Reporting by ", "; ", ""},
	{WIRE_LINE_CREDIT, 600, "Reporting by ", " Editing by ", ""},
	{WIRE_LINE_CREDIT, 600, "Additional reporting by ", "; ", ""},
	{WIRE_LINE_CREDIT, 600, "Writing by ", "; ", ""},
	{WIRE_LINE_CREDIT, 160, "- Reporting by: ", "", ""},
	{WIRE_LINE_CREDIT, 160, "- Editing by: ", "", ""},
	{WIRE_LINE_CREDIT, 300, "With files from ", "", ""},
	{WIRE_LINE_CREDIT, 300, "Some information for this report came from ", "", ""},
	{WIRE_LINE_CREDIT, 300, "Some information in this report ", "", ""},
	{WIRE_LINE_CREDIT, 300, "This report by The Canadian Press was first published", "", ""},
	{WIRE_LINE_CREDIT, 300, "", "", " contributed to this report."},
	{WIRE_LINE_CREDIT, 300, "", "", " contributed to this story."},
	{WIRE_LINE_CREDIT, 300, "", "", " contributed reporting."},
	{WIRE_LINE_CREDIT, 300, "--With assistance from ", "", ""},
	{WIRE_LINE_CORRECTION, 600, "(Corrects ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(corrects ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(Correcting ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(CORRECTS ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(Correction", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(In this ", " story, ", ")"},
	{WIRE_LINE_CORRECTION, 600, "(In ", " corrects ", ")"},
	{WIRE_LINE_CORRECTION, 600, "(In ", " corrected ", ")"},
	{WIRE_LINE_CORRECTION, 600, "(This version corrects ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(This story corrects ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(This story has been corrected ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(Refiles ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(Refiling ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(Fixes ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(Clarifies ", "", ")"},
	{WIRE_LINE_CORRECTION, 600, "(CORRECTION", " READ ", ""},
	{WIRE_LINE_CORRECTION, 600, "Correction:", "", ""},
	{WIRE_LINE_CORRECTION, 600, "CORRECTION:", "", ""},
	{WIRE_LINE_CORRECTION, 300, "--corrects ", "", ""},
	{WIRE_LINE_CORRECTION, 600, "Eds: CORRECTS", "", ""},
	{WIRE_LINE_CORRECTION, 600, "(ATTN: CORRECTS", "", ""},
	{WIRE_LINE_UPDATE, 600, "(Adds ", "", ")"},
	{WIRE_LINE_UPDATE, 600, "(ADDS ", "", ")"},
	{WIRE_LINE_UPDATE, 600, "(Updates ", "", ")"},
	{WIRE_LINE_UPDATE, 600, "(UPDATES ", "", ")"},
	{WIRE_LINE_UPDATE, 600, "(Recasts", "", ")"},
	{WIRE_LINE_UPDATE, 600, "(RECASTS", "", ")"},
	{WIRE_LINE_UPDATE, 600, "(New throughout", "", ")"},
	{WIRE_LINE_UPDATE, 600, "(Changes ", "", ")"},
	{WIRE_LINE_UPDATE, 600, "(ATTN: ", "", ")"},
	{WIRE_LINE_UPDATE, 600, "Eds: ADDS", "", ""},
	{WIRE_LINE_UPDATE, 600, "Eds: UPDATES", "", ""},
	{WIRE_LINE_UPDATE, 600, "Eds: RECASTS", "", ""},
	{WIRE_LINE_UPDATE, 600, "Eds: SUBS", "", ""},
	{WIRE_LINE_REPEAT, 600, "(Repeats ", "", ")"},
	{WIRE_LINE_REPEAT, 600, "(Repeating ", "", ")"},
	{WIRE_LINE_NOTE, 600, "Eds:", "", ""},
	{WIRE_LINE_NOTE, 600, "(Eds:", "", ")"},
	{WIRE_LINE_NOTE, 600, "(EDS:", "", ")"},
	{WIRE_LINE_NOTE, 600, "(Eds ", "", ")"},
	{WIRE_LINE_NOTE, 400, "(EMBARGOED ", "", ")"},
	{WIRE_LINE_NOTE, 400, "(Embargoed ", "", ")"},
	{WIRE_LINE_NOTE, 400, "EMBARGOED UNTIL ", "", ""},
	{WIRE_LINE_NOTE, 400, "EMBARGOED FOR ", "", ""},
	{WIRE_LINE_NOTE, 600, "EDITOR'S NOTE", "", ""},
	{WIRE_LINE_NOTE, 600, "Editor's note:", "", ""},
	{WIRE_LINE_NOTE, 600, "Editor's Note:", "", ""},
	{WIRE_LINE_NOTE, 600, "Editors' note:", "", ""},
	{WIRE_LINE_NOTE, 600, "EDITORS:", "", ""},
	{WIRE_LINE_NOTE, 200, "Companies in this story:", "", ""},
	{WIRE_LINE_NOTE, 300, "Follow AP ", "", ""},
	{WIRE_LINE_NOTE_BLOCK, 80, "# Notebook", "", ""},
	{WIRE_LINE_NOTE_BLOCK, 80, "# dpa NOTEBOOK", "", ""},
	{WIRE_LINE_NOTE_BLOCK, 80, "# dpa-Notizblock", "", ""},
	{WIRE_LINE_NOTE_BLOCK, 80, "# Notizblock", "", ""},
	{WIRE_LINE_NOTE_BLOCK, 80, "Notizblock", "", ""},
	{WIRE_LINE_NOTE_BLOCK, 200, "The following information is not intended for publication", "", ""},
	{WIRE_LINE_NOTE_BLOCK, 200, "The following information is not for publication", "", ""},
	{WIRE_LINE_NOTE_BLOCK, 200, "Die folgenden Informationen sind nicht zur Ver", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "Copyright 19", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "Copyright 20", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "COPYRIGHT 19", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "COPYRIGHT 20", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "Copyright (c)", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "Copyright (C)", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "Copyright \xC2\xA9", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "(c) Copyright", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "(c) Reuters", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "(c) 19", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "(c) 20", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "(C) 19", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "(C) 20", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "\xC2\xA9", "", ""},
	{WIRE_LINE_COPYRIGHT, 200, "All rights reserved", "", ""},
	{WIRE_LINE_COPYRIGHT, 400, "", "", "All rights reserved."},
	{WIRE_LINE_END, 40, "AP-WF-", "", ""},
	{WIRE_LINE_END, 40, "AP-NY-", "", ""},
	{WIRE_LINE_END, 40, "AP-ES-", "", ""},
	{WIRE_LINE_END, 40, "AP-CS-", "", ""},
};
/* clang-format on */

static void test_rules__limits(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(limits); i++) {
		const char *start = limits[i].start, *inside = limits[i].inside,
			   *end = limits[i].end;
		size_t least = strlen(start) + strlen(inside) + strlen(end);
		char why[32];
		snprintf(why, sizeof why, "row %zu", i);
		expect(limits[i].kind, line_of(start, inside, end, least), why);
		expect(limits[i].kind, line_of(start, inside, end, limits[i].max), why);
		expect(WIRE_LINE_NEWS, line_of(start, inside, end, limits[i].max + 1), why);
	}
}

/* Kinds that have a shape and no text of their own. */
static const struct {
	wire_line_kind kind;
	const char *line, *why;
} shapes[] = {
	{WIRE_LINE_NEWS, "", "nothing"},
	{WIRE_LINE_NOISE, "___", "a rule"},
	{WIRE_LINE_NOISE, "* * *", "stars"},
	{WIRE_LINE_NOISE, " = = = ", "blanks around"},
	{WIRE_LINE_NOISE, "-*_=", "marks of all kinds"},
	{WIRE_LINE_NEWS, "--", "two marks are none"},
	{WIRE_LINE_NEWS, "- -    ", "blanks do not count"},
	{WIRE_LINE_NEWS, "---x", "a letter"},
	{WIRE_LINE_END, "hh/ph", "initials"},
	{WIRE_LINE_END, "ab/cdef/gh", "of two to four letters"},
	{WIRE_LINE_END, "bur-abc/xyz", "a desk before them"},
	{WIRE_LINE_END, "az/za", "the alphabet's ends"},
	{WIRE_LINE_END, "abcd/abcd/abcd/abcd/abcd", "24 bytes of them"},
	{WIRE_LINE_NEWS, "abcd/abcd/abcd/abcd/ab/ab", "25"},
	{WIRE_LINE_NEWS, "h/ph", "one letter"},
	{WIRE_LINE_NEWS, "hh/p", "one behind"},
	{WIRE_LINE_NEWS, "hh/", "none behind"},
	{WIRE_LINE_NEWS, "/hh", "none before"},
	{WIRE_LINE_NEWS, "abcde/ab", "five"},
	{WIRE_LINE_NEWS, "ab/abcde", "five behind"},
	{WIRE_LINE_NEWS, "Hh/ph", "a capital"},
	{WIRE_LINE_NEWS, "hh/p{", "no letter"},
	{WIRE_LINE_NEWS, "hh/p`", "nor this"},
	{WIRE_LINE_NEWS, "ab/cd-ef", "a desk behind"},
	{WIRE_LINE_NEWS, "ab-cd", "no slash"},
	{WIRE_LINE_END, "dpa hm bs wjh", "a sign-off"},
	{WIRE_LINE_END, "AAP RTV ar", "AAP's"},
	{WIRE_LINE_END, "PTI ABC DV", "PTI's"},
	{WIRE_LINE_END, "PTI aZ Az", "the alphabet's ends"},
	{WIRE_LINE_END, "dpa abc abc abc abc ab a", "24 bytes"},
	{WIRE_LINE_NEWS, "dpa abc abc abc abc abc a", "25"},
	{WIRE_LINE_NEWS, "dpa abcd", "a word"},
	{WIRE_LINE_NEWS, "dpa a1", "a digit"},
	{WIRE_LINE_NEWS, "dpa a[", "no letter"},
	{WIRE_LINE_NEWS, "UPI ab", "an agency that does not"},
	{WIRE_LINE_CREDIT, "Reporting by Jane Doe", "a desk's credit"},
	{WIRE_LINE_CREDIT, "Additional reporting by Jane Doe", "a helper's"},
	{WIRE_LINE_CREDIT, "Writing by Jane Doe", "a writer's"},
	{WIRE_LINE_CREDIT, "Editing by Jane Doe", "an editor's"},
	{WIRE_LINE_NEWS, "Running by Jane Doe", "none of a desk"},
	{WIRE_LINE_NEWS, "Reporting by the paper found fraud.", "prose"},
	{WIRE_LINE_CREDIT, "((555-0100))", "a telephone"},
	{WIRE_LINE_NEWS, "((555-010))", "of six digits"},
	{WIRE_LINE_CREDIT, "((jo@example.com))", "an address"},
	{WIRE_LINE_NEWS, "((jo@example.com)", "that stays open"},
	{WIRE_LINE_NEWS, "((Jo Roe))", "a name"},
	{WIRE_LINE_CONTACT, "-- Sydney 61-2 5555-0100", "a newsroom's"},
	{WIRE_LINE_CONTACT, "Sydney Newsroom 5550100", "seven digits"},
	{WIRE_LINE_NEWS, "Sydney Newsroom 555010", "six"},
	{WIRE_LINE_CONTACT, "Sydney News Room +61 (2) 5555.0100", "a number's marks"},
	{WIRE_LINE_CONTACT, "newsdesk 5550100", "a desk"},
	{WIRE_LINE_CONTACT, "Oslo bureau 5550100", "a bureau"},
	{WIRE_LINE_CONTACT, "The desk 5550100", "the desk"},
	{WIRE_LINE_NEWS, "Call 5550100", "who knows whose"},
	{WIRE_LINE_NEWS, "newsdesk 5550100/", "a number does not end so"},
	{WIRE_LINE_NEWS, "newsdesk 5:550100", "nor is there a colon in it"},
	{WIRE_LINE_CORRECTION, "(Corrects name).", "a full stop behind the bracket"},
	{WIRE_LINE_NEWS, "Corrects name).", "no bracket before it"},
};

static void test_rules__shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(shapes); i++)
		expect(shapes[i].kind, wire_str_from(shapes[i].line), shapes[i].why);
}

/* `before`, then `fill` up to `length` bytes with `behind` at the end. */
static wire_str filled(const char *before, char fill, const char *behind, size_t length)
{
	static char line[2048];
	assert_true(length <= sizeof line && strlen(before) + strlen(behind) <= length);
	for (size_t i = 0; i < length; i++)
		line[i] = fill;
	memcpy(line, before, strlen(before));
	memcpy(line + length - strlen(behind), behind, strlen(behind));
	return (wire_str){line, length};
}

static void test_rules__lengths_of_shapes(void **state)
{
	(void)state;
	expect(WIRE_LINE_NOISE, filled("", '-', "", 200), "a rule");
	expect(WIRE_LINE_NEWS, filled("", '-', "", 201), "a longer one");
	expect(WIRE_LINE_CREDIT, filled("((", 'm', " 5550100))", 400), "an address");
	expect(WIRE_LINE_NEWS, filled("((", 'm', " 5550100))", 401), "a longer one");
	expect(WIRE_LINE_CONTACT, filled("-- ", 'm', " 5550100", 100), "a telephone");
	expect(WIRE_LINE_NEWS, filled("-- ", 'm', " 5550100", 101), "a longer one");
	/* Digits count in the last 39 bytes. */
	expect(WIRE_LINE_CONTACT, filled("-- 5", ' ', "550100", 3 + 39), "a wide number");
	expect(WIRE_LINE_NEWS, filled("-- 5", ' ', "550100", 3 + 40), "a wider one");
}

static void test_rules__glued_heads(void **state)
{
	static const struct {
		const char *text;
		size_t end;
	} rows[] = {
		{"(Corrects date) LONDON", 15},
		{"(Corrects (a) date) LONDON", 19},
		{"(Corrects date) x", 15},
		{"(Corrects date) ", 0},
		{"(Corrects date)", 0},
		{"(Corrects date)LONDON", 0},
		{"(Corrects date LONDON", 0},
		{"(Ferry) LONDON", 0},
		{"(ENDS) LONDON", 0},
		{"(Adds quotes) x", 13},
		{"(Repeats story) x", 15},
		{"(Eds: note) x", 11},
		{"(Editing by Jo) x", 15},
		{"A tug | License Photo Tugs", 22},
		{"A tug | License PhotoTugs", 0},
		{"A tug", 0},
		{"", 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t got = wire_line_glued_head(wire_str_from(rows[i].text));
		if (got != rows[i].end)
			fail_msg("%s: %zu, want %zu", rows[i].text, got, rows[i].end);
	}
	/* A bracket, or a mark, that ends within 800 bytes. */
	static char text[1024];
	for (size_t length = 800; length <= 801; length++) {
		memset(text, 'm', sizeof text);
		memcpy(text, "(Reporting by ", 14);
		text[length - 1] = ')';
		text[length] = ' ';
		assert_int_equal(wire_line_glued_head((wire_str){text, length + 2}),
			length == 800 ? 800 : 0);
		memset(text, 'm', sizeof text);
		memcpy(text + length - 16, "| License Photo ", 16);
		assert_int_equal(wire_line_glued_head((wire_str){text, length + 2}),
			length == 800 ? 800 : 0);
	}
}

static void test_rules__glued_tails(void **state)
{
	static const struct {
		const char *text;
		size_t at; /* SIZE_MAX: nothing is glued on */
	} rows[] = {
		{"He said. (Reporting by Jo)", 9},
		{"He said. (Reporting by (Jo) Roe)", 9},
		{"He said.(Reporting by Jo)", SIZE_MAX},
		{"(Reporting by Jo)", SIZE_MAX},
		{"He said. (Ferry)", SIZE_MAX},
		{"He said. (Corrects date)", 9},
		{"He said. (Adds quotes)", 9},
		{"He said. (Repeats story)", 9},
		{"He said. (Eds: note)", 9},
		{"He said. (ENDS)", SIZE_MAX},
		{"He said.) (Adds quotes)", 10},
		{"He said. Adds quotes)", SIZE_MAX},
		{"He said. -- Sydney Newsroom 61-2 5555-0100", 9},
		{"He said -- he did -- Sydney Newsroom 61-2 5555-0100", 18},
		{"He said. -- Sydney 61-2 5555-0100", SIZE_MAX},
		{"He said. -- Sydney Newsroom", SIZE_MAX},
		{"He said. - Sydney Newsroom 61-2 5555-0100", SIZE_MAX},
		{"", SIZE_MAX},
	};
	static char text[1024];
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		wire_str line = wire_str_from(rows[i].text);
		size_t got = wire_line_glued_tail(line);
		if (got != (rows[i].at == SIZE_MAX ? line.len : rows[i].at))
			fail_msg("%s: %zu", rows[i].text, got);
	}
	/* A note of at most 800 bytes; a telephone in the last hundred, its blank among them. */
	for (size_t length = 800; length <= 801; length++) {
		memset(text, 'm', sizeof text);
		memcpy(text, "He said. ", 9);
		memcpy(text + 9, "(Reporting by ", 14);
		text[9 + length - 1] = ')';
		assert_int_equal(wire_line_glued_tail((wire_str){text, 9 + length}),
			length == 800 ? 9 : 9 + length);
	}
	for (size_t length = 100; length <= 101; length++) {
		memset(text, 'm', sizeof text);
		memcpy(text, "He said.", 8);
		memcpy(text + 8, " -- Newsroom ", 13);
		memcpy(text + 8 + length - 8, " 5550100", 8);
		assert_int_equal(wire_line_glued_tail((wire_str){text, 8 + length}),
			length == 100 ? 9 : 8 + length);
	}
}

static void test_rules__captions_without_credit(void **state)
{
	static const char *const credits[] = {" Photo by Ann Poe", " File Photo",
		" Photo courtesy of the port", " (AP Photo/Ann Poe)", " REUTERS/Ann Poe",
		" | License Photo"};
	(void)state;
	for (size_t i = 0; i < COUNT(credits); i++) {
		char text[128];
		snprintf(text, sizeof text, " A tug at sea. %s | License Photo", credits[i]);
		wire_str bare = wire_line_without_credit(wire_str_from(text));
		if (!wire_str_equal(bare, WIRE_STR("A tug at sea.")))
			fail_msg("%s: '" WIRE_FMT "'", text, WIRE_ARG(bare));
	}
	assert_true(wire_str_equal(
		wire_line_without_credit(WIRE_STR(" A Photo, by ")), WIRE_STR("A Photo, by")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules__whole_lines),
		cmocka_unit_test(test_rules__limits),
		cmocka_unit_test(test_rules__shapes),
		cmocka_unit_test(test_rules__lengths_of_shapes),
		cmocka_unit_test(test_rules__glued_heads),
		cmocka_unit_test(test_rules__glued_tails),
		cmocka_unit_test(test_rules__captions_without_credit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
