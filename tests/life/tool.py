# SPDX-License-Identifier: GPL-2.0-or-later
"""life_tool (life_tool.c), and what a database holds as it tells it."""
import os
import subprocess
import tempfile


class Disagreement(Exception):
    pass


def word(value):
    data = value if isinstance(value, bytes) else str(value).encode()
    return b"".join(b"%c" % c if 0x20 < c < 0x7F and c != 0x25 else b"%%%02X" % c for c in data) or b"%"


class Tool:
    """life_tool, which does what it is told line by line."""

    def __init__(self, program):
        # Xapian's own check of a database (1.4.22) frees an object by the size of another class.
        sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":new_delete_type_mismatch=0:quarantine_size_mb=8:max_malloc_fill_size=0"
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env={**os.environ, "ASAN_OPTIONS": sanitizer})

    def ask(self, *words):
        self.process.stdin.write(b" ".join(map(word, words)) + b"\n")
        self.process.stdin.flush()
        head = self.process.stdout.readline().split()
        if len(head) != 2:
            raise RuntimeError("life_tool has ended")
        return head[0] == b"ok", self.process.stdout.read(int(head[1])).decode()

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()


def stories_of(dump):
    """A dump as {story or 'terms' or metadata: its lines}."""
    parts, name = {}, None
    for line in dump.splitlines():
        if line.startswith(" "):
            parts[name].append(line)
        else:
            name = line if not line.startswith("meta ") else " ".join(line.split(" ")[:2])
            parts[name] = [line] if line.startswith("meta ") else []
    return parts


def entry_of(line):
    """A ledger's entry without its time: size, contents, policy, stories, faults, again, identity with its faults' words."""
    words = line.split(" ", 2)[2].split("%20", 7)
    return words[:1] + words[2:]


def must_equal(what, grown, fresh):
    if grown == fresh:
        return
    if grown is None or fresh is None:
        raise Disagreement(f"{what} is only in the database {'made afresh' if grown is None else 'that grew'}")
    lines = [f"- {line}" for line in fresh if line not in grown] + [f"+ {line}" for line in grown if line not in fresh]
    raise Disagreement(f"{what}: made afresh (-), and as it grew (+)\n" + "\n".join(line[:400] for line in lines[:30]))


def scratch():
    """A folder for an archive and its databases: in memory, where there is such; a kill loses no page that was written."""
    return tempfile.mkdtemp(prefix="wire-life-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
