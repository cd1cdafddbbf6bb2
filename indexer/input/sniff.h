/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a file is that no format reads, so that it can be named instead of being taken for text.
 * Asked only where no format is sure of itself; a format that is added takes its files over.
 */
#ifndef INDEXER_INPUT_SNIFF_H
#define INDEXER_INPUT_SNIFF_H

#include "wire/str.h"

/**
 * The kind of thing that begins with `head` and is called `name` (the last part of a path, for what
 * only a name tells, as source code): "HTML", "gzip" ...; a static string. NULL: nothing known, so
 * it may be text. `*advice` (a static string, "" mostly) is what the reader can do about it.
 * Looks at the first few thousand bytes; linear in them.
 */
const char *wire_sniff(const char **advice, wire_str head, wire_str name);

#endif
