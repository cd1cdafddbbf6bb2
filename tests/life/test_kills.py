#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""wire-index is killed at a random moment of a build or an update: what the last commit held is readable and complete, and
the next run ends the job: the database is as one made afresh.

With more than 250 files a run commits in its middle, too.

usage: test_kills.py LIFE_TOOL WIRE_INDEX WIRE_SEARCH KILLS FILES [SEED]
"""
import os
import random
import shutil
import subprocess
import sys
import time

from archive import content_bytes
from tool import Disagreement, Tool, entry_of, must_equal, scratch, stories_of

UPDATES = 4  # of a database, before another is built


class Killed:
    """An archive of many small files, its database, and the last whole state of both."""

    def __init__(self, programs, folder, size, r):
        self.tool = Tool(programs[0])
        self.index_program, self.search_program = programs[1:]
        self.folder = folder
        self.size = size
        self.r = r
        self.root, self.db, self.fresh = (os.path.join(folder, name) for name in ("a", "db", "fresh.db"))
        self.files = {}  # name: content
        self.known = {}  # the same, as the database had it at its last whole run; the stories of these
        self.stories = {}
        self.seconds = 0.3  # that a run takes, about
        self.kills = 0
        os.mkdir(self.root)

    def write(self, name, content):
        with open(os.path.join(self.root, name), "wb") as file:
            file.write(content_bytes(content))
        self.files[name] = content

    def draw(self):
        if self.r.random() < 0.8:
            return ["text", self.r.randrange(10**6)]
        return ["sgml", [[self.r.randint(1, 60), self.r.randrange(10**6)] for _ in range(3)]]

    def change(self):
        """A part of the files change, some go, some come."""
        for name in sorted(self.files):
            chance = self.r.random()
            if chance < 0.1:
                os.remove(os.path.join(self.root, name))
                del self.files[name]
            elif chance < 0.6:
                self.write(name, self.draw())
        while len(self.files) < self.size:
            self.write(f"f{self.r.randrange(1000)}", self.draw())

    def command(self, db):
        return [self.index_program, "-q", "--prune", "-d", db, "--root", self.root, self.root]

    def kill_one(self):
        """Start a run and kill it: True when it was killed before it ended."""
        process = subprocess.Popen(self.command(self.db), stdin=subprocess.DEVNULL)
        try:
            process.wait(self.r.random() * self.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        status = process.wait()
        if status not in (0, 1, -9):
            raise Disagreement(f"wire-index ended with {status}")
        return status == -9

    def end_job(self, db):
        start = time.monotonic()
        status = subprocess.run(self.command(db), stdin=subprocess.DEVNULL).returncode
        if status != 0:
            raise Disagreement(f"the next run ended with {status}")
        return time.monotonic() - start

    def dump(self, db):
        good, text = self.tool.ask("dump", db)
        if not good:
            raise Disagreement(text)
        return stories_of(text)

    def look_after_kill(self, after):
        """Each story is whole, as it was or as it is to be, and those of files that did not change are there."""
        if not os.path.exists(os.path.join(self.db, "XAPIANDB")) and not self.known:
            return  # killed before there was a database
        good, words = self.tool.ask("check", self.db)
        if not good:
            raise Disagreement(f"after a kill: {words}")
        search = subprocess.run([self.search_program, "-d", self.db, "--json", "--facets", "ferry"], capture_output=True)
        if search.returncode not in (0, 1) or search.stderr and search.returncode == 0:
            raise Disagreement(f"after a kill, wire-search: {search.returncode} {search.stderr.decode()}")
        now = {name: lines for name, lines in self.dump(self.db).items() if name.startswith("story ")}
        for name, lines in now.items():
            if record(lines) not in (record(self.stories.get(name)), record(after.get(name))) and not self.is_shared(name):
                raise Disagreement(f"after a kill, {name} is neither as it was nor as it is to be")
        same = {f" term XF{name} 0 at" for name, content in self.files.items() if self.known.get(name) == content}
        lost = [name for name, lines in self.stories.items() if name not in now and not same.isdisjoint(lines)]
        if lost:
            raise Disagreement(f"a kill lost {lost}")

    @staticmethod
    def is_shared(name):
        """Of a story that several files may hold, the text in force may be of one after the other while a run goes on."""
        return "reuters-21578" in name

    def round(self):
        """Change the archive, kill a run over it at a random moment, look, and let the next one end the job."""
        if self.kills % (UPDATES + 1) == 0:
            shutil.rmtree(self.db, ignore_errors=True)
            self.known, self.stories = {}, {}
        self.change()
        shutil.rmtree(self.fresh, ignore_errors=True)
        self.seconds = self.end_job(self.fresh)
        after = self.dump(self.fresh)
        killed = self.kill_one()
        if killed:
            self.look_after_kill(after)
        self.end_job(self.db)
        self.compare(self.dump(self.db), after)
        self.known = dict(self.files)
        self.stories = {name: lines for name, lines in after.items() if name.startswith("story ")}
        self.kills += killed

    @staticmethod
    def compare(grown, fresh):
        for name in sorted(set(grown) | set(fresh)):
            sides = [side.get(name) for side in (grown, fresh)]
            if name.startswith("meta XF") and None not in sides:
                sides = [entry_of(lines[0]) for lines in sides]
            must_equal(name, *sides)


def record(lines):
    return next((line for line in lines or () if line.startswith(" data ")), None)


def main():
    programs, (kills, size, *seed) = sys.argv[1:4], map(int, sys.argv[4:])
    folder = scratch()
    start, seed, bad = time.monotonic(), (seed or [1])[0], False
    killed = Killed(programs, folder, size, random.Random(seed))
    try:
        while killed.kills < kills:
            killed.round()
    except Disagreement as fault:
        print(f"seed {seed}, after {killed.kills} kills: {fault}")
        bad = True
    finally:
        shutil.rmtree(folder)
        bad = killed.tool.close() != 0 or bad
    print(f"kills: {killed.kills} of {kills} times whole, {time.monotonic() - start:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
