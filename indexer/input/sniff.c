/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/input/sniff.h"

#include <stdint.h>
#include <string.h>

#include "indexer/input/charset.h"

#define NONE SIZE_MAX

enum { HEAD_MAX = 8192 };

/* ---- by the first bytes ---- */

static const struct {
	size_t at;
	wire_str magic;
	const char *kind, *advice;
} magics[] = {
	{0, WIRE_STR_INIT("\x1F\x8B"), "gzip", "unpack it first"},
	{0, WIRE_STR_INIT("BZh"), "bzip2", "unpack it first"},
	{0,
		WIRE_STR_INIT("\xFD"
			      "7zXZ"),
		"xz", "unpack it first"},
	{0, WIRE_STR_INIT("\x28\xB5\x2F\xFD"), "zstd", "unpack it first"},
	{0, WIRE_STR_INIT("7z\xBC\xAF\x27\x1C"), "7z", "unpack it first"},
	{0, WIRE_STR_INIT("PK\x03\x04"), "zip", "unpack it first"},
	{0, WIRE_STR_INIT("PK\x05\x06"), "zip", "unpack it first"},
	{0, WIRE_STR_INIT("Rar!"), "rar", "unpack it first"},
	{257, WIRE_STR_INIT("ustar"), "tar", "unpack it first"},
	{0, WIRE_STR_INIT("070701"), "cpio", "unpack it first"},
	{0, WIRE_STR_INIT("WARC/"), "WARC", ""},
	{0, WIRE_STR_INIT("filedesc://"), "ARC", ""},
	{0, WIRE_STR_INIT("%PDF"), "PDF", ""},
	{0, WIRE_STR_INIT("%!PS"), "PostScript", ""},
	{0, WIRE_STR_INIT("{\\rtf"), "RTF", ""},
	{0, WIRE_STR_INIT("\xD0\xCF\x11\xE0"), "Microsoft Office", ""},
	{0, WIRE_STR_INIT("SQLite format 3"), "an SQLite database", ""},
	{0, WIRE_STR_INIT("\x89PNG"), "an image", ""},
	{0, WIRE_STR_INIT("GIF8"), "an image", ""},
	{0, WIRE_STR_INIT("\xFF\xD8\xFF"), "an image", ""},
	{0, WIRE_STR_INIT("II*\0"), "an image", ""},
	{0, WIRE_STR_INIT("MM\0*"), "an image", ""},
	{8, WIRE_STR_INIT("WEBP"), "an image", ""},
	{4, WIRE_STR_INIT("ftyp"), "video", ""},
	{0, WIRE_STR_INIT("\x1A\x45\xDF\xA3"), "video", ""},
	{8, WIRE_STR_INIT("AVI "), "video", ""},
	{8, WIRE_STR_INIT("WAVE"), "sound", ""},
	{0, WIRE_STR_INIT("ID3"), "sound", ""},
	{0, WIRE_STR_INIT("OggS"), "sound", ""},
	{0,
		WIRE_STR_INIT("\x7F"
			      "ELF"),
		"a program", ""},
	{0, WIRE_STR_INIT("#!/"), "source code", ""},
};

static const char *by_magic(const char **advice, wire_str head)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (wire_str_starts(
			    wire_str_slice(head, magics[i].at, head.len), magics[i].magic)) {
			*advice = magics[i].advice;
			return magics[i].kind;
		}
	return NULL;
}

/* ---- by the name, for what has no mark of its own ---- */

static const struct {
	const char *kind, *endings; /* each with a space before and behind it */
} endings[] = {
	{"source code",
		" c h cc cpp cxx hpp m py pl pm rb sh bash js ts jsx tsx java go rs php css "
		"scss sql lua r swift kt vb bat ps1 asm s "},
	{"a DTD", " dtd ent mod "},
	{"settings", " ini toml yaml yml conf cfg properties "},
	{"CSV", " csv tsv "},
	{"a log", " log "},
};

static const char *by_name(wire_str name)
{
	size_t dot = name.len;
	while (dot > 0 && name.data[dot - 1] != '.')
		dot--;
	wire_str ending = wire_str_slice(name, dot, name.len);
	if (dot < 2 || ending.len == 0 || ending.len > 10)
		return NULL;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		for (const char *at = endings[i].endings + 1; *at != '\0';) {
			size_t length = strcspn(at, " ");
			if (wire_str_equal_nocase(ending, (wire_str){at, length}))
				return endings[i].kind;
			at += length + 1;
		}
	return NULL;
}

/* ---- markup ---- */

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || (c != '\0' && strchr("_-.:", c) != NULL);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip_blanks(wire_str s, size_t at)
{
	while (at < s.len && is_blank(s.data[at]))
		at++;
	return at;
}

/* The end of the name that begins at `at`. */
static size_t skip_name(wire_str s, size_t at)
{
	while (at < s.len && is_name(s.data[at]))
		at++;
	return at;
}

