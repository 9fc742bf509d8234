#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes pretrained/: small models in the layouts in which pretrained text models come, and what the reference (transformers)
computes with them, with the Python of tests/peers/run.sh:
    PYTHON tests/golden/make_pretrained.py
Each folder holds config.json, a tokenizer and weights that are drawn from the names of the tensors, or an adapter as peft
writes it. cases.json says which folder has which layout, whose expected.json holds for it (variants have the weights of their
base) and which folder's model an adapter changes.

expected.json, reckoned in double precision from the stored weights, numbers to 7 digits:
    texts, max_length   what goes in; texts that are longer are cut, the special tokens among those that are kept
    ids                 of each text, from the reference's tokenizer, special tokens included
    positions, hidden   of each text the tokens whose last hidden state is given (all of short ones), and these
    mean, max           of each text the pooled vectors, padding left out; that of the first token is hidden's first
    gradient            of sum(mean * sin(0.7 * i + 0.3)), i counting the numbers of `mean` row by row, over all texts as
                        one padded batch: sums over the rows of the word embeddings, the first rows of an attention weight,
                        and of every parameter p the sums of dp and of dp * sin(0.7 * i + 1)
"""
import json
import math
import pathlib
import pickle
import shutil
import struct
import zlib

import numpy
import peft
import torch
import transformers
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers

HERE = pathlib.Path(__file__).resolve().parent / "pretrained"
MAX_LENGTH = 40
WHOLE_UP_TO = 12  # tokens; of longer texts the first and the last few are given
SIZES = {"hidden_size": 32, "num_attention_heads": 4, "intermediate_size": 48}
TEXTS = ["a", "Hello, world!", "training the models", "Naïve café: 3.50 € back?", "退款什么时候到", "🙂 ok 🙂🙂", "",
         "model " * 38, "the delivery is late and the refund is not here, " * 5]

torch.set_num_threads(1)
transformers.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()


def word_pieces(cased):
    """A vocabulary of WordPiece: letters, digits, signs, some pieces."""
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)] + ["é", "ï"] * cased
    capitals = [chr(c) for c in range(ord("A"), ord("N") + 1)] if cased else []
    words = ["the", "model", "train", "##ing", "##s", "hello", "world", "refund", "is", "late", "not", "##l",
             "de", "##live", "##ry"]
    tokens = (["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + letters + capitals + ["##" + letter for letter in letters] +
              list("0123456789.,:!?€退款到") + words)
    return list(dict.fromkeys(tokens))


def write_word_piece(folder, cased):
    (folder / "vocab.txt").write_text("".join(token + "\n" for token in word_pieces(cased)), encoding="utf-8")
    write_json(folder / "tokenizer_config.json", {"do_lower_case": not cased, "model_max_length": MAX_LENGTH,
                                                  "tokenizer_class": "BertTokenizer"})


def write_word_piece_json(folder):
    """Both forms, and in the newer one what some models bring along and nobody wants: texts cut and filled up to 12 tokens."""
    write_word_piece(folder, False)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder).backend_tokenizer
    state = json.loads(tokenizer.to_str())
    state["truncation"] = {"direction": "Right", "max_length": 12, "strategy": "LongestFirst", "stride": 0}
    state["padding"] = {"strategy": {"Fixed": 12}, "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0,
                        "pad_type_id": 0, "pad_token": "[PAD]"}
    write_json(folder / "tokenizer.json", state)


def byte_pairs():
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(TEXTS, trainers.BpeTrainer(
        vocab_size=279, special_tokens=special, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.add_special_tokens(["<mask>"])
    state = json.loads(tokenizer.to_str())["model"]
    vocabulary = {**state["vocab"], "<mask>": len(state["vocab"])}
    return vocabulary, [pair if isinstance(pair, str) else " ".join(pair) for pair in state["merges"]]


def write_byte_pairs(folder):
    vocabulary, merges = byte_pairs()
    write_json(folder / "vocab.json", vocabulary)
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(pair + "\n" for pair in merges), encoding="utf-8")
    write_json(folder / "tokenizer_config.json", {"tokenizer_class": "RobertaTokenizer", "model_max_length": MAX_LENGTH,
                                                  "add_prefix_space": False})


def write_byte_pairs_json(folder):
    """tokenizer.json alone."""
    vocabulary, merges = byte_pairs()
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[tuple(pair.split(" ")) for pair in merges]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", vocabulary["</s>"]), ("<s>", vocabulary["<s>"]),
                                                            trim_offsets=True, add_prefix_space=False)
    write_json(folder / "tokenizer.json", json.loads(tokenizer.to_str()))
    write_json(folder / "tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": MAX_LENGTH, "bos_token": "<s>", "cls_token": "<s>",
        "pad_token": "<pad>", "sep_token": "</s>", "eos_token": "</s>", "unk_token": "<unk>", "mask_token": "<mask>"})


def write_json(path, value, indent=1):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")


def drawn(name, shape):
    """Numbers that depend on nothing but the name: no version of the reference draws others."""
    values = numpy.random.RandomState(zlib.crc32(name.encode())).standard_normal(tuple(shape)) * 0.2
    return torch.tensor(values + (1.0 if "norm" in name.lower() and name.endswith("weight") else 0.0), dtype=torch.float32)


def fill(model, dtype=torch.float32):
    """`dtype`: the precision in which the weights will be stored."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(drawn(name, parameter.shape).to(dtype))
    return model


