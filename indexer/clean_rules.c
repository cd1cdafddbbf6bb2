/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/clean_rules.h"

#include <stdint.h>

typedef enum how { IS, STARTS, ENDS, HAS } how;

typedef struct rule {
	how how;
	wire_line_kind kind;
	size_t max; /* a longer paragraph, in bytes, is news all the same; 0: any length */
	wire_str text;
} rule;

#define R(how, kind, max, text)                                                                    \
	{                                                                                          \
		how, WIRE_LINE_##kind, max, WIRE_STR_INIT(text)                                    \
	}

/* The first rule that fits decides. Case counts: `Advertisement spending rose` is news. */
/* clang-format off */
static const rule rules[] = {
	/* the web page around the story */
	R(IS, NOISE, 0, "Advertisement"),
	R(IS, NOISE, 0, "ADVERTISEMENT"),
	R(IS, NOISE, 0, "Latest Headlines"),
	R(IS, NOISE, 0, "Trending Stories"),
	R(IS, NOISE, 0, "Most Popular"),
	R(IS, NOISE, 0, "Most Read"),
	R(IS, NOISE, 0, "Related Stories"),
	R(IS, NOISE, 0, "Related Articles"),
	R(IS, NOISE, 0, "Recommended"),
	R(IS, NOISE, 0, "Read More"),
	R(IS, NOISE, 0, "Read more"),
	R(IS, NOISE, 0, "READ MORE"),
	R(IS, NOISE, 0, "Topics"),
	R(IS, NOISE, 0, "Share"),
	R(IS, NOISE, 0, "Share this"),
	R(IS, NOISE, 0, "Share this article"),
	R(IS, NOISE, 0, "Comments"),
	R(IS, NOISE, 0, "Back to top"),
	R(IS, NOISE, 0, "Loading..."),
	R(IS, NOISE, 0, "Scroll to continue"),
	R(STARTS, NOISE, 80, "Story continues below"),
	R(STARTS, NOISE, 80, "Article continues below"),
	R(STARTS, NOISE, 160, "Read more:"),
	R(STARTS, NOISE, 160, "Read More:"),
	R(STARTS, NOISE, 160, "READ MORE:"),
	R(STARTS, NOISE, 160, "Related:"),
	R(STARTS, NOISE, 160, "RELATED:"),
	R(STARTS, NOISE, 160, "RELATED "),
	R(STARTS, NOISE, 160, "Sign up for"),
	R(STARTS, NOISE, 160, "Sign Up for"),
	R(STARTS, NOISE, 160, "SIGN UP"),
	R(STARTS, NOISE, 160, "Subscribe to "),
	R(STARTS, NOISE, 120, "Click here to"),
	R(STARTS, NOISE, 160, "Our Standards:"),
	R(STARTS, NOISE, 120, "View source version on"),
	R(STARTS, NOISE, 160, "Follow us on"),
	R(IS, NOISE, 0, "Blah blah blah."),
	R(IS, NOISE, 0, "___"),
	R(IS, NOISE, 0, "* * *"),
	R(IS, NOISE, 0, "------"),
	/* captions */
	R(ENDS, CAPTION, 0, "| License Photo"),
	R(ENDS, CAPTION, 0, "[Getty Images]"),
	R(ENDS, CAPTION, 0, "/File Photo"),
	R(ENDS, CAPTION, 0, "File Photo"),
	R(STARTS, CAPTION, 600, "FILE PHOTO:"),
	R(STARTS, CAPTION, 600, "FILE - "),
	R(STARTS, CAPTION, 600, "FILE \xE2\x80\x93 "),
	R(STARTS, CAPTION, 600, "PHOTO:"),
	R(STARTS, CAPTION, 600, "CAPTION:"),
	R(STARTS, CAPTION, 120, "Photo by "),
	R(STARTS, CAPTION, 120, "(Photo: "),
	R(STARTS, CAPTION, 120, "(Photo by "),
	R(HAS, CAPTION, 600, "(AP Photo/"),
	R(HAS, CAPTION, 600, "(AP Photo)"),
	R(HAS, CAPTION, 600, ". Photo by "),
	R(HAS, CAPTION, 600, ". File Photo by "),
	R(HAS, CAPTION, 600, ". REUTERS/"),
	R(HAS, CAPTION, 600, " THE CANADIAN PRESS/"),
	/* credits */
	R(STARTS, CREDIT, 600, "(Reporting by "),
	R(STARTS, CREDIT, 600, "Reporting by "),
	R(STARTS, CREDIT, 600, "(Additional reporting by "),
	R(STARTS, CREDIT, 600, "Additional reporting by "),
	R(STARTS, CREDIT, 600, "(Writing by "),
	R(STARTS, CREDIT, 600, "(Editing by "),
	R(STARTS, CREDIT, 600, "(Compiled by "),
	R(STARTS, CREDIT, 600, "(Reporting and "),
	R(STARTS, CREDIT, 600, "(With reporting by "),
	R(STARTS, CREDIT, 300, "With files from "),
	R(STARTS, CREDIT, 300, "Some information for this report came from "),
	R(STARTS, CREDIT, 300, "Some information in this report "),
	R(STARTS, CREDIT, 300, "This report by The Canadian Press was first published"),
	R(ENDS, CREDIT, 300, "contributed to this report."),
	R(ENDS, CREDIT, 300, "contributed to this story."),
	R(STARTS, CREDIT, 300, "--With assistance from "),
	/* contacts, and the newsroom's own telephone */
	R(STARTS, NOTE, 400, "(("),
	R(STARTS, NOTE, 200, "Companies in this story:"),
	R(STARTS, NOTE, 300, "Follow AP "),
	/* notes to editors */
	R(STARTS, CORRECTION, 600, "(Corrects "),
	R(STARTS, CORRECTION, 600, "(Correcting "),
	R(STARTS, CORRECTION, 600, "(CORRECTS "),
	R(STARTS, CORRECTION, 600, "(CORRECTION"),
	R(STARTS, CORRECTION, 600, "(Correction"),
	R(STARTS, CORRECTION, 600, "Correction:"),
	R(STARTS, CORRECTION, 600, "CORRECTION:"),
	R(STARTS, CORRECTION, 600, "(In this "),
	R(STARTS, CORRECTION, 600, "(This version corrects "),
	R(STARTS, CORRECTION, 600, "(This story corrects "),
	R(STARTS, CORRECTION, 600, "(This story has been corrected "),
	R(STARTS, CORRECTION, 600, "(Refiles to "),
	R(STARTS, CORRECTION, 600, "(Refiling to "),
	R(STARTS, CORRECTION, 600, "--corrects "),
	R(STARTS, UPDATE, 600, "(Adds "),
	R(STARTS, UPDATE, 600, "(ADDS "),
	R(STARTS, UPDATE, 600, "(Updates "),
	R(STARTS, UPDATE, 600, "(UPDATES "),
	R(STARTS, UPDATE, 600, "(Recasts"),
	R(STARTS, UPDATE, 600, "(RECASTS"),
	R(STARTS, UPDATE, 600, "(ATTN: "),
	R(STARTS, UPDATE, 600, "Eds: ADDS"),
	R(STARTS, UPDATE, 600, "Eds: UPDATES"),
	R(STARTS, UPDATE, 600, "Eds: RECASTS"),
	R(STARTS, CORRECTION, 600, "Eds: CORRECTS"),
	R(STARTS, NOTE, 600, "Eds:"),
	R(STARTS, NOTE, 600, "(Eds:"),
	R(STARTS, NOTE, 600, "(EDS:"),
	R(STARTS, NOTE, 600, "EDS:"),
	R(STARTS, NOTE, 600, "EDITOR'S NOTE"),
	R(STARTS, NOTE, 600, "Editor's note:"),
	R(STARTS, NOTE, 600, "Editors' note:"),
	R(STARTS, NOTE, 600, "EDITORS:"),
	R(STARTS, NOTE_BLOCK, 80, "# Notebook"),
	R(STARTS, NOTE_BLOCK, 80, "# dpa NOTEBOOK"),
	R(STARTS, NOTE_BLOCK, 80, "Notizblock"),
	R(STARTS, NOTE_BLOCK, 200, "The following information is not intended for publication"),
	R(STARTS, NOTE_BLOCK, 200, "The following information is not for publication"),
	/* copyright */
	R(STARTS, COPYRIGHT, 400, "Copyright "),
	R(STARTS, COPYRIGHT, 400, "COPYRIGHT "),
	R(STARTS, COPYRIGHT, 400, "(c) Copyright"),
	R(STARTS, COPYRIGHT, 400, "(c) "),
	R(STARTS, COPYRIGHT, 400, "\xC2\xA9"),
	R(STARTS, COPYRIGHT, 200, "All rights reserved"),
	R(ENDS, COPYRIGHT, 400, "All rights reserved."),
	/* end marks */
	R(IS, END, 0, "-30-"),
	R(IS, END, 0, "- 30 -"),
	R(IS, END, 0, "###"),
	R(IS, END, 0, "#"),
	R(IS, END, 0, "-0-"),
	R(IS, END, 0, "ENDS"),
	R(IS, END, 0, "(ENDS)"),
	R(IS, END, 0, "END"),
	R(IS, END, 0, "(END)"),
	R(IS, END, 0, "End"),
	R(IS, END, 0, "Ends"),
	R(IS, END, 0, "MORE"),
	R(IS, END, 0, "(MORE)"),
	R(IS, END, 0, "-more-"),
	R(IS, END, 0, "xxx"),
	R(IS, END, 0, "XXX"),
	R(IS, END, 0, "NNNN"),
	R(IS, END, 0, "Reuter"),
	R(IS, END, 0, "REUTER"),
	R(IS, END, 0, "Reuters"),
	R(IS, END, 0, "REUTERS"),
	R(IS, END, 0, "==Kyodo"),
	R(IS, END, 0, "--IANS"),
	R(IS, END, 0, "(ANSA)."),
	R(STARTS, END, 40, "AP-WF-"),
	R(STARTS, END, 40, "AP-NY-"),
};
/* clang-format on */

