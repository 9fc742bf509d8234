#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the desktop's texts in step with the sources: python3 translations/update_ui.py [--check]

tr() texts of ui and app/desktop go by lupdate into translations/ui_zh_CN.ts, and those with a number also into ui_en.ts,
which holds English plurals. --check changes nothing and fails where a file is behind the sources, a text is unfinished,
a placeholder differs, or look.md's words and punctuation are not kept.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
CHINESE, ENGLISH = "ui_zh_CN.ts", "ui_en.ts"
PLACEHOLDER = re.compile(r"%(?:L?(\d+)|(n))")


def lupdate():
    for candidate in ("/usr/lib/qt6/bin/lupdate", "lupdate6", "lupdate"):
        if found := shutil.which(candidate):
            return found
    sys.exit("lupdate was not found. On Debian: apt-get install qt6-l10n-tools")


def run(folder):
    """Updates the files that lie in `folder`."""
    base = [lupdate(), "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en", "-extensions", "cpp,h", "-I", ROOT,
            ROOT / "ui", ROOT / "app/desktop"]
    subprocess.run([*base, "-target-language", "zh_CN", "-ts", folder / CHINESE], check=True)
    subprocess.run([*base, "-target-language", "en", "-pluralonly", "-ts", folder / ENGLISH], check=True)


def marked(text):
    """Qt's %1 and %n as the marks that check.py knows; patterns of file dialogs and endings of file names are no prose."""
    text = re.sub(r"\.xlsx$", "", re.sub(r" ?\(\*[^)]*\)(;;)?", "。", text))
    return re.sub(r"\(&\w\)|&(?=\w)", "", PLACEHOLDER.sub(lambda match: "{a" + (match.group(1) or match.group(2)) + "}", text))


def messages(file):
    """(context, source, comment) -> translations of a file, [] where unfinished."""
    found = {}
    for context in xml.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            done = translation.get("type") != "unfinished" and all(forms)
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            found[key] = forms if done else []
    return found


def problems():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for file in (CHINESE, ENGLISH):
            if (FOLDER / file).exists():
                shutil.copy(FOLDER / file, folder / file)
        run(folder)
        for file in (CHINESE, ENGLISH):
            fresh = messages(folder / file)
            kept = messages(FOLDER / file) if (FOLDER / file).exists() else {}
            if set(fresh) != set(kept):
                yield f"{file} is behind the sources: python3 translations/update_ui.py"
            for (context, source, _), forms in fresh.items():
                if not forms:
                    yield f"{file}: not translated: {context}: {source}"
                if file == CHINESE:
                    yield from (f"{problem}: {context}: {source}" for problem in check.english(marked(source), set()))
                for form in forms if file == CHINESE else []:
                    yield from (f"{problem}: {context}: {form}" for problem in check.chinese(marked(source), marked(form), set()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        run(FOLDER)
        for file in (CHINESE, ENGLISH):
            found = messages(FOLDER / file)
            print(f"{file}: {len(found)} texts, {sum(not forms for forms in found.values())} unfinished")
        return 0
    found = list(problems())
    for problem in found:
        print(problem)
    print(f"{len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
