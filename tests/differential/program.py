# SPDX-License-Identifier: GPL-2.0-or-later
"""The programs under test: databases made of Sources, and one answer a process."""
import json
import os
import shutil
import subprocess
import tempfile

from stories import write_sources

# Sanitizers and valgrind end a program with such a status, or by a signal.
EXPECTED = (0, 1, 2, 3)


class Program:
    """wire-index and wire-search of two folders; `REFERENCE` gives datelines without a year theirs."""
    REFERENCE = "1988-12-31"

    def __init__(self, index_folder, search_folder):
        self.index = os.path.join(index_folder, "wire-index")
        self.search = os.path.join(search_folder, "wire-search")
        self.runs = 0

    def build(self, sources, name):
        """A database of the stories: (its path, its records in the order in which they were put)."""
        folder = name + ".stories"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(name, ignore_errors=True)
        write_sources(sources, folder)
        options = ["-q", "--root", folder, "--reference-date", self.REFERENCE]
        made = subprocess.run([self.index, *options, "-d", name, folder], capture_output=True, text=True, check=False)
        told = subprocess.run([self.index, *options, "--extract", folder], capture_output=True, text=True, check=False)
        if made.returncode not in (0, 1) or told.returncode not in (0, 1):
            raise RuntimeError(f"wire-index failed: {made.stderr}{told.stderr}")
        records = [json.loads(line) for line in told.stdout.split("\n") if line]
        for record in records:
            record["places"] = record.get("places", [])
            record["surnames"] = record.get("surnames", [])
        return name, records

    def run(self, databases, options, query):
        """(status, standard output, standard error) of one search."""
        command = [self.search]
        for database in databases:
            command += ["-d", database]
        done = subprocess.run([*command, *options, "--", query], capture_output=True, text=True, check=False)
        self.runs += 1
        return done.returncode, done.stdout, done.stderr

    def answer(self, databases, options, query):
        """(status, the JSON document or None, standard error)."""
        status, out, err = self.run(databases, ["--json", *options], query)
        if status not in EXPECTED:
            return status, None, err
        return status, json.loads(out) if out.strip() and status in (0, 1) else None, err


def scratch():
    return tempfile.TemporaryDirectory(prefix="wire-differential-")
