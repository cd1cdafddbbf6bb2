/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/settings.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/input/place.h"
#include "wire/name.h"
#include "wire/schema.h"

#define KEY_REFERENCE "wire.reference"
#define KEY_SOURCE    "wire.source"
#define KEY_FORMAT    "wire.format"

enum { VALUE_MAX = 4 * PATH_MAX };

/* ---- one setting ---- */

static wire_status check(const wire_buf *value, const char *option, wire_error *err)
{
	wire_status status = wire_buf_status(value);
	return status == WIRE_OK
		       ? status
		       : wire_fail(err, status, "%s: %s", option, wire_status_text(status));
}

/* Store `value` under `key` unless it is there; `stored` is what is. */
static wire_status store(
	wire_batch *batch, const char *key, wire_str value, const wire_buf *stored, wire_error *err)
{
	if (wire_str_equal(value, wire_buf_view(stored)))
		return WIRE_OK;
	wire_status status = wire_writer_set_meta(batch->writer, wire_str_from(key), value, err);
	return status == WIRE_OK ? wire_batch_count(batch, err) : status;
}

/*
 * What holds for one setting, into `value`: what was given, which is stored; else what is stored,
 * with a note. A value that could not be copied is no value: it fails before anything is stored.
 */
static wire_status settle(wire_buf *value, bool given, wire_batch *batch, const char *key,
	const char *option, wire_report *report, wire_error *err)
{
	wire_buf stored;
	wire_status status = check(value, option, err);
	if (status != WIRE_OK || batch == NULL)
		return status;
	wire_buf_init(&stored, VALUE_MAX);
	status = wire_writer_get_meta(&stored, batch->writer, wire_str_from(key), err);
	if (status == WIRE_OK && given) {
		status = store(batch, key, wire_buf_view(value), &stored, err);
	} else if (status == WIRE_OK && stored.len > 0) {
		wire_buf_str(value, wire_buf_view(&stored));
		status = check(value, option, err);
		if (status == WIRE_OK)
			wire_report_note(report, "%s " WIRE_FMT ", as at an earlier run", option,
				WIRE_ARG(wire_buf_view(value)));
	}
	wire_buf_release(&stored);
	return status;
}

static wire_status settle_reference(wire_settings *out, wire_batch *batch,
	const wire_index_options *o, wire_report *report, wire_error *err)
{
	char text[11];
	wire_buf value;
	bool given = o->given_reference;
	wire_buf_init(&value, VALUE_MAX);
	out->policy.reference = o->reference;
	wire_date_format(text, o->reference);
	if (given && wire_date_valid(o->reference))
		wire_buf_puts(&value, text);
	wire_status status =
		settle(&value, given, batch, KEY_REFERENCE, "--reference-date", report, err);
	if (status == WIRE_OK && !given && value.len > 0 &&
		!wire_date_parse(&out->policy.reference, wire_buf_view(&value)))
		out->policy.reference = (wire_date){0};
	wire_buf_release(&value);
	return status;
}

static wire_status settle_source(wire_settings *out, wire_batch *batch, const wire_index_options *o,
	wire_report *report, wire_error *err)
{
	wire_buf_str(&out->source, o->source);
	wire_status status =
		settle(&out->source, o->given_source, batch, KEY_SOURCE, "--source", report, err);
	out->policy.source = wire_buf_view(&out->source);
	return status;
}

static wire_status settle_format(wire_settings *out, wire_batch *batch, const wire_index_options *o,
	wire_report *report, wire_error *err)
{
	wire_buf value;
	wire_buf_init(&value, VALUE_MAX);
	if (o->format != NULL)
		wire_buf_puts(&value, o->format->name);
	wire_status status =
		settle(&value, o->given_format, batch, KEY_FORMAT, "--format", report, err);
	out->policy.format = wire_format_by_name(wire_buf_view(&value));
	wire_buf_release(&value);
	return status;
}

/* ---- the root ---- */

static wire_status check_folder(const char *root, wire_error *err)
{
	struct stat info;
	bool there = stat(root, &info) == 0;
	if (there && S_ISDIR(info.st_mode))
		return WIRE_OK;
	if (!there && errno != ENOENT && errno != ENOTDIR)
		return wire_fail(err, WIRE_EIO, "--root '%s': %s", root, strerror(errno));
	return wire_fail(err, WIRE_EINVAL, "--root '%s' is no folder", root);
}

static void note_root(wire_report *report, wire_str now, wire_str before)
{
	wire_buf text;
	wire_buf_init(&text, 8 * VALUE_MAX);
	wire_buf_puts(&text, "the archive's root is now ");
	wire_name_text(&text, now);
	wire_buf_puts(&text, ", was ");
	wire_name_text(&text, before);
	if (wire_buf_status(&text) == WIRE_OK)
		wire_report_note(report, "%s", text.data);
	wire_buf_release(&text);
}

static wire_status settle_root(wire_settings *out, wire_batch *batch, const wire_index_options *o,
	wire_report *report, wire_error *err)
{
	wire_buf stored;
	wire_status status = WIRE_OK;
	wire_buf_init(&stored, VALUE_MAX);
	if (batch != NULL)
		status =
			wire_writer_get_meta(&stored, batch->writer, WIRE_STR(WIRE_META_ROOT), err);
	if (status == WIRE_OK && o->root != NULL) {
		status = check_folder(o->root, err);
		if (status == WIRE_OK)
			status = wire_place_real(&out->root, o->root, err);
	} else if (status == WIRE_OK && stored.len > 0) {
		wire_buf_str(&out->root, wire_buf_view(&stored));
		status = check(&out->root, "--root", err);
	} else if (status == WIRE_OK) {
		status = wire_place_common(&out->root, o->paths, o->n_paths, err);
	}
	if (status == WIRE_OK && batch != NULL) {
		status = store(batch, WIRE_META_ROOT, wire_buf_view(&out->root), &stored, err);
		if (stored.len > 0 &&
			!wire_str_equal(wire_buf_view(&out->root), wire_buf_view(&stored)))
			note_root(report, wire_buf_view(&out->root), wire_buf_view(&stored));
	}
	wire_buf_release(&stored);
	return status;
}

wire_status wire_settings_read(wire_settings *out, wire_batch *batch,
	const wire_index_options *options, wire_report *report, wire_error *err)
{
	*out = (wire_settings){.policy = {.why = options->why}};
	wire_buf_init(&out->root, VALUE_MAX);
	wire_buf_init(&out->source, VALUE_MAX);
	wire_status status = settle_root(out, batch, options, report, err);
	if (status == WIRE_OK)
		status = settle_reference(out, batch, options, report, err);
	if (status == WIRE_OK)
		status = settle_source(out, batch, options, report, err);
	if (status == WIRE_OK)
		status = settle_format(out, batch, options, report, err);
	return status;
}

void wire_settings_release(wire_settings *settings)
{
	wire_buf_release(&settings->root);
	wire_buf_release(&settings->source);
}
