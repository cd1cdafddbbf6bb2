/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Text as slices, and the memory they live in.
 *
 * A wire_str is a borrowed run of bytes: not NUL-terminated unless a function says so, never freed.
 * Whatever a story consists of (strings, lists, tokens) lives in one wire_arena and is released all
 * at once, so no stage ever frees anything and none has clean-up paths. Lengths are in bytes.
 */
#ifndef WIRE_STR_H
#define WIRE_STR_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wire_str {
	const char *data; /* may be NULL only when len is 0 */
	size_t len;
} wire_str;

/** A string literal as the initialiser of a static wire_str, and as a value. */
#define WIRE_STR_INIT(literal) {literal, sizeof(literal) - 1}
#ifdef __cplusplus
#define WIRE_STR(literal) (wire_str WIRE_STR_INIT(literal))
#else
#define WIRE_STR(literal) ((wire_str)WIRE_STR_INIT(literal))
#endif
/** printf's "%.*s": printf(WIRE_FMT, WIRE_ARG(s)). Slices over INT_MAX bytes must not be printed. */
#define WIRE_FMT      "%.*s"
#define WIRE_ARG(str) ((int)(str).len), ((str).data ? (str).data : "")

/** The NUL-terminated string `s` (NULL: empty) as a slice; borrows. */
wire_str wire_str_from(const char *s);
/** Bytes [start, end) of `s`, clamped to it. */
wire_str wire_str_slice(wire_str s, size_t start, size_t end);
bool wire_str_equal(wire_str a, wire_str b);
/** Like wire_str_equal, but ASCII letters match in either case. */
bool wire_str_equal_nocase(wire_str a, wire_str b);
/** Byte order, as memcmp; a prefix sorts first. <0, 0, >0. */
int wire_str_compare(wire_str a, wire_str b);
bool wire_str_starts(wire_str s, wire_str prefix);
bool wire_str_ends(wire_str s, wire_str suffix);
/** Offset of the first `needle` in `s` at or after `from`; SIZE_MAX when there is none. */
size_t wire_str_find(wire_str s, wire_str needle, size_t from);
/** Without ASCII white space (space, tab, CR, LF, FF, VT) and U+00A0 at both ends. */
wire_str wire_str_trim(wire_str s);
/**
 * Take the next line off `*rest` (without its LF or CRLF) into `*line`; false at the end.
 * The last line counts without a newline; a newline at the very end adds no empty line.
 */
bool wire_str_line(wire_str *line, wire_str *rest);

/* ---- arena ---- */

typedef struct wire_arena wire_arena;

/**
 * A new arena that hands out at most `max` bytes between resets, counted as they were asked for;
 * NULL when out of memory.
 */
wire_arena *wire_arena_new(size_t max);
/** Release everything handed out, keep some memory for the next story. */
void wire_arena_reset(wire_arena *arena);
void wire_arena_free(wire_arena *arena); /* NULL allowed */
/** `size` bytes, aligned for any object, not cleared; NULL when memory or the cap ran out. */
void *wire_arena_alloc(wire_arena *arena, size_t size) WIRE_MUST_CHECK;
/** `count` cleared elements of `size` bytes; NULL as above, also when the product overflows. */
void *wire_arena_calloc(wire_arena *arena, size_t count, size_t size) WIRE_MUST_CHECK;
/**
 * Room for one more element in a growing array of `*cap` elements of `size` bytes, `len` of them
 * used: `items` itself or a larger copy. NULL, with nothing changed, as above.
 */
void *wire_arena_grow(wire_arena *arena, void *items, size_t *cap, size_t len, size_t size)
	WIRE_MUST_CHECK;
/** A copy of `s` followed by a NUL. On failure {NULL, 0} with WIRE_ENOMEM. */
wire_status wire_arena_copy(wire_str *out, wire_arena *arena, wire_str s) WIRE_MUST_CHECK;
/** printf into the arena; NUL-terminated. */
wire_status wire_arena_print(wire_str *out, wire_arena *arena, const char *format, ...)
	WIRE_PRINTF(3, 4);

/* ---- list of strings, in an arena ---- */

typedef struct wire_list {
	wire_str *items;
	size_t len, cap;
} wire_list;

/** Append `s` (borrowed, not copied). WIRE_ENOMEM leaves the list as it was. */
wire_status wire_list_push(wire_list *list, wire_arena *arena, wire_str s) WIRE_MUST_CHECK;
bool wire_list_has(const wire_list *list, wire_str s);

#ifdef __cplusplus
}
#endif
#endif
