#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""README.md's searches print what it shows.

usage: test_readme.py SOURCE INDEXER_FOLDER SEARCH_FOLDER BUILD_FOLDER
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT, INDEXER, SEARCH = sys.argv[1:4]


def examples(text):
    """Yield (command, what is shown) of each indented block that begins with `$ wire-search`."""
    for block in re.findall(r"(?:^    .*\n|^\n)+", text, re.M):
        lines = [line[4:] for line in block.strip("\n").split("\n")]
        if lines[0].startswith("$ wire-search"):
            yield lines[0][2:], "\n".join(lines[1:]).strip()


def main():
    passed = failed = 0
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        text = file.read()
    with tempfile.TemporaryDirectory(prefix="wire-readme-") as folder:
        environment = dict(os.environ, PATH=f"{INDEXER}:{SEARCH}:{os.environ['PATH']}")
        os.mkdir(os.path.join(folder, "build"))
        subprocess.run(["wire-index", "-q", "-d", "build/demo.db", "--reference-date", "2024-12-31", os.path.join(ROOT, "corpus")],
                       cwd=folder, env=environment, check=True)
        for command, shown in examples(text):
            run = subprocess.run(["sh", "-c", command + " 2>&1"], cwd=folder, env=environment, capture_output=True, text=True, check=False)
            got = run.stdout.replace(f"file:{ROOT}/", "file:.../").strip()
            if got == shown:
                passed += 1
            else:
                failed += 1
                print(f"{command}\n--- shown\n{shown}\n--- printed\n{got}")
        for command in re.findall(r"`\./run (\w+)", text) + re.findall(r"^    \./run (\w+)", text, re.M):
            known = subprocess.run(["grep", "-q", f"^{command}[) ]", os.path.join(ROOT, "run")], check=False).returncode == 0
            passed, failed = passed + known, failed + (not known)
            if not known:
                print(f"./run has no command '{command}'")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed != 0 or passed < 6)


main()
