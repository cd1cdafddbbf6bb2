/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Blocks in a chain, newest first. A reset keeps the one first block, so that a run over small
 * stories allocates once and a rare huge story does not stay in memory.
 */
#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire/str.h"

/*
 * Under AddressSanitizer what was not handed out may not be touched, nor the ALIGNMENT bytes behind
 * each piece: so that a table that is too small is seen there as one from malloc() is.
 */
#ifdef WIRE_SANITIZED
#include <sanitizer/asan_interface.h>
#define SEAL(memory, size)   ASAN_POISON_MEMORY_REGION(memory, size)
#define UNSEAL(memory, size) ASAN_UNPOISON_MEMORY_REGION(memory, size)
#define GAP                  ALIGNMENT
#else
#define SEAL(memory, size)   ((void)0)
#define UNSEAL(memory, size) ((void)0)
#define GAP                  0
#endif

enum { FIRST_BLOCK = 256 * 1024, BLOCK_MAX = 16 << 20, ALIGNMENT = _Alignof(max_align_t) };

typedef struct block {
	struct block *older;
	size_t used, size;
	max_align_t data[];
} block;

struct wire_arena {
	block *newest;
	size_t handed; /* bytes handed out since the last reset */
	size_t max;
};

static block *block_new(block *older, size_t size)
{
	block *new_block = malloc(sizeof *new_block + size);
	if (new_block == NULL)
		return NULL;
	*new_block = (block){.older = older, .size = size};
	SEAL(new_block->data, size);
	return new_block;
}

wire_arena *wire_arena_new(size_t max)
{
	wire_arena *arena = malloc(sizeof *arena);
	if (arena == NULL)
		return NULL;
	*arena = (wire_arena){.newest = block_new(NULL, FIRST_BLOCK), .max = max};
	if (arena->newest == NULL) {
		free(arena);
		return NULL;
	}
	return arena;
}

void wire_arena_reset(wire_arena *arena)
{
	while (arena->newest->older != NULL) {
		block *older = arena->newest->older;
		free(arena->newest);
		arena->newest = older;
	}
	SEAL(arena->newest->data, arena->newest->used);
	arena->newest->used = 0;
	arena->handed = 0;
}

void wire_arena_free(wire_arena *arena)
{
	if (arena == NULL)
		return;
	wire_arena_reset(arena);
	free(arena->newest);
	free(arena);
}

/* A new block on top with room for `size` bytes; doubling keeps their number small. */
static block *add_block(wire_arena *arena, size_t size)
{
	size_t wanted = arena->newest->size < BLOCK_MAX / 2 ? arena->newest->size * 2 : BLOCK_MAX;
	block *top = block_new(arena->newest, wanted < size ? size : wanted);
	if (top != NULL)
		arena->newest = top;
	return top;
}

void *wire_arena_alloc(wire_arena *arena, size_t size)
{
	if (size > arena->max - arena->handed)
		return NULL;
	size_t taken = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + GAP;
	block *top = arena->newest;
	if (top->size - top->used < taken && (top = add_block(arena, taken)) == NULL)
		return NULL;
	void *memory = (char *)top->data + top->used;
	assert((uintptr_t)memory % ALIGNMENT == 0);
	UNSEAL(memory, size);
	top->used += taken;
	arena->handed += size;
	return memory;
}

void *wire_arena_calloc(wire_arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return NULL;
	void *memory = wire_arena_alloc(arena, count * size);
	if (memory != NULL)
		memset(memory, 0, count * size);
	return memory;
}

void *wire_arena_grow(wire_arena *arena, void *items, size_t *cap, size_t len, size_t size)
{
	assert(len <= *cap);
	if (len < *cap)
		return items;
	size_t wanted = *cap == 0 ? 8 : *cap * 2;
	if (wanted > SIZE_MAX / size)
		return NULL;
	void *larger = wire_arena_alloc(arena, wanted * size);
	if (larger == NULL)
		return NULL;
	if (len > 0)
		memcpy(larger, items, len * size);
	*cap = wanted;
	return larger;
}

wire_status wire_arena_copy(wire_str *out, wire_arena *arena, wire_str s)
{
	*out = (wire_str){NULL, 0};
	char *copy = wire_arena_alloc(arena, s.len + 1);
	if (copy == NULL)
		return WIRE_ENOMEM;
	if (s.len > 0)
		memcpy(copy, s.data, s.len);
	copy[s.len] = '\0';
	*out = (wire_str){copy, s.len};
	return WIRE_OK;
}

wire_status wire_arena_print(wire_str *out, wire_arena *arena, const char *format, ...)
{
	va_list args;
	*out = (wire_str){NULL, 0};
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		return WIRE_EINVAL;
	char *text = wire_arena_alloc(arena, (size_t)length + 1);
	if (text == NULL)
		return WIRE_ENOMEM;
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	*out = (wire_str){text, (size_t)length};
	return WIRE_OK;
}

wire_status wire_list_push(wire_list *list, wire_arena *arena, wire_str s)
{
	wire_str *items = wire_arena_grow(arena, list->items, &list->cap, list->len, sizeof *items);
	if (items == NULL)
		return WIRE_ENOMEM;
	list->items = items;
	list->items[list->len++] = s;
	return WIRE_OK;
}

bool wire_list_has(const wire_list *list, wire_str s)
{
	for (size_t i = 0; i < list->len; i++)
		if (wire_str_equal(list->items[i], s))
			return true;
	return false;
}
