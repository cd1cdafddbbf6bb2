/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support/cmocka.h"

#include "wire/text.h"
#include "wire/token.h"

static wire_tokenizer *tokenizer;

static int set_up(void **state)
{
	(void)state;
	tokenizer = wire_tokenizer_new();
	return tokenizer == NULL;
}

static int tear_down(void **state)
{
	(void)state;
	wire_tokenizer_free(tokenizer);
	return 0;
}

/* Forms with `^` behind those in capitals, `+` and where the two words part behind joined twins. */
static const char *forms(const char *text)
{
	static char out[1024];
	wire_token token;
	size_t at = 0, length = strlen(text);
	char *exact =
		malloc(length + (length == 0)); /* no NUL behind it: what is read there is seen */
	assert_non_null(exact);
	memcpy(exact, text, length);
	out[0] = '\0';
	wire_tokenizer_start(tokenizer, (wire_str){exact, length});
	while (wire_token_next(&token, tokenizer) == WIRE_OK)
		at += (size_t)snprintf(out + at, sizeof out - at, "%s" WIRE_FMT "%s%s%.0zu",
			at > 0 ? " " : "", WIRE_ARG(token.form), token.capital ? "^" : "",
			token.joined ? "+" : "", token.split);
	free(exact);
	return out;
}

