/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/clean/rules.h"

#include <stdint.h>

#include "indexer/clean/byline.h"

/* No newsroom's name and telephone are longer, in bytes. */
enum { CONTACT_MAX = 100 };

/* A line is of a rule's kind when it has all of: the length, the start, the inside, the end. */
typedef struct rule {
	wire_line_kind kind;
	size_t max; /* bytes; a longer paragraph is news all the same */
	wire_str start, inside, end;
} rule;

#define ROW(kind, max, start, inside, end)                                                         \
	{                                                                                          \
		WIRE_LINE_##kind, max, WIRE_STR_INIT(start), WIRE_STR_INIT(inside),                \
			WIRE_STR_INIT(end)                                                         \
	}
#define IS(kind, text)               ROW(kind, sizeof(text) - 1, text, "", "")
#define STARTS(kind, max, text)      ROW(kind, max, text, "", "")
#define HAS(kind, max, text)         ROW(kind, max, "", text, "")
#define ENDS(kind, max, text)        ROW(kind, max, "", "", text)
#define WRAPS(kind, max, start, end) ROW(kind, max, start, "", end)

/* The first rule that fits decides. Case counts: `Advertisement spending rose` is news. */
/* clang-format off */
static const rule rules[] = {
	/* the web page around the story */
	IS(NOISE, "Advertisement"),
	IS(NOISE, "ADVERTISEMENT"),
	IS(NOISE, "Advertisements"),
	IS(NOISE, "Anzeige"),
	IS(NOISE, "Publicidad"),
	IS(NOISE, "Publicit\xC3\xA9"),
	IS(NOISE, "Latest Headlines"),
	IS(NOISE, "Latest News"),
	IS(NOISE, "Top Stories"),
	IS(NOISE, "Trending Stories"),
	IS(NOISE, "Trending"),
	IS(NOISE, "Most Popular"),
	IS(NOISE, "Most Read"),
	IS(NOISE, "Most read"),
	IS(NOISE, "Related Stories"),
	IS(NOISE, "Related stories"),
	IS(NOISE, "Related Articles"),
	IS(NOISE, "Related Topics"),
	IS(NOISE, "Related"),
	IS(NOISE, "RELATED"),
	IS(NOISE, "Recommended"),
	IS(NOISE, "Recommended Stories"),
	IS(NOISE, "Read More"),
	IS(NOISE, "Read more"),
	IS(NOISE, "READ MORE"),
	IS(NOISE, "Topics"),
	IS(NOISE, "Share"),
	IS(NOISE, "Share this"),
	IS(NOISE, "Share this article"),
	IS(NOISE, "Share this story"),
	IS(NOISE, "Comments"),
	IS(NOISE, "Back to top"),
	IS(NOISE, "Loading..."),
	IS(NOISE, "Scroll to continue"),
	IS(NOISE, "Skip to main content"),
	IS(NOISE, "Print"),
	IS(NOISE, "Email"),
	IS(NOISE, "Blah blah blah."),
	STARTS(NOISE, 80, "Story continues below"),
	STARTS(NOISE, 80, "Article continues below"),
	STARTS(NOISE, 160, "Read more:"),
	STARTS(NOISE, 160, "Read More:"),
	STARTS(NOISE, 160, "READ MORE:"),
	STARTS(NOISE, 160, "READ |"),
	STARTS(NOISE, 160, "Related:"),
	STARTS(NOISE, 160, "RELATED:"),
	STARTS(NOISE, 160, "RELATED |"),
	STARTS(NOISE, 160, "Related stories:"),
	STARTS(NOISE, 160, "Sign up for our "),
	STARTS(NOISE, 160, "Sign up for the "),
	STARTS(NOISE, 160, "Sign up here"),
	STARTS(NOISE, 160, "Sign Up for "),
	STARTS(NOISE, 160, "SIGN UP FOR "),
	STARTS(NOISE, 160, "Subscribe to our "),
	STARTS(NOISE, 160, "Subscribe to the "),
	STARTS(NOISE, 120, "Click here to "),
	STARTS(NOISE, 160, "Our Standards:"),
	STARTS(NOISE, 120, "View source version on"),
	STARTS(NOISE, 120, "View original content"),
	STARTS(NOISE, 160, "Follow us on"),
	/* captions */
	ENDS(CAPTION, 600, "| License Photo"),
	ENDS(CAPTION, 600, "[Getty Images]"),
	ENDS(CAPTION, 600, "(Getty Images)"),
	ENDS(CAPTION, 600, "/Getty Images"),
	ENDS(CAPTION, 600, "/Getty Images)"),
	ENDS(CAPTION, 600, "/File Photo"),
	ENDS(CAPTION, 600, " File Photo"),
	STARTS(CAPTION, 600, "FILE PHOTO:"),
	STARTS(CAPTION, 600, "FILE - "),
	STARTS(CAPTION, 600, "FILE \xE2\x80\x93 "),
	STARTS(CAPTION, 600, "FILE \xE2\x80\x94 "),
	STARTS(CAPTION, 600, "PHOTO:"),
	STARTS(CAPTION, 600, "CAPTION:"),
	STARTS(CAPTION, 300, "Image caption"),
	STARTS(CAPTION, 300, "Image source"),
	STARTS(CAPTION, 300, "Media caption"),
	STARTS(CAPTION, 120, "Photo by "),
	STARTS(CAPTION, 120, "Photos by "),
	STARTS(CAPTION, 120, "File Photo by "),
	STARTS(CAPTION, 120, "(Photo: "),
	STARTS(CAPTION, 120, "(Photo by "),
	HAS(CAPTION, 600, "(AP Photo"),
	HAS(CAPTION, 600, ". Photo by "),
	HAS(CAPTION, 600, ". File Photo by "),
	HAS(CAPTION, 600, ". Photo courtesy of "),
	HAS(CAPTION, 600, ". REUTERS/"),
	HAS(CAPTION, 600, " THE CANADIAN PRESS/"),
	/* credits; without brackets, the desk's semicolons tell them from prose about reporting */
	ROW(CREDIT, 800, "(Reporting ", "by ", ")"),
	WRAPS(CREDIT, 800, "(Additional reporting by ", ")"),
	ROW(CREDIT, 800, "(Writing ", "by ", ")"),
	ROW(CREDIT, 800, "(Editing ", "by ", ")"),
	WRAPS(CREDIT, 800, "(Compiled by ", ")"),
	WRAPS(CREDIT, 800, "(With reporting by ", ")"),
	ROW(CREDIT, 600, "Reporting by ", "; ", ""),
	ROW(CREDIT, 600, "Reporting by ", " Editing by ", ""),
	ROW(CREDIT, 600, "Additional reporting by ", "; ", ""),
	ROW(CREDIT, 600, "Writing by ", "; ", ""),
	STARTS(CREDIT, 160, "- Reporting by: "),
	STARTS(CREDIT, 160, "- Editing by: "),
	STARTS(CREDIT, 300, "With files from "),
	STARTS(CREDIT, 300, "Some information for this report came from "),
	STARTS(CREDIT, 300, "Some information in this report "),
	STARTS(CREDIT, 300, "This report by The Canadian Press was first published"),
	ENDS(CREDIT, 300, " contributed to this report."),
	ENDS(CREDIT, 300, " contributed to this story."),
	ENDS(CREDIT, 300, " contributed reporting."),
	STARTS(CREDIT, 300, "--With assistance from "),
	/* notes to editors */
	WRAPS(CORRECTION, 600, "(Corrects ", ")"),
	WRAPS(CORRECTION, 600, "(corrects ", ")"),
	WRAPS(CORRECTION, 600, "(Correcting ", ")"),
	WRAPS(CORRECTION, 600, "(CORRECTS ", ")"),
	WRAPS(CORRECTION, 600, "(Correction", ")"),
	ROW(CORRECTION, 600, "(In this ", " story, ", ")"),
	ROW(CORRECTION, 600, "(In ", " corrects ", ")"),
	ROW(CORRECTION, 600, "(In ", " corrected ", ")"),
	WRAPS(CORRECTION, 600, "(This version corrects ", ")"),
	WRAPS(CORRECTION, 600, "(This story corrects ", ")"),
	WRAPS(CORRECTION, 600, "(This story has been corrected ", ")"),
	WRAPS(CORRECTION, 600, "(Refiles ", ")"),
	WRAPS(CORRECTION, 600, "(Refiling ", ")"),
	WRAPS(CORRECTION, 600, "(Fixes ", ")"),
	WRAPS(CORRECTION, 600, "(Clarifies ", ")"),
	ROW(CORRECTION, 600, "(CORRECTION", " READ ", ""),
	STARTS(CORRECTION, 600, "Correction:"),
	STARTS(CORRECTION, 600, "CORRECTION:"),
	STARTS(CORRECTION, 300, "--corrects "),
	STARTS(CORRECTION, 600, "Eds: CORRECTS"),
	STARTS(CORRECTION, 600, "(ATTN: CORRECTS"),
	WRAPS(UPDATE, 600, "(Adds ", ")"),
	WRAPS(UPDATE, 600, "(ADDS ", ")"),
	WRAPS(UPDATE, 600, "(Updates ", ")"),
	WRAPS(UPDATE, 600, "(UPDATES ", ")"),
	WRAPS(UPDATE, 600, "(Recasts", ")"),
	WRAPS(UPDATE, 600, "(RECASTS", ")"),
	WRAPS(UPDATE, 600, "(New throughout", ")"),
	WRAPS(UPDATE, 600, "(Changes ", ")"),
	WRAPS(UPDATE, 600, "(ATTN: ", ")"),
	STARTS(UPDATE, 600, "Eds: ADDS"),
	STARTS(UPDATE, 600, "Eds: UPDATES"),
	STARTS(UPDATE, 600, "Eds: RECASTS"),
	STARTS(UPDATE, 600, "Eds: SUBS"),
	WRAPS(REPEAT, 600, "(Repeats ", ")"),
	WRAPS(REPEAT, 600, "(Repeating ", ")"),
	STARTS(NOTE, 600, "Eds:"),
	WRAPS(NOTE, 600, "(Eds:", ")"),
	WRAPS(NOTE, 600, "(EDS:", ")"),
	WRAPS(NOTE, 600, "(Eds ", ")"),
	WRAPS(NOTE, 400, "(EMBARGOED ", ")"),
	WRAPS(NOTE, 400, "(Embargoed ", ")"),
	STARTS(NOTE, 400, "EMBARGOED UNTIL "),
	STARTS(NOTE, 400, "EMBARGOED FOR "),
	STARTS(NOTE, 600, "EDITOR'S NOTE"),
	STARTS(NOTE, 600, "Editor's note:"),
	STARTS(NOTE, 600, "Editor's Note:"),
	STARTS(NOTE, 600, "Editors' note:"),
	STARTS(NOTE, 600, "EDITORS:"),
	STARTS(NOTE, 200, "Companies in this story:"),
	STARTS(NOTE, 300, "Follow AP "),
	STARTS(NOTE_BLOCK, 80, "# Notebook"),
	STARTS(NOTE_BLOCK, 80, "# dpa NOTEBOOK"),
	STARTS(NOTE_BLOCK, 80, "# dpa-Notizblock"),
	STARTS(NOTE_BLOCK, 80, "# Notizblock"),
	STARTS(NOTE_BLOCK, 80, "Notizblock"),
	STARTS(NOTE_BLOCK, 200, "The following information is not intended for publication"),
	STARTS(NOTE_BLOCK, 200, "The following information is not for publication"),
	STARTS(NOTE_BLOCK, 200, "Die folgenden Informationen sind nicht zur Ver"),
	/* copyright; the law of it is news */
	STARTS(COPYRIGHT, 400, "Copyright 19"),
	STARTS(COPYRIGHT, 400, "Copyright 20"),
	STARTS(COPYRIGHT, 400, "COPYRIGHT 19"),
	STARTS(COPYRIGHT, 400, "COPYRIGHT 20"),
	STARTS(COPYRIGHT, 400, "Copyright (c)"),
	STARTS(COPYRIGHT, 400, "Copyright (C)"),
	STARTS(COPYRIGHT, 400, "Copyright \xC2\xA9"),
	STARTS(COPYRIGHT, 400, "(c) Copyright"),
	STARTS(COPYRIGHT, 400, "(c) Reuters"),
	STARTS(COPYRIGHT, 400, "(c) 19"),
	STARTS(COPYRIGHT, 400, "(c) 20"),
	STARTS(COPYRIGHT, 400, "(C) 19"),
	STARTS(COPYRIGHT, 400, "(C) 20"),
	STARTS(COPYRIGHT, 400, "\xC2\xA9"),
	STARTS(COPYRIGHT, 200, "All rights reserved"),
	ENDS(COPYRIGHT, 400, "All rights reserved."),
	/* end marks */
	IS(END, "-30-"),
	IS(END, "- 30 -"),
	IS(END, "###"),
	IS(END, "#"),
	IS(END, "-0-"),
	IS(END, "-END-"),
	IS(END, "ENDS"),
	IS(END, "(ENDS)"),
	IS(END, "END"),
	IS(END, "(END)"),
	IS(END, "End"),
	IS(END, "Ends"),
	IS(END, "(End)"),
	IS(END, "MORE"),
	IS(END, "(MORE)"),
	IS(END, "(more)"),
	IS(END, "-more-"),
	IS(END, "xxx"),
	IS(END, "XXX"),
	IS(END, "NNNN"),
	IS(END, "Reuter"),
	IS(END, "REUTER"),
	IS(END, "Reuters"),
	IS(END, "REUTERS"),
	IS(END, "==Kyodo"),
	IS(END, "--IANS"),
	IS(END, "(ANSA)"),
	STARTS(END, 40, "AP-WF-"),
	STARTS(END, 40, "AP-NY-"),
	STARTS(END, 40, "AP-ES-"),
	STARTS(END, 40, "AP-CS-"),
};
/* clang-format on */

