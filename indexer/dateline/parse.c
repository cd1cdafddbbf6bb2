/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dateline/parse.h"

#include <stdint.h>

#include "indexer/dateline/scan.h"
#include "indexer/gazetteer/gazetteer.h"

/* What has been read so far of one candidate. */
typedef struct parse {
	wire_dateline *out;
	wire_cursor c;
	const wire_gazetteer *gazetteer;
	bool whole; /* the text is a dateline field: no end mark is needed */
	bool upper; /* every place is in capitals */
	bool has_date, has_agency, ended;
	bool bracketed; /* the agency stands in brackets or slashes */
} parse;

static bool is_known_place(const parse *p, wire_str name)
{
	return wire_gazetteer_place(p->gazetteer, name) != NULL;
}

/* ---- agency ---- */

/* The canonical name in `text`, which may hold several: `tca/dpa`, `ats afp`, `CNN Business`. */
static wire_str known_agency(const parse *p, wire_str text)
{
	wire_str name = wire_gazetteer_agency(p->gazetteer, text);
	if (name.len > 0)
		return name;
	for (size_t at = text.len; at-- > 0;) {
		char c = text.data[at];
		if (c != '/' && c != ' ' && c != '-')
			continue;
		name = wire_gazetteer_agency(
			p->gazetteer, wire_str_trim(wire_str_slice(text, at + 1, text.len)));
		if (name.len > 0)
			return name;
	}
	return name;
}

/* Broadcasters and papers that monitors quote are in capitals; words of prose are not. */
static bool looks_like_agency(wire_str text)
{
	bool upper = false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] >= 'a' && text.data[i] <= 'z')
			return false;
		upper = upper || (text.data[i] >= 'A' && text.data[i] <= 'Z');
	}
	return upper && text.len >= 2;
}

static void scan_agency(parse *p)
{
	wire_cursor c = p->c;
	wire_str text;
	/* Business Wire: `Conn.--(BUSINESS WIRE)--`. */
	if (p->out->n_places > 0 && wire_scan_mark(&c, "--(BUS"))
		wire_scan_mark(&p->c, "--");
	c = p->c;
	bool comma = wire_scan_mark(&c, ",");
	if (wire_scan_bracketed(&text, &c)) {
		wire_str name = known_agency(p, text);
		if (name.len == 0 && p->has_date && p->upper && looks_like_agency(text))
			name = text;
		if (name.len == 0)
			return;
		p->out->agency = name;
		p->bracketed = true;
	} else {
		/* A bare name counts after a place or date, and with an end mark behind it. */
		wire_cursor after;
		if (p->out->n_places == 0 && !p->has_date)
			return;
		if (!wire_scan_word(&text, &c) || text.len < 2)
			return;
		wire_str name = wire_gazetteer_agency(p->gazetteer, text);
		after = c;
		if (name.len == 0 || !wire_scan_end(&after) || (comma && !p->has_date))
			return;
		p->out->agency = name;
	}
	p->has_agency = true;
	p->c = c;
}

/* ---- places ---- */

static bool add_place(parse *p, wire_str name)
{
	if (p->out->n_places == WIRE_DATELINE_PLACES_MAX)
		return false;
	p->out->places[p->out->n_places] = name;
	p->out->regions[p->out->n_places] = (wire_str){NULL, 0};
	p->out->n_places++;
	return true;
}

/* `, Argentina`, `, Fla.`, ` (NICARAGUA)`, ` [Syria]`: the region of the last place. */
static void scan_region(parse *p)
{
	wire_cursor c = p->c;
	wire_str name;
	wire_date date;
	bool upper;
	if (wire_scan_bracketed(&name, &c) && p->c.text.data[c.at - 1] != '/') {
		if (known_agency(p, name).len == 0 && is_known_place(p, name)) {
			p->out->regions[p->out->n_places - 1] = name;
			p->c = c;
		}
		return;
	}
	c = p->c;
	if (!wire_scan_mark(&c, ","))
		return;
	wire_cursor before = c;
	if (wire_scan_date(&date, &before) || !wire_scan_name(&name, &upper, &c, false))
		return;
	/* A month that opens a date behind the name is not the region's. */
	if (wire_gazetteer_agency(p->gazetteer, name).len > 0 && !is_known_place(p, name))
		return;
	p->out->regions[p->out->n_places - 1] = name;
	p->c = c;
	/* `NEW YORK, Louisville, KY`: a region of the region goes with it. */
	wire_cursor again = c;
	if (wire_scan_mark(&again, ",")) {
		before = again;
		if (!wire_scan_date(&date, &before) &&
			wire_scan_name(&name, &upper, &again, false) && is_known_place(p, name))
			p->c = again;
	}
}

/* `FARMINGTON Conn.`: the comma before the region is missing. */
static void part_region(parse *p, wire_str name, bool *upper)
{
	size_t space = name.len;
	while (space > 0 && name.data[space - 1] != ' ')
		space--;
	wire_str region = wire_str_slice(name, space, name.len);
	wire_str place = wire_str_trim(wire_str_slice(name, 0, space));
	if (*upper || place.len == 0 || !wire_str_ends(region, WIRE_STR(".")) ||
		!is_known_place(p, region))
		return;
	p->out->places[p->out->n_places - 1] = place;
	p->out->regions[p->out->n_places - 1] = region;
	*upper = true;
}

