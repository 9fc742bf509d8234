#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes awkward_sheets.json: what each awkward workbook must read as, by openpyxl.

    python make_awkward_sheets.py ../../../shared/data/awkward > awkward_sheets.json

openpyxl is told sheet, row of the names and columns of each file by hand (the table below), so that nothing of what our
own reader recognises by itself enters here. For each file: sheet, rows, columns, names and a SHA-256 over all cells as
text, missing ones apart; or, where no table is in it, the error code that the import has to give; or "any", where people
would not agree on what the table is and it only has to import or say why not. Needs openpyxl.
"""
import datetime
import hashlib
import json
import sys
import warnings
from pathlib import Path

import openpyxl

MISSING = {"?", "NA", "N/A", "n/a", "na", "#N/A", "#NA", "<NA>", "NULL", "null", "Null", "NaN", "nan", "NAN", "-nan", "-NaN"}

# sheet (number from 0), header (its row), first and last column (from 0).
HINTS = {
    "csvkit_examples/dummy.xlsx": (0, 1, 0, 2),
    "csvkit_examples/realdata/ne_1033_data.xlsx": (0, 1, 0, 13),
    "csvkit_examples/sheets.xlsx": (1, 1, 0, 7),
    "csvkit_examples/test.xlsx": (0, 1, 0, 7),
    "csvkit_examples/test_skip_lines.xlsx": (0, 4, 0, 7),
    "frictionless_data/adjust-floating-point-error.xlsx": (0, 1, 0, 3),
    "frictionless_data/cast-int-to-string-issue-1251.xlsx": (0, 1, 0, 4),
    "frictionless_data/issue-312.xlsx": (0, 1, 0, 4),
    "frictionless_data/issue-313.xlsx": (0, 1, 0, 4),
    "frictionless_data/issue-870.xlsx": (0, 1, 0, 7),
    "frictionless_data/number-format-multicode.xlsx": (0, 1, 0, 0),
    "frictionless_data/preserve-formatting-percentage.xlsx": (0, 1, 0, 1),
    "frictionless_data/sheet2.xlsx": (1, 1, 0, 1),
    "frictionless_data/sheets.xlsx": (0, 1, 0, 1),
    "frictionless_data/table-infer-boolean.xlsx": (0, 1, 0, 2),
    "frictionless_data/table-output.xlsx": (0, 1, 0, 1),
    "frictionless_data/table.xlsx": (0, 1, 0, 1),
}
ERRORS = {"frictionless_data/merged-cells.xlsx": "data.table_no_rows"}  # one filled cell
ANY = {"frictionless_data/issue-1024.xlsx", "frictionless_data/issue-320.xlsx",  # reports in several blocks
       "frictionless_data/multiline-headers.xlsx", "frictionless_data/skip-rows.xlsx",
       "frictionless_data/preserve-formatting.xlsx"}  # one row under names like "0.00" and "m/d/yy": names, or a row?


def number_text(value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value).replace("e-0", "e-").replace("e+0", "e+")


def cell_text(value):
    """As the import stores a cell of a column of texts; None: missing."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d") if value.time() == datetime.time() else value.strftime("%Y-%m-%dT%H:%M:%SZ")
    text = str(value).replace("\r\n", "\n")
    return None if text.strip() == "" or text.strip() in MISSING else text


def names_of(header):
    names = []
    for value in header:
        text = "" if value is None else (number_text(value) if isinstance(value, (int, float)) else str(value))
        name = " ".join(text.split("\n")).strip() or str(len(names))
        unique, i = name, 2
        while unique in names:
            unique, i = f"{name}_{i}", i + 1
        names.append(unique)
    return names


def expected(path, hint):
    sheet, header_row, first, last = hint
    book = openpyxl.load_workbook(path, data_only=True)
    rows = {i: row for i, row in enumerate(book.worksheets[sheet].iter_rows(min_row=1, min_col=first + 1, max_col=last + 1, values_only=True), 1)}
    digest = hashlib.sha256()
    count = 0
    for i in sorted(rows):
        if i <= header_row or all(value is None for value in rows[i]):
            continue
        for value in rows[i]:
            text = cell_text(value)
            digest.update(b"\0" if text is None else text.encode())
            digest.update(b"\x1f")
        digest.update(b"\x1e")
        count += 1
    return {"sheet": book.worksheets[sheet].title, "header_row": header_row, "rows": count,
            "names": names_of(rows[header_row]), "sha256": digest.hexdigest()}


def main():
    warnings.filterwarnings("ignore")
    root = Path(sys.argv[1])
    table = {}
    for path in sorted(root.rglob("*.xlsx")):
        name = str(path.relative_to(root))
        if name in ANY:
            table[name] = {"any": True}
        elif name in ERRORS:
            table[name] = {"error": ERRORS[name]}
        else:
            table[name] = expected(path, HINTS[name])
    print(json.dumps(table, indent=1, ensure_ascii=False, sort_keys=True))


if __name__ == "__main__":
    main()
