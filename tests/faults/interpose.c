/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Makes the C library fail at a chosen call, for test_faults.py, which puts it before the others by
 * LD_PRELOAD. A call that asks the system for something is a point of its kind. Points are counted
 * from the first line of main() to its end: what the loader does around it is not the program's.
 *
 *     WIRE_FAULT=KIND:MODE:N[:ERRNO]  once   the Nth point of the kind fails
 *                                     rest   it and all that follow
 *                                     short  from the Nth on half is read or written, and told so
 *                                     full   as rest, and statvfs() finds nothing left, too
 *                                     kill   the program ends as by SIGKILL when the Nth is done
 *     WIRE_FAULT_REPORT=FILE          gets, at the end, `KIND POINTS DONE` of each kind, DONE being
 *                                     those that did not fail; then `renamed N`, the renames done
 *                                     when the first one failed, else -1; before all that `crash
 *                                     SIGNAL` and the stack, `at OBJECT+OFFSET NAME`, innermost first
 *
 * With WIRE_FAULT_SERVER the program is loaded once and waits before its main(): each line of
 * standard input is a WIRE_FAULT, for which a copy runs it in files `out` and `err` of the current
 * folder; then its wait status is a line of standard output. Loading costs more than most runs.
 *
 * Standard error is never a point: it is where words come from. Standard output and files that are
 * opened by fopen() to be written are streams of our own, whose bytes pass through write() here;
 * the C library's own pass nowhere that another library could see. For the same reason fread(),
 * scandir() and realpath() are points as a whole.
 *
 * With AddressSanitizer in the program its allocator lies behind this one, and `operator new` is
 * its own, so both are taken. A database's random UUID is always the same one here, so that equal
 * runs make equal files.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/*        name      what it fails with when WIRE_FAULT does not say */
#define KINDS(X)                                                                                   \
	X(ALLOC, ENOMEM)                                                                           \
	X(OPEN, EMFILE)                                                                            \
	X(READ, EIO)                                                                               \
	X(WRITE, EIO)                                                                              \
	X(SYNC, EIO)                                                                               \
	X(RENAME, EIO)                                                                             \
	X(MAKE, EIO)                                                                               \
	X(REMOVE, EIO)                                                                             \
	X(MAP, ENOMEM)                                                                             \
	X(CLOSE, EIO)                                                                              \
	X(TRUNCATE, EIO)                                                                           \
	X(STAT, EIO)                                                                               \
	X(LOCK, ENOLCK)

typedef enum kind {
#define KIND_ENUM(name, error) name,
	KINDS(KIND_ENUM) N_KINDS
} kind;

static const struct {
	const char *name;
	int error;
} kinds[] = {
#define KIND_ROW(name, error) {#name, error},
	KINDS(KIND_ROW)};

typedef enum mode { NEVER, ONCE, REST, SHORT, FULL, KILL } mode;

static long points[N_KINDS], done[N_KINDS];
static long renamed = -1; /* done[RENAME] when the first point failed */
static bool counting, sanitized;
static struct {
	kind kind;
	mode mode;
	long at;
	int error;
} fault;
static char report_path[PATH_MAX];

/* ---- which point fails ---- */

/* Count a point; false, and errno, when it is to fail. */
static bool passes(kind k)
{
	if (!__atomic_load_n(&counting, __ATOMIC_RELAXED))
		return true;
	long n = __atomic_add_fetch(&points[k], 1, __ATOMIC_RELAXED);
	if (k == fault.kind && ((fault.mode == ONCE && n == fault.at) ||
				       ((fault.mode == REST || fault.mode == FULL) && n >= fault.at))) {
		if (renamed < 0)
			renamed = done[RENAME];
		errno = fault.error;
		return false;
	}
	__atomic_add_fetch(&done[k], 1, __ATOMIC_RELAXED);
	return true;
}