/*
 * Is what begins with the name `<name` at `s` an element, and not a company in Reuters' brackets
 * (`<HARBOUR CEMENT LTD> SIX MTHS NET`)? Attributes say so, a name with a small letter first, the
 * end tag, or another tag right behind.
 */
static bool is_element(wire_str s, wire_str name)
{
	char close[40];
	size_t at = skip_blanks(s, 1 + name.len);
	if (at < s.len && is_name(s.data[at])) {
		size_t end = skip_blanks(s, skip_name(s, at));
		return end < s.len && s.data[end] == '=';
	}
	if (at < s.len && s.data[at] == '/')
		at++;
	if (at >= s.len || s.data[at] != '>')
		return false;
	at = skip_blanks(s, at + 1);
	if (name.data[0] >= 'a' || (at < s.len && s.data[at] == '<') || name.len > 32)
		return true;
	memcpy(close, "</", 2);
	memcpy(close + 2, name.data, name.len);
	close[2 + name.len] = '>';
	return wire_str_find(s, (wire_str){close, name.len + 3}, 0) != NONE;
}

static bool is_one_of(const char *list, wire_str name)
{
	for (const char *at = list; *at != '\0';) {
		size_t length = strcspn(at, " ");
		if (wire_str_equal_nocase(name, (wire_str){at, length}))
			return true;
		at += length + (at[length] == ' ');
	}
	return false;
}

static const char *kind_of_root(wire_str name)
{
	static const struct {
		wire_str root;
		const char *kind;
	} roots[] = {
		{WIRE_STR_INIT("rss"), "RSS"},
		{WIRE_STR_INIT("rdf:RDF"), "RSS"},
		{WIRE_STR_INIT("feed"), "Atom"},
		{WIRE_STR_INIT("nitf"), "NITF"},
		{WIRE_STR_INIT("NewsML"), "NewsML"},
		{WIRE_STR_INIT("newsMessage"), "NewsML-G2"},
		{WIRE_STR_INIT("newsItem"), "NewsML-G2"},
		{WIRE_STR_INIT("packageItem"), "NewsML-G2"},
		{WIRE_STR_INIT("DOC"), "SGML of <DOC> records"},
	};
	static const char html[] =
		"html head body title meta link base script style div span p h1 h2 h3 "
		"h4 a ul ol li table tr td br hr img form article section header main "
		"nav font center b i em strong pre blockquote frameset";
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (wire_str_equal_nocase(name, roots[i].root))
			return roots[i].kind;
	return is_one_of(html, name) ? "HTML" : "XML";
}

/* Past the declaration, comment or document type at the start of `s`; 0: there is none. */
static size_t skip_prolog(wire_str s)
{
	bool comment = wire_str_starts(s, WIRE_STR("<!--"));
	size_t end;
	if (comment)
		end = wire_str_find(s, WIRE_STR("-->"), 4);
	else if (wire_str_starts(s, WIRE_STR("<?")) || wire_str_starts(s, WIRE_STR("<!")))
		end = wire_str_find(s, WIRE_STR(">"), 2);
	else
		return 0;
	return end == NONE ? s.len : end + (comment ? 3 : 1);
}

static const char *by_markup(wire_str s)
{
	bool prolog = false;
	for (size_t past; (past = skip_prolog(s)) > 0; prolog = true) {
		if (s.len >= 14 &&
			wire_str_equal_nocase(wire_str_slice(s, 0, 14), WIRE_STR("<!DOCTYPE html")))
			return "HTML";
		if (wire_str_starts(s, WIRE_STR("<!ELEMENT")) ||
			wire_str_starts(s, WIRE_STR("<!ENTITY")))
			return "a DTD";
		s = wire_str_slice(s, skip_blanks(s, past), s.len);
	}
	size_t end = skip_name(s, 1);
	wire_str name = wire_str_slice(s, 1, end);
	if (s.len > 1 && s.data[0] == '<' && (is_letter(s.data[1]) || s.data[1] == '_') &&
		(prolog || is_element(s, name)))
		return kind_of_root(name);
	if (s.len > 2 && s.data[0] == '<' && s.data[1] == '/' && is_letter(s.data[2]))
		return "XML";
	return prolog ? "XML" : NULL;
}

/* ---- JSON ---- */

