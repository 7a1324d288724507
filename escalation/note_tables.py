"""What staff write to each other beside a conversation; nothing here is ever read for a customer or the assistant."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from warmline.clock import Moment
from warmline.database import metadata

notes = Table(
    "notes",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("after_seq", Integer, nullable=False),  # the last message when it was written; it stands below that
    Column("client_note_id", String(64), nullable=False),
    Column("staff_id", String(36), ForeignKey("staff.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("conversation_id", "client_note_id"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("note_id", String(36), ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True),
    Column("staff_id", String(36), ForeignKey("staff.id"), primary_key=True, index=True),
    Column("seen_at", Moment),  # NULL: the colleague has not looked yet
)
