/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Headlines: what tells one from a paragraph, where no format says which it is.
 */
#ifndef INDEXER_CLEAN_HEADLINE_H
#define INDEXER_CLEAN_HEADLINE_H

#include "wire/str.h"

/**
 * May the line be a headline? Short, and not ending as prose does; the wires' flashes, all in
 * capitals, may be longer and end as they like.
 */
bool wire_headline_is(wire_str line);

#endif
