/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/input/place.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static wire_status check(const wire_buf *out, wire_error *err)
{
	wire_status status = wire_buf_status(out);
	return status == WIRE_OK ? status : wire_fail(err, status, "%s", wire_status_text(status));
}

static wire_status put_real(wire_buf *out, const char *path, wire_error *err)
{
	char *real = realpath(path, NULL);
	if (real == NULL)
		return wire_fail(err, errno == ENOMEM ? WIRE_ENOMEM : WIRE_EIO, "'%s': %s", path,
			strerror(errno));
	wire_buf_puts(out, real);
	free(real);
	return check(out, err);
}

wire_status wire_place_real(wire_buf *out, const char *path, wire_error *err)
{
	char folder[PATH_MAX];
	size_t length = strlen(path);
	wire_status status = put_real(out, path, err);
	while (length > 1 && path[length - 1] == '/')
		length--;
	size_t name = length;
	while (name > 0 && path[name - 1] != '/')
		name--;
	wire_str last = {path + name, length - name};
	if (status != WIRE_EIO || name >= sizeof folder || last.len == 0 ||
		wire_str_equal(last, WIRE_STR("..")))
		return status;
	memcpy(folder, path, name);
	folder[name] = '\0';
	status = put_real(out, name == 0 ? "." : folder, err);
	if (status != WIRE_OK)
		return status;
	if (out->len > 0 && out->data[out->len - 1] != '/')
		wire_buf_putc(out, '/');
	wire_buf_str(out, last);
	return check(out, err);
}

/* Cut `path` back to the folder that it and `other` lie in. */
static void cut_to_common(wire_buf *path, wire_str other)
{
	size_t same = 0, end = 0;
	while (same < path->len && same < other.len && path->data[same] == other.data[same]) {
		if (path->data[same] == '/')
			end = same;
		same++;
	}
	bool whole = (same == path->len || path->data[same] == '/') &&
		     (same == other.len || other.data[same] == '/');
	path->len = whole ? same : end;
	if (path->len == 0)
		path->len = 1; /* the root of all: every path begins with its `/` */
	path->data[path->len] = '\0';
}

/* Cut `path` back to its folder unless it is one. What cannot be asked may be one: WIRE_EIO. */
static wire_status cut_to_folder(wire_buf *path, wire_error *err)
{
	struct stat info;
	bool there = stat(path->data, &info) == 0;
	if (!there && errno != ENOENT)
		return wire_fail(err, WIRE_EIO, "'%s': %s", path->data, strerror(errno));
	if (there && S_ISDIR(info.st_mode))
		return WIRE_OK;
	char *slash = strrchr(path->data, '/');
	path->len = slash == path->data ? 1 : (size_t)(slash - path->data);
	path->data[path->len] = '\0';
	return WIRE_OK;
}

wire_status wire_place_common(wire_buf *out, const char *const *paths, size_t n, wire_error *err)
{
	wire_status status = WIRE_OK;
	wire_buf path;
	bool first = true;
	wire_buf_init(&path, 2 * PATH_MAX);
	wire_buf_clear(out);
	for (size_t i = 0; i < n && status == WIRE_OK; i++) {
		if (strcmp(paths[i], "-") == 0)
			continue;
		wire_buf_clear(&path);
		status = wire_place_real(&path, paths[i], err);
		if (status == WIRE_EIO) {
			status = WIRE_OK; /* its folder is gone, too: it is named by the walk */
			continue;
		}
		if (status != WIRE_OK)
			break;
		status = cut_to_folder(&path, err);
		if (status != WIRE_OK)
			break;
		if (first)
			wire_buf_str(out, wire_buf_view(&path));
		else
			cut_to_common(out, wire_buf_view(&path));
		first = false;
		status = check(out, err);
	}
	wire_buf_release(&path);
	return status == WIRE_OK && first ? put_real(out, ".", err) : status;
}

bool wire_place_within(wire_str *within, wire_str root, wire_str path)
{
	size_t at = root.len;
	*within = (wire_str){NULL, 0};
	while (at > 0 && root.data[at - 1] == '/')
		at--;
	if (!wire_str_starts(path, wire_str_slice(root, 0, at)) ||
		(path.len > at && path.data[at] != '/'))
		return false;
	*within = wire_str_slice(path, at + 1, path.len);
	return true;
}

/* `path` as an absolute one by its names alone: `.` and `..` are taken out, links stay. */
static wire_status put_typed(wire_buf *out, const char *path, wire_error *err)
{
	wire_str rest = wire_str_from(path);
	wire_status status = path[0] == '/' ? WIRE_OK : put_real(out, ".", err);
	while (rest.len > 0 && status == WIRE_OK) {
		size_t end = wire_str_find(rest, WIRE_STR("/"), 0);
		wire_str name = wire_str_slice(rest, 0, end);
		rest = wire_str_slice(rest, end == (size_t)-1 ? rest.len : end + 1, rest.len);
		if (name.len == 0 || wire_str_equal(name, WIRE_STR(".")))
			continue;
		if (wire_str_equal(name, WIRE_STR(".."))) {
			while (out->len > 0 && out->data[--out->len] != '/')
				;
			continue;
		}
		if (out->len == 0 || out->data[out->len - 1] != '/')
			wire_buf_putc(out, '/');
		wire_buf_str(out, name);
	}
	return status == WIRE_OK ? check(out, err) : status;
}

wire_status wire_place_of(wire_buf *out, const char *path, const char *root, wire_error *err)
{
	wire_buf full;
	wire_str within, top = wire_str_from(root);
	wire_buf_init(&full, 2 * PATH_MAX);
	wire_status status = wire_place_real(&full, path, err);
	bool found = status == WIRE_OK && wire_place_within(&within, top, wire_buf_view(&full));
	if (status == WIRE_OK && !found) {
		wire_buf_clear(&full);
		status = put_typed(&full, path, err);
		found = status == WIRE_OK && wire_place_within(&within, top, wire_buf_view(&full));
	}
	if (status == WIRE_OK && !found)
		status = wire_fail(err, WIRE_EINVAL,
			"'%s' is not within the archive's root '%s': --root DIR names a folder "
			"that "
			"holds both, or where the archive is now",
			path, root);
	if (status == WIRE_OK) {
		wire_buf_str(out, within);
		status = check(out, err);
	}
	wire_buf_release(&full);
	return status;
}

/* `2023`, `06`, `2023-06-14`, `20230614`: digits, perhaps with marks between. */
static bool is_date_name(wire_str name)
{
	if (name.len == 0 || name.data[0] < '0' || name.data[0] > '9')
		return false;
	for (size_t i = 0; i < name.len; i++)
		if ((name.data[i] < '0' || name.data[i] > '9') &&
			strchr("-_.", name.data[i]) == NULL)
			return false;
	return true;
}

wire_str wire_place_dates(wire_str root)
{
	size_t start = root.len, end = root.len;
	while (end > 0) {
		size_t slash = end;
		while (slash > 0 && root.data[slash - 1] != '/')
			slash--;
		if (!is_date_name(wire_str_slice(root, slash, end)))
			break;
		start = slash;
		end = slash > 0 ? slash - 1 : 0;
	}
	return wire_str_slice(root, start, root.len);
}
