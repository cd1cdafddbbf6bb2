/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/json_memory.h"

#include <jansson.h>
#include <stdlib.h>

static _Thread_local bool lacked;

static void *watched_malloc(size_t size)
{
	void *memory = malloc(size);
	lacked |= memory == NULL;
	return memory;
}

void wire_json_watch(void)
{
	lacked = false;
	json_set_alloc_funcs(watched_malloc, free);
}

bool wire_json_lacked_memory(void)
{
	return lacked;
}
