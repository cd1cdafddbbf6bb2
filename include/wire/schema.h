/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The field table: every searchable field once, with its term prefixes, value slot and label.
 * The indexer, the query compiler, `--help`, the man page and the page's facets are driven by it.
 *
 * Terms of a text field (prefix P) for a word with folded form `f` and stem `s`:
 *   P f      at its position
 *   Z P s    without positions, only where s differs from f
 *   K P f    without positions, only where the word stands in capitals (`US`, `U.S.`)
 *   J P s:n  without positions, where two words stand with a hyphen between (`cease-fire`, `F-16`): the
 *            stem of the two written as one, and how many bytes of that the first word is
 *            (wire_term_twin())
 *   P .      at its position: the end of a sentence (WIRE_TOKEN_STOP), a word to phrases
 * Fields of names and slugs are not stemmed (wire_field_is_stemmed()): they have the first kind alone.
 * Terms of an exact field (prefix E): E v, v being the whole value, folded, cut by
 * wire_term_make(). Where the term after the prefix starts with a capital or a digit follows a
 * prefix that ends in one, Xapian's convention wants a ':' between; ours are all folded, so none
 * is needed, except for `N` and `Q`, whose values are not folded: `N:CN`, `Q:upi:123`.
 * Prefixes follow Xapian's conventions (termprefixes.rst): Q id, S title, A author, N country,
 * L language, D M Y dates, K keyword is unused by us as a field, X for ours.
 *
 * Value slots hold: dates as YYYYMMDD (timeline), and with the time (wire_time_key(): sorting); facets as their values joined by
 * WIRE_FACET_SEPARATOR, most prominent first.
 */
#ifndef WIRE_SCHEMA_H
#define WIRE_SCHEMA_H

#include <stdint.h>

#include "wire/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Stored in the database's metadata under WIRE_SCHEMA_KEY; a reader or writer wants its own. */
#define WIRE_SCHEMA_VERSION  3
#define WIRE_SCHEMA_KEY      "wire.schema"
/** Between values packed in one slot: cannot occur in clean text. */
#define WIRE_FACET_SEPARATOR '\x1f'
/** The longest term in bytes, prefix included (Xapian's own limit, where a NUL counts twice). */
#define WIRE_TERM_MAX 245
/** Positions: the headline's words start at 1, the body's at its end rounded up plus this gap. */
#define WIRE_ZONE_GAP 100
/** A headline word counts as this many words of the body in the ranking. */
#define WIRE_HEADLINE_WEIGHT 3

typedef enum wire_field_kind {
	WIRE_KIND_TEXT,    /* words in any form, with phrases: prefix */
	WIRE_KIND_WORDS,   /* words as they stand, with phrases: prefix */
	WIRE_KIND_NAMES,   /* names: words as they stand by prefix, whole values by exact, a slot */
	WIRE_KIND_EXACT,   /* whole values only: exact */
	WIRE_KIND_COUNTRY, /* codes by exact; a query may give any name or demonym */
	WIRE_KIND_DATE,    /* D, M and Y terms, a slot */
} wire_field_kind;

#define WIRE_SLOT_NONE UINT32_MAX
/** What stories are sorted by when sorted by time. */
#define WIRE_SLOT_TIME 4u

/*        id        name        kind     prefix    exact   slot            facet       label */
#define WIRE_SCHEMA_FIELDS(X)                                                                      \
	X(BODY, "", TEXT, "", "", WIRE_SLOT_NONE, "", "Words")                                     \
	X(HEADLINE, "headline", TEXT, "S", "", WIRE_SLOT_NONE, "", "Headline")                     \
	X(PERSON, "person", NAMES, "XPW", "XPN", 1, "people", "People")                            \
	X(COUNTRY, "country", COUNTRY, "", "N:", 2, "countries", "Countries")                      \
	X(SOURCE, "source", EXACT, "", "XSRC", 3, "source", "Source")                              \
	X(DATE, "date", DATE, "", "", 0, "date", "Date")                                           \
	X(PLACE, "place", WORDS, "XPL", "", WIRE_SLOT_NONE, "", "Dateline place")                   \
	X(BY, "by", WORDS, "A", "", WIRE_SLOT_NONE, "", "Byline")                                   \
	X(SLUG, "slug", WORDS, "XSL", "", WIRE_SLOT_NONE, "", "Slug")                               \
	X(STATUS, "status", EXACT, "", "XST", WIRE_SLOT_NONE, "", "Status")                         \
	X(ACTION, "action", EXACT, "", "XAC", WIRE_SLOT_NONE, "", "Action")                         \
	X(LANG, "lang", EXACT, "", "L", WIRE_SLOT_NONE, "", "Language")                            \
	X(ID, "id", EXACT, "", "Q:", WIRE_SLOT_NONE, "", "Identity")

typedef enum wire_field_id {
#define WIRE_SCHEMA_ENUM(id, name, kind, prefix, exact, slot, facet, label) WIRE_FIELD_##id,
	WIRE_SCHEMA_FIELDS(WIRE_SCHEMA_ENUM)
#undef WIRE_SCHEMA_ENUM
	WIRE_FIELD_COUNT
} wire_field_id;

typedef struct wire_field {
	wire_field_id id;
	const char *name;   /* before the colon in a query; "" for plain words */
	wire_field_kind kind;
	const char *prefix; /* of words */
	const char *exact;  /* of whole values */
	uint32_t slot;      /* WIRE_SLOT_NONE: none */
	const char *facet;  /* what --facets and --filter call it, a record field's name; "": no facet */
	const char *label;  /* for people */
} wire_field;

/** Are the field's words found in any form, by stems and capitals? */
bool wire_field_is_stemmed(const wire_field *field);

/** The field with this id; never NULL. */
const wire_field *wire_field_get(wire_field_id id);
/** The field that a query calls `name`; NULL when there is none. Case matters not. */
const wire_field *wire_field_by_name(wire_str name);
/** The field that --facets and --filter call `facet`; NULL when there is none. */
const wire_field *wire_field_by_facet(wire_str facet);

/**
 * Write the term `mark` + `prefix` + `text` (mark "", "Z" or "K") into `out`, cleared first. A text
 * that would pass WIRE_TERM_MAX is cut and a hash of the whole put at its end, so that different
 * values stay different terms. NULs are replaced. The text is used as it is: fold before.
 * WIRE_ENOMEM.
 */
wire_status wire_term_make(wire_buf *out, const char *mark, const char *prefix, wire_str text)
	WIRE_MUST_CHECK;

/**
 * The term of two words with a hyphen between: `stem` is of the two as one word, `split` the bytes of
 * the first. With `split` 0 what all terms of that stem begin with, to look for them. So an archive
 * says of itself which words are written in one and in two, and forgets it with the last story.
 * WIRE_ENOMEM.
 */
wire_status wire_term_twin(wire_buf *out, const wire_field *field, wire_str stem, size_t split)
	WIRE_MUST_CHECK;

/** The term of a whole value of an exact field: folded, but for countries and ids. WIRE_ENOMEM. */
wire_status wire_term_exact(wire_buf *out, const wire_field *field, wire_str value) WIRE_MUST_CHECK;

#define WIRE_TERM_FILE "XF" /* prefix of a file's identity: of each file that holds the story */
/** Metadata: the absolute path of the folder that `file` and the ids of files are relative to. */
#define WIRE_META_ROOT "wire.root"
/** Date terms: "D20230614", "M202306", "Y2023". */
/** Day and month of any year, of every story that knows them: "XMD0614", "XMD06". */
#define WIRE_TERM_YEARLESS "XMD"

#ifdef __cplusplus
}
#endif
#endif