def head(prefix, shapes):
    """What a checkpoint of a whole network has beside the encoder."""
    return {name: drawn(name, shape) for name, shape in ((prefix + key, shape) for key, shape in shapes.items())}


def bert():
    return fill(transformers.BertModel(transformers.BertConfig(
        vocab_size=len(word_pieces(False)), num_hidden_layers=2, max_position_embeddings=MAX_LENGTH, **SIZES)))


def minilm():
    return fill(transformers.BertModel(transformers.BertConfig(
        vocab_size=len(word_pieces(False)), num_hidden_layers=3, max_position_embeddings=MAX_LENGTH, hidden_act="gelu_new",
        dtype="float16", **SIZES)), torch.float16)


def roberta():
    # Positions are counted from 2: what lies below is left over.
    return fill(transformers.RobertaModel(transformers.RobertaConfig(
        vocab_size=len(byte_pairs()[0]), num_hidden_layers=2, max_position_embeddings=MAX_LENGTH + 2, type_vocab_size=1,
        layer_norm_eps=1e-5, bos_token_id=0, pad_token_id=1, eos_token_id=2, **SIZES), add_pooling_layer=False))


def distilbert():
    return fill(transformers.DistilBertModel(transformers.DistilBertConfig(
        vocab_size=len(word_pieces(True)), n_layers=2, max_position_embeddings=MAX_LENGTH, dim=32, n_heads=4, hidden_dim=48,
        activation="relu")))


def state_of(model, prefix=""):
    return {prefix + name: tensor.detach().clone().contiguous() for name, tensor in model.named_parameters()}


def write_config(folder, model, architecture, **changes):
    config = {**model.config.to_diff_dict(), "architectures": [architecture], **changes}
    config.pop("transformers_version", None)
    for name in ("num_hidden_layers", "max_position_embeddings", "vocab_size", "hidden_act", "hidden_dropout_prob",
                 "layer_norm_eps", "type_vocab_size", "pad_token_id", "activation", "dropout", "n_layers"):
        if name not in config and hasattr(model.config, name) and not (name == "num_hidden_layers" and "n_layers" in config):
            config[name] = getattr(model.config, name)
    write_json(folder / "config.json", dict(sorted(config.items())))


