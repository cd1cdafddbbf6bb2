/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include <jansson.h>

#include "search/render/render.h"
#include "search/render/title.h"
#include "wire/display.h"
#include "wire/text.h"

#include "unit/search/shown_result.h"

static void assert_has(const char *what)
{
	if (out.data == NULL || strstr(out.data, what) == NULL)
		fail_msg("'%s' is not in '%s'", what, out.data);
}

static void assert_has_not(const char *what)
{
	if (out.data != NULL && strstr(out.data, what) != NULL)
		fail_msg("'%s' is in '%s'", what, out.data);
}

static json_t *render_json(const wire_result *result)
{
	json_t *root;
	assert_int_equal(wire_render_json(&out, result, NULL), WIRE_OK);
	assert_int_equal(out.data[out.len - 1], '\n');
	root = json_loads(out.data, 0, NULL);
	assert_non_null(root);
	return root;
}

static const char *string_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	assert_non_null(text);
	return text;
}

/* ---- text ---- */

static void render_text(const wire_text_style *style)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	wire_render_text(&out, &result, style);
	assert_int_equal(wire_buf_status(&out), WIRE_OK);
}

static void test_render__text(void **state)
{
	(void)state;
	render_text(&(wire_text_style){.width = 80});
	assert_has(" 11 Ferry sinks off *Crete*\n");
	assert_has("2023-06-14 \xC2\xB7 AFP \xC2\xB7 ATHENS\n");
	assert_has("The *night ferry* ");
	assert_has("42 of 64 stories (11 to 11 shown)\n");
	assert_has("Countries (2 of 5)\n");
	assert_has("*       30  Greece (GR)\n");
	assert_has("         4  Turkey (TR)\n");
}

/* Only the escapes that we write ourselves, whatever is in a story. */
static void test_render__no_control_reaches_a_terminal(void **state)
{
	wire_result_hit hit = one_hit();
	(void)state;
	for (int color = 0; color < 2; color++) {
		const wire_text_style style = {.color = color != 0, .width = 80};
		wire_buf_clear(&out);
		render_text(&style);
		wire_render_story_text(&out, &hit.story, WIRE_STR(""), &style);
		for (size_t i = 0; i < out.len; i++) {
			unsigned char c = (unsigned char)out.data[i];
			bool ours = c == '\033' && color != 0 && out.data[i + 1] == '[' &&
				    strchr("0123m", out.data[i + 2]) != NULL;
			if (c < 0x20 && c != '\n' && !ours)
				fail_msg("control character %d", c);
		}
		assert_has_not("\033[2J");
		assert_has_not("\xC2\x9B");
	}
}

static void test_render__colour_marks_and_resets(void **state)
{
	(void)state;
	render_text(&(wire_text_style){.color = true, .width = 80});
	assert_has("\033[1;31mCrete\033[0m");
	assert_has_not("*Crete*");
}

static void test_render__wraps_at_the_width(void **state)
{
	wire_segment long_text = {
		WIRE_STR("one two three four five six seven eight nine ten eleven twelve "
			 "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"),
		false};
	wire_result_hit hit = {.rank = 1, .snippet = {&long_text, 1}};
	wire_result result = {.hits = &hit, .n_hits = 1, .total = 1, .archive = 1};
	const wire_text_style style = {.width = 40};
	(void)state;
	wire_render_text(&out, &result, &style);
	wire_str rest = wire_buf_view(&out), line;
	size_t lines = 0;
	while (wire_str_line(&line, &rest)) {
		assert_true(line.len <= 40);
		lines++;
	}
	assert_true(lines >= 6);
	assert_has("(no headline)");
	assert_has("1 of 1 story\n");
}

