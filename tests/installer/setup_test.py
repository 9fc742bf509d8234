#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""installer/setup.sh with stand-ins for apt, sudo and pip: what it takes, when it asks, what it leaves behind."""
import json
import os
import pathlib
import pty
import select
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import script_report

# Stands in for the private Python with pip: knows the requirements in KNOWN, writes down every call.
PIP = """#!/usr/bin/env bash
case "$*" in *--version*) exit 0 ;; esac
case "$1" in *.py) exec "$REAL_PYTHON" "$@" ;; esac
case "$*" in
    "-m pip config list") printf '%s\\n' "$PIP_SETTINGS"; exit 0 ;;
    "-m pip install --help") printf '%s\\n' "$PIP_HELP"; exit 0 ;;
esac
echo "$*" >>"$CALLS"
while [ $# -gt 0 ]; do
    if [ "$1" = --target ]; then target="$2"; fi
    requirement="$1"; shift
done
if [ "$requirement" = "$BROKEN" ]; then mkdir -p "$target/torch/lib"; echo "connection reset"; exit 1; fi
case " $KNOWN " in *" $requirement "*) ;; *) echo "ERROR: No matching distribution found for $requirement"; exit 1 ;; esac
case "$requirement" in
    torch==*) mkdir -p "$target/torch/lib" "$target/torch/include/torch/csrc/api/include/torch"
        touch "$target/torch/lib/libtorch_cpu.so" "$target/torch/include/torch/csrc/api/include/torch/torch.h"
        echo "__version__ = '${requirement#torch==}'" >"$target/torch/version.py" ;;
    pyarrow==*) mkdir -p "$target/pyarrow/include/arrow"; touch "$target/pyarrow/include/arrow/api.h" ;;
esac
"""
CPU, CUDA, ARROW = "torch==2.13.0+cpu", "torch==2.13.0", "pyarrow==26.0.1"


