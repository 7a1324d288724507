"""Signing in: passwords, sessions and the lock-out, all decided in the database."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from datetime import datetime, timedelta

from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner, presence
from escalation.errors import LockedOut
from escalation.staff import Staff, hasher, normal_email, staff_of
from escalation.tables import sign_in_attempts, staff, staff_sessions
from warmline.clock import now
from warmline.database import Database
from warmline.errors import NotSignedIn

SESSION = timedelta(hours=12)
"""A shift and a half; nobody stays signed in overnight."""

WRONG_ALLOWED = 5
WINDOW = timedelta(minutes=15)

NOBODY = hasher.hash(secrets.token_urlsafe(16))
"""Verified when the e-mail is unknown, so the time taken does not tell."""


def token_hash(token: str) -> str:
    """What is stored of a random token; the token itself is only with its holder."""
    return hashlib.sha256(token.encode()).hexdigest()


class SignIn:
    """Opens, checks and ends staff sessions."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def open(self, email: str, password: str) -> tuple[str, Staff]:
        """A new session's token and its holder.

        Raises:
            LockedOut: There were too many wrong passwords for this e-mail.
            NotSignedIn: The e-mail or the password is wrong.
        """
        address, at = normal_email(email), now()
        attempt = await self.begin_attempt(address)
        async with self.database.read() as connection:
            row = (await connection.execute(select(staff).where(staff.c.email == address, staff.c.active))).first()
        right = await asyncio.to_thread(verify, NOBODY if row is None else row.password_hash, password)
        if row is None or not right:
            raise NotSignedIn("The e-mail or the password is wrong.")
        token = secrets.token_urlsafe(32)
        async with self.database.write() as connection:
            unchanged = await connection.execute(
                select(staff.c.id)
                .where(staff.c.id == row.id, staff.c.password_hash == row.password_hash, staff.c.active)
                .with_for_update(read=True)
            )
            if unchanged.first() is None:
                raise NotSignedIn("The e-mail or the password is wrong.")
            await self.proved(connection, attempt)
            await connection.execute(delete(staff_sessions).where(staff_sessions.c.expires_at < at))
            await connection.execute(
                insert(staff_sessions).values(
                    token_hash=token_hash(token), staff_id=row.id, created_at=at, expires_at=at + SESSION
                )
            )
            await events.record(connection, "signed_in", at=at, actor=owner.agent(row.id))
        return token, staff_of(row)

    async def holder(self, token: str | None) -> Staff:
        """Who holds a session.

        Raises:
            NotSignedIn: There is no such session, or it is over.
        """
        if not token:
            raise NotSignedIn
        async with self.database.read() as connection:
            row = (
                await connection.execute(
                    select(staff)
                    .join(staff_sessions, staff_sessions.c.staff_id == staff.c.id)
                    .where(
                        staff_sessions.c.token_hash == token_hash(token),
                        staff_sessions.c.expires_at > now(),
                        staff.c.active,
                    )
                )
            ).first()
        if row is None:
            raise NotSignedIn
        return staff_of(row)

    async def end(self, token: str) -> None:
        """End a session; the person is no longer present once no other session is left."""
        holder = await self.holder(token)
        async with self.database.write() as connection:
            await connection.execute(delete(staff_sessions).where(staff_sessions.c.token_hash == token_hash(token)))
            left = await connection.execute(
                select(func.count()).select_from(staff_sessions).where(staff_sessions.c.staff_id == holder.id)
            )
            if left.scalar_one() == 0:
                await presence.leave(connection, holder.id)
            await events.record(connection, "signed_out", at=now(), actor=owner.agent(holder.id))

    async def begin_attempt(self, email: str) -> int:
        """Count this attempt as wrong until it is proved right, so that attempts at once count each other.

        Returns:
            The attempt's number, for ``proved``.

        Raises:
            LockedOut: There were too many wrong ones for this e-mail.
        """
        async with self.database.write() as connection:
            return await self._begin_attempt(connection, normal_email(email), now())

    async def proved(self, connection: AsyncConnection, attempt: int) -> None:
        """The attempt was right; it and the wrong ones before it count no more."""
        await connection.execute(
            update(sign_in_attempts).where(sign_in_attempts.c.id == attempt).values(succeeded=True)
        )

    async def _begin_attempt(self, connection: AsyncConnection, address: str, at: datetime) -> int:
        if not self.database.is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:email))"), {"email": address})
        attempts = sign_in_attempts.c
        since = (
            await connection.execute(
                select(func.max(attempts.at)).where(
                    attempts.email == address, attempts.succeeded, attempts.at > at - WINDOW
                )
            )
        ).scalar()
        wrong = (
            await connection.execute(
                select(attempts.at)
                .where(attempts.email == address, ~attempts.succeeded, attempts.at > (since or at - WINDOW))
                .order_by(attempts.at.desc())
                .limit(WRONG_ALLOWED)
            )
        ).all()
        if len(wrong) >= WRONG_ALLOWED:
            wait = wrong[-1].at + WINDOW - at
            raise LockedOut(retry_after=max(1, int(wait.total_seconds())))
        done = await connection.execute(insert(sign_in_attempts).values(email=address, at=at, succeeded=False))
        return int(done.inserted_primary_key[0])


def verify(hashed: str, password: str) -> bool:
    """Whether a password belongs to a hash; slow by intent, so call it in a thread."""
    try:
        return hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
