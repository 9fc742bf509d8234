# SPDX-License-Identifier: GPL-3.0-or-later
"""The text sets of the shared data as lists of texts: the lines of every text file, long ones too."""
import gzip
import pathlib

PATTERNS = ("text_*", "ner_*", "pair_*", "gen_*")
SUFFIXES = {".csv", ".tsv", ".txt", ".json", ".jsonl", ".conll", ".neg", ".pos", ".md", ".en", ".de"}


def read(path: pathlib.Path) -> str:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    # A zero ends a text on its way to the program under test.
    return data.decode("utf-8", errors="replace").replace("\0", " ")


def files(folder: pathlib.Path) -> list[pathlib.Path]:
    found = []
    for path in sorted(folder.iterdir()):
        suffix = path.suffixes[-2] if path.suffix == ".gz" and len(path.suffixes) > 1 else path.suffix
        if path.is_file() and suffix in SUFFIXES:
            found.append(path)
    return found


def texts_of(text: str) -> list[str]:
    """Lines, and the whole beginning of the file as one text, so that line ends and long texts are seen too."""
    lines = [line for line in text.split("\n") if line]
    return lines + [text[:200_000]]


def all_sets(data: pathlib.Path) -> dict[str, list[str]]:
    sets = {}
    for pattern in PATTERNS:
        for folder in sorted(data.glob(pattern)):
            sets[folder.name] = [text for path in files(folder) for text in texts_of(read(path))]
    botchan = data / "tokenizers/sentencepiece_botchan.txt"
    if botchan.exists():
        sets["botchan"] = texts_of(read(botchan))
    return sets


def speed_texts(data: pathlib.Path, size: int) -> list[str]:
    """`size` bytes of English prose and records in documents of about 10 kB."""
    names = ["gen_tinyshakespeare", "pair_scitldr_sum", "text_sst2", "text_mr_polarity", "gen_llamafactory_demo", "gen_alpaca"]
    documents, total = [], 0
    while total < size:
        for name in names:
            for path in files(data / name):
                text = read(path)
                for at in range(0, len(text), 10_000):
                    if total >= size:
                        return documents
                    documents.append(text[at:at + 10_000])
                    total += len(documents[-1].encode())
    return documents