/* Nearly every rule fails at the first byte, or the last. */
static bool fits(const rule *r, wire_str text)
{
	if (text.len == 0 || text.len > r->max)
		return false;
	if (r->start.len > 0 && text.data[0] != r->start.data[0])
		return false;
	if (r->end.len > 0 && text.data[text.len - 1] != r->end.data[r->end.len - 1])
		return false;
	return wire_str_starts(text, r->start) && wire_str_ends(text, r->end) &&
	       (r->inside.len == 0 || wire_str_find(text, r->inside, 0) != SIZE_MAX);
}

/* ---- kinds that have a shape and no fixed text ---- */

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* A rule across the page: `___`, `* * *`, `------`. */
static bool is_ruler(wire_str text)
{
	size_t marks = 0;
	if (text.len > 200)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];
		if (c != ' ' && c != '_' && c != '*' && c != '-' && c != '=')
			return false;
		marks += c != ' ';
	}
	return marks >= 3;
}

/* AFP's and EFE's `hh/ph/ts` and `bur-abc/xyz`: groups of two to four small letters. */
static bool is_slashed_initials(wire_str text)
{
	size_t groups = 1, letters = 0;
	if (text.len > 24)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == '/' || (text.data[i] == '-' && groups == 1)) {
			if (letters < 2)
				return false;
			groups++;
			letters = 0;
		} else if (text.data[i] >= 'a' && text.data[i] <= 'z' && letters < 4) {
			letters++;
		} else {
			return false;
		}
	}
	return groups >= 2 && letters >= 2 && wire_str_find(text, WIRE_STR("/"), 0) != SIZE_MAX;
}

