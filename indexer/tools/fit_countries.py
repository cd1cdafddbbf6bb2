#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fit the weights of indexer/facts/countries.c on stories whose countries somebody named.

usage: fit_countries.py WIRE_INDEX SGM_FOLDER PLACES_ISO_TSV LABELLED_FOLDER

Two sets: Reuters' stories of 1987 with the editors' PLACES, a desk's generous habit, and stories of other newsrooms with
the countries that they are about (labels.tsv: story, TAB, people, TAB, countries / those merely mentioned). Runs
`wire-index --extract --why` over them as plain text and reads the features of every candidate country from the
explanations. Logistic regression by Newton's method, a quarter of Reuters' stories, so that neither set is all that counts;
the cut that gives the best sum of both F1 goes into the bias, since a country is listed when its sum is over 0. Prints F1
on each kind of labelled stories by weights that were fitted on the others, on another quarter of Reuters', and then the
weights of all stories together.
"""
import collections
import glob
import html
import json
import math
import os
import re
import subprocess
import sys
import tempfile


def stories(folder):
    """Yield (name, text, PLACES values) of every story that has a body."""
    for path in sorted(glob.glob(os.path.join(folder, "*.sgm"))):
        text = open(path, encoding="latin-1").read()
        for head, story in re.findall(r"<REUTERS (.*?)>(.*?)</REUTERS>", text, re.S):
            def tag(name):
                found = re.search(rf"<{name}[^>]*>(.*?)</{name}>", story, re.S)
                return html.unescape(found[1]) if found else ""
            body = re.sub(r"[\x00-\x08\x0b-\x1f]", "", tag("BODY"))
            if body.strip():
                yield (re.search(r'NEWID="(\d+)"', head)[1] + ".txt",
                       f"{tag('TITLE').strip()}\n\n{tag('DATELINE').strip()} {body.strip()}\n", re.findall(r"<D>(.*?)</D>", tag("PLACES")))


def rows(indexer, texts, gold):
    """Return {story: [(code, features, is right)]} and the features' names."""
    names, found = ["bias"], {}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                out.write(text)
        run = subprocess.run([indexer, "--extract", "--why", "-q", folder], stdout=subprocess.PIPE, check=False)
    for line in run.stdout.decode("utf-8").splitlines():
        record = json.loads(line)
        name = os.path.basename(record["file"])
        for note in record.get("why", []):
            match = re.match(r"countries: (\w\w): .*?;(.*) \(", note)
            if not match:
                continue
            features = {"bias": 1.0}
            for pair in match[2].split():
                key, value = pair.split("=")
                features[key] = float(value)
                if key not in names:
                    names.append(key)
            found.setdefault(name, []).append((match[1], features, match[1] in gold[name]))
    return found, names


def solve(matrix, vector):
    """Gaussian elimination with pivots."""
    n = len(vector)
    a = [row[:] + [value] for row, value in zip(matrix, vector)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(a[r][i]))
        a[i], a[pivot] = a[pivot], a[i]
        for r in range(i + 1, n):
            factor = a[r][i] / a[i][i]
            for c in range(i, n + 1):
                a[r][c] -= factor * a[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (a[i][n] - sum(a[i][c] * x[c] for c in range(i + 1, n))) / a[i][i]
    return x


def fit(examples, names):
    """Weights by Newton's method with a little ridge."""
    data = [([(names.index(k), v) for k, v in f.items()], y) for _, f, y in examples]
    n, weights = len(names), [0.0] * len(names)
    for _ in range(12):
        gradient = [-0.5 * w for w in weights]
        hessian = [[0.5 if i == j else 0.0 for j in range(n)] for i in range(n)]
        for features, y in data:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(weights[i] * v for i, v in features)))))
            for i, v in features:
                gradient[i] += (y - p) * v
                for j, u in features:
                    hessian[i][j] += p * (1 - p) * v * u
        weights = [w + s for w, s in zip(weights, solve(hessian, gradient))]
    return weights


def f1(found, gold, weights, names, cut):
    """Micro F1 of the countries whose sum is over the cut."""
    right = given = 0
    for name, candidates in found.items():
        for _, features, good in candidates:
            if sum(weights[names.index(k)] * v for k, v in features.items()) > cut:
                given += 1
                right += good
    wanted = sum(len(gold[name]) for name in found)
    return 2 * right / (given + wanted)


def fit_with_cut(sets, names):
    """Weights from (found, gold) of both sets."""
    weights = fit([c for found, _ in sets for candidates in found.values() for c in candidates], names)
    cut = max((c / 20 for c in range(-40, 40)), key=lambda c: sum(f1(found, gold, weights, names, c) for found, gold in sets))
    weights[0] -= cut
    return weights


def reuters(indexer, folder, places_iso):
    iso = dict(line.rstrip("\n").split("\t")[:2] for line in open(places_iso) if line.strip() and line[0] != "#")
    texts, gold = {}, {}
    for name, text, places in stories(folder):
        codes = {iso[place] for place in places if place in iso}
        if codes:
            texts[name], gold[name] = text, codes
    return *rows(indexer, texts, gold), gold


def labelled(indexer, folder):
    texts, gold = {}, {}
    for line in open(os.path.join(folder, "labels.tsv"), encoding="utf-8"):
        story, _, countries = line.rstrip("\n").split("\t")
        texts[story + ".txt"] = open(os.path.join(folder, story + ".txt"), encoding="utf-8").read()
        gold[story + ".txt"] = set(filter(None, countries.partition("/")[0].split(",")))
    found, names = rows(indexer, texts, gold)
    return {name: found.get(name, []) for name in gold}, names, gold


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    wire, names, wire_gold = reuters(*sys.argv[1:4])
    others, more, gold = labelled(sys.argv[1], sys.argv[4])
    names += [name for name in more if name not in names]
    quarters = [{n: wire[n] for n in sorted(wire)[i::4]} for i in (0, 1)]
    kinds, sums = collections.defaultdict(dict), [0, 0, 0]
    for name, candidates in others.items():
        kinds[name.split("-")[0]][name] = candidates
    for kind, found in sorted(kinds.items()):
        rest = {name: candidates for other in kinds if other != kind for name, candidates in kinds[other].items()}
        weights = fit_with_cut([(rest, gold), (quarters[0], wire_gold)], names)
        listed = [good for candidates in found.values() for _, f, good in candidates if sum(weights[names.index(k)] * v for k, v in f.items()) > 0]
        counts = sum(listed), len(listed), sum(len(gold[name]) for name in found)
        sums = [a + b for a, b in zip(sums, counts)]
        print("%-9s F1 %.3f (P %.3f R %.3f)" % (kind, 2 * counts[0] / (counts[1] + counts[2]), counts[0] / counts[1], counts[0] / counts[2]))
    print("all kinds F1 %.3f (P %.3f R %.3f)" % (2 * sums[0] / (sums[1] + sums[2]), sums[0] / sums[1], sums[0] / sums[2]))
    weights = fit_with_cut([(others, gold), (quarters[0], wire_gold)], names)
    print("Reuters' other quarter F1 %.3f" % f1(quarters[1], wire_gold, weights, names, 0))
    for name, weight in zip(names, weights):
        print("%-18s %7.3f" % (name, weight))


main()
