"""Conversations that go from one agent to another.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from warmline.clock import Moment

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "transfers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("from_staff", sa.String(36), nullable=False),
        sa.Column("to_staff", sa.String(36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_transfers"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_transfers_conversation_id"),
        sa.ForeignKeyConstraint(["from_staff"], ["staff.id"], name="fk_transfers_from_staff"),
        sa.ForeignKeyConstraint(["to_staff"], ["staff.id"], name="fk_transfers_to_staff"),
    )
    op.create_index("ix_transfers_conversation_id", "transfers", ["conversation_id"])


def downgrade() -> None:
    op.drop_table("transfers")
