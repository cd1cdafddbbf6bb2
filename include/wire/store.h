/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The store: a Xapian database behind a C interface.
 *
 * A database directory holds a stub file XAPIANDB, which names the generation directory beside it
 * that is in force (`g1`), so that Xapian's own tools open it and a later generation can be swapped
 * in atomically. Its metadata holds WIRE_SCHEMA_VERSION under WIRE_SCHEMA_KEY.
 *
 * No C++ exception leaves these functions: each becomes a wire_status and a message that names the
 * database. Handles are not thread-safe; each belongs to one thread at a time.
 *
 * Errors that every call may return: WIRE_ENOMEM, WIRE_EDATABASE, WIRE_EIO, WIRE_ENOSPACE; those
 * that a call has besides are named with it.
 */
#ifndef WIRE_STORE_H
#define WIRE_STORE_H

#include <stdint.h>

#include "wire/buf.h"
#include "wire/query.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what is stored of one story ---- */

typedef struct wire_posting {
	wire_str term;
	const uint32_t *positions; /* ascending, from 1; NULL when n_positions is 0 */
	uint32_t n_positions;
	uint32_t frequency; /* within-document frequency; 0 for a boolean term */
} wire_posting;

typedef struct wire_value {
	uint32_t slot;
	wire_str value;
} wire_value;

typedef struct wire_document {
	wire_str id_term;             /* unique: a story that has it is the same story */
	wire_str data;                /* the record as JSON */
	const wire_posting *postings; /* each term once; id_term among them */
	size_t n_postings;
	const wire_value *values;
	size_t n_values;
} wire_document;

/* ---- writing ---- */

typedef struct wire_writer wire_writer;

/**
 * Open the database in `dir` for writing, making it when missing. One writer a database.
 * WIRE_ELOCKED; WIRE_EFOREIGN (a directory with other things in it, or another program's database);
 * WIRE_ESCHEMA (newer or older schema; the message says which).
 */
wire_status wire_writer_open(wire_writer **out, const char *dir, wire_error *err);
/** What a put did. */
typedef enum wire_put {
	WIRE_PUT_NEW,      /* the story was not there */
	WIRE_PUT_REPLACED, /* it was, and nobody else owns it */
	WIRE_PUT_SHARED,   /* it was, and has other owners, too */
} wire_put;

/**
 * Put a story, of which `owner`, a term that begins with WIRE_TERM_FILE, is then an owner: the file
 * that holds it. A story with the same id_term is the same story; its owners stay. Of several owners
 * the last in byte order has its text in force, in whatever order they were put, so that a database
 * which grew is as one made afresh. An empty owner owns nothing and its text counts always.
 * WIRE_ETOOBIG names an over-long term.
 */
wire_status wire_writer_put(wire_put *out, wire_writer *writer, const wire_document *document,
	wire_str owner, wire_error *err);
/** Called with a term and the number of stories that have it (0 where that is not known). */
typedef wire_status wire_term_fn(void *payload, wire_str term, uint32_t frequency, wire_error *err);
/**
 * `owner` holds the story with this id_term no longer: a story without owners is deleted (`*gone`).
 * Else `fn` is called with each owner that is left: the text in force may be the one given up, so
 * theirs is to be put again. Nothing happens when it was no owner.
 */
wire_status wire_writer_disown(bool *gone, wire_writer *writer, wire_str id_term, wire_str owner,
	wire_term_fn *fn, void *payload, wire_error *err);
/** Number of stories that have a term, changes that were not committed with them; 0 when none. */
wire_status wire_writer_frequency(
	uint32_t *out, wire_writer *writer, wire_str term, wire_error *err);
/** Delete every story that has `term`; `*count` (may be NULL) is how many there were. */
wire_status wire_writer_delete(uint32_t *count, wire_writer *writer, wire_str term, wire_error *err);
/**
 * Call `fn` with the term that starts with `prefix` of each story that has `term`: with an owner's
 * term and the id prefix, the ids of the stories that it owns (frequency 0). Sees uncommitted
 * changes; `fn` may make more.
 */