class Setup(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.deps = self.folder / "cache/fettle/deps"
        self.calls = self.folder / "calls"
        self.calls.touch()
        (self.folder / "stand-ins").mkdir()
        self.stand_in("stand-ins/python3", "#!/bin/sh\nexit 1\n")
        self.stand_in("cache/fettle/deps/pyenv/bin/python", PIP)
        self.packages_there(True)

    def stand_in(self, relative: str, text: str):
        path = self.folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def packages_there(self, there: bool):
        self.stand_in("stand-ins/dpkg-query", f"#!/bin/sh\n{'echo install ok installed' if there else 'exit 1'}\n")

    def environment(self, **more: str) -> dict[str, str]:
        return {"PATH": f"{self.folder}/stand-ins:/usr/bin:/bin", "HOME": str(self.folder), "CALLS": str(self.calls),
                "XDG_CACHE_HOME": str(self.folder / "cache"), "KNOWN": f"{CPU} {CUDA} {ARROW}", "BROKEN": "-",
                "REAL_PYTHON": sys.executable, "PIP_SETTINGS": "", "PIP_HELP": "", **more}

    def run_setup(self, *options: str, **more: str) -> tuple[int, str]:
        done = subprocess.run(["bash", ROOT / "installer/setup.sh", *options], env=self.environment(**more), text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        return done.returncode, done.stdout

    def run_at_terminal(self, answer: str, **more: str) -> tuple[int, str]:
        """Runs it on a pseudo-terminal and answers the first question."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve("/bin/bash", ["bash", str(ROOT / "installer/setup.sh")], self.environment(**more))
        text, answered, end = "", False, time.monotonic() + 60
        while time.monotonic() < end:
            if not select.select([terminal], [], [], 1)[0]:
                continue
            try:
                part = os.read(terminal, 4096).decode(errors="replace")
            except OSError:
                break
            if not part:
                break
            text += part
            if "[y/N]" in text and not answered:
                os.write(terminal, answer.encode() + b"\n")
                answered = True
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), text

    def test_takes_the_cpu_wheel_without_dependencies_and_once(self):
        status, text = self.run_setup()
        self.assertEqual(status, 0, text)
        self.assertIn("wheel: torch 2.13.0+cpu", text)
        calls = self.calls.read_text().splitlines()
        self.assertEqual(len(calls), 2, calls)
        self.assertTrue(all("--no-deps" in call for call in calls), calls)
        status, text = self.run_setup()
        self.assertEqual((status, len(self.calls.read_text().splitlines())), (0, 2), text)
        self.assertIn("fetched earlier", text)

    def test_a_source_of_ones_own_is_handed_to_pip(self):
        self.run_setup(FETTLE_TORCH_SOURCE="/srv/wheels")
        self.assertIn("--find-links /srv/wheels", self.calls.read_text())
        self.assertNotIn("/srv/wheels", self.calls.read_text().splitlines()[1])

    def test_the_cuda_build_is_refused_where_nobody_can_be_asked(self):
        status, text = self.run_setup(KNOWN=f"{CUDA} {ARROW}")
        self.assertEqual(status, 1, text)
        for word in ("GB", "FETTLE_LIBTORCH", "FETTLE_TORCH_SOURCE"):
            self.assertIn(word, text)
        self.assertEqual(len(self.calls.read_text().splitlines()), 1)

    def test_the_cuda_build_is_taken_with_its_size_on_a_build_server(self):
        status, text = self.run_setup(KNOWN=f"{CUDA} {ARROW}", CI="true")
        self.assertEqual(status, 0, text)
        self.assertIn("GB", text)
        call = self.calls.read_text().splitlines()[1]
        self.assertTrue(call.endswith(CUDA))
        self.assertNotIn("--no-deps", call)

    def test_the_cuda_build_is_asked_for_at_a_terminal(self):
        status, text = self.run_at_terminal("n", KNOWN=f"{CUDA} {ARROW}")
        self.assertEqual(status, 1, text)
        self.assertIn("Take the CUDA build?", text)
        status, text = self.run_at_terminal("y", KNOWN=f"{CUDA} {ARROW}")
        self.assertEqual(status, 0, text)

    def test_a_failed_download_is_no_reason_for_the_cuda_build_and_leaves_nothing(self):
        status, text = self.run_setup(BROKEN=CPU, CI="true")
        self.assertEqual(status, 1, text)
        self.assertIn("connection reset", text)
        self.assertEqual(len(self.calls.read_text().splitlines()), 1)
        self.assertEqual([path.name for path in self.deps.iterdir()], ["pyenv"])

    def test_a_libtorch_of_ones_own_is_used_as_it_is(self):
        (self.folder / "own/lib").mkdir(parents=True)
        (self.folder / "own/lib/libtorch_cpu.so").touch()
        status, text = self.run_setup(FETTLE_LIBTORCH=str(self.folder / "own"))
        self.assertEqual(status, 0, text)
        self.assertNotIn("torch==", self.calls.read_text())
        status, text = self.run_setup(FETTLE_LIBTORCH=str(self.folder / "nowhere"))
        self.assertEqual(status, 1)
        self.assertIn("nowhere", text)

    def test_missing_packages_without_anybody_to_ask(self):
        self.packages_there(False)
        self.stand_in("stand-ins/id", "#!/bin/sh\necho 1000\n")
        self.stand_in("stand-ins/apt-get", "#!/bin/sh\necho apt \"$@\" >>\"$CALLS\"\n")
        self.stand_in("stand-ins/sudo", "#!/bin/sh\n[ \"$1\" = -n ] || echo asked >>\"$CALLS\"\nexit 1\n")
        for surroundings in ({}, {"CI": "true"}):
            status, text = self.run_setup(**surroundings)
            self.assertEqual(status, 1, text)
            self.assertIn("sudo apt-get install", text)
            self.assertIn("libyaml-cpp-dev", text)
        self.assertEqual(self.calls.read_text(), "")

    def test_sudo_is_asked_for_at_a_terminal(self):
        self.packages_there(False)
        self.stand_in("stand-ins/id", "#!/bin/sh\necho 1000\n")
        self.stand_in("stand-ins/apt-get", "#!/bin/sh\nexit 0\n")
        self.stand_in("stand-ins/sudo", "#!/bin/sh\necho sudo \"$@\" >>\"$CALLS\"\n")
        status, text = self.run_at_terminal("n")
        self.assertEqual((status, self.calls.read_text()), (1, ""), text)
        status, text = self.run_at_terminal("y")
        self.assertEqual(status, 0, text)
        self.assertIn("sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y", self.calls.read_text())

    def test_root_installs_without_a_question_and_shows_apts_words_only_when_it_fails(self):
        self.packages_there(False)
        self.stand_in("stand-ins/id", "#!/bin/sh\necho 0\n")
        self.stand_in("stand-ins/apt-get", "#!/bin/sh\necho \"$@\" >>\"$CALLS\"\necho words of apt\n")
        status, text = self.run_setup()
        self.assertEqual(status, 0, text)
        self.assertNotIn("words of apt", text)
        self.assertIn("install -y --no-install-recommends build-essential", self.calls.read_text())
        self.stand_in("stand-ins/apt-get", "#!/bin/sh\necho words of apt\nexit 1\n")
        status, text = self.run_setup()
        self.assertEqual(status, 1, text)
        self.assertIn("words of apt", text)
        self.assertIn("apt-get could not install", text)

    def index(self) -> str | None:
        file = self.folder / ".config/fettle/downloads.json"
        return json.loads(file.read_text()).get("index") if file.exists() else None

    def test_pips_index_is_kept_for_the_starter_pack_once_and_privately(self):
        status, text = self.run_setup()
        self.assertEqual((status, self.index()), (0, None), text)
        settings = "global.index-url='https://me:secret@index.example.org/simple'\nglobal.timeout='60'"
        status, text = self.run_setup(PIP_SETTINGS=settings)
        self.assertEqual((status, self.index()), (0, "https://me:secret@index.example.org/simple"), text)
        self.assertIn("https://index.example.org/simple", text)
        self.assertNotIn("secret", text)
        file = self.folder / ".config/fettle/downloads.json"
        self.assertEqual(file.stat().st_mode & 0o077, 0)
        self.assertEqual(file.parent.stat().st_mode & 0o077, 0)
        # Somebody's own address stays, and so does what else stands there.
        file.write_text('{"index": "https://own.example.org", "offline": true}')
        self.run_setup(PIP_SETTINGS=settings)
        self.assertEqual(json.loads(file.read_text()), {"index": "https://own.example.org", "offline": True})
        file.write_text('{"offline": true}')
        self.run_setup(PIP_SETTINGS="global.extra-index-url='https://b.example.org https://c.example.org'\n"
                                    "global.find-links='/srv/wheels https://flat.example.org'\n:env:.index-url='https://a.example.org'\n"
                                    "global.index-url='https://not.example.org'")
        self.assertEqual(json.loads(file.read_text())["offline"], True)
        self.assertEqual(self.index(), "file:///srv/wheels https://a.example.org https://b.example.org https://c.example.org")
        file.write_text("not json")
        status, text = self.run_setup(PIP_SETTINGS=settings)
        self.assertEqual((status, file.read_text()), (0, "not json"), text)

    def test_with_nothing_set_pips_own_default_is_kept(self):
        help_text = "  -i, --index-url <url>   Base URL of the Python Package Index\n     (default https://default.example.org/simple).\n"
        self.run_setup(PIP_HELP=help_text)
        self.assertEqual(self.index(), "https://default.example.org/simple")
        (self.folder / ".config/fettle/downloads.json").unlink()
        self.run_setup(PIP_HELP=help_text, PIP_SETTINGS="global.no-index='true'\nglobal.find-links='file:///srv/wheels'")
        self.assertEqual(self.index(), "file:///srv/wheels")

    def test_the_starter_pack_is_fetched_by_the_command_line(self):
        for part in ("setup.sh", "lib.sh", "packages.sh", "pip_index.py"):
            (self.folder / "tree/installer").mkdir(parents=True, exist_ok=True)
            (self.folder / "tree/installer" / part).write_text((ROOT / "installer" / part).read_text())
        def run(**more: str) -> tuple[int, str]:
            done = subprocess.run(["bash", self.folder / "tree/installer/setup.sh", "--starter"], env=self.environment(**more), text=True,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
            return done.returncode, done.stdout

        status, text = run()
        self.assertEqual(status, 1, text)
        self.assertIn("--build release --starter", text)
        self.stand_in("tree/build/release/bin/fettle-cli", "#!/bin/sh\necho cli \"$@\" >>\"$CALLS\"\nexit ${CLI_STATUS:-0}\n")
        status, text = run()
        self.assertEqual(status, 0, text)
        self.assertIn("cli models fetch starter --yes", self.calls.read_text())
        status, text = run(CLI_STATUS="1")
        self.assertEqual(status, 1, text)
        self.assertIn("--index", text)

    def test_unknown_words_are_errors(self):
        for options in (("--build", "fast"), ("--frobnicate",)):
            status, text = self.run_setup(*options)
            self.assertEqual(status, 1, text)
            self.assertIn(options[-1], text)


if __name__ == "__main__":
    script_report.main()
