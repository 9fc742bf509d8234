#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the seeds of fuzz_tokenizer, fuzz_sentencepiece, fuzz_safetensors and fuzz_model_config into tests/fuzz/corpus,
from the golden tests' files and from parts put together here. Needs nothing but Python."""
import json
import pathlib
import struct

FOLDER = pathlib.Path(__file__).resolve().parent / "corpus"
GOLDEN = FOLDER.parents[1] / "golden"
TEXT = "Hello wörld's 123  tokens, 你好 <mask>\n"


def write(target: str, name: str, data: bytes) -> None:
    folder = FOLDER / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def compact(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def tokenizers() -> None:
    for entry in json.loads((GOLDEN / "tokenizers/cases.json").read_text())["tokenizers"]:
        write("fuzz_tokenizer", entry["name"] + ".json", compact(entry["tokenizer"]) + b"|||" + TEXT.encode())


def message(number: int, data: bytes) -> bytes:
    size = b""
    rest = len(data)
    while rest > 127:
        size += bytes([rest & 127 | 128])
        rest >>= 7
    return bytes([number << 3 | 2]) + size + bytes([rest]) + data


def piece(text: str, score: float, kind: int) -> bytes:
    return message(1, message(1, text.encode()) + b"\x15" + struct.pack("<f", score) + b"\x18" + bytes([kind]))


def pieces() -> None:
    plain = piece("<unk>", 0, 2) + piece("<s>", 0, 3) + piece("</s>", 0, 3)
    plain += b"".join(piece(text, -1.0 - place, 1) for place, text in enumerate("▁ ▁a a b ab ▁ab 你 好 1 ll he hell ▁hello".split()))
    user = piece("@@", 0, 4)
    octets = b"".join(piece(f"<0x{value:02X}>", 0, 6) for value in range(256))
    # What a model says of texts before they are cut: no marks of spaces in front, spaces kept as they are.
    normalizer = message(3, message(1, b"identity") + b"\x18\x00\x20\x00\x28\x01")
    for name, data in {"unigram": plain + user, "pairs": plain + message(2, b"\x18\x02"), "bytes": plain + octets + message(2, b"\x18\x02\x98\x02\x01"),
                       "normalizer": plain + normalizer}.items():
        write("fuzz_sentencepiece", name + ".model", b"\0" + data)
    write("fuzz_sentencepiece", "vocabulary.txt", b"\1" + (GOLDEN / "pretrained/bert/vocab.txt").read_bytes())


def safetensors(tensors: dict[str, tuple[str, list[int], int]], metadata=None) -> bytes:
    """name → type, shape, bytes of a number."""
    header, at = {}, 0
    if metadata:
        header["__metadata__"] = metadata
    for name, (kind, shape, width) in tensors.items():
        size = width
        for side in shape:
            size *= side
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [at, at + size]}
        at += size
    text = compact(header)
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + bytes(range(256)) * (at // 256) + bytes(at % 256)


def weights() -> None:
    kinds = [("F64", 8), ("F32", 4), ("F16", 2), ("BF16", 2), ("I64", 8), ("I32", 4), ("I16", 2), ("I8", 1), ("U8", 1), ("BOOL", 1)]
    write("fuzz_safetensors", "types.safetensors", safetensors({kind.lower(): (kind, [2, 3], width) for kind, width in kinds}))
    write("fuzz_safetensors", "metadata.safetensors", safetensors({"a": ("F32", [3], 4)}, {"format": "pt", "name": "wörld \"x\""}))
    write("fuzz_safetensors", "shapes.safetensors", safetensors({"scalar": ("F32", [], 4), "none": ("F32", [0, 4], 4), "deep": ("U8", [1, 2, 1, 2, 1], 1)}))
    write("fuzz_safetensors", "empty.safetensors", safetensors({}))


def configs() -> None:
    adapter = compact({"peft_type": "LORA", "r": 2, "lora_alpha": 4, "target_modules": ["query", "value"], "bias": "none", "rank_pattern": {"value": 1},
                       "alpha_pattern": {}, "use_rslora": True, "base_model_name_or_path": "owner/Model"})
    layer = "base_model.model.encoder.layer.0.attention.self.query."
    change = safetensors({layer + "lora_A.weight": ("F32", [2, 32], 4), layer + "lora_B.weight": ("F32", [32, 2], 4)})
    for name in ("bert", "distilbert", "roberta", "minilm"):
        config = compact(json.loads((GOLDEN / "pretrained" / name / "config.json").read_text()))
        write("fuzz_model_config", name + ".bin", b"|||".join([config, adapter, change]))


if __name__ == "__main__":
    tokenizers()
    pieces()
    weights()
    configs()