/* `{"`, `{}`, `[{`, `["`, `[[`, `[]`, `[1,`: not `[Text of report` nor a note's `[1] `. */
static const char *by_json(wire_str s)
{
	size_t at = skip_blanks(s, 1), line = 0;
	char next = at < s.len ? s.data[at] : '\0';
	if (s.len < 2 || (s.data[0] != '{' && s.data[0] != '['))
		return NULL;
	if (s.data[0] == '{' && next != '"' && next != '}')
		return NULL;
	if (s.data[0] == '[' && (next == '-' || (next >= '0' && next <= '9'))) {
		while (at < s.len && s.data[at] != '\0' &&
			strchr("-+.eE0123456789", s.data[at]) != NULL)
			at++;
		at = skip_blanks(s, at);
		bool list = at < s.len && s.data[at] == ',';
		bool whole = at < s.len && s.data[at] == ']' && skip_blanks(s, at + 1) == s.len;
		return list || whole ? "JSON" : NULL;
	}
	if (s.data[0] == '[')
		return next != '\0' && strchr("{\"[]", next) != NULL ? "JSON" : NULL;
	line = wire_str_find(s, WIRE_STR("}\n{\""), 0);
	if (line == NONE)
		line = wire_str_find(s, WIRE_STR("}\r\n{\""), 0);
	return line != NONE && line < wire_str_find(s, WIRE_STR("\n"), 0) ? "JSON lines" : "JSON";
}

/* ---- mail ---- */

/* The name of a line `Name: value`, as mail and news have it; empty: it is none. */
static wire_str header_name(wire_str line)
{
	size_t end = 0;
	while (end < line.len && (is_letter(line.data[end]) || line.data[end] == '-'))
		end++;
	bool header = end > 1 && end < line.len && line.data[end] == ':';
	return wire_str_slice(line, 0, header ? end : 0);
}

/*
 * Mail: a first paragraph of header lines, one of them of those that only programs write. A story
 * may begin with `From:` and `Date:` lines, too.
 */
static const char *by_mail(wire_str s)
{
	static const char machine[] = "message-id received return-path mime-version delivered-to "
				      "newsgroups content-transfer-encoding x-mozilla-status";
	wire_str line, rest = s;
	bool machines = false, subject = false, address = false;
	size_t headers = 0;
	bool box = wire_str_starts(s, WIRE_STR("From ")) && wire_str_line(&line, &rest);
	while (wire_str_line(&line, &rest) && wire_str_trim(line).len > 0) {
		if (is_blank(line.data[0]) && headers > 0)
			continue; /* goes on from the line before */
		wire_str name = header_name(line);
		if (name.len == 0)
			return NULL;
		headers++;
		machines = machines || is_one_of(machine, name);
		subject = subject || is_one_of("subject", name);
		address = address || (is_one_of("from to", name) &&
					     wire_str_find(line, WIRE_STR("@"), 0) != NONE);
	}
	if (!machines && !(subject && address) && !(box && headers >= 2))
		return NULL;
	return box ? "mbox" : "mail";
}

/* ---- CSV ---- */

/* How many columns a line of names has, or 0: short, and no blank behind a comma, as prose has. */
static size_t columns_of(wire_str line, char mark)
{
	size_t columns = 1, length = 0;
	for (size_t i = 0; i < line.len; i++) {
		if (line.data[i] != mark) {
			length++;
			continue;
		}
		if (length == 0 || length > 40 || (i + 1 < line.len && is_blank(line.data[i + 1])))
			return 0;
		columns++;
		length = 0;
	}
	return length > 40 ? 0 : columns;
}

static const char *by_columns(wire_str s)
{
	static const char marks[] = ",;";
	wire_str first, second, rest = s;
	if (!wire_str_line(&first, &rest) || !wire_str_line(&second, &rest) || first.len > 1000)
		return NULL;
	for (size_t i = 0; i < sizeof marks - 1; i++) {
		size_t columns = columns_of(first, marks[i]), found = 1;
		for (size_t at = 0; at < second.len; at++)
			found += second.data[at] == marks[i];
		if (columns >= 3 && found >= columns)
			return "CSV";
	}
	return NULL;
}

/* Every other byte of UTF-16, which is all that marks need. */
static wire_str narrow(char *out, wire_str s)
{
	bool big;
	size_t n = 0;
	if (!wire_charset_is_utf16(s, &big))
		return s;
	for (size_t at = big ? 1 : 0; at < s.len; at += 2)
		out[n++] = s.data[at];
	return (wire_str){out, n};
}

const char *wire_sniff(const char **advice, wire_str head, wire_str name)
{
	char narrowed[HEAD_MAX];
	*advice = "";
	head = wire_str_slice(head, 0, HEAD_MAX);
	const char *kind = by_magic(advice, head);
	if (kind != NULL)
		return kind;
	wire_str text = narrow(narrowed, head);
	if (wire_str_starts(text, WIRE_STR("\xEF\xBB\xBF")))
		text = wire_str_slice(text, 3, text.len);
	if (text.len > 0 &&
		((unsigned char)text.data[0] == 0xFF || (unsigned char)text.data[0] == 0xFE))
		text = wire_str_slice(text, 1, text.len);
	text = wire_str_slice(text, skip_blanks(text, 0), text.len);
	kind = by_markup(text);
	if (kind == NULL)
		kind = by_json(text);
	if (kind == NULL)
		kind = by_mail(text);
	if (kind == NULL)
		kind = by_columns(text);
	return kind == NULL ? by_name(name) : kind;
}
