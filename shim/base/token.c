/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/token.h"

#include <stdlib.h>
#include <string.h>

#include "wire/abbreviation.h"
#include "wire/hash.h"
#include "wire/text.h"

/*
 * A run longer than RUN_MAX bytes is cut into several tokens, initials of more than INITIALS_MAX
 * letters likewise: no word is so long, but binary rubbish may be. They bound the work, too. A run
 * is read at most four times (as the second half of a twin, as the first, and by itself), each time
 * once from left to right; initials that prove to be none (J.Smith) cost INITIALS_MAX letters at
 * most.
 */
enum { RUN_MAX = 4096, INITIALS_MAX = 16 };

/* Two runs, folded, are no longer; the last character of a run may pass its end. */
enum { FORM_BYTES_MAX = 2 * (RUN_MAX + 4) * WIRE_FOLD_GROWTH };

/* Bytes of an over-long form's hash, as hexadecimal digits. */
enum { HASH_DIGITS = 8 };

struct wire_tokenizer {
	wire_str text;
	size_t at;
	uint32_t position;
	bool split_twin;     /* the joined twin is out: its parts come next */
	size_t after_hyphen; /* where the last word's hyphen ends; SIZE_MAX: it had none */
	size_t stop;         /* the mark that ends the sentence of the last word; SIZE_MAX: none */
	wire_buf form;
};

/* One run of characters that makes a token. */
typedef struct run {
	size_t start, end; /* of the word itself */
	size_t next;       /* past a possessive or a last full stop, too */
	unsigned upper, lower, digits, letters;
	bool initials; /* U.S.: full stops fall away */
	bool commas;   /* 10,000: commas fall away */
	bool mixed;    /* not of letters alone, or not of a script with spaces between words */
} run;

wire_tokenizer *wire_tokenizer_new(void)
{
	wire_tokenizer *tokenizer = calloc(1, sizeof *tokenizer);
	if (tokenizer != NULL)
		wire_buf_init(&tokenizer->form, FORM_BYTES_MAX);
	return tokenizer;
}

void wire_tokenizer_free(wire_tokenizer *tokenizer)
{
	if (tokenizer == NULL)
		return;
	wire_buf_release(&tokenizer->form);
	free(tokenizer);
}

void wire_tokenizer_start(wire_tokenizer *tokenizer, wire_str text)
{
	tokenizer->text = text;
	tokenizer->at = 0;
	tokenizer->position = 0;
	tokenizer->split_twin = false;
	tokenizer->after_hyphen = SIZE_MAX;
	tokenizer->stop = SIZE_MAX;
}

/* ---- characters ---- */

typedef enum kind { OTHER, UPPER, LOWER, LETTER, DIGIT, ALONE } kind;

/* Scripts written without spaces: a character, with the marks on it, is a token. */
static bool stands_alone(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x0E00, 0x0EFF},   /* Thai, Lao */
		{0x1000, 0x109F},   /* Myanmar */
		{0x1780, 0x17FF},   /* Khmer */
		{0x3040, 0x30FF},   /* Hiragana, Katakana */
		{0x31F0, 0x31FF},   /* Katakana extensions */
		{0x3400, 0x4DBF},   /* Han */
		{0x4E00, 0x9FFF},   /* Han */
		{0xF900, 0xFAFF},   /* Han compatibility */
		{0xFF66, 0xFF9F},   /* Katakana, half width */
		{0x20000, 0x323AF}, /* Han extensions */
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

static kind kind_of_ascii(unsigned char c)
{
	if (c >= 'a' && c <= 'z')
		return LOWER;
	if (c >= 'A' && c <= 'Z')
		return UPPER;
	return c >= '0' && c <= '9' ? DIGIT : OTHER;
}

static kind kind_of(uint32_t code)
{
	if (wire_char_is_digit(code))
		return DIGIT;
	if (!wire_char_is_letter(code) || wire_char_is_apostrophe(code))
		return OTHER;
	if (stands_alone(code))
		return ALONE;
	if (wire_char_is_upper(code))
		return UPPER;
	return wire_char_is_lower(code) ? LOWER : LETTER;
}

/* The kind of the character at `at` (OTHER at the end) and its length in bytes. */
static kind kind_at(wire_str text, size_t at, size_t *length)
{
	uint32_t code;
	*length = at < text.len;
	if (at >= text.len)
		return OTHER;
	if ((unsigned char)text.data[at] < 0x80)
		return kind_of_ascii((unsigned char)text.data[at]);
	*length = wire_utf8_decode(&code, text, at);
	return kind_of(code);
}

