# SPDX-License-Identifier: GPL-2.0-or-later
"""Words of a text, by our own reading of include/wire/token.h, text.h and stem.h; no code is shared with the program.

A text is translated into a string of classes, a character each, on which the rules of token.h are regular expressions:

    U L A   a capital, a small letter, another letter or a mark     D   a digit     C   a character that stands alone
    '       an apostrophe      -   a hyphen      others are themselves, blanks are ' '

The stems are libstemmer's English ones, from Debian's python3-snowballstemmer: the same algorithm, other code.
"""
import functools
import re
import sys
import unicodedata

try:
    import snowballstemmer
except ImportError:  # another Python than Debian's comes first on the PATH
    sys.path.append("/usr/lib/python3/dist-packages")
    import snowballstemmer

APOSTROPHES = "'\u02bb\u02bc\u02be\u02bf\u2018\u2019\u2032\uff07"
HYPHENS = "-\u2010\u2011"
LETTERS_OF_SHAPE = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ħ": "h", "Ħ": "h", "ı": "i",
                                  "ð": "d", "Ð": "d", "ŧ": "t", "Ŧ": "t", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
                                  "þ": "th", "Þ": "th", **{mark: "'" for mark in APOSTROPHES}})
ALONE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))

WORD = "[ULACD]"
# Two letters at least, each with its stop but the last; a word may follow at once, as in J.P.Morgan.
INITIALS = re.compile(rf"[UL](?:\.[UL](?!{WORD}))+|(?:[UL]\.){{2,}}")
# A comma joins where exactly three digits follow; an apostrophe does unless it begins a possessive: see run_at().
PLAIN = re.compile(rf"C|(?:[ULAD]|(?<=[ULA])'(?={WORD})|(?<=[ULAD])&(?={WORD})|(?<=D)\.(?=D)|(?<=D),(?=DDD(?!D)))+")


class Token:
    """A word: its folded form, its place in the text and among the words; `capital` as in US, U.S. and NATO."""
    __slots__ = ("form", "start", "end", "position", "capital", "hyphen")

    def __init__(self, form, start, end, position, capital):
        self.form, self.start, self.end, self.position, self.capital = form, start, end, position, capital
        self.hyphen = False  # a hyphen and nothing else stands between this word and the next


class Twin:
    """The words at positions `first` and `first` + 1, which a hyphen joins, as one: F-16 as f16, cease-fire as ceasefire."""
    __slots__ = ("form", "first", "split")

    def __init__(self, form, first, split):
        self.form, self.first, self.split = form, first, split


def fold(text):
    """Case, accents, strokes, ligatures and the shapes of apostrophes are no part of a word (wire_text_fold())."""
    if text.isascii():
        return text.lower()
    kept = []
    for char in unicodedata.normalize("NFD", text):
        if char == "\u0306" and kept and kept[-1] in "иИ":  # й is a letter
            kept.append(char)
        elif unicodedata.combining(char) == 0 or not 0x300 <= ord(char) <= 0x36F:
            kept.append(char)
    parted = unicodedata.normalize("NFKD", "".join(kept).translate(LETTERS_OF_SHAPE).casefold())
    return unicodedata.normalize("NFC", parted.translate(LETTERS_OF_SHAPE))


def kind_of(char):
    if char in APOSTROPHES:
        return "'"
    if char in HYPHENS:
        return "-"
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category == "Nd":
        return "D"
    if category[0] not in "LM":
        return char if char in ".,&" else "?"
    if any(first <= ord(char) <= last for first, last in ALONE):
        return "C"
    return {"Lu": "U", "Lt": "U", "Ll": "L"}.get(category, "A")


def classes_of(text):
    return "".join(map(kind_of, text))


def possessive_at(classes, text, at):
    """Length of 's, or of ' behind an s, at `at`; 0: there is none."""
    if at >= len(text) or classes[at] != "'":
        return 0
    if text[at + 1:at + 2] in ("s", "S") and not re.match(WORD, classes[at + 2:at + 3]):
        return 2
    return 1 if text[at - 1] in "sS" and not re.match(WORD, classes[at + 1:at + 2]) else 0


def run_at(text, classes, start):
    """The end of the word at `start` and whether it is initials."""
    initials = INITIALS.match(classes, start)
    if initials:
        return initials.end() - (classes[initials.end() - 1] == "."), True
    end = PLAIN.match(classes, start).end()
    for at in range(start + 1, end):  # the expression sees no letters
        if possessive_at(classes, text, at) == 2:
            return at, False
    return end, False


def past_end(text, classes, end, initials):
    """Where the next word may begin: past the last stop of initials and past a possessive."""
    if initials and classes[end:end + 1] == ".":
        end += 1
    return end + possessive_at(classes, text, end)


def form_of(text, initials):
    if initials:
        return fold(text.replace(".", ""))
    return fold(re.sub(r"(?<=\d),(?=\d)", "", text))


