/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/person_rules.h"

#include <assert.h>
#include <string.h>

#include "indexer/gazetteer/gazetteer.h"
#include "wire/date.h"

enum { NAME_WORDS_MAX = 6, THING_BYTES_MAX = 24 };

bool wire_person_is_suffix(wire_str word)
{
	static const wire_str words[] = {WIRE_STR_INIT("Jr."), WIRE_STR_INIT("Jr"),
		WIRE_STR_INIT("Sr."), WIRE_STR_INIT("Sr"), WIRE_STR_INIT("II"),
		WIRE_STR_INIT("III"), WIRE_STR_INIT("IV"), WIRE_STR_INIT("VI"),
		WIRE_STR_INIT("VII"), WIRE_STR_INIT("XIV"), WIRE_STR_INIT("XVI")};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (wire_str_equal(word, words[i]))
			return true;
	return false;
}

/* Has the word one of these uses? */
static bool is_used(const wire_context *ctx, wire_str word, unsigned uses)
{
	return (wire_gazetteer_word_use(ctx->tables->gazetteer, word) & uses) != 0;
}

static bool is_caps_zone(const wire_words *words, size_t at)
{
	return at < words->body ? words->headline_caps : words->body_caps;
}

static bool may_be_name(const wire_words *words, size_t at)
{
	const wire_word *word = &words->items[at];
	if (word->shape == WIRE_WORD_CAPITALIZED || word->shape == WIRE_WORD_INITIAL ||
		wire_word_has_article(word))
		return true;
	if (word->shape == WIRE_WORD_UPPER)
		return is_caps_zone(words, at) || wire_person_is_suffix(word->text) ||
		       (word->text.len <= 5 && memchr(word->text.data, '.', word->text.len));
	return false;
}

size_t wire_person_run(const wire_words *words, size_t at, const wire_context *ctx)
{
	size_t end = at;
	size_t limit = at < words->body ? words->body : words->len;
	if (at >= words->len || !may_be_name(words, at))
		return at;
	limit = limit - at > WIRE_RUN_MAX ? at + WIRE_RUN_MAX : limit;
	for (size_t i = at; i < limit; i++) {
		const wire_word *word = &words->items[i];
		if (i > at && (!word->space_before || word->sentence_start ||
				      words->items[i - 1].possessive))
			break;
		if (may_be_name(words, i))
			end = i + 1;
		else if (i == at || !is_used(ctx, word->text, WIRE_USE_PARTICLE) || i - end >= 2)
			break;
	}
	return end;
}

/* The longest name of the gazetteer at the mention's word `at`, within the mention; NULL: none. */
static const wire_place_name *name_at(const wire_mention *m, size_t at, const wire_words *words,
	const wire_context *ctx, size_t *used)
{
	bool upper = is_caps_zone(words, at);
	return wire_gazetteer_match(
		ctx->tables->gazetteer, &words->items[at], m->end - at, upper, used);
}

/*
 * `Don`, `Earl`, `June`, `Bill` are first names where the tagger says that a name begins with them,
 * whatever else they are elsewhere.
 */
static bool begins_with_first_name(
	const wire_mention *m, const wire_words *words, const wire_context *ctx)
{
	wire_str word = words->items[m->start].text;
	return m->tagged && m->end - m->start > 1 && !is_used(ctx, word, WIRE_USE_ADDRESS) &&
	       wire_gazetteer_is_first_name(ctx->tables->gazetteer, word);
}

/* Titles, offices and their countries go off the front: `Chinese Foreign Minister Qin Gang`. */
static void strip_front(wire_mention *m, const wire_words *words, const wire_context *ctx)
{
	while (m->start < m->end) {
		wire_str word = words->items[m->start].text;
		size_t used;
		if (begins_with_first_name(m, words, ctx))
			break;
		bool title = is_used(ctx, word, WIRE_USE_TITLE);
		if (title && m->end - m->start > 1)
			m->titled = true;
		else if (is_used(ctx, word, WIRE_USE_STARTER) &&
			 words->items[m->start].sentence_start)
			;
		else if (m->end - m->start > 2 && name_at(m, m->start, words, ctx, &used) != NULL &&
			 used + 2 <= m->end - m->start)
			m->start += used - 1;
		else
			break;
		m->start++;
	}
}

/* `April 3`, `May Three`: a month that may be a name, and its day. */
static bool is_dated_month(const wire_words *words, size_t at, const wire_context *ctx)
{
	if (at + 1 >= words->len)
		return false;
	const wire_word *day = &words->items[at + 1];
	bool number = day->shape == WIRE_WORD_NUMBER || is_used(ctx, day->text, WIRE_USE_NUMBER);
	return number && wire_month_from_name(words->items[at].text, false) != 0;
}

/*
 * Days, months and numbers come behind a name without a comma: `Jose Insulza Monday`; so does the
 * title of a work, `Alan Bennett The History Boys`.
 */
static void strip_end(wire_mention *m, const wire_words *words, const wire_context *ctx)
{
	for (size_t i = m->start + 1; i < m->end; i++)
		if (wire_str_equal(words->items[i].text, WIRE_STR("The")))
			m->end = i;
	while (m->end > m->start &&
		(is_used(ctx, words->items[m->end - 1].text, WIRE_USE_DAY | WIRE_USE_NUMBER) ||
			is_dated_month(words, m->end - 1, ctx)))
		m->end--;
}

void wire_person_strip(wire_mention *mention, const wire_words *words, const wire_context *ctx)
{
	assert(mention->start <= mention->end && mention->end <= words->len);
	strip_end(mention, words, ctx);
	strip_front(mention, words, ctx);
}