wire_status wire_writer_terms_of(wire_writer *writer, wire_str term, wire_str prefix,
	wire_term_fn *fn, void *payload, wire_error *err);
/** Metadata by key; "" removes, absent reads as ""; appended to `out`. Keys: WIRE_TERM_MAX bytes. */
wire_status wire_writer_set_meta(
	wire_writer *writer, wire_str key, wire_str value, wire_error *err);
wire_status wire_writer_get_meta(wire_buf *out, wire_writer *writer, wire_str key, wire_error *err);
/** Call `fn` for each metadata key that starts with `prefix` (frequency 0); it may change them. */
wire_status wire_writer_meta_keys(
	wire_writer *writer, wire_str prefix, wire_term_fn *fn, void *payload, wire_error *err);
/**
 * Make all changes since the last commit durable, all at once. WIRE_ENOSPACE leaves the last commit;
 * it is given already when less than 16 MB are free.
 * After a put, delete, set_meta or commit that failed within the database, the changes since the last
 * commit are lost, so every later one fails with the same status: close, and open anew.
 */
wire_status wire_writer_commit(wire_writer *writer, wire_error *err);
/** Close; changes that were not committed are discarded. NULL allowed. */
void wire_writer_close(wire_writer *writer);

/* ---- reading ---- */

typedef struct wire_reader wire_reader;

/**
 * Open `n` databases as one for reading: directories, or `host:port` of a xapian-tcpsrv. One that is
 * named twice, by another path, a link or a server of it, or that is a copy of another, is opened once.
 * WIRE_EINVAL (two are copies of one in different states); WIRE_ENOTFOUND (no such database), WIRE_EFOREIGN, WIRE_ESCHEMA; WIRE_ESTALE (a writer put three
 * generations in force while the first was being opened).
 */
wire_status wire_reader_open(
	wire_reader **out, const char *const *paths, size_t n, wire_error *err);
/** See what was committed since, and a new generation; connect anew to servers. */
wire_status wire_reader_reopen(wire_reader *reader, wire_error *err);
void wire_reader_close(wire_reader *reader); /* NULL allowed */
/**
 * The `i`th of the paths that name a database again; NULL: there are no more. Valid until the next call
 * that opens.
 */
const char *wire_reader_repeated(const wire_reader *reader, size_t i);
/** Is one of its databases a server's? */
bool wire_reader_has_server(const wire_reader *reader);

/* ---- a request: one snapshot, one meter ---- */

/** What a request has cost so far, and when it must end. All zero: nothing yet, and never. */
typedef struct wire_meter {
	int64_t deadline;   /* on wire_clock(); what works past it ends with WIRE_ETIME; 0: none */
	uint64_t documents; /* stories that matches looked at (those of servers are not counted) */
	uint64_t terms;     /* terms of the vocabulary that walks looked at */
} wire_meter;

/** Nanoseconds of a clock that only goes forward. */
int64_t wire_clock(void);
/** WIRE_ETIME, with words, when the meter's deadline has passed; NULL allowed. */
wire_status wire_meter_check(const wire_meter *meter, wire_error *err) WIRE_MUST_CHECK;

/**
 * Do the whole of a request on one revision: `body` makes the calls below. When a writer overtakes
 * the reader (Xapian keeps the last two commits) they return WIRE_ESTALE, `body` returns it too, the
 * reader sees what was committed, and `body` is run from its beginning: three times in all, then
 * the call ends with WIRE_ESTALE. `body` must forget what an earlier run found; the ids of stories
 * (docid) are those of one run. This is the one place that retries.
 * @param meter  counts what `body` costs and ends it; NULL: none. Deadlines end matches of
 *               directories; a server's own time is bounded by the connection's 30 s.
 */