@functools.lru_cache(maxsize=100000)
def scan(text):
    """Return (tokens, twins, positions of the ends of sentences) of a text."""
    classes = classes_of(text)
    tokens, stops = [], []
    at = position = 0
    kinds = []  # of each token: its classes, and whether it is initials or has a possessive behind it
    while at < len(text):
        if not re.match(WORD, classes[at]):
            at += 1
            continue
        end, initials = run_at(text, classes, at)
        after = past_end(text, classes, end, initials)
        form = form_of(text[at:end], initials)
        if form:
            shape = classes[at:end].replace(".", "") if initials else classes[at:end]
            capital = shape.count("U") >= 2 and "L" not in shape
            tokens.append(Token(form, at, end, position, capital))
            kinds.append((classes[at:end], initials, after != end))
            position += 1
            if ends_sentence(text, classes, at, end, after, initials):
                stops.append(position)
                position += 1
        at = after
    for first, second in zip(tokens, tokens[1:]):
        first.hyphen = second.start == first.end + 1 and classes[first.end] == "-"
    twins = [twin_of(tokens, kinds, i) for i, token in enumerate(tokens) if token.hyphen]
    return tokens, [twin for twin in twins if twin], stops


def twin_of(tokens, kinds, i):
    """The twin of words `i` and `i` + 1: letters and then digits; or two parts of letters and no third."""
    (first, initials, owned), (second, second_initials, _) = kinds[i], kinds[i + 1]
    if "D" in first or initials or owned:
        return None
    form = tokens[i].form + tokens[i + 1].form
    split = len(tokens[i].form.encode())
    if second[0] == "D":
        return Twin(form, tokens[i].position, split)
    alone = (i == 0 or not tokens[i - 1].hyphen) and not tokens[i + 1].hyphen
    letters = re.fullmatch("[ULA]+", first) and re.fullmatch("[ULA]+", second) and not second_initials
    return Twin(form, tokens[i].position, split) if alone and letters else None


AROUND = "\"'()[]\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\xab\xbb\u300c\u300d\u300e\u300f"
MARKS = ".?\u3002\uff0e\uff1f\u061f"
# Titles, ranks, months, states and companies' forms as AP style has them; the case of the first letter counts.
SHORT = set("""Adm Ala Apr Ariz Ark Assn Atty Aug Brig Bros Calif Capt Cmdr Co Col Colo Conn Corp Cos Cpl Dec Del Dept Dr Feb Fla
    Fr Ft Ga Gen Gov Hon Ill Inc Ind Jan Jr Jul Jun Kan Ky La Lt Ltd Maj Mar Mass Md Messrs Mfg Mich Minn Miss Mo Mont Mr Mrs
    Ms Msgr Mt Neb Nev No Nov Oct Okla Ore Pa Pfc Ph Plc Prof Pvt Rep Reps Rev Sen Sens Sep Sept Sgt Sr St Ste Supt Tenn Tex
    Va Vt Wash Wis Wyo vs""".split())


def ends_sentence(text, classes, start, end, after, initials):
    """A full stop or question mark behind the word, with quotes and brackets around it, then white space and a capital, or
    an empty line and any word; not behind initials, a letter or an abbreviation (token.h)."""
    found = re.compile(f"[{re.escape(AROUND)}]*([{MARKS}]+)[{re.escape(AROUND)}]*(\\s*)[{re.escape(AROUND)}]*").match(text, after)
    if not found or found.end() >= len(text):
        return False
    marks, gap = found.groups()
    wide = ord(marks[0]) > 0x2FFF
    follows = classes[found.end()]
    if not gap and not wide or not re.match(WORD, follows):
        return False
    word = text[start:end]
    if not wide and (initials or re.fullmatch("[ULA]", classes[start:end]) or word[:1] + word[1:].lower() in SHORT):
        return False
    return follows in "UC" or "\n\n" in gap


def is_shouted(text):
    """All in capitals, so that a word in capitals says nothing (wire_text_is_shouted())."""
    categories = [unicodedata.category(char) for char in text]
    capitals = sum(category in ("Lu", "Lt") for category in categories)
    others = sum(category[0] in "LM" and category not in ("Lu", "Lt") for category in categories)
    return "Ll" not in categories and capitals > others


_STEMMER = snowballstemmer.stemmer("english")


@functools.lru_cache(maxsize=100000)
def stem(form):
    """The stem; words with anything but letters and apostrophes are their own but for the s of numbers (stem.h)."""
    if re.fullmatch(r".*\d+s", form) and not re.fullmatch(r"\d{3}0s", form):
        return form[:-1]
    if not form or not all("a" <= char <= "z" or char == "'" or ord(char) >= 0x80 for char in form):
        return form
    return _STEMMER.stemWord(form) or form
