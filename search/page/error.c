/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/frame.h"
#include "search/page/html.h"
#include "search/render/render.h"

enum { ERROR_BYTES_MAX = 64 * 1024 };

void wire_page_error(
	wire_buf *out, const wire_page *page, wire_status status, const wire_error *err)
{
	wire_buf text;
	wire_frame_head(out, page);
	wire_buf_init(&text, ERROR_BYTES_MAX);
	if (status == WIRE_EQUERY)
		wire_render_query_error(&text, page->request->query, err);
	else
		wire_buf_puts(
			&text, err->message[0] != '\0' ? err->message : wire_status_text(status));
	wire_buf_puts(out, "<pre class=\"error\" role=\"alert\" dir=\"auto\">");
	wire_html_line(out, wire_buf_view(&text));
	wire_buf_puts(out, "</pre>\n");
	wire_buf_release(&text);
	wire_frame_foot(out);
}