/* dpa's `dpa hm bs wjh`, AAP's `AAP RTV ar`, PTI's `PTI ABC DV`: the agency, then initials. */
static bool is_agency_sign_off(wire_str text)
{
	static const wire_str agencies[] = {
		WIRE_STR_INIT("dpa "), WIRE_STR_INIT("AAP "), WIRE_STR_INIT("PTI ")};
	size_t word = 0;
	bool known = false;
	for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++)
		known = known || wire_str_starts(text, agencies[i]);
	if (!known || text.len > 24)
		return false;
	for (size_t i = 4; i < text.len; i++) {
		word = is_letter(text.data[i]) ? word + 1 : 0;
		if ((!is_letter(text.data[i]) && text.data[i] != ' ') || word > 3)
			return false;
	}
	return true;
}

/* `Editing by Jo Roe in Paris`: a desk's credit without brackets is a byline behind its first word.
 */
static bool is_desk_credit(wire_str text)
{
	static const wire_str roles[] = {WIRE_STR_INIT("Reporting "),
		WIRE_STR_INIT("Additional reporting "), WIRE_STR_INIT("Writing "),
		WIRE_STR_INIT("Editing ")};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (wire_str_starts(text, roles[i]))
			return wire_byline_is(wire_str_slice(text, roles[i].len, text.len));
	return false;
}

