/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/context.h"

#include <stdarg.h>
#include <stdio.h>

void wire_why(const wire_context *ctx, wire_story *story, const char *format, ...)
{
	char text[512];
	wire_str note;
	if (!ctx->policy->why)
		return;
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (wire_arena_copy(&note, ctx->arena, wire_str_from(text)) != WIRE_OK ||
		wire_list_push(&story->why, ctx->arena, note) != WIRE_OK)
		return;
}
