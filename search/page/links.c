/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/page/links.h"

#include "search/answer/request.h"
#include "search/page/params.h"

static const char *const sorts[] = {"relevance", "newest", "oldest"};

static void put_filter(wire_buf *out, const wire_field *field, wire_str value)
{
	wire_buf_printf(out, "&amp;f=%s%%3D", wire_filter_name(field));
	wire_params_encode(out, value);
}

void wire_link_put(wire_buf *out, const wire_page *page, const wire_link_change *change)
{
	const wire_request *request = page->request;
	wire_buf_puts(out, "?q=");
	wire_params_encode(out, change->query != NULL ? *change->query : request->query);
	if (request->sort != WIRE_SORT_RELEVANCE)
		wire_buf_printf(out, "&amp;sort=%s", sorts[request->sort]);
	if (request->limit != WIRE_LIMIT_DEFAULT)
		wire_buf_printf(out, "&amp;n=%u", request->limit);
	for (size_t i = 0; i < request->n_filters; i++)
		if (change->drop != &request->filters[i])
			put_filter(out, request->filters[i].field, request->filters[i].value);
	if (change->field != NULL)
		put_filter(out, change->field, change->value);
	if (change->offset > 0)
		wire_buf_printf(out, "&amp;offset=%u", change->offset);
}

void wire_link_story(wire_buf *out, wire_str id)
{
	wire_buf_puts(out, "?id=");
	wire_params_encode(out, id);
}
