#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes pairs.json: what the reference (transformers) makes of two texts at once with the models of pretrained/ (from
make_pretrained.py), in double precision, with the Python of tests/peers/run.sh:
    PYTHON tests/golden/make_pairs.py
Of each model: max_length (of both texts together; the longer one is cut first), ids of each pair with special tokens,
mean (of the last hidden states, padding left out), first (hidden state of the first token), and of the gradient of
sum(mean * sin(0.7 * i + 0.3)) the sums over the second row of the token types, where the model has types.
"""
import json
import pathlib

import torch
import transformers

HERE = pathlib.Path(__file__).resolve().parent
PAIRS = [["a", "b"], ["Hello, world!", "training the models"], ["", "the refund is late"], ["the model is not here", ""],
         ["退款什么时候到", "the refund is late 🙂"], ["model " * 38, "a refund"], ["late", "the refund is not here, " * 9],
         ["model " * 30, "the delivery is late and the refund is not here, " * 5], ["the " * 50, "model " * 50]]

torch.set_num_threads(1)
transformers.logging.set_verbosity_error()


def rounded(tensor):
    return [[float(f"{value:.7g}") for value in row] for row in tensor.tolist()]


def expectations(folder):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(folder, dtype=torch.float64).eval()
    config = model.config
    limit = config.max_position_embeddings - (config.pad_token_id + 1 if config.model_type == "roberta" else 0)
    batch = tokenizer([a for a, _ in PAIRS], [b for _, b in PAIRS], truncation="longest_first", max_length=limit, padding=True,
                      return_tensors="pt")
    hidden = model(**batch).last_hidden_state
    mask = batch["attention_mask"].to(torch.float64)[..., None]
    mean = (hidden * mask).sum(1) / mask.sum(1)
    (mean * torch.sin(0.7 * torch.arange(mean.numel(), dtype=torch.float64) + 0.3).view_as(mean)).sum().backward()
    types = getattr(model.embeddings, "token_type_embeddings", None)
    return {"max_length": limit,
            "ids": [[int(i) for i, m in zip(row, keep) if m] for row, keep in zip(batch["input_ids"], batch["attention_mask"])],
            "mean": rounded(mean.detach()), "first": rounded(hidden[:, 0].detach()),
            "second_type_gradient": rounded(types.weight.grad[1:2])[0] if types is not None and len(types.weight) > 1 else []}


def main():
    models = {name: expectations(HERE / "pretrained" / name) for name in ("bert", "roberta", "distilbert", "minilm")}
    text = json.dumps({"pairs": PAIRS, "models": models}, ensure_ascii=False, separators=(",", ":"))
    (HERE / "pairs.json").write_text(text + "\n", encoding="utf-8")
    print(len(text) // 1000, "KB")


if __name__ == "__main__":
    main()