def write_shards(folder, state, count, write, stem, ending):
    names = sorted(state)
    files, weight_map = {}, {}
    for i, name in enumerate(names):
        file = f"{stem}-{i * count // len(names) + 1:05}-of-{count:05}{ending}"
        files.setdefault(file, {})[name] = state[name]
        weight_map[name] = file
    for file, part in files.items():
        write(part, folder / file)
    size = sum(tensor.numel() * tensor.element_size() for tensor in state.values())
    write_json(folder / f"{stem}{ending}.index.json", {"metadata": {"total_size": size}, "weight_map": weight_map})


def write_safetensors(state, path):
    save_file(dict(sorted(state.items())), path, metadata={"format": "pt"})


def write_unzipped(state, path):
    """torch.save as it was before it zipped; its own writer would name the tensors after their addresses."""
    storages = []

    class Pickler(pickle.Pickler):
        def persistent_id(self, thing):
            if not isinstance(thing, torch.storage.TypedStorage):
                return None
            storages.append(thing)
            return "storage", torch.FloatStorage, str(len(storages) - 1), "cpu", thing.size(), None

    with path.open("wb") as file:
        for part in (0x1950A86A20F9469CFC6C, 1001, {"protocol_version": 1001, "little_endian": True,
                                                    "type_sizes": {"short": 2, "int": 4, "long": 4}}):
            pickle.dump(part, file, 2)
        Pickler(file, 2).dump(state)
        order = sorted(map(str, range(len(storages))))
        pickle.dump(order, file, 2)
        for key in order:
            numbers = numpy.array(storages[int(key)].tolist(), dtype="<f4")
            file.write(struct.pack("<q", numbers.size) + numbers.tobytes())


def write_bert(folder):
    model = bert()
    write_config(folder, model, "BertModel")
    write_word_piece(folder, False)
    write_safetensors(state_of(model), folder / "model.safetensors")


def write_bert_bin(folder):
    """Zipped pickle, with the counted positions that older versions stored."""
    model = bert()
    write_config(folder, model, "BertModel")
    write_word_piece(folder, False)
    torch.save({"embeddings.position_ids": torch.arange(MAX_LENGTH)[None], **state_of(model)}, folder / "pytorch_model.bin")


def write_bert_old(folder):
    """As the first BERTs came: gamma and beta, everything below "bert.", the heads of pretraining."""
    model = bert()
    write_config(folder, model, "BertForPreTraining", type_vocab_size=2, initializer_range=0.02)
    write_word_piece(folder, False)
    size, words = model.config.hidden_size, model.config.vocab_size
    state = {**state_of(model, "bert."), **head("cls.", {
        "predictions.bias": (words,), "predictions.transform.dense.weight": (size, size),
        "predictions.transform.dense.bias": (size,), "predictions.transform.LayerNorm.weight": (size,),
        "predictions.transform.LayerNorm.bias": (size,), "seq_relationship.weight": (2, size), "seq_relationship.bias": (2,)})}
    old = {name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): tensor
           for name, tensor in state.items()}
    write_safetensors(old, folder / "model.safetensors")


def write_roberta(folder):
    """Below "roberta.", with the head of a language model."""
    model = roberta()
    write_config(folder, model, "RobertaForMaskedLM")
    write_byte_pairs(folder)
    size = model.config.hidden_size
    write_safetensors({**state_of(model, "roberta."), **head("lm_head.", {
        "bias": (model.config.vocab_size,), "dense.weight": (size, size), "dense.bias": (size,), "layer_norm.weight": (size,),
        "layer_norm.bias": (size,)})}, folder / "model.safetensors")


def write_roberta_sharded(folder):
    model = roberta()
    write_config(folder, model, "RobertaModel")
    write_byte_pairs_json(folder)
    write_shards(folder, state_of(model), 3, write_safetensors, "model", ".safetensors")


