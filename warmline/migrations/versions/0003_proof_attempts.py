"""Wrong proofs of who may see an order.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proof_attempts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("order_number", sa.String(20), nullable=False),
        sa.Column("customer_id", sa.String(80), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proof_attempts"),
    )
    op.create_index("ix_proof_attempts_order_number_at", "proof_attempts", ["order_number", "at"])
    op.create_index("ix_proof_attempts_customer_id_at", "proof_attempts", ["customer_id", "at"])


def downgrade() -> None:
    op.drop_table("proof_attempts")
