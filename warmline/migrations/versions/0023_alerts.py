"""Alerts to supervisors, and the calls that tell of them.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("raised_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_alerts"),
    )
    op.create_table(
        "webhook_calls",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_calls"),
    )
    op.create_index("ix_webhook_calls_due_at", "webhook_calls", ["due_at"])


def downgrade() -> None:
    op.drop_table("webhook_calls")
    op.drop_table("alerts")
