#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`cmake --install` gives a folder that can be moved and runs with the build tree and the Python packages gone."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import script_report

BUILD = pathlib.Path(os.environ["FETTLE_BUILD_DIR"])


def cache_entry(name: str) -> str:
    match = re.search(rf"^{name}:[A-Z]+=(.*)$", (BUILD / "CMakeCache.txt").read_text(), re.MULTILINE)
    return match.group(1) if match else ""


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="fettle-install-"))
        first = cls.folder / "first"
        done = subprocess.run(["cmake", "--install", BUILD, "--prefix", first], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        cls.prefix = cls.folder / "moved" / "fettle"
        cls.prefix.parent.mkdir()
        first.rename(cls.prefix)
        cls.programs = sorted((cls.prefix / "bin").iterdir())

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def test_all_programs_are_installed(self):
        built = {path.name for path in (BUILD / "bin").iterdir() if path.name.startswith("fettle")}
        self.assertTrue(built)
        self.assertEqual({path.name for path in self.programs}, built)

    def test_run_paths_stay_inside(self):
        for path in self.programs + sorted((self.prefix / "lib").iterdir()):
            dynamic = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True).stdout
            for entry in re.findall(r"R(?:UN)?PATH.*\[(.*)\]", dynamic):
                for folder in filter(None, entry.split(":")):
                    self.assertTrue(folder.startswith("$ORIGIN"), f"{path.name}: {folder}")

    def test_programs_start_where_build_and_packages_are_hidden(self):
        hidden = [str(BUILD)] + [folder for folder in (cache_entry("FETTLE_DEPS_DIR"), cache_entry("FETTLE_LIBTORCH"))
                                 if folder and os.path.isdir(folder)]
        hide = "set -e; for folder in \"${@:2}\"; do mount -t tmpfs none \"$folder\"; done; exec \"$1\" --version"
        unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
        if subprocess.run([*unshare, "bash", "-c", "d=$(mktemp -d) && mount -t tmpfs none $d"], capture_output=True).returncode != 0:
            self.skipTest("no mount namespaces for this user here")
        environment = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        for program in self.programs:
            done = subprocess.run([*unshare, "bash", "-c", hide, "hide", program, *hidden], capture_output=True, text=True,
                                  env=environment, timeout=120)
            self.assertEqual(done.returncode, 0, f"{program.name}: {done.stdout}{done.stderr}")

    def test_notices_and_licence_come_along(self):
        documents = {path.name for path in (self.prefix / "share/doc/fettle").iterdir()}
        self.assertLessEqual({"LICENSE", "README.md", "CHANGELOG.md", "THIRD_PARTY.md"}, documents)


if __name__ == "__main__":
    script_report.main()
