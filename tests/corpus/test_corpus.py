#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The stories of corpus/: each record as expected, each query answered as expected.

usage: test_corpus.py WIRE_INDEX WIRE_SEARCH CORPUS [--record]

Expected records lie in corpus/.expected/, a JSON file a story file, queries and their answers in corpus/.queries.json.
--record writes the records anew: read the difference before it is committed.
"""
import json
import os
import subprocess
import sys
import tempfile

INDEX, SEARCH, CORPUS = (os.path.abspath(path) for path in sys.argv[1:4])
EXPECTED = os.path.join(CORPUS, ".expected")


def extract():
    """Return {path within the corpus: [records]}, with paths as they are within the corpus."""
    run = subprocess.run([INDEX, "--extract", "-q", "."], cwd=CORPUS, capture_output=True, text=True, check=True)
    found = {}
    for line in run.stdout.splitlines():
        record = json.loads(line)
        record["file"] = os.path.relpath(record["file"], ".")
        record["id"] = record["id"].replace(CORPUS + "/", "")
        found.setdefault(record["file"], []).append(record)
    return found


def path_of(story):
    return os.path.join(EXPECTED, story + ".json")


def record_all(found):
    for story, records in found.items():
        os.makedirs(os.path.dirname(path_of(story)), exist_ok=True)
        with open(path_of(story), "w", encoding="utf-8") as out:
            json.dump(records, out, ensure_ascii=False, indent=1)
            out.write("\n")


def check_records(found):
    """Print what differs; return (passed, failed)."""
    wanted = set()
    for where, _, names in os.walk(EXPECTED):
        wanted.update(os.path.relpath(os.path.join(where, name), EXPECTED)[:-5] for name in names)
    failed = 0
    for story in sorted(wanted | set(found)):
        with open(path_of(story), encoding="utf-8") if story in wanted else open(os.devnull, encoding="utf-8") as file:
            expected = json.load(file) if story in wanted else None
        got = found.get(story)
        if got == expected:
            continue
        failed += 1
        if not got or not expected or len(got) != len(expected):
            print(f"{story}: {len(got or [])} records, want {len(expected or [])}")
            continue
        for one, other in zip(got, expected):
            for key in sorted(set(one) | set(other)):
                if one.get(key) != other.get(key):
                    print(f"{story}: {key}: got {one.get(key)!r}, want {other.get(key)!r}")
    return len(wanted | set(found)) - failed, failed


def check_queries(folder):
    passed = failed = 0
    db = os.path.join(folder, "db")
    subprocess.run([INDEX, "-q", "-d", db, "."], cwd=CORPUS, check=True)
    with open(os.path.join(CORPUS, ".queries.json"), encoding="utf-8") as file:
        queries = json.load(file)
    for query in queries:
        run = subprocess.run([SEARCH, "-d", db, "--ids", "-n", "100", *query.get("options", []), query["query"]],
                             capture_output=True, text=True, check=False)
        ids = sorted(line.removeprefix("file:") for line in run.stdout.split("\n") if line)
        if ids == sorted(query["finds"]):
            passed += 1
        else:
            failed += 1
            print(f"{query['query']!r} ({query['why']}): got {ids}, want {sorted(query['finds'])} {run.stderr}")
    return passed, failed


def main():
    found = extract()
    if "--record" in sys.argv:
        record_all(found)
        return
    with tempfile.TemporaryDirectory(prefix="wire-corpus-") as folder:
        records, queries = check_records(found), check_queries(folder)
    failed = records[1] + queries[1]
    print(f"{records[0] + queries[0]} passed, {failed} failed")
    sys.exit(failed != 0 or len(found) < 60)


main()
