#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes learnt.json, what tests/tokenizers/learn_tokenizer_test.cpp is held to, with the Python of tests/peers/run.sh:
    PYTHON tests/golden/tokenizers/make_learnt.py
Vocabularies and merges that the trainers of `tokenizers` learn from a made-up corpus."""
import json
import pathlib
import random

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

HERE = pathlib.Path(__file__).resolve().parent
SPECIAL = ["[PAD]", "[UNK]"]


def corpus():
    """Words with stems and endings in common, signs, accents, wide forms and Chinese, drawn with a seed."""
    draw = random.Random(7)
    stems = ["train", "learn", "model", "deliver", "refund", "order", "ship", "pay", "naïve", "café", "straße", "ｗｉｄｅ", "aaa", "abab"]
    endings = ["", "s", "ed", "ing", "er", "'s", "!", ",", "?", "..."]
    chinese = ["退款", "什么时候", "到货", "客服", "你好", "快递", "太慢了", "，", "。", "！"]
    lines = []
    for _ in range(400):
        words = [draw.choice(stems) + draw.choice(endings) for _ in range(draw.randint(1, 9))]
        words = [word.upper() if draw.random() < 0.1 else word for word in words]
        line = " ".join(words)
        if draw.random() < 0.4:
            line += "".join(draw.choice(chinese) for _ in range(draw.randint(1, 6)))
        lines.append(line)
    return lines


def learnt(lines, unit, lower, size, least):
    model = models.BPE() if unit == "byte_pair" else models.WordLevel(unk_token="[UNK]")
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFKC(),
        normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=unit == "word", strip_accents=False, lowercase=lower)])
    if unit == "word":
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    elif unit == "character":
        tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    if unit == "byte_pair":
        trainer = trainers.BpeTrainer(vocab_size=size, min_frequency=least, special_tokens=SPECIAL, show_progress=False,
                                      initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    else:
        trainer = trainers.WordLevelTrainer(vocab_size=size, min_frequency=least, special_tokens=SPECIAL, show_progress=False)
    tokenizer.train_from_iterator(lines, trainer)
    state = json.loads(tokenizer.to_str())["model"]
    merges = [pair if isinstance(pair, list) else pair.split(" ") for pair in state.get("merges", [])]
    return {"unit": unit, "lowercase": lower, "max_tokens": size, "min_count": least, "vocab": state["vocab"], "merges": merges,
            "ids": [tokenizer.encode(line, add_special_tokens=False).ids for line in lines[:20] + ["Unseen words: xyzzy 🙂 龘"]]}


def main():
    lines = corpus()
    cases = [learnt(lines, "word", True, 1000, 2), learnt(lines, "word", False, 40, 1), learnt(lines, "character", True, 1000, 1),
             learnt(lines, "byte_pair", True, 420, 2), learnt(lines, "byte_pair", False, 5000, 3)]
    (HERE / "learnt.json").write_text(json.dumps({"corpus": lines, "cases": cases}, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
