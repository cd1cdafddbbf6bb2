#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Transcripts of whole command lines: standard output, standard error and exit status, to the letter.

usage: test_golden.py SOURCE INDEXER_FOLDER SEARCH_FOLDER [--record]

Each golden/*.txt is run from top to bottom in an empty folder that has `corpus/`. In it a line

    # TEXT      says why
    $ COMMAND   is run by sh
    TEXT        stands for a line of standard output
    ! TEXT      for one of standard error
    [N]         for the exit status, when it is not 0

and empty lines before the next command are white space. Times and folders, which differ from run to run, are shown as N and
`.../`. --record writes the transcripts anew: read the difference before it is committed.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE, INDEXER, SEARCH = (os.path.abspath(path) for path in sys.argv[1:4])
VARIES = [(re.compile(r'"revision":"[^"]+"'), '"revision":"..."'), (re.compile(r"^\d+\.\d s(, \d+ stor(?:y|ies) a second)?$", re.M), lambda found: "N s" + (", N stories a second" if found[1] else ""))]


def run(command, folder):
    """The lines that a transcript has for a command."""
    path = f"{INDEXER}:{SEARCH}:{os.environ['PATH']}"
    environment = {"PATH": path, "WIRE_DB": "db", "LC_ALL": "C.UTF-8", "HOME": folder}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "WIRE_DATA_DIR"):
        if name in os.environ:
            environment[name] = os.environ[name]
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    lines = []
    for stream, mark in ((done.stdout, ""), (done.stderr, "! ")):
        text = stream.decode("utf-8", "backslashreplace").replace(folder + "/", ".../")
        for pattern, replacement in VARIES:
            text = pattern.sub(replacement, text)
        lines += [(mark + line).rstrip() for line in text.split("\n")[:-1]] if text else []
    return trimmed(lines + ([f"[{done.returncode}]"] if done.returncode else []))


def blocks(text):
    """Yield (comments, command or None at the end, expected lines)."""
    before, command, after = [], None, []
    for line in text.split("\n"):
        if line.startswith(("$ ", "# ")) and command is not None:
            yield before, command, after
            before, command, after = [], None, []
        if line.startswith("$ "):
            command = line[2:]
        else:
            (before if command is None else after).append(line)
    yield before, command, after


def trimmed(lines):
    """Without the empty lines at the end."""
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def play(path, record):
    """Run a transcript; returns (passed, failed)."""
    passed = failed = 0
    written = []
    with open(path, encoding="utf-8") as file:
        text = file.read().rstrip("\n")
    with tempfile.TemporaryDirectory(prefix="wire-golden-") as folder:
        folder = os.path.realpath(folder)
        shutil.copytree(os.path.join(SOURCE, "corpus"), os.path.join(folder, "corpus"), ignore=shutil.ignore_patterns(".*"))
        for before, command, after in blocks(text):
            written += before
            if command is None:
                continue
            got, want = run(command, folder), trimmed(after)
            written += ["$ " + command, *got, ""]
            if got == want:
                passed += 1
            else:
                failed += 1
                print(f"FAILED: {os.path.basename(path)}: $ {command}")
                print("\n".join(["--- expected", *want, "--- got", *got]))
    if record:
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(written).rstrip("\n") + "\n")
    return passed, failed


def main():
    results = [play(path, "--record" in sys.argv[4:]) for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden", "*.txt")))]
    passed, failed = (sum(column) for column in zip(*results))
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed != 0 or passed == 0)


main()
