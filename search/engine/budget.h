/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What one request may cost: every limit of the search side that is not one of the parser
 * (search/query/parse.h). What cannot be answered exactly within them is an error, WIRE_EQUERY with
 * the part of the query that cost too much; where the answer stands and only help was left out
 * (suggestions, counts of parts, nearness in the ranking), it is a note.
 *
 * The limits keep the costliest legal query of 15,000 stories under half a second of a 2020s core
 * (tests/bench/queries.py), whatever the size of the query; they do not grow with the archive, but for
 * that of places, and a deadline ends what they let pass.
 */
#ifndef SEARCH_ENGINE_BUDGET_H
#define SEARCH_ENGINE_BUDGET_H

#include "search/query/ast.h"
#include "wire/stem.h"
#include "wire/store.h"

/**
 * Terms that one query's parts may stand for beyond themselves, in all: the words of prefixes, the
 * forms of words under NEAR and ADJ, the years, months and days of dates.
 */
#define WIRE_BUDGET_TERMS 2000u
/** Terms of the vocabulary that one request may look at, for prefixes, forms and spellings. */
#define WIRE_BUDGET_WALK 500000u
/**
 * Stories in which one query may compare the places of words (phrases, NEAR, ADJ): for each such
 * part the stories that its rarest word is in, summed. Of a large archive this many times its stories.
 */
#define WIRE_BUDGET_PLACES        250000u
#define WIRE_BUDGET_PLACES_ROUNDS 4u
/** Parts of a query that are counted alone, and words that are corrected, when nothing is found. */
#define WIRE_BUDGET_PARTS 8u
#define WIRE_BUDGET_WORDS 3u
/** Corrected queries that are tried for one that finds something. */
#define WIRE_BUDGET_TRIES 8u
/**
 * Pairs of neighbouring words whose nearness ranks, in queries of how many parts, and in how many
 * stories it is looked at.
 */
#define WIRE_BUDGET_PAIRS        8u
#define WIRE_BUDGET_PAIR_PARTS   32u
#define WIRE_BUDGET_PAIR_STORIES 50000u
/** Seconds that the web page gives a request; the command line gives what it is told, or all. */
#define WIRE_BUDGET_PAGE_SECONDS 5u

typedef struct wire_budget {
	wire_meter meter;  /* what matches and walks have cost, and the deadline */
	uint32_t expanded; /* terms that the parts of queries stood for, at most, in one query */
	uint32_t terms;    /* those of the query at hand */
	uint32_t archive;  /* stories in the databases */
	uint64_t places;   /* stories in which the query at hand compares places, summed */
	const wire_node *costliest; /* the leaf or NEAR that looks at most postings; NULL: none yet */
	uint64_t cost;              /* of that, in postings */
} wire_budget;

/** What the parts of the engine work with; all but `arena` and `budget` outlive the request. */
typedef struct wire_engine {
	wire_reader *reader;
	wire_stemmer *stemmer;
	wire_budget *budget;
	wire_arena *arena;
} wire_engine;

/** Begin a request that may take `seconds`; 0: as long as it takes. */
void wire_budget_start(wire_budget *budget, uint32_t seconds);
/** Forget what was spent, but not the deadline: a request begins anew. */
void wire_budget_restart(wire_budget *budget);
/** Begin a query of this request, over an archive of so many stories. */
void wire_budget_begin_query(wire_budget *budget, uint32_t archive);
/**
 * A part of the query stands for so many terms beyond its own; `cut`: for more. WIRE_EQUERY, with the
 * part's place, over WIRE_BUDGET_TERMS.
 */
wire_status wire_budget_spend_terms(wire_budget *budget, const wire_node *node, size_t terms,
	bool cut, wire_error *err) WIRE_MUST_CHECK;
/**
 * A part compares the places of its words in so many stories. WIRE_EQUERY, with the part's place, over
 * WIRE_BUDGET_PLACES.
 */
wire_status wire_budget_spend_places(wire_budget *budget, const wire_node *node, uint64_t stories,
	wire_error *err) WIRE_MUST_CHECK;
/** Have walks looked at all the terms that they may? */
bool wire_budget_walked(const wire_budget *budget);
/** Remember the part whose match looks at the most postings. */
void wire_budget_note_cost(wire_budget *budget, const wire_node *node, uint64_t cost);
/** WIRE_EQUERY in the words of a request that passed its deadline, naming the costliest part. */
wire_status wire_budget_late(
	const wire_budget *budget, wire_str query, uint32_t seconds, wire_error *err);
/** WIRE_EQUERY in the words of a request one of whose stories has too many matches (WIRE_SPANS_MAX). */
wire_status wire_budget_crowded(const wire_budget *budget, wire_str query, wire_error *err);

/** Digits of a number with commas, and the NUL. */
#define WIRE_NUMBER_SIZE 28
/** `4,211`; returns `out`. */
const char *wire_number(char out[WIRE_NUMBER_SIZE], uint64_t number);

#endif
