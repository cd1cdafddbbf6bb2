# SPDX-License-Identifier: GPL-2.0-or-later
"""Stories to search, generated: real-looking ones of every fact, and tiny ones whose few words repeat, meet and overlap.

A story is a Source, a few texts that are written as a file's story of either format, so that words can be taken out of it
while a disagreement is shrunk. What the archive has of it is what wire-index --extract says; nothing is assumed here.
"""
import os

# Words in their forms, among them those that stems treat in ways of their own (die/dying, using/use, tries/tri).
FAMILIES = [family.split() for family in (
    "oil oils", "ship ships shipping shipped", "port ports", "grain grains", "talk talks talking talked", "deal deals dealing",
    "use uses using used", "die dying died dies", "try tries trying tried", "say says saying said", "price prices priced",
    "trade trades trading traders", "bank banks banking", "strike strikes striking", "vote votes voting voted", "tax taxes",
    "minister ministers ministry", "market markets", "rise rises rising rose", "fall falls falling fell", "visit visits visited",
    "the", "of", "and", "for", "no", "not", "new", "week weeks weekly", "market-led", "quake quakes", "storm storms stormed",
    "election elections elected elect", "border borders", "court courts", "tie tied tying ties", "lie lying lies", "fly flies flying")]
# Words that tokenisers trip over.
TRAPS = ["U.S.", "US", "us", "U.S.'s", "U.K.'s", "U.K.", "AT&T", "O'Brien", "O’Brien's", "10,000", "10000", "3.5", "3.5%", "Erdoğan",
         "Erdogan", "García", "Łódź", "NATO", "ʻIolani", "Xi's", "officials'", "J.P. Morgan", "face-to-face", "don't", "台湾", "Москва"]
JOINED = ["cease-fire", "ceasefire", "cease fire", "cease-fires", "market-led", "no-one"]
FIGURES = ["F-16", "F16", "F-16s", "F16s", "f 16", "COVID-19", "Covid19", "747s", "747", "1980s", "1980"]
SHORT = ["Corp.", "Gen.", "J.P.Morgan", "Yahoo!", "No.", "vs."]
# Words whose stem is another word with a stem of its own: found for it once, which was wrong.
STALE = ["considerably", "consider", "pleased", "pleas", "provisional", "provision", "commissioner", "commission"]
PEOPLE = ["Antony Blinken", "Qin Gang", "Maria García", "Recep Tayyip Erdoğan", "Helen Osgood", "Willy De Clercq", "James Baker",
          "Willy de Clercq", "Recep Tayyip Erdogan", "Maria Garcia"]
TITLED = ["President Reagan", "Mr. de Klerk", "Premier Palaszczuk"]
PLACES = ["BONN", "PARIS", "BEIJING", "LONDON", "TOKYO", "ROME", "HALLE, Germany", "WASHINGTON", "SYDNEY", "OTTAWA"]
MONTHS = ("January February March April May June July August September October November December").split()
AGENCIES = ["AP", "AFP", "Reuters", "UPI", "dpa", "ANSA"]
WRITERS = ["Martha Kline", "John Barrows", "Priya Nair", "Per O'Brien"]


class Source:
    """format: `sgml` (one of many stories of a file) or `text` (a file of its own); number: its NEWID or its name."""
    __slots__ = ("format", "number", "texts")

    def __init__(self, format, number, **texts):
        self.format, self.number, self.texts = format, number, texts

    def changed(self, name, text):
        return Source(self.format, self.number, **{**self.texts, name: text})

    def sgml(self):
        def element(tag, name):
            text = self.texts.get(name, "").replace("&", "&amp;").replace("<", "&lt;")
            return f"<{tag}>{text}</{tag}>\n" if text else ""
        slug = self.texts.get("slug", "")
        return (f'<REUTERS NEWID="{self.number}">\n' + element("DATE", "date") +
                (f"<UNKNOWN>&#5;&#22;&#1;f0001&#31;reute\nu f {slug}   03-03 0050</UNKNOWN>\n" if slug else "") + "<TEXT>\n" +
                element("TITLE", "headline") + element("AUTHOR", "author") + element("DATELINE", "dateline") +
                element("BODY", "body") + "</TEXT>\n</REUTERS>\n")

    def plain(self):
        dateline = self.texts.get("dateline", "")
        parts = [self.texts.get("notice", ""), self.texts.get("headline", ""), self.texts.get("author", ""),
                 (dateline + " " if dateline else "") + self.texts.get("body", "")]
        return "\n\n".join(part for part in parts if part) + "\n"

    def __str__(self):
        return " | ".join(f"{name}: {text!r}" for name, text in self.texts.items() if text)


