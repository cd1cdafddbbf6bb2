#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every call that can fail, failing in turn: whatever happens, the answer is the same, or an error with words.

usage: test_faults.py INTERPOSE_SO WIRE_INDEX WIRE_SEARCH WIRE_SEARCH_CGI [--all] [--processes N] [--only JOB[:KIND:MODE[:POINT]]]

A job is one run of a program: build, update, prune, searches, stories, pages. Each is run once without a fault, which counts
its points (interpose.c says what they are), and then once for each point that is tried: a sample, always the same one, or
with --all every one. What must hold after each:

* The output, the words and the exit status are as without the fault ("same"), or the program says on standard error what is
  wrong and ends with 3, or as a page with 500 or 503 and words ("error"). wire-index may also skip a file, name it, and end
  with 1 ("skipped").
* A database holds its last commit: the state that the same run had when it was killed after as many commits. A story that
  was there before and is to be there afterwards is there in every state.
* The next run, without a fault, ends the job: the same stories as without any, term by term, no file left over, and a run
  after that finds nothing to do.
* Nothing crashes but a library that is named in LIBRARIES; its places are counted.

With the sanitizers in the programs their faults count as crashes; leaks do not (Xapian's constructors leak what they had when
memory ends, and so does every run that ends there).
"""
import argparse
import collections
import hashlib
import multiprocessing
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib

import archive

# Whose crashes are not ours to mend. Runtimes are passed over in a stack: they crash on behalf of their callers.
LIBRARIES = ("libxapian.so", "libjansson.so", "libstemmer.so", "libutf8proc.so")
RUNTIME = ("libc.so", "libstdc++.so", "libgcc_s.so", "libasan.so", "libubsan.so", "interpose", "linux-vdso", "ld-linux")
VARIES = re.compile(r"^\d+\.\d s(, \d+ stor(?:y|ies) a second)?$", re.M)
SECONDS = 60  # no run takes so long but one that hangs
MODES = [(kind, mode, 0) for kind in ("ALLOC", "OPEN", "READ", "WRITE", "SYNC", "RENAME", "MAKE", "REMOVE", "MAP", "CLOSE", "TRUNCATE", "STAT", "LOCK")
         for mode in ("once", "rest")] + [("READ", "short", 0), ("WRITE", "short", 0), ("WRITE", "full", 28), ("WRITE", "rest", 122)]

Job = collections.namedtuple("Job", "name program arguments before status")
Run = collections.namedtuple("Run", "status out err report")
Verdict = collections.namedtuple("Verdict", "kind words")

JOBS = [
    Job("build", "index", ("--root", "SRC", "SRC"), "nothing", 0),
    Job("update", "index", ("--root", "SRC", "SRC"), "before", 0),
    Job("prune", "index", ("--prune", "SRC"), "before", 0),
    Job("extract", "index", ("--extract", "SRC"), "nothing", 0),
    Job("words", "search", ("--facets", "blinken AND taiwan NOT korea"), "after", 0),
    Job("phrases", "search", ('"state department" OR beijing NEAR/5 visit OR oil ADJ/2 slips',), "after", 0),
    Job("prefixes", "search", ("--json", "--facets", "tax* OR =Oil date:2023", "-f", "source=UPI", "--sort", "newest"), "after", 0),
    Job("suggestion", "search", ("blinkin AND taiwan",), "after", 1),
    Job("ids", "search", ("--ids", "country:china OR strike"), "after", 0),
    Job("count", "search", ("--count", "person:Blinken OR place:Manila"), "after", 0),
    Job("explain", "search", ("--explain", "taxes OR (quake date:2023-06)"), "after", 0),
    Job("show", "search", ("--show", "file:2023/kept.txt"), "after", 0),
    Job("show as JSON", "search", ("--json", "--show", "file:2023/kept.txt"), "after", 0),
    Job("page", "page", ("q=blinken+OR+taxes&f=source%3DUPI",), "after", 0),
    Job("page without hits", "page", ("q=blinkin",), "after", 0),
    Job("page as JSON", "page", ("q=quake&format=json",), "after", 0),
    Job("page of a story", "page", ("id=file:2023/kept.txt",), "after", 0),
    Job("page of a mistake", "page", ("q=blinken+AND",), "after", 0),
    Job("start page", "page", ("",), "after", 0),
]


class Bench:
    """A folder in which jobs are run. Each process has its own copy of the database, all read the same archive."""

    def __init__(self, folder, programs):
        self.folder, self.programs, self.interpose = folder, programs, programs["interpose"]
        self.source, self.work = os.path.join(folder, "archive"), os.path.join(folder, "work")
        self.known = {}  # what was found out about a state of the database's files
        self.server, self.served = None, None  # the program that waits to be run, and its job

    def at(self, *names):
        return os.path.join(self.folder, *names)

    def serve(self, job):
        """Have the job's program loaded."""
        self.stop()
        os.makedirs(os.path.join(self.work, "tmp"), exist_ok=True)
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": self.work, "TMPDIR": os.path.join(self.work, "tmp"),
                       "WIRE_DB": os.path.join(self.work, "db"), "LD_PRELOAD": self.interpose, "WIRE_FAULT_SERVER": "1",
                       "WIRE_FAULT_REPORT": os.path.join(self.work, "report"),
                       "ASAN_OPTIONS": "verify_asan_link_order=0:handle_abort=1:allocator_may_return_null=1:detect_leaks=0"}
        arguments = [self.source if argument == "SRC" else argument for argument in job.arguments]
        if job.program == "page":
            environment.update(GATEWAY_INTERFACE="CGI/1.1", REQUEST_METHOD="GET", QUERY_STRING=arguments.pop(), SCRIPT_NAME="/search")
        self.server = subprocess.Popen([self.programs[job.program], *arguments], cwd=self.work, env=environment, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, start_new_session=True, text=True)
        self.served = job

    def stop(self):
        if self.server:
            self.server.stdin.close()
            self.server.stdout.close()
            self.server.wait()
        self.server = self.served = None

    def read(self, name):
        path = os.path.join(self.work, name)
        if not os.path.exists(path):
            return ""
        with open(path, "rb") as file:
            return VARIES.sub("N s", file.read().decode("utf-8", "backslashreplace").replace(self.work, ".../"))

    def run(self, job, fault="none"):
        if self.served != job:
            self.serve(job)
        report = os.path.join(self.work, "report")
        if os.path.exists(report):
            os.unlink(report)
        self.server.stdin.write(fault + "\n")
        self.server.stdin.flush()
        if not select.select([self.server.stdout], [], [], SECONDS)[0]:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.stop()
            return Run("hangs", "", "", "")
        status = os.waitstatus_to_exitcode(int(self.server.stdout.readline()))
        return Run(status, self.read("out"), self.read("err"), self.read("report"))

    def prepare(self, job):
        """The database as it is before the job."""
        db = os.path.join(self.work, "db")
        if job.program == "index" and os.path.exists(db):
            shutil.rmtree(db)
        if job.before != "nothing" and not os.path.exists(db):
            shutil.copytree(self.at(job.before), db)


