/* SPDX-License-Identifier: GPL-2.0-or-later */
/** What is in a wire_reader, and how its calls survive a writer that overtakes them. */
#ifndef SHIM_XAPIAN_READER_H
#define SHIM_XAPIAN_READER_H

#include <xapian.h>

#include <string>
#include <vector>

#include "guard.h"
#include "wire/store.h"

struct wire_reader {
	std::vector<std::string> paths;
	std::string name;    /* all paths, for messages */
	Xapian::Database db; /* all databases as one */
	std::string revision;
};

namespace shim
{

/**
 * Run `body`, which takes the error to write. When a writer has overtaken the reader (Xapian keeps
 * the last two commits), see what it committed and run the whole of it once more.
 */
template <typename Body>
wire_status retry(wire_reader *reader, wire_error *err, Body body) noexcept
{
	wire_error told;
	const char *name = reader->name.c_str();
	const auto once = [&] { return guard(&told, name, [&] { return body(&told); }); };
	wire_status status = once();
	if (status == WIRE_ESTALE && (status = wire_reader_reopen(reader, &told)) == WIRE_OK)
		status = once();
	if (status != WIRE_OK && err != nullptr)
		*err = told;
	return status;
}

} // namespace shim
#endif
