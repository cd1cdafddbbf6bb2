/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/byline.h"

#include "wire/text.h"

/* Words that may stand small in a byline: names' particles and what joins names. */
static bool is_small_word(wire_str word)
{
	static const wire_str words[] = {WIRE_STR_INIT("and"), WIRE_STR_INIT("in"),
		WIRE_STR_INIT("of"), WIRE_STR_INIT("for"), WIRE_STR_INIT("de"), WIRE_STR_INIT("da"),
		WIRE_STR_INIT("del"), WIRE_STR_INIT("van"), WIRE_STR_INIT("von"),
		WIRE_STR_INIT("der"), WIRE_STR_INIT("den"), WIRE_STR_INIT("la"),
		WIRE_STR_INIT("le"), WIRE_STR_INIT("al"), WIRE_STR_INIT("bin"),
		WIRE_STR_INIT("the"), WIRE_STR_INIT("dpa"), WIRE_STR_INIT("&")};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (wire_str_equal(word, words[i]))
			return true;
	return false;
}

static bool next_word(wire_str *word, wire_str *rest)
{
	*rest = wire_str_trim(*rest);
	size_t end = wire_str_find(*rest, WIRE_STR(" "), 0);
	*word = wire_str_slice(*rest, 0, end);
	*rest = end == SIZE_MAX ? (wire_str){NULL, 0} : wire_str_slice(*rest, end, rest->len);
	return word->len > 0;
}

/* What follows `By `, or nothing. */
static wire_str after_by(wire_str paragraph)
{
	bool by = paragraph.len > 3 &&
		  (wire_str_starts(paragraph, WIRE_STR("By ")) ||
			  wire_str_starts(paragraph, WIRE_STR("BY ")) ||
			  (wire_str_starts(paragraph, WIRE_STR("by ")) && paragraph.len < 60));
	return by ? wire_str_trim(wire_str_slice(paragraph, 3, paragraph.len)) : WIRE_STR("");
}

bool wire_byline_is(wire_str paragraph)
{
	wire_str rest = after_by(paragraph), word;
	size_t capitals = 0;
	if (paragraph.len > WIRE_BYLINE_MAX || rest.len == 0)
		return false;
	/* A full stop, but an initial's or `Jr.`'s, makes it prose; so does a small word. */
	if (wire_str_ends(rest, WIRE_STR(".")) && !wire_str_ends(rest, WIRE_STR("r.")))
		return false;
	while (next_word(&word, &rest)) {
		uint32_t code;
		wire_utf8_decode(&code, word, 0);
		bool capital = wire_char_is_upper(code);
		if (!capital && !is_small_word(word) && word.data[0] != '|' && word.data[0] != '/')
			return false;
		capitals += capital;
	}
	return capitals >= 2;
}

/* A name: two words at least and no more than five, so that agencies' names do not count. */
static wire_status add_name(wire_story *story, wire_arena *arena, wire_str name)
{
	size_t words = 0;
	wire_str rest = name, word;
	while (next_word(&word, &rest))
		words++;
	if (words < 2 || words > 5 || wire_list_has(&story->byline, name))
		return WIRE_OK;
	return wire_list_push(&story->byline, arena, name);
}

wire_status wire_byline_read(wire_story *story, wire_arena *arena, wire_str paragraph)
{
	static const wire_str joints[] = {
		WIRE_STR_INIT(" and "), WIRE_STR_INIT(" AND "), WIRE_STR_INIT(" & ")};
	wire_status status = WIRE_OK;
	wire_str rest = after_by(paragraph);
	/* The agency, the desk or the town stands behind the first comma that no `and` follows. */
	size_t last_and = 0;
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t at = wire_str_find(rest, joints[i], 0);
		last_and = at != SIZE_MAX && at > last_and ? at : last_and;
	}
	size_t end = wire_str_find(rest, WIRE_STR(","), last_and);
	rest = wire_str_slice(rest, 0, end);
	end = wire_str_find(rest, WIRE_STR(" | "), 0);
	rest = wire_str_slice(rest, 0, end);
	end = wire_str_find(rest, WIRE_STR(" in "), 0);
	rest = wire_str_slice(rest, 0, end);
	while (rest.len > 0 && status == WIRE_OK) {
		size_t cut = wire_str_find(rest, WIRE_STR(","), 0), past = 1;
		for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
			size_t at = wire_str_find(rest, joints[i], 0);
			if (at < cut) {
				cut = at;
				past = joints[i].len;
			}
		}
		status = add_name(story, arena, wire_str_trim(wire_str_slice(rest, 0, cut)));
		rest = cut == SIZE_MAX ? WIRE_STR("") : wire_str_slice(rest, cut + past, rest.len);
	}
	return status;
}