def counts(report):
    """{kind: (points, done)}"""
    return {kind: (int(points), int(done)) for kind, points, done in re.findall(r"^([A-Z]+) (\d+) (\d+)$", report, re.M)}


def files_of(folder):
    return sorted(os.path.relpath(os.path.join(where, name), folder) for where, _, names in os.walk(folder) for name in names)


def digest(folder):
    """Of every file's name and bytes."""
    total = hashlib.sha1()
    for name in files_of(folder):
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        total.update(f"{name} {len(data)}\n".encode() + data)
    return total.hexdigest()


# ---- what a job does without a fault ----

Expected = collections.namedtuple("Expected", "run stories states kept files")


def expect(bench, job):
    """The run without a fault, and of wire-index the state after each commit, too."""
    bench.prepare(job)
    db = os.path.join(bench.work, "db")
    before = archive.dump(db)
    clean = bench.run(job)
    if clean.status != job.status:
        raise AssertionError(f"{job.name}: exit status {clean.status} without a fault: {clean.err}{clean.out}")
    if job.program == "page" and status_of_page(clean) != ("400" if "mistake" in job.name else "200"):
        raise AssertionError(f"{job.name}: {clean.out}")
    if job.program != "index":
        return Expected(clean, None, None, None, None)
    after, files, states = archive.dump(db), files_of(db), [before]
    for renames in range(1, counts(clean.report)["RENAME"][1] + 1):
        bench.prepare(job)
        bench.run(job, f"RENAME:kill:{renames}")
        states.append(archive.dump(db))
    return Expected(clean, after, states, set(before) & set(after), files)


