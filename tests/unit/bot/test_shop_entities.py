"""Entities in the pipeline; how they are found is tested with ``models.entities``."""

from datetime import datetime, timezone

import pytest
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components import shop_entities
from bot.components.shop_entities import ShopEntities
from warmline.settings import ROOT

NEW = {"date", "amount", "product"}


def test_entities_are_added_to_those_of_others_and_leave_the_pipeline() -> None:
    other = {"entity": "other", "value": "x", "start": 0, "end": 1, "extractor": "Other"}
    message = Message({TEXT: "lampa z LP-104217", ENTITIES: [other]})
    [message] = ShopEntities().process([message])
    mine = {"extractor": "ShopEntities"}
    assert message.as_dict(only_output_properties=True)[ENTITIES] == [
        other,
        {"entity": "product", "value": "lamp", "start": 0, "end": 5, **mine},
        {"entity": "order_number", "value": "LP-104217", "start": 8, "end": 17, **mine},
    ]


def test_a_message_without_text_has_none() -> None:
    [message] = ShopEntities().process([Message({})])
    assert message.get(ENTITIES) == []


def test_yesterday_is_counted_from_the_shops_own_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shop_entities, "now", lambda: datetime(2026, 5, 12, 22, 30, tzinfo=timezone.utc))
    [message] = ShopEntities().process([Message({TEXT: "wczoraj"})])
    assert [entity["value"] for entity in message.get(ENTITIES)] == ["2026-05-12"]


def test_policies_see_no_days_sums_and_goods() -> None:
    domain = Domain.load(str(ROOT / "bot" / "domain"))
    assert set(domain.entities) >= NEW
    seen = {name: set(about["used_entities"]) for name, about in domain.intent_properties.items()}
    assert [name for name in seen if seen[name] & NEW and name not in DEFAULT_INTENTS] == []
