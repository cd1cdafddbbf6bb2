#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Benchmarks: ratios against named peers, measured in the same run.

usage: run.py BUILD_FOLDER [STORIES]      STORIES: files or a folder; default: corpus/ many times over

1. Indexing, one thread, against scriptindex of xapian-omega on the same text: headline, body, date, source and id; what
   wire-index does besides (cleaning, facets, exact forms) it does within its time.
2. All stages from reading to facets, without a database (--extract, records written to /dev/null).
3. A second run over unchanged files, against the first.
Each is run three times; the best counts, since what disturbs a run only ever slows it.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

RUNS = 3
COPIES = 100
SCRIPT = """id : field boolean=Q unique=Q
date : field date=yyyymmdd
source : field boolean=XSRC
headline : field weight=3 index=S weight=1 index
body : field index
"""


def timed(command, prepare=lambda: None):
    best = None
    for _ in range(RUNS):
        prepare()
        start = time.monotonic()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        best = min(best or 1e9, time.monotonic() - start)
    return best


def copies(folder, corpus):
    """The corpus many times over, each copy its own stories."""
    for number in range(COPIES):
        shutil.copytree(corpus, os.path.join(folder, str(number)), ignore=shutil.ignore_patterns(".*", "*.sgm"))
    return folder


def as_script_input(records):
    """What scriptindex reads: a block a story, a line a field, `=` before continued lines."""
    blocks = []
    for record in records:
        paragraphs = [line for line in record["body"].split("\n") if line]
        lines = ["id=" + record["id"][-200:], "date=" + record["date"].replace("-", ""), "source=" + record["source"], "headline=" + record["headline"]]
        if paragraphs:
            lines += ["body=" + paragraphs[0]] + ["=" + line for line in paragraphs[1:]]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def main():
    build = os.path.abspath(sys.argv[1])
    index = os.path.join(build, "indexer", "wire-index")
    with tempfile.TemporaryDirectory(prefix="wire-bench-") as folder:
        given = [os.path.abspath(path) for path in sys.argv[2:]]
        corpus = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "corpus")
        stories = given or [copies(os.path.join(folder, "stories"), corpus)]
        extracted = subprocess.run([index, "--extract", "-q", *stories], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
        records = [json.loads(line) for line in extracted.decode("utf-8").splitlines()]
        if not records:
            sys.exit("no stories to measure with")
        size = sum(len(record["headline"]) + len(record["body"]) for record in records)
        print(f"{len(records)} stories, {size / 1e6:.1f} MB of clean text")
        text, script = os.path.join(folder, "text"), os.path.join(folder, "script")
        with open(text, "w", encoding="utf-8") as out:
            out.write(as_script_input(records))
        with open(script, "w", encoding="utf-8") as out:
            out.write(SCRIPT)
        db = os.path.join(folder, "db")
        clear = lambda: shutil.rmtree(db, ignore_errors=True)
        peer = timed(["scriptindex", "-s", "english", db, script, text], clear)
        ours = timed([index, "-q", "-d", db, *stories], clear)
        again = timed([index, "-q", "-d", db, *stories])
        stages = timed([index, "-q", "--extract", *stories])
        count = len(records)
        print(f"index    wire-index {ours:.2f} s ({count / ours:.0f} stories/s), scriptindex {peer:.2f} s: {peer / ours:.2f} times as fast")
        print(f"         without its stages {ours - stages:.2f} s: {peer / (ours - stages):.2f} times")
        print(f"stages   {stages:.2f} s: {count / stages:.0f} stories/s from reading to facets, records written")
        print(f"again    {again:.2f} s for unchanged files: {again / ours * 100:.1f} % of the first run")


main()
