from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from kb_index.dense import Vectors
from kb_index.grouping import grouped
from kb_index.tally import Unanswered, Window
from models.encoder import Encoder
from warmline.clock import now

WINDOW = Window(now(), 30)


def question_factory(text: str, days_ago: float = 1, id: int = 0) -> Unanswered:
    return Unanswered(id, WINDOW.now - timedelta(days=days_ago), "en", text, "abstained", None, None, None)


def pointing(*angles: float) -> Vectors:
    return np.array([[np.cos(angle), np.sin(angle)] for angle in np.radians(angles)], dtype=np.float32)


def test_questions_of_one_meaning_are_one_group(encoder: Encoder) -> None:
    texts = [
        "Do you send fabric samples?",
        "Can I get a sample of the fabric?",
        "I'd like samples of your fabrics",
        "How do I wash linen?",
        "what temperature to wash linen at",
    ]
    groups = grouped([question_factory(text) for text in texts], encoder.encode(texts), WINDOW)
    assert [{question.text for question in group.questions} for group in groups] == [set(texts[:3]), set(texts[3:])]


def test_a_group_is_named_by_the_question_in_its_middle() -> None:
    questions = [question_factory("left"), question_factory("middle"), question_factory("right")]
    [group] = grouped(questions, pointing(0, 20, 40), WINDOW)
    assert group.central.text == "middle"
    assert np.allclose(group.middle, pointing(20)[0], atol=1e-6)


def test_the_same_words_count_each_time_they_are_asked() -> None:
    questions = [question_factory("often", id=1), question_factory("Often", id=2), question_factory("once", id=3)]
    [group] = grouped(questions, pointing(0, 0, 30), WINDOW)
    assert len(group.questions) == 3
    assert group.central.text == "often"


@pytest.mark.parametrize(("ages", "first"), [((1, 1, 20, 20, 20), "new"), ((1, 1, 3, 3, 3), "old")])
def test_what_is_asked_often_and_lately_comes_first(ages: tuple[float, ...], first: str) -> None:
    names = ("new", "new", "old", "old", "old")
    questions = [question_factory(name, age) for name, age in zip(names, ages, strict=True)]
    groups = grouped(questions, pointing(0, 0, 180, 180, 180), WINDOW)
    assert groups[0].central.text == first


def test_what_nobody_has_asked_in_the_window_is_no_group() -> None:
    assert grouped([question_factory("old", 31)], pointing(0), WINDOW) == []
    assert grouped([], pointing(), WINDOW) == []
