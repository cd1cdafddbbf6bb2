/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Everything that a database holds, as text that can be compared: read by Xapian itself, past our own
 * readers, so that what they overlook is seen.
 */
#ifndef LIFE_DUMP_H
#define LIFE_DUMP_H

#include <stdbool.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Print the database in `dir`: of each story, by its id, the length, the record, each value slot, each
 * term with its frequency and positions; then each term of the whole with its numbers of stories and
 * of occurrences, and the metadata. Bytes that are not printable, and '%', as %XX. Numbers that
 * Xapian gives to stories are left out: they tell of the order in which they came.
 * False when it cannot be read: `out` then ends in why.
 */
bool life_dump(FILE *out, const char *dir);
/** Is every block of it as Xapian wants it? Else `out` has why. */
bool life_check(FILE *out, const char *dir);

#ifdef __cplusplus
}
#endif
#endif
