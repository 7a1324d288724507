"""The scripted conversations of the held-out set are whole and say when a person is due."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from bot.dialogues import read_dialogues
from warmline.settings import ROOT

FOLDER = ROOT / "nlu_data" / "heldout" / "dialogues"


@pytest.fixture(scope="module", params=["pl", "en"])
def dialogues(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{request.param}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["id"] for row in rows] == [f"{request.param}-{number:03}" for number in range(1, len(rows) + 1)]
    return rows


def test_half_of_the_conversations_need_a_person(dialogues: list[dict[str, Any]]) -> None:
    assert Counter(row["expect"] for row in dialogues) == {"person": 100, "none": 100}


def test_the_customer_begins_and_the_two_take_turns(dialogues: list[dict[str, Any]]) -> None:
    for row in dialogues:
        roles = [turn["role"] for turn in row["turns"]]
        assert roles == [("user", "bot")[number % 2] for number in range(len(roles))], row["id"]
        assert 2 <= roles.count("user") <= 8, row["id"]
        assert all(turn["text"].strip() for turn in row["turns"]), row["id"]


def test_only_who_needs_a_person_is_dissatisfied_and_stays_so(dialogues: list[dict[str, Any]]) -> None:
    for row in dialogues:
        moods = [turn["dissatisfied"] for turn in row["turns"] if turn["role"] == "user"]
        assert any(moods) == (row["expect"] == "person"), row["id"]
        assert moods == sorted(moods), row["id"]
        assert all("dissatisfied" not in turn for turn in row["turns"] if turn["role"] == "bot"), row["id"]


def test_no_two_conversations_tell_the_same(dialogues: list[dict[str, Any]]) -> None:
    assert len({row["about"] for row in dialogues}) == len(dialogues)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_they_can_be_replayed(language: str) -> None:
    assert len(read_dialogues(FOLDER / f"{language}.jsonl")) == 200
