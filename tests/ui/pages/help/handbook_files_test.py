#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The handbook's files: the same pages and headings in every language, links that lead somewhere, look.md's words, and
no place of the window and no kind of component without its page."""
import collections
import json
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "translations"))
import check

HELP = ROOT / "resources" / "help"
LANGUAGES = ("en", "zh_CN")
HEADING = re.compile(r"^(#{1,4})\s+(.*?)\s*(?:\{#([\w-]+)\})?\s*$")
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
FENCE = "```"


def pages(language):
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HELP / language).glob("*.md"))}


def prose(text):
    """The lines outside of code, with their numbers."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(FENCE):
            inside = not inside
        elif not inside:
            yield number, line


def headings(text):
    return [(len(match.group(1)), match.group(3)) for _, line in prose(text) if (match := HEADING.match(line))]


def links(text):
    return [target for _, line in prose(text) for _, target in LINK.findall(line)]


def read(line):
    """A line as it is read: no marks; code as one Latin word."""
    line = re.sub(r"`[^`]*`", "X", line)
    line = LINK.sub(r"\1", line)
    if match := HEADING.match(line):
        line = match.group(2)
    line = re.sub(r"^\s*(?:[-*]|\d+\.|\|)\s+|\s*\|\s*$", "", line)
    return re.sub(r"\*+", "", line).strip()


def enum_words(file, name):
    """What an enumeration is called on the wire."""
    text = (ROOT / file).read_text(encoding="utf-8")
    body = re.search(r"FETTLE_ENUM_TEXT\(fettle::" + name + r",(.*?)\);", text, re.S).group(1)
    return re.findall(r'\{\w+,\s*"(\w+)"\}', body)


def places():
    body = re.search(r"enum class Place \{(.*?)\}", (ROOT / "ui/session/place.h").read_text(encoding="utf-8"), re.S).group(1)
    return [word.strip().lower() for word in body.split(",")]


def folder_of(kind):
    words = {"loss": "losses"}
    return ROOT / "engine/components" / words.get(kind, kind + "s")


