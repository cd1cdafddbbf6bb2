/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Runs a fuzz target over files or folders of seeds, so that every seed is an ordinary test without
 * clang: each as it is, cut in the middle, and over and over until it is long, which is what a scan
 * that is not linear shows at; and none. Fails when there is no seed at all.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* So long is a seed that is repeated, in bytes. */
enum { LONG = 256 * 1024 };

static size_t n_passed;

static void run_repeated(const uint8_t *seed, size_t size)
{
	uint8_t *data = malloc(LONG);
	size_t length = 0;
	if (data == NULL)
		abort();
	for (; size > 0 && length + size <= LONG; length += size)
		memcpy(data + length, seed, size);
	LLVMFuzzerTestOneInput(data, length);
	free(data);
}

static int run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		fprintf(stderr, "seed_driver: cannot open '%s'\n", path);
		return 1;
	}
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	uint8_t *data = malloc(size > 0 ? (size_t)size : 1);
	int failed = data == NULL || size < 0 || fread(data, 1, (size_t)size, file) != (size_t)size;
	fclose(file);
	if (!failed) {
		LLVMFuzzerTestOneInput(data, (size_t)size);
		LLVMFuzzerTestOneInput(data, (size_t)size / 2);
		run_repeated(data, (size_t)size);
		n_passed++;
	}
	free(data);
	return failed;
}

static int run_folder(const char *path)
{
	DIR *folder = opendir(path);
	if (folder == NULL) {
		fprintf(stderr, "seed_driver: cannot open '%s'\n", path);
		return 1;
	}
	int failed = 0;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		char name[4096];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
		failed += run_file(name);
	}
	closedir(folder);
	return failed;
}

int main(int argc, char **argv)
{
	int failed = 0;
	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	for (int i = 1; i < argc; i++) {
		struct stat info;
		if (stat(argv[i], &info) == 0 && S_ISDIR(info.st_mode))
			failed += run_folder(argv[i]);
		else
			failed += run_file(argv[i]);
	}
	printf("%zu passed, %d failed\n", n_passed, failed);
	return failed != 0 || n_passed == 0;
}
