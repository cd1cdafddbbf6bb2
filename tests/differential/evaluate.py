# SPDX-License-Identifier: GPL-2.0-or-later
"""What a query finds, by brute force over extracted records (wire-index --extract); no index, no shared code.

Where each rule comes from: what is searched (wire-search(1): plain words search headline, places and body, a field its
own texts), any form of a word by its stem and phrases by forms (wire-search(1), "QUERY LANGUAGE"), words with hyphens
(the same, and search/engine/joined.h), `=US` (the same; text.h: capitals say nothing in a text all in capitals), NEAR and
ADJ over sets of positions, values folded but for countries and ids (schema.h), killed and withheld stories
(wire-search(1), LIMITS), order and facets (wire-search(1), --sort and --facets).

A match of a part of the query in a text is a set of positions; a part that measures distances has a list of them.
"""
import collections
import datetime

from words import fold, is_shouted, scan, stem

NEAR_DEFAULT = 10
JOINED_MIN = 2        # bytes: a shorter word is not two
MATCHES_MAX = 3000    # sets of positions that are gone through
HIDDEN = ("canceled", "withheld")
STEMMED = ("", "headline")
WHOLE = {"country": "countries", "source": "source", "lang": "language", "status": "status", "action": "action", "id": "id"}
FACETS = {"people": "people", "countries": "countries", "source": "source", "date": "date"}


class TooMany(Exception):
    """More matches than are gone through: the query is passed over."""


class Zone:
    """One text that phrases and distances do not leave. The end of a sentence stands at a position, as the word "."."""

    def __init__(self, text, stemmed):
        self.text = text
        self.tokens, twins, stops = scan(text)
        self.by_form = collections.defaultdict(list, {".": stops} if stops else {})
        self.by_stem = collections.defaultdict(list)
        self.capitals = collections.defaultdict(list)
        self.twins = twins if stemmed else []
        shouted = is_shouted(text)
        for token in self.tokens:
            self.by_form[token.form].append(token.position)
            if stemmed:
                self.by_stem[stem(token.form)].append(token.position)
            if stemmed and token.capital and not shouted:
                self.capitals[token.form].append(token.position)


class Story:
    def __init__(self, record, order):
        self.record, self.id, self.order = record, record["id"], order
        headline = [record["headline"]]
        texts = {"": headline + record["places"] + [record["body"]], "headline": headline,
                 "person": record["people"] + record["surnames"], "place": record["places"], "by": record["byline"],
                 "slug": [record["slug"]]}
        self.zones = {field: [Zone(text, field in STEMMED) for text in given] for field, given in texts.items()}

    def time_key(self):
        """What stories are sorted by; None: no date (schema.h, wire_time_key())."""
        if not self.record["date"] or self.record["date"].startswith("--"):
            return None
        day = datetime.date.fromisoformat(self.record["date"])
        seconds = 0
        if self.record["issued"]:
            issued = datetime.datetime.fromisoformat(self.record["issued"].replace("Z", "+00:00"))
            if issued.tzinfo:
                issued = issued.astimezone(datetime.timezone.utc).replace(tzinfo=None)
            seconds = int((issued - datetime.datetime.combine(day, datetime.time())).total_seconds())
        return day.toordinal(), min(max(seconds, 0), 86399)


class Archive:
    """Stories of one database or of several that are searched as one."""

    def __init__(self, databases):
        # Several databases take turns: the first story of each, then the second (Xapian's numbers).
        stories = [Story(record, (i, n)) for n, records in enumerate(databases) for i, record in enumerate(records)]
        self.stories = sorted(stories, key=lambda story: story.order)
        self.splits = {field: collections.defaultdict(set) for field in STEMMED}
        for story in self.stories:
            for field in STEMMED:
                for zone in story.zones[field]:
                    for twin in zone.twins:
                        self.splits[field][stem(twin.form)].add(twin.split)


# ---- leaves ----

def is_plain_word(node):
    """A word without a hyphen, of a field whose words are sought in any form."""
    return node.kind == "word" and node.field in STEMMED and len(scan(node.text)[0]) == 1


def side_by_side(zone, wanted):
    """Runs of positions of the zone at which each of `wanted`, lists of positions, follows on the one before."""
    sets = [set(positions) for positions in wanted]
    return [frozenset(range(at, at + len(sets))) for at in wanted[0]
            if all(at + i in sets[i] for i in range(len(sets)))]


def forms_of(text):
    """The forms of a phrase, with "." where a sentence ends, and at which of them a word with a hyphen begins."""
    tokens, twins, stops = scan(text)
    forms = {token.position: token.form for token in tokens}
    forms.update((at, ".") for at in stops)
    return [forms[at] for at in range(len(forms))], {twin.first for twin in twins}


def any_form(zone, form):
    return [frozenset((at,)) for at in zone.by_stem.get(stem(form), ())]


def as_written(zone, forms):
    return side_by_side(zone, [zone.by_form.get(form, []) for form in forms])


def parts_in_any_form(zone, forms):
    return side_by_side(zone, [zone.by_stem.get(stem(form), []) for form in forms])


