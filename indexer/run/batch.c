/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/run/batch.h"

#include <assert.h>

wire_status wire_batch_count(wire_batch *batch, wire_error *err)
{
	assert(batch->size > 0);
	batch->pending++;
	return batch->pending >= batch->size ? wire_batch_commit(batch, err) : WIRE_OK;
}

wire_status wire_batch_commit(wire_batch *batch, wire_error *err)
{
	if (batch->pending == 0)
		return WIRE_OK;
	batch->pending = 0;
	return wire_writer_commit(batch->writer, err);
}
