# SPDX-License-Identifier: GPL-3.0-or-later
"""The packages whose ids and offsets are the reference, for every real tokenizer file."""
import pathlib

import sentencepiece
import tokenizers
from tokenizers import decoders, models, normalizers, pre_tokenizers, processors


def hugging(tokenizer):
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def encode(text, special):
        encoding = tokenizer.encode(text, add_special_tokens=special)
        return encoding.ids, [list(span) for span in encoding.offsets]
    encode.tokenizer = tokenizer
    return encode


def piece(path):
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def encode(text, special):
        return processor.encode(text), None
    return encode


def bert(vocabulary: pathlib.Path, lowercase: bool):
    tokenizer = tokenizers.Tokenizer(models.WordPiece.from_file(str(vocabulary), unk_token="[UNK]"))
    tokenizer.add_special_tokens(["[UNK]", "[SEP]", "[CLS]", "[PAD]", "[MASK]"])
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", tokenizer.token_to_id("[SEP]")), ("[CLS]", tokenizer.token_to_id("[CLS]")))
    tokenizer.decoder = decoders.WordPiece()
    return tokenizer


def byte_level(vocabulary: pathlib.Path, merges: pathlib.Path):
    tokenizer = tokenizers.Tokenizer(models.BPE.from_file(str(vocabulary), str(merges)))
    tokenizer.add_special_tokens(["<|endoftext|>"])
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=True, add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def has_capitals(vocabulary: pathlib.Path) -> bool:
    return any(any("A" <= c <= "Z" for c in line) for line in vocabulary.read_text().split("\n") if not line.startswith("["))


def peers(data: pathlib.Path, folder: pathlib.Path) -> dict:
    """name -> (file for the program under test, peer(text, special) -> (ids, offsets), whether there are offsets)"""
    home = data / "tokenizers"
    found = {}
    for path in sorted(home.glob("*tokenizer.json")):
        found[path.name] = (str(path), hugging(tokenizers.Tokenizer.from_file(str(path))), True)
    for path in sorted(home.glob("*vocab.txt")):
        found[path.name] = (str(path), hugging(bert(path, lowercase=not has_capitals(path))), True)
    encoder = home / "gpt2-encoder.json"
    found[encoder.name] = (str(encoder), hugging(byte_level(encoder, home / "gpt2-vocab.bpe")), True)
    for path in sorted(home.glob("*.model")):
        found[path.name] = (str(path), piece(path), False)
    return found
