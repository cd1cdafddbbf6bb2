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

using shim::ask;
using shim::guard;

constexpr unsigned REMOTE_TIMEOUT_MS = 30000;
constexpr unsigned REMOTE_CONNECT_MS = 5000;
/* How often a request is begun, and databases opened, when a writer comes between. */
constexpr int ATTEMPTS = 3;
/* Terms of a walk between two looks at the clock. */
constexpr uint64_t WALK_STRIDE = 1024;

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

/*
 * Xapian 1.4 takes a table that it can do without for an empty one when it cannot be opened (for
 * want of descriptors, say): no phrase would then be found. wire_reader_data() tells of records.
 */
void demand_positions(const Xapian::Database &db, const std::string &generation)
{
	const std::string table = generation + "/position.glass";
	if (db.get_doccount() > 0 && !db.has_positions() && std::filesystem::exists(table))
		throw Xapian::DatabaseOpeningError("cannot open " + table);
}

wire_status open_local(
	Xapian::Database &db, shim::source &as, const std::string &path, wire_error *err)
{
	const shim::layout found = shim::inspect(path);
	if (found.kind == shim::layout::ABSENT)
		return wire_fail(err, WIRE_ENOTFOUND, "no such database: '%s'", path.c_str());
	if (found.kind == shim::layout::FOREIGN)
		return shim::fail_foreign(path.c_str(), err);
	const wire_status status = guard(err, path.c_str(), [&] {
		db = Xapian::Database(found.generation);
		demand_positions(db, found.generation);
		as.place = std::filesystem::canonical(found.generation);
		return WIRE_OK;
	});
	/* The generation that the stub named may have gone since: then the stub names another. */
	if (status != WIRE_OK && shim::inspect(path).generation != found.generation)
		return wire_fail(
			err, WIRE_ESTALE, "%s: '%s'", wire_status_text(WIRE_ESTALE), path.c_str());
	return status;
}

/*
 * Is it one of the reader's databases again: in the same place, or, by its uuid, a server of it or
 * a copy? A copy must be in the same state: of two states nobody knows which is meant.
 */
wire_status find_repeat(
	bool &repeat, const wire_reader *reader, const shim::source &as, wire_error *err)
{
	repeat = false;
	for (const shim::source &other : reader->sources) {
		if (other.uuid != as.uuid)
			continue;
		const bool local = !other.place.empty() && !as.place.empty();
		if (local && other.place != as.place && other.revision != as.revision)
			return wire_fail(err, WIRE_EINVAL,
				"'%s' is a copy of '%s' in another state: name one of them",
				as.path.c_str(), other.path.c_str());
		repeat = true;
	}
	return WIRE_OK;
}

/* Open the database at `path` and add it to those of `reader`. */
wire_status add(wire_reader *reader, const std::string &path, wire_error *err)
{
	Xapian::Database db;
	shim::source as;
	std::string host;
	unsigned port = 0;
	bool repeat = false;
	wire_status status = WIRE_OK;
	const bool remote = is_remote(host, port, path);
	as.path = path;
	if (remote)
		db = Xapian::Remote::open(host, port, REMOTE_TIMEOUT_MS, REMOTE_CONNECT_MS);
	else
		status = open_local(db, as, path, err);
	if (status == WIRE_OK)
		status = shim::check_schema(db, path.c_str(), err);
	/*
	 * A block that a writer fills anew while it is read may read as anything, and what is
	 * missing then is no sign of another's database. reopen() tells whether there was such a
	 * writer.
	 */
	if (status == WIRE_EFOREIGN && !remote && db.reopen())
		status = wire_fail(
			err, WIRE_ESTALE, "%s: '%s'", wire_status_text(WIRE_ESTALE), path.c_str());
	if (status != WIRE_OK)
		return status;
	as.uuid = db.get_uuid();
	as.revision = revision_of(db, remote);
	status = find_repeat(repeat, reader, as, err);
	if (status == WIRE_OK && repeat)
		reader->repeated.push_back(path);
	if (status != WIRE_OK || repeat)
		return status;
	reader->db.add_database(db);
	reader->revision += (reader->revision.empty() ? "" : "+") + as.revision;
	reader->sources.push_back(std::move(as));
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
	reader->sources = std::move(fresh.sources);
	reader->repeated = std::move(fresh.repeated);
	reader->revision = std::move(fresh.revision);
	return WIRE_OK;
}

