/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/render/layout.h"

void wire_render_id(wire_buf *out, wire_str id, bool null)
{
	if (null)
		wire_buf_str(out, id);
	else
		wire_text_put_escaped(out, id);
	wire_buf_putc(out, null ? '\0' : '\n');
}