# ---- what it did with one ----

def crash_place(run):
    """The first frame that is no runtime's: 'object+offset name'; None when nothing crashed."""
    frames = re.findall(r"^at (\S+)\+(0x[0-9a-f]+) (\S*)$", run.report, re.M) if "crash " in run.report else \
        [(found[1], found[2], found[0] or "") for found in re.findall(r"^\s*#\d+ 0x[0-9a-f]+ (?:in (.+) )?\(?(\S+?)\+(0x[0-9a-f]+)\)", run.err, re.M)]
    if not frames and "ERROR: " in run.err and "Sanitizer" in run.err or isinstance(run.status, int) and run.status < 0 and not frames:
        return "without a place"
    if not (isinstance(run.status, int) and run.status < 0) and "Sanitizer" not in run.err:
        return None
    for path, offset, name in frames:
        if not os.path.basename(path).startswith(RUNTIME):
            return f"{os.path.basename(path)}+{offset} {name}".strip()
    return "without a place"


def has_words(text):
    """Is there more on standard error than the name of the program?"""
    return any(len(re.sub(r"^wire-[a-z.]+: ", "", line).strip()) >= 8 for line in text.splitlines())


def status_of_page(run):
    found = re.match(r"Status: (\d+) ", run.out)
    return found.group(1) if found else ""


def judge_page(run, clean):
    """None, or what is wrong with the reply of a page that failed."""
    head, _, body = run.out.partition("\r\n\r\n")
    if run.status != 0:
        return None if has_words(run.err) else f"exit status {run.status} without words"
    # Who asks wrongly is told so, if in fewer words.
    if status_of_page(run) == status_of_page(clean) == "400" and has_words(body):
        return None
    if status_of_page(run) not in ("500", "503"):
        return "another page: " + head[:80]
    if not re.search(r"[A-Za-z]{4}.*[A-Za-z]{4}", body) or not has_words(run.err):
        return "a page without words" if has_words(run.err) else "no words in the server's log"
    return None


def judge_output(job, run, clean):
    """What the run said, apart from what it left in the database."""
    place = crash_place(run)
    if place:
        library = place.startswith(LIBRARIES)
        return Verdict("crash" if library else "wrong", place if library else f"crashed at {place}: {run.err[:2000]}")
    if (run.status, run.out, run.err) == (clean.status, clean.out, clean.err):
        return Verdict("same", "")
    if job.program == "page":
        fault = judge_page(run, clean)
        return Verdict("wrong", fault) if fault else Verdict("error", run.err)
    if job.program == "index" and run.status == 1 and re.search(r": (skipped|passed over): \S", run.err):
        return Verdict("skipped", run.err)
    if run.status != 3:
        return Verdict("wrong", f"exit status {run.status}, {run.err!r}, {run.out[:200]!r}")
    if not has_words(run.err):
        return Verdict("wrong", "an error without words")
    if run.out and not clean.out.startswith(run.out):
        return Verdict("wrong", f"an error, and on standard output {run.out[:200]!r}")
    return Verdict("error", run.err)


def differences(have, want):
    missing, more = sorted(set(want) - set(have)), sorted(set(have) - set(want))
    other = [f"{name}: {[part for part in zip(have[name], want[name]) if part[0] != part[1]]}"[:200]
             for name in sorted(set(have) & set(want)) if have[name] != want[name]]
    return f"missing {missing}, too many {more}, other {other}" if missing or more or other else ""