/* Digits of the telephone number that the text ends with. */
static size_t phone_digits(wire_str text)
{
	size_t digits = 0;
	for (size_t i = text.len; i-- > 0 && text.len - i < 40;) {
		char c = text.data[i];
		if (c >= '0' && c <= '9')
			digits++;
		else if (c != ' ' && c != '-' && c != '+' && c != '(' && c != ')' && c != '.')
			break;
	}
	return digits;
}

static bool names_a_desk(wire_str text)
{
	static const wire_str desks[] = {WIRE_STR_INIT("ewsroom"), WIRE_STR_INIT("ews Room"),
		WIRE_STR_INIT("ewsdesk"), WIRE_STR_INIT("ureau"), WIRE_STR_INIT(" desk")};
	for (size_t i = 0; i < sizeof desks / sizeof *desks; i++)
		if (wire_str_find(text, desks[i], 0) != SIZE_MAX)
			return true;
	return false;
}

/* Reuters' `-- Sydney Newsroom 61-2 5555-0100`, `((Jo Roe, 555-010-0101; jo@example.com))`. */
static wire_line_kind contact_kind(wire_str text)
{
	if (wire_str_starts(text, WIRE_STR("(("))) {
		bool reach = phone_digits(text) >= 7 ||
			     wire_str_find(text, WIRE_STR("@"), 0) != SIZE_MAX;
		bool closed = wire_str_ends(text, WIRE_STR("))"));
		return text.len <= 400 && closed && reach ? WIRE_LINE_CREDIT : WIRE_LINE_NEWS;
	}
	if (text.len > CONTACT_MAX || phone_digits(text) < 7)
		return WIRE_LINE_NEWS;
	bool desk = wire_str_starts(text, WIRE_STR("--")) || names_a_desk(text);
	return desk ? WIRE_LINE_CONTACT : WIRE_LINE_NEWS;
}

