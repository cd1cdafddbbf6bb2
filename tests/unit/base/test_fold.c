/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Folding: what is the same word and what is not, and what holds for every text. */
#include "support/cmocka.h"

#include <utf8proc.h>

#include "wire/text.h"
#include "wire/token.h"

enum { TEXT_BYTES = 1 << 16, CODES = 0x110000 };

/* The fold of a text; good until the fourth next. */
static wire_str fold(wire_str text)
{
	static char kept[4][TEXT_BYTES];
	static unsigned turn;
	char *out = kept[turn++ % 4];
	wire_buf folded;
	wire_buf_init(&folded, TEXT_BYTES - 1);
	wire_text_fold(&folded, text);
	assert_int_equal(wire_buf_status(&folded), WIRE_OK);
	size_t length = folded.len;
	if (length > 0)
		memcpy(out, folded.data, length);
	out[length] = '\0';
	wire_buf_release(&folded);
	return (wire_str){out, length};
}

static void test_fold__what_is_the_same_word(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"Erdoğan ŁÓDŹ Straße", "erdogan lodz strasse", "Latin accents and strokes"},
		{"Đà Nẵng Việt", "da nang viet", "two marks on a letter"},
		{"İstanbul ı", "istanbul i", "Turkish i's"},
		{"Æsir Œuvre Þór ð", "aesir oeuvre thor d", "ligatures"},
		{"ﬁnance ①② Ａｂ", "finance 12 ab", "compatibility forms"},
		{"Ελλάδα ΐ ᾳ ς", "ελλαδα ι α σ", "Greek accents, subscripts, final sigma"},
		{"Пётр Йод йод", "петр йод йод", "ё is е in Russian print, й is a letter"},
		{"Київ ѝ", "киів и", "other accents of Cyrillic"},
		{"की का क कि", "की का क कि", "Hindi vowel signs make words"},
		{"क़ \xE0\xA4\x95\xE0\xA4\xBC", "क़ क़", "a nukta, either way written"},
		{"தமிழ் తెలుగు বাংলা", "தமிழ் తెలుగు বাংলা", "vowel signs of other scripts of India"},
		{"が か ガ カ ｶﾞ パ ﾊﾟ", "が か ガ カ ガ パ パ", "voiced kana"},
		{"か\xE3\x82\x99", "が", "kana in two characters"},
		{"대한민국", "대한민국", "Hangul stays composed"},
		{"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한", "Hangul in jamo"},
		{"\xE1\x84\x80\xE1\x85\xA1 \xE1\x84\x80\xE1\x85\xB5", "가 기",
			"with the first vowel and the last"},
		{"\xEA\xB0\x80\xE1\x86\xA8 \xEA\xB0\x80\xE1\x87\x82", "각 갛",
			"with the first consonant below and the last"},
		{"ที่นี่ น้ำ", "ที่นี่ น้ำ", "Thai vowels and tones, AM in one"},
		{"كِتَابٌ كـــتاب", "كتاب كتاب", "Arabic points, and a word made wide"},
		{"أحمد آمن مؤمن", "أحمد آمن مؤمن", "hamza and madda stay"},
		{"שָׁלוֹם שׁ", "שלום ש", "Hebrew points"},
		{"ﷺ", "صلىاللهعليهوسلم", "a phrase in one letter is one word"},
		{"Hawaiʻi Hawai‘i Hawai’i", "hawai'i hawai'i hawai'i", "apostrophes"},
		{"1̈ ͏x ❤️", "1 x ❤", "marks on nothing that has accents"},
		{"\xFF\xC3", "\xEF\xBF\xBD\xEF\xBF\xBD", "no text"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		wire_str got = fold(wire_str_from(cases[i].text));
		/* The table may be written in any normal form: fold is in NFC. */
		utf8proc_uint8_t *want = utf8proc_NFC((const utf8proc_uint8_t *)cases[i].want);
		if (strcmp(got.data, (const char *)want) != 0)
			fail_msg("%s: got '%s', want '%s'", cases[i].why, got.data, cases[i].want);
		free(want);
	}
}

/* Each letter that the header names by its kind: strokes, ligatures, and what no writer takes
 * apart. */
