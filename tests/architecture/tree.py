# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the tree, and which room each belongs to."""
import pathlib
import subprocess

SOURCE_SUFFIXES = {".cpp", ".h", ".cu", ".cuh"}
TEXT_SUFFIXES = SOURCE_SUFFIXES | {".py", ".sh", ".cmake", ".txt", ".json", ".yaml", ".yml", ".md", ".ts", ".sql", ".qrc"}


def files(root: pathlib.Path) -> list[pathlib.Path]:
    """Everything git tracks or would track; without git, everything outside build folders."""
    try:
        listed = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard", "-z"],
                                check=True, capture_output=True).stdout.decode().split("\0")
        found = [root / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in root.rglob("*") if not {"build", ".git"} & set(path.relative_to(root).parts)]
    return sorted({path for path in found if path.is_file()})


def sources(root: pathlib.Path) -> list[pathlib.Path]:
    return [path for path in files(root) if path.suffix in SOURCE_SUFFIXES]


def room(relative: str) -> str | None:
    """engine/store/reader.h -> store; app/cli/main.cpp -> app/cli; ui/forms/x.h -> ui; else None."""
    parts = relative.split("/")
    if parts[0] == "engine" and len(parts) > 2:
        return parts[1]
    if parts[0] == "app" and len(parts) > 2:
        return "app/" + parts[1]
    if parts[0] in ("ui", "plugins", "tests"):
        return parts[0]
    return None
