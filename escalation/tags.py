"""Tags on conversations: free words of the agents, one spelling each."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import events, owner
from escalation.file_tables import conversation_tags as table
from escalation.staff import Staff
from warmline.errors import BadInput

LONGEST_TAG = 40
MOST_TAGS = 20
MOST_SUGGESTED = 100


def normal(text: object) -> str:
    """A tag as it is kept: lower case, single spaces, no leading ``#``, composed letters.

    Raises:
        BadInput: It is no text, nothing is left of it, or it is longer than ``LONGEST_TAG``.
    """
    if not isinstance(text, str):
        raise BadInput("`tag` must be a text.", field="tag")
    printable = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    found = unicodedata.normalize("NFC", " ".join(printable.split()).lower()).lstrip("# ")
    if not found or len(found) > LONGEST_TAG:
        raise BadInput(f"`tag` must have 1 to {LONGEST_TAG} characters.", field="tag")
    return found


async def of(connection: AsyncConnection, conversation_id: str) -> list[str]:
    """A conversation's tags, by name."""
    wanted = select(table.c.tag).where(table.c.conversation_id == conversation_id).order_by(table.c.tag)
    return list((await connection.execute(wanted)).scalars())


async def in_use(connection: AsyncConnection) -> list[str]:
    """The tags used most, at most ``MOST_SUGGESTED``, by name."""
    most = select(table.c.tag).group_by(table.c.tag).order_by(func.count().desc(), table.c.tag).limit(MOST_SUGGESTED)
    return sorted((await connection.execute(most)).scalars())


async def put(connection: AsyncConnection, conversation_id: str, tag: str, person: Staff, at: datetime) -> None:
    """Put a tag, as ``normal`` returns it, on a conversation that is known to exist; a second time changes nothing.

    Raises:
        BadInput: The conversation has ``MOST_TAGS`` already.
    """
    try:
        async with connection.begin_nested():
            await connection.execute(
                insert(table).values(conversation_id=conversation_id, tag=tag, staff_id=person.id, created_at=at)
            )
    except IntegrityError:
        return
    if len(await of(connection, conversation_id)) > MOST_TAGS:
        raise BadInput(f"A conversation has at most {MOST_TAGS} tags; take one off first.", field="tag")
    await events.record(connection, "tag_put", at=at, actor=owner.agent(person.id), conversation_id=conversation_id)


async def take_off(connection: AsyncConnection, conversation_id: str, tag: str, person: Staff, at: datetime) -> None:
    """Take a tag off; one that is not there is no error."""
    here = (table.c.conversation_id == conversation_id) & (table.c.tag == tag)
    if (await connection.execute(delete(table).where(here))).rowcount:
        await events.record(
            connection, "tag_taken_off", at=at, actor=owner.agent(person.id), conversation_id=conversation_id
        )
