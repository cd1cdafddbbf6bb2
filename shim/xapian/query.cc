/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query.h"

#include <algorithm>
#include <vector>

#include "guard.h"

namespace
{

using shim::build;
using shim::failed;
using Xapian::Query;
using queries = std::vector<Query>;

/* What stands for a query that could not be made: one for each way in which that happens. */
wire_query no_memory{Query(), WIRE_ENOMEM};
wire_query too_big{Query(), WIRE_ETOOBIG};
wire_query no_query{Query(), WIRE_EINVAL};

/* The parts that a constructor takes over: they go whatever becomes of it. */
class parts
{
      public:
	parts(wire_query **first, size_t count) noexcept : first_(first), count_(count)
	{
	}
	parts(const parts &) = delete;
	parts &operator=(const parts &) = delete;
	~parts()
	{
		for (size_t i = 0; i < count_; i++)
			wire_query_free(first_[i]);
	}
	/* The failure of the first part that could not be made, which is told already. */
	wire_status status() const noexcept
	{
		for (size_t i = 0; i < count_; i++)
			if (wire_query_status(first_[i]) != WIRE_OK)
				return wire_query_status(first_[i]);
		return WIRE_OK;
	}
	queries reps() const
	{
		queries all;
		all.reserve(count_);
		for (size_t i = 0; i < count_; i++)
			all.push_back(first_[i]->rep);
		return all;
	}

      private:
	wire_query **first_;
	size_t count_;
};

template <typename Make>
wire_query *combine(wire_query **first, size_t n, wire_error *err, Make make) noexcept
{
	const parts taken(first, n);
	if (taken.status() != WIRE_OK)
		return failed(taken.status());
	return build(err, [&] { return make(taken.reps()); });
}

Query join(Query::op op, const queries &all)
{
	return Query(op, all.begin(), all.end());
}

/* Every story alike: as it says nothing, it must not shift the scores of what does. */
Query everything()
{
	return Query(Query::OP_SCALE_WEIGHT, Query::MatchAll, 0.0);
}

void gather_terms(queries &out, const Query &query)
{
	if (query.get_type() == Query::LEAF_TERM)
		out.push_back(query);
	for (size_t i = 0; i < query.get_num_subqueries(); i++)
		gather_terms(out, query.get_subquery(i));
}

/* Xapian matches positions of terms and of ORs of terms alone, so a synonym becomes an OR. */
Query positional(const Query &part)
{
	const Query::op type = part.get_type();
	if (type != Query::OP_SYNONYM && type != Query::OP_OR)
		return part;
	queries terms;
	gather_terms(terms, part);
	return join(Query::OP_OR, terms);
}

wire_query *window(wire_query **first, size_t n, unsigned size, Query::op op, wire_error *err)
{
	return combine(first, n, err, [&](queries all) {
		std::transform(all.begin(), all.end(), all.begin(), positional);
		const auto words = static_cast<Xapian::termcount>(std::max<size_t>(size, n));
		return all.empty() ? everything() : Query(op, all.begin(), all.end(), words);
	});
}

} // namespace

wire_query *shim::failed(wire_status status) noexcept
{
	return status == WIRE_ENOMEM ? &no_memory : status == WIRE_ETOOBIG ? &too_big : &no_query;
}

wire_query *wire_query_term(wire_str term, wire_error *err)
{
	if (shim::check_term(err, term) != WIRE_OK)
		return failed(WIRE_ETOOBIG);
	if (term.len == 0)
		return wire_query_nothing(err); /* Xapian takes "" for every story */
	return build(err, [&] { return Query(shim::copy(term)); });
}

wire_query *wire_query_all(wire_error *err)
{
	return build(err, everything);
}

wire_query *wire_query_nothing(wire_error *err)
{
	return build(err, [] { return Query(); });
}

wire_query *wire_query_and(wire_query **parts, size_t n, wire_error *err)
{
	return combine(parts, n, err, [](const queries &all) {
		return all.empty() ? everything() : join(Query::OP_AND, all);
	});
}

wire_query *wire_query_or(wire_query **parts, size_t n, wire_error *err)
{
	return combine(parts, n, err, [](const queries &all) { return join(Query::OP_OR, all); });
}

wire_query *wire_query_not(wire_query *yes, wire_query *no, wire_error *err)
{
	wire_query *both[] = {yes, no};
	return combine(
		both, 2, err, [](const queries &all) { return join(Query::OP_AND_NOT, all); });
}

wire_query *wire_query_filter(wire_query *query, wire_query *filter, wire_error *err)
{
	wire_query *both[] = {query, filter};
	return combine(
		both, 2, err, [](const queries &all) { return join(Query::OP_FILTER, all); });
}

wire_query *wire_query_synonym(wire_query **parts, size_t n, wire_error *err)
{
	return combine(
		parts, n, err, [](const queries &all) { return join(Query::OP_SYNONYM, all); });
}

wire_query *wire_query_phrase(wire_query **parts, size_t n, wire_error *err)
{
	return window(parts, n, 0, Query::OP_PHRASE, err);
}

wire_query *wire_query_near(
	wire_query **parts, size_t n, unsigned size, bool ordered, wire_error *err)
{
	return window(parts, n, size, ordered ? Query::OP_PHRASE : Query::OP_NEAR, err);
}

wire_query *wire_query_prefer(wire_query *query, wire_query *better, double bonus, wire_error *err)
{
	wire_query *both[] = {query, better};
	return combine(both, 2, err, [&](const queries &all) {
		Xapian::FixedWeightPostingSource fixed(bonus);
		const Query preferred(Query::OP_FILTER, Query(&fixed), all[1]);
		return Query(Query::OP_AND_MAYBE, all[0], preferred);
	});
}

wire_query *wire_query_watch(wire_query *query, struct wire_meter *meter, wire_error *err)
{
	return combine(
		&query, 1, err, [&](const queries &all) { return shim::watched(all[0], meter); });
}

wire_status wire_query_status(const wire_query *query)
{
	return query == nullptr ? WIRE_ENOMEM : query->status;
}

wire_query *wire_query_copy(const wire_query *query, wire_error *err)
{
	if (wire_query_status(query) != WIRE_OK)
		return failed(wire_query_status(query));
	return build(err, [&] { return query->rep; });
}

void wire_query_free(wire_query *query)
{
	if (wire_query_status(query) == WIRE_OK)
		delete query;
}
