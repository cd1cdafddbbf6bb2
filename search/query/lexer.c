/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/lexer.h"

#include <stdint.h>

#include "wire/text.h"

size_t wire_lex_space(wire_str text, size_t at)
{
	uint32_t code;
	size_t length = wire_utf8_decode(&code, text, at);
	return wire_char_is_space(code) ? length : 0;
}

size_t wire_lex_quote(wire_str text, size_t at)
{
	if (text.data[at] == '"')
		return 1;
	wire_str here = wire_str_slice(text, at, at + 3);
	bool curly = wire_str_equal(here, WIRE_STR("\xE2\x80\x9C")) ||
		     wire_str_equal(here, WIRE_STR("\xE2\x80\x9D")) ||
		     wire_str_equal(here, WIRE_STR("\xE2\x80\x9E"));
	return curly ? 3 : 0;
}

static bool ends_word(wire_str text, size_t at)
{
	return text.data[at] == '(' || text.data[at] == ')' || wire_lex_quote(text, at) > 0 ||
	       wire_lex_space(text, at) > 0;
}

size_t wire_lex_word_end(wire_str text, size_t at)
{
	while (at < text.len && !ends_word(text, at))
		at++;
	return at;
}

static wire_status lex_phrase(wire_lexeme *out, wire_str text, size_t *at, wire_error *err)
{
	size_t open = wire_lex_quote(text, *at), inside = *at + open, end = inside;
	while (end < text.len && wire_lex_quote(text, end) == 0)
		end++;
	if (end >= text.len)
		return wire_fail_at(err, WIRE_EQUERY, *at, open, "the quote is not closed");
	out->kind = WIRE_LEX_PHRASE;
	out->text = wire_str_slice(text, inside, end);
	*at = end + wire_lex_quote(text, end);
	return WIRE_OK;
}

/* NEAR, NEAR/5, ADJ, ADJ/5: the distance, 0 without one, and false for anything else. */
static bool is_distance(wire_str word, wire_str name, unsigned *number, bool *bad)
{
	*number = 0;
	*bad = false;
	if (!wire_str_starts(word, name))
		return false;
	if (word.len == name.len)
		return true;
	if (word.data[name.len] != '/')
		return false;
	for (size_t i = name.len + 1; i < word.len; i++) {
		bool digit = word.data[i] >= '0' && word.data[i] <= '9';
		*bad = *bad || !digit || *number > 100000;
		*number = *bad ? 0 : *number * 10 + (unsigned)(word.data[i] - '0');
	}
	*bad = *bad || *number == 0;
	return true;
}

static wire_status classify(wire_lexeme *out, wire_str word, wire_error *err)
{
	bool bad = false;
	out->kind = WIRE_LEX_WORD;
	out->text = word;
	if (wire_str_equal(word, WIRE_STR("AND")))
		out->kind = WIRE_LEX_AND;
	else if (wire_str_equal(word, WIRE_STR("OR")))
		out->kind = WIRE_LEX_OR;
	else if (wire_str_equal(word, WIRE_STR("NOT")))
		out->kind = WIRE_LEX_NOT;
	else if (is_distance(word, WIRE_STR("NEAR"), &out->number, &bad))
		out->kind = WIRE_LEX_NEAR;
	else if (is_distance(word, WIRE_STR("ADJ"), &out->number, &bad))
		out->kind = WIRE_LEX_ADJ;
	if (bad)
		return wire_fail_at(err, WIRE_EQUERY, out->start, word.len,
			"want a number of words behind the '/', as in NEAR/5");
	return WIRE_OK;
}

/*
 * A field's name: letters up to a colon, as people write them in any script. With figures, `_` or
 * `-` in it, or letters that are not ASCII, only where a value follows at once: `COVID-19: what
 * now` is copy. Returns its length; 0: there is none.
 */
static size_t field_length(wire_str text, size_t at)
{
	size_t end = at;
	bool plain = true;
	uint32_t code;
	for (size_t n; end < text.len; end += n) {
		n = wire_utf8_decode(&code, text, end);
		bool ascii = (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
		bool later = end > at && (wire_char_is_digit(code) || code == '_' || code == '-');
		if (!ascii && !later && !wire_char_is_letter(code))
			break;
		plain = plain && ascii;
	}
	if (end == at || end >= text.len || text.data[end] != ':')
		return 0;
	bool valued = end + 1 < text.len && text.data[end + 1] != ')' &&
		      wire_lex_space(text, end + 1) == 0;
	return plain || valued ? end - at : 0;
}

/* Signs that mean nothing alone: dashes, bullets, stops, slashes. `&`, `!` and `?` only once. */
static size_t lone_sign(wire_str text, size_t at)
{
	static const char *const signs[] = {"-", "/", "+", ":", ";", ",", ".", "'", "\xE2\x80\x93",
		"\xE2\x80\x94", "\xE2\x80\x95", "\xE2\x88\x92", "\xE2\x80\xA6", "\xE2\x80\xA2",
		"\xC2\xB7", "\xE2\x80\x98", "\xE2\x80\x99"};
	size_t end = at;
	if (text.data[at] == '&' || text.data[at] == '!' || text.data[at] == '?')
		end++;
	for (bool more = end == at; more && end < text.len;) {
		more = false;
		for (size_t i = 0; i < sizeof signs / sizeof *signs && !more; i++) {
			wire_str sign = wire_str_from(signs[i]);
			more = wire_str_starts(wire_str_slice(text, end, text.len), sign);
			end += more ? sign.len : 0;
		}
	}
	/* `..` belongs to a range of dates that fell apart. */
	bool range = wire_str_equal(wire_str_slice(text, at, end), WIRE_STR(".."));
	bool alone = end == text.len || text.data[end] == ')' || wire_lex_space(text, end) > 0;
	return alone && !range ? end - at : 0;
}

static bool is_minus(wire_str text, size_t at)
{
	return text.data[at] == '-' && at + 1 < text.len && text.data[at + 1] != '-' &&
	       wire_lex_space(text, at + 1) == 0;
}

wire_status wire_lex_next(wire_lexeme *out, wire_str text, size_t *at, wire_error *err)
{
	wire_status status = WIRE_OK;
	for (size_t n; *at < text.len; *at += n) {
		n = wire_lex_space(text, *at);
		if (n == 0)
			n = lone_sign(text, *at);
		if (n == 0)
			break;
	}
	*out = (wire_lexeme){.kind = WIRE_LEX_END, .start = *at, .end = *at};
	if (*at >= text.len)
		return WIRE_OK;
	size_t name = field_length(text, *at), end;
	if (wire_lex_quote(text, *at) > 0) {
		status = lex_phrase(out, text, at, err);
	} else if (text.data[*at] == '(' || text.data[*at] == ')') {
		out->kind = text.data[*at] == '(' ? WIRE_LEX_OPEN : WIRE_LEX_CLOSE;
		*at += 1;
	} else if (is_minus(text, *at)) {
		out->kind = WIRE_LEX_MINUS;
		*at += 1;
	} else if (name > 0) {
		out->kind = WIRE_LEX_FIELD;
		out->text = wire_str_slice(text, *at, *at + name);
		*at += name + 1;
	} else {
		end = wire_lex_word_end(text, *at);
		status = classify(out, wire_str_slice(text, *at, end), err);
		*at = end;
	}
	out->end = *at;
	return status;
}
