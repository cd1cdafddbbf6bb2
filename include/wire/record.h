/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The story record: what is known of one story, printed by `wire-index --extract`, stored in the
 * database and shown by `wire-search --show`. One table names every field once; JSON is written and
 * read by it.
 *
 * Absent facts are empty, never guessed. Text is UTF-8 in NFC.
 */
#ifndef WIRE_RECORD_H
#define WIRE_RECORD_H

#include "wire/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

/*      name       type    meaning */
#define WIRE_RECORD_FIELDS(X)                                                                      \
	X(id, STRING, "stable identity: the format's own id, else the URL, else the path")         \
	X(file, STRING, "path of the file it came from, as given")                                 \
	X(format, STRING, "text, reuters-sgml ...")                                                \
	X(headline, STRING, "without update marks")                                                \
	X(byline, LIST, "writers' names")                                                          \
	X(dateline, STRING, "as printed")                                                          \
	X(place, STRING, "the dateline's first place, as printed")                                 \
	X(places, LIST, "every place of the dateline with its region, as printed: `Wajima, Japan`")\
	X(date, STRING, "YYYY-MM-DD, --MM-DD or empty")                                            \
	X(date_from, STRING, "metadata, dateline, dateline+reference, dateline+issued, path ...")  \
	X(issued, STRING, "RFC 3339 time")                                                         \
	X(source, STRING, "the agency's usual short name")                                         \
	X(people, LIST, "full names, most prominent first")                                        \
	X(surnames, LIST, "persons named by title and surname alone: `President Reagan`")          \
	X(countries, LIST, "ISO 3166 codes, most prominent first")                                 \
	X(language, STRING, "BCP 47")                                                              \
	X(keywords, LIST, "as the source has them")                                                \
	X(slug, STRING, "as the source has it")                                                    \
	X(caption, STRING, "photo captions, one a paragraph")                                      \
	X(ednote, STRING, "notes to editors, correction leads")                                    \
	X(credit, STRING, "who reported, wrote, photographed")                                     \
	X(status, STRING, "usable, withheld or canceled")                                          \
	X(action, STRING, "new, update, correction, kill or repeat")                               \
	X(version, NUMBER, "1 and up")                                                             \
	X(embargo, STRING, "RFC 3339 time before which it is not shown")                           \
	X(url, STRING, "")                                                                         \
	X(body, STRING, "clean paragraphs, separated by one empty line")                           \
	X(removed, LIST, "each line that cleaning took out")                                       \
	X(why, LIST, "what each fact rests on; only with --why, never stored")

#define WIRE_TYPE_STRING wire_str
#define WIRE_TYPE_LIST   wire_list
#define WIRE_TYPE_NUMBER unsigned

/** All zero is a valid, empty story. Every slice borrows from the story's arena (or its input). */
typedef struct wire_story {
#define WIRE_RECORD_MEMBER(name, type, meaning) WIRE_TYPE_##type name;
	WIRE_RECORD_FIELDS(WIRE_RECORD_MEMBER)
#undef WIRE_RECORD_MEMBER
} wire_story;

/**
 * Append the story as one JSON object on one line, without a newline. Every field but `why` is
 * always present, in the table's order; `why` only when it has items.
 * Errors: out's own (wire_buf_status()), WIRE_ENOMEM.
 */
wire_status wire_story_to_json(wire_buf *out, const wire_story *story) WIRE_MUST_CHECK;

/**
 * Read what wire_story_to_json() wrote; unknown members are ignored, missing ones are empty.
 * Strings are copied into `arena`. WIRE_EFORMAT when it is not such an object; WIRE_ENOMEM.
 */
wire_status wire_story_from_json(
	wire_story *out, wire_arena *arena, wire_str json, wire_error *err) WIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