/* Lines are measured in columns, of which an ideograph takes two, and break between ideographs. */
static void test_render__wraps_wide_characters(void **state)
{
	wire_segment before = {
		WIRE_STR("東京の気象庁は十六日、「能登半島で強い揺れがあった」と発表した。被害の"),
		false};
	wire_segment match = {WIRE_STR("情報"), true};
	wire_segment after = {
		WIRE_STR("を集めている。津波の心配はないという。 서울에서 발표했다."), false};
	wire_segment segments[] = {before, match, after};
	wire_result_hit hit = {.rank = 1, .snippet = {segments, 3}};
	wire_result result = {.hits = &hit, .n_hits = 1, .total = 1, .archive = 1};
	(void)state;
	for (unsigned width = 20; width <= 80; width++) {
		size_t lines = 0;
		wire_buf_clear(&out);
		wire_render_text(&out, &result, &(wire_text_style){.width = width});
		wire_str rest = wire_buf_view(&out), line;
		while (wire_str_line(&line, &rest)) {
			wire_str inner = wire_str_trim(line);
			assert_true(wire_text_columns(line) <= width);
			lines += line.len > 0;
			assert_false(wire_str_starts(inner, WIRE_STR("。")));
			assert_false(wire_str_starts(inner, WIRE_STR("、")));
			assert_false(wire_str_ends(inner, WIRE_STR("「")));
		}
		assert_true(lines > 150 / width);
		assert_has("서울에서");
	}
	assert_has("*情報*");
}

/* A match that is parted by a line's end is coloured on both lines, and the indentation is not. */
static void test_render__colour_ends_with_the_line(void **state)
{
	wire_segment match = {WIRE_STR("one two three four"), true};
	wire_result_hit hit = {.rank = 1, .snippet = {&match, 1}};
	wire_result result = {.hits = &hit, .n_hits = 1, .total = 1, .archive = 1};
	(void)state;
	wire_render_text(&out, &result, &(wire_text_style){.color = true, .width = 20});
	assert_has("\033[1;31mthree\033[0m\n    \033[1;31mfour\033[0m\n");
}

/* A word of any length comes through whole, and what stands beside it, too. */
static void test_render__long_words(void **state)
{
	char text[5000];
	wire_segment segment = {{text, sizeof text}, true};
	wire_result_hit hit = {.rank = 1, .snippet = {&segment, 1}};
	wire_result result = {.hits = &hit, .n_hits = 1, .total = 1, .archive = 1};
	(void)state;
	memset(text, 'x', sizeof text);
	for (int color = 0; color < 2; color++) {
		size_t n = 0;
		wire_buf_clear(&out);
		wire_render_text(
			&out, &result, &(wire_text_style){.color = color != 0, .width = 80});
		for (size_t i = 0; i < out.len; i++)
			n += out.data[i] == 'x';
		assert_int_equal(n, sizeof text);
	}
}