/* Is the word of such a use, or would it be if it were not in a zone of capitals (`STORM`)? */
static bool is_used_here(const wire_words *words, size_t at, unsigned uses, const wire_context *ctx)
{
	char small[THING_BYTES_MAX];
	wire_str word = words->items[at].text;
	if (is_used(ctx, word, uses))
		return true;
	if (!is_caps_zone(words, at) || word.len > sizeof small)
		return false;
	for (size_t i = 0; i < word.len; i++)
		small[i] = i > 0 && word.data[i] >= 'A' && word.data[i] <= 'Z'
				   ? (char)(word.data[i] | 0x20)
				   : word.data[i];
	return is_used(ctx, (wire_str){small, word.len}, uses);
}

/* Words or names within that no person has: `Smith Barney`, `Offered Rate`, `Price Price Wheat`. */
static bool has_no_name(const wire_mention *m, const wire_words *words, const wire_context *ctx)
{
	size_t used;
	for (size_t i = m->start; i < m->end; i++) {
		wire_str word = words->items[i].text;
		const wire_place_name *name = name_at(m, i, words, ctx, &used);
		if (is_used_here(words, i, WIRE_USE_THING | WIRE_USE_NEVER, ctx) ||
			(name != NULL && name->kind == WIRE_NAME_HOUSE))
			return true;
		/* Two words alike are a name (`Sirhan Sirhan`) only by themselves. */
		if (i > m->start && m->end - m->start > 2 &&
			wire_str_equal(word, words->items[i - 1].text))
			return true;
	}
	return false;
}

/* What stands around the mention and makes it something else. */
static bool is_something_else(
	const wire_mention *m, const wire_words *words, const wire_context *ctx)
{
	const wire_word *last = &words->items[m->end - 1];
	const wire_word *before = m->start > 0 ? &words->items[m->start - 1] : NULL;
	const wire_word *after = m->end < words->len ? &words->items[m->end] : NULL;
	if (has_no_name(m, words, ctx))
		return true;
	if (after != NULL && after->space_before && is_used(ctx, after->text, WIRE_USE_THING))
		return true;
	/* `Johnson & Johnson`, `USS Carl Vinson`, `the Smith`. */
	if (after != NULL && wire_str_equal(after->text, WIRE_STR("&")))
		return true;
	if (before == NULL || last->paragraph != before->paragraph)
		return false;
	return is_used(ctx, before->text, WIRE_USE_SHIP);
}

bool wire_person_trim(wire_mention *mention, const wire_words *words, const wire_context *ctx)
{
	size_t used;
	wire_person_strip(mention, words, ctx);
	size_t n = mention->end - mention->start;
	if (n < 2 || n > NAME_WORDS_MAX || is_something_else(mention, words, ctx))
		return false;
	if (is_used(ctx, words->items[mention->start].text, WIRE_USE_PARTICLE))
		return false;
	const wire_place_name *name = name_at(mention, mention->start, words, ctx, &used);
	if (name != NULL && used == n)
		return name->kind == WIRE_NAME_PERSON;
	/* A last word of one letter, and a first word that cannot begin a name, is no name. */
	if (words->items[mention->end - 1].shape == WIRE_WORD_INITIAL)
		return false;
	return begins_with_first_name(mention, words, ctx) ||
	       !is_used(ctx, words->items[mention->start].text, WIRE_USE_STARTER);
}

/* Does a title by which persons are addressed stand before the word at `at`? */
static bool is_addressed(const wire_words *words, size_t at, const wire_context *ctx)
{
	const wire_word *items = words->items;
	if (at == 0 || !items[at].space_before)
		return false;
	if (is_used(ctx, items[at - 1].text, WIRE_USE_ADDRESS))
		return true;
	return at >= 3 && is_used(ctx, items[at - 1].text, WIRE_USE_TITLE) &&
	       wire_str_equal(items[at - 2].text, WIRE_STR("of")) &&
	       is_used(ctx, items[at - 3].text, WIRE_USE_ADDRESS);
}

bool wire_person_is_surname(
	const wire_mention *mention, const wire_words *words, const wire_context *ctx)
{
	size_t used, at = mention->start;
	if (mention->start == mention->end || !mention->titled || !is_addressed(words, at, ctx))
		return false;
	for (; at + 1 < mention->end; at++)
		if (!is_used(ctx, words->items[at].text, WIRE_USE_PARTICLE))
			return false;
	const wire_word *last = &words->items[at];
	if (last->shape != WIRE_WORD_CAPITALIZED ||
		is_used(ctx, last->text,
			WIRE_USE_TITLE | WIRE_USE_STARTER | WIRE_USE_DAY | WIRE_USE_NUMBER))
		return false;
	/* `President Houston` may be in Houston; behind `Rep.` only a name comes. */
	bool abbreviated = wire_str_ends(words->items[mention->start - 1].text, WIRE_STR("."));
	if (!abbreviated && name_at(mention, at, words, ctx, &used) != NULL)
		return false;
	return !is_something_else(mention, words, ctx);
}

bool wire_person_is_likely(
	const wire_mention *mention, const wire_words *words, const wire_context *ctx)
{
	const wire_word *first = &words->items[mention->start];
	const wire_word *before = mention->start > 0 ? first - 1 : NULL;
	const wire_word *after = mention->end < words->len ? &words->items[mention->end] : NULL;
	if (mention->titled || first->shape == WIRE_WORD_INITIAL ||
		wire_gazetteer_is_first_name(ctx->tables->gazetteer, first->text))
		return true;
	if (before != NULL && is_used(ctx, before->text, WIRE_USE_ROLE | WIRE_USE_SAYING))
		return true;
	return after != NULL && is_used(ctx, after->text, WIRE_USE_SAYING);
}
