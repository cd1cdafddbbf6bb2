#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A model of an archive's life: whatever happens to its files, and however runs end, the database that grew is as one made
afresh, record by record and term by term, and every search answers.

usage: test_life.py LIFE_TOOL STEPS [SEED]     so many runs, each after some changes
       test_life.py LIFE_TOOL --replay FILE    the actions of a list, as a failure prints it

A disagreement is shrunk to few actions, which are printed as a list to be replayed.
"""
import concurrent.futures
import json
import os
import random
import shutil
import sys
import tempfile
import time

from archive import BLOCKS, FOLDERS, NAMES, RAW, TOPS, Archive, content_bytes, identity_of, join, latin
from model import FORMATS, REFERENCES, SOURCES, Model
from tool import Disagreement, Tool, entry_of, must_equal, scratch, stories_of, word

QUERIES = ("ferry", "budget OR strike", "\"market bridge\"", "ferry NEAR/5 river", "=US", "ceasefire", "export*", "date:2019",
           "source:UPI", "person:blinken", "headline:summit", "country:Japan", "-ferry", "")
ASKED_AT_ONCE = 4  # of these, in turn
RUNS_OF_A_LIFE = 100


class Life:
    def __init__(self, tool, base):
        self.tool = tool
        self.base = base
        self.archive = Archive(base)
        self.model = Model()
        self.runs = self.kills = 0
        self.fresh = {}  # place: content, on the disk for the fresh build
        self.started = False

    def path(self, name):
        return os.path.join(self.base, name)

    # ---- the database that grows

    def arguments(self, run, root):
        words = ["-q", "-d", self.path(b"db"), "--root", root]
        for n, option in enumerate(("--reference-date", "--source", "--format")):
            if run["give"][n]:
                words += [option, run["policy"][n]]
        words += {"": [], "prune": ["--prune"], "force": ["--force-prune"]}[run["prune"]]
        words += ["--reindex"] * run["reindex"]
        for glob in run["excludes"]:
            words += ["--exclude", glob]
        return words + [os.path.join(root, operand.encode("latin-1")) for operand in run["operands"]]

    def index(self, arguments, changes, kill_at=0):
        good, answer = self.tool.ask("run", changes, kill_at, "/dev/null", self.path(b"output"), *arguments)
        how, status = answer.split()
        if not good or (how, status) not in (("exit", "0"), ("exit", "1"), ("signal", "9")):
            with open(self.path(b"output"), encoding="latin-1") as file:
                raise Disagreement(f"wire-index: {how} {status}\n{file.read()}")
        return how == "exit"

    def act(self, action):
        if action[0] == "run":
            self.run(action[1])
        else:
            self.archive.act(action)

    def settle(self, run):
        """A run without what it cannot be judged by."""
        run = dict(run)
        if not self.model.allow(self.archive, run):
            run["policy"] = self.model.policy
            if not self.model.allow(self.archive, run):
                return None
        if not self.archive.is_plain():
            run["meanwhile"] = []
        if run["meanwhile"]:
            run.update(operands=[""], prune="force", excludes=[])
        if run["kills"]:
            run["give"] = [True] * 3
        run["give"] = [g or p != old for g, p, old in zip(run["give"], run["policy"], self.model.policy)]
        return run

    def run(self, run):
        run = self.settle(run)
        if run is None:
            return
        before = self.dump(b"db") if run["kills"] and self.started else {}
        for n, kill_at in enumerate(run["kills"]):
            if self.index(self.arguments(run, self.archive.root), run["changes"], kill_at):
                self.started = True
                continue
            self.kills += 1
            self.look_after_kill(before, run)
            if n < len(run["meanwhile"]):
                self.archive.act(run["meanwhile"][n])
        self.index(self.arguments(run, self.archive.root), run["changes"])
        self.started = True
        self.runs += 1
        self.model.after(self.archive, run)
        self.compare()

    def queries(self):
        return [QUERIES[(self.runs + n * 5) % len(QUERIES)] for n in range(ASKED_AT_ONCE)]

    def look_after_kill(self, before, run):
        """What the last commit held is readable, and no story is lost of a file that is as it was."""
        if not self.started:
            return
        for words in (("check", self.path(b"db")), ("ask", self.path(b"db"), *self.queries())):
            good, answer = self.tool.ask(*words)
            if not good:
                raise Disagreement(f"after a kill, {words[0]}: {answer}")
        now = self.dump(b"db")
        same = {place for place, known in self.model.files.items() if known == (self.archive.readable(place), run["policy"])}
        owners = {" term " + word(b"XF" + identity_of(place)).decode() + " 0 at" for place in same}
        lost = [name for name, lines in before.items() if name not in now and not owners.isdisjoint(lines)]
        if lost:
            raise Disagreement(f"a kill lost {lost}")

    # ---- the one made afresh

    def build_afresh(self):
        root = self.path(b"fresh")
        os.makedirs(root, exist_ok=True)
        for place in set(self.fresh) - set(self.model.files):
            os.remove(os.path.join(root, place))
            del self.fresh[place]
        for place, (content, _) in self.model.files.items():
            if self.fresh.get(place) == content:
                continue
            path = os.path.join(root, place)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content_bytes(content))
            self.fresh[place] = content
        shutil.rmtree(self.path(b"fresh.db"), ignore_errors=True)
        policies = {json.dumps(policy) for _, policy in self.model.files.values()} - {json.dumps(self.model.policy)}
        for policy in [json.loads(policy) for policy in sorted(policies)] + [self.model.policy]:
            places = sorted(place for place, known in self.model.files.items() if known[1] == policy)
            words = ["-q", "-d", self.path(b"fresh.db"), "--root", root, "--reference-date", policy[0], "--source", policy[1],
                     "--format", policy[2]]
            self.index(words + ([os.path.join(root, place) for place in places] or ["-"]), 0)

    def dump(self, name):
        good, text = self.tool.ask("dump", self.path(name))
        if not good:
            raise Disagreement(f"{name.decode()} cannot be read: {text}")
        return stories_of(text)

    def compare(self):
        self.build_afresh()
        grown, fresh = self.dump(b"db"), self.dump(b"fresh.db")
        loose = {f"story Q:reuters-21578:{newid}" for newid in self.model.loose}
        for name in sorted(set(grown) | set(fresh)):
            if name.startswith("meta "):
                self.compare_meta(name, grown.get(name), fresh.get(name))
            elif name == "terms":
                if not loose:
                    must_equal(name, grown[name], fresh[name])
            elif name in loose:
                owners = [[line for line in side.get(name, []) if line.startswith(" term XF")] for side in (grown, fresh)]
                must_equal("owners of " + name, *owners)
            else:
                must_equal(name, grown.get(name), fresh.get(name))
        if not loose:
            answers = [self.tool.ask("ask", self.path(name), *self.queries()) for name in (b"db", b"fresh.db")]
            must_equal("answers", *[[str(good)] + text.splitlines() for good, text in answers])

    def compare_meta(self, name, grown, fresh):
        if name == "meta wire.root":
            return
        if name.startswith("meta XF") and grown and fresh:
            grown, fresh = [entry_of(lines[0]) for lines in (grown, fresh)]
            place = next((p for p in self.model.files if word(identity_of(p)).decode() == grown[-1].split("%00")[0]), None)
            if place in self.model.partial:
                return
            if place is None or place in self.model.unread:
                grown[-2] = fresh[-2]
        must_equal(name, grown, fresh)


# ---- drawing actions

def draw_content(r):
    kind = r.random()
    if kind < 0.3:
        return ["text", r.randrange(10**6)]
    if kind < 0.33:
        return ["long", r.randrange(10**6)]
    if kind < 0.38:
        return ["raw", r.choice(RAW)]
    low = 0 if r.random() < 0.2 else 1
    return ["sgml", [[r.randint(low, 9), r.randrange(10**6)] for _ in range(r.randint(1, 4))]]


def draw_cut(r):
    return ["cut", [[r.randint(1, 9), r.randrange(10**6)] for _ in range(r.randint(1, 4))]]


def draw_action(r, archive):
    known = [latin(place) for place in sorted(archive.nodes)] or [""]
    texts = [place for place in known if (archive.content(place.encode("latin-1")) or [""])[0] in ("text", "turned")] or [""]
    fresh = latin(join(r.choice(FOLDERS), r.choice(NAMES)))
    when = r.choice(("now", "past", "past", "future"))
    kinds = {
        "put": (14, lambda: [fresh, draw_content(r), when]),
        "change": (10, lambda: [r.choice(known), draw_content(r), when]),
        "cut": (4, lambda: [r.choice(known), draw_cut(r), when]),
        "rm": (7, lambda: [r.choice(known)]),
        "mv": (5, lambda: [r.choice(known), fresh]),
        "cp": (5, lambda: [r.choice(known), fresh]),
        "swap": (2, lambda: [r.choice(known), r.choice(known)]),
        "redo": (5, lambda: [r.choice(texts)]),
        "touch": (2, lambda: [r.choice(known), when]),
        "block": (4, lambda: [r.choice(known), r.choice(BLOCKS)]),
        "link": (2, lambda: [fresh, r.choice(known)]),
        "out": (2, lambda: [fresh, draw_content(r)]),
        "save": (2, lambda: [r.choice(known), draw_content(r)]),
        "restore": (2, lambda: []),
        "away": (2, lambda: [latin(r.choice(TOPS)), r.random() < 0.5]),
        "back": (4 if archive.away else 0, lambda: [latin(r.choice(sorted(archive.away)))]),
        "reroot": (1, lambda: []),
    }
    name = r.choices(list(kinds), [weight for weight, _ in kinds.values()])[0]
    return [{"change": "put", "cut": "put"}.get(name, name)] + kinds[name][1]()


def draw_mending(archive):
    """What was cut off is whole again: so that the next run may have another policy."""
    return [["put", latin(place), ["sgml", node[1][1]], "past"] for place, node in sorted(archive.nodes.items())
            if node[0] == "file" and node[1][0] == "cut"]


def draw_run(r, life):
    tops = [latin(top) for top in TOPS]
    policy = list(life.model.policy)
    if not life.archive.has_cut() and r.random() < 0.4:
        policy = [r.choice(REFERENCES), r.choice(SOURCES), r.choice(FORMATS) if r.random() < 0.3 else "auto"]
    kills = [r.choice((r.randint(1, 12), r.randint(1, 80))) for _ in range(r.randint(1, 3))] if r.random() < 0.15 else []
    meanwhile = [draw_meanwhile(r, life.archive) for _ in kills] if r.random() < 0.6 else []
    return ["run", {
        "operands": [""] if r.random() < 0.7 else sorted(r.sample(tops, r.randint(1, 2))),
        "policy": policy, "give": [r.random() < 0.2 for _ in range(3)],
        "prune": r.choice(("", "prune", "prune", "force")), "excludes": ["f7*"] if r.random() < 0.1 else [],
        "reindex": r.random() < 0.05, "changes": r.choice((1, 2, 3, 5, 0)), "kills": kills, "meanwhile": meanwhile}]


def draw_meanwhile(r, archive):
    known = [latin(place) for place in sorted(archive.nodes)] or [""]
    kind = r.random()
    if archive.saved and kind < 0.4:
        return ["restore"]
    if kind < 0.7:
        return ["rm", r.choice(known)]
    return ["put", r.choice(known), draw_content(r), "past"]


# ---- lives

def live(tool, actions, folder):
    """Go through the actions; the first disagreement, or None, with how many runs and kills there were."""
    base = tempfile.mkdtemp(dir=folder).encode()
    life = Life(tool, base)
    try:
        for action in actions(life) if callable(actions) else actions:
            life.act(action)
    except Disagreement as fault:
        return str(fault), life
    finally:
        shutil.rmtree(base)
    return None, life


def shrink(tool, actions, folder):
    """A shorter list that still leads to a disagreement: parts are left out as long as it does."""
    size = max(len(actions) // 2, 1)
    while True:
        at = 0
        while at < len(actions):
            shorter = actions[:at] + actions[at + size:]
            if live(tool, shorter, folder)[0]:
                actions = shorter
            else:
                at += size
        if size == 1:
            return actions
        size //= 2


def random_actions(r, runs, done):
    def actions(life):
        while life.runs < runs:
            for _ in range(r.randint(1, 4)):
                done.append(draw_action(r, life.archive))
                yield done[-1]
            for mending in draw_mending(life.archive) if r.random() < 0.3 else ():
                done.append(mending)
                yield mending
            done.append(draw_run(r, life))
            yield done[-1]
    return actions


def one_life(program, folder, seed, runs):
    """A life of so many runs: how many there were, and kills, and what was wrong, with the list that leads to it."""
    tool, done = Tool(program), []
    fault, life = live(tool, random_actions(random.Random(seed), runs, done), folder)
    words = []
    if fault:
        actions = shrink(tool, done, folder)
        words = [f"seed {seed}: {fault}", f"after {len(actions)} actions (test_life.py LIFE_TOOL --replay FILE):",
                 *map(json.dumps, actions), str(live(tool, actions, folder)[0])]
    if tool.close() != 0:
        words.append(f"seed {seed}: life_tool ended badly")
    return life.runs, life.kills, words


def many_lives(program, folder, steps, seed):
    start, runs, kills, bad = time.monotonic(), 0, 0, 0
    jobs = len(os.sched_getaffinity(0))
    size = max(1, min(RUNS_OF_A_LIFE, steps // jobs))
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        sizes = [min(size, steps - at) for at in range(0, steps, size)]
        lives = [pool.submit(one_life, program, folder, seed + n, size) for n, size in enumerate(sizes)]
        for life in concurrent.futures.as_completed(lives):
            ran, killed, words = life.result()
            runs, kills, bad = runs + ran, kills + killed, bad + bool(words)
            print("\n".join(words), end="\n" * bool(words), flush=True)
            if bad:
                pool.shutdown(wait=False, cancel_futures=True)
                break
    print(f"life: {runs} runs, {kills} kills, {bad} disagreements, {time.monotonic() - start:.0f} s")
    return bad == 0


def replay(program, folder, path):
    tool = Tool(program)
    with open(path, encoding="utf-8") as file:
        fault, _ = live(tool, [json.loads(line) for line in file], folder)
    print(fault or "no disagreement")
    return tool.close() == 0 and fault is None


def main():
    program, what, *rest = sys.argv[1:]
    folder = scratch()
    try:
        good = replay(program, folder, rest[0]) if what == "--replay" else many_lives(program, folder, int(what), int((rest + [1])[0]))
    finally:
        shutil.rmtree(folder)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
