/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/input/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 256 * 1024 };

wire_status wire_input_read(wire_buf *out, const char *path, wire_error *err)
{
	static const char standard_input[] = "-";
	char chunk[CHUNK];
	wire_status status = WIRE_OK;
	wire_buf_clear(out);
	bool standard = strcmp(path, standard_input) == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return wire_fail(err, WIRE_EIO, "%s", strerror(errno));
	while (status == WIRE_OK) {
		ssize_t got = read(fd, chunk, sizeof chunk);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			status = wire_fail(err, WIRE_EIO, "%s", strerror(errno));
		if (got <= 0)
			break;
		wire_buf_append(out, chunk, (size_t)got);
		status = wire_buf_status(out);
		if (status != WIRE_OK)
			wire_fail(err, status,
				status == WIRE_ETOOBIG ? "file is larger than %u MB"
						       : "out of memory",
				WIRE_FILE_MAX >> 20);
	}
	if (!standard)
		close(fd);
	return status;
}
