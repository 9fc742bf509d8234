#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes minilm.json: what transformers makes of some texts with the weights of all-MiniLM-L6-v2, which are not kept here, with
the Python of tests/peers/run.sh:
    PYTHON tests/golden/make_minilm.py FOLDER    (config.json, model.safetensors, tokenizer, 1_Pooling)

    sha256              of model.safetensors: other weights give other numbers
    max_length          tokens to which texts are cut, special ones included (sentence_bert_config.json)
    texts, ids          from the reference's tokenizer, special tokens included
    mean                of each text the mean over its tokens of the last hidden state, before any normalization to length 1
    tokens              a few rows of the last hidden state: [text, token, first numbers of the row]
All reckoned in double precision; numbers to 5 places, of values about 0.3.
"""
import argparse
import hashlib
import json
import pathlib

import torch
import transformers

HERE = pathlib.Path(__file__).resolve().parent
TEXTS = [
    "I am still waiting on my card?",
    "ok",
    "",
    "The café's naïve résumé cost $3.50 — 20% more than in 1999!",
    "我的包裹什么时候到？已经等了两个星期了。",
    "退款 refund 🙂👍🏽 pls",
    "Antidisestablishmentarianism xqzvvk pneumonoultramicroscopicsilicovolcanoconiosis",
    "a stirring , funny and finally transporting re imagining of beauty and the beast and 1930s horror films",
    "ТЕСТ на русском, ελληνικά, العربية, ｗｉｄｅ ﬁne",
    "tabs\tand\nlines\u00a0and\u200bnothing\u0301 at all  ",
    "My card was charged twice for one transfer, and the app shows the wrong exchange rate. " * 16,
    "退款什么时候到账？" * 40,
]
TOKENS = [(0, 0), (3, 5), (10, 0), (10, 255), (11, 128)]
NUMBERS_OF_A_TOKEN = 32

torch.set_num_threads(1)
transformers.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()


def check_beside_sentence_transformers(folder, mean):
    """Its vectors are ours brought to length 1."""
    from sentence_transformers import SentenceTransformer
    theirs = torch.tensor(SentenceTransformer(str(folder), device="cpu").encode(TEXTS, normalize_embeddings=True))
    ours = torch.nn.functional.normalize(mean).float()
    assert torch.allclose(ours, theirs, rtol=0, atol=2e-6), (ours - theirs).abs().max()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    max_length = json.loads((folder / "sentence_bert_config.json").read_text())["max_seq_length"]
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(folder, dtype=torch.float64, attn_implementation="eager").eval()
    batch = tokenizer(TEXTS, truncation=True, max_length=max_length, padding=True, return_tensors="pt")
    with torch.no_grad():
        hidden = model(**batch).last_hidden_state
    real = batch["attention_mask"][..., None].double()
    mean = (hidden * real).sum(1) / real.sum(1)
    check_beside_sentence_transformers(folder, mean)
    lengths = batch["attention_mask"].sum(1).tolist()
    assert max(lengths) == max_length and sorted(lengths)[-2] == max_length

    def digits(row):
        return [round(value, 5) for value in row.tolist()]
    golden = {
        "sha256": hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest(), "max_length": max_length,
        "texts": TEXTS, "ids": [ids[:length].tolist() for ids, length in zip(batch["input_ids"], lengths)],
        "mean": [digits(row) for row in mean],
        "tokens": [[row, token, digits(hidden[row, token, :NUMBERS_OF_A_TOKEN])] for row, token in TOKENS]}
    out = HERE / "minilm.json"
    out.write_text(json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{out.name}: {out.stat().st_size} bytes, {lengths} tokens")
    assert out.stat().st_size <= 60_000


if __name__ == "__main__":
    main()
