from __future__ import annotations

import pytest

from models import adaptation
from models.corpora import Pair
from models.encoder import open_model
from models.inputs import base_model

PAIRS = [
    Pair("Where is my parcel?", "Gdzie jest moja paczka?", "shop"),
    Pair("I want my money back.", "Chcę zwrotu pieniędzy.", "shop"),
    Pair("Which bulb fits this lamp?", "Jaka żarówka pasuje do tej lampy?", "shop"),
    Pair("Can I pay with BLIK?", "Czy mogę zapłacić BLIK-iem?", "shop"),
]


def test_polish_comes_to_where_english_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adaptation, "EPOCHS", 8)
    shares: list[float] = []
    adapted = adaptation.adapt(str(base_model()), PAIRS, shares.append)
    plain = open_model(str(base_model()))
    english = plain.encode([pair.english for pair in PAIRS], normalize_embeddings=True)
    before, after = (
        (model.encode([pair.polish for pair in PAIRS], normalize_embeddings=True) * english).sum(axis=1).mean()
        for model in (plain, adapted)
    )
    assert after > before
    assert shares[-1] == 1.0


def test_the_same_sentences_make_the_same_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adaptation, "EPOCHS", 2)
    one, other = (adaptation.adapt(str(base_model()), PAIRS) for _ in range(2))
    assert one.encode("Gdzie paczka?").tolist() == other.encode("Gdzie paczka?").tolist()