wire_line_kind wire_line_kind_of(wire_str paragraph)
{
	/* Some desks put a full stop behind a note in brackets. */
	if (wire_str_starts(paragraph, WIRE_STR("(")) && wire_str_ends(paragraph, WIRE_STR(").")))
		paragraph.len--;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (fits(&rules[i], paragraph))
			return rules[i].kind;
	if (is_ruler(paragraph))
		return WIRE_LINE_NOISE;
	if (is_desk_credit(paragraph))
		return WIRE_LINE_CREDIT;
	if (is_slashed_initials(paragraph) || is_agency_sign_off(paragraph))
		return WIRE_LINE_END;
	return contact_kind(paragraph);
}

/* ---- glue ---- */

/* Notes and credits are what may be glued on in brackets; other brackets are the story's. */
static bool is_bracket_kind(wire_line_kind kind)
{
	return kind == WIRE_LINE_CREDIT || kind == WIRE_LINE_NOTE || kind == WIRE_LINE_UPDATE ||
	       kind == WIRE_LINE_CORRECTION || kind == WIRE_LINE_REPEAT;
}

/* Just behind the bracket that closes the one at the start; 0 when it is not near. */
static size_t closing_bracket(wire_str text)
{
	int depth = 0;
	for (size_t i = 0; i < text.len && i < WIRE_GLUE_MAX; i++) {
		depth += text.data[i] == '(';
		depth -= text.data[i] == ')';
		if (depth == 0)
			return i + 1;
	}
	return 0;
}

