/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <unordered_map>
#include <vector>

#include "query.h"
#include "reader.h"
#include "wire/schema.h"

namespace
{

using tally = std::unordered_map<std::string, uint32_t>;

/* Give `count` to each of the values that are packed in one slot. */
void unpack(tally &counts, const std::string &packed, uint32_t count)
{
	for (size_t start = 0, end; start <= packed.size(); start = end + 1) {
		end = std::min(packed.find(WIRE_FACET_SEPARATOR, start), packed.size());
		if (end > start)
			counts[packed.substr(start, end - start)] += count;
	}
}

tally unpacked(const Xapian::ValueCountMatchSpy &spy)
{
	tally counts;
	for (Xapian::TermIterator at = spy.values_begin(); at != spy.values_end(); ++at)
		unpack(counts, *at, at.get_termfreq());
	return counts;
}

std::vector<tally::const_iterator> ranked(const tally &counts)
{
	std::vector<tally::const_iterator> order;
	order.reserve(counts.size());
	for (auto at = counts.begin(); at != counts.end(); ++at)
		order.push_back(at);
	std::sort(order.begin(), order.end(), [](const auto &a, const auto &b) {
		return a->second != b->second ? a->second > b->second : a->first < b->first;
	});
	return order;
}

/* One block: the items, then their values. */
void take_counts(wire_counts *out, const tally &counts)
{
	size_t bytes = counts.size() * sizeof *out->items;
	for (const auto &entry : counts)
		bytes += entry.first.size() + 1;
	if (bytes == 0)
		return;
	out->items = static_cast<wire_count *>(std::malloc(bytes));
	if (out->items == nullptr)
		throw std::bad_alloc();
	char *text = reinterpret_cast<char *>(out->items + counts.size());
	for (const auto &entry : ranked(counts)) {
		out->items[out->len++] = {text, entry->second};
		text = static_cast<char *>(
			std::memcpy(text, entry->first.c_str(), entry->first.size() + 1));
		text += entry->first.size() + 1;
	}
}

} // namespace

/*
 * Xapian's own spy counts the slot's packed values, which are unpacked once each after the match: a
 * spy of our own would be unknown to a xapian-tcpsrv.
 */
wire_status wire_reader_facets(wire_counts *out, wire_reader *reader, const wire_query *query,
	const uint32_t *slots, size_t n, wire_error *err)
{
	std::fill_n(out, n, wire_counts{});
	const wire_status status = shim::ask(reader, err, [&] {
		std::deque<Xapian::ValueCountMatchSpy> spies; /* they do not move */
		Xapian::Enquire enquire(reader->db);
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		for (size_t i = 0; i < n; i++) {
			spies.emplace_back(slots[i]);
			enquire.add_matchspy(&spies[i]);
		}
		const wire_status posed = shim::pose(enquire, reader, query, err);
		if (posed != WIRE_OK)
			return posed;
		shim::match(enquire, reader, 0, 0);
		for (size_t i = 0; i < n; i++)
			take_counts(&out[i], unpacked(spies[i]));
		return WIRE_OK;
	});
	for (size_t i = 0; i < n && status != WIRE_OK; i++)
		wire_counts_free(&out[i]);
	return status;
}

void wire_counts_free(wire_counts *counts)
{
	if (counts == nullptr)
		return;
	std::free(counts->items);
	*counts = wire_counts{};
}
