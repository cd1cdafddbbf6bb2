/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reader.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "query.h"
#include "schema.h"
#include "stub.h"
#include "wire/schema.h"

namespace
{

using shim::guard;
using shim::retry;

constexpr unsigned REMOTE_TIMEOUT_MS = 30000;
constexpr unsigned REMOTE_CONNECT_MS = 5000;

/* Split `host:port`; false for what is a path. An IPv6 address stands in brackets. */
bool is_remote(std::string &host, unsigned &port, const std::string &path)
{
	const size_t colon = path.rfind(':');
	if (colon == std::string::npos || colon == 0 || path.size() - colon > 6 ||
		path.size() - colon < 2 || std::filesystem::exists(path) ||
		path.find_first_not_of("0123456789", colon + 1) != std::string::npos)
		return false;
	host = path.substr(0, colon);
	if (host.size() > 2 && host.front() == '[' && host.back() == ']')
		host = host.substr(1, host.size() - 2);
	port = static_cast<unsigned>(std::stoul(path.substr(colon + 1)));
	return true;
}

/* Changes whenever a commit may have changed what is found. A server does not tell its revision. */
std::string revision_of(const Xapian::Database &db, bool remote)
{
	const std::string id = db.get_uuid() + ".";
	if (!remote)
		return id + std::to_string(db.get_revision());
	return id + std::to_string(db.get_doccount()) + "." + std::to_string(db.get_lastdocid()) +
	       "." + std::to_string(db.get_total_length());
}

wire_status open_local(Xapian::Database &db, const std::string &path, wire_error *err)
{
	const shim::layout found = shim::inspect(path);
	if (found.kind == shim::layout::ABSENT)
		return wire_fail(err, WIRE_ENOTFOUND, "no such database: '%s'", path.c_str());
	if (found.kind == shim::layout::FOREIGN)
		return shim::fail_foreign(path.c_str(), err);
	db = Xapian::Database(found.generation);
	return WIRE_OK;
}

/* Open the database at `path` and add it to those of `reader`. */
wire_status add(wire_reader *reader, const std::string &path, wire_error *err)
{
	Xapian::Database db;
	std::string host;
	unsigned port = 0;
	wire_status status = WIRE_OK;
	const bool remote = is_remote(host, port, path);
	if (remote)
		db = Xapian::Remote::open(host, port, REMOTE_TIMEOUT_MS, REMOTE_CONNECT_MS);
	else
		status = open_local(db, path, err);
	if (status == WIRE_OK)
		status = shim::check_schema(db, path.c_str(), err);
	if (status != WIRE_OK)
		return status;
	reader->db.add_database(db);
	reader->revision += (reader->revision.empty() ? "" : "+") + revision_of(db, remote);
	return WIRE_OK;
}

/* Open every path anew, so that new generations are found and lost connections made again. */
wire_status load(wire_reader *reader, wire_error *err)
{
	wire_reader fresh;
	for (const std::string &path : reader->paths) {
		const wire_status status =
			guard(err, path.c_str(), [&] { return add(&fresh, path, err); });
		if (status != WIRE_OK)
			return status;
	}
	reader->db = fresh.db;
	reader->revision = std::move(fresh.revision);
	return WIRE_OK;
}

/* Set the order, and the query that it needs. */
void prepare(Xapian::Enquire &enquire, const Xapian::Query &query, wire_sort sort)
{
	using Xapian::Query;
	const Xapian::valueno slot = WIRE_SLOT_TIME;
	enquire.set_query(query);
	if (sort == WIRE_SORT_NEWEST) {
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		enquire.set_sort_by_value(slot, true);
	} else if (sort == WIRE_SORT_OLDEST) {
		/* No value sorts before every date, so having one is the first key: as the weight.
		 */
		Xapian::FixedWeightPostingSource one(1.0);
		const Query dated(
			Query::OP_FILTER, Query(&one), Query(Query::OP_VALUE_GE, slot, "0"));
		const Query flat(Query::OP_SCALE_WEIGHT, query, 0.0);
		enquire.set_query(Query(Query::OP_AND_MAYBE, flat, dated));
		enquire.set_sort_by_relevance_then_value(slot, false);
	}
}

void take_hits(wire_hits *out, const Xapian::MSet &matches, bool ranked)
{
	out->total = matches.get_matches_estimated();
	if (matches.empty())
		return;
	out->items = static_cast<wire_hit *>(std::calloc(matches.size(), sizeof *out->items));
	if (out->items == nullptr)
		throw std::bad_alloc();
	for (Xapian::MSetIterator at = matches.begin(); at != matches.end(); ++at)
		out->items[out->len++] = {*at, ranked ? at.get_weight() : 0.0};
}

} // namespace