size_t wire_line_glued_head(wire_str paragraph)
{
	const wire_str mark = WIRE_STR("| License Photo ");
	if (wire_str_starts(paragraph, WIRE_STR("("))) {
		size_t end = closing_bracket(paragraph);
		bool text_follows =
			end > 0 && end + 1 < paragraph.len && paragraph.data[end] == ' ';
		return text_follows && is_bracket_kind(
					       wire_line_kind_of(wire_str_slice(paragraph, 0, end)))
			       ? end
			       : 0;
	}
	size_t at = wire_str_find(wire_str_slice(paragraph, 0, WIRE_GLUE_MAX), mark, 0);
	return at == SIZE_MAX ? 0 : at + mark.len;
}

/*
 * Where `-- Sydney Newsroom 61-2 5555-0100` begins behind a sentence, by the last mark: dashes
 * before it are the sentence's; paragraph.len: nowhere.
 */
static size_t contact_tail(wire_str paragraph)
{
	const wire_str mark = WIRE_STR(" -- ");
	size_t end = paragraph.len, last = end;
	size_t at = end > CONTACT_MAX ? end - CONTACT_MAX : 0;
	while ((at = wire_str_find(paragraph, mark, at)) != SIZE_MAX) {
		at++;
		wire_str tail = wire_str_slice(paragraph, at, end);
		if (names_a_desk(tail) && contact_kind(tail) == WIRE_LINE_CONTACT)
			last = at;
	}
	return last;
}

size_t wire_line_glued_tail(wire_str paragraph)
{
	int depth = 0;
	size_t end = paragraph.len;
	if (!wire_str_ends(paragraph, WIRE_STR(")")))
		return contact_tail(paragraph);
	for (size_t i = end; i-- > 0 && end - i <= WIRE_GLUE_MAX;) {
		depth += paragraph.data[i] == ')';
		depth -= paragraph.data[i] == '(';
		if (depth > 0)
			continue;
		bool apart = i > 0 && paragraph.data[i - 1] == ' ';
		wire_str tail = wire_str_slice(paragraph, i, end);
		return apart && is_bracket_kind(wire_line_kind_of(tail)) ? i : end;
	}
	return end;
}

wire_str wire_line_without_credit(wire_str caption)
{
	static const wire_str marks[] = {WIRE_STR_INIT(" Photo by "), WIRE_STR_INIT(" File Photo"),
		WIRE_STR_INIT(" Photo courtesy of "), WIRE_STR_INIT(" (AP Photo"),
		WIRE_STR_INIT(" REUTERS/"), WIRE_STR_INIT(" | License")};
	size_t end = caption.len;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = wire_str_find(caption, marks[i], 0);
		end = at < end ? at : end;
	}
	return wire_str_trim(wire_str_slice(caption, 0, end));
}
