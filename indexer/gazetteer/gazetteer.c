/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/gazetteer/gazetteer.h"

#include <stdlib.h>
#include <string.h>

#include "wire/data.h"
#include "wire/hash.h"
#include "wire/table.h"
#include "wire/text.h"

enum { MEMORY_MAX = 64 << 20, NAME_WORDS_MAX = 8, NAME_BYTES_MAX = 120 };

struct wire_gazetteer {
	wire_arena *arena;
	wire_table places;      /* folded name -> wire_place_name */
	wire_table first_words; /* folded first word -> size_t, words of the longest name */
	wire_table agencies;    /* folded alias -> wire_str */
	wire_table hosts;       /* host -> wire_str */
	wire_table first_names; /* folded */
	wire_table words;       /* as written -> unsigned, bits of enum wire_word_use */
	uint64_t hash;          /* of all files */
};

/* ---- loading ---- */

/* What reading one file needs. */
typedef struct loader {
	wire_gazetteer *g;
	uint8_t kind; /* of the file's names */
} loader;

static wire_str first_word(wire_str name, size_t *words)
{
	size_t space = wire_str_find(name, WIRE_STR(" "), 0);
	*words = 1;
	for (size_t i = 0; i < name.len; i++)
		*words += name.data[i] == ' ';
	return wire_str_slice(name, 0, space);
}

static wire_status note_first_word(wire_gazetteer *g, wire_str folded)
{
	size_t words, *longest;
	wire_str first = first_word(folded, &words);
	longest = wire_table_get(&g->first_words, first);
	if (longest == NULL) {
		longest = wire_arena_calloc(g->arena, 1, sizeof *longest);
		if (longest == NULL)
			return WIRE_ENOMEM;
		wire_status status = wire_table_put(&g->first_words, g->arena, first, longest);
		if (status != WIRE_OK)
			return status;
	}
	*longest = words > *longest ? words : *longest;
	return WIRE_OK;
}

/* The first file that lists a name decides what it means: countries before cities. */
static wire_status add_place(loader *l, wire_str code, wire_str name, uint8_t kind)
{
	wire_gazetteer *g = l->g;
	wire_str folded;
	name = wire_str_trim(name);
	if (name.len == 0 || name.len > NAME_BYTES_MAX || code.len > 2)
		return WIRE_EFORMAT;
	wire_status status = wire_text_fold_copy(&folded, g->arena, name);
	if (status != WIRE_OK || wire_table_get(&g->places, folded) != NULL)
		return status;
	wire_place_name *place = wire_arena_calloc(g->arena, 1, sizeof *place);
	if (place == NULL)
		return WIRE_ENOMEM;
	*place = (wire_place_name){.name = name, .kind = kind};
	if (kind < WIRE_NAME_BLOCK)
		memcpy(place->country, code.data, code.len);
	status = wire_table_put(&g->places, g->arena, folded, place);
	return status == WIRE_OK ? note_first_word(g, folded) : status;
}

static wire_status add_places(loader *l, wire_str code, wire_str names, uint8_t kind)
{
	wire_str name;
	wire_status status = WIRE_OK;
	while (status == WIRE_OK && wire_data_item(&name, &names, '|'))
		status = add_place(l, code, name, kind);
	return status;
}

/* countries.tsv: code, usual name, names, demonyms. */
static wire_status country_line(void *arg, const wire_str *columns, size_t n)
{
	loader *l = arg;
	if (n < 2)
		return WIRE_EFORMAT;
	wire_status status = add_place(l, columns[0], columns[1], WIRE_NAME_COUNTRY);
	if (status == WIRE_OK && n > 2 && columns[2].len > 0)
		status = add_places(l, columns[0], columns[2], WIRE_NAME_COUNTRY);
	if (status == WIRE_OK && n > 3 && columns[3].len > 0)
		status = add_places(l, columns[0], columns[3], WIRE_NAME_DEMONYM);
	return status;
}

/* The other files of places: code, names. */
static wire_status place_line(void *arg, const wire_str *columns, size_t n)
{
	loader *l = arg;
	return n == 2 ? add_places(l, columns[0], columns[1], l->kind) : WIRE_EFORMAT;
}

/* agencies.tsv: usual name, aliases, hosts. */
static wire_status agency_line(void *arg, const wire_str *columns, size_t n)
{
	loader *l = arg;
	wire_gazetteer *g = l->g;
	wire_str item, folded;
	wire_status status = WIRE_OK;
	wire_str *name = wire_arena_calloc(g->arena, 1, sizeof *name);
	if (n < 1 || name == NULL)
		return n < 1 ? WIRE_EFORMAT : WIRE_ENOMEM;
	*name = columns[0];
	status = wire_text_fold_copy(&folded, g->arena, columns[0]);
	if (status == WIRE_OK)
		status = wire_table_put(&g->agencies, g->arena, folded, name);
	for (wire_str rest = n > 1 ? columns[1] : WIRE_STR("");
		status == WIRE_OK && wire_data_item(&item, &rest, '|');) {
		status = wire_text_fold_copy(&folded, g->arena, item);
		if (status == WIRE_OK)
			status = wire_table_put(&g->agencies, g->arena, folded, name);
	}
	for (wire_str rest = n > 2 ? columns[2] : WIRE_STR("");
		status == WIRE_OK && wire_data_item(&item, &rest, '|');)
		status = wire_table_put(&g->hosts, g->arena, item, name);
	return status;
}

