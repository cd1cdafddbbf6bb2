/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/words.h"

#include <assert.h>
#include <string.h>

#include "wire/abbreviation.h"
#include "wire/text.h"

/* One zone being split. */
typedef struct splitter {
	wire_words *words;
	size_t cap, first; /* of items: room, and the zone's first word */
	wire_arena *arena;
	wire_str zone;
	size_t at;
	bool in_headline;
	bool sentence_start;
	bool space_before;
	uint16_t paragraph;
} splitter;

/* What a word is made of, gathered in one pass over its characters. */
typedef struct letters {
	unsigned upper, lower, other, digits;
	bool first_upper, first_digit;
} letters;

static bool is_word_char(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
		       (code >= '0' && code <= '9');
	return wire_char_is_letter(code) || wire_char_is_digit(code);
}

static size_t decode(uint32_t *code, wire_str zone, size_t at)
{
	unsigned char c = (unsigned char)zone.data[at];
	if (c < 0x80) {
		*code = c;
		return 1;
	}
	return wire_utf8_decode(code, zone, at);
}

static bool word_char_at(wire_str zone, size_t at)
{
	uint32_t code;
	if (at >= zone.len)
		return false;
	decode(&code, zone, at);
	return is_word_char(code);
}

static void count_letter(letters *count, uint32_t code, bool first)
{
	bool upper = code < 0x80 ? code >= 'A' && code <= 'Z' : wire_char_is_upper(code);
	bool lower = code < 0x80 ? code >= 'a' && code <= 'z' : wire_char_is_lower(code);
	bool digit = code < 0x80 ? code >= '0' && code <= '9' : wire_char_is_digit(code);
	count->upper += upper;
	count->lower += lower;
	count->digits += digit;
	count->other += !upper && !lower && !digit;
	if (first) {
		count->first_upper = upper;
		count->first_digit = digit;
	}
}

/* Bytes of an apostrophe (' or U+2019) at `at`; 0 for anything else. */
static size_t apostrophe_at(wire_str zone, size_t at)
{
	if (at < zone.len && zone.data[at] == '\'')
		return 1;
	return wire_str_starts(wire_str_slice(zone, at, at + 3), WIRE_STR("\xE2\x80\x99")) ? 3 : 0;
}

/* Does a possessive ('s, or ' after an s) stand at `at`, at a word's end? Its length, else 0. */
static size_t possessive_at(wire_str zone, size_t at)
{
	size_t mark = apostrophe_at(zone, at);
	if (mark == 0)
		return 0;
	size_t next = at + mark;
	if (next < zone.len && (zone.data[next] == 's' || zone.data[next] == 'S') &&
		!word_char_at(zone, next + 1))
		return mark + 1;
	bool after_s = at > 0 && (zone.data[at - 1] == 's' || zone.data[at - 1] == 'S');
	return after_s && !word_char_at(zone, next) ? mark : 0;
}

/* Bytes of a joint inside a word at `at`: hyphen, apostrophe or &, with a word character behind it.
 */
static size_t joint_at(wire_str zone, size_t at)
{
	size_t length = apostrophe_at(zone, at);
	if (length == 0 && at < zone.len && (zone.data[at] == '-' || zone.data[at] == '&'))
		length = 1;
	return length > 0 && word_char_at(zone, at + length) ? length : 0;
}

/* The end of the word that begins at `start`; counts its letters. */
static size_t scan_word(letters *count, wire_str zone, size_t start)
{
	size_t at = start;
	while (at < zone.len) {
		uint32_t code;
		size_t length = decode(&code, zone, at);
		if (is_word_char(code)) {
			count_letter(count, code, at == start);
			at += length;
			continue;
		}
		/* 3.5 and 10,000 stay whole; so does U.S. as far as its inner stops go. */
		bool dotted = (code == '.' || code == ',') && count->digits > 0 &&
			      at + 1 < zone.len && zone.data[at + 1] >= '0' &&
			      zone.data[at + 1] <= '9';
		bool initials = code == '.' && count->lower == 0 && count->digits == 0 &&
				(at - start) % 2 == 1 && word_char_at(zone, at + 1) &&
				!word_char_at(zone, at + 2);
		size_t joint = possessive_at(zone, at) > 0 ? 0 : joint_at(zone, at);
		if (dotted || initials)
			at += 1;
		else if (joint > 0)
			at += joint;
		else
			break;
	}
	return at;
}

static uint8_t shape_of(const letters *count, wire_str text)
{
	if (count->first_digit)
		return WIRE_WORD_NUMBER;
	if (count->upper == 0 && count->lower == 0)
		return WIRE_WORD_OTHER;
	if (!count->first_upper)
		return WIRE_WORD_LOWER;
	if (count->lower > 0)
		return WIRE_WORD_CAPITALIZED;
	if (count->upper == 1 && count->digits == 0 && text.len <= 3)
		return WIRE_WORD_INITIAL;
	return WIRE_WORD_UPPER;
}

/* Does the full stop at `at` belong to the word before it? */
static bool stop_is_abbreviation(const splitter *s, wire_str word, const letters *count, size_t at)
{
	if (at >= s->zone.len || s->zone.data[at] != '.')
		return false;
	if (count->upper > 0 && count->lower == 0 && count->digits == 0) {
		bool dotted = memchr(word.data, '.', word.len) != NULL;
		if (dotted || count->upper == 1)
			return true;
	}
	if (wire_is_abbreviation(word))
		return true;
	/* `approx. ten`: a small letter or comma goes on after the stop. */
	size_t next = at + 1;
	if (next < s->zone.len && s->zone.data[next] == ',')
		return count->first_upper;
	return false;
}

