/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Status codes and error messages: the one error model of the whole program.
 *
 * Every function that can fail returns a wire_status and takes, last, a wire_error that belongs to
 * the caller. The message is written only on failure; on success it is left as it was, so a caller
 * must look at the status first. A NULL error is allowed and ignored.
 *
 * Message style: lower case, no full stop, the fault first, the subject in 'single quotes'.
 */
#ifndef WIRE_STATUS_H
#define WIRE_STATUS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/*        name       code exit  text */
#define WIRE_STATUS_LIST(X)                                                                        \
	X(OK, 0, 0, "success")                                                                     \
	X(END, 1, 0, "nothing is left")                                                            \
	X(ENOMEM, -1, 3, "out of memory")                                                          \
	X(EINVAL, -2, 2, "invalid argument")                                                       \
	X(EQUERY, -3, 2, "query cannot be understood")                                             \
	X(EIO, -4, 3, "input or output failed")                                                    \
	X(EFORMAT, -5, 1, "input is not in a format that can be read")                             \
	X(ETOOBIG, -6, 1, "a named limit was exceeded")                                            \
	X(ENOTFOUND, -7, 1, "not found")                                                           \
	X(ELOCKED, -8, 3, "database is locked by another writer")                                  \
	X(EFOREIGN, -9, 3, "database was not made by wire-index")                                  \
	X(ESCHEMA, -10, 3, "database has another schema version")                                  \
	X(ESTALE, -11, 3, "database changed while it was being read")                              \
	X(EDATABASE, -12, 3, "database is damaged or cannot be used")                              \
	X(ENOSPACE, -13, 3, "no space left on the device")                                         \
	X(ETIME, -14, 2, "the time allowed for it is over")

typedef enum wire_status {
#define WIRE_STATUS_ENUM(name, code, exit_status, text) WIRE_##name = (code),
	WIRE_STATUS_LIST(WIRE_STATUS_ENUM)
#undef WIRE_STATUS_ENUM
} wire_status;

/** Why a call failed, in words. Plain memory: nothing to free. */
typedef struct wire_error {
	char message[512]; /* NUL-terminated UTF-8, cut when longer */
	size_t offset;     /* WIRE_EQUERY only: where in the query text, in bytes from its start */
	size_t length;     /* WIRE_EQUERY only: how many bytes are at fault; 0 = a point */
} wire_error;

#if defined(__GNUC__)
#define WIRE_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define WIRE_MUST_CHECK            __attribute__((warn_unused_result))
#else
#define WIRE_PRINTF(text, first)
#define WIRE_MUST_CHECK
#endif

/** The status's own text, for a status that carries no message. Never NULL. */
const char *wire_status_text(wire_status status);

/** The exit status that a command ends with because of `status`; 0 for WIRE_OK. */
int wire_status_exit(wire_status status);

/**
 * Write a message into `err` (when not NULL) and return `status`, so that a failing function ends
 * with `return wire_fail(err, WIRE_EIO, "cannot open '%s': %s", path, strerror(errno));`.
 * Sets offset and length to 0.
 */
wire_status wire_fail(wire_error *err, wire_status status, const char *format, ...)
	WIRE_PRINTF(3, 4);

/** The same with the place in the query text that is at fault: `length` bytes from `offset` on. */
wire_status wire_fail_at(wire_error *err, wire_status status, size_t offset, size_t length,
	const char *format, ...) WIRE_PRINTF(5, 6);

#ifdef __clang_analyzer__
/* The analyser does not see into other files: what failed with a status returns that status. */
#define wire_fail(err, status, ...) ((void)(wire_fail)((err), (status), __VA_ARGS__), (status))
#define wire_fail_at(err, status, ...)                                                             \
	((void)(wire_fail_at)((err), (status), __VA_ARGS__), (status))
#endif

#ifdef __cplusplus
}
#endif
#endif
