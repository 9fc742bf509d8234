# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom: the table of the design, held over every file by reading its includes."""
import pathlib
import re

from tree import room, sources

RUNTIME = {"contract", "platform", "documents", "tokenizers", "pretrained", "component_api", "data", "model", "training",
           "components", "worker"}

# platform may include contract, for Result and Error; contract includes nothing of ours.
ALLOWED = {
    "contract": set(),
    "platform": {"contract"},
    "documents": {"contract", "platform"},
    "tokenizers": {"contract", "platform"},
    "pretrained": {"contract", "documents", "platform", "tokenizers"},
    "store": {"contract", "platform"},
    "hub": {"contract", "platform", "pretrained"},
    "service": {"contract", "documents", "store", "platform", "pretrained", "hub"},
    "client": {"contract", "platform"},
    "component_api": {"contract"},
    "data": {"contract", "documents", "platform", "tokenizers", "pretrained", "component_api"},
    "model": {"contract", "documents", "platform", "pretrained", "component_api", "data"},
    "training": {"contract", "documents", "platform", "pretrained", "component_api", "data", "model"},
    "components": {"contract", "platform", "tokenizers", "pretrained", "component_api", "data", "model", "training"},
    "worker": RUNTIME - {"worker"},
    "app/engine": {"contract", "documents", "platform", "store", "pretrained", "hub", "service"},
    "app/worker": RUNTIME,
    "app/cli": {"contract", "documents", "client", "platform", "store"},
    "app/desktop": {"contract", "documents", "client", "platform", "store", "ui"},
    "ui": {"contract", "documents", "client", "platform", "store"},
    "plugins": {"contract", "component_api", "data", "model", "training"},
}

TORCH_ROOMS = {"component_api", "data", "model", "training", "components", "worker", "app/worker", "plugins"}
ARROW_ROOMS = {"data", "components"}
QT_ROOMS = {"hub", "service", "client", "app/engine", "app/cli", "app/desktop", "ui"}

# Outside headers: pattern, rooms that may include them, what to call them.
OUTSIDE = [
    (re.compile(r"^(torch|ATen|c10|caffe2)/"), TORCH_ROOMS, "a LibTorch header"),
    (re.compile(r"^(arrow|parquet)/"), ARROW_ROOMS, "an Arrow header"),
    (re.compile(r"^(Q[A-Z]\w*|Qt[A-Z]\w*/.*)$"), QT_ROOMS, "a Qt header"),
    (re.compile(r"^(SQLiteCpp/|sqlite3\.h$)"), {"store"}, "an SQLite header"),
    (re.compile(r"^(sys/|linux/|netinet/|arpa/|unistd\.h|fcntl\.h|signal\.h|dlfcn\.h|pthread\.h|sched\.h|poll\.h|spawn\.h|"
                r"termios\.h|pwd\.h|dirent\.h|windows\.h)"), {"platform"}, "an operating-system header"),
]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(<([^>]+)>|"([^"]+)")', re.MULTILINE)


def check_file(relative: str, text: str) -> list[str]:
    here = room(relative)
    if here is None:
        return []
    problems = []
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        where = f"{relative}:{line}"
        included = match.group(2) or match.group(3)
        there = room(included)
        if match.group(3) and there is None and not included.endswith((".moc", ".inc")):
            problems.append(f'{where}: "{included}" does not carry its path from the root')
        if here == "tests":
            continue
        if there == "tests":
            problems.append(f"{where}: {here} includes the tests' {included}")
        elif there is not None and there != here and there not in ALLOWED.get(here, set()):
            problems.append(f"{where}: {here} may not include {there} ({included})")
        elif there == "store" and here in ("app/cli", "app/desktop", "ui") and not re.search(r"reader|records\.h", included):
            problems.append(f"{where}: {here} may include the store's reader only, not {included}")
        for pattern, rooms, name in OUTSIDE:
            if pattern.match(included) and here not in rooms:
                problems.append(f"{where}: {here} may not include {name} ({included})")
        # The lists of fields make toJson and fromJson in contract and the strict readers in documents, and the rows of the store; the full
        # JSON header that they bring is for nobody else.
        if re.match(r"engine/contract/\w+_fields\.h$", included) and here not in ("contract", "documents", "store"):
            problems.append(f"{where}: {included} is for contract, documents and store; include the header of the value")
        public_header = relative.endswith(".h") and not relative.endswith("_fields.h")
        if here == "contract" and public_header and included == "nlohmann/json.hpp":
            problems.append(f"{where}: a contract header includes json_fwd.hpp only (0.3 s a file against 3.1 s)")
    return problems


def check(root: pathlib.Path) -> list[str]:
    problems = []
    for path in sources(root):
        relative = path.relative_to(root).as_posix()
        problems += check_file(relative, path.read_text(encoding="utf-8", errors="replace"))
    return problems