static wire_status push(splitter *s, wire_word word)
{
	wire_word *items =
		wire_arena_grow(s->arena, s->words->items, &s->cap, s->words->len, sizeof *items);
	if (items == NULL)
		return WIRE_ENOMEM;
	s->words->items = items;
	/* Words lie within their zone, each behind the one before it. */
	const wire_word *before = s->words->len > s->first ? &items[s->words->len - 1] : NULL;
	assert(word.text.len > 0 && word.start + word.text.len <= s->zone.len);
	assert(before == NULL || word.start >= before->start + before->text.len);
	(void)before;
	word.sentence_start = s->sentence_start;
	word.in_headline = s->in_headline;
	word.space_before = s->space_before;
	word.paragraph = s->paragraph;
	s->words->items[s->words->len++] = word;
	s->space_before = false;
	return WIRE_OK;
}

static wire_status take_word(splitter *s)
{
	letters count = {0};
	size_t end = scan_word(&count, s->zone, s->at);
	wire_str text = wire_str_slice(s->zone, s->at, end);
	if (stop_is_abbreviation(s, text, &count, end)) {
		end++;
		text.len++;
	}
	size_t possessive = possessive_at(s->zone, end);
	wire_word word = {
		.text = text,
		.start = (uint32_t)s->at,
		.shape = shape_of(&count, text),
		.possessive = possessive > 0,
	};
	wire_status status = push(s, word);
	s->sentence_start = false;
	s->at = end + possessive;
	return status;
}

static wire_status take_punctuation(splitter *s, uint32_t code, size_t length)
{
	wire_word word = {
		.text = wire_str_slice(s->zone, s->at, s->at + length),
		.start = (uint32_t)s->at,
		.shape = WIRE_WORD_PUNCTUATION,
	};
	wire_status status = push(s, word);
	/* Opening marks leave a sentence start in place: the word behind them is its first. */
	bool ends = code == '.' || code == '!' || code == '?';
	bool opens = code == '"' || code == '\'' || code == '(' || code == '[' || code == '`' ||
		     code == 0x201C || code == 0x2018 || code == 0x201D;
	if (ends)
		s->sentence_start = true;
	else if (!opens)
		s->sentence_start = false;
	s->at += length;
	return status;
}

static void take_space(splitter *s, uint32_t code, size_t length)
{
	s->space_before = true;
	if (code == '\n') {
		bool blank = s->at + 1 < s->zone.len && s->zone.data[s->at + 1] == '\n';
		s->sentence_start = true;
		if (blank && s->paragraph < UINT16_MAX)
			s->paragraph++;
	}
	s->at += length;
}

static wire_status split_zone(splitter *s, wire_str zone, bool in_headline)
{
	wire_status status = WIRE_OK;
	s->zone = zone;
	s->first = s->words->len;
	s->at = 0;
	s->in_headline = in_headline;
	s->paragraph = in_headline ? 0 : 1;
	s->sentence_start = s->space_before = true;
	while (status == WIRE_OK && s->at < zone.len && s->words->len < WIRE_WORDS_MAX) {
		uint32_t code;
		size_t length = decode(&code, zone, s->at);
		if (is_word_char(code))
			status = take_word(s);
		else if (code == ' ' || wire_char_is_space(code))
			take_space(s, code, length);
		else
			status = take_punctuation(s, code, length);
	}
	return status;
}

bool wire_word_has_article(const wire_word *word)
{
	enum { ARTICLE_MAX = 4 };
	if (word->shape != WIRE_WORD_LOWER)
		return false;
	for (size_t i = 1; i <= ARTICLE_MAX && i < word->text.len; i++) {
		size_t joint = joint_at(word->text, i);
		uint32_t code;
		if (joint > 0 && i + joint < word->text.len) {
			decode(&code, word->text, i + joint);
			return wire_char_is_upper(code);
		}
	}
	return false;
}

/* How the capitals of words [from, to) are used. */
static void measure_case(const wire_words *words, size_t from, size_t to, bool *caps, bool *title)
{
	size_t upper = 0, lower = 0, capitalized = 0;
	for (size_t i = from; i < to; i++) {
		const wire_word *word = &words->items[i];
		if (word->text.len < 4)
			continue;
		upper += word->shape == WIRE_WORD_UPPER;
		lower += word->shape == WIRE_WORD_LOWER;
		capitalized += word->shape == WIRE_WORD_CAPITALIZED;
	}
	*caps = upper >= 2 && upper > 4 * (lower + capitalized);
	*title = capitalized >= 3 && capitalized > 3 * lower;
}

wire_status wire_words_split(wire_words *out, const wire_story *story, const wire_context *ctx)
{
	bool body_title;
	*out = (wire_words){0};
	splitter s = {.words = out, .arena = ctx->arena};
	s.cap = (story->headline.len + story->body.len) / 5 + 16;
	if (s.cap > WIRE_WORDS_MAX)
		s.cap = WIRE_WORDS_MAX;
	out->items = wire_arena_calloc(ctx->arena, s.cap, sizeof *out->items);
	if (out->items == NULL)
		return WIRE_ENOMEM;
	wire_status status = split_zone(&s, story->headline, true);
	out->body = out->len;
	if (status == WIRE_OK)
		status = split_zone(&s, story->body, false);
	measure_case(out, 0, out->body, &out->headline_caps, &out->headline_title);
	measure_case(out, out->body, out->len, &out->body_caps, &body_title);
	return status;
}
