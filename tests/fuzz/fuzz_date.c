/* SPDX-License-Identifier: GPL-2.0-or-later */
/* This exercises: dates, periods and month names. */
#include <stdint.h>
#include <stdlib.h>

#include "wire/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_str in = {(const char *)data, size};
	wire_date date, yearless;
	wire_period period;
	wire_error err;
	char text[11];
	if (wire_date_parse(&date, in))
		wire_date_format(text, date);
	wire_month_from_name(in, true);
	wire_weekday_from_name(in);
	/* A date that was read exists; an error points into the text, and has words. */
	if (wire_date_read(&date, in) == WIRE_DATE_READ && date.month == 0 && date.year == 0)
		abort();
	wire_status status = wire_period_parse(&period, &yearless, in, 19000, &err);
	if (status == WIRE_EQUERY && (err.offset + err.length > size || err.message[0] == '\0'))
		abort();
	if (status == WIRE_OK && yearless.month == 0 && period.first > period.last)
		abort();
	return 0;
}
