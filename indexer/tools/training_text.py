#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Turn public sets of tagged news into the text that wire-train reads.

usage: training_text.py GMB_NER_CSV [CONLL_FILE...]      on standard output: word TAB tag, see train_tagger.c

Besides the sets it writes lines of sport and of lists, which GMB has none of, from the templates below, filled with
names made of first_names.txt and the family names of GMB, and with countries and cities of the gazetteer.

GMB (Groningen Meaning Bank, public domain): `Sentence #,Word,POS,Tag` in Latin-1, tags B-per and I-per, titles inside the
names: those of name_words.tsv go out of them. It has no story boundaries, so every ten sentences count as a story.
"""
import csv
import os
import random
import sys

SENTENCES_A_STORY = 10


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


def put(sentence, tags):
    sys.stdout.writelines(f"{word}\t{tag}\n" for (word, _), tag in zip(sentence, tags))
    sys.stdout.write("\n")


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
"""

# What clubs' names begin and end with.
CLUB_FIRSTS = ("Real Atletico Dynamo Dinamo Lokomotiv Sparta Slavia Borussia Bayer Olympique Racing Sporting Deportivo Inter AC FC Rapid "
               "Hapoel Maccabi CSKA Spartak Torpedo Hansa West East North South St Red Royal Standard Fortuna Young Universitatea Partizan").split()
CLUB_LASTS = "United City Rovers Town Albion Wanderers Rangers Athletic County Villa Forest Bulldogs Tigers Reds Bulls Lions Eagles".split()

SYNTHETIC_STORIES = 1500
SMALL_CHANCE = 0.03


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
        first = self.random.choice(self.firsts if self.random.random() < 0.5 else self.families)
        last = self.random.choice(self.families)
        if self.random.random() < SMALL_CHANCE:
            return [first, self.random.choice(["van", "de", "von", "da", "bin", "al"]), last]
        if self.random.random() < SMALL_CHANCE:
            return [first, self.random.choice(self.firsts), last]
        return [first, last]

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
            chosen = self.random.sample(templates, 2)
            for _ in range(self.random.randrange(3, 15)):
                words, tags = self.line(self.random.choice(chosen))
                sys.stdout.writelines(f"{word}\t{tag}\n" for word, tag in zip(words, tags))
                sys.stdout.write("\n")


def gmb(path, known):
    """Write the set; return the family names in it."""
    sentence, count, families = [], 0, set()
    for row in csv.reader(open(path, encoding="latin-1")):
        if row[0] == "Sentence #":
            continue
        if row[0] and sentence:
            if count % SENTENCES_A_STORY == 0:
                print("-DOC-")
            put(sentence, without_titles(sentence, known))
            sentence, count = [], count + 1
        if len(row) >= 4 and row[1].strip() and not row[1].isspace():
            sentence.append((row[1].strip(), row[3]))
            if row[3] == "I-per" and row[1].isalpha() and row[1].istitle() and len(row[1]) > 3:
                families.add(row[1])
    return families


def conll(path):
    sentence, before = [], "O"
    for line in open(path, encoding="utf-8"):
        cells = line.split()
        if not cells or cells[0] == "-DOCSTART-":
            if sentence:
                put([(word, None) for word, _ in sentence], [tag for _, tag in sentence])
            sentence, before = [], "O"
            if cells:
                print("-DOC-")
            continue
        person = cells[-1].endswith("PER")
        tag = "O" if not person else "B" if cells[-1][0] == "B" or not before.endswith("PER") else "I"
        sentence.append((cells[0], tag))
        before = cells[-1]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.stdout.reconfigure(encoding="utf-8")
    Lists(gmb(sys.argv[1], titles())).write()
    for path in sys.argv[2:]:
        conll(path)


main()