static bool is_word(wire_str text, size_t at)
{
	size_t length;
	return kind_at(text, at, &length) != OTHER;
}

static bool is_ascii_digit(wire_str text, size_t at)
{
	return at < text.len && text.data[at] >= '0' && text.data[at] <= '9';
}

/* Bytes of an apostrophe at `at`, else 0. */
static size_t apostrophe(wire_str text, size_t at)
{
	uint32_t code;
	if (at >= text.len)
		return 0;
	if ((unsigned char)text.data[at] < 0x80)
		return text.data[at] == '\'';
	size_t length = wire_utf8_decode(&code, text, at);
	return wire_char_is_apostrophe(code) ? length : 0;
}

/* Bytes of a hyphen at `at`: -, U+2010 or U+2011; else 0. */
static size_t hyphen(wire_str text, size_t at)
{
	if (at >= text.len)
		return 0;
	if (text.data[at] == '-')
		return 1;
	wire_str here = wire_str_slice(text, at, at + 3);
	return wire_str_equal(here, WIRE_STR("\xE2\x80\x90")) ||
			       wire_str_equal(here, WIRE_STR("\xE2\x80\x91"))
		       ? 3
		       : 0;
}

/* ---- runs ---- */

static void count(run *r, kind k)
{
	r->upper += k == UPPER;
	r->lower += k == LOWER;
	r->digits += k == DIGIT;
	r->letters += k == UPPER || k == LOWER || k == LETTER || k == ALONE;
	r->mixed |= k == DIGIT || k == OTHER || k == ALONE;
}

/* Past a possessive ('s, or ' after an s) at the end of a word; `at` when there is none. */
static size_t past_possessive(wire_str text, size_t at)
{
	size_t length = apostrophe(text, at);
	if (length == 0)
		return at;
	size_t after = at + length;
	if (after < text.len && (text.data[after] | 0x20) == 's' && !is_word(text, after + 1))
		return after + 1;
	return at > 0 && (text.data[at - 1] | 0x20) == 's' && !is_word(text, after) ? after : at;
}

/*
 * Initials with full stops from `at` on: two letters at least, each alone before its stop. A word
 * may follow at once, as it does in old copy: J.P.Morgan.
 */
static bool scan_initials(run *r, wire_str text, size_t start)
{
	size_t at = start, length;
	while (r->letters < INITIALS_MAX) {
		kind k = kind_at(text, at, &length);
		if (k != UPPER && k != LOWER)
			break;
		size_t after = at + length;
		bool stop = after < text.len && text.data[after] == '.';
		if (!stop && is_word(text, after) && r->letters >= 2)
			break;
		if (!stop && (is_word(text, after) || r->letters == 0))
			return false;
		count(r, k);
		r->end = after;
		r->next = stop ? after + 1 : after;
		if (!stop)
			break;
		at = after + 1;
	}
	r->next = past_possessive(text, r->next);
	r->initials = r->mixed = r->letters >= 2;
	return r->initials;
}

/* A joint that keeps the run going at `at`: its bytes, else 0. `before` is the character's kind. */
static size_t joint(run *r, wire_str text, size_t at, kind before)
{
	size_t length = apostrophe(text, at);
	if (length > 0) {
		bool s = at + length < text.len && (text.data[at + length] | 0x20) == 's' &&
			 !is_word(text, at + length + 1);
		return !s && before != DIGIT && is_word(text, at + length) ? length : 0;
	}
	if (text.data[at] == '&')
		return is_word(text, at + 1) ? 1 : 0;
	if (before != DIGIT || !is_ascii_digit(text, at + 1))
		return 0;
	if (text.data[at] == '.')
		return 1;
	if (text.data[at] == ',' && is_ascii_digit(text, at + 2) && is_ascii_digit(text, at + 3) &&
		!is_ascii_digit(text, at + 4)) {
		r->commas = true;
		return 1;
	}
	return 0;
}

/* Past the small letters of ASCII at `at`: most of a text, so that they are not asked for one by
 * one. */
static size_t past_small(run *r, wire_str text, size_t at, size_t limit)
{
	size_t end = at;
	limit = limit < text.len ? limit : text.len;
	while (end < limit && text.data[end] >= 'a' && text.data[end] <= 'z')
		end++;
	r->lower += (unsigned)(end - at);
	r->letters += (unsigned)(end - at);
	return end;
}

