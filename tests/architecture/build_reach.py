# SPDX-License-Identifier: GPL-3.0-or-later
"""What the build lets reach a room: compiler command lines, precompiled headers, dependency files and link lines.

GCC's dependency files leave out what comes by a precompiled header, so its use is checked as such.
"""
import json
import pathlib
import re
import subprocess

from includes import ARROW_ROOMS, QT_ROOMS, RUNTIME, TORCH_ROOMS
from tree import room

TORCH_HEADER = re.compile(r"/include/(torch|ATen|c10|caffe2)/|/torch/include\b")
ARROW_HEADER = re.compile(r"/include/(arrow|parquet)/|/pyarrow/include\b")
QT_HEADER = re.compile(r"/(qt6|qt5|QtCore|QtNetwork|QtGui|QtWidgets)(/|\s|$)")
PRECOMPILED = re.compile(r"cmake_pch")
TORCH_PRECOMPILED = re.compile(r"fettle_torch_pch")
TORCH_LIBRARY = re.compile(r"libtorch|libc10|libarrow|libparquet")
QT_LIBRARY = re.compile(r"libQt[56]")

TORCH_FREE_PROGRAMS = ["fettle", "fettle-engine", "fettle-cli", "test_contract", "test_platform", "test_documents",
                       "test_tokenizers", "test_pretrained", "test_hub", "test_store", "test_service", "test_client", "test_cli"]
QT_FREE_PROGRAMS = ["fettle-worker", "test_contract", "test_platform", "test_documents", "test_tokenizers", "test_pretrained", "test_component_api", "test_data",
                    "test_model", "test_training", "test_components", "test_worker", "test_golden"]


def room_rules(here: str) -> list[tuple[re.Pattern, str]]:
    rules = []
    if here not in TORCH_ROOMS:
        # The desktop has a precompiled header of its own, without LibTorch.
        rules += [(TORCH_HEADER, "LibTorch"), (TORCH_PRECOMPILED if here in ("ui", "app/desktop") else PRECOMPILED, "a precompiled header")]
    if here not in TORCH_ROOMS and here not in ARROW_ROOMS:
        rules.append((ARROW_HEADER, "Arrow"))
    if here in RUNTIME or here in ("app/worker", "plugins"):
        rules.append((QT_HEADER, "Qt"))
    assert not (here in RUNTIME and here in QT_ROOMS)
    return rules


def check_commands(commands: list[dict], source_root: str) -> list[str]:
    """`commands` as in compile_commands.json."""
    problems = []
    for command in commands:
        file = command["file"]
        relative = file.removeprefix(source_root.rstrip("/") + "/")
        # moc and unity sources lie in the build folder under their room's path.
        inTree = relative != file and not relative.startswith("build/")
        here = room(relative if inTree else re.sub(r"^.*?/(?=(engine|app|ui|plugins)/)", "", file))
        if here is None or here == "tests":
            continue
        for pattern, name in room_rules(here):
            if pattern.search(command["command"].replace(file, "")):
                problems.append(f"{relative}: {name} is on the command line of {here}")
    return problems


def check_dependencies(text: str) -> list[str]:
    """`text` as `ninja -t deps` prints it: 'object: #deps …' and then a header per indented line."""
    problems = []
    rules: list[tuple[re.Pattern, str]] = []
    target = ""
    for line in text.splitlines():
        if line and not line[0].isspace():
            target = line.split(": #deps")[0]
            here = room(re.sub(r"/CMakeFiles/[^/]+\.dir/.*$", "/object", target))
            rules = room_rules(here) if here not in (None, "tests") else []
            continue
        for pattern, name in rules:
            if pattern.search(line):
                problems.append(f"{target}: {name} reaches it by {line.strip()}")
    return problems


def check_links(link_lines: dict[str, str]) -> list[str]:
    """Program name -> everything on its link line and what the dynamic loader is told to load."""
    problems = []
    for program, line in link_lines.items():
        if program in TORCH_FREE_PROGRAMS and (match := TORCH_LIBRARY.search(line)):
            problems.append(f"{program} links {match.group(0)}")
        if program in QT_FREE_PROGRAMS and (match := QT_LIBRARY.search(line)):
            problems.append(f"{program} links {match.group(0)}")
    return problems


def read_link_lines(build: pathlib.Path) -> dict[str, str]:
    """From build.ninja, and from the program itself where it is built."""
    lines: dict[str, str] = {}
    current = None
    with open(build / "build.ninja", encoding="utf-8") as ninja:
        for line in ninja:
            if line.startswith("build "):
                output = line[len("build "):].split(":")[0].split(" ")[0]
                name = output.split("/")[-1]
                wanted = output in (f"bin/{name}", f"tests/{name}") and name in TORCH_FREE_PROGRAMS + QT_FREE_PROGRAMS
                current = name if wanted and "_EXECUTABLE_LINKER" in line else None
            elif current and line.startswith("  LINK_LIBRARIES"):
                lines[current] = line
    for name in lines:
        for folder in ("bin", "tests"):
            if (build / folder / name).exists():
                lines[name] += subprocess.run(["readelf", "-d", build / folder / name], check=True, text=True,
                                              capture_output=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout
    return lines


def check(root: pathlib.Path, build: pathlib.Path) -> list[str]:
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    dependencies = subprocess.run(["ninja", "-C", build, "-t", "deps"], check=True, text=True, capture_output=True).stdout
    return (check_commands(commands, str(root)) + check_dependencies(dependencies)
            + check_links(read_link_lines(build)))
