#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures on the last line of installer/test.sh: crashes and lost reports must never look like success."""
import pathlib
import sys
import tempfile
import unittest

root = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(root / "installer"), str(root / "tests" / "support")]

import count_tests
import script_report


class CountTests(unittest.TestCase):
    def figures(self, cases: dict[str, str], counts: dict[str, str]) -> tuple[int, int, int]:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            rows = "".join(f'<testcase name="{case}" status="{status}"/>' for case, status in cases.items())
            (folder / "ctest.xml").write_text(f"<testsuite>{rows}</testsuite>")
            for file, text in counts.items():
                (folder / file).write_text(text)
            return count_tests.add_up(folder)

    def test_cases_of_all_programs_are_added(self):
        self.assertEqual(self.figures({"a": "run", "b": "fail"}, {"a.1.count": "5 0 1\n", "b.2.count": "3 2 0\n"}), (8, 2, 1))

    def test_a_crash_counts_as_a_failure(self):
        self.assertEqual(self.figures({"a": "fail"}, {}), (0, 1, 0))
        self.assertEqual(self.figures({"a": "fail"}, {"a.1.count": "4 0 0\n"}), (4, 1, 0))

    def test_a_program_that_was_not_built_counts_as_a_failure(self):
        self.assertEqual(self.figures({"a": "notrun"}, {}), (0, 1, 0))

    def test_names_that_begin_alike_are_kept_apart(self):
        self.assertEqual(self.figures({"a": "run", "a_b": "run"}, {"a.1.count": "1 0 0\n", "a_b.2.count": "7 0 0\n"}), (8, 0, 0))


if __name__ == "__main__":
    script_report.main()
