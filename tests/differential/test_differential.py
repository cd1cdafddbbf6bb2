#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random queries over random stories, answered by wire-search and by brute force: the two agree.

usage: test_differential.py WIRE_INDEX_FOLDER WIRE_SEARCH_FOLDER CORPUS [--queries N] [--seed S] [--keep-going]

The default is 300 queries from a fixed seed. They are put to archives of three kinds: tiny stories whose few words repeat,
meet and overlap (most of them: these find most), real-looking stories with all their facts, and corpus/; every fifth
archive is two databases. Compared are totals, ids, facet counts, the order of sorts, pages, marks, snippets, suggestions,
parts and explanations (compare.py); what a query means is evaluate.py's. A disagreement is made small (shrink.py) and
printed with the seed that finds it again. Exit status 1: the two disagreed.
"""
import argparse
import concurrent.futures
import os
import random
import sys
import time

from compare import BESIDE, Searched, TooMany, compare, compare_wrong
from generate import Queries
from program import Program, scratch
from shrink import Case, Shrinker
from stories import corpus_sources, real_source, tiny_source, tiny_words

SEED = 20231124
QUERIES_EACH = 25  # an archive
WORKERS = os.cpu_count() or 1
ENOUGH = 10        # disagreements, then it ends


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("index_folder")
    parser.add_argument("search_folder")
    parser.add_argument("corpus")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep-going", action="store_true")
    return parser.parse_args()


def draw_sources(rng, corpus):
    kind = rng.choice(("tiny",) * 7 + ("real",) * 3 + ("corpus",))
    if kind == "corpus":
        return kind, corpus_sources(corpus)
    if kind == "real":
        return kind, [real_source(rng, number) for number in range(1, rng.choice((20, 60)))]
    words = tiny_words(rng)
    return kind, [tiny_source(rng, number, words) for number in range(1, rng.choice((15, 40, 80)))]


def draw_groups(rng, sources):
    """One database, or the stories by turns in two or three."""
    n = rng.choice((1, 1, 1, 1, 2, 2, 3))
    groups = [sources[i::n] for i in range(n)]
    return [group for group in groups if group]


def run_archive(program, seed, number, arguments_given):
    """Put QUERIES_EACH queries to archive `number` of the seed: (disagreements as text, queries, those passed over)."""
    rng = random.Random(f"{seed}.{number}")
    told, passed_over = [], 0
    kind, sources = draw_sources(rng, arguments_given.corpus)
    groups = draw_groups(rng, sources)
    with scratch() as folder:
        searched = Searched(program, groups, folder)
        queries = Queries(rng, searched.stories)
        for i in range(QUERIES_EACH):
            if rng.random() < 0.06:
                found = compare_wrong(searched, queries.wrong())
                told += [f"archive {number}, query {i}: {line}" for line in found]
                continue
            case = Case(groups, queries.tree(rng.choice((0, 1, 2, 2, 3))), queries.options())
            try:
                found = compare(searched, case.root, case.options, [BESIDE[i // 3 % len(BESIDE)]] if i % 3 == 0 else [])
            except TooMany:
                passed_over += 1
                continue
            if found:
                told.append(f"archive {number} ({kind}), query {i}: {case.root}   {case.options}\n  " + "\n  ".join(found[:3]))
                told[-1] += "\nmade small:\n" + shrunk(program, case, found[0].split(":")[0])
    return told, QUERIES_EACH, passed_over


def shrunk(program, case, kind):
    shrinker = Shrinker(program, kind)
    small = shrinker.shrink(case)
    with scratch() as folder:
        found = compare(Searched(program, small.groups, folder), small.root, small.options)
    return f"{small}\n  " + "\n  ".join(line for line in found if line.startswith(kind))


def main():
    given = arguments()
    program = Program(given.index_folder, given.search_folder)
    archives = (given.queries + QUERIES_EACH - 1) // QUERIES_EACH
    done = passed = disagreed = 0
    began = time.monotonic()
    print(f"seed {given.seed}, {archives * QUERIES_EACH} queries over {archives} archives", flush=True)
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        waiting = [pool.submit(run_archive, program, given.seed, number, given) for number in range(archives)]
        for one in concurrent.futures.as_completed(waiting):
            told, queries, passed_over = one.result()
            done, passed, disagreed = done + queries, passed + passed_over, disagreed + len(told)
            for text in told:
                print(text, flush=True)
            if disagreed >= ENOUGH and not given.keep_going:
                pool.shutdown(cancel_futures=True)
                break
    print(f"{done} queries ({passed} passed over, {program.runs} searches), {disagreed} disagreements, "
          f"{time.monotonic() - began:.0f} s; seed {given.seed}")
    sys.exit(disagreed != 0)


if __name__ == "__main__":
    main()