def judge_state(expected, run, verdict, stories):
    """Is what the database holds what the run's last commit had?"""
    renamed = re.search(r"^renamed (-?\d+)$", run.report, re.M)
    commits = max(0, int(renamed.group(1))) if renamed else 0
    lost = expected.kept - set(stories)
    if lost:
        return Verdict("lost", f"{sorted(lost)} are not in the database")
    if verdict.kind == "same":
        fault = differences(stories, expected.stories)
    elif verdict.kind == "error":
        # A fault may be borne, and the run may fail of another one later.
        fault = "" if stories in expected.states[commits:] else differences(stories, expected.states[commits])
    else:
        fault = ""
    return Verdict("wrong", f"the last commit, after {commits} renames, is not what the database holds: {fault}") if fault else None


def judge_next(bench, job, expected):
    """The run that comes after, without a fault."""
    again = bench.run(job)
    db = os.path.join(bench.work, "db")
    if again.status != 0:
        return Verdict("wrong", f"the next run ends with {again.status}: {again.err}")
    fault = differences(archive.dump(db), expected.stories)
    if fault:
        return Verdict("lost" if "missing [']" in fault else "wrong", f"after the next run: {fault}")
    # Tables that have nothing in them are there or not, as a database was begun once or twice.
    left = set(files_of(db)) ^ set(expected.files)
    if left - {"g1/spelling.glass", "g1/synonym.glass"}:
        return Verdict("wrong", f"files are left: {sorted(left)}")
    last = bench.run(job)
    if last.status != 0 or " 0 stories indexed, 0 updated" not in last.out or ", 0 skipped" not in last.out:
        return Verdict("wrong", f"the run after the next finds work to do: {last.out}{last.err}")
    return None


def judge_database(bench, job, expected, run, verdict):
    db = os.path.join(bench.work, "db")
    state = digest(db)
    key = (job.name, state)
    if key not in bench.known:
        stories = archive.dump(db)
        bench.known[key] = (stories, judge_next(bench, job, expected))
    stories, fault = bench.known[key]
    return judge_state(expected, run, verdict, stories) or fault


def judge(bench, job, expected, fault):
    bench.prepare(job)
    run = bench.run(job, fault)
    try:
        verdict = judge_output(job, run, expected.run)
        left = files_of(os.path.join(bench.work, "tmp"))
        if left:
            shutil.rmtree(os.path.join(bench.work, "tmp"))
            return Verdict("wrong", f"temporary files are left: {left}")
        if job.program == "index" and job.name != "extract" and verdict.kind != "wrong":
            return judge_database(bench, job, expected, run, verdict) or verdict
        return verdict
    except OSError as error:
        return Verdict("wrong", f"the database cannot be read: {error}")


# ---- all of them ----

bench_of_process, expected_of = None, {}
job_of = {job.name: job for job in JOBS}


def start_process(folder, programs, expected):
    global bench_of_process
    bench_of_process = Bench(folder, programs)
    bench_of_process.work = tempfile.mkdtemp(prefix="work-", dir=folder)
    expected_of.update(expected)


def expect_job(name):
    bench_of_process.stop()
    shutil.rmtree(bench_of_process.work)
    os.makedirs(bench_of_process.work)
    return name, expect(bench_of_process, job_of[name])


def try_point(task):
    name, kind, mode, point, error = task
    fault = f"{kind}:{mode}:{point}" + (f":{error}" if error else "")
    return task, judge(bench_of_process, job_of[name], expected_of[name], fault)


def sample_size(job, kind, mode):
    """How many points of a kind the sample has. All searches and pages meet the same files: two stand for them."""
    if kind == "ALLOC":
        return (4 if job.program == "index" else 3) if mode == "once" else 1
    return 1 if job.name in ("build", "update", "prune", "words", "page") else 0


