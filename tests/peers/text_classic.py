# SPDX-License-Identifier: GPL-3.0-or-later
"""Counted words with a linear model, in scikit-learn: what a network has to beat."""
from text_measure import Measured, classification_quality


def train_tfidf(options, data):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    features = {"word": words, "char": characters, "both": make_union(words, characters)}[options.features]
    linear = LinearSVC(C=options.c or 1.0, random_state=options.seed) if options.linear == "svm" else \
        LogisticRegression(C=options.c or 10.0, max_iter=1000)
    model = make_pipeline(features, linear)
    # A few from everywhere where only the way is tried: files may be sorted by class.
    apart = len(data["train"]) // (options.batch * options.limit_steps) if options.limit_steps else 1
    train = data["train"][::max(1, apart)]
    measured = Measured(options)
    measured.start()
    model.fit([text for text, _ in train], [label for _, label in train])
    measured.step(len(train))
    measured.stop()
    test = measured.test_rows(data["test"])
    predicted = model.predict([text for text, _ in test]).tolist()
    quality, more = classification_quality(predicted, [label for _, label in test])
    measured.report(quality, **more)
