"""Conversations of erased customers that the assistant's memory must still forget."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from warmline.clock import Moment
from warmline.database import metadata

erasures = Table(
    "erasures",
    metadata,
    Column("conversation_id", String(36), primary_key=True),
    Column("erased_at", Moment, nullable=False),
)
