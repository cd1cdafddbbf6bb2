#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Drive wire-search.cgi through a real lighttpd on a loopback port.

usage: test_page.py WIRE_INDEX WIRE_SEARCH CGI SERVE_SH CORPUS
"""
import html.parser
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

INDEX, SEARCH, CGI, SERVE, CORPUS = (os.path.abspath(path) for path in sys.argv[1:6])


class Page(html.parser.HTMLParser):
    """The links, the marked texts and the tags of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.marks, self.tags, self.in_mark = [], [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attributes)["href"])
        self.in_mark = tag == "mark"

    def handle_data(self, data):
        if self.in_mark:
            self.marks.append(data)
            self.in_mark = False


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class TestPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="wire-page-")
        cls.db = os.path.join(cls.folder.name, "db")
        subprocess.run([INDEX, "-q", "-d", cls.db, CORPUS], check=True)
        cls.port = free_port()
        cls.server = subprocess.Popen([SERVE, CGI, cls.db, str(cls.port)], stdout=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", cls.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("lighttpd did not start")

    @classmethod
    def tearDownClass(cls):
        cls.server.send_signal(signal.SIGTERM)
        cls.server.wait(10)
        cls.folder.cleanup()

    def get(self, query="", method="GET", path="/search"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path + query)
        reply = connection.getresponse()
        body = reply.read().decode("utf-8")
        connection.close()
        return reply, body

    def find(self, **parameters):
        return self.get("?" + urllib.parse.urlencode(parameters, doseq=True))

    def test_words_of_the_query_are_marked(self):
        reply, body = self.find(q="Blinken AND Taiwan date:2023-06")
        self.assertEqual(reply.status, 200)
        self.assertEqual({mark.lower() for mark in Page(body).marks}, {"blinken", "taiwan"})

    def test_json_is_what_the_command_prints(self):
        _, body = self.find(q="earthquake", format="json")
        printed = subprocess.run([SEARCH, "-d", self.db, "--json", "--facets", "earthquake"], capture_output=True, text=True, check=True)
        self.assertEqual(json.loads(body), json.loads(printed.stdout))
        self.assertGreater(json.loads(body)["total"], 2)

    def test_every_link_of_a_result_works_and_facets_filter(self):
        _, body = self.find(q="earthquake")
        links = [link for link in Page(body).links if link.startswith("?")]
        self.assertGreater(len(links), 10)
        for link in links:
            reply, _ = self.get(link)
            self.assertEqual(reply.status, 200, link)
        _, narrowed = self.find(q="earthquake", f="countries=JP", format="json")
        self.assertTrue(all("JP" in hit["countries"] for hit in json.loads(narrowed)["hits"]))

    def test_facet_counts_are_what_their_links_find(self):
        _, body = self.find(q="said", format="json")
        for value in json.loads(body)["facets"]["countries"][:8]:
            _, found = self.find(q="said", f="countries=" + value["value"], format="json")
            self.assertEqual(json.loads(found)["total"], value["count"], value)

    def test_nothing_of_a_request_becomes_markup(self):
        evil = '"><script>alert(1)</script>'
        for parameters in ({"q": evil}, {"q": "x", "f": evil}, {"id": evil}, {"q": "x", "sort": evil}, {"q": "x", "n": evil}):
            reply, body = self.find(**parameters)
            self.assertNotIn("<script", body, parameters)
            self.assertIn("default-src 'none'", reply.headers["Content-Security-Policy"])

    def test_statuses(self):
        for query, status, why in (("?q=(taiwan", 400, "a query that cannot be understood"), ("?q=x&sort=up", 400, "a bad parameter"),
                                   ("?q=x&n=abcdef", 400, "no number"), ("?q=x&n=1e50", 400, "nor this"),
                                   ("?q=x&n=101", 400, "more than a page holds"), ("?q=x&n=100", 200, "a full page"),
                                   ("?q=x" + 32 * "&f=source%3DSi", 200, "as many filters as may be"),
                                   ("?q=x" + 33 * "&f=source%3DSi", 400, "no filter is dropped in silence"),
                                   ("?id=nothing", 404, "no such story"), ("", 200, "the box alone"), ("?style=1", 200, "the style sheet"),
                                   ("?q=zzzz", 200, "no hit is no error"), ("?" + "&".join("f=%d" % i for i in range(80)), 400, "too many"),
                                   ("?q=x&n=abcdef", 400, "no number"), ("?q=x&n=99999999999999999999", 400, "far too large a number"),
                                   ("?q=x&n=101", 400, "too large a page"), ("?q=x&n=0", 400, "an empty page"), ("?q=x&offset=-1", 400, "no offset"),
                                   ("?q=x&format=xml", 400, "no such format"), ("?q=x&query=y", 400, "no such parameter"),
                                   ("?q=x&utm_source=mail", 200, "but what others hang on a link is let be"),
                                   ("?q=" + "x" * 7000, 400, "a query over its limit")):
            self.assertEqual(self.get(query)[0].status, status, why)
        reply, _ = self.get("?q=x", "POST")
        self.assertEqual((reply.status, reply.headers["Allow"]), (405, "GET, HEAD"))

    def test_errors_name_what_is_wrong(self):
        for query, words in (("?q=x&query=y", "there is no parameter &#39;query&#39;"), ("?q=x&format=xml", "there is no format &#39;xml&#39;"),
                             ("?q=x&n=abc", "want a number from 1 to 100"), ("?q=x&n=0", "want a number from 1 to 100"),
                             ("?q=x&n=abc&format=json", "want a number from 0 to 100"), ("?q=a&q=b", "the parameter &#39;q&#39; is given twice"),
                             ("?sort=newest&q=a&sort=newest", "the parameter &#39;sort&#39; is given twice"), ("?q=a&n=&n=5", "the parameter &#39;n&#39; is given twice"), ("?q=x&" + "&".join(["f=source=Si"] * 33), "the limit is 32"),
                             ("?" + "&".join("a%d=1" % i for i in range(65)), "the limit is 64")):
            reply, body = self.get(query)
            self.assertEqual(reply.status, 400)
            self.assertIn(words, body)

    def test_there_is_nothing_below_the_page(self):
        self.assertEqual(self.get("/foo/bar?q=x")[0].status, 404)
        self.assertEqual(self.get("/?q=x")[0].status, 200)

    def test_no_byte_of_a_request_comes_back_broken(self):
        """Straight to the program: lighttpd refuses most of it, other servers do not."""
        for name in ("q", "f", "sort", "n", "id", "format", "x"):
            for value in ("%ff%feabc", "%ed%a0%80", "%00%1b[31m", "%E2%80%AEx"):
                environment = dict(os.environ, WIRE_DB=self.db, GATEWAY_INTERFACE="CGI/1.1", QUERY_STRING=name + "=" + value)
                output = subprocess.run([CGI], env=environment, capture_output=True, check=True).stdout
                body = output.split(b"\r\n\r\n", 1)[1].decode("utf-8")
                for character in "\x1b\u202e":
                    self.assertNotIn(character, body)

    def test_a_filter_of_no_facet_has_its_name(self):
        _, body = self.find(q="", f="status=canceled")
        self.assertIn('aria-label="drop filter status=canceled"', body)
        self.assertIn('name="f" value="status=canceled"', body)

    def test_crawlers_are_kept_out_of_the_combinations(self):
        _, body = self.find(q="said", f="source=AP")
        self.assertIn('<meta name="robots" content="noindex,nofollow">', body)
        _, body = self.find(q="said")
        self.assertNotIn("robots", body)
        self.assertEqual(body.count('href="?q='), body.count('rel="nofollow" href="?q='))

    def test_an_offset_past_the_end_says_so(self):
        _, body = self.find(q="taiwan", offset="500")
        self.assertIn("There are no stories from 501 on", body)
        self.assertIn("?q=taiwan", Page(body).links)

    def test_a_story_is_json_where_json_is_wanted(self):
        _, body = self.find(q="Notre-Dame", format="json")
        identity = json.loads(body)["hits"][0]["id"]
        _, story = self.find(id=identity, format="json")
        printed = subprocess.run([SEARCH, "-d", self.db, "--json", "--show", identity], capture_output=True, text=True, check=True)
        self.assertEqual(json.loads(story)["body"], json.loads(printed.stdout)["body"])

    def test_the_bare_address_leads_to_the_box(self):
        reply, _ = self.get(path="/")
        self.assertTrue(reply.headers["Location"].endswith("/search"))

    def test_an_error_is_json_where_json_is_wanted(self):
        reply, body = self.find(q="taiwan (blinken", format="json")
        self.assertEqual((reply.status, reply.headers["Content-Type"]), (400, "application/json"))
        self.assertEqual(json.loads(body), {"error": "the parenthesis is not closed", "offset": 7, "length": 1})
        reply, body = self.find(id="nothing", format="json")
        self.assertEqual((reply.status, list(json.loads(body))), (404, ["error"]))

    def test_every_filter_can_be_dropped(self):
        for chosen in ("source=UPI", "date=2023", "countries=Chinese", "people=Nobody At All"):
            _, body = self.find(q="said", f=["source=AP", chosen])
            dropping = "?q=said&" + urllib.parse.urlencode({"f": "source=AP"})
            self.assertIn(dropping, Page(body).links, chosen)

    def test_head_has_no_body(self):
        for query in ("?q=taiwan", "?q=(taiwan", "?style=1"):
            reply, body = self.get(query, "HEAD")
            full, text = self.get(query)
            self.assertEqual((reply.status, body), (full.status, ""))
            self.assertEqual(reply.headers["Content-Length"], str(len(text.encode())))

    def test_an_error_shows_its_place(self):
        _, body = self.find(q="taiwan (blinken")
        self.assertIn("the parenthesis is not closed", body)

    def test_no_hits_says_why_and_suggests(self):
        _, body = self.find(q="Taiwn Blinken")
        self.assertIn("taiwn</bdi>: 0", body)
        self.assertIn("Did you mean", body)

    def test_paging_covers_every_hit_once(self):
        _, body = self.find(q="said", n="0", format="json")
        total, seen, offset = json.loads(body)["total"], [], 0
        while offset < total:
            _, page = self.find(q="said", n="7", offset=str(offset), format="json")
            seen += [hit["id"] for hit in json.loads(page)["hits"]]
            offset += 7
        self.assertEqual(len(set(seen)), total)

    def test_a_story_is_shown(self):
        _, body = self.find(q="Notre-Dame", format="json")
        identity = json.loads(body)["hits"][0]["id"]
        reply, story = self.find(id=identity)
        self.assertEqual(reply.status, 200)
        self.assertIn("We will rebuild it", story)

    def test_a_database_that_is_gone_is_no_empty_page(self):
        environment = dict(os.environ, WIRE_DB=self.db + "-gone")
        run = subprocess.run([CGI, "q=x"], env=environment, capture_output=True, text=True, check=False)
        self.assertIn("Status: 503", run.stdout)
        self.assertIn("Retry-After: ", run.stdout)
        self.assertNotIn(self.db, run.stdout)
        self.assertIn(self.db, run.stderr)


if __name__ == "__main__":
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=0).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(failed != 0)