static void test_fold__letters_that_unicode_does_not_take_apart(void **state)
{
	static const char *const pairs[][2] = {{"Ð", "d"}, {"ð", "d"}, {"Ø", "o"}, {"ø", "o"},
		{"Đ", "d"}, {"đ", "d"}, {"Ħ", "h"}, {"ħ", "h"}, {"ı", "i"}, {"ĸ", "k"}, {"Ŀ", "l"},
		{"ŀ", "l"}, {"Ł", "l"}, {"ł", "l"}, {"Ŧ", "t"}, {"ŧ", "t"}, {"ƀ", "b"}, {"Ɖ", "d"},
		{"ɖ", "d"}, {"Æ", "ae"}, {"æ", "ae"}, {"Œ", "oe"}, {"œ", "oe"}, {"Þ", "th"},
		{"þ", "th"}, {"ß", "ss"}, {"ำ", "ำ"}, {"ຳ", "ຳ"}, {"ໜ", "ໜ"}, {"ໝ", "ໝ"},
		{"ゟ", "ゟ"}, {"ヿ", "ヿ"}};
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (strcmp(fold(wire_str_from(pairs[i][0])).data, pairs[i][1]) != 0)
			fail_msg(
				"%s: got '%s'", pairs[i][0], fold(wire_str_from(pairs[i][0])).data);
}

/* Does `code` fold to nothing? */
static bool is_gone(uint32_t code)
{
	char text[4];
	if (code >= 0xD800 && code <= 0xDFFF)
		return false;
	return fold((wire_str){text, wire_utf8_encode(text, code)}).len == 0;
}

/* Marks of no script and optional points go, vowel signs and voicing marks stay: at each end. */
static void test_fold__which_marks_go(void **state)
{
	static const struct {
		uint32_t first, last;
		const char *what;
	} rows[] = {
		{0x0300, 0x036F, "of no script"},
		{0x0483, 0x0489, "Cyrillic"},
		{0x0591, 0x05BD, "Hebrew"},
		{0x05C1, 0x05C2, "Hebrew"},
		{0x05C4, 0x05C5, "Hebrew"},
		{0x05C7, 0x05C7, "Hebrew"},
		{0x0610, 0x061A, "Arabic"},
		{0x064B, 0x0652, "Arabic"},
		{0x0656, 0x065F, "Arabic"},
		{0x0670, 0x0670, "Arabic"},
		{0x06D6, 0x06DC, "Arabic"},
		{0x06EA, 0x06ED, "Arabic"},
		{0x0711, 0x0711, "Syriac"},
		{0x0730, 0x074A, "Syriac"},
		{0x08CA, 0x08E1, "Arabic"},
		{0x08E3, 0x08FF, "Arabic"},
		{0x180B, 0x180D, "Mongolian selectors"},
		{0x1AB0, 0x1ACE, "of no script"},
		{0x1DC0, 0x1DFF, "of no script"},
		{0x20D0, 0x20F0, "for symbols"},
		{0x2DE0, 0x2DFF, "Cyrillic above"},
		{0xA66F, 0xA672, "Cyrillic"},
		{0xA69E, 0xA69F, "Cyrillic"},
		{0xFB1E, 0xFB1E, "Hebrew"},
		{0xFE00, 0xFE0F, "selectors"},
		{0xFE20, 0xFE2F, "half marks"},
		{0xE0100, 0xE01EF, "selectors"},
	};
	static const uint32_t stay[] = {0x0653, 0x0654, 0x0655, 0x093C, 0x093E, 0x094D, 0x0E34,
		0x0E48, 0x1039, 0x3099, 0x309A, 0x05BE, 0x06DD, 0x0374, 0x048A};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (uint32_t code = rows[i].first; code <= rows[i].last; code++)
			if (!is_gone(code))
				fail_msg("U+%04X stays, a mark %s", code, rows[i].what);
	for (size_t i = 0; i < sizeof stay / sizeof *stay; i++)
		if (is_gone(stay[i]))
			fail_msg("U+%04X is gone", stay[i]);
}

/* ---- what holds for every text ---- */

/* NFC or NFD of a text without NULs. */
static wire_str normal(wire_str text, utf8proc_option_t form)
{
	static char kept[2][TEXT_BYTES];
	char *out = kept[form == UTF8PROC_COMPOSE];
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text.data,
		(utf8proc_ssize_t)text.len, &mapped, UTF8PROC_STABLE | form);
	assert_true(length >= 0 && length < TEXT_BYTES);
	memcpy(out, mapped, (size_t)length);
	free(mapped);
	return (wire_str){out, (size_t)length};
}

