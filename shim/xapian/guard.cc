/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "wire/schema.h"
#include "wire/text.h"

namespace shim
{

namespace
{

struct meaning {
	const char *type; /* Xapian::Error::get_type() */
	wire_status status;
};

/* What is not here is the database's own trouble: WIRE_EDATABASE. */
constexpr meaning MEANINGS[] = {
	{"DatabaseLockError", WIRE_ELOCKED},
	{"DatabaseModifiedError", WIRE_ESTALE},
	{"DatabaseVersionError", WIRE_ESCHEMA},
	{"DatabaseNotFoundError", WIRE_ENOTFOUND},
	{"DocNotFoundError", WIRE_ENOTFOUND},
	{"NetworkError", WIRE_EIO},
	{"NetworkTimeoutError", WIRE_EIO},
	{"InvalidArgumentError", WIRE_EINVAL},
	{"InvalidOperationError", WIRE_EINVAL},
	{"UnimplementedError", WIRE_EINVAL},
	{"WildcardError", WIRE_ETOOBIG},
};

/* A quota and a file size limit are full disks to the one who meets them. */
constexpr int FULL[] = {ENOSPC, EDQUOT, EFBIG};

bool is_full(int error) noexcept
{
	for (int full : FULL)
		if (error == full)
			return true;
	return false;
}

/* Xapian keeps the words of errno, not its number, and not always in the same place. */
bool tells_of_full(const char *text) noexcept
{
	for (int full : FULL)
		if (text != nullptr && std::strstr(text, std::strerror(full)) != nullptr)
			return true;
	return false;
}

wire_status status_of(const Xapian::Error &error) noexcept
{
	if (tells_of_full(error.get_error_string()) || tells_of_full(error.get_msg().c_str()))
		return WIRE_ENOSPACE;
	for (const meaning &known : MEANINGS)
		if (std::strcmp(known.type, error.get_type()) == 0)
			return known.status;
	return error.get_error_string() != nullptr ? WIRE_EIO : WIRE_EDATABASE;
}

} // namespace

wire_status translate(wire_error *err, const char *subject, const Xapian::Error &error) noexcept
{
	const wire_status status = status_of(error);
	const char *cause = error.get_error_string();
	return wire_fail(err, status, "%s: '%s' (%s%s%s)", wire_status_text(status), subject,
		error.get_msg().c_str(), cause == nullptr ? "" : ": ",
		cause == nullptr ? "" : cause);
}

wire_status translate(wire_error *err, const char *subject, const std::system_error &error) noexcept
{
	if (error.code().value() == ETIMEDOUT)
		return wire_fail(err, WIRE_ETIME, "%s", wire_status_text(WIRE_ETIME));
	if (error.code().value() == E2BIG)
		return wire_fail(err, WIRE_ETOOBIG, "%s", wire_status_text(WIRE_ETOOBIG));
	const wire_status status = is_full(error.code().value()) ? WIRE_ENOSPACE : WIRE_EIO;
	return wire_fail(
		err, status, "%s: '%s' (%s)", wire_status_text(status), subject, error.what());
}

void throw_errno(const std::string &what)
{
	throw std::system_error(errno, std::generic_category(), what);
}

wire_status append(wire_buf *out, const std::string &text, wire_error *err) noexcept
{
	wire_buf_append(out, text.data(), text.size());
	const wire_status status = wire_buf_status(out);
	return status == WIRE_OK ? status
				 : wire_fail(err, status, "%s: %zu bytes", wire_status_text(status),
					   text.size());
}

/* Bytes of a term that a message shows. */
constexpr size_t SHOWN = 40;

/* The first bytes of a term, fit for a terminal: no control bytes, no half character. */
static std::array<char, 4 * SHOWN + 1> quote_beginning(wire_str term) noexcept
{
	std::array<char, 4 * SHOWN + 1> out{}; /* a control byte takes four */
	size_t used = 0;
	const wire_str beginning = wire_utf8_cut(term, SHOWN);
	for (size_t i = 0; i < beginning.len; i++) {
		const unsigned char byte = static_cast<unsigned char>(beginning.data[i]);
		const bool control = byte < 0x20 || byte == 0x7F;
		used += static_cast<size_t>(std::snprintf(
			out.data() + used, out.size() - used, control ? "\\x%02X" : "%c", byte));
	}
	return out;
}

wire_status check_term(wire_error *err, wire_str term) noexcept
{
	size_t stored = term.len;
	for (size_t i = 0; i < term.len; i++)
		stored += term.data[i] == '\0';
	if (stored <= WIRE_TERM_MAX)
		return WIRE_OK;
	return wire_fail(err, WIRE_ETOOBIG, "term has %zu bytes, %d are allowed: '%s...'", stored,
		WIRE_TERM_MAX, quote_beginning(term).data());
}

} // namespace shim
