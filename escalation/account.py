"""One's own account: the password, and where one is signed in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from escalation import events, owner, presence
from escalation.errors import WrongPassword
from escalation.mail_tables import password_links
from escalation.sign_in import SignIn, token_hash, verify
from escalation.staff import SHORTEST_PASSWORD, Staff, hasher
from escalation.tables import staff, staff_sessions
from warmline.clock import now
from warmline.errors import BadInput


@dataclass(frozen=True)
class Session:
    """A browser in which a person is signed in."""

    created_at: datetime
    expires_at: datetime
    here: bool  # the one that asks

    def as_json(self) -> dict[str, object]:
        """The session as its holder sees it."""
        return {
            "created_at": self.created_at.isoformat(),
            "expires_at": self.expires_at.isoformat(),
            "here": self.here,
        }


async def sessions(door: SignIn, person: Staff, token: str) -> list[Session]:
    """Where a person is signed in, the latest first."""
    async with door.database.read() as connection:
        rows = await connection.execute(
            select(staff_sessions)
            .where(staff_sessions.c.staff_id == person.id, staff_sessions.c.expires_at > now())
            .order_by(staff_sessions.c.created_at.desc(), staff_sessions.c.token_hash)
        )
    here = token_hash(token)
    return [Session(row.created_at, row.expires_at, row.token_hash == here) for row in rows]


async def change_password(door: SignIn, person: Staff, token: str, current: str, new: str) -> None:
    """Put a new password in the place of the present one and end every session but the one that asks.

    Raises:
        BadInput: The new password is too short, or the same.
        WrongPassword: The present one is another, or has just been changed elsewhere.
        LockedOut: There were too many wrong passwords for this person's e-mail.
    """
    if len(new) < SHORTEST_PASSWORD:
        raise BadInput(f"`new` needs at least {SHORTEST_PASSWORD} characters.", field="new")
    if new == current:
        raise BadInput("`new` must be another password than the present one.", field="new")
    attempt = await door.begin_attempt(person.email)
    async with door.database.read() as connection:
        stored = (await connection.execute(select(staff.c.password_hash).where(staff.c.id == person.id))).scalar_one()
    if not await asyncio.to_thread(verify, stored, current):
        raise WrongPassword
    hashed = await asyncio.to_thread(hasher.hash, new)
    async with door.database.write() as connection:
        changed = await connection.execute(
            update(staff).where(staff.c.id == person.id, staff.c.password_hash == stored).values(password_hash=hashed)
        )
        if changed.rowcount != 1:
            raise WrongPassword
        await door.proved(connection, attempt)
        await connection.execute(
            delete(staff_sessions).where(
                staff_sessions.c.staff_id == person.id, staff_sessions.c.token_hash != token_hash(token)
            )
        )
        await connection.execute(delete(password_links).where(password_links.c.staff_id == person.id))
        await events.record(connection, "password_changed", at=now(), actor=owner.agent(person.id))


async def sign_out_everywhere(door: SignIn, person: Staff) -> None:
    """End every session of a person, who is no longer present."""
    async with door.database.write() as connection:
        await connection.execute(delete(staff_sessions).where(staff_sessions.c.staff_id == person.id))
        await presence.leave(connection, person.id)
        await events.record(connection, "signed_out", at=now(), actor=owner.agent(person.id), everywhere=True)
