"""Letters that are still to be sent, and the links some of them carry."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from warmline.clock import Moment
from warmline.database import metadata

mails = Table(
    "mails",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("recipient", String(320), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),  # moved on by whoever tries, so that one desk sends at a time
    Column("created_at", Moment, nullable=False),
)

password_links = Table(
    "password_links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff_id", String(36), ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),  # invitation or reset
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)
