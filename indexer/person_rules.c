/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/person_rules.h"

#include <string.h>

#include "indexer/gazetteer/gazetteer.h"

enum { NAME_WORDS_MAX = 6 };

static bool in_list(const char *const *list, size_t n, wire_str word)
{
	for (size_t i = 0; i < n; i++)
		if (wire_str_equal(word, wire_str_from(list[i])))
			return true;
	return false;
}

#define IN(list, word) in_list(list, sizeof(list) / sizeof *(list), word)

bool wire_person_is_particle(wire_str word)
{
	static const char *const words[] = {"van", "von", "der", "den", "de", "da", "di", "du",
		"del", "della", "dos", "das", "la", "le", "bin", "bint", "ibn", "al", "el", "ten",
		"ter", "zu", "af", "av", "ul", "ud", "wa", "e", "y"};
	return IN(words, word);
}

static bool is_suffix(wire_str word)
{
	static const char *const words[] = {
		"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "VI", "VII", "XIV", "XVI"};
	return IN(words, word);
}

bool wire_person_is_thing(wire_str word)
{
	static const char *const words[] = {"Inc", "Inc.", "Corp", "Corp.", "Corporation", "Co",
		"Co.", "Company", "Ltd", "Ltd.", "Limited", "PLC", "Plc", "plc", "AG", "SA", "NV",
		"GmbH", "LLC", "Group", "Holdings", "Bank", "Bancorp", "Banking", "Securities",
		"Partners", "Associates", "Brothers", "Bros", "Bros.", "Sons", "Industries",
		"Airlines", "Airways", "Motors", "Systems", "Technologies", "Oil", "Gas", "Energy",
		"Petroleum", "Insurance", "Trust", "Fund", "Foundation", "Institute", "University",
		"College", "School", "Hospital", "Center", "Centre", "Museum", "Library", "Airport",
		"Station", "Street", "Avenue", "Road", "Square", "Park", "Bridge", "Stadium",
		"Arena", "Hotel", "Church", "Cathedral", "Island", "Islands", "Bay", "Sound", "Sea",
		"River", "Lake", "Valley", "County", "City", "Town", "Province", "State", "States",
		"Mountain", "Mountains", "Hills", "Beach", "Coast", "Gulf", "Ocean", "Cape", "Port",
		"House", "Hall", "Tower", "Palace", "Party", "Union", "League", "Association",
		"Federation", "Organization", "Organisation", "Council", "Committee", "Commission",
		"Agency", "Department", "Ministry", "Office", "Bureau", "Court", "Congress",
		"Parliament", "Senate", "Assembly", "Army", "Navy", "Force", "Guard", "Police",
		"Act", "Law", "Bill", "Treaty", "Agreement", "Plan", "Award", "Prize", "Cup",
		"Open", "Championship", "Championships", "Games", "Series", "Club", "United",
		"Rovers", "Wanderers", "Athletic", "Times", "Post", "Journal", "News", "Press",
		"Radio", "Television", "TV", "Magazine", "Airport", "Square", "Day", "Week", "War",
		"Exchange", "Index", "Board", "Authority", "Administration", "Service", "Services",
		"International", "National", "Products", "Stores", "Foods", "Chemical", "Steel",
		"Mines", "Mining", "Resources", "Financial", "Capital", "Management", "Movement",
		"Front", "Alliance", "Society", "Conference", "Summit", "Project", "Program",
		"Programme", "Formula", "Theatre", "Theater", "Orchestra", "Fleet", "Division",
		"Newsroom", "Newsdesk", "Desk", "Classic", "Oy", "AB", "AS", "Ltda", "SpA", "BV",
		"KK", "Denoms", "Index", "Consensus", "Storm", "Hurricane", "Typhoon", "Cyclone",
		"Prison", "Jail", "Camp", "Base", "Field", "Dam", "Canal", "Highway"};
	return IN(words, word);
}

/* Capitalised words that begin no name, though they may stand before one at a sentence's start. */
static bool is_starter(wire_str word)
{
	static const char *const words[] = {"The", "A", "An", "In", "On", "At", "But", "And", "As",
		"For", "He", "She", "It", "They", "We", "I", "His", "Her", "Their", "Its", "This",
		"That", "These", "Those", "When", "While", "After", "Before", "Since", "With",
		"From", "If", "Although", "Though", "Because", "Under", "Over", "Between", "By",
		"Also", "However", "Some", "Many", "Most", "All", "No", "Not", "One", "Two",
		"There", "Then", "Among", "Asked", "Both", "During", "Earlier", "Last", "Like",
		"Meanwhile", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
		"Sunday", "January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December", "Of", "To", "What", "Where", "Who",
		"Why", "How", "Yes", "Even", "Only", "According", "Mr", "Was", "Is", "Are"};
	return IN(words, word);
}

/* Lower-case words which, right before a name, say that a person follows. */
static bool is_role(wire_str word)
{
	static const char *const words[] = {"spokesman", "spokeswoman", "spokesperson", "president",
		"minister", "secretary", "chairman", "chairwoman", "director", "leader", "analyst",
		"economist", "lawyer", "attorney", "judge", "coach", "captain", "manager",
		"striker", "midfielder", "defender", "goalkeeper", "champion", "actor", "actress",
		"singer", "author", "writer", "director", "professor", "dealer", "trader",
		"ambassador", "envoy", "governor", "mayor", "senator", "lawmaker", "premier",
		"chancellor", "king", "queen", "prince", "general", "colonel", "officer",
		"official", "wife", "husband", "son", "daughter", "brother", "sister", "father",
		"mother", "candidate", "predecessor", "successor", "winner", "rival", "businessman",
		"journalist", "activist", "scientist", "doctor", "teammate", "compatriot",
		"executive", "negotiator", "commissioner", "prosecutor", "player", "batsman",
		"bowler", "driver", "rider", "skipper", "fullback", "quarterback", "pitcher"};
	return IN(words, word);
}

/* Verbs that persons have behind their names. */
static bool is_saying(wire_str word)
{
	static const char *const words[] = {"said", "says", "told", "added", "asked", "warned",
		"noted", "wrote", "argued", "testified", "resigned", "who", "whose", "scored",
		"met", "won", "beat", "denied", "announced", "acknowledged", "replied", "urged"};
	return IN(words, word);
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

size_t wire_person_run(const wire_words *words, size_t at)
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
		else if (i == at || !wire_person_is_particle(word->text) || i - end >= 2)
			break;
	}
	return end;
}

