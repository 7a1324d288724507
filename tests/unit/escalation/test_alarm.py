from __future__ import annotations

import asyncio
import base64
import hmac
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select, update

from escalation import ownership
from escalation.alarm import Alarm
from escalation.alert_limits import AlertLimits
from escalation.alert_tables import webhook_calls
from escalation.dispatch import ATTEMPTS
from escalation.hours import OpeningHours
from escalation.live import LocalLive
from escalation.tables import events
from escalation.webhook import Webhook, key_of
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput

SECRET = "a secret of the receiver"
LIMITS = AlertLimits(waiting=0)


class Receiver:
    """A shop's server that takes calls, or refuses them."""

    def __init__(self) -> None:
        self.status = 204
        self.calls: list[tuple[Any, Any, str]] = []

    async def take(self, request: web.Request) -> web.Response:
        self.calls.append((request.headers, await request.json(), await request.text()))
        return web.Response(status=self.status)


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    found, app = Receiver(), web.Application()
    app.router.add_post("/alerts", found.take)
    async with TestServer(app) as server:
        yield found, str(server.make_url("/alerts"))


def alarm(database: Database, url: str, secret: str = SECRET) -> Alarm:
    return Alarm(database, LocalLive(), OpeningHours(), LIMITS, Webhook(database, url, secret))


async def told(database: Database) -> list[str]:
    async with database.read() as connection:
        rows = await connection.execute(
            select(events.c.kind).where(events.c.kind.startswith("alert_")).order_by(events.c.id)
        )
        return list(rows.scalars())


async def make_due(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(update(webhook_calls).values(due_at=now() - timedelta(seconds=1)))


async def test_an_alert_is_raised_and_ended_once_whoever_looks(
    database: Database, conversation_factory: Any, receiver: Any
) -> None:
    shop, url = receiver
    conversation, desks = await conversation_factory("queue"), [alarm(database, url) for _ in range(3)]
    for _ in range(2):
        await asyncio.gather(*(desk.look() for desk in desks))
    assert [body["data"] for _, body, _ in shop.calls] == [{"kind": "waiting", "value": 1, "limit": 0}]
    async with database.write() as connection:
        await ownership.withdraw(connection, conversation.id, now())
    await asyncio.gather(*(desk.look() for desk in desks))
    assert [body["type"] for _, body, _ in shop.calls] == ["alert_raised", "alert_ended"]
    assert await told(database) == ["alert_raised", "alert_ended"]


async def test_a_receiver_can_tell_who_calls(database: Database, conversation_factory: Any, receiver: Any) -> None:
    shop, url = receiver
    await conversation_factory("queue")
    await alarm(database, url).look()
    headers, _, text = shop.calls[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{text}".encode()
    expected = base64.b64encode(hmac.digest(SECRET.encode(), signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert abs(now().timestamp() - int(headers["webhook-timestamp"])) < 600


@pytest.mark.parametrize("secret", ["whsec_YSBrZXkh", "whsec_YSBrZXkhIQ==", "whsec_YSBrZXkhIQ"])
def test_a_standard_secret_is_base64_of_the_key(secret: str) -> None:
    assert key_of(secret).startswith(b"a key!")
    assert key_of("a key!") == b"a key!"


@pytest.mark.parametrize("secret", ["whsec_", "whsec_not base64", "whsec_a"])
def test_a_broken_standard_secret_is_named(secret: str) -> None:
    with pytest.raises(BadInput) as told:
        key_of(secret)
    assert told.value.details["field"] == "alert_webhook_secret"


async def test_what_is_refused_is_tried_again_under_the_same_id_and_given_up_in_the_end(
    database: Database, conversation_factory: Any, receiver: Any
) -> None:
    shop, url = receiver
    shop.status = 500
    await conversation_factory("queue")
    desk = alarm(database, url)
    await desk.look()
    await desk.look()
    assert len(shop.calls) == 1
    for _ in range(ATTEMPTS + 3):
        await make_due(database)
        await desk.look()
    assert len(shop.calls) == ATTEMPTS
    assert len({headers["webhook-id"] for headers, _, _ in shop.calls}) == 1


async def test_a_receiver_that_is_away_holds_nothing_up(database: Database, conversation_factory: Any) -> None:
    await conversation_factory("queue")
    await alarm(database, "http://127.0.0.1:1/alerts", secret="").look()
    assert await told(database) == ["alert_raised"]
    async with database.read() as connection:
        assert (await connection.execute(select(webhook_calls.c.attempts))).scalars().all() == [1]
