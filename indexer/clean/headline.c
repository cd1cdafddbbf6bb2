/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/clean/headline.h"

/* Bytes; what is longer is a paragraph. */
enum { LENGTH_MAX = 160, CAPITALS_LENGTH_MAX = 300 };

static bool ends_as_prose(wire_str text)
{
	while (wire_str_ends(text, WIRE_STR("\"")) || wire_str_ends(text, WIRE_STR("'")) ||
		wire_str_ends(text, WIRE_STR(")")))
		text = wire_str_slice(text, 0, text.len - 1);
	if (wire_str_ends(text, WIRE_STR("\xE2\x80\x9D")))
		text = wire_str_slice(text, 0, text.len - 3);
	return (wire_str_ends(text, WIRE_STR(".")) && !wire_str_ends(text, WIRE_STR(".."))) ||
	       wire_str_ends(text, WIRE_STR(",")) || wire_str_ends(text, WIRE_STR(":")) ||
	       wire_str_ends(text, WIRE_STR(";"));
}

bool wire_headline_is(wire_str line)
{
	if (line.len > CAPITALS_LENGTH_MAX)
		return false;
	bool small = false;
	for (size_t i = 0; i < line.len && !small; i++)
		small = line.data[i] >= 'a' && line.data[i] <= 'z';
	return !small || (line.len <= LENGTH_MAX && !ends_as_prose(line));
}
