/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * NEAR, ADJ and phrases as queries.
 *
 * Simple ones are Xapian's: words side by side, and two words, of which no form is of both, within
 * a window. Those stay with Xapian because it is fast, and because servers know them.
 *
 * All others are Xapian's AND of the words, each of whose stories is looked at by wire/span.h. Not
 * OP_NEAR, for three reasons. It takes no groups, so NEAR of phrases or of another NEAR is an
 * error. It has one window for all its words. And where two of its sides share a term it misses
 * places: when two position lists stand at one position, NearPostList (xapian-core 1.4.22,
 * matcher/nearpostlist.cc, test_doc()) moves one of the two on and never tries the other. With the
 * text `taiwan oil taiwan beijing`,
 *
 *     Query(OP_NEAR, {Query(OP_OR, {"taiwan", "beijing"}), "taiwan"}, window 2)
 *
 * finds nothing, although `taiwan beijing` stands there; without `oil` it is found.
 */
#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <system_error>
#include <vector>

#include "guard.h"
#include "query.h"
#include "wire/span.h"

namespace
{

using Xapian::Query;
using queries = std::vector<Query>;

/* Bytes that the matches of one story may take. */
constexpr size_t MATCHES_BYTES_MAX = 128 << 20;

struct arena_deleter {
	void operator()(wire_arena *arena) const
	{
		wire_arena_free(arena);
	}
};
using arena_ptr = std::unique_ptr<wire_arena, arena_deleter>;

arena_ptr new_arena()
{
	arena_ptr arena(wire_arena_new(MATCHES_BYTES_MAX));
	if (!arena)
		throw std::bad_alloc();
	return arena;
}

bool is_pair(const wire_span_node *node)
{
	return node->kind == WIRE_SPAN_NEAR || node->kind == WIRE_SPAN_ADJ;
}

/* ---- what Xapian can do ---- */

using terms = std::set<std::string>;

/* The terms of a word, or of a choice between words; false for anything else. */
bool take_terms(terms &out, const wire_span_node *node)
{
	if (is_pair(node) || (node->kind == WIRE_SPAN_WORD && node->width != 1))
		return false;
	for (size_t i = 0; i < node->terms.len; i++)
		out.insert(shim::copy(node->terms.items[i]));
	return std::all_of(node->kids, node->kids + node->n_kids,
		[&](const wire_span_node *kid) { return take_terms(out, kid); });
}

/* The words of a phrase, from the left; false for anything else. */
bool take_phrase(std::vector<terms> &out, const wire_span_node *node)
{
	if (node->kind == WIRE_SPAN_ADJ && node->distance == 1)
		return take_phrase(out, node->kids[0]) && take_phrase(out, node->kids[1]);
	out.emplace_back();
	return take_terms(out.back(), node);
}

bool have_one_in_common(const terms &a, const terms &b)
{
	return std::any_of(a.begin(), a.end(), [&](const auto &term) { return b.count(term) > 0; });
}

Query any_of(const terms &words)
{
	return Query(Query::OP_OR, words.begin(), words.end());
}

/* `root` as Xapian's own; false where it has none that is right. */
bool make_simple(Query &out, const wire_span_node *root)
{
	std::vector<terms> words;
	queries parts;
	terms left, right;
	if (take_phrase(words, root)) {
		for (const terms &word : words)
			parts.push_back(any_of(word));
		out = words.size() == 1 ? parts[0]
					: Query(Query::OP_PHRASE, parts.begin(), parts.end(),
						  static_cast<Xapian::termcount>(parts.size()));
		return true;
	}
	if (!is_pair(root) || !take_terms(left, root->kids[0]) || !take_terms(right, root->kids[1]))
		return false;
	if (root->kind == WIRE_SPAN_NEAR && have_one_in_common(left, right))
		return false;
	parts = {any_of(left), any_of(right)};
	out = Query(root->kind == WIRE_SPAN_NEAR ? Query::OP_NEAR : Query::OP_PHRASE, parts.begin(),
		parts.end(), root->distance + 1);
	return true;
}

/* ---- what it cannot ---- */

/* One term of a word, in the story at hand. */
struct cursor {
	std::string term;
	Xapian::PostingIterator at, end;
};

/* A copy of a tree, with the postings of its words. */
struct tree {
	arena_ptr arena = new_arena(); /* the nodes and their terms */
	wire_span_node *root = nullptr;
	struct word {
		wire_span_node *node;
		std::vector<cursor> cursors;
		std::vector<uint32_t> places;
	};
	std::vector<word> words;
	bool shared = false; /* a term is of two words */
	terms seen;

	explicit tree(const wire_span_node *from)
	{
		root = copy(from);
	}