/* Past the marks at `at`, which belong to the character before them; half-width ones, too. */
static size_t past_marks(wire_str text, size_t at, size_t end)
{
	uint32_t code;
	end = end < text.len ? end : text.len;
	while (at < end) {
		size_t length = wire_utf8_decode(&code, text, at);
		if (!wire_char_is_mark(code) && code != 0xFF9E && code != 0xFF9F)
			break;
		at += length;
	}
	return at;
}

static void scan_plain(run *r, wire_str text, size_t start)
{
	size_t at = start, length;
	kind before = OTHER;
	while (at < text.len && at - start < RUN_MAX) {
		size_t end = past_small(r, text, at, start + RUN_MAX);
		if (end > at) {
			at = end;
			before = LOWER;
			continue;
		}
		kind k = kind_at(text, at, &length);
		if (k == ALONE && at > start)
			break;
		if (k == OTHER)
			length = joint(r, text, at, before);
		if (length == 0)
			break;
		count(r, k);
		at += length;
		before = k;
		if (k == ALONE) {
			at = past_marks(text, at, start + RUN_MAX);
			break;
		}
	}
	r->end = at;
	r->next = past_possessive(text, at);
}

/* The run that begins at `start`, a word character. */
static run scan_run(wire_str text, size_t start)
{
	run r = {.start = start};
	size_t length;
	kind first = kind_at(text, start, &length);
	bool maybe_initials = (first == UPPER || first == LOWER) && start + length < text.len &&
			      text.data[start + length] == '.';
	if (maybe_initials && scan_initials(&r, text, start))
		return r;
	r = (run){.start = start};
	scan_plain(&r, text, start);
	return r;
}

/* ---- forms ---- */

/* Cut an over-long form and end it with a hash of the whole, so that it stays findable. */
static void shorten(wire_buf *form)
{
	uint32_t hash = (uint32_t)wire_hash(wire_buf_view(form), 0);
	wire_str kept = wire_utf8_cut(wire_buf_view(form), WIRE_FORM_MAX - HASH_DIGITS);
	form->len = kept.len;
	wire_buf_printf(form, "%08x", hash);
}

static void fold_run(wire_buf *form, wire_str text, const run *r)
{
	wire_str span = wire_str_slice(text, r->start, r->end);
	if (!r->initials && !r->commas) {
		wire_text_fold(form, span);
		return;
	}
	char gone = r->initials ? '.' : ',';
	for (size_t at = 0; at < span.len;) {
		const char *mark = memchr(span.data + at, gone, span.len - at);
		size_t end = mark == NULL ? span.len : (size_t)(mark - span.data);
		wire_text_fold(form, wire_str_slice(span, at, end));
		at = end + 1;
	}
}

static wire_status emit(wire_token *out, wire_tokenizer *t, const run *first, const run *second)
{
	wire_buf_clear(&t->form);
	fold_run(&t->form, t->text, first);
	size_t split = second != NULL ? t->form.len : 0;
	if (second != NULL)
		fold_run(&t->form, t->text, second);
	if (t->form.len > WIRE_FORM_MAX) {
		shorten(&t->form);
		split = 0;
	}
	*out = (wire_token){
		.start = first->start,
		.end = second != NULL ? second->end : first->end,
		.form = wire_buf_view(&t->form),
		.split = split < t->form.len ? split : 0,
		.position = t->position,
		.capital = first->upper >= 2 && first->lower == 0 && second == NULL,
		.joined = second != NULL,
	};
	return wire_buf_status(&t->form);
}

/* ---- twins ---- */

/* Does the word that ends at `end` go on behind a hyphen? */
static bool goes_on(wire_str text, size_t end)
{
	size_t length = hyphen(text, end);
	return length > 0 && is_word(text, end + length);
}

/*
 * Does a word with a hyphen stand here that is also written as one: letters and then digits
 * (F-16s), or two parts of letters (cease-fire) and no third (face-to-face)? `second` is the other
 * part's run.
 */
