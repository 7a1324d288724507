"""The mood model on a handful of messages and drawn readings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.corpora import LABELS, MoodExample
from models.encoder import Reading
from models.errors import NotTrained
from models.message_reader import MessageReader
from models.sentiment import Mood, MoodModel, load_mood_model
from models.sentiment_training import fit, train_mood
from models.spelling import AS_TYPED
from warmline.settings import Settings

TEXTS = {
    "Where is my parcel?": ("neutral", 0.0, ()),
    "Thank you, great service": ("positive", 0.0, ()),
    "You are useless idiots!!!": ("negative", 1.0, ("insult",)),
    "Gdzie jest moja paczka?": ("neutral", 0.1, ()),
    "Dziękuję, świetna obsługa": ("positive", 0.0, ()),
    "Jesteście bandą idiotów!!!": ("negative", 1.0, ("insult",)),
}
EXAMPLES = [
    MoodExample(text, "en", label, frustration, flags, "moment") for text, (label, frustration, flags) in TEXTS.items()
]
DIMENSION = 8


@dataclass
class DrawnEncoder:
    """Readings drawn from the text's letters; learning from them is the network's business here."""

    fingerprint: str = "drawn"
    dimension: int = DIMENSION
    depth: int = DIMENSION

    def read(self, texts: Any) -> Reading:
        rows = [np.random.default_rng(sum(map(ord, text))).normal(size=2 * DIMENSION) for text in texts]
        drawn = np.array(rows, dtype=np.float32).reshape(-1, 2 * DIMENSION)
        return Reading(drawn[:, :DIMENSION], drawn[:, DIMENSION:])


READING = DrawnEncoder().read(list(TEXTS))


def test_it_learns_labels_frustration_and_flags() -> None:
    moods = MoodModel(fit(EXAMPLES, READING)).judge(list(TEXTS), READING)
    assert [mood.label for mood in moods] == [label for label, _, _ in TEXTS.values()]
    assert [mood.frustration >= 0.5 for mood in moods] == [value >= 0.5 for _, value, _ in TEXTS.values()]
    assert [mood.flags for mood in moods] == [flags for _, _, flags in TEXTS.values()]
    assert {"words", "punctuation", "insult"} <= set(moods[2].reasons)


def test_the_same_data_gives_the_same_model() -> None:
    one, other = (MoodModel(fit(EXAMPLES, READING)).polarities(list(TEXTS), READING) for _ in range(2))
    assert (one == other).all()
    assert one.sum(axis=1) == pytest.approx(1.0)


def test_a_saved_model_judges_as_before(tmp_path: Path) -> None:
    lines = [f"en\t{one.label}\t{one.frustration}\t{','.join(one.flags)}\t{one.text}\n" for one in EXAMPLES]
    (tmp_path / "sentiment").mkdir()
    header = "lang\tlabel\tfrustration\tflags\ttext\n"
    (tmp_path / "sentiment" / "moment.tsv").write_text(header + "".join(lines), encoding="utf-8")
    settings = Settings(trained=tmp_path / "trained")
    reader = MessageReader(DrawnEncoder(), AS_TYPED)  # type: ignore[arg-type]
    train_mood(settings, tmp_path, "key", reader)
    loaded = load_mood_model(settings, DrawnEncoder())  # type: ignore[arg-type]
    assert loaded.judge(list(TEXTS), READING) == MoodModel(fit(EXAMPLES, READING)).judge(list(TEXTS), READING)
    with pytest.raises(NotTrained):
        load_mood_model(settings, DrawnEncoder("another"))  # type: ignore[arg-type]


def test_nothing_to_judge_is_no_mood() -> None:
    assert MoodModel(fit(EXAMPLES, READING)).judge([], DrawnEncoder().read([])) == []


@pytest.mark.parametrize("text", ["fcc669", "LP-104217", "512 000 345", "ola@example.com", "#110562?", "25,50"])
def test_a_mere_code_has_no_mood(text: str) -> None:
    furious = DrawnEncoder().read(["You are useless idiots!!!"])
    model = MoodModel(fit(EXAMPLES, READING))
    assert model.judge([text], furious) == [Mood("neutral", 0.0, (), ())]
    assert model.polarities([text], furious)[0].argmax() == LABELS.index("neutral")
    assert model.judge([f"{text} idiots"], furious)[0].frustration > 0.5
