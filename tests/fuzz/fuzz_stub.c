/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * This exercises: the stub file of a database directory, any bytes: either it names the generation
 * that is there, and the database opens, or that is refused in words.
 */
#include <stdint.h>
#include <string.h>

#include "fuzz/scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_stub(const uint8_t *data, size_t size)
{
	char path[128];
	snprintf(path, sizeof path, "%s/XAPIANDB", scratch_db());
	FILE *file = fopen(path, "wb");
	if (file == NULL || fwrite(data, 1, size, file) != size || fclose(file) != 0)
		abort();
}

static bool is(const uint8_t *data, size_t size, const char *text)
{
	return size == strlen(text) && memcmp(data, text, size) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool made;
	wire_reader *reader;
	wire_error err = {0};
	const char *path = scratch_db();
	if (!made)
		scratch_make_db();
	made = true;
	write_stub(data, size);
	wire_status status = wire_reader_open(&reader, &path, 1, &err);
	if ((status == WIRE_OK) != (is(data, size, "auto g1\n") || is(data, size, "auto g1")))
		abort();
	if ((status == WIRE_OK) != (reader != NULL) || (status != WIRE_OK && !err.message[0]))
		abort();
	wire_reader_close(reader);
	return 0;
}