def points_of(number, wanted, seed):
    """So many points, evenly spread from a place that `seed` says."""
    if number <= wanted:
        return range(1, number + 1)
    return sorted({1 + (zlib.crc32(seed.encode()) + i * number // wanted) % number for i in range(wanted)})


def tasks_of(job, expected, options):
    number = counts(expected.run.report)
    asked = options.only.split(":") if options.only else []
    for kind, mode, error in MODES:
        if asked[1:3] != [kind, mode][:len(asked[1:3])]:
            continue
        wanted = number[kind][0] if options.all or len(asked) > 1 else sample_size(job, kind, mode)
        points = [int(asked[3])] if len(asked) > 3 else points_of(number[kind][0], wanted, f"{job.name} {kind} {mode}")
        for point in points:
            yield job.name, kind, mode, point, error


def set_up(folder, programs):
    """The archive before and after, and the databases of both."""
    bench = Bench(folder, programs)
    os.makedirs(bench.work)
    build, prune = JOBS[0], JOBS[2]
    db = os.path.join(bench.work, "db")
    archive.write(bench.source, archive.BEFORE)
    bench.run(build)
    shutil.copytree(db, bench.at("before"))
    archive.write(bench.source, archive.AFTER)
    bench.prepare(build)
    bench.run(build)
    fresh = archive.dump(db)
    shutil.copytree(db, bench.at("after"))
    bench.prepare(prune)
    bench.run(prune)
    fault = differences(archive.dump(db), fresh)
    if fault or len(fresh) < 9:
        raise AssertionError(f"a pruned database is not a fresh one: {fault or fresh.keys()}")
    bench.stop()


def tell(totals, crashes, faults, seconds):
    kinds = ("same", "error", "skipped", "crash", "wrong", "lost")
    print(f"{'job':20}{'points':>8}" + "".join(f"{kind:>9}" for kind in kinds))
    for name in list(dict.fromkeys(name for name, _ in totals)) + ["all"]:
        row = collections.Counter()
        for (job, _), found in totals.items():
            if name in (job, "all"):
                row.update(found)
        print(f"{name:20}{sum(row.values()):>8}" + "".join(f"{row[kind]:>9}" for kind in kinds))
    print()
    for kind, mode, error in MODES:
        row = collections.Counter()
        for (_, how), found in totals.items():
            if how == (kind, mode, error):
                row.update(found)
        print(f"{kind + ' ' + mode + (' ' + str(error) if error else ''):20}{sum(row.values()):>8}" + "".join(f"{row[kind]:>9}" for kind in kinds))
    for place, number in crashes.most_common():
        print(f"crashed {number} times in a library: {place}")
    total = sum(sum(found.values()) for found in totals.values())
    print(f"faults: {total} points in {seconds:.0f} s, {len(faults)} of them wrong, {sum(crashes.values())} crashes in libraries")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.splitlines()[2][7:])
    for name in ("interpose", "index", "search", "page"):
        parser.add_argument(name, type=os.path.abspath)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only")
    options = parser.parse_args()
    programs = {name: getattr(options, name) for name in ("interpose", "index", "search", "page")}
    started = time.monotonic()
    # In memory where there is such a folder: nothing here is about the disk's speed.
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="wire-faults-", dir=place) as folder:
        set_up(folder, programs)
        jobs = [job for job in JOBS if not options.only or options.only.split(":")[0] in ("", job.name)]
        with multiprocessing.Pool(options.processes, start_process, (folder, programs, {})) as pool:
            expected = dict(pool.map(expect_job, [job.name for job in jobs], chunksize=1))
        tasks = [task for job in jobs for task in tasks_of(job, expected[job.name], options)]
        totals, crashes, faults = collections.defaultdict(collections.Counter), collections.Counter(), []
        with multiprocessing.Pool(options.processes, start_process, (folder, programs, expected)) as pool:
            for task, verdict in pool.imap(try_point, tasks, chunksize=8):
                name, kind, mode, _, error = task
                totals[name, (kind, mode, error)][verdict.kind] += 1
                if verdict.kind == "crash":
                    crashes[verdict.words] += 1
                if verdict.kind in ("wrong", "lost"):
                    faults.append((task, verdict))
                    print(f"{verdict.kind.upper()} {':'.join(map(str, task[:4]))}: {verdict.words}", flush=True)
                if options.only and options.only.count(":") == 3:
                    print(verdict.kind, verdict.words)
    tell(totals, crashes, faults, time.monotonic() - started)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
