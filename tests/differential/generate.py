# SPDX-License-Identifier: GPL-2.0-or-later
"""Random queries over an archive: a tree, and the options of the search.

Leaves are drawn from the words that the archive's stories have, so that most find something; some have none.
"""
from evaluate import STEMMED
from tree import Node
from words import scan

WORD_FIELDS = ("headline", "person", "place", "by", "slug")
COUNTRY_NAMES = {"DE": ("Germany", "German", "de"), "FR": ("France", "French"), "JP": ("Japan", "japanese"), "GB": ("Britain",),
                 "US": ("American",), "IT": ("Italy", "ITALIAN"), "CN": ("China", "Chinese"), "AU": ("Australia",), "CA": ("Canada",)}
FACETS = ("people", "countries", "source", "date")
MONTHS = ("January February March April May June July August September October November December").split()
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Options:
    """filters: value and date nodes; databases: indexes of those that are searched."""

    def __init__(self, filters=(), sort="relevance", facets=None, facet_limit=None, limit=None, offset=0):
        self.filters, self.sort, self.facets, self.facet_limit = list(filters), sort, facets, facet_limit
        self.limit, self.offset = limit, offset

    def copy(self, **changes):
        made = Options(self.filters, self.sort, self.facets, self.facet_limit, self.limit, self.offset)
        for name, value in changes.items():
            setattr(made, name, value)
        return made

    def filter_options(self):
        names = {"person": "people", "country": "countries"}
        return [part for node in self.filters for part in ("-f", f"{names.get(node.field, node.field)}={node.text}")]

    def __str__(self):
        facets = [] if self.facets is None else ["--facets=" + ",".join(self.facets)]
        limit = [] if self.facet_limit is None else [f"--facet-limit={self.facet_limit}"]
        page = [] if self.limit is None else [f"-n {self.limit} --offset={self.offset}"]
        return " ".join([*self.filter_options(), f"--sort={self.sort}", *facets, *limit, *page])


def last_day(year, month):
    return 29 if month == 2 and year % 4 == 0 and (year % 100 or year % 400 == 0) else LAST_DAYS[month - 1]


def month_of(year, month):
    return f"{year}-{month:02}-01", f"{year}-{month:02}-{last_day(year, month)}"


def decade(year):
    """1980s; the first of a century, 2000s, could be the century, and is an error."""
    first = year // 10 * 10
    return [(f"{first}s", ("period", f"{first}-01-01", f"{first + 9}-12-31"))] if first % 100 else []


def as_written(text, token):
    """The word with what belongs to it and not to its form: the last stop of initials, a possessive."""
    word, behind = text[token.start:token.end], text[token.end:token.end + 3]
    if "." in word and behind.startswith(".") and not word[0].isdigit():
        word, behind = word + ".", behind[1:]
    return word + behind[:2] if behind[:2] in ("'s", "’s") and not behind[2:].isalnum() else word


