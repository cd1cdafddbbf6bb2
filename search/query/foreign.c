/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query/foreign.h"

#include <stdint.h>

#include "search/query/fields.h"
#include "search/query/lexer.h"
#include "wire/text.h"

static bool all_digits(wire_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return text.len > 0;
}

static bool is_any(wire_str word, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (wire_str_equal_nocase(word, wire_str_from(names[i])))
			return true;
	return false;
}

/* `w/5`, `near/5`, `pre/3`, `/5`, `/s`: a distance as others write it. */
static wire_status check_slash(wire_str word, size_t start, wire_error *err)
{
	static const char *const any_order[] = {"", "w", "within", "n", "near"};
	static const char *const ordered[] = {"pre", "p", "onear", "adj"};
	static const char *const zones[] = {"s", "p", "sent", "para"};
	size_t slash = wire_str_find(word, WIRE_STR("/"), 0);
	if (slash == SIZE_MAX)
		return WIRE_OK;
	wire_str left = wire_str_slice(word, 0, slash);
	wire_str right = wire_str_slice(word, slash + 1, word.len);
	bool near = is_any(left, any_order, sizeof any_order / sizeof *any_order);
	bool adj = is_any(left, ordered, sizeof ordered / sizeof *ordered);
	if ((near || adj) && all_digits(right) && right.len <= 3)
		return wire_fail_at(err, WIRE_EQUERY, start, word.len,
			"'" WIRE_FMT "' is no operator here: write %s/" WIRE_FMT, WIRE_ARG(word),
			near ? "NEAR" : "ADJ", WIRE_ARG(right));
	if (near && is_any(right, zones, sizeof zones / sizeof *zones))
		return wire_fail_at(err, WIRE_EQUERY, start, word.len,
			"'" WIRE_FMT
			"' is no operator here: for words close together write NEAR/10",
			WIRE_ARG(word));
	return WIRE_OK;
}

/* `NEAR5`, `ADJ3`. */
static wire_status check_number(wire_str word, size_t start, wire_error *err)
{
	static const char *const names[] = {"NEAR", "ADJ"};
	for (size_t i = 0; i < 2; i++) {
		wire_str name = wire_str_from(names[i]);
		wire_str rest = wire_str_slice(word, name.len, word.len);
		if (wire_str_starts(word, name) && all_digits(rest) && rest.len <= 3)
			return wire_fail_at(err, WIRE_EQUERY, start, word.len,
				"'" WIRE_FMT "' is no operator here: write %s/" WIRE_FMT,
				WIRE_ARG(word), names[i], WIRE_ARG(rest));
	}
	return WIRE_OK;
}

/* `date=2023-06`, `date>2023`, `source=UPI`: a field's value without the colon. */
static wire_status check_comparison(wire_str word, size_t start, wire_error *err)
{
	size_t at = 0;
	while (at < word.len && word.data[at] != '=' && word.data[at] != '<' &&
		word.data[at] != '>')
		at++;
	const wire_field *field = wire_field_named(wire_str_slice(word, 0, at));
	if (at == word.len || field == NULL)
		return WIRE_OK;
	if (field->kind == WIRE_KIND_DATE && word.data[at] != '=')
		return wire_fail_at(err, WIRE_EQUERY, start, word.len,
			"a field takes no '%c': write date:\"after 2023\", date:\"before 2023\" or "
			"date:2022..2023",
			word.data[at]);
	return wire_fail_at(err, WIRE_EQUERY, start, word.len,
		"a field's value follows a colon, as in %s:" WIRE_FMT, field->name,
		WIRE_ARG(wire_utf8_cut(wire_str_slice(word, at + 1, word.len), 40)));
}

wire_status wire_foreign_check(wire_str word, size_t start, wire_error *err)
{
	size_t bar = wire_str_find(word, WIRE_STR("|"), 0);
	size_t both = wire_str_find(word, WIRE_STR("&&"), 0);
	if (bar != SIZE_MAX)
		return wire_fail_at(err, WIRE_EQUERY, start + bar, 1,
			"'|' is no operator here: write OR, with blanks around it");
	if (both != SIZE_MAX)
		return wire_fail_at(err, WIRE_EQUERY, start + both, 2,
			"'&&' is no operator here: write AND, with blanks around it");
	if (word.len > 1 && word.data[0] == '!' && word.data[1] != '!')
		return wire_fail_at(err, WIRE_EQUERY, start, 1,
			"'!' is no operator here: to leave a word out write -" WIRE_FMT,
			WIRE_ARG(wire_utf8_cut(wire_str_slice(word, 1, word.len), 40)));
	if (word.len > 2 && word.data[word.len - 1] == '!' && word.data[word.len - 2] != '!')
		return wire_fail_at(err, WIRE_EQUERY, start + word.len - 1, 1,
			"'!' is no operator here: for all words that begin so write " WIRE_FMT
			"*, for the word itself leave it out",
			WIRE_ARG(wire_utf8_cut(wire_str_slice(word, 0, word.len - 1), 40)));
	/* Word processors make dashes of hyphens. */
	if (word.len > 3 && (wire_str_starts(word, WIRE_STR("\xE2\x80\x93")) ||
				    wire_str_starts(word, WIRE_STR("\xE2\x88\x92"))))
		return wire_fail_at(err, WIRE_EQUERY, start, 3,
			"is this dash a minus? to leave a word out write -" WIRE_FMT
			"; else put a blank behind the dash",
			WIRE_ARG(wire_utf8_cut(wire_str_slice(word, 3, word.len), 40)));
	wire_status status = check_slash(word, start, err);
	if (status == WIRE_OK)
		status = check_number(word, start, err);
	return status == WIRE_OK ? check_comparison(word, start, err) : status;
}

wire_status wire_foreign_behind(wire_str query, size_t start, size_t end, wire_error *err)
{
	wire_str word = wire_str_slice(query, start, end);
	wire_str call = WIRE_STR("atleast");
	size_t at = end;
	if (end < query.len && query.data[end] == '(' &&
		wire_str_equal_nocase(wire_str_slice(word, 0, call.len), call))
		return wire_fail_at(
			err, WIRE_EQUERY, start, end - start, "'atleast' is not supported");
	for (size_t n; at < query.len && (n = wire_lex_space(query, at)) > 0;)
		at += n;
	if (at > end && at < query.len && query.data[at] == ':' && wire_field_named(word) != NULL)
		return wire_fail_at(err, WIRE_EQUERY, start, end - start,
			"a field's colon stands at its name, as in date:2023-06 (for the word "
			"itself, use quotes)");
	return WIRE_OK;
}
