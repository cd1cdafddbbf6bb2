/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "query.h"
#include "reader.h"
#include "wire/schema.h"
#include "wire/text.h"

namespace
{

/* What is counted together: values that are the same when folded. */
struct group {
	std::string key;
	const std::string *value = nullptr; /* the spelling that is shown */
	uint32_t value_count = 0;
	uint32_t count = 0;
	size_t counted = 0; /* the last slot that was counted, from 1 */
};

struct spelling {
	group *of = nullptr;
	uint32_t count = 0;
};

std::string folded(const std::string &text)
{
	wire_buf key;
	wire_buf_init(&key, text.size() * WIRE_FOLD_GROWTH + 1);
	wire_text_fold(&key, shim::view(text));
	const wire_status status = wire_buf_status(&key);
	std::string made = status == WIRE_OK ? shim::copy(wire_buf_view(&key)) : "";
	wire_buf_release(&key);
	if (status != WIRE_OK)
		throw std::bad_alloc();
	return made;
}

/* The values of one facet. Each spelling is folded once. */
class tally
{
      public:
	/* Give `count` to each of the values that are packed in one slot, to one of two spellings
	 * alone. */
	void add(const std::string &packed, uint32_t count)
	{
		slots_++;
		for (size_t start = 0, end; start <= packed.size(); start = end + 1) {
			end = std::min(packed.find(WIRE_FACET_SEPARATOR, start), packed.size());
			if (end > start)
				add_value(packed.substr(start, end - start), count);
		}
	}
	/* The groups, most frequent first, ties by value. */
	std::vector<const group *> ranked()
	{
		std::vector<const group *> order;
		for (const auto &entry : spellings_)
			show(*entry.second.of, entry.first, entry.second.count);
		order.reserve(groups_.size());
		for (const auto &entry : groups_)
			order.push_back(&entry.second);
		std::sort(order.begin(), order.end(), [](const group *a, const group *b) {
			return a->count != b->count ? a->count > b->count : *a->value < *b->value;
		});
		return order;
	}

      private:
	void add_value(const std::string &value, uint32_t count)
	{
		spelling &as = spellings_[value];
		if (as.of == nullptr) {
			const std::string key = folded(value);
			as.of = &groups_[key];
			as.of->key = key;
		}
		as.count += count;
		if (as.of->counted != slots_)
			as.of->count += count;
		as.of->counted = slots_;
	}
	/* The most frequent spelling, of equals the first in byte order. */
	static void show(group &of, const std::string &value, uint32_t count)
	{
		if (of.value != nullptr &&
			(count < of.value_count || (count == of.value_count && value > *of.value)))
			return;
		of.value = &value;
		of.value_count = count;
	}
	std::unordered_map<std::string, spelling> spellings_;
	std::unordered_map<std::string, group> groups_; /* its elements do not move */
	size_t slots_ = 0;
};

char *put(char *at, const std::string &text)
{
	return static_cast<char *>(std::memcpy(at, text.c_str(), text.size() + 1)) + text.size() +
	       1;
}

/* One block: the items, then their texts. */
void take_counts(wire_counts *out, const Xapian::ValueCountMatchSpy &spy)
{
	tally counts;
	for (Xapian::TermIterator at = spy.values_begin(); at != spy.values_end(); ++at)
		counts.add(*at, at.get_termfreq());
	const std::vector<const group *> order = counts.ranked();
	size_t bytes = order.size() * sizeof *out->items;
	for (const group *each : order)
		bytes += each->value->size() + each->key.size() + 2;
	if (bytes == 0)
		return;
	out->items = static_cast<wire_count *>(std::malloc(bytes));
	if (out->items == nullptr)
		throw std::bad_alloc();
	char *text = reinterpret_cast<char *>(out->items + order.size());
	for (const group *each : order) {
		char *key = put(text, *each->value);
		out->items[out->len++] = {text, key, each->count};
		text = put(key, each->key);
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
			take_counts(&out[i], spies[i]);
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
