"""Tables of the actions in the project's database."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from warmline.clock import Moment
from warmline.database import metadata

proof_attempts = Table(
    "proof_attempts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("order_number", String(20), nullable=False),
    Column("customer_id", String(80), nullable=False),  # the visitor as the desk knows them
    Column("at", Moment, nullable=False),
    Index("ix_proof_attempts_order_number_at", "order_number", "at"),
    Index("ix_proof_attempts_customer_id_at", "customer_id", "at"),
)
