/* SPDX-License-Identifier: GPL-2.0-or-later */
/* This exercises: decoding, cleaning, folding and tokens of any bytes. */
#include <stdint.h>
#include <stdlib.h>

#include "wire/buf.h"
#include "wire/text.h"
#include "wire/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	wire_str in = {(const char *)data, size}, clean;
	wire_arena *arena = wire_arena_new(64u << 20);
	wire_tokenizer *tokenizer = wire_tokenizer_new();
	wire_token token;
	wire_buf folded;
	wire_buf_init(&folded, 1u << 24);
	if (arena == NULL || tokenizer == NULL)
		abort();
	if (wire_text_clean(&clean, arena, in) == WIRE_OK && !wire_utf8_valid(clean))
		abort();
	wire_text_fold(&folded, in);
	wire_tokenizer_start(tokenizer, in);
	while (wire_token_next(&token, tokenizer) == WIRE_OK)
		if (token.end > size || token.start >= token.end || token.form.len > WIRE_FORM_MAX)
			abort();
	wire_buf_release(&folded);
	wire_tokenizer_free(tokenizer);
	wire_arena_free(arena);
	return 0;
}
