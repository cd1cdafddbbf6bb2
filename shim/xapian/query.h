/* SPDX-License-Identifier: GPL-2.0-or-later */
/** What is in a wire_query, for the reader. */
#ifndef SHIM_XAPIAN_QUERY_H
#define SHIM_XAPIAN_QUERY_H

#include <xapian.h>

#include "wire/query.h"

struct wire_query {
	Xapian::Query rep;
};

#endif
