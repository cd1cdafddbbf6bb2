#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""People in kinds of copy that the tagger was not fitted on.

usage: cross_validate.py BUILD SCORERS DATA

For each kind of labelled stories (the first word of their names) the tagger is fitted on the other kinds and the open sets,
and scored on this one; then fitted on all of them and scored on CoNLL's testa. BUILD/train has what `./run train` left there.
"""
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile

GAZETTEER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gazetteer")


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def fit(build, folder, stories):
    """A data folder with a model of these stories."""
    shutil.copytree(GAZETTEER, folder, dirs_exist_ok=True)
    train = os.path.join(build, "train")
    subprocess.run([os.path.join(build, "release/indexer/wire-train"), os.path.join(folder, "person.model"), "8", os.path.join(train, "fine.tsv"),
                    os.path.join(train, "coarse.tsv")], input=stories, stdout=subprocess.DEVNULL, check=True)


def score(data_folder, *command):
    environment = dict(os.environ, WIRE_DATA_DIR=data_folder, PYTHONDONTWRITEBYTECODE="1")
    return subprocess.run([sys.executable, *command], env=environment, stdout=subprocess.PIPE, text=True, check=False).stdout.strip().split("\n")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    build, scorers, data = map(os.path.abspath, sys.argv[1:])
    indexer, newsroom = os.path.join(build, "release/indexer/wire-index"), os.path.join(data, "newsroom")
    kinds = collections.defaultdict(list)
    for line in read(newsroom, "labels.tsv").decode().splitlines(True):
        kinds[line.split("-")[0].split("_")[0]].append(line)
    sums = [0.0, 0.0, 0.0]  # right, given, wanted
    with tempfile.TemporaryDirectory() as scratch:
        texts = {}
        for kind, labels in kinds.items():
            folder = os.path.join(scratch, kind)
            os.mkdir(folder)
            with open(os.path.join(folder, "labels.tsv"), "w", encoding="utf-8") as file:
                file.writelines(labels)
            for line in labels:
                shutil.copy(os.path.join(newsroom, line.split("\t")[0] + ".txt"), folder)
            texts[kind] = subprocess.run([sys.executable, os.path.join(os.path.dirname(__file__), "training_text.py"), "labelled", indexer, folder],
                                         stdout=subprocess.PIPE, check=True).stdout
        model, open_text = os.path.join(scratch, "data"), read(build, "train", "open.txt")
        for kind in sorted(kinds):
            fit(build, model, open_text + b"".join(text for other, text in sorted(texts.items()) if other != kind))
            line = score(model, os.path.join(scorers, "newsroom.py"), indexer, os.path.join(scratch, kind))[0]
            print(line, flush=True)
            precision, recall, wanted = map(float, re.search(r"people F1 \S+ \(P (\S+) R (\S+), (\d+)", line).groups())
            sums = [sums[0] + recall * wanted, sums[1] + recall * wanted / precision, sums[2] + wanted]
        fit(build, model, open_text + b"".join(text for _, text in sorted(texts.items())))
        print("CoNLL testa:", score(model, os.path.join(scorers, "people.py"), indexer, os.path.join(data, "entities/conll2003/eng.testa"))[-1])
    print("all kinds: people F1 %.3f (P %.3f R %.3f)" % (2 * sums[0] / (sums[1] + sums[2]), sums[0] / sums[1], sums[0] / sums[2]))


main()