wire_status wire_reader_open(wire_reader **out, const char *const *paths, size_t n, wire_error *err)
{
	*out = nullptr;
	if (n == 0)
		return wire_fail(err, WIRE_EINVAL, "no database is given");
	return guard(err, paths[0], [&] {
		auto reader = std::make_unique<wire_reader>();
		reader->paths.assign(paths, paths + n);
		for (const std::string &path : reader->paths)
			reader->name += (reader->name.empty() ? "" : ", ") + path;
		const wire_status status = wire_reader_reopen(reader.get(), err);
		if (status == WIRE_OK)
			*out = reader.release();
		return status;
	});
}

wire_status wire_reader_reopen(wire_reader *reader, wire_error *err)
{
	wire_error told;
	const auto once = [&] {
		return guard(&told, reader->name.c_str(), [&] { return load(reader, &told); });
	};
	wire_status status = once();
	if (status == WIRE_ESTALE)
		status = once();
	if (status != WIRE_OK && err != nullptr)
		*err = told;
	return status;
}

void wire_reader_close(wire_reader *reader)
{
	delete reader;
}

wire_status wire_reader_count(uint32_t *out, wire_reader *reader, wire_error *err)
{
	*out = 0;
	return retry(reader, err, [&](wire_error *) {
		*out = reader->db.get_doccount();
		return WIRE_OK;
	});
}

wire_status wire_reader_revision(wire_buf *out, wire_reader *reader, wire_error *err)
{
	return shim::append(out, reader->revision, err);
}

wire_status wire_reader_search(wire_hits *out, wire_reader *reader, const wire_query *query,
	uint32_t offset, uint32_t limit, wire_sort sort, wire_error *err)
{
	*out = wire_hits{};
	return retry(reader, err, [&](wire_error *) {
		Xapian::Enquire enquire(reader->db);
		prepare(enquire, query->rep, sort);
		/* Every match is looked at, for the total to be exact. */
		const Xapian::MSet matches =
			enquire.get_mset(offset, limit, reader->db.get_doccount());
		take_hits(out, matches, sort == WIRE_SORT_RELEVANCE);
		return WIRE_OK;
	});
}

void wire_hits_free(wire_hits *hits)
{
	if (hits == nullptr)
		return;
	std::free(hits->items);
	*hits = wire_hits{};
}

wire_status wire_reader_match_count(
	uint32_t *out, wire_reader *reader, const wire_query *query, wire_error *err)
{
	*out = 0;
	return retry(reader, err, [&](wire_error *) {
		Xapian::Enquire enquire(reader->db);
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		enquire.set_query(query->rep);
		*out = enquire.get_mset(0, 0, reader->db.get_doccount()).get_matches_estimated();
		return WIRE_OK;
	});
}

wire_status wire_reader_data(wire_buf *out, wire_reader *reader, uint32_t docid, wire_error *err)
{
	return retry(reader, err, [&](wire_error *told) {
		if (docid == 0)
			throw Xapian::DocNotFoundError("0 is no story");
		return shim::append(out, reader->db.get_document(docid).get_data(), told);
	});
}

wire_status wire_reader_find(uint32_t *docid, wire_reader *reader, wire_str term, wire_error *err)
{
	*docid = 0;
	return retry(reader, err, [&](wire_error *told) {
		const std::string text = shim::copy(term);
		const Xapian::PostingIterator at = reader->db.postlist_begin(text);
		if (text.empty() || at == reader->db.postlist_end(text))
			return wire_fail(told, WIRE_ENOTFOUND, "no such story: '%s'", text.c_str());
		*docid = *at;
		return WIRE_OK;
	});
}

wire_status wire_reader_frequency(
	uint32_t *out, wire_reader *reader, wire_str term, wire_error *err)
{
	*out = 0;
	return retry(reader, err, [&](wire_error *) {
		*out = reader->db.get_termfreq(shim::copy(term));
		return WIRE_OK;
	});
}

wire_status wire_reader_terms(
	wire_reader *reader, wire_str prefix, wire_term_fn *fn, void *payload, wire_error *err)
{
	std::string last; /* that `fn` was called with: a second run goes on behind it */
	return retry(reader, err, [&](wire_error *told) {
		const std::string start = shim::copy(prefix);
		Xapian::TermIterator at = reader->db.allterms_begin(start);
		const Xapian::TermIterator end = reader->db.allterms_end(start);
		if (!last.empty())
			at.skip_to(last);
		wire_status status = WIRE_OK;
		for (; at != end && status == WIRE_OK; ++at) {
			const std::string term = *at;
			if (term == last)
				continue;
			status = fn(payload, shim::view(term), at.get_termfreq(), told);
			last = term;
		}
		return status;
	});
}
