#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the costliest legal query costs: generated queries of up to 4 KB, each meant to be dear in a way of its own.

usage: queries.py WIRE-SEARCH DATABASE [N]          N queries (default 1,000), the same in every run

Each runs as a process of its own, with and without facets; user and system time are measured, so that a busy machine
does not count. Queries that the budget refuses (exit status 2) cost what they cost and are counted. Prints the costliest.
"""
import collections
import os
import random
import subprocess
import sys

STOP = "the of to in said and a mln for it on is from that its at by be year with was will has as an not he or which but".split()
COMMON = ("oil price market trade bank share company government week month dollar rate stock president minister "
          "state department common house world united japan house sales profit loss crude money tax official").split()
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LEXEMES = 250  # the parser takes 256


def prefixes(rng):
    pairs = [a + b + "*" for a in LETTERS for b in "aeioulrhnst"]
    return " OR ".join(rng.sample(pairs, rng.randint(2, 120)))


def few_prefixes(rng):
    """Rare ones, so that as many as the budget lets pass are run."""
    return " OR ".join(rng.sample([a + b + c + "*" for a in LETTERS for b in "aeiou" for c in "lrntsm"], rng.randint(20, 120)))


def misspelt(rng):
    word = lambda: "".join(rng.choice(LETTERS) for _ in range(rng.randint(8, 20)))
    return " ".join(word() for _ in range(rng.randint(20, 200)))[:4000]


def almost(rng):
    """Words that are one letter off."""
    def spoil(word):
        at = rng.randrange(len(word))
        return word[:at] + rng.choice(LETTERS) + word[at:]
    return " ".join(spoil(rng.choice(COMMON)) for _ in range(rng.randint(1, 200)))


def nears(rng):
    op = lambda: rng.choice(["NEAR", "ADJ"]) + "/" + str(rng.choice([1, 5, 10, 50, 100]))
    return " OR ".join("%s %s %s" % (rng.choice(STOP), op(), rng.choice(STOP)) for _ in range(rng.randint(2, 60)))


def near_prefixes(rng):
    pair = lambda: rng.choice(LETTERS) + rng.choice("aeioulr") + "*"
    return " OR ".join("%s NEAR/%d %s" % (pair(), rng.randint(1, 100), pair()) for _ in range(rng.randint(1, 6)))


def phrases(rng):
    phrase = lambda: '"%s"' % " ".join(rng.choice(STOP) for _ in range(rng.randint(2, 6)))
    join = rng.choice([" OR ", " "])
    return join.join(phrase() for _ in range(rng.randint(2, 120)))[:4000].rsplit('" ', 1)[0].rsplit(" OR", 1)[0].rstrip('"') + '"'


def long_phrase(rng):
    return '"%s"' % " ".join(rng.choice(STOP) for _ in range(rng.randint(50, 900)))[:4000]


def nots(rng):
    word = lambda: rng.choice(STOP + COMMON)
    text = word()
    for _ in range(rng.randint(2, 30)):
        text = "(%s NOT %s)" % (text, word()) if rng.random() < 0.6 else "-(%s OR %s)" % (text, word())
    return text


def dates(rng):
    day = lambda: "%04d-%02d-%02d" % (rng.randint(1000, 2999), rng.randint(1, 12), rng.randint(1, 28))
    one = lambda: "date:%s..%s" % tuple(sorted([day(), day()]))
    return rng.choice([" OR ", " "]).join(one() for _ in range(rng.randint(1, 80)))


def ors(rng):
    return " OR ".join(rng.choice(STOP + COMMON) for _ in range(rng.randint(20, 126)))


def ands(rng):
    return " ".join(rng.choice(STOP + COMMON) for _ in range(rng.randint(2, LEXEMES)))


def stop_pairs(rng):
    return " ".join(rng.sample(STOP, rng.randint(2, 12)))


KINDS = [prefixes, few_prefixes, misspelt, almost, nears, near_prefixes, phrases, long_phrase, nots, dates, ors, ands, stop_pairs]


def cost(command):
    """Seconds of processor time, and the exit status."""
    with open(os.devnull, "w") as null:
        process = subprocess.Popen(command, stdout=null, stderr=null)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, process.returncode


def main():
    search, database = sys.argv[1:3]
    n = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    rng = random.Random(1987)
    queries = [(kind.__name__, kind(rng)) for kind in (KINDS[i % len(KINDS)] for i in range(n))]
    for title, options in (("without facets", []), ("with facets", ["--facets"])):
        worst, refused, by_kind = [], collections.Counter(), collections.defaultdict(float)
        for kind, query in queries:
            seconds, status = cost([search, "-d", database, *options, "--", query])
            if status not in (0, 1, 2):
                sys.exit("exit status %d: %s" % (status, query))
            refused[kind] += status == 2
            by_kind[kind] = max(by_kind[kind], seconds)
            worst.append((seconds, kind, status, query))
        worst.sort(reverse=True)
        print("%d queries %s: costliest %.2f s, median %.3f s, refused %d"
              % (n, title, worst[0][0], worst[len(worst) // 2][0], sum(refused.values())))
        for seconds, kind, status, query in worst[:3]:
            print("  %.2f s  %s, exit status %d, %d bytes: %.100s" % (seconds, kind, status, len(query), query))
        print("  by kind: " + ", ".join("%s %.2f (%d refused)" % (k, s, refused[k])
                                         for k, s in sorted(by_kind.items(), key=lambda e: -e[1])))


if __name__ == "__main__":
    main()
