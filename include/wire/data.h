/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Data files: tables of names and the tagger's model, which the programs read when they start.
 *
 * They lie in $WIRE_DATA_DIR where it is set, else beside the program: in ../share/wire of an
 * installed one, wherever its prefix was moved, and in the source tree of one that was not
 * installed. Never anywhere else: nobody who cannot change the program can change what it reads.
 */
#ifndef WIRE_DATA_H
#define WIRE_DATA_H

#include "wire/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/** No data file is larger, in bytes. */
#define WIRE_DATA_FILE_MAX (16u << 20)

/** The path of a data file in `dir` (NULL: the folder as above), appended to `out`. */
void wire_data_path(wire_buf *out, const char *dir, const char *name);

/** Read a whole data file into the arena. WIRE_EIO and WIRE_ETOOBIG name it; WIRE_ENOMEM. */
wire_status wire_data_read(wire_str *out, wire_arena *arena, const char *dir, const char *name,
	wire_error *err) WIRE_MUST_CHECK;

/** What is done with a row of a data file: its columns. WIRE_EFORMAT: it cannot be read. */
typedef wire_status wire_data_row_fn(void *arg, const wire_str *columns, size_t n);

/** No data file has more columns; what is behind them belongs to the last. */
#define WIRE_DATA_COLUMNS_MAX 4

/**
 * Give each row of a data file's text to `fn`: columns parted by TABs; lines that are empty or begin
 * with `#` are none. `fn`'s errors, with the file's name and the line.
 */
wire_status wire_data_each_row(wire_str text, const char *name, wire_data_row_fn *fn, void *arg,
	wire_error *err) WIRE_MUST_CHECK;

/**
 * Take the next item up to `separator` (a column's tab, a list's `|`) off `*rest`; false when
 * nothing is left. An empty item between two separators counts.
 */
bool wire_data_item(wire_str *item, wire_str *rest, char separator);

#ifdef __cplusplus
}
#endif
#endif