typedef wire_status wire_snapshot_fn(void *payload, wire_error *err);
wire_status wire_reader_with_snapshot(wire_reader *reader, wire_meter *meter,
	wire_snapshot_fn *body, void *payload, wire_error *err);

/* Every call below may return WIRE_ESTALE, and WIRE_ETIME under a meter with a deadline. */

/** Number of stories. */
wire_status wire_reader_count(uint32_t *out, wire_reader *reader, wire_error *err);
/** A string that changes whenever what is found may change, appended to `out`; for caches. */
wire_status wire_reader_revision(wire_buf *out, wire_reader *reader, wire_error *err);
/** Metadata of the first database by key, appended to `out`; absent reads as "". */
wire_status wire_reader_meta(wire_buf *out, wire_reader *reader, const char *key, wire_error *err);

typedef enum wire_sort { WIRE_SORT_RELEVANCE, WIRE_SORT_NEWEST, WIRE_SORT_OLDEST } wire_sort;

typedef struct wire_hit {
	uint32_t docid;
	double score; /* BM25, and what wire_query_prefer() gives; 0 when sorted by date */
} wire_hit;

typedef struct wire_hits {
	wire_hit *items; /* best first; ties in the order in which stories were put */
	size_t len;
	uint32_t total; /* exact number of matches */
} wire_hits;

/**
 * A value of a facet with the number of matching stories that have it, in whatever spelling: values
 * that fold to the same (wire_text_fold()) are one, as they are one term.
 */
typedef struct wire_count {
	char *value; /* the spelling that the most of these stories have; NUL-terminated */
	char *key;   /* it folded */
	uint32_t count;
} wire_count;

typedef struct wire_counts {
	wire_count *items; /* most frequent first, ties by value */
	size_t len;
} wire_counts;

/**
 * Run a query: one page of hits and the exact total. Sorting by time goes by WIRE_SLOT_TIME and
 * puts undated stories last in either order. Free with wire_hits_free().
 */
wire_status wire_reader_search(wire_hits *out, wire_reader *reader, const wire_query *query,
	uint32_t offset, uint32_t limit, wire_sort sort, wire_error *err);
void wire_hits_free(wire_hits *hits);
/**
 * Exact counts of the values in each of `n` slots (split at WIRE_FACET_SEPARATOR) over all matches,
 * in one match: out[i] of slots[i].
 */
wire_status wire_reader_facets(wire_counts *out, wire_reader *reader, const wire_query *query,
	const uint32_t *slots, size_t n, wire_error *err);
void wire_counts_free(wire_counts *counts);
/** Exact number of matches alone. */
wire_status wire_reader_match_count(
	uint32_t *out, wire_reader *reader, const wire_query *query, wire_error *err);

/** The stored record (JSON, never empty), appended to `out`. WIRE_ENOTFOUND. */
wire_status wire_reader_data(wire_buf *out, wire_reader *reader, uint32_t docid, wire_error *err);
/** The story that has a unique term. WIRE_ENOTFOUND. */
wire_status wire_reader_find(uint32_t *docid, wire_reader *reader, wire_str term, wire_error *err);
/** The first term of a story that starts with `prefix`, appended to `out`. WIRE_ENOTFOUND. */
wire_status wire_reader_term_of(
	wire_buf *out, wire_reader *reader, uint32_t docid, wire_str prefix, wire_error *err);
/** Number of stories that have a term; 0 when none. */
wire_status wire_reader_frequency(
	uint32_t *out, wire_reader *reader, wire_str term, wire_error *err);
/**
 * Call `fn` for each term that starts with `prefix`, in byte order, with its number of stories.
 * `fn` returning WIRE_END ends the walk, with WIRE_OK.
 */
wire_status wire_reader_terms(
	wire_reader *reader, wire_str prefix, wire_term_fn *fn, void *payload, wire_error *err);

#ifdef __cplusplus
}
#endif
#endif
