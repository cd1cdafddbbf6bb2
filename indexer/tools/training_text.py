#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Turn tagged and labelled news into the stories that wire-train reads (see marked_text.h).

usage: training_text.py gmb GMB_NER_CSV            the Groningen Meaning Bank, then lines of sport and lists
       training_text.py labelled INDEXER FOLDER    stories and labels.tsv, as they are after cleaning
       training_text.py raw < PATHS                the text alone of these files, for wire-cluster

gmb: `Sentence #,Word,POS,Tag` in Latin-1, tags B-per and I-per, titles inside the names: those of name_words.tsv go out of
them. It has no story boundaries, so every ten sentences count as a story. It has no sport and no lists either: these are
made from the templates below, filled with names of first_names.txt, family names of GMB, countries and cities.

labelled: labels.tsv has a story, TAB, people. Their names are looked up in the text: in full, in shorter forms that keep the
last word, and by one word where nothing beside it says that this is another name; there it is left open what it is.
"""
import csv
import html
import json
import os
import random
import re
import subprocess
import sys

SENTENCES_A_STORY = 10
NAME, UNKNOWN, END = "\x02", "\x04", "\x03"  # as marked_text.h has them


def titles():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gazetteer", "name_words.tsv")
    found = set()
    for line in open(path, encoding="utf-8"):
        if line.startswith("title\t"):
            found.update(line.rstrip("\n").split("\t")[1].split("|"))
    return found


def without_titles(sentence, known):
    """Tags B and I of persons, titles at their front left out."""
    tags, i = ["O"] * len(sentence), 0
    while i < len(sentence):
        if not sentence[i][1].lower().endswith("per"):
            i += 1
            continue
        end = i + 1
        while end < len(sentence) and sentence[end][1].lower() == "i-per":
            end += 1
        start = i
        while start < end and sentence[start][0] in known and end - start > 1:
            start += 1
        if not (end - start == 1 and sentence[start][0] in known):
            tags[start:end] = ["B"] + ["I"] * (end - start - 1)
        i = end
    return tags


def is_tight(text, word):
    """No blank stands between the text and the word."""
    return not text or text[-1] in "\n([$" + NAME and not text[-2:-1].isalnum() or (len(word) == 1 and word in ".,;:!?%)]}'") or word in ("'s", "n't")


def put(words, tags, end="\n\n"):
    """A paragraph of tagged words."""
    text = ""
    for i, (word, tag) in enumerate(zip(words, tags)):
        text += ("" if is_tight(text, word) else " ") + (NAME if tag == "B" else "") + word
        if tag != "O" and (i + 1 == len(words) or tags[i + 1] != "I"):
            text += END
    sys.stdout.write(text + end)


# P a full name, I initial and surname, S a surname alone (also tagged), C a country, T a town, U a club, N a number, D a decimal.
TEMPLATES = """
P ( C ) beat P ( C ) N-N N-N
P ( C ) beat N - P ( C ) N-N N-N N-N
N. P ( C ) N:N.N
N. P ( C ) D
N. P ( C ) T N points
P , C , N:N.N
N P ( C ) , P ( C ) N
P ( C ) N . P ( C ) N
Scorers : P ( Nth minute ) , P ( Nth )
Scorers : S ( Nth ) , S ( N pen )
T N ( P Nth ) T N
Halftime N-N . Attendance N
Men 's singles , second round
Women 's singles quarter-final : P ( C ) v P ( C )
T N T N
T at T
I c S b S N
I b S N
I not out N
P c S b S N
P lbw b S N
P run out N
Bowling : S N-N-N-N , S N-N-N-N
C : N - P , N - P , N - P , N - P
C : P , P ( P N ) , P , P
C N P N tries
Standings after Nth round : T N N N
N. T N N N N
In T : P , C , knocked out P , C , in the Nth round
P of C won the Nth stage in N hours
N-P ( C ) , beat P ( C ) N-N
P ( C ) and P ( C ) beat P ( C ) and P ( C ) N-N N-N
P and S beat S and S N-N
Results of matches in T on Saturday
C 's P won gold
coach P said C were better
NEW YORK P T N N N
WBC title : P ( C ) v P ( C )
Born in T , C
T C
Leading scorers : N - P ( T ) , N - P ( T )
P ( T )
N P T
P , N , of T
P was named coach of C
T beat T N-N
T Open results
the C team : P , P , P , P , P , P
Substitutes : P , P , P
Goalkeepers : P ( T ) , P ( T )
Defenders : P ( T ) , P ( T ) , P
Midfielders : P , P ( T )
Forwards : P ( T )
Umpires : P ( C ) and P ( C )
C : I , I , I , I , I , I
T : I , P , I , P , I
N P ( C ) N P ( C ) N
N P , I , I , P
T N ( I N , I N-N ) and N-N , T N
T first innings N ( I N ; I N-N )
-- P N
Add Men 's singles , first round
Add Women 's singles , first round
Previous close N Actual N
P ( C ) T Ford N
P ( C ) T Honda N
N. P , C , T Ford N
Ex-champion P beat P
P def. P N-N
U.S. unless stated ) N P N N
T - P N , P N
C defender P , T striker P and C captain P
Mrs P said
P , who scored N
P 's goal
playing with P and P of C
President P
Prime Minister P met C 's P
C Foreign Minister P
U N N N N N N N N
U N U N
U N U N
U v U
U N ( P N ) U N ( S N )
U at U
U beat U N-N
Division one : U N U N
U N points
( U )
P ( U )
N. P ( C ) U N:N.N
P of U
U , the league leaders
Referee : P ( C )
P told reporters in T on Monday .
the man was identified as P , N , of T .
Police said P had been arrested in T after the death of P .
The talks were led by P and P of C .
P , N , has been in office since N .
" We are ready , " said P , a spokesman for S .
C President P and Vice President P will visit T .
P won N percent of the vote , and P and P shared the rest .
He was succeeded by P .
P 's party said P would run again .
the engineer P , who lives in T , said that it was late .
the film , directed by P and written by P , stars P .
Among them were P , P and P .
"""

# Headlines; some are printed in capitals.
HEADLINES = """
S Resigns
S Quits As Head Of T Bank
P To Visit C
S Says C Must Act
C 's S Arrives In T
S Wins N Votes In T
P Dies At N
S Meets C Minister
Oil Price Falls As S Speaks
S , S Agree On T Talks
T Bank Cuts Rate
C Exports Rise N Pct
Police Arrest N In T
P Named To Lead T Company
Court Frees P
"""

# What clubs' names begin and end with.
CLUB_FIRSTS = ("Real Atletico Dynamo Dinamo Lokomotiv Sparta Slavia Borussia Bayer Olympique Racing Sporting Deportivo Inter AC FC Rapid "
               "Hapoel Maccabi CSKA Spartak Torpedo Hansa West East North South St Red Royal Standard Fortuna Young Universitatea Partizan").split()
CLUB_LASTS = "United City Rovers Town Albion Wanderers Rangers Athletic County Villa Forest Bulldogs Tigers Reds Bulls Lions Eagles".split()

# Syllables of East Asian names; the family name comes first. Arabic names, with what goes before their last words.
ASIAN_FAMILIES = ("Lai Hou Ko Tsai Ma Chen Wang Li Zhang Liu Yang Huang Zhao Wu Zhou Xu Sun Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Song Tang Xi Qin Han "
                  "Deng Feng Cao Peng Xiao Jiang Pan Yuan Dong Ye Du Su Wei Lu Ding Ren Shen Kim Lee Park Choi Jung Kang Cho Yoon Moon Han Ban Nguyen Tran "
                  "Le Pham Vo Phan Bui Do Ngo Chan Wong Tung Lam Cheung Ho Leung").split()
ASIAN_SYLLABLES = ("ching te yu ih ing wen jin ping ji bao xiao ming wei guo jun hua li hong yan ping qiang long fei lei gang min jian zhi yong chun hui rong "
                   "jong un il hyun jae ho won soo young hee sung min chul geun ki moon seok tae dae jung van minh thi duc anh tuan quang hai chee hwa kwan").split()
ARAB_FIRSTS = "Ahmed Mohammed Mahmoud Ali Hassan Hussein Abdullah Omar Khaled Ibrahim Saleh Nuri Tariq Faisal Bashar Hosni Ayman Yasser Abdel Abu Mustafa Saeed".split()

SYNTHETIC_STORIES = 1500
SMALL_CHANCE = 0.03
ACCENTS = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ü", "n": "ñ", "c": "ç"}


def lines_of(name):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gazetteer", name)
    return [line.rstrip("\n") for line in open(path, encoding="utf-8") if line.strip() and line[0] != "#"]


class Lists:
    """What the templates are filled with. The generator is fixed: the same lists give the same lines."""

    def __init__(self, families):
        self.random = random.Random(1)
        self.firsts = lines_of("first_names.txt")
        self.families = sorted(families)
        self.countries = [line.split("\t")[1] for line in lines_of("countries.tsv")]
        self.towns = [town for line in lines_of("cities.tsv") for town in line.split("\t")[1].split("|") if "," not in town]

    def name(self):
        """A full name: foreign first names are as likely as listed ones, so that the list is not all that counts."""
        kind = self.random.random()
        if kind < 0.15:
            return self.asian_name()
        if kind < 0.2:
            last = self.random.choice(["al-", "al-", "el-", "Al-", "bin "]) + self.random.choice(self.families)
            return [self.random.choice(ARAB_FIRSTS)] + last.split(" ")
        first = self.random.choice(self.firsts if self.random.random() < 0.5 else self.families)
        last = self.random.choice(self.families)
        if kind < 0.3:
            first, last = self.accented(first), self.accented(last)
        if self.random.random() < SMALL_CHANCE:
            return [first, self.random.choice(["van", "de", "von", "da", "bin", "al"]), last]
        if self.random.random() < SMALL_CHANCE:
            return [first, self.random.choice(self.firsts), last]
        return [first, last]

    def accented(self, name):
        """The name with one letter as other languages have it."""
        places = [i for i, letter in enumerate(name) if letter in ACCENTS and i > 0]
        at = self.random.choice(places) if places else len(name)
        return name[:at] + "".join(ACCENTS[letter] for letter in name[at:at + 1]) + name[at + 1:]

    def headline(self):
        if self.random.random() < 0.5:
            print()
            return
        words, tags = self.line(self.random.choice(HEADLINES.strip().split("\n")))
        put(words if self.random.random() < 0.5 else [word.upper() for word in words], tags, "\n")

    def asian_name(self):
        """A family name and one or two syllables: together, with a hyphen, or apart."""
        family, one, two = self.random.choice(ASIAN_FAMILIES), *self.random.sample(ASIAN_SYLLABLES, 2)
        given = self.random.choice([one, one + two, one + two, one + "-" + two, one + "-" + two, one + " " + two.capitalize()])
        return [family] + [word.capitalize() for word in given.split(" ")]

    def club(self):
        """A club's name, which may look like a person's."""
        pick = self.random
        town = pick.choice(self.towns if pick.random() < 0.5 else self.families)
        kind = pick.random()
        if kind < 0.4:
            return [pick.choice(CLUB_FIRSTS), town]
        if kind < 0.7:
            return [town, pick.choice(CLUB_LASTS)]
        return [pick.choice(self.families), town]

    def fill(self, slot):
        pick = self.random
        if slot == "P":
            words = self.name()
            return words, ["B"] + ["I"] * (len(words) - 1)
        if slot == "I":
            return [pick.choice("ABCDGHJKMNPRSTW") + pick.choice(["", "."]), pick.choice(self.families)], ["B", "I"]
        if slot == "U":
            words = self.club()
            return words, ["O"] * len(words)
        if slot == "S":
            return [pick.choice(self.families)], ["B"]
        if slot in "CT":
            words = pick.choice(self.countries if slot == "C" else self.towns).split(" ")
            return words, ["O"] * len(words)
        number = "%.2f" % pick.uniform(1, 90) if slot == "D" else str(pick.randrange(1, 99))
        return [number], ["O"]

    def line(self, template):
        words, tags = [], []
        for slot in template.split(" "):
            if slot in ("P", "I", "S", "C", "T", "D", "U"):
                more, labels = self.fill(slot)
            else:
                more = ["".join(str(self.random.randrange(1, 40)) if c == "N" and slot != "NEW" else c for c in slot)] if not slot.isupper() or slot == "N" else [slot]
                labels = ["O"]
            words += more
            tags += labels
        return words, tags

    def write(self):
        templates = TEMPLATES.strip().split("\n")
        for _ in range(SYNTHETIC_STORIES):
            print("-DOC-")
            self.headline()
            chosen = self.random.sample(templates, 2)
            for _ in range(self.random.randrange(3, 15)):
                words, tags = self.line(self.random.choice(chosen))
                put(words, tags)


def gmb(path, known):
    """Write the set; return the family names in it."""
    sentence, count, families = [], 0, set()
    for row in csv.reader(open(path, encoding="latin-1")):
        if row[0] == "Sentence #":
            continue
        if row[0] and sentence:
            if count % SENTENCES_A_STORY == 0:
                print("-DOC-\n")
            put([word for word, _ in sentence], without_titles(sentence, known))
            sentence, count = [], count + 1
        if len(row) >= 4 and row[1].strip() and not row[1].isspace():
            sentence.append((row[1].strip(), row[3]))
            if row[3] == "I-per" and row[1].isalpha() and row[1].istitle() and len(row[1]) > 3:
                families.add(row[1])
    return families


# ---- labelled stories ----

TOKEN = re.compile(r"[^\W_]+(?:[-'\u2019.&][^\W_]+)*\.?")
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


def plain(word):
    """A word as names are compared by."""
    return re.sub(r"['\u2019]s$|[.,'\u2019\"()`]", "", word).casefold()


def forms_of(label):
    """(words, kind) of a label: the name in full, its shorter forms, its single words."""
    kind = UNKNOWN if label.startswith(("?", "by:")) else NAME
    words = [word for word in map(plain, re.sub(r"^(by:|[~?])+", "", label).split()) if word]
    core = [word for word in words if word not in SUFFIXES]
    yield tuple(words), kind
    if len(core) > 1:
        yield tuple(core), kind
        yield (core[0], core[-1]), kind
        yield tuple(core[-2:]), kind
        yield (core[-1],), kind
        yield (core[0],), UNKNOWN  # a family name in China, else a first name: who can tell
        for word in core[1:-1]:
            yield (word,), UNKNOWN


def marked(text, forms, known):
    """The text with its names marked."""
    tokens = [(m.start(), m.end(), m[0]) for m in TOKEN.finditer(text)]
    keys = [plain(word) for _, _, word in tokens]
    longest = max(map(len, forms), default=0)
    out, done, i = [], 0, 0

    def beside(a, b):
        """Two capitalised words with a blank between."""
        return 0 <= a and b < len(tokens) and tokens[b][2][0].isupper() and tokens[a][2][0].isupper() and re.fullmatch(r"\s", text[tokens[a][1]:tokens[b][0]])

    while i < len(tokens):
        n = next((n for n in range(min(longest, len(tokens) - i), 0, -1) if tuple(keys[i:i + n]) in forms), 0)
        if n == 0 or not tokens[i][2][0].isupper() and n == 1:
            i += 1
            continue
        kind = forms[tuple(keys[i:i + n])]
        start, end = tokens[i][0], tokens[i + n - 1][1]
        while i + n < len(tokens) and keys[i + n] in SUFFIXES:
            n, end = n + 1, tokens[i + n][1]
        if text[end - 1] == "." and keys[i + n - 1] not in SUFFIXES and len(keys[i + n - 1]) > 1:
            end -= 1
        end -= next((len(tail) for tail in ("'s", "\u2019s") if text[start:end].endswith(tail)), 0)
        if n == 1 and (beside(i, i + 1) or beside(i - 1, i) and tokens[i - 1][2] not in known):
            kind = UNKNOWN
        out += [text[done:start], kind, text[start:end], END]
        done, i = end, i + n
    return "".join(out) + text[done:]


def labelled(indexer, folder):
    known, labels = titles(), {}
    for line in open(os.path.join(folder, "labels.tsv"), encoding="utf-8"):
        story, people = line.rstrip("\n").split("\t")[:2]
        labels[story + ".txt"] = [name.strip() for name in people.split("|") if name.strip()]
    shown = subprocess.run([indexer, "--extract", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    for line in shown.decode().splitlines():
        record = json.loads(line)
        if record["file"] not in labels:
            continue
        forms = {}
        for label in labels[record["file"]]:
            for words, kind in forms_of(label):
                if words and (words not in forms or kind == NAME):
                    forms[words] = kind
        print("-DOC-")
        print(marked(record["headline"].replace("\n", " "), forms, known))
        print(marked(record["body"], forms, known))


def raw(paths):
    """Prose of files in any of the usual wrappings, for counts of words: what is between < and > is left out."""
    for path in paths:
        text = open(path, encoding="utf-8", errors="replace").read()
        for story in re.split(r"</DOC>|</REUTERS>|</article>", text):
            print("-DOC-\n" + html.unescape(re.sub(r"<[^<>]{1,200}>", " ", story)).strip())


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    command, arguments = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("", [])
    if command == "gmb" and len(arguments) == 1:
        Lists(gmb(arguments[0], titles())).write()
    elif command == "labelled" and len(arguments) == 2:
        labelled(*arguments)
    elif command == "raw" and not arguments:
        raw(line.rstrip("\n") for line in sys.stdin)
    else:
        sys.exit(__doc__)


main()
