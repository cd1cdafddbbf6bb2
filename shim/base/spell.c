/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/spell.h"

unsigned wire_spell_edits(wire_str a, wire_str b, unsigned limit)
{
	unsigned rows[3][WIRE_SPELL_MAX + 1];
	if (a.len > b.len + limit || b.len > a.len + limit || a.len > WIRE_SPELL_MAX ||
		b.len > WIRE_SPELL_MAX)
		return limit + 1;
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a.len; i++) {
		unsigned *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
		unsigned least = now[0] = (unsigned)i;
		for (size_t j = 1; j <= b.len; j++) {
			unsigned cost = a.data[i - 1] != b.data[j - 1];
			unsigned best = last[j - 1] + cost;
			best = last[j] + 1 < best ? last[j] + 1 : best;
			best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
			if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] &&
				a.data[i - 2] == b.data[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
			least = best < least ? best : least;
		}
		if (least > limit)
			return limit + 1;
	}
	unsigned edits = rows[a.len % 3][b.len];
	return edits > limit ? limit + 1 : edits;
}