def write_distilbert(folder):
    """Below "distilbert.", with the head of a classifier."""
    model = distilbert()
    write_config(folder, model, "DistilBertForSequenceClassification", id2label={"0": "NEGATIVE", "1": "POSITIVE"},
                 label2id={"NEGATIVE": 0, "POSITIVE": 1})
    write_word_piece(folder, True)
    size = model.config.dim
    write_safetensors({**state_of(model, "distilbert."), **head("", {
        "pre_classifier.weight": (size, size), "pre_classifier.bias": (size,), "classifier.weight": (2, size),
        "classifier.bias": (2,)})}, folder / "model.safetensors")


def write_distilbert_shards(folder):
    """Two pickles of the kind that torch wrote before it zipped them."""
    model = distilbert()
    write_config(folder, model, "DistilBertModel")
    write_word_piece(folder, True)

    write_shards(folder, state_of(model), 2, write_unzipped, "pytorch_model", ".bin")


def write_minilm(folder):
    """A sentence encoder in half precision, with what sentence-transformers writes beside it."""
    model = minilm()
    write_config(folder, model, "BertModel")
    write_word_piece_json(folder)
    write_safetensors({name: tensor.half() for name, tensor in state_of(model).items()}, folder / "model.safetensors")
    kinds = ["sentence_transformers.models.Transformer", "sentence_transformers.models.Pooling"]
    write_json(folder / "modules.json", [{"idx": i, "name": str(i), "path": path, "type": kind}
                                         for i, (path, kind) in enumerate(zip(["", "1_Pooling"], kinds))])
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": 24, "do_lower_case": False})
    (folder / "1_Pooling").mkdir()
    write_json(folder / "1_Pooling" / "config.json", {
        "word_embedding_dimension": model.config.hidden_size, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True,
        "pooling_mode_max_tokens": False, "pooling_mode_mean_sqrt_len_tokens": False})


def bert_lora():
    """Ranks and scales of their own for some layers."""
    model = peft.get_peft_model(bert(), peft.LoraConfig(
        task_type="FEATURE_EXTRACTION", r=2, lora_alpha=3, use_rslora=True, target_modules=["query", "value", "dense"],
        exclude_modules=["pooler.dense"], rank_pattern={"attention.output.dense": 3}, alpha_pattern={"intermediate.dense": 5}))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                parameter.copy_(drawn(name, parameter.shape))
    return model


def write_bert_lora(folder):
    bert_lora().save_pretrained(folder)
    (folder / "README.md").unlink()
    described = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    write_json(folder / "adapter_config.json", {**described, "base_model_name_or_path": "somebody/bert"}, 2)


def digits(value):
    if isinstance(value, torch.Tensor):
        value = value.detach().tolist()
    return [digits(v) for v in value] if isinstance(value, list) else float(f"{value:.7g}")


def wave(shape, phase):
    count = math.prod(shape)
    return torch.sin(0.7 * torch.arange(count, dtype=torch.float64) + phase).reshape(tuple(shape))


def expectations(model, tokenizer, max_length):
    ids = [tokenizer(text, truncation=True, max_length=max_length)["input_ids"] for text in TEXTS]
    model = model.double().eval().requires_grad_(True)
    model.set_attn_implementation("eager")
    longest = max(map(len, ids))
    padded = torch.tensor([row + [tokenizer.pad_token_id] * (longest - len(row)) for row in ids])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids])
    hidden = model(input_ids=padded, attention_mask=mask).last_hidden_state
    for row, alone in enumerate(ids):
        single = model(input_ids=torch.tensor([alone])).last_hidden_state[0]
        assert torch.allclose(hidden[row, :len(alone)], single, rtol=0, atol=1e-12), "padding counts"
    real = mask[..., None].double()
    mean = (hidden * real).sum(1) / real.sum(1)
    (mean * wave(mean.shape, 0.3)).sum().backward()
    gradients = {name: parameter.grad for name, parameter in model.named_parameters() if parameter.grad is not None}
    weight = next(name for name in gradients if "query.weight" in name or "q_lin.weight" in name)
    words = next(name for name in gradients if "word_embeddings" in name)
    positions = [list(range(len(row))) if len(row) <= WHOLE_UP_TO else [*range(3), *range(len(row) - 3, len(row))] for row in ids]
    return {
        "max_length": max_length, "texts": TEXTS, "ids": ids, "positions": positions,
        "hidden": [digits(hidden[row, chosen]) for row, chosen in enumerate(positions)],
        "mean": digits(mean), "max": digits(hidden.masked_fill(real == 0, -math.inf).amax(1)),
        "gradient": {"word_embeddings_row_sums": digits(gradients[words].sum(1)), "weight": weight,
                     "weight_gradient": digits(gradients[weight][:8]),
                     "sums": {name: [digits(g.sum().item()), digits((g * wave(g.shape, 1.0)).sum().item())]
                              for name, g in gradients.items()}}}


