/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/schema.h"

#include <assert.h>

#include "wire/hash.h"
#include "wire/text.h"
#include "wire/token.h"

enum { HASH_DIGITS = 16 };

static const wire_field fields[] = {
#define FIELD(id, name, kind, prefix, exact, slot, facet, label)                                   \
	{WIRE_FIELD_##id, name, WIRE_KIND_##kind, prefix, exact, slot, facet, label},
	WIRE_SCHEMA_FIELDS(FIELD)
#undef FIELD
};

bool wire_field_is_stemmed(const wire_field *field)
{
	return field->kind == WIRE_KIND_TEXT;
}

const wire_field *wire_field_get(wire_field_id id)
{
	return &fields[id];
}

const wire_field *wire_field_by_name(wire_str name)
{
	for (size_t i = 0; i < WIRE_FIELD_COUNT; i++)
		if (name.len > 0 && wire_str_equal_nocase(name, wire_str_from(fields[i].name)))
			return &fields[i];
	return NULL;
}

const wire_field *wire_field_by_facet(wire_str facet)
{
	for (size_t i = 0; i < WIRE_FIELD_COUNT; i++)
		if (facet.len > 0 && wire_str_equal_nocase(facet, wire_str_from(fields[i].facet)))
			return &fields[i];
	return NULL;
}

wire_status wire_term_make(wire_buf *out, const char *mark, const char *prefix, wire_str text)
{
	wire_buf_clear(out);
	wire_buf_puts(out, mark);
	wire_buf_puts(out, prefix);
	size_t room = out->len < WIRE_TERM_MAX ? WIRE_TERM_MAX - out->len : 0;
	size_t start = out->len;
	assert(room > HASH_DIGITS && out->max >= WIRE_TERM_MAX);
	if (text.len <= room) {
		wire_buf_str(out, text);
	} else {
		wire_buf_str(out, wire_utf8_cut(text, room - HASH_DIGITS));
		wire_buf_printf(out, "%016llx", (unsigned long long)wire_hash(text, 0));
	}
	for (size_t i = start; i < out->len; i++)
		if (out->data[i] == '\0')
			out->data[i] = '?';
	return wire_buf_status(out);
}

wire_status wire_term_twin(wire_buf *out, const wire_field *field, wire_str stem, size_t split)
{
	wire_status status = wire_term_make(out, "J", field->prefix, stem);
	assert(stem.len <= WIRE_FORM_MAX); /* so that there is room */
	wire_buf_putc(out, ':');
	if (split > 0)
		wire_buf_printf(out, "%zu", split);
	return status == WIRE_OK ? wire_buf_status(out) : status;
}

wire_status wire_term_exact(wire_buf *out, const wire_field *field, wire_str value)
{
	if (field->id == WIRE_FIELD_COUNTRY || field->id == WIRE_FIELD_ID)
		return wire_term_make(out, "", field->exact, value);
	wire_buf folded;
	wire_buf_init(&folded, value.len * WIRE_FOLD_GROWTH + 1);
	wire_text_fold(&folded, value);
	wire_status status = wire_buf_status(&folded);
	if (status == WIRE_OK)
		status = wire_term_make(out, "", field->exact, wire_buf_view(&folded));
	wire_buf_release(&folded);
	return status;
}
