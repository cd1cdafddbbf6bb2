/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/ledger.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "wire/schema.h"

/* The newest a file's time may be, in nanoseconds, to tell a later change from this one. */
#define FRESH_NANOSECONDS 2000000000

/* An entry: numbers, an identity, whose bytes may each be written as three, a NUL and a reason. */
enum { ENTRY_MAX = 4 * PATH_MAX + 256 + WIRE_LEDGER_REASON };

static wire_status fail(wire_status status, wire_error *err)
{
	return wire_fail(err, status, "ledger: %s", wire_status_text(status));
}

wire_status wire_owner_term(wire_buf *out, wire_str identity, wire_error *err)
{
	wire_status status = wire_term_make(out, "", WIRE_TERM_FILE, identity);
	return status == WIRE_OK ? status : fail(status, err);
}

/* Read an entry; `*at` is where the identity begins in `text`. */
static bool scan(wire_ledger_entry *out, int *at, const char *text)
{
	unsigned again = 0;
	int n = sscanf(text,
		"%" SCNu64 " %" SCNd64 " %" SCNx64 " %" SCNx64 " %" SCNu32 " %" SCNu32 " %u%n",
		&out->size, &out->mtime, &out->contents, &out->policy, &out->stories, &out->faults,
		&again, at);
	out->again = again != 0;
	if (n != 7 || text[*at] != ' ')
		return false;
	*at += 1; /* one space: an identity may begin with more */
	return true;
}

wire_status wire_ledger_put(wire_writer *writer, wire_str owner, wire_str identity,
	const wire_ledger_entry *entry, wire_error *err)
{
	wire_buf text;
	wire_buf_init(&text, ENTRY_MAX);
	wire_buf_printf(&text,
		"%" PRIu64 " %" PRId64 " %" PRIx64 " %" PRIx64 " %" PRIu32 " %" PRIu32 " %u ",
		entry->size, entry->mtime, entry->contents, entry->policy, entry->stories,
		entry->faults, entry->again ? 1u : 0u);
	wire_buf_str(&text, identity);
	if (entry->reason[0] != '\0') {
		wire_buf_putc(&text, '\0');
		wire_buf_puts(&text, entry->reason);
	}
	wire_status status = wire_buf_status(&text);
	status = status == WIRE_OK ? wire_writer_set_meta(writer, owner, wire_buf_view(&text), err)
				   : fail(status, err);
	wire_buf_release(&text);
	return status;
}

/* The entry and, in `text`, its identity from `*at` to a NUL. */
static wire_status get_text(wire_ledger_entry *out, bool *found, int *at, wire_buf *text,
	wire_writer *writer, wire_str owner, wire_error *err)
{
	*out = (wire_ledger_entry){0};
	*found = false;
	*at = 0;
	wire_status status = wire_writer_get_meta(text, writer, owner, err);
	if (status == WIRE_OK && text->len > 0)
		*found = scan(out, at, text->data);
	size_t end = status == WIRE_OK && *found ? strlen(text->data) : text->len;
	if (end < text->len)
		snprintf(out->reason, sizeof out->reason, "%s", text->data + end + 1);
	return status;
}

wire_status wire_ledger_get(
	wire_ledger_entry *out, bool *found, wire_writer *writer, wire_str owner, wire_error *err)
{
	wire_buf text;
	int at;
	wire_buf_init(&text, ENTRY_MAX);
	wire_status status = get_text(out, found, &at, &text, writer, owner, err);
	wire_buf_release(&text);
	return status;
}

wire_status wire_ledger_remove(wire_writer *writer, wire_str owner, wire_error *err)
{
	return wire_writer_set_meta(writer, owner, WIRE_STR(""), err);
}

wire_status wire_ledger_read_again(wire_writer *writer, wire_str owner, wire_error *err)
{
	wire_ledger_entry entry;
	wire_buf text;
	bool found;
	int at;
	wire_buf_init(&text, ENTRY_MAX);
	wire_status status = get_text(&entry, &found, &at, &text, writer, owner, err);
	entry.again = true;
	if (status == WIRE_OK && found)
		status = wire_ledger_put(writer, owner, wire_str_from(text.data + at), &entry, err);
	wire_buf_release(&text);
	return status;
}

int64_t wire_ledger_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t wire_ledger_time(int64_t mtime, int64_t read_at)
{
	return mtime > read_at - FRESH_NANOSECONDS ? 0 : mtime;
}

/* What calling a function for each entry needs. */
typedef struct caller {
	wire_writer *writer;
	wire_ledger_fn *fn;
	void *payload;
} caller;

static wire_status call(void *payload, wire_str key, uint32_t frequency, wire_error *err)
{
	caller *c = payload;
	wire_ledger_entry entry;
	wire_buf text;
	bool found;
	int at;
	(void)frequency;
	wire_buf_init(&text, ENTRY_MAX);
	wire_status status = get_text(&entry, &found, &at, &text, c->writer, key, err);
	if (status == WIRE_OK && found)
		status = c->fn(c->payload, key, wire_str_from(text.data + at), err);
	wire_buf_release(&text);
	return status;
}

wire_status wire_ledger_each(
	wire_writer *writer, wire_ledger_fn *fn, void *payload, wire_error *err)
{
	caller c = {writer, fn, payload};
	return wire_writer_meta_keys(writer, WIRE_STR(WIRE_TERM_FILE), call, &c, err);
}
