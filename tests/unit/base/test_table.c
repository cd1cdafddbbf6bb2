/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hash and the hash table. */
#include "support/cmocka.h"

#include "wire/hash.h"
#include "wire/table.h"

enum { MANY = 5000 };

static void test_hash__is_what_it_was(void **state)
{
	static const char bytes[] = "The ferry was late, and the quay was full.";
	(void)state;
	/* Ledgers hold contents by it: another hash would read every archive again. */
	assert_true(wire_hash(WIRE_STR(""), 0) == UINT64_C(0xcbf29ce44fd0bfc1));
	/* Every length and every byte counts, and so does what was before. */
	for (size_t n = 0; n < sizeof bytes - 1; n++) {
		char other[sizeof bytes];
		uint64_t hash = wire_hash((wire_str){bytes, n}, 0);
		assert_true(hash == wire_hash((wire_str){bytes, n}, 0));
		assert_true(hash != wire_hash((wire_str){bytes, n + 1}, 0));
		assert_true(hash != wire_hash((wire_str){bytes, n}, 1));
		for (size_t i = 0; i < n; i++) {
			memcpy(other, bytes, n);
			other[i] ^= 1;
			assert_true(hash != wire_hash((wire_str){other, n}, 0));
		}
	}
}

static void test_table__keeps_what_it_was_given_first(void **state)
{
	static char keys[MANY][16];
	static int values[MANY];
	wire_table table = {0};
	(void)state;
	wire_arena *arena = wire_arena_new(4u << 20);
	assert_non_null(arena);
	assert_null(wire_table_get(&table, WIRE_STR("0")));
	for (int i = 0; i < MANY; i++) {
		snprintf(keys[i], sizeof keys[i], "%d", i);
		wire_str key = wire_str_from(keys[i]);
		assert_null(wire_table_get(&table, key));
		assert_int_equal(wire_table_put(&table, arena, key, &values[i]), WIRE_OK);
		assert_int_equal(wire_table_put(&table, arena, key, &values[0]), WIRE_OK);
		assert_int_equal(table.n_used, i + 1);
	}
	for (int i = 0; i < MANY; i++)
		assert_ptr_equal(wire_table_get(&table, wire_str_from(keys[i])), &values[i]);
	assert_null(wire_table_get(&table, WIRE_STR("")));
	assert_int_equal(wire_table_put(&table, arena, WIRE_STR(""), &values[7]), WIRE_OK);
	assert_ptr_equal(wire_table_get(&table, WIRE_STR("")), &values[7]);
	wire_arena_free(arena);
}

/* The slot of a key that is there is its own; one that is left unset stays free. */
static void test_table__slots(void **state)
{
	static int value;
	wire_table table = {0};
	(void)state;
	wire_arena *arena = wire_arena_new(1u << 20);
	assert_non_null(arena);
	wire_table_slot *slot = wire_table_slot_for(&table, arena, WIRE_STR("a"));
	assert_non_null(slot);
	assert_null(slot->value);
	assert_null(wire_table_get(&table, WIRE_STR("a")));
	slot = wire_table_slot_for(&table, arena, WIRE_STR("a"));
	slot->value = &value;
	assert_ptr_equal(wire_table_get(&table, WIRE_STR("a")), &value);
	assert_ptr_equal(wire_table_slot_for(&table, arena, WIRE_STR("a"))->value, &value);
	wire_arena_free(arena);
}

static void test_table__without_memory(void **state)
{
	static int value;
	wire_table table = {0};
	(void)state;
	wire_arena *small = wire_arena_new(64);
	assert_non_null(small);
	assert_int_equal(wire_table_put(&table, small, WIRE_STR("a"), &value), WIRE_ENOMEM);
	assert_null(wire_table_slot_for(&table, small, WIRE_STR("a")));
	assert_null(wire_table_get(&table, WIRE_STR("a")));
	wire_arena_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hash__is_what_it_was),
		cmocka_unit_test(test_table__keeps_what_it_was_given_first),
		cmocka_unit_test(test_table__slots),
		cmocka_unit_test(test_table__without_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
