# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts of the comparisons, in one split for both sides, and how they are handed to Fettle."""
import csv
import json
import os
import pathlib
import random
import re

DEFAULT_FOLDER = pathlib.Path(os.environ.get("FETTLE_SHARED_DATA", pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"))
TEXTS = ("sst2", "banking77", "chnsenticorp", "sms", "clinc150")
TAGGED = ("wnut17", "weibo")
OUT_OF_SCOPE = "oos"


def read_table(path, delimiter=","):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if delimiter == "," else csv.QUOTE_NONE))


def divided(pairs, share=0.2):
    """Where there is no official split: a fifth of every class is the test set, always the same."""
    draw = random.Random(1)
    train, test = [], []
    for label in sorted({label for _, label in pairs}):
        rows = [pair for pair in pairs if pair[1] == label]
        draw.shuffle(rows)
        count = round(len(rows) * share)
        test += rows[:count]
        train += rows[count:]
    draw.shuffle(train)
    return {"train": train, "validation": [], "test": test}


def texts(name, folder=DEFAULT_FOLDER):
    """{"train": [(text, label)], "validation": …, "test": …}; without an official validation set that is empty."""
    if name == "sst2":
        files = {"train": "train", "validation": "dev", "test": "test"}
        return {split: [tuple(row) for row in read_table(folder / "text_sst2" / f"{file}.tsv", "\t")] for split, file in files.items()}
    if name == "banking77":
        read = lambda split: [tuple(row) for row in read_table(folder / "text_banking77" / f"{split}.csv")[1:]]  # noqa: E731
        return {"train": read("train"), "validation": [], "test": read("test")}
    if name == "chnsenticorp":
        rows = read_table(folder / "text_chnsenticorp_htl" / "ChnSentiCorp_htl_all.csv")[1:]
        return divided([(text, label) for label, text in rows if text.strip()])
    if name == "sms":
        rows = read_table(folder / "text_sms_spam" / "SMSSpamCollection.tsv", "\t")[1:]
        return divided([("\t".join(rest), label) for label, *rest in rows])
    if name == "clinc150":
        data = json.loads((folder / "text_clinc150" / "data_full.json").read_text(encoding="utf-8"))
        read = lambda split: [tuple(row) for row in data[split] + data["oos_" + split]]  # noqa: E731
        return {"train": read("train"), "validation": read("val"), "test": read("test")}
    raise SystemExit(f"no texts {name}; there are {', '.join(TEXTS)}")


def few(data, per_class, seed):
    """So many training texts of every class, others for every seed."""
    draw = random.Random(seed)
    chosen = []
    for label in sorted({label for _, label in data["train"]}):
        chosen += draw.sample([row for row in data["train"] if row[1] == label], per_class)
    draw.shuffle(chosen)
    return {"train": chosen, "validation": [], "test": data["test"]}


def load(options):
    data = texts(options.data, options.folder)
    return few(data, options.per_class, options.seed) if options.per_class else data


def write_texts(data, path):
    """One CSV with the columns text, label and split."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label", "split"])
        for split, rows in data.items():
            writer.writerows([text, label, split] for text, label in rows)


def read_conll(path, clean):
    sentences, words, tags = [], [], []
    for line in path.read_text(encoding="utf-8").split("\n") + [""]:
        parts = line.rstrip("\r").split("\t")
        if parts[0].strip() and len(parts) > 1:
            words.append(clean(parts[0]))
            tags.append(parts[-1].strip())
        elif words:
            sentences.append((words, tags))
            words, tags = [], []
    return sentences


def tagged(name, folder=DEFAULT_FOLDER):
    """{"train": [(words, tags)], …}"""
    # The characters of Weibo bring their place within the word along.
    clean = (lambda word: re.fullmatch(r"(\ufffd+|.)\d+", word)[1]) if name == "weibo" else (lambda word: word)
    place = folder / {"wnut17": "ner_wnut17", "weibo": "ner_weibo_zh"}[name]
    return {split: read_conll(place / f"{file}.conll", clean)
            for split, file in {"train": "train", "validation": "dev", "test": "test"}.items()}


def write_tagged(data, folder):
    """train.conll, validation.conll and test.conll: word, tab, tag."""
    for split, sentences in data.items():
        lines = ["".join(f"{word}\t{tag}\n" for word, tag in zip(words, tags)) for words, tags in sentences]
        (folder / f"{split}.conll").write_text("\n".join(lines), encoding="utf-8")
