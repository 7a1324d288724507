"""Who has an article open in the editor, so that two people do not write the same text unawares.

An open page says every few seconds that it is still there. The database holds the answers, so it does not
matter which process each page talks to; a page that falls silent is forgotten by itself.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.errors import BadArticle, UnknownArticle
from kb_index.tables import article_presence
from warmline.clock import now

FRESH = timedelta(seconds=30)
"""Three times as long as a page's silence, so that one lost call makes nobody vanish."""
KEPT = timedelta(hours=1)

PAGE = re.compile(r"[A-Za-z0-9-]{8,40}")


def checked_page(value: str) -> str:
    """The name an open page has given itself, such as a UUID.

    Raises:
        BadArticle: It is none.
    """
    if not PAGE.fullmatch(value):
        raise BadArticle("page", "bad_page", "`page` takes 8 to 40 letters, digits and hyphens, such as a UUID.")
    return value


async def stay(connection: AsyncConnection, article_id: str, page: str, editor: str) -> None:
    """Note that a page has an article open.

    Raises:
        UnknownArticle: There is no such article.
    """
    at = now()
    await connection.execute(article_presence.delete().where(article_presence.c.seen_at < at - KEPT))
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    seen = {"editor": editor, "seen_at": at}
    try:
        await connection.execute(
            insert(article_presence)
            .values(article_id=article_id, page=page, **seen)
            .on_conflict_do_update(index_elements=["article_id", "page"], set_=seen)
        )
    except IntegrityError:
        raise UnknownArticle(article_id) from None


async def leave(connection: AsyncConnection, article_id: str, page: str) -> None:
    """Note that a page has closed the article."""
    await connection.execute(
        article_presence.delete().where(article_presence.c.article_id == article_id, article_presence.c.page == page)
    )


async def others(connection: AsyncConnection, article_id: str, page: str) -> list[str]:
    """The editors who have the article open on other pages, each once, by name."""
    present: Any = article_presence.c
    rows = await connection.execute(
        select(present.editor)
        .where(present.article_id == article_id, present.page != page, present.seen_at >= now() - FRESH)
        .distinct()
        .order_by(present.editor)
    )
    return list(rows.scalars())