/* After the call of a point that passed. */
static void end_point(kind k)
{
	if (counting && fault.mode == KILL && k == fault.kind && points[k] == fault.at)
		syscall(SYS_kill, getpid(), SIGKILL);
}

/* How much of `size` bytes the point that was just counted may take. */
static size_t share(kind k, size_t size)
{
	bool half = counting && fault.mode == SHORT && k == fault.kind && points[k] >= fault.at;
	return half && size > 1 ? size / 2 : size;
}

/* The function of that name behind this library. */
static void *behind(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

#define REAL(name)                                                                                 \
	({                                                                                         \
		static __typeof__(name) *real;                                                     \
		if (real == NULL)                                                                  \
			real = (__typeof__(name) *)behind(#name);                                  \
		real;                                                                              \
	})

/* Define `type name(parameters)`: a point that returns `failed`, or what `name` itself does. */
#define POINT(k, type, failed, name, parameters, arguments)                                        \
	type name parameters                                                                       \
	{                                                                                          \
		if (!passes(k))                                                                    \
			return failed;                                                             \
		type result = REAL(name) arguments;                                                \
		end_point(k);                                                                      \
		return result;                                                                     \
	}

/* The same under the name of the calls for large files. */
#define POINT64(k, type, failed, name, parameters, arguments)                                      \
	POINT(k, type, failed, name, parameters, arguments)                                        \
	POINT(k, type, failed, name##64, parameters, arguments)

/* ---- memory ---- */

/* What dlsym() asks for while the allocator behind is looked for; never given back. */
static char first_memory[16384];
static size_t first_used;
static bool looking;

static void *early(size_t size)
{
	void *memory = first_memory + first_used;
	first_used += (size + 15) / 16 * 16;
	if (first_used > sizeof first_memory)
		abort();
	return memory;
}

static bool is_early(const void *memory)
{
	return (const char *)memory >= first_memory &&
	       (const char *)memory < first_memory + sizeof first_memory;
}

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);

static void find_allocator(void)
{
	looking = true;
	real_calloc = behind("calloc");
	real_realloc = behind("realloc");
	real_free = behind("free");
	real_malloc = behind("malloc");
	looking = false;
}

void *malloc(size_t size)
{
	if (looking)
		return early(size);
	if (real_malloc == NULL)
		find_allocator();
	return passes(ALLOC) ? real_malloc(size) : NULL;
}

void *calloc(size_t count, size_t size)
{
	if (looking)
		return early(count * size);
	if (real_malloc == NULL)
		find_allocator();
	return passes(ALLOC) ? real_calloc(count, size) : NULL;
}

void *realloc(void *memory, size_t size)
{
	if (real_malloc == NULL)
		find_allocator();
	if (!passes(ALLOC))
		return NULL;
	if (!is_early(memory))
		return real_realloc(memory, size);
	void *larger = real_malloc(size);
	if (larger != NULL)
		memcpy(larger, memory, size);
	return larger;
}

void free(void *memory)
{
	if (real_malloc == NULL)
		find_allocator();
	if (!is_early(memory))
		real_free(memory);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	return passes(ALLOC) ? REAL(posix_memalign)(out, alignment, size) : ENOMEM;
}

/* The C++ library's calls malloc(); the sanitizer's does not. */
extern void throw_bad_alloc(void) __asm__("_ZSt17__throw_bad_allocv") __attribute__((weak));
void *operator_new(size_t size) __asm__("_Znwm");
void *operator_new(size_t size)
{
	static void *(*real)(size_t);
	if (real == NULL)
		real = (void *(*)(size_t))behind("_Znwm");
	if (sanitized && !passes(ALLOC))
		throw_bad_alloc();
	return real(size);
}

POINT(ALLOC, void *, NULL, aligned_alloc, (size_t alignment, size_t size), (alignment, size))

/* ---- files ---- */

static int mode_of(int flags, va_list args)
{
	return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(args, int) : 0;
}

#define OPEN_POINT(name)                                                                           \
	int name(const char *path, int flags, ...)                                                 \
	{                                                                                          \
		va_list args;                                                                      \
		va_start(args, flags);                                                             \
		int mode = mode_of(flags, args);                                                   \
		va_end(args);                                                                      \
		return passes(OPEN) ? REAL(name)(path, flags, mode) : -1;                          \
	}
OPEN_POINT(open)
OPEN_POINT(open64)

#define OPENAT_POINT(name)                                                                         \
	int name(int folder, const char *path, int flags, ...)                                     \
	{                                                                                          \
		va_list args;                                                                      \
		va_start(args, flags);                                                             \
		int mode = mode_of(flags, args);                                                   \
		va_end(args);                                                                      \
		return passes(OPEN) ? REAL(name)(folder, path, flags, mode) : -1;                  \
	}
OPENAT_POINT(openat)
OPENAT_POINT(openat64)

POINT(OPEN, DIR *, NULL, opendir, (const char *path), (path))
POINT(OPEN, DIR *, NULL, fdopendir, (int folder), (folder))

typedef int order(const struct dirent **, const struct dirent **);
typedef int choice(const struct dirent *);
POINT(OPEN, int, -1, scandir, (const char *path, struct dirent ***out, choice *c, order *o),
	(path, out, c, o))
typedef int order64(const struct dirent64 **, const struct dirent64 **);
typedef int choice64(const struct dirent64 *);
POINT(OPEN, int, -1, scandir64, (const char *path, struct dirent64 ***out, choice64 *c, order64 *o),
	(path, out, c, o))

#define READ_POINT(name, parameters, arguments)                                                    \
	ssize_t name parameters                                                                    \
	{                                                                                          \
		if (!passes(READ))                                                                 \
			return -1;                                                                 \
		size = share(READ, size);                                                          \
		return REAL(name) arguments;                                                       \
	}
READ_POINT(read, (int file, void *out, size_t size), (file, out, size))
READ_POINT(pread, (int file, void *out, size_t size, off_t at), (file, out, size, at))
READ_POINT(pread64, (int file, void *out, size_t size, off64_t at), (file, out, size, at))

POINT(READ, struct dirent *, NULL, readdir, (DIR * folder), (folder))
POINT(READ, struct dirent64 *, NULL, readdir64, (DIR * folder), (folder))

size_t fread(void *out, size_t size, size_t count, FILE *stream)
{
	if (passes(READ))
		return REAL(fread)(out, size, count, stream);
	stream->_flags |= 0x20; /* what ferror() asks for */
	return 0;
}

#define WRITE_POINT(name, parameters, arguments)                                                   \
	ssize_t name parameters                                                                    \
	{                                                                                          \
		if (file == STDERR_FILENO)                                                         \
			return REAL(name) arguments;                                               \
		if (!passes(WRITE))                                                                \
			return -1;                                                                 \
		size = share(WRITE, size);                                                         \
		return REAL(name) arguments;                                                       \
	}
WRITE_POINT(write, (int file, const void *data, size_t size), (file, data, size))
WRITE_POINT(pwrite, (int file, const void *data, size_t size, off_t at), (file, data, size, at))
WRITE_POINT(pwrite64, (int file, const void *data, size_t size, off64_t at), (file, data, size, at))
POINT(WRITE, ssize_t, -1, writev, (int file, const struct iovec *parts, int n), (file, parts, n))

POINT(SYNC, int, -1, fsync, (int file), (file))
POINT(SYNC, int, -1, fdatasync, (int file), (file))
POINT(RENAME, int, -1, rename, (const char *from, const char *to), (from, to))
POINT(MAKE, int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
POINT(REMOVE, int, -1, unlink, (const char *path), (path))
POINT64(MAP, void *, MAP_FAILED, mmap,
	(void *at, size_t size, int protection, int flags, int file, off_t offset),
	(at, size, protection, flags, file, offset))
POINT64(TRUNCATE, int, -1, ftruncate, (int file, off_t size), (file, size))

/* A close that fails has closed all the same. */
int close(int file)
{
	int result = REAL(close)(file);
	return passes(CLOSE) ? result : -1;
}

POINT(STAT, int, -1, stat, (const char *path, struct stat *out), (path, out))
POINT(STAT, int, -1, stat64, (const char *path, struct stat64 *out), (path, out))
POINT(STAT, int, -1, lstat, (const char *path, struct stat *out), (path, out))
POINT(STAT, int, -1, lstat64, (const char *path, struct stat64 *out), (path, out))
POINT(STAT, int, -1, fstat, (int file, struct stat *out), (file, out))
POINT(STAT, int, -1, fstat64, (int file, struct stat64 *out), (file, out))
POINT64(STAT, off_t, -1, lseek, (int file, off_t offset, int whence), (file, offset, whence))
POINT(STAT, int, -1, access, (const char *path, int mode), (path, mode))
POINT(STAT, ssize_t, -1, readlink, (const char *path, char *out, size_t size), (path, out, size))
POINT(STAT, char *, NULL, realpath, (const char *path, char *out), (path, out))

int statvfs(const char *path, struct statvfs *out)
{
	if (!passes(STAT))
		return -1;
	int result = REAL(statvfs)(path, out);
	if (result == 0 && fault.mode == FULL && points[WRITE] >= fault.at)
		out->f_bavail = out->f_bfree = 0;
	return result;
}
int statvfs64(const char *path, struct statvfs64 *out)
{
	return statvfs(path, (struct statvfs *)out);
}

int fcntl(int file, int command, ...)
{
	va_list args;
	va_start(args, command);
	void *argument = va_arg(args, void *);
	va_end(args);
	bool lock = command == F_SETLK || command == F_OFD_SETLK;
	return !lock || passes(LOCK) ? REAL(fcntl)(file, command, argument) : -1;
}

/* ---- streams that write ---- */

static ssize_t stream_write(void *file, const char *data, size_t size)
{
	size_t written = 0;
	while (written < size) {
		ssize_t n = write((int)(long)file, data + written, size - written);
		if (n <= 0)
			return 0;
		written += (size_t)n;
	}
	return (ssize_t)written;
}

static int stream_close(void *file)
{
	return close((int)(long)file);
}

static FILE *stream_on(int file)
{
	const cookie_io_functions_t calls = {.write = stream_write, .close = stream_close};
	FILE *stream = fopencookie((void *)(long)file, "w", calls);
	if (stream == NULL) {
		int error = errno;
		REAL(close)(file);
		errno = error;
	}
	return stream;
}

FILE *fopen(const char *path, const char *how)
{
	if (how[0] != 'w')
		return passes(OPEN) ? REAL(fopen)(path, how) : NULL;
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	return file < 0 ? NULL : stream_on(file);
}
FILE *fopen64(const char *path, const char *how)
{
	return fopen(path, how);
}

/* ---- the same UUID always ---- */

void uuid_generate(unsigned char *out)
{
	memset(out, 0x5A, 16);
}

/* ---- the report ---- */

static void put(int file, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(int file, const char *format, ...)
{
	char line[2 * PATH_MAX];
	va_list args;
	va_start(args, format);
	int length = vsnprintf(line, sizeof line, format, args);
	va_end(args);
	if (length > 0)
		syscall(SYS_write, file, line, (size_t)length);
}

static int open_report(void)
{
	return (int)syscall(
		SYS_openat, AT_FDCWD, report_path, O_WRONLY | O_CREAT | O_APPEND, 0666);
}

static void put_counts(int file)
{
	for (int k = 0; k < N_KINDS; k++)
		put(file, "%s %ld %ld\n", kinds[k].name, points[k], done[k]);
	put(file, "renamed %ld\n", renamed);
}

static void on_crash(int number)
{
	void *frames[64];
	counting = false;
	int n = backtrace(frames, 64);
	int file = open_report();
	put(file, "crash %d\n", number);
	for (int i = 0; i < n; i++) {
		Dl_info info;
		if (dladdr(frames[i], &info) == 0)
			continue;
		put(file, "at %s+%#lx %s\n", info.dli_fname,
			(unsigned long)((char *)frames[i] - (char *)info.dli_fbase),
			info.dli_sname == NULL ? "" : info.dli_sname);
	}
	put_counts(file);
	signal(number, SIG_DFL);
	raise(number);
}

static void catch_crashes(void)
{
	static char stack[256 * 1024];
	void *frame;
	const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
	stack_t where = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_RESETHAND};
	backtrace(&frame, 1); /* loads what it needs */
	sigaltstack(&where, NULL);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &action, NULL);
}

/* ---- the beginning and the end ---- */

static void read_fault(void)
{
	static const char *const modes[] = {"never", "once", "rest", "short", "full", "kill"};
	char kind_name[16], mode_name[16];
	const char *given = getenv("WIRE_FAULT");
	const char *path = getenv("WIRE_FAULT_REPORT");
	if (path != NULL)
		snprintf(report_path, sizeof report_path, "%s", path);
	if (given == NULL || sscanf(given, "%15[^:]:%15[^:]:%ld:%d", kind_name, mode_name,
				     &fault.at, &fault.error) < 3)
		return;
	for (int k = 0; k < N_KINDS; k++)
		if (strcmp(kinds[k].name, kind_name) == 0)
			fault.kind = (kind)k;
	for (size_t m = 0; m < sizeof modes / sizeof *modes; m++)
		if (strcmp(modes[m], mode_name) == 0)
			fault.mode = (mode)m;
	if (fault.error == 0)
		fault.error = kinds[fault.kind].error;
}

/* A line without its end; false at the end of all. */
static bool read_line(char *out, size_t size)
{
	size_t length = 0;
	while (length + 1 < size && read(STDIN_FILENO, out + length, 1) == 1 && out[length] != '\n')
		length++;
	out[length] = '\0';
	return length > 0;
}

static void put_in_place(int file, const char *path, int flags)
{
	int opened = open(path, flags, 0666);
	if (opened < 0 || dup2(opened, file) < 0 || close(opened) != 0)
		abort();
}

/* Returns in each copy. */
static void serve(void)
{
	char line[64];
	int status;
	while (read_line(line, sizeof line)) {
		pid_t copy = fork();
		if (copy == 0) {
			put_in_place(STDIN_FILENO, "/dev/null", O_RDONLY);
			put_in_place(STDOUT_FILENO, "out", O_WRONLY | O_CREAT | O_TRUNC);
			put_in_place(STDERR_FILENO, "err", O_WRONLY | O_CREAT | O_TRUNC);
			setenv("WIRE_FAULT", line, 1);
			return;
		}
		if (copy < 0 || waitpid(copy, &status, 0) != copy)
			abort();
		put(STDOUT_FILENO, "%d\n", status);
	}
	_exit(0);
}

static int (*real_main)(int, char **, char **);

static int counted_main(int argc, char **argv, char **environment)
{
	if (getenv("WIRE_FAULT_SERVER") != NULL)
		serve();
	read_fault();
	sanitized = dlsym(RTLD_DEFAULT, "__asan_init") != NULL;
	if (!sanitized) /* else it tells of crashes itself */
		catch_crashes();
	FILE *own = stream_on(STDOUT_FILENO);
	if (own != NULL)
		stdout = own;
	counting = true;
	int result = real_main(argc, argv, environment);
	counting = false;
	return result;
}

typedef int start(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
	void (*)(void), void *);

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv,
	void (*init)(void), void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
	start *real = (start *)behind("__libc_start_main");
	real_main = main;
	return real(counted_main, argc, argv, init, fini, rtld_fini, stack_end);
}

__attribute__((destructor)) static void finish(void)
{
	counting = false;
	if (report_path[0] != '\0')
		put_counts(open_report());
}