/* The places, with their regions, parted by `/`, `AND` or a comma between capitals. */
static bool scan_places(parse *p)
{
	wire_str name;
	bool upper;
	p->upper = true;
	do {
		if (!wire_scan_name(&name, &upper, &p->c, p->whole))
			return p->out->n_places > 0;
		if (!add_place(p, name))
			return true;
		part_region(p, name, &upper);
		p->upper = p->upper && upper;
		scan_region(p);
	} while (wire_scan_mark(&p->c, "/") || wire_scan_mark(&p->c, "AND "));
	return true;
}

/* ---- the whole ---- */

static void scan_date(parse *p)
{
	wire_cursor c = p->c;
	wire_scan_mark(&c, ",");
	wire_scan_mark(&c, "-"); /* `Md., - March 4 -` */
	p->has_date = wire_scan_date(&p->out->date, &c);
	if (!p->has_date)
		return;
	p->c = c;
	/* TASS: `January 21. /TASS/.` */
	if (wire_scan_mark(&c, ".") && wire_scan_mark(&c, "/"))
		wire_scan_mark(&p->c, ".");
}

static void scan_end(parse *p)
{
	wire_scan_mark(&p->c, ",");
	p->ended = wire_scan_end(&p->c);
	/* TASS: `/TASS/.` */
	if (!p->ended && p->has_agency)
		p->ended = wire_scan_mark(&p->c, ".") && wire_scan_more(p->c);
}

/*
 * Is what was read a dateline, and not prose that begins in capitals? A known agency in brackets is
 * proof; a date with its end mark nearly so; a place alone must be known, and in capitals.
 */
static bool is_convincing(const parse *p)
{
	bool place = p->out->n_places > 0;
	bool known = place && (is_known_place(p, p->out->places[0]) ||
				      is_known_place(p, p->out->regions[0]));
	bool done = p->ended || p->whole || !wire_scan_more(p->c);
	if (p->has_agency && p->bracketed)
		/* `Officials (PTI) said` is a party's name in prose. */
		return p->has_date || p->ended || (place && (p->upper || known || done));
	if (p->has_agency)
		return done;
	if (p->has_date) {
		/* FBIS leaves the mark out: `BOGOTA, 27 APR 90 The`. */
		bool whole_date = p->out->date.year > 0 && known && p->upper;
		return place && (p->upper || known || p->whole) && (done || whole_date);
	}
	if (p->whole)
		return known;
	/* `U.S.-` begins a compound; `ST. LOUIS -` does not. */
	wire_str name = p->out->places[0];
	size_t stop = wire_str_find(name, WIRE_STR("."), 0);
	bool compound = stop != SIZE_MAX && p->out->regions[0].len == 0 &&
			!wire_str_starts(wire_str_slice(name, stop + 1, name.len), WIRE_STR(" "));
	return known && p->upper && p->ended && !compound;
}

static bool parse_place_first(parse *p)
{
	wire_cursor start = p->c;
	wire_date date;
	if (!wire_scan_date(&date, &start) && wire_scan_more(p->c) &&
		!wire_scan_mark(&start, "(") && !wire_scan_mark(&start, "/"))
		if (!scan_places(p))
			return false;
	scan_date(p);
	scan_agency(p);
	/* Business Wire has its date behind its name. */
	if (p->has_agency && !p->has_date) {
		wire_cursor c = p->c;
		wire_cursor before = p->c;
		if (wire_scan_end(&c) && wire_scan_date(&p->out->date, &c) && wire_scan_end(&c)) {
			p->has_date = p->ended = true;
			p->c = c;
			return is_convincing(p);
		}
		p->c = before;
	}
	/* `CHEVY CHASE, Md., -` has its region's comma and then the end. */
	scan_end(p);
	return is_convincing(p);
}

/* ANSA puts its name first: `(ANSA) - Rome, October 11 - `. */
static bool parse_agency_first(parse *p)
{
	wire_cursor start;
	scan_agency(p);
	if (!p->has_agency || !wire_scan_end(&p->c))
		return false;
	p->ended = true;
	start = p->c;
	wire_dateline bare = *p->out;
	if (scan_places(p)) {
		scan_date(p);
		if (p->has_date && wire_scan_end(&p->c))
			return true;
	}
	*p->out = bare;
	p->c = start;
	return true;
}

bool wire_dateline_parse(
	wire_dateline *out, wire_str text, bool whole, const wire_gazetteer *gazetteer)
{
	wire_str head = wire_str_slice(text, 0, WIRE_DATELINE_MAX);
	parse p = {.out = out, .c = {head, 0}, .gazetteer = gazetteer, .whole = whole};
	*out = (wire_dateline){0};
	wire_scan_blanks(&p.c);
	wire_cursor start = p.c;
	bool bracket = wire_scan_mark(&start, "(");
	bool found = bracket ? parse_agency_first(&p) : parse_place_first(&p);
	if (!found) {
		*out = (wire_dateline){0};
		return false;
	}
	wire_scan_blanks(&p.c);
	out->length = p.c.at;
	out->raw = wire_str_trim(wire_str_slice(text, 0, p.c.at));
	return true;
}
