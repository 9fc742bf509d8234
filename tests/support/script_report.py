# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a module's unittest cases as a ctest program and leaves its figures like tests/support/test_main.cpp."""
import os
import pathlib
import sys
import unittest


def main(module_name: str = "__main__") -> None:
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[module_name])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors)
    skipped = len(result.skipped)
    for case, reason in result.skipped:
        print(f"SKIPPED {case.id()}: {reason}")
    folder, name = os.environ.get("FETTLE_TEST_REPORT"), os.environ.get("FETTLE_TEST_NAME")
    if folder and name:
        figures = f"{result.testsRun - failed - skipped} {failed} {skipped}\n"
        pathlib.Path(folder, f"{name}.{os.getpid()}.count").write_text(figures, encoding="ascii")
    sys.exit(1 if failed else 0)