/* name_words.tsv: use, words. A word may have several uses. */
static wire_status word_line(void *arg, const wire_str *columns, size_t n)
{
	loader *l = arg;
	static const struct {
		const char *name;
		unsigned use;
	} uses[] = {{"title", WIRE_USE_TITLE}, {"particle", WIRE_USE_PARTICLE},
		{"thing", WIRE_USE_THING}, {"starter", WIRE_USE_STARTER}, {"role", WIRE_USE_ROLE},
		{"saying", WIRE_USE_SAYING}, {"ship", WIRE_USE_SHIP}, {"day", WIRE_USE_DAY},
		{"never", WIRE_USE_NEVER}, {"number", WIRE_USE_NUMBER},
		{"address", WIRE_USE_ADDRESS}};
	wire_gazetteer *g = l->g;
	wire_str item;
	unsigned use = 0;
	for (size_t i = 0; n == 2 && i < sizeof uses / sizeof *uses; i++)
		if (wire_str_equal(columns[0], wire_str_from(uses[i].name)))
			use = uses[i].use;
	wire_status status = use != 0 ? WIRE_OK : WIRE_EFORMAT;
	for (wire_str rest = n == 2 ? columns[1] : WIRE_STR("");
		status == WIRE_OK && wire_data_item(&item, &rest, '|');) {
		unsigned *known = wire_table_get(&g->words, item);
		if (known == NULL) {
			known = wire_arena_calloc(g->arena, 1, sizeof *known);
			status = known == NULL ? WIRE_ENOMEM
					       : wire_table_put(&g->words, g->arena, item, known);
		}
		if (status == WIRE_OK)
			*known |= use;
	}
	return status;
}

static wire_status first_name_line(void *arg, const wire_str *columns, size_t n)
{
	loader *l = arg;
	static const bool present = true;
	wire_str folded;
	wire_status status =
		n == 1 ? wire_text_fold_copy(&folded, l->g->arena, columns[0]) : WIRE_EFORMAT;
	return status == WIRE_OK ? wire_table_put(&l->g->first_names, l->g->arena, folded, &present)
				 : status;
}

static wire_status load_file(
	loader *l, const char *dir, const char *name, wire_data_row_fn *fn, wire_error *err)
{
	wire_str text;
	wire_status status = wire_data_read(&text, l->g->arena, dir, name, err);
	if (status != WIRE_OK)
		return status;
	l->g->hash = wire_hash(text, l->g->hash);
	return wire_data_each_row(text, name, fn, l, err);
}

wire_status wire_gazetteer_load(wire_gazetteer **out, const char *dir, wire_error *err)
{
	static const struct {
		const char *name;
		wire_data_row_fn *fn;
		uint8_t kind;
	} files[] = {
		{"namesakes.tsv", place_line, WIRE_NAME_PERSON},
		{"houses.tsv", place_line, WIRE_NAME_HOUSE},
		{"blocks.tsv", place_line, WIRE_NAME_BLOCK},
		{"countries.tsv", country_line, WIRE_NAME_COUNTRY},
		{"capitals.tsv", place_line, WIRE_NAME_CAPITAL},
		{"cities.tsv", place_line, WIRE_NAME_CITY},
		{"regions.tsv", place_line, WIRE_NAME_REGION},
		{"organisations.tsv", place_line, WIRE_NAME_ORGANISATION},
		{"agencies.tsv", agency_line, 0},
		{"name_words.tsv", word_line, 0},
		{"first_names.txt", first_name_line, 0},
	};
	wire_status status = WIRE_OK;
	*out = NULL;
	wire_gazetteer *g = calloc(1, sizeof *g);
	if (g == NULL || (g->arena = wire_arena_new(MEMORY_MAX)) == NULL) {
		free(g);
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	}
	for (size_t i = 0; i < sizeof files / sizeof *files && status == WIRE_OK; i++) {
		loader l = {.g = g, .kind = files[i].kind};
		status = load_file(&l, dir, files[i].name, files[i].fn, err);
	}
	if (status == WIRE_OK)
		*out = g;
	else
		wire_gazetteer_free(g);
	return status;
}

void wire_gazetteer_free(wire_gazetteer *gazetteer)
{
	if (gazetteer == NULL)
		return;
	wire_arena_free(gazetteer->arena);
	free(gazetteer);
}

uint64_t wire_gazetteer_hash(const wire_gazetteer *gazetteer)
{
	return gazetteer->hash;
}

/* ---- looking up ---- */