static void check(wire_str text)
{
	wire_str once = fold(text), twice = fold(once);
	bool stable = wire_str_equal(once, twice);
	bool in_nfc = wire_str_equal(once, normal(once, UTF8PROC_COMPOSE));
	bool composed = wire_str_equal(once, fold(normal(text, UTF8PROC_COMPOSE)));
	bool taken_apart = wire_str_equal(once, fold(normal(text, UTF8PROC_DECOMPOSE)));
	bool short_enough = once.len <= text.len * WIRE_FOLD_GROWTH;
	if (!stable || !in_nfc || !composed || !taken_apart || !short_enough ||
		!wire_utf8_valid(once))
		fail_msg("'" WIRE_FMT "': '" WIRE_FMT "' then '" WIRE_FMT "' (%d %d %d %d %d)",
			WIRE_ARG(text), WIRE_ARG(once), WIRE_ARG(twice), stable, in_nfc, composed,
			taken_apart, short_enough);
}

static size_t put(char *out, uint32_t code)
{
	return code >= 0xD800 && code <= 0xDFFF ? 0 : wire_utf8_encode(out, code);
}

static void test_fold__every_character_folds_to_what_folds_to_itself(void **state)
{
	static const uint32_t behind[] = {0, 0x301, 0x345, 0x306, 0x93C, 0x3099, 0x5B0, 0x11A8};
	(void)state;
	for (uint32_t code = 1; code < CODES; code++)
		for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
			char text[8];
			size_t length = put(text, code);
			if (behind[i] != 0 && (code > 0x20000 || length == 0))
				continue;
			if (behind[i] != 0)
				length += put(text + length, behind[i]);
			check((wire_str){text, length});
		}
}

/* Characters that fold, compose and are put in order in all the ways there are. */
static uint32_t draw(unsigned *seed)
{
	static const uint32_t drawn[] = {'a', 'I', '\'', ' ', '.', 0x438, 0x418, 0x439, 0x415,
		0x451, 0x306, 0x308, 0x301, 0x316, 0x327, 0x345, 0x344, 0x391, 0x1FB3, 0x1F82,
		0x915, 0x958, 0x93C, 0x93F, 0x94D, 0x9C7, 0x9BE, 0x9D7, 0xDD9, 0xDCF, 0xDCA, 0xDDC,
		0x304B, 0x304C, 0x3099, 0x309A, 0xFF76, 0xFF9E, 0x1100, 0x1161, 0x11A8, 0xAC00,
		0xAC01, 0x3131, 0x627, 0x653, 0x654, 0x64B, 0x651, 0x640, 0xFDFA, 0xFE70, 0x5E9,
		0x5B8, 0x5C1, 0xFB2C, 0xE33, 0xE4D, 0xE48, 0x130, 0x1E9E, 0xDF, 0x149, 0x1C4, 0xA8,
		0x37A, 0xFE0F, 0x200D, 0x2BB, 0x1025, 0x102E, 0x11099, 0x110BA, 0x1D15E, 0x2F81A};
	*seed = *seed * 1103515245u + 12345u;
	uint32_t at = *seed >> 8;
	if (at % 16 == 0)
		return 1 + (*seed >> 4) % 0xD7FF;
	return drawn[at / 16 % (sizeof drawn / sizeof *drawn)];
}

static void test_fold__any_text_folds_to_what_folds_to_itself(void **state)
{
	unsigned seed = 5;
	(void)state;
	for (int round = 0; round < 60000; round++) {
		char text[128];
		size_t length = 0;
		unsigned n = 1 + (unsigned)round % 24;
		for (unsigned i = 0; i < n; i++)
			length += put(text + length, draw(&seed));
		check((wire_str){text, length});
	}
}

