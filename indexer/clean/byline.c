/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/clean/byline.h"

#include <stdint.h>

#include "wire/text.h"

static bool is_one_of(wire_str word, const wire_str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (wire_str_equal(word, words[i]))
			return true;
	return false;
}

/* Words that may stand small in a byline: names' particles and what joins names. */
static bool is_small_word(wire_str word)
{
	static const wire_str words[] = {WIRE_STR_INIT("and"), WIRE_STR_INIT("in"),
		WIRE_STR_INIT("of"), WIRE_STR_INIT("for"), WIRE_STR_INIT("de"), WIRE_STR_INIT("da"),
		WIRE_STR_INIT("del"), WIRE_STR_INIT("van"), WIRE_STR_INIT("von"),
		WIRE_STR_INIT("der"), WIRE_STR_INIT("den"), WIRE_STR_INIT("la"),
		WIRE_STR_INIT("le"), WIRE_STR_INIT("al"), WIRE_STR_INIT("bin"),
		WIRE_STR_INIT("the"), WIRE_STR_INIT("dpa"), WIRE_STR_INIT("&")};
	return is_one_of(word, words, sizeof words / sizeof *words);
}

/* Words of newsrooms' names and posts, which no writer's name has. */
static bool is_office_word(wire_str word)
{
	static const wire_str words[] = {WIRE_STR_INIT("The"), WIRE_STR_INIT("THE"),
		WIRE_STR_INIT("Press"), WIRE_STR_INIT("PRESS"), WIRE_STR_INIT("Staff"),
		WIRE_STR_INIT("STAFF"), WIRE_STR_INIT("News"), WIRE_STR_INIT("Agency"),
		WIRE_STR_INIT("Agencies"), WIRE_STR_INIT("International"), WIRE_STR_INIT("Desk"),
		WIRE_STR_INIT("Writer"), WIRE_STR_INIT("Writers"), WIRE_STR_INIT("Editor"),
		WIRE_STR_INIT("Correspondent"), WIRE_STR_INIT("Reporter"),
		WIRE_STR_INIT("Reporters")};
	return is_one_of(word, words, sizeof words / sizeof *words);
}

static bool next_word(wire_str *word, wire_str *rest)
{
	*rest = wire_str_trim(*rest);
	size_t end = wire_str_find(*rest, WIRE_STR(" "), 0);
	*word = wire_str_slice(*rest, 0, end);
	*rest = end == SIZE_MAX ? (wire_str){NULL, 0} : wire_str_slice(*rest, end, rest->len);
	return word->len > 0;
}

static wire_str without_by(wire_str text)
{
	bool by = wire_str_equal_nocase(wire_str_slice(text, 0, 3), WIRE_STR("By "));
	return wire_str_trim(wire_str_slice(text, by ? 3 : 0, text.len));
}

bool wire_byline_is(wire_str paragraph)
{
	wire_str rest = without_by(paragraph), word;
	size_t capitals = 0;
	/* In a format's own field it may be long and small; a line of a text is short then. */
	bool small = wire_str_starts(paragraph, WIRE_STR("b"));
	if (rest.len == paragraph.len || paragraph.len > (small ? 60 : WIRE_BYLINE_MAX))
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

bool wire_byline_is_title(wire_str paragraph)
{
	static const wire_str houses[] = {WIRE_STR_INIT("Associated Press"),
		WIRE_STR_INIT("The Associated Press"), WIRE_STR_INIT("United Press International"),
		WIRE_STR_INIT("Reuters"), WIRE_STR_INIT("Agence France-Presse")};
	static const wire_str posts[] = {WIRE_STR_INIT(" Writer"), WIRE_STR_INIT(" Editor"),
		WIRE_STR_INIT(" Correspondent"), WIRE_STR_INIT(" Reporter"),
		WIRE_STR_INIT(" Columnist")};
	if (paragraph.len > 60)
		return false;
	for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
		if (wire_str_ends(paragraph, posts[i]))
			return true;
	return is_one_of(paragraph, houses, sizeof houses / sizeof *houses);
}

/* A name: two words at least and no more than five, none of them an office's. */
static wire_status add_name(wire_story *story, wire_arena *arena, wire_str name)
{
	size_t words = 0;
	wire_str rest = name, word;
	while (next_word(&word, &rest)) {
		if (is_office_word(word))
			return WIRE_OK;
		words++;
	}
	if (words < 2 || words > 5 || wire_list_has(&story->byline, name))
		return WIRE_OK;
	return wire_list_push(&story->byline, arena, name);
}

/* The first of `marks` in `text`: where it is (`text.len`: nowhere), how long. */
static size_t find_first(size_t *length, wire_str text, const wire_str *marks, size_t n)
{
	size_t first = text.len;
	*length = 0;
	for (size_t i = 0; i < n; i++) {
		size_t at = wire_str_find(text, marks[i], 0);
		if (at < first) {
			first = at;
			*length = marks[i].len;
		}
	}
	return first;
}

/* The names alone: town, desk and agency stand behind a comma that no `and` follows, or a mark. */
static wire_str names_part(wire_str text)
{
	static const wire_str ends[] = {WIRE_STR_INIT(" | "), WIRE_STR_INIT(" in "),
		WIRE_STR_INIT(" for "), WIRE_STR_INIT(" of "), WIRE_STR_INIT(" Associated Press"),
		WIRE_STR_INIT(" AP "), WIRE_STR_INIT(" Staff ")};
	static const wire_str ands[] = {
		WIRE_STR_INIT(" and "), WIRE_STR_INIT(" AND "), WIRE_STR_INIT(" & ")};
	size_t length, last_and = 0;
	text = wire_str_slice(text, 0, find_first(&length, text, ends, sizeof ends / sizeof *ends));
	for (size_t i = 0; i < sizeof ands / sizeof *ands; i++) {
		size_t at = wire_str_find(text, ands[i], 0);
		last_and = at != SIZE_MAX && at > last_and ? at : last_and;
	}
	return wire_str_slice(text, 0, wire_str_find(text, WIRE_STR(","), last_and));
}

wire_status wire_byline_read(wire_story *story, wire_arena *arena, wire_str paragraph)
{
	static const wire_str joints[] = {WIRE_STR_INIT(","), WIRE_STR_INIT(" and "),
		WIRE_STR_INIT(" AND "), WIRE_STR_INIT(" & ")};
	wire_status status = WIRE_OK;
	wire_str rest = names_part(without_by(wire_utf8_cut(paragraph, WIRE_BYLINE_MAX)));
	while (rest.len > 0 && status == WIRE_OK) {
		size_t length;
		size_t cut = find_first(&length, rest, joints, sizeof joints / sizeof *joints);
		status = add_name(story, arena, wire_str_trim(wire_str_slice(rest, 0, cut)));
		rest = wire_str_slice(rest, cut + length, rest.len);
	}
	return status;
}