static bool fits(const rule *r, wire_str text)
{
	if (r->max > 0 && text.len > r->max)
		return false;
	switch (r->how) {
	case IS:
		return wire_str_equal(text, r->text);
	case STARTS:
		return wire_str_starts(text, r->text);
	case ENDS:
		return wire_str_ends(text, r->text);
	case HAS:
		return wire_str_find(text, r->text, 0) != SIZE_MAX;
	}
	return false;
}

/* AFP's and EFE's `hh/ph/ts`: two to five groups of two to four small letters. */
static bool is_slashed_initials(wire_str text)
{
	size_t groups = 1, letters = 0;
	if (text.len > 24)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == '/') {
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
	return groups >= 2 && groups <= 6 && letters >= 2;
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
		bool letter = (text.data[i] | 0x20) >= 'a' && (text.data[i] | 0x20) <= 'z';
		word = letter ? word + 1 : 0;
		if ((!letter && text.data[i] != ' ') || word > 3)
			return false;
	}
	return true;
}

wire_line_kind wire_line_kind_of(wire_str paragraph)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (fits(&rules[i], paragraph))
			return rules[i].kind;
	if (is_slashed_initials(paragraph) || is_agency_sign_off(paragraph))
		return WIRE_LINE_END;
	return WIRE_LINE_NEWS;
}

size_t wire_line_glued_caption(wire_str paragraph)
{
	const wire_str mark = WIRE_STR("| License Photo ");
	size_t at = wire_str_find(wire_str_slice(paragraph, 0, 800), mark, 0);
	return at == SIZE_MAX ? 0 : at + mark.len;
}

wire_str wire_line_without_credit(wire_str caption)
{
	static const wire_str marks[] = {WIRE_STR_INIT(" Photo by "), WIRE_STR_INIT(" File Photo"),
		WIRE_STR_INIT(" (AP Photo"), WIRE_STR_INIT(" REUTERS/"),
		WIRE_STR_INIT(" | License")};
	size_t end = caption.len;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = wire_str_find(caption, marks[i], 0);
		end = at < end ? at : end;
	}
	return wire_str_trim(wire_str_slice(caption, 0, end));
}
