#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up test cases: count_tests.py FOLDER prints "passed failed skipped".

FOLDER holds ctest.xml (ctest's own result per program) and NAME.PID.count files with three numbers that each test
program leaves (tests/support/test_main.cpp, tests/support/script_report.py). A program that failed without a
failed case (it crashed, or ran out of time) counts as one failure; one that left no figures counts as one case.
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def add_up(folder: pathlib.Path) -> tuple[int, int, int]:
    passed = failed = skipped = 0
    for case in ElementTree.parse(folder / "ctest.xml").getroot().iter("testcase"):
        name = case.get("name")
        counts = [tuple(map(int, file.read_text().split())) for file in folder.glob(f"{name}.*.count")]
        good = sum(count[0] for count in counts)
        bad = sum(count[1] for count in counts)
        left_out = sum(count[2] for count in counts)
        status = case.get("status")
        if status == "run":
            if not counts:
                good = 1
        elif status in ("notrun", "disabled"):
            bad += status == "notrun"
            left_out += status == "disabled"
        elif bad == 0:
            bad = 1
        passed, failed, skipped = passed + good, failed + bad, skipped + left_out
    return passed, failed, skipped


if __name__ == "__main__":
    print(*add_up(pathlib.Path(sys.argv[1])))
