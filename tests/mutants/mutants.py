#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes one small thing of the project's own code at a time and asks whether a test fails.

usage: mutants.py [N] [--seed S] [--files GLOB]   N (default 200) changes drawn at random over shim/ indexer/ search/
       mutants.py --list FILE                     the changes that FILE names: all must die

Works in a copy of the tree (build/mutants/), never in the checkout. Once for a state of the tree, each test is run in a
build for gcov, which gives the lines it runs, and in a plain build, which gives its time and which tests hold. Then for
each change: what changed is built, and the tests that run its statement are run, the quickest first, until one fails. A
test that takes ten times as long as it does is a failure. Changes that do not compile, or that give the same code, are
drawn anew. What lives is tried again in a build with sanitizers, as `./run test` has them, with the quickest of its tests.

Those that live are listed, and written to build/mutants/live.txt, which --list takes. Exit status 1 when fewer died than
must: 95 % of those at random, all of a list.

A list: the file (`path`, or `path:line` where the text stands more than once), then lines that begin with `-` (the text
as it is) and `+` (as it shall be); an empty line ends a change, `#` begins a comment.
"""
import argparse
import fcntl
import fnmatch
import hashlib
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from places import Source  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORK = os.path.join(ROOT, "build", "mutants")
TREE = os.path.join(WORK, "tree")
FOLDERS = ("shim/", "indexer/", "search/")
PROGRAMS = ("wire-index", "wire-train", "wire-search", "wire-search.cgi")
# These judge the text of the tree, not what it does; or they need everything built.
LEFT_OUT = re.compile(r"tree\.test_(?!readme)")
MUST_DIE = 0.95
MEMORY = 4 << 30
SANITIZED_SECONDS = 3  # of the plain build
BUILDS = {
    "plain": ("-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_FLAGS_DEBUG=-O2 -g0", "-DCMAKE_CXX_FLAGS_DEBUG=-O2 -g0"),
    "coverage": ("-DCMAKE_BUILD_TYPE=Debug", "-DWIRE_COVERAGE=ON", "-DCMAKE_C_FLAGS_DEBUG=-O0 -g0", "-DCMAKE_CXX_FLAGS_DEBUG=-O0 -g0"),
    "sanitize": ("-DCMAKE_BUILD_TYPE=Debug", "-DWIRE_SANITIZE=ON", "-DCMAKE_C_FLAGS_DEBUG=-O1 -g", "-DCMAKE_CXX_FLAGS_DEBUG=-O1 -g"),
}


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def copy_tree():
    """Bring the copy up to the checkout (but for this folder); returns a digest of it. What is as it was keeps its time."""
    listed = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout
    names = sorted(name for name in os.fsdecode(listed).split("\0") if os.path.isfile(os.path.join(ROOT, name)) and not name.startswith("tests/mutants/"))
    digest = hashlib.sha256()
    for name in names:
        data, target = read(os.path.join(ROOT, name)), os.path.join(TREE, name)
        if name.endswith("CMakeLists.txt"):
            data = data.replace(b" CONFIGURE_DEPENDS", b"")  # each build would look for new files
        if not os.path.exists(target) or read(target) != data:
            write(target, data)
        shutil.copymode(os.path.join(ROOT, name), target)
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    wanted = set(names)
    for where, _, files in os.walk(TREE):
        for name in files:
            if os.path.relpath(os.path.join(where, name), TREE) not in wanted:
                os.remove(os.path.join(where, name))
    return digest.hexdigest()


class Test:
    def __init__(self, described, build):
        properties = {p["name"]: p["value"] for p in described.get("properties", ())}
        self.name, self.command = described["name"], described["command"]
        self.folder = properties.get("WORKING_DIRECTORY", build)
        self.environment = dict(pair.split("=", 1) for pair in properties.get("ENVIRONMENT", ()))
        self.skipped = properties.get("SKIP_RETURN_CODE")
        self.targets = self.what_it_needs(build)

    def what_it_needs(self, build):
        said = " ".join(self.command + list(self.environment.values()))
        own = re.findall(re.escape(build) + r"/tests/([\w.-]+)", said)
        programs = PROGRAMS if re.search(re.escape(build) + r"/(indexer|search)\b", said) else ()
        return frozenset(own) | frozenset(programs)

    def run(self, limit, memory=MEMORY):
        """Whether it passed within `limit` seconds. Whatever it started ends with it."""
        def bounds():
            if memory:
                resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        scratch = os.path.join(WORK, "tmp")
        os.makedirs(scratch, exist_ok=True)
        process = subprocess.Popen(self.command, cwd=self.folder, env=dict(os.environ, TMPDIR=scratch, **self.environment), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=bounds)
        try:
            return process.wait(limit) in (0, self.skipped)
        except subprocess.TimeoutExpired:
            return False
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
            shutil.rmtree(scratch, ignore_errors=True)


class Build:
    """One build folder of the copy."""
    def __init__(self, name):
        self.name, self.folder = name, os.path.join(WORK, name)

    def ninja(self, *targets):
        return subprocess.run(["ninja", *targets], cwd=self.folder, capture_output=True, text=True, check=False)

    def whole(self):
        """Configure and build all of it."""
        # A cache of objects knows nothing of the .gcno files' places.
        environment = dict(os.environ, CCACHE_DISABLE="1") if self.name == "coverage" else None
        subprocess.run(["cmake", "-S", TREE, "-B", self.folder, "-G", "Ninja", *BUILDS[self.name]], check=True, stdout=subprocess.DEVNULL)
        built = subprocess.run(["ninja"], cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        if built.returncode:
            sys.exit(f"mutants: the {self.name} build failed\n{built.stdout}{built.stderr}")

    def tests(self):
        shown = subprocess.run(["ctest", "--show-only=json-v1"], cwd=self.folder, capture_output=True, check=True).stdout
        found = [Test(described, self.folder) for described in json.loads(shown)["tests"] if "command" in described]
        return {test.name: test for test in found if not LEFT_OUT.match(test.name)}

    def objects(self):
        """The object files of each source, by its path in the tree."""
        found = {}
        for entry in json.loads(read(os.path.join(self.folder, "compile_commands.json"))):
            source = os.path.relpath(entry["file"], TREE)
            output = entry.get("output") or re.search(r" -o (\S+)", entry["command"])[1]
            found.setdefault(source, []).append(os.path.relpath(os.path.join(entry["directory"], output), self.folder))
        return found


def lines_run(build):
    """The lines that the last run executed, by path."""
    data = [os.path.join(where, name) for where, _, names in os.walk(build.folder) for name in names if name.endswith(".gcda")]
    data = [path for path in data if not path.startswith(os.path.join(build.folder, "tests"))]
    lines = {}
    if data:
        shown = subprocess.run(["gcov", "--json-format", "--stdout", *data], cwd=build.folder, capture_output=True, text=True, check=False).stdout
        for report in shown.splitlines():
            for file in json.loads(report)["files"]:
                path = os.path.relpath(os.path.join(build.folder, file["file"]), TREE)
                lines.setdefault(path, set()).update(line["line_number"] for line in file["lines"] if line["count"])
    return lines


def remove_counts(build):
    for where, _, names in os.walk(build.folder):
        for name in names:
            if name.endswith(".gcda"):
                os.remove(os.path.join(where, name))


class Baseline:
    """What is known of the tree unchanged: each test's time, the lines it runs, each source's object files."""
    def __init__(self):
        digest = copy_tree()
        self.builds = {"plain": Build("plain")}
        self.builds["plain"].whole()
        kept = os.path.join(WORK, "baseline.json")
        known = json.loads(read(kept)) if os.path.exists(kept) else {}
        if known.get("digest") != digest:
            known = {"digest": digest, "times": self.measure(), "runs": self.cover()}
            write(kept, json.dumps(known).encode())
        self.times, self.runs = known["times"], known["runs"]
        self.tests = {name: test for name, test in self.builds["plain"].tests().items() if name in self.times}
        self.sources = self.builds["plain"].objects()
        self.unchanged = {path: read(os.path.join(self.builds["plain"].folder, path)) for paths in self.sources.values() for path in paths}

    def measure(self):
        times = {}
        for test in self.builds["plain"].tests().values():
            start = time.monotonic()
            if test.run(600):
                times[test.name] = time.monotonic() - start
            else:
                print(f"mutants: {test.name} fails on the tree as it is, and is left out", flush=True)
        return times

    def cover(self):
        """path -> line -> the tests that run it."""
        build = Build("coverage")
        build.whole()
        runs = {}
        for test in build.tests().values():
            remove_counts(build)
            test.run(600, None)
            for path, executed in lines_run(build).items():
                for line in executed:
                    runs.setdefault(path, {}).setdefault(str(line), []).append(test.name)
        return runs

    def covering(self, path, first, last):
        """
        The tests that run one of these lines, the quickest first; where none is known to, those of the file: there may be
        no code in the lines, and of what a server ended at once no counts are left.
        """
        runs = self.runs.get(path, {})
        names = {name for line in range(first, last + 1) for name in runs.get(str(line), ())} or {name for of_line in runs.values() for name in of_line}
        return [self.tests[name] for name in sorted(names & set(self.tests), key=self.times.get)]

    def quickest(self, tests, build):
        """The same tests in the other build, but for those that would take long there: one run of the place is enough."""
        theirs, taken, seconds = build.tests(), [], 0
        for test in tests:
            seconds += self.times[test.name]
            if taken and seconds > SANITIZED_SECONDS:
                break
            taken.append(theirs[test.name])
        return taken

    def sanitized(self):
        if "sanitize" not in self.builds:
            self.builds["sanitize"] = Build("sanitize")
            self.builds["sanitize"].whole()
        return self.builds["sanitize"]


class Mutant:
    def __init__(self, path, text, start, end, new, lines):
        self.path, self.before, self.lines = path, text, lines
        self.after = text[:start] + new + text[end:]
        self.line = text.count("\n", 0, start) + 1
        from_margin = text.rfind("\n", 0, start) + 1
        to_margin = len(text) if text.find("\n", end) < 0 else text.find("\n", end)
        self.old = text[from_margin:to_margin]
        self.new = self.after[from_margin:to_margin + len(new) - (end - start)]

    def shown(self):
        show = lambda mark, text: "".join(mark + line + "\n" for line in text.split("\n"))
        return f"{self.path}:{self.line}\n" + show("-", self.old) + show("+", self.new)

    def put(self, text):
        write(os.path.join(TREE, self.path), text.encode())

    def compiles(self, baseline):
        """Whether it compiles into other code."""
        build = baseline.builds["plain"]
        objects = baseline.sources[self.path]
        if build.ninja(*objects).returncode:
            return False
        return any(read(os.path.join(build.folder, path)) != baseline.unchanged[path] for path in objects)

    def killed_by(self, baseline, build, tests, limit):
        """The first test that fails, or None."""
        built, memory = set(), None if build.name == "sanitize" else MEMORY
        for test in tests:
            if not test.targets <= built and build.ninja(*test.targets).returncode:
                return "the build"
            built |= test.targets
            if not test.run(limit(test), memory):
                return test.name
        return None

    def judge(self, baseline):
        """What it dies of, "" when it lives, None when it is no change."""
        tests = baseline.covering(self.path, *self.lines)
        self.put(self.after)
        try:
            if not self.compiles(baseline):
                return None
            plain = self.killed_by(baseline, baseline.builds["plain"], tests, lambda test: 10 * baseline.times[test.name] + 3)
            if plain or not tests:
                return plain or ""
            build = baseline.sanitized()
            return self.killed_by(baseline, build, baseline.quickest(tests, build), lambda test: 300) or ""
        finally:
            self.put(self.before)


def at_random(seed, pattern):
    """Mutants without end; each place is as likely as another, and comes once."""
    rng, choices = random.Random(seed), []
    for where in FOLDERS:
        for folder, _, names in sorted(os.walk(os.path.join(TREE, where))):
            for name in sorted(names):
                path = os.path.relpath(os.path.join(folder, name), TREE)
                if path.endswith((".c", ".cc")) and fnmatch.fnmatch(path, pattern):
                    choices += Source(path, read(os.path.join(TREE, path)).decode()).places()
    rng.shuffle(choices)
    for changes in choices:
        place = rng.choice(changes)
        text = read(os.path.join(TREE, place.path)).decode()
        yield Mutant(place.path, text, place.start, place.end, place.new, (place.first, place.last))


def found_at(text, old, line):
    """Where `old` stands in the text, nearest to the line; -1 when it does not, or when that cannot be said."""
    found = [match.start() for match in re.finditer(re.escape(old), text)]
    if line is None:
        return found[0] if len(found) == 1 else -1
    return min(found, key=lambda at: abs(text.count("\n", 0, at) + 1 - line), default=-1)


def from_list(path):
    for change in re.split(r"\n\s*\n", re.sub(r"^#.*\n", "", read(path).decode(), flags=re.M).strip("\n")):
        head, *rest = change.split("\n")
        name, _, line = head.partition(":")
        old, new = ("\n".join(part[1:] for part in rest if part[:1] == mark) for mark in "-+")
        text = read(os.path.join(TREE, name)).decode()
        at = found_at(text, old, int(line) if line else None)
        if not old or at < 0:
            sys.exit(f"mutants: {path}: this text does not stand in {name} once:\n{old}")
        first = text.count("\n", 0, at) + 1
        yield Mutant(name, text, at, at + len(old), new, (first, first + old.count("\n")))


def main():
    parser = argparse.ArgumentParser(usage="mutants.py [N] [--seed S] [--files GLOB] | --list FILE")
    parser.add_argument("n", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", default="*")
    parser.add_argument("--list")
    options = parser.parse_args()
    os.makedirs(WORK, exist_ok=True)
    lock = open(os.path.join(WORK, "lock"), "wb")
    fcntl.flock(lock, fcntl.LOCK_EX)  # two runs would change one copy
    baseline = Baseline()
    mutants = from_list(options.list) if options.list else at_random(options.seed, options.files)
    wanted = None if options.list else options.n
    tried, live = 0, []
    write(os.path.join(WORK, "live.txt"), b"")
    for mutant in mutants:
        if tried == wanted:
            break
        start = time.monotonic()
        killer = mutant.judge(baseline)
        if killer is None and not options.list:
            continue
        tried += 1
        print(f"{tried:4} {'dead' if killer else 'LIVE'} {time.monotonic() - start:5.1f} s  {killer or ''}\n{mutant.shown()}", flush=True)
        if not killer:
            live.append(mutant.shown())
            write(os.path.join(WORK, "live.txt"), "\n".join(live).encode())
    died = tried - len(live)
    print(f"mutants: {died} of {tried} died ({100 * died / max(tried, 1):.1f} %), {len(live)} live" + ("".join("\n\n" + shown for shown in live)).rstrip())
    return 0 if died >= tried * (1 if options.list else MUST_DIE) else 1


if __name__ == "__main__":
    sys.exit(main())