def check_that_the_reference_reads(folder, base, expected):
    """Tokenizer and weights, from the files."""
    tokenizer = transformers.AutoTokenizer.from_pretrained(base or folder)
    model = transformers.AutoModel.from_pretrained(base or folder, dtype=torch.float64, attn_implementation="eager")
    if base:
        model = peft.PeftModel.from_pretrained(model, folder).double().merge_and_unload()
    model = model.eval()
    for row, text in enumerate(TEXTS):
        ids = tokenizer(text, truncation=True, max_length=expected["max_length"])["input_ids"]
        assert ids == expected["ids"][row], (folder.name, text, ids, expected["ids"][row])
        hidden = model(input_ids=torch.tensor([ids])).last_hidden_state[0, expected["positions"][row]]
        wanted = torch.tensor(expected["hidden"][row], dtype=torch.float64)
        assert torch.allclose(hidden, wanted, rtol=1e-6, atol=1e-6), folder.name


# Folder, what makes the model of a new expected.json, what writes the folder, in words.
CASES = [("bert", bert, write_bert, "WordPiece, safetensors"),
         ("bert_bin", None, write_bert_bin, "pytorch_model.bin"),
         ("bert_old", None, write_bert_old, "prefix bert., LayerNorm.gamma and beta, heads of pretraining"),
         ("roberta", roberta, write_roberta, "vocab.json and merges.txt, prefix roberta., head of a language model"),
         ("roberta_sharded", None, write_roberta_sharded, "tokenizer.json, three safetensors with an index"),
         ("distilbert", distilbert, write_distilbert, "cased, prefix distilbert., head of a classifier, relu"),
         ("distilbert_shards", None, write_distilbert_shards, "two pickles, not zipped, with an index"),
         ("minilm", minilm, write_minilm, "half precision, mean pooling, tokenizer.json that cuts and fills up, gelu_new"),
         ("bert_lora", lambda: bert_lora().double().merge_and_unload(), write_bert_lora, "an adapter, alone")]


def main():
    shutil.rmtree(HERE, ignore_errors=True)
    HERE.mkdir()
    cases, total = [], 0
    for name, build, write, about in CASES:
        folder = HERE / name
        folder.mkdir()
        write(folder)
        base = HERE / name.split("_")[0] if (folder / "adapter_config.json").exists() else None
        owner = name if build else name.split("_")[0]
        if build:
            tokenizer = transformers.AutoTokenizer.from_pretrained(base or folder)
            limit = 24 if name == "minilm" else MAX_LENGTH
            text = json.dumps(expectations(build(), tokenizer, limit), ensure_ascii=False, separators=(",", ":"))
            (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
        check_that_the_reference_reads(folder, base, json.loads((HERE / owner / "expected.json").read_text(encoding="utf-8")))
        cases.append({"folder": name, "expected": owner + "/expected.json", "about": about, **({"base": base.name} if base else {})})
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        total += size
        print(f"{name}: {size // 1000} KB")
        assert size < 150_000, name
    assert total < 1_000_000
    write_json(HERE / "cases.json", cases)


if __name__ == "__main__":
    main()