class Evaluator:
    def __init__(self, archive):
        self.archive = archive
        self.joined = {}  # id(word) -> the words that it makes with its neighbours

    def parts_of(self, field, form):
        """The two parts, each way, that the archive writes the word in with a hyphen (joined.h)."""
        raw = form.encode()
        splits = self.archive.splits.get(field, {}).get(stem(form), ()) if JOINED_MIN <= len(raw) <= 64 else ()
        return [(raw[:at].decode("utf-8", "replace"), raw[at:].decode("utf-8", "replace")) for at in splits if at < len(raw)]

    def word(self, zone, node):
        tokens, twins, _ = scan(node.text)
        forms = [token.form for token in tokens]
        hyphened = len(forms) > 1 and all(token.hyphen for token in tokens[:-1])
        if node.field not in STEMMED or (len(forms) > 1 and not hyphened):  # 10:30 is a phrase
            return as_written(zone, forms)
        found = []
        if len(forms) == 1 or (len(forms) == 2 and twins):
            found += any_form(zone, "".join(forms))
        if hyphened:
            return found + parts_in_any_form(zone, forms)
        for parts in self.parts_of(node.field, forms[0]):
            found += parts_in_any_form(zone, parts)
        for other in self.joined.get(id(node), ()):
            found += any_form(zone, other)
        return found

    def exact(self, zone, node):
        tokens = scan(node.text)[0]
        if len(tokens) == 1 and tokens[0].capital and node.field in STEMMED:
            return [frozenset((at,)) for at in zone.capitals.get(tokens[0].form, ())]
        return as_written(zone, [tokens[0].form]) if len(tokens) == 1 else self.phrase(zone, node)

    def phrase(self, zone, node):
        """The forms side by side; of a word with a hyphen also the one word, and of one word the two that the archive has."""
        forms, hyphened = forms_of(node.text)
        if len(forms) == 1 or node.field not in STEMMED:
            return as_written(zone, forms)
        runs, i = None, 0
        while i < len(forms):
            if i in hyphened:
                these = as_written(zone, [forms[i] + forms[i + 1]]) + as_written(zone, forms[i:i + 2])
            else:
                these = as_written(zone, [forms[i]])
                for parts in self.parts_of(node.field, forms[i]):
                    these += as_written(zone, parts)
            runs = these if runs is None else [x | y for x in runs for y in these if min(y) == max(x) + 1]
            i += 2 if i in hyphened else 1
        return runs

    def prefix(self, zone, node):
        start = scan(node.text)[0][0].form
        return [frozenset((at,)) for form, places in zone.by_form.items() if form.startswith(start) for at in places]

    # ---- distances ----

    def near(self, zone, node):
        """Matches of both sides that share no position and stand close enough: left to right for ADJ."""
        left, right = (self.positions(zone, kid) for kid in node.kids)
        if len(left) * len(right) > MATCHES_MAX * 30:
            raise TooMany
        most = node.n or NEAR_DEFAULT
        found = set()
        for x in left:
            for y in right:
                if x & y:
                    continue
                if node.kind == "adj":
                    fits = max(x) < min(y) and min(y) - max(x) <= most
                else:
                    first, second = (x, y) if min(x) <= min(y) else (y, x)
                    fits = min(second) - max(first) <= most
                if fits:
                    found.add(x | y)
        if len(found) > MATCHES_MAX:
            raise TooMany
        return list(found)

    def positions(self, zone, node):
        """The matches of a part in one text."""
        if node.kind == "or":
            return list({match for kid in node.kids for match in self.positions(zone, kid)})
        if node.kind == "in":
            return self.positions(zone, node.kids[0])
        if node.kind in ("near", "adj"):
            return self.near(zone, node)
        return getattr(self, node.kind)(zone, node)

    # ---- stories ----

    def field_of(self, node):
        return next(node.leaves()).field

    def value(self, story, node):
        """A whole value of the record, folded; countries by their codes (`text` is one) and ids as they are."""
        return has_value(story, node.field, node.days if node.field == "country" else node.text)

    def prepare(self, root):
        """Find the words that stand together in the query and that the archive has as one (joined.h)."""
        self.joined = {}
        self.join_below(root)

    def join_below(self, node):
        if node.kind == "and":
            kids = flat(node, "and")
            for first, second in zip(kids, kids[1:]):
                if not (is_plain_word(first) and is_plain_word(second) and first.field == second.field):
                    continue
                a, b = (scan(word.text)[0][0].form for word in (first, second))
                if (a, b) in self.parts_of(first.field, a + b):
                    self.joined.setdefault(id(first), []).append(a + b)
                    self.joined.setdefault(id(second), []).append(a + b)
        if node.kind in ("and", "or", "not", "in"):
            for kid in node.kids:
                if kid is not None:
                    self.join_below(kid)

    def holds(self, story, node):
        if node.kind == "and":
            return all(self.holds(story, kid) for kid in node.kids)
        if node.kind == "or":
            return any(self.holds(story, kid) for kid in node.kids)
        if node.kind == "not":
            yes, no = node.kids
            return (yes is None or self.holds(story, yes)) and not self.holds(story, no)
        if node.kind == "in":
            return self.holds(story, node.kids[0])
        if node.kind == "value":
            return self.value(story, node)
        if node.kind == "date":
            return in_days(story, node.days)
        return any(self.positions(zone, node) for zone in story.zones[self.field_of(node)])

    def find(self, root, filters=(), leave_out=None):
        """The stories that match, in the order in which they were put. `filters`: (field, value node) pairs."""
        self.prepare(root)
        shown = any(asks_for_hidden(node) for node in (root, *filters))
        by_field = collections.defaultdict(list)
        for node in filters:
            if node.field != leave_out:
                by_field[node.field].append(node)
        return [story for story in self.archive.stories
                if (shown or story.record["status"] not in HIDDEN)
                and all(any(self.filtered(story, node) for node in nodes) for nodes in by_field.values())
                and self.holds(story, root)]

    def count_part(self, root, part, filters=()):
        """Stories that match a part of the query by itself; what its words make with their neighbours counts."""
        self.prepare(root)
        shown = any(asks_for_hidden(node) for node in (root, *filters))
        return sum((shown or story.record["status"] not in HIDDEN) and self.holds(story, part) for story in self.archive.stories)

    def filtered(self, story, node):
        if node.field == "person":
            return any(fold(name) == fold(node.text) for name in story.record["people"])
        return self.holds(story, node)

    def nearness(self, story, first, second):
        """2: the two stand side by side in this order; 1: within ten words; 0: apart (search/engine/nearness.h)."""
        pairs = [(p - q) for zone in story.zones[""] for p in zone.by_stem.get(stem(scan(second.text)[0][0].form), ())
                 for q in zone.by_stem.get(stem(scan(first.text)[0][0].form), ())]
        return 2 if 1 in pairs else 1 if any(abs(distance) <= NEAR_DEFAULT for distance in pairs) else 0

    # ---- marks ----

    def marks(self, story, node, field, zone):
        """Positions of the zone, the headline or the body, that the query matches: nothing of a branch that the story does
        not satisfy, nothing under NOT, and words under NEAR where they are a part of its match."""
        if not self.holds(story, node):
            return set()
        if node.kind in ("and", "or", "in"):
            return set().union(*(self.marks(story, kid, field, zone) for kid in node.kids))
        if node.kind == "not":
            return self.marks(story, node.kids[0], field, zone) if node.kids[0] else set()
        if node.kind in ("value", "date") or self.field_of(node) not in ("", field):
            return set()
        return set().union(*self.positions(zone, node))