static bool is_twin(run *second, const wire_tokenizer *t, const run *first)
{
	size_t length = first->next == first->end ? hyphen(t->text, first->end) : 0;
	size_t start = first->end + length;
	if (length == 0 || first->digits > 0 || first->letters == 0 || first->initials ||
		!is_word(t->text, start))
		return false;
	*second = scan_run(t->text, start);
	if (is_ascii_digit(t->text, start))
		return true;
	return !first->mixed && !second->mixed && first->start != t->after_hyphen &&
	       second->end - first->start <= WIRE_FORM_MAX && !goes_on(t->text, second->end);
}

/* ---- ends of sentences ---- */

/* Marks that end a sentence. `!` is not among them: Yahoo! Inc. */
static bool is_end_mark(uint32_t code)
{
	return code == '.' || code == '?' || code == 0x3002 || code == 0xFF0E || code == 0xFF1F ||
	       code == 0x061F || code == 0x06D4 || code == 0x0964;
}

/* What stands around a sentence's mark, or before the next sentence: quotes and brackets. */
static bool is_bracket(uint32_t code)
{
	return code == '"' || code == '\'' || code == '(' || code == ')' || code == '[' ||
	       code == ']' || (code >= 0x2018 && code <= 0x201F) || code == 0xAB || code == 0xBB ||
	       (code >= 0x300C && code <= 0x300F);
}

/* Past characters of that kind from `at` on. */
static size_t past_all(bool (*is)(uint32_t), wire_str text, size_t at)
{
	uint32_t code;
	for (size_t length; at < text.len; at += length) {
		length = wire_utf8_decode(&code, text, at);
		if (!is(code))
			break;
	}
	return at;
}

/* Is the stop behind this word its own? */
static bool is_short_for_something(wire_str text, const run *r)
{
	wire_str word = wire_str_slice(text, r->start, r->end);
	bool letter = r->letters == 1 && !r->mixed;
	return r->initials || letter || wire_is_abbreviation(word);
}

/*
 * The mark that ends a sentence behind the word, where that is sure: white space and then a capital
 * follow, or an empty line. SIZE_MAX: there is none. What lies between two words is read once.
 */
static size_t end_of_sentence(wire_str text, const run *r)
{
	size_t mark = past_all(is_bracket, text, r->next), length;
	size_t marks_end = past_all(is_end_mark, text, mark);
	size_t after = past_all(is_bracket, text, marks_end);
	size_t next = past_all(wire_char_is_space, text, after);
	if (marks_end == mark)
		return SIZE_MAX;
	/* A mark of three bytes is of a script without spaces: 。 */
	bool wide = (unsigned char)text.data[mark] >= 0xE0;
	if (next == after && !wide)
		return SIZE_MAX;
	wire_str gap = wire_str_slice(text, after, next);
	bool empty_line = wire_str_find(gap, WIRE_STR("\n\n"), 0) != SIZE_MAX;
	kind begins = kind_at(text, past_all(is_bracket, text, next), &length);
	bool sure = begins == UPPER || begins == ALONE || (empty_line && begins != OTHER);
	return sure && (wide || !is_short_for_something(text, r)) ? mark : SIZE_MAX;
}

static wire_status emit_stop(wire_token *out, wire_tokenizer *t)
{
	*out = (wire_token){.start = t->stop,
		.end = t->stop + 1,
		.form = WIRE_STR(WIRE_TOKEN_STOP),
		.position = t->position++,
		.stop = true};
	t->stop = SIZE_MAX;
	return WIRE_OK;
}

wire_status wire_token_next(wire_token *out, wire_tokenizer *tokenizer)
{
	wire_str text = tokenizer->text;
	size_t length;
	if (tokenizer->stop != SIZE_MAX)
		return emit_stop(out, tokenizer);
	while (tokenizer->at < text.len) {
		if (kind_at(text, tokenizer->at, &length) == OTHER) {
			tokenizer->at += length;
			continue;
		}
		run second, first = scan_run(text, tokenizer->at);
		if (!tokenizer->split_twin && is_twin(&second, tokenizer, &first)) {
			tokenizer->split_twin = true;
			return emit(out, tokenizer, &first, &second);
		}
		tokenizer->split_twin = false;
		tokenizer->at = first.next;
		length = hyphen(text, first.next);
		tokenizer->after_hyphen = length > 0 ? first.next + length : SIZE_MAX;
		wire_status status = emit(out, tokenizer, &first, NULL);
		if (status == WIRE_OK && out->form.len == 0) /* nothing but marks */
			continue;
		tokenizer->stop = end_of_sentence(text, &first);
		tokenizer->position++;
		return status;
	}
	return WIRE_END;
}
