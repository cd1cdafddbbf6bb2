/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "search/page/params.h"

static wire_arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = wire_arena_new(16u << 20);
	return arena == NULL;
}

static int tear_down(void **state)
{
	(void)state;
	wire_arena_free(arena);
	return 0;
}

/* The pairs of a query string as `name>value` joined by '|'. */
static const char *shown(wire_str text)
{
	static char out[1024];
	wire_params params = {.len = 0};
	size_t at = 0;
	out[0] = '\0';
	assert_int_equal(wire_params_read(&params, text, arena, NULL), WIRE_OK);
	for (size_t i = 0; i < params.len; i++)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s%s>%s", i > 0 ? "|" : "",
			params.items[i].name, params.items[i].value);
	return out;
}

static void test_params__read(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"q=taiwan", "q>taiwan", "one pair"},
		{"q=a+b%20c&n=5", "q>a b c|n>5", "a blank is sent in two ways"},
		{"q=%22red%22+%C3%A9", "q>\"red\" é", "escapes are bytes"},
		{"q=%c3%A9%2B", "q>é+", "any byte, in small or capital digits"},
		{"q=%ff%feabc&%ed%a0%80=1",
			"q>\xEF\xBF\xBD\xEF\xBF\xBD"
			"abc|\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD>1",
			"what is no UTF-8 never comes back as it was sent"},
		{"q=a%1B%C2%9Bb", "q>ab", "nor do control characters"},
		{"q=a%E2%80%AEb%E2%81%A6c", "q>abc", "nor marks that turn what stands around them"},
		{"q=e%CC%81", "q>é", "text is composed"},
		{"f=people%3DAnn+Roe", "f>people=Ann Roe", "an escaped '=' belongs to the value"},
		{"f=a=b", "f>a=b", "so does a second one"},
		{"f=1&f=2", "f>1|f>2", "a name may repeat"},
		{"q=100%&x=%z1", "q>100%|x>%z1", "a broken escape stands for itself"},
		{"q=%4", "q>%4", "cut in an escape"},
		{"q=%", "q>%", "cut before its digits"},
		{"q", "q>", "a name alone"},
		{"=x", ">x", "a value alone"},
		{"&&q=1&", "q>1", "empty pairs do not count"},
		{"", "", "nothing"},
		{"q=a%00b", "q>a", "a NUL ends its value"},
		{"q%5B0%5D=1", "q[0]>1", "names are decoded, too"},
		{"q=%40%49%4a%4F%5A%7a", "q>@IJOZz", "each digit of an escape"},
		{"q=%4/%4:%4@%4G%4`%4g%/4%g4", "q>%4/%4:%4@%4G%4`%4g%/4%g4",
			"and what stands beside the digits"},
		{"q=%61", "q>a", "an escape at the very end"},
		{"q=%+1%1+", "q>% 1%1 ", "a blank is no digit"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = shown(wire_str_from(cases[i].text));
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got '%s', want '%s'", cases[i].why, got, cases[i].want);
	}
}

static void test_params__get_takes_the_first(void **state)
{
	wire_params params = {.len = 0};
	(void)state;
	assert_int_equal(wire_params_read(&params, WIRE_STR("a=1&b=2&a=3"), arena, NULL), WIRE_OK);
	assert_string_equal(wire_params_get(&params, "a"), "1");
	assert_null(wire_params_get(&params, "c"));
	assert_null(wire_params_get(&params, ""));
}

static void test_params__limits(void **state)
{
	wire_params params = {.len = 0};
	static char text[WIRE_PARAMS_BYTES_MAX + 1];
	(void)state;
	memset(text, 'x', sizeof text);
	wire_error err = {0};
	assert_int_equal(
		wire_params_read(&params, (wire_str){text, sizeof text - 1}, arena, NULL), WIRE_OK);
	assert_int_equal(wire_params_read(&params, (wire_str){text, sizeof text}, arena, &err),
		WIRE_ETOOBIG);
	assert_string_equal(err.message, "the request is too long (the limit is 16384 bytes)");
	for (size_t i = 0; i < WIRE_PARAMS_MAX; i++)
		memcpy(text + 2 * i, "a&", 2);
	params.len = 0;
	assert_int_equal(
		wire_params_read(&params, (wire_str){text, 2 * WIRE_PARAMS_MAX}, arena, NULL),
		WIRE_OK);
	assert_int_equal(params.len, WIRE_PARAMS_MAX);
	assert_int_equal(wire_params_read(&params, WIRE_STR("b"), arena, &err), WIRE_EINVAL);
	assert_int_equal(params.len, WIRE_PARAMS_MAX);
	assert_string_equal(err.message, "too many parameters (the limit is 64)");
}

/* All that a clean text may hold goes into a link and comes out of it again. */
static void test_params__encode_undoes_read(void **state)
{
	char all[0x7F + 8];
	size_t length = 0;
	wire_params params = {.len = 0};
	wire_buf text;
	(void)state;
	all[length++] = '\t';
	all[length++] = '\n';
	for (char c = ' '; c < 0x7F; c++)
		all[length++] = c;
	memcpy(all + length, "\xC3\xA9\xE5\x8F\xB0", 5);
	length += 5;
	wire_buf_init(&text, 4096);
	wire_buf_puts(&text, "v=");
	wire_params_encode(&text, (wire_str){all, length});
	for (size_t i = 2; i < text.len; i++)
		assert_null(strchr("&=+ \"'<>#", text.data[i]));
	assert_int_equal(wire_params_read(&params, wire_buf_view(&text), arena, NULL), WIRE_OK);
	assert_int_equal(strlen(params.items[0].value), length);
	assert_memory_equal(params.items[0].value, all, length);
	wire_buf_release(&text);
}

/* Wherever memory ends, that is said, and no half of a pair is taken. */
static void test_params__with_any_memory(void **state)
{
	const wire_str text = WIRE_STR("first=one%20two&f=e%CC%81%E2%80%AE");
	wire_status status;
	size_t memory = 0;
	(void)state;
	do {
		wire_params params = {.len = 0};
		wire_error err = {.message = ""};
		wire_arena *small = wire_arena_new(memory++);
		assert_non_null(small);
		status = wire_params_read(&params, text, small, &err);
		assert_true(status == WIRE_OK || status == WIRE_ENOMEM);
		assert_true((status == WIRE_OK) == (err.message[0] == '\0'));
		if (params.len > 0)
			assert_string_equal(wire_params_get(&params, "first"), "one two");
		if (status == WIRE_OK)
			assert_string_equal(wire_params_get(&params, "f"), "\xC3\xA9");
		wire_arena_free(small);
	} while (status != WIRE_OK);
	assert_true(memory > 30);
}

static void test_params__what_is_encoded(void **state)
{
	wire_buf text;
	(void)state;
	wire_buf_init(&text, 1000);
	wire_params_encode(&text, WIRE_STR("azAZ09-._~"));
	assert_string_equal(text.data, "azAZ09-._~");
	wire_buf_clear(&text);
	wire_params_encode(&text, WIRE_STR("`{@[/:\0 \x7F\xFF"));
	assert_string_equal(text.data, "%60%7B%40%5B%2F%3A%00%20%7F%FF");
	wire_buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_params__read),
		cmocka_unit_test(test_params__get_takes_the_first),
		cmocka_unit_test(test_params__limits),
		cmocka_unit_test(test_params__encode_undoes_read),
		cmocka_unit_test(test_params__what_is_encoded),
		cmocka_unit_test(test_params__with_any_memory),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