static void test_render__takes(void **state)
{
	static const struct {
		const char *status, *action;
		unsigned version;
		const char *want, *why;
	} cases[] = {
		{"usable", "new", 1, "", "an ordinary story"},
		{"", "", 0, "", "nothing is known"},
		{"canceled", "kill", 1, "[KILLED]", "a kill"},
		{"canceled", "update", 3, "[KILLED]", "the gravest comes first"},
		{"usable", "kill", 1, "[KILLED]", "the notice of a kill itself"},
		{"withheld", "new", 1, "[WITHHELD]", "not to be used"},
		{"usable", "correction", 2, "[CORRECTED]", "a correction"},
		{"usable", "update", 3, "[UPDATE 2]", "the third version is UPDATE 2"},
		{"usable", "update", 1, "[UPDATE]", "an update without a number"},
		{"usable", "update", 4294967295u, "[UPDATE 4294967294]", "any number"},
		{"usable", "repeat", 1, "[REPEAT]", "sent once more"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char got[WIRE_TAKE_MARK_SIZE];
		const wire_story story = {.status = wire_str_from(cases[i].status),
			.action = wire_str_from(cases[i].action),
			.version = cases[i].version};
		memset(got, 'x', sizeof got);
		bool marked = wire_take_mark(got, &story);
		if (strcmp(got, cases[i].want) != 0 || marked != (cases[i].want[0] != '\0'))
			fail_msg("%s: got '%s'", cases[i].why, got);
	}
}

/* The mark stands before the headline, in the list and in the story. */
static void test_render__a_killed_story_says_so(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	const wire_text_style style = {.width = 80};
	(void)state;
	hit.story.status = WIRE_STR("canceled");
	hit.story.action = WIRE_STR("kill");
	wire_render_text(&out, &result, &style);
	assert_has(" 11 [KILLED] Ferry sinks off *Crete*\n");
	wire_buf_clear(&out);
	wire_render_story_text(&out, &hit.story, WIRE_STR(""), &style);
	assert_has("[KILLED] Ferry sinks off Crete\n\nstatus    canceled\naction    kill\n");
}

static void test_render__title(void **state)
{
	static const struct {
		const char *headline, *body, *want;
		bool lead, cut;
		const char *why;
	} cases[] = {
		{"Ferry sinks", "The ferry left.", "Ferry sinks", false, false, "a headline"},
		{"", "The ferry left.", "The ferry left.", true, false, "a short lead is whole"},
		{"", "The ferry left.\n\nAll were saved.", "The ferry left.", true, true,
			"its first paragraph"},
		{"",
			"The night ferry from Piraeus to Heraklion left with 400 people aboard on "
			"Monday.",
			"The night ferry from Piraeus to Heraklion left with 400 people aboard",
			true, true, "cut at a word"},
		{"",
			"東京の気象庁は十六日能登半島で強い揺れがあったと発表した被害の情報を集めて"
			"いる津波",
			"東京の気象庁は十六日能登半島で強い揺れがあったと発表した被害の情報を集",
			true, true, "an ideograph takes two columns"},
		{"", "", "", false, false, "nothing at all"},
		{"", "The ferry left \n", "The ferry left", true, false, "white space is none"},
		{"", "0123456789012345678901234567890123456789012345678901234567890123456789",
			"0123456789012345678901234567890123456789012345678901234567890123456789",
			true, false, "seventy columns fit"},
		{"", "01234567890123456789012345678901234567890123456789012345678901234567890",
			"0123456789012345678901234567890123456789012345678901234567890123456789",
			true, true, "of a word that is too long, seventy"},
		{"", "aaa 0123456789012345678901234567890123456789012345678901234567890123456",
			"aaa", true, true, "the last word goes whole"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const wire_story story = {.headline = wire_str_from(cases[i].headline),
			.body = wire_str_from(cases[i].body)};
		wire_title got = wire_title_of(&story);
		if (!wire_str_equal(got.text, wire_str_from(cases[i].want)) ||
			got.lead != cases[i].lead || got.cut != cases[i].cut)
			fail_msg("%s: got '" WIRE_FMT "'", cases[i].why, WIRE_ARG(got.text));
	}
}

static void test_render__a_lead_stands_for_a_headline(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	json_t *root;
	(void)state;
	hit.headline.len = 0;
	hit.story.headline = WIRE_STR("");
	hit.story.body = WIRE_STR("The night ferry left.\n\nAll were saved.");
	wire_render_text(&out, &result, &(wire_text_style){.width = 80});
	assert_has(" 11 (no headline) The night ferry left.…\n");
	wire_buf_clear(&out);
	hit.damaged = true;
	wire_render_text(&out, &result, &(wire_text_style){.width = 80});
	assert_has(" 11 (damaged record)\n");
	wire_buf_clear(&out);
	root = render_json(&result);
	json_t *shown = json_array_get(json_object_get(root, "hits"), 0);
	assert_string_equal(string_at(shown, "title"), "The night ferry left.…");
	assert_int_equal(json_array_size(json_object_get(shown, "headline")), 0);
	json_decref(root);
}

/* Nobody's file name makes two ids of one, or steers a terminal. */
static void test_render__ids(void **state)
{
	static const char id[] = "file:a\nb\t\033[31mé\x7F";
	(void)state;
	wire_render_id(&out, wire_str_from(id), false);
	assert_string_equal(out.data, "file:a\\nb\\t\\x1b[31mé\\x7f\n");
	wire_buf_clear(&out);
	wire_render_id(&out, wire_str_from(id), true);
	assert_int_equal(out.len, sizeof id);
	assert_memory_equal(out.data, id, sizeof id);
	wire_buf_clear(&out);
	const wire_story story = {.id = wire_str_from(id), .file = WIRE_STR("a\nb")};
	wire_render_story_text(&out, &story, WIRE_STR(""), &(wire_text_style){.width = 80});
	assert_has("file      a\\nb\nid        file:a\\nb\\t\\x1b");
}

/* Where a story's file lies is told beside what it is called. */
static void test_render__path(void **state)
{
	wire_result_hit hit = one_hit();
	json_t *root;
	(void)state;
	hit.story.body = hit.story.headline;
	wire_render_story_text(
		&out, &hit.story, WIRE_STR("/srv/a.txt"), &(wire_text_style){.width = 80});
	assert_has("path      /srv/a.txt\nid        a&b\n");
	wire_buf_clear(&out);
	assert_int_equal(
		wire_render_story_json(&out, &hit.story, WIRE_STR("/srv/a.txt"), NULL), WIRE_OK);
	root = json_loads(out.data, 0, NULL);
	assert_string_equal(string_at(root, "path"), "/srv/a.txt");
	assert_string_equal(string_at(root, "place"), "ATHENS");
	json_decref(root);
	wire_buf_clear(&out);
	assert_int_equal(wire_render_story_json(&out, &hit.story, WIRE_STR(""), NULL), WIRE_OK);
	assert_has_not("\"path\"");
}

/* A facet without a value has no heading; in JSON it has its empty list. */
static void test_render__empty_facets(void **state)
{
	wire_facet facet = {.field = wire_field_get(WIRE_FIELD_COUNTRY)};
	wire_result result = without_hits();
	json_t *root;
	(void)state;
	result.facets = &facet;
	result.n_facets = 1;
	wire_render_text(&out, &result, &(wire_text_style){.width = 80});
	assert_string_equal(out.data, "0 of 64 stories\n");
	wire_buf_clear(&out);
	root = render_json(&result);
	assert_int_equal(
		json_array_size(json_object_get(json_object_get(root, "facets"), "countries")), 0);
	json_decref(root);
}

static void test_render__notes(void **state)
{
	static wire_str notes[] = {TEXT("'or' is a word"), TEXT("a\033b")};
	const wire_result result = {.notes = {notes, 2, 2}, .archive = 2, .total = 2, .offset = 50};
	(void)state;
	wire_render_notes(&out, &result);
	assert_string_equal(out.data, "note: 'or' is a word\nnote: a?b\n");
	wire_buf_clear(&out);
	wire_render_text(&out, &result, &(wire_text_style){.width = 80});
	assert_has("2 of 2 stories (none from 51 on)\nnote: 'or' is a word\n");
}

static void test_render__story(void **state)
{
	wire_result_hit hit = one_hit();
	(void)state;
	wire_render_story_text(&out, &hit.story, WIRE_STR(""), &(wire_text_style){.width = 80});
	assert_has("Ferry sinks off Crete\n");
	assert_has("people    Ann Roe, Bo Doe\n");
	assert_has("All were saved.\n");
}

static void test_render__no_hits(void **state)
{
	wire_result result = without_hits();
	(void)state;
	wire_render_no_hits(&out, &result);
	assert_has("       3  crete\n");
	assert_has("       0  zzz<\n");
	assert_has("did you mean: crete zoo (1 story)\n");
}

static void test_render__place_of_an_error(void **state)
{
	static const struct {
		const char *query;
		size_t offset, length;
		const char *want, *why;
	} cases[] = {
		{"crete (", 6, 1, "no\n  crete (\n        ^\n", "one byte"},
		{"crete AND", 6, 3, "no\n  crete AND\n        ^~~\n", "a word"},
		{"Köln (", 6, 1, "no\n  Köln (\n       ^\n", "columns count characters"},
		{"x", 1, 0, "no\n  x\n   ^\n", "a point at the end"},
		{"x", 900, 5, "no\n  x\n   ^\n", "a place past the end"},
		{"a\n(", 2, 1, "no\n  a (\n    ^\n", "a query of two lines is shown on one"},
		{"台湾 (", 7, 1, "no\n  台湾 (\n       ^\n", "a wide character takes two"},
		{"(台湾", 1, 6, "no\n  (台湾\n   ^~~~\n", "under the place, too"},
		{"a\033(", 2, 1, "no\n  a?(\n    ^\n", "a control character takes a column"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const wire_error err = {
			.message = "no", .offset = cases[i].offset, .length = cases[i].length};
		wire_buf_clear(&out);
		wire_render_query_error(&out, wire_str_from(cases[i].query), &err);
		if (strcmp(out.data, cases[i].want) != 0)
			fail_msg("%s: got '%s'", cases[i].why, out.data);
	}
}

/* Of a long query one line around the place is shown. */
static void test_render__place_in_a_long_query(void **state)
{
	char query[4096];
	(void)state;
	memset(query, '(', sizeof query);
	for (size_t offset = 0; offset <= sizeof query; offset += 16)
		for (size_t length = 0; length < 300; length += 99) {
			const wire_error err = {"no", offset, length};
			wire_buf_clear(&out);
			wire_render_query_error(&out, (wire_str){query, sizeof query}, &err);
			wire_str rest = wire_buf_view(&out), shown = {0}, mark = {0};
			assert_true(wire_str_line(&shown, &rest) && wire_str_line(&shown, &rest) &&
				    wire_str_line(&mark, &rest));
			assert_true(wire_text_columns(shown) < 80 && mark.len < 80);
			assert_int_equal(rest.len, 0);
			bool first = offset <= 30;
			size_t caret = wire_str_find(mark, WIRE_STR("^"), 0);
			assert_int_equal(caret, first ? 2 + offset : 2 + 31);
			assert_int_equal(wire_str_starts(shown, WIRE_STR("  …")), !first);
		}
}

/* ---- JSON ---- */

static void test_render__json_hits(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	json_t *root = render_json(&result);
	json_t *shown = json_array_get(json_object_get(root, "hits"), 0);
	json_t *mark = json_array_get(json_object_get(shown, "headline"), 1);
	(void)state;
	assert_string_equal(string_at(root, "query"), "crete");
	assert_string_equal(string_at(root, "suggestion"), "");
	assert_int_equal(json_integer_value(json_object_get(root, "total")), 42);
	assert_int_equal(json_integer_value(json_object_get(root, "offset")), 10);
	assert_int_equal(json_integer_value(json_object_get(shown, "rank")), 11);
	assert_true(json_real_value(json_object_get(shown, "score")) > 1.23);
	assert_string_equal(string_at(shown, "id"), "a&b");
	assert_string_equal(string_at(mark, "text"), "Crete");
	assert_true(json_is_true(json_object_get(mark, "match")));
	assert_int_equal(json_array_size(json_object_get(shown, "people")), 2);
	assert_null(json_object_get(root, "parts"));
	json_decref(root);
}

/* The members of a document and of a hit are a contract with whoever reads it. */
static void test_render__json_members(void **state)
{
	static const char *const of_root[] = {"query", "understood", "total", "offset", "hits",
		"facets", "distinct", "suggestion", "suggestion_total", "revision"};
	static const char *const of_hit[] = {"rank", "score", "id", "title", "headline", "snippet",
		"date", "issued", "source", "place", "people", "countries", "status", "action",
		"version", "file", "url"};
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	json_t *root = render_json(&result);
	json_t *shown = json_array_get(json_object_get(root, "hits"), 0);
	(void)state;
	for (size_t i = 0; i < COUNT(of_root); i++)
		assert_non_null(json_object_get(root, of_root[i]));
	for (size_t i = 0; i < COUNT(of_hit); i++)
		assert_non_null(json_object_get(shown, of_hit[i]));
	assert_int_equal(json_object_size(root), COUNT(of_root));
	assert_int_equal(json_object_size(shown), COUNT(of_hit));
	json_decref(root);
}

static void test_render__json_facets_and_reasons(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_result result = with_hits(&hit, &facet);
	json_t *root = render_json(&result);
	json_t *value =
		json_array_get(json_object_get(json_object_get(root, "facets"), "countries"), 0);
	(void)state;
	assert_string_equal(string_at(value, "value"), "GR");
	assert_string_equal(string_at(value, "label"), "Greece");
	assert_int_equal(json_integer_value(json_object_get(value, "count")), 30);
	/* Of how many values these are the most frequent. */
	assert_int_equal(
		json_integer_value(json_object_get(json_object_get(root, "distinct"), "countries")),
		5);
	json_decref(root);
	wire_buf_clear(&out);
	result = without_hits();
	root = render_json(&result);
	assert_string_equal(string_at(root, "suggestion"), "crete zoo");
	assert_int_equal(json_array_size(json_object_get(root, "parts")), 2);
	json_decref(root);
}

/* A text that is no UTF-8 is damage, not a lack of memory. */
static void test_render__json_faults(void **state)
{
	wire_result_hit hit;
	wire_facet facet;
	wire_error err = {0};
	wire_result result = with_hits(&hit, &facet);
	wire_buf small;
	(void)state;
	wire_buf_init(&small, 100);
	assert_int_equal(wire_render_json(&small, &result, &err), WIRE_ETOOBIG);
	assert_string_equal(err.message, "the answer is longer than 100 bytes");
	wire_buf_release(&small);
	hit.story.place = WIRE_STR("\xFF");
	assert_int_equal(wire_render_json(&out, &result, &err), WIRE_EDATABASE);
	assert_string_equal(err.message, "a stored text is not UTF-8");
}

static void test_render__json_error(void **state)
{
	static const struct {
		wire_status status;
		wire_error err;
		const char *want, *why;
	} cases[] = {
		{WIRE_EQUERY, {"no \"x\"", 7, 2},
			"{\"error\":\"no \\\"x\\\"\",\"offset\":7,\"length\":2}\n",
			"a query has a place"},
		{WIRE_ENOTFOUND, {"none", 7, 2}, "{\"error\":\"none\"}\n", "nothing else has"},
		{WIRE_ENOTFOUND, {"no '\xFF'", 0, 0}, "{\"error\":\"not found\"}\n",
			"JSON is UTF-8 whatever was asked"},
		{WIRE_ENOTFOUND, {"", 0, 0}, "{\"error\":\"not found\"}\n", "an error has words"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		wire_buf_clear(&out);
		assert_int_equal(
			wire_render_json_error(&out, cases[i].status, &cases[i].err), WIRE_OK);
		if (strcmp(out.data, cases[i].want) != 0)
			fail_msg("%s: got '%s'", cases[i].why, out.data);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_render__text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__no_control_reaches_a_terminal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__colour_marks_and_resets, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__wraps_at_the_width, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__story, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__wraps_wide_characters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__colour_ends_with_the_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__long_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__takes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__a_killed_story_says_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__title, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__a_lead_stands_for_a_headline, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__ids, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__path, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__empty_facets, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__notes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__place_in_a_long_query, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__json_faults, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__no_hits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__place_of_an_error, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__json_hits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__json_members, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			test_render__json_facets_and_reasons, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_render__json_error, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
