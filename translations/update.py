#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps fettle_zh_CN.ts in step with the sources: python3 translations/update.py [--check]

Marked texts are, with the context that a translation has:
    FETTLE_ERROR("code", "sentence")     engine/contract/errors        the code
    FETTLE_WORD("list", "id", "English") engine/contract/words.h       word.<list>
    FETTLE_PHRASE("…")                   the code that makes arguments phrase
    FETTLE_TEXT("…")                     component files               catalog
    FETTLE_CLI("…")                      app/cli                       cli
    FETTLE_CLIENT("…")                   engine/client                 client
New ones are added as unfinished, old ones dropped, finished translations kept. lupdate knows tr() and its like; these
macros name their context, which its aliases cannot do for one-argument forms, hence this script; lrelease compiles
the file as any other.

--check changes nothing and fails where the file is behind, a text is unfinished, or check.py finds fault with one.
"""
import argparse
import ast
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

import check

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE = pathlib.Path(__file__).resolve().parent / "fettle_zh_CN.ts"
STRINGS = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
SOURCES = {".cpp", ".h", ".cu"}


def literal(text):
    return "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', text))


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SOURCES:
                # Comments explain the macros with examples.
                yield re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def marked():
    """(context, source) in a stable order, without repeats."""
    found = {}
    for text in sources("engine/contract/errors"):
        for match in re.finditer(r'FETTLE_ERROR\(\s*"([^"]+)"\s*,\s*' + STRINGS + r"\)", text):
            found[(match.group(1), literal(match.group(2)))] = None
    for match in re.finditer(r'FETTLE_WORD\("([a-z]+)", "[^"]+", ("[^"]+")\)', (ROOT / "engine/contract/words.h").read_text()):
        found[("word." + match.group(1), literal(match.group(2)))] = None
    for macro, context, folders in (("FETTLE_PHRASE", "phrase", ("engine", "app", "plugins")),
                                    ("FETTLE_TEXT", "catalog", ("engine/components", "plugins", "engine/model")),
                                    ("FETTLE_CLI", "cli", ("app/cli",)), ("FETTLE_CLIENT", "client", ("engine/client",))):
        for text in sources(*folders):
            for match in re.finditer(macro + r"\(\s*" + STRINGS + r"\)", text):
                found[(context, literal(match.group(1)))] = None
    return list(found)


def read():
    if not FILE.exists():
        return {}
    known = {}
    for context in xml.parse(FILE).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") != "unfinished" and translation.text:
                known[(context.findtext("name"), message.findtext("source"))] = translation.text
    return known


def write(texts, known):
    root = xml.Element("TS", version="2.1", language="zh_CN", sourcelanguage="en")
    contexts = {}
    for context, source in texts:
        if context not in contexts:
            contexts[context] = xml.SubElement(root, "context")
            xml.SubElement(contexts[context], "name").text = context
        message = xml.SubElement(contexts[context], "message")
        xml.SubElement(message, "source").text = source
        translation = xml.SubElement(message, "translation")
        if (context, source) in known:
            translation.text = known[(context, source)]
        else:
            translation.set("type", "unfinished")
    xml.indent(root, " ")
    FILE.write_text('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + xml.tostring(root, encoding="unicode") + "\n",
                    encoding="utf-8")


def problems(texts, known):
    lists = {context.removeprefix("word.") for context, _ in texts if context.startswith("word.")}
    for context, source in texts:
        for problem in check.english(source, lists):
            yield f"{problem}: {context}: {source}"
        if (context, source) not in known:
            yield f"not translated: {context}: {source}"
            continue
        for problem in check.chinese(source, known[(context, source)], lists):
            yield f"{problem}: {context}: {known[(context, source)]}"
    for context, source in sorted(known.keys() - set(texts)):
        yield f"no longer in the sources: {context}: {source}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    texts, known = marked(), read()
    if not options.check:
        write(texts, known)
        print(f"{len(texts)} texts, {sum(t not in known for t in texts)} unfinished")
        return 0
    found = list(problems(texts, known))
    for problem in found:
        print(problem)
    print(f"{len(texts)} texts, {len(found)} problems")
    return 1 if found or not texts else 0


if __name__ == "__main__":
    sys.exit(main())
