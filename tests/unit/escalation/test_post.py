"""Letters over a real SMTP server, and the links they bring."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiosmtpd.controller import Controller
from sqlalchemy import func, select, update

from escalation import account, password_links, post, staff_access
from escalation.app import create_app
from escalation.dispatch import ATTEMPTS
from escalation.errors import LinkOver
from escalation.live import LocalLive
from escalation.mail_tables import mails
from escalation.mail_tables import password_links as links
from escalation.post import Letter, MailServer, PostOffice
from escalation.sign_in import SignIn
from escalation.staff import Staff
from escalation.tables import events
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput, NotSignedIn
from warmline.settings import Settings

DESK = "https://desk.example"
HEADER = {"X-Warmline": "1", "Origin": DESK}
PASSWORD = "a password of my own"
OLD_PASSWORD = "correct horse battery"


class Mailbox:
    """What a mail server took; it refuses recipients with a code where it is told to."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.refusal = ""
        self.arrived = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        envelope.rcpt_tos.append(address)
        return self.refusal or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        self._loop.call_soon_threadsafe(self.arrived.set)
        return "250 OK"


@pytest.fixture
async def mailbox(unused_tcp_port_factory: Callable[[], int]) -> AsyncIterator[tuple[Mailbox, Controller]]:
    found = Mailbox()
    controller = Controller(found, hostname="127.0.0.1", port=unused_tcp_port_factory())
    controller.start()
    yield found, controller
    if controller.smtpd is not None:
        controller.stop()


def office(database: Database, port: int) -> PostOffice:
    server = MailServer.at(f"smtp://127.0.0.1:{port}")
    return PostOffice(database, LocalLive(), server, "Pod Lipą <pomoc@podlipa.example>")


async def write(database: Database, text: str = "Zażółć gęślą jaźń") -> None:
    async with database.write() as connection:
        await post.put(connection, Letter("anna@podlipa.example", "Nowe hasło", text), now())


async def waiting(database: Database) -> int:
    async with database.read() as connection:
        return int((await connection.execute(select(func.count()).select_from(mails))).scalar_one())


async def make_due(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(update(mails).values(due_at=now() - timedelta(seconds=1)))


async def test_a_letter_arrives_once_whoever_sends(database: Database, mailbox: Any) -> None:
    box, server = mailbox
    await write(database)
    await asyncio.gather(*(office(database, server.port).send_due() for _ in range(3)))
    [letter] = box.taken
    assert (letter["To"], letter["Subject"]) == ("anna@podlipa.example", "Nowe hasło")
    assert letter["From"] == "Pod Lipą <pomoc@podlipa.example>"
    assert letter.get_content().strip() == "Zażółć gęślą jaźń"
    assert await waiting(database) == 0


async def test_a_server_that_is_down_gets_the_letter_later(
    database: Database, mailbox: Any, unused_tcp_port: int
) -> None:
    box, server = mailbox
    await write(database)
    await office(database, unused_tcp_port).send_due()
    assert (await waiting(database), box.taken) == (1, [])
    await office(database, server.port).send_due()
    assert box.taken == []
    await make_due(database)
    await office(database, server.port).send_due()
    assert (await waiting(database), len(box.taken)) == (0, 1)


@pytest.mark.parametrize(("refusal", "left"), [("550 no such mailbox", 0), ("451 later", 1)])
async def test_a_refusal_for_good_ends_a_letter_and_one_for_now_does_not(
    database: Database, mailbox: Any, refusal: str, left: int
) -> None:
    box, server = mailbox
    box.refusal = refusal
    await write(database)
    await office(database, server.port).send_due()
    assert await waiting(database) == left


async def test_a_letter_is_given_up_in_the_end(database: Database, unused_tcp_port: int) -> None:
    await write(database)
    for _ in range(ATTEMPTS):
        assert await waiting(database) == 1
        await make_due(database)
        await office(database, unused_tcp_port).send_due()
    assert await waiting(database) == 0


async def test_neither_words_nor_recipients_reach_the_log(
    database: Database, mailbox: Any, unused_tcp_port: int, capsys: Any
) -> None:
    _, server = mailbox
    await write(database, "tajne-słowo")
    await office(database, unused_tcp_port).send_due()
    await make_due(database)
    await office(database, server.port).send_due()
    logged = capsys.readouterr().out
    assert "mail sent" in logged
    assert "tajne" not in logged
    assert "anna@" not in logged


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", "smtp://a:b@mail:port"])
def test_an_address_that_is_none_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(BadInput) as refused:
        MailServer.at(address)
    assert "a:b" not in str(refused.value)


def test_an_address_is_read() -> None:
    found = MailServer.at("smtps://a%40b:p%2Fw@mail.example")
    assert found == MailServer("smtps", "mail.example", 465, "a@b", "p/w")


async def link_of(database: Database, person: Staff, kind: str = password_links.INVITATION) -> str:
    async with database.write() as connection:
        return await password_links.make(connection, person, kind, now())


async def test_a_link_works_once_even_at_the_same_moment_and_ends_sessions(
    desk: Any, database: Database, staff_factory: Any, sign_in: Any
) -> None:
    person = await staff_factory()
    old = await sign_in(person)
    token = await link_of(database, person)
    read = await desk.post("/api/staff/password-link/read", json={"token": token}, headers=HEADER)
    assert await read.json() == {"name": person.name, "email": person.email, "kind": "invitation"}
    body = {"token": token, "password": PASSWORD}
    answers = await asyncio.gather(
        *(desk.post("/api/staff/password-link/redeem", json=body, headers=HEADER) for _ in range(4))
    )
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409]
    assert (await desk.get("/api/staff/me", headers=old)).status == 401
    _, holder = await SignIn(database).open(person.email, PASSWORD)
    assert holder.id == person.id
    async with database.read() as connection:
        kinds = (await connection.execute(select(events.c.data).where(events.c.kind == "password_chosen"))).all()
    assert [row.data for row in kinds] == [{"by": "invitation"}]