/* What --explain prints is read again, and the index is asked for it: a form must be one word. */
static void test_token__a_form_is_one_word_itself(void **state)
{
	wire_tokenizer *tokenizer = wire_tokenizer_new();
	wire_token token, again;
	char text[16], form[WIRE_FORM_MAX + 1];
	(void)state;
	assert_non_null(tokenizer);
	for (uint32_t code = 1; code < CODES; code++) {
		size_t length = put(text, code);
		length += put(text + length, code % 2 == 0 ? 'b' : 0x435);
		length += put(text + length, code);
		wire_tokenizer_start(tokenizer, (wire_str){text, length});
		if (wire_token_next(&token, tokenizer) != WIRE_OK)
			continue;
		snprintf(form, sizeof form, WIRE_FMT, WIRE_ARG(token.form));
		wire_tokenizer_start(tokenizer, wire_str_from(form));
		if (wire_token_next(&again, tokenizer) != WIRE_OK ||
			!wire_str_equal(again.form, wire_str_from(form)) ||
			wire_token_next(&again, tokenizer) != WIRE_END)
			fail_msg("U+%04X: '%s'", code, form);
	}
	wire_tokenizer_free(tokenizer);
}

/* The marks at the ends of what is optional, and marks beside them, without which it is another
 * word. */
static void test_fold__marks_that_are_optional(void **state)
{
	static const uint32_t optional[] = {0x0300, 0x036F, 0x0483, 0x0487, 0x0488, 0x0489, 0x0591,
		0x05BD, 0x05C7, 0x0610, 0x061A, 0x064B, 0x0652, 0x0656, 0x065F, 0x0670, 0x06D6,
		0x06ED, 0x0711, 0x0730, 0x074A, 0x0898, 0x089F, 0x08CA, 0x08FF, 0x180B, 0x180D,
		0x1AB0, 0x1ABE, 0x1DC0, 0x1DFF, 0x20D0, 0x20F0, 0x2DE0, 0x2DFF, 0xA66F, 0xA674,
		0xA69E, 0xA69F, 0xFB1E, 0xFE00, 0xFE0F, 0xFE20, 0xFE2F, 0xE0100, 0xE01EF};
	static const uint32_t needed[] = {0x0653, 0x0654, 0x0655, 0x07EB, 0x0816, 0x0859, 0x0901,
		0x093C, 0x0E31, 0x1885, 0x18A9, 0x1A7F, 0x1B00, 0x2CEF, 0x302A, 0x3099, 0xA6F0,
		0xA6F1, 0xA802};
	(void)state;
	for (size_t i = 0; i < sizeof optional / sizeof *optional; i++) {
		char text[8] = "q";
		wire_str whole = {text, 1 + wire_utf8_encode(text + 1, optional[i])};
		if (wire_char_is_mark(optional[i]) && fold(whole).len != 1)
			fail_msg("U+%04X is kept", (unsigned)optional[i]);
	}
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		char text[8] = "q";
		wire_str whole = {text, 1 + wire_utf8_encode(text + 1, needed[i])};
		if (wire_char_is_mark(needed[i]) && !wire_str_equal(fold(whole), whole))
			fail_msg("U+%04X is dropped", (unsigned)needed[i]);
	}
}

/* A copy is the same as a fold, however long the text and however it grows. */
static void test_fold__a_copy_of_any_length(void **state)
{
	static const wire_str pieces[] = {WIRE_STR_INIT("X"), WIRE_STR_INIT("\xC3\x89"),
		WIRE_STR_INIT("\xEF\xB7\xBA"), WIRE_STR_INIT("\xEA\xB0\x80")};
	wire_arena *arena = wire_arena_new(64u << 20);
	(void)state;
	assert_non_null(arena);
	for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++)
		for (size_t n = 0; n * pieces[p].len < 1100; n++) {
			char text[1200];
			wire_str copy;
			wire_arena_reset(arena);
			for (size_t i = 0; i < n; i++)
				memcpy(text + i * pieces[p].len, pieces[p].data, pieces[p].len);
			wire_str whole = {text, n * pieces[p].len};
			assert_int_equal(wire_text_fold_copy(&copy, arena, whole), WIRE_OK);
			if (!wire_str_equal(copy, fold(whole)))
				fail_msg("%zu of %s", n, pieces[p].data);
		}
	wire_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold__what_is_the_same_word),
		cmocka_unit_test(test_fold__letters_that_unicode_does_not_take_apart),
		cmocka_unit_test(test_fold__marks_that_are_optional),
		cmocka_unit_test(test_fold__a_copy_of_any_length),
		cmocka_unit_test(test_fold__which_marks_go),
		cmocka_unit_test(test_fold__every_character_folds_to_what_folds_to_itself),
		cmocka_unit_test(test_fold__any_text_folds_to_what_folds_to_itself),
		cmocka_unit_test(test_token__a_form_is_one_word_itself),
	};
	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
