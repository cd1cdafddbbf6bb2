/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "wire/buf.h"
#include "wire/date.h"
#include "wire/text.h"

/* Longer than any month's name, folded, in bytes. */
enum { NAME_MAX_BYTES = 16, LENIENT_MIN = 5 };

/*
 * Names as they fold: lower case, no accents. English first, then French, Spanish, German,
 * Portuguese and Italian where they differ. Three letters and more that begin an English name count
 * too.
 */
static const struct {
	const char *names;
	int month;
} months[] = {
	{"january", 1},
	{"february", 2},
	{"march", 3},
	{"april", 4},
	{"may", 5},
	{"june", 6},
	{"july", 7},
	{"august", 8},
	{"september", 9},
	{"october", 10},
	{"november", 11},
	{"december", 12},
	{"sept", 9},
	{"janvier janv enero ene januar jaenner janner janeiro gennaio gen", 1},
	{"fevrier fevr fev febrero februar feber fevereiro febbraio", 2},
	{"mars marzo marz maerz mrz marco", 3},
	{"avril avr abril abr aprile", 4},
	{"mai mayo maio maggio mag", 5},
	{"juin junio juni junho giugno giu", 6},
	{"juillet juil julio juli julho luglio lug", 7},
	{"aout agosto ago", 8},
	{"septembre septiembre setiembre set setembro settembre sett", 9},
	{"octobre octubre oktober okt outubro out ottobre ott", 10},
	{"novembre noviembre novembro", 11},
	{"decembre diciembre dic dezember dez dezembro dicembre", 12},
};

enum { ENGLISH = 12 };

static bool in_list(const char *list, wire_str name)
{
	const char *at = list;
	while (strncmp(at, name.data, name.len) != 0 ||
		(at[name.len] != ' ' && at[name.len] != '\0')) {
		at = strchr(at, ' ');
		if (at == NULL)
			return false;
		at++;
	}
	return true;
}

/* One letter wrong, missing or too many, or two neighbours swapped. */
static bool one_edit(wire_str a, wire_str b)
{
	if (a.len > b.len) {
		wire_str swap = a;
		a = b;
		b = swap;
	}
	if (b.len - a.len > 1)
		return false;
	size_t i = 0;
	while (i < a.len && a.data[i] == b.data[i])
		i++;
	wire_str rest_a = wire_str_slice(a, i, a.len), rest_b = wire_str_slice(b, i, b.len);
	if (b.len > a.len)
		return wire_str_equal(rest_a, wire_str_slice(rest_b, 1, rest_b.len));
	if (wire_str_equal(
		    wire_str_slice(rest_a, 1, rest_a.len), wire_str_slice(rest_b, 1, rest_b.len)))
		return true;
	return rest_a.len >= 2 && rest_a.data[0] == rest_b.data[1] &&
	       rest_a.data[1] == rest_b.data[0] &&
	       wire_str_equal(wire_str_slice(rest_a, 2, rest_a.len),
		       wire_str_slice(rest_b, 2, rest_b.len));
}

static int exact_month(wire_str name)
{
	for (size_t i = 0; i < ENGLISH; i++)
		if (wire_str_starts(wire_str_from(months[i].names), name))
			return months[i].month;
	for (size_t i = ENGLISH; i < sizeof months / sizeof *months; i++)
		if (in_list(months[i].names, name))
			return months[i].month;
	return 0;
}

int wire_month_from_name(wire_str name, bool lenient)
{
	char memory[8 * NAME_MAX_BYTES];
	wire_buf folded;
	int month = 0;
	if (wire_str_ends(name, WIRE_STR(".")))
		name.len--;
	if (name.len < 3 || name.len > NAME_MAX_BYTES)
		return 0;
	wire_buf_on(&folded, memory, sizeof memory);
	wire_text_fold(&folded, name);
	/* A NUL would end the comparison early, and what is looked at behind it is not ours. */
	if (wire_buf_status(&folded) == WIRE_OK && folded.len > 0 &&
		memchr(folded.data, '\0', folded.len) == NULL)
		month = exact_month(wire_buf_view(&folded));
	/* `Juen` and `Juyl` are four letters with a known swap; shorter ones could be anything. */
	for (int i = 0; lenient && month == 0 && i < ENGLISH; i++) {
		wire_str whole = wire_str_from(months[i].names);
		bool swap = folded.len == 4 && whole.len == 4;
		if ((whole.len >= LENIENT_MIN || swap) && folded.len + 1 >= whole.len &&
			folded.len >= 4 && one_edit(wire_buf_view(&folded), whole))
			month = months[i].month;
	}
	return month;
}
