/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wire-index: see wire-index(1). */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "indexer/run/run.h"

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

static void catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static int fail(wire_status status, const wire_error *err)
{
	fprintf(stderr, "wire-index: %s\n", err->message);
	if (status == WIRE_EINVAL)
		fputs("Try 'wire-index --help'.\n", stderr);
	return wire_status_exit(status);
}

static void print_help(void)
{
	wire_buf text;
	wire_buf_init(&text, 64 * 1024);
	wire_index_options_help(&text);
	if (wire_buf_status(&text) == WIRE_OK)
		fputs(text.data, stdout);
	wire_buf_release(&text);
}

/* Output that could not be written must not end in success. */
static int close_output(int result)
{
	bool bad = ferror(stdout) != 0;
	if (fclose(stdout) == 0 && !bad)
		return result;
	fprintf(stderr, "wire-index: cannot write the output: %s\n", strerror(errno));
	return wire_status_exit(WIRE_EIO);
}

int main(int argc, char **argv)
{
	wire_index_options options;
	wire_report report;
	wire_error err = {0};
	wire_status status = wire_index_options_read(&options, argc, argv, &err);
	if (status != WIRE_OK)
		return fail(status, &err);
	if (options.help) {
		print_help();
		return close_output(0);
	}
	if (options.version) {
		puts("wire-index " WIRE_VERSION);
		return close_output(0);
	}
	catch_signals();
	status = wire_run(&report, &options, &stop, &err);
	if (status == WIRE_OK || stop)
		wire_report_end(&report, options.extract ? stderr : stdout);
	if (status != WIRE_OK)
		return close_output(fail(status, &err));
	return close_output(report.skipped > 0 ? 1 : 0);
}
