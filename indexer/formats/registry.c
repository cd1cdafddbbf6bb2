/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/formats/format.h"

const wire_format *const wire_formats[] = {
	&wire_format_reuters_sgml,
	&wire_format_text,
	NULL,
};

const wire_format *wire_format_by_name(wire_str name)
{
	for (size_t i = 0; wire_formats[i] != NULL; i++)
		if (wire_str_equal_nocase(name, wire_str_from(wire_formats[i]->name)))
			return wire_formats[i];
	return NULL;
}

const wire_format *wire_format_detect(wire_str head, const char *path)
{
	const wire_format *best = NULL;
	int best_score = 0;
	for (size_t i = 0; wire_formats[i] != NULL; i++) {
		int score = wire_formats[i]->detect(head, path);
		if (score > best_score) {
			best_score = score;
			best = wire_formats[i];
		}
	}
	return best;
}
