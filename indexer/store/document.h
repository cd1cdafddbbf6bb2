/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * From a story to what the store keeps of it: terms with positions, values, the record as JSON.
 * The term scheme is include/wire/schema.h's.
 */
#ifndef INDEXER_STORE_DOCUMENT_H
#define INDEXER_STORE_DOCUMENT_H

#include "indexer/context.h"
#include "wire/store.h"

/** Makes documents; holds a tokeniser, a stem cache and buffers. One a thread. */
typedef struct wire_document_maker wire_document_maker;

/** WIRE_ENOMEM. */
wire_status wire_document_maker_new(wire_document_maker **out, wire_error *err);
void wire_document_maker_free(wire_document_maker *maker); /* NULL allowed */

/**
 * @param[out] out   everything in it lives in ctx->arena or in the maker: until the next make.
 * @return WIRE_OK; WIRE_ENOMEM; WIRE_ETOOBIG when the record is over WIRE_STORY_MEMORY_MAX.
 */
wire_status wire_document_make(wire_document *out, wire_document_maker *maker,
	const wire_story *story, const wire_context *ctx, wire_error *err) WIRE_MUST_CHECK;

#endif