def write_sources(sources, folder):
    """Write each story under `folder`, which is made."""
    os.makedirs(folder)
    sgml = [source.sgml() for source in sources if source.format == "sgml"]
    if sgml:
        with open(os.path.join(folder, "a.sgm"), "w", encoding="utf-8") as file:
            file.write('<!DOCTYPE lewis SYSTEM "lewis.dtd">\n' + "".join(sgml))
    for source in sources:
        if source.format == "text":
            with open(os.path.join(folder, f"t{source.number:05}.txt"), "w", encoding="utf-8") as file:
                file.write(source.plain())


# ---- tiny stories ----

def tiny_words(rng):
    """The few words of a tiny archive."""
    words = [rng.choice(family) for family in rng.sample(FAMILIES, 3) for _ in range(rng.choice((1, 1, 2)))]
    words += rng.sample(TRAPS, rng.choice((0, 1, 1, 2)))
    if rng.random() < 0.4:
        words += [word for word in JOINED if "cease" in word] + ["fire"]
    at = rng.randrange(0, len(STALE), 2)
    words += STALE[at:at + 2] if rng.random() < 0.2 else []
    words += rng.sample(SHORT, 1) if rng.random() < 0.2 else []
    figures = rng.choice(("16", "9", "747", "80"))
    words += [word for word in FIGURES if figures in word] if rng.random() < 0.3 else []
    return list(dict.fromkeys(words))


def tiny_text(rng, words, most):
    """Words with what stands between words, ends of sentences among it."""
    text = ""
    for i in range(rng.randint(1, most)):
        between = " "
        if rng.random() < 0.15:
            between = rng.choice([", ", "; ", " - ", " (", ") ", "\n\n", ": "])
        if rng.random() < 0.15:
            between = rng.choice([". ", ". ", "! ", '." ', ".\n\n", "? ", ". \"", "... "])
        word = rng.choice(words)
        capital = rng.random() < (0.7 if between[:1] in ".!?" else 0.2)
        text += (between if i > 0 else "") + (word[:1].upper() + word[1:] if capital else word)
    return text


def tiny_source(rng, number, words):
    headline = tiny_text(rng, words, 3).replace("\n\n", " ") if rng.random() < 0.3 else ""
    if headline and rng.random() < 0.2:
        headline = headline.upper()
    return Source("sgml", number, headline=headline, body=tiny_text(rng, words, rng.choice((3, 6, 6, 12))))


# ---- real-looking stories ----

def sentence(rng):
    def word():
        family = rng.choice(FAMILIES)
        return rng.choice(family)
    parts = [word() for _ in range(rng.randint(3, 12))]
    if rng.random() < 0.4:
        parts.insert(rng.randrange(len(parts)), rng.choice(PEOPLE))
    if rng.random() < 0.15:
        parts.insert(rng.randrange(len(parts)), rng.choice(TITLED))
    if rng.random() < 0.5:
        parts.insert(rng.randrange(len(parts)), rng.choice(TRAPS + JOINED + STALE + FIGURES + SHORT))
    text = " ".join(parts)
    return text[:1].upper() + text[1:]


def real_source(rng, number):
    """A story with facts. Undated ones, killed ones and those of the same time are among them."""
    body = "\n\n".join(" ".join(sentence(rng) + rng.choice("...?,") for _ in range(rng.randint(1, 3)))
                       for _ in range(rng.randint(1, 5)))
    headline = sentence(rng) if rng.random() < 0.9 else ""
    if rng.random() < 0.15:
        headline = headline.upper()
    year, month, day = rng.choice((1986, 1987, 1987, 1988, 2003)), rng.randint(1, 12), rng.randint(1, 28)
    place = rng.choice(PLACES)
    if rng.random() < 0.5:
        hours = f"{rng.randint(0, 23):02}:{rng.choice((0, 0, 30)):02}:00.00"
        date = f"{day}-{MONTHS[month - 1][:3].upper()}-{year} {hours}" if rng.random() < 0.9 else ""
        return Source("sgml", number, headline=headline, body=body, date=date,
                      author=f"    by {rng.choice(WRITERS)}, Reuters" if rng.random() < 0.4 else "",
                      dateline=f"{place}, {MONTHS[month - 1]} {day} - " if rng.random() < 0.8 else "",
                      slug=f"BC-{rng.choice(FAMILIES)[0].upper()}-{rng.choice(FAMILIES)[0].upper()}" if rng.random() < 0.6 else "")
    when = f"{MONTHS[month - 1]} {day}, {year}" if rng.random() < 0.6 else f"{MONTHS[month - 1]} {day}"
    notice = "MANDATORY KILL" if rng.random() < 0.08 else ""
    return Source("text", number, notice=notice, headline=headline, body=body,
                  dateline=f"{place}, {when} ({rng.choice(AGENCIES)}) -" if rng.random() < 0.9 else "")


def corpus_sources(folder):
    """The stories of corpus/, a file each."""
    sources = []
    for where, folders, names in sorted(os.walk(folder)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(".txt"):
                with open(os.path.join(where, name), encoding="utf-8", errors="replace") as file:
                    sources.append(Source("text", len(sources), body=file.read().rstrip("\n")))
    return sources
