"""The pictures in articles, kept in the database.

A picture's name is made of its content, so storing the same again changes nothing, and what is served under
a name never changes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.errors import UnknownPicture
from kb_index.picture_files import cleaned
from kb_index.picture_name import PictureName
from kb_index.tables import pictures
from warmline.clock import now
from warmline.database import Database


async def upload(database: Database, content: bytes, actor: str) -> PictureName:
    """Keep what an editor uploaded, as a picture that is safe to show.

    Raises:
        BadPicture: It is none, or too large.
    """
    name, picture = await asyncio.to_thread(cleaned, content)
    async with database.write() as connection:
        await store(connection, name, picture, actor)
    return name


async def store(connection: AsyncConnection, name: PictureName, content: bytes, actor: str) -> None:
    """Keep a picture; one that is there already stays as it is."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    await connection.execute(
        insert(pictures)
        .values(
            name=str(name),
            content=content,
            width=name.width,
            height=name.height,
            uploaded_at=now(),
            uploaded_by=actor,
        )
        .on_conflict_do_nothing()
    )


async def read_picture(connection: AsyncConnection, name: PictureName) -> bytes:
    """A picture's content.

    Raises:
        UnknownPicture: It was never uploaded.
    """
    asked = select(pictures.c.content).where(pictures.c.name == str(name))
    content: bytes | None = (await connection.execute(asked)).scalar_one_or_none()
    if content is None:
        raise UnknownPicture(str(name))
    return content


async def known_pictures(connection: AsyncConnection, names: Collection[str]) -> set[str]:
    """Those of the names that stand for a picture."""
    rows = await connection.execute(select(pictures.c.name).where(pictures.c.name.in_(list(names))))
    return set(rows.scalars())
