"""Alerts that are raised now, and the calls that tell of them."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Integer, String, Table

from warmline.clock import Moment
from warmline.database import metadata

alerts = Table(
    "alerts",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("value", Float, nullable=False),
    Column("raised_at", Moment, nullable=False),
)

webhook_calls = Table(
    "webhook_calls",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("body", JSON, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),  # moved on by whoever tries, so that one desk calls at a time
    Column("created_at", Moment, nullable=False),
)
