# SPDX-License-Identifier: GPL-2.0-or-later
"""The small archive that faults are tried on, before and after a day's changes, and what a database holds of it."""
import json
import os
import re
import shutil
import subprocess
import zlib

RECORD = """<REUTERS NEWID="{id}"><DATE>12-MAY-1987 09:14:55.21</DATE><TEXT><TITLE>{title}</TITLE>
<DATELINE>    SANTIAGO, May 12 - </DATELINE><BODY>{body}
 Reuter
</BODY></TEXT></REUTERS>
"""
KEPT = """Blinken to press Beijing on military hotline

WASHINGTON, June 16 (UPI) -- Secretary of State Antony Blinken will visit Beijing on Sunday, the State Department said.

China has said that Taiwan will be at the top of its list. Talks on taxes and chips were planned, too.
"""
CHANGED = """UPDATE {take}-Oil slips as traders weigh Chinese demand

LONDON, June 13, 2023 (Reuters) - Oil prices fell by {take} percent on Tuesday as doubts about Chinese demand outweighed a cut in Saudi output.

"The market wants to see cargoes, not promises," said Ingrid Holm, an analyst at Nordgate Securities in Oslo.
"""
GONE = """Ferry strike ends at Dover

DOVER, England, June 12, 2023 (AP) - A strike of ferry crews ended on Monday, the port said.
"""
NEW = """Quake shakes northern Philippines

MANILA, June 15, 2023 (AFP) - A strong earthquake shook the northern Philippines on Thursday, the state seismologist said.
"""
# Longer than what Xapian inflates at one time, so that it is read back when it is stored.
LONG = "Taxes on chips from Taiwan to rise\n\nTAIPEI, June 10, 2023 (Kyodo) - Customs men said so.\n\n" + "".join(
    f"Item {number}: a tax of {number * 7919 % 10007} dollars on lot {number * 104729 % 99991}.\n\n" for number in range(230))


def sgml(*stories):
    return "".join(RECORD.format(id=number, title=title, body=body) for number, title, body in stories)


ONE, TWO, THREE = ((7, "MINERS CALL OFF STRIKE", "Miners at the pit have called off a strike, their union said."),
                   (8, "HARTWELL TOOL CO 4TH QTR NET", "Shr 31 cts vs 28 cts. Net 1,204,000 vs 1,089,000."),
                   (9, "COFFEE TALKS GO ON", "Talks on coffee quotas will go on in London, delegates said."))
FOUR = (10, "WHEAT SOLD TO EGYPT", "The department said 120,000 tonnes of wheat were sold to Egypt.")
MENDED = (7, "MINERS CALL OFF STRIKE", "Miners at the copper pit have called off a strike of three weeks, their union said.")

BEFORE = {"2023/kept.txt": KEPT, "2023/changed.txt": CHANGED.format(take=1), "2023/gone.txt": GONE,
          "wire.sgm": sgml(ONE, TWO, THREE), "again.sgm": sgml(TWO, THREE)}
AFTER = {"2023/kept.txt": KEPT, "2023/changed.txt": CHANGED.format(take=2), "2023/new.txt": NEW, "2023/long.txt": LONG,
         "wire.sgm": sgml(MENDED, TWO, FOUR), "again.sgm": sgml(TWO, THREE)}
# Names that lie before what they lead to: what is there has one name, however it is reached.
LINKS = {"2023/also-kept.txt": "kept.txt", "linked": "../outside"}


def write(folder, files):
    """Make `folder` hold these files, each with the time that its text has in any run."""
    shutil.rmtree(folder, ignore_errors=True)
    outside = os.path.join(os.path.dirname(folder), "outside")
    os.makedirs(outside, exist_ok=True)
    for name, text in {**files, "../outside/linked.txt": GONE.replace("Dover", "Calais")}.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        time = 1600000000 + zlib.crc32(text.encode()) % 1000000
        os.utime(path, (time, time))
    for name, target in LINKS.items():
        os.symlink(target, os.path.join(folder, name))


def tool(*command):
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        raise OSError(f"{' '.join(command)[:200]}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode("utf-8", "backslashreplace")


def dump(db):
    """{id: (record, terms with their number in the story)}, by Xapian's own tools; {} where no database stands yet."""
    if not os.path.exists(os.path.join(db, "XAPIANDB")):
        return {}
    tool("xapian-check", os.path.join(db, "g1"))
    docids = tool("xapian-delve", "-1", "-t", "", db).splitlines()[1:]
    stories = {}
    if not docids:
        return stories
    text = tool("xapian-delve", "-1", "-v", "-d", *(f"-r{docid}" for docid in docids), db)
    records = re.findall(r"^Data for record #(\d+):\n(.*)$", text, re.M)
    terms = dict(re.findall(r"^Term List for record #(\d+)[^\n]*:\n(.*?)(?=^Term List|\Z)", text, re.M | re.S))
    for docid, record in records:
        # The last number is how many stories have the term, which is not this story's.
        stories[json.loads(record)["id"]] = (record, tuple(line.rsplit(" ", 1)[0] for line in terms[docid].splitlines()))
    return stories
