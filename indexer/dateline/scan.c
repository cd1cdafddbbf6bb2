/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dateline/scan.h"

#include <string.h>

#include "wire/text.h"

enum { NAME_WORDS_MAX = 6, NAME_BYTES_MAX = 60, AGENCY_BYTES_MAX = 60 };

static char peek(const wire_cursor *c, size_t ahead)
{
	return c->at + ahead < c->text.len ? c->text.data[c->at + ahead] : '\0';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool letter_at(wire_str text, size_t at, uint32_t *code, size_t *length)
{
	*length = 0;
	if (at >= text.len)
		return false;
	*length = wire_utf8_decode(code, text, at);
	return wire_char_is_letter(*code);
}

void wire_scan_blanks(wire_cursor *cursor)
{
	while (peek(cursor, 0) == ' ' || peek(cursor, 0) == '\t' || peek(cursor, 0) == '\n')
		cursor->at++;
}

bool wire_scan_more(wire_cursor cursor)
{
	wire_scan_blanks(&cursor);
	return cursor.at < cursor.text.len;
}

bool wire_scan_mark(wire_cursor *cursor, const char *mark)
{
	wire_cursor c = *cursor;
	wire_scan_blanks(&c);
	if (!wire_str_starts(wire_str_slice(c.text, c.at, c.text.len), wire_str_from(mark)))
		return false;
	c.at += strlen(mark);
	*cursor = c;
	return true;
}

/* ---- dates ---- */

/* One or two digits that no digit follows, perhaps with an ordinal's letters: 14, 22nd. */
static bool scan_day(int *out, wire_cursor *cursor)
{
	static const char *const ordinals[] = {"st", "nd", "rd", "th"};
	wire_cursor c = *cursor;
	wire_scan_blanks(&c);
	if (!is_digit(peek(&c, 0)))
		return false;
	*out = peek(&c, 0) - '0';
	c.at++;
	if (is_digit(peek(&c, 0))) {
		*out = *out * 10 + peek(&c, 0) - '0';
		c.at++;
	}
	for (size_t i = 0; i < 4; i++)
		if (wire_str_equal_nocase(
			    wire_str_slice(c.text, c.at, c.at + 2), wire_str_from(ordinals[i])))
			c.at += 2;
	uint32_t code;
	size_t length;
	if (is_digit(peek(&c, 0)) || letter_at(c.text, c.at, &code, &length) || *out < 1 ||
		*out > 31)
		return false;
	*cursor = c;
	return true;
}

bool wire_scan_word(wire_str *out, wire_cursor *cursor)
{
	wire_cursor c = *cursor;
	uint32_t code;
	size_t length, start;
	wire_scan_blanks(&c);
	start = c.at;
	while (letter_at(c.text, c.at, &code, &length))
		c.at += length;
	*out = wire_str_slice(c.text, start, c.at);
	if (out->len == 0)
		return false;
	*cursor = c;
	return true;
}

static bool scan_month(int *out, wire_cursor *cursor)
{
	wire_cursor c = *cursor;
	wire_str word;
	if (!wire_scan_word(&word, &c))
		return false;
	*out = wire_month_from_name(word, true);
	if (*out == 0)
		return false;
	if (peek(&c, 0) == '.')
		c.at++;
	*cursor = c;
	return true;
}

/* Four digits, or two after a day and month: `89` is 1989, `09` is 2009. */
static bool scan_year(int *out, wire_cursor *cursor, bool short_form)
{
	wire_cursor c = *cursor;
	int value = 0, n = 0;
	wire_scan_blanks(&c);
	if (peek(&c, 0) == ',') {
		c.at++;
		wire_scan_blanks(&c);
	}
	for (; is_digit(peek(&c, 0)) && n < 5; n++, c.at++)
		value = value * 10 + peek(&c, 0) - '0';
	bool two = n == 2 && short_form;
	if (!two && (n != 4 || value < 1800 || value > 2199))
		return false;
	*out = two ? value + (value < 50 ? 2000 : 1900) : value;
	*cursor = c;
	return true;
}

static bool scan_iso(wire_date *out, wire_cursor *cursor)
{
	wire_cursor c = *cursor;
	wire_scan_blanks(&c);
	if (!wire_date_parse(out, wire_str_slice(c.text, c.at, c.at + 10)) || out->day == 0 ||
		peek(&c, 4) != '-' || is_digit(peek(&c, 10)))
		return false;
	c.at += 10;
	*cursor = c;
	return true;
}

/* Digits behind the day are no year of ours (`March 187`, `March 2 1/4`) and stay out of it. */
static void scan_years(wire_date *out, wire_cursor *cursor, bool short_form)
{
	int again;
	if (!scan_year(&out->year, cursor, short_form)) {
		out->year = 0;
		return;
	}
	for (wire_cursor c = *cursor; scan_year(&again, &c, false) && again == out->year;)
		*cursor = c;
}

bool wire_scan_date(wire_date *out, wire_cursor *cursor)
{
	wire_cursor c = *cursor;
	*out = (wire_date){0};
	if (wire_scan_mark(cursor, "NO DATE"))
		return true;
	bool found = scan_iso(out, &c);
	if (!found && scan_month(&out->month, &c)) {
		found = scan_day(&out->day, &c);
		if (found)
			scan_years(out, &c, false);
	} else if (!found && scan_day(&out->day, &c) && scan_month(&out->month, &c)) {
		found = true;
		scan_years(out, &c, true);
	}
	wire_date whole = {out->year == 0 ? 2000 : out->year, out->month, out->day};
	if (!found || !wire_date_valid(whole)) {
		*out = (wire_date){0};
		return false;
	}
	*cursor = c;
	return true;
}

/* ---- names ---- */

/* Small words inside places' names. */
static bool is_particle(wire_str word)
{
	static const char *const particles[] = {"de", "la", "las", "los", "le", "les", "du", "des",
		"del", "do", "da", "dos", "di", "of", "the", "am", "an", "der", "den", "el", "al",
		"sur", "en", "ob", "bei", "upon", "on", "and"};
	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (wire_str_equal(word, wire_str_from(particles[i])))
			return true;
	return false;
}

/* A word of a name: letters, with apostrophes, hyphens and inner stops (`N.Y.`, `St.`). */
static wire_str scan_name_word(wire_cursor *c)
{
	size_t start = c->at;
	while (c->at < c->text.len) {
		uint32_t code;
		size_t length;
		if (letter_at(c->text, c->at, &code, &length)) {
			c->at += length;
			continue;
		}
		char mark = peek(c, 0);
		uint32_t next;
		size_t next_length;
		bool joined = letter_at(c->text, c->at + 1, &next, &next_length);
		bool stop =
			mark == '.' && c->at > start && (peek(c, 1) != '-' || peek(c, 2) == '-');
		if (c->at > start && ((mark == '\'' || mark == '-' || mark == '}') && joined))
			c->at++;
		else if (stop)
			c->at++;
		else
			break;
	}
	return wire_str_slice(c->text, start, c->at);
}

static bool has_lower(wire_str word)
{
	for (size_t at = 0; at < word.len;) {
		uint32_t code;
		at += wire_utf8_decode(&code, word, at);
		if (wire_char_is_lower(code))
			return true;
	}
	return false;
}

bool wire_scan_name(wire_str *out, bool *upper, wire_cursor *cursor, bool any_case)
{
	wire_cursor c = *cursor, end = *cursor;
	size_t start, words = 0;
	*upper = true;
	wire_scan_blanks(&c);
	start = c.at;
	while (words < NAME_WORDS_MAX) {
		uint32_t code = 0;
		size_t length;
		if (!letter_at(c.text, c.at, &code, &length))
			break;
		wire_str word = scan_name_word(&c);
		bool capital = wire_char_is_upper(code);
		bool particle = words > 0 && is_particle(word);
		if (!capital && !particle && !any_case)
			break;
		/* `AND` parts two places; a month begins the date. */
		if (wire_str_equal(word, WIRE_STR("AND")) ||
			(words > 0 && is_digit(peek(&c, 1)) && !is_digit(peek(&c, 3)) &&
				wire_month_from_name(word, false) > 0))
			break;
		words++;
		*upper = *upper && !has_lower(word);
		if (capital || any_case)
			end = c;
		/* A full stop that is no abbreviation's ends a sentence, not a word. */
		if (wire_str_ends(word, WIRE_STR(".")) && word.len > 5)
			break;
		wire_scan_blanks(&c);
	}
	*out = wire_str_trim(wire_str_slice(c.text, start, end.at));
	if (words == 0 || out->len == 0 || out->len > NAME_BYTES_MAX || end.at <= start)
		return false;
	*cursor = end;
	return true;
}

/* ---- agencies and ends ---- */

bool wire_scan_bracketed(wire_str *out, wire_cursor *cursor)
{
	static const char pairs[][2] = {{'(', ')'}, {'/', '/'}, {'[', ']'}};
	wire_cursor c = *cursor;
	wire_scan_blanks(&c);
	for (size_t i = 0; i < 3; i++) {
		if (peek(&c, 0) != pairs[i][0])
			continue;
		wire_str rest = wire_str_slice(c.text, c.at + 1, c.at + 1 + AGENCY_BYTES_MAX);
		const char *close = memchr(rest.data, pairs[i][1], rest.len);
		if (close == NULL || close == rest.data)
			return false;
		*out = wire_str_trim((wire_str){rest.data, (size_t)(close - rest.data)});
		if (out->len == 0)
			return false;
		c.at += (size_t)(close - rest.data) + 2;
		*cursor = c;
		return true;
	}
	return false;
}

bool wire_scan_end(wire_cursor *cursor)
{
	static const char *const marks[] = {
		"--", ".-", "\xE2\x80\x93", "\xE2\x80\x94", "-", "_", ":", ". -"};
	wire_cursor c = *cursor;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!wire_scan_mark(&c, marks[i]))
			continue;
		/* A hyphen or underscore needs a blank on one side: it may be part of a word. */
		bool loose = marks[i][1] != '\0' || marks[i][0] == ':' || peek(&c, 0) == ' ' ||
			     c.at >= c.text.len || (c.at >= 2 && c.text.data[c.at - 2] == ' ');
		if (!loose)
			return false;
		wire_scan_blanks(&c);
		*cursor = c;
		return true;
	}
	return false;
}
