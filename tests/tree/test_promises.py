#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""tests/README.md: each row names a test file and cases that are there.

usage: test_promises.py SOURCE ...
"""
import os
import re
import sys

ROW = re.compile(r"^\| (?P<promise>.+) \| (?P<file>[\w/.]+) \| (?P<cases>`.+`) \|$")


def stands(case, path, text):
    """A function of C or Python by its definition, any other case by its words."""
    if path.endswith(".c"):
        return re.search(rf"^static void {re.escape(case)}\(void \*\*state\)", text, re.M)
    if path.endswith(".py"):
        return re.search(rf"\bdef {re.escape(case)}\(", text)
    return f'"{case}"' in text or f"'{case}'" in text


def main():
    folder = os.path.join(sys.argv[1], "tests")
    passed, failed = 0, 0
    with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
        lines = file.read().splitlines()
    for number, line in enumerate(lines, 1):
        if not line.startswith("| ") or line.endswith("| case |"):
            continue
        row = ROW.match(line)
        faults = [] if row else ["not a row of promise, test and case"]
        path = os.path.join(folder, row["file"]) if row else ""
        if row and not os.path.isfile(path):
            faults = [f"there is no {row['file']}"]
        elif row:
            with open(path, encoding="utf-8") as file:
                text = file.read()
            faults = [f"{row['file']} has no '{case}'" for case in re.findall(r"`([^`]+)`", row["cases"])
                      if not stands(case, path, text)]
        for fault in faults:
            print(f"FAILED: tests/README.md:{number}: {fault}")
        passed, failed = passed + (not faults), failed + len(faults)
    print(f"{passed} passed, {failed} failed")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
