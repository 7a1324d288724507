from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from escalation import message_log, ownership, queue, summaries, trends
from escalation.handovers import Request
from escalation.priority import RULES, load
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput

PRIORITY = load()
AT = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def test_each_cause_counts_for_itself() -> None:
    assert PRIORITY.parts("customer_request", None, None, 0) == {}
    assert PRIORITY.parts("customer_request", 0.2, {"total": "100.00"}, 0) == {}
    assert PRIORITY.parts("complaint", 0.65, {"total": "3000.00"}, 50) == {
        "reason": 5.0,
        "frustration": 5.0,
        "order_total": 10.0,
        "rank": 5.0,
    }
    assert PRIORITY.parts("threat", 1.0, {"total": "99999"}, 100)["order_total"] == 10.0


@pytest.mark.parametrize("order", [{}, {"total": None}, {"total": "much"}, {"number": "LP-1"}])
def test_an_order_without_a_total_counts_nothing(order: dict[str, Any]) -> None:
    assert PRIORITY.parts("unusual", None, order, 0) == {}


def test_a_turned_mood_changes_its_own_part_only() -> None:
    before = PRIORITY.parts("complaint", None, None, 50)
    angry = PRIORITY.with_mood(before, 0.9)
    assert angry == {**before, "frustration": 10.0}
    assert PRIORITY.with_mood(angry, 0.1) == before


@given(
    reason=st.sampled_from(sorted(PRIORITY.reasons)),
    mood=st.floats(0, 1),
    total=st.floats(0, 1e9),
    rank=st.integers(0, 100),
    later=st.integers(1, 10_000),
)
def test_nobody_is_overtaken_by_who_comes_later_than_the_most(
    reason: str, mood: float, total: float, rank: int, later: int
) -> None:
    patient = PRIORITY.served_at(AT, {})
    comes = AT + timedelta(minutes=PRIORITY.most, seconds=later)
    assert patient < PRIORITY.served_at(comes, PRIORITY.parts(reason, mood, {"total": total}, rank))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"most": None}, "`most` must be a number of minutes"),
        ({"most": -1}, "`most` must be"),
        ({"reasons": []}, "`reasons` needs"),
        ({"reasons": {"hunger": 5}}, "no reason hunger; write complaint, customer_request"),
        ({"reasons": {"threat": "long"}}, "`reasons.threat` must be"),
        ({"rank": None}, "`rank` needs `from`, `to` and `minutes`"),
        ({"rank": {"from": 5, "to": 5, "minutes": 1}}, "`rank.to` must be more than `rank.from`"),
        ({"frustration": {"from": 0, "to": 1, "minutes": True}}, "`frustration.minutes` must be"),
    ],
)
def test_a_wrong_rule_is_named_with_its_remedy(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    path = tmp_path / "queue.yml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(RULES.read_text(encoding="utf-8")), **changes}), encoding="utf-8")
    with pytest.raises(BadInput, match=words):
        load(path)


@pytest.mark.parametrize("text", [None, "a: [", "just words"])
def test_a_file_that_holds_no_rules_is_refused(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "queue.yml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"queue\.yml"):
        load(path)


async def test_a_mood_that_turns_while_waiting_moves_the_customer_up(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    agent = await staff_factory()
    first = await conversation_factory("queue", at=now() - timedelta(minutes=4))
    second = await conversation_factory("queue", at=now() - timedelta(minutes=2))
    async with database.write() as connection:
        draft = message_log.Draft(message_log.Author("customer"), "To skandal!")
        receipt = await message_log.append(connection, second.id, draft, now())
        mood = {"label": "negative", "frustration": 0.9, "reasons": ["words"]}
        await trends.store_reading(connection, second.id, receipt.seq, "pl", mood, [])
        await queue.mood_turned(connection, second.id, PRIORITY)
    async with database.read() as connection:
        assert [found.id for found in await queue.in_order(connection)] == [second.id, first.id]
        listed = await summaries.listed(connection, "queue", agent, now())
    assert [one["head_starts"] for one in listed] == [{"frustration": 10.0}, {}]


async def test_the_mood_of_who_does_not_wait_moves_nothing(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    conversation = await conversation_factory(await staff_factory())
    async with database.write() as connection:
        await queue.mood_turned(connection, conversation.id, PRIORITY)
    async with database.read() as connection:
        assert await queue.in_order(connection) == []


async def test_the_value_of_the_order_counts_and_a_release_keeps_it(
    database: Database, conversation_factory: Any, staff_factory: Any, availability: Any
) -> None:
    agent = await staff_factory()
    conversation = await conversation_factory()
    async with database.write() as connection:
        request = Request("high_value", order={"number": "LP-1", "total": "3000.00"})
        waiting = await ownership.hand_over(connection, conversation.id, request, availability, AT, actor="bot")
        assert waiting.queue_rank == AT - timedelta(minutes=15)
        await ownership.claim(connection, conversation.id, agent, waiting.version, now())
        released = await ownership.release(connection, conversation.id, agent, now())
        assert released.queue_rank == waiting.queue_rank
        assert released.head_starts == {"reason": 5.0, "order_total": 10.0}
        back = await ownership.withdraw(connection, conversation.id, now())
    assert back is not None
    assert back.head_starts is None