async def test_a_link_that_is_over_or_unknown_opens_nothing(database: Database, staff_factory: Any) -> None:
    person = await staff_factory()
    first, second = await link_of(database, person), await link_of(database, person)
    late = now() + password_links.VALID[password_links.INVITATION]
    for token, at in ((first, now()), (second, late), ("unknown", now())):
        async with database.write() as connection:
            with pytest.raises(LinkOver):
                await password_links.redeem(connection, token, PASSWORD, at)
    with pytest.raises(BadInput):
        async with database.write() as connection:
            await password_links.redeem(connection, second, "short", now())
    with pytest.raises(NotSignedIn):
        await SignIn(database).open(person.email, PASSWORD)
    async with database.write() as connection:
        assert (await password_links.redeem(connection, second, PASSWORD, now())).id == person.id


async def test_a_disabled_person_s_link_opens_nothing(database: Database, staff_factory: Any) -> None:
    person = await staff_factory()
    token = await link_of(database, person)
    async with database.write() as connection:
        await staff_access.disable(connection, person.email, now())
        with pytest.raises(LinkOver):
            await password_links.redeem(connection, token, PASSWORD, now())
        await password_links.ask(connection, person.email, now(), desk=DESK, shop="", language="pl")
    assert await waiting(database) == 0


async def test_whoever_forgot_gets_one_letter_with_a_link_that_works(
    database: Database, mailbox: Any, staff_factory: Any
) -> None:
    box, server = mailbox
    person = await staff_factory()
    for email in (person.email.upper(), person.email, "nobody@podlipa.example"):
        async with database.write() as connection:
            await password_links.ask(connection, email, now(), desk=DESK, shop="Pod Lipą", language="pl")
    await office(database, server.port).send_due()
    [letter] = box.taken
    assert letter["To"] == person.email
    found = re.search(rf"{DESK}/agent#/password/(\S+)", letter.get_content())
    assert found
    async with database.read() as connection:
        assert found[1] not in str((await connection.execute(select(links))).all())
    async with database.write() as connection:
        assert (await password_links.redeem(connection, found[1], PASSWORD, now())).id == person.id


@pytest.mark.parametrize("kind", [password_links.INVITATION, password_links.RESET])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_letter_has_its_words_in_both_languages(kind: str, language: str) -> None:
    ewa = Staff("1", "ewa@podlipa.example", "Ewa {0}", ("editor",), (), 3, "available")
    link = password_links.address_of(DESK, ewa, "t")
    assert link == f"{DESK}/editor#/password/t"
    letter = password_links.letter(ewa, kind, link, shop="Pod Lipą", language=language)
    assert link in letter.text
    assert "Ewa {0}" in letter.text
    assert "Pod Lipą" in letter.subject


@pytest.mark.parametrize("change", ["reset", "change"])
async def test_another_password_makes_the_links_void(database: Database, staff_factory: Any, change: str) -> None:
    person = await staff_factory()
    tokens = [await link_of(database, person, kind) for kind in password_links.VALID]
    if change == "reset":
        async with database.write() as connection:
            await staff_access.reset_password(connection, person.email, PASSWORD, now())
    else:
        door = SignIn(database)
        await account.change_password(door, person, "a token", OLD_PASSWORD, PASSWORD)
    async with database.write() as connection:
        for token in tokens:
            with pytest.raises(LinkOver):
                await password_links.redeem(connection, token, "yet another password", now())


async def test_whoever_asks_gets_the_same_answer_and_only_staff_get_a_letter(
    settings: Settings, mailbox: Any, staff_factory: Any
) -> None:
    box, server = mailbox
    person = await staff_factory()
    mailing = replace(settings, smtp_url=f"smtp://127.0.0.1:{server.port}", mail_from="pomoc@podlipa.example")
    async with TestClient(TestServer(create_app(mailing))) as desk:
        for email in ("nobody@podlipa.example", person.email):
            body = {"email": email, "language": "en"}
            answer = await desk.post("/api/staff/password-link/ask", json=body, headers=HEADER)
            assert (answer.status, await answer.json()) == (200, {})
        await asyncio.wait_for(box.arrived.wait(), 60)
    assert [letter["To"] for letter in box.taken] == [person.email]


async def test_asking_says_plainly_that_no_mail_goes_out_and_needs_the_pages_header(desk: Any) -> None:
    path = "/api/staff/password-link/ask"
    answer = await desk.post(path, json={"email": "a@b.example", "language": "pl"}, headers=HEADER)
    assert (await answer.json())["error"]["code"] == "mail_off"
    assert (await desk.post(path, json={"email": "a@b.example"}, headers=HEADER)).status == 400
    assert (await desk.post(path, json={"email": "a@b.example", "language": "pl"})).status == 403