class Handbook(unittest.TestCase):
    def setUp(self):
        self.books = {language: pages(language) for language in LANGUAGES}
        self.kinds = enum_words("engine/contract/catalog.h", "ComponentKind")

    def test_there_is_something_to_check(self):
        self.assertGreaterEqual(len(self.books["en"]), 17)
        self.assertGreater(sum(len(links(text)) for text in self.books["en"].values()), 50)
        self.assertIn("train", places())
        self.assertIn("layer", self.kinds)

    def test_languages_have_the_same_pages_and_headings(self):
        self.assertEqual(sorted(self.books["en"]), sorted(self.books["zh_CN"]))
        for page, text in self.books["en"].items():
            self.assertEqual(headings(text), headings(self.books["zh_CN"][page]), page)

    def test_languages_have_the_same_links(self):
        for page, text in self.books["en"].items():
            self.assertEqual(collections.Counter(links(text)), collections.Counter(links(self.books["zh_CN"][page])), page)

    def test_headings_can_be_linked_to(self):
        for page, text in self.books["en"].items():
            found = headings(text)
            self.assertEqual(found[0], (1, None), page)
            self.assertEqual([level for level, _ in found].count(1), 1, page)
            anchors = [anchor for _, anchor in found[1:]]
            self.assertNotIn(None, anchors, page)
            self.assertEqual(len(anchors), len(set(anchors)), page)
            for (above, _), (level, anchor) in zip(found, found[1:]):
                self.assertLessEqual(level, above + 1, f"{page}#{anchor} skips a level")

    def test_contents_name_every_page_once(self):
        chapters = json.loads((HELP / "contents.json").read_text(encoding="utf-8"))["chapters"]
        named = [page for chapter in chapters for page in chapter["topics"]]
        self.assertEqual(sorted(named), sorted(self.books["en"]))
        for chapter in chapters:
            self.assertEqual(sorted(chapter["title"]), sorted(LANGUAGES))

    def test_links_lead_somewhere(self):
        for language, book in self.books.items():
            anchors = {page: {anchor for _, anchor in headings(text)} for page, text in book.items()}
            for page, text in book.items():
                for target in links(text):
                    where = f"{language}/{page}.md: {target}"
                    path, _, anchor = target.partition("#")
                    if path.startswith("place:"):
                        self.assertIn(path[6:], places(), where)
                    elif path.startswith("ref:"):
                        kind, _, component = path[4:].partition("/")
                        self.assertIn(kind, self.kinds, where)
                        wanted = f"{component}.cpp" if component else "*.cpp"
                        self.assertTrue(any(folder_of(kind).glob(wanted)), where)
                    else:
                        self.assertTrue(path == "" or path.endswith(".md"), where)
                        goal = path[:-3] or page
                        self.assertIn(goal, book, where)
                        if anchor:
                            self.assertIn(anchor, anchors[goal], where)

    def test_every_place_has_its_page(self):
        for place in places():
            self.assertIn(place, self.books["en"])
        topics = {topic for path in (ROOT / "ui/pages").rglob("*.h")
                  for topic in re.findall(r'helpTopic\(\) const override \{ return QStringLiteral\("([^"]*)"\)', path.read_text())}
        self.assertGreaterEqual(len(topics), 3)
        for topic in topics:
            self.assertIn(topic.partition("#")[0], self.books["en"])

    def test_question_marks_lead_somewhere(self):
        asked = {topic for path in (ROOT / "ui/pages").rglob("*.cpp")
                 for topic in re.findall(r'HelpButton\((?:m_)?session\w*(?:\(\))?, QStringLiteral\("([^"]+)"\)(?! \+)', path.read_text())}
        self.assertGreaterEqual(len(asked), 8)
        # The settings' parts are named by their section.
        asked |= {f"settings#{name}" for name in re.findall(r'\badd\("(\w+)", ', (ROOT / "ui/pages/settings/settings_page.cpp").read_text())}
        for topic in asked:
            page, _, anchor = topic.partition("#")
            self.assertIn(page, self.books["en"], topic)
            self.assertIn(anchor, {found for _, found in headings(self.books["en"][page])}, topic)

    def test_every_kind_of_component_is_explained_and_listed(self):
        for language, book in self.books.items():
            text = book["components"]
            anchors = [anchor for _, anchor in headings(text)]
            for kind in self.kinds:
                self.assertIn(kind, anchors, language)
                if any(folder_of(kind).glob("*.cpp")):
                    self.assertIn(f"ref:{kind}", links(text), language)

    def test_words(self):
        problems = []
        for language, book in self.books.items():
            for page, text in book.items():
                for number, line in prose(text):
                    shown = read(line)
                    found = list(check.english(shown, set()) if language == "en" else check.chinese(shown, shown, set()))
                    if language == "en" and "!" in shown:
                        found.append("an exclamation mark")
                    if language == "en" and re.search(r"\b(images?|samples? of the|hyperparameters?)\b", shown, re.I):
                        found.append("picture, example and option are the words")
                    problems += [f"{language}/{page}.md:{number}: {problem}: {shown}" for problem in found]
        self.assertEqual(problems, [], "\n" + "\n".join(problems))

    def test_the_rules_see_what_is_wrong(self):
        self.assertTrue(list(check.english("The engine is recognised", set())))
        for wrong in ("您好", "共800条", "完成, 请看", "数据 数据", "精度"):
            self.assertTrue(list(check.chinese(wrong, wrong, set())), wrong)
        self.assertEqual(read("- [Data](data.md), `x` and **bold**."), "Data, X and bold.")
        self.assertEqual(headings("# A\n```\n# no\n```\n## B {#b}"), [(1, None), (2, "b")])


if __name__ == "__main__":
    unittest.main()
