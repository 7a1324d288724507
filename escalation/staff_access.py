"""Who may sign in at all, as the operator decides it: let in, shut out, given a new password."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import absences, events, presence
from escalation.conversations import Conversation
from escalation.errors import LastAdmin
from escalation.mail_tables import password_links
from escalation.staff import SHORTEST_PASSWORD, Staff, hasher, normal_email, staff_of
from escalation.tables import staff, staff_sessions
from warmline.errors import BadInput, NotFound

OPERATOR = "operator"
"""The actor of what is done in the terminal."""

_NOBODY = "Nobody on the staff has the address {}; `warmline staff list` names them all."


@dataclass(frozen=True)
class Access:
    """A member of staff, and whether they may sign in."""

    person: Staff
    active: bool


async def listed(connection: AsyncConnection) -> list[Access]:
    """Everybody, by address."""
    rows = await connection.execute(select(staff).order_by(staff.c.email))
    return [Access(staff_of(row), row.active) for row in rows]


async def member(connection: AsyncConnection, email: str) -> Staff:
    """The member of staff with an address.

    Raises:
        NotFound: Nobody has the address.
    """
    row = (await connection.execute(select(staff).where(staff.c.email == normal_email(email)))).first()
    if row is None:
        raise NotFound(_NOBODY.format(normal_email(email)))
    return staff_of(row)


async def disable(connection: AsyncConnection, email: str, at: datetime) -> list[Conversation]:
    """Shut somebody out: their sessions end, and their conversations wait in the queue again, each at its place.

    Returns:
        The conversations that were moved.

    Raises:
        LastAdmin: Nobody else who may sign in is an admin.
        NotFound: Nobody has the address.
    """
    await _keep_an_admin(connection, normal_email(email))
    staff_id = await _change(connection, email, "staff_disabled", at, active=False)
    await sign_out(connection, staff_id)
    return await absences.put_back_all_of(connection, staff_id, at)


async def enable(connection: AsyncConnection, email: str, at: datetime) -> None:
    """Let somebody sign in again, with the password they had.

    Raises:
        NotFound: Nobody has the address.
    """
    await _change(connection, email, "staff_enabled", at, active=True)


async def reset_password(connection: AsyncConnection, email: str, password: str, at: datetime) -> None:
    """Give somebody a new password; every session of theirs ends.

    Raises:
        BadInput: The password is too short.
        NotFound: Nobody has the address.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(f"A password needs at least {SHORTEST_PASSWORD} characters.", field="password")
    hashed = await asyncio.to_thread(hasher.hash, password)
    await sign_out(connection, await _change(connection, email, "password_reset", at, password_hash=hashed))


async def _keep_an_admin(connection: AsyncConnection, address: str) -> None:
    """Make sure that somebody else stays an admin; the rows are held, so that two admins cannot shut each other out."""
    rows = await connection.execute(select(staff).where(staff.c.active).order_by(staff.c.id).with_for_update())
    admins = {row.email for row in rows if "admin" in row.roles}
    if admins == {address}:
        raise LastAdmin(address)


async def _change(connection: AsyncConnection, email: str, kind: str, at: datetime, **values: object) -> str:
    """Change the row first: a sign-in at the same time waits for it, and finds what it says."""
    address = normal_email(email)
    done = await connection.execute(update(staff).where(staff.c.email == address).values(**values))
    if done.rowcount != 1:
        raise NotFound(_NOBODY.format(address))
    staff_id = str((await connection.execute(select(staff.c.id).where(staff.c.email == address))).scalar_one())
    await events.record(connection, kind, at=at, actor=OPERATOR, staff_id=staff_id)
    return staff_id


async def sign_out(connection: AsyncConnection, staff_id: str) -> None:
    """End every session of somebody, who is no longer present, and make the links void that they have not used."""
    await connection.execute(delete(password_links).where(password_links.c.staff_id == staff_id))
    await connection.execute(delete(staff_sessions).where(staff_sessions.c.staff_id == staff_id))
    await presence.leave(connection, staff_id)
