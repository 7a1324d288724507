"""Training the language model on every sentence the project has in both languages."""

from __future__ import annotations

from pathlib import Path

import joblib
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from models.artefacts import replacing
from models.corpora import read_messages, read_pairs
from models.letters import without_diacritics
from warmline.settings import Settings


def train_language(settings: Settings, data: Path, key: str) -> None:
    """Train the model and keep it as made from ``key``."""
    sentences = [(message.text, message.language) for message in read_messages(data / "nlu")]
    for pair in read_pairs(data / "parallel"):
        sentences += [(pair.english, "en"), (pair.polish, "pl")]
    texts, polish = [], []
    for text, language in sentences:
        for form in sorted({text, without_diacritics(text).lower()}):
            texts.append(form)
            polish.append(language == "pl")
    pipeline = make_pipeline(
        HashingVectorizer(analyzer="char_wb", ngram_range=(1, 5), n_features=2**18, alternate_sign=False),
        LogisticRegression(C=30, max_iter=1000, class_weight="balanced"),
    )
    pipeline.fit(texts, polish)
    with replacing(settings.trained / "language", key) as fresh:
        joblib.dump(pipeline, fresh / "model.joblib", compress=3)
