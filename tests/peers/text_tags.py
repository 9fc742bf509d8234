# SPDX-License-Identifier: GPL-3.0-or-later
"""Marking words in texts: MiniLM with the Trainer and by hand, a network over characters from nothing. Quality: F1 of seqeval."""
import tempfile

import torch
from torch import nn

import text_batches
import text_networks
from text_measure import Measured
from text_pretrained import IGNORED, Tagger, answers_of, begin, step_counter, token_limit, train_by_hand, trainer_arguments


def report(measured, predicted, sentences):
    """`predicted`: tags for each word; words that were cut off count as outside of everything."""
    from seqeval.metrics import f1_score, precision_score, recall_score
    wanted = [tags for _, tags in sentences]
    predicted = [tags + ["O"] * (len(right) - len(tags)) for tags, right in zip(predicted, wanted)]
    scores = {name: float(score(wanted, predicted, zero_division=0))
              for name, score in (("precision", precision_score), ("recall", recall_score))}
    measured.report(float(f1_score(wanted, predicted, zero_division=0)), **scores, test_rows=len(wanted))


def tags_of(data):
    return sorted({tag for _, tags in data["train"] for tag in tags})


def tokenised(tokenizer, sentences, places, longest):
    """Ids, and for every token the tag of the word that begins with it."""
    encoded = tokenizer([words for words, _ in sentences], is_split_into_words=True, truncation=True, max_length=longest)
    wanted, firsts = [], []
    for i, (_, tags) in enumerate(sentences):
        words = encoded.word_ids(i)
        first = [word is not None and (at == 0 or words[at - 1] != word) for at, word in enumerate(words)]
        wanted.append([places.get(tags[word], IGNORED) if is_first else IGNORED for word, is_first in zip(words, first)])
        firsts.append([at for at, is_first in enumerate(first) if is_first])
    return encoded["input_ids"], wanted, firsts


def by_word(answers, firsts, names):
    return [[names[row[at]] for at in places] for row, places in zip(answers, firsts)]


def train_tags_tuned(options, data):
    begin(options)
    import transformers
    names = tags_of(data)
    places = {name: i for i, name in enumerate(names)}
    tokenizer = transformers.AutoTokenizer.from_pretrained(options.model)
    longest = token_limit(options, tokenizer)
    measured = Measured(options)
    ids, wanted, _ = tokenised(tokenizer, data["train"], places, longest)
    packed = text_batches.PackedTexts(ids, tokenizer.pad_token_id)
    packed_wanted = text_batches.PackedTexts(wanted, IGNORED)
    model = Tagger(transformers.AutoModel.from_pretrained(options.model, add_pooling_layer=False), len(names))
    train_by_hand(options, model, packed, lambda rows, _: packed_wanted.batch(rows)[0], measured)
    test = measured.test_rows(data["test"])
    ids, _, firsts = tokenised(tokenizer, test, places, longest)
    answers = answers_of(options, model, text_batches.PackedTexts(ids, tokenizer.pad_token_id))
    report(measured, by_word(answers, firsts, names), test)


def train_tags_with_trainer(options, data):
    begin(options)
    import transformers
    from datasets import Dataset
    names = tags_of(data)
    places = {name: i for i, name in enumerate(names)}
    tokenizer = transformers.AutoTokenizer.from_pretrained(options.model)
    longest = token_limit(options, tokenizer)
    measured = Measured(options)
    test = measured.test_rows(data["test"])

    def table(sentences):
        ids, wanted, firsts = tokenised(tokenizer, sentences, places, longest)
        return Dataset.from_dict({"input_ids": ids, "attention_mask": [[1] * len(row) for row in ids], "labels": wanted}), firsts

    model = transformers.AutoModelForTokenClassification.from_pretrained(options.model, num_labels=len(names))
    asked, firsts = table(test)
    with tempfile.TemporaryDirectory() as folder:
        trainer = transformers.Trainer(
            model=model, args=trainer_arguments(options, folder), train_dataset=table(data["train"])[0],
            processing_class=tokenizer, data_collator=transformers.DataCollatorForTokenClassification(tokenizer),
            callbacks=[step_counter(measured, options.batch)])
        measured.start()
        trainer.train()
        measured.stop()
        scores = trainer.predict(asked).predictions
    report(measured, by_word(scores.argmax(-1).tolist(), firsts, names), test)


def train_tags_scratch(options, data):
    """One vector a character (or word), a BiLSTM, a head at every step. `plain`: random batches; `tuned`: lengths together."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    names = tags_of(data)
    places = {name: i for i, name in enumerate(names)}
    counts = {}
    for words, _ in data["train"]:
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    known = {word: i + 2 for i, word in enumerate(sorted(word for word, count in counts.items() if count >= 2))}
    longest = options.max_length or 512

    def ids_of(sentences):
        return text_batches.PackedTexts([[known.get(word, text_networks.UNKNOWN) for word in words[:longest]] for words, _ in sentences])

    train = data["train"]
    packed = ids_of(train)
    wanted = text_batches.PackedTexts([[places[tag] for tag in tags[:longest]] for _, tags in train], IGNORED)
    model = text_networks.BiLstm(len(known) + 2, len(names), per_token=True)
    tuned = options.mode == "tuned"
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.lr, weight_decay=options.weight_decay, fused=tuned or None)
    loss_function = nn.CrossEntropyLoss(ignore_index=IGNORED)
    generator = torch.Generator().manual_seed(options.seed)
    measured = Measured(options)

    def batches():
        if tuned:
            return text_batches.grouped_batches(packed.lengths, options.batch, generator)
        return torch.randperm(len(packed), generator=generator).split(options.batch)

    def epochs():
        for _ in range(options.epochs or 40):
            for rows in batches():
                ids, lengths = packed.batch(rows)
                optimizer.zero_grad()
                scores = model(text_networks.hide_words(ids, options.token_dropout), lengths)
                loss_function(scores.flatten(0, 1), wanted.batch(rows)[0].flatten()).backward()
                optimizer.step()
                if not measured.step(len(rows)):
                    return

    measured.start()
    epochs()
    measured.stop()
    test = measured.test_rows(data["test"])
    asked = ids_of(test)
    model.eval()
    answers = [None] * len(asked)
    with torch.inference_mode():
        for rows in text_batches.sorted_batches(asked.lengths, 64):
            ids, lengths = asked.batch(rows)
            for row, length, answer in zip(rows.tolist(), lengths.tolist(), model(ids, lengths).argmax(-1).tolist()):
                answers[row] = [names[i] for i in answer[:length]]
    report(measured, answers, test)
