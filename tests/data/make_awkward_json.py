#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python's json makes of JSON files of the shared data, kept in awkward_json.json:
python3 tests/data/make_awkward_json.py SHARED_DATA > tests/data/awkward_json.json

Rows are flattened here by code of its own: nested objects under dotted names, lists of values joined by commas or, where
one of them is long or holds a comma, by line breaks; lists with containers as JSON. A missing value is hashed as a zero
byte, as test_table_awkward.cpp does.
"""
import glob
import hashlib
import json
import os
import sys


class Number(str):
    """A number as it is written."""

    def shown(self):
        if self == "NaN":
            return None
        if self in ("Infinity", "-Infinity"):
            return str(self)
        digits = self.lstrip("-")
        if digits.isdigit() and (len(digits) > 15 or (len(digits) > 1 and digits[0] == "0")):
            return str(self)
        value = float(self)
        if value == int(value) and abs(value) < 1e15:
            return str(int(value))
        return repr(value)


def load(text):
    return json.loads(text, strict=False, parse_int=Number, parse_float=Number, parse_constant=Number)


def clean(text):
    text = "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in text)
    return text.replace("\0", "")


def quoted(text):
    return json.dumps(clean(text), ensure_ascii=False)


def compact(value):
    if isinstance(value, dict):
        return "{" + ", ".join(quoted(k) + ": " + compact(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(compact(v) for v in value) + "]"
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    return {True: "true", False: "false", None: "null"}[value]


def scalar(value):
    if value is None:
        return None
    if isinstance(value, Number):
        return value.shown()
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(value) or None


def flatten(value, name, cells):
    if isinstance(value, dict):
        for key, inner in value.items():
            flatten(inner, f"{name}.{clean(key)}" if name else clean(key), cells)
    elif isinstance(value, list):
        if any(isinstance(v, (dict, list)) for v in value):
            cells[name] = compact(value)
            return
        texts = [str(v) if isinstance(v, Number) else {True: "true", False: "false"}.get(v, clean(v) if isinstance(v, str) else "")
                 for v in value if v is not None]
        long = any(len(t.encode()) > 40 or "," in t or "\n" in t for t in texts)
        cells[name] = ("\n" if long else ", ").join(texts) or None
    else:
        cells[name] = scalar(value)


def cells_of(row):
    cells = {}
    if isinstance(row, list):
        for index, value in enumerate(row):
            flatten(value, str(index), cells)
    elif isinstance(row, dict):
        flatten(row, "", cells)
    else:
        cells["0"] = scalar(row)
    return cells


def describe(rows, names=None):
    """`rows`: dicts of cells. Names in the order in which they come up, less those that never have a value."""
    order, filled = {}, set()
    for row in rows:
        for name, value in row.items():
            order.setdefault(name, None)
            if value is not None:
                filled.add(name)
    columns = [name for name in order if name in filled]
    digest = hashlib.sha256()
    for row in rows:
        for name in columns:
            value = row.get(name)
            digest.update(b"\0" if value is None else value.encode())
            digest.update(b"\x1f")
        digest.update(b"\x1e")
    shown = [names[int(c)] for c in columns] if names else columns
    return {"rows": len(rows), "names": shown, "sha256": digest.hexdigest()}


def rows_of(path, layout):
    """Where the rows are is said here for each file, so that recognizing it is put to the test."""
    text = open(path, encoding="utf-8-sig").read()
    if layout == "lines":
        return [cells_of(load(line)) for line in text.split("\n") if line.strip()]
    data = load(text)
    if layout == "columns":
        return [cells_of(dict(zip(data, values))) for values in zip(*data.values())]
    if layout == "index":
        return [{"key": key, **cells_of(row)} for key, row in data.items()]
    if layout:
        return [cells_of(row) for key in layout.split(",") for row in data[key]]
    return [cells_of(row) for row in data]


FILES = {
    "awkward/csvkit_examples/testjson.json": "",
    "awkward/csvkit_examples/testjson_nested.json": "",
    "awkward/csvkit_examples/testjson_multiline.json": "lines",
    "awkward/csvkit_examples/test_geojson.json": "features",
    "awkward/frictionless_data/table.jsonl": "lines",
    "awkward/frictionless_data/table.ndjson": "lines",
    "gen_alpaca/alpaca_2k.json": "",
    "gen_alpaca/alpaca_5000.json": "",
    "gen_alpaca/seed_tasks.jsonl": "lines",
    "gen_llamafactory_demo/alpaca_en_demo.json": "",
    "gen_llamafactory_demo/alpaca_zh_demo.json": "",
    "gen_llamafactory_demo/c4_demo.jsonl": "lines",
    "gen_llamafactory_demo/dataset_info.json": "index",
    "gen_llamafactory_demo/dpo_en_demo.json": "",
    "gen_llamafactory_demo/dpo_zh_demo.json": "",
    "gen_llamafactory_demo/glaive_toolcall_en_demo.json": "",
    "gen_llamafactory_demo/identity.json": "",
    "gen_llamafactory_demo/kto_en_demo.json": "",
    "pair_scitldr_sum/dev.jsonl": "lines",
    "pair_scitldr_sum/test.jsonl": "lines",
    "pair_scitldr_sum/train.jsonl": "lines",
    "text_banking77/categories.json": "",
    "text_clinc150/data_full.json": "oos_val,val,train,oos_test,test,oos_train",
    "text_clinc150/data_small.json": "oos_val,val,train,oos_test,test,oos_train",
    "text_clinc150/domains.json": "columns",
}
ERRORS = {
    "det_coco40/annotations/instances.json": "data.json_several_lists",
    "ts_nab_anomaly/combined_windows.json": "data.json_several_lists",
    "tokenizers/gpt2-encoder.json": "data.json_no_rows",
}


def main():
    root = sys.argv[1]
    kept = {name: describe(rows_of(os.path.join(root, name), layout)) for name, layout in FILES.items()}
    for path in sorted(glob.glob(os.path.join(root, "awkward/csv_*/json/*.json"))):
        name = os.path.relpath(path, root)
        rows = load(open(path, encoding="utf-8-sig").read())
        # Those of csv_test_data are lists of lists, the first with the names where "header" is in the file's name.
        cells = [cells_of(row) for row in rows]
        kept[name] = describe(cells) if any(v is not None for row in cells for v in row.values()) else {"error": "data.json_no_rows"}
    kept |= {name: {"error": code} for name, code in ERRORS.items()}
    json.dump(kept, sys.stdout, indent=1, ensure_ascii=False, sort_keys=True)
    print()


main()