static bool is_place(
	const wire_words *words, size_t start, size_t end, const wire_context *ctx, size_t *used)
{
	bool upper = is_caps_zone(words, start);
	return wire_gazetteer_match(
		       ctx->gazetteer, &words->items[start], end - start, upper, used) != NULL;
}

/* Titles, offices and their countries go off the front: `Chinese Foreign Minister Qin Gang`. */
static void trim_front(wire_mention *m, const wire_words *words, const wire_context *ctx)
{
	while (m->start < m->end) {
		wire_str word = words->items[m->start].text;
		size_t used;
		bool title = wire_gazetteer_is_title(ctx->gazetteer, word);
		if (title && m->end - m->start > 1)
			m->titled = true;
		else if (is_starter(word) && words->items[m->start].sentence_start)
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
static void trim_end(wire_mention *m, const wire_words *words)
{
	static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
		"Saturday", "Sunday", "January", "February", "March", "August", "September",
		"October", "November", "December", "Inc", "The", "He", "She", "In"};
	while (m->end > m->start && IN(days, words->items[m->end - 1].text))
		m->end--;
}

/* What stands around the run and makes it something else. */
static bool is_something_else(const wire_mention *m, const wire_words *words)
{
	const wire_word *last = &words->items[m->end - 1];
	const wire_word *before = m->start > 0 ? &words->items[m->start - 1] : NULL;
	const wire_word *after = m->end < words->len ? &words->items[m->end] : NULL;
	for (size_t i = m->start; i < m->end; i++)
		if (wire_person_is_thing(words->items[i].text))
			return true;
	if (after != NULL && after->space_before && wire_person_is_thing(after->text))
		return true;
	/* `Johnson & Johnson`, `USS Carl Vinson`, `the Smith`. */
	if (after != NULL && wire_str_equal(after->text, WIRE_STR("&")))
		return true;
	if (before == NULL || last->paragraph != before->paragraph)
		return false;
	static const char *const ships[] = {"USS", "HMS", "HMAS", "SS", "MV", "ship", "vessel",
		"tanker", "ferry", "frigate", "destroyer", "submarine", "carrier", "&"};
	return IN(ships, before->text);
}

bool wire_person_trim(wire_mention *mention, const wire_words *words, const wire_context *ctx)
{
	size_t used;
	trim_end(mention, words);
	trim_front(mention, words, ctx);
	size_t n = mention->end - mention->start;
	if (n < 2 || n > NAME_WORDS_MAX || is_something_else(mention, words))
		return false;
	if (wire_person_is_particle(words->items[mention->start].text))
		return false;
	if (is_place(words, mention->start, mention->end, ctx, &used) && used == n)
		return false;
	/* A last word of one letter, and a first word that cannot begin a name, is no name. */
	if (words->items[mention->end - 1].shape == WIRE_WORD_INITIAL)
		return false;
	return !is_starter(words->items[mention->start].text);
}

bool wire_person_is_likely(
	const wire_mention *mention, const wire_words *words, const wire_context *ctx)
{
	const wire_word *first = &words->items[mention->start];
	const wire_word *before = mention->start > 0 ? first - 1 : NULL;
	const wire_word *after = mention->end < words->len ? &words->items[mention->end] : NULL;
	if (mention->titled || first->shape == WIRE_WORD_INITIAL ||
		wire_gazetteer_is_first_name(ctx->gazetteer, first->text))
		return true;
	if (before != NULL && (is_role(before->text) || is_saying(before->text)))
		return true;
	return after != NULL && is_saying(after->text);
}
