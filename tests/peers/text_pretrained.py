# SPDX-License-Identifier: GPL-3.0-or-later
"""A pretrained sentence encoder on a task of one's own: with the library's Trainer as a user writes it, with a loop by hand
(lengths together, mean pooling, fused optimizer), with adapters, frozen, and with SetFit."""
import os
import tempfile

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch  # noqa: E402
from torch import nn  # noqa: E402

import text_batches  # noqa: E402
from text_measure import Measured, classification_quality  # noqa: E402

IGNORED = -100  # a token without a tag


def quiet():
    import transformers
    transformers.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()


def begin(options):
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    quiet()


def adapters(options, model, task_type=None):
    from peft import LoraConfig, get_peft_model
    return get_peft_model(model, LoraConfig(
        task_type=task_type, r=options.rank, lora_alpha=options.alpha, lora_dropout=0.05,
        target_modules=options.targets.split(",") if options.targets else ["query", "value"]))


def step_counter(measured, batch):
    """The Trainer's callback; its class can only be named once the library is there."""
    import transformers

    class StepCounter(transformers.TrainerCallback):
        def on_step_end(self, arguments, state, control, **_):
            if not measured.step(batch):
                control.should_training_stop = True
    return StepCounter()


def trainer_arguments(options, folder):
    from transformers import TrainingArguments
    return TrainingArguments(
        output_dir=folder, learning_rate=options.lr, num_train_epochs=options.epochs or 3, weight_decay=options.weight_decay,
        per_device_train_batch_size=options.batch, per_device_eval_batch_size=64, seed=options.seed, use_cpu=True,
        save_strategy="no", report_to="none", disable_tqdm=True, bf16=options.mode == "trainer_bf16")


def train_with_trainer(options, data):
    """The library's own example: a head on the first token, batches in random order, each filled up to its longest."""
    begin(options)
    import transformers
    from datasets import Dataset, disable_progress_bars
    disable_progress_bars()
    labels = sorted({label for _, label in data["train"]})
    places = {label: i for i, label in enumerate(labels)}
    tokenizer = transformers.AutoTokenizer.from_pretrained(options.model)
    measured = Measured(options)
    test = measured.test_rows(data["test"])

    def tokenised(rows):
        table = Dataset.from_dict({"text": [text for text, _ in rows], "label": [places[label] for _, label in rows]})
        return table.map(lambda part: tokenizer(part["text"], truncation=True, max_length=options.max_length or None), batched=True)

    model = transformers.AutoModelForSequenceClassification.from_pretrained(options.model, num_labels=len(labels))
    if options.command == "lora":
        model = adapters(options, model, "SEQ_CLS")
    with tempfile.TemporaryDirectory() as folder:
        trainer = transformers.Trainer(
            model=model, args=trainer_arguments(options, folder), train_dataset=tokenised(data["train"]),
            processing_class=tokenizer, data_collator=transformers.DataCollatorWithPadding(tokenizer),
            callbacks=[step_counter(measured, options.batch)])
        measured.start()
        trainer.train()
        measured.stop()
        scores = trainer.predict(tokenised(test)).predictions
    quality, more = classification_quality([labels[i] for i in scores.argmax(1)], [label for _, label in test])
    measured.report(quality, **more)


class Classifier(nn.Module):
    """The encoder, the mean over the tokens, a linear head."""

    def __init__(self, encoder, classes, dropout=0.1):
        super().__init__()
        self.encoder, self.dropout = encoder, nn.Dropout(dropout)
        self.head = nn.Linear(encoder.config.hidden_size, classes)

    def forward(self, ids, lengths):
        mask = text_batches.mask_of(lengths, ids.shape[1])
        x = self.encoder(input_ids=ids, attention_mask=mask.long()).last_hidden_state
        x = (x * mask[..., None]).sum(1) / lengths[:, None]
        return self.head(self.dropout(x))


class Tagger(nn.Module):
    def __init__(self, encoder, classes, dropout=0.1):
        super().__init__()
        self.encoder, self.dropout = encoder, nn.Dropout(dropout)
        self.head = nn.Linear(encoder.config.hidden_size, classes)

    def forward(self, ids, lengths):
        mask = text_batches.mask_of(lengths, ids.shape[1])
        return self.head(self.dropout(self.encoder(input_ids=ids, attention_mask=mask.long()).last_hidden_state))


def rise_and_fall(optimizer, steps, warm_up):
    rise = max(1, round(steps * warm_up))
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise))))


