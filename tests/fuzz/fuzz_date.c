/* SPDX-License-Identifier: GPL-2.0-or-later */
/* This exercises: dates, periods and month names. */
#include <stdint.h>
#include <stdlib.h>

#include "wire/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_str in = {(const char *)data, size};
	wire_date date;
	wire_period period;
	wire_error err;
	char text[11];
	if (wire_date_parse(&date, in))
		wire_date_format(text, date);
	wire_month_from_name(in, true);
	if (wire_period_parse(&period, in, 19000, &err) == WIRE_EQUERY &&
		err.offset + err.length > size)
		abort();
	return 0;
}
