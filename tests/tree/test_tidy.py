#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""clang-tidy with the checks of .clang-tidy over the programs' sources: silent, or a failure a file.

usage: test_tidy.py SOURCE INDEXER_FOLDER SEARCH_FOLDER BUILD_FOLDER     (BUILD_FOLDER has compile_commands.json)
Exits with 77 (skipped) where there is no clang-tidy.
"""
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys

ROOT, BUILD = os.path.realpath(sys.argv[1]), sys.argv[4]
CODE = tuple(os.path.join(ROOT, folder) + os.sep for folder in ("shim", "indexer", "search"))


def check(path):
    done = subprocess.run(["clang-tidy", "-p", BUILD, "--quiet", path], capture_output=True, text=True, check=False)
    return path, done.returncode == 0, done.stdout


def main():
    if shutil.which("clang-tidy") is None:
        print("skipped: there is no clang-tidy")
        return 77
    with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as file:
        sources = sorted({os.path.realpath(entry["file"]) for entry in json.load(file)})
    sources = [path for path in sources if path.startswith(CODE)]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for path, good, said in pool.map(check, sources):
            if not good:
                failed += 1
                print(os.path.relpath(path, ROOT) + ":", said, sep="\n")
    print(f"{len(sources) - failed} passed, {failed} failed")
    return failed != 0 or not sources


sys.exit(main())
