/* SPDX-License-Identifier: GPL-2.0-or-later */
/** A folder for a fuzz target's database: made at the first call, gone when the process ends. */
#ifndef FUZZ_SCRATCH_H
#define FUZZ_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "wire/store.h"

static char scratch_folder[64];

static inline int scratch_remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info, (void)type, (void)walk;
	return remove(path);
}

static inline void scratch_remove(void)
{
	nftw(scratch_folder, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/** The path of the database `db` in the folder. */
static inline const char *scratch_db(void)
{
	static char path[80];
	if (scratch_folder[0] == '\0') {
		snprintf(scratch_folder, sizeof scratch_folder, "/tmp/wire-fuzz-XXXXXX");
		if (mkdtemp(scratch_folder) == NULL)
			abort();
		atexit(scratch_remove);
		snprintf(path, sizeof path, "%s/db", scratch_folder);
	}
	return path;
}

/** Make it there, empty. */
static inline void scratch_make_db(void)
{
	wire_writer *writer;
	wire_error err = {0};
	if (wire_writer_open(&writer, scratch_db(), &err) != WIRE_OK ||
		wire_writer_commit(writer, &err) != WIRE_OK)
		abort();
	wire_writer_close(writer);
}

#endif
