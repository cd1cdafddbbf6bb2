# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a C or C++ source can be changed in one small way, and into what.

A place is an operator, a number, a character, a truth value, a condition or a call that stands as a statement. The tree
is formatted by clang-format, so that an operator between two spaces is one of two operands, and `foo *bar` is none.
What stands in an assert() is left alone (it is a test itself), and so are #include and #if.
"""
import bisect
import collections
import re

# text[start:end] is replaced by `new`; the statement around it reaches from line `first` to line `last`.
Place = collections.namedtuple("Place", "path start end line first last new")

TOKEN = re.compile(r"""
    (?P<space>\s+)
  | (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<directive>(?<![^\n])\#(?:\\\n|[^\n])*)
  | (?P<string>(?:L|u8|u|U)?"(?:\\.|[^"\\\n])*")
  | (?P<char>'(?:\\(?:x[0-9a-fA-F]+|[0-7]+|.)|[^'\\\n])')
  | (?P<number>\.?[0-9](?:[eEpP][+-]|[0-9A-Za-z_.])*)
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<op>->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|::|[^\s\w])
""", re.X | re.S)
Token = collections.namedtuple("Token", "kind start end text")

# Operators of two operands. What is off by one and what is the other way round are two changes.
BINARY = {
    "<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",),
    "+": ("-",), "-": ("+",), "*": ("/",), "/": ("*",), "%": ("*",), "&&": ("||",), "||": ("&&",),
    "&": ("|",), "|": ("&",), "^": ("&",), "<<": (">>",), ">>": ("<<",),
    "+=": ("-=", "="), "-=": ("+=", "="), "*=": ("=",), "/=": ("=",), "|=": ("&=", "="), "&=": ("|=", "="), "^=": ("=",), "<<=": (">>=",), ">>=": ("<<=",),
}
UNARY = {"++": ("--",), "--": ("++",), "!": ("",)}
TRUTH = {"true": ("false",), "false": ("true",)}
DEFINED_NUMBER = re.compile(r"(?<![\w.])[0-9][0-9a-zA-Z]*(?![\w.])")


def tokens_of(text):
    return [Token(match.lastgroup, match.start(), match.end(), match.group()) for match in TOKEN.finditer(text)]


def other_numbers(text):
    """One more and one less; a suffix, and the base of a hexadecimal, stay."""
    match = re.fullmatch(r"(0[xX])?([0-9a-fA-F]+?)([uUlL]*)", text)
    if not match or (not match[1] and not match[2].isdigit()):
        return ()
    octal = not match[1] and len(match[2]) > 1 and match[2][0] == "0"
    value = int(match[2], 16 if match[1] else 8 if octal else 10)
    show = "0x{:x}".format if match[1] else "0{:o}".format if octal else "{}".format
    return tuple(show(v) + match[3] for v in (value + 1, value - 1) if v >= 0)


def other_chars(text):
    """The next character."""
    body = text[1:-1]
    if len(body) > 1:
        return () if body == r"\0" else ("' '",)
    after = chr(ord(body) + 1)
    return ("'\\" + after + "'",) if after in "'\\" else ("'" + after + "'",)


class Source:
    def __init__(self, path, text):
        self.path, self.text = path, text
        self.ends = [i for i, char in enumerate(text) if char == "\n"]
        self.tokens = [t for t in tokens_of(text) if t.kind not in ("space", "comment")]
        self.match = self.brackets()

    def line(self, offset):
        return bisect.bisect_left(self.ends, offset) + 1

    def brackets(self):
        """The index of the token that closes each opening bracket."""
        opened, closed_by = [], {}
        for i, token in enumerate(self.tokens):
            if token.kind == "op" and token.text in "([{":
                opened.append(i)
            elif token.kind == "op" and token.text in ")]}" and opened:
                closed_by[opened.pop()] = i
        return closed_by

    def statement(self, at):
        """The first and the last line of the statement that token `at` stands in."""
        first = last = at
        while first > 0 and self.tokens[first - 1].text not in (";", "{", "}") and self.tokens[first - 1].kind != "directive":
            first -= 1
        while last + 1 < len(self.tokens) and self.tokens[last].text not in (";", "{", "}"):
            last += 1
        return self.line(self.tokens[first].start), self.line(self.tokens[last].start)

    def place(self, at, start, end, new):
        return Place(self.path, start, end, self.line(start), *self.statement(at), new)

    def asserted(self):
        """The indices of the tokens within assertions."""
        inside = set()
        for i, token in enumerate(self.tokens[:-1]):
            if token.text in ("assert", "static_assert", "_Static_assert", "__attribute__") and i + 1 in self.match:
                inside.update(range(i, self.match[i + 1] + 1))
        return inside

    def changes_of_token(self, at):
        token = self.tokens[at]
        before, after = self.text[token.start - 1:token.start], self.text[token.end:token.end + 1]
        if token.kind == "op" and token.text in BINARY and before.isspace() and after.isspace():
            return BINARY[token.text]
        if token.kind == "op" and token.text in UNARY:
            return UNARY[token.text]
        if token.kind == "word" and token.text in TRUTH:
            return TRUTH[token.text]
        if token.kind == "char":
            return other_chars(token.text)
        if token.kind == "number":
            return self.shorter_only(at, other_numbers(token.text))
        return ()

    def shorter_only(self, at, numbers):
        """An array that is longer than need be does no harm: only one that is too short is a change."""
        declared = self.tokens[at - 1].text == "[" and self.tokens[at + 1].text == "]" and self.tokens[at + 2].text in (";", "=", ",")
        return numbers[1:] if declared and self.tokens[at - 3].kind in ("word", "op") and self.tokens[at - 3].text not in ("=", "(", ".") else numbers

    def condition(self, at):
        """`if` and `while` whose condition holds always, or never."""
        token = self.tokens[at]
        if token.kind != "word" or token.text not in ("if", "while") or at + 1 not in self.match:
            return
        start, end = self.tokens[at + 1].end, self.tokens[self.match[at + 1]].start
        inner = self.text[start:end]
        if token.text == "if":
            yield self.place(at + 2, start, end, "1 || (" + inner + ")")
        yield self.place(at + 2, start, end, "0 && (" + inner + ")")

    def call(self, at):
        """A call that stands as a statement is left out."""
        if self.tokens[at].kind != "word" or self.tokens[at - 1].text not in (";", "{", "}", ")", "else", ":"):
            return
        end = at + 1
        while end + 1 < len(self.tokens) and self.tokens[end].text in (".", "->", "::") and self.tokens[end + 1].kind == "word":
            end += 2
        if self.tokens[end].text != "(" or end not in self.match or self.tokens[at].text in ("if", "while", "for", "switch", "return", "sizeof"):
            return
        if self.tokens[self.match[end] + 1].text == ";":
            yield self.place(at, self.tokens[at].start, self.tokens[self.match[end]].end, "(void)0")

    def defined(self, at):
        """The numbers of a #define."""
        token = self.tokens[at]
        head = re.match(r"#\s*define\s+\w+(?:\([^)]*\))?", token.text)
        if token.kind != "directive" or not head:
            return
        for match in DEFINED_NUMBER.finditer(token.text, head.end()):
            line = self.line(token.start + match.start())
            for new in other_numbers(match.group()):
                yield Place(self.path, token.start + match.start(), token.start + match.end(), line, line, line, new)

    def places(self):
        """Yield the changes of each place as a list: a place is drawn first, then one of its changes."""
        asserted = self.asserted()
        for at, token in enumerate(self.tokens):
            if at in asserted:
                continue
            changes = [self.place(at, token.start, token.end, new) for new in self.changes_of_token(at)]
            for found in (changes, list(self.condition(at)), list(self.call(at)), list(self.defined(at))):
                if found:
                    yield found
