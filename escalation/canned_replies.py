"""Canned replies: texts that are written once and sent often, everybody's or one person's own."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.errors import CannedReplyNotFound, ReplyEditedMeanwhile, ShortcutTaken
from escalation.message_text import LONGEST_MESSAGE
from escalation.moments import iso
from escalation.staff import Staff
from escalation.tables import canned_replies as table
from escalation.tables import staff as staff_table
from warmline.errors import BadInput, NotAllowed

LANGUAGES = ("pl", "en")
VARIABLES = ("customer_name", "agent_name", "order_number", "carrier", "expected_on")
"""What the console fills in; anything else in double braces is refused, as nobody could fill it."""

KEEPERS = ("editor", "supervisor")
"""Who may change what is everybody's."""

LONGEST_TITLE = 120
SHORTCUT = re.compile(r"[a-z0-9ąćęłńóśźż][a-z0-9ąćęłńóśźż-]{0,39}")
VARIABLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


@dataclass(frozen=True)
class Wording:
    """What somebody has written down, before or after it is stored."""

    shortcut: str  # what follows the slash
    texts: dict[str, dict[str, str]]  # language -> title and text; one language at least


def wording_of(body: Mapping[str, Any]) -> Wording:
    """Check what somebody has written.

    Raises:
        BadInput: The field named in the details cannot be used as it is.
    """
    shortcut = body.get("shortcut")
    if not isinstance(shortcut, str) or not SHORTCUT.fullmatch(shortcut.strip().lower()):
        raise BadInput("`shortcut` must be one word of at most 40 letters, digits and hyphens.", field="shortcut")
    texts = body.get("texts")
    if not isinstance(texts, dict) or not texts or set(texts) - set(LANGUAGES):
        raise BadInput(f"`texts` must have a text in {' or '.join(LANGUAGES)}, or both.", field="texts")
    return Wording(shortcut.strip().lower(), {language: _text(language, texts[language]) for language in texts})


async def listed(connection: AsyncConnection, person: Staff) -> list[dict[str, Any]]:
    """Everybody's replies and the person's own, by shortcut."""
    rows = await connection.execute(
        _query()
        .where(or_(table.c.staff_id.is_(None), table.c.staff_id == person.id))
        .order_by(table.c.shortcut, table.c.id)
    )
    return [_as_json(row) for row in rows]


async def create(
    connection: AsyncConnection, wording: Wording, person: Staff, at: datetime, *, shared: bool
) -> dict[str, Any]:
    """Write a new reply down.

    Raises:
        NotAllowed: It is to be everybody's, and the person may not change those.
        ShortcutTaken: Another one of theirs, or of everybody's, has this shortcut.
    """
    if shared:
        _require_keeper(person)
    made = str(uuid.uuid4())
    values = {**vars(wording), "revision": 1, "updated_at": at, "updated_by": person.id}
    try:
        async with connection.begin_nested():
            await connection.execute(
                insert(table).values(id=made, staff_id=None if shared else person.id, created_at=at, **values)
            )
    except IntegrityError:
        raise ShortcutTaken(wording.shortcut) from None
    return await _read(connection, made)


async def change(
    connection: AsyncConnection, reply_id: str, revision: int, wording: Wording, person: Staff, at: datetime
) -> dict[str, Any]:
    """Write a reply anew, if nobody has since ``revision``.

    Raises:
        CannedReplyNotFound: There is none, or it is another person's own.
        NotAllowed: It is everybody's, and the person may not change those.
        ReplyEditedMeanwhile: Somebody was faster.
        ShortcutTaken: Another one has this shortcut.
    """
    await _require_changeable(connection, reply_id, person)
    values = {**vars(wording), "revision": revision + 1, "updated_at": at, "updated_by": person.id}
    try:
        async with connection.begin_nested():
            done = await connection.execute(
                update(table).where(table.c.id == reply_id, table.c.revision == revision).values(**values)
            )
    except IntegrityError:
        raise ShortcutTaken(wording.shortcut) from None
    if done.rowcount == 0:
        raise await _edited(connection, reply_id)
    return await _read(connection, reply_id)


async def remove(connection: AsyncConnection, reply_id: str, revision: int, person: Staff) -> None:
    """Take a reply away, if nobody has changed it since ``revision``; errors as ``change``."""
    await _require_changeable(connection, reply_id, person)
    done = await connection.execute(delete(table).where(table.c.id == reply_id, table.c.revision == revision))
    if done.rowcount == 0:
        raise await _edited(connection, reply_id)


def unfilled(text: str) -> list[str]:
    """The variables that nobody has filled in."""
    return [name for name in VARIABLE.findall(text) if name in VARIABLES]


def _text(language: str, given: object) -> dict[str, str]:
    field = f"texts.{language}"
    if not isinstance(given, dict) or not all(isinstance(given.get(part), str) for part in ("title", "text")):
        raise BadInput(f"`{field}` must have a `title` and a `text`.", field=field)
    title, text = given["title"].replace("\x00", "").strip(), given["text"].replace("\x00", "").strip()
    if not title or len(title) > LONGEST_TITLE:
        raise BadInput(f"`{field}.title` must have 1 to {LONGEST_TITLE} characters.", field=f"{field}.title")
    if not text or len(text) > LONGEST_MESSAGE:
        raise BadInput(f"`{field}.text` must have 1 to {LONGEST_MESSAGE} characters.", field=f"{field}.text")
    unknown = [name for name in VARIABLE.findall(text) if name not in VARIABLES]
    if unknown:
        message = f"`{field}.text` has an unknown variable {unknown[0]!r}; there are {', '.join(VARIABLES)}."
        raise BadInput(message, field=f"{field}.text", unknown=unknown)
    return {"title": title, "text": text}


def _query() -> Any:
    return select(table, staff_table.c.name.label("editor")).join(staff_table, staff_table.c.id == table.c.updated_by)


async def _read(connection: AsyncConnection, reply_id: str) -> dict[str, Any]:
    return _as_json((await connection.execute(_query().where(table.c.id == reply_id))).one())


async def _require_changeable(connection: AsyncConnection, reply_id: str, person: Staff) -> None:
    row = (await connection.execute(select(table.c.staff_id).where(table.c.id == reply_id))).first()
    if row is None or row.staff_id not in (None, person.id):
        raise CannedReplyNotFound(reply_id)
    if row.staff_id is None:
        _require_keeper(person)


def _require_keeper(person: Staff) -> None:
    if not any(person.may(role) for role in KEEPERS):
        raise NotAllowed(f"Everybody's replies need the role {' or '.join(KEEPERS)}.", role=KEEPERS[0])


async def _edited(connection: AsyncConnection, reply_id: str) -> Exception:
    row = (await connection.execute(_query().where(table.c.id == reply_id))).first()
    return CannedReplyNotFound(reply_id) if row is None else ReplyEditedMeanwhile(row.editor, row.revision)


def _as_json(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "shared": row.staff_id is None,
        "shortcut": row.shortcut,
        "texts": row.texts,
        "revision": row.revision,
        "updated_at": iso(row.updated_at),
        "updated_by": row.editor,
    }