def flat(node, kind):
    """Kids of the same kind taken in: brackets around an AND in an AND change nothing."""
    kids = []
    for kid in node.kids:
        kids += flat(kid, kind) if kid.kind == kind else [kid]
    return kids


def has_value(story, field, value):
    given = story.record[WHOLE[field]]
    given = given if isinstance(given, list) else [given]
    if field in ("country", "id"):
        return value in given
    return any(fold(one) == fold(value) for one in given if one)


def in_days(story, days):
    date = story.record["date"]
    if not date:
        return False
    if days[0] == "yearless":
        return date[-5:].startswith(days[1])
    if date.startswith("--"):
        return False
    return (days[1] or "0000") <= date <= (days[2] or "9999-99-99")


def asks_for_hidden(node, wanted=True):
    """status: anywhere, or action:kill other than behind a NOT, asks for killed and withheld stories, too."""
    if node is None:
        return False
    if node.kind == "value":
        return node.field == "status" or (wanted and node.field == "action" and node.text.lower() == "kill")
    return any(asks_for_hidden(kid, wanted and not (node.kind == "not" and i == 1)) for i, kid in enumerate(node.kids))


def in_order(stories, sort):
    """newest or oldest first; those without a date last; of equals, the first put first."""
    dated = [story for story in stories if story.time_key()]
    undated = [story for story in stories if not story.time_key()]
    dated.sort(key=lambda story: story.time_key(), reverse=False)
    if sort == "newest":
        keys = sorted({story.time_key() for story in dated}, reverse=True)
        dated = [story for key in keys for story in dated if story.time_key() == key]
    return dated + undated


def count_facet(stories, name):
    """(value, count) pairs: most frequent first, then by bytes; months in their order, of dates with a year.

    Spellings that fold alike are one value, as they are to a filter, under the one that most of the stories have.
    """
    if name == "date":
        return sorted(collections.Counter(story.record["date"][:7] for story in stories if story.time_key()).items())
    counts, spellings = collections.Counter(), collections.defaultdict(collections.Counter)
    for story in stories:
        value = story.record[FACETS[name]]
        given = {}
        for one in value if isinstance(value, list) else [value] if value else []:
            given.setdefault(fold(one), one)
        for folded, one in given.items():
            counts[folded] += 1
            spellings[folded][one] += 1
    shown = [(min(spellings[folded].items(), key=lambda entry: (-entry[1], entry[0].encode()))[0], count)
             for folded, count in counts.items()]
    return sorted(shown, key=lambda entry: (-entry[1], entry[0].encode()))


__all__ = ["Archive", "Evaluator", "TooMany", "count_facet", "flat", "in_order"]
