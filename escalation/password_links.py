"""Links by which a member of staff chooses a password: once, within their time, known only to who got the letter."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner, post
from escalation.errors import LinkOver
from escalation.mail_tables import password_links as table
from escalation.post import Letter
from escalation.sign_in import token_hash
from escalation.staff import SHORTEST_PASSWORD, Staff, hasher, normal_email, staff_of
from escalation.staff_access import sign_out
from escalation.tables import staff
from warmline.errors import BadInput

LETTERS = Path(__file__).parent / "letters.yml"

INVITATION, RESET = "invitation", "reset"
VALID = {INVITATION: timedelta(hours=72), RESET: timedelta(hours=2)}
AGAIN_AFTER = timedelta(minutes=5)
"""Whoever asks for a reset again and again gets one letter in this time."""


async def make(connection: AsyncConnection, person: Staff, kind: str, at: datetime) -> str:
    """A new link's token, in the place of the person's earlier link of its kind."""
    token = secrets.token_urlsafe(32)
    await connection.execute(delete(table).where(table.c.staff_id == person.id, table.c.kind == kind))
    await connection.execute(
        insert(table).values(
            token_hash=token_hash(token),
            staff_id=person.id,
            kind=kind,
            created_at=at,
            expires_at=at + VALID[kind],
        )
    )
    return token


async def send(
    connection: AsyncConnection, person: Staff, kind: str, at: datetime, *, desk: str, shop: str, language: str
) -> None:
    """Write somebody a letter with a new link.

    Args:
        desk: The desk's public address.
        shop: The shop's name; empty: the desk is named.
        language: ``pl`` or ``en``.
    """
    link = address_of(desk, person, await make(connection, person, kind, at))
    await post.put(connection, letter(person, kind, link, shop=shop, language=language), at)


async def ask(connection: AsyncConnection, email: str, at: datetime, *, desk: str, shop: str, language: str) -> None:
    """Write to whoever has forgotten a password. Nobody learns from it whether the address is on the staff."""
    found = select(staff).where(staff.c.email == normal_email(email), staff.c.active).with_for_update()
    row = (await connection.execute(found)).first()
    if row is None:
        return
    lately = select(table.c.created_at).where(
        table.c.staff_id == row.id, table.c.kind == RESET, table.c.created_at > at - AGAIN_AFTER
    )
    if (await connection.execute(lately)).first() is not None:
        return
    await send(connection, staff_of(row), RESET, at, desk=desk, shop=shop, language=language)


async def holder(connection: AsyncConnection, token: str, at: datetime) -> tuple[Staff, str]:
    """Whose link it is, and its kind.

    Raises:
        LinkOver: It is unknown, used or expired.
    """
    row = (
        await connection.execute(
            select(staff, table.c.kind)
            .join(table, table.c.staff_id == staff.c.id)
            .where(table.c.token_hash == token_hash(token), table.c.expires_at > at, staff.c.active)
        )
    ).first()
    if row is None:
        raise LinkOver
    return staff_of(row), row.kind


async def redeem(connection: AsyncConnection, token: str, password: str, at: datetime) -> Staff:
    """Give the link's holder the password they chose; their links are void, and every session of theirs ends.

    Raises:
        BadInput: The password is too short.
        LinkOver: The link is unknown, used or expired.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(f"`password` needs at least {SHORTEST_PASSWORD} characters.", field="password")
    person, kind = await holder(connection, token, at)
    hashed = await asyncio.to_thread(hasher.hash, password)
    used = await connection.execute(delete(table).where(table.c.token_hash == token_hash(token)))
    if used.rowcount != 1:
        raise LinkOver
    await connection.execute(update(staff).where(staff.c.id == person.id).values(password_hash=hashed))
    await sign_out(connection, person.id)
    await events.record(connection, "password_chosen", at=at, actor=owner.agent(person.id), by=kind)
    return person


def address_of(desk: str, person: Staff, token: str) -> str:
    """The page of a link; the token stands in the fragment, which reaches no server and no log of one."""
    page = "agent" if person.may("agent") or person.may("supervisor") else "editor"
    return f"{desk}/{page}#/password/{token}"


def letter(person: Staff, kind: str, link: str, *, shop: str, language: str) -> Letter:
    """The letter with a link, in a language."""
    words = _letters()[kind][language]
    hours = int(VALID[kind].total_seconds() // 3600)
    given = {"name": person.name, "link": link, "hours": hours, "shop": shop or "Warmline"}
    return Letter(person.email, words["subject"].format(**given), words["text"].format(**given))


@cache
def _letters() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(LETTERS.read_text(encoding="utf-8"))
    return found