/* Fold into a fixed buffer; the empty string when it does not fit. Allocates nothing. */
static wire_str fold_small(char *out, size_t size, wire_str text)
{
	wire_buf folded;
	/* A letter of three bytes may fold to one, never fewer. */
	if (text.len > 4 * size)
		return (wire_str){NULL, 0};
	wire_buf_on(&folded, out, size);
	wire_text_fold(&folded, text);
	return wire_buf_status(&folded) == WIRE_OK ? wire_buf_view(&folded) : (wire_str){NULL, 0};
}

static bool is_upper(wire_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] >= 'a' && text.data[i] <= 'z')
			return false;
	return true;
}

static bool is_ascii(wire_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.data[i] >= 0x80)
			return false;
	return true;
}

/*
 * Is `text` the place's name with its case, or, where that is allowed, in capitals? An accent is
 * part of the name: a REUNION is none in the Indian Ocean.
 */
static bool case_fits(const wire_place_name *place, wire_str text, bool upper)
{
	if (wire_str_equal(place->name, text))
		return true;
	return upper && text.len > 2 && is_upper(text) && is_ascii(text) == is_ascii(place->name);
}

static const wire_place_name *lookup(const wire_gazetteer *g, wire_str text, bool any, bool upper)
{
	char folded[NAME_BYTES_MAX];
	wire_str key = fold_small(folded, sizeof folded, text);
	const wire_place_name *place = key.len == 0 ? NULL : wire_table_get(&g->places, key);
	return place != NULL && (any || case_fits(place, text, upper)) ? place : NULL;
}

const wire_place_name *wire_gazetteer_match(const wire_gazetteer *gazetteer, const wire_word *words,
	size_t len, bool upper, size_t *used)
{
	char text[NAME_BYTES_MAX], folded[NAME_BYTES_MAX];
	size_t ends[NAME_WORDS_MAX], n = 0, at = 0;
	*used = 0;
	if (len == 0)
		return NULL;
	wire_str first = fold_small(folded, sizeof folded, words[0].text);
	const size_t *longest = wire_table_get(&gazetteer->first_words, first);
	if (longest == NULL)
		return NULL;
	for (; n < len && n < *longest && n < NAME_WORDS_MAX; n++) {
		bool more = n == 0 || (words[n].space_before && !words[n - 1].possessive);
		if (!more || at + words[n].text.len + 1 > sizeof text)
			break;
		if (n > 0)
			text[at++] = ' ';
		memcpy(text + at, words[n].text.data, words[n].text.len);
		at += words[n].text.len;
		ends[n] = at;
	}
	for (; n > 0; n--) {
		const wire_place_name *place =
			lookup(gazetteer, (wire_str){text, ends[n - 1]}, false, upper);
		if (place != NULL) {
			*used = n;
			return place;
		}
	}
	return NULL;
}

const wire_place_name *wire_gazetteer_name(
	const wire_gazetteer *gazetteer, wire_str name, bool upper)
{
	return lookup(gazetteer, name, false, upper);
}

const wire_place_name *wire_gazetteer_place(const wire_gazetteer *gazetteer, wire_str name)
{
	const wire_place_name *place = lookup(gazetteer, name, true, true);
	/* `Calif` for `Calif.`, `Va.` for `Va.`: the stop is often missing. */
	if (place == NULL && name.len > 0 && name.len < NAME_BYTES_MAX - 1) {
		char text[NAME_BYTES_MAX];
		memcpy(text, name.data, name.len);
		text[name.len] = '.';
		place = lookup(gazetteer, (wire_str){text, name.len + 1}, true, true);
	}
	return wire_name_is_place(place) ? place : NULL;
}

static wire_str lookup_name(const wire_table *table, wire_str name)
{
	char folded[NAME_BYTES_MAX];
	wire_str key = fold_small(folded, sizeof folded, wire_str_trim(name));
	const wire_str *found = key.len == 0 ? NULL : wire_table_get(table, key);
	return found == NULL ? (wire_str){NULL, 0} : *found;
}

wire_str wire_gazetteer_agency(const wire_gazetteer *gazetteer, wire_str name)
{
	return lookup_name(&gazetteer->agencies, name);
}

wire_str wire_gazetteer_host(const wire_gazetteer *gazetteer, wire_str host)
{
	/* www.upi.com, then upi.com: a longer name may be listed apart. */
	while (host.len > 0) {
		wire_str found = lookup_name(&gazetteer->hosts, host);
		size_t dot = wire_str_find(host, WIRE_STR("."), 0);
		if (found.len > 0 || dot == SIZE_MAX)
			return found;
		host = wire_str_slice(host, dot + 1, host.len);
	}
	return (wire_str){NULL, 0};
}

bool wire_gazetteer_is_first_name(const wire_gazetteer *gazetteer, wire_str word)
{
	char folded[NAME_BYTES_MAX];
	wire_str key = fold_small(folded, sizeof folded, word);
	return key.len > 0 && wire_table_get(&gazetteer->first_names, key) != NULL;
}

unsigned wire_gazetteer_word_use(const wire_gazetteer *gazetteer, wire_str word)
{
	const unsigned *use = wire_table_get(&gazetteer->words, word);
	return use == NULL ? 0 : *use;
}
