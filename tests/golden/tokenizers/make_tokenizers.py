#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what tests/tokenizers is held to, with the Python of tests/peers/run.sh:
    PYTHON tests/golden/tokenizers/make_tokenizers.py [--data ../shared/data]
cases.json: small tokenizers that this script trains or puts together, and ids, offsets and decoded texts by `tokenizers`.
real.json: SHA-256 of ids and of offsets for real tokenizer files over real texts; the files themselves stay outside."""
import argparse
import hashlib
import json
import pathlib

import numpy
import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

import reference
import text_sets

HERE = pathlib.Path(__file__).resolve().parent

CORPUS = ["The quick brown fox jumps over the lazy dog.", "Hello, world! It's 2024 and we'll see what they've done.",
          "Schöne Grüße aus München, naïve café résumé.", "你好，世界。我们喜欢机器学习。", "日本語のテキストも少し入れます。", "emoji 😀 and 👩‍👩‍👧 here",
          "aaa aaaa aaaaa abababab", "one two  three   four\tfive\nsix"] * 3

TEXTS = ["", " ", "Hello, world!", "  leading and trailing  ", "It's what they've done; we'll see, I'd say 'tis.", "naïve café Ünïcödé ÅÄÖ",
         "cafe\u0301 e\u0323\u0302 q\u0307\u0323", "你好，世界。abc你", "日本語のﾃｷｽﾄ １２３", "😀👩‍👩‍👧 x", "tab\tnew\nline\r\nend", "a\u00a0b\u2003c\u3000d",
         "zero\u200bwidth\ufeff\u00ad", "İstanbul ẞ ﬁ ½ ① Ⅷ", "한국어 각 ᄀ", "123 4,567.89 ٣٤", "<mask> [MASK] <s> [CLS]", "x<mask>y  <mask>  z",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "\u0000\u0001\u007f", "ffi ﷺ ﷽", "\U0001F1E9\U0001F1EA \U0010FFFF",
         "…—–\u201cquoted\u201d", "word▁with▁blocks ▁x", "\u1e9b\u0323 \u2126 \uac00\u11a8"]


def trained(model, trainer, normalizer=None, pre=None, post=None, decoder=None, added=()):
    tokenizer = Tokenizer(model)
    if normalizer:
        tokenizer.normalizer = normalizer
    if pre:
        tokenizer.pre_tokenizer = pre
    if decoder:
        tokenizer.decoder = decoder
    tokenizer.train_from_iterator(CORPUS, trainer)
    if post:
        tokenizer.post_processor = post(tokenizer)
    tokenizer.add_tokens(list(added))
    return tokenizer


def small_tokenizers():
    special = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"]

    def template(t):
        return processors.TemplateProcessing(single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
                                             special_tokens=[("[CLS]", t.token_to_id("[CLS]")), ("[SEP]", t.token_to_id("[SEP]"))])

    def word_piece(**options):
        return trained(models.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(vocab_size=220, special_tokens=special, show_progress=False), post=template, **options)

    def pairs(model=None, **options):
        trainer = trainers.BpeTrainer(vocab_size=options.pop("size", 360), special_tokens=["<s>", "</s>", "<unk>", "<mask>"], show_progress=False,
                                      initial_alphabet=options.pop("alphabet", []))
        return trained(model or models.BPE(), trainer, **options)

    alphabet = pre_tokenizers.ByteLevel.alphabet()
    mask = AddedToken("<mask>", lstrip=True, normalized=True)

    def roberta(t):
        return processors.RobertaProcessing(("</s>", t.token_to_id("</s>")), ("<s>", t.token_to_id("<s>")), trim_offsets=True, add_prefix_space=True)
    result = {
        "bert": word_piece(normalizer=normalizers.BertNormalizer(), pre=pre_tokenizers.BertPreTokenizer(), decoder=decoders.WordPiece()),
        "bert_cased": word_piece(normalizer=normalizers.BertNormalizer(lowercase=False), pre=pre_tokenizers.BertPreTokenizer(), decoder=decoders.WordPiece(cleanup=False)),
        "nfd_strip": word_piece(normalizer=normalizers.Sequence([normalizers.Strip(), normalizers.NFD(), normalizers.StripAccents(), normalizers.Lowercase()]),
                                pre=pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=True)])),
        "nfkc_nmt": word_piece(normalizer=normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()]),
                               pre=pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation(behavior="merged_with_previous")])),
        "nfkd_scripts": word_piece(normalizer=normalizers.NFKD(), pre=pre_tokenizers.UnicodeScripts()),
        "gpt2": pairs(pre=pre_tokenizers.ByteLevel(add_prefix_space=False), alphabet=alphabet, decoder=decoders.ByteLevel(),
                      post=lambda t: processors.ByteLevel(trim_offsets=True, add_prefix_space=False)),
        "roberta": pairs(pre=pre_tokenizers.ByteLevel(add_prefix_space=True), alphabet=alphabet, decoder=decoders.ByteLevel(), post=roberta, added=[mask]),
        "split_regex": pairs(pre=pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"), "isolated"),
                                                          pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]),
                             alphabet=alphabet, normalizer=normalizers.NFC(), decoder=decoders.ByteLevel()),
        "suffix": pairs(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>", fuse_unk=True), pre=pre_tokenizers.WhitespaceSplit(), decoder=decoders.BPEDecoder()),
        "unknown_each": pairs(models.BPE(unk_token="<unk>"), pre=pre_tokenizers.CharDelimiterSplit(" "), size=80),
        "metaspace": pairs(models.BPE(unk_token="<unk>"), pre=pre_tokenizers.Metaspace(prepend_scheme="first"), decoder=decoders.Metaspace(prepend_scheme="first"), added=[AddedToken("<mask>", single_word=True)]),
        "word_level": trained(models.WordLevel(unk_token="[UNK]"), trainers.WordLevelTrainer(special_tokens=special, show_progress=False), pre=pre_tokenizers.Whitespace()),
        "unigram": trained(models.Unigram(), trainers.UnigramTrainer(vocab_size=150, special_tokens=["<unk>", "<s>"], unk_token="<unk>", show_progress=False),
                           normalizer=normalizers.Replace(Regex(" {2,}"), " "), pre=pre_tokenizers.Metaspace(), decoder=decoders.Metaspace()),
    }
    # Llama's shape: no pre-tokenizer, bytes for what is unknown.
    vocabulary = ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)] + list("▁abcdehlorst") + ["he", "ll", "hell", "hello", "▁t", "▁th", "▁the", "th"]
    llama = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate(vocabulary)}, unk_token="<unk>", byte_fallback=True, fuse_unk=True,
                                 merges=[("h", "e"), ("l", "l"), ("he", "ll"), ("hell", "o"), ("▁", "t"), ("▁t", "h"), ("t", "h"), ("▁th", "e")]))
    llama.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    llama.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    llama.add_special_tokens(["<s>", "</s>"])
    result["llama"] = llama
    return result


def cases():
    listed = []
    for name, made in small_tokenizers().items():
        # From its file: what a program still knows about its making is no part of it.
        tokenizer = Tokenizer.from_str(made.to_str())
        rows = []
        for index, text in enumerate(TEXTS):
            one = tokenizer.encode(text)
            two = tokenizer.encode(text, TEXTS[(index * 7 + 3) % len(TEXTS)])
            rows.append({"text": text, "second": TEXTS[(index * 7 + 3) % len(TEXTS)], "ids": one.ids, "offsets": one.offsets, "decoded": tokenizer.decode(one.ids),
                         "pair_ids": two.ids, "pair_types": two.type_ids, "pair_special": two.special_tokens_mask, "pair_offsets": two.offsets})
        tokenizer.enable_truncation(7, strategy="longest_first")
        tokenizer.enable_padding(length=12, pad_id=3)
        limited = tokenizer.encode(TEXTS[4], TEXTS[2])
        rows_limited = {"ids": limited.ids, "attention": limited.attention_mask}
        tokenizer.no_truncation()
        tokenizer.no_padding()
        listed.append({"name": name, "tokenizer": json.loads(tokenizer.to_str()), "rows": rows, "limited": rows_limited})
    return listed


def golden_texts(path):
    """As tests/tokenizers reads them: whole lines of the first 200 kB, files that are UTF-8 alone."""
    data = path.read_bytes()[:200_000]
    data = data[:data.rfind(b"\n") + 1]
    try:
        return [line for line in data.decode().split("\n") if line]
    except UnicodeDecodeError:
        return []


def real(data, folder):
    result = {}
    for name, (_, peer, has_offsets) in reference.peers(data, folder).items():
        result[name] = {}
        for pattern in text_sets.PATTERNS:
            for directory in sorted(data.glob(pattern)):
                ids, offsets = hashlib.sha256(), hashlib.sha256()
                count = 0
                for path in sorted(p for p in directory.iterdir() if p.suffix in text_sets.SUFFIXES):
                    for text in golden_texts(path):
                        tokens, spans = peer(text, False)
                        ids.update(numpy.array([len(tokens), *tokens], dtype=numpy.uint32).tobytes())
                        if has_offsets:
                            offsets.update(numpy.array(spans, dtype=numpy.uint32).tobytes())
                        count += 1
                result[name][directory.name] = {"texts": count, "ids": ids.hexdigest(), **({"offsets": offsets.hexdigest()} if has_offsets else {})}
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=HERE.parents[3] / "shared/data")
    data = parser.parse_args().data
    note = f"tokenizers {tokenizers.__version__}, sentencepiece {reference.sentencepiece.__version__}"
    (HERE / "cases.json").write_text(json.dumps({"made_with": note, "tokenizers": cases()}, ensure_ascii=True, indent=None, separators=(",", ":")) + "\n")
    if data.exists():
        (HERE / "real.json").write_text(json.dumps({"made_with": note, "files": real(data, HERE)}, indent=1) + "\n")


if __name__ == "__main__":
    main()
