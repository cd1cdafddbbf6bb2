/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a file is that no format reads: each mark at its place, and how near to it a story may come.
 */
#include "support/cmocka.h"

#include "indexer/input/sniff.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct row {
	wire_str head;
	const char *kind; /* NULL: may be text */
	const char *why;
} row;

static void check(wire_str head, const char *name, const char *kind, const char *why)
{
	const char *advice;
	const char *got = wire_sniff(&advice, head, wire_str_from(name));
	if (strcmp(got == NULL ? "nothing" : got, kind == NULL ? "nothing" : kind) != 0)
		fail_msg("%s: %s, want %s", why, got == NULL ? "nothing" : got,
			kind == NULL ? "nothing" : kind);
}

static void check_all(const row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check(rows[i].head, "a", rows[i].kind, rows[i].why);
}

/* The marks of binary kinds count at their own place alone, and whole; packed files can be
 * unpacked. */
static void test_sniff__marks_at_their_place(void **state)
{
	static const struct {
		size_t at;
		wire_str mark;
		const char *kind;
		bool packed;
	} rows[] = {
		{0, WIRE_STR_INIT("\x1F\x8B"), "gzip", true},
		{0, WIRE_STR_INIT("BZh"), "bzip2", true},
		{0,
			WIRE_STR_INIT("\xFD"
				      "7zXZ"),
			"xz", true},
		{0, WIRE_STR_INIT("\x28\xB5\x2F\xFD"), "zstd", true},
		{0, WIRE_STR_INIT("7z\xBC\xAF\x27\x1C"), "7z", true},
		{0, WIRE_STR_INIT("PK\x03\x04"), "zip", true},
		{0, WIRE_STR_INIT("PK\x05\x06"), "zip", true},
		{0, WIRE_STR_INIT("Rar!"), "rar", true},
		{257, WIRE_STR_INIT("ustar"), "tar", true},
		{0, WIRE_STR_INIT("070701"), "cpio", true},
		{0, WIRE_STR_INIT("WARC/"), "WARC", false},
		{0, WIRE_STR_INIT("filedesc://"), "ARC", false},
		{0, WIRE_STR_INIT("%PDF"), "PDF", false},
		{0, WIRE_STR_INIT("%!PS"), "PostScript", false},
		{0, WIRE_STR_INIT("{\\rtf"), "RTF", false},
		{0, WIRE_STR_INIT("\xD0\xCF\x11\xE0"), "Microsoft Office", false},
		{0, WIRE_STR_INIT("SQLite format 3"), "an SQLite database", false},
		{0, WIRE_STR_INIT("\x89PNG"), "an image", false},
		{0, WIRE_STR_INIT("GIF8"), "an image", false},
		{0, WIRE_STR_INIT("\xFF\xD8\xFF"), "an image", false},
		{0, WIRE_STR_INIT("II*\0"), "an image", false},
		{0, WIRE_STR_INIT("MM\0*"), "an image", false},
		{8, WIRE_STR_INIT("WEBP"), "an image", false},
		{4, WIRE_STR_INIT("ftyp"), "video", false},
		{0, WIRE_STR_INIT("\x1A\x45\xDF\xA3"), "video", false},
		{8, WIRE_STR_INIT("AVI "), "video", false},
		{8, WIRE_STR_INIT("WAVE"), "sound", false},
		{0, WIRE_STR_INIT("ID3"), "sound", false},
		{0, WIRE_STR_INIT("OggS"), "sound", false},
		{0,
			WIRE_STR_INIT("\x7F"
				      "ELF"),
			"a program", false},
		{0, WIRE_STR_INIT("#!/"), "source code", false},
	};
	char head[300];
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *advice;
		size_t at = rows[i].at, end = at + rows[i].mark.len;
		memset(head, 'x', sizeof head);
		memcpy(head + at, rows[i].mark.data, rows[i].mark.len);
		const char *kind =
			wire_sniff(&advice, (wire_str){head, sizeof head}, WIRE_STR("a"));
		assert_non_null(kind);
		assert_string_equal(kind, rows[i].kind);
		assert_string_equal(advice, rows[i].packed ? "unpack it first" : "");
		check((wire_str){head, end}, "a", rows[i].kind, "nothing behind the mark");
		check((wire_str){head, end - 1}, "a", NULL, "a mark cut short");
		memset(head, 'x', sizeof head);
		memcpy(head + at + 1, rows[i].mark.data, rows[i].mark.len);
		check((wire_str){head, sizeof head}, "a", NULL, "a byte behind its place");
	}
}

