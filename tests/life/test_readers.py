#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Readers beside a writer: wire-index adds, changes and drops stories in a loop while wire-search and the page are asked.
Each answer is whole and of one revision, and none fails.

Each run of wire-index commits once. All stories of a generation have a word of their own in headline and text, a date and a
source that the generations next to it do not have, and their number is the generation's: an answer that mixes two shows.

Between two generations the files get new times, several times, which is noted in commits of a few files each: so a reader
is overtaken, and must begin anew.

usage: test_readers.py LIFE_TOOL WIRE_INDEX WIRE_SEARCH WIRE_SEARCH_CGI GENERATIONS
"""
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time

from tool import Tool, scratch

LEAST = 12  # stories that every generation has
WORD = re.compile(r"zq[a-j]{4}")
READERS = 3
COMMIT = 10  # files
TOUCHES = 5


def word_of(generation):
    return "zq" + "".join("abcdefghij"[int(digit)] for digit in f"{generation:04}")


def number_of(word):
    return int("".join(str("abcdefghij".index(c)) for c in word[2:]))


def stories_of(generation):
    return LEAST + generation * 7 % 20


def source_of(generation):
    return ("AP", "UPI", "AFP")[generation % 3]


def year_of(generation):
    return 1990 + generation % 30


class Wrong(Exception):
    pass


def demand(condition, *words):
    if not condition:
        raise Wrong(" ".join(map(str, words)))


class Archive:
    def __init__(self, tool, index, folder):
        self.tool = tool
        self.index = index
        self.root, self.db = os.path.join(folder, "a"), os.path.join(folder, "db")
        os.mkdir(self.root)

    def write(self, generation):
        """Every file is written anew; those beyond the generation's number go."""
        word = word_of(generation)
        for n in range(LEAST + 20):
            path = os.path.join(self.root, f"f{n:02}.txt")
            if n < stories_of(generation):
                with open(path, "w", encoding="ascii") as file:
                    file.write(f"Ferry {word} late\n\nOSLO, May 2, {year_of(generation)} ({source_of(generation)}) - "
                               f"The ferry was {word} for {n} hours.\n\nThe {word} came later.\n")
            elif os.path.exists(path):
                os.remove(path)
        done = subprocess.run([self.index, "-q", "--prune", "-d", self.db, self.root], stdin=subprocess.DEVNULL, capture_output=True)
        demand(done.returncode == 0 and not done.stderr, "wire-index:", done.returncode, done.stderr)


    def touch(self):
        """All files get new times; their contents are as they were."""
        for name in os.listdir(self.root):
            os.utime(os.path.join(self.root, name))
        good, answer = self.tool.ask("run", COMMIT, 0, "/dev/null", self.db + ".out", "-q", "-d", self.db, self.root)
        demand(good and answer == "exit 0\n", "wire-index:", answer)


class Readers:
    def __init__(self, search, cgi, archive):
        self.search_program, self.cgi = search, cgi
        self.archive = archive
        self.generation = 0  # that is surely committed
        self.revisions = {}  # revision: generation
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.asked = 0

    def search(self, *words):
        done = subprocess.run([self.search_program, "-d", self.archive.db, *words], stdin=subprocess.DEVNULL, capture_output=True)
        demand(done.returncode == 0 and not done.stderr, "wire-search", *words, done.returncode, done.stderr.decode())
        return done.stdout.decode()

    def page(self, query):
        environment = {**os.environ, "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "QUERY_STRING": query,
                       "WIRE_DB": self.archive.db}
        done = subprocess.run([self.cgi], env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        head, _, body = done.stdout.decode().partition("\r\n\r\n" if b"\r\n\r\n" in done.stdout else "\n\n")
        demand(done.returncode == 0 and not done.stderr, "page:", done.returncode, done.stderr)
        demand("200 OK" in head, "page:", head)
        return body

    def one_generation(self, text):
        """The generation that a text speaks of: all its words are of it."""
        words = set(WORD.findall(text))
        demand(len(words) == 1, "words of", len(words), "generations:", sorted(words))
        return number_of(words.pop())

    # ---- questions

    def ask_json(self, text):
        answer = json.loads(text)
        generation = self.one_generation(text)
        total = stories_of(generation)
        demand(answer["total"] == total == len(answer["hits"]), "total", answer["total"], "hits", len(answer["hits"]), "want", total)
        demand(len({hit["id"] for hit in answer["hits"]}) == total, "an id twice")
        for hit in answer["hits"]:
            demand((hit["source"], hit["date"]) == (source_of(generation), f"{year_of(generation)}-05-02"), hit)
        facets = {name: [(value["value"], value["count"]) for value in answer["facets"][name]] for name in ("source", "date")}
        demand(facets == {"source": [(source_of(generation), total)], "date": [(f"{year_of(generation)}-05", total)]}, facets)
        with self.lock:
            known = self.revisions.setdefault(answer["revision"], generation)
        demand(known == generation, "revision", answer["revision"], "is of generations", known, generation)

    def ask_search(self):
        self.ask_json(self.search("--json", "--facets", "-n", "100", "ferry"))

    def ask_page_json(self):
        self.ask_json(self.page("q=ferry&format=json&n=100"))

    def ask_page(self):
        body = self.page("q=ferry&n=100")
        total = stories_of(self.one_generation(body))
        hits = body.count("<li>\n<h2")
        demand(hits == total, "the page has", hits, "stories of", total)

    def ask_story(self):
        story = json.loads(self.search("--json", "--show", "file:f03.txt"))
        generation = self.one_generation(story["headline"] + story["body"])
        demand(story["source"] == source_of(generation), story)

    def ask_page_story(self):
        self.one_generation(self.page("id=file:f03.txt"))

    def ask_ids(self):
        ids = self.search("--ids", "ferry").split()
        demand(len(ids) == len(set(ids)) and len(ids) - LEAST in range(20), "ids", len(ids))

    def read(self, first):
        questions = (self.ask_search, self.ask_page_json, self.ask_story, self.ask_page, self.ask_ids, self.ask_page_story)
        asked = first
        try:
            while not self.over.is_set():
                questions[asked % len(questions)]()
                asked += 1
        finally:
            self.over.set()
        with self.lock:
            self.asked += asked - first


def main():
    index, search, cgi, generations = *sys.argv[2:5], int(sys.argv[5])
    folder, start, bad = scratch(), time.monotonic(), 0
    archive = Archive(Tool(sys.argv[1]), index, folder)
    readers = Readers(search, cgi, archive)
    try:
        archive.write(0)
        with concurrent.futures.ThreadPoolExecutor(READERS) as pool:
            reading = [pool.submit(readers.read, 2 * n) for n in range(READERS)]
            try:
                for generation in range(1, generations):
                    if not readers.over.is_set():
                        archive.write(generation)
                    for _ in range(TOUCHES):
                        archive.touch()
            finally:
                readers.over.set()
        for reader in reading:
            if reader.exception():
                print("wrong:", reader.exception())
                bad += 1
    finally:
        shutil.rmtree(folder)
        bad += archive.tool.close() != 0
    print(f"readers: {readers.asked} answers of {len(readers.revisions)} revisions, {generations} written, {bad} wrong, "
          f"{time.monotonic() - start:.0f} s")
    return 1 if bad or len(readers.revisions) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