static void test_token__forms(void **state)
{
	static const struct {
		const char *text, *want, *why;
	} cases[] = {
		{"Blinken said", "blinken said", "words fold"},
		{"U.S. and U.N.", "us^ and un^", "initials lose their stops"},
		{"US us NATO", "us^ us nato^", "capitals are told apart"},
		{"e.g. a.m.", "eg am", "small initials, too, without capitals"},
		{"The U.K.'s, the U.S.’s", "the uk^ the us^", "initials' possessives fall off"},
		{"the U.K's S.", "the uk^ s", "also without the last stop"},
		{"A.B.C.D.E.F.G.H.I.J.K.L.M.N.O.P.Q.R.", "abcdefghijklmnop^ qr^",
			"initials are cut"},
		{"J.Smith", "j smith", "an initial glued to a name is not initials"},
		{"J.P.Morgan U.S.Army E.D.And 3 p.m.EST", "jp^ morgan us^ army ed^ and 3 pm est^",
			"two are, where old copy lost the space"},
		{"Xi's Xi’s Joneses'", "xi xi joneses", "possessives fall off"},
		{"O'Brien don’t", "o'brien don't", "apostrophes inside stay"},
		{"ʻIolani Hawaiʻi ‘quoted’", "iolani hawai'i quoted",
			"at a word's start apostrophes fall away"},
		{"AT&T", "at&t^", "& joins"},
		{"3.5 10,000 1,2,3", "3.5 10000 1 2 3",
			"numbers keep points, lose thousands' commas"},
		{"F-16s COVID-19", "f16s+1 f 16s covid19+5 covid^ 19",
			"letters and digits get a twin"},
		{"cease-fire", "ceasefire+5 cease fire", "two words get a twin"},
		{"e\u2010mails\u2019", "emails+1 e mails", "however short, and with a possessive"},
		{"Пресс-служба", "прессслужба+10 пресс служба", "in any script with spaces"},
		{"19-year-old face-to-face", "19 year old face to face", "more than two have none"},
		{"face-to -and-out- by-", "faceto+4 face to andout+3 and out by",
			"a hyphen at an end is no part"},
		{"AT&T-owned O'Brien-led 台-湾", "at&t^ owned o'brien led 台 湾",
			"of letters alone"},
		{"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
			"no longer than a form may be"},
		{"U.S.-PRC", "us^ prc^", "initials before a hyphen"},
		{"Erdoğan Straße Łódź", "erdogan strasse lodz", "accents and strokes fold"},
		{"台湾 ไทย", "台 湾 ไ ท ย", "scripts without spaces: a character a token"},
		{"ที่นี่ か゛が ﾊﾟ", "ที่ นี่ か が パ", "with the marks on it"},
		{"की काला", "की काला", "vowel signs belong to the word"},
		{"Москва", "москва", "other scripts as words"},
		{"MH370 2nd 1990s", "mh370^ 2nd 1990s", "digits and letters run together"},
		{"\"quoted\" (bracketed).", "quoted bracketed", "punctuation parts"},
		{"AZaz09 a@b[c`d{e/f:g", "azaz09 a b c d e f g",
			"the ends of the alphabets, and what lies beside them"},
		{"AZ ZA", "az^ za^", "A and Z are capitals"},
		{"s'-by-go boss'-by-go", "s by go boss by go", "a possessive before a hyphen"},
		{"I.-by-go", "i bygo+2 by go", "a letter with a stop is no word of three parts"},
		{"1,23 1,2345 10,00 1,000,000", "1 23 1 2345 10 00 1000000",
			"a comma parts figures but before three"},
		{"3'x 5'9 3's", "3 x 5 9 3", "an apostrophe behind a figure joins nothing"},
		{"F1-16 a1-b b-1", "f1 16 a1 b b1+1 b 1", "letters alone before figures"},
		{"a&b a& &b a&&b", "a&b a b a b", "& joins what stands on both sides of it"},
		{"1.2.3 1. .1 1.a a.1", "1.2.3 1 1 1 a a 1", "a point joins figures"},
		{"", "", "nothing in, nothing out"},
		{"--- ... ???", "", "punctuation alone is no word"},
		{"No deal. We go", "no deal . we go", "a sentence's end is a token"},
		{"\"Why?\" \"No.\" (Off.) [On] Up", "why . no off . on up",
			"with quotes and brackets around it; No. is short for number"},
		{"It rose in 1987. The deal", "it rose in 1987 . the deal", "also behind figures"},
		{"up.\n\nand down", "up . and down",
			"an empty line is an end, before small letters"},
		{"New York\n\nTimes up\nThe", "new york times up the", "where a mark stands alone"},
		{"Gen. Lee J. Lo U.S. The Yahoo! Inc. Up vs. Us",
			"gen lee j lo us^ the yahoo inc up vs us",
			"what is short for something, or may be, ends nothing"},
		{"up. down 3. 4 go.Up a.\n\n\"", "up down 3 4 go up a",
			"nor does a stop with no capital or space behind it, or no word at all"},
		{"台湾。北京", "台 湾 . 北 京", "marks of scripts without spaces"},
		{"台湾. Up", "台 湾 . up", "whose characters are no initials"},
		{"So... Up wait...What Corp.... Up", "so . up wait what corp up",
			"stops in a row are as one, and none of those"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (strcmp(forms(cases[i].text), cases[i].want) != 0)
			fail_msg("%s: got %s, want %s", cases[i].why, forms(cases[i].text),
				cases[i].want);
}

static void test_token__a_twin_shares_the_first_parts_position(void **state)
{
	wire_token token;
	static const uint32_t positions[] = {0, 1, 1, 2, 3};
	(void)state;
	wire_tokenizer_start(tokenizer, WIRE_STR("an F-16 jet"));
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(wire_token_next(&token, tokenizer), WIRE_OK);
		assert_int_equal(token.position, positions[i]);
	}
	assert_int_equal(wire_token_next(&token, tokenizer), WIRE_END);
}

static void test_token__an_overlong_word_stays_findable(void **state)
{
	char text[2][300];
	char form[2][WIRE_FORM_MAX + 1];
	wire_token token;
	(void)state;
	for (int i = 0; i < 2; i++) {
		memset(text[i], 'a', sizeof text[i]);
		text[i][298] = (char)('x' + i);
		text[i][299] = '\0';
		wire_tokenizer_start(tokenizer, wire_str_from(text[i]));
		assert_int_equal(wire_token_next(&token, tokenizer), WIRE_OK);
		assert_true(token.form.len <= WIRE_FORM_MAX);
		snprintf(form[i], sizeof form[i], WIRE_FMT, WIRE_ARG(token.form));
	}
	assert_string_not_equal(form[0], form[1]); /* they differ only behind the cut */
	/* As a twin it cannot be parted again. */
	memcpy(text[0] + 290, "-16", 4);
	wire_tokenizer_start(tokenizer, wire_str_from(text[0]));
	assert_int_equal(wire_token_next(&token, tokenizer), WIRE_OK);
	assert_true(token.joined && token.split == 0 && token.form.len == WIRE_FORM_MAX);
}

/* `before`, the character, `after`. */
static const char *around(const char *before, uint32_t code, const char *after)
{
	static char text[64];
	char bytes[4];
	snprintf(text, sizeof text, "%s%.*s%s", before, (int)wire_utf8_encode(bytes, code), bytes,
		after);
	return text;
}

/* At both ends of each script without spaces, and beside them, where letters stand there. */
static void test_token__scripts_without_spaces(void **state)
{
	static const uint32_t alone[] = {0x0E01, 0x0EDC, 0x1000, 0x108E, 0x1780, 0x17DC, 0x3041,
		0x30FF, 0x31F0, 0x31FF, 0x3400, 0x4DBF, 0x4E00, 0x9FA5, 0xF900, 0xFAD9, 0xFF66,
		0xFF9D, 0x20000, 0x3134A};
	static const uint32_t words[] = {0x0DC6, 0x0F00, 0x0F6C, 0x10A0, 0x1770, 0x1820, 0x3006,
		0x3105, 0x31BF, 0xA000, 0xFB00, 0xFF5A, 0xFFA1, 'z'};
	(void)state;
	for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
		const char *got = forms(around("a", alone[i], "b"));
		if (strchr(got, ' ') == NULL || strchr(got, ' ') == strrchr(got, ' '))
			fail_msg("U+%04X: %s", (unsigned)alone[i], got);
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (wire_char_is_letter(words[i]) &&
			strchr(forms(around("a", words[i], "b")), ' ') != NULL)
			fail_msg("U+%04X: %s", (unsigned)words[i],
				forms(around("a", words[i], "b")));
}

/* Marks that end a sentence, those that do not, and what may stand around them. */
static void test_token__marks_of_sentences(void **state)
{
	static const uint32_t ends[] = {'.', '?', 0x3002, 0xFF0E, 0xFF1F, 0x061F, 0x06D4, 0x0964};
	static const uint32_t none[] = {'!', ',', '-', '/', ':', ';', '>', '@', 0x3001, 0x3003,
		0xFF0D, 0xFF0F, 0xFF1E, 0xFF20, 0x061E, 0x0965, 0x2026};
	static const uint32_t around_it[] = {'"', '\'', '(', ')', '[', ']', 0xAB, 0xBB, 0x2018,
		0x2019, 0x201A, 0x201D, 0x201F, 0x300C, 0x300D, 0x300E, 0x300F};
	static const uint32_t not_it[] = {
		'!', '#', '&', '*', '\\', '^', '{', 0xAC, 0xBF, 0x2017, 0x2020, 0x300B, 0x3010};
	(void)state;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		assert_string_equal(forms(around("so", ends[i], " Up")), "so . up");
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_string_equal(forms(around("so", none[i], " Up")), "so up");
	for (size_t i = 0; i < sizeof around_it / sizeof *around_it; i++) {
		assert_string_equal(forms(around("so", around_it[i], ". Up")), "so . up");
		assert_string_equal(forms(around("so.", around_it[i], " Up")), "so . up");
		assert_string_equal(forms(around("so. ", around_it[i], "Up")), "so . up");
	}
	for (size_t i = 0; i < sizeof not_it / sizeof *not_it; i++) {
		assert_string_equal(forms(around("so", not_it[i], ". Up")), "so up");
		assert_string_equal(forms(around("so.", not_it[i], " Up")), "so up");
		assert_string_equal(forms(around("so. ", not_it[i], "Up")), "so up");
	}
}

/* What is no word and no word's joint is as nothing, at a text's start, its end, and alone. */
static void test_token__short_texts(void **state)
{
	(void)state;
	for (int c = 1; c < 0x80; c++) {
		char text[8];
		bool word =
			(c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		snprintf(text, sizeof text, "%c", c);
		if ((forms(text)[0] != '\0') != word)
			fail_msg("byte %d alone", c);
		if (word)
			continue;
		snprintf(text, sizeof text, "%cx", c);
		assert_string_equal(forms(text), "x");
		snprintf(text, sizeof text, "x%c", c);
		assert_string_equal(forms(text), "x");
		snprintf(text, sizeof text, "x%c%c", c, c);
		assert_string_equal(forms(text), "x");
	}
}

static void test_token__composed_and_decomposed_text_are_one(void **state)
{
	char composed[64];
	(void)state;
	snprintf(composed, sizeof composed, "%s", forms("Z\xC3\xBCrich"));
	assert_string_equal(composed, forms("Zu\xCC\x88rich"));
}

static void test_token__offsets_ascend_in_any_bytes(void **state)
{
	char noise[2048];
	unsigned seed = 11;
	(void)state;
	for (int round = 0; round < 200; round++) {
		wire_token token;
		size_t last = 0;
		for (size_t i = 0; i < sizeof noise; i++) {
			seed = seed * 1103515245u + 12345u;
			noise[i] = (char)(seed >> 16);
		}
		wire_tokenizer_start(tokenizer, (wire_str){noise, sizeof noise});
		while (wire_token_next(&token, tokenizer) == WIRE_OK) {
			assert_true(token.start >= last && token.end > token.start);
			assert_true(token.end <= sizeof noise && token.form.len > 0);
			last = token.joined ? token.start : token.end;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_token__forms),
		cmocka_unit_test(test_token__a_twin_shares_the_first_parts_position),
		cmocka_unit_test(test_token__an_overlong_word_stays_findable),
		cmocka_unit_test(test_token__scripts_without_spaces),
		cmocka_unit_test(test_token__marks_of_sentences),
		cmocka_unit_test(test_token__short_texts),
		cmocka_unit_test(test_token__composed_and_decomposed_text_are_one),
		cmocka_unit_test(test_token__offsets_ascend_in_any_bytes),
	};
	return cmocka_run_group_tests_name("token", tests, set_up, tear_down);
}
