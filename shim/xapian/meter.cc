/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query.h"

#include <cerrno>
#include <chrono>
#include <system_error>

namespace
{

/* How many stories are looked at between two looks at the clock: some 10 us of a match. */
constexpr uint64_t STRIDE = 256;

[[noreturn]] void end_of_time()
{
	throw std::system_error(ETIMEDOUT, std::generic_category(), "deadline");
}

/*
 * Stands beside a query in an AND and matches every story, so that the match asks it for each
 * candidate. A class of Xapian's own is its base, since a server knows that one by its name: there
 * it matches every story, too, and watches nothing.
 */
class watcher : public Xapian::FixedWeightPostingSource
{
      public:
	explicit watcher(wire_meter *meter) : FixedWeightPostingSource(0.0), meter_(meter)
	{
	}
	watcher *clone() const override
	{
		return new watcher(meter_);
	}
	void next(double least) override
	{
		shim::look(meter_);
		FixedWeightPostingSource::next(least);
	}
	void skip_to(Xapian::docid to, double least) override
	{
		shim::look(meter_);
		FixedWeightPostingSource::skip_to(to, least);
	}
	bool check(Xapian::docid at, double least) override
	{
		shim::look(meter_);
		return FixedWeightPostingSource::check(at, least);
	}

      private:
	wire_meter *meter_;
};

} // namespace

int64_t wire_clock(void)
{
	using namespace std::chrono;
	return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

wire_status wire_meter_check(const wire_meter *meter, wire_error *err)
{
	if (meter == nullptr || meter->deadline == 0 || wire_clock() <= meter->deadline)
		return WIRE_OK;
	return wire_fail(err, WIRE_ETIME, "%s", wire_status_text(WIRE_ETIME));
}

namespace shim
{

void look(wire_meter *meter)
{
	if (meter != nullptr && ++meter->documents % STRIDE == 0 && meter->deadline != 0 &&
		wire_clock() > meter->deadline)
		end_of_time();
}

Xapian::Query watched(const Xapian::Query &query, wire_meter *meter)
{
	using Xapian::Query;
	if (meter == nullptr || query.empty())
		return query;
	watcher source(meter);
	return Query(Query::OP_FILTER, query, Query(&source));
}

} // namespace shim
