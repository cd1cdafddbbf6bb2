/* SPDX-License-Identifier: GPL-2.0-or-later */
/** What is in a wire_reader, and how its calls meet the edge. */
#ifndef SHIM_XAPIAN_READER_H
#define SHIM_XAPIAN_READER_H

#include <xapian.h>

#include <string>
#include <vector>

#include "guard.h"
#include "wire/store.h"

namespace shim
{

/** One database of a reader. */
struct source {
	std::string path;  /* as it was given */
	std::string place; /* of the generation, absolute, without links; "": a server's */
	std::string uuid, revision;
};

} // namespace shim

struct wire_reader {
	std::vector<std::string> paths;
	std::string name;                  /* all paths, for messages */
	Xapian::Database db;               /* all databases as one */
	std::vector<shim::source> sources; /* these databases */
	std::vector<std::string> repeated; /* paths that name one of them again */
	std::string revision;
	wire_meter *meter = nullptr; /* of the request that is under way; NULL: none */
};

namespace shim
{

/** Run `body`, which returns a wire_status, unless the request's time is over. */
template <typename Body>
wire_status ask(const wire_reader *reader, wire_error *err, Body body) noexcept
{
	const wire_status status = wire_meter_check(reader->meter, err);
	return status == WIRE_OK ? guard(err, reader->name.c_str(), body) : status;
}

/** Give `enquire` the query, watched by the request's meter. The status of one that has failed. */
wire_status pose(Xapian::Enquire &enquire, const wire_reader *reader, const wire_query *query,
	wire_error *err);

/** A page of the matches; every match is looked at, so that counts and spies are exact. */
Xapian::MSet match(
	Xapian::Enquire &enquire, const wire_reader *reader, uint32_t offset, uint32_t limit);

} // namespace shim
#endif
