/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/input/item.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "wire/hash.h"

struct wire_bytes {
	wire_source source;
	wire_str memory;   /* of wire_bytes_from(): what is still to come */
	wire_buf all;      /* of wire_bytes_all() */
	size_t start, end; /* of what is in the block and not yet taken */
	uint64_t read;     /* bytes */
	uint64_t hash;     /* of the blocks so far: each is full, but for the last */
	bool ended;        /* the source has no more */
	bool lost;         /* the source could not be rewound: where it stands nobody knows */
	char block[WIRE_CHUNK];
};

wire_status wire_bytes_new(wire_bytes **out, wire_source source, wire_error *err)
{
	*out = malloc(sizeof **out);
	if (*out == NULL) {
		if (source.close != NULL)
			source.close(source.state);
		return wire_fail(err, WIRE_ENOMEM, "out of memory");
	}
	/* The block is left as it is: clearing it costs more than reading a small file. */
	memset(*out, 0, offsetof(wire_bytes, block));
	(*out)->source = source;
	return WIRE_OK;
}

static wire_status read_memory(size_t *got, void *state, char *out, size_t size, wire_error *err)
{
	wire_str *rest = &((wire_bytes *)state)->memory;
	(void)err;
	*got = rest->len < size ? rest->len : size;
	if (*got > 0)
		memcpy(out, rest->data, *got);
	*rest = wire_str_slice(*rest, *got, rest->len);
	return WIRE_OK;
}

wire_status wire_bytes_from(wire_bytes **out, wire_str bytes, wire_error *err)
{
	wire_status status = wire_bytes_new(out, (wire_source){.read = read_memory}, err);
	if (status != WIRE_OK)
		return status;
	(*out)->source.state = *out;
	(*out)->memory = bytes;
	return WIRE_OK;
}

void wire_bytes_free(wire_bytes *bytes)
{
	if (bytes == NULL)
		return;
	if (bytes->source.close != NULL)
		bytes->source.close(bytes->source.state);
	wire_buf_release(&bytes->all);
	free(bytes);
}

/* Fill the block to its end, or to the source's, so that a hash does not hang on the pieces. */
static wire_status fill(wire_bytes *bytes, wire_error *err)
{
	assert(bytes->start == bytes->end);
	bytes->start = bytes->end = 0;
	if (bytes->lost)
		return wire_fail(err, WIRE_EIO, "it cannot be read again from its beginning");
	while (!bytes->ended && bytes->end < sizeof bytes->block) {
		size_t got = 0;
		wire_status status = bytes->source.read(&got, bytes->source.state,
			bytes->block + bytes->end, sizeof bytes->block - bytes->end, err);
		if (status != WIRE_OK)
			return status;
		bytes->ended = got == 0;
		bytes->end += got;
		bytes->read += got;
	}
	if (bytes->end > 0)
		bytes->hash = wire_hash((wire_str){bytes->block, bytes->end}, bytes->hash);
	return WIRE_OK;
}

wire_status wire_bytes_peek(wire_str *head, wire_bytes *bytes, wire_error *err)
{
	wire_status status = bytes->start == bytes->end ? fill(bytes, err) : WIRE_OK;
	*head = (wire_str){bytes->block + bytes->start, bytes->end - bytes->start};
	return status;
}

wire_status wire_bytes_next(wire_str *chunk, wire_bytes *bytes, wire_error *err)
{
	wire_status status = wire_bytes_peek(chunk, bytes, err);
	bytes->start = bytes->end;
	return status;
}

wire_status wire_bytes_all(wire_str *all, wire_bytes *bytes, size_t max, wire_error *err)
{
	wire_str chunk;
	wire_status status = wire_bytes_next(&chunk, bytes, err);
	*all = (wire_str){NULL, 0};
	wire_buf_release(&bytes->all);
	wire_buf_init(&bytes->all, max);
	if (status == WIRE_OK && bytes->ended && chunk.len <= max) {
		*all = chunk; /* a small file: it is in the block */
		return WIRE_OK;
	}
	while (status == WIRE_OK && chunk.len > 0) {
		wire_buf_str(&bytes->all, chunk);
		status = wire_buf_status(&bytes->all);
		if (status == WIRE_OK)
			status = wire_bytes_next(&chunk, bytes, err);
		else
			wire_fail(err, status, "%s: %zu bytes", wire_status_text(status), max);
	}
	*all = wire_buf_view(&bytes->all);
	return status;
}

wire_status wire_bytes_hash(uint64_t *hash, wire_bytes *bytes, wire_error *err)
{
	wire_str chunk;
	wire_status status;
	while ((status = wire_bytes_next(&chunk, bytes, err)) == WIRE_OK && chunk.len > 0)
		;
	*hash = bytes->hash;
	return status;
}

wire_status wire_bytes_rewind(wire_bytes *bytes, wire_error *err)
{
	if (bytes->source.rewind == NULL)
		return wire_fail(err, WIRE_EINVAL, "it can be read but once");
	wire_status status = bytes->source.rewind(bytes->source.state, err);
	bytes->start = bytes->end = 0;
	bytes->read = bytes->hash = 0;
	bytes->ended = false;
	bytes->lost = status != WIRE_OK;
	return status;
}

uint64_t wire_bytes_read(const wire_bytes *bytes)
{
	return bytes->read;
}
