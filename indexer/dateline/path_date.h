/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The date in a path or URL (`2023/06/14/`, `20230614`, `2023-06-14`): the last resort.
 */
#ifndef INDEXER_DATELINE_PATH_DATE_H
#define INDEXER_DATELINE_PATH_DATE_H

#include "indexer/context.h"

/** The last whole date in `path`; false when there is none. Years 1800 to 2199. */
bool wire_path_date_find(wire_date *out, wire_str path);

/** The year that a folder of `path` is named after (`2023/`); 0 when there is none. */
int wire_path_year(wire_str path);

/**
 * The stage: give a story without a date that of its URL or file (date_from `url`, `path`).
 */
wire_status wire_path_date_stage(wire_story *story, const wire_context *ctx) WIRE_MUST_CHECK;

#endif
