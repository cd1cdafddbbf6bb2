/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The edge between C++ and C: every public function of the shim runs its body in guard(), which
 * holds the only catch. Nothing that is thrown inside passes it.
 */
#ifndef SHIM_XAPIAN_GUARD_H
#define SHIM_XAPIAN_GUARD_H

#include <xapian.h>

#include <new>
#include <string>
#include <system_error>

#include "wire/buf.h"

namespace shim
{

/** What a Xapian error means to the caller, with a message that names `subject`. */
wire_status translate(wire_error *err, const char *subject, const Xapian::Error &error) noexcept;
/** The same for a failed system call. */
wire_status translate(
	wire_error *err, const char *subject, const std::system_error &error) noexcept;

/** Throw the failed system call that errno tells of; `what` says what was tried. */
[[noreturn]] void throw_errno(const std::string &what);

/** Run `body`, which returns a wire_status; `subject` is the database, for messages. */
template <typename Body>
wire_status guard(wire_error *err, const char *subject, Body body) noexcept
{
	try {
		return body();
	} catch (const Xapian::Error &error) {
		return translate(err, subject, error);
	} catch (const std::system_error &error) {
		return translate(err, subject, error);
	} catch (const std::bad_alloc &) {
		return wire_fail(err, WIRE_ENOMEM, "out of memory: '%s'", subject);
	} catch (...) {
		return wire_fail(err, WIRE_EDATABASE, "unknown failure: '%s'", subject);
	}
}

/** WIRE_ETOOBIG when `term` (or metadata key) is longer than Xapian stores; says how it begins. */
wire_status check_term(wire_error *err, wire_str term) noexcept;

/** `s` put into `buffer`, whose memory is used again. */
inline const std::string &assign(std::string &buffer, wire_str s)
{
	return s.len == 0 ? (buffer.clear(), buffer) : buffer.assign(s.data, s.len);
}

/** A copy of `s`. */
inline std::string copy(wire_str s)
{
	return s.len == 0 ? std::string() : std::string(s.data, s.len);
}

/** Put `text` at the end of `out`; WIRE_ETOOBIG or WIRE_ENOMEM as the buffer says. */
wire_status append(wire_buf *out, const std::string &text, wire_error *err) noexcept;

inline wire_str view(const std::string &s) noexcept
{
	return wire_str{s.data(), s.size()};
}

} // namespace shim
#endif