def train_by_hand(options, model, packed, targets, measured):
    """`targets(rows, steps)`: what is wanted of these rows. `grouped` puts lengths together; bf16 by autocast."""
    bf16 = options.mode.endswith("bf16")
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=options.lr, weight_decay=options.weight_decay, fused=True)
    epochs = options.epochs or 3
    schedule = rise_and_fall(optimizer, epochs * -(-len(packed) // options.batch), options.warm_up)
    loss_function = nn.CrossEntropyLoss(ignore_index=IGNORED)
    generator = torch.Generator().manual_seed(options.seed)
    model.train()
    measured.start()
    for _ in range(epochs):
        for rows in text_batches.grouped_batches(packed.lengths, options.batch, generator):
            ids, lengths = packed.batch(rows)
            optimizer.zero_grad()
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                scores = model(ids, lengths)
            loss_function(scores.float().flatten(0, -2), targets(rows, ids.shape[1]).flatten()).backward()
            optimizer.step()
            schedule.step()
            if not measured.step(len(rows)):
                measured.stop()
                return
    measured.stop()


def answers_of(options, model, packed):
    """By row; of taggers one answer a token."""
    model.eval()
    answers = [None] * len(packed)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=options.mode.endswith("bf16")):
        for rows in text_batches.sorted_batches(packed.lengths, 64):
            ids, lengths = packed.batch(rows)
            for row, length, answer in zip(rows.tolist(), lengths.tolist(), model(ids, lengths).argmax(-1).tolist()):
                answers[row] = answer[:length] if isinstance(answer, list) else answer
    return answers


def token_limit(options, tokenizer):
    return options.max_length or min(256, tokenizer.model_max_length)


def train_tuned(options, data):
    begin(options)
    import transformers
    labels = sorted({label for _, label in data["train"]})
    places = {label: i for i, label in enumerate(labels)}
    tokenizer = transformers.AutoTokenizer.from_pretrained(options.model)
    longest = token_limit(options, tokenizer)

    def packed(rows):
        return text_batches.PackedTexts(tokenizer([text for text, _ in rows], truncation=True, max_length=longest)["input_ids"],
                                        tokenizer.pad_token_id)

    encoder = transformers.AutoModel.from_pretrained(options.model)
    model = Classifier(adapters(options, encoder) if options.command == "lora" else encoder, len(labels))
    measured = Measured(options)
    wanted = torch.tensor([places[label] for _, label in data["train"]])
    train_by_hand(options, model, packed(data["train"]), lambda rows, _: wanted[rows], measured)
    test = measured.test_rows(data["test"])
    predicted = [labels[i] for i in answers_of(options, model, packed(test))]
    quality, more = classification_quality(predicted, [label for _, label in test])
    measured.report(quality, **more)


def train_frozen(options, data):
    """The encoder as it is, once over every text; a linear model on its vectors."""
    begin(options)
    from sentence_transformers import SentenceTransformer
    from sklearn.linear_model import LogisticRegression
    measured = Measured(options)
    apart = max(1, len(data["train"]) // (options.batch * options.limit_steps)) if options.limit_steps else 1
    train, test = data["train"][::apart], measured.test_rows(data["test"])
    encoder = SentenceTransformer(str(options.model), device="cpu")
    if options.max_length:
        encoder.max_seq_length = options.max_length

    def vectors(rows):
        return encoder.encode([text for text, _ in rows], batch_size=options.batch, show_progress_bar=False)

    measured.start()
    x = vectors(train)
    measured.step(len(train))
    linear = LogisticRegression(C=options.c or 10.0, max_iter=1000, random_state=options.seed)
    linear.fit(x, [label for _, label in train])
    measured.stop()
    quality, more = classification_quality(linear.predict(vectors(test)).tolist(), [label for _, label in test])
    measured.report(quality, **more)


def train_setfit(options, data):
    """Pairs of like and unlike texts, then a linear model; for a handful of texts a class."""
    begin(options)
    from datasets import Dataset
    from setfit import SetFitModel, Trainer, TrainingArguments
    labels = sorted({label for _, label in data["train"]})
    places = {label: i for i, label in enumerate(labels)}
    measured = Measured(options)
    test = measured.test_rows(data["test"])
    model = SetFitModel.from_pretrained(str(options.model))
    if options.max_length:
        model.model_body.max_seq_length = options.max_length
    table = Dataset.from_dict({"text": [text for text, _ in data["train"]], "label": [places[label] for _, label in data["train"]]})
    with tempfile.TemporaryDirectory() as folder:
        arguments = TrainingArguments(
            output_dir=folder, batch_size=options.batch, num_epochs=options.epochs or 1, num_iterations=options.iterations,
            max_steps=options.limit_steps or -1, seed=options.seed, report_to="none", save_strategy="no", show_progress_bar=False)
        trainer = Trainer(model=model, args=arguments, train_dataset=table,
                          callbacks=[step_counter(measured, options.batch)])
        measured.start()
        trainer.train()
        measured.stop()
    predicted = [labels[int(i)] for i in model.predict([text for text, _ in test], show_progress_bar=False)]
    quality, more = classification_quality(predicted, [label for _, label in test])
    measured.report(quality, **more)

