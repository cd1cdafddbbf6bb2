/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The layout of a database directory: a stub file XAPIANDB that says `auto g1`, and beside it the
 * generation directory of that name, which is a Xapian database. Xapian's admin_notes tell of stub
 * directories; its own tools open ours.
 */
#ifndef SHIM_XAPIAN_STUB_H
#define SHIM_XAPIAN_STUB_H

#include <string>

namespace shim
{

struct layout {
	enum kind {
		ABSENT,  /* nothing there, an empty directory, or one whose making was cut off */
		OURS,    /* a stub that names a generation */
		PLAIN,   /* a Xapian database itself, as xapian-compact makes it */
		FOREIGN, /* a directory with other things in it, or no directory */
	} kind;
	std::string generation; /* path of the Xapian database; for ABSENT where it is to be */
};

/** What `dir` is. Throws std::system_error when it cannot be read. */
layout inspect(const std::string &dir);

/**
 * Throws std::system_error unless the database may be written. Asked before Xapian, which says of a
 * lock file that it may not open that another writer has it.
 */
void demand_writable(const layout &found);

/**
 * Was its making cut off before the generation could be opened? It is to be made anew then: Xapian
 * writes the file that says how to open it last, and takes one without it for a damaged database.
 */
bool is_cut_off(const layout &found);

/** Make the directory unless it is there. Throws std::system_error. */
void make_directory(const std::string &dir);

/**
 * Put the generation at `path` in force: the stub is written beside the old one, brought to the
 * disk and renamed over it, so that a crash leaves the old or the new, whole. Throws
 * std::system_error.
 */
void write_stub(const std::string &dir, const std::string &path);

} // namespace shim
#endif