/* What only a name tells: the last ending, in capitals or not. A name of dots or of an ending alone
 * tells nothing. */
static void test_sniff__names(void **state)
{
	static const char *const rows[][2] = {
		{"a.h", "source code"},
		{"a.s", "source code"},
		{"a.b.SCSS", "source code"},
		{"a.dtd", "a DTD"},
		{"a.mod", "a DTD"},
		{"a.ini", "settings"},
		{"a.properties", "settings"},
		{"a.Cfg", "settings"},
		{"a.csv", "CSV"},
		{"a.tsv", "CSV"},
		{"a.log", "a log"},
		{"a.lo", NULL},
		{"a.logs", NULL},
		{"a.propertiess", NULL},
		{"a.c.txt", NULL},
		{"a.", NULL},
		{".c", NULL},
		{"c", NULL},
		{"", NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check(WIRE_STR("The ferry was late."), rows[i][0], rows[i][1], rows[i][0]);
}

#define ROW(head, kind, why)                                                                       \
	{                                                                                          \
		WIRE_STR_INIT(head), kind, why                                                     \
	}

static void test_sniff__markup(void **state)
{
	static const row rows[] = {
		ROW("<rdf:RDF xmlns=\"x\">", "RSS", "RSS 1"),
		ROW("<feed xmlns=\"x\">", "Atom", "a feed"),
		ROW("<NITF>", NULL, "a company's name in brackets, and nothing behind"),
		ROW("<NITF></NITF>", "NITF", "with its end tag"),
		ROW("<nitf>", "NITF", "a small letter"),
		ROW("<newsMessage>", "NewsML-G2", "a message"),
		ROW("<packageItem>", "NewsML-G2", "a package"),
		ROW("<z>", "XML", "any element"),
		ROW("<Z>", NULL, "any company"),
		ROW("<Z><y>", "XML", "another tag right behind"),
		ROW("<Z> \t\r\n<y>", "XML", "blanks between"),
		ROW("<Z/><y>", "XML", "an empty element"),
		ROW("<a/>", "HTML", "an empty one of HTML"),
		ROW("<Z a='1'>", "XML", "an attribute"),
		ROW("<Z a = '1'>", "XML", "blanks around its sign"),
		ROW("<Z a", NULL, "a word and no sign"),
		ROW("<Z a>", NULL, "two words"),
		ROW("<Z", NULL, "cut off"),
		ROW("<Z >x</Z>", "XML", "a blank before the bracket"),
		ROW("<Z>x</Zz>", NULL, "the end tag of another"),
		ROW("<_z a=1>", "XML", "a name that begins with a line"),
		ROW("<1 a=1>", NULL, "no name begins with a digit"),
		ROW("<A-._:9 b=1>", "XML", "all that a name is of"),
		ROW("<A+ b=1>", NULL, "and what it is not of"),
		ROW("<A234567890123456789012345678901B>x</A234567890123456789012345678901B>", "XML",
			"a name of 32 bytes"),
		ROW("<A234567890123456789012345678901B>x", NULL, "without its end tag"),
		ROW("<A2345678901234567890123456789012B>x", "XML", "a name of 33 bytes is no firm"),
		ROW("</p>", "XML", "an end tag first"),
		ROW("</1>", NULL, "of no name"),
		ROW("</", NULL, "of nothing"),
		ROW("<!DOCTYPE HTML>", "HTML", "in capitals"),
		ROW("<!doctype html PUBLIC", "HTML", "cut off"),
		ROW("<!DOCTYPE htm>", "XML", "another type"),
		ROW("<!DOCTYPE rss><rss>", "RSS", "a type and its root"),
		ROW("<?xml version='1.0'?>\n", "XML", "a declaration alone"),
		ROW("<?xml version='1.0'?>\nFerry", "XML", "text behind it"),
		ROW("<?xml", "XML", "cut off"),
		ROW("<!-- > --><feed>", "Atom", "a bracket in a comment"),
		ROW("<!--> <feed> --><rss a=1>", "RSS", "a comment is longer than its mark"),
		ROW("<!-- x", "XML", "a comment cut off"),
		ROW("<!ENTITY x 'y'>", "a DTD", "an entity"),
		ROW("\xEF\xBB\xBF<rss a=1>", "RSS", "a byte order mark before it"),
		ROW("\xEF\xBB<rss a=1>", NULL, "not a whole one"),
		ROW("\xFE\xFF\0<\0b\0>", "HTML", "UTF-16, the high byte first"),
		ROW("<FRAMESET a=1>", "HTML", "the last name of the list"),
		ROW("<htm a=1>", "XML", "not quite one of it"),
	};
	(void)state;
	check_all(rows, COUNT(rows));
}

static void test_sniff__json(void **state)
{
	static const row rows[] = {
		ROW("{ \"a\"", "JSON", "a blank before the name"),
		ROW("{a", NULL, "a name without quotes"),
		ROW("[", NULL, "a bracket alone"),
		ROW("[]", "JSON", "an empty list"),
		ROW("[[1", "JSON", "a list of lists"),
		ROW("[\"a", "JSON", "a list of words"),
		ROW("[{", "JSON", "a list of things"),
		ROW("[ \t\r\n\"", "JSON", "blanks first"),
		ROW("[-1,", "JSON", "below nought"),
		ROW("[0,", "JSON", "nought"),
		ROW("[9 ,", "JSON", "nine, and a blank"),
		ROW("[:,", NULL, "no digit"),
		ROW("[/,", NULL, "nor this"),
		ROW("[1.5e+3,", "JSON", "all that a number is of"),
		ROW("[12]", "JSON", "one number"),
		ROW("[12] \n", "JSON", "and blanks behind"),
		ROW("[12] x", NULL, "a note's number"),
		ROW("[12", NULL, "cut off"),
		ROW("[12;", NULL, "no list"),
		ROW("[1\0", NULL, "a NUL is no part of a number"),
		ROW("[\0", NULL, "nor begins a list"),
		ROW("{\"a\":1}\r\n{\"a\":2}", "JSON lines", "lines that end as on Windows"),
		ROW("{\"a\":1}\n{}", "JSON", "a second thing that is none"),
		ROW("{\"a\":\n1}\n{\"a\":2}", "JSON", "a first thing of two lines"),
	};
	(void)state;
	check_all(rows, COUNT(rows));
}

static void test_sniff__mail(void **state)
{
	static const row rows[] = {
		ROW("Message-ID: x\n\nHi", "mail", "one line of a program's"),
		ROW("RECEIVED: x\n", "mail", "in capitals"),
		ROW("Return-Path: x\n", "mail", "where it comes from"),
		ROW("Mime-Version: 1.0\n", "mail", "its kind"),
		ROW("Delivered-To: x\n", "mail", "to whom"),
		ROW("Newsgroups: x\n", "mail", "news"),
		ROW("Content-Transfer-Encoding: 8bit\n", "mail", "its encoding"),
		ROW("X-Mozilla-Status: 0\n", "mail", "a reader's mark"),
		ROW("Subject: x\n\nFrom: a@b\n", NULL, "the address is in the text"),
		ROW("Subject: x\nFrom: a@b\n", "mail", "subject and address"),
		ROW("Subject: x\nCc: a@b\n", NULL, "of another line"),
		ROW("Subject: x\nDate: today\n", NULL, "a story's lines"),
		ROW("Message-ID: x\nThe ferry was late.\n", NULL, "a line that is none"),
		ROW("Subject: x\n a@b\nTo: y@z\n", "mail", "a line that goes on"),
		ROW("From a\n Xy: 1\nXy: 2\nYz: 3\n", NULL, "nothing goes on from nothing"),
		ROW("Message-ID : x\n", NULL, "a blank before the colon"),
		ROW("X: y\nMessage-ID: x\n", NULL, "a name has two letters at least"),
		ROW("Xy: y\nMessage-ID: x\n", "mail", "these are two"),
		ROW("From a\nXy: 1\nYz: 2\n", "mbox", "two lines behind a box's first"),
		ROW("From a\nXy: 1\n", NULL, "one is a story's"),
		ROW("From a", NULL, "a sentence"),
	};
	(void)state;
	check_all(rows, COUNT(rows));
}

#define TEN   "abcdefghij"
#define FORTY TEN TEN TEN TEN

static void test_sniff__columns(void **state)
{
	static const row rows[] = {
		ROW("a,b,c\n1,2,3\n", "CSV", "three columns"),
		ROW("a;b;c\n1;2;3", "CSV", "with semicolons"),
		ROW("a,b\n1,2\n", NULL, "two may be prose"),
		ROW("a,b,c\n1,2\n", NULL, "a line that is shorter"),
		ROW("a,b,c\n1,2,3,4\n", "CSV", "one that is longer"),
		ROW("a,b,c", NULL, "no second line"),
		ROW("a, b,c\n1,2,3\n", NULL, "a blank behind a comma"),
		ROW("a,b,c,\n1,2,3,4\n", "CSV", "nothing behind the last"),
		ROW("a,,c\n1,2,3\n", NULL, "a column without a name"),
		ROW(",b,c\n1,2,3\n", NULL, "the first, too"),
		ROW(FORTY ",b,c\n1,2,3\n", "CSV", "a name of 40 bytes"),
		ROW(FORTY "x,b,c\n1,2,3\n", NULL, "one of 41 is a sentence"),
		ROW("a,b," FORTY "\n1,2,3\n", "CSV", "the last one of 40"),
		ROW("a,b," FORTY "x\n1,2,3\n", NULL, "of 41"),
	};
	char line[1100];
	size_t n = 0;
	(void)state;
	check_all(rows, COUNT(rows));
	/* A first line of a thousand bytes is a line of names; a longer one is a paragraph. */
	while (n < 1000) {
		line[n++] = 'a';
		line[n++] = ',';
	}
	memcpy(line + 999, "a\n", 2);
	for (size_t i = 0; i < 2; i++) {
		char text[2100];
		size_t first = i == 0 ? 1000 : 1001;
		memset(text, ',', sizeof text);
		memcpy(text, line, 999);
		memset(text + 998, 'a', first - 998);
		text[first] = '\n';
		check((wire_str){text, sizeof text}, "a", i == 0 ? "CSV" : NULL, "a long line");
	}
}

/* Only the first 8192 bytes are looked at. */
static void test_sniff__how_far(void **state)
{
	static char head[8193];
	(void)state;
	memset(head, ' ', sizeof head);
	memcpy(head + 8190, "{}", 2);
	check((wire_str){head, sizeof head}, "a", "JSON", "within");
	memcpy(head + 8190, " {}", 3);
	check((wire_str){head, sizeof head}, "a", NULL, "cut at the end");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sniff__marks_at_their_place),
		cmocka_unit_test(test_sniff__names),
		cmocka_unit_test(test_sniff__markup),
		cmocka_unit_test(test_sniff__json),
		cmocka_unit_test(test_sniff__mail),
		cmocka_unit_test(test_sniff__columns),
		cmocka_unit_test(test_sniff__how_far),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
