# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that every file of ours keeps: length, licence line, no singletons, nothing left for later, no machine's own paths."""
import pathlib
import re

from tree import SOURCE_SUFFIXES, TEXT_SUFFIXES, files

MAX_LINES = 500
LONG_ALLOWED_SUFFIXES = {".md", ".json", ".ts", ".yaml", ".yml", ".txt"}

# Written in parts, so that this file keeps its own rules.
LEFT_FOR_LATER = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b")
SINGLETON = re.compile(r"(?<!QCoreApplication::)(?<!QApplication::)\binst" r"ance\s*\(\s*\)")
EMPTY_NAME = re.compile(r"\b(?:class|struct)\s+\w*(?:Manager|Helper|Helpers|Util|Utils|Misc)\b")
EMPTY_FILE_NAME = re.compile(r"(^|_)(manager|helper|helpers|util|utils|misc)(_|\.|$)")
REGISTRY_HOST = re.compile("|".join(re.escape(host) for host in (
    "pypi" + ".org", "pythonhosted" + ".org", "download.pytorch" + ".org", "deb.debian" + ".org",
    "security.debian" + ".org", "snapshot.debian" + ".org", "anaconda" + ".org", "registry.npmjs" + ".org")))
MACHINE_PATH = re.compile(r"(?<![\w.$}~-])/(wo" r"rk|ro" r"ot|opt/wheels|opt/pypi)/|(?<![\w.$}~-])/tm" r"p/build-")


def check_file(relative: str, text: str) -> list[str]:
    path = pathlib.PurePosixPath(relative)
    problems = []
    lines = text.splitlines()
    if path.suffix not in LONG_ALLOWED_SUFFIXES and len(lines) > MAX_LINES:
        problems.append(f"{relative}: {len(lines)} lines; {MAX_LINES} at most")
    if path.suffix in SOURCE_SUFFIXES | {".py", ".sh", ".cmake"} or path.name == "CMakeLists.txt":
        if not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line in lines[:2]):
            problems.append(f"{relative}: no licence line at the top")
    if EMPTY_FILE_NAME.search(path.name):
        problems.append(f"{relative}: the file's name does not say what is in it")
    for number, line in enumerate(lines, 1):
        where = f"{relative}:{number}"
        if match := LEFT_FOR_LATER.search(line):
            problems.append(f"{where}: {match.group(0)}: finish it or write it into an issue")
        if match := REGISTRY_HOST.search(line):
            problems.append(f"{where}: names a package registry ({match.group(0)})")
        if match := MACHINE_PATH.search(line):
            problems.append(f"{where}: names one machine's path ({match.group(0)})")
        if path.suffix in SOURCE_SUFFIXES:
            if SINGLETON.search(line):
                problems.append(f"{where}: a singleton")
            if match := EMPTY_NAME.search(line):
                problems.append(f"{where}: \"{match.group(0)}\" says nothing; name what it does")
    return problems


def check(root: pathlib.Path) -> list[str]:
    problems = []
    for path in files(root):
        if path.suffix in TEXT_SUFFIXES or path.parts[-2:] == (".ci", "run"):
            relative = path.relative_to(root).as_posix()
            problems += check_file(relative, path.read_text(encoding="utf-8", errors="replace"))
    return problems
