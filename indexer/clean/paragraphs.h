/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Paragraphs: a raw text's lines put together as they were meant, one string a paragraph.
 *
 * Three layouts are told apart, per block of lines between empty ones:
 *   a line a paragraph (scrapes); lines wrapped at a width (dumps, mail); wrapped lines in which a
 *   blank or tab at the start opens a paragraph (Reuters-21578, ANPA).
 */
#ifndef INDEXER_CLEAN_PARAGRAPHS_H
#define INDEXER_CLEAN_PARAGRAPHS_H

#include "wire/str.h"

/** Lines of a wrapped block are between these lengths, in bytes, but for each paragraph's last. */
#define WIRE_WRAP_MIN 40u
#define WIRE_WRAP_MAX 100u

/** Split `text`; each paragraph is trimmed, not empty, and in the arena where it was joined. */
wire_status wire_paragraphs_split(wire_list *out, wire_arena *arena, wire_str text) WIRE_MUST_CHECK;

/** `text` as one paragraph: its lines, trimmed, with one blank between. */
wire_status wire_paragraphs_join(wire_str *out, wire_arena *arena, wire_str text) WIRE_MUST_CHECK;

#endif
