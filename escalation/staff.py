"""The people behind the desk: who they are and what they may do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import presence
from escalation.priority import REASONS
from escalation.tables import staff
from warmline.errors import BadInput, NotAllowed

ROLES = ("agent", "editor", "supervisor", "admin")
SHORTEST_PASSWORD = 12
DEFAULT_CAPACITY = 3

hasher = PasswordHasher()
"""Argon2id with the library's current parameters; a hash carries its own."""


@dataclass(frozen=True)
class Staff:
    """A member of staff."""

    id: str
    email: str
    name: str
    roles: tuple[str, ...]
    languages: tuple[str, ...]
    capacity: int  # conversations at a time
    presence: str
    skills: tuple[str, ...] = ()  # reasons of hand-overs this person gets before others

    def may(self, role: str) -> bool:
        """Whether this person acts in a role; an admin acts in all."""
        return role in self.roles or "admin" in self.roles

    def require(self, role: str) -> None:
        """Let only people with a role pass.

        Raises:
            NotAllowed: The person lacks it.
        """
        if not self.may(role):
            raise NotAllowed(f"This needs the role {role}.", role=role)

    def as_json(self) -> dict[str, Any]:
        """The person as the staff's own pages see them."""
        return {
            "id": self.id,
            "email": self.email,
            "name": self.name,
            "roles": list(self.roles),
            "languages": list(self.languages),
            "skills": list(self.skills),
        }


def staff_of(row: Any) -> Staff:
    """A row of ``staff`` without its password."""
    return Staff(
        id=row.id,
        email=row.email,
        name=row.name,
        roles=tuple(row.roles),
        languages=tuple(row.languages),
        capacity=row.capacity,
        presence=row.presence,
        skills=tuple(row.skills),
    )


async def add_staff(
    connection: AsyncConnection,
    *,
    email: str,
    name: str,
    password: str,
    roles: Sequence[str],
    at: datetime,
    languages: Sequence[str] = (),
    skills: Sequence[str] = (),
    capacity: int = DEFAULT_CAPACITY,
) -> Staff:
    """Add a member of staff.

    Args:
        languages: Those the person answers in; none means all.
        skills: Reasons of hand-overs, as ``escalation.priority.REASONS`` has them.

    Raises:
        BadInput: The e-mail is taken or none, the password too short, or a role or a skill unknown.
    """
    address = normal_email(email)
    if "@" not in address:
        raise BadInput(f"{email!r} is no e-mail address.", field="email")
    if not name.strip():
        raise BadInput("A name is needed; customers see it.", field="name")
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(f"A password needs at least {SHORTEST_PASSWORD} characters.", field="password")
    if not roles or set(roles) - set(ROLES):
        raise BadInput(f"Roles are {', '.join(ROLES)}; at least one is needed.", field="roles")
    if unknown := sorted(set(skills) - REASONS):
        known = ", ".join(sorted(REASONS))
        raise BadInput(f"There is no skill {', '.join(unknown)}; skills are {known}.", field="skills")
    if capacity < 1:
        raise BadInput("An agent takes at least one conversation.", field="capacity")
    made = Staff(
        id=str(uuid.uuid4()),
        email=address,
        name=name.strip(),
        roles=tuple(roles),
        languages=tuple(languages),
        capacity=capacity,
        presence=presence.AVAILABLE,
        skills=tuple(skills),
    )
    try:
        async with connection.begin_nested():
            await connection.execute(
                insert(staff).values(
                    **{**vars(made), "roles": list(roles), "languages": list(languages), "skills": list(skills)},
                    password_hash=hasher.hash(password),
                    active=True,
                    created_at=at,
                )
            )
    except IntegrityError:
        raise BadInput(f"{address} is on the staff already.", field="email") from None
    return made


async def member_with(connection: AsyncConnection, email: str) -> Staff:
    """The member of staff with an address that is known to be there."""
    return staff_of((await connection.execute(select(staff).where(staff.c.email == normal_email(email)))).one())


async def names_of(connection: AsyncConnection, staff_ids: Sequence[str]) -> dict[str, str]:
    """The names of some members of staff by their ids."""
    rows = await connection.execute(select(staff.c.id, staff.c.name).where(staff.c.id.in_(staff_ids)))
    return {row.id: row.name for row in rows}


async def agents(connection: AsyncConnection) -> list[dict[str, str]]:
    """Everyone who answers or has answered customers, by name."""
    rows = await connection.execute(select(staff).order_by(staff.c.name, staff.c.id))
    return [{"id": person.id, "name": person.name} for person in map(staff_of, rows) if person.may("agent")]


async def working_agents(connection: AsyncConnection) -> list[dict[str, str]]:
    """Everyone who may answer customers today, by name."""
    rows = await connection.execute(select(staff).where(staff.c.active).order_by(staff.c.name, staff.c.id))
    return [{"id": person.id, "name": person.name} for person in map(staff_of, rows) if person.may("agent")]


async def known_emails(connection: AsyncConnection) -> set[str]:
    """The addresses of everyone on the staff."""
    return set((await connection.execute(select(staff.c.email))).scalars())


def normal_email(email: str) -> str:
    """An address in the form in which it is compared."""
    return email.strip().casefold()