/* Set the order, and make the query of `enquire` the one that it needs. */
void set_order(Xapian::Enquire &enquire, wire_sort sort)
{
	using Xapian::Query;
	const Xapian::valueno slot = WIRE_SLOT_TIME;
	if (sort == WIRE_SORT_NEWEST) {
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		enquire.set_sort_by_value(slot, true);
	} else if (sort == WIRE_SORT_OLDEST) {
		/* No value sorts before every date, so having one is the first key: as the weight.
		 */
		Xapian::FixedWeightPostingSource one(1.0);
		const Query dated(
			Query::OP_FILTER, Query(&one), Query(Query::OP_VALUE_GE, slot, "0"));
		const Query flat(Query::OP_SCALE_WEIGHT, enquire.get_query(), 0.0);
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

namespace shim
{

wire_status pose(Xapian::Enquire &enquire, const wire_reader *reader, const wire_query *query,
	wire_error *err)
{
	const wire_status status = wire_query_status(query);
	if (status != WIRE_OK)
		return wire_fail(
			err, status, "the query could not be made: %s", wire_status_text(status));
	enquire.set_query(watched(query->rep, reader->meter));
	return WIRE_OK;
}

Xapian::MSet match(
	Xapian::Enquire &enquire, const wire_reader *reader, uint32_t offset, uint32_t limit)
{
	return enquire.get_mset(offset, limit, reader->db.get_doccount());
}

} // namespace shim

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
	wire_status status = WIRE_ESTALE;
	for (int i = 0; i < ATTEMPTS && status == WIRE_ESTALE; i++)
		status = guard(&told, reader->name.c_str(), [&] { return load(reader, &told); });
	if (status != WIRE_OK && err != nullptr)
		*err = told;
	return status;
}

wire_status wire_reader_with_snapshot(wire_reader *reader, wire_meter *meter,
	wire_snapshot_fn *body, void *payload, wire_error *err)
{
	wire_error told = {};
	wire_status status = WIRE_ESTALE;
	reader->meter = meter;
	for (int i = 0; i < ATTEMPTS && status == WIRE_ESTALE; i++) {
		if (i > 0)
			status = wire_reader_reopen(reader, &told);
		if (i == 0 || status == WIRE_OK)
			status = body(payload, &told);
	}
	reader->meter = nullptr;
	if (status != WIRE_OK && err != nullptr)
		*err = told;
	return status;
}

const char *wire_reader_repeated(const wire_reader *reader, size_t i)
{
	return i < reader->repeated.size() ? reader->repeated[i].c_str() : nullptr;
}

void wire_reader_close(wire_reader *reader)
{
	delete reader;
}

bool wire_reader_has_server(const wire_reader *reader)
{
	return std::any_of(reader->sources.begin(), reader->sources.end(),
		[](const shim::source &each) { return each.place.empty(); });
}

wire_status wire_reader_count(uint32_t *out, wire_reader *reader, wire_error *err)
{
	*out = 0;
	return ask(reader, err, [&] {
		*out = reader->db.get_doccount();
		return WIRE_OK;
	});
}

wire_status wire_reader_revision(wire_buf *out, wire_reader *reader, wire_error *err)
{
	return shim::append(out, reader->revision, err);
}

wire_status wire_reader_meta(wire_buf *out, wire_reader *reader, const char *key, wire_error *err)
{
	return ask(
		reader, err, [&] { return shim::append(out, reader->db.get_metadata(key), err); });
}

wire_status wire_reader_search(wire_hits *out, wire_reader *reader, const wire_query *query,
	uint32_t offset, uint32_t limit, wire_sort sort, wire_error *err)
{
	*out = wire_hits{};
	return ask(reader, err, [&] {
		Xapian::Enquire enquire(reader->db);
		const wire_status status = shim::pose(enquire, reader, query, err);
		if (status != WIRE_OK)
			return status;
		set_order(enquire, sort);
		take_hits(out, shim::match(enquire, reader, offset, limit),
			sort == WIRE_SORT_RELEVANCE);
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
	return ask(reader, err, [&] {
		Xapian::Enquire enquire(reader->db);
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		const wire_status status = shim::pose(enquire, reader, query, err);
		if (status == WIRE_OK)
			*out = shim::match(enquire, reader, 0, 0).get_matches_estimated();
		return status;
	});
}

wire_status wire_reader_data(wire_buf *out, wire_reader *reader, uint32_t docid, wire_error *err)
{
	return ask(reader, err, [&] {
		if (docid == 0)
			throw Xapian::DocNotFoundError("0 is no story");
		const std::string data = reader->db.get_document(docid).get_data();
		if (data.empty()) /* no record is: the table of them could not be opened */
			throw Xapian::DatabaseOpeningError("the records cannot be read");
		return shim::append(out, data, err);
	});
}

wire_status wire_reader_find(uint32_t *docid, wire_reader *reader, wire_str term, wire_error *err)
{
	*docid = 0;
	return ask(reader, err, [&] {
		const std::string text = shim::copy(term);
		const Xapian::PostingIterator at = reader->db.postlist_begin(text);
		if (text.empty() || at == reader->db.postlist_end(text))
			return wire_fail(err, WIRE_ENOTFOUND, "no such story: '%s'", text.c_str());
		*docid = *at;
		return WIRE_OK;
	});
}

wire_status wire_reader_term_of(
	wire_buf *out, wire_reader *reader, uint32_t docid, wire_str prefix, wire_error *err)
{
	return ask(reader, err, [&] {
		if (docid == 0)
			throw Xapian::DocNotFoundError("0 is no story");
		const std::string start = shim::copy(prefix);
		Xapian::TermIterator at = reader->db.termlist_begin(docid);
		at.skip_to(start);
		if (at == reader->db.termlist_end(docid) ||
			(*at).compare(0, start.size(), start) != 0)
			return wire_fail(err, WIRE_ENOTFOUND, "story %u has no term '%s...'", docid,
				start.c_str());
		return shim::append(out, *at, err);
	});
}

wire_status wire_reader_frequency(
	uint32_t *out, wire_reader *reader, wire_str term, wire_error *err)
{
	*out = 0;
	return ask(reader, err, [&] {
		*out = reader->db.get_termfreq(shim::copy(term));
		return WIRE_OK;
	});
}

wire_status wire_reader_terms(
	wire_reader *reader, wire_str prefix, wire_term_fn *fn, void *payload, wire_error *err)
{
	return ask(reader, err, [&] {
		const std::string start = shim::copy(prefix);
		const Xapian::TermIterator end = reader->db.allterms_end(start);
		uint64_t seen = 0;
		wire_status status = WIRE_OK;
		for (Xapian::TermIterator at = reader->db.allterms_begin(start); at != end; ++at) {
			const std::string term = *at;
			status = fn(payload, shim::view(term), at.get_termfreq(), err);
			if (status == WIRE_OK && ++seen % WALK_STRIDE == 0)
				status = wire_meter_check(reader->meter, err);
			if (reader->meter != nullptr)
				reader->meter->terms++;
			if (status != WIRE_OK)
				break; /* before the next term, which may fail, is looked for */
		}
		return status == WIRE_END ? WIRE_OK : status;
	});
}
