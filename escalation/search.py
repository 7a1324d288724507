"""Search over every conversation, grouped by conversation, in the database's own full text."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Float,
    Integer,
    and_,
    cast,
    column,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import summaries
from escalation.search_filters import Cursor, Filters
from escalation.search_index import SIMPLE
from escalation.search_tables import search_entries as entries
from escalation.search_words import excerpt, wanted
from escalation.tables import conversations, messages

PAGE = 20

MATCH = text("SELECT rowid AS id, rank AS rank FROM search_words WHERE search_words MATCH :words")


async def search(
    connection: AsyncConnection, filters: Filters, cursor: Cursor | None, zone: ZoneInfo, at: datetime
) -> dict[str, Any]:
    """One page of conversations, the one changed last or found best first.

    A conversation is found by a message that has all the words, or by its customer's name and e-mail. Words may be
    begun only: `zwro` finds *zwrot*.

    Args:
        zone: The shop's, in which the filters' days begin.

    Returns:
        As the protocol has it: ``results``, and ``cursor`` where there are more.

    Raises:
        BadInput: The cursor belongs to another search.
    """
    terms = wanted(filters.q)
    if filters.q and not terms:
        return {"results": [], "cursor": None}
    best = filters.order == "best" and bool(terms)
    found = (await connection.execute(_page(connection, filters, terms, best, cursor, zone))).all()
    page = found[:PAGE]
    shown = {one["id"]: one for one in await summaries.of(connection, [row.id for row in page], at)}
    said = await _messages(connection, [(row.id, row.seq) for row in page if row.seq is not None])
    results = [
        {
            "conversation": shown[row.id],
            "hits": row.hits,
            "hit": _hit(said[row.id, row.seq], terms) if row.seq is not None else None,
        }
        for row in page
    ]
    more = None
    if len(found) > PAGE:
        last = page[-1]
        more = Cursor(repr(float(last.rank)) if best else last.updated_at.isoformat(), last.id).as_text()
    return {"results": results, "cursor": more}


def _page(
    connection: AsyncConnection, filters: Filters, terms: list[str], best: bool, cursor: Cursor | None, zone: ZoneInfo
) -> Any:
    columns = conversations.c
    if terms:
        hits = _hits(connection, terms, best)
        query = select(columns.id, columns.updated_at, hits.c.seq, hits.c.rank, hits.c.hits).join(
            hits, hits.c.conversation_id == columns.id
        )
        query = query.where(hits.c.place == 1)
        rank = hits.c.rank
    else:
        rank = literal(0.0)
        query = select(
            columns.id, columns.updated_at, null().label("seq"), rank.label("rank"), literal(0).label("hits")
        )
    query = query.where(*filters.conditions(zone)).limit(PAGE + 1)
    if best:
        if cursor is not None:
            query = query.where(or_(rank > cursor.rank, and_(rank == cursor.rank, columns.id > cursor.conversation_id)))
        return query.order_by(rank, columns.id)
    if cursor is not None:
        after, same = columns.updated_at < cursor.moment, columns.updated_at == cursor.moment
        query = query.where(or_(after, and_(same, columns.id > cursor.conversation_id)))
    return query.order_by(columns.updated_at.desc(), columns.id)


def _hits(connection: AsyncConnection, terms: list[str], best: bool) -> Any:
    """For each conversation its first hit (``place`` 1) and how many there are."""
    match = _match(connection, terms, best)
    of_messages = (
        select(entries.c.conversation_id.label("conversation_id"), entries.c.seq.label("seq"), match.c.rank)
        .join(match, match.c.id == entries.c.id)
        .where(entries.c.conversation_id.is_not(None))
    )
    of_customers = (
        select(conversations.c.id.label("conversation_id"), cast(null(), Integer).label("seq"), match.c.rank)
        .join(entries, entries.c.customer_id == conversations.c.customer_id)
        .join(match, match.c.id == entries.c.id)
    )
    every = union_all(of_messages, of_customers).subquery("every")
    newest = func.coalesce(every.c.seq, 0).desc()
    order = [every.c.rank, newest] if best else [newest]
    return select(
        every.c.conversation_id,
        every.c.seq,
        every.c.rank,
        func.count().over(partition_by=every.c.conversation_id).label("hits"),
        func.row_number().over(partition_by=every.c.conversation_id, order_by=order).label("place"),
    ).subquery("hits")


def _match(connection: AsyncConnection, terms: list[str], best: bool) -> Any:
    """The entries with all the words; the lower the rank, the better."""
    if connection.dialect.name == "sqlite":
        words = " ".join(f'"{term}"*' for term in terms)
        found = MATCH.bindparams(words=words).columns(column("id", Integer), column("rank", Float))
        return found.cte("match")
    query = func.to_tsquery(SIMPLE, " & ".join(f"{term}:*" for term in terms))
    rank = cast(-func.ts_rank(entries.c.terms, query), Float) if best else literal_column("0.0", Float)
    return select(entries.c.id, rank.label("rank")).where(entries.c.terms.op("@@")(query)).cte("match")


async def _messages(connection: AsyncConnection, places: list[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    if not places:
        return {}
    wanted_rows = [and_(messages.c.conversation_id == one, messages.c.seq == seq) for one, seq in places]
    rows = await connection.execute(
        select(
            messages.c.conversation_id, messages.c.seq, messages.c.author_kind, messages.c.author_name, messages.c.text
        ).where(or_(*wanted_rows))
    )
    return {(row.conversation_id, row.seq): row for row in rows}


def _hit(row: Any, terms: list[str]) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "author": {"kind": row.author_kind, "name": row.author_name},
        "excerpt": excerpt(row.text, terms),
    }