      private:
	wire_span_node *copy(const wire_span_node *from)
	{
		wire_span_node *node = wire_span_new(arena.get(), from->kind, from->n_kids);
		if (node == nullptr)
			throw std::bad_alloc();
		node->distance = from->distance;
		node->width = from->width;
		for (size_t i = 0; i < from->n_kids; i++)
			node->kids[i] = copy(from->kids[i]);
		if (node->kind == WIRE_SPAN_WORD)
			copy_terms(node, from->terms);
		return node;
	}
	void copy_terms(wire_span_node *node, const wire_list &from)
	{
		word made = {node, {}, {}};
		for (size_t i = 0; i < from.len; i++) {
			wire_str term;
			if (wire_arena_copy(&term, arena.get(), from.items[i]) != WIRE_OK ||
				wire_list_push(&node->terms, arena.get(), term) != WIRE_OK)
				throw std::bad_alloc();
			made.cursors.push_back({shim::copy(term), {}, {}});
			shared = !seen.insert(made.cursors.back().term).second || shared;
		}
		words.push_back(std::move(made));
	}
};

/* Stands beside the AND of the words, and lets pass the stories that have a match. */
class span_source : public Xapian::PostingSource
{
      public:
	span_source(const wire_span_node *root, wire_meter *meter) : tree_(root), meter_(meter)
	{
	}
	span_source *clone() const override
	{
		return new span_source(tree_.root, meter_);
	}
	void init(const Xapian::Database &db) override
	{
		db_ = db;
		at_ = 0;
		last_ = db.get_lastdocid();
		for (tree::word &word : tree_.words)
			for (cursor &c : word.cursors) {
				c.at = db.postlist_begin(c.term);
				c.end = db.postlist_end(c.term);
			}
	}
	Xapian::doccount get_termfreq_min() const override
	{
		return 0;
	}
	/* Above that of any word, so that the words choose what is looked at here. */
	Xapian::doccount get_termfreq_est() const override
	{
		return db_.get_doccount();
	}
	Xapian::doccount get_termfreq_max() const override
	{
		return db_.get_doccount();
	}
	void next(double) override
	{
		seek(at_ + 1);
	}
	void skip_to(Xapian::docid to, double) override
	{
		seek(std::max(to, at_));
	}
	bool check(Xapian::docid to, double) override
	{
		at_ = std::max(to, at_);
		return at_ > last_ || matches(at_);
	}
	bool at_end() const override
	{
		return at_ > last_;
	}
	Xapian::docid get_docid() const override
	{
		return at_;
	}

      private:
	void seek(Xapian::docid from)
	{
		for (at_ = from; at_ <= last_ && !matches(at_); at_++)
			;
	}
	/* The positions of each word in the story. */
	void read_places(Xapian::docid story)
	{
		for (tree::word &word : tree_.words) {
			word.places.clear();
			for (cursor &c : word.cursors) {
				if (c.at != c.end)
					c.at.skip_to(story);
				if (c.at == c.end || *c.at != story)
					continue;
				word.places.insert(word.places.end(), c.at.positionlist_begin(),
					c.at.positionlist_end());
			}
			if (word.cursors.size() > 1)
				std::sort(word.places.begin(), word.places.end());
			word.node->places = word.places.data();
			word.node->n_places = word.places.size();
		}
	}
	bool matches(Xapian::docid story)
	{
		bool found = false;
		shim::look(meter_);
		read_places(story);
		wire_arena_reset(scratch_.get());
		const wire_status status =
			wire_span_match(&found, tree_.root, tree_.shared, scratch_.get());
		if (status == WIRE_ETOOBIG)
			throw std::system_error(E2BIG, std::generic_category(), "matches");
		if (status != WIRE_OK)
			throw std::bad_alloc();
		return found;
	}

	tree tree_;
	arena_ptr scratch_ = new_arena();
	wire_meter *meter_;
	Xapian::Database db_;
	Xapian::docid at_ = 0, last_ = 0;
};

/* What a story must have for a match: of a word any term, of a pair both. It ranks, too. */
Query candidates(const wire_span_node *node)
{
	queries parts;
	for (size_t i = 0; i < node->terms.len; i++)
		parts.emplace_back(shim::copy(node->terms.items[i]));
	for (size_t i = 0; i < node->n_kids; i++)
		parts.push_back(candidates(node->kids[i]));
	return Query(is_pair(node) ? Query::OP_AND : Query::OP_OR, parts.begin(), parts.end());
}

} // namespace

bool wire_query_spans_are_simple(const wire_span_node *root)
{
	bool simple = false;
	const wire_status status = shim::guard(nullptr, "query", [&] {
		Query query;
		simple = make_simple(query, root);
		return WIRE_OK;
	});
	return status == WIRE_OK && simple;
}

wire_query *wire_query_spans(const wire_span_node *root, wire_meter *meter, wire_error *err)
{
	return shim::build(err, [&] {
		Query simple;
		if (make_simple(simple, root)) /* a word alone compares no places */
			return root->kind == WIRE_SPAN_WORD ? simple : shim::watched(simple, meter);
		span_source source(root, meter);
		return Query(Query::OP_FILTER, candidates(root), Query(&source));
	});
}
