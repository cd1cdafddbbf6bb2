/* SPDX-License-Identifier: GPL-2.0-or-later */
/* wire-index: see wire-index(1). */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "indexer/run/run.h"

/* The signal that the run is to end by; 0: none. */
static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	stop = number;
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
	const char *message = err->message[0] != '\0' ? err->message : wire_status_text(status);
	fprintf(stderr, "wire-index: %s\n", message);
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

/* End as the signal would have ended the program, so that a shell's loop ends with it. */
static void die_of_signal(int number)
{
	fputs("wire-index: interrupted: what was read is stored, the next run goes on from there\n",
		stderr);
	fflush(stdout);
	signal(number, SIG_DFL);
	raise(number);
}

static int index_paths(const wire_index_options *options)
{
	wire_report report;
	wire_error err = {0}, late = {0};
	wire_status status = wire_report_start(&report, options, &err);
	if (status != WIRE_OK)
		return close_output(fail(status, &err));
	catch_signals();
	status = wire_run(&report, options, &stop, &err);
	wire_status told = WIRE_OK;
	if (status == WIRE_OK)
		told = wire_report_end(&report, options->extract ? stderr : stdout, &late);
	if (status != WIRE_OK)
		return close_output(fail(status, &err));
	if (told != WIRE_OK)
		return close_output(fail(told, &late));
	if (stop != 0)
		die_of_signal(stop);
	return close_output(report.skipped > 0 ? 1 : 0);
}

int main(int argc, char **argv)
{
	wire_index_options options;
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
	return index_paths(&options);
}