class Queries:
    """Draws queries for one archive; `surfaces`: the words of its stories as they are written."""

    def __init__(self, rng, stories):
        self.rng, self.stories = rng, stories
        self.surfaces = {field: [] for field in ("", *WORD_FIELDS)}
        self.runs = {field: [] for field in self.surfaces}  # texts as lists of tokens with their place
        for story in stories:
            for field, zones in story.zones.items():
                for zone in zones:
                    self.surfaces[field] += [as_written(zone.text, token) for token in zone.tokens]
                    if zone.tokens:
                        self.runs[field].append(zone)
        known = [field for field in WORD_FIELDS if self.runs[field]]
        self.fields = [""] * (len(known) * 2 + 2) + known + [rng.choice(WORD_FIELDS)]
        zones = [zone for field in STEMMED for zone in self.runs[field]]
        self.hyphened = [zone.text[a.start:b.end] for zone in zones for a, b in zip(zone.tokens, zone.tokens[1:]) if a.hyphen]

    # ---- leaves ----

    def surface(self, field):
        """A word of the archive, in any case."""
        for _ in range(20):
            text = self.rng.choice(self.surfaces[field]) if self.surfaces[field] and self.rng.random() < 0.97 else "zebra"
            if self.rng.random() < 0.3:
                text = self.rng.choice((text.lower(), text.upper(), text.capitalize()))
            if scan(text)[0] and text not in ("AND", "OR", "NOT", "NEAR", "ADJ"):
                return text
        return "zebra"

    def word(self, field):
        if field in STEMMED and self.hyphened and self.rng.random() < 0.1:
            return Node("word", self.rng.choice(self.hyphened), field)
        return Node("word", self.surface(field), field)

    def exact(self, field):
        return Node("exact", self.surface(field), field)

    def prefix(self, field):
        text = self.surface(field)
        form = scan(text)[0][0].form
        cut = form[:self.rng.randint(2, max(2, len(form)))]
        tokens = scan(cut)[0]
        if len(cut) < 2 or len(tokens) != 1 or tokens[0].form != cut:
            return self.word(field)
        return Node("prefix", cut, field)

    def phrase(self, field):
        """Words that stand together in a story, or almost: one of them changed, or none."""
        if not self.runs[field]:
            return self.word(field)
        zone = self.rng.choice(self.runs[field])
        length = self.rng.choice((1, 2, 2, 3, 4))
        start = self.rng.randrange(len(zone.tokens))
        tokens = zone.tokens[start:start + length]
        words = [zone.text[token.start:token.end] for token in tokens]
        text = " ".join(words)
        if self.rng.random() < 0.5:  # with its signs and ends of sentences
            text = zone.text[tokens[0].start:tokens[-1].end].replace("*", " ")
        elif self.rng.random() < 0.2:
            words[self.rng.randrange(len(words))] = self.surface(field)
            text = " ".join(words)
        for quote in '"\u201c\u201d\u201e':
            text = text.replace(quote, "")
        return Node("phrase", text, field)

    def value(self, _=""):
        record = self.rng.choice(self.stories).record
        field = self.rng.choice(("country", "country", "source", "source", "lang", "id", "status", "action"))
        if field == "country":
            code = self.rng.choice(record["countries"] or ["FR"])
            return Node("value", self.rng.choice((code, *COUNTRY_NAMES.get(code, ()))), field, days=code, style=self.rng.randrange(2))
        if field == "status":
            return Node("value", self.rng.choice(("usable", "canceled", "withheld")), field)
        if field == "action":
            return Node("value", self.rng.choice(("new", "kill", "update")), field)
        if field == "id":
            return Node("value", record["id"], field, style=1)
        given = record["source"] if field == "source" else record["language"]
        return Node("value", self.rng.choice((given, given.upper())) or "xx", field)

    def date(self, _=""):
        text, days = self.draw_date()
        return Node("date", text, "date", days=days, style=self.rng.randrange(2))

    def draw_date(self):
        rng = self.rng
        dated = [story.record["date"] for story in self.stories if len(story.record["date"]) == 10]
        year, month, day = map(int, (rng.choice(dated) if dated else "1987-06-14").split("-"))
        later = year + rng.randint(0, 2)
        whole, end = month_of(year, month)
        name = rng.choice((MONTHS[month - 1], MONTHS[month - 1].lower(), MONTHS[month - 1][:3]))
        one = f"{year}-{month:02}-{day:02}"
        quarter = (month - 1) // 3
        suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day, "th")
        choices = [
            (f"{year}", ("period", f"{year}-01-01", f"{year}-12-31")),
            (f"{year}-{month:02}", ("period", whole, end)), (one, ("period", one, one)),
            (f"{year}..{later}", ("period", f"{year}-01-01", f"{later}-12-31")),
            (f"{one}..{later}-12-31", ("period", one, f"{later}-12-31")),
            (f"..{one}", ("period", None, one)), (f"{year}-{month:02}..", ("period", whole, None)),
            (f"..{year}-{month:02}", ("period", None, end)), (f"{name} {year}", ("period", whole, end)),
            (f"{day}{suffix} {name} {year}", ("period", one, one)),
            (f"{MONTHS[month - 1]} {day}, {year}", ("period", one, one)), (f"{month:02}/{year}", ("period", whole, end)),
            (f"{year}-Q{quarter + 1}", ("period", month_of(year, 3 * quarter + 1)[0], month_of(year, 3 * quarter + 3)[1])),
            *decade(year),
            (f"before {year}", ("period", None, f"{year - 1}-12-31")), (f"since {name} {year}", ("period", whole, None)),
            (f"from {name} {year} to {name} {later}", ("period", whole, month_of(later, month)[1])),
            (f"{name} {day}", ("yearless", f"{month:02}-{day:02}")), (f"--{month:02}-{day:02}", ("yearless", f"{month:02}-{day:02}")),
            (name, ("yearless", f"{month:02}-")),
        ]
        if day > 12:
            choices += [(f"{day}/{month:02}/{year}", ("period", one, one)), (f"{one[:7]}-13..{day:02}", ("period", f"{one[:7]}-13", one))]
        return rng.choice(choices)

    # ---- groups ----

    def side(self, field, depth):
        """What NEAR and ADJ take."""
        draw = self.rng.random()
        if depth > 0 and draw < 0.25:
            return self.near(field, depth - 1)
        if depth > 0 and draw < 0.45:
            return Node("or", kids=[self.side(field, depth - 1), self.side(field, depth - 1)])
        leaf = self.rng.choice((self.word, self.word, self.word, self.exact, self.prefix, self.phrase))(field)
        capital = leaf.kind == "exact" and scan(leaf.text)[0][0].capital
        return leaf.copy(kind="word") if capital else leaf  # =US has no place

    def near(self, field, depth):
        n = self.rng.choice((0, 1, 1, 2, 2, 3, 5, 20))
        return Node(self.rng.choice(("near", "adj")), kids=[self.side(field, depth), self.side(field, depth)], n=n)

    def leaf(self, field=None):
        """`field`: within its parentheses, where all are of that field; None: any."""
        rng = self.rng
        if field is None:
            if rng.random() < 0.12:
                return rng.choice((self.value, self.date))()
            field = rng.choice(self.fields)
        draw = rng.random()
        kind = self.word if draw < 0.5 else self.phrase if draw < 0.68 else self.exact if draw < 0.8 else self.prefix
        return kind(field)

    def tree(self, depth, field=None):
        rng = self.rng
        draw = rng.random()
        if depth == 0 or draw < 0.2:
            return self.leaf(field)
        style = rng.randrange(16)
        if field is None and draw < 0.24:  # a reader's query
            return Node("and", kids=[Node("word", self.surface("")), Node("word", self.surface(""))])
        if draw < 0.38:
            inner = field if field is not None else rng.choice(self.fields)
            return self.near(inner, 2)
        if draw < 0.62:
            return Node("and", kids=[self.tree(depth - 1, field) for _ in range(rng.choice((2, 2, 3)))], style=style)
        if draw < 0.82:
            return Node("or", kids=[self.tree(depth - 1, field) for _ in range(rng.choice((2, 2, 3)))], style=style)
        if draw < 0.95 or field is not None:
            yes = None if rng.random() < 0.2 else self.tree(depth - 1, field)
            return Node("not", kids=[yes, self.tree(depth - 1, field)], style=style)
        inner = rng.choice([field for field in self.fields if field] or WORD_FIELDS)
        return Node("in", field=inner, kids=[self.tree(depth - 1, inner)])

    def wrong(self):
        """A query that is an error: wire-search(1) and parse.h say that it is never another query."""
        word = self.surface("")
        other = self.surface("")
        return self.rng.choice((
            f"{word} NEAR/5 (a AND b)", f"{word} ADJ/2 date:1987", f"{word} NEAR/200 {other}", f"({word}", f"{word})", f"{word} AND",
            f"OR {word}", f"x{word[:1]}*y", "=tax*", f'"{word}', f"nofield:{other}", "headline:(person:x)", f"{word} NEAR/0 {other}",
            "headline:talk NEAR/3 port", "date:1987-02-30", "date:06/07/1987", "date:2000s", "country:Nowhere", f"a* {word}", f"!{word}",
            "=US NEAR/2 oil", "oil w/5 port", "oil|port", "date:june 2023", "source:A*", f"{word} NEAR/3 (oil NOT port)", "()", 'headline:""'))

    def options(self):
        rng = self.rng
        filters = []
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3))):
            record = rng.choice(self.stories).record
            field = rng.choice(("person", "person", "country", "country", "source", "date", "date", "lang", "status", "action"))
            if field == "date":
                filters.append(self.date().copy(style=0))
            elif field == "country" and record["countries"]:
                code = rng.choice(record["countries"])
                filters.append(Node("value", code, "country", days=code))
            elif field == "person" and record["people"]:
                filters.append(Node("value", rng.choice(record["people"]), "person"))
            elif field == "source" and record["source"]:
                filters.append(Node("value", rng.choice((record["source"], record["source"].upper())), "source"))
            elif field == "lang" and record["language"]:
                filters.append(Node("value", record["language"], "lang"))
            elif field in ("status", "action"):
                filters.append(Node("value", record[field], field))
        facets = rng.sample(FACETS, rng.randint(1, 4)) if rng.random() < 0.5 else None
        return Options(filters, rng.choice(("relevance", "newest", "oldest")), facets,
                       rng.choice((None, 1, 3, 1000)) if facets else None, rng.choice((0, 1, 2, 5, 10)), rng.choice((0, 0, 1, 3, 50)))
