#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes awkward_tables.json: what each awkward CSV or TSV file must read as, by pandas.

    python make_awkward_tables.py ../../../shared/data/awkward > awkward_tables.json

pandas is told encoding, separator and header of each file by hand (the tables below), so that nothing of what our own
reader recognises by itself enters here. For each file: rows, columns, names and a SHA-256 over all cells as text, missing
ones apart; or, where no table is in it, the error code that the import has to give. Needs pandas.
"""
import hashlib
import io
import json
import sys
from pathlib import Path

import pandas

MISSING = {"?", "NA", "N/A", "n/a", "na", "#N/A", "#NA", "<NA>", "NULL", "null", "Null", "NaN", "nan", "NAN", "-nan", "-NaN"}

# Hints by file: sep, encoding, header (False: none), comment, skip (lines before the table), escape, spaces (", "),
# repaired (bytes that are no UTF-8 read as Windows-1252), width (columns where the first line has fewer).
HINTS = {
    "csv_real_odd/ai4i2020_semicolon_bom_crlf.csv": {"sep": ";"},
    "csv_real_odd/ai4i2020_tab_named_csv.csv": {"sep": "\t"},
    "csv_real_odd/creditcard_semicolon.csv": {"sep": ";"},
    "csv_real_odd/gbk_elo.csv": {"encoding": "gb18030", "header": False, "sep": ":"},
    "csv_real_odd/gbk_small.csv": {"encoding": "gb18030"},
    "csv_real_odd/gdp_per_capita_latin1_tab_thousands.csv": {"sep": "\t", "encoding": "cp1252"},
    "csv_real_odd/horse-colic_question_mark_missing.csv": {"header": False},
    "csvkit_examples/no_header_row.csv": {"header": False},
    "csvkit_examples/no_header_row2.csv": {"header": False},
    "csvkit_examples/no_header_row3.csv": {"header": False},
    "csvkit_examples/sniff_limit.csv": {"sep": ";"},
    "csvkit_examples/test_latin1.csv": {"encoding": "cp1252"},
    "csvkit_examples/test_utf16_big.csv": {"encoding": "utf-16"},
    "csvkit_examples/test_utf16_little.csv": {"encoding": "utf-16"},
    "csvkit_examples/dummy.tsv": {"sep": "\t"},
    "frictionless_data/latin1.csv": {"encoding": "cp1252"},
    "frictionless_data/delimiter.csv": {"sep": ";"},
    "frictionless_data/table-delimiter.csv": {"sep": ";"},
    "frictionless_data/country-2.csv": {"sep": ";", "comment": "#"},
    "frictionless_data/countries.csv": {"comment": "#"},
    "frictionless_data/matrix-with-comment.csv": {"comment": "#"},
    "frictionless_data/skip-rows.csv": {"comment": "#"},
    "frictionless_data/skip-rows-before-headers.csv": {"comment": "#"},
    "frictionless_data/skip-blank-at-the-end.csv": {"comment": "#"},
    "frictionless_data/dialect.csv": {"sep": "|"},
    "frictionless_data/table.tsv": {"sep": "\t"},
    "frictionless_data/issue-1009-semicolon.csv": {"sep": ";"},
    "frictionless_data/issue-1100.csv": {"sep": ";"},
    "frictionless_data/issue-1105-timezone.csv": {"sep": ";"},
    "frictionless_data/issue-1138.csv": {"sep": ";"},
    "frictionless_data/issue-1232.csv": {"sep": ";"},
    "frictionless_data/accent.csv": {"sep": ";"},
    "frictionless_data/capitals.csv": {"spaces": True},
    "frictionless_data/escaping.csv": {"spaces": True, "escape": "\\"},
    "frictionless_data/issue-1109.csv": {"spaces": True},
    "csvkit_examples/realdata/Datagov_FY10_EDU_recp_by_State.csv": {"skip": 2},
    "csvkit_examples/test_empty_columns.csv": {"header": False},  # the first line looks like the others
    "frictionless_data/chunk2.headless.csv": {"header": False},
    "frictionless_data/chunk3.csv": {"header": False},
    "frictionless_data/without-headers.csv": {"header": False},
    "frictionless_data/without-headers-extra.csv": {"header": False},
    "frictionless_data/transpose.csv": {"header": False},  # names stand in the first column
    "frictionless_data/issue-1478/table.csv": {"sep": "|", "header": False},
    "frictionless_data/issue-647.csv.txt": {"sep": ";"},
    "frictionless_data/table-limits.csv": {"spaces": True},
    "frictionless_data/table-with-accents.csv": {"sep": ";", "encoding": "cp1252"},
    "frictionless_data/vix.csv": {"sep": ";"},
    "qsv_resources/Inpatients_MHA_Machine_readable_dataset_1011.csv": {"encoding": "utf-16"},
    "qsv_resources/NYC311-5.ssv": {"sep": ";"},
    "qsv_resources/NYC311-5.tsv": {"sep": "\t"},
    "qsv_resources/inputcommenttest.csv": {"comment": "#"},
    "qsv_resources/inputskiptest.csv": {"skip": 5, "quote_none": True, "comment": "#"},
    "qsv_resources/progetti_sample_10.csv": {"sep": ";"},
    "qsv_resources/snifftest-flexible.csv": {"skip": 3},
}

# Where pandas cannot be asked: what has to come out and why.
BY_HAND = {
    "frictionless_data/empty.csv": {"error": "data.table_empty"},
    "csvkit_examples/empty.csv": {"error": "data.table_empty"},
    "csv_test_data/csv/all-empty.csv": {"error": "data.table_empty"},
    "csv_test_data/csv/bad-header-no-header.csv": {"error": "data.table_empty"},
    "csv_test_data/csv/header-no-rows.csv": {"error": "data.table_no_rows"},
    "csv_test_data/csv/bad-header-wrong-header.csv": {"error": "data.table_no_rows"},
    "csv_test_data/csv/bad-header-more-fields.csv": {"error": "data.table_no_rows"},  # its only row is too long
    "frictionless_data/without-rows.csv": {"error": "data.table_no_rows"},
    "frictionless_data/compression/implicit-zip.csv": {"error": "data.format_unsupported"},
    "csvkit_examples/test_empty_columns_long_row.csv": {"names": ["a", "b", "c"], "cells": [["", "", ""]]},  # the extra cell is empty
    # The set's own JSON counts the blank line as a row.
    "csv_test_data/csv/empty-one-column.csv": {"names": ["foo"], "cells": [[""]]},
    # The quote is never closed: an ordinary character.
    "csv_test_data/csv/bad-missing-quote.csv": {"names": ["foo", "bar", "baz"],
                                                "cells": [["1", '"I forgot to close this one', "3"]]},
}


def cell(value):
    text = "" if value is None or (isinstance(value, float) and value != value) else str(value)
    mark = text.strip(" \t\n\r\v\f")
    return None if mark == "" or mark in MISSING else text


def names_of(header):
    names = []
    for text in header:
        name = "".join(" " if ord(c) < 32 or ord(c) == 127 else c for c in (text or "").replace("\0", "")).strip()
        name = name or str(len(names))
        if name in names:
            count = 2
            while f"{name}_{count}" in names:
                count += 1
            name = f"{name}_{count}"
        names.append(name)
    return names


def digest(rows):
    hashed = hashlib.sha256()
    for row in rows:
        for value in row:
            hashed.update(b"\0" if value is None else value.encode())
            hashed.update(b"\x1f")
        hashed.update(b"\x1e")
    return hashed.hexdigest()


def decode(raw, encoding):
    if encoding:
        return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("utf-8-sig", errors="surrogateescape")


def read(path, hints):
    raw = path.read_bytes()
    if raw[:2] == b"\x1f\x8b":
        import gzip
        raw = gzip.decompress(raw)
    text = decode(raw, hints.get("encoding"))
    # Bytes that are no UTF-8 stand for Windows-1252 letters.
    text = "".join(bytes([ord(c) - 0xDC00]).decode("cp1252", errors="replace") if 0xDC80 <= ord(c) <= 0xDCFF else c for c in text)
    text = text.replace("\0", "")
    separator = hints.get("sep", "\t" if path.name.split(".")[1:2] == ["tsv"] or path.suffix == ".tab" else ",")
    frame = pandas.read_csv(io.StringIO(text), sep=separator, header=None, dtype=str, keep_default_na=False, na_filter=False,
                            comment=hints.get("comment"), skipinitialspace=hints.get("spaces", False),
                            escapechar=hints.get("escape"), skiprows=hints.get("skip", 0), on_bad_lines="skip",
                            quoting=3 if hints.get("quote_none") else 0, engine="python" if hints.get("python") else "c", index_col=False, low_memory=False if not hints.get("python") else None)
    rows = [[cell(value) for value in row] for row in frame.itertuples(index=False)]
    header = [None if value is None else value for value in rows[0]]
    if hints.get("header", True):
        raw_header = [str(v) if isinstance(v, str) else "" for v in frame.iloc[0]]
        names = names_of(raw_header)
        rows = rows[1:]
    else:
        names = [str(i) for i in range(len(header))]
    return {"rows": len(rows), "columns": len(names), "names": names, "sha256": digest(rows)}


def main():
    root = Path(sys.argv[1])
    result = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        endings = path.name.lower().split(".")[1:]
        if not path.is_file() or not {"csv", "tsv", "tab", "ssv"} & set(endings):
            continue
        if name in BY_HAND:
            answer = dict(BY_HAND[name])
            if "cells" in answer:
                cells = [[cell(value) for value in row] for row in answer.pop("cells")]
                answer.update(rows=len(cells), columns=len(answer["names"]), sha256=digest(cells))
            result[name] = answer
        elif endings[-1] in ("zip", "bz2", "xz", "zst"):
            result[name] = {"error": "data.format_unsupported"}
        else:
            try:
                result[name] = read(path, HINTS.get(name, {}))
            except Exception as error:  # to be decided by hand
                result[name] = {"undecided": f"{type(error).__name__}: {error}"[:100]}
    json.dump(result, sys.stdout, indent=1, ensure_ascii=False, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
