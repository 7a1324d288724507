from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from escalation import alert_limits, live_view, message_log, ownership, presence
from escalation.alert_limits import AlertLimits
from escalation.hours import OpeningHours
from escalation.message_log import Author, Draft
from escalation.service_level import service_level
from escalation.tables import conversations
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput

MINUTE = timedelta(minutes=1)
ALWAYS = OpeningHours()


async def look(database: Database, limits: AlertLimits | None = None) -> Any:
    async with database.read() as connection:
        return await live_view.look(connection, now(), ALWAYS, limits or AlertLimits())


async def level(database: Database, at: datetime) -> tuple[int, int]:
    async with database.read() as connection:
        found = await service_level(connection, at, MINUTE, timedelta(hours=1))
    return found.in_time, found.counted


async def claim(database: Database, conversation: Any, agent: Any, at: datetime) -> None:
    async with database.write() as connection:
        await ownership.claim(connection, conversation.id, agent, conversation.version, at)


async def test_the_level_counts_who_was_answered_in_time_and_who_gave_up_late(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    agent, start = await staff_factory(), now() - timedelta(minutes=30)
    assert await level(database, now()) == (0, 0)
    fast, slow, gone_soon, gone_late, _ = [await conversation_factory("queue", at=start) for _ in range(5)]
    await claim(database, fast, agent, start + timedelta(seconds=59))
    await claim(database, slow, agent, start + timedelta(seconds=61))
    async with database.write() as connection:
        await ownership.withdraw(connection, gone_soon.id, start + timedelta(seconds=20))
        await ownership.withdraw(connection, gone_late.id, start + timedelta(seconds=90))
    assert await level(database, start + timedelta(seconds=50)) == (0, 0)
    assert await level(database, now()) == (1, 4)
    assert await level(database, now() + timedelta(hours=2)) == (0, 0)


async def test_the_view_shows_who_waits_and_who_is_there(
    database: Database, conversation_factory: Any, staff_factory: Any
) -> None:
    anna, piotr = await staff_factory("Anna"), await staff_factory("Piotr")
    await staff_factory("Ola")
    async with database.write() as connection:
        await presence.connect(connection, "a", anna.id, now())
        await presence.choose(connection, anna.id, presence.BUSY, now())
    await conversation_factory(piotr)
    first = await conversation_factory("queue", at=now() - 5 * MINUTE)
    second = await conversation_factory("queue")
    view = await look(database)
    assert [one["id"] for one in view.next] == [first.id, second.id]
    assert timedelta(minutes=5) <= view.longest_wait < timedelta(minutes=6)
    assert [(one["name"], one["presence"], one["active"], one["capacity"]) for one in view.agents] == [
        ("Anna", "busy", 0, 3),
        ("Piotr", "offline", 1, 3),
    ]


@pytest.mark.parametrize(
    ("trend", "falls"),
    [([0.2, 0.3, 0.6], True), ([0.7], True), ([0.8, 0.7, 0.65], False), ([0.1, 0.2, 0.3], False)],
)
async def test_a_mood_falls_when_it_is_bad_and_was_better(
    database: Database, conversation_factory: Any, trend: list[float], falls: bool
) -> None:
    conversation = await conversation_factory()
    async with database.write() as connection:
        for value in trend:
            receipt = await message_log.append(connection, conversation.id, Draft(Author("customer"), "halo"), now())
            mood = {"label": "negative", "frustration": value, "reasons": [], "trend": value}
            await message_log.set_mood(connection, conversation.id, receipt.seq, "pl", mood)
        await connection.execute(update(conversations).values(trend=trend[-1]))
    assert [one["id"] for one in (await look(database)).falling] == [conversation.id] * falls


async def test_each_limit_raises_its_alert(database: Database, conversation_factory: Any) -> None:
    for _ in range(2):
        await conversation_factory("queue", at=now() - 6 * MINUTE)
    view = await look(database)
    assert view.alerts(AlertLimits()) == []
    limits = AlertLimits(waiting=1, longest_wait=5 * MINUTE, service_level=0.8, fewest=2)
    assert [alert.kind for alert in view.alerts(limits)] == ["waiting", "longest_wait", "service_level"]
    assert view.alerts(AlertLimits(waiting=2, longest_wait=7 * MINUTE, service_level=0.8, fewest=3)) == []


async def test_more_moods_may_fall_than_are_listed(database: Database, conversation_factory: Any) -> None:
    for _ in range(live_view.MOST_LISTED + 1):
        conversation = await conversation_factory()
        async with database.write() as connection:
            receipt = await message_log.append(connection, conversation.id, Draft(Author("customer"), "halo"), now())
            mood = {"label": "negative", "frustration": 0.9, "reasons": [], "trend": 0.9}
            await message_log.set_mood(connection, conversation.id, receipt.seq, "pl", mood)
            await connection.execute(
                update(conversations).where(conversations.c.id == conversation.id).values(trend=0.9)
            )
    view = await look(database)
    assert len(view.falling) == live_view.MOST_LISTED
    assert [alert.kind for alert in view.alerts(AlertLimits(falling=live_view.MOST_LISTED))] == ["falling"]


async def test_nobody_there_alarms_while_the_shop_is_open(database: Database, conversation_factory: Any) -> None:
    await conversation_factory("queue")
    monday = datetime.fromisoformat("2026-11-23T11:00:00+00:00")
    for at, alerts in ((monday, ["nobody_there"]), (monday + timedelta(hours=11), [])):
        async with database.read() as connection:
            view = await live_view.look(connection, at, ALWAYS, AlertLimits())
        assert [alert.kind for alert in view.alerts(AlertLimits(nobody_there=True))] == alerts


async def test_only_supervisors_look(desk: Any, staff_factory: Any, sign_in: Any) -> None:
    agent, supervisor = await staff_factory("Anna"), await staff_factory("Marek", roles=("supervisor",))
    refused = await desk.get("/api/supervisor/live", headers=await sign_in(agent))
    assert refused.status == 403
    answer = await desk.get("/api/supervisor/live", headers=await sign_in(supervisor))
    body = await answer.json()
    assert (answer.status, body["waiting"], body["service_level"]["share"]) == (200, 0, None)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("waiting: many", "waiting"),
        ("service_level: 0.8", "service_level"),
        ("service_level: {least: 80, within_seconds: 60, over_minutes: 60, fewest: 5}", "service_level.least"),
        ("waiting: .nan", "waiting"),
        ("longest_wait: .inf", "longest_wait"),
        (
            "service_level: {least: 0.8, within_seconds: 60, over_minutes: 900000, fewest: 5}",
            "service_level.over_minutes",
        ),
        ("nobody_there: 1", "nobody_there"),
        ("wating: 3", "alert_limits"),
        ("- waiting", "alert_limits"),
        ("a: [", "alert_limits"),
    ],
)
def test_a_wrong_limit_is_named(tmp_path: Path, text: str, field: str) -> None:
    path = tmp_path / "alerts.yml"
    path.write_text(text)
    with pytest.raises(BadInput) as told:
        alert_limits.load(path)
    assert told.value.details["field"] == field


def test_our_own_limits_can_be_read() -> None:
    assert alert_limits.load().longest_wait == timedelta(minutes=5)
    assert alert_limits.load().nobody_there is True
