#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps fettle_zh_CN.ts in step with the sources: python3 translations/update.py [--check]

Marked texts are FETTLE_ERROR("code", "sentence") in engine/contract/errors (context = code), FETTLE_TEXT("…") in the
component files (context "catalog") and FETTLE_CLI("…") in app/cli (context "cli"). New ones are added as unfinished,
old ones dropped, finished translations kept. lupdate knows tr() and its like; these macros name their context, which
its aliases cannot do for one-argument forms, hence this script; lrelease compiles the file as any other.

--check changes nothing and fails where the file is behind, a text is unfinished, a {name} differs between the
languages, or a word of the table that look.md forbids stands in a translation.
"""
import argparse
import ast
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE = pathlib.Path(__file__).resolve().parent / "fettle_zh_CN.ts"
STRINGS = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
PLACEHOLDER = re.compile(r"\{([a-z_A-Z0-9]+)[^}]*\}")
# look.md's table of words: what translators are tempted by.
FORBIDDEN = ["主页", "培训", "资料集", "校验集", "运行记录", "图层", "世代", "回合", "批次大小", "损耗", "自信度", "精调",
             "增广", "存档", "令牌", "记忆体", "您", "泄露", "打标", "样例", "工程", "实例"]


def literal(text):
    return "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', text))


def marked():
    """(context, source) in a stable order, without repeats."""
    found = {}
    for path in sorted((ROOT / "engine/contract/errors").glob("*.h")):
        for match in re.finditer(r'FETTLE_ERROR\(\s*"([^"]+)"\s*,\s*' + STRINGS + r"\)", path.read_text()):
            found[(match.group(1), literal(match.group(2)))] = None
    for folder, macro, context in (("engine/components", "FETTLE_TEXT", "catalog"), ("plugins", "FETTLE_TEXT", "catalog"),
                                   ("engine/model", "FETTLE_TEXT", "catalog"), ("app/cli", "FETTLE_CLI", "cli")):
        for path in sorted((ROOT / folder).rglob("*.cpp")):
            for match in re.finditer(macro + r"\(\s*" + STRINGS + r"\)", path.read_text()):
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
    FILE.write_text('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + xml.tostring(root, encoding="unicode") + "\n")


def problems(texts, known):
    for context, source in texts:
        if (context, source) not in known:
            yield f"not translated: {context}: {source}"
            continue
        translation = known[(context, source)]
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(translation)):
            yield f"names differ: {context}: {source} / {translation}"
        for word in FORBIDDEN:
            if word in translation:
                yield f"'{word}' is not in the word table: {context}: {translation}"
    for context, source in known.keys() - set(texts):
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


sys.exit(main())
