/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wire-index as it is, but that it commits every few changes: this stands between its main() and
 * the reading of its options (ld's --wrap). So a run over a few files has commits to fall back on.
 */
#include "indexer/options.h"

enum { CHANGES = 4 };

wire_status __real_wire_index_options_read(
	wire_index_options *out, int argc, char **argv, wire_error *err);
wire_status __wrap_wire_index_options_read(
	wire_index_options *out, int argc, char **argv, wire_error *err);

wire_status __wrap_wire_index_options_read(
	wire_index_options *out, int argc, char **argv, wire_error *err)
{
	wire_status status = __real_wire_index_options_read(out, argc, argv, err);
	out->commit_changes = CHANGES;
	return status;
}
