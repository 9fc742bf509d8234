# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells Fettle which package index pip uses here: python3 pip_index.py PYTHON_WITH_PIP DOWNLOADS_JSON

Reads pip's settings (its files and the environment) and its own default, and writes the addresses under "index" into
Fettle's settings for downloads, where none stands there yet. Fettle asks them for the starter pack, when somebody
wants it. Prints what it wrote, without passwords; nothing where there is nothing to do.
"""
import ast
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

# What says more about an installation goes before what says less.
SECTIONS = (":env:", "install", "download", "global")


def pip(python: str, *arguments: str) -> str:
    done = subprocess.run([python, "-m", "pip", *arguments], capture_output=True, text=True, timeout=60)
    return done.stdout if done.returncode == 0 else ""


def settings_of(listing: str) -> dict[str, dict[str, str]]:
    """`pip config list`: lines of section.name='value'."""
    found: dict[str, dict[str, str]] = {}
    for line in listing.splitlines():
        match = re.match(r"(:env:|\w+)\.([\w-]+)=(.*)$", line)
        if not match:
            continue
        try:
            value = str(ast.literal_eval(match.group(3)))
        except (SyntaxError, ValueError):
            value = match.group(3)
        found.setdefault(match.group(1), {})[match.group(2)] = value
    return found


def value(settings: dict[str, dict[str, str]], name: str) -> str:
    return next((settings[section][name] for section in SECTIONS if settings.get(section, {}).get(name)), "")


def addresses(listing: str, help_text: str) -> list[str]:
    settings = settings_of(listing)
    found = []
    for place in value(settings, "find-links").split():
        if place.startswith(("/", "~")):
            place = pathlib.Path(place).expanduser().as_uri()
        if place.startswith("file:"):
            found.append(place)
    if value(settings, "no-index").lower() not in ("1", "true", "yes", "on"):
        index = value(settings, "index-url")
        found += ([index] if index else []) + value(settings, "extra-index-url").split()
        if not index:  # pip's own, which its help names
            default = re.search(r"--index-url.*?\(default\s+(\S+?)\)", help_text, re.DOTALL)
            found += [default.group(1)] if default else []
    found = [address for address in found if address.startswith(("https://", "http://", "file://"))]
    # Folders answer at once and without a network.
    return sorted(dict.fromkeys(found), key=lambda address: not address.startswith("file:"))


def without_password(address: str) -> str:
    parts = urllib.parse.urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def write(file: pathlib.Path, document: dict) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".downloads.")  # readable by its user alone
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    os.replace(temporary, file)


def main() -> int:
    python, file = sys.argv[1], pathlib.Path(sys.argv[2])
    try:
        document = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    except ValueError:
        print(f"{file} cannot be read and was left alone", file=sys.stderr)
        return 0
    if not isinstance(document, dict) or document.get("index"):
        return 0
    found = addresses(pip(python, "config", "list"), pip(python, "install", "--help"))
    if found:
        write(file, {**document, "index": " ".join(found)})
        print(" ".join(map(without_password, found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
