#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The translations are whole and keep to look.md's rules, and the checker sees what breaks them."""
import pathlib
import sys
import unittest

root = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(root / "translations"), str(root / "tests" / "support")]
sys.dont_write_bytecode = True

import check
import script_report
import update

LISTS = {"state", "kind"}


class Rules(unittest.TestCase):
    def faults(self, source: str, text: str) -> list[str]:
        return list(check.chinese(source, text, LISTS))

    def test_right_ones_pass(self):
        for source, text in (("{count} rows of \"{file}\".", "“{file}”有 {count} 行。"),
                             ("It is {state:state}.[[ Near is \"{near}\".]]", "状态是{state:state}。[[最接近的是“{near}”。]]"),
                             ("{percent}% of 0.9 GB", "0.9 GB 的 {percent}%"),
                             ("The request was canceled.", "请求已取消。"),
                             ("Image classification", "图像分类")):
            self.assertEqual(self.faults(source, text), [], text)

    def test_every_fault_is_seen(self):
        for source, text, fault in (
                ("{count} rows", "若干行", "marks differ"), ("rows", "{count} 行", "marks differ"),
                ("{a:state} now", "现在 {a}", "marks differ"), ("{a:state} now", "现在{a:kind}", "marks differ"),
                ("a[[ {x}]]", "甲 {x}", "marks differ"), ("{y}[[ {x}]]", "{x}[[ {y}]]", "marks differ"),
                ("Home", "主页", "word table"), ("layer", "图层", "word table"), ("early stopping", "早停", "word table"),
                ("token", "令牌", "word table"), ("leakage", "数据泄露", "word table"), ("split", "拆分", "word table"),
                ("your data", "您的数据", "word table"), ("resume", "恢复训练", "word table"), ("option", "参数", "word table"),
                ("Choose a file", "请选择文件", "begins with 请"), ("a · b", "甲·乙", "middle dot"),
                ("Done.", "完成.", "half-width"), ("a, b", "甲,乙", "half-width"), ("(new)", "(新)", "half-width"),
                ("\"{x}\" new", "\"{x}\"新", "half-width"),
                ("{count} rows", "{count}行", "space is missing"), ("the GPU", "显卡GPU", "space is missing"),
                ("{s:state} GPU", "{s:state}GPU", "space is missing"), ("now {s:state}", "现在 {s:state}", "too much"),
                ("{p}%", "比例 {p} %", "too much"), ("a: b", "甲： 乙", "too much"), ("a  b", "甲  乙", "too much"),
                ("a[[ ({x})]] b", "甲[[（{x}）]] 乙", "too much")):
            found = self.faults(source, text)
            self.assertTrue(any(fault in one for one in found), f"{text}: {found}")

    def test_english_is_checked(self):
        for source, fault in (("The colour", "US spelling"), ("It was normalised.", "US spelling"), ("has learnt", "US spelling"),
                              ("The engine stopped.", "not a word for the screen"), ("Please wait.", "not a word for the screen"),
                              ("{x:sate}", "names no unit"), ("a[[ {x}", "not closed")):
            found = list(check.english(source, LISTS))
            self.assertTrue(any(fault in one for one in found), f"{source}: {found}")
        for source in ("Raise it otherwise; the noise promises little.", "a folder that fettle-worker run wrote", "{x:bytes} of {y:state}",
                       "The color of precise exercise"):
            self.assertEqual(list(check.english(source, LISTS)), [], source)


class Sources(unittest.TestCase):
    def test_every_kind_of_mark_is_collected(self):
        texts = update.marked()
        contexts = {context for context, _ in texts}
        for context in ("data.path_missing", "word.state", "word.system", "phrase", "catalog", "cli", "client"):
            self.assertIn(context, contexts)
        self.assertIn(("phrase", "a whole number"), texts)
        self.assertIn(("word.split", "validation set"), texts)
        self.assertNotIn(("cli", "Imported {rows} rows."), texts, "an example in a comment")

    def test_missing_and_stale_translations_are_found(self):
        found = list(update.problems([("cli", "Name")], {("cli", "Old"): "旧的"}))
        self.assertEqual([one.split(":")[0] for one in found], ["not translated", "no longer in the sources"])

    def test_the_translations_are_whole_and_right(self):
        self.assertEqual(list(update.problems(update.marked(), update.read())), [])


if __name__ == "__main__":
    script_report.main()
