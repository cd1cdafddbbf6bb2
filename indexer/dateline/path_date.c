/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dateline/path_date.h"

static bool is_digit(wire_str s, size_t at)
{
	return at < s.len && s.data[at] >= '0' && s.data[at] <= '9';
}

/* `n` digits at `at` and no more. */
static bool digits(int *out, wire_str s, size_t at, size_t n)
{
	*out = 0;
	for (size_t i = at; i < at + n; i++) {
		if (!is_digit(s, i))
			return false;
		*out = *out * 10 + (s.data[i] - '0');
	}
	return true;
}

/* A date at `at`: YYYYMMDD, or with one of `/-_.` between; no digit may stand on either side. */
static bool date_at(wire_date *out, wire_str s, size_t at)
{
	if (!is_digit(s, at) || (at > 0 && is_digit(s, at - 1)))
		return false;
	if (!digits(&out->year, s, at, 4))
		return false;
	char mark = at + 4 < s.len ? s.data[at + 4] : '\0';
	bool marked = mark == '/' || mark == '-' || mark == '_' || mark == '.';
	size_t month = at + 4 + marked, day = month + 2 + marked;
	if (marked && (day - 1 >= s.len || s.data[day - 1] != mark))
		return false;
	if (!digits(&out->month, s, month, 2) || !digits(&out->day, s, day, 2) ||
		is_digit(s, day + 2))
		return false;
	return out->year >= 1800 && out->year <= 2199 && wire_date_valid(*out);
}

bool wire_path_date_find(wire_date *out, wire_str path)
{
	bool found = false;
	wire_date date;
	*out = (wire_date){0};
	for (size_t at = 0; at < path.len; at++)
		if (date_at(&date, path, at)) {
			*out = date;
			found = true;
		}
	return found;
}

int wire_path_year(wire_str path)
{
	int year = 0, found = 0;
	for (size_t at = 0; at < path.len; at++) {
		bool start = at == 0 || path.data[at - 1] == '/';
		if (start && digits(&year, path, at, 4) && at + 4 < path.len &&
			path.data[at + 4] == '/' && year >= 1800 && year <= 2199)
			found = year;
	}
	return found;
}

wire_status wire_path_date_stage(wire_story *story, const wire_context *ctx)
{
	wire_date found;
	char text[11];
	const char *from = "url";
	if (story->date.len > 0)
		return WIRE_OK;
	if (!wire_path_date_find(&found, story->url)) {
		from = "path";
		if (!wire_path_date_find(&found, ctx->dates.len > 0 ? ctx->dates : story->file))
			return WIRE_OK;
	}
	wire_date_format(text, found);
	story->date_from = wire_str_from(from);
	wire_why(ctx, story, "date: %s: %s", text, from);
	return wire_arena_copy(&story->date, ctx->arena, wire_str_from(text));
}
