/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts/person_rules.h"

#include <string.h>

#include "indexer/gazetteer/gazetteer.h"

enum { NAME_WORDS_MAX = 6 };

static bool is_suffix(wire_str word)
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
	if (word->shape == WIRE_WORD_CAPITALIZED || word->shape == WIRE_WORD_INITIAL)
		return true;
	if (word->shape == WIRE_WORD_UPPER)
		return is_caps_zone(words, at) || is_suffix(word->text) ||
		       (word->text.len <= 5 && memchr(word->text.data, '.', word->text.len));
	return false;
}

size_t wire_person_run(const wire_words *words, size_t at, const wire_context *ctx)
{
	size_t end = at;
	size_t limit = at < words->body ? words->body : words->len;
	if (at >= words->len || !may_be_name(words, at))
		return at;
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

static bool is_place(
	const wire_words *words, size_t start, size_t end, const wire_context *ctx, size_t *used)
{
	bool upper = is_caps_zone(words, start);
	return wire_gazetteer_match(ctx->tables->gazetteer, &words->items[start], end - start,
		       upper, used) != NULL;
}

/* Titles, offices and their countries go off the front: `Chinese Foreign Minister Qin Gang`. */
static void trim_front(wire_mention *m, const wire_words *words, const wire_context *ctx)
{
	while (m->start < m->end) {
		wire_str word = words->items[m->start].text;
		size_t used;
		bool title = is_used(ctx, word, WIRE_USE_TITLE);
		if (title && m->end - m->start > 1)
			m->titled = true;
		else if (is_used(ctx, word, WIRE_USE_STARTER) &&
			 words->items[m->start].sentence_start)
			;
		else if (m->end - m->start > 2 && is_place(words, m->start, m->end, ctx, &used) &&
			 used + 2 <= m->end - m->start)
			m->start += used - 1;
		else
			break;
		m->start++;
	}
}

/* Days and months come behind a name without a comma: `Jose Insulza Monday`. */
static void trim_end(wire_mention *m, const wire_words *words, const wire_context *ctx)
{
	while (m->end > m->start && is_used(ctx, words->items[m->end - 1].text, WIRE_USE_DAY))
		m->end--;
}

/* What stands around the run and makes it something else. */
static bool is_something_else(
	const wire_mention *m, const wire_words *words, const wire_context *ctx)
{
	const wire_word *last = &words->items[m->end - 1];
	const wire_word *before = m->start > 0 ? &words->items[m->start - 1] : NULL;
	const wire_word *after = m->end < words->len ? &words->items[m->end] : NULL;
	for (size_t i = m->start; i < m->end; i++)
		if (is_used(ctx, words->items[i].text, WIRE_USE_THING))
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
	trim_end(mention, words, ctx);
	trim_front(mention, words, ctx);
	size_t n = mention->end - mention->start;
	if (n < 2 || n > NAME_WORDS_MAX || is_something_else(mention, words, ctx))
		return false;
	if (is_used(ctx, words->items[mention->start].text, WIRE_USE_PARTICLE))
		return false;
	if (is_place(words, mention->start, mention->end, ctx, &used) && used == n)
		return false;
	/* A last word of one letter, and a first word that cannot begin a name, is no name. */
	if (words->items[mention->end - 1].shape == WIRE_WORD_INITIAL)
		return false;
	return !is_used(ctx, words->items[mention->start].text, WIRE_USE_STARTER);
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
