"""Conversations that the desk has offered to an agent; they wait in the queue until the agent takes them up."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, text

from escalation.tables import RowNumber
from warmline.clock import Moment
from warmline.database import metadata

offers = Table(
    "offers",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),  # of the conversation; in any other the offer is over
    Column("staff_id", String(36), ForeignKey("staff.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(20)),  # taken, declined, missed or gone; NULL while it is open
    Column("ended_at", Moment),
    Index("ix_offers_conversation_id_version", "conversation_id", "version"),
)
Index(
    "uq_offers_open",
    offers.c.conversation_id,
    unique=True,
    sqlite_where=text("ended_at IS NULL"),
    postgresql_where=text("ended_at IS NULL"),
)
