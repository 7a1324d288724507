"""A Hugging Face classifier in place of our own model: a real one, tiny and drawn, saved and loaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from models.classifier import Classifier
from models.encoder import Encoder, Reading
from models.errors import BadClassifier
from models.sentiment import load_mood_model
from warmline.settings import Settings

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "bad", "good", "!"]
NOTHING = Reading(np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32))


def saved(folder: Path, labels: list[str]) -> str:
    """A model with these labels."""
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return str(folder)


def test_labels_are_found_by_name(tmp_path: Path) -> None:
    ours = Classifier(saved(tmp_path, ["POSITIVE", "NEGATIVE"])).polarities(["good", "bad"], NOTHING)
    assert ours.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    assert (ours[:, 1] == 0).all()


def test_a_batch_judges_as_one_by_one(tmp_path: Path) -> None:
    classifier = Classifier(saved(tmp_path, ["LABEL_0", "LABEL_1", "LABEL_2"]))
    together = classifier.polarities(["good", "bad bad bad !"], NOTHING)
    assert together[0] == pytest.approx(classifier.polarities(["good"], NOTHING)[0], abs=1e-5)


def test_what_is_written_lifts_what_is_negative(tmp_path: Path) -> None:
    classifier = Classifier(saved(tmp_path, ["negative", "neutral", "positive"]))
    calm, loud = classifier.judge(["bad", "bad!!!!!"], NOTHING)
    assert calm.frustration < 0.5
    assert loud.frustration > calm.frustration
    assert "punctuation" in loud.reasons


@pytest.mark.parametrize("labels", [["joy", "anger"], ["1 star", "2 stars"], ["negative", "neutral"]])
def test_other_labels_are_refused_with_what_is_needed(tmp_path: Path, labels: list[str]) -> None:
    with pytest.raises(BadClassifier, match="WARMLINE_MOOD_MODEL"):
        Classifier(saved(tmp_path, labels))


def test_the_setting_puts_it_in_place_of_our_own(tmp_path: Path, encoder: Encoder) -> None:
    settings = Settings(mood_model=saved(tmp_path, ["negative", "positive"]))
    assert isinstance(load_mood_model(settings, encoder), Classifier)
