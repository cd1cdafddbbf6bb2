/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The gazetteer: names of countries, places, agencies, titles, first names; readable data files
 * beside this header, loaded once, read-only and shared by threads after.
 *
 * Lookups are longest match over the words of a story, case kept. The files, their columns and
 * sources are described in README.md beside this header.
 */
#ifndef INDEXER_GAZETTEER_H
#define INDEXER_GAZETTEER_H

#include "indexer/facts/words.h"

typedef enum wire_name_kind {
	WIRE_NAME_COUNTRY,      /* China, Soviet Union, U.S.: names, official and old names */
	WIRE_NAME_DEMONYM,      /* Chinese, Briton */
	WIRE_NAME_CAPITAL,      /* Beijing, Peking */
	WIRE_NAME_CITY,         /* Bombay: a city large or well known enough to stand alone */
	WIRE_NAME_REGION,       /* Texas, Calif., Ontario, England: a part of a country */
	WIRE_NAME_ORGANISATION, /* Kremlin, White House, Bundesbank: implies a country */
	/* What is no place, whatever its words are: */
	WIRE_NAME_BLOCK,        /* American Airlines, China Town: looks like a country */
	WIRE_NAME_HOUSE,        /* Morgan Stanley, European Community: looks like a person */
	WIRE_NAME_PERSON,       /* Michael Jordan: looks like a place and is a person */
} wire_name_kind;

/** How words go with persons' names; name_words.tsv says it of each. */
enum wire_word_use {
	WIRE_USE_TITLE = 1,    /* President, Mr.: before a name and no part of it */
	WIRE_USE_PARTICLE = 2, /* van, de, bin: small, inside names */
	WIRE_USE_THING = 4,    /* Inc, University, Cup: makes a name something else */
	WIRE_USE_STARTER = 8,  /* The, But: begins a sentence, not a name */
	WIRE_USE_ROLE = 16,    /* spokesman: small, before a name */
	WIRE_USE_SAYING = 32,  /* said: behind a name */
	WIRE_USE_SHIP = 64,    /* USS: before a ship's name */
	WIRE_USE_DAY = 128,    /* Monday: behind a name without a comma */
	WIRE_USE_NEVER = 256,  /* Payable: in no person's name */
	WIRE_USE_NUMBER = 512, /* Three: behind a month, and in no name */
	WIRE_USE_ADDRESS = 1024, /* Mr., President: a title that a surname alone may follow */
};

/** One reading of a name. */
typedef struct wire_place_name {
	wire_str name;   /* as in the data file */
	char country[3]; /* ISO 3166-1 alpha-2, or the former state's alpha-2 (SU, DD, YU, CS ...);
			    "" for what is no place */
	uint8_t kind;    /* wire_name_kind */
} wire_place_name;

/** Is it a reading, and one that speaks for a country? */
static inline bool wire_name_is_place(const wire_place_name *name)
{
	return name != NULL && name->kind < WIRE_NAME_BLOCK;
}

/**
 * Load the gazetteer from `dir` (NULL: $WIRE_DATA_DIR, else the build's or install's own folder).
 * WIRE_EIO names the file; WIRE_EFORMAT names file and line; WIRE_ENOMEM.
 */
wire_status wire_gazetteer_load(wire_gazetteer **out, const char *dir, wire_error *err);
void wire_gazetteer_free(wire_gazetteer *gazetteer);
/** A hash of all data files, as loaded. */
uint64_t wire_gazetteer_hash(const wire_gazetteer *gazetteer);

/**
 * The longest name that begins at words[at] (of `len`); its reading, or NULL. `*used` is the number
 * of words it spans. Case is kept; `upper` lets a name in all capitals match its entry (for
 * headlines and datelines in capitals).
 */
const wire_place_name *wire_gazetteer_match(const wire_gazetteer *gazetteer, const wire_word *words,
	size_t len, bool upper, size_t *used);

/** The reading of one name by itself, case kept as above: for the parts of `U.S.-China`. */
const wire_place_name *wire_gazetteer_name(
	const wire_gazetteer *gazetteer, wire_str name, bool upper);

/**
 * The reading of a whole name (`Beijing`, `CALIF.`, `St. Petersburg`), case folded; NULL when
 * unknown. For datelines, metadata and queries.
 */
const wire_place_name *wire_gazetteer_place(const wire_gazetteer *gazetteer, wire_str name);

/** The usual short name of an agency by any alias, case folded (`itar-tass` -> `TASS`); empty:
 * unknown. */
wire_str wire_gazetteer_agency(const wire_gazetteer *gazetteer, wire_str name);
/** The agency that owns a web host (`www.upi.com` -> `UPI`); empty: none. */
wire_str wire_gazetteer_host(const wire_gazetteer *gazetteer, wire_str host);

bool wire_gazetteer_is_first_name(const wire_gazetteer *gazetteer, wire_str word);
/** What is known of a word for telling persons' names: bits of enum wire_word_use. Case counts. */
unsigned wire_gazetteer_word_use(const wire_gazetteer *gazetteer, wire_str word);

#endif
