"""What is kept of a customer and a conversation beside what was said; it goes when those go."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, SmallInteger, String, Table, Text, UniqueConstraint

from escalation.tables import RowNumber
from warmline.clock import Moment
from warmline.database import metadata

customer_notes = Table(
    "customer_notes",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("customer_id", String(36), ForeignKey("customers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("client_note_id", String(64), nullable=False),
    Column("staff_id", String(36), ForeignKey("staff.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("staff_id", "client_note_id"),
)

conversation_tags = Table(
    "conversation_tags",
    metadata,
    Column("conversation_id", String(36), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(40), primary_key=True, index=True),  # as tags.normal has it
    Column("staff_id", String(36), ForeignKey("staff.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
)

page_views = Table(
    "page_views",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("customer_id", String(36), ForeignKey("customers.id", ondelete="CASCADE"), nullable=False),
    Column("url", String(500), nullable=False),  # without query and fragment
    Column("title", String(200), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index("ix_page_views_customer_id_id", "customer_id", "id"),
)

browsing = Table(
    "browsing",
    metadata,
    Column("customer_id", String(36), ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("cart", JSON, nullable=False),  # {} where it is empty
    Column("attributes", JSON, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

surveys = Table(
    "surveys",
    metadata,
    Column("conversation_id", String(36), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),  # of the conversation when it was closed
    Column("csat", SmallInteger),  # NULL: skipped
    Column("nps", SmallInteger),
    Column("ces", SmallInteger),
    Column("comment", Text, nullable=False),
    Column("staff_id", String(36), ForeignKey("staff.id")),  # who wrote last; NULL: only the assistant has answered
    Column("answered_at", Moment, nullable=False),
)
